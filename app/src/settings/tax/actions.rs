//! What the forms about tax do.
use super::{Typed, pages, store, wish};
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/settings/tax`
pub async fn change(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match act(&visit, &typed).await {
        Ok(done) => {
            let back = [("country".to_string(), typed.country), ("done".to_string(), done.to_string())];
            ([FORGET_AHEAD], Redirect::to(&format!("/admin/settings/tax?{}", query(&back)))).into_response()
        }
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, Some(typed), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, typed: &Typed) -> Result<&'static str, Problem> {
    let merchant = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let by = visit.fresh(&merchant, &typed.password).await;
    match typed.act.as_str() {
        "add" => {
            let wish = wish(typed, &visit.facts().await?.zone());
            match (by, wish) {
                (Ok(by), Ok(wish)) => store::add(db, &by, &wish, from, now).await?,
                (Err(Problem::Fields(more)), wish) => {
                    return Err(Problem::Fields(wish.err().unwrap_or_default().into_iter().chain(more).collect()));
                }
                (Err(problem), _) => return Err(problem),
                (_, Err(faults)) => return Err(Problem::Fields(faults)),
            }
            Ok("added")
        }
        "remove" => {
            let of = typed.of.parse().map_err(|_| Problem::Gone)?;
            store::remove(db, &by?, of, from, now).await?;
            Ok("removed")
        }
        _ => Err(Problem::Gone),
    }
}
