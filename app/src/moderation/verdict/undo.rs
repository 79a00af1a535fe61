//! Undoing a batch: every post is as it was before, reports are open again, nobody is shut out by it.
use super::shut;
use super::store::{TRIES, untell};
use super::{Act, Done};
use crate::audit;
use crate::db::{Db, Result, Tx, is_clash};
use crate::forum::{State, verbs};
use crate::notices;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Host;
use crate::words::count;
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: i64,
    post: i64,
    topic: i64,
    author: i64,
    act: String,
    from_state: String,
    to_state: String,
    words: String,
    at: Moment,
    state: String,
    held_for: Option<String>,
    newest: bool,
}

/// Undoes a batch, at any time. What was decided anew since, or changed by somebody else, stays as it is.
pub async fn undo(db: &Db, by: &Host, batch: i64, from: &str, now: Moment) -> std::result::Result<Done, Problem> {
    for _ in 1..TRIES {
        match all(db, by, batch, from, now).await {
            Err(error) if is_clash(&error) => {}
            done => return done?.ok_or(Problem::Gone),
        }
    }
    all(db, by, batch, from, now).await?.ok_or(Problem::Gone)
}

/// None, and nothing changed, where nothing is left to undo.
async fn all(db: &Db, by: &Host, batch: i64, from: &str, now: Moment) -> Result<Option<Done>> {
    let mut tx = db.begin().await?;
    let done = within(&mut tx, by, batch, now).await?;
    if done.posts == 0 {
        return Ok(None);
    }
    let before = count(done.posts, "post", "posts");
    let row = audit::Act {
        actor: by.actor(),
        act: "posts.undone",
        subject: ("batch", batch),
        before: &before,
        after: "",
        from,
    };
    audit::append(&mut tx, row, now).await?;
    tx.commit().await?;
    Ok(Some(done))
}

async fn within(tx: &mut Tx, by: &Host, batch: i64, now: Moment) -> Result<Done> {
    let posts: Vec<(i64, i64)> = tx
        .query(
            "select v.id, p.topic from verdict v join post p on p.id = v.post
             where v.batch = $1 and v.undone_at is null order by p.topic, p.id",
        )
        .bind(batch)
        .all()
        .await?;
    let mut done = Done { batch: Some(batch), posts: 0 };
    for (verdict, topic) in posts {
        tx.query("update topic set last_at = last_at where id = $1").bind(topic).run().await?;
        let row: Row = tx
            .query(
                "select v.id, v.post, p.topic, p.author, v.act, v.from_state, v.to_state, v.words, v.at, p.state, p.held_for,
                    (v.id = (select max(w.id) from verdict w where w.post = v.post and w.undone_at is null)) as newest
                 from verdict v join post p on p.id = v.post where v.id = $1",
            )
            .bind(verdict)
            .one()
            .await?;
        if one(tx, by, &row, now).await? {
            done.posts += 1;
        }
    }
    shut::lift(tx, batch, None, now).await?;
    Ok(done)
}

/// One post; false where it has gone on since.
async fn one(tx: &mut Tx, by: &Host, row: &Row, now: Moment) -> Result<bool> {
    let act = Act::of(&row.act);
    let topics = matches!(act, Act::Closed | Act::Opened);
    if !row.newest || (!topics && row.state != row.to_state) {
        return Ok(false);
    }
    let taken = tx
        .query("update verdict set undone_at = $2 where id = $1 and undone_at is null")
        .bind(row.id)
        .bind(now)
        .run()
        .await?;
    if taken == 0 {
        return Ok(false);
    }
    if topics {
        return Ok(verbs::close(tx, row.topic, act == Act::Opened, now).await.unwrap_or(false));
    }
    let back = State::of(&row.from_state);
    let why = match act {
        Act::Released => Some(row.words.as_str()),
        _ => row.held_for.as_deref(),
    };
    verbs::state::set(tx, row.post, back, why.filter(|_| back == State::Held), now).await?;
    match act {
        Act::Removed => {
            untell(tx, row.post, "removed").await?;
            answered(tx, by, row, now).await?;
        }
        Act::Restored => {
            asked_again(tx, row).await?;
            notices::store::put(tx, row.author, "removed", row.post, now).await?;
        }
        _ => {}
    }
    if act != Act::Restored {
        tx.query("update report set closed_at = null where post = $1 and closed_at = $2")
            .bind(row.post)
            .bind(row.at)
            .run()
            .await?;
    }
    Ok(true)
}

/// Whoever asked for a second look has what they asked for.
async fn answered(tx: &mut Tx, by: &Host, row: &Row, now: Moment) -> Result<()> {
    let open = tx
        .query(
            "update appeal set answer = '', upheld = false, decided_by = $2, decided_at = $3
             where verdict = $1 and decided_at is null",
        )
        .bind(row.id)
        .bind(by.id())
        .bind(now)
        .run()
        .await?;
    if open > 0 {
        notices::store::put(tx, row.author, "appeal", row.post, now).await?;
    }
    Ok(())
}
/// An appeal that this verdict answered waits again.
async fn asked_again(tx: &mut Tx, row: &Row) -> Result<()> {
    let open = tx
        .query(
            "update appeal set answer = null, upheld = null, decided_by = null, decided_at = null
             where decided_at = $2 and verdict in (select id from verdict where post = $1)",
        )
        .bind(row.post)
        .bind(row.at)
        .run()
        .await?;
    if open > 0 {
        untell(tx, row.post, "appeal").await?;
    }
    Ok(())
}
