//! Sessions in the shop's own database: ids stored hashed, written by acts alone.
use app::accounts::sessions::key;
use app::db::Db;
use app::values::Moment;
use async_trait::async_trait;
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};

/// How long a visitor is remembered after the last act, in days.
const DAYS: i64 = 30;

/// The session store of this shop.
#[derive(Clone)]
pub struct Sessions(pub Db);
impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

/// The layer with the shop's one cookie: its name and flags follow the address the shop is reached at.
pub fn layer(db: Db, public_url: &str) -> SessionManagerLayer<Sessions> {
    let secure = public_url.starts_with("https://");
    SessionManagerLayer::new(Sessions(db))
        .with_name(if secure { "__Host-kitchen" } else { "kitchen" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::days(DAYS)))
}

fn millis(at: OffsetDateTime) -> Moment {
    Moment(at.unix_timestamp() * 1000)
}
/// Whose session it is stands in a column of its own: by it a person is signed out everywhere.
fn person(record: &Record) -> Option<i64> {
    record.data.get(app::site::keys::PERSON).and_then(|v| v.as_i64())
}
fn broken(error: app::db::Error) -> Error {
    Error::Backend(error.to_string())
}
fn text(record: &Record) -> Result<String> {
    serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            let made = self
                .0
                .run(
                    "insert into session (id_hash, data, created_at, seen_at, expires_at, person) values ($1, $2, $3, $3, $4, $5)
                     on conflict (id_hash) do nothing",
                )
                .bind(key(&record.id))
                .bind(text(record)?)
                .bind(Moment::now())
                .bind(millis(record.expiry_date))
                .bind(person(record))
                .run()
                .await
                .map_err(broken)?;
            if made == 1 {
                return Ok(());
            }
            record.id = Id::default();
        }
    }
    async fn save(&self, record: &Record) -> Result<()> {
        self.0
            .run("update session set data = $2, seen_at = $3, expires_at = $4, person = $5 where id_hash = $1")
            .bind(key(&record.id))
            .bind(text(record)?)
            .bind(Moment::now())
            .bind(millis(record.expiry_date))
            .bind(person(record))
            .run()
            .await
            .map_err(broken)?;
        Ok(())
    }
    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row: Option<(String, i64)> = self
            .0
            .query("select data, expires_at from session where id_hash = $1 and expires_at > $2")
            .bind(key(id))
            .bind(Moment::now())
            .maybe()
            .await
            .map_err(broken)?;
        let Some((data, expires)) = row else { return Ok(None) };
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_str(&data).map_err(|e| Error::Decode(e.to_string()))?,
            expiry_date: OffsetDateTime::from_unix_timestamp(expires / 1000)
                .map_err(|e| Error::Decode(e.to_string()))?,
        }))
    }
    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.run("delete from session where id_hash = $1").bind(key(id)).run().await.map_err(broken)?;
        Ok(())
    }
}
