//! All topics.
use super::{find, when};
use crate::activity::islands::LiveList;
use crate::forum::store::{self, Filter, List, Row};
use crate::parts::avatar::avatar;
use crate::parts::drawn::Draw;
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

/// Everything of the page.
struct Shown {
    list: List,
    filter: Filter,
    /// The steps of ordering: word and title.
    steps: Vec<(String, String)>,
    /// The product whose topics alone are shown: slug and title.
    about: Option<(String, String)>,
    /// The newest event before anything was read, where new topics are told of.
    live: Option<i64>,
    now: Moment,
    zone: TimeZone,
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let last = visit.front().await?.newest;
    let show = visit.query("show");
    let show = if SHOWS.iter().any(|(word, _)| *word == show) { show } else { String::new() };
    let steps = store::steps(db).await?;
    let step = Some(visit.query("step")).filter(|s| steps.iter().any(|(word, _)| word == s));
    let anchor = store::anchor(db, &visit.query("product"), "", "").await?;
    let filter = Filter { show, step, product: anchor.product, after: cursor(&visit.query("after")) };
    let whole = filter == Filter::default();
    let shown = Shown {
        list: store::list(db, &filter).await?,
        steps,
        about: anchor.slug.zip(anchor.title),
        live: whole.then_some(last),
        now: visit.now,
        zone: visit.facts().await?.zone(),
        filter,
    };
    let about = shown.about.as_ref().map(|(_, title)| title.clone()).or_else(|| shown.step_title());
    let title = about.map_or("Forum".to_string(), |about| format!("Forum: {about}"));
    let page = Page::new(title, move |front: &Front| view(&shown, front))
        .description(
            "Questions about what we make, answered in the open by the people who make it and by those who use it.",
        )
        .canonical("/forum")
        .feed("/feeds/forum.atom");
    Ok(if whole { page } else { page.unlisted() })
}

/// Where a page begins: the moment of the last post and the number of the topic before it.
fn cursor(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

impl Shown {
    fn step_title(&self) -> Option<String> {
        let step = self.filter.step.as_ref()?;
        self.steps.iter().find(|(word, _)| word == step).map(|(_, title)| title.clone())
    }
    /// The address of this list with something else shown, about another step, or from further down.
    fn href(&self, show: &str, step: Option<&str>, after: Option<(i64, i64)>) -> String {
        let product = self.about.as_ref().map(|(slug, _)| slug.clone());
        let pairs: Vec<(String, String)> = [
            ("show", Some(show.to_string()).filter(|s| !s.is_empty())),
            ("step", step.map(String::from)),
            ("product", product),
            ("after", after.map(|(at, id)| format!("{at}-{id}"))),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_string(), value?)))
        .collect();
        if pairs.is_empty() { "/forum".to_string() } else { format!("/forum?{}", query(&pairs)) }
    }
}

fn view(s: &Shown, front: &Front) -> impl IntoView + use<> {
    let (show, step) = (s.filter.show.as_str(), s.filter.step.as_deref());
    let chips = SHOWS
        .iter()
        .map(|(word, name)| {
            let here = (*word == show).then_some("page");
            view! { <a class="chip" href=s.href(word, step, None) aria-current=here>{*name}</a> }
        })
        .collect_view();
    let steps_links = s
        .steps
        .iter()
        .map(|(word, title)| {
            let on = step == Some(word);
            let href = s.href(show, (!on).then_some(word.as_str()), None);
            view! { <li><a href=href aria-current=on.then_some("true")>{title.clone()}</a></li> }
        })
        .collect_view();
    let next = s.list.next.map(|after| {
        let href = s.href(show, step, Some(after));
        view! { <p class="pager"><a class="btn quiet sm" href=href rel="next">"Older topics"</a></p> }
    });
    let ask = s.about.as_ref().map_or("/forum/ask".to_string(), |(slug, _)| {
        format!("/forum/ask?{}", query(&[("product".into(), slug.clone())]))
    });
    let empty = s.list.rows.is_empty().then(|| {
        let words = match s.filter == Filter::default() {
            true => "Nobody has asked anything yet. You would be the first.",
            false => "Nothing of this kind yet.",
        };
        view! { <div class="empty"><p>{words}</p><p><a class="btn" href=ask.clone()>"Ask a question"</a></p></div> }
    });
    let rows = s.list.rows.iter().map(|r| line(r, s.now, &s.zone)).collect_view();
    let rows = view! { <ol class="topics" data-live-list>{rows}</ol> };
    let rows = match s.live {
        Some(last) => view! {
            <LiveList topics="shop" kinds="topic.asked topic.opened bench.posted" last=last fragment="/fragments/topics?" one="topic" many="topics" at_end=false>
                {rows}
            </LiveList>
        }
        .drawn(),
        None => rows.drawn(),
    };
    let lead = match &s.about {
        Some((slug, title)) => {
            let href = format!("/products/{slug}");
            view! { <p class="soft">"Everything that is asked and told about "<a href=href>{title.clone()}</a>". "<a href="/forum">"All topics"</a></p> }.drawn()
        }
        None => {
            let name = &front.facts.name;
            view! { <p class="soft">{format!("Questions about what {name} makes, and how to live with it. Hosts answer, and so does everybody who knows.")}</p> }.drawn()
        }
    };
    view! {
        <div class="wrap page">
            <header class="head pagehead"><h1>"Forum"</h1>{lead}</header>
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
                        <p><a class="btn" href=ask>"Ask a question"</a></p>
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
        (Some(slug), Some(title), _) => Some(view! { <a href=format!("/products/{slug}")>{title.clone()}</a> }.drawn()),
        (_, _, Some(step)) => Some(view! { <span>{step.clone()}</span> }.drawn()),
        _ => None,
    };
    view! {
        <li data-subject=format!("post:{}", r.first_post)>
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
            view! { <span class="solved"><Ico icon=Icon::Check/>"Solved, "{replies}</span> }.drawn()
        }
        ("question", None, 1) => view! { <span class="waits">"Not answered yet"</span> }.drawn(),
        _ => view! { <span>{replies}</span> }.drawn(),
    }
}
