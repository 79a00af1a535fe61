//! What the buttons on the page of news do.
use super::store;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /notices`: everything is read, or one topic is heard of in another way. Without a word about what, it is read.
pub async fn change(visit: Visit, posted: Posted) -> Response {
    match act(&visit, &posted).await {
        Ok(to) => ([FORGET_AHEAD], Redirect::to(to)).into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, posted: &Posted) -> Result<&'static str, Problem> {
    let me = visit.selves().await?;
    if me.is_empty() {
        return Ok("/notices");
    }
    let topic = posted.number("topic").unwrap_or(0);
    let mailed = visit.viewer().await?.signed_in().filter(|p| p.email.is_some()).map(|p| p.id);
    let follows = store::watches(visit.db(), topic, &me).await?;
    let mut tx = visit.db().begin().await?;
    match posted.of("act") {
        "stop" => {
            for person in me {
                store::unwatch(&mut tx, topic, person).await?;
            }
        }
        "mail" => {
            if let (Some(person), Some(_)) = (mailed, follows) {
                store::watch(&mut tx, topic, person, true, visit.now).await?;
            }
        }
        "quiet" => {
            for person in me {
                store::quiet(&mut tx, topic, person).await?;
            }
        }
        _ => {
            store::read(&mut tx, me, posted.number("upto").unwrap_or(i64::MAX), visit.now).await?;
            tx.commit().await?;
            return Ok("/notices");
        }
    }
    tx.commit().await?;
    Ok("/notices#follow")
}
