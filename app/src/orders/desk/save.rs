//! The list of orders as a file that leaves the shop: what is shown, all of it.
use super::store::{self, Row};
use super::{Filter, list};
use crate::admin::file;
use crate::orders::state_words;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use crate::values::{Currency, Money};
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;

const HEAD: &[&str] = &[
    "order",
    "placed",
    "name",
    "email",
    "country",
    "state",
    "payment",
    "parcel",
    "currency",
    "items",
    "shipping",
    "tax",
    "total",
    "of it by credit",
    "paid back",
];
/// How many rows are read at once.
const PIECE: i64 = 500;

/// `POST /admin/orders`: what the list shows, as CSV.
pub async fn save(visit: Visit, form: Posted) -> Response {
    let filter = Filter::read(&form.pairs);
    match begin(&visit, &form, filter.clone()).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(list::read(&visit, filter, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn begin(visit: &Visit, form: &Posted, filter: Filter) -> Result<Response, Problem> {
    // What was searched for may name somebody.
    let narrowed: Vec<_> = filter.pairs().into_iter().filter(|(name, _)| name != "q").collect();
    let by = file::leave(visit, form.of("password"), "orders.exported", &narrowed).await?;
    let zone = visit.facts().await?.zone();
    let (db, written) = (visit.db().clone(), zone.clone());
    let rows = file::pages(move |after| {
        let (db, filter, zone) = (db.clone(), filter.clone(), written.clone());
        async move {
            let page = store::export(&db, &by, &filter, &zone, after, PIECE).await?;
            let end = page.last().filter(|_| page.len() as i64 == PIECE).map(Row::place);
            Ok((page.iter().map(|r| cells(r, &zone)).collect(), end))
        }
    });
    Ok(file::answer("orders", visit.now, &zone, HEAD, rows))
}

fn cells(r: &Row, zone: &TimeZone) -> Vec<String> {
    let currency = Currency::parse(&r.currency).unwrap_or(Currency::EUR);
    let plain = |minor| Money::new(minor, currency).plain();
    let texts = [
        r.number.clone(),
        words::machine_time(r.placed_at, zone),
        r.name.clone(),
        r.email.clone(),
        r.country.clone(),
        state_words(&r.state).0.into(),
        state_words(&r.payment_state).0.into(),
        state_words(&r.fulfilment_state).0.into(),
        r.currency.clone(),
    ];
    let sums = [r.items_total, r.shipping_price, r.tax_total, r.total, r.credit, r.refunded].map(plain);
    texts.into_iter().chain(sums).collect()
}
