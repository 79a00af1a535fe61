//! Notes in and out of the database. An erased one keeps its place without a word.
use super::{Author, MOST};
use crate::audit::{self, Act};
use crate::db::{Db, Result};
use crate::values::Moment;
use crate::viewer::{Actor, Customer};
use sqlx::FromRow;

/// A note, or that one was erased.
#[derive(Clone, Debug, FromRow)]
pub struct Note {
    pub id: i64,
    /// Empty where it was erased.
    pub words: String,
    pub at: Moment,
    pub erased_at: Option<Moment>,
    /// Who wrote it, by the name of today; empty where they left.
    pub name: String,
}
const NOTE: &str = "select n.id, n.words, n.at, n.erased_at, coalesce(nullif(p.name, ''), p.alias, '') as name
    from customer_note n left join person p on p.id = n.author and p.erased_at is null where n.person = $1 order by n.id desc limit 200";

/// What staff noted about somebody, the newest first.
pub async fn about(db: &Db, _: &Author, person: i64) -> Result<Vec<Note>> {
    db.query(NOTE).bind(person).all().await
}
/// What was noted about whoever asks, and stands.
pub async fn own(db: &Db, me: &Customer) -> Result<Vec<Note>> {
    let all: Vec<Note> = db.query(NOTE).bind(me.id()).all().await?;
    Ok(all.into_iter().filter(|n| n.erased_at.is_none()).collect())
}

/// Somebody with an account, as hosts know them.
#[derive(Clone, Debug, FromRow)]
pub struct Known {
    pub id: i64,
    pub alias: String,
    pub avatar_seed: i64,
    pub since: Moment,
    /// How many of their posts everybody reads.
    pub posts: i64,
}
/// Whom a note can be about: somebody with an account.
pub async fn known(db: &Db, _: &Author, person: i64) -> Result<Option<Known>> {
    db.query(
        "select p.id, p.alias, p.avatar_seed, p.created_at as since,
            (select count(*) from post x join topic t on t.id = x.topic where x.author = p.id and x.state = 'live' and t.listed = true) as posts
         from person p where p.id = $1 and p.kind <> 'visitor' and p.erased_at is null",
    )
    .bind(person)
    .maybe()
    .await
}

/// Writes a note about somebody with an account. False where there is nobody like that, or as many notes as there may be.
pub async fn write(db: &Db, by: &Author, person: i64, words: &str, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let written = tx
        .query(
            "insert into customer_note (person, author, words, at)
             select p.id, $2, $3, $4 from person p where p.id = $1 and p.kind <> 'visitor' and p.erased_at is null
                and (select count(*) from customer_note n where n.person = p.id) < $5",
        )
        .bind(person)
        .bind(by.person)
        .bind(words.to_string())
        .bind(now)
        .bind(MOST)
        .run()
        .await?;
    if written == 0 {
        return Ok(false);
    }
    let customer: Option<(i64,)> = tx.query("select id from customer where person = $1").bind(person).maybe().await?;
    // Its words stand nowhere else: whoever erases it erases it.
    let act = Act {
        actor: Actor::Person(by.person),
        act: "customer.noted",
        subject: ("customer", customer.map_or(0, |(id,)| id)),
        before: "",
        after: "a note",
        from,
    };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whoever it is about erases a note. False where it is not theirs, or gone.
pub async fn erase(db: &Db, me: &Customer, note: i64, now: Moment) -> Result<bool> {
    let gone = db
        .run("update customer_note set words = '', erased_at = $3 where id = $1 and person = $2 and erased_at is null")
        .bind(note)
        .bind(me.id())
        .bind(now)
        .run()
        .await?;
    Ok(gone == 1)
}
