-- Returns: what a customer gives back, or does not want any more before it was sent.
create table return_kind (kind text primary key);
insert into return_kind (kind) values ('withdrawal'), ('return');

create table return_reason (reason text primary key);
insert into return_reason (reason) values
    ('none'), ('damaged'), ('faulty'), ('wrong'), ('repair'), ('changed_mind'), ('other');

create table return_state (state text primary key);
insert into return_state (state) values ('asked'), ('approved'), ('refused'), ('received'), ('closed');

create table return_move_allowed (
    from_state text not null references return_state (state),
    to_state text not null references return_state (state),
    primary key (from_state, to_state)
);
insert into return_move_allowed (from_state, to_state) values
    ('asked', 'approved'), ('asked', 'refused'), ('approved', 'received'), ('approved', 'closed'), ('received', 'closed');

create table return_request (
    id integer primary key autoincrement,
    order_id bigint not null references orders (id),
    kind text not null references return_kind (kind),
    reason text not null references return_reason (reason),
    words text not null,
    answer text not null,
    state text not null references return_state (state),
    asked_at bigint not null,
    refund bigint references refund (id)
);
create index return_request_refund on return_request (refund);
create index return_request_order on return_request (order_id);
create index return_request_state on return_request (state, id);

-- How many of a line come back; of these some were not sent when it was asked. What came, and what of it stands on the shelf.
create table return_line (
    request bigint not null references return_request (id),
    order_line bigint not null references order_line (id),
    quantity bigint not null check (quantity > 0),
    unsent bigint not null check (unsent between 0 and quantity),
    received bigint not null check (received between 0 and quantity),
    restocked bigint not null check (restocked between 0 and received),
    primary key (request, order_line)
);
create index return_line_line on return_line (order_line);

create table return_move (
    request bigint not null references return_request (id),
    n bigint not null,
    from_state text not null,
    to_state text not null,
    at bigint not null,
    actor text not null,
    primary key (request, n),
    foreign key (from_state, to_state) references return_move_allowed (from_state, to_state)
);

insert into event_kind (kind) values ('return.asked');
insert into mail_kind (kind) values
    ('return.asked'), ('return.approved'), ('return.refused'), ('return.received'), ('return.closed');
