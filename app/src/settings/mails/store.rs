//! Wordings in and out of their table: the newest of a kind is in use, and every one before stays.
use crate::audit::{self, Act};
use crate::db::{Db, Reads, Result};
use crate::jobs::{self, Mail};
use crate::letters::Wording;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// The kinds of mail there are.
pub async fn kinds(db: &Db, _: &Merchant) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        db.query("select kind from mail_kind where kind <> 'settings.trial' order by kind").all().await?;
    Ok(rows.into_iter().map(|(kind,)| kind).collect())
}
/// The kinds that are said in the shop's own words.
pub async fn own_kinds(db: &Db, _: &Merchant) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .query(
            "select w.kind from mail_wording w join (select max(id) as id from mail_wording group by kind) n on n.id = w.id
             where w.own = true",
        )
        .all()
        .await?;
    Ok(rows.into_iter().map(|(kind,)| kind).collect())
}
/// The wording of a kind that is in use; none where it is the one that came with the program.
pub async fn wording(mut from: impl Reads, kind: &str) -> Result<Option<Wording>> {
    #[derive(FromRow)]
    struct Newest {
        own: bool,
        #[sqlx(flatten)]
        wording: Wording,
    }
    let newest: Option<Newest> = from
        .query("select own, subject, opening, closing from mail_wording where kind = $1 order by id desc limit 1")
        .bind(kind.to_string())
        .maybe()
        .await?;
    Ok(newest.filter(|n| n.own).map(|n| n.wording))
}

/// A wording that is or was in use.
#[derive(Clone, Debug, FromRow)]
pub struct Version {
    pub id: i64,
    pub own: bool,
    #[sqlx(flatten)]
    pub wording: Wording,
    /// Who kept it, by the name of today.
    pub name: Option<String>,
    pub at: Moment,
}
/// The wordings of a kind, the newest first; fifty at most.
pub async fn versions(db: &Db, _: &Merchant, kind: &str) -> Result<Vec<Version>> {
    db.query(
        "select w.id, w.own, w.subject, w.opening, w.closing, p.name, w.at
         from mail_wording w left join person p on p.id = w.person and p.erased_at is null
         where w.kind = $1 order by w.id desc limit 50",
    )
    .bind(kind.to_string())
    .all()
    .await
}

/// Keeps a wording as the newest of its kind; none: the one that came with the program. False where it is so already.
pub async fn keep(
    db: &Db,
    by: &Merchant,
    kind: &str,
    wording: Option<&Wording>,
    from: &str,
    now: Moment,
) -> Result<bool> {
    let mut tx = db.begin().await?;
    let before = self::wording(&mut tx, kind).await?;
    if before.as_ref() == wording {
        return Ok(false);
    }
    let w = wording.cloned().unwrap_or_default();
    tx.query(
        "insert into mail_wording (kind, subject, opening, closing, own, person, at) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(kind.to_string())
    .bind(w.subject)
    .bind(w.opening)
    .bind(w.closing)
    .bind(wording.is_some())
    .bind(by.actor().person())
    .bind(now)
    .run()
    .await?;
    let (before, after) = (told(kind, before.as_ref()), told(kind, wording));
    let (act, subject) = ("mail.worded", ("shop", 1));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &before, after: &after, from }, now).await?;
    tx.commit().await?;
    Ok(true)
}
/// A wording in one line, for the audit.
fn told(kind: &str, wording: Option<&Wording>) -> String {
    match wording {
        Some(w) => format!("{kind}: {} / {} / {}", w.subject, w.opening, w.closing),
        None => format!("{kind}: as it came with the program"),
    }
}

/// A mail of this kind, filled with a sample, to whoever asks for it.
pub async fn trial(db: &Db, by: &Merchant, kind: &str, from: &str, now: Moment) -> std::result::Result<(), Problem> {
    let person = by.actor().person().ok_or(Problem::NotYours)?;
    let mut tx = db.begin().await?;
    let me: Option<(Option<String>, String)> =
        tx.query("select email, lang from person where id = $1").bind(person).maybe().await?;
    let Some((Some(email), lang)) = me else { return Err(Problem::Gone) };
    let about = format!("{kind}:{person}:{}", now.0);
    let mail = Mail {
        kind: "settings.trial",
        about: &about,
        to: &email,
        lang: &lang,
        person: Some(person),
        ..Mail::default()
    };
    jobs::mail(&mut tx, mail, now).await?;
    let (act, subject) = ("mail.tried", ("shop", 1));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: "", after: kind, from }, now).await?;
    tx.commit().await?;
    Ok(())
}
/// The kind of mail that a trial is about.
pub fn tried(about: &str) -> &str {
    about.split(':').next().unwrap_or("")
}

/// The newest order, for a sample that looks like what customers get.
pub async fn newest_order(db: &Db) -> Result<Option<i64>> {
    let row: Option<(i64,)> = db.query("select id from orders order by id desc limit 1").maybe().await?;
    Ok(row.map(|(id,)| id))
}
