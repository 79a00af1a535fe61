//! What the customer's form does: the offer becomes an order, once.
use super::pages::{self, Offer, Typed};
use super::store::{self, place::place};
use crate::checkout::form::payments;
use crate::checkout::place::{self as till, By, Placed, Wish};
use crate::orders::store as orders;
use crate::places::form as place_form;
use crate::places::{Address, tax_area};
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::Email;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /drafts/{word}`
pub async fn confirm(visit: Visit, Path(word): Path<String>, Form(typed): Form<Typed>) -> Response {
    match act(&visit, &word, &typed).await {
        Ok(path) => ([FORGET_AHEAD], Redirect::to(&path)).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => pages::again(&visit, &word, typed, problem).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, word: &str, typed: &Typed) -> Result<String, Problem> {
    let db = visit.db();
    let draft = store::by_word(db, word).await?.ok_or(Problem::Gone)?;
    if let Some(order) = draft.placed_order {
        return path_of(visit, order).await;
    }
    let facts = visit.facts().await?.clone();
    let area = pages::area_of(&draft, typed);
    let offer = Offer::read(visit, draft, area).await?;
    let mut faults = vec![];
    let asks = offer.asks();
    let given: Option<Address> = match (offer.country, asks) {
        (Some(country), true) => match place_form::check(&typed.to, country, offer.rate.ships) {
            Ok(address) => address,
            Err(more) => {
                faults.extend(more);
                None
            }
        },
        _ => None,
    };
    let payment = match offer.counted.totals.total {
        0 => Some("free"),
        _ => payments(&offer.rate).iter().map(|(word, ..)| *word).find(|word| *word == typed.payment),
    };
    if payment.is_none() {
        faults.push(("payment", "Choose how you pay.".to_string()));
    }
    let (Some(payment), true) = (payment, faults.is_empty()) else { return Err(Problem::Fields(faults)) };
    let d = &offer.draft;
    let typed_name = typed.to.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let wish = Wish {
        cart: d.cart,
        person: None,
        version: offer.version,
        total: typed.total.parse().unwrap_or(-1),
        credit: 0,
        email: Email::parse(&d.email).ok_or(Problem::Gone)?,
        name: if asks { typed_name } else { d.name.clone() },
        country: d.country.clone(),
        area: given.as_ref().map_or("", |a| offer.country.map_or("", |c| tax_area(c, &a.postcode))).into(),
        address: given.as_ref().map_or(d.address.clone(), |a| a.lines(&facts.country).join("\n")),
        keep: None,
        rate: offer.rate.clone(),
        payment,
        show_purchase: false,
        show_delay: 0,
        lang: facts.lang.clone(),
        by: By::Shopper,
    };
    match place(db, &visit.site.links, &facts, (d, None), &wish, visit.now).await? {
        Placed::New(order) | Placed::Before(order) => path_of(visit, order).await,
        Placed::Nothing => {
            Err(Problem::Busy("This offer does not stand any more. Write to us, and we make a new one.".into()))
        }
        Placed::Short(_) => {
            Err(Problem::Busy("Something in it is not on the shelf any more. Nothing was ordered. Write to us.".into()))
        }
        Placed::Differs => {
            Err(Problem::Busy("The sum has changed. Here is the new one; nothing has been ordered yet.".into()))
        }
    }
}

async fn path_of(visit: &Visit, order: i64) -> Result<String, Problem> {
    let order = orders::by_id(visit.db(), order).await?.ok_or(Problem::Gone)?;
    Ok(format!("/orders/{}", till::code(&visit.site.links, order.cart)))
}
