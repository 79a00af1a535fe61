//! Pictures over HTTP, and the bench on which they are made ready.
use app::media::fetch::{Public, Resolver, fetch};
use app::media::parse_name;
use app::media::workshop::Workshop;
use app::site::Site;
use app::values::Moment;
use axum::extract::{Path, State};
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

/// `GET /media/{hash}-{width}.webp`: never changes, for its name is its content.
pub async fn picture(State(site): State<Site>, Path(file): Path<String>) -> Response {
    let Some((hash, width)) = parse_name(&file) else { return StatusCode::NOT_FOUND.into_response() };
    match site.shelf.get(hash, width).await {
        Ok(Some(bytes)) => {
            let headers =
                [(header::CONTENT_TYPE, "image/webp"), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => {
            tracing::error!(file, "a picture could not be read: {cause:#}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
