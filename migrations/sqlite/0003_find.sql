-- What a list can be narrowed by, what it can be searched by, and how many products stand behind each.
-- All of it is derived from the catalogue and the stock, and kept by the transaction that changes them.

create table facet_kind (kind text primary key);
insert into facet_kind (kind) values ('stock'), ('price'), ('maker'), ('option'), ('attribute');

-- A facet by the name of its parameter: `stock`, `maker`, `option-glaze`.
create table facet (
    id integer primary key,
    kind text not null references facet_kind (kind),
    handle text not null unique,
    label text not null
);
insert into facet (id, kind, handle, label) values
    (1, 'stock', 'stock', 'Availability'), (2, 'price', 'price', 'Price'), (3, 'maker', 'maker', 'Made by');

-- One value of it; `name` is parameter and value as an address has them, `option-glaze=celadon`.
create table facet_value (
    id integer primary key,
    facet bigint not null references facet (id),
    name text not null unique,
    handle text not null,
    label text not null,
    position bigint not null
);
create index facet_value_facet on facet_value (facet);
insert into facet_value (id, facet, name, handle, label, position) values
    (1, 1, 'stock=now', 'now', 'On the shelf now', 1), (2, 1, 'stock=made', 'made', 'Made for you', 2),
    (3, 1, 'stock=out', 'out', 'Sold out', 3);

-- Active products alone; each has exactly one value of `stock`.
create table product_facet (
    value bigint not null references facet_value (id),
    product bigint not null references product (id) on delete cascade,
    primary key (value, product)
);
create index product_facet_product on product_facet (product, value);

-- How many products have a value, in a collection; collection 0 is the whole shop.
create table facet_count (
    collection bigint not null,
    facet bigint not null references facet (id),
    value bigint not null references facet_value (id),
    products bigint not null,
    primary key (collection, value)
);
create index facet_count_facet on facet_count (collection, facet, products);

-- Products by their words. Words are folded and split before they come here, on both databases alike.
create virtual table product_fts using fts5 (title, names, body, content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'");

-- What a collection is sorted by, beside each product in it: a shelf of any size is read from where its page begins.
alter table collection_product add column shown boolean not null default false;
alter table collection_product add column title_key text not null default '';
alter table collection_product add column list_price bigint;
create index collection_product_newest on collection_product (collection, shown, product);
create index collection_product_by_title on collection_product (collection, shown, title_key, product);
create index collection_product_by_price on collection_product (collection, shown, list_price, product);
update collection_product set
    shown = (select p.status = 'active' from product p where p.id = collection_product.product),
    title_key = (select p.title_key from product p where p.id = collection_product.product),
    list_price = (select p.list_price from product p where p.id = collection_product.product);

-- Every word that stands in the index, and its trigrams: from them misspelt words find theirs.
create table term (term text primary key);
create table term_gram (
    gram text not null,
    term text not null references term (term) on delete cascade,
    primary key (gram, term)
);

-- Words that were searched for and found nothing.
create table search_miss (
    words text primary key,
    times bigint not null,
    last_at bigint not null
);
