//! The settings of the counter, for merchants.
use super::sensitive::{self, MOST, Row};
use crate::moderation::queue::pages::name;
use crate::moderation::queue::store::known_only;
use crate::moderation::words::{self, Watched};
use crate::parts::faults;
use crate::parts::field::fault;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

/// `GET /counter/settings`
pub async fn settings(visit: Visit) -> Response {
    visit.show(read(&visit, "", None)).await
}

/// What the page shows.
struct Settings {
    known_only: bool,
    words: Vec<Watched>,
    typed: String,
    searched: String,
    products: Vec<Row>,
    done: Option<&'static str>,
    problem: Option<Problem>,
}

/// Reads the page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, typed: &str, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let db = visit.db();
    let searched = visit.query("q").trim().to_string();
    let s = Settings {
        known_only: known_only(db).await?,
        words: words::all(db, &merchant).await?,
        typed: typed.into(),
        products: sensitive::find(db, &merchant, &searched).await?,
        searched,
        done: done(&visit.query("done")).filter(|_| problem.is_none()),
        problem,
    };
    let status = faults::status(&s.problem);
    let name = name(visit).await?;
    Ok(Page::new("Settings", move |_: &Front| view(&s)).counter(name).status(status))
}

/// What was done, for whoever did it.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "raid" => "Only known visitors write from now on.",
        "calm" => "Everybody can write again.",
        "watched" => "A post with one of these words waits for a host from now on.",
        "unwatched" => "The word is watched no more.",
        "sensitive" => "Nothing about it stands in a feed any more.",
        "open" => "What happens from now on may stand in the feeds again.",
        "over" => "It was so already.",
        _ => return None,
    })
}

fn view(s: &Settings) -> impl IntoView + use<> {
    let over = faults::over(&s.problem);
    let done = s.done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Settings"</h1><p class="soft">"Everything you change here is written into the audit."</p></div>
            {over}
            {done}
            <div class="split">
                <div class="stack gap-5">{raid(s)}{watched(s)}</div>
                <div class="stack gap-5">
                    <section class="panel stack gap-2" aria-labelledby="hours"><h2 id="hours">"Hours and roster"</h2><p class="soft">"Who is at the counter when, and who is away."</p><p><a class="link" href="/counter/settings/roster">"Set the roster"</a></p></section>
                    {products(s)}
                </div>
            </div>
        </div>
    }
}

fn raid(s: &Settings) -> impl IntoView + use<> {
    let (class, on, label) = match s.known_only {
        true => ("btn quiet", "0", "Let everybody write"),
        false => ("btn bad", "1", "Let only known visitors write"),
    };
    let state = match s.known_only {
        true => "On: newcomers read, and cannot write.",
        false => "Off: everybody can write.",
    };
    view! {
        <section class="panel stack gap-3" aria-labelledby="raid">
            <h2 id="raid">"Known visitors only"</h2>
            <p class="soft">"For a raid. Whoever has an account, or wrote something before today that stands, goes on as ever."</p>
            <form class="row between" method="post" action="/counter/settings">
                <p><b>{state}</b></p>
                <input type="hidden" name="act" value="raid"/>
                <button class=class name="on" value=on>{label}</button>
            </form>
        </section>
    }
}

fn watched(s: &Settings) -> impl IntoView + use<> {
    let lines = s
        .words
        .iter()
        .map(|w| {
            let name = format!(" ‘{}’", w.word);
            view! {
                <li class="row between"><span>{w.word.clone()}</span>
                    <form method="post" action="/counter/settings"><input type="hidden" name="word" value=w.id.to_string()/><button class="btn bare sm" name="act" value="unwatch">"Forget"<span class="vh">{name}</span></button></form>
                </li>
            }
        })
        .collect_view();
    let none = s.words.is_empty().then(|| view! { <p class="small soft">"No word is watched."</p> });
    let wrong = faults::beside(&s.problem, "words");
    let bad = wrong.is_some().then_some("true");
    let described = if wrong.is_some() { "words-hint words-fault" } else { "words-hint" };
    let typed = s.typed.clone();
    view! {
        <section class="panel stack gap-3" aria-labelledby="watched">
            <h2 id="watched">"Watched words"</h2>
            <p class="soft">"A post with one of them waits for a host, whoever writes it; hosts themselves go on."</p>
            {none}
            <ul class="plainlist words">{lines}</ul>
            <form class="stack gap-3" method="post" action="/counter/settings#faults" novalidate>
                <div class="field">
                    <label for="words">"Words to watch"</label>
                    <span class="hint" id="words-hint">"One a line, or several that stand together. Case and accents do not matter."</span>
                    {fault(wrong, Some("words-fault".into()))}
                    <textarea id="words" name="words" rows="3" aria-describedby=described aria-invalid=bad>{typed}</textarea>
                </div>
                <p><button class="btn" name="act" value="watch">"Watch"</button></p>
            </form>
        </section>
    }
}

fn products(s: &Settings) -> impl IntoView + use<> {
    let lines = s.products.iter().map(|p| product(p, &s.searched)).collect_view();
    let none = match (s.products.is_empty(), s.searched.is_empty()) {
        (false, _) => None,
        (true, true) => Some("No product is marked."),
        (true, false) => Some("No product goes by that."),
    };
    let none = none.map(|words| view! { <p class="small soft">{words}</p> });
    let heading = match s.searched.is_empty() {
        true => "Marked",
        false => "Found",
    };
    let most = (s.products.len() as i64 == MOST)
        .then(|| view! { <p class="small soft">{format!("The first {MOST}. Another word narrows it.")}</p> });
    let searched = s.searched.clone();
    view! {
        <section class="panel stack gap-3" aria-labelledby="sensitive">
            <h2 id="sensitive">"Sensitive products"</h2>
            <p class="soft">"What is asked about them and that they were bought stands in no feed. The questions stay on their pages."</p>
            <form class="row" role="search" action="/counter/settings">
                <label class="vh" for="product-q">"Title or address of a product"</label>
                <input class="grow" id="product-q" type="search" name="q" value=searched placeholder="Title or address"/>
                <button class="btn quiet">"Find"</button>
            </form>
            <h3>{heading}</h3>
            {none}
            <ul class="plainlist words">{lines}</ul>
            {most}
        </section>
    }
}

fn product(p: &Row, searched: &str) -> impl IntoView + use<> {
    let (on, label) = if p.sensitive { ("0", "Take the mark away") } else { ("1", "Mark as sensitive") };
    let badge = p.sensitive.then(|| view! { <span class="badge warn">"Sensitive"</span> });
    let (slug, searched, name) = (p.slug.clone(), searched.to_string(), format!(", {}", p.title));
    view! {
        <li class="row between">
            <span><a href=format!("/products/{slug}")>{p.title.clone()}</a>" "{badge}</span>
            <form method="post" action="/counter/settings">
                <input type="hidden" name="act" value="sensitive"/>
                <input type="hidden" name="product" value=slug/>
                <input type="hidden" name="q" value=searched/>
                <button class="btn bare sm" name="on" value=on>{label}<span class="vh">{name}</span></button>
            </form>
        </li>
    }
}
