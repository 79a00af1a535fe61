-- The open kitchen: topics and posts, hosts with their hours, what follows from a post, and order in the house.

-- Hosts: a person's own page, and when they are at the counter. Minutes count from midnight in the shop's zone; weekday 1 is
-- Monday.
create table host (
    person integer primary key references person (id),
    handle text not null unique,
    title text not null default '',
    words text not null default '',
    specialities text not null default '',
    media bigint references media (id),
    listed boolean not null default true,
    since bigint not null
);
create table shift (
    id integer primary key,
    host bigint not null references host (person) on delete cascade,
    weekday bigint not null check (weekday between 1 and 7),
    from_minute bigint not null check (from_minute between 0 and 1439),
    to_minute bigint not null check (to_minute between 1 and 1440)
);
create index shift_host on shift (host, weekday, from_minute);
create table host_away (
    id integer primary key,
    host bigint not null references host (person) on delete cascade,
    away_from bigint not null,
    away_to bigint not null,
    words text not null default ''
);
create index host_away_host on host_away (host, away_to);

-- Topics. `bench` is a host's own note from the workbench, `order` is the private thread of one order.
create table topic_kind (kind text primary key);
insert into topic_kind (kind) values ('question'), ('discussion'), ('bench'), ('order');

-- The steps of ordering that a question can be about.
create table order_step (step text primary key, title text not null, position bigint not null);
insert into order_step (step, title, position) values
    ('choosing', 'Choosing', 1), ('paying', 'Paying', 2), ('making', 'Making', 3), ('delivery', 'Delivery', 4),
    ('returns', 'Returns and repairs', 5);

-- `held` waits for a host, `removed` was taken away; only `live` is ever shown, sent, counted or found.
create table post_state (state text primary key);
insert into post_state (state) values ('live'), ('held'), ('removed');

-- What ties whoever advises to what they advise.
create table stake (stake text primary key, words text not null, position bigint not null);
insert into stake (stake, words, position) values
    ('made', 'made it', 1), ('sells', 'sells it', 2), ('owns', 'owns it', 3), ('given', 'was given it', 4),
    ('none', 'no stake in it', 5);

create table topic (
    id integer primary key autoincrement,
    kind text not null references topic_kind (kind),
    state text not null references post_state (state),
    title text not null,
    author bigint not null references person (id),
    product bigint references product (id),
    attribute bigint references attribute (id),
    step text references order_step (step),
    order_id bigint unique references orders (id),
    created_at bigint not null,
    posts bigint not null default 0,
    first_post bigint,
    last_post bigint,
    last_at bigint not null,
    accepted bigint,
    accepted_by bigint references person (id),
    accepted_at bigint,
    answered_at bigint,
    closed_at bigint,
    -- Whether the public finds it: live, and no order's own thread.
    listed boolean not null
);
create index topic_last on topic (listed, last_at, id);
create index topic_kind_last on topic (kind, listed, last_at, id);
create index topic_open on topic (kind, listed, answered_at, last_at, id);
create index topic_at_product on topic (product, listed, last_at, id);
create index topic_step on topic (step, listed, last_at, id);
create index topic_author on topic (author, id);
create index topic_first on topic (first_post);

-- A text is kept as it was written, and as it was drawn by a version of the drawing.
create table post (
    id integer primary key autoincrement,
    topic bigint not null references topic (id),
    author bigint not null references person (id),
    state text not null references post_state (state),
    held_for text,
    as_host boolean not null,
    stake text references stake (stake),
    reply_to bigint references post (id),
    quoted bigint references post (id),
    quoted_revision bigint,
    quoted_text text,
    -- Of the first post alone; the topic shows it as long as that post is live.
    title text,
    body text not null,
    html text not null,
    render_version bigint not null,
    revision bigint not null default 1,
    helpful bigint not null default 0,
    network blob,
    print blob,
    created_at bigint not null,
    edited_at bigint
);
create index post_topic on post (topic, id);
create index post_topic_state on post (topic, state, id);
create index post_author on post (author, id);
create index post_network on post (network, id);
create index post_reply on post (reply_to);
create index post_quoted on post (quoted);
create index post_state_id on post (state, id);
create index post_print on post (print, id);
create index post_old on post (render_version, id);

create table post_revision (
    post bigint not null references post (id),
    revision bigint not null,
    title text,
    body text not null,
    editor bigint not null references person (id),
    at bigint not null,
    primary key (post, revision)
);
create table post_mention (
    post bigint not null references post (id),
    person bigint not null references person (id),
    primary key (post, person)
);
create index post_mention_person on post_mention (person, post);

-- Pictures in posts; one that is withheld is served to nobody. `post_picture` of no post is a picture that was just sent.
alter table media add column withheld boolean not null default false;
create table post_picture (
    id integer primary key,
    post bigint references post (id),
    media bigint not null references media (id),
    person bigint not null references person (id),
    position bigint not null default 0,
    alt text not null default '',
    created_at bigint not null
);
create index post_picture_post on post_picture (post, position);
create index post_picture_media on post_picture (media);
create index post_picture_person on post_picture (person, created_at);
-- What a note from the workbench is about, beside its topic's first product.
create table topic_product (
    topic bigint not null references topic (id),
    product bigint not null references product (id) on delete cascade,
    primary key (product, topic)
);
create index topic_product_topic on topic_product (topic);

