-- People at the desk: every customer as one row, counted as orders come and go, and what staff noted about somebody, for them
-- to read and to erase.

-- Somebody with an account, or an address that ordered without one. An order is of its person where it has one, else of
-- whoever has its address.
create table customer (
    id integer primary key autoincrement,
    person bigint unique references person (id),
    email text not null,
    email_key text not null unique,
    -- As the last order calls them.
    name text not null,
    name_key text not null,
    -- Orders that were not cancelled, and what they come to.
    orders bigint not null default 0,
    spent bigint not null default 0,
    last_order_at bigint,
    -- The last order, or since when they are known.
    last_at bigint not null,
    since bigint not null
);
insert into customer (person, email, email_key, name, name_key, last_at, since)
select p.id, p.email, p.email_key, coalesce((select o.name from orders o where o.person = p.id order by o.id desc limit 1), ''), '',
    p.created_at, p.created_at
from person p where p.kind <> 'visitor' and p.erased_at is null and p.email is not null and p.email_key is not null order by p.id;
insert into customer (email, email_key, name, name_key, last_at, since)
select o.email, o.email_key, o.name, '', o.placed_at, o.placed_at from orders o
join (select max(id) as id from orders where person is null and email_key <> '' group by email_key) m on m.id = o.id
where not exists (select 1 from customer c where c.email_key = o.email_key) order by o.id;
update customer set (orders, spent, last_order_at) = (
    select count(case when o.state <> 'cancelled' then 1 end),
        cast(coalesce(sum(case when o.state <> 'cancelled' then o.total end), 0) as bigint), max(o.placed_at)
    from orders o where o.person = customer.person or (o.person is null and o.email_key = customer.email_key));
update customer set last_at = last_order_at where last_order_at > last_at;
create index customer_last on customer (last_at, id);
create index customer_spent on customer (spent, id);
create index customer_orders on customer (orders, id);

-- What staff noted about somebody. One that was erased by whom it is about keeps its place and no word.
create table customer_note (
    id integer primary key autoincrement,
    person bigint not null references person (id),
    author bigint not null references person (id),
    words text not null,
    at bigint not null,
    erased_at bigint
);
create index customer_note_person on customer_note (person, id);
