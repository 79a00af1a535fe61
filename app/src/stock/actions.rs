//! What the forms about stock do: take in, put right, count, say when it is low, and the list as a file.
use super::pages::Ask;
use super::store::moves::{self, Done, Wanted, What};
use super::store::{self, Line};
use super::{Wish, amount, change, correction, list, pages};
use crate::admin::file;
use crate::db::{Db, Result};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::viewer::Merchant;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use futures::Stream;

/// `POST /admin/stock`: the shop's number at which one is warned, or what is shown as CSV.
pub async fn all(visit: Visit, form: Posted) -> Response {
    let done = match form.of("save") {
        "csv" => save(&visit, &form).await,
        _ => warn_all(&visit, &form).await,
    };
    match done {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            let typed = form.pairs.iter().any(|(n, _)| n == "low").then(|| form.of("low").to_string());
            visit.show(list::read(&visit, Wish::read(&form.pairs), typed, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn warn_all(visit: &Visit, form: &Posted) -> std::result::Result<Response, Problem> {
    let by = visit.merchant().await?;
    let at = amount(form.of("low")).ok_or_else(|| fault("low", NUMBER))?;
    moves::warn_all(visit.db(), &by, at, &visit.network, visit.now).await?;
    Ok(([FORGET_AHEAD], Redirect::to(&format!("{}?done=warned", list::LIST))).into_response())
}

async fn save(visit: &Visit, form: &Posted) -> std::result::Result<Response, Problem> {
    let wish = Wish::read(&form.pairs);
    let by = file::leave(visit, form.of("password"), "stock.saved", &wish.pairs()).await?;
    let rows = rows(visit.db().clone(), *by.merchant(), wish);
    Ok(file::answer("stock", visit.now, &visit.facts().await?.zone(), &HEAD, rows))
}
const HEAD: [&str; 7] = ["title", "options", "sku", "there", "promised", "left", "low at"];

/// The rows of the list, a page at a time.
fn rows(db: Db, by: Merchant, wish: Wish) -> impl Stream<Item = Result<Vec<Vec<String>>>> {
    const PAGE: i64 = 500;
    file::pages(move |after: Option<String>| {
        let (db, wish) = (db.clone(), wish.clone());
        async move {
            let shop = store::warned_at(&db).await?;
            let (page, end) = store::page(&db, &by, &wish, &after.unwrap_or_default(), PAGE).await?;
            Ok((page.iter().map(|l| line(l, shop)).collect(), end))
        }
    })
}
fn line(l: &Line, shop: i64) -> Vec<String> {
    let numbers = [l.on_hand, l.reserved, l.available(), l.low_stock.unwrap_or(shop)];
    let texts = [l.title.clone(), l.options.clone(), l.sku.clone()];
    texts.into_iter().chain(numbers.map(|n| n.to_string())).collect()
}

/// `POST /admin/stock/{variant}`
pub async fn one(visit: Visit, Path(variant): Path<String>, form: Posted) -> Response {
    match act(&visit, &variant, &form).await {
        Ok(Answer::Done(word)) => {
            ([FORGET_AHEAD], Redirect::to(&format!("{}/{variant}?done={word}", list::LIST))).into_response()
        }
        Ok(Answer::Ask(ask)) => visit.show(pages::read(&visit, &variant, &form, None, Some(ask))).await,
        Err(problem @ Problem::Fields(_)) => {
            visit.show(pages::read(&visit, &variant, &form, Some(problem), None)).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// What comes of a form: it was done, or something is asked back.
enum Answer {
    Done(&'static str),
    Ask(Ask),
}

const NUMBER: &str = "A whole number, like 12.";
fn fault(field: &'static str, words: &str) -> Problem {
    Problem::Fields(vec![(field, words.to_string())])
}

async fn act(visit: &Visit, variant: &str, form: &Posted) -> std::result::Result<Answer, Problem> {
    let by = visit.merchant().await?;
    let variant: i64 = variant.parse().map_err(|_| Problem::Gone)?;
    let (db, now) = (visit.db(), visit.now);
    let note = |name: &str| form.of(name).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect();
    let (what, note, word, form_name): (What, String, _, _) = match form.of("act") {
        "warn" => {
            let at = match form.of("low").trim() {
                "" => None,
                typed => Some(amount(typed).ok_or_else(|| fault("low", NUMBER))?),
            };
            return match moves::warn(db, &by, variant, at, &visit.network, now).await? {
                true => Ok(Answer::Done("warned")),
                false => Err(Problem::Gone),
            };
        }
        "correct" => {
            let more = change(form.of("change")).ok_or_else(|| fault("change", "A whole number, like 2 or -2."))?;
            let reason = correction(form.of("reason")).ok_or(Problem::Gone)?;
            (What::Correct(more, reason), note("change_note"), "corrected", "correct")
        }
        "count" => {
            let counted = amount(form.of("counted")).ok_or_else(|| fault("counted", NUMBER))?;
            if form.number("agreed") != Some(counted) {
                let should = store::after(db, &by, variant, form.number("seen").ok_or(Problem::Gone)?).await?;
                return Ok(Answer::Ask(Ask::Counted { counted, should }));
            }
            (What::Count(counted), note("counted_note"), "counted", "count")
        }
        _ => {
            let came = amount(form.of("received")).filter(|n| *n > 0).ok_or_else(|| fault("received", NUMBER))?;
            (What::Receive(came), note("received_note"), "received", "receive")
        }
    };
    let wanted = Wanted {
        variant,
        what,
        note: &note,
        seen: form.number("seen").ok_or(Problem::Gone)?,
        sure: form.of("sure") == "on",
        from: &visit.network,
    };
    match moves::act(db, &by, &wanted, now).await? {
        Done::Moved(_) => Ok(Answer::Done(word)),
        Done::Before => Ok(Answer::Done("before")),
        Done::Short(left) => Ok(Answer::Ask(Ask::Short { form: form_name, left })),
        Done::Gone => Err(Problem::Gone),
    }
}
