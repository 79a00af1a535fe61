//! That somebody chose something: shown only where they said so at the checkout, only once it is paid, later, and as the
//! product alone. Which order it was stands in a topic that nobody can ask for, so that it can be taken back.
use super::store::append;
use super::{Audience, Event, Kind, Subject};
use crate::db::{Db, Result, Tx};
use crate::jobs;
use crate::values::Moment;
use crate::viewer::Actor;
use std::collections::HashSet;

/// How many things of one order are shown.
const MOST: usize = 3;

/// Under which topic the events of an order's purchases are found again.
fn room(order: i64) -> String {
    format!("order:{order}")
}

/// The money of an order has come: what it held is shown after the delay that was drawn at the checkout, where they agreed.
pub async fn plan(tx: &mut Tx, order: i64, now: Moment) -> Result<()> {
    let row: Option<(Moment, Moment)> = tx
        .query("select placed_at, show_after from orders where id = $1 and show_purchase and show_after is not null")
        .bind(order)
        .maybe()
        .await?;
    let Some((placed, after)) = row else { return Ok(()) };
    // Whoever pays a week later is not seen at the moment of paying either.
    let delay = (after.0 - placed.0).max(0);
    jobs::enqueue(tx, "purchase.show", &order.to_string(), now.plus(delay).max(after), now).await
}

/// Shows what an order held, once; how many things. Nothing where it was not paid, was cancelled, or they changed their mind.
pub async fn show(db: &Db, order: i64, now: Moment) -> Result<usize> {
    let mut tx = db.begin().await?;
    // Whoever takes it back at the same moment waits here, or is waited for.
    let agreed = tx
        .query(
            "update orders set show_purchase = show_purchase
             where id = $1 and show_purchase and payment_state in ('paid', 'part_refunded') and state <> 'cancelled'",
        )
        .bind(order)
        .run()
        .await?;
    let before: Option<(i64,)> = tx
        .query(
            "select t.event from event_topic t join event e on e.id = t.event
             where t.topic = $1 and e.kind = 'purchase.shown' limit 1",
        )
        .bind(room(order))
        .maybe()
        .await?;
    if agreed == 0 || before.is_some() {
        return Ok(0);
    }
    let rows: Vec<(i64,)> = tx
        .query(
            "select p.id from order_line l join variant v on v.id = l.variant join product p on p.id = v.product
             where l.order_id = $1 and l.withdrawn < l.quantity and p.status = 'active' and not p.sensitive
             order by l.position",
        )
        .bind(order)
        .all()
        .await?;
    let mut seen = HashSet::new();
    let products: Vec<i64> = rows.into_iter().map(|(p,)| p).filter(|p| seen.insert(*p)).take(MOST).collect();
    for product in &products {
        let topics = ["shop", "feed", "feed:purchases"].map(String::from);
        let event = Event {
            kind: Kind::PurchaseShown,
            actor: Actor::Job,
            subject: Subject::Product(*product),
            at: now,
            audience: Audience::Public,
            topics: topics.into_iter().chain([format!("product:{product}"), room(order)]).collect(),
        };
        append(&mut tx, event);
    }
    tx.commit().await?;
    Ok(products.len())
}

/// Whoever holds the order's link does not want it shown any more: what was shown is taken back, what waits is not shown.
pub async fn hide(db: &Db, order: i64, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    let changed = tx
        .query("update orders set show_purchase = false, show_after = null where id = $1 and show_purchase")
        .bind(order)
        .run()
        .await?;
    if changed == 1 {
        tx.query(
            "insert into consent (subject_kind, subject, kind, text_version, given, at)
             values ('order', $1, 'show_purchase', 1, false, $2)",
        )
        .bind(order)
        .bind(now)
        .run()
        .await?;
    }
    take_back(&mut tx, order, now).await?;
    tx.commit().await
}

/// Takes back what was shown of an order: it was cancelled, or whoever bought it wants it so.
pub async fn take_back(tx: &mut Tx, order: i64, now: Moment) -> Result<()> {
    let gone: Vec<(i64, i64)> = tx
        .query(
            "update event set withdrawn_at = $2 where kind = 'purchase.shown' and withdrawn_at is null
                and id in (select event from event_topic where topic = $1) returning id, subject",
        )
        .bind(room(order))
        .bind(now)
        .all()
        .await?;
    for (event, product) in gone {
        append(tx, super::unseen::withdrawn(event, vec!["shop".into(), format!("product:{product}")], now));
    }
    Ok(())
}
