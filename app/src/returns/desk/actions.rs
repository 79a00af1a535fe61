//! What a merchant does about one return.
use super::pages;
use crate::orders::{Refusal as OrderRefusal, store as orders};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::returns::actions::LONGEST;
use crate::returns::store::verbs::{self, Refusal};
use crate::returns::store::{pieces, request, settle::settle};
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::{Currency, Money};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/returns/{id}`
pub async fn act(visit: Visit, Path(id): Path<i64>, posted: Posted) -> Response {
    match done(&visit, id, &posted).await {
        Ok(()) => {
            ([FORGET_AHEAD], Redirect::to(&format!("/admin/returns/{id}?done={}", posted.of("act")))).into_response()
        }
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, id, Some(&posted), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

fn fault<T>(field: &'static str, words: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Fields(vec![(field, words.into())]))
}

async fn done(visit: &Visit, id: i64, posted: &Posted) -> Result<(), Problem> {
    let merchant = visit.merchant().await?;
    let (db, now) = (visit.db(), visit.now);
    let words = posted.of("words").replace("\r\n", "\n").trim().to_string();
    if words.chars().count() > LONGEST {
        return fault("words", format!("At most {LONGEST} letters."));
    }
    let made = match posted.of("act") {
        "approve" => verbs::approve(db, &merchant, id, now).await,
        "refuse" if words.is_empty() => return fault("words", "Say why: the customer reads it."),
        "refuse" => verbs::refuse(db, &merchant, id, &words, now).await,
        "receive" => {
            let came = came(visit, id, posted).await?;
            verbs::receive(db, &merchant, id, &came, now).await
        }
        "refund" => {
            let r = request(db, id).await?.ok_or(Problem::Gone)?;
            let o = orders::by_id(db, r.order_id).await?.ok_or(Problem::Gone)?;
            let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
            let shipping = match posted.of("shipping").trim() {
                "" => 0,
                typed => match Money::parse(typed, currency).filter(|m| m.minor >= 0) {
                    Some(amount) => amount.minor,
                    None => return fault("shipping", "An amount, like 4.90."),
                },
            };
            settle(db, &merchant, id, (shipping, &words), now).await
        }
        "close" => verbs::close(db, &merchant, id, now).await,
        _ => return Err(Problem::Gone),
    };
    made.map_err(told)
}

/// Of each line how many came, and how many of those stand on the shelf again.
async fn came(visit: &Visit, id: i64, posted: &Posted) -> Result<Vec<(i64, i64, i64)>, Problem> {
    let r = request(visit.db(), id).await?.ok_or(Problem::Gone)?;
    let mut came = vec![];
    for p in pieces(visit.db(), r.order_id).await?.iter().filter(|p| p.request == id && p.travels() > 0) {
        let number = |name: String| match posted.of(&name).trim() {
            "" => Some(0),
            typed => typed.parse::<i64>().ok(),
        };
        let (received, restocked) = (number(format!("came-{}", p.line)), number(format!("shelf-{}", p.line)));
        let (Some(received), Some(restocked)) = (received, restocked) else {
            return fault("came", "Whole numbers, like 1.");
        };
        if restocked > received {
            return fault("came", "No more can stand on the shelf than came.");
        }
        came.push((p.line, received, restocked));
    }
    Ok(came)
}

fn told(refusal: Refusal) -> Problem {
    let fields = |field, words: String| Problem::Fields(vec![(field, words)]);
    match refusal {
        Refusal::Unknown => Problem::Gone,
        Refusal::Database(error) => error.into(),
        Refusal::Nothing => fields("came", "Say how many came.".into()),
        Refusal::Most { most, .. } => fields("came", format!("Of one of these, {most} at most can come.")),
        Refusal::Order(OrderRefusal::TooMuch(left)) => {
            fields("shipping", format!("Only {} is left to give back.", crate::words::money(left)))
        }
        Refusal::Order(OrderRefusal::Nothing | OrderRefusal::Quantity) => {
            fields("shipping", "There is nothing left to give back for this. Close it instead.".into())
        }
        Refusal::Order(OrderRefusal::Illegal { .. } | OrderRefusal::Unpaid) => {
            fields("shipping", "The order was never paid, so nothing can go back. Cancel it, or close this.".into())
        }
        Refusal::Order(other) => fields("shipping", format!("It cannot be done: {other}.")),
        Refusal::Illegal { .. } | Refusal::Late | Refusal::Unsent => {
            Problem::Busy("Somebody else moved it meanwhile. Nothing was changed.".into())
        }
    }
}
