//! Pictures over HTTP, and the bench on which they are made ready.
use app::media::fetch::{Public, Resolver, fetch};
use app::media::workshop::Workshop;
use app::media::{parse_name, store, upload};
use app::site::{Site, Visit};
use app::values::Moment;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;

/// How long a picture from elsewhere is waited for, in all.
const PATIENCE: Duration = Duration::from_secs(20);

/// Fetches pictures for the import.
#[derive(Clone)]
pub struct Pictures {
    workshop: Workshop,
    resolver: Arc<dyn Resolver>,
}
impl Default for Pictures {
    fn default() -> Self {
        // Whoever came first has set the same provider.
        rustls::crypto::ring::default_provider().install_default().ok();
        Pictures { workshop: Workshop::default(), resolver: Arc::new(Public) }
    }
}
impl Pictures {
    /// Fetches the picture of this row.
    pub async fn fetch(&self, site: &Site, id: i64, now: Moment) -> anyhow::Result<()> {
        fetch(&site.db, &site.shelf, &self.workshop, &self.resolver, id, PATIENCE, now).await
    }
}

/// `GET /media/{hash}-{width}.webp`: never changes, for its name is its content. What is withheld is seen by whoever sent it, and
/// by hosts.
pub async fn picture(visit: Visit, Path(file): Path<String>) -> Response {
    let Some((hash, width)) = parse_name(&file) else { return StatusCode::NOT_FOUND.into_response() };
    let kept = match may_see(&visit, hash).await {
        Ok(Some(kept)) => kept,
        Ok(None) => return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, UNKEPT)]).into_response(),
        Err(cause) => return broken(&file, &cause.into()),
    };
    match visit.site.shelf.get(hash, width).await {
        Ok(Some(bytes)) => {
            ([(header::CONTENT_TYPE, "image/webp"), (header::CACHE_CONTROL, kept)], bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => broken(&file, &cause),
    }
}
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const UNKEPT: &str = "private, no-store";

/// How long a picture may be kept by whoever asks for it; none where they do not see it.
async fn may_see(visit: &Visit, hash: &str) -> sqlx::Result<Option<&'static str>> {
    Ok(match store::withheld(visit.db(), hash).await? {
        None => None,
        Some(false) => Some(FOR_EVER),
        Some(true) => {
            let host = visit.viewer().await?.host().is_ok();
            let seen = host || upload::is_senders(visit.db(), hash, &visit.selves().await?).await?;
            seen.then_some(UNKEPT)
        }
    })
}
fn broken(file: &str, cause: &anyhow::Error) -> Response {
    tracing::error!(file, "a picture could not be read: {cause:#}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
