//! What the forms of the back office do with customers: save the list as a file, note something.
use super::narrow::Narrow;
use super::notes::Author;
use super::notes::actions::keep;
use super::notes::pages::Sent;
use super::pages::list::LIST;
use super::pages::{list as listed, one as shown};
use super::store::{list, one};
use crate::admin::file;
use crate::db::{Db, Result as Read};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::{Currency, Moment, Money};
use crate::viewer::FreshMerchant;
use crate::words;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use futures::Stream;
use jiff::tz::TimeZone;

/// `POST /admin/customers`: the customers that the list shows, as CSV.
pub async fn save(visit: Visit, form: Posted) -> Response {
    let narrow = Narrow::read(|name| form.of(name).to_string());
    match begin(&visit, &form, &narrow).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(listed::read(&visit, narrow, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn begin(visit: &Visit, form: &Posted, narrow: &Narrow) -> Result<Response, Problem> {
    // What was searched for may name somebody.
    let narrowed: Vec<_> = narrow.pairs().into_iter().filter(|(name, _)| name != "q").collect();
    let by = file::leave(visit, form.of("password"), "customers.exported", &narrowed).await?;
    let facts = visit.facts().await?;
    let (zone, currency) = (facts.zone(), facts.currency());
    let head = ["name", "email", "account", "orders", "ordered for", "currency", "last order", "known since"];
    let rows = rows(visit.db().clone(), by, narrow.clone(), visit.now, zone.clone(), currency);
    Ok(file::answer("customers", visit.now, &zone, &head, rows))
}

/// The rows of the file, a page at a time.
fn rows(
    db: Db,
    by: FreshMerchant,
    narrow: Narrow,
    now: Moment,
    zone: TimeZone,
    currency: Currency,
) -> impl Stream<Item = Read<Vec<Vec<String>>>> + Send {
    file::pages(move |after| {
        let (db, narrow, zone) = (db.clone(), narrow.clone(), zone.clone());
        async move {
            let page = list::export(&db, &by, &narrow, after, now).await?;
            let end = page.last().filter(|_| page.len() == 500).map(|r| r.place(narrow.sort));
            let day = |at: Option<Moment>| at.map_or(String::new(), |at| words::civil_day(at, &zone));
            let lines = page
                .into_iter()
                .map(|r| {
                    let account = if r.person.is_some() { "yes" } else { "no" };
                    vec![
                        r.name,
                        r.email,
                        account.into(),
                        r.orders.to_string(),
                        Money::new(r.spent, currency).plain(),
                        currency.code().into(),
                        day(r.last_order_at),
                        day(Some(r.since)),
                    ]
                })
                .collect();
            Ok((lines, end))
        }
    })
}

/// `POST /admin/customers/{id}`: a note about somebody.
pub async fn note(visit: Visit, Path(id): Path<i64>, form: Posted) -> Response {
    let done = async {
        let merchant = visit.merchant().await?;
        let who = one::one(visit.db(), &merchant, id).await?.ok_or(Problem::Gone)?;
        let (Some(person), Some(by)) = (who.person, Author::merchant(&merchant)) else { return Err(Problem::Gone) };
        keep(&visit, &by, person, form.of("words")).await
    }
    .await;
    match done {
        Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("{LIST}/{id}?done=note"))).into_response(),
        Err(problem @ Problem::Fields(_)) => {
            let sent = Sent { words: form.of("words").into(), problem: Some(problem), done: false };
            visit.show(shown::read(&visit, id, sent)).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
