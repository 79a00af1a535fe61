//! A second look: the author asks once about each removal, a host answers, and the answer stands.
use crate::audit::{self, Act as Row};
use crate::db::{Build, Db};
use crate::forum::State;
use crate::moderation::verdict::store::within;
use crate::moderation::verdict::{Act, Decision, Done, shut};
use crate::notices;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Host;

/// The most letters of what an author asks, and of the answer.
pub const LONGEST: usize = 1_000;

/// Asks for a second look at the removal of a post; once, by its author, while it is down.
pub async fn ask(db: &Db, me: &[i64], post: i64, words: &str, now: Moment) -> Result<(), Problem> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Problem::Fields(vec![("words", "Say why it should stand.".into())]));
    }
    if words.chars().count() > LONGEST {
        return Err(Problem::Fields(vec![("words", format!("At most {LONGEST} letters."))]));
    }
    let mut tx = db.begin().await?;
    let mut q = Build::new(
        "select p.author, (select max(v.id) from verdict v where v.post = p.id and v.undone_at is null and v.act = 'removed') as verdict
         from post p where p.state = 'removed' and p.id = ",
    );
    q.int(post).push(" and p.author").within(me.to_vec());
    let row: Option<(i64, Option<i64>)> = tx.build(&q).maybe().await?;
    let (author, verdict) = row.ok_or(Problem::Gone)?;
    let new = tx
        .query(
            "insert into appeal (verdict, person, words, at) values ($1, $2, $3, $4) on conflict (verdict) do nothing",
        )
        .bind(verdict.ok_or(Problem::Gone)?)
        .bind(author)
        .bind(words.to_string())
        .bind(now)
        .run()
        .await?;
    if new == 0 {
        return Err(Problem::Fields(vec![("words", "You asked for a second look at this already.".into())]));
    }
    Ok(tx.commit().await?)
}

/// A host answers: it stays down, which needs a word of why, or it is put back.
pub async fn answer(
    db: &Db,
    by: &Host,
    (appeal, stays): (i64, bool),
    words: &str,
    from: &str,
    now: Moment,
) -> Result<Done, Problem> {
    let words = words.trim();
    if stays && words.is_empty() {
        return Err(Problem::Fields(vec![("answer", "Say why it stays down: the author reads it.".into())]));
    }
    if words.chars().count() > LONGEST {
        return Err(Problem::Fields(vec![("answer", format!("At most {LONGEST} letters."))]));
    }
    let mut tx = db.begin().await?;
    let open: Option<(i64, i64)> = tx
        .query(
            "update appeal set answer = $2, upheld = $3, decided_by = $4, decided_at = $5
             where id = $1 and decided_at is null returning verdict, person",
        )
        .bind(appeal)
        .bind(words.to_string())
        .bind(stays)
        .bind(by.id())
        .bind(now)
        .maybe()
        .await?;
    let (verdict, author) = open.ok_or(Problem::Gone)?;
    let (post, batch, state): (i64, i64, String) = tx
        .query("select p.id, v.batch, p.state from verdict v join post p on p.id = v.post where v.id = $1")
        .bind(verdict)
        .one()
        .await?;
    let mut done = Done::default();
    if !stays {
        if State::of(&state) == State::Removed {
            let d = Decision { act: Act::Restored, posts: vec![post], rule: "", words: "", shut: None, from };
            done = within(&mut tx, by, &d, now).await?;
        }
        shut::lift(&mut tx, batch, Some(author), now).await?;
    }
    notices::store::put(&mut tx, author, "appeal", post, now).await?;
    let act = Row {
        actor: by.actor(),
        act: "appeal.answered",
        subject: ("batch", batch),
        before: "",
        after: if stays { "stays down" } else { "put back" },
        from,
    };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(done)
}
