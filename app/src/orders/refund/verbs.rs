//! Money that goes back, and what is not sent any more. Within a transaction that may do more, or as one of its own.
use super::store;
use super::{Part, Reason, Refunding, Short, sum};
use crate::activity::{Kind, purchases};
use crate::audit::{self, Act};
use crate::catalogue::facets;
use crate::credit;
use crate::db::{Db, Tx, retried};
use crate::orders::papers::issue;
use crate::orders::store::{self as orders, Order};
use crate::orders::verbs::{by_variant, heard, locked, move_stock, step, tell};
use crate::orders::{Axis, Refusal};
use crate::values::{Currency, Moment, Money};
use crate::viewer::{Actor, Merchant};
use crate::words;

/// Gives money back, and after the last of it credit: the refund is written down, the payment moves, stock goes where it is
/// said to go, the customer hears of it. The number of the refund.
pub async fn give(tx: &mut Tx, by: Actor, order: i64, what: &Refunding, now: Moment) -> Result<i64, Refusal> {
    let o = locked(tx, order).await?;
    if !o.was_paid() {
        return Err(Refusal::Illegal { axis: Axis::Payment, from: o.payment_state.clone(), to: "refunded" });
    }
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    let left = store::left(&mut *tx, &o).await?;
    if what.seen.is_some_and(|seen| seen != left.money) {
        return Err(Refusal::Meanwhile);
    }
    let sum = sum(&left, what).map_err(|short| match short {
        Short::Quantity { .. } => Refusal::Quantity,
        Short::Shipping { left } | Short::Money { left } => Refusal::TooMuch(Money::new(left, currency)),
        Short::Nothing => Refusal::Nothing,
    })?;
    if !store::take(tx, order, sum.total).await? {
        return Err(Refusal::TooMuch(Money::new(left.money, currency)));
    }
    let refund = store::write(tx, &o, what, &sum, by, now).await?;
    let parts: Vec<Part> = sum.parts.iter().map(|(part, _)| *part).collect();
    settle_goods(tx, &o, &parts, by, now).await?;
    if sum.credited > 0 {
        credit::store::put_back(tx, order, sum.credited, by, now).await?;
    }
    if sum.total > 0 {
        let whole = o.refunded + sum.total == o.total;
        let to = match (whole, o.state.as_str()) {
            (true, _) => "refunded",
            (false, "cancelled") => "refund_due",
            (false, _) => "part_refunded",
        };
        step(tx, &o, Axis::Payment, to, by, now).await?;
        if whole {
            purchases::take_back(tx, order, now).await?;
        }
        heard(tx, Kind::OrderRefunded, order, by, now);
        tell(tx, "order.refunded", refund, &o, now).await?;
    }
    issue::credited(tx, &o, refund, by, now).await?;
    noted(tx, by, "order.refunded", &o, &words::money(Money::new(sum.total, currency)), now).await?;
    Ok(refund)
}

/// The same as one transaction.
pub async fn refund(db: &Db, merchant: &Merchant, order: i64, what: &Refunding, now: Moment) -> Result<i64, Refusal> {
    retried(|| once_refunded(db, merchant, order, what, now)).await
}
async fn once_refunded(
    db: &Db,
    merchant: &Merchant,
    order: i64,
    what: &Refunding,
    now: Moment,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let refund = give(&mut tx, merchant.actor(), order, what, now).await?;
    tx.commit().await?;
    Ok(refund)
}

/// What is due back of a cancelled order has been paid back, all of it.
pub async fn pay_back(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<i64, Refusal> {
    retried(|| once_paid_back(db, merchant, order, now)).await
}
async fn once_paid_back(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    if o.payment_state != "refund_due" {
        return Err(Refusal::Illegal { axis: Axis::Payment, from: o.payment_state, to: "refunded" });
    }
    let everything = store::left(&mut tx, &o).await?.everything(Reason::Cancelled);
    let refund = give(&mut tx, merchant.actor(), order, &everything, now).await?;
    tx.commit().await?;
    Ok(refund)
}

/// What is left to send of an order that was partly sent will not be sent: it goes back on the shelf, its money goes back,
/// the order counts as sent. The number of the refund.
pub async fn cancel_rest(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<i64, Refusal> {
    retried(|| once_cancelled(db, merchant, order, now)).await
}
async fn once_cancelled(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    if o.fulfilment_state != "partly_sent" {
        return Err(Refusal::Illegal { axis: Axis::Fulfilment, from: o.fulfilment_state, to: "sent" });
    }
    if !o.was_paid() {
        return Err(Refusal::Unpaid);
    }
    let left = store::left(&mut tx, &o).await?;
    let unsent = left.lines.iter().filter(|l| l.unsent > 0);
    let parts = unsent.map(|l| Part { line: l.line, unsent: l.unsent, ..Part::default() }).collect();
    let rest = Refunding { reason: Reason::Cancelled, parts, capped: true, ..Refunding::default() };
    let refund = give(&mut tx, merchant.actor(), order, &rest, now).await?;
    tx.commit().await?;
    Ok(refund)
}

/// Moves the stock of what goes back, and the fulfilment where nothing is left to send.
async fn settle_goods(tx: &mut Tx, o: &Order, parts: &[Part], by: Actor, now: Moment) -> Result<(), Refusal> {
    let lines = orders::lines(&mut *tx, o.id).await?;
    let mut moved = vec![];
    for l in by_variant(&lines) {
        let Some(part) = parts.iter().find(|p| p.line == l.id).filter(|_| l.tracked) else { continue };
        // A cancelled order holds nothing any more.
        if part.unsent > 0 && o.state != "cancelled" {
            move_stock(tx, l, 0, -part.unsent, "withdrawn", by, now).await?;
            moved.push(l.variant);
        }
        if part.restocked > 0 {
            move_stock(tx, l, part.restocked, 0, "returned", by, now).await?;
            moved.push(l.variant);
        }
    }
    if !moved.is_empty() {
        facets::store::index::restock_variants(tx, moved).await?;
    }
    let nothing_left = lines.iter().all(|l| l.left() == 0);
    if nothing_left && parts.iter().any(|p| p.unsent > 0) {
        match o.fulfilment_state.as_str() {
            "partly_sent" => step(tx, o, Axis::Fulfilment, "sent", by, now).await?,
            // Nothing was sent and nothing will be: that is an order to cancel.
            "waiting" => return Err(Refusal::Whole),
            _ => {}
        }
    }
    Ok(())
}

/// Writes into the audit who gave what back, and how the order moved by it.
async fn noted(tx: &mut Tx, by: Actor, act: &'static str, o: &Order, more: &str, now: Moment) -> Result<(), Refusal> {
    let now_standing = orders::by_id(&mut *tx, o.id).await?.ok_or(Refusal::Unknown)?;
    let (before, after) = (o.states(), format!("{} {more}", now_standing.states()));
    let act = Act { actor: by, act, subject: ("order", o.id), before: &before, after: &after, from: "" };
    Ok(audit::append(tx, act, now).await?)
}
