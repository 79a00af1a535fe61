//! One-button acts: helpful, accepted, closed.
use super::is_own;
use crate::activity::{Audience, Event, Kind as Happened, Subject, store::append};
use crate::db::{Db, Tx};
use crate::forum::{Heard, Kind, State, store};
use crate::notices;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::{Actor, Viewer};

/// Says that a post was helpful, or takes it back; how many say so now. Nobody thanks themselves.
pub async fn helpful(db: &Db, person: i64, post: i64, on: bool, now: Moment) -> Result<i64, Problem> {
    let mut tx = db.begin().await?;
    // Two presses of the same button wait for one another here.
    tx.query("update post set helpful = helpful where id = $1").bind(post).run().await?;
    let found = store::post(&mut tx, post).await?.filter(|p| p.state() == State::Live).ok_or(Problem::Gone)?;
    if is_own(&mut tx, person, found.author).await? {
        return Err(Problem::Fields(vec![("helpful", "This one is yours. Others say whether it helped.".into())]));
    }
    // Whoever thanked as the visitor they were has thanked.
    let changed = if on {
        tx.query(
            "insert into reaction (post, person, kind, at) select $1, $2, 'helpful', $3
             where not exists (select 1 from reaction r join person p on p.id = r.person
                where r.post = $1 and r.kind = 'helpful' and p.adopted_by = $2)
             on conflict (post, person, kind) do nothing",
        )
        .bind(post)
        .bind(person)
        .bind(now)
        .run()
        .await?
    } else {
        tx.query(
            "delete from reaction where post = $1 and kind = 'helpful'
                and person in (select id from person where id = $2 or adopted_by = $2)",
        )
        .bind(post)
        .bind(person)
        .run()
        .await?
    };
    let by = if on { changed as i64 } else { -(changed as i64) };
    let (helpful,): (i64,) = tx
        .query("update post set helpful = helpful + $2 where id = $1 returning helpful")
        .bind(post)
        .bind(by)
        .one()
        .await?;
    if by != 0 {
        tx.query("update person set acted_at = $2, seen_at = $2 where id = $1").bind(person).bind(now).run().await?;
    }
    if by > 0 {
        let event = Event {
            kind: Happened::PostHelpful,
            actor: Actor::Shopper,
            subject: Subject::Post(post),
            at: now,
            audience: Audience::Person(found.author),
            topics: vec![format!("person:{}", found.author)],
        };
        append(&mut tx, event);
    }
    tx.commit().await?;
    Ok(helpful)
}

/// The asker, or a host, chooses the answer that solved it. The same one again changes nothing.
pub async fn accept(db: &Db, by: &Viewer, post: i64, now: Moment) -> Result<i64, Problem> {
    let mut tx = db.begin().await?;
    let (topic, actor) = may_choose(&mut tx, by, post).await?;
    let found = store::post(&mut tx, post).await?.filter(|p| p.state() == State::Live).ok_or(Problem::Gone)?;
    let changed = tx
        .query(
            "update topic set accepted = $2, accepted_by = $3, accepted_at = $4
             where id = $1 and kind = 'question' and first_post <> $2 and (accepted is null or accepted <> $2)",
        )
        .bind(topic)
        .bind(post)
        .bind(actor)
        .bind(now)
        .run()
        .await?;
    if changed == 1 {
        let heard = heard(&mut tx, topic, actor).await?;
        let event =
            heard.event(Happened::AnswerAccepted, Subject::Post(post), Actor::Person(actor), Some("answers"), now);
        append(&mut tx, event);
        notices::store::put(&mut tx, found.author, "accepted", post, now).await?;
        tx.commit().await?;
    }
    Ok(topic)
}

/// Takes the choice back.
pub async fn unaccept(db: &Db, by: &Viewer, post: i64, now: Moment) -> Result<i64, Problem> {
    let mut tx = db.begin().await?;
    let (topic, actor) = may_choose(&mut tx, by, post).await?;
    let changed = tx
        .query(
            "update topic set accepted = null, accepted_by = null, accepted_at = null where id = $1 and accepted = $2",
        )
        .bind(topic)
        .bind(post)
        .run()
        .await?;
    if changed == 1 {
        tx.query(
            "update event set withdrawn_at = $2
             where subject_kind = 'post' and subject = $1 and kind = 'answer.accepted' and withdrawn_at is null",
        )
        .bind(post)
        .bind(now)
        .run()
        .await?;
        let heard = heard(&mut tx, topic, actor).await?;
        append(&mut tx, heard.event(Happened::AnswerUnaccepted, Subject::Post(post), Actor::Person(actor), None, now));
        tx.commit().await?;
    }
    Ok(topic)
}

/// A host ends a topic, or opens it again: nothing is added to it meanwhile.
pub async fn close(tx: &mut Tx, topic: i64, closed: bool, now: Moment) -> Result<bool, Problem> {
    let n = tx
        .query("update topic set closed_at = $2 where id = $1 and (closed_at is null) = $3")
        .bind(topic)
        .bind(closed.then_some(now))
        .bind(closed)
        .run()
        .await?;
    Ok(n == 1)
}

/// The topic of an answer and the person who may choose it: the asker or a host.
async fn may_choose(tx: &mut Tx, by: &Viewer, post: i64) -> Result<(i64, i64), Problem> {
    let person = by.person().ok_or(Problem::NotYours)?;
    let row: Option<(i64, i64)> = tx
        .query(
            "select t.id, t.author from topic t join post p on p.topic = t.id
             where p.id = $1 and p.state = 'live' and t.state = 'live' and t.kind = 'question'",
        )
        .bind(post)
        .maybe()
        .await?;
    let (topic, asker) = row.ok_or(Problem::Gone)?;
    if by.host().is_err() && !is_own(&mut *tx, person.id, asker).await? {
        return Err(Problem::NotYours);
    }
    tx.query("update topic set last_at = last_at where id = $1").bind(topic).run().await?;
    Ok((topic, person.id))
}

async fn heard(tx: &mut Tx, topic: i64, actor: i64) -> Result<Heard, Problem> {
    let (kind, unseen, sensitive): (String, bool, bool) = tx
        .query(
            "select t.kind, p.unseen, coalesce(pr.sensitive, false) from topic t join person p on p.id = $2
                left join product pr on pr.id = t.product where t.id = $1",
        )
        .bind(topic)
        .bind(actor)
        .one()
        .await?;
    let products: Vec<(i64,)> =
        tx.query("select product from topic_product where topic = $1 order by product").bind(topic).all().await?;
    let products = products.into_iter().map(|(p,)| p).collect();
    Ok(Heard { topic, kind: Kind::of(&kind), products, host: None, unseen, sensitive })
}