create table reaction_kind (kind text primary key);
insert into reaction_kind (kind) values ('helpful');
create table reaction (
    post bigint not null references post (id),
    person bigint not null references person (id),
    kind text not null references reaction_kind (kind),
    at bigint not null,
    primary key (post, person, kind)
);
create index reaction_person on reaction (person, at);

-- A private answer that both sides made public: a host proposes a text, the customer agrees.
create table publication (
    id integer primary key,
    post bigint not null references post (id),
    proposed_by bigint not null references person (id),
    product bigint references product (id),
    title text not null,
    question text not null,
    answer text not null,
    proposed_at bigint not null,
    decided_by bigint references person (id),
    decided_at bigint,
    agreed boolean,
    topic bigint references topic (id)
);
create index publication_post on publication (post);

-- Who wants to hear of a topic, and what they were told.
create table watch (
    topic bigint not null references topic (id),
    person bigint not null references person (id),
    by_mail boolean not null,
    since bigint not null,
    primary key (topic, person)
);
create index watch_person on watch (person, since);
create table notice_kind (kind text primary key);
insert into notice_kind (kind) values ('reply'), ('mention'), ('accepted'), ('removed'), ('published'), ('appeal');
create table notice (
    id integer primary key,
    person bigint not null references person (id),
    kind text not null references notice_kind (kind),
    post bigint not null references post (id),
    at bigint not null,
    read_at bigint,
    unique (person, kind, post)
);

-- Order in the house: the rules, what was reported, what was decided about it, who may not write for a while.
create table house_rule (rule text primary key, title text not null, words text not null, position bigint not null);
insert into house_rule (rule, title, words, position) values
    ('spam', 'Advertising', 'It sells something that is not ours, or it was posted again and again.', 1),
    ('unkind', 'Unkind', 'It attacks a person instead of speaking about the matter.', 2),
    ('private', 'Private', 'It tells what somebody wants to keep to themselves.', 3),
    ('off_topic', 'Off the subject', 'It has nothing to do with what is spoken about here.', 4),
    ('unlawful', 'Against the law', 'The law does not let us show it.', 5),
    ('untrue', 'Untrue', 'It claims as a fact what is wrong and could do harm.', 6),
    ('other', 'Something else', 'Another reason, told to the author.', 7);
create table report (
    id integer primary key,
    post bigint not null references post (id),
    reporter bigint not null references person (id),
    rule text not null references house_rule (rule),
    words text not null,
    -- The keyed hash of the network it came from: several of one household are one voice.
    network blob,
    at bigint not null,
    closed_at bigint,
    unique (post, reporter)
);
create index report_open on report (closed_at, post);
create table verdict_act (act text primary key);
insert into verdict_act (act) values ('removed'), ('restored'), ('released'), ('kept'), ('closed'), ('opened');
-- What a host decided. Several of one act share its number; the public log shows rule and reason, never a name of a victim.
create table verdict (
    id integer primary key autoincrement,
    batch bigint not null,
    post bigint not null references post (id),
    act text not null references verdict_act (act),
    from_state text not null references post_state (state),
    to_state text not null references post_state (state),
    rule text references house_rule (rule),
    words text not null,
    decided_by text not null,
    at bigint not null,
    undone_at bigint
);
create index verdict_post on verdict (post, id);
create index verdict_batch on verdict (batch);
create table appeal (
    id integer primary key,
    verdict bigint not null unique references verdict (id),
    person bigint not null references person (id),
    words text not null,
    at bigint not null,
    answer text,
    upheld boolean,
    decided_by bigint references person (id),
    decided_at bigint
);
create index appeal_open on appeal (decided_at);
create table shut_out (
    id integer primary key,
    person bigint references person (id),
    network blob,
    batch bigint,
    rule text not null references house_rule (rule),
    at bigint not null,
    until bigint not null,
    lifted_at bigint,
    by_person bigint references person (id)
);
create index shut_out_person on shut_out (person, until);
create index shut_out_network on shut_out (network, until);
create table watched_word (
    id integer primary key,
    word text not null,
    word_key text not null unique,
    added_at bigint not null
);
-- The shop's switch for a raid: only known visitors write.
alter table shop add column known_only boolean not null default false;

-- Acts of whoever does not want to be seen are in no feed.
alter table person add column unseen boolean not null default false;

-- Words of posts, as those of products.
create virtual table post_fts using fts5 (title, body, content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'");

create index cart_person on cart (person);
-- What waits to be mailed to somebody.
create index mail_person on mail (person, sent_at);
create index event_person on event (person, id);
create index event_topic_event on event_topic (event);
insert into event_kind (kind) values
    ('topic.asked'), ('topic.opened'), ('bench.posted'), ('post.replied'), ('post.edited'), ('answer.accepted'),
    ('answer.unaccepted'), ('post.helpful'), ('purchase.shown'), ('counter.changed'), ('post.held'), ('post.reported');
insert into job_kind (kind) values ('purchase.show'), ('post.draw');
insert into mail_kind (kind) values ('forum.reply'), ('forum.order');
insert into attempt_kind (kind) values ('post'), ('post_network'), ('react'), ('report'), ('upload');
