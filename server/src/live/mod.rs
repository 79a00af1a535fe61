//! One task a node reads the events that were committed and sends them on; `stream` hands them to whoever listens.
mod reader;
mod seats;
pub mod stream;

use app::activity::store::{Heard, newest, since};
use app::db::{Db, Ear, Result};
use seats::Seats;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

pub use seats::raise_files;

/// How many events a reader may be behind before it reads them again out of the database.
const BEHIND: usize = 1024;

/// Where the events of this node are heard. Cheap to clone.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<Arc<Heard>>,
    /// The newest event when it was opened: what comes after it is sent on.
    from: i64,
    stop: CancellationToken,
    seats: Arc<Seats>,
    pace: Pace,
}

/// How often a stream gives a sign of life, and how long it lasts at most.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub beat: Duration,
    pub life: Duration,
}
impl Default for Pace {
    fn default() -> Self {
        Pace { beat: Duration::from_secs(15), life: Duration::from_secs(15 * 60) }
    }
}

impl Live {
    /// Opened before anybody listens, so that nothing falls between what is read and what is sent on. Streams end when it
    /// is told to stop; whoever opens one then gets what they missed, and its end.
    pub async fn open(db: &Db, stop: CancellationToken) -> Result<Live> {
        Ok(Live {
            sender: broadcast::channel(BEHIND).0,
            from: newest(db).await?,
            stop,
            seats: Seats::new(),
            pace: Pace::default(),
        })
    }
    pub fn paced(mut self, pace: Pace) -> Live {
        self.pace = pace;
        self
    }
    pub fn listen(&self) -> broadcast::Receiver<Arc<Heard>> {
        self.sender.subscribe()
    }
}

/// Sends on every event since `live` was opened, in order and none left out. A nudge that is lost costs seconds.
pub async fn run(db: Db, live: Live) {
    let (mut ear, mut last) = (Ear::default(), live.from);
    loop {
        match since(&db, last).await {
            Ok(events) if !events.is_empty() => {
                for event in events {
                    last = event.id;
                    live.sender.send(Arc::new(event)).ok();
                }
                continue;
            }
            Ok(_) => {}
            Err(cause) => {
                tracing::warn!("the events cannot be read: {cause}");
                tokio::select! {
                    () = live.stop.cancelled() => return,
                    () = tokio::time::sleep(Duration::from_secs(1)) => continue,
                }
            }
        }
        tokio::select! {
            () = live.stop.cancelled() => return,
            () = db.nudged(&mut ear, Duration::from_secs(5)) => {}
        }
    }
}
