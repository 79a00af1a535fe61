-- How the shop does, by day and currency, counted from orders, their moves and their refunds; a day is counted anew when an
-- event says that something about it changed. The days are those of the shop's own clock.
create table figure_day (
    day text collate "C" not null,
    currency text not null,
    orders bigint not null,
    gross bigint not null,
    tax bigint not null,
    shipping bigint not null,
    units bigint not null,
    cancelled_orders bigint not null,
    cancelled bigint not null,
    cancelled_tax bigint not null,
    refunds bigint not null,
    refunded bigint not null,
    refunded_tax bigint not null,
    primary key (day, currency)
);
create table figure_product (
    day text collate "C" not null,
    currency text not null,
    product bigint not null references product (id) on delete cascade,
    units bigint not null,
    amount bigint not null,
    primary key (day, currency, product)
);

-- The last event that was counted, and the zone whose days were counted.
create table figure_mark (
    id bigint primary key check (id = 1),
    event bigint not null,
    zone text not null
);
insert into figure_mark (id, event, zone) values (1, 0, '');

-- How many visits a day had. Who they were is written nowhere.
create table visit_day (
    day text collate "C" primary key,
    visits bigint not null
);

create index order_move_to on order_move (axis, to_state, at);
create index topic_asked on topic (kind, created_at);
create index job_dead on job (dead_at);
create index goodwill_replacement on goodwill (replacement);
