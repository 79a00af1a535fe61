//! What the forms about redirects do: keep some, take one away, save the list as a file.
use super::{lines, pages, store};
use crate::admin::file;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/settings/redirects`
pub async fn change(visit: Visit, posted: Posted) -> Response {
    let done = match posted.of("save") {
        "csv" => save(&visit, &posted).await,
        _ => act(&visit, &posted).await.map(seen),
    };
    match done {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, posted.of("q"), posted.of("lines"), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
fn seen(done: &str) -> Response {
    ([FORGET_AHEAD], Redirect::to(&format!("/admin/settings/redirects?done={done}"))).into_response()
}

/// The list as a file, as far as it is narrowed.
async fn save(visit: &Visit, posted: &Posted) -> Result<Response, Problem> {
    const PAGE: i64 = 500;
    let search = posted.of("q").trim().to_string();
    let narrowed: Vec<_> = (!search.is_empty()).then(|| ("q".to_string(), search.clone())).into_iter().collect();
    let by = *file::leave(visit, posted.of("password"), "redirects.exported", &narrowed).await?.merchant();
    let (db, zone) = (visit.db().clone(), visit.facts().await?.zone());
    let rows = file::pages(move |after: Option<String>| {
        let (db, search) = (db.clone(), search.clone());
        async move {
            let page = store::list(&db, &by, &search, &after.unwrap_or_default(), PAGE).await?;
            let end = page.last().filter(|_| page.len() as i64 == PAGE).map(|(from, _)| from.clone());
            Ok((page.into_iter().map(|(from, to)| vec![from, to]).collect(), end))
        }
    });
    Ok(file::answer("redirects", visit.now, &zone, &["old address", "leads to"], rows))
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
