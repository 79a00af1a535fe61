-- Imports in the browser: the file in pieces until it is done, how far it is, and what there is to tell of its rows.
create table import_state (state text primary key);
insert into import_state (state) values
    ('mapping'), ('trying'), ('tried'), ('running'), ('done'), ('cancelled'), ('failed');

create table import_run (
    id integer primary key autoincrement,
    state text not null references import_state (state),
    person bigint not null references person (id),
    -- What the sender calls the file.
    name text not null,
    bytes bigint not null,
    -- What it is, as the import describes it.
    file text not null default '',
    fingerprint text not null,
    -- What columns are taken for: their names and ours, as JSON.
    mapping text not null default '{}',
    images boolean not null,
    -- Of the part that runs or ran last: products in all, how many are done, and what became of them.
    total bigint not null default 0,
    done bigint not null default 0,
    added bigint not null default 0,
    changed bigint not null default 0,
    same bigint not null default 0,
    refused bigint not null default 0,
    -- Which turn of a job goes on with it.
    turn bigint not null default 0,
    stop boolean not null default false,
    fault text not null default '',
    created_at bigint not null,
    started_at bigint,
    ended_at bigint
);
create index import_run_state on import_run (state, created_at);

create table import_piece (
    run bigint not null references import_run (id) on delete cascade,
    n bigint not null,
    bytes blob not null,
    primary key (run, n)
);

create table import_remark_kind (kind text primary key);
insert into import_remark_kind (kind) values ('refused'), ('note'), ('unpriced');
create table import_remark (
    id integer primary key,
    run bigint not null references import_run (id) on delete cascade,
    kind text not null references import_remark_kind (kind),
    line bigint not null,
    product text not null,
    words text not null
);
create index import_remark_run on import_remark (run, kind, line, id);

-- What the columns of a header were taken for the last time.
create table column_mapping (
    fingerprint text primary key,
    mapping text not null,
    used_at bigint not null
);
insert into job_kind (kind) values ('import.run');
