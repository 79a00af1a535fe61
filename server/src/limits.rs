//! A coarse limit for each network, kept by this node alone, so that no one takes the shop from all others. What is finer is
//! counted in the database, where it holds on several nodes.
use app::site::Client;
use app::values::Moment;
use app::words;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tower::{Layer, ServiceExt};
use tower_governor::governor::GovernorConfigBuilder;
use tower_governor::key_extractor::KeyExtractor;
use tower_governor::{GovernorError, GovernorLayer};

/// Pages: so many at once, and one more each so many milliseconds.
const PAGES: (u32, u64) = (300, 20);
/// Forms: the same, for what writes.
const ACTS: (u32, u64) = (100, 200);

#[derive(Clone, Copy, Debug)]
struct ByNetwork;
impl KeyExtractor for ByNetwork {
    type Key = String;
    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<String, GovernorError> {
        request.extensions().get::<Client>().map(|c| c.network()).ok_or(GovernorError::UnableToExtractKey)
    }
}

/// Limits every request whose network can be told from others; files are free.
pub fn around(router: Router) -> Router {
    let config = |(burst, millis): (u32, u64)| {
        let mut builder = GovernorConfigBuilder::default().key_extractor(ByNetwork);
        builder.per_millisecond(millis).burst_size(burst);
        Arc::new(builder.finish().expect("BUG: a quota of zero"))
    };
    let (pages, acts) = (config(PAGES), config(ACTS));
    let tidied = Arc::new(AtomicI64::new(0));
    router.layer(from_fn(move |request: Request, next: Next| {
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let config = if reads { &pages } else { &acts };
        let layer = GovernorLayer::<_, _, Body>::new(config.clone()).error_handler(too_many);
        let minute = Moment::now().0 / Moment::MINUTE;
        if tidied.swap(minute, Ordering::Relaxed) != minute {
            // Networks that are as good as new are forgotten.
            for config in [&pages, &acts] {
                config.limiter().retain_recent();
                config.limiter().shrink_to_fit();
            }
        }
        async move {
            if is_free(&request) {
                return next.run(request).await;
            }
            let Ok(answer) = layer.layer(next).oneshot(request).await;
            answer
        }
    }))
}
fn is_free(request: &Request) -> bool {
    let file = ["/assets/", "/media/"].iter().any(|folder| request.uri().path().starts_with(folder));
    file || request.extensions().get::<Client>().is_none()
}

fn too_many(error: GovernorError) -> Response {
    let GovernorError::TooManyRequests { wait_time, .. } = error else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let seconds = i64::try_from(wait_time).unwrap_or(0) + 1;
    let wait = words::count(seconds, "second", "seconds");
    let line =
        format!("So much came from your network at once that we wait {wait}. Nothing was changed, nothing is lost.\n");
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], line).into_response()
}
