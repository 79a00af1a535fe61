//! Whoever wants to be in no feed: what they do from now on is told in its own topic alone, and what they did is taken back.
use super::store::append;
use super::{Audience, Event, Kind, Subject, purchases};
use crate::db::{Build, Db, Result, Tx};
use crate::values::Moment;
use crate::viewer::Actor;

/// How many acts open pages are told of that were taken back. They hold the newest; what is older stands on no page that
/// listens.
const TOLD: usize = 200;

/// That an event is told no more.
pub(super) fn withdrawn(event: i64, topics: Vec<String>, now: Moment) -> Event {
    Event {
        kind: Kind::Withdrawn,
        actor: Actor::Job,
        subject: Subject::Event(event),
        at: now,
        audience: Audience::Public,
        topics,
    }
}

/// Whether a person wants to be in no feed.
pub async fn is(db: &Db, person: i64) -> Result<bool> {
    let row: Option<(bool,)> = db.query("select unseen from person where id = $1").bind(person).maybe().await?;
    Ok(row.is_some_and(|(unseen,)| unseen))
}

/// Puts a person, and the visitors they were, into the feeds or out of them. Out: the past too. In: from now on only.
pub async fn set(db: &Db, person: i64, unseen: bool, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    if unseen {
        hide(&mut tx, person, now).await?;
    } else {
        tx.query("update person set unseen = false where (id = $1 or adopted_by = $1) and erased_at is null")
            .bind(person)
            .run()
            .await?;
    }
    tx.commit().await
}
/// From now on a person, and the visitors they were, are in no feed.
pub async fn hide(tx: &mut Tx, person: i64, now: Moment) -> Result<()> {
    tx.query("update person set unseen = true where id = $1 or adopted_by = $1").bind(person).run().await?;
    take_back(tx, person, now).await
}

/// Takes back what this person, and the visitors they were, did: every act that a feed tells, and every purchase. What they
/// wrote stays where it was written.
async fn take_back(tx: &mut Tx, person: i64, now: Moment) -> Result<()> {
    let selves: Vec<(i64,)> =
        tx.query("select id from person where id = $1 or adopted_by = $1").bind(person).all().await?;
    let selves: Vec<i64> = selves.into_iter().map(|(id,)| id).collect();
    let mut q = Build::new("update event set withdrawn_at = ");
    q.int(now.0).push(" where withdrawn_at is null and person").within(selves.clone());
    q.push(" and exists (select 1 from event_topic t where t.topic = 'feed' and t.event = event.id) returning id");
    let gone: Vec<(i64,)> = tx.build(&q).all().await?;
    let mut gone: Vec<i64> = gone.into_iter().map(|(id,)| id).collect();
    gone.sort_unstable_by(|a, b| b.cmp(a));
    for event in gone.into_iter().take(TOLD) {
        append(tx, withdrawn(event, vec!["shop".into()], now));
    }
    for order in agreed(tx, selves).await? {
        tx.query("update orders set show_purchase = false, show_after = null where id = $1").bind(order).run().await?;
        purchases::take_back(tx, order, now).await?;
    }
    Ok(())
}
/// Their orders of which something is shown, or is to be: by the account, or by the cart that became the order.
async fn agreed(tx: &mut Tx, selves: Vec<i64>) -> Result<Vec<i64>> {
    let mut q = Build::new("select id from orders where show_purchase and person");
    q.within(selves.clone());
    q.push(" union select o.id from cart c join orders o on o.cart = c.id where o.show_purchase and c.person")
        .within(selves);
    let rows: Vec<(i64,)> = tx.build(&q).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
