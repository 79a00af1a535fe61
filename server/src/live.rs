//! One task a node: reads the events that were committed and sends them on.
use app::activity::store::{Heard, newest, since};
use app::db::Db;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

/// Where the events of this node are heard.
#[derive(Clone)]
pub struct Live(broadcast::Sender<Arc<Heard>>);
impl Default for Live {
    fn default() -> Self {
        Live(broadcast::channel(1024).0)
    }
}
impl Live {
    pub fn listen(&self) -> broadcast::Receiver<Arc<Heard>> {
        self.0.subscribe()
    }
}

/// Sends on every event after the newest there is now, in order and none left out. A nudge that is lost costs seconds.
pub async fn run(db: Db, live: Live, stop: CancellationToken) {
    let mut listener = None;
    let mut last = match newest(&db).await {
        Ok(id) => id,
        Err(cause) => return tracing::error!("the events cannot be read: {cause}"),
    };
    loop {
        match since(&db, last).await {
            Ok(events) if !events.is_empty() => {
                for event in events {
                    last = event.id;
                    live.0.send(Arc::new(event)).ok();
                }
                continue;
            }
            Ok(_) => {}
            Err(cause) => tracing::warn!("the events cannot be read: {cause}"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = db.nudged(&mut listener, Duration::from_secs(5)) => {}
        }
    }
}
