//! What can be done to an order: paid, sent, delivered, cancelled, lapsed. Each verb is one transaction that writes the
//! move, the ledger, the event and the mail together.
use super::papers::issue;
use super::store::{self, Order, OrderLine};
use super::{Axis, Refusal};
use crate::activity::{Audience, Event, Kind, Subject, purchases, store::append};
use crate::audit::{self, Act};
use crate::catalogue::facets;
use crate::credit;
use crate::customers::store::upkeep;
use crate::db::{Db, Reads, Tx, retried};
use crate::jobs::{self, Mail};
use crate::returns;
use crate::values::Moment;
use crate::viewer::{Actor, Merchant};

/// The money has come: the payment is noted, the order waits to be sent and does not lapse any more.
pub async fn mark_paid(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<(), Refusal> {
    retried(|| once_paid(db, merchant, order, now)).await
}
async fn once_paid(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    step(&mut tx, &o, Axis::Payment, "paid", merchant.actor(), now).await?;
    tx.query("update orders set expires_at = null where id = $1").bind(order).run().await?;
    tx.query("update payment set received_at = $2, actor = $3 where order_id = $1 and received_at is null")
        .bind(order)
        .bind(now)
        .bind(merchant.actor().to_string())
        .run()
        .await?;
    heard(&mut tx, Kind::OrderPaid, order, merchant.actor(), now);
    purchases::plan(&mut tx, order, now).await?;
    if o.fulfilment_state == "delivered" {
        step(&mut tx, &o, Axis::Order, "completed", merchant.actor(), now).await?;
        heard(&mut tx, Kind::OrderCompleted, order, merchant.actor(), now);
    }
    tell(&mut tx, "order.paid", order, &o, now).await?;
    noted(&mut tx, merchant, "order.paid", &o, now).await?;
    tx.commit().await?;
    Ok(())
}

/// What tells where a parcel is: its number, who carries it, where they show it. Each may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Label<'a> {
    pub tracking: &'a str,
    pub carrier: &'a str,
    pub link: &'a str,
}

/// Sends what is named, or all that is left, under a number alone.
pub async fn fulfil(
    db: &Db,
    merchant: &Merchant,
    order: i64,
    parts: Option<&[(i64, i64)]>,
    tracking: &str,
    now: Moment,
) -> Result<i64, Refusal> {
    send(db, merchant, order, parts, Label { tracking, ..Label::default() }, now).await
}

/// Sends what is named, or all that is left: the stock leaves the shelf, the customer hears of it. With the first parcel goes
/// the invoice, where none was issued before.
pub async fn send(
    db: &Db,
    merchant: &Merchant,
    order: i64,
    parts: Option<&[(i64, i64)]>,
    label: Label<'_>,
    now: Moment,
) -> Result<i64, Refusal> {
    retried(|| once_sent(db, merchant, order, parts, label, now)).await
}
async fn once_sent(
    db: &Db,
    merchant: &Merchant,
    order: i64,
    parts: Option<&[(i64, i64)]>,
    label: Label<'_>,
    now: Moment,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    if o.payment_method == "transfer" && !o.was_paid() {
        return Err(Refusal::Unpaid);
    }
    let lines = store::lines(&mut tx, order).await?;
    let sending = chosen(&lines, parts)?;
    let whole =
        lines.iter().all(|l| sending.iter().filter(|(id, _)| *id == l.id).map(|(_, n)| n).sum::<i64>() >= l.left());
    step(&mut tx, &o, Axis::Fulfilment, if whole { "sent" } else { "partly_sent" }, merchant.actor(), now).await?;
    let (parcel,): (i64,) = tx
        .query(
            "insert into fulfilment (order_id, tracking, carrier, link, sent_at, actor) values ($1, $2, $3, $4, $5, $6)
             returning id",
        )
        .bind(order)
        .bind(label.tracking.to_string())
        .bind(label.carrier.to_string())
        .bind(label.link.to_string())
        .bind(now)
        .bind(merchant.actor().to_string())
        .one()
        .await?;
    for (line, quantity) in &sending {
        tx.query("insert into fulfilment_line (fulfilment, order_line, quantity) values ($1, $2, $3)")
            .bind(parcel)
            .bind(*line)
            .bind(*quantity)
            .run()
            .await?;
    }
    returns::store::sent_anyway(&mut tx, order).await?;
    for l in by_variant(&lines) {
        let n: i64 = sending.iter().filter(|(id, _)| *id == l.id).map(|(_, n)| n).sum();
        if n > 0 && l.tracked {
            move_stock(&mut tx, l, -n, -n, "sent", merchant.actor(), now).await?;
        }
    }
    issue::invoiced(&mut tx, &o, merchant.actor(), now).await?;
    heard(&mut tx, Kind::OrderSent, order, merchant.actor(), now);
    tell(&mut tx, "order.sent", parcel, &o, now).await?;
    noted(&mut tx, merchant, "order.sent", &o, now).await?;
    tx.commit().await?;
    Ok(parcel)
}

