//! The ceiling: the least a program can do that gives the same pages. The same queries through the same `Db`, the same
//! session and header layers, the page written by a compiled template. What the shop is measured against.
mod list;
mod parts;
mod product;
mod read;

use anyhow::Result;
use app::kept::Kept;
use app::site::{Site, Visit};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use server::{config::Settings, frame, serve, sessions};

/// Serves the product, list and collection pages of the database in `DATABASE_URL`.
pub async fn serve(settings: Settings) -> Result<()> {
    let db = serve::database(&settings).await?;
    let site = Site { kept: Kept::nothing(), ..serve::site(&settings, db.clone()).await? };
    let listener = tokio::net::TcpListener::bind(settings.listen()?).await?;
    axum::serve(listener, router(site)?).await?;
    Ok(())
}

fn router(site: Site) -> Result<Router> {
    let public_url = site.public_url.to_string();
    let session = sessions::layer(site.db.clone(), &public_url);
    let routed = Router::new()
        .route("/products", get(products))
        .route("/products/{slug}", get(one_product))
        .route("/collections/{slug}", get(collection))
        .route("/healthz", get(|| async { "ok" }))
        .layer(session)
        .with_state(site);
    frame::around(routed, &public_url, server::client::Trusted::default())
}

async fn one_product(visit: Visit, Path(slug): Path<String>) -> Response {
    match read::product(&visit, &slug).await {
        Ok(Some(shown)) => product::drawn(&visit, &shown),
        other => refused(other.err()),
    }
}
async fn products(visit: Visit) -> Response {
    match read::products(&visit).await {
        Ok(Some(shown)) => list::drawn(&visit, &shown),
        other => refused(other.err()),
    }
}
async fn collection(visit: Visit, Path(slug): Path<String>) -> Response {
    match read::collection(&visit, &slug).await {
        Ok(Some(shown)) => list::drawn(&visit, &shown),
        other => refused(other.err()),
    }
}

fn refused(cause: Option<app::db::Error>) -> Response {
    match cause {
        Some(cause) => (StatusCode::INTERNAL_SERVER_ERROR, cause.to_string()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The page with the headers that the shop's pages have.
fn answer(page: impl Template, nonce: &str) -> Response {
    let html = match page.render() {
        Ok(html) => html,
        Err(cause) => return (StatusCode::INTERNAL_SERVER_ERROR, cause.to_string()).into_response(),
    };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    let mut answer = Html(html).into_response();
    let headers = answer.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(HeaderName::from_static("x-ceiling"), HeaderValue::from_static("1"));
    answer
}
