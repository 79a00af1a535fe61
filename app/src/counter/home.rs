//! Where a host begins: who is here, what waits, what came of their answers.
use super::store::{self, Open, Own, Thread, Waiting, told};
use crate::forum::pages::when;
use crate::forum::text;
use crate::hosts::said;
use crate::parts::drawn::Draw;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /counter`
pub async fn home(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}

/// How many of their own answers a host sees.
const OWN: i64 = 10;

struct Shown {
    open: Vec<Open>,
    threads: Vec<Thread>,
    own: Vec<Own>,
    waiting: Waiting,
    merchant: bool,
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let me = visit.host().await?;
    let db = visit.db();
    let shown = Shown {
        open: store::open(db, &me).await?,
        threads: store::threads(db, &me).await?,
        own: store::own(db, &me, OWN).await?,
        waiting: store::waiting(db, &me).await?,
        merchant: visit.viewer().await?.merchant().is_ok(),
    };
    let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    Ok(Page::new("Counter", move |front: &Front| view(&shown, front)).counter(name))
}

fn view(s: &Shown, front: &Front) -> impl IntoView + use<> {
    let zone = front.facts.zone();
    view! {
        <div class="wrap stack gap-5">
            <div class="row between">
                <h1>"Counter"</h1>
                <p class="row gap-2"><a class="btn" href="/counter/bench">"Post from the workbench"</a><a class="btn quiet" href="/counter/page">"Your page"</a></p>
            </div>
            <div class="split a8b5">
                <div class="stack gap-5">{questions(s, front.now)}{threads(s, front.now, &zone)}</div>
                <div class="stack gap-5">{here(s, front, &zone)}{queue(s)}{own(s, front.now, &zone)}</div>
            </div>
        </div>
    }
}

fn questions(s: &Shown, now: Moment) -> impl IntoView + use<> {
    let rows = s
        .open
        .iter()
        .map(|q| {
            let about = match (&q.product_slug, &q.product_title, &q.step_title) {
                (Some(slug), Some(title), _) => Some(view! { <a href=format!("/products/{slug}")>{title.clone()}</a> }.drawn()),
                (_, _, Some(step)) => Some(view! { <span>{step.clone()}</span> }.drawn()),
                _ => None,
            };
            let minutes = ((now.0 - q.asked_at.0) / Moment::MINUTE).max(1);
            view! {
                <li>
                    <h3><a href=format!("/forum/{}#reply", q.id)>{q.title.clone()}</a></h3>
                    <p class="row gap-3 small soft"><span>{q.name.clone()}</span>{about}<span class="waits">{format!("waits for {}", words::duration(minutes))}</span></p>
                </li>
            }
        })
        .collect_view();
    let body = match s.open.is_empty() {
        true => view! { <p class="soft">"Every question is answered."</p> }.drawn(),
        false => view! { <ol class="roster">{rows}</ol> }.drawn(),
    };
    let more = (s.waiting.questions > s.open.len() as i64)
        .then(|| view! { <p><a class="link" href="/forum?show=open">"All of them"</a></p> });
    view! {
        <section class="panel" aria-labelledby="open">
            <div class="head"><h2 id="open">"Not answered yet"</h2><span class="badge">{told(s.waiting.questions)}</span></div>
            {body}{more}
        </section>
    }
}

fn threads(s: &Shown, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let rows = s
        .threads
        .iter()
        .map(|t| view! { <li class="row between"><a href=format!("/forum/{}", t.topic)>{format!("Order {}", t.number)}</a><span class="small soft">{when(t.at, now, zone)}</span></li> })
        .collect_view();
    let body = match s.threads.is_empty() {
        true => view! { <p class="soft">"Nobody waits for an answer about their order."</p> }.drawn(),
        false => view! { <ol class="roster">{rows}</ol> }.drawn(),
    };
    view! {
        <section class="panel" aria-labelledby="threads">
            <div class="head"><h2 id="threads">"About orders"</h2><span class="badge">{told(s.waiting.threads)}</span></div>
            {body}
        </section>
    }
}

fn here(s: &Shown, front: &Front, zone: &TimeZone) -> impl IntoView + use<> {
    let rows = front
        .roster
        .hands
        .iter()
        .map(|h| {
            let presence = h.presence(front.now, zone);
            let here = matches!(presence, crate::hosts::roster::Presence::Here(_));
            let words = said::presence(&presence, front.now, zone);
            view! {
                <li class="row nowrap gap-3"><span class=if here { "lamp" } else { "lamp off" } aria-hidden="true"></span><span><a class="plain" href=format!("/hosts/{}", h.handle)><b>{h.name.clone()}</b></a><br/><span class="small soft">{words}</span></span></li>
            }
        })
        .collect_view();
    let all =
        s.merchant.then(|| view! { <p><a class="link" href="/counter/settings/roster">"Everybody’s hours"</a></p> });
    view! {
        <section class="panel" aria-labelledby="here">
            <div class="head"><h2 id="here">"Who is here"</h2></div>
            <ul class="stack gap-3 plainlist">{rows}</ul>
            {all}
        </section>
    }
}

fn queue(s: &Shown) -> impl IntoView + use<> {
    let n = s.waiting.queue;
    let words = match n {
        0 => view! { <p class="soft">"Nothing is held, nothing is reported."</p> }.drawn(),
        _ => view! { <p><a href="/counter/queue">{format!("{} to look at", told(n))}</a></p> }.drawn(),
    };
    view! { <section class="panel" aria-labelledby="queue"><div class="head"><h2 id="queue">"Queue"</h2></div>{words}</section> }
}

fn own(s: &Shown, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let rows = s
        .own
        .iter()
        .map(|o| {
            let helped = match o.helpful {
                0 => "nobody has said that it helped".to_string(),
                n => words::count(n, "person found this helpful", "people found this helpful"),
            };
            let accepted = o.accepted.then(|| view! { <span class="badge ok">"Accepted"</span> });
            view! {
                <li class="stack gap-1">
                    <h3><a href=format!("/posts/{}", o.post)>{o.title.clone()}</a></h3>
                    <p class="said">{text::excerpt(&o.body, 140)}</p>
                    <p class="row gap-3 small soft"><span>{when(o.at, now, zone)}</span><span>{helped}</span>{accepted}</p>
                </li>
            }
        })
        .collect_view();
    let body = match s.own.is_empty() {
        true => view! { <p class="soft">"You have not said anything yet."</p> }.drawn(),
        false => view! { <ul class="roster">{rows}</ul> }.drawn(),
    };
    view! {
        <section class="panel" aria-labelledby="yours">
            <div class="head"><h2 id="yours">"What came of your answers"</h2></div>
            {body}
        </section>
    }
}
