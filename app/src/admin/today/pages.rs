//! The first page of the back office.
use super::store::{self, Latest};
use super::{MANY, Wait, greeting};
use crate::figures::pages::Figures;
use crate::figures::pages::parts::{Tile, strip};
use crate::figures::pages::percent;
use crate::figures::period::{Period, earlier};
use crate::figures::store::{read, visits};
use crate::hosts::first_name;
use crate::hosts::roster::{Counter, date_of};
use crate::orders::state_words;
use crate::parts::drawn::Draw;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Moment, Money};
use crate::words;
use axum::response::Response;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// How many of the latest orders are shown.
const LATEST: i64 = 6;

/// `GET /admin`
pub async fn today(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}

struct Shown {
    name: String,
    waiting: Vec<(Wait, i64)>,
    latest: Vec<Latest>,
    today: Figures,
    /// The same weekday a week ago, the whole of it.
    then: Figures,
    currency: Currency,
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let (host, name) = (viewer.host().ok(), viewer.person().map(|p| p.name.clone()).unwrap_or_default());
    let facts = visit.facts().await?;
    let (db, zone) = (visit.db(), facts.zone());
    let today = date_of(visit.now, &zone);
    let then = earlier(today, 7);
    let week = Period { first: then, last: today };
    let days = read::between(db, &merchant, week, &zone).await?;
    let visited = visits::between(db, &merchant, week).await?;
    let of = |day| Figures::of(&days, &visited, Period::day(day), &facts.currency);
    let shown = Shown {
        waiting: store::waiting(db, &merchant, host.as_ref(), visit.now).await?,
        latest: store::latest(db, &merchant, LATEST).await?,
        today: of(today),
        then: of(then),
        currency: facts.currency(),
        name: name.clone(),
    };
    Ok(Page::new("Today", move |front: &Front| view(&shown, front)).desk(name))
}

fn view(s: &Shown, front: &Front) -> impl IntoView + use<> {
    let zone = front.facts.zone();
    let at = Timestamp::from_millisecond(front.now.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
    let name = first_name(&s.name);
    let hello =
        if name.is_empty() { greeting(at.time()).to_string() } else { format!("{}, {name}", greeting(at.time())) };
    let line = format!("{}. {}", at.strftime("%A %-d %B"), counter(front, &zone));
    let opening = (!front.facts.is_open()).then(|| {
        let (says, way) = match front.facts.away.is_empty() {
            true => ("The shop is not open yet: customers read that it opens soon. ", ("/admin/opening", "Open it")),
            false => ("The shop is closed for a while. ", ("/admin/settings", "Open it again")),
        };
        view! { <p class="notice">{says}<a href=way.0>{way.1}</a></p> }
    });
    view! {
        <div class="wrap stack gap-5">
            {opening}
            <div class="row between">
                <div class="stack gap-1"><h1>{hello}</h1><p class="soft">{line}</p></div>
                <p><a class="link" href="/admin/figures">"How it goes"</a></p>
            </div>
            <section aria-labelledby="so-far" class="stack gap-2">
                <h2 id="so-far" class="vh">"Today so far"</h2>
                {strip(tiles(s, &at.strftime("%A").to_string()))}
            </section>
            <div class="split a8b5">
                {latest(s, front.now, &zone)}
                {waits(&s.waiting)}
            </div>
        </div>
    }
}

/// Who is at the counter, in a sentence.
fn counter(front: &Front, zone: &TimeZone) -> String {
    match front.roster.counter(front.now, zone) {
        Counter::Open(here) => match here.first() {
            Some((hand, until)) => {
                format!("{} is at the counter until {}.", hand.first_name(), words::clock(*until, zone))
            }
            None => String::new(),
        },
        Counter::Empty(hand, at) => {
            format!("Nobody is at the counter; {} comes {}.", hand.first_name(), words::date_time(at, zone))
        }
        Counter::Unplanned => "Nobody has hours at the counter.".into(),
    }
}

/// Today until now, beside the whole of the same weekday a week ago.
fn tiles(s: &Shown, weekday: &str) -> Vec<Tile> {
    let (now, then) = (&s.today, &s.then);
    let money = |minor| words::money(Money::new(minor, s.currency));
    let last = |reads: String| format!("{reads} on the whole of last {weekday}");
    let counted = |n: Option<i64>, reads: fn(i64) -> String| n.map_or_else(|| "Not counted yet".into(), reads);
    let counted_then = |n: Option<i64>, reads: fn(i64) -> String| match n {
        Some(n) => last(reads(n)),
        None => format!("not counted last {weekday}"),
    };
    let number = |n: i64| n.to_string();
    vec![
        Tile { name: "Orders", reads: number(now.sums.orders), before: last(number(then.sums.orders)) },
        Tile { name: "Sales", reads: money(now.sums.gross), before: last(money(then.sums.gross)) },
        Tile { name: "Refunds", reads: money(now.sums.refunded), before: last(money(then.sums.refunded)) },
        Tile { name: "Visits", reads: counted(now.visits, number), before: counted_then(then.visits, number) },
        Tile {
            name: "Conversion",
            reads: counted(now.conversion, percent),
            before: counted_then(then.conversion, percent),
        },
    ]
}

/// What waits for somebody, each with the way to it.
fn waits(all: &[(Wait, i64)]) -> impl IntoView + use<> {
    let rows = all
        .iter()
        .map(|(wait, n)| {
            let (title, href) = wait.door();
            let class = if wait.presses() { "badge warn" } else { "badge" };
            let n = if *n > MANY { format!("{MANY}+") } else { n.to_string() };
            view! { <li class="row"><span class=class>{n}</span><a href=href>{title}</a></li> }
        })
        .collect_view();
    let body = match all.is_empty() {
        true => view! { <p class="soft">"Nothing waits for anybody."</p> }.drawn(),
        false => view! { <ul class="waits">{rows}</ul> }.drawn(),
    };
    view! { <section class="panel" aria-labelledby="to-do"><div class="head"><h2 id="to-do">"To do now"</h2></div>{body}</section> }
}

fn latest(s: &Shown, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let rows = s.latest.iter().map(|o| row(o, now, zone)).collect_view();
    let body = match s.latest.is_empty() {
        true => view! { <p class="soft">"Nobody has ordered yet."</p> }.drawn(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Latest orders, table">
                <table>
                    <thead><tr><th scope="col">"Order"</th><th scope="col">"Placed"</th><th scope="col">"Customer"</th><th scope="col">"Payment"</th><th scope="col">"Parcel"</th><th scope="col" class="n">"Total"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .drawn(),
    };
    view! {
        <section class="panel" aria-labelledby="latest">
            <div class="head"><h2 id="latest">"Latest orders"</h2><a class="link" href="/admin/orders">"All orders"</a></div>
            {body}
        </section>
    }
}
fn row(o: &Latest, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let badge = |state: &str| {
        let (words, class) = state_words(state);
        view! { <span class=class>{words}</span> }
    };
    let total = words::money(Money::new(o.total, Currency::parse(&o.currency).unwrap_or(Currency::EUR)));
    view! {
        <tr>
            <th scope="row"><a href=format!("/admin/orders/{}", o.id)>{o.number.clone()}</a></th>
            <td><time datetime=words::machine_time(o.placed_at, zone)>{words::when(o.placed_at, now, zone)}</time></td>
            <td>{o.name.clone()}</td>
            <td>{badge(&o.payment_state)}</td>
            <td>{badge(&o.fulfilment_state)}</td>
            <td class="n">{total}</td>
        </tr>
    }
}
