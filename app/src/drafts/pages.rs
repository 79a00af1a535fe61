//! An offer as the customer sees it by its link: what, for how much, where to, and one button.
use super::store::{self, Draft};
use crate::cart::pages::{Counted, sum_list};
use crate::cart::totals::of_lines;
use crate::cart::{self};
use crate::checkout::form::payments;
use crate::checkout::place::code;
use crate::orders::pages::{mini, unkept};
use crate::orders::store as orders;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::fault;
use crate::places::form::{self as place_form, Typed as Place};
use crate::places::{Country, tax_area};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::shipping::Rate;
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the form carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The sum that was shown.
    pub total: String,
    #[serde(flatten)]
    pub to: Place,
    pub payment: String,
}

/// A draft with what it comes to.
pub struct Offer {
    pub draft: Draft,
    pub version: i64,
    pub country: Option<Country>,
    pub rate: Rate,
    pub counted: Counted,
}
impl Offer {
    /// Reads what a draft comes to, at the taxes of today where it goes to.
    pub async fn read(visit: &Visit, draft: Draft, area: &str) -> Result<Offer, Problem> {
        let db = visit.db();
        let facts = visit.facts().await?;
        let lines = cart::store::lines(db, draft.cart).await?;
        let rate = draft.rate(&store::ways(db, &draft, &draft.country).await?);
        let taxes = cart::store::tax_rates(db, &draft.country, area, visit.now).await?;
        let totals = of_lines(&lines, &taxes, Some(&rate), facts.prices_include_tax);
        let version = cart::store::cart(db, draft.cart, visit.now).await?.map_or(0, |c| c.version);
        let counted = Counted { lines, totals, rate: Some(rate.clone()), heavy: false };
        Ok(Offer { country: Country::parse(&draft.country), draft, version, rate, counted })
    }
    /// Whether the customer has to say who and where they are.
    pub fn asks(&self) -> bool {
        self.draft.name.is_empty() || self.rate.ships && self.draft.address.is_empty()
    }
}

/// The exception of tax law that a typed postcode falls under; none where the draft says who it is for and where.
pub fn area_of(draft: &Draft, typed: &Typed) -> &'static str {
    match Country::parse(&draft.country) {
        Some(country) if draft.name.is_empty() || draft.address.is_empty() => tax_area(country, &typed.to.postcode),
        _ => "",
    }
}

/// `GET /drafts/{word}`
pub async fn offer(visit: Visit, Path(word): Path<String>) -> Response {
    unkept(visit.show(read(&visit, &word, Typed::default(), None)).await)
}
/// The page with what was typed and what was wrong with it.
pub async fn again(visit: &Visit, word: &str, typed: Typed, problem: Problem) -> Response {
    unkept(visit.show(read(visit, word, typed, Some(problem))).await)
}

async fn read(visit: &Visit, word: &str, mut typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let db = visit.db();
    let draft = store::by_word(db, word).await?.ok_or(Instead::Missing)?;
    if let Some(order) = draft.placed_order {
        let order = orders::by_id(db, order).await?.ok_or(Instead::Missing)?;
        return Err(Instead::Seen(format!("/orders/{}", code(&visit.site.links, order.cart))));
    }
    if !draft.stands(visit.now) {
        return Ok(over_page());
    }
    if typed.to.name.is_empty() {
        typed.to.name = draft.name.clone();
    }
    let area = area_of(&draft, &typed);
    let offer = Offer::read(visit, draft, area).await?;
    let (status, word) = (status(&problem), word.to_string());
    Ok(Page::new("Your order, ready to confirm", move |front: &Front| view(&offer, &typed, &problem, &word, front))
        .unlisted()
        .quiet()
        .status(status))
}

fn over_page() -> Page {
    Page::new("This offer is over", |front: &Front| {
        let email = front.facts.email.clone();
        view! {
            <div class="wrap page narrow stack gap-4">
                <h1>"This offer is over"</h1>
                <p>{format!("It was taken back, or its days are over. Nothing was ordered. Write to {email}, and we make a new one.")}</p>
                <p><a class="btn quiet" href="/products">"Look around"</a></p>
            </div>
        }
    })
    .unlisted()
    .quiet()
    .status(StatusCode::GONE)
}

fn view(o: &Offer, typed: &Typed, problem: &Option<Problem>, word: &str, front: &Front) -> impl IntoView + use<> {
    let facts = &front.facts;
    let d = &o.draft;
    let currency = Currency::parse(&d.currency).unwrap_or(Currency::EUR);
    let wrong = |name: &str| beside(problem, name);
    let until = words::long_day(d.expires_at, &facts.zone());
    let kept = if d.holds { "We keep it for you until then." } else { "The things are not kept aside until then." };
    let why = (!d.reason.is_empty()).then(|| view! { <p class="notice small">{d.reason.clone()}</p> });
    let things = mini(
        o.counted
            .lines
            .iter()
            .map(|l| (l.full_title(), l.properties().words(), l.quantity, l.unit_price() * l.quantity, l.hash.clone()))
            .collect(),
        currency,
    );
    let total = o.counted.totals.total;
    let to = match (o.asks(), o.country) {
        (true, Some(country)) => {
            let name = place_form::name_field(&typed.to, &wrong).drawn();
            let fields = o.rate.ships.then(|| place_form::fields(country, &typed.to, &wrong));
            view! { <p class="small soft">{format!("In {}.", country.name())}</p>{name}{fields} }.drawn()
        }
        _ => {
            let lines = if d.address.is_empty() { d.name.clone() } else { d.address.clone() };
            let lines = lines.lines().map(|l| view! { {l.to_string()}<br/> }).collect_view();
            view! { <address>{lines}{o.country.map_or("", |c| c.name())}</address> }.drawn()
        }
    };
    let pays = (total > 0).then(|| {
        let all = payments(&o.rate);
        let radios = all
            .iter()
            .map(|(word, title, words)| {
                let chosen = typed.payment == *word || typed.payment.is_empty() && all.len() == 1;
                view! { <label class="tick"><input type="radio" name="payment" value=*word checked=chosen/><span><b>{*title}</b><small>{*words}</small></span></label> }
            })
            .collect_view();
        view! {
            <section class="part" aria-labelledby="how">
                <h2 id="how">"How you pay"</h2>
                <fieldset class="radios" id="payment"><legend class="vh">"Payment method"</legend>{fault(wrong("payment"), Some("payment-fault".into()))}{radios}</fieldset>
            </section>
        }
    });
    view! {
        <div class="wrap page">
            <div class="split a6b5">
                <form class="measure" method="post" action=format!("/drafts/{word}") novalidate>
                    <div class="stack gap-4">
                        <h1>"Your order, ready to confirm"</h1>
                        <p class="soft">{format!("It stands until the end of {until}. {kept} Nothing is ordered before you confirm.")}</p>
                        {why}
                        {over(problem)}
                    </div>
                    <input type="hidden" name="total" value=total.to_string()/>
                    <section class="part" aria-labelledby="to"><h2 id="to">"Who it is for"</h2>{to}<p class="small soft">{format!("The receipt goes to {}.", d.email)}</p></section>
                    {pays}
                    <div class="part"><p><button class="btn">{format!("Place order, {}", words::money(Money::new(total, currency)))}</button></p></div>
                </form>
                <aside class="panel stack gap-4" aria-labelledby="what"><h2 id="what">"What it is"</h2>{things}{sum_list(&o.counted, facts)}</aside>
            </div>
        </div>
    }
}
