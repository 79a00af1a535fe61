//! Reports in and out of their table.
use super::holds;
use crate::activity::{Audience, Event, Kind as Happened, Subject, store::append};
use crate::db::{Db, Tx};
use crate::forum::{State, store, verbs};
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Actor;

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A host looks at it.
    Now,
    /// This person had told us before.
    Before,
}

/// A report by somebody about a post that everybody sees. One of a person; their own posts they do not report.
#[derive(Clone, Debug)]
pub struct Report {
    pub post: i64,
    pub reporter: i64,
    pub rule: String,
    pub words: String,
    pub network: Option<Vec<u8>>,
}

/// Keeps a report, and holds the post where enough voices agree.
pub async fn put(db: &Db, r: Report, now: Moment) -> Result<Told, Problem> {
    let mut tx = db.begin().await?;
    // Whoever reports the same post at this moment waits here, so that each sees the others' voices.
    tx.query("update topic set last_at = last_at where id = (select topic from post where id = $1)")
        .bind(r.post)
        .run()
        .await?;
    let found = store::post(&mut tx, r.post).await?.filter(|p| p.state() == State::Live).ok_or(Problem::Gone)?;
    if found.kind == "order" {
        return Err(Problem::Gone);
    }
    if verbs::is_own(&mut tx, r.reporter, found.author).await? {
        return Err(Problem::Fields(vec![("rule", "This one is yours. You can change it.".into())]));
    }
    let new = tx
        .query(
            "insert into report (post, reporter, rule, words, network, at) values ($1, $2, $3, $4, $5, $6)
             on conflict (post, reporter) do nothing",
        )
        .bind(r.post)
        .bind(r.reporter)
        .bind(r.rule)
        .bind(r.words)
        .bind(r.network)
        .bind(now)
        .run()
        .await?;
    if new == 0 {
        return Ok(Told::Before);
    }
    tx.query("update person set seen_at = $2, acted_at = $2 where id = $1").bind(r.reporter).bind(now).run().await?;
    tell(&mut tx, Happened::PostReported, r.reporter, r.post, now);
    if !found.as_host && !stands(&mut tx, &found).await? && agreed(&mut tx, r.post, now).await? {
        verbs::state::set(&mut tx, r.post, State::Held, Some("reported"), now).await?;
        tell(&mut tx, Happened::PostHeld, r.reporter, r.post, now);
    }
    tx.commit().await?;
    Ok(Told::Now)
}

/// The staff hears of it at the counter.
fn tell(tx: &mut Tx, kind: Happened, reporter: i64, post: i64, now: Moment) {
    let event = Event {
        kind,
        actor: Actor::Person(reporter),
        subject: Subject::Post(post),
        at: now,
        audience: Audience::Staff,
        topics: vec!["counter".into()],
    };
    append(tx, event);
}

/// Whether a host let these words stand: more reports bring them before a host again, and hold them no more.
async fn stands(tx: &mut Tx, post: &store::Post) -> Result<bool, Problem> {
    let (n,): (i64,) = tx
        .query(
            "select count(*) from verdict where post = $1 and act in ('kept', 'released', 'restored') and undone_at is null
                and at > $2",
        )
        .bind(post.id)
        .bind(post.edited_at.unwrap_or(post.created_at))
        .one()
        .await?;
    Ok(n > 0)
}

/// Whether the open reports are enough to hold the post. A household is one voice.
async fn agreed(tx: &mut Tx, post: i64, now: Moment) -> Result<bool, Problem> {
    let (networks, people, known): (i64, i64, i64) = tx
        .query(
            "select count(distinct r.network), count(case when r.network is null then 1 end),
            count(case when exists (select 1 from post p where p.author = r.reporter and p.state = 'live'
                and p.created_at < r.at) then 1 end)
         from report r where r.post = $1 and r.closed_at is null and r.at <= $2",
        )
        .bind(post)
        .bind(now)
        .one()
        .await?;
    Ok(holds(networks + people, known))
}

/// Whether one of these persons has reported a post already.
pub async fn told(db: &Db, post: i64, me: &[i64]) -> crate::db::Result<bool> {
    let mut q = crate::db::Build::new("select count(*) from (select 1 from report where post = ");
    q.int(post).push(" and reporter").within(me.to_vec()).push(" limit 1) r");
    let (n,): (i64,) = db.build(&q).one().await?;
    Ok(n > 0)
}
