//! Taking one's data along: everything that is somebody's own, as files of JSON in one ZIP. Every statement asks for the
//! person, or for the visitors that became them.
pub mod pages;

use super::sessions::browser;
use crate::db::{Build, Db, Record, Result};
use crate::values::Moment;
use crate::viewer::Customer;
use crate::words;
use jiff::tz::TimeZone;
use serde::{Serialize, Serializer};
use sqlx::FromRow;
use std::collections::HashMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How many rows a statement reads at once, and how many a file holds at most.
const PAGE: usize = 500;
const MOST: usize = 50_000;

/// What lies in the ZIP: the name of each file, and what it is.
const FILES: &[(&str, &str)] = &[
    ("you.json", "Who you are here: address, name to show, names you had before you signed up."),
    (
        "orders.json",
        "Your orders with their lines, steps, parcels, refunds, invoices, and what we wrote about them. Amounts are whole cents (or what your currency has).",
    ),
    ("returns.json", "What you gave back or withdrew from, why, and what we answered."),
    ("offers.json", "Orders that we wrote for you: what, for how much, where to, and what became of each."),
    ("goodwill.json", "What we gave you to put something right, and why."),
    (
        "credits.json",
        "The credits we gave you for a next order, and what is left of each. The code is on the page of the order.",
    ),
    ("addresses.json", "The addresses you keep for the next order."),
    ("sessions.json", "The browsers in which you are signed in."),
    ("cart.json", "What lies in your cart."),
    ("mails.json", "The mails we sent you: what each was about and when; not their text, which you have."),
    ("consents.json", "What you agreed to or refused, and when."),
    ("events.json", "What you did in the shop that others could see or hear of."),
    ("posts.json", "What you wrote: questions, answers, messages about your orders; whether others see it."),
    ("earlier.json", "What your posts said before you changed them."),
    ("reactions.json", "Which posts you found helpful."),
    ("reports.json", "What you reported to us, and why."),
    ("appeals.json", "Where you asked us to look once more, and what we answered."),
    ("publications.json", "What we asked you to let us show of an order’s messages, and what you said."),
    ("notices.json", "What we told you of here, and when you read it; the number of a post opens it at /posts/."),
    ("follows.json", "The topics you follow, and whether by mail too."),
    ("notes.json", "What the staff noted about you. You can erase it at /account/notes."),
    ("roles.json", "What you may do as one of the staff, and since when."),
    ("audit.json", "What you did as one of the staff."),
    ("drafts.json", "What you typed about products and did not save yet."),
    ("views.json", "The views of lists that you kept under a name."),
];

/// An instant, written so that people and machines read it.
#[derive(Clone, Copy, Debug, sqlx::Type)]
#[sqlx(transparent)]
struct When(i64);
impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.serialize_str(&words::machine_time(Moment(self.0), &TimeZone::UTC))
    }
}
/// A column that holds JSON.
fn json<S: Serializer>(text: &str, to: S) -> std::result::Result<S::Ok, S::Error> {
    serde_json::from_str::<serde_json::Value>(text).unwrap_or_default().serialize(to)
}

