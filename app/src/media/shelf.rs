//! Where the files of pictures lie: in a folder, or in a bucket that speaks S3.
mod place;
#[cfg(test)]
pub mod tests;

use anyhow::{Context, Result};
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, path::Path};
use place::Place;
use std::sync::Arc;

/// The files of the pictures, by hash and width.
#[derive(Clone)]
pub struct Shelf(Arc<dyn ObjectStore>);

impl Shelf {
    /// Opens `file:FOLDER`, where a missing folder is made, or `s3://BUCKET/PREFIX`; nothing is asked of a bucket yet.
    pub fn open(media_url: &str) -> Result<Shelf> {
        Ok(Shelf(Place::parse(media_url)?.open()?))
    }
    /// Says what is wrong with `MEDIA_URL`, before anything is opened.
    pub fn check(media_url: &str) -> Result<()> {
        Place::parse(media_url).map(drop)
    }
    fn name(hash: &str, width: u32) -> Path {
        Path::from(format!("{}/{hash}-{width}.webp", &hash[..2]))
    }
    /// Keeps one width of a picture. The same again changes nothing.
    pub async fn put(&self, hash: &str, width: u32, bytes: Vec<u8>) -> Result<()> {
        self.0.put(&Self::name(hash, width), PutPayload::from(bytes)).await.context("a picture could not be kept")?;
        Ok(())
    }
    /// One width of a picture; none where it is not here.
    pub async fn get(&self, hash: &str, width: u32) -> Result<Option<Vec<u8>>> {
        match self.0.get(&Self::name(hash, width)).await {
            Ok(found) => Ok(Some(found.bytes().await.context("a picture could not be read to its end")?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(cause) => Err(cause).context("a picture could not be read"),
        }
    }
    /// Takes one width of a picture away; nothing where it is not here.
    pub async fn remove(&self, hash: &str, width: u32) -> Result<()> {
        match self.0.delete(&Self::name(hash, width)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(cause) => Err(cause).context("a picture could not be taken away"),
        }
    }
    /// Whether one width of a picture is here.
    pub async fn has(&self, hash: &str, width: u32) -> Result<bool> {
        match self.0.head(&Self::name(hash, width)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(cause) => Err(cause).context("a picture could not be looked for"),
        }
    }
}
