//! The list of orders: search, what narrows it, the views that were kept, the rows, and the way to save them as a file.
use super::store::{self, Row};
use super::{Filter, PARCELS, PAYMENTS, Place, STATES, counted};
use crate::admin::{file, views};
use crate::orders::state_words;
use crate::parts::drawn::Draw;
use crate::parts::{faults, query};
use crate::places::Country;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Where the list stands.
pub const LIST: &str = "/admin/orders";
/// How many rows a page has.
const MOST: i64 = 50;

/// What is asked for most, each a view of the list.
const OFTEN: [(&str, &str); 4] = [
    ("To pack", "payment=paid&parcel=waiting"),
    ("Partly sent", "parcel=partly_sent"),
    ("Waiting for payment", "payment=awaiting&state=placed"),
    ("To be paid back", "payment=refund_due"),
];

/// `GET /admin/orders`
pub async fn orders(visit: Visit) -> Response {
    visit.show(read(&visit, Filter::read(&visit.queries()), None)).await
}

/// The list, with what was wrong with the form on it.
pub async fn read(visit: &Visit, filter: Filter, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let (db, zone) = (visit.db(), visit.facts().await?.zone());
    let after = Place::parse(&visit.query("after"));
    let mut rows = store::list(db, &merchant, &filter, &zone, after, MOST + 1).await?;
    let more = rows.len() as i64 > MOST;
    rows.truncate(MOST as usize);
    let count = match (after, more) {
        (None, false) => rows.len() as i64,
        _ => store::count(db, &merchant, &filter, &zone).await?,
    };
    let next = rows.last().filter(|_| more).map(|last| {
        let place = ("after".to_string(), last.place().to_string());
        format!("{LIST}?{}", query(&filter.pairs().into_iter().chain([place]).collect::<Vec<_>>()))
    });
    let kept = views::of(db, &merchant, LIST).await?;
    let status = faults::status(&problem);
    Ok(Page::new("Orders", move |_: &Front| {
        let pairs = filter.pairs();
        let over = faults::over(&problem);
        let fault = faults::beside(&problem, "password");
        let found = (!rows.is_empty()).then(|| counted(count));
        let table = table(rows, !pairs.is_empty(), &zone);
        let next = next
            .map(|href| view! { <p class="pager"><a class="btn quiet" rel="next" href=href>"Earlier orders"</a></p> });
        view! {
            <div class="wrap stack gap-5">
                <div class="row between baseline"><h1>"Orders"</h1><p class="soft" role="status">{found}</p></div>
                {over}
                <section class="panel stack gap-4" aria-labelledby="which">
                    <h2 id="which" class="vh">"Which orders"</h2>
                    {sift(&filter)}
                    {often(&pairs)}
                    {views::bar(LIST, &pairs, kept)}
                </section>
                <section class="panel stack gap-3" aria-labelledby="rows">
                    <h2 id="rows" class="vh">"The orders"</h2>
                    {table}
                    {next}
                    {file::ask(LIST, &pairs, fresh, fault)}
                </section>
            </div>
        }
    })
    .desk(name)
    .status(status))
}

/// The form that narrows the list.
fn sift(f: &Filter) -> impl IntoView + use<> {
    let select = |name: &'static str, label: &'static str, chosen: &str, states: &[&'static str]| {
        let options = states
            .iter()
            .map(|state| view! { <option value=*state selected=*state == chosen>{state_words(state).0}</option> })
            .collect_view();
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <select id=name name=name><option value="">"Any"</option>{options}</select>
            </div>
        }
    };
    let countries = Country::all()
        .iter()
        .map(|c| view! { <option value=c.code() selected=c.code() == f.country>{c.name()}</option> })
        .collect_view();
    let day = |name: &'static str, label: &'static str, value: &str| {
        view! {
            <div class="field"><label for=name>{label}</label><input id=name name=name type="date" value=value.to_string()/></div>
        }
    };
    view! {
        <form class="sift" action=LIST>
            <div class="field">
                <label for="orders-q">"Number, name or email"</label>
                <input id="orders-q" name="q" type="search" maxlength="100" autocomplete="off" value=f.q.clone()/>
            </div>
            {select("payment", "Payment", &f.payment, &PAYMENTS)}
            {select("parcel", "Parcel", &f.parcel, &PARCELS)}
            {select("state", "Order", &f.state, &STATES)}
            <div class="field">
                <label for="country">"Country"</label>
                <select id="country" name="country"><option value="">"Any"</option>{countries}</select>
            </div>
            {day("from", "Placed from", &f.from)}
            {day("to", "Placed until", &f.to)}
            <p><button class="btn quiet">"Show these"</button></p>
        </form>
    }
}

fn often(pairs: &[(String, String)]) -> impl IntoView + use<> {
    let now = query(pairs);
    let links = OFTEN
        .iter()
        .map(|(title, query)| {
            let here = (*query == now).then_some("true");
            view! { <a class="chip" href=format!("{LIST}?{query}") aria-current=here>{*title}</a> }
        })
        .collect_view();
    view! { <nav class="row gap-2" aria-label="Asked for often">{links}</nav> }
}

fn table(rows: Vec<Row>, narrowed: bool, zone: &TimeZone) -> AnyView {
    if rows.is_empty() {
        let words = match narrowed {
            true => "No order is like this.",
            false => "Nobody has ordered yet. The first order will stand here.",
        };
        return view! { <p class="empty">{words}</p> }.drawn();
    }
    let rows = rows.into_iter().map(|r| row(r, zone)).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Orders, table">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Order"</th>
                        <th scope="col">"Placed"</th>
                        <th scope="col">"Customer"</th>
                        <th scope="col">"Country"</th>
                        <th scope="col">"Payment"</th>
                        <th scope="col">"Parcel"</th>
                        <th scope="col" class="n">"Total"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .drawn()
}

fn row(r: Row, zone: &TimeZone) -> impl IntoView + use<> {
    let currency = Currency::parse(&r.currency).unwrap_or(Currency::EUR);
    let money = |minor| words::money(Money::new(minor, currency));
    let badge = |state: &str| {
        let (words, class) = state_words(state);
        view! { <span class=class>{words}</span> }
    };
    let back =
        (r.refunded > 0).then(|| view! { <br/><small class="soft">{format!("{} back", money(r.refunded))}</small> });
    let country = Country::parse(&r.country).map_or("", |c| c.name());
    let parcel = if r.state == "cancelled" { badge("cancelled") } else { badge(&r.fulfilment_state) };
    view! {
        <tr>
            <td><a href=format!("{LIST}/{}", r.id)>{r.number}</a></td>
            <td><time datetime=words::machine_time(r.placed_at, zone)>{words::date_time(r.placed_at, zone)}</time></td>
            <td>{r.name}</td>
            <td>{country}</td>
            <td>{badge(&r.payment_state)}</td>
            <td>{parcel}</td>
            <td class="n">{money(r.total)}{back}</td>
        </tr>
    }
}
