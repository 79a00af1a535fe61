-- The editor of products and collections: what somebody typed and did not save yet, and collections that fill themselves.

-- Without a product it is one that is not there yet. Fields and what they were drawn from are pairs of name and value.
create table product_draft (
    id integer primary key,
    person bigint not null references person (id) on delete cascade,
    product bigint references product (id) on delete cascade,
    base_version bigint not null,
    fields text not null,
    updated_at bigint not null
);
create unique index product_draft_one on product_draft (person, coalesce(product, 0));
create index product_draft_product on product_draft (product);

-- A collection by rule holds what meets all of its conditions, or any of them; nobody puts anything into it. One that
-- somebody arranged is shown in that order first.
alter table collection add column by_rule boolean not null default false;
alter table collection add column arranged boolean not null default false;
alter table collection add column match_any boolean not null default false;
create index collection_product_by_hand on collection_product (collection, shown, position, product);

create index product_attribute_dumb on product_attribute (product, attribute) where means = '';

create table rule_field (field text primary key);
insert into rule_field (field) values ('tag'), ('kind'), ('maker'), ('price'), ('attribute'), ('stock'), ('title');
create table rule_op (op text primary key);
insert into rule_op (op) values ('is'), ('not'), ('least'), ('most'), ('has');

create table collection_rule (
    collection bigint not null references collection (id) on delete cascade,
    position bigint not null,
    field text not null references rule_field (field),
    op text not null references rule_op (op),
    -- The handle of the attribute, where it is about one.
    attribute text not null default '',
    value text not null,
    primary key (collection, position)
);
