//! Notices and wishes to hear of a topic, in their tables.
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::db::{Build, Db, Result, Tx};
use crate::values::Moment;
use crate::viewer::Actor;

/// Notes that this person wants to hear of a topic; `by_mail` too.
pub async fn watch(tx: &mut Tx, topic: i64, person: i64, by_mail: bool, now: Moment) -> Result<()> {
    tx.query(
        "insert into watch (topic, person, by_mail, since) values ($1, $2, $3, $4)
         on conflict (topic, person) do update set by_mail = excluded.by_mail",
    )
    .bind(topic)
    .bind(person)
    .bind(by_mail)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Whether one of these persons hears of a topic, and by mail too.
pub async fn watches(db: &Db, topic: i64, me: &[i64]) -> Result<Option<bool>> {
    if me.is_empty() {
        return Ok(None);
    }
    let mut q = Build::new("select by_mail from watch where topic = ");
    q.int(topic).push(" and person").within(me.to_vec()).push(" order by by_mail desc limit 1");
    let row: Option<(bool,)> = db.build(&q).maybe().await?;
    Ok(row.map(|(by_mail,)| by_mail))
}

/// They want to hear of it no more.
pub async fn unwatch(tx: &mut Tx, topic: i64, person: i64) -> Result<bool> {
    let n = tx.query("delete from watch where topic = $1 and person = $2").bind(topic).bind(person).run().await?;
    Ok(n == 1)
}

/// Tells a person of a post, once for each kind and post; their open pages hear of it.
pub async fn put(tx: &mut Tx, person: i64, kind: &'static str, post: i64, now: Moment) -> Result<()> {
    let new = tx
        .query("insert into notice (person, kind, post, at) values ($1, $2, $3, $4) on conflict (person, kind, post) do nothing")
        .bind(person)
        .bind(kind)
        .bind(post)
        .bind(now)
        .run()
        .await?;
    if new == 1 {
        let event = Event {
            kind: Kind::PostReplied,
            actor: Actor::Job,
            subject: Subject::Post(post),
            at: now,
            audience: Audience::Person(person),
            topics: vec![format!("person:{person}")],
        };
        append(tx, event);
    }
    Ok(())
}
