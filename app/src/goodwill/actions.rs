//! What a host gives, as the form says it.
use super::store::give::{self, Done, House, Refusal};
use super::{Gift, pages};
use crate::orders::store as orders;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::{Currency, Money};
use crate::words;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// The most letters of a reason.
pub const LONGEST: usize = 500;

/// `POST /counter/goodwill/{order}`
pub async fn reply(visit: Visit, Path(order): Path<i64>, posted: Posted) -> Response {
    match act(&visit, order, &posted).await {
        Ok(done) => {
            let word = if done == Done::Given { "given" } else { "asked" };
            ([FORGET_AHEAD], Redirect::to(&format!("/counter/goodwill/{order}?done={word}"))).into_response()
        }
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, order, Some(&posted), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

fn fault<T>(field: &'static str, words: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Fields(vec![(field, words.into())]))
}

async fn act(visit: &Visit, order: i64, posted: &Posted) -> Result<Done, Problem> {
    let host = visit.host().await?;
    let o = orders::by_id(visit.db(), order).await?.ok_or(Problem::Gone)?;
    let gift = match posted.of("act") {
        "refund" => {
            let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
            match Money::parse(posted.of("amount"), currency).filter(|m| m.minor > 0) {
                Some(amount) => Gift::Refund(amount.minor),
                None => return fault("amount", "An amount, like 12.50."),
            }
        }
        "reship" => {
            let number = |text: &str| if text.trim().is_empty() { Some(0) } else { text.trim().parse::<i64>().ok() };
            let typed = posted
                .pairs
                .iter()
                .filter_map(|(name, value)| Some((name.strip_prefix("line-")?.parse().ok()?, value)));
            let all: Option<Vec<(i64, i64)>> = typed.map(|(line, value)| Some((line, number(value)?))).collect();
            match all.map(|all| all.into_iter().filter(|(_, n)| *n != 0).collect::<Vec<_>>()) {
                Some(chosen) if !chosen.is_empty() => Gift::Reship(chosen),
                Some(_) => return fault("lines", "Say of at least one thing how many."),
                None => return fault("lines", "Whole numbers, like 1."),
            }
        }
        "credit" => {
            let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
            match Money::parse(posted.of("credit"), currency).filter(|m| m.minor > 0) {
                Some(amount) => Gift::Credit(amount.minor),
                None => return fault("credit", "An amount, like 12.50."),
            }
        }
        _ => return Err(Problem::Gone),
    };
    let reason = posted.of("reason").split_whitespace().collect::<Vec<_>>().join(" ");
    let field = match gift {
        Gift::Refund(_) => "reason",
        Gift::Reship(_) => "reason-again",
        Gift::Credit(_) => "reason-credit",
    };
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return fault(field, format!("Why, in {LONGEST} letters at most. It stands in the list of what was given."));
    }
    let facts = visit.facts().await?.clone();
    let house = House { db: visit.db(), links: &visit.site.links, facts: &facts };
    // A form without it is none of ours.
    let seen = posted.number("seen").ok_or(Problem::Gone)?;
    give::act(house, &host, order, &gift, (&reason, Some(seen)), visit.now).await.map_err(told)
}

/// Why nothing was done, at its field.
pub fn told(refusal: Refusal) -> Problem {
    let field = |name, words: String| Problem::Fields(vec![(name, words)]);
    match refusal {
        Refusal::Unknown => Problem::Gone,
        Refusal::Database(error) => error.into(),
        Refusal::Lines => field("lines", "No more of each than was ordered.".into()),
        Refusal::TooMuch(left) => {
            field("amount", format!("Only {} of this order can still go back.", words::money(left)))
        }
        Refusal::Above(total) => {
            field("credit", format!("At most what the order came to: {}.", words::money(total)))
        }
        Refusal::Unpaid => field("amount", "The order was never paid, so nothing can go back.".into()),
        Refusal::Short => field("lines", "There is not enough of it on the shelf. Give money back instead.".into()),
        Refusal::Meanwhile => Problem::Busy(
            "Something was given or asked for meanwhile, perhaps by this very form. It stands below; nothing more was given."
                .into(),
        ),
        Refusal::Over => Problem::Busy("Somebody else decided that meanwhile. Nothing was changed.".into()),
    }
}
