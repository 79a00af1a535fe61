//! One host: their own words, their hours, their bench, their answers, what they make.
use super::note::card;
use super::portrait;
use crate::activity::islands::LiveList;
use crate::catalogue::cards::{Rank, shelf};
use crate::catalogue::store::list::{self, Card};
use crate::forum::pages::when;
use crate::forum::text;
use crate::hosts::roster::Presence;
use crate::hosts::store::{self, Answer, Answers, Figures, Host, Note, Of, PAGE};
use crate::hosts::{first_name, said, structured, topics};
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::icon::{Ico, Icon};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use std::sync::Arc;

/// `GET /hosts/{handle}`
pub async fn host(visit: Visit, Path(handle): Path<String>) -> Response {
    visit.show(read(&visit, &handle)).await
}

/// How many notes and products stand on the page.
const NOTES: i64 = 6;
const GOODS: i64 = 8;

/// Who it is, with their words drawn: kept until somebody's page changes.
struct Portrayed {
    host: Host,
    html: String,
}

struct Shown {
    of: Arc<Portrayed>,
    answers: Answers,
    figures: Figures,
    notes: Vec<Note>,
    goods: Vec<Card>,
    maker: Option<String>,
    /// Whether these are the newest answers.
    first: bool,
    /// The newest event before anything was read.
    last: i64,
}

/// Whoever has this address; asked for in vain, nothing is kept.
async fn portrayed(visit: &Visit, handle: &str) -> sqlx::Result<Option<Arc<Portrayed>>> {
    let (kept, version) = (&visit.site.kept, visit.facts().await?.catalogue_version);
    let name = format!("host/{handle}");
    if let Some(there) = kept.find(version, &name) {
        return Ok(Some(there));
    }
    let Some(host) = store::at(visit.db(), handle).await? else { return Ok(None) };
    let html = if host.words.is_empty() { String::new() } else { text::draw_off(host.words.clone()).await };
    let there = Arc::new(Portrayed { html, host });
    kept.keep(version, &name, &there);
    Ok(Some(there))
}

async fn read(visit: &Visit, handle: &str) -> Result<Page, Instead> {
    let db = visit.db();
    let last = visit.front().await?.newest;
    let facts = visit.facts().await?;
    let of = portrayed(visit, handle).await?.ok_or(Instead::Missing)?;
    let host = of.host.clone();
    let before: Option<i64> = visit.query("after").parse().ok();
    let answers = store::answers(db, host.person, before, PAGE).await?;
    let notes = store::notes(db, Of::Host(host.person), 0, NOTES).await?;
    // Whoever left keeps a page as long as something of theirs can be read.
    if !host.listed && answers.rows.is_empty() && notes.is_empty() {
        return Err(Instead::Missing);
    }
    let figures = store::figures(db, host.person).await?;
    let (ids, maker) = if host.listed { store::makes(db, host.person, GOODS).await? } else { (vec![], None) };
    let goods = list::of(db, ids, &facts.currency).await?;
    let data = vec![structured::profile(&visit.site.public_url, &host, &figures, &facts.zone())];
    let path = format!("/hosts/{}", host.handle);
    let plain = text::plain(&host.words);
    let description = match plain.trim().is_empty() {
        true => format!("{} {}", host.name, host.title),
        false => text::excerpt(&plain, 200),
    };
    let picture = host
        .hash
        .as_deref()
        .map(|hash| crate::media::url(hash, crate::media::fallback_width(host.width.unwrap_or(480))));
    let shown = Shown { of, answers, figures, notes, goods, maker, first: before.is_none(), last };
    let page = Page::new(host.name.clone(), move |front: &Front| view(&shown, front))
        .description(description)
        .canonical(path)
        .kind("profile")
        .picture(picture)
        .feed(format!("/feeds/hosts/{handle}"))
        .data(data);
    Ok(if before.is_some() { page.unlisted() } else { page })
}

