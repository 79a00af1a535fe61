//! Being told that somebody appended an event.
use super::{Db, Result};
use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio::sync::watch;

/// On which PostgreSQL is told of events, by `record_events`.
const CHANNEL: &str = "openkitchen";

/// What one task listens with. On SQLite whoever shares this `Db` is heard, on PostgreSQL every node.
#[derive(Default)]
pub struct Ear(Option<Kind>);
enum Kind {
    Sqlite(watch::Receiver<()>),
    Postgres(PgListener),
}

impl Db {
    /// Waits until somebody appended an event since the last call, or `most` has passed; whichever comes first. The first
    /// call begins to listen and comes back at once: what happened before is read, what happens after is told.
    pub async fn nudged(&self, ear: &mut Ear, most: Duration) {
        match &mut ear.0 {
            None => match self.begin_to_listen().await {
                Ok(kind) => ear.0 = Some(kind),
                Err(cause) => {
                    tracing::warn!("PostgreSQL does not tell of events, they are looked for: {cause}");
                    tokio::time::sleep(most).await;
                }
            },
            Some(Kind::Sqlite(told)) => drop(tokio::time::timeout(most, told.changed()).await),
            Some(Kind::Postgres(told)) => match tokio::time::timeout(most, told.try_recv()).await {
                Ok(Ok(Some(_))) | Err(_) => {}
                // The connection was lost, and what it would have told with it.
                Ok(Ok(None) | Err(_)) => ear.0 = None,
            },
        }
    }
    async fn begin_to_listen(&self) -> Result<Kind> {
        match self {
            Db::Sqlite { nudge, .. } => Ok(Kind::Sqlite(nudge.subscribe())),
            Db::Postgres { write, .. } => {
                let mut listener = PgListener::connect_with(write).await?;
                listener.listen(CHANNEL).await?;
                Ok(Kind::Postgres(listener))
            }
        }
    }
}
