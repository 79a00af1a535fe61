-- Credit for a next order: given to put an order right, spent at the till, put back where the order it paid for comes to nothing.
create table credit (
    id integer primary key autoincrement,
    goodwill bigint not null unique references goodwill (id),
    code_hash blob not null unique,
    currency text not null,
    amount bigint not null check (amount > 0),
    -- What is left of it.
    balance bigint not null check (balance between 0 and amount),
    created_at bigint not null
);

create table credit_reason (reason text primary key);
insert into credit_reason (reason) values ('given'), ('spent'), ('returned');

-- What came to a credit and went off it; together its balance. The order is the one that it paid for.
create table credit_move (
    id integer primary key autoincrement,
    credit bigint not null references credit (id),
    order_id bigint references orders (id),
    delta bigint not null check (delta <> 0),
    reason text not null references credit_reason (reason),
    actor text not null,
    at bigint not null
);
create index credit_move_credit on credit_move (credit, id);
create index credit_move_order on credit_move (order_id);

-- The credit that somebody chose at the till.
create table credit_cart (
    cart bigint primary key references cart (id) on delete cascade,
    credit bigint not null references credit (id)
);

-- What of an order was paid by credit, and what of a refund went back to it.
alter table orders add column credit bigint not null default 0 check (credit between 0 and total);
alter table refund add column credited bigint not null default 0 check (credited between 0 and total);

insert into goodwill_kind (kind) values ('credit');
insert into payment_method (method) values ('credit');
insert into mail_kind (kind) values ('order.credited');
