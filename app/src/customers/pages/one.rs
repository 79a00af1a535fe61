//! One customer: what they ordered, what they said in public, and what staff noted about them.
use super::list::LIST;
use crate::customers::notes::Author;
use crate::customers::notes::pages::{Sent, section};
use crate::customers::notes::store::{Note, about};
use crate::customers::store::one::{self, Customer, ORDERS, Order, Said};
use crate::orders::pages::badges;
use crate::parts::avatar::named;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/customers/{id}`
pub async fn customer(visit: Visit, Path(id): Path<i64>) -> Response {
    visit.show(read(&visit, id, Sent { done: visit.query("done") == "note", ..Sent::default() })).await
}

/// What stands on the page.
struct Seen {
    who: Customer,
    orders: Vec<Order>,
    later: bool,
    said: Vec<Said>,
    told: (i64, i64),
    notes: Vec<Note>,
    sent: Sent,
}

/// The page, with what was typed into the form of a note.
pub async fn read(visit: &Visit, id: i64, sent: Sent) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let db = visit.db();
    let who = one::one(db, &merchant, id).await?.ok_or(Instead::Missing)?;
    let after: Option<i64> = visit.query("after").parse().ok();
    let orders = one::orders(db, &merchant, &who, after).await?;
    let (mut said, mut told, mut notes) = (vec![], (0, 0), vec![]);
    if let Some(person) = who.person {
        said = one::said(db, &merchant, person).await?;
        told = one::told(db, &merchant, person).await?;
        if let Some(by) = Author::merchant(&merchant) {
            notes = about(db, &by, person).await?;
        }
    }
    let status = faults::status(&sent.problem);
    let title = if who.name.is_empty() { who.email.clone() } else { who.name.clone() };
    let seen = Seen { who, orders, later: after.is_some(), said, told, notes, sent };
    Ok(Page::new(title.clone(), move |front: &Front| view(title, seen, &front.facts)).desk(name).status(status))
}

fn view(title: String, seen: Seen, facts: &Facts) -> impl IntoView + use<> {
    let zone = facts.zone();
    let who = &seen.who;
    let alias = who.person.map(|_| {
        view! { <dt>"Shows as"</dt><dd>{named(&who.alias, who.avatar_seed)}</dd> }
    });
    let account = match (who.person, who.kind.as_str()) {
        (None, _) => "Without an account",
        (_, "staff") => "One of the staff",
        _ => "With an account",
    };
    let last = who.last_order_at.map_or("Never".to_string(), |at| words::long_day(at, &zone));
    let told = who.person.map(|_| {
        let (all, unread) = seen.told;
        let most = if all == 1000 { "1,000 or more".to_string() } else { all.to_string() };
        view! { <dt>"Notices to them"</dt><dd>{format!("{most}, {unread} not read")}</dd> }
    });
    let notes = match who.person {
        Some(_) => section(&seen.notes, &format!("{LIST}/{}", who.id), &seen.sent, &zone).drawn(),
        None => view! {
            <section class="panel stack gap-2" aria-labelledby="notes"><h2 id="notes">"Notes"</h2><p class="soft">"Nothing is noted about somebody without an account: they could not read it."</p></section>
        }
        .drawn(),
    };
    let said = who.person.map(|_| said(&seen.said, &zone));
    view! {
        <div class="wrap stack gap-5">
            <p><a class="link" href=LIST>"All customers"</a></p>
            <div class="stack gap-1"><h1>{title}</h1><p class="soft">{account}</p></div>
            {faults::over(&seen.sent.problem)}
            <div class="split a8b5">
                <div class="stack gap-5">{orders(&seen, facts)}{said}</div>
                <div class="stack gap-5">
                    <section class="panel stack gap-3" aria-labelledby="who">
                        <h2 id="who">"In short"</h2>
                        <dl class="kv">
                            <dt>"Email"</dt><dd><a href=format!("mailto:{}", who.email)>{who.email.clone()}</a></dd>
                            {alias}
                            <dt>"Known since"</dt><dd>{words::long_day(who.since, &zone)}</dd>
                            <dt>"Orders, without cancelled ones"</dt><dd>{who.orders}</dd>
                            <dt>"Ordered for"</dt><dd>{words::money(Money::new(who.spent, facts.currency()))}</dd>
                            <dt>"Last order"</dt><dd>{last}</dd>
                            {told}
                        </dl>
                    </section>
                    {notes}
                </div>
            </div>
        </div>
    }
}

fn orders(seen: &Seen, facts: &Facts) -> impl IntoView + use<> {
    let more = seen.orders.len() > ORDERS;
    let shown = &seen.orders[..seen.orders.len().min(ORDERS)];
    let zone = facts.zone();
    let here = format!("{LIST}/{}", seen.who.id);
    let rows = shown
        .iter()
        .map(|o| {
            let total = words::money(Money::new(o.total, Currency::parse(&o.currency).unwrap_or(facts.currency())));
            view! {
                <tr>
                    <th scope="row"><a href=format!("/admin/orders/{}", o.id)>{o.number.clone()}</a></th>
                    <td><time datetime=words::machine_time(o.placed_at, &zone)>{words::long_day(o.placed_at, &zone)}</time></td>
                    <td><span class="row gap-2">{badges(&o.state, &o.payment_state, &o.fulfilment_state)}</span></td>
                    <td class="n">{total}</td>
                </tr>
            }
        })
        .collect_view();
    let table = match shown.is_empty() {
        true => view! { <p class="soft">{if seen.later { "No more orders." } else { "They have not ordered." }}</p> }.drawn(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Orders, table">
                <table>
                    <thead><tr><th scope="col">"Order"</th><th scope="col">"Placed"</th><th scope="col">"State"</th><th scope="col" class="n">"Total"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .drawn(),
    };
    let newest = seen.later.then(|| view! { <a class="link" href=here.clone()>"The newest"</a> });
    let older = shown.last().filter(|_| more).map(|o| {
        view! { <a class="btn quiet" rel="next" href=format!("{here}?after={}", o.id)>"Older orders"</a> }
    });
    let pager = (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label="Pages">{newest}{older}</nav> });
    view! { <section class="panel stack gap-3" aria-labelledby="orders"><h2 id="orders">"Orders"</h2>{table}{pager}</section> }
}

fn said(said: &[Said], zone: &jiff::tz::TimeZone) -> impl IntoView + use<> {
    let lines = said
        .iter()
        .map(|s| {
            let what = if s.opened { "Opened" } else { "Wrote in" };
            let at = words::long_day(s.at, zone);
            view! { <li>{format!("{what} ")}<a href=format!("/posts/{}", s.post)>{s.title.clone()}</a><span class="soft">{format!(", {at}")}</span></li> }
        })
        .collect_view();
    let list = match said.is_empty() {
        true => view! { <p class="soft">"Nothing where everybody reads it."</p> }.drawn(),
        false => view! { <ul class="plainlist stack gap-2">{lines}</ul> }.drawn(),
    };
    view! {
        <section class="panel stack gap-3" aria-labelledby="said"><h2 id="said">"What they said in public"</h2>{list}</section>
    }
}
