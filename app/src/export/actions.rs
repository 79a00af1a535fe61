//! The products as a file, in the browser.
use super::run::Pages;
use crate::audit::{self, Act};
use crate::import::desk::pages;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use crate::words;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::stream::try_unfold;

/// `POST /admin/export`: every product as CSV, a page at a time.
pub async fn save(visit: Visit, form: Posted) -> Response {
    match begin(&visit, &form).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => visit.show(pages::all(&visit, Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn begin(visit: &Visit, form: &Posted) -> Result<Response, Problem> {
    let merchant = visit.merchant().await?;
    let by = visit.fresh(&merchant, form.of("password")).await?;
    let zone = visit.facts().await?.zone();
    let pages = Pages::open(visit.db(), by.merchant(), &visit.site.public_url).await?;
    // It is written down before the first row goes out.
    let after = words::count(pages.total as i64, "product", "products");
    let (act, subject) = ("catalogue.exported", ("shop", 1));
    let act = Act { actor: by.actor(), act, subject, before: "", after: &after, from: &visit.network };
    audit::note(visit.db(), act, visit.now).await?;
    let file = try_unfold(pages, |mut pages| async move {
        let page = pages.next().await.inspect_err(|cause| {
            tracing::error!("the products could not be exported to their end: {cause:#}");
        })?;
        anyhow::Ok(page.map(|page| (Bytes::from(page), pages)))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"products-{}.csv\"", words::civil_day(visit.now, &zone)),
        ),
        (header::CACHE_CONTROL, "no-store".to_string()),
    ];
    Ok((headers, Body::from_stream(file)).into_response())
}
