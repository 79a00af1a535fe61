-- Money that goes back, and what of an order will not be sent after all.
insert into order_state (axis, state) values ('payment', 'part_refunded'), ('payment', 'refunded');
insert into order_move_allowed (axis, from_state, to_state) values
    ('payment', 'paid', 'part_refunded'), ('payment', 'paid', 'refunded'), ('payment', 'part_refunded', 'part_refunded'),
    ('payment', 'part_refunded', 'refunded'), ('payment', 'part_refunded', 'refund_due'),
    ('payment', 'refund_due', 'refund_due'), ('payment', 'refund_due', 'refunded');
insert into stock_reason (reason) values ('withdrawn');
insert into event_kind (kind) values ('order.refunded');
insert into mail_kind (kind) values ('order.refunded');

-- What has gone back of an order, never more than came in.
alter table orders add column refunded bigint not null default 0 check (refunded between 0 and total);

create table refund_reason (reason text primary key);
insert into refund_reason (reason) values
    ('cancelled'), ('returned'), ('withdrawn'), ('damaged'), ('lost'), ('goodwill'), ('other');

-- A refund: of things, of shipping, of a free amount; its total is the three together, tax within.
create table refund (
    id integer primary key autoincrement,
    order_id bigint not null references orders (id),
    reason text not null references refund_reason (reason),
    words text not null,
    shipping bigint not null check (shipping >= 0),
    extra bigint not null check (extra >= 0),
    total bigint not null check (total >= 0),
    tax bigint not null check (tax between 0 and total),
    currency text not null,
    actor text not null,
    at bigint not null
);
create index refund_order on refund (order_id);
create index refund_at on refund (at);

-- How many of a line: those that were sent, of which some are back on the shelf, and those that are not sent any more.
create table refund_line (
    refund bigint not null references refund (id),
    order_line bigint not null references order_line (id),
    sent bigint not null check (sent >= 0),
    unsent bigint not null check (unsent >= 0),
    restocked bigint not null check (restocked between 0 and sent),
    amount bigint not null check (amount >= 0),
    primary key (refund, order_line),
    check (sent + unsent > 0)
);
create index refund_line_line on refund_line (order_line);

-- The same money by the rate of its tax.
create table refund_tax (
    refund bigint not null references refund (id),
    basis_points bigint not null,
    amount bigint not null check (amount >= 0),
    tax bigint not null check (tax between 0 and amount),
    primary key (refund, basis_points)
);
