//! What a host changes about themselves, and a merchant about everybody's hours. Each writes its row of the audit and its event.
use super::About;
use super::hours::Kept;
use super::roster::Shift;
use super::said;
use super::store::{self, changed, put_hours};
use crate::audit::{self, Act};
use crate::db::{Db, Tx};
use crate::house::store::newer;
use crate::media;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::{Actor, Host, Merchant};

/// A host changes what their page says, and their portrait where another one was sent.
pub async fn describe(
    db: &Db,
    by: &Host,
    about: &About,
    portrait: Option<i64>,
    from: &str,
    now: Moment,
) -> Result<(), Problem> {
    let about = about.checked().map_err(Problem::Fields)?;
    let person = by.id();
    let mut tx = db.begin().await?;
    store::ensure(&mut tx, person, now).await?;
    let before = store::of_person(&mut tx, person).await?.and_then(|h| h.media);
    tx.query(
        "update host set title = $2, words = $3, specialities = $4, media = coalesce($5, media) where person = $1",
    )
    .bind(person)
    .bind(about.title)
    .bind(about.words)
    .bind(about.specialities)
    .bind(portrait)
    .run()
    .await?;
    if portrait.is_some() {
        media::store::settle(&mut tx, before.into_iter().chain(portrait).collect()).await?;
    }
    let (act, subject) = ("host.described", ("person", person));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: "", after: "", from }, now).await?;
    newer(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// A host changes their own weekly hours.
pub async fn set_own_hours(db: &Db, by: &Host, shifts: &[Shift], from: &str, now: Moment) -> Result<(), Problem> {
    let mut tx = db.begin().await?;
    store::ensure(&mut tx, by.id(), now).await?;
    hours(&mut tx, by.actor(), by.id(), shifts, from, now).await?;
    tx.commit().await?;
    Ok(())
}
/// A merchant changes somebody's weekly hours.
pub async fn set_hours(
    db: &Db,
    by: &Merchant,
    person: i64,
    shifts: &[Shift],
    from: &str,
    now: Moment,
) -> Result<(), Problem> {
    let mut tx = db.begin().await?;
    hours(&mut tx, by.actor(), person, shifts, from, now).await?;
    tx.commit().await?;
    Ok(())
}
async fn hours(
    tx: &mut Tx,
    actor: Actor,
    person: i64,
    shifts: &[Shift],
    from: &str,
    now: Moment,
) -> Result<(), Problem> {
    let before = put_hours(tx, person, shifts).await?.ok_or(Problem::Gone)?;
    let (before, after) = (said::hours(&before), said::hours(shifts));
    if before == after {
        return Ok(());
    }
    let (act, subject) = ("host.hours", ("person", person));
    audit::append(tx, Act { actor, act, subject, before: &before, after: &after, from }, now).await?;
    changed(tx, person, actor, now);
    Ok(newer(tx).await?)
}

/// A host says when they will not be here.
pub async fn leave_own(db: &Db, by: &Host, leave: &Kept, from: &str, now: Moment) -> Result<(), Problem> {
    let mut tx = db.begin().await?;
    store::ensure(&mut tx, by.id(), now).await?;
    leave_out(&mut tx, by.actor(), by.id(), leave, from, now).await?;
    tx.commit().await?;
    Ok(())
}
/// A merchant says when somebody will not be here.
pub async fn leave(db: &Db, by: &Merchant, person: i64, leave: &Kept, from: &str, now: Moment) -> Result<(), Problem> {
    let mut tx = db.begin().await?;
    leave_out(&mut tx, by.actor(), person, leave, from, now).await?;
    tx.commit().await?;
    Ok(())
}
async fn leave_out(
    tx: &mut Tx,
    actor: Actor,
    person: i64,
    leave: &Kept,
    from: &str,
    now: Moment,
) -> Result<(), Problem> {
    let there = tx.query("update host set since = since where person = $1").bind(person).run().await?;
    if there == 0 {
        return Err(Problem::Gone);
    }
    let same: Option<(i64,)> = tx
        .query("select id from host_away where host = $1 and away_from = $2 and away_to = $3 limit 1")
        .bind(person)
        .bind(leave.from)
        .bind(leave.to)
        .maybe()
        .await?;
    if same.is_some() {
        return Ok(());
    }
    tx.query("insert into host_away (host, away_from, away_to, words) values ($1, $2, $3, $4)")
        .bind(person)
        .bind(leave.from)
        .bind(leave.to)
        .bind(leave.words.clone())
        .run()
        .await?;
    away_noted(tx, actor, person, from, now).await
}

/// A host takes an absence of theirs back.
pub async fn return_own(db: &Db, by: &Host, away: i64, from: &str, now: Moment) -> Result<(), Problem> {
    let mut tx = db.begin().await?;
    take_back(&mut tx, by.actor(), by.id(), away, from, now).await?;
    tx.commit().await?;
    Ok(())
}
/// A merchant takes somebody's absence back.
pub async fn bring_back(
    db: &Db,
    by: &Merchant,
    person: i64,
    away: i64,
    from: &str,
    now: Moment,
) -> Result<(), Problem> {
    let mut tx = db.begin().await?;
    take_back(&mut tx, by.actor(), person, away, from, now).await?;
    tx.commit().await?;
    Ok(())
}
async fn take_back(tx: &mut Tx, actor: Actor, person: i64, away: i64, from: &str, now: Moment) -> Result<(), Problem> {
    let gone = tx.query("delete from host_away where id = $1 and host = $2").bind(away).bind(person).run().await?;
    if gone == 0 {
        return Err(Problem::Gone);
    }
    away_noted(tx, actor, person, from, now).await
}
async fn away_noted(tx: &mut Tx, actor: Actor, person: i64, from: &str, now: Moment) -> Result<(), Problem> {
    let (act, subject) = ("host.away", ("person", person));
    audit::append(tx, Act { actor, act, subject, before: "", after: "", from }, now).await?;
    changed(tx, person, actor, now);
    Ok(newer(tx).await?)
}

/// The most letters of the shop's own opening hours.
pub const OPENING: usize = 200;

/// A merchant changes what the shop says of its opening hours.
pub async fn set_opening(db: &Db, by: &Merchant, hours: &str, from: &str, now: Moment) -> Result<(), Problem> {
    let hours = hours.split_whitespace().collect::<Vec<_>>().join(" ");
    if hours.chars().count() > OPENING {
        return Err(Problem::Fields(vec![("opening", format!("At most {OPENING} letters."))]));
    }
    let mut tx = db.begin().await?;
    let (before,): (String,) = tx.query("select hours from shop where id = 1").one().await?;
    if before == hours {
        return Ok(());
    }
    tx.query("update shop set hours = $1 where id = 1").bind(hours.clone()).run().await?;
    let (act, subject) = ("shop.hours", ("shop", 1));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &before, after: &hours, from }, now).await?;
    newer(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
