//! Where the files of pictures lie.
use anyhow::{Context, Result, bail};
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};
use std::sync::Arc;

/// The files of the pictures, by hash and width.
#[derive(Clone)]
pub struct Shelf(Arc<dyn ObjectStore>);

impl Shelf {
    /// Opens `file:FOLDER`; a missing folder is made.
    pub fn open(media_url: &str) -> Result<Shelf> {
        match media_url.strip_prefix("file:").filter(|f| !f.is_empty()) {
            Some(folder) => {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("MEDIA_URL: the folder {folder} cannot be made"))?;
                let files = LocalFileSystem::new_with_prefix(folder)
                    .with_context(|| format!("MEDIA_URL: the folder {folder} cannot be opened"))?;
                Ok(Shelf(Arc::new(files)))
            }
            None if media_url.starts_with("s3://") => {
                bail!("MEDIA_URL: this build keeps pictures in folders alone; it takes file:FOLDER")
            }
            None => bail!("MEDIA_URL takes file:FOLDER, not {media_url:?}"),
        }
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
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(cause) => Err(cause.into()),
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
            Err(cause) => Err(cause.into()),
        }
    }
}
