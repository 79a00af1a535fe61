//! Hosts in and out of their tables: who they are, when they are here, and how one begins and ends.
mod said;

pub use said::{
    Answer, Answers, Figures, Note, Of, PAGE, answers, figures, goods, makes, note_products, notes, titled,
};

use super::roster::{Away, Hand, Roster, Shift};
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::db::{Db, Reads, Result, Tx};
use crate::house::store::newer;
use crate::media::{self, Focus};
use crate::values::{Moment, Slug};
use crate::viewer::Actor;
use sqlx::FromRow;

/// A host as their page shows them.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Host {
    pub person: i64,
    pub handle: String,
    pub name: String,
    pub title: String,
    pub words: String,
    pub specialities: String,
    pub media: Option<i64>,
    pub hash: Option<String>,
    pub width: Option<i64>,
    pub focus: Option<Focus>,
    /// Whether they are a host today.
    pub listed: bool,
    pub since: Moment,
}
/// Several texts that begin alike, each a statement of its own.
macro_rules! host_where {
    ($which:literal) => {
        concat!(
            "select h.person, h.handle, p.name, h.title, h.words, h.specialities, h.media, m.hash, m.width,
                m.focus_x * 1001 + m.focus_y as focus, h.listed, h.since
             from host h join person p on p.id = h.person left join media m on m.id = h.media where p.erased_at is null and ",
            $which
        )
    };
}

/// The host at this address, whether they are one today or were.
pub async fn at(db: &Db, handle: &str) -> Result<Option<Host>> {
    db.query(host_where!("h.handle = $1")).bind(handle.to_string()).maybe().await
}
/// The host that this person is or was.
pub async fn of_person(mut from: impl Reads, person: i64) -> Result<Option<Host>> {
    from.query(host_where!("h.person = $1")).bind(person).maybe().await
}
/// Everybody who is a host today, in the order they came.
pub async fn listed(db: &Db) -> Result<Vec<Host>> {
    db.query(host_where!("h.listed = true order by h.since, h.person limit 500")).all().await
}

/// Whom the roster has, with the hours of everybody and the absences that are not over.
pub async fn roster(db: &Db, now: Moment) -> Result<Roster> {
    let hosts: Vec<(i64, String, String)> = db
        .query(
            "select h.person, h.handle, p.name from host h join person p on p.id = h.person
             where h.listed = true and p.erased_at is null order by h.since, h.person limit 500",
        )
        .all()
        .await?;
    if hosts.is_empty() {
        return Ok(Roster::default());
    }
    let shifts: Vec<(i64, i64, i64, i64)> = db
        .query("select host, weekday, from_minute, to_minute from shift order by host, weekday, from_minute")
        .all()
        .await?;
    let away: Vec<(i64, i64, Moment, Moment, String)> = db
        .query("select host, id, away_from, away_to, words from host_away where away_to > $1 order by host, away_from")
        .bind(now)
        .all()
        .await?;
    let hands = hosts
        .into_iter()
        .map(|(person, handle, name)| Hand {
            shifts: shifts
                .iter()
                .filter(|s| s.0 == person)
                .map(|&(_, weekday, from, to)| Shift { weekday, from, to })
                .collect(),
            away: away
                .iter()
                .filter(|a| a.0 == person)
                .map(|(_, id, from, to, words)| Away { id: *id, from: *from, to: *to, words: words.clone() })
                .collect(),
            person,
            handle,
            name,
        })
        .collect();
    Ok(Roster { hands })
}

/// Makes a person's page where there is none, and shows it again where it was put away.
pub async fn ensure(tx: &mut Tx, person: i64, now: Moment) -> Result<()> {
    let there: Option<(bool,)> = tx.query("select listed from host where person = $1").bind(person).maybe().await?;
    match there {
        Some((true,)) => return Ok(()),
        Some((false,)) => {
            tx.query("update host set listed = true where person = $1").bind(person).run().await?;
        }
        None => {
            let (name,): (String,) = tx.query("select name from person where id = $1").bind(person).one().await?;
            let base = Slug::of(&name).map_or_else(|| format!("host-{person}"), |s| s.as_str().to_string());
            insert(tx, person, &base, now).await?;
        }
    }
    newer(tx).await
}
/// Inserts the row under the first address that is free: `marit-hoekzema`, `marit-hoekzema-2`…
async fn insert(tx: &mut Tx, person: i64, base: &str, now: Moment) -> Result<()> {
    for n in 1..1_000 {
        let handle = if n == 1 { base.to_string() } else { format!("{base}-{n}") };
        let row: Option<(i64,)> = tx
            .query(
                "insert into host (person, handle, since) values ($1, $2, $3) on conflict (handle) do nothing returning person",
            )
            .bind(person)
            .bind(handle)
            .bind(now)
            .maybe()
            .await?;
        if row.is_some() {
            return Ok(());
        }
    }
    Err(crate::db::Error::Protocol("no address is left for a host".into()))
}

