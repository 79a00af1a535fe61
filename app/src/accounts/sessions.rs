//! Where somebody is signed in: their sessions, each a browser.
use crate::db::{Db, Result};
use crate::site::{Visit, keys};
use crate::values::Moment;
use crate::viewer::Customer;
use sha2::{Digest, Sha256};
use tower_sessions::session::Id;

/// What is stored in place of a session's id.
pub fn key(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_be_bytes()).to_vec()
}
/// The hash of the session that asks; none before its first act.
pub fn current(visit: &Visit) -> Option<Vec<u8>> {
    visit.session.id().map(|id| key(&id))
}

/// A browser that is signed in.
#[derive(Clone, Debug)]
pub struct Place {
    /// `Firefox on Linux`.
    pub browser: String,
    pub since: Moment,
    /// The last act: reading a page counts as none.
    pub seen_at: Moment,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// Where a person is signed in, the last seen first, 100 at most.
pub async fn list(db: &Db, who: &Customer, here: Option<Vec<u8>>, now: Moment) -> Result<Vec<Place>> {
    let rows: Vec<(Vec<u8>, String, Moment, Moment)> = db
        .query(
            "select id_hash, data, created_at, seen_at from session
             where person = $1 and expires_at > $2 order by seen_at desc, created_at desc limit 100",
        )
        .bind(who.id())
        .bind(now)
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(hash, data, since, seen_at)| Place {
            browser: browser(&data),
            since,
            seen_at,
            here: here.as_ref() == Some(&hash),
        })
        .collect())
}
/// The browser that a session was begun with, in a few words.
pub fn browser(data: &str) -> String {
    let data: serde_json::Value = serde_json::from_str(data).unwrap_or_default();
    data[keys::AGENT].as_str().unwrap_or("A browser").to_string()
}

/// What the person of a session may do, as long as the session lasts and they are its own.
pub async fn rights(db: &Db, session: Vec<u8>, person: i64, now: Moment) -> Result<Option<Rights>> {
    db.query(
        "select p.kind,
            exists (select 1 from role_grant g where g.person = p.id and g.role = 'host' and g.revoked_at is null) as host,
            exists (select 1 from role_grant g where g.person = p.id and g.role = 'merchant' and g.revoked_at is null) as merchant
         from session s join person p on p.id = s.person
         where s.id_hash = $1 and s.person = $2 and s.expires_at > $3 and p.erased_at is null",
    )
    .bind(session)
    .bind(person)
    .bind(now)
    .maybe()
    .await
}
/// What somebody may do.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Rights {
    /// `visitor`, `customer` or `staff`.
    pub kind: String,
    pub host: bool,
    pub merchant: bool,
}
