-- Papers and the orders' desk: invoices without gaps, notes, parcels with their carrier, orders found by what they are.

-- What is written about an order: for the staff, or for the customer, who reads it on the order's page.
create table order_note (
    id integer primary key autoincrement,
    order_id bigint not null references orders (id),
    words text not null,
    for_customer boolean not null,
    actor text not null,
    at bigint not null
);
create index order_note_order on order_note (order_id);
insert into mail_kind (kind) values ('order.note');

alter table fulfilment add column carrier text not null default '';
alter table fulfilment add column link text not null default '';

-- The words of the name an order was placed under, folded.
create table order_name (
    word text not null,
    order_id bigint not null references orders (id),
    primary key (word, order_id)
);
create index order_name_order on order_name (order_id);

create index orders_placed on orders (placed_at, id);
create index orders_state on orders (state, placed_at, id);
create index orders_payment on orders (payment_state, placed_at, id);
create index orders_fulfilment on orders (fulfilment_state, placed_at, id);
create index orders_standing on orders (payment_state, fulfilment_state, placed_at, id);
create index orders_country on orders (country, placed_at, id);

create table paper_kind (kind text primary key);
insert into paper_kind (kind) values ('invoice'), ('credit_note');

-- The last number of each series, taken in the transaction that issues: what is rolled back leaves no gap.
create table paper_series (
    kind text not null references paper_kind (kind),
    year bigint not null,
    last bigint not null,
    primary key (kind, year)
);

-- A paper as it was issued. It is never changed; who it was for goes when they are erased.
create table paper (
    id integer primary key autoincrement,
    kind text not null references paper_kind (kind),
    number text not null unique,
    year bigint not null,
    n bigint not null check (n > 0),
    order_id bigint not null references orders (id),
    refund bigint unique references refund (id),
    buyer text not null,
    content text not null,
    actor text not null,
    issued_at bigint not null,
    unique (kind, year, n)
);
create index paper_order on paper (order_id);
create unique index paper_invoice on paper (order_id) where kind = 'invoice';