/// It has arrived, or was collected; a paid order is then completed.
pub async fn deliver(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<(), Refusal> {
    retried(|| once_delivered(db, merchant, order, now)).await
}
async fn once_delivered(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    step(&mut tx, &o, Axis::Fulfilment, "delivered", merchant.actor(), now).await?;
    tx.query("update fulfilment set delivered_at = $2 where order_id = $1 and delivered_at is null")
        .bind(order)
        .bind(now)
        .run()
        .await?;
    heard(&mut tx, Kind::OrderDelivered, order, merchant.actor(), now);
    if o.was_paid() {
        step(&mut tx, &o, Axis::Order, "completed", merchant.actor(), now).await?;
        heard(&mut tx, Kind::OrderCompleted, order, merchant.actor(), now);
    }
    noted(&mut tx, merchant, "order.delivered", &o, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Nothing will come of it: the stock goes back on the shelf; what was paid is due back. Only before anything was sent.
pub async fn cancel(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<(), Refusal> {
    retried(|| once_cancelled(db, merchant, order, now)).await
}
async fn once_cancelled(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    cancel_within(&mut tx, merchant, order, now).await?;
    tx.commit().await?;
    Ok(())
}
/// The same within a transaction that does more.
pub async fn cancel_within(tx: &mut Tx, merchant: &Merchant, order: i64, now: Moment) -> Result<(), Refusal> {
    let o = locked(tx, order).await?;
    stop(tx, &o, "cancelled", merchant.actor(), now).await?;
    heard(tx, Kind::OrderCancelled, order, merchant.actor(), now);
    tell(tx, "order.cancelled", order, &o, now).await?;
    noted(tx, merchant, "order.cancelled", &o, now).await
}

/// The days to pay are over: an unpaid transfer is cancelled and its stock goes back. True when it lapsed now.
pub async fn lapse(db: &Db, order: i64, now: Moment) -> Result<bool, Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    if o.payment_state != "awaiting" || o.state != "placed" || o.expires_at.is_none_or(|at| at > now) {
        return Ok(false);
    }
    stop(&mut tx, &o, "lapsed", Actor::Job, now).await?;
    heard(&mut tx, Kind::OrderLapsed, order, Actor::Job, now);
    tell(&mut tx, "order.lapsed", order, &o, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Writes into the audit who moved an order, from which states to which.
async fn noted(tx: &mut Tx, merchant: &Merchant, act: &'static str, o: &Order, now: Moment) -> Result<(), Refusal> {
    let after = store::by_id(&mut *tx, o.id).await?.ok_or(Refusal::Unknown)?;
    let (before, after) = (o.states(), after.states());
    let act = Act { actor: merchant.actor(), act, subject: ("order", o.id), before: &before, after: &after, from: "" };
    Ok(audit::append(tx, act, now).await?)
}

/// Writes the mail that tells the customer; whoever was erased is told nothing.
pub(crate) async fn tell(tx: &mut Tx, kind: &'static str, about: i64, o: &Order, now: Moment) -> sqlx::Result<()> {
    if o.email.is_empty() {
        return Ok(());
    }
    let mail =
        Mail { kind, about: &about.to_string(), to: &o.email, lang: &o.lang, order: Some(o.id), ..Mail::default() };
    jobs::mail(tx, mail, now).await
}

async fn stop(tx: &mut Tx, o: &Order, reason: &'static str, actor: Actor, now: Moment) -> Result<(), Refusal> {
    step(tx, o, Axis::Order, "cancelled", actor, now).await?;
    step(tx, o, Axis::Fulfilment, "stopped", actor, now).await?;
    match (o.was_paid(), o.refunded < o.total) {
        (false, _) => step(tx, o, Axis::Payment, "void", actor, now).await?,
        (true, true) => step(tx, o, Axis::Payment, "refund_due", actor, now).await?,
        // All of it went back before, or it cost nothing.
        (true, false) => {}
    }
    tx.query("update orders set expires_at = null where id = $1").bind(o.id).run().await?;
    purchases::take_back(tx, o.id, now).await?;
    let lines = store::lines(&mut *tx, o.id).await?;
    for l in by_variant(&lines) {
        if l.tracked {
            move_stock(tx, l, 0, -l.left(), reason, actor, now).await?;
        }
    }
    facets::store::index::restock_variants(tx, lines.iter().map(|l| l.variant).collect()).await?;
    if !o.was_paid() && o.credit > 0 {
        credit::store::put_back(tx, o.id, o.credit, actor, now).await?;
    }
    if !o.was_paid() {
        issue::called_off(tx, o, actor, now).await?;
    }
    // Whoever sends takes stock before the papers, whoever places an order before the customer; so it is here.
    upkeep::cancelled(tx, o.id).await?;
    Ok(())
}

/// The lines in the order in which stock is always taken, so that two transactions never wait for one another.
pub(super) fn by_variant(lines: &[OrderLine]) -> Vec<&OrderLine> {
    let mut sorted: Vec<&OrderLine> = lines.iter().collect();
    sorted.sort_by_key(|l| (l.variant, l.id));
    sorted
}

fn chosen(lines: &[OrderLine], parts: Option<&[(i64, i64)]>) -> Result<Vec<(i64, i64)>, Refusal> {
    let left = |id: i64| lines.iter().find(|l| l.id == id).map(OrderLine::left);
    let sending: Vec<(i64, i64)> = match parts {
        None => lines.iter().map(|l| (l.id, l.left())).filter(|(_, n)| *n > 0).collect(),
        Some(parts) => parts.to_vec(),
    };
    let mut seen = std::collections::HashSet::new();
    let good = !sending.is_empty()
        && sending.iter().all(|(id, n)| *n > 0 && seen.insert(*id) && left(*id).is_some_and(|l| *n <= l));
    if good { Ok(sending) } else { Err(Refusal::Quantity) }
}

/// Takes the order for this transaction: a second verb at the same moment waits, then sees what the first did.
pub(super) async fn locked(tx: &mut Tx, order: i64) -> Result<Order, Refusal> {
    tx.query("update orders set state = state where id = $1").bind(order).run().await?;
    store::by_id(&mut *tx, order).await?.ok_or(Refusal::Unknown)
}

/// Moves one state of an order. A step that the table of allowed moves does not hold is refused by the database.
pub(super) async fn step(
    tx: &mut Tx,
    o: &Order,
    axis: Axis,
    to: &'static str,
    actor: Actor,
    now: Moment,
) -> Result<(), Refusal> {
    let from = match axis {
        Axis::Order => &o.state,
        Axis::Payment => &o.payment_state,
        Axis::Fulfilment => &o.fulfilment_state,
    };
    let (allowed,): (i64,) = tx
        .query("select count(*) from order_move_allowed where axis = $1 and from_state = $2 and to_state = $3")
        .bind(axis.word())
        .bind(from.clone())
        .bind(to)
        .one()
        .await?;
    if allowed == 0 {
        return Err(Refusal::Illegal { axis, from: from.clone(), to });
    }
    tx.query(
        "insert into order_move (order_id, n, axis, from_state, to_state, at, actor)
         select $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6 from order_move where order_id = $1",
    )
    .bind(o.id)
    .bind(axis.word())
    .bind(from.clone())
    .bind(to)
    .bind(now)
    .bind(actor.to_string())
    .run()
    .await?;
    let set = match axis {
        Axis::Order => "update orders set state = $2 where id = $1",
        Axis::Payment => "update orders set payment_state = $2 where id = $1",
        Axis::Fulfilment => "update orders set fulfilment_state = $2 where id = $1",
    };
    tx.query(set).bind(o.id).bind(to).run().await?;
    Ok(())
}

pub(super) async fn move_stock(
    tx: &mut Tx,
    l: &OrderLine,
    on_hand: i64,
    reserved: i64,
    reason: &'static str,
    actor: Actor,
    now: Moment,
) -> Result<(), Refusal> {
    tx.query("update stock set on_hand = on_hand + $2, reserved = reserved + $3 where variant = $1")
        .bind(l.variant)
        .bind(on_hand)
        .bind(reserved)
        .run()
        .await?;
    tx.query(
        "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, order_line, actor, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(l.variant)
    .bind(on_hand)
    .bind(reserved)
    .bind(reason)
    .bind(l.id)
    .bind(actor.to_string())
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Tells the staff that something happened to an order.
pub fn heard(tx: &mut Tx, kind: Kind, order: i64, actor: Actor, now: Moment) {
    append(
        tx,
        Event {
            kind,
            actor,
            subject: Subject::Order(order),
            at: now,
            audience: Audience::Staff,
            topics: vec!["shop".into(), format!("order:{order}")],
        },
    );
}

/// The orders whose days to pay are over.
pub async fn overdue(mut from: impl Reads, now: Moment) -> Result<Vec<i64>, sqlx::Error> {
    let rows: Vec<(i64,)> = from
        .query(
            "select id from orders where payment_state = 'awaiting' and expires_at <= $1 order by expires_at limit 100",
        )
        .bind(now)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
