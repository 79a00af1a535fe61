//! What the forms of the settings do.
use super::{pages, sensitive, store};
use crate::moderation::words;
use crate::parts::posted::Posted;
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /counter/settings`
pub async fn change(visit: Visit, posted: Posted) -> Response {
    match act(&visit, &posted).await {
        Ok(done) => {
            let mut back = vec![("done".to_string(), done.to_string())];
            if !posted.of("q").is_empty() {
                back.push(("q".into(), posted.of("q").into()));
            }
            ([FORGET_AHEAD], Redirect::to(&format!("/counter/settings?{}", query(&back)))).into_response()
        }
        Err(problem @ Problem::Fields(_)) => visit.show(pages::read(&visit, posted.of("words"), Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// Does it; the word of what was done, `over` where it was so already.
async fn act(visit: &Visit, posted: &Posted) -> Result<&'static str, Problem> {
    let by = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let on = posted.of("on") == "1";
    let (changed, word) = match posted.of("act") {
        "raid" => (store::set_known_only(db, &by, on, from, now).await?, if on { "raid" } else { "calm" }),
        "watch" => (words::add(db, &by, posted.of("words"), from, now).await? > 0, "watched"),
        "unwatch" => {
            let word = posted.number("word").ok_or(Problem::Gone)?;
            (words::forget(db, &by, word, from, now).await?, "unwatched")
        }
        "sensitive" => {
            let done = if on { "sensitive" } else { "open" };
            (sensitive::mark(db, &by, posted.of("product"), on, from, now).await?, done)
        }
        _ => return Err(Problem::Gone),
    };
    Ok(if changed { word } else { "over" })
}
