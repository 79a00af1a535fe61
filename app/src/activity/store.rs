//! Events in and out of their two tables.
use super::{Audience, Event};
use crate::db::{Build, Db, Result, Tx};
use crate::viewer::Actor;

/// Appends an event to a transaction: it becomes true with the commit, or not at all.
pub fn append(tx: &mut Tx, event: Event) {
    tx.keep(event);
}

/// Writes the events of a transaction, one after another; called by `Tx::commit` on SQLite, where nobody else writes.
pub(crate) async fn write(tx: &mut Tx, events: Vec<Event>) -> Result<()> {
    for event in events {
        let (audience, reader) = readers(event.audience);
        let (id,): (i64,) = tx
            .query(
                "insert into event (kind, actor, person, subject_kind, subject, at, audience, audience_person)
                 values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
            )
            .bind(event.kind.word())
            .bind(event.actor.to_string())
            .bind(person(event.actor))
            .bind(event.subject.kind())
            .bind(event.subject.id())
            .bind(event.at)
            .bind(audience)
            .bind(reader)
            .one()
            .await?;
        let mut topics = Build::new("insert into event_topic (topic, event) values ");
        for (i, topic) in event.topics.iter().enumerate() {
            topics.push(if i == 0 { "(" } else { ", (" }).text(topic.as_str()).push(", ").int(id).push(")");
        }
        if !event.topics.is_empty() {
            tx.build(&topics).run().await?;
        }
    }
    Ok(())
}

/// The same on PostgreSQL, in one errand: the lock that orders events, the events, the nudge.
pub(crate) async fn record(tx: &mut Tx, events: Vec<Event>) -> Result<()> {
    let said = events.into_iter().map(|event| {
        let (audience, reader) = readers(event.audience);
        serde_json::json!({
            "kind": event.kind.word(), "actor": event.actor.to_string(), "person": person(event.actor),
            "subject_kind": event.subject.kind(), "subject": event.subject.id(), "at": event.at.0,
            "audience": audience, "audience_person": reader, "topics": event.topics,
        })
    });
    let said = serde_json::Value::Array(said.collect()).to_string();
    tx.query("select record_events(cast($1 as jsonb))").bind(said).run().await?;
    Ok(())
}

fn readers(audience: Audience) -> (&'static str, Option<i64>) {
    match audience {
        Audience::Public => ("public", None),
        Audience::Staff => ("staff", None),
        Audience::Person(id) => ("person", Some(id)),
    }
}
fn person(actor: Actor) -> Option<i64> {
    match actor {
        Actor::Person(id) => Some(id),
        _ => None,
    }
}

/// An event as it is sent on: its number, what it is, what it is about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Heard {
    pub id: i64,
    pub kind: String,
    pub subject_kind: String,
    pub subject: i64,
    pub at: i64,
    pub audience: String,
}

/// The number of the newest event, 0 before the first.
pub async fn newest(db: &Db) -> Result<i64> {
    let (id,): (i64,) = db.query("select cast(coalesce(max(id), 0) as bigint) from event").one().await?;
    Ok(id)
}

/// The events after this number, oldest first, 500 at most; none that was withdrawn.
pub async fn since(db: &Db, last: i64) -> Result<Vec<Heard>> {
    db.query(
        "select id, kind, subject_kind, subject, at, audience from event
         where id > $1 and withdrawn_at is null order by id limit 500",
    )
    .bind(last)
    .all()
    .await
}