fn view(s: &Shown, front: &Front) -> impl IntoView + use<> {
    let Portrayed { host, html } = &*s.of;
    let zone = front.facts.zone();
    let path = [
        ("/".to_string(), "Home".to_string()),
        ("/hosts".into(), "The hosts".into()),
        (format!("/hosts/{}", host.handle), host.name.clone()),
    ];
    let head = head(host, html, front, &zone).drawn();
    let notes = bench(s, host, front.now, &zone);
    let answers = answers(s, host, front.now, &zone).drawn();
    let aside = host.listed.then(|| aside(s, host, front, &zone).drawn());
    let goods = goods(s, host, front);
    view! {
        <div class="wrap">
            {crumbs(&path)}
            {head}
        </div>
        <section class="band wrap" aria-labelledby="answers">
            <div class="talkgrid">
                {answers}
                {aside}
            </div>
        </section>
        {notes}
        {goods}
    }
}

fn head(h: &Host, html: &str, front: &Front, zone: &TimeZone) -> impl IntoView + use<> {
    let first = first_name(&h.name).to_string();
    let presence = front.roster.hand(h.person).filter(|_| h.listed).map(|hand| {
        let presence = hand.presence(front.now, zone);
        let here = matches!(presence, Presence::Here(_));
        let words = said::presence(&presence, front.now, zone);
        view! { <p class="row gap-3"><span class=if here { "lamp" } else { "lamp off" } aria-hidden="true"></span><span>{words}</span></p> }
    });
    let gone = (!h.listed).then(|| {
        view! { <p class="notice">{format!("{first} does not work here any more. What {first} said stays, under this name.")}</p> }
    });
    let said = (!html.is_empty()).then(|| view! { <div class="said mid prose" inner_html=html.to_string()></div> });
    let about = topics(&h.specialities);
    let about = (!about.is_empty()).then(|| {
        let all = about.into_iter().map(|t| view! { <li>{t}</li> }).collect_view();
        view! { <div class="stack gap-2"><h2 class="quiethead">"Ask about"</h2><ul class="about">{all}</ul></div> }
    });
    let acts = h.listed.then(|| {
        view! {
            <p class="row">
                <a class="btn" href="/forum/ask">{format!("Ask {first}")}</a>
                <a class="btn quiet" href=format!("/feeds/hosts/{}", h.handle)><Ico icon=Icon::Rss/>"Follow the bench"</a>
            </p>
        }
    });
    let title = (!h.title.is_empty()).then(|| view! { <p class="soft">{h.title.clone()}</p> });
    view! {
        <div class="hosthead">
            {portrait(h.hash.as_deref(), h.width, h.focus, &h.name, 400)}
            <div class="stack gap-4">
                <div class="stack gap-2"><h1>{h.name.clone()}</h1>{title}{presence}</div>
                {gone}
                {said}
                {about}
                {acts}
            </div>
        </div>
    }
}

fn answers(s: &Shown, h: &Host, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let first = first_name(&h.name).to_string();
    let rows = s.answers.rows.iter().map(|a| answer(a, now, zone)).collect_view();
    let empty = s.answers.rows.is_empty().then(|| {
        let words = if s.first { format!("{first} has not answered anything yet.") } else { "Nothing older.".into() };
        view! { <p class="soft">{words}</p> }
    });
    let next = s.answers.next.map(|before| {
        let href = format!("/hosts/{}?after={before}#answers", h.handle);
        view! { <p class="pager"><a class="btn quiet sm" href=href rel="next">"Older answers"</a></p> }
    });
    let newest = (!s.first).then(|| {
        view! { <p><a class="link" href=format!("/hosts/{}", h.handle)>"The newest"</a></p> }
    });
    let heading = format!("Lately, in {first}’s words");
    view! { <div class="stack gap-4"><h2 id="answers">{heading}</h2>{newest}<div class="qa">{rows}</div>{empty}{next}</div> }
}

