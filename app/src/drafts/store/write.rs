//! What the staff does to a draft: begin, change, offer, take back. Only what is open is changed.
use super::{Draft, draft, hold};
use crate::audit::{self, Act};
use crate::cart;
use crate::db::{Db, Result, Tx};
use crate::drafts::{KEPT, less, word};
use crate::jobs::{self, Mail};
use crate::secret::{self, LinkKey};
use crate::values::{Email, Moment};
use crate::viewer::{Actor, Merchant};

/// Who it is for, how it travels, and why its prices are others.
#[derive(Clone, Debug)]
pub struct Details {
    pub email: Email,
    pub name: String,
    pub country: String,
    pub address: String,
    pub method: String,
    pub title: String,
    pub price: i64,
    pub reason: String,
}

/// A change of a draft that is open.
#[derive(Clone, Debug)]
pub enum Change {
    Add {
        variant: i64,
    },
    /// How many, and the price of one where it is not today's.
    Line {
        line: i64,
        quantity: i64,
        own_price: Option<i64>,
    },
    Remove {
        line: i64,
    },
    /// So many percent less on everything, from today's prices.
    Discount {
        percent: i64,
    },
    Details(Box<Details>),
}

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Yes,
    /// It is not open any more, or never was.
    Over,
    /// Something in it is not on the shelf.
    Short,
}

/// Begins an empty draft; its number.
pub async fn begin(db: &Db, merchant: &Merchant, currency: &str, country: &str, now: Moment) -> Result<i64> {
    let mut tx = db.begin().await?;
    let cart = cart::store::begin_within(&mut tx, currency, country, now).await?;
    let (id,): (i64,) = tx
        .query(
            "insert into draft (cart, state, email, email_key, name, country, address, shipping_method, shipping_title,
                shipping_price, reason, written_by, created_at, expires_at)
             values ($1, 'open', '', '', '', $2, '', 'none', 'Nothing to send', 0, '', $3, $4, $5) returning id",
        )
        .bind(cart)
        .bind(country.to_string())
        .bind(merchant.actor().person())
        .bind(now)
        .bind(now.plus(KEPT))
        .one()
        .await?;
    noted(&mut tx, merchant, "draft.written", id, "", "open", now).await?;
    tx.commit().await?;
    Ok(id)
}

/// The draft, taken for this transaction: whoever comes second waits, then sees what the first did.
pub(super) async fn taken(tx: &mut Tx, id: i64) -> Result<Option<Draft>> {
    tx.query("update draft set state = state where id = $1").bind(id).run().await?;
    draft(&mut *tx, id).await
}

/// Changes a draft that is open.
pub async fn change(db: &Db, merchant: &Merchant, id: i64, change: &Change, now: Moment) -> Result<Done> {
    let mut tx = db.begin().await?;
    let Some(d) = taken(&mut tx, id).await?.filter(|d| d.state == "open") else { return Ok(Done::Over) };
    match change {
        Change::Add { variant } => cart::store::put_own(&mut tx, d.cart, *variant, 1, "[]", None, now).await?,
        Change::Line { line, quantity, own_price } => {
            tx.query(
                "update cart_line set quantity = $3, own_price = $4, price_seen = coalesce($4, (select p.amount from price p
                    join cart c on c.currency = p.currency where p.variant = cart_line.variant and c.id = $1), price_seen)
                 where cart = $1 and id = $2",
            )
            .bind(d.cart)
            .bind(*line)
            .bind(*quantity)
            .bind(*own_price)
            .run()
            .await?;
        }
        Change::Remove { line } => {
            tx.query("delete from cart_line where cart = $1 and id = $2").bind(d.cart).bind(*line).run().await?;
        }
        Change::Discount { percent } => {
            let prices: Vec<(i64, i64)> = tx
                .query(
                    "select l.id, p.amount from cart_line l join cart c on c.id = l.cart
                        join price p on p.variant = l.variant and p.currency = c.currency where l.cart = $1 order by l.id",
                )
                .bind(d.cart)
                .all()
                .await?;
            for (line, price) in prices {
                let own = if *percent == 0 { None } else { Some(less(price, *percent)) };
                tx.query("update cart_line set own_price = $2, price_seen = coalesce($2, $3) where id = $1")
                    .bind(line)
                    .bind(own)
                    .bind(price)
                    .run()
                    .await?;
            }
        }
        Change::Details(details) => describe(&mut tx, id, details).await?,
    }
    noted(&mut tx, merchant, "draft.changed", id, "open", "open", now).await?;
    tx.commit().await?;
    Ok(Done::Yes)
}

