-- The ground: who, what is sold, what it costs, where it is, who bought it, what happened.
-- Ids count, instants are milliseconds since 1970 UTC, money is whole minor units beside an ISO 4217 code,
-- rates are basis points. A set that can grow is a table: a new value is an insert.

create table shop (
    id integer primary key check (id = 1),
    name text not null,
    tagline text not null,
    purpose text not null,
    street text not null,
    city text not null,
    email text not null,
    phone text not null,
    hours text not null,
    country text not null,
    currency text not null,
    lang text not null,
    zone text not null,
    iban text not null,
    bic text not null,
    prices_include_tax boolean not null,
    transfer_days bigint not null check (transfer_days > 0),
    demo boolean not null,
    catalogue_version bigint not null
);
insert into shop (id, name, tagline, purpose, street, city, email, phone, hours, country, currency, lang, zone, iban, bic,
    prices_include_tax, transfer_days, demo, catalogue_version)
values (1, 'Open Kitchen', '', '', '', '', '', '', '', 'NL', 'EUR', 'en', 'Europe/Amsterdam', '', '', true, 7, false, 1);

create table secret (name text primary key, bytes blob not null);

create table page (
    slug text primary key,
    title text not null,
    body text not null,
    position bigint not null,
    updated_at bigint not null
);

-- People

create table person_kind (kind text primary key);
insert into person_kind (kind) values ('visitor'), ('customer'), ('staff');

create table person (
    id integer primary key,
    kind text not null references person_kind (kind),
    alias text not null,
    avatar_seed bigint not null,
    email text,
    email_key text unique,
    lang text not null,
    created_at bigint not null,
    erased_at bigint
);