#[derive(Serialize, FromRow)]
struct You {
    email: Option<String>,
    name_to_show: String,
    name: String,
    kind: String,
    language: String,
    since: When,
    password: bool,
    second_step: bool,
    kept_out_of_the_activity: bool,
}
#[derive(Serialize, FromRow)]
struct Before {
    #[serde(skip)]
    id: i64,
    name_to_show: String,
    since: When,
}
#[derive(Serialize, FromRow)]
struct Order {
    #[serde(skip)]
    id: i64,
    number: String,
    placed_at: When,
    state: String,
    payment_state: String,
    fulfilment_state: String,
    payment_method: String,
    currency: String,
    items_total: i64,
    shipping_title: String,
    shipping_price: i64,
    tax_total: i64,
    total: i64,
    paid_by_credit: i64,
    prices_include_tax: bool,
    email: String,
    name: String,
    address: String,
    country: String,
    show_purchase: bool,
}
#[derive(Serialize, FromRow)]
struct Line {
    #[serde(skip)]
    order_id: i64,
    sku: String,
    title: String,
    options: String,
    #[serde(serialize_with = "json")]
    properties: String,
    quantity: i64,
    unit_price: i64,
    tax: i64,
    total: i64,
}
#[derive(Serialize, FromRow)]
struct Step {
    #[serde(skip)]
    order_id: i64,
    axis: String,
    to_state: String,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Parcel {
    #[serde(skip)]
    order_id: i64,
    carrier: String,
    tracking: String,
    link: String,
    sent_at: When,
    delivered_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Back {
    #[serde(skip)]
    order_id: i64,
    total: i64,
    to_your_credit: i64,
    reason: String,
    words: String,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Note {
    #[serde(skip)]
    order_id: i64,
    words: String,
    for_you: bool,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Paper {
    #[serde(skip)]
    order_id: i64,
    kind: String,
    number: String,
    #[serde(rename = "for")]
    buyer: String,
    #[serde(serialize_with = "json")]
    content: String,
    issued_at: When,
}
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    order: Order,
    lines: Vec<Line>,
    steps: Vec<Step>,
    parcels: Vec<Parcel>,
    refunds: Vec<Back>,
    notes: Vec<Note>,
    papers: Vec<Paper>,
}
#[derive(Serialize, FromRow)]
struct Returned {
    #[serde(skip)]
    id: i64,
    order: String,
    kind: String,
    reason: String,
    words: String,
    answer: String,
    state: String,
    things: i64,
    asked_at: When,
}
#[derive(Serialize, FromRow)]
struct Given {
    #[serde(skip)]
    id: i64,
    order: String,
    kind: String,
    amount: i64,
    currency: String,
    reason: String,
    answer: String,
    state: String,
    asked_at: When,
}
#[derive(Serialize, FromRow)]
struct Credit {
    #[serde(skip)]
    id: i64,
    order: String,
    currency: String,
    amount: i64,
    left: i64,
    given_at: When,
}
#[derive(Serialize, FromRow)]
struct Address {
    #[serde(skip)]
    id: i64,
    name: String,
    line1: String,
    line2: String,
    postcode: String,
    city: String,
    region: String,
    district: String,
    country: String,
    used_at: When,
}
#[derive(Serialize)]
struct Place {
    browser: String,
    since: When,
    last_used: When,
    until: When,
}
#[derive(Serialize, FromRow)]
struct InCart {
    #[serde(skip)]
    id: i64,
    sku: String,
    title: String,
    #[serde(serialize_with = "json")]
    properties: String,
    quantity: i64,
    added_at: When,
    taken_out_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Mailed {
    #[serde(skip)]
    id: i64,
    kind: String,
    to: String,
    written_at: When,
    sent_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Consent {
    #[serde(skip)]
    id: i64,
    kind: String,
    order: Option<String>,
    text_version: i64,
    given: bool,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Happened {
    #[serde(skip)]
    id: i64,
    kind: String,
    subject_kind: String,
    subject: i64,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Posted {
    id: i64,
    topic: i64,
    topic_title: String,
    kind: String,
    state: String,
    held_for: Option<String>,
    title: Option<String>,
    text: String,
    quoted: Option<String>,
    stake: Option<String>,
    written_at: When,
    changed_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Earlier {
    #[serde(skip)]
    id: i64,
    post: i64,
    revision: i64,
    title: Option<String>,
    text: String,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Thanks {
    post: i64,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Reported {
    #[serde(skip)]
    id: i64,
    post: i64,
    rule: String,
    words: String,
    at: When,
    closed_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Appealed {
    #[serde(skip)]
    id: i64,
    post: i64,
    words: String,
    at: When,
    answer: Option<String>,
    upheld: Option<bool>,
    answered_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Published {
    #[serde(skip)]
    id: i64,
    title: String,
    question: String,
    answer: String,
    proposed_at: When,
    agreed: Option<bool>,
    decided_at: Option<When>,
    topic: Option<i64>,
}
#[derive(Serialize, FromRow)]
struct Notice {
    #[serde(skip)]
    id: i64,
    kind: String,
    post: i64,
    at: When,
    read_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Follows {
    topic: i64,
    title: String,
    by_mail: bool,
    since: When,
}
#[derive(Serialize, FromRow)]
struct Noted {
    #[serde(skip)]
    id: i64,
    words: String,
    by: String,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Role {
    #[serde(skip)]
    id: i64,
    role: String,
    granted_at: When,
    revoked_at: Option<When>,
}
#[derive(Serialize, FromRow)]
struct Unsaved {
    #[serde(skip)]
    id: i64,
    product: Option<i64>,
    #[serde(serialize_with = "json")]
    fields: String,
    at: When,
}
#[derive(Serialize, FromRow)]
struct View {
    #[serde(skip)]
    id: i64,
    list: String,
    name: String,
    query: String,
    at: When,
}
#[derive(Serialize, FromRow)]
struct Offer {
    #[serde(skip)]
    id: i64,
    #[serde(skip)]
    cart: i64,
    state: String,
    order: Option<String>,
    currency: String,
    email: String,
    name: String,
    address: String,
    country: String,
    shipping_title: String,
    shipping_price: i64,
    reason: String,
    written_at: When,
    until: When,
}
#[derive(Serialize, FromRow)]
struct Offered {
    #[serde(skip)]
    cart: i64,
    sku: String,
    title: String,
    #[serde(serialize_with = "json")]
    properties: String,
    quantity: i64,
    unit_price: i64,
}
#[derive(Serialize)]
struct WholeOffer {
    #[serde(flatten)]
    offer: Offer,
    lines: Vec<Offered>,
}
#[derive(Serialize, FromRow)]
struct Did {
    #[serde(skip)]
    id: i64,
    act: String,
    subject_kind: String,
    subject: i64,
    before: String,
    after: String,
    from_where: String,
    at: When,
}

/// Everything of somebody's own, packed.
pub async fn pack(db: &Db, who: &Customer, now: Moment) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("README.txt", options)?;
    zip.write_all(readme(now).as_bytes())?;
    for (name, _) in FILES {
        zip.start_file(*name, options)?;
        zip.write_all(&file(db, who.id(), name).await?)?;
    }
    Ok(zip.finish()?.into_inner())
}
fn readme(now: Moment) -> String {
    let at = words::machine_time(now, &TimeZone::UTC);
    let files = FILES.iter().map(|(name, words)| format!("{name}\n    {words}\n")).collect::<String>();
    format!(
        "What the shop knows of you, taken at {at}.\n\n{files}\n\
         Times are in UTC. A file holds {MOST} entries at most: ask us for more.\n\
         Not in here, since nobody can read them back: your password and the secret of the second step, which are kept as \
         hashes or under lock.\n"
    )
}

async fn file(db: &Db, person: i64, name: &str) -> anyhow::Result<Vec<u8>> {
    Ok(match name {
        "you.json" => text(&you(db, person).await?)?,
        "orders.json" => text(&orders(db, person).await?)?,
        "returns.json" => text(&pages_of::<Returned>(db, RETURNS, person, |r| r.id).await?)?,
        "goodwill.json" => text(&pages_of::<Given>(db, GOODWILL, person, |r| r.id).await?)?,
        "credits.json" => text(&pages_of::<Credit>(db, CREDITS, person, |r| r.id).await?)?,
        "offers.json" => text(&offers(db, person).await?)?,
        "views.json" => text(&pages_of::<View>(db, VIEWS, person, |r| r.id).await?)?,
        "addresses.json" => text(&pages_of::<Address>(db, ADDRESSES, person, |r| r.id).await?)?,
        "sessions.json" => text(&places(db, person).await?)?,
        "cart.json" => text(&pages_of::<InCart>(db, CART, person, |r| r.id).await?)?,
        "mails.json" => text(&pages_of::<Mailed>(db, MAILS, person, |r| r.id).await?)?,
        "consents.json" => text(&pages_of::<Consent>(db, CONSENTS, person, |r| r.id).await?)?,
        "events.json" => text(&pages_of::<Happened>(db, EVENTS, person, |r| r.id).await?)?,
        "posts.json" => text(&pages_of::<Posted>(db, POSTS, person, |r| r.id).await?)?,
        "earlier.json" => text(&pages_of::<Earlier>(db, EARLIER, person, |r| r.id).await?)?,
        "reactions.json" => text(&pages_of::<Thanks>(db, THANKS, person, |r| r.post).await?)?,
        "reports.json" => text(&pages_of::<Reported>(db, REPORTS, person, |r| r.id).await?)?,
        "appeals.json" => text(&pages_of::<Appealed>(db, APPEALS, person, |r| r.id).await?)?,
        "publications.json" => text(&pages_of::<Published>(db, PUBLICATIONS, person, |r| r.id).await?)?,
        "notices.json" => text(&pages_of::<Notice>(db, NOTICES, person, |r| r.id).await?)?,
        "follows.json" => text(&pages_of::<Follows>(db, FOLLOWS, person, |r| r.topic).await?)?,
        "notes.json" => text(&pages_of::<Noted>(db, NOTED, person, |r| r.id).await?)?,
        "roles.json" => text(&pages_of::<Role>(db, ROLES, person, |r| r.id).await?)?,
        "audit.json" => text(&pages_of::<Did>(db, AUDIT, person, |r| r.id).await?)?,
        "drafts.json" => text(&pages_of::<Unsaved>(db, UNSAVED, person, |r| r.id).await?)?,
        other => anyhow::bail!("BUG: nobody writes {other}"),
    })
}
fn text(value: &impl Serialize) -> anyhow::Result<Vec<u8>> {
    Ok(serde_json::to_vec_pretty(value)?)
}
/// Every row of a statement that takes the person and the number after which it goes on, page by page.
async fn pages_of<T: Record>(db: &Db, sql: &'static str, person: i64, id: fn(&T) -> i64) -> Result<Vec<T>> {
    let mut all: Vec<T> = vec![];
    loop {
        let after = all.last().map_or(0, id);
        let rows: Vec<T> = db.query(sql).bind(person).bind(after).all().await?;
        let last = rows.len() < PAGE;
        all.extend(rows);
        if last || all.len() >= MOST {
            return Ok(all);
        }
    }
}

const BEFORE: &str = "select id, alias as name_to_show, created_at as since from person
    where adopted_by = $1 and erased_at is null and id > $2 order by id limit 500";
const ORDERS: &str = "select id, number, placed_at, state, payment_state, fulfilment_state, payment_method, currency, items_total,
        shipping_title, shipping_price, tax_total, total, credit as paid_by_credit, prices_include_tax, email, name, address, country, show_purchase
    from orders where person in (select id from person where id = $1 or adopted_by = $1) and id > $2 order by id limit 500";
const RETURNS: &str = "select r.id, o.number as \"order\", r.kind, r.reason, r.words, r.answer, r.state, r.asked_at,
        (select cast(coalesce(sum(x.quantity), 0) as bigint) from return_line x where x.request = r.id) as things
    from return_request r join orders o on o.id = r.order_id
    where o.person in (select id from person where id = $1 or adopted_by = $1) and r.id > $2 order by r.id limit 500";
const GOODWILL: &str =
    "select g.id, o.number as \"order\", g.kind, g.amount, g.currency, g.reason, g.answer, g.state, g.asked_at
    from goodwill g join orders o on o.id = g.order_id
    where o.person in (select id from person where id = $1 or adopted_by = $1) and g.id > $2 order by g.id limit 500";
const CREDITS: &str =
    "select c.id, o.number as \"order\", c.currency, c.amount, c.balance as \"left\", c.created_at as given_at
    from credit c join goodwill g on g.id = c.goodwill join orders o on o.id = g.order_id
    where o.person in (select id from person where id = $1 or adopted_by = $1) and c.id > $2 order by c.id limit 500";
const ADDRESSES: &str = "select id, name, line1, line2, postcode, city, region, district, country, used_at from address
    where person = $1 and id > $2 order by id limit 500";
const CART: &str = "select l.id, v.sku, p.title, l.properties, l.quantity, l.added_at, l.removed_at as taken_out_at
    from cart_line l join cart c on c.id = l.cart join variant v on v.id = l.variant join product p on p.id = v.product
    where c.closed_at is null and c.person in (select id from person where id = $1 or adopted_by = $1) and l.id > $2
    order by l.id limit 500";
const MAILS: &str = "select m.id, m.kind, m.recipient as \"to\", m.created_at as written_at, m.sent_at from mail m
    where m.id > $2 and (m.person in (select id from person where id = $1 or adopted_by = $1)
        or m.order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1)))
    order by m.id limit 500";
const CONSENTS: &str = "select c.id, c.kind, o.number as \"order\", c.text_version, c.given, c.at from consent c
    left join orders o on c.subject_kind = 'order' and o.id = c.subject
    where c.id > $2 and ((c.subject_kind = 'person' and c.subject in (select id from person where id = $1 or adopted_by = $1))
        or o.person in (select id from person where id = $1 or adopted_by = $1))
    order by c.id limit 500";
const EVENTS: &str = "select id, kind, subject_kind, subject, at from event
    where person in (select id from person where id = $1 or adopted_by = $1) and id > $2 order by id limit 500";
const POSTS: &str =
    "select p.id, p.topic, t.title as topic_title, t.kind, p.state, p.held_for, p.title, p.body as text,
        p.quoted_text as quoted, p.stake, p.created_at as written_at, p.edited_at as changed_at
    from post p join topic t on t.id = p.topic
    where p.author in (select id from person where id = $1 or adopted_by = $1) and p.id > $2 order by p.id limit 500";
// Nobody changes a post a million times: its number and that of the revision make one number to go on after.
const EARLIER: &str = "select r.post * 1000000 + r.revision as id, r.post, r.revision, r.title, r.body as text, r.at
    from post_revision r join post p on p.id = r.post
    where p.author in (select id from person where id = $1 or adopted_by = $1) and r.post * 1000000 + r.revision > $2
    order by r.post * 1000000 + r.revision limit 500";
const THANKS: &str = "select post, min(at) as at from reaction
    where person in (select id from person where id = $1 or adopted_by = $1) and post > $2 group by post order by post limit 500";
const REPORTS: &str = "select id, post, rule, words, at, closed_at from report
    where reporter in (select id from person where id = $1 or adopted_by = $1) and id > $2 order by id limit 500";
const APPEALS: &str = "select a.id, v.post, a.words, a.at, a.answer, a.upheld, a.decided_at as answered_at
    from appeal a join verdict v on v.id = a.verdict
    where a.person in (select id from person where id = $1 or adopted_by = $1) and a.id > $2 order by a.id limit 500";
const PUBLICATIONS: &str = "select u.id, u.title, u.question, u.answer, u.proposed_at, u.agreed, u.decided_at, u.topic
    from publication u join post x on x.id = u.post join topic t on t.id = x.topic join orders o on o.id = t.order_id
    where o.person in (select id from person where id = $1 or adopted_by = $1) and u.id > $2 order by u.id limit 500";
const NOTICES: &str = "select id, kind, post, at, read_at from notice
    where person in (select id from person where id = $1 or adopted_by = $1) and id > $2 order by id limit 500";
const FOLLOWS: &str = "select w.topic, t.title, w.by_mail, w.since from watch w join topic t on t.id = w.topic
    where w.person in (select id from person where id = $1 or adopted_by = $1) and w.topic > $2 order by w.topic limit 500";
const NOTED: &str = "select n.id, n.words, coalesce(nullif(a.name, ''), a.alias, '') as \"by\", n.at from customer_note n
    left join person a on a.id = n.author where n.person = $1 and n.erased_at is null and n.id > $2 order by n.id limit 500";
const UNSAVED: &str = "select id, product, fields, updated_at as at from product_draft where person = $1 and id > $2 order by id limit 500";
const VIEWS: &str = "select id, list, name, query, created_at as at from saved_view
    where person in (select id from person where id = $1 or adopted_by = $1) and id > $2 order by id limit 500";
const OFFERS: &str =
    "select d.id, d.cart, d.state, o.number as \"order\", c.currency, d.email, d.name, d.address, d.country,
        d.shipping_title, d.shipping_price, d.reason, d.created_at as written_at, d.expires_at as until
    from draft d join cart c on c.id = d.cart left join orders o on o.id = d.placed_order
    where d.id > $2 and d.email_key <> '' and (d.email_key = (select p.email_key from person p where p.id = $1)
        or o.person in (select id from person where id = $1 or adopted_by = $1))
    order by d.id limit 500";
const ROLES: &str =
    "select id, role, granted_at, revoked_at from role_grant where person = $1 and id > $2 order by id limit 500";
const AUDIT: &str = "select id, act, subject_kind, subject, before, after, from_where, at from audit
    where person = $1 and id > $2 order by id limit 500";

async fn you(db: &Db, person: i64) -> Result<serde_json::Value> {
    let you: You = db
        .query(
            "select p.email, p.alias as name_to_show, p.name, p.kind, p.lang as language, p.created_at as since,
                (a.password_hash is not null) as password, (a.totp_at is not null) as second_step,
                p.unseen as kept_out_of_the_activity
             from person p left join account a on a.person = p.id where p.id = $1",
        )
        .bind(person)
        .one()
        .await?;
    let before = pages_of::<Before>(db, BEFORE, person, |r| r.id).await?;
    Ok(serde_json::json!({ "you": you, "before_you_signed_up": before }))
}

async fn orders(db: &Db, person: i64) -> Result<Vec<Whole>> {
    let orders = pages_of::<Order>(db, ORDERS, person, |r| r.id).await?;
    let mut all = vec![];
    let mut waiting = orders.into_iter().peekable();
    while waiting.peek().is_some() {
        let page: Vec<Order> = waiting.by_ref().take(PAGE).collect();
        let ids: Vec<i64> = page.iter().map(|o| o.id).collect();
        let lines: Vec<Line> = of(db, LINES, &ids).await?;
        let steps: Vec<Step> = of(db, STEPS, &ids).await?;
        let parcels: Vec<Parcel> = of(db, PARCELS, &ids).await?;
        let refunds: Vec<Back> = of(db, BACK, &ids).await?;
        let notes: Vec<Note> = of(db, ORDER_NOTES, &ids).await?;
        let papers: Vec<Paper> = of(db, PAPERS, &ids).await?;
        let (mut lines, mut steps, mut parcels) =
            (lines.into_iter().peekable(), steps.into_iter().peekable(), parcels.into_iter().peekable());
        let (mut refunds, mut notes, mut papers) =
            (refunds.into_iter().peekable(), notes.into_iter().peekable(), papers.into_iter().peekable());
        for order in page {
            // All of them come in the order of the orders.
            let id = order.id;
            let lines = std::iter::from_fn(|| lines.next_if(|l| l.order_id == id)).collect();
            let steps = std::iter::from_fn(|| steps.next_if(|s| s.order_id == id)).collect();
            let parcels = std::iter::from_fn(|| parcels.next_if(|p| p.order_id == id)).collect();
            let refunds = std::iter::from_fn(|| refunds.next_if(|r| r.order_id == id)).collect();
            let notes = std::iter::from_fn(|| notes.next_if(|n| n.order_id == id)).collect();
            let papers = std::iter::from_fn(|| papers.next_if(|p| p.order_id == id)).collect();
            all.push(Whole { order, lines, steps, parcels, refunds, notes, papers });
        }
    }
    Ok(all)
}
/// A statement that goes on with a test of orders, and the order of its rows.
type Of = (&'static str, &'static str);
const LINES: Of = (
    "select order_id, sku, title, options, properties, quantity, unit_price, tax, total from order_line where order_id",
    " order by order_id, position",
);
const STEPS: Of = ("select order_id, axis, to_state, at from order_move where order_id", " order by order_id, n");
const PARCELS: Of = (
    "select order_id, carrier, tracking, link, sent_at, delivered_at from fulfilment where order_id",
    " order by order_id, id",
);
const BACK: Of = (
    "select order_id, total, credited as to_your_credit, reason, words, at from refund where order_id",
    " order by order_id, id",
);
const ORDER_NOTES: Of =
    ("select order_id, words, for_customer as for_you, at from order_note where order_id", " order by order_id, id");
const PAPERS: Of =
    ("select order_id, kind, number, buyer, content, issued_at from paper where order_id", " order by order_id, id");
async fn of<T: Record>(db: &Db, (select, order): Of, orders: &[i64]) -> Result<Vec<T>> {
    let mut build = Build::new(select);
    build.within(orders.to_vec()).push(order);
    db.build(&build).all().await
}

/// What the staff wrote for them, with what is in it.
async fn offers(db: &Db, person: i64) -> Result<Vec<WholeOffer>> {
    let offers = pages_of::<Offer>(db, OFFERS, person, |r| r.id).await?;
    let carts: Vec<i64> = offers.iter().map(|o| o.cart).collect();
    let mut lines: HashMap<i64, Vec<Offered>> = HashMap::new();
    for page in carts.chunks(PAGE) {
        for line in of::<Offered>(db, OFFERED, page).await? {
            lines.entry(line.cart).or_default().push(line);
        }
    }
    Ok(offers
        .into_iter()
        .map(|offer| WholeOffer { lines: lines.remove(&offer.cart).unwrap_or_default(), offer })
        .collect())
}
const OFFERED: Of = (
    "select l.cart, v.sku, p.title, l.properties, l.quantity, coalesce(l.own_price, l.price_seen) as unit_price
    from cart_line l join variant v on v.id = l.variant join product p on p.id = v.product
    where l.removed_at is null and l.cart",
    " order by l.cart, l.id",
);

async fn places(db: &Db, person: i64) -> Result<Vec<Place>> {
    let rows: Vec<(String, i64, i64, i64)> = db
        .query(
            "select data, created_at, seen_at, expires_at from session where person = $1 order by created_at limit 500",
        )
        .bind(person)
        .all()
        .await?;
    let place = |(data, since, seen, until): (String, i64, i64, i64)| Place {
        browser: browser(&data),
        since: When(since),
        last_used: When(seen),
        until: When(until),
    };
    Ok(rows.into_iter().map(place).collect())
}