async fn describe(tx: &mut Tx, id: i64, d: &Details) -> Result<()> {
    tx.query(
        "update draft set email = $2, email_key = $3, name = $4, country = $5, address = $6, shipping_method = $7,
            shipping_title = $8, shipping_price = $9, reason = $10 where id = $1",
    )
    .bind(id)
    .bind(d.email.as_str().to_string())
    .bind(d.email.key())
    .bind(d.name.clone())
    .bind(d.country.clone())
    .bind(d.address.clone())
    .bind(d.method.clone())
    .bind(d.title.clone())
    .bind(d.price)
    .bind(d.reason.clone())
    .run()
    .await?;
    Ok(())
}

/// Offers it to the customer until then: prices stand as they are now, the link goes by mail, and what is to be kept is kept.
pub async fn offer(
    db: &Db,
    links: &LinkKey,
    merchant: &Merchant,
    id: i64,
    (until, keeps, lang): (Moment, bool, &str),
    now: Moment,
) -> Result<Done> {
    let mut tx = db.begin().await?;
    let Some(d) = taken(&mut tx, id).await?.filter(|d| d.state == "open") else { return Ok(Done::Over) };
    tx.query(
        "update cart_line set own_price = price_seen where cart = $1 and own_price is null and removed_at is null",
    )
    .bind(d.cart)
    .run()
    .await?;
    tx.query("update draft set state = 'offered', expires_at = $2, word_hash = $3 where id = $1")
        .bind(id)
        .bind(until)
        .bind(secret::hash(&word(links, id, &d.email_key)))
        .run()
        .await?;
    if keeps && !hold::keep(&mut tx, id, d.cart, merchant.actor(), now).await? {
        return Ok(Done::Short);
    }
    let about = format!("{id}:{}", now.0);
    jobs::enqueue(&mut tx, "draft.lapse", &about, until, now).await?;
    let mail = Mail { kind: "draft.offered", about: &about, to: &d.email, lang, ..Mail::default() };
    jobs::mail(&mut tx, mail, now).await?;
    noted(&mut tx, merchant, "draft.offered", id, "open", "offered", now).await?;
    tx.commit().await?;
    Ok(Done::Yes)
}

/// Takes an offer back, to change it once more or for good. What it kept is on the shelf again.
pub async fn take_back(db: &Db, merchant: &Merchant, id: i64, for_good: bool, now: Moment) -> Result<Done> {
    let mut tx = db.begin().await?;
    let known = taken(&mut tx, id).await?;
    let Some(d) = known.filter(|d| d.state == "offered" || for_good && d.state == "open") else {
        return Ok(Done::Over);
    };
    let to = if for_good { "withdrawn" } else { "open" };
    hold::release(&mut tx, d.cart, merchant.actor(), now).await?;
    tx.query(
        // The link of one that is changed once more opens nothing: it may be for somebody else next.
        "update draft set state = $2, expires_at = case when $2 = 'open' then $3 else expires_at end,
            word_hash = case when $2 = 'open' then null else word_hash end where id = $1",
    )
    .bind(id)
    .bind(to)
    .bind(now.plus(KEPT))
    .run()
    .await?;
    noted(&mut tx, merchant, "draft.taken_back", id, &d.state, to, now).await?;
    tx.commit().await?;
    Ok(Done::Yes)
}

/// Its days are over: what it kept is on the shelf again. True when it lapsed now.
pub async fn lapse(db: &Db, id: i64, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let Some(d) = taken(&mut tx, id).await?.filter(|d| d.state == "offered" && d.expires_at <= now) else {
        return Ok(false);
    };
    hold::release(&mut tx, d.cart, Actor::Job, now).await?;
    tx.query("update draft set state = 'lapsed' where id = $1").bind(id).run().await?;
    tx.commit().await?;
    Ok(true)
}

async fn noted(
    tx: &mut Tx,
    merchant: &Merchant,
    act: &'static str,
    id: i64,
    before: &str,
    after: &str,
    now: Moment,
) -> Result<()> {
    let act = Act { actor: merchant.actor(), act, subject: ("draft", id), before, after, from: "" };
    audit::append(tx, act, now).await
}
