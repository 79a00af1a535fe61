//! Connections that read.
use sqlx::{ConnectOptions, Connection, Database, Error, Result};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Connections that read, at rest between statements. sqlx's own pool asks each whether it is well, before and after
/// every statement: two more errands for each. One that failed, or was left in the middle, is thrown away instead.
pub struct Readers<DB: Database> {
    pub(super) options: <DB::Connection as Connection>::Options,
    idle: Mutex<Vec<DB::Connection>>,
    room: Semaphore,
}
impl<DB: Database> Readers<DB> {
    /// Opens one at once, so that what is wrong with the address is said now; the others when they are needed.
    pub(super) async fn open(options: <DB::Connection as Connection>::Options, most: u32) -> Result<Arc<Self>> {
        let first = options.connect().await?;
        Ok(Arc::new(Readers { options, idle: Mutex::new(vec![first]), room: Semaphore::new(most as usize) }))
    }
    /// One that rests, or a new one. Waits while all are out, ten seconds at most.
    pub(super) async fn take(&self) -> Result<(DB::Connection, SemaphorePermit<'_>)> {
        let place = tokio::time::timeout(Duration::from_secs(10), self.room.acquire()).await;
        let place = place.map_err(|_| Error::PoolTimedOut)?.map_err(|_| Error::PoolClosed)?;
        let resting = self.resting().pop();
        let connection = match resting {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok((connection, place))
    }
    pub(super) fn resting(&self) -> MutexGuard<'_, Vec<DB::Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
    pub(super) async fn close(&self) {
        self.room.close();
        let all = std::mem::take(&mut *self.resting());
        for connection in all {
            connection.close().await.ok();
        }
    }
}
