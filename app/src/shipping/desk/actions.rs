//! What the forms about shipping do.
use super::{Typed, checked, pages};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::shipping::store;
use crate::site::Visit;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/settings/shipping`
pub async fn change(visit: Visit, posted: Posted) -> Response {
    match act(&visit, &posted).await {
        Ok(done) => ([FORGET_AHEAD], Redirect::to(&format!("/admin/settings/shipping?done={done}"))).into_response(),
        Err(problem @ Problem::Fields(_)) => {
            let typed = Typed::read(|name| posted.of(name));
            visit.show(pages::read(&visit, Some(typed), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, posted: &Posted) -> Result<&'static str, Problem> {
    let by = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let currency = visit.facts().await?.currency();
    match posted.of("act") {
        "keep" => {
            let typed = Typed::read(|name| posted.of(name));
            let (rate, steps) = checked(&typed, currency).map_err(Problem::Fields)?;
            store::set(db, &by, (&rate, &steps), currency.code(), from, now).await?;
            Ok("kept")
        }
        "remove" => {
            store::remove(db, &by, posted.number("of").ok_or(Problem::Gone)?, from, now).await?;
            Ok("removed")
        }
        _ => Err(Problem::Gone),
    }
}
