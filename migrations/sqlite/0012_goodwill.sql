-- Goodwill: what a host may give away alone, and what was given or asked for.
create table goodwill_limit (
    person integer primary key references person (id) on delete cascade,
    per_act bigint not null check (per_act >= 0),
    per_month bigint not null check (per_month >= 0),
    currency text not null
);

create table goodwill_kind (kind text primary key);
insert into goodwill_kind (kind) values ('refund'), ('reship');

create table goodwill_state (state text primary key);
insert into goodwill_state (state) values ('asked'), ('given'), ('declined');

create table goodwill (
    id integer primary key autoincrement,
    order_id bigint not null references orders (id),
    host bigint not null references person (id),
    kind text not null references goodwill_kind (kind),
    amount bigint not null check (amount > 0),
    currency text not null,
    reason text not null,
    state text not null references goodwill_state (state),
    asked_at bigint not null,
    decided_by bigint references person (id),
    decided_at bigint,
    answer text not null,
    given_at bigint,
    replacement bigint references orders (id)
);
create index goodwill_host on goodwill (host, given_at);
create index goodwill_order on goodwill (order_id);
create index goodwill_waiting on goodwill (state, id);

create table goodwill_line (
    goodwill bigint not null references goodwill (id),
    order_line bigint not null references order_line (id),
    quantity bigint not null check (quantity > 0),
    primary key (goodwill, order_line)
);
