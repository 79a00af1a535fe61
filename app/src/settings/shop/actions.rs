//! What the forms of the shop's settings do.
use super::{Typed, money, pages, store, who};
use crate::opening;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/settings`
pub async fn change(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match act(&visit, &typed).await {
        Ok(done) => ([FORGET_AHEAD], Redirect::to(&format!("/admin/settings?done={done}"))).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, Some(typed), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, typed: &Typed) -> Result<&'static str, Problem> {
    let merchant = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let facts = visit.facts().await?.clone();
    let kept = match typed.act.as_str() {
        "who" => {
            let new = who(typed, &facts).map_err(Problem::Fields)?;
            store::keep_who(db, &merchant, &facts, &new, from, now).await?
        }
        "money" => {
            let by = visit.fresh(&merchant, &typed.password).await;
            let new = money(typed, &facts, store::currency_is_used(db).await?);
            let (by, new) = match (by, new) {
                (Ok(by), Ok(new)) => (by, new),
                (Err(Problem::Fields(more)), new) => {
                    return Err(Problem::Fields(new.err().unwrap_or_default().into_iter().chain(more).collect()));
                }
                (Err(problem), _) => return Err(problem),
                (_, Err(faults)) => return Err(Problem::Fields(faults)),
            };
            store::keep_money(db, &by, &facts, &new, from, now).await?
        }
        "close" => {
            let words = typed.away.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.is_empty() || words.chars().count() > 400 {
                let fault = "A sentence for whoever comes: why, and until when. At most 400 letters.";
                return Err(Problem::Fields(vec![("away", fault.into())]));
            }
            store::close(db, &merchant, &words, from, now).await?;
            return Ok("closed");
        }
        "open" => {
            opening::store::open(db, &merchant, from, now).await?;
            return Ok("open");
        }
        _ => return Err(Problem::Gone),
    };
    Ok(if kept { "kept" } else { "same" })
}