create table session (
    id_hash blob primary key,
    person bigint references person (id) on delete cascade,
    data text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_expires on session (expires_at);
create index session_person on session (person);

-- Pictures

create table media_kind (kind text primary key);
insert into media_kind (kind) values ('picture');

create table media (
    id integer primary key,
    hash text not null unique,
    kind text not null references media_kind (kind),
    width bigint not null check (width > 0),
    height bigint not null check (height > 0),
    alt text not null,
    created_at bigint not null
);

-- The catalogue

create table maker (
    id integer primary key,
    handle text not null unique,
    name text not null,
    craft text not null,
    words text not null,
    story text not null,
    media bigint references media (id),
    person bigint references person (id)
);

create table tax_class (class text primary key, name text not null);
insert into tax_class (class, name) values ('standard', 'Standard'), ('reduced', 'Reduced'), ('zero', 'Untaxed');

create table tax_rate (
    id integer primary key,
    country text not null,
    area text not null default '',
    class text not null references tax_class (class),
    basis_points bigint not null check (basis_points between 0 and 10000),
    valid_from bigint not null,
    valid_to bigint,
    unique (country, area, class, valid_from)
);

create table product_status (status text primary key);
insert into product_status (status) values ('draft'), ('active'), ('withdrawn');

create table product (
    id integer primary key,
    slug text not null unique,
    title text not null,
    title_key text not null,
    maker bigint references maker (id),
    words text not null,
    purpose text not null,
    description text not null,
    vendor text not null,
    kind text not null,
    tax_class text not null references tax_class (class),
    status text not null references product_status (status),
    sensitive boolean not null default false,
    gift_card boolean not null default false,
    personal_label text,
    seo_title text not null,
    seo_description text not null,
    foreign_fields text not null default '{}',
    list_price bigint,
    created_at bigint not null,
    updated_at bigint not null,
    archived_at bigint
);
create index product_newest on product (status, id);
create index product_by_title on product (status, title_key, id);
create index product_by_price on product (status, list_price, id);
create index product_maker on product (maker);

create table product_tag (
    product bigint not null references product (id) on delete cascade,
    tag_key text not null,
    tag text not null,
    position bigint not null,
    primary key (product, tag_key)
);

create table product_media (
    product bigint not null references product (id) on delete cascade,
    media bigint not null references media (id),
    position bigint not null,
    primary key (product, media)
);

create table remote_picture (
    id integer primary key,
    product bigint not null references product (id) on delete cascade,
    url text not null,
    alt text not null,
    position bigint not null,
    media bigint references media (id),
    fault text,
    unique (product, url)
);

create table option_axis (
    id integer primary key,
    product bigint not null references product (id) on delete cascade,
    position bigint not null,
    name text not null,
    unique (product, position),
    unique (product, name)
);

create table option_value (
    id integer primary key,
    axis bigint not null references option_axis (id) on delete cascade,
    position bigint not null,
    value text not null,
    unique (axis, value)
);

create table variant (
    id integer primary key,
    product bigint not null references product (id) on delete cascade,
    position bigint not null,
    sku text not null,
    sku_key text not null unique,
    combination_key text not null,
    note text not null default '',
    barcode text not null default '',
    weight_grams bigint not null default 0 check (weight_grams >= 0),
    ships boolean not null default true,
    tracked boolean not null default true,
    backorder_limit bigint default 0 check (backorder_limit >= 0),
    unit text,
    unit_amount bigint check (unit_amount > 0),
    unit_base bigint check (unit_base > 0),
    cost bigint,
    media bigint references media (id),
    foreign_fields text not null default '{}',
    archived_at bigint,
    unique (product, combination_key)
);
create index variant_product on variant (product, position);
create index variant_barcode on variant (barcode);

create table variant_option (
    variant bigint not null references variant (id) on delete cascade,
    axis bigint not null references option_axis (id) on delete cascade,
    value bigint not null references option_value (id) on delete cascade,
    primary key (variant, axis)
);
create index variant_option_value on variant_option (value);

create table price (
    variant bigint not null references variant (id) on delete cascade,
    currency text not null,
    amount bigint not null check (amount >= 0),
    compare_at bigint check (compare_at >= 0),
    primary key (variant, currency)
);

create table price_change (
    id integer primary key autoincrement,
    variant bigint not null references variant (id) on delete cascade,
    currency text not null,
    amount bigint not null,
    compare_at bigint,
    at bigint not null,
    actor text not null
);
create index price_change_variant on price_change (variant, currency, at);

create table attribute_kind (kind text primary key);
insert into attribute_kind (kind) values ('text'), ('number'), ('truth');

create table attribute (
    id integer primary key,
    handle text not null unique,
    label text not null,
    kind text not null references attribute_kind (kind),
    unit text not null
);

create table product_attribute (
    product bigint not null references product (id) on delete cascade,
    attribute bigint not null references attribute (id),
    position bigint not null,
    value text not null,
    milli bigint,
    means text not null,
    matters text not null,
    primary key (product, attribute)
);
create index product_attribute_value on product_attribute (attribute, milli);

create table making_step (
    product bigint not null references product (id) on delete cascade,
    position bigint not null,
    title text not null,
    minutes bigint not null,
    words text not null,
    media bigint references media (id),
    primary key (product, position)
);

create table collection (
    id integer primary key,
    slug text not null unique,
    title text not null,
    title_key text not null,
    lead text not null,
    said_by bigint references maker (id),
    seo_title text not null,
    seo_description text not null,
    position bigint not null
);

create table collection_product (
    collection bigint not null references collection (id) on delete cascade,
    product bigint not null references product (id) on delete cascade,
    position bigint not null,
    primary key (collection, product)
);
create index collection_product_product on collection_product (product);

create table slug_kind (kind text primary key);
insert into slug_kind (kind) values ('product'), ('collection');

create table slug_history (
    kind text not null references slug_kind (kind),
    slug text not null,
    subject bigint not null,
    at bigint not null,
    primary key (kind, slug)
);

-- Stock: what is there, what is promised, and why it moved

create table stock (
    variant bigint primary key references variant (id) on delete cascade,
    on_hand bigint not null,
    reserved bigint not null check (reserved >= 0)
);

create table stock_reason (reason text primary key);
insert into stock_reason (reason) values
    ('counted'), ('imported'), ('placed'), ('sent'), ('cancelled'), ('lapsed'), ('returned');

create table stock_move (
    id integer primary key autoincrement,
    variant bigint not null references variant (id) on delete cascade,
    on_hand_delta bigint not null,
    reserved_delta bigint not null,
    reason text not null references stock_reason (reason),
    order_line bigint,
    actor text not null,
    at bigint not null
);
create index stock_move_variant on stock_move (variant, id);

-- The cart

create table cart (
    id integer primary key autoincrement,
    currency text not null,
    country text not null,
    person bigint references person (id),
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    expires_at bigint not null,
    closed_at bigint
);
create index cart_expires on cart (expires_at);

create table cart_line (
    id integer primary key autoincrement,
    cart bigint not null references cart (id) on delete cascade,
    variant bigint not null references variant (id) on delete cascade,
    quantity bigint not null check (quantity > 0),
    properties text not null,
    properties_key text not null,
    price_seen bigint not null,
    added_at bigint not null,
    removed_at bigint,
    unique (cart, variant, properties_key)
);
create index cart_line_variant on cart_line (variant);

-- Shipping

create table shipping_method (method text primary key, ships boolean not null);
insert into shipping_method (method, ships) values ('parcel', true), ('pickup', false), ('none', false);

create table shipping_rate (
    id integer primary key,
    country text not null,
    method text not null references shipping_method (method),
    title text not null,
    currency text not null,
    amount bigint not null check (amount >= 0),
    free_from bigint,
    days_least bigint not null,
    days_most bigint not null,
    position bigint not null,
    unique (country, method, currency)
);

-- Orders

create table order_state (state text primary key, axis text not null, unique (axis, state));
insert into order_state (axis, state) values
    ('order', 'placed'), ('order', 'completed'), ('order', 'cancelled'),
    ('payment', 'awaiting'), ('payment', 'paid'), ('payment', 'void'), ('payment', 'refund_due'),
    ('fulfilment', 'waiting'), ('fulfilment', 'partly_sent'), ('fulfilment', 'sent'), ('fulfilment', 'delivered'), ('fulfilment', 'stopped');

create table order_move_allowed (
    axis text not null,
    from_state text not null,
    to_state text not null,
    primary key (axis, from_state, to_state),
    foreign key (axis, from_state) references order_state (axis, state),
    foreign key (axis, to_state) references order_state (axis, state)
);
insert into order_move_allowed (axis, from_state, to_state) values
    ('order', 'placed', 'completed'), ('order', 'placed', 'cancelled'),
    ('payment', 'awaiting', 'paid'), ('payment', 'awaiting', 'void'), ('payment', 'paid', 'refund_due'),
    ('fulfilment', 'waiting', 'partly_sent'), ('fulfilment', 'waiting', 'sent'), ('fulfilment', 'waiting', 'stopped'),
    ('fulfilment', 'partly_sent', 'partly_sent'), ('fulfilment', 'partly_sent', 'sent'), ('fulfilment', 'sent', 'delivered');

create table payment_method (method text primary key);
insert into payment_method (method) values ('transfer'), ('on_pickup');

create table orders (
    id integer primary key autoincrement,
    number text not null unique,
    code_hash blob not null unique,
    cart bigint not null unique references cart (id),
    currency text not null,
    lang text not null,
    email text not null,
    email_key text not null,
    name text not null,
    person bigint references person (id),
    country text not null,
    address text not null,
    shipping_method text not null references shipping_method (method),
    shipping_title text not null,
    shipping_price bigint not null check (shipping_price >= 0),
    shipping_tax bigint not null,
    items_total bigint not null,
    tax_total bigint not null,
    total bigint not null check (total >= 0),
    prices_include_tax boolean not null,
    payment_method text not null references payment_method (method),
    state text not null references order_state (state),
    payment_state text not null references order_state (state),
    fulfilment_state text not null references order_state (state),
    expires_at bigint,
    arrives_from bigint,
    arrives_to bigint,
    show_purchase boolean not null,
    show_after bigint,
    presence_arm text not null,
    channel text not null,
    placed_at bigint not null
);
create index orders_email on orders (email_key, number);
create index orders_expires on orders (payment_state, expires_at);
create index orders_person on orders (person);

create table order_line (
    id integer primary key autoincrement,
    order_id bigint not null references orders (id),
    position bigint not null,
    variant bigint not null references variant (id),
    sku text not null,
    title text not null,
    options text not null,
    properties text not null,
    quantity bigint not null check (quantity > 0),
    unit_price bigint not null check (unit_price >= 0),
    discount bigint not null check (discount >= 0),
    tax_class text not null references tax_class (class),
    basis_points bigint not null,
    tax bigint not null,
    total bigint not null,
    ships boolean not null,
    withdrawn bigint not null default 0 check (withdrawn between 0 and quantity),
    unique (order_id, position)
);
create index order_line_variant on order_line (variant);

create table order_shipping_tax (
    order_id bigint not null references orders (id),
    basis_points bigint not null,
    amount bigint not null,
    tax bigint not null,
    primary key (order_id, basis_points)
);

create table order_move (
    order_id bigint not null references orders (id),
    n bigint not null,
    axis text not null,
    from_state text not null,
    to_state text not null,
    at bigint not null,
    actor text not null,
    primary key (order_id, n),
    foreign key (axis, from_state, to_state) references order_move_allowed (axis, from_state, to_state)
);

create table payment (
    id integer primary key,
    order_id bigint not null references orders (id),
    method text not null references payment_method (method),
    amount bigint not null check (amount >= 0),
    currency text not null,
    received_at bigint,
    actor text not null,
    created_at bigint not null
);
create index payment_order on payment (order_id);

create table fulfilment (
    id integer primary key,
    order_id bigint not null references orders (id),
    tracking text not null,
    sent_at bigint not null,
    delivered_at bigint,
    actor text not null
);
create index fulfilment_order on fulfilment (order_id);

create table fulfilment_line (
    fulfilment bigint not null references fulfilment (id),
    order_line bigint not null references order_line (id),
    quantity bigint not null check (quantity > 0),
    primary key (fulfilment, order_line)
);

create table consent_kind (kind text primary key);
insert into consent_kind (kind) values ('show_purchase');

create table consent (
    id integer primary key,
    subject_kind text not null,
    subject bigint not null,
    kind text not null references consent_kind (kind),
    text_version bigint not null,
    given boolean not null,
    at bigint not null
);
create index consent_subject on consent (subject_kind, subject);

-- What happened

create table event_kind (kind text primary key);
insert into event_kind (kind) values
    ('product.added'), ('product.changed'), ('price.changed'), ('stock.counted'), ('order.placed'), ('order.paid'), ('order.sent'),
    ('order.delivered'), ('order.cancelled'), ('order.lapsed'), ('order.completed'), ('withdrawn');

create table event_audience (audience text primary key);
insert into event_audience (audience) values ('public'), ('staff'), ('person');

create table event (
    id integer primary key autoincrement,
    kind text not null references event_kind (kind),
    actor text not null,
    person bigint references person (id),
    subject_kind text not null,
    subject bigint not null,
    at bigint not null,
    audience text not null references event_audience (audience),
    audience_person bigint references person (id),
    withdrawn_at bigint
);
create index event_subject on event (subject_kind, subject);

create table event_topic (
    topic text not null,
    event bigint not null references event (id),
    primary key (topic, event)
);

create table audit (
    id integer primary key autoincrement,
    actor text not null,
    person bigint references person (id),
    act text not null,
    subject_kind text not null,
    subject bigint not null,
    before text not null,
    after text not null,
    from_where text not null,
    at bigint not null
);

-- What is to be done

create table job_kind (kind text primary key);
insert into job_kind (kind) values ('mail.send'), ('order.lapse'), ('picture.fetch'), ('tidy');

create table job (
    id integer primary key autoincrement,
    kind text not null references job_kind (kind),
    about text not null,
    run_at bigint not null,
    leased_until bigint,
    tries bigint not null default 0,
    fault text,
    done_at bigint,
    dead_at bigint,
    created_at bigint not null,
    unique (kind, about)
);
create index job_due on job (run_at);

create table mail_kind (kind text primary key);
insert into mail_kind (kind) values
    ('order.placed'), ('order.paid'), ('order.sent'), ('order.cancelled'), ('order.lapsed'), ('order.link');

create table mail (
    id integer primary key autoincrement,
    kind text not null references mail_kind (kind),
    about text not null,
    order_id bigint references orders (id),
    recipient text not null,
    lang text not null,
    created_at bigint not null,
    sent_at bigint,
    unique (kind, about)
);

-- VAT of the EU and the UK, with their dates and the areas that are excepted (facts from ibericode/vat-rates, MIT).
-- "reduced" is the rate for food and books: where a country has two, the lower one.
insert into tax_rate (country, area, class, basis_points, valid_from, valid_to) values
    ('AT', '', 'standard', 2000, 0, 1451606400000),
    ('AT', '', 'reduced', 1000, 0, 1451606400000),
    ('AT', '', 'zero', 0, 0, 1451606400000),
    ('AT', '', 'standard', 2000, 1451606400000, null),
    ('AT', '', 'reduced', 1000, 1451606400000, null),
    ('AT', '', 'zero', 0, 1451606400000, null),
    ('AT', 'Jungholz', 'standard', 1900, 1451606400000, null),
    ('AT', 'Jungholz', 'reduced', 1900, 1451606400000, null),
    ('AT', 'Jungholz', 'zero', 0, 1451606400000, null),
    ('AT', 'Mittelberg', 'standard', 1900, 1451606400000, null),
    ('AT', 'Mittelberg', 'reduced', 1900, 1451606400000, null),
    ('AT', 'Mittelberg', 'zero', 0, 1451606400000, null),
    ('BE', '', 'standard', 2100, 0, null),
    ('BE', '', 'reduced', 600, 0, null),
    ('BE', '', 'zero', 0, 0, null),
    ('BG', '', 'standard', 2000, 0, null),
    ('BG', '', 'reduced', 900, 0, null),
    ('BG', '', 'zero', 0, 0, null),
    ('CY', '', 'standard', 1900, 0, null),
    ('CY', '', 'reduced', 500, 0, null),
    ('CY', '', 'zero', 0, 0, null),
    ('CZ', '', 'standard', 2100, 0, 1704067200000),
    ('CZ', '', 'reduced', 1000, 0, 1704067200000),
    ('CZ', '', 'zero', 0, 0, 1704067200000),
    ('CZ', '', 'standard', 2100, 1704067200000, null),
    ('CZ', '', 'reduced', 1200, 1704067200000, null),
    ('CZ', '', 'zero', 0, 1704067200000, null),
    ('DE', '', 'standard', 1900, 0, 1593561600000),
    ('DE', '', 'reduced', 700, 0, 1593561600000),
    ('DE', '', 'zero', 0, 0, 1593561600000),
    ('DE', 'Büsingen am Hochrhein', 'standard', 0, 0, 1593561600000),
    ('DE', 'Büsingen am Hochrhein', 'reduced', 0, 0, 1593561600000),
    ('DE', 'Büsingen am Hochrhein', 'zero', 0, 0, 1593561600000),
    ('DE', 'Heligoland', 'standard', 0, 0, 1593561600000),
    ('DE', 'Heligoland', 'reduced', 0, 0, 1593561600000),
    ('DE', 'Heligoland', 'zero', 0, 0, 1593561600000),
    ('DE', '', 'standard', 1600, 1593561600000, 1609459200000),
    ('DE', '', 'reduced', 500, 1593561600000, 1609459200000),
    ('DE', '', 'zero', 0, 1593561600000, 1609459200000),
    ('DE', 'Büsingen am Hochrhein', 'standard', 0, 1593561600000, 1609459200000),
    ('DE', 'Büsingen am Hochrhein', 'reduced', 0, 1593561600000, 1609459200000),
    ('DE', 'Büsingen am Hochrhein', 'zero', 0, 1593561600000, 1609459200000),
    ('DE', 'Heligoland', 'standard', 0, 1593561600000, 1609459200000),
    ('DE', 'Heligoland', 'reduced', 0, 1593561600000, 1609459200000),
    ('DE', 'Heligoland', 'zero', 0, 1593561600000, 1609459200000),
    ('DE', '', 'standard', 1900, 1609459200000, null),
    ('DE', '', 'reduced', 700, 1609459200000, null),
    ('DE', '', 'zero', 0, 1609459200000, null),
    ('DE', 'Büsingen am Hochrhein', 'standard', 0, 1609459200000, null),
    ('DE', 'Büsingen am Hochrhein', 'reduced', 0, 1609459200000, null),
    ('DE', 'Büsingen am Hochrhein', 'zero', 0, 1609459200000, null),
    ('DE', 'Heligoland', 'standard', 0, 1609459200000, null),
    ('DE', 'Heligoland', 'reduced', 0, 1609459200000, null),
    ('DE', 'Heligoland', 'zero', 0, 1609459200000, null),
    ('DK', '', 'standard', 2500, 0, null),
    ('DK', '', 'reduced', 2500, 0, null),
    ('DK', '', 'zero', 0, 0, null),
    ('EE', '', 'standard', 2000, 0, 1704067200000),
    ('EE', '', 'reduced', 900, 0, 1704067200000),
    ('EE', '', 'zero', 0, 0, 1704067200000),
    ('EE', '', 'standard', 2200, 1704067200000, 1735689600000),
    ('EE', '', 'reduced', 500, 1704067200000, 1735689600000),
    ('EE', '', 'zero', 0, 1704067200000, 1735689600000),
    ('EE', '', 'standard', 2200, 1735689600000, 1751328000000),
    ('EE', '', 'reduced', 900, 1735689600000, 1751328000000),
    ('EE', '', 'zero', 0, 1735689600000, 1751328000000),
    ('EE', '', 'standard', 2400, 1751328000000, null),
    ('EE', '', 'reduced', 1300, 1751328000000, null),
    ('EE', '', 'zero', 0, 1751328000000, null),
    ('ES', '', 'standard', 2100, 0, null),
    ('ES', '', 'reduced', 1000, 0, null),
    ('ES', '', 'zero', 0, 0, null),
    ('ES', 'Canary Islands', 'standard', 0, 0, null),
    ('ES', 'Canary Islands', 'reduced', 0, 0, null),
    ('ES', 'Canary Islands', 'zero', 0, 0, null),
    ('ES', 'Ceuta', 'standard', 0, 0, null),
    ('ES', 'Ceuta', 'reduced', 0, 0, null),
    ('ES', 'Ceuta', 'zero', 0, 0, null),
    ('ES', 'Melilla', 'standard', 0, 0, null),
    ('ES', 'Melilla', 'reduced', 0, 0, null),
    ('ES', 'Melilla', 'zero', 0, 0, null),
    ('FI', '', 'standard', 2400, 0, 1725148800000),
    ('FI', '', 'reduced', 1000, 0, 1725148800000),
    ('FI', '', 'zero', 0, 0, 1725148800000),
    ('FI', '', 'standard', 2550, 1725148800000, null),
    ('FI', '', 'reduced', 1000, 1725148800000, null),
    ('FI', '', 'zero', 0, 1725148800000, null),
    ('FR', '', 'standard', 1960, 0, 1325376000000),
    ('FR', '', 'reduced', 550, 0, 1325376000000),
    ('FR', '', 'zero', 0, 0, 1325376000000),
    ('FR', '', 'standard', 1960, 1325376000000, 1388534400000),
    ('FR', '', 'reduced', 550, 1325376000000, 1388534400000),
    ('FR', '', 'zero', 0, 1325376000000, 1388534400000),
    ('FR', '', 'standard', 2000, 1388534400000, null),
    ('FR', '', 'reduced', 550, 1388534400000, null),
    ('FR', '', 'zero', 0, 1388534400000, null),
    ('FR', 'Guadeloupe', 'standard', 850, 1388534400000, null),
    ('FR', 'Guadeloupe', 'reduced', 850, 1388534400000, null),
    ('FR', 'Guadeloupe', 'zero', 0, 1388534400000, null),
    ('FR', 'Martinique', 'standard', 850, 1388534400000, null),
    ('FR', 'Martinique', 'reduced', 850, 1388534400000, null),
    ('FR', 'Martinique', 'zero', 0, 1388534400000, null),
    ('FR', 'Guyane', 'standard', 0, 1388534400000, null),
    ('FR', 'Guyane', 'reduced', 0, 1388534400000, null),
    ('FR', 'Guyane', 'zero', 0, 1388534400000, null),
    ('FR', 'Reunion', 'standard', 850, 1388534400000, null),
    ('FR', 'Reunion', 'reduced', 850, 1388534400000, null),
    ('FR', 'Reunion', 'zero', 0, 1388534400000, null),
    ('FR', 'Mayotte', 'standard', 0, 1388534400000, null),
    ('FR', 'Mayotte', 'reduced', 0, 1388534400000, null),
    ('FR', 'Mayotte', 'zero', 0, 1388534400000, null),
    ('GB', '', 'standard', 2000, 1294099200000, null),
    ('GB', '', 'reduced', 500, 1294099200000, null),
    ('GB', '', 'zero', 0, 1294099200000, null),
    ('GR', '', 'standard', 2300, 0, 1451606400000),
    ('GR', '', 'reduced', 650, 0, 1451606400000),
    ('GR', '', 'zero', 0, 0, 1451606400000),
    ('GR', '', 'standard', 2300, 1451606400000, 1464739200000),
    ('GR', '', 'reduced', 600, 1451606400000, 1464739200000),
    ('GR', '', 'zero', 0, 1451606400000, 1464739200000),
    ('GR', '', 'standard', 2400, 1464739200000, null),
    ('GR', '', 'reduced', 600, 1464739200000, null),
    ('GR', '', 'zero', 0, 1464739200000, null),
    ('GR', 'Mount Athos', 'standard', 0, 1464739200000, null),
    ('GR', 'Mount Athos', 'reduced', 0, 1464739200000, null),
    ('GR', 'Mount Athos', 'zero', 0, 1464739200000, null),
    ('HR', '', 'standard', 2500, 0, null),
    ('HR', '', 'reduced', 500, 0, null),
    ('HR', '', 'zero', 0, 0, null),
    ('HU', '', 'standard', 2700, 0, null),
    ('HU', '', 'reduced', 500, 0, null),
    ('HU', '', 'zero', 0, 0, null),
    ('IE', '', 'standard', 2300, 0, 1598918400000),
    ('IE', '', 'reduced', 900, 0, 1598918400000),
    ('IE', '', 'zero', 0, 0, 1598918400000),
    ('IE', '', 'standard', 2100, 1598918400000, 1614556800000),
    ('IE', '', 'reduced', 900, 1598918400000, 1614556800000),
    ('IE', '', 'zero', 0, 1598918400000, 1614556800000),
    ('IE', '', 'standard', 2300, 1614556800000, null),
    ('IE', '', 'reduced', 900, 1614556800000, null),
    ('IE', '', 'zero', 0, 1614556800000, null),
    ('IT', '', 'standard', 2200, 0, null),
    ('IT', '', 'reduced', 500, 0, null),
    ('IT', '', 'zero', 0, 0, null),
    ('IT', 'Campione d''Italia', 'standard', 0, 0, null),
    ('IT', 'Campione d''Italia', 'reduced', 0, 0, null),
    ('IT', 'Campione d''Italia', 'zero', 0, 0, null),
    ('IT', 'Livigno', 'standard', 0, 0, null),
    ('IT', 'Livigno', 'reduced', 0, 0, null),
    ('IT', 'Livigno', 'zero', 0, 0, null),
    ('LT', '', 'standard', 2100, 0, null),
    ('LT', '', 'reduced', 500, 0, null),
    ('LT', '', 'zero', 0, 0, null),
    ('LU', '', 'standard', 1500, 0, 1420070400000),
    ('LU', '', 'reduced', 600, 0, 1420070400000),
    ('LU', '', 'zero', 0, 0, 1420070400000),
    ('LU', '', 'standard', 1700, 1420070400000, 1451606400000),
    ('LU', '', 'reduced', 800, 1420070400000, 1451606400000),
    ('LU', '', 'zero', 0, 1420070400000, 1451606400000),
    ('LU', '', 'standard', 1700, 1451606400000, 1672531200000),
    ('LU', '', 'reduced', 800, 1451606400000, 1672531200000),
    ('LU', '', 'zero', 0, 1451606400000, 1672531200000),
    ('LU', '', 'standard', 1600, 1672531200000, 1704067200000),
    ('LU', '', 'reduced', 700, 1672531200000, 1704067200000),
    ('LU', '', 'zero', 0, 1672531200000, 1704067200000),
    ('LU', '', 'standard', 1700, 1704067200000, null),
    ('LU', '', 'reduced', 800, 1704067200000, null),
    ('LU', '', 'zero', 0, 1704067200000, null),
    ('LV', '', 'standard', 2100, 0, null),
    ('LV', '', 'reduced', 500, 0, null),
    ('LV', '', 'zero', 0, 0, null),
    ('MT', '', 'standard', 1800, 0, null),
    ('MT', '', 'reduced', 500, 0, null),
    ('MT', '', 'zero', 0, 0, null),
    ('NL', '', 'standard', 1900, 0, 1349049600000),
    ('NL', '', 'reduced', 600, 0, 1349049600000),
    ('NL', '', 'zero', 0, 0, 1349049600000),
    ('NL', '', 'standard', 2100, 1349049600000, 1546300800000),
    ('NL', '', 'reduced', 600, 1349049600000, 1546300800000),
    ('NL', '', 'zero', 0, 1349049600000, 1546300800000),
    ('NL', '', 'standard', 2100, 1546300800000, null),
    ('NL', '', 'reduced', 900, 1546300800000, null),
    ('NL', '', 'zero', 0, 1546300800000, null),
    ('PL', '', 'standard', 2300, 0, null),
    ('PL', '', 'reduced', 500, 0, null),
    ('PL', '', 'zero', 0, 0, null),
    ('PT', '', 'standard', 2300, 0, null),
    ('PT', '', 'reduced', 600, 0, null),
    ('PT', '', 'zero', 0, 0, null),
    ('PT', 'Madeira', 'standard', 2200, 0, null),
    ('PT', 'Madeira', 'reduced', 2200, 0, null),
    ('PT', 'Madeira', 'zero', 0, 0, null),
    ('PT', 'Azores', 'standard', 1800, 0, null),
    ('PT', 'Azores', 'reduced', 1800, 0, null),
    ('PT', 'Azores', 'zero', 0, 0, null),
    ('RO', '', 'standard', 2400, 0, 1451606400000),
    ('RO', '', 'reduced', 500, 0, 1451606400000),
    ('RO', '', 'zero', 0, 0, 1451606400000),
    ('RO', '', 'standard', 2000, 1451606400000, 1483228800000),
    ('RO', '', 'reduced', 500, 1451606400000, 1483228800000),
    ('RO', '', 'zero', 0, 1451606400000, 1483228800000),
    ('RO', '', 'standard', 1900, 1483228800000, 1754006400000),
    ('RO', '', 'reduced', 500, 1483228800000, 1754006400000),
    ('RO', '', 'zero', 0, 1483228800000, 1754006400000),
    ('RO', '', 'standard', 2100, 1754006400000, null),
    ('RO', '', 'reduced', 1100, 1754006400000, null),
    ('RO', '', 'zero', 0, 1754006400000, null),
    ('SE', '', 'standard', 2500, 0, null),
    ('SE', '', 'reduced', 600, 0, null),
    ('SE', '', 'zero', 0, 0, null),
    ('SI', '', 'standard', 2200, 0, null),
    ('SI', '', 'reduced', 500, 0, null),
    ('SI', '', 'zero', 0, 0, null),
    ('SK', '', 'standard', 1900, 0, 1293840000000),
    ('SK', '', 'reduced', 1000, 0, 1293840000000),
    ('SK', '', 'zero', 0, 0, 1293840000000),
    ('SK', '', 'standard', 2000, 1293840000000, 1735689600000),
    ('SK', '', 'reduced', 1000, 1293840000000, 1735689600000),
    ('SK', '', 'zero', 0, 1293840000000, 1735689600000),
    ('SK', '', 'standard', 2300, 1735689600000, null),
    ('SK', '', 'reduced', 500, 1735689600000, null),
    ('SK', '', 'zero', 0, 1735689600000, null);
