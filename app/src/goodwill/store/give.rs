//! Giving: one transaction that counts against the limit, gives the money or the credit or places the order that goes in its
//! place, and writes down who gave what and why. Above the limit it only asks.
use super::{given, limit_of, lines, newest};
use crate::audit::{self, Act};
use crate::cart;
use crate::checkout::place::{self, By, Placed, Wish};
use crate::credit;
use crate::db::{Clash, Db, Result, Sql, Tx, retried};
use crate::goodwill::Gift;
use crate::orders::Refusal as OrderRefusal;
use crate::orders::refund::verbs::give as refund;
use crate::orders::refund::{Reason, Refunding};
use crate::orders::store::{self as orders, Order, OrderLine};
use crate::orders::verbs::tell;
use crate::secret::LinkKey;
use crate::shipping::{self, Rate};
use crate::site::Facts;
use crate::values::{Currency, Email, Moment, Money};
use crate::viewer::{Actor, Host, Merchant};
use crate::words;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Given,
    /// It is above the host's limit, and waits for a merchant.
    Asked,
    Declined,
}

/// Why nothing was done.
#[derive(Debug)]
pub enum Refusal {
    Unknown,
    /// Nothing was chosen, or more than was ordered.
    Lines,
    /// No more than this can go back.
    TooMuch(Money),
    /// A credit is at most what the order came to: this.
    Above(Money),
    /// The order was never paid.
    Unpaid,
    /// It is not on the shelf, or not sold any more.
    Short,
    /// Somebody decided it before.
    Over,
    /// Something else was given or asked for since the order was looked at.
    Meanwhile,
    Database(sqlx::Error),
}
impl Clash for Refusal {
    fn is_clash(&self) -> bool {
        matches!(self, Refusal::Database(error) if error.is_clash())
    }
}
impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Refusal::Database(error)
    }
}
impl From<OrderRefusal> for Refusal {
    fn from(refusal: OrderRefusal) -> Self {
        match refusal {
            OrderRefusal::Database(error) => Refusal::Database(error),
            OrderRefusal::TooMuch(left) => Refusal::TooMuch(left),
            OrderRefusal::Unknown => Refusal::Unknown,
            _ => Refusal::Unpaid,
        }
    }
}

/// The shop that gives: what placing an order in place of another one needs.
#[derive(Clone, Copy)]
pub struct House<'a> {
    pub db: &'a Db,
    pub links: &'a LinkKey,
    pub facts: &'a Facts,
}

/// A host gives something, or asks a merchant where it is above the limit. `seen` is the newest act of goodwill that was
/// shown with the order, where it was shown: a form that is sent twice gives once.
pub async fn act(
    house: House<'_>,
    host: &Host,
    order: i64,
    gift: &Gift,
    why: (&str, Option<i64>),
    now: Moment,
) -> std::result::Result<Done, Refusal> {
    retried(|| once_given(house, host, order, gift, why, now)).await
}
async fn once_given(
    house: House<'_>,
    host: &Host,
    order: i64,
    gift: &Gift,
    (reason, seen): (&str, Option<i64>),
    now: Moment,
) -> std::result::Result<Done, Refusal> {
    let mut tx = house.db.begin().await?;
    // Two acts of one host at once: the second waits here, and counts the first.
    tx.query(Sql {
        sqlite: "select id from person where id = $1",
        postgres: "select id from person where id = $1 for update",
    })
    .bind(host.id())
    .run()
    .await?;
    let (o, ordered) = taken(&mut tx, order).await?;
    if let Some(seen) = seen
        && seen != newest(&mut tx, order).await?
    {
        return Err(Refusal::Meanwhile);
    }
    let amount = worth(&o, &ordered, gift)?;
    let money = Money::new(amount, Currency::parse(&o.currency).unwrap_or(Currency::EUR));
    let before = given(&mut tx, host.id(), &o.currency, now).await?;
    let free = ordinary(&o, &ordered, gift)
        && limit_of(&mut tx, host.id()).await?.is_some_and(|limit| limit.lets(money, before));
    let (id,): (i64,) = tx
        .query(
            "insert into goodwill (order_id, host, kind, amount, currency, reason, state, asked_at, answer)
             values ($1, $2, $3, $4, $5, $6, 'asked', $7, '') returning id",
        )
        .bind(order)
        .bind(host.id())
        .bind(gift.word())
        .bind(amount)
        .bind(o.currency.clone())
        .bind(reason.to_string())
        .bind(now)
        .one()
        .await?;
    if let Gift::Reship(chosen) = gift {
        for (line, quantity) in chosen {
            tx.query("insert into goodwill_line (goodwill, order_line, quantity) values ($1, $2, $3)")
                .bind(id)
                .bind(*line)
                .bind(*quantity)
                .run()
                .await?;
        }
    }
    if free {
        hand_over(&mut tx, house, id, &o, &ordered, gift, host.actor(), now).await?;
    }
    let (act, done) = if free { ("goodwill.given", Done::Given) } else { ("goodwill.asked", Done::Asked) };
    let after = format!("{} {}", gift.word(), words::money(money));
    let row = Act { actor: host.actor(), act, subject: ("order", order), before: "", after: &after, from: "" };
    audit::append(&mut tx, row, now).await?;
    tx.commit().await?;
    Ok(done)
}

