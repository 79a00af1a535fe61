//! The figures as a file: a row a day, the numbers of the page.
use super::pages::{self, Shown, percent};
use super::period::Period;
use crate::admin::file;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use crate::values::Money;
use axum::response::Response;
use futures::stream;

/// `POST /admin/figures`: what is shown, as CSV.
pub async fn save(visit: Visit, form: Posted) -> Response {
    match begin(&visit, &form).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, |name| form.of(name).to_string(), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn begin(visit: &Visit, form: &Posted) -> Result<Response, Problem> {
    let shown = pages::shown(visit, &visit.merchant().await?, |name| form.of(name).to_string()).await?;
    let days = [("from", shown.asked.period.first), ("to", shown.asked.period.last)];
    let days = days.map(|(end, day)| (end.to_string(), day.to_string()));
    file::leave(visit, form.of("password"), "figures.exported", &days).await?;
    let zone = visit.facts().await?.zone();
    Ok(file::answer("figures", visit.now, &zone, &HEAD, stream::iter([Ok(rows(&shown))])))
}

const HEAD: [&str; 15] = [
    "day",
    "currency",
    "orders",
    "sales",
    "tax in sales",
    "shipping in sales",
    "pieces",
    "cancelled orders",
    "cancelled",
    "refunds",
    "refunded",
    "tax in what stays",
    "net sales",
    "visits",
    "conversion",
];

/// A row a day; what was not counted is empty.
fn rows(shown: &Shown) -> Vec<Vec<String>> {
    let plain = |minor| Money::new(minor, shown.currency).plain();
    let row = |day| {
        let f = shown.of(Period::day(day));
        let s = f.sums;
        vec![
            day.to_string(),
            shown.currency.code().to_string(),
            s.orders.to_string(),
            plain(s.gross),
            plain(s.tax),
            plain(s.shipping),
            s.units.to_string(),
            s.cancelled_orders.to_string(),
            plain(s.cancelled),
            s.refunds.to_string(),
            plain(s.refunded),
            plain(s.tax_left()),
            plain(s.net()),
            f.visits.map(|n| n.to_string()).unwrap_or_default(),
            f.conversion.map(percent).unwrap_or_default(),
        ]
    };
    shown.asked.period.days().into_iter().map(row).collect()
}
