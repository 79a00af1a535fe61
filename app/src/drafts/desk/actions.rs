//! What the forms of a draft do.
use super::pages;
use crate::checkout::form::payments;
use crate::checkout::place::{By, Placed, Wish};
use crate::drafts::pages::Offer;
use crate::drafts::store::write::{self, Change, Details, Done};
use crate::drafts::store::{self, Draft, place::place};
use crate::drafts::{MOST_DAYS, until};
use crate::parts::posted::Posted;
use crate::places::Country;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::shipping::Rate;
use crate::site::Visit;
use crate::values::{Currency, Email, MOST_PRICE, Money, Quantity};
use crate::viewer::Merchant;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// The most letters of a reason, and of an address.
pub const LONGEST: usize = 400;

/// `POST /admin/drafts/{id}`
pub async fn act(visit: Visit, Path(id): Path<i64>, posted: Posted) -> Response {
    match done(&visit, id, &posted).await {
        Ok(path) => ([FORGET_AHEAD], Redirect::to(&path)).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, id, Some(&posted), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

fn fault<T>(field: &'static str, words: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Fields(vec![(field, words.into())]))
}

async fn done(visit: &Visit, id: i64, posted: &Posted) -> Result<String, Problem> {
    let merchant = visit.merchant().await?;
    let (db, now) = (visit.db(), visit.now);
    let d = store::draft(db, id).await?.ok_or(Problem::Gone)?;
    let here = |word: &str| Ok(format!("/admin/drafts/{id}?done={word}"));
    let change = match posted.of("act") {
        "add" => Change::Add { variant: posted.number("variant").ok_or(Problem::Gone)? },
        "line" => line(&d, posted)?,
        "remove" => Change::Remove { line: posted.number("line").ok_or(Problem::Gone)? },
        "discount" => match posted.number("percent").filter(|p| (0..=100).contains(p)) {
            Some(percent) => Change::Discount { percent },
            None => return fault("percent", "A whole number from 0 to 100."),
        },
        "keep" => Change::Details(Box::new(details(visit, &d, posted).await?)),
        "offer" => {
            ready(visit, &d).await?;
            let days = posted.number("days").filter(|n| (0..=MOST_DAYS).contains(n));
            let Some(days) = days else { return fault("days", format!("A whole number from 0 to {MOST_DAYS}.")) };
            let facts = visit.facts().await?;
            let terms = (until(now, days, &facts.zone()), posted.of("keeps") == "yes", facts.lang.as_str());
            return match write::offer(db, &visit.site.links, &merchant, id, terms, now).await? {
                Done::Yes => here("offered"),
                Done::Short => fault("keeps", "There is not enough of it on the shelf to keep."),
                Done::Over => over(),
            };
        }
        "reopen" | "withdraw" => {
            let for_good = posted.of("act") == "withdraw";
            return match write::take_back(db, &merchant, id, for_good, now).await? {
                Done::Yes => here(if for_good { "withdrawn" } else { "reopened" }),
                _ => over(),
            };
        }
        "place" => return phone(visit, &merchant, d, posted).await,
        _ => return Err(Problem::Gone),
    };
    match write::change(db, &merchant, id, &change, now).await? {
        Done::Yes => here("kept"),
        _ => over(),
    }
}
fn over<T>() -> Result<T, Problem> {
    Err(Problem::Busy("It is not open any more. Nothing was changed.".into()))
}

fn line(d: &Draft, posted: &Posted) -> Result<Change, Problem> {
    let line = posted.number("line").ok_or(Problem::Gone)?;
    let currency = Currency::parse(&d.currency).unwrap_or(Currency::EUR);
    let Some(quantity) = Quantity::parse(posted.of("quantity")) else {
        return fault("lines", crate::words::quantity_fault());
    };
    let own_price = match posted.of("price").trim() {
        "" => None,
        typed => match Money::parse(typed, currency).filter(|m| (0..=MOST_PRICE).contains(&m.minor)) {
            Some(price) => Some(price.minor),
            None => return fault("lines", "A price of its own is an amount, like 12.50, or nothing."),
        },
    };
    if own_price.is_some() && d.reason.is_empty() {
        return fault("reason", "First say why a price is another than in the shop.");
    }
    Ok(Change::Line { line, quantity: quantity.get(), own_price })
}

async fn details(visit: &Visit, d: &Draft, posted: &Posted) -> Result<Details, Problem> {
    let mut faults = vec![];
    let email = Email::parse(posted.of("email"));
    if email.is_none() {
        faults.push(("email", "One address, like noor@example.org.".to_string()));
    }
    let country = Country::parse(posted.of("country"));
    if country.is_none() {
        faults.push(("country", "Choose a country.".into()));
    }
    let clean = |name: &str| posted.of(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = posted.of("address").lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    let address = lines.filter(|l| !l.is_empty()).take(8).collect::<Vec<_>>().join("\n");
    if address.chars().count() > LONGEST || clean("reason").chars().count() > LONGEST {
        faults.push(("address", format!("At most {LONGEST} letters.")));
    }
    let code = country.map_or("", |c| c.code());
    let rates = store::ways(visit.db(), d, code).await?;
    let way = match posted.of("method") {
        "none" => Some(Rate::nothing()),
        method => rates.into_iter().find(|r| r.method == method),
    };
    if way.is_none() {
        faults.push(("method", "This way does not lead to that country.".into()));
    }
    let currency = Currency::parse(&d.currency).unwrap_or(Currency::EUR);
    let price = match posted.of("shipping").trim() {
        "" => way.as_ref().map(|r| r.amount),
        typed => Money::parse(typed, currency).map(|m| m.minor).filter(|p| (0..=MOST_PRICE).contains(p)),
    };
    if way.is_some() && price.is_none() {
        faults.push(("shipping", "An amount, like 4.90, or nothing for the shop’s own.".into()));
    }
    match (email, way, price) {
        (Some(email), Some(way), Some(price)) if faults.is_empty() => Ok(Details {
            email,
            name: clean("name"),
            country: code.into(),
            address,
            method: way.method,
            title: way.title,
            price,
            reason: clean("reason"),
        }),
        _ => Err(Problem::Fields(faults)),
    }
}

/// A draft that can be offered or placed has a customer, something in it, and a way to go where something is sent.
async fn ready(visit: &Visit, d: &Draft) -> Result<Offer, Problem> {
    let offer = Offer::read(visit, d.clone(), "").await?;
    if offer.counted.lines.is_empty() {
        return fault("q", "Put something into it first.");
    }
    if d.email.is_empty() {
        return fault("email", "Say first whom it is for, and keep it.");
    }
    if offer.counted.lines.iter().any(|l| l.ships) && d.shipping_method == "none" {
        return fault("method", "Say first how it travels, and keep it.");
    }
    Ok(offer)
}

/// Places it for somebody on the phone.
async fn phone(visit: &Visit, merchant: &Merchant, d: Draft, posted: &Posted) -> Result<String, Problem> {
    let offer = ready(visit, &d).await?;
    if offer.asks() {
        return fault("address", "Without the customer’s form we need the name and the address. Keep them first.");
    }
    let payment = match offer.counted.totals.total {
        0 => "free",
        _ => match payments(&offer.rate).iter().find(|(word, ..)| *word == posted.of("payment")) {
            Some((word, ..)) => word,
            None => return fault("payment", "Choose how it is paid."),
        },
    };
    let facts = visit.facts().await?.clone();
    let wish = Wish {
        cart: d.cart,
        person: None,
        version: offer.version,
        total: offer.counted.totals.total,
        credit: 0,
        email: Email::parse(&d.email).ok_or(Problem::Gone)?,
        name: d.name.clone(),
        country: d.country.clone(),
        area: String::new(),
        address: d.address.clone(),
        keep: None,
        rate: offer.rate.clone(),
        payment,
        show_purchase: false,
        show_delay: 0,
        lang: facts.lang.clone(),
        by: By::Draft(merchant.actor()),
    };
    let (db, links) = (visit.db(), &visit.site.links);
    match place(db, links, &facts, (&d, Some(merchant.actor())), &wish, visit.now).await? {
        Placed::New(_) | Placed::Before(_) => Ok(format!("/admin/drafts/{}?done=placed", d.id)),
        Placed::Nothing => over(),
        Placed::Short(_) => {
            Err(Problem::Busy("Something in it is not on the shelf any more. Nothing was ordered.".into()))
        }
        Placed::Differs => Err(Problem::Busy("The sum has changed meanwhile. Look at it once more.".into())),
    }
}
