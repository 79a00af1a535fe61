//! What the forms about redirects do.
use super::{lines, pages, store};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/settings/redirects`
pub async fn change(visit: Visit, posted: Posted) -> Response {
    match act(&visit, &posted).await {
        Ok(done) => ([FORGET_AHEAD], Redirect::to(&format!("/admin/settings/redirects?done={done}"))).into_response(),
        Err(problem @ Problem::Fields(_)) => visit.show(pages::read(&visit, posted.of("lines"), Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, posted: &Posted) -> Result<&'static str, Problem> {
    let by = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    match posted.of("act") {
        "keep" => {
            let all = lines(posted.of("lines"), &visit.site.public_url)
                .map_err(|faults| Problem::Fields(vec![("lines", faults.join(" "))]))?;
            if all.is_empty() {
                return Err(Problem::Fields(vec![(
                    "lines",
                    "One line for each: the old address, a space, the new one.".into(),
                )]));
            }
            store::keep(db, &by, &all, from, now).await?;
            Ok("kept")
        }
        "remove" => Ok(if store::remove(db, &by, posted.of("path"), from, now).await? { "removed" } else { "over" }),
        _ => Err(Problem::Gone),
    }
}
