//! An order once more: what is still sold goes into the cart; what is not, or is short, is said.
use super::store::{self, Again};
use crate::cart::{self, Properties, full_title};
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::Quantity;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};

#[derive(serde::Deserialize)]
pub struct Sent {
    #[serde(default)]
    order: String,
}

/// `POST /account/reorder`: on to the cart, or back to the account where something is to be said.
pub async fn reorder(visit: Visit, Form(sent): Form<Sent>) -> Response {
    match again(&visit, &sent.order).await {
        Ok(to) => ([FORGET_AHEAD], Redirect::to(&to)).into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn again(visit: &Visit, order: &str) -> Result<String, Problem> {
    let customer = visit.customer().await?;
    let order: i64 = order.parse().map_err(|_| Problem::NotYours)?;
    let facts = visit.facts().await?.clone();
    let lines = store::lines_again(visit.db(), &customer, order, facts.currency()).await?;
    if lines.is_empty() {
        return Err(Problem::NotYours);
    }
    let cart = cart::actions::standing(visit, &facts).await?;
    let mut short = vec![];
    for line in &lines {
        if !put(visit, cart, line).await? {
            short.push(line.id.to_string());
        }
    }
    // The words are found anew behind these numbers: no text travels in an address.
    Ok(if short.is_empty() { "/cart".into() } else { format!("/account?again={order}&short={}", short.join(".")) })
}

/// Puts a line into the cart, or what is left of it. True when all of it is there.
async fn put(visit: &Visit, cart: i64, line: &Again) -> Result<bool, Problem> {
    match add(visit, cart, line, line.quantity).await {
        Ok(()) => Ok(true),
        Err(Problem::Sold { left }) => {
            let held = cart::store::lines(visit.db(), cart).await?;
            let already: i64 = held.iter().filter(|l| l.variant == line.variant).map(|l| l.quantity).sum();
            match add(visit, cart, line, left - already).await {
                Ok(()) | Err(Problem::Sold { .. } | Problem::CartFull { .. }) => Ok(false),
                Err(other) => Err(other),
            }
        }
        Err(Problem::Gone | Problem::NotSold | Problem::TooMany { .. } | Problem::CartFull { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}
async fn add(visit: &Visit, cart: i64, line: &Again, n: i64) -> Result<(), Problem> {
    let Some(quantity) = Quantity::new(n) else { return Ok(()) };
    let (properties, currency) = (Properties::from_json(&line.properties), visit.facts().await?.currency());
    cart::store::add(visit.db(), cart, line.variant, quantity, &properties, currency, visit.now).await?;
    Ok(())
}

/// What could not be put in the cart in full, a sentence each.
pub async fn said(visit: &Visit, order: &str, short: &str) -> Result<Vec<String>, Problem> {
    let Ok(order) = order.parse::<i64>() else { return Ok(vec![]) };
    let customer = visit.customer().await?;
    let currency = visit.facts().await?.currency();
    let lines = store::lines_again(visit.db(), &customer, order, currency).await?;
    Ok(lines.iter().filter(|l| short.split('.').any(|id| id == l.id.to_string())).map(words).collect())
}
fn words(line: &Again) -> String {
    let title = full_title(&line.title, &line.options);
    match (line.for_sale, line.most()) {
        (false, _) => format!("{title} is not sold any more."),
        (true, Some(0)) => format!("{title} is sold out."),
        (true, Some(left)) if left < line.quantity => format!("Of {title} only {left} are left."),
        _ => format!("{title} does not fit into the cart together with what is there."),
    }
}
