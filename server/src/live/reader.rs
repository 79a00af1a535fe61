//! One who listens: what they missed, then what happens, until the stream has to end.
use super::seats::Seat;
use app::accounts::sessions::{Rights, rights};
use app::activity::hearing::Hearing;
use app::activity::store::{Heard, Missed, missed};
use app::db::{Db, Result};
use app::values::Moment;
use std::sync::Arc;
use tokio::sync::broadcast::{Receiver, error::RecvError, error::TryRecvError};
use tokio::time::{Instant, Interval, sleep_until};
use tokio_util::sync::CancellationToken;

/// Most of what is sent in one piece, in bytes.
const PIECE: usize = 16 * 1024;

pub(super) struct Reader {
    pub db: Db,
    pub hearing: Hearing,
    pub ear: Receiver<Arc<Heard>>,
    /// The number of the last event that was sent or passed over.
    pub last: i64,
    pub standing: Option<Standing>,
    pub beat: Interval,
    pub end: Instant,
    pub stop: CancellationToken,
    pub _seat: Seat,
}
/// Whose stream it is, where not all of it is for everybody: it ends with their session, and when their rights change.
pub(super) struct Standing {
    pub session: Vec<u8>,
    pub person: i64,
    pub rights: Rights,
}
impl Standing {
    async fn lasts(&self, db: &Db) -> bool {
        match rights(db, self.session.clone(), self.person, Moment::now()).await {
            Ok(now) => now.as_ref() == Some(&self.rights),
            Err(cause) => {
                tracing::warn!("a stream ends, its session cannot be read: {cause}");
                false
            }
        }
    }
}

impl Reader {
    /// The next piece to send; none at the end.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            let event = tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                () = sleep_until(self.end) => return None,
                _ = self.beat.tick() => return self.lasts().await.then(|| ":\n\n".to_string()),
                event = self.ear.recv() => event,
            };
            let mut piece = String::new();
            match event {
                Ok(event) => self.tell(&event, &mut piece),
                Err(RecvError::Lagged(_)) => piece = self.catch_up().await.ok()?,
                Err(RecvError::Closed) => return None,
            }
            while piece.len() < PIECE {
                match self.ear.try_recv() {
                    Ok(event) => self.tell(&event, &mut piece),
                    Err(TryRecvError::Lagged(_)) => piece += &self.catch_up().await.ok()?,
                    Err(_) => break,
                }
            }
            if !piece.is_empty() {
                return Some(piece);
            }
        }
    }
    async fn lasts(&self) -> bool {
        match &self.standing {
            Some(standing) => standing.lasts(&self.db).await,
            None => true,
        }
    }
    fn tell(&mut self, event: &Heard, piece: &mut String) {
        if event.id <= self.last {
            return;
        }
        self.last = event.id;
        let rooms = self.hearing.rooms_of(event);
        if !rooms.is_empty() {
            piece.push_str(&message(event.id, &event.kind, &rooms, &event.about(), event.at));
        }
    }
    /// What was missed, out of the database; one `resync` where that is too much.
    pub async fn catch_up(&mut self) -> Result<String> {
        let mut piece = String::new();
        match missed(&self.db, &self.hearing, self.last).await {
            Ok(Missed::These(events)) => events.iter().for_each(|event| self.tell(event, &mut piece)),
            Ok(Missed::TooMany(newest)) => {
                self.last = newest;
                let rooms: Vec<String> = self.hearing.topics().map(|(_, room)| room.to_string()).collect();
                let rooms: Vec<&str> = rooms.iter().map(String::as_str).collect();
                piece = message(newest, "resync", &rooms, "", Moment::now().0);
            }
            Err(cause) => {
                tracing::warn!("a stream ends, the events cannot be read: {cause}");
                return Err(cause);
            }
        }
        Ok(piece)
    }
}

/// One message as it travels.
fn message(id: i64, kind: &str, topics: &[&str], subject: &str, at: i64) -> String {
    let data = serde_json::json!({ "topics": topics, "kind": kind, "subject": subject, "at": at });
    format!("id: {id}\nevent: {kind}\ndata: {data}\n\n")
}
