//! Decisions about posts, written with everything that follows from them.
use super::Act;
use super::shut::{self, Shut};
use crate::audit;
use crate::db::{Build, Db, Result, Tx, is_clash};
use crate::forum::{State, verbs};
use crate::moderation::rules;
use crate::notices;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::{Actor, Host};
use sqlx::FromRow;

/// What a host decides about several posts at once.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    /// `Removed`, `Restored`, or for both of the others `Kept`: what waits is released, what was reported is kept.
    pub act: Act,
    pub posts: Vec<i64>,
    /// A word of `house_rule`; a removal needs one.
    pub rule: &'a str,
    /// What the author is told besides.
    pub words: &'a str,
    pub shut: Option<Shut>,
    /// The network it is decided from, for the audit.
    pub from: &'a str,
}

/// What came of it: the number of the batch, and how many posts it holds. Nothing, where others decided first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub batch: Option<i64>,
    pub posts: i64,
}

/// How often a transaction is tried that another stood in the way of.
pub(super) const TRIES: usize = 4;
/// The most letters of what the author is told.
pub const LONGEST: usize = 500;

/// Decides about posts, all or none.
pub async fn decide(db: &Db, by: &Host, decision: &Decision<'_>, now: Moment) -> std::result::Result<Done, Problem> {
    if decision.act == Act::Removed && rules::one(db, decision.rule).await?.is_none() {
        return Err(Problem::Fields(vec![(
            "rule",
            "Choose a reason: the author is told, and it stands in the log.".into(),
        )]));
    }
    if decision.words.chars().count() > LONGEST {
        return Err(Problem::Fields(vec![("words", format!("At most {LONGEST} letters."))]));
    }
    for _ in 1..TRIES {
        match all(db, by, decision, now).await {
            Err(error) if is_clash(&error) => {}
            done => return Ok(done?),
        }
    }
    Ok(all(db, by, decision, now).await?)
}

async fn all(db: &Db, by: &Host, d: &Decision<'_>, now: Moment) -> Result<Done> {
    let mut tx = db.begin().await?;
    let done = within(&mut tx, by, d, now).await?;
    tx.commit().await?;
    Ok(done)
}

/// The same within a transaction.
pub(in crate::moderation) async fn within(tx: &mut Tx, by: &Host, d: &Decision<'_>, now: Moment) -> Result<Done> {
    let mut done = Done::default();
    for post in in_order(tx, &d.posts).await? {
        if let Some(verdict) = one(tx, by, d, post, done.batch, now).await? {
            done.batch.get_or_insert(verdict);
            done.posts += 1;
        }
    }
    let Some(batch) = done.batch else { return Ok(done) };
    if let Some(wish) = d.shut.filter(|_| d.act == Act::Removed) {
        shut::out(tx, by, batch, wish, d.rule, now).await?;
    }
    note(tx, by.actor(), d.act, batch, done.posts, d, now).await?;
    Ok(done)
}

