//! Asking for a lost link: the answer is the same whether there is such an order or not; the link goes by mail alone.
use super::pages::lookup::{Lookup, draw};
use super::store;
use crate::jobs::{self, Mail};
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use crate::values::{Email, Moment};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};

#[derive(serde::Deserialize)]
pub struct Sent {
    #[serde(default)]
    number: String,
    #[serde(default)]
    email: String,
}

/// `POST /orders`
pub async fn find(visit: Visit, Form(sent): Form<Sent>) -> Response {
    let mut faults = vec![];
    let number: String = sent.number.trim().trim_start_matches('#').to_string();
    if number.is_empty() || number.len() > 20 {
        faults.push(("number", "The number in the mail, like 10418.".to_string()));
    }
    let email = Email::parse(&sent.email);
    if email.is_none() {
        faults.push(("email", "The address you ordered with, like noor@example.org.".to_string()));
    }
    let Some(email) = email.filter(|_| faults.is_empty()) else {
        let lookup = Lookup { number: sent.number, email: sent.email, faults, sent: false };
        return visit.show(async { Ok(draw(lookup)) }).await;
    };
    match ask(&visit, &number, &email).await {
        Ok(()) => Redirect::to("/orders?sent=1").into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// Writes the mail where the order is there. One mail an order and quarter of an hour, however often it is asked for.
async fn ask(visit: &Visit, number: &str, email: &Email) -> Result<(), Problem> {
    let db = visit.db();
    let Some(order) = store::by_number(db, number, &email.key()).await? else { return Ok(()) };
    let lang = visit.facts().await?.lang.clone();
    let quarter = visit.now.0 / (15 * Moment::MINUTE);
    let mut tx = db.begin().await?;
    let about = format!("{order}:{quarter}");
    let mail = Mail {
        kind: "order.link",
        about: &about,
        to: email.as_str(),
        lang: &lang,
        order: Some(order),
        ..Mail::default()
    };
    jobs::mail(&mut tx, mail, visit.now).await?;
    tx.commit().await?;
    Ok(())
}
