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

insert into mail_kind (kind) values ('order.replaced');

-- A line whose price somebody of the staff said: a draft's, or a replacement's, which costs nothing.
alter table cart_line add column own_price bigint check (own_price >= 0);
insert into payment_method (method) values ('free');

-- Orders that the staff writes: a cart with a price of its own, and a word that opens it to be confirmed.
create table draft_state (state text primary key);
insert into draft_state (state) values ('open'), ('offered'), ('placed'), ('withdrawn'), ('lapsed');

create table draft (
    id integer primary key autoincrement,
    cart bigint not null unique references cart (id),
    state text not null references draft_state (state),
    email text not null,
    email_key text not null,
    name text not null,
    country text not null,
    address text not null,
    shipping_method text not null references shipping_method (method),
    shipping_title text not null,
    shipping_price bigint not null check (shipping_price >= 0),
    reason text not null,
    word_hash blob unique,
    written_by bigint references person (id),
    created_at bigint not null,
    expires_at bigint not null,
    placed_order bigint references orders (id)
);
create index draft_state_id on draft (state, id);
create index draft_email on draft (email_key);

-- What a draft keeps off the shelf until it is placed, withdrawn or over.
create table draft_hold (
    draft bigint not null references draft (id),
    variant bigint not null references variant (id),
    quantity bigint not null check (quantity > 0),
    primary key (draft, variant)
);
create index draft_hold_variant on draft_hold (variant);

insert into stock_reason (reason) values ('held'), ('released');
insert into job_kind (kind) values ('draft.lapse');
insert into mail_kind (kind) values ('draft.offered');