/// Topic by topic, so that two hosts at once wait for one another and never in a circle.
async fn in_order(tx: &mut Tx, posts: &[i64]) -> Result<Vec<i64>> {
    let mut q = Build::new("select p.id from post p join topic t on t.id = p.topic where t.kind <> 'order' and p.id");
    q.within(posts.to_vec()).push(" order by p.topic, p.id");
    let rows: Vec<(i64,)> = tx.build(&q).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

#[derive(FromRow)]
struct Row {
    author: i64,
    state: String,
    held_for: Option<String>,
}

/// One post; the number of its verdict, none where there is nothing left to decide.
async fn one(
    tx: &mut Tx,
    by: &Host,
    d: &Decision<'_>,
    post: i64,
    batch: Option<i64>,
    now: Moment,
) -> Result<Option<i64>> {
    // Whoever decides about it at the same moment waits here, and finds it decided.
    tx.query("update topic set last_at = last_at where id = (select topic from post where id = $1)")
        .bind(post)
        .run()
        .await?;
    let row: Row = tx.query("select author, state, held_for from post where id = $1").bind(post).one().await?;
    let from = State::of(&row.state);
    let (act, to) = match (d.act, from) {
        (Act::Removed, State::Live | State::Held) => (Act::Removed, State::Removed),
        (Act::Restored, State::Removed) => (Act::Restored, State::Live),
        (Act::Kept | Act::Released, State::Held) => (Act::Released, State::Live),
        (Act::Kept | Act::Released, State::Live) if reported(tx, post).await? => (Act::Kept, State::Live),
        _ => return Ok(None),
    };
    // What is taken down remembers why it waited, for an undo.
    let why = row.held_for.as_deref().filter(|_| act == Act::Removed);
    verbs::state::set(tx, post, to, why, now).await?;
    let (rule, words) = match act {
        Act::Removed => (Some(d.rule), d.words),
        Act::Released => (None, row.held_for.as_deref().unwrap_or("")),
        _ => (None, d.words),
    };
    let verdict = write(tx, by.actor(), (act, post, from, to), (rule, words), batch, now).await?;
    if act != Act::Restored {
        tx.query("update report set closed_at = $2 where post = $1 and closed_at is null")
            .bind(post)
            .bind(now)
            .run()
            .await?;
    }
    match act {
        Act::Removed => notices::store::put(tx, row.author, "removed", post, now).await?,
        Act::Restored => untell(tx, post, "removed").await?,
        _ => {}
    }
    Ok(Some(verdict))
}
async fn reported(tx: &mut Tx, post: i64) -> Result<bool> {
    let (n,): (i64,) =
        tx.query("select count(*) from report where post = $1 and closed_at is null").bind(post).one().await?;
    Ok(n > 0)
}
/// A notice that is true no more.
pub(super) async fn untell(tx: &mut Tx, post: i64, kind: &'static str) -> Result<()> {
    tx.query("delete from notice where post = $1 and kind = $2").bind(post).bind(kind).run().await?;
    Ok(())
}

/// Writes a verdict; the first of a batch gives it its number.
async fn write(
    tx: &mut Tx,
    actor: Actor,
    (act, post, from, to): (Act, i64, State, State),
    (rule, words): (Option<&str>, &str),
    batch: Option<i64>,
    now: Moment,
) -> Result<i64> {
    let (id,): (i64,) = tx
        .query(
            "insert into verdict (batch, post, act, from_state, to_state, rule, words, decided_by, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
        )
        .bind(batch.unwrap_or(0))
        .bind(post)
        .bind(act.word())
        .bind(from.word())
        .bind(to.word())
        .bind(rule.map(str::to_string))
        .bind(words.to_string())
        .bind(actor.to_string())
        .bind(now)
        .one()
        .await?;
    if batch.is_none() {
        tx.query("update verdict set batch = id where id = $1").bind(id).run().await?;
    }
    Ok(id)
}

/// Ends a topic for more posts, or opens it again; nothing where it is so already. The verdict stands at its first post.
pub async fn close(
    db: &Db,
    by: &Host,
    topic: i64,
    closed: bool,
    from: &str,
    now: Moment,
) -> std::result::Result<Done, Problem> {
    let mut tx = db.begin().await?;
    let act = if closed { Act::Closed } else { Act::Opened };
    let row: Option<(i64, String)> = tx
        .query("select p.id, p.state from topic t join post p on p.id = t.first_post where t.id = $1 and t.kind <> 'order'")
        .bind(topic)
        .maybe()
        .await?;
    let (post, state) = row.ok_or(Problem::Gone)?;
    if !verbs::close(&mut tx, topic, closed, now).await? {
        return Ok(Done::default());
    }
    let state = State::of(&state);
    let batch = write(&mut tx, by.actor(), (act, post, state, state), (None, ""), None, now).await?;
    let d = Decision { act, posts: vec![], rule: "", words: "", shut: None, from };
    note(&mut tx, by.actor(), act, batch, 1, &d, now).await?;
    tx.commit().await?;
    Ok(Done { batch: Some(batch), posts: 1 })
}

/// The row of the audit: one for a batch, with numbers alone.
async fn note(
    tx: &mut Tx,
    actor: Actor,
    act: Act,
    batch: i64,
    posts: i64,
    d: &Decision<'_>,
    now: Moment,
) -> Result<()> {
    let after = match (d.act, d.shut) {
        (Act::Removed, Some(s)) => format!("{}, {}, shut out for {}", act.said(posts), d.rule, s.said()),
        (Act::Removed, None) => format!("{}, {}", act.said(posts), d.rule),
        _ => act.said(posts),
    };
    let row =
        audit::Act { actor, act: audited(act), subject: ("batch", batch), before: "", after: &after, from: d.from };
    audit::append(tx, row, now).await
}
fn audited(act: Act) -> &'static str {
    match act {
        Act::Removed => "posts.removed",
        Act::Restored => "posts.restored",
        Act::Released | Act::Kept => "posts.kept",
        Act::Closed => "topic.closed",
        Act::Opened => "topic.opened",
    }
}