/// A merchant's word about what a host asked for; once.
pub async fn decide(
    house: House<'_>,
    merchant: &Merchant,
    id: i64,
    agreed: bool,
    answer: &str,
    now: Moment,
) -> std::result::Result<Done, Refusal> {
    retried(|| once_decided(house, merchant, id, agreed, answer, now)).await
}
async fn once_decided(
    house: House<'_>,
    merchant: &Merchant,
    id: i64,
    agreed: bool,
    answer: &str,
    now: Moment,
) -> std::result::Result<Done, Refusal> {
    let mut tx = house.db.begin().await?;
    let state = if agreed { "given" } else { "declined" };
    let row: Option<(i64, String, i64)> = tx
        .query(
            "update goodwill set state = $2, decided_by = $3, decided_at = $4, answer = $5 where id = $1 and state = 'asked'
             returning order_id, kind, amount",
        )
        .bind(id)
        .bind(state)
        .bind(merchant.actor().person())
        .bind(now)
        .bind(answer.to_string())
        .maybe()
        .await?;
    let (order, kind, amount) = row.ok_or(Refusal::Over)?;
    let (o, ordered) = taken(&mut tx, order).await?;
    if agreed {
        let gift = match kind.as_str() {
            "refund" => Gift::Refund(amount),
            "credit" => Gift::Credit(amount),
            _ => Gift::Reship(lines(&mut tx, vec![id]).await?.iter().map(|l| (l.line, l.quantity)).collect()),
        };
        hand_over(&mut tx, house, id, &o, &ordered, &gift, merchant.actor(), now).await?;
    }
    let money = Money::new(amount, Currency::parse(&o.currency).unwrap_or(Currency::EUR));
    let after = format!("{kind} {}", words::money(money));
    let act = if agreed { "goodwill.approved" } else { "goodwill.declined" };
    let row = Act { actor: merchant.actor(), act, subject: ("order", order), before: "", after: &after, from: "" };
    audit::append(&mut tx, row, now).await?;
    tx.commit().await?;
    Ok(if agreed { Done::Given } else { Done::Declined })
}

/// The order, taken for this transaction, with its lines.
async fn taken(tx: &mut Tx, order: i64) -> std::result::Result<(Order, Vec<OrderLine>), Refusal> {
    tx.query("update orders set state = state where id = $1").bind(order).run().await?;
    let o = orders::by_id(&mut *tx, order).await?.ok_or(Refusal::Unknown)?;
    Ok((o, orders::lines(&mut *tx, order).await?))
}

/// What a gift counts with, minor units; or why it cannot be given.
fn worth(o: &Order, ordered: &[OrderLine], gift: &Gift) -> std::result::Result<i64, Refusal> {
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    match gift {
        Gift::Refund(_) if !o.was_paid() => Err(Refusal::Unpaid),
        Gift::Refund(amount) if *amount < 1 || *amount > o.total - o.refunded => {
            Err(Refusal::TooMuch(Money::new(o.total - o.refunded, currency)))
        }
        // Whoever was erased is told nothing, so a credit would reach nobody.
        Gift::Credit(_) if o.email.is_empty() => Err(Refusal::Unknown),
        Gift::Credit(amount) if !(1..=o.total).contains(amount) => Err(Refusal::Above(Money::new(o.total, currency))),
        Gift::Refund(amount) | Gift::Credit(amount) => Ok(*amount),
        Gift::Reship(chosen) => {
            let mut sum = 0;
            for (i, (line, quantity)) in chosen.iter().enumerate() {
                let l = ordered.iter().find(|l| l.id == *line).ok_or(Refusal::Lines)?;
                let twice = chosen[..i].iter().any(|(other, _)| other == line);
                if twice || *quantity < 1 || *quantity > l.quantity {
                    return Err(Refusal::Lines);
                }
                sum += l.unit_price * quantity;
            }
            if chosen.is_empty() { Err(Refusal::Lines) } else { Ok(sum.max(1)) }
        }
    }
}

