//! What the product's own form does: it puts the chosen variant in the cart.
use super::product::{Asked, read};
use super::sheet::{self, option_words};
use crate::cart;
use crate::problem::{Problem, Said};
use crate::shell::FORGET_AHEAD;
use crate::site::Visit;
use crate::values::Quantity;
use crate::words;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};

/// `POST /products/{slug}`: the thing lies in the cart, or the page again with what was wrong and all that was typed.
pub async fn add(visit: Visit, Path(slug): Path<String>, Form(pairs): Form<Vec<(String, String)>>) -> Response {
    let asked = Asked::read(&pairs);
    match put(&visit, &slug, &asked).await {
        Ok((title, quantity, in_cart)) if visit.wants_json() => {
            let next = Some(("/cart".into(), "See the cart".into()));
            let said = Said { words: words::added(&title, quantity), cart: Some(in_cart), next, ..Said::default() };
            ([FORGET_AHEAD], Json(said)).into_response()
        }
        Ok(_) => ([FORGET_AHEAD], Redirect::to("/cart")).into_response(),
        Err(problem) if visit.wants_json() => crate::shell::said(&problem),
        Err(Problem::Gone) => visit.show(async { Err(crate::shell::Instead::Missing) }).await,
        Err(problem) => visit.show(read(&visit, &slug, Asked { problem: Some(problem), ..asked })).await,
    }
}

async fn put(visit: &Visit, slug: &str, asked: &Asked) -> Result<(String, i64, i64), Problem> {
    let db = visit.db();
    let sheet = sheet::read(visit, slug).await?.filter(|s| s.said.product.status == "active").ok_or(Problem::Gone)?;
    let (product, facts) = (&sheet.said.product, visit.facts().await?);
    let variant = asked.variant(&sheet.variants).ok_or(Problem::NotSold)?;
    let quantity = match asked.quantity.trim() {
        "" => Quantity::ONE,
        typed => Quantity::parse(typed).ok_or(Problem::Fields(vec![("quantity", words::quantity_fault())]))?,
    };
    let personal = cart::Properties::of(product.personal_label.as_deref(), &asked.personal)?;
    let cart = cart::actions::standing(visit, facts).await?;
    let in_cart = cart::store::add(db, cart, variant.id, quantity, &personal, facts.currency(), visit.now).await?;
    let title = cart::full_title(&product.title, &option_words(variant, &sheet.said.parts.choices));
    Ok((title, quantity.get(), in_cart))
}
