//! All topics.
use super::{find, when};
use crate::activity;
use crate::activity::islands::LiveList;
use crate::forum::store::{self, Filter, List, Row};
use crate::parts::avatar::avatar;
use crate::parts::icon::{Ico, Icon};
use crate::parts::query;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /forum`, and what a search in it finds.
pub async fn forum(visit: Visit) -> Response {
    let search = visit.query("q").trim().chars().take(100).collect::<String>();
    match search.is_empty() {
        true => visit.show(read(&visit)).await,
        false => visit.show(find::read(&visit, &search)).await,
    }
}

/// What can be shown, by its word in the address.
const SHOWS: &[(&str, &str)] = &[
    ("", "Everything"),
    ("questions", "Questions"),
    ("open", "Not answered yet"),
    ("solved", "Solved"),
    ("talk", "Talk"),
    ("bench", "From the workbench"),
];

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let last = activity::store::newest(db).await?;
    let show = visit.query("show");
    let show = if SHOWS.iter().any(|(word, _)| *word == show) { show } else { String::new() };
    let steps = store::steps(db).await?;
    let step = Some(visit.query("step")).filter(|s| steps.iter().any(|(word, _)| word == s));
    let filter = Filter { show: show.clone(), step: step.clone(), after: cursor(&visit.query("after")) };
    let list = store::list(db, &filter).await?;
    let zone = visit.facts().await?.zone();
    let now = visit.now;
    let plain = show.is_empty() && step.is_none();
    let first_page = filter.after.is_none();
    let title = steps
        .iter()
        .find(|(word, _)| Some(word) == step.as_ref())
        .map_or("Forum".to_string(), |(_, t)| format!("Forum: {t}"));
    let page = Page::new(title, move |front: &Front| {
        view(list, show, step, steps, (plain && first_page).then_some(last), now, &zone, front)
    })
    .description(
        "Questions about what we make, answered in the open by the people who make it and by those who use it.",
    )
    .canonical("/forum")
    .feed("/feeds/forum.atom");
    Ok(if plain && first_page { page } else { page.unlisted() })
}

/// Where a page begins: the moment of the last post and the number of the topic before it.
fn cursor(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[allow(clippy::too_many_arguments)]
fn view(
    list: List,
    show: String,
    step: Option<String>,
    steps: Vec<(String, String)>,
    live: Option<i64>,
    now: Moment,
    zone: &TimeZone,
    front: &Front,
) -> impl IntoView + use<> {
    let link = |show: &str, step: Option<&str>| {
        let pairs: Vec<(String, String)> = [("show", Some(show).filter(|s| !s.is_empty())), ("step", step)]
            .into_iter()
            .filter_map(|(k, v)| Some((k.to_string(), v?.to_string())))
            .collect();
        if pairs.is_empty() { "/forum".to_string() } else { format!("/forum?{}", query(&pairs)) }
    };
    let chips = SHOWS
        .iter()
        .map(|(word, name)| {
            let here = (*word == show).then_some("page");
            view! { <a class="chip" href=link(word, step.as_deref()) aria-current=here>{*name}</a> }
        })
        .collect_view();
    let steps_links = steps
        .iter()
        .map(|(word, title)| {
            let on = step.as_deref() == Some(word);
            let href = link(&show, (!on).then_some(word.as_str()));
            view! { <li><a href=href aria-current=on.then_some("true")>{title.clone()}</a></li> }
        })
        .collect_view();
    let next = list.next.map(|(at, id)| {
        let mut pairs = vec![("after".to_string(), format!("{at}-{id}"))];
        pairs.extend((!show.is_empty()).then(|| ("show".into(), show.clone())));
        pairs.extend(step.clone().map(|s| ("step".into(), s)));
        view! { <p class="pager"><a class="btn quiet sm" href=format!("/forum?{}", query(&pairs)) rel="next">"Older topics"</a></p> }
    });
    let empty = list.rows.is_empty().then(|| {
        let words = if show.is_empty() && step.is_none() {
            "Nobody has asked anything yet. You would be the first."
        } else {
            "Nothing of this kind yet."
        };
        view! { <div class="empty"><p>{words}</p><p><a class="btn" href="/forum/ask">"Ask a question"</a></p></div> }
    });
    let rows = list.rows.iter().map(|r| line(r, now, zone)).collect_view();
    let rows = view! { <ol class="topics" data-live-list>{rows}</ol> };
    let rows = match live {
        Some(last) => view! {
            <LiveList topics="shop".to_string() kinds="topic.asked topic.opened bench.posted".to_string() last=last fragment="/fragments/topics?".to_string() one="topic" many="topics" at_end=false>
                {rows}
            </LiveList>
        }
        .into_any(),
        None => rows.into_any(),
    };
    let name = front.facts.name.clone();
    view! {
        <div class="wrap page">
            <header class="head pagehead">
                <h1>"Forum"</h1>
                <p class="soft">{format!("Questions about what {name} makes, and how to live with it. Hosts answer, and so does everybody who knows.")}</p>
            </header>
            <div class="talkgrid">
                <div class="stack gap-4">
                    {find::field("")}
                    <nav class="row gap-2" aria-label="Which topics">{chips}</nav>
                    {rows}{empty}{next}
                </div>
                <aside class="stack gap-6" aria-label="About the forum">
                    <section class="panel stack gap-3" aria-labelledby="ask-h">
                        <h2 id="ask-h">"Ask at the counter"</h2>
                        <p class="small soft">"In the open, under a name you choose. No account, no email needed."</p>
                        <p><a class="btn" href="/forum/ask">"Ask a question"</a></p>
                    </section>
                    <nav class="stack gap-2" aria-labelledby="steps-h"><h2 id="steps-h">"About ordering"</h2><ul class="stack gap-2 plainlist">{steps_links}</ul></nav>
                    <p class="small"><a class="row gap-2" href="/feeds/forum.atom"><Ico icon=Icon::Rss/>"Atom feed of the forum"</a></p>
                </aside>
            </div>
        </div>
    }
}

/// A topic in a list.
pub fn line(r: &Row, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let state = state(r);
    let about = match (&r.product_slug, &r.product_title, &r.step_title) {
        (Some(slug), Some(title), _) => {
            Some(view! { <a href=format!("/products/{slug}")>{title.clone()}</a> }.into_any())
        }
        (_, _, Some(step)) => Some(view! { <span>{step.clone()}</span> }.into_any()),
        _ => None,
    };
    view! {
        <li data-subject=format!("topic:{}", r.id)>
            {avatar(r.seed)}
            <div>
                <h2><a href=format!("/forum/{}", r.id)>{r.title.clone()}</a></h2>
                <p class="row small soft"><b>{r.name.clone()}</b>{about}{state}<span class="at">{when(r.last_at, now, zone)}</span></p>
            </div>
        </li>
    }
}

/// A topic in a narrow column.
pub fn small(r: &Row) -> impl IntoView + use<> {
    view! { <li><a href=format!("/forum/{}", r.id)>{r.title.clone()}</a><br/><span class="small soft">{state(r)}</span></li> }
}

/// Where a topic stands.
pub fn state(r: &Row) -> AnyView {
    let replies = words::count((r.posts - 1).max(0), "reply", "replies");
    match (r.kind.as_str(), r.accepted, r.posts) {
        ("question", Some(_), _) => {
            view! { <span class="solved"><Ico icon=Icon::Check/>"Solved, "{replies}</span> }.into_any()
        }
        ("question", None, 1) => view! { <span class="waits">"Not answered yet"</span> }.into_any(),
        _ => view! { <span>{replies}</span> }.into_any(),
    }
}
