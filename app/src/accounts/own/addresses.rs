//! A customer's addresses: kept, changed, removed; the one used last stands in the checkout by itself.
use super::store::{self, MOST_ADDRESSES, Saved};
use crate::parts::crumbs::crumbs;
use crate::parts::field::summary;
use crate::places::Country;
use crate::places::form::{self, Faults, Typed};
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// Everything the form carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Sent {
    /// The number of the address that is changed; empty for a new one.
    pub id: String,
    #[serde(flatten)]
    pub to: Typed,
    /// Which button was pressed: `update`, `save` or `remove`.
    pub act: String,
}

/// `GET /account/addresses`
pub async fn addresses(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}
async fn read(visit: &Visit) -> Result<Page, Instead> {
    let customer = visit.customer().await?;
    let changed = visit.query("change");
    let to = match changed.is_empty() {
        true => Typed::default(),
        false => {
            let id = changed.parse().map_err(|_| Instead::Missing)?;
            Typed::from(&store::address(visit.db(), &customer, id).await?.ok_or(Instead::Missing)?.address)
        }
    };
    draw(visit, Sent { id: changed, to, act: String::new() }, vec![]).await
}

/// `POST /account/addresses`
pub async fn change(visit: Visit, Form(sent): Form<Sent>) -> Response {
    match act(&visit, &sent).await {
        Ok(None) => ([FORGET_AHEAD], Redirect::to("/account/addresses")).into_response(),
        Ok(Some(faults)) => visit.show(draw(&visit, sent, faults)).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// Does what was asked; the faults where the form is to be shown again, none where it is done.
async fn act(visit: &Visit, sent: &Sent) -> Result<Option<Faults>, Problem> {
    let customer = visit.customer().await?;
    let db = visit.db();
    let id: Option<i64> = match sent.id.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Problem::NotYours)?),
    };
    if let Some(id) = id {
        store::address(db, &customer, id).await?.ok_or(Problem::NotYours)?;
    }
    let address = match sent.act.as_str() {
        "update" => return Ok(Some(vec![])),
        "remove" => None,
        _ => {
            let country = country_of(&sent.to, &visit.facts().await?.country);
            match form::check(&sent.to, country, true) {
                Ok(address) => address,
                Err(faults) => return Ok(Some(faults)),
            }
        }
    };
    let mut tx = db.begin().await?;
    // An address that is changed is another one: the old is forgotten, and the new is there once however it came.
    if let Some(id) = id
        && !store::forget(&mut tx, &customer, id).await?
    {
        return Err(Problem::NotYours);
    }
    if let Some(address) = address
        && !store::keep(&mut tx, customer.id(), &address, visit.now).await?
    {
        let words = format!("An account keeps {MOST_ADDRESSES} addresses. Remove one first.");
        return Ok(Some(vec![("name", words)]));
    }
    tx.commit().await?;
    Ok(None)
}

/// The country that was chosen, or the shop's own.
fn country_of(typed: &Typed, home: &str) -> Country {
    let chosen = Country::parse(&typed.country).or_else(|| Country::parse(home));
    chosen.unwrap_or(Country::all()[0])
}

async fn draw(visit: &Visit, sent: Sent, faults: Faults) -> Result<Page, Instead> {
    let customer = visit.customer().await?;
    let saved = store::addresses(visit.db(), &customer).await?;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page::new("Your addresses", move |front: &Front| view(saved, sent, faults, front)).unlisted().status(status))
}

fn view(saved: Vec<Saved>, sent: Sent, faults: Faults, front: &Front) -> impl IntoView + use<> {
    let home = front.facts.country.clone();
    let changing = !sent.id.is_empty();
    let none = (saved.is_empty() && !changing)
        .then(|| view! { <p class="soft">"None yet. One that you order to is kept here by itself."</p> });
    let cards = saved.iter().filter(|s| s.id.to_string() != sent.id).map(|s| card(s, &home)).collect_view();
    let wrong = |name: &str| faults.iter().find(|(field, _)| *field == name).map(|(_, words)| words.clone());
    let over = (!faults.is_empty()).then(|| summary(Problem::Fields(faults.clone()).words(), &faults));
    let country = country_of(&sent.to, &home);
    let cancel = changing.then(|| view! { <a class="link" href="/account/addresses">"Leave it as it is"</a> });
    view! {
        <div class="wrap page stack gap-5">
            {crumbs(&[("/account".into(), "Account".into()), ("/account/addresses".into(), "Addresses".into())])}
            <div class="stack gap-2"><h1>"Your addresses"</h1><p class="soft">"The checkout fills in the one you used last."</p></div>
            {none}
            <ul class="grid roomy">{cards}</ul>
            <section class="panel measure stack gap-4" aria-labelledby="form">
                <h2 id="form">{if changing { "Change the address" } else { "Add an address" }}</h2>
                {over}
                <form class="stack" method="post" action="/account/addresses" novalidate>
                    <input type="hidden" name="id" value=sent.id.clone()/>
                    {form::country_field(Country::all(), country, &wrong)}
                    {form::name_field(&sent.to, &wrong)}
                    {form::fields(country, &sent.to, &wrong)}
                    <p class="row gap-4"><button class="btn" name="act" value="save">"Save address"</button>{cancel}</p>
                </form>
            </section>
        </div>
    }
}

fn card(saved: &Saved, home: &str) -> impl IntoView + use<> {
    let id = saved.id.to_string();
    let lines = saved.address.lines(home).into_iter().map(|l| view! { {l}<br/> }).collect_view();
    view! {
        <li class="panel stack gap-3">
            <address id=format!("a{id}")>{lines}</address>
            <div class="row gap-2">
                <a class="btn quiet sm" href=format!("/account/addresses?change={id}") aria-describedby=format!("a{id}")>"Change"</a>
                <form method="post" action="/account/addresses">
                    <input type="hidden" name="id" value=id.clone()/>
                    <button class="btn bare sm" name="act" value="remove" aria-describedby=format!("a{id}")>"Remove"</button>
                </form>
            </div>
        </li>
    }
}
