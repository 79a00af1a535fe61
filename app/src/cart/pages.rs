//! The cart's page: what it holds, what has changed, what it comes to before anybody says who they are.
use super::islands::Quantities;
use super::totals::{Totals, grams, of_lines};
use super::{Line, Trouble, store, troubles};
use crate::media;
use crate::parts::drawn::Draw;
use crate::parts::icon::{Ico, Icon};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::shipping::{self, Rate};
use crate::site::{Facts, Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What was typed into a line and refused.
pub struct Typed {
    pub line: i64,
    pub quantity: String,
    pub problem: Problem,
}

/// `/cart`
pub async fn cart(visit: Visit) -> Response {
    visit.show(read(&visit, None)).await
}

/// A cart summed up for a country.
pub struct Counted {
    pub lines: Vec<Line>,
    pub totals: Totals,
    pub rate: Option<Rate>,
    /// Whether it is too heavy for every way to its country that there is.
    pub heavy: bool,
}

/// The lines of a cart with the cheapest way to send them; nothing ships, nothing to send.
pub async fn counted(visit: &Visit, facts: &Facts, cart: &store::Cart) -> Result<Counted, sqlx::Error> {
    let db = visit.db();
    let lines = store::lines(db, cart.id).await?;
    let tariffs = shipping::store::tariffs(db, &cart.country, &facts.currency).await?;
    let rates = shipping::carrying(&tariffs, grams(&lines));
    let rate = if lines.iter().any(|l| l.ships) { rates.into_iter().find(|r| r.ships) } else { Some(Rate::nothing()) };
    let heavy = rate.is_none() && tariffs.iter().any(|t| t.rate.ships);
    let taxes = store::tax_rates(db, &cart.country, "", visit.now).await?;
    let totals = of_lines(&lines, &taxes, rate.as_ref(), facts.prices_include_tax);
    Ok(Counted { lines, totals, rate, heavy })
}

/// Reads the cart's page, with what was refused.
pub async fn read(visit: &Visit, typed: Option<Typed>) -> Result<Page, Instead> {
    let db = visit.db();
    let facts = visit.facts().await?.clone();
    let standing = match visit.cart().await {
        Some(id) => store::cart(db, id, visit.now).await?.filter(|c| c.closed_at.is_none()),
        None => None,
    };
    let Some(cart) = standing else { return Ok(empty(None)) };
    let removed = match visit.query("removed").parse::<i64>() {
        Ok(line) => store::removed_title(db, cart.id, line).await?.map(|title| (line, title)),
        Err(_) => None,
    };
    let counted = counted(visit, &facts, &cart).await?;
    if counted.lines.is_empty() {
        return Ok(empty(removed));
    }
    let status = if typed.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let now = visit.now;
    Ok(Page::new("Your cart", move |front: &Front| {
        let facts = &front.facts;
        let currency = facts.currency();
        let troubles = troubles(&counted.lines);
        let blocked = troubles.iter().any(Trouble::blocks);
        let lines = counted
            .lines
            .iter()
            .map(|l| line_view(l, &troubles, typed.as_ref().filter(|t| t.line == l.id), currency))
            .collect_view();
        let arrives = counted.rate.as_ref().filter(|r| r.ships).map(|rate| {
            let zone = facts.zone();
            let (a, b) = rate.arrival(now, &zone);
            let country = crate::places::Country::parse(&rate.country).map_or("", |c| c.name());
            view! { <ul class="facts"><li><Ico icon=Icon::Truck/><span>"Arrives "<b>{words::span(a, b, &zone)}</b>", "{country}</span></li></ul> }
        });
        let devices = if front.signed_in { "every device where you sign in" } else { "this device" };
        let on = if blocked {
            view! { <p class="notice">"Something in the cart is short. Put it right, then go on."</p> }.drawn()
        } else {
            view! { <a class="btn wide" href="/checkout">"Checkout"</a> }.drawn()
        };
        view! {
            <div class="wrap page stack gap-5">
                <h1>"Your cart"</h1>
                <div class="split a8b5">
                    <div class="stack gap-5">
                        {undo(removed)}
                        <Quantities><ul class="lines">{lines}</ul></Quantities>
                        <p class="soft small">{format!("Your cart stays here for 30 days, on {devices}. Nobody mails you about it.")}</p>
                    </div>
                    <aside aria-labelledby="sum">
                        <div class="panel stack gap-4">
                            <h2 id="sum">"What it comes to"</h2>
                            {sum_list(&counted, facts)}
                            {arrives}
                            {on}
                            <p class="small soft">"No account needed. "<a href="/pages/returns">"How returns work"</a></p>
                        </div>
                    </aside>
                </div>
            </div>
        }
    })
    .unlisted()
    .status(status))
}

/// Items, shipping, total: the same lines on the cart, the checkout and the order.
pub fn sum_list(counted: &Counted, facts: &Facts) -> impl IntoView + use<> {
    let things: i64 = counted.lines.iter().map(|l| l.quantity).sum();
    let rate = counted.rate.clone();
    let shipping = match rate {
        Some(rate) if rate.method != "none" => Some((
            shipping_label(&rate.title, rate.free_from.filter(|_| counted.totals.shipping > 0), facts.currency()),
            words::money_or_free(Money::new(counted.totals.shipping, facts.currency())),
        )),
        Some(_) => None,
        None if counted.heavy => Some(("Shipping".into(), "too heavy for one parcel".into())),
        None => Some(("Shipping".into(), "we do not send there".into())),
    };
    sums(
        things,
        counted.totals.items,
        shipping,
        counted.totals.tax,
        counted.totals.total,
        facts.prices_include_tax,
        facts.currency(),
    )
}
fn shipping_label(title: &str, free_from: Option<i64>, currency: Currency) -> String {
    match free_from {
        Some(free) => {
            format!("Shipping, {} (free from {})", title.to_lowercase(), words::money(Money::new(free, currency)))
        }
        None => format!("Shipping, {}", title.to_lowercase()),
    }
}
/// A sum as a list of words and amounts.
pub fn sums(
    things: i64,
    items: i64,
    shipping: Option<(String, String)>,
    tax: i64,
    total: i64,
    included: bool,
    currency: Currency,
) -> impl IntoView + use<> {
    let money = |minor| words::money(Money::new(minor, currency));
    let label = words::total_label(Money::new(tax, currency), included);
    view! {
        <dl class="kv sum">
            <dt>{words::count(things, "item", "items")}</dt><dd>{money(items)}</dd>
            {shipping.map(|(label, amount)| view! { <dt>{label}</dt><dd>{amount}</dd> })}
            <dt class="total">{label}</dt><dd class="total">{money(total)}</dd>
        </dl>
    }
}

fn line_view(l: &Line, troubles: &[Trouble], typed: Option<&Typed>, currency: Currency) -> impl IntoView + use<> {
    let id = l.id;
    let title = l.full_title();
    let href = format!("/products/{}?{}", l.slug, crate::parts::query(&[("variant".into(), l.sku.clone())]));
    let image = l.hash.as_ref().map(|hash| {
        let width = media::WIDTHS.iter().copied().find(|w| *w >= 160).unwrap_or(160);
        view! { <img src=media::url(hash, width) width="160" height="200" alt=""/> }
    });
    let properties = l.properties().words();
    let added = (!properties.is_empty()).then(|| view! { <p class="small soft">{properties}</p> });
    let quantity = typed.map_or(l.quantity.to_string(), |t| t.quantity.clone());
    let notices = troubles
        .iter()
        .filter(|t| t.line() == id)
        .map(|t| view! { <p class="notice small">{trouble_words(t, currency)}</p> })
        .collect_view();
    let fault = typed.map(|t| {
        let words = match &t.problem {
            Problem::Fields(faults) => faults.first().map(|(_, w)| w.clone()).unwrap_or_default(),
            other => other.words(),
        };
        view! { <p class="notice bad small" role="alert" id=format!("fault{id}")>{words}</p> }
    });
    let wrong = typed.is_some();
    let price = words::money(Money::new(l.unit_price() * l.quantity, currency));
    let described = if wrong { format!("title{id} fault{id}") } else { format!("title{id}") };
    view! {
        <li>
            <a class="thumb" href=href.clone() tabindex="-1" aria-hidden="true"><span class="pic">{image}</span></a>
            <div>
                <h2 id=format!("title{id}")><a href=href>{title.clone()}</a></h2>
                {added}
                <div class="ctl">
                    <form method="post" action="/cart" data-autosend="">
                        <input type="hidden" name="line" value=id.to_string()/>
                        <input type="hidden" name="act" value="set"/>
                        <div class="qty">
                            <button class="js-only" type="button" data-step="-1" aria-label=format!("One fewer {title}")><Ico icon=Icon::Minus/></button>
                            <label class="vh" for=format!("quantity{id}")>"Quantity"</label>
                            <input id=format!("quantity{id}") name="quantity" type="number" value=quantity min="0" max="999" inputmode="numeric" aria-describedby=described aria-invalid=wrong.then_some("true")/>
                            <button class="js-only" type="button" data-step="1" aria-label=format!("One more {title}")><Ico icon=Icon::Plus/></button>
                        </div>
                        <button class="btn quiet nojs-only">"Change"</button>
                    </form>
                    <form method="post" action="/cart">
                        <input type="hidden" name="line" value=id.to_string()/>
                        <button class="btn bare sm" name="act" value="remove" aria-describedby=format!("title{id}")>"Remove"</button>
                    </form>
                    <span class="price">{price}</span>
                </div>
                {fault}
                {notices}
            </div>
        </li>
    }
}

/// What has changed about a line, in a sentence.
pub fn trouble_words(trouble: &Trouble, currency: Currency) -> String {
    match trouble {
        Trouble::Unsold { .. } => "This is not sold any more. Take it out to go on.".into(),
        Trouble::Short { left: 0, .. } => "Someone took the last one while it lay here. Take it out to go on.".into(),
        Trouble::Short { left, .. } => format!("Only {left} left, over all lines of it. Choose fewer to go on."),
        Trouble::Price { was, .. } => {
            format!("The price has changed since you put it in: it was {}.", words::money(Money::new(*was, currency)))
        }
    }
}

fn undo(removed: Option<(i64, String)>) -> Option<impl IntoView + use<>> {
    removed.map(|(line, title)| {
        view! {
            <div class="toast" role="status">
                <span class="grow">{words::removed(&title)}</span>
                <form method="post" action="/cart">
                    <input type="hidden" name="line" value=line.to_string()/>
                    <button class="btn sm" name="act" value="undo">"Undo"</button>
                </form>
            </div>
        }
    })
}

fn empty(removed: Option<(i64, String)>) -> Page {
    Page::new("Your cart", move |_: &Front| {
        view! {
            <div class="wrap page stack gap-5">
                <h1>"Your cart"</h1>
                {undo(removed)}
                <div class="empty">
                    <p>"Nothing in your cart. It keeps what you put in for 30 days."</p>
                    <p><a class="btn" href="/products">"See what is on the shelves"</a></p>
                </div>
            </div>
        }
    })
    .unlisted()
}
