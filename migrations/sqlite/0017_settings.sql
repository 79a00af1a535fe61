-- The opening, and what a merchant sets: steps of weight, wordings of mails, versions of pages, redirects.
alter table shop add column opened_at bigint;
-- What visitors read while the shop is closed for a while.
alter table shop add column away text not null default '';
alter table shop add column vat_id text not null default '';
-- Whoever sold before there was an opening is open.
update shop set opened_at = 0
where demo = true or name <> 'Open Kitchen' or exists (select 1 from product) or exists (select 1 from orders);

-- What a parcel up to this weight costs; a rate without steps carries any weight for its one price.
create table shipping_step (
    rate bigint not null references shipping_rate (id) on delete cascade,
    max_grams bigint not null check (max_grams > 0),
    amount bigint not null check (amount >= 0),
    primary key (rate, max_grams)
);

alter table page add column version bigint not null default 1;
create table page_version (
    id integer primary key,
    slug text not null,
    version bigint not null,
    title text not null,
    body text not null,
    person bigint references person (id),
    at bigint not null,
    unique (slug, version)
);

-- The newest of a kind is in use; one that is not the shop's own stands for the wording that came with the program.
create table mail_wording (
    id integer primary key,
    kind text not null references mail_kind (kind),
    subject text not null,
    opening text not null,
    closing text not null,
    own boolean not null,
    person bigint references person (id),
    at bigint not null
);
create index mail_wording_kind on mail_wording (kind, id);
insert into mail_kind (kind) values ('settings.trial');

create table redirect (
    from_path text primary key,
    to_path text not null,
    created_at bigint not null
);
create index redirect_to on redirect (to_path);
