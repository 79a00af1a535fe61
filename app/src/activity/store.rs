//! Events in and out of their two tables.
use super::hearing::{Hearing, Room};
use super::{Audience, Event};
use crate::db::{Build, Db, Result, Tx};
use crate::viewer::{Actor, Viewer};
use std::collections::HashMap;

/// Appends an event to a transaction: it becomes true with the commit, or not at all. What is for the staff is heard at the
/// counter besides, what is for a person by that person.
pub fn append(tx: &mut Tx, mut event: Event) {
    match event.audience {
        Audience::Public => {}
        Audience::Staff => event.topics.push(Room::Counter.to_string()),
        Audience::Person(id) => event.topics.push(Room::Me.topic(id)),
    }
    event.topics.sort();
    event.topics.dedup();
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

/// An event as it is sent on: its number, what it is, what it is about, where it is heard.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Heard {
    pub id: i64,
    pub kind: String,
    pub subject_kind: String,
    pub subject: i64,
    pub at: i64,
    pub audience: String,
    /// Whose it is, where it is one person's.
    pub audience_person: Option<i64>,
    #[sqlx(skip)]
    pub topics: Vec<String>,
}
impl Heard {
    /// What it is about, in one word: `post:12`.
    pub fn about(&self) -> String {
        format!("{}:{}", self.subject_kind, self.subject)
    }
}

/// The number of the newest event, 0 before the first.
pub async fn newest(db: &Db) -> Result<i64> {
    let (id,): (i64,) = db.query("select cast(coalesce(max(id), 0) as bigint) from event").one().await?;
    Ok(id)
}

/// The events after this number, oldest first, 500 at most; none that was withdrawn.
pub async fn since(db: &Db, last: i64) -> Result<Vec<Heard>> {
    let events = db
        .query(
            "select id, kind, subject_kind, subject, at, audience, audience_person from event
             where id > $1 and withdrawn_at is null order by id limit 500",
        )
        .bind(last)
        .all()
        .await?;
    with_topics(db, events).await
}
async fn with_topics(db: &Db, mut events: Vec<Heard>) -> Result<Vec<Heard>> {
    if events.is_empty() {
        return Ok(events);
    }
    let mut build = Build::new("select event, topic from event_topic where event");
    build.within(events.iter().map(|e| e.id).collect()).push(" order by event, topic");
    let rows: Vec<(i64, String)> = db.build(&build).all().await?;
    let mut topics: HashMap<i64, Vec<String>> = HashMap::new();
    for (event, topic) in rows {
        topics.entry(event).or_default().push(topic);
    }
    for event in &mut events {
        event.topics = topics.remove(&event.id).unwrap_or_default();
    }
    Ok(events)
}

/// How many events are sent again to whoever missed them.
pub const REPLAYED: i64 = 1000;
/// How many entries of one topic are looked through for those: beyond, they count as too many whoever may read them.
pub(super) const LOOKED_THROUGH: i64 = 2000;

/// What somebody missed.
#[derive(Debug, PartialEq, Eq)]
pub enum Missed {
    These(Vec<Heard>),
    /// More than are sent again; the number of the newest event.
    TooMany(i64),
}

/// What was to be heard after this number, oldest first; read topic by topic, so that a quiet one costs nothing however
/// much happened elsewhere. A number that no event has yet is of another database: everything may have been missed.
pub async fn missed(db: &Db, hearing: &Hearing, last: i64) -> Result<Missed> {
    let newest = newest(db).await?;
    if last > newest || (newest - last > LOOKED_THROUGH && is_crowded(db, hearing, last).await?) {
        return Ok(Missed::TooMany(newest));
    }
    if last == newest {
        return Ok(Missed::These(vec![]));
    }
    let mut build = Build::new(
        "select e.id, e.kind, e.subject_kind, e.subject, e.at, e.audience, e.audience_person from event e where e.id in (",
    );
    for (i, (topic, room)) in hearing.topics().enumerate() {
        build.push(if i == 0 { "" } else { " union " });
        build.push(
            "select event from (select t.event from event_topic t join event v on v.id = t.event where t.topic = ",
        );
        build.text(topic).push(" and t.event > ").int(last).push(" and v.withdrawn_at is null and ");
        match room {
            Room::Counter => build.push("v.audience in ('public', 'staff')"),
            Room::Me => build.push("v.audience = 'person' and v.audience_person = ").int(hearing.person()),
            _ => build.push("v.audience = 'public'"),
        };
        build.push(" order by t.event limit ").digits(REPLAYED + 1).push(") as found");
    }
    build.push(") order by e.id limit ").digits(REPLAYED + 1);
    let events: Vec<Heard> = db.build(&build).all().await?;
    if events.len() as i64 > REPLAYED {
        return Ok(Missed::TooMany(newest));
    }
    Ok(Missed::These(with_topics(db, events).await?))
}
async fn is_crowded(db: &Db, hearing: &Hearing, last: i64) -> Result<bool> {
    let mut build = Build::new("select cast(count(*) as bigint) from (");
    for (i, (topic, _)) in hearing.topics().enumerate() {
        build.push(if i == 0 { "" } else { " union all " });
        build.push("select event from (select event from event_topic where topic = ").text(topic);
        build.push(" and event > ").int(last).push(" order by event limit 1 offset ").digits(LOOKED_THROUGH);
        build.push(") as entry");
    }
    build.push(") as crowded");
    let (crowded,): (i64,) = db.build(&build).one().await?;
    Ok(crowded > 0)
}

/// Which of these rooms are open to whoever asks: products on the shelf, topics everybody may read, hosts on the list; the
/// counter to the staff; their own to whoever the shop knows.
pub async fn open(db: &Db, asked: Vec<Room>, viewer: &Viewer) -> Result<Vec<Room>> {
    let ids = |of: fn(&Room) -> Option<i64>| asked.iter().filter_map(of).collect::<Vec<i64>>();
    let mut build = Build::new("select 'product', id from product where status = 'active' and id");
    build.within(ids(|room| if let Room::Product(id) = room { Some(*id) } else { None }));
    build.push(" union all select 'topic', id from topic where listed and kind <> 'order' and id");
    build.within(ids(|room| if let Room::Topic(id) = room { Some(*id) } else { None }));
    build.push(" union all select 'host', person from host where listed and person");
    build.within(ids(|room| if let Room::Host(id) = room { Some(*id) } else { None }));
    let numbered = asked.iter().any(|room| matches!(room, Room::Product(_) | Room::Topic(_) | Room::Host(_)));
    let found: Vec<(String, i64)> = if numbered { db.build(&build).all().await? } else { vec![] };
    let is_there = |kind: &str, id: i64| found.iter().any(|(k, i)| k == kind && *i == id);
    Ok(asked
        .into_iter()
        .filter(|room| match room {
            Room::Shop => true,
            Room::Counter => viewer.host().is_ok() || viewer.merchant().is_ok(),
            Room::Me => viewer.person().is_some(),
            Room::Product(id) => is_there("product", *id),
            Room::Topic(id) => is_there("topic", *id),
            Room::Host(id) => is_there("host", *id),
        })
        .collect())
}
