-- Who is asking: visitors under an alias, customers and staff; how each proves it; what staff may do and did.
alter table person add column name text not null default '';
alter table person add column alias_key text;
alter table person add column seen_at bigint not null default 0;
alter table person add column acted_at bigint;
alter table person add column adopted_by bigint references person (id);
create unique index person_alias on person (alias_key);
create index person_adopted on person (adopted_by);
create index person_idle on person (kind, seen_at);

-- What an account has beyond its person: secrets that no page reads by accident.
create table account (
    person integer primary key references person (id) on delete cascade,
    password_hash text,
    totp_secret blob,
    totp_at bigint,
    totp_step bigint not null default 0
);

create table recovery_code (
    person bigint not null references person (id) on delete cascade,
    code_hash blob not null,
    used_at bigint,
    primary key (person, code_hash)
);

create table token_kind (kind text primary key);
insert into token_kind (kind) values ('sign_up'), ('sign_in'), ('reset'), ('email'), ('invitation');

-- A link that was mailed: stored hashed, opened once.
create table token (
    id integer primary key autoincrement,
    kind text not null references token_kind (kind),
    code_hash blob not null unique,
    person bigint references person (id) on delete cascade,
    email text not null,
    email_key text not null,
    password_hash text,
    browser_hash blob,
    next text not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index token_expires on token (expires_at);
create index token_email on token (email_key);
create index token_person on token (person);

create table staff_role (role text primary key);
insert into staff_role (role) values ('host'), ('merchant');

create table role_grant (
    id integer primary key,
    person bigint not null references person (id),
    role text not null references staff_role (role),
    granted_by text not null,
    granted_at bigint not null,
    revoked_by text,
    revoked_at bigint
);
create unique index role_grant_live on role_grant (person, role) where revoked_at is null;

create table invitation (
    id integer primary key,
    role text not null references staff_role (role),
    name text not null,
    email text not null,
    email_key text not null,
    token bigint references token (id) on delete set null,
    invited_by text not null,
    created_at bigint not null,
    expires_at bigint not null,
    withdrawn_at bigint,
    accepted_at bigint,
    accepted_by bigint references person (id)
);

create table address (
    id integer primary key,
    person bigint not null references person (id) on delete cascade,
    name text not null,
    country text not null,
    line1 text not null,
    line2 text not null,
    postcode text not null,
    city text not null,
    region text not null,
    district text not null,
    used_at bigint not null
);
create index address_person on address (person, used_at);

-- How often something was tried about somebody within a while; the subject is a keyed hash.
create table attempt_kind (kind text primary key);
insert into attempt_kind (kind) values ('sign_in'), ('code'), ('mail'), ('mail_to'), ('checkout'), ('posting');

create table attempt (
    kind text not null references attempt_kind (kind),
    subject blob not null,
    since bigint not null,
    tries bigint not null,
    primary key (kind, subject)
);
create index attempt_since on attempt (since);

create unique index cart_open on cart (person) where closed_at is null;
create index audit_person on audit (person);

-- The secret word of a link travels with its mail and is gone when the mail is sent.
alter table mail add column person bigint references person (id);
alter table mail add column token bigint references token (id);
alter table mail add column word text;
create index mail_token on mail (token);
insert into mail_kind (kind) values
    ('account.confirm'), ('account.standing'), ('account.link'), ('account.unknown'), ('account.reset'),
    ('account.email'), ('account.email_taken'), ('account.email_changed'), ('account.password_changed'), ('staff.invited');
