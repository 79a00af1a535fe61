//! What the cart's own forms do: set a quantity, remove, undo.
use super::store;
use crate::problem::{Problem, Said};
use crate::shell::{self, FORGET_AHEAD};
use crate::site::{Facts, Visit};
use crate::values::Quantity;
use crate::words;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};

/// The visitor's open cart; the first act makes one.
pub async fn standing(visit: &Visit, facts: &Facts) -> Result<i64, Problem> {
    let db = visit.db();
    if let Some(id) = visit.cart().await
        && store::cart(db, id, visit.now).await?.is_some_and(|c| c.closed_at.is_none())
    {
        visit.remember_cart(id).await;
        return Ok(id);
    }
    let person = visit.act().await?;
    let id = store::begin(db, Some(person), facts.currency(), &facts.country, visit.now).await?;
    visit.remember_cart(id).await;
    Ok(id)
}

/// What was sent from the cart: one line, and what is to be done with it.
#[derive(serde::Deserialize)]
pub struct Sent {
    line: i64,
    #[serde(default)]
    quantity: String,
    #[serde(default)]
    act: String,
}

/// `POST /cart`
pub async fn change(visit: Visit, Form(sent): Form<Sent>) -> Response {
    let done = act(&visit, &sent).await;
    match done {
        Ok((words, in_cart, _)) if visit.wants_json() => {
            ([FORGET_AHEAD], Json(Said { words, cart: Some(in_cart), ..Said::default() })).into_response()
        }
        Ok((_, _, to)) => ([FORGET_AHEAD], Redirect::to(&to)).into_response(),
        Err(problem) if visit.wants_json() => shell::said(&problem),
        Err(Problem::Gone) => Redirect::to("/cart").into_response(),
        Err(problem) => {
            let typed = super::pages::Typed { line: sent.line, quantity: sent.quantity, problem };
            visit.show(super::pages::read(&visit, Some(typed))).await
        }
    }
}

async fn act(visit: &Visit, sent: &Sent) -> Result<(String, i64, String), Problem> {
    let db = visit.db();
    let cart = visit.cart().await.ok_or(Problem::Gone)?;
    let removed = |n| (String::new(), n, format!("/cart?removed={}", sent.line));
    match sent.act.as_str() {
        "remove" => Ok(removed(store::remove(db, cart, sent.line, visit.now).await?)),
        "undo" => Ok((String::new(), store::undo(db, cart, sent.line, visit.now).await?, "/cart".into())),
        _ if sent.quantity.trim() == "0" => Ok(removed(store::remove(db, cart, sent.line, visit.now).await?)),
        _ => {
            let quantity = Quantity::parse(&sent.quantity)
                .ok_or_else(|| Problem::Fields(vec![("quantity", words::quantity_fault())]))?;
            let currency = visit.facts().await?.currency();
            let n = store::set(db, cart, sent.line, quantity, currency, visit.now).await?;
            Ok((String::new(), n, "/cart".into()))
        }
    }
}

/// `GET /fragments/cart-count`: how many things the cart holds, as a number.
pub async fn count(visit: Visit) -> Response {
    let n = match visit.cart().await {
        Some(cart) => store::count(visit.db(), cart, visit.now).await.unwrap_or(0),
        None => 0,
    };
    ([(axum::http::header::CACHE_CONTROL, "no-store")], n.to_string()).into_response()
}
