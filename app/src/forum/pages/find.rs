//! What a search in the forum found.
use super::list::line;
use crate::forum::search::{self, MOST_TOPICS};
use crate::forum::store::{self, Row};
use crate::parts::drawn::Draw;
use crate::parts::icon::{Ico, Icon};
use crate::parts::query;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// How many topics a page has.
const PAGE: usize = 20;

/// The field that searches the forum.
pub fn field(typed: &str) -> impl IntoView + use<> {
    let typed = typed.to_string();
    view! {
        <form class="find" role="search" action="/forum" aria-label="Forum">
            <label class="vh" for="fq">"Search the forum"</label>
            <Ico icon=Icon::Search/>
            <input id="fq" name="q" type="search" placeholder="Search the forum" autocomplete="off" maxlength="100" value=typed/>
            <button class="btn quiet">"Search topics"</button>
        </form>
    }
}

/// What was found, and which part of it is shown.
struct Found {
    rows: Vec<Row>,
    all: usize,
    from: usize,
    /// Whether words were read as others that are near.
    near: bool,
    now: Moment,
    zone: TimeZone,
}

/// `GET /forum?q=`
pub async fn read(visit: &Visit, typed: &str) -> Result<Page, Instead> {
    let db = visit.db();
    let readings = |words: Vec<String>| async move { Ok(crate::search::store::read(db, &words).await?.0) };
    let (ids, near) = search::find(db, typed, readings).await?;
    let from = visit.query("from").parse::<usize>().unwrap_or(0).min(ids.len());
    let shown: Vec<i64> = ids.iter().skip(from).take(PAGE).copied().collect();
    let rows = if shown.is_empty() { vec![] } else { store::rows(db, shown).await? };
    let zone = visit.facts().await?.zone();
    let found = Found { rows, all: ids.len(), from, near, now: visit.now, zone };
    let heading = match ids.is_empty() {
        true => words::nothing_called(typed),
        false => words::results(typed),
    };
    let typed = typed.to_string();
    Ok(Page::new(heading.clone(), move |_: &Front| view(found, heading, typed)).canonical("/forum").unlisted())
}

fn view(found: Found, heading: String, typed: String) -> impl IntoView {
    let near = (found.near && found.all > 0).then(
        || view! { <p class="soft">"No topic has all of these words. These have words that are close to them."</p> },
    );
    let many = (found.all as i64 >= MOST_TOPICS).then(|| view! { <p class="soft">{words::best_of(MOST_TOPICS)}</p> });
    let count = (found.all > 0)
        .then(|| view! { <p role="status"><b>{words::count(found.all as i64, "topic", "topics")}</b></p> });
    let rows = found.rows.iter().map(|r| line(r, found.now, &found.zone)).collect_view();
    let list = match found.rows.is_empty() {
        false => view! { <ol class="topics">{rows}</ol> }.drawn(),
        true => view! {
            <div class="empty">
                <p>"Nobody has asked about this yet. You would be the first."</p>
                <p><a class="btn" href="/forum/ask">"Ask a question"</a></p>
            </div>
        }
        .drawn(),
    };
    let next = found.from + PAGE;
    let more = (next < found.all).then(|| {
        let href = format!("/forum?{}", query(&[("q".into(), typed.clone()), ("from".into(), next.to_string())]));
        view! { <p class="pager"><a class="btn quiet sm" rel="next" href=href>"More topics"</a></p> }
    });
    let products = format!("/products?{}", query(&[("q".into(), typed.clone())]));
    view! {
        <div class="wrap page">
            <header class="head pagehead stack gap-3"><h1>{heading}</h1>{near}{many}</header>
            <div class="talkgrid">
                <div class="stack gap-4">{field(&typed)}{count}{list}{more}</div>
                <aside class="stack gap-3" aria-label="Elsewhere">
                    <p><a class="link" href=products>"Products for these words"</a></p>
                    <p><a class="link" href="/forum">"All topics"</a></p>
                </aside>
            </div>
        </div>
    }
}
