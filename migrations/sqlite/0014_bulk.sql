-- Lists of all products and of the stock, why stock moves, and many products changed at once.
create index product_titles on product (title_key, id);
create index product_prices on product (list_price, id);
create index product_tag_key on product_tag (tag_key, product);
create index product_attribute_mute on product_attribute (product) where means = '';
create index stock_left on stock ((on_hand - reserved), variant);

-- At how many that are left one is warned: the shop's number, and another one for a variant.
alter table shop add column low_stock bigint not null default 3 check (low_stock >= 0);
alter table variant add column low_stock bigint check (low_stock >= 0);
create index variant_low_stock on variant (low_stock) where low_stock is not null;

alter table stock_move add column note text not null default '';
insert into stock_reason (reason) values ('received'), ('corrected'), ('damaged'), ('lost'), ('found') on conflict (reason) do nothing;

-- Many products changed at once; each value with what stood before, so that it can be undone while it still stands.
create table bulk_field (field text primary key);
insert into bulk_field (field) values ('title'), ('status'), ('tags'), ('price'), ('compare_at'), ('stock'), ('weight');
create table bulk_edit (
    id integer primary key,
    person bigint references person (id),
    at bigint not null,
    undone_at bigint
);
create table bulk_change (
    bulk bigint not null references bulk_edit (id) on delete cascade,
    n bigint not null,
    product bigint not null references product (id) on delete cascade,
    variant bigint references variant (id) on delete cascade,
    field text not null references bulk_field (field),
    before text not null,
    after text not null,
    -- Whether it was left alone when the rest was undone: somebody had changed it since.
    stayed boolean not null default false,
    primary key (bulk, n)
);
create index bulk_change_product on bulk_change (product);
create index bulk_change_variant on bulk_change (variant);