/// Whether the limit can judge it: things that cost something, of an order that was paid and stands. Whatever else goes a second
/// time counts with next to nothing, so a merchant is asked.
fn ordinary(o: &Order, ordered: &[OrderLine], gift: &Gift) -> bool {
    let Gift::Reship(chosen) = gift else { return true };
    let collected = o.payment_method == "on_pickup" && o.fulfilment_state == "delivered";
    o.state != "cancelled"
        && (o.was_paid() || collected)
        && chosen.iter().all(|(line, _)| ordered.iter().any(|l| l.id == *line && l.unit_price > 0))
}

#[allow(clippy::too_many_arguments)]
async fn hand_over(
    tx: &mut Tx,
    house: House<'_>,
    id: i64,
    o: &Order,
    ordered: &[OrderLine],
    gift: &Gift,
    by: Actor,
    now: Moment,
) -> std::result::Result<(), Refusal> {
    let replacement = match gift {
        Gift::Refund(amount) => {
            let what = Refunding { reason: Reason::Goodwill, extra: *amount, ..Refunding::default() };
            refund(tx, by, o.id, &what, now).await?;
            None
        }
        Gift::Reship(chosen) => Some(send_again(tx, house, o, ordered, chosen, by, now).await?),
        Gift::Credit(amount) => {
            let credit = credit::store::give(tx, house.links, id, (*amount, &o.currency), by, now).await?;
            tell(tx, "order.credited", credit, o, now).await?;
            None
        }
    };
    tx.query("update goodwill set state = 'given', given_at = $2, replacement = $3 where id = $1")
        .bind(id)
        .bind(now)
        .bind(replacement)
        .run()
        .await?;
    Ok(())
}

/// Places an order for the same things that costs nothing, to the same address; its number in the database.
async fn send_again(
    tx: &mut Tx,
    house: House<'_>,
    o: &Order,
    ordered: &[OrderLine],
    chosen: &[(i64, i64)],
    by: Actor,
    now: Moment,
) -> std::result::Result<i64, Refusal> {
    let cart = cart::store::begin_within(tx, &o.currency, &o.country, now).await?;
    for l in ordered {
        if let Some((_, quantity)) = chosen.iter().find(|(line, _)| *line == l.id) {
            cart::store::put_own(tx, cart, l.variant, *quantity, &l.properties, Some(0), now).await?;
        }
    }
    let rates = shipping::store::rates(house.db, &o.country, &o.currency).await?;
    let way = rates.into_iter().find(|r| r.method == o.shipping_method).unwrap_or(Rate::nothing());
    let rate =
        Rate { method: o.shipping_method.clone(), title: o.shipping_title.clone(), amount: 0, free_from: None, ..way };
    let wish = Wish {
        cart,
        person: owner(tx, o.id).await?,
        version: 1,
        total: 0,
        credit: 0,
        email: Email::parse(&o.email).ok_or(Refusal::Unknown)?,
        name: o.name.clone(),
        country: o.country.clone(),
        area: String::new(),
        address: o.address.clone(),
        keep: None,
        rate,
        payment: "free",
        show_purchase: false,
        show_delay: 0,
        lang: o.lang.clone(),
        by: By::Goodwill(by),
    };
    match place::within(tx, house.links, house.facts, &wish, now).await? {
        Placed::New(order) => Ok(order),
        _ => Err(Refusal::Short),
    }
}

async fn owner(tx: &mut Tx, order: i64) -> Result<Option<i64>> {
    let (person,): (Option<i64>,) = tx.query("select person from orders where id = $1").bind(order).one().await?;
    Ok(person)
}
