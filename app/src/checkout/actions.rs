//! What the checkout's form does: show the cost for another country, fill in a saved address, or place the order.
use super::form::{self, Faults, Typed};
use super::pages::{self, Offer};
use super::place::{self, By, Placed, Wish};
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::cart::{self, Trouble};
use crate::credit::store::{self as credit, Choice};
use crate::orders;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::Moment;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /checkout`
pub async fn reply(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match act(&visit, typed).await {
        Ok(Next::Order(path)) => ([FORGET_AHEAD], Redirect::to(&path)).into_response(),
        Ok(Next::Cart) => Redirect::to("/cart").into_response(),
        Ok(Next::Again { offer, typed, faults, notice }) => {
            visit.show(async { pages::draw(*offer, pages::mine(&visit).await?, *typed, faults, notice).await }).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

enum Next {
    Order(String),
    Cart,
    Again { offer: Box<Offer>, typed: Box<Typed>, faults: Faults, notice: Option<String> },
}

async fn act(visit: &Visit, mut typed: Typed) -> Result<Next, Problem> {
    let (site, db) = (&visit.site, visit.db());
    // The key of the cart in the form decides, not the session: another tab may have begun another cart.
    let Some(cart) = pages::cart_of(&typed.cart, &site.links) else { return Ok(Next::Cart) };
    if let Next::Order(path) = gone(visit, cart).await? {
        return Ok(Next::Order(path));
    }
    let facts = visit.facts().await?.clone();
    // It was closed elsewhere this very moment: the page that comes instead says so.
    if !facts.is_open() && crate::house::door::shuts_out(visit).await {
        return Ok(Next::Cart);
    }
    let mine = pages::mine(visit).await?;
    if let Some(mine) = &mine {
        typed.email = mine.email.as_str().to_string();
        if typed.act == "saved" {
            typed.to = mine.chosen(&typed.saved).unwrap_or(typed.to);
        }
    }
    let Some(mut offer) = pages::offer(visit, &facts, cart, &typed.to.country, &typed.shipping).await? else {
        return gone(visit, cart).await;
    };
    // A form that was left open by somebody else at this browser.
    if offer.cart.account.is_some_and(|owner| mine.as_ref().is_none_or(|m| m.customer.id() != owner)) {
        return Ok(Next::Cart);
    }
    let again = |offer, typed, faults, notice| {
        Ok(Next::Again { offer: Box::new(offer), typed: Box::new(typed), faults, notice })
    };
    // A code that was typed counts whichever button was pressed: nobody orders at another sum than they think.
    if typed.act == "no-credit" || !typed.code.trim().is_empty() {
        if let Some(wrong) = about_credit(visit, &offer.cart, &typed).await? {
            return again(offer, typed, vec![("code", wrong)], None);
        }
        typed.code = String::new();
        match pages::offer(visit, &facts, cart, &typed.to.country, &typed.shipping).await? {
            Some(now) => offer = now,
            None => return gone(visit, cart).await,
        }
        if typed.act == "place" {
            let words = "The credit is taken off the sum. Look at what is left to pay, then place the order.";
            return again(offer, typed, vec![], Some(words.into()));
        }
    }
    if typed.act != "place" {
        cart::store::set_country(db, cart, &offer.country_code, visit.now).await?;
        if !typed.act.ends_with("credit") {
            typed.payment = String::new();
        }
        return again(offer, typed, vec![], None);
    }
    let Some(rate) = offer.rate.clone() else {
        let faults = vec![("country", pages::unsent(&offer).trim_end().to_string())];
        return again(offer, typed, faults, None);
    };
    let good = match form::check(&typed, offer.country, &rate, offer.covered()) {
        Ok(good) => good,
        Err(faults) => return again(offer, typed, faults, None),
    };
    if let Err(busy) = guard(visit, Limit::Checkout, &visit.network).await {
        return match busy {
            Problem::Busy(words) => again(offer, typed, vec![], Some(words)),
            other => Err(other),
        };
    }
    let wish = Wish {
        cart,
        person: mine.as_ref().map(|m| m.customer.id()),
        version: typed.version.parse().unwrap_or(0),
        total: typed.total.parse().unwrap_or(-1),
        credit: typed.credit.parse().unwrap_or(0),
        email: good.email,
        name: good.name,
        country: offer.country_code.clone(),
        area: good.area.into(),
        address: good.address.as_ref().map(|a| a.lines(&facts.country).join("\n")).unwrap_or_default(),
        keep: good.address.filter(|_| mine.is_some()),
        rate,
        payment: good.payment,
        show_purchase: !typed.show.is_empty(),
        show_delay: show_delay(),
        lang: facts.lang.clone(),
        by: By::Shopper,
    };
    match place::place(db, &site.links, &facts, &wish, visit.now).await? {
        Placed::New(_) | Placed::Before(_) => Ok(Next::Order(format!("/orders/{}", place::code(&site.links, cart)))),
        Placed::Nothing => gone(visit, cart).await,
        placed => {
            // Read again: the page shows what is true now.
            let Some(offer) = pages::offer(visit, &facts, cart, &typed.to.country, &typed.shipping).await? else {
                return gone(visit, cart).await;
            };
            let notice = match placed {
                Placed::Short(found) => short_words(&found, &offer),
                _ if offer.credit != wish.credit => "Your credit has changed while you were filling this in. Here is the new sum; nothing has been ordered yet.".into(),
                _ => "Something changed while you were filling this in. Here is the new sum; nothing has been ordered yet.".into(),
            };
            again(offer, typed, vec![], Some(notice))
        }
    }
}

/// Chooses the credit of the code that was typed, or takes it off; what is wrong with the code.
async fn about_credit(visit: &Visit, cart: &cart::store::Cart, typed: &Typed) -> Result<Option<String>, Problem> {
    if typed.act == "no-credit" {
        credit::leave(visit.db(), cart.id).await?;
        return Ok(None);
    }
    if let Err(busy) = guard(visit, Limit::Checkout, &visit.network).await {
        return match busy {
            Problem::Busy(words) => Ok(Some(words)),
            other => Err(other),
        };
    }
    Ok(match credit::choose(visit.db(), cart.id, &cart.currency, &typed.code).await? {
        Choice::Taken => None,
        Choice::Nothing => Some("No credit has this code, or nothing is left of it.".into()),
        Choice::Currency(of) => Some(format!(
            "This credit is in {of}, and your cart in {}. It pays for orders in {of} only.",
            cart.currency
        )),
    })
}

/// Where a cart leads that cannot be ordered any more: to its order, which may have been placed this very moment.
async fn gone(visit: &Visit, cart: i64) -> Result<Next, Problem> {
    Ok(match orders::store::by_cart(visit.db(), cart).await? {
        Some(_) => Next::Order(format!("/orders/{}", place::code(&visit.site.links, cart))),
        None => Next::Cart,
    })
}

fn short_words(found: &[Trouble], offer: &Offer) -> String {
    let named = found.iter().find_map(|t| {
        let line = offer.counted.lines.iter().find(|l| l.id == t.line())?;
        Some((line.full_title(), line.most().unwrap_or(0)))
    });
    match named {
        Some((title, 0)) => {
            format!("Someone took the last {title} while you were here. Nothing has been ordered; your cart is kept.")
        }
        Some((title, left)) => {
            format!("There are only {left} of {title} left. Nothing has been ordered; your cart is kept.")
        }
        None => "Something in your cart is short. Nothing has been ordered; your cart is kept.".into(),
    }
}

/// Between 10 and 60 minutes, drawn anew: others see a purchase later, so that nobody can tell whose it was.
fn show_delay() -> i64 {
    let mut bytes = [0u8; 4];
    getrandom::fill(&mut bytes).ok();
    10 * Moment::MINUTE + i64::from(u32::from_be_bytes(bytes)) % (50 * Moment::MINUTE)
}
