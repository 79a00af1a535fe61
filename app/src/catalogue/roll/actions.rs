//! The list of all products as a file that leaves the shop.
use super::store::{self, Narrowed, Row};
use super::{Wish, pages, status_words};
use crate::admin::file;
use crate::db::{Db, Result};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use crate::values::{Currency, Money};
use crate::viewer::FreshMerchant;
use axum::response::Response;
use futures::Stream;
use std::sync::Arc;

/// `POST /admin/products`: what is shown, as CSV.
pub async fn save(visit: Visit, form: Posted) -> Response {
    match begin(&visit, &form).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, Wish::read(&form.pairs), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn begin(visit: &Visit, form: &Posted) -> std::result::Result<Response, Problem> {
    let wish = Wish::read(&form.pairs);
    let by = file::leave(visit, form.of("password"), "products.saved", &wish.pairs()).await?;
    let facts = visit.facts().await?;
    let narrowed = Narrowed::of(visit.db(), by.merchant(), wish).await?;
    let rows = rows(visit.db().clone(), by, narrowed, facts.currency());
    Ok(file::answer("products", visit.now, &facts.zone(), &HEAD, rows))
}

const HEAD: [&str; 12] = [
    "number",
    "title",
    "slug",
    "status",
    "maker",
    "variants",
    "lowest price",
    "highest price",
    "currency",
    "there",
    "promised",
    "left",
];

/// The rows of the list, a page at a time.
fn rows(
    db: Db,
    by: FreshMerchant,
    narrowed: Narrowed,
    currency: Currency,
) -> impl Stream<Item = Result<Vec<Vec<String>>>> {
    const PAGE: i64 = 500;
    let narrowed = Arc::new(narrowed);
    file::pages(move |after: Option<String>| {
        let (db, narrowed) = (db.clone(), narrowed.clone());
        async move {
            let after = after.unwrap_or_default();
            let page = store::page(&db, by.merchant(), &narrowed, &after, PAGE, currency.code()).await?;
            Ok((page.rows.iter().map(|r| line(r, currency)).collect(), page.next))
        }
    })
}
fn line(r: &Row, currency: Currency) -> Vec<String> {
    let money = |amount: Option<i64>| amount.map_or(String::new(), |n| Money::new(n, currency).plain());
    let counted = |n: i64| if r.tracked > 0 { n.to_string() } else { String::new() };
    vec![
        r.id.to_string(),
        r.title.clone(),
        r.slug.clone(),
        status_words(&r.status).into(),
        r.maker.clone().unwrap_or_default(),
        r.variants.to_string(),
        money(r.least),
        money(r.most),
        currency.code().into(),
        counted(r.on_hand),
        counted(r.reserved),
        counted(r.on_hand - r.reserved),
    ]
}