/// They are a host no more: they stand on no list, and what they said stays under their name.
pub async fn unlist(tx: &mut Tx, person: i64, actor: Actor, now: Moment) -> Result<()> {
    let gone =
        tx.query("update host set listed = false where person = $1 and listed = true").bind(person).run().await?;
    if gone == 1 {
        changed(tx, person, actor, now);
        newer(tx).await?;
    }
    Ok(())
}

/// Forgets what a host told of themselves: page, portrait, hours. Their address named them, and goes too.
pub async fn forget(tx: &mut Tx, person: i64, actor: Actor, now: Moment) -> Result<()> {
    unlist(tx, person, actor, now).await?;
    let portrait: Option<(Option<i64>,)> =
        tx.query("select media from host where person = $1").bind(person).maybe().await?;
    if portrait.is_none() {
        return Ok(());
    }
    tx.query("delete from shift where host = $1").bind(person).run().await?;
    tx.query("delete from host_away where host = $1").bind(person).run().await?;
    tx.query("update host set handle = $2, title = '', words = '', specialities = '', media = null where person = $1")
        .bind(person)
        .bind(format!("former-{person}"))
        .run()
        .await?;
    media::store::settle(tx, portrait.and_then(|(media,)| media).into_iter().collect()).await?;
    newer(tx).await
}

/// Says that somebody's hours are other ones now: lines that say who is here draw themselves anew.
pub(super) fn changed(tx: &mut Tx, person: i64, actor: Actor, now: Moment) {
    let event = Event {
        kind: Kind::CounterChanged,
        actor,
        subject: Subject::Host(person),
        at: now,
        audience: Audience::Public,
        topics: vec!["shop".into(), format!("host:{person}")],
    };
    append(tx, event);
}

/// What a host's page says, as whoever fills a shop wants it.
#[derive(Clone, Debug, Default)]
pub struct PageDraft {
    pub title: String,
    pub words: String,
    pub specialities: String,
    /// Their portrait.
    pub media: Option<i64>,
}
/// Opens somebody's page at this address with everything on it, for whoever fills a shop: hours are weekday, from and to in
/// minutes. An address that is another host's stays theirs.
pub async fn open(
    tx: &mut Tx,
    person: i64,
    handle: &str,
    page: &PageDraft,
    hours: &[(i64, i64, i64)],
    since: Moment,
) -> Result<()> {
    if of_person(&mut *tx, person).await?.is_none() {
        insert(tx, person, handle, since).await?;
    }
    tx.query(
        "update host set title = $2, words = $3, specialities = $4, media = $5, since = $6, listed = true,
            handle = case when exists (select 1 from host o where o.handle = $7 and o.person <> $1) then handle else $7 end
         where person = $1",
    )
    .bind(person)
    .bind(page.title.clone())
    .bind(page.words.clone())
    .bind(page.specialities.clone())
    .bind(page.media)
    .bind(since)
    .bind(handle.to_string())
    .run()
    .await?;
    let shifts: Vec<Shift> = hours.iter().map(|&(weekday, from, to)| Shift { weekday, from, to }).collect();
    put_hours(tx, person, &shifts).await?;
    newer(tx).await
}

/// Writes somebody's hours in place of those that stood; none where there is no such host.
pub(super) async fn put_hours(tx: &mut Tx, person: i64, shifts: &[Shift]) -> Result<Option<Vec<Shift>>> {
    // Two who change the same hours wait for one another here.
    let there = tx.query("update host set since = since where person = $1").bind(person).run().await?;
    if there == 0 {
        return Ok(None);
    }
    let before = hours_of(&mut *tx, person).await?;
    tx.query("delete from shift where host = $1").bind(person).run().await?;
    for shift in shifts {
        tx.query("insert into shift (host, weekday, from_minute, to_minute) values ($1, $2, $3, $4)")
            .bind(person)
            .bind(shift.weekday)
            .bind(shift.from)
            .bind(shift.to)
            .run()
            .await?;
    }
    Ok(Some(before))
}

/// Somebody's weekly hours.
pub async fn hours_of(mut from: impl Reads, person: i64) -> Result<Vec<Shift>> {
    let rows: Vec<(i64, i64, i64)> = from
        .query("select weekday, from_minute, to_minute from shift where host = $1 order by weekday, from_minute")
        .bind(person)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(weekday, from, to)| Shift { weekday, from, to }).collect())
}

/// Somebody's absences that are not over, the next one first.
pub async fn away_of(db: &Db, person: i64, now: Moment) -> Result<Vec<Away>> {
    let rows: Vec<(i64, Moment, Moment, String)> = db
        .query(
            "select id, away_from, away_to, words from host_away where host = $1 and away_to > $2 order by away_from, id limit 100",
        )
        .bind(person)
        .bind(now)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id, from, to, words)| Away { id, from, to, words }).collect())
}

#[cfg(test)]
mod tests;
