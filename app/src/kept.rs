//! What only the catalogue can change, kept in memory by the catalogue's version: a page never shows what was before.
use crate::db::Result;
use std::any::Any;
use std::future::Future;
use std::sync::Arc;

/// How many things are kept: products, mostly.
const MOST: u64 = 3_000;

/// Things read, by the version of the catalogue they were read at and their name. Cheap to clone.
#[derive(Clone)]
pub struct Kept(Option<moka::sync::Cache<(i64, String), Arc<dyn Any + Send + Sync>>>);
impl Kept {
    /// Keeps the things that are asked for most.
    pub fn some() -> Kept {
        Kept(Some(moka::sync::Cache::new(MOST)))
    }
    /// Keeps nothing: everything is read each time.
    pub fn nothing() -> Kept {
        Kept(None)
    }
    /// What was kept under this name at this version. The version is read before the thing, so that what is kept is never
    /// older than its name.
    pub fn find<T: Any + Send + Sync>(&self, version: i64, name: &str) -> Option<Arc<T>> {
        self.0.as_ref()?.get(&(version, name.to_string()))?.downcast().ok()
    }
    /// Keeps a thing.
    pub fn keep<T: Any + Send + Sync>(&self, version: i64, name: &str, thing: &Arc<T>) {
        if let Some(all) = &self.0 {
            all.insert((version, name.to_string()), thing.clone());
        }
    }
    /// The thing of this name at this version: kept, or read and kept.
    pub async fn or_read<T: Any + Send + Sync>(
        &self,
        version: i64,
        name: &str,
        read: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        if let Some(thing) = self.find(version, name) {
            return Ok(thing);
        }
        let thing = Arc::new(read.await?);
        self.keep(version, name, &thing);
        Ok(thing)
    }
}