fn answer(a: &Answer, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let helpful = (a.helpful > 0).then(|| {
        view! { <span>{words::count(a.helpful, "person found this helpful", "people found this helpful")}</span> }
    });
    let accepted = a.accepted.then(|| view! { <span class="solved"><Ico icon=Icon::Check/>"Accepted answer"</span> });
    let product = a.product_slug.clone().zip(a.product_title.clone()).map(|(slug, title)| {
        view! { <a href=format!("/products/{slug}")>{title}</a> }
    });
    let link = format!("/posts/{}", a.post);
    view! {
        <article>
            <h3><a href=link.clone()>{a.title.clone()}</a></h3>
            <p class="said">{text::excerpt(&a.body, 320)}</p>
            <p class="row gap-3 small soft"><a class="plain" href=link>{when(a.created_at, now, zone)}</a>{product}{helpful}{accepted}</p>
        </article>
    }
}

fn bench(s: &Shown, h: &Host, now: Moment, zone: &TimeZone) -> Option<impl IntoView + use<>> {
    if s.notes.is_empty() && !h.listed {
        return None;
    }
    let cards = s.notes.iter().map(|n| card(n, now, zone)).collect_view();
    let empty =
        s.notes.is_empty().then(|| view! { <p class="soft" data-empty="">"No note from the workbench yet."</p> });
    let list = view! { <div class="grid roomy" data-live-list>{cards}{empty}</div> };
    Some(view! {
        <section class="band wrap tint" aria-labelledby="bench">
            <div class="head"><h2 id="bench">"From the workbench"</h2></div>
            <LiveList topics=format!("host:{}", h.person) kinds="bench.posted".to_string() last=s.last fragment=format!("/fragments/bench?host={}", h.handle) one="note" many="notes" at_end=false>
                {list}
            </LiveList>
        </section>
    })
}

fn aside(s: &Shown, h: &Host, front: &Front, zone: &TimeZone) -> impl IntoView + use<> {
    let first = first_name(&h.name).to_string();
    let week = front.roster.hand(h.person).filter(|hand| !hand.shifts.is_empty()).map(|hand| {
        let days = hand
            .week(front.now, zone)
            .iter()
            .map(|day| said::day(day, front.now, zone))
            .map(|(name, hours)| view! { <tr><th scope="row">{name}</th><td class="r">{hours}</td></tr> })
            .collect_view();
        view! {
            <section class="panel stack gap-3" aria-labelledby="week">
                <h2 id="week">{format!("When {first} is here")}</h2>
                <table><tbody>{days}</tbody></table>
                <p class="small soft">"By the clock of the shop."</p>
            </section>
        }
    });
    let f = s.figures;
    let figures = (f.answers > 0).then(|| {
        view! {
            <section class="stack gap-2" aria-labelledby="came">
                <h2 id="came">"What came of it"</h2>
                <dl class="kv"><dt>"Answers"</dt><dd>{f.answers.to_string()}</dd><dt>"Found helpful"</dt><dd>{f.helpful.to_string()}</dd><dt>"Accepted"</dt><dd>{f.accepted.to_string()}</dd></dl>
                <p class="small soft">{format!("Counted from the posts themselves. A host since {}.", words::month(h.since, zone))}</p>
            </section>
        }
    });
    view! { <aside class="stack gap-6" aria-label=format!("About {}", h.name)>{week}{figures}</aside> }
}

fn goods(s: &Shown, h: &Host, front: &Front) -> Option<impl IntoView + use<>> {
    let first = first_name(&h.name).to_string();
    (!s.goods.is_empty()).then(|| {
        let all = s.maker.clone().map(|maker| {
            view! { <a class="link" href=format!("/products?maker={maker}")>{format!("Everything {first} makes")}</a> }
        });
        view! {
            <section class="band wrap" aria-labelledby="makes">
                <div class="head"><h2 id="makes">{format!("What {first} makes")}</h2>{all}</div>
                {shelf(s.goods.clone(), &front.facts, true, Rank::Three, 0)}
            </section>
        }
    })
}
