//! What stands around every request: limits, headers, compression, the log, the counters.
use crate::client::Trusted;
use crate::limits;
use crate::router::{takes_pictures, takes_tables};
use app::parts::posted::{FILE_ROOM, ROOM};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Once;
use std::time::{Duration, Instant};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::body::Limited;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;

/// The largest body a form may have, in bytes.
const BODY: usize = 256 * 1024;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it may take where files come from a phone.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(5 * 60);

/// Puts the frame round a router. Only `public_url`'s own pages may post; `trusted` are the proxies whose word is taken.
pub fn around(router: Router, public_url: &str, trusted: Trusted) -> anyhow::Result<Router> {
    let csrf = CsrfLayer::new().add_trusted_origin(public_url)?;
    let keep = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let packed =
        SizeAbove::new(512).and(NotForContentType::new("text/event-stream")).and(NotForContentType::new("image/"));
    let router = router
        .layer(csrf)
        .layer(from_fn(within))
        .layer(CompressionLayer::new().compress_when(packed))
        .layer(CatchPanicLayer::custom(broke));
    let mut router = limits::around(router)
        .layer(keep(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(keep(header::REFERRER_POLICY, "strict-origin-when-cross-origin"))
        .layer(keep(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=()",
        ))
        .layer(keep(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(keep(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(from_fn(log))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(from_fn_with_state(trusted, known));
    if public_url.starts_with("https://") {
        router = router.layer(keep(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    }
    Ok(router)
}

/// Lets so much in and waits so long: more of both where files come. Whatever is given up is dropped with all it holds.
async fn within(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().filter(|_| request.method() == Method::POST);
    let (most, patience) = match path.map(MatchedPath::as_str) {
        Some(path) if takes_pictures(path) => (ROOM, PATIENCE_WITH_FILES),
        Some(path) if takes_tables(path) => (FILE_ROOM, PATIENCE_WITH_FILES),
        _ => (BODY, PATIENCE),
    };
    let inner = service_fn(move |request: Request<Limited<Body>>| {
        let next = next.clone();
        async move { Ok::<_, Infallible>(next.run(request.map(Body::new)).await) }
    });
    match tokio::time::timeout(patience, RequestBodyLimitLayer::new(most).layer(inner).oneshot(request)).await {
        Ok(Ok(answer)) => answer.map(Body::new),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Says who is at the other end of the wire, before anything counts or remembers it.
async fn known(State(trusted): State<Trusted>, mut request: Request, next: Next) -> Response {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() {
        static SAID: Once = Once::new();
        if trusted.is_unknown_proxy(peer.ip(), request.headers()) {
            SAID.call_once(|| {
                tracing::warn!(proxy = %peer.ip(), "X-Forwarded-For comes from a proxy that TRUSTED_PROXIES does not name: everybody behind it looks like one, and no network is limited");
            });
        }
        if let Some(client) = trusted.client(peer.ip(), request.headers()) {
            request.extensions_mut().insert(client);
        }
    }
    next.run(request).await
}

fn broke(panic: Box<dyn std::any::Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a word");
    app::shell::bare(&app::problem::ours(&format!("panic: {said}")).words())
}

/// One line and one count a request. The path is the route's pattern: codes and keys in an address are never written.
async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched".to_string(), |m| m.as_str().to_string());
    let id = request.headers().get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or("").to_string();
    let answer = next.run(request).await.into_response();
    let (status, took) = (answer.status().as_u16(), started.elapsed());
    if answer.status().is_server_error() {
        tracing::error!(%method, route, status, ms = took.as_millis() as u64, request = id, "answered");
    } else {
        tracing::debug!(%method, route, status, ms = took.as_millis() as u64, request = id, "answered");
    }
    let labels = [("method", method.to_string()), ("route", route), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(took.as_secs_f64());
    answer
}
