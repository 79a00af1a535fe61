//! Events in and out of their two tables.
use super::{Audience, Event};
use crate::db::{Build, Db, Result, Tx};
use crate::viewer::Actor;

/// Appends an event to a transaction: it becomes true with the commit, or not at all.
pub fn append(tx: &mut Tx, event: Event) {
    tx.keep(event);
}

/// Writes one event; called by `Tx::commit`, under the lock that orders events.
pub(crate) async fn write(tx: &mut Tx, event: Event) -> Result<i64> {
    let (audience, reader) = match event.audience {
        Audience::Public => ("public", None),
        Audience::Staff => ("staff", None),
        Audience::Person(id) => ("person", Some(id)),
    };
    let person = match event.actor {
        Actor::Person(id) => Some(id),
        _ => None,
    };
    let (id,): (i64,) = tx
        .query(
            "insert into event (kind, actor, person, subject_kind, subject, at, audience, audience_person)
             values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
        )
        .bind(event.kind.word())
        .bind(event.actor.to_string())
        .bind(person)
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
    Ok(id)
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
