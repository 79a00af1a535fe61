-- The desk: the views of a list that somebody of the staff kept, each the query of its address.
create table saved_view (
    id integer primary key,
    person bigint not null references person (id) on delete cascade,
    list text not null,
    name text not null,
    query text not null,
    created_at bigint not null,
    unique (person, list, name)
);
