//! The queue, and one post that a host looks up.
use super::case::{Desk, case, reasons};
use super::context;
use super::store::{self, Cursor, Waiting};
use crate::forum::pages::when;
use crate::goodwill;
use crate::moderation::islands::Keys;
use crate::moderation::rules::{self, Rule};
use crate::moderation::verdict::Act;
use crate::moderation::verdict::batches::{self, Batch, names, who};
use crate::moderation::wave::By;
use crate::moderation::{log, wave, words};
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::viewer::Host;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use std::collections::HashMap;

/// `GET /counter/queue`, and with `?by=…&of=…` everything that goes with one post.
pub async fn queue(visit: Visit) -> Response {
    match By::parse(&visit.query("by")) {
        Some(by) => visit.show(wave::pages::read(&visit, by)).await,
        None => visit.show(read(&visit, &[], "", None)).await,
    }
}
/// `GET /counter/posts/{post}`
pub async fn post(visit: Visit, Path(post): Path<i64>) -> Response {
    visit.show(read_post(&visit, post, None)).await
}

/// The name of the host who looks.
pub(in crate::moderation) async fn name(visit: &Visit) -> Result<String, Problem> {
    Ok(visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default())
}

/// What stands beside the queue.
struct Beside {
    last: Vec<Batch>,
    names: HashMap<String, String>,
    /// What was just done, none where nothing was.
    done: Option<Batch>,
    /// `over` or `answered`, where no batch came of it.
    word: String,
    known_only: bool,
    now: Moment,
    zone: TimeZone,
}
impl Beside {
    async fn read(visit: &Visit, host: &Host) -> Result<Beside, Problem> {
        let db = visit.db();
        let last = batches::last(db, host, 10).await?;
        let done = match visit.query("done").parse() {
            Ok(batch) => batches::one(db, host, batch).await?,
            Err(_) => None,
        };
        Ok(Beside {
            names: names(db, last.iter().map(|b| b.decided_by.as_str())).await?,
            last,
            done,
            word: visit.query("done"),
            known_only: store::known_only(db).await?,
            now: visit.now,
            zone: visit.facts().await?.zone(),
        })
    }
}

async fn desk(visit: &Visit, host: &Host, posts: Vec<i64>, back: String) -> Result<Desk, Problem> {
    let db = visit.db();
    let context = context::read(db, host, posts, visit.now).await?;
    Ok(Desk {
        hosts: names(db, context.appeals.iter().map(|a| a.decided_by.as_str())).await?,
        rules: rules::all(db).await?,
        watched: words::found(db, host).await?,
        context,
        now: visit.now,
        zone: visit.facts().await?.zone(),
        back,
        ticked: vec![],
        tick_all: false,
        listed: false,
    })
}

/// Reads the queue, with what was ticked and what was wrong.
pub async fn read(visit: &Visit, ticked: &[i64], typed: &str, problem: Option<Problem>) -> Result<Page, Instead> {
    let host = visit.host().await?;
    let after = cursor(&visit.query("after"));
    let (waiting, next) = store::page(visit.db(), &host, after).await?;
    let all = store::count(visit.db(), &host, 1_000).await?;
    let here = match after {
        Some((since, post, appeal)) => format!("/counter/queue?after={since}.{post}.{appeal}"),
        None => "/counter/queue".into(),
    };
    let mut desk = desk(visit, &host, waiting.iter().map(|w| w.post).collect(), here).await?;
    desk.ticked = ticked.to_vec();
    desk.tick_all = visit.query("tick") == "all";
    desk.listed = true;
    let beside = Beside::read(visit, &host).await?;
    let (typed, status) = (typed.to_string(), faults::status(&problem));
    Ok(Page::new("Queue", move |_: &Front| view(&desk, &waiting, next, all, &beside, &typed, &problem))
        .counter(name(visit).await?)
        .status(status))
}

/// `since.post.appeal`
fn cursor(text: &str) -> Option<Cursor> {
    let mut parts = text.split('.').map(str::parse::<i64>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(since)), Some(Ok(post)), Some(Ok(appeal)), None) => Some((since, post, appeal)),
        _ => None,
    }
}

fn view(
    desk: &Desk,
    waiting: &[Waiting],
    next: Option<Cursor>,
    all: i64,
    beside: &Beside,
    typed: &str,
    problem: &Option<Problem>,
) -> impl IntoView + use<> {
    let cases = waiting.iter().filter_map(|w| case(desk, w.post, w.appeal, Some(w.since))).collect_view();
    let how_many = match all {
        0 => "Nothing waits.".to_string(),
        1_000 => "A thousand things wait, or more. Whoever waits longest stands first.".into(),
        n => format!("{n} to look at. Whoever waits longest stands first."),
    };
    let more = next.map(|(since, post, appeal)| {
        let href = format!("/counter/queue?after={since}.{post}.{appeal}");
        view! { <p class="pager"><a class="btn quiet sm" href=href rel="next">"Later ones"</a></p> }
    });
    let bulk = (!waiting.is_empty()).then(|| bulk(desk, typed));
    let last = last(beside, &desk.back);
    view! {
        <div class="wrap stack gap-5">
            <header class="row between">
                <div class="stack gap-1"><h1>"Queue"</h1><p class="soft">{how_many}</p></div>
                {help()}
            </header>
            {over(problem)}
            {said(beside)}
            {raid(beside)}
            <Keys>
                <div class="split a8b5">
                    <div class="stack gap-5">{cases}{more}{bulk}</div>
                    {last}
                </div>
            </Keys>
        </div>
    }
}

fn over(problem: &Option<Problem>) -> Option<AnyView> {
    problem.as_ref().map(|p| {
        let words = match p {
            Problem::Fields(faults) => faults.iter().map(|(_, w)| w.clone()).collect::<Vec<_>>().join(" "),
            other => other.words(),
        };
        view! { <div class="notice bad" role="alert" id="faults"><p>{words}</p></div> }.drawn()
    })
}

/// What was just done, with the way back.
fn said(beside: &Beside) -> Option<AnyView> {
    let plain = match beside.word.as_str() {
        "over" => Some("Somebody else decided that meanwhile. Nothing was changed."),
        "answered" => Some("Answered. The author reads it among their notices."),
        _ => None,
    };
    if let Some(words) = plain {
        return Some(view! { <div class="notice" role="status"><p>{words}</p></div> }.drawn());
    }
    let b = beside.done.as_ref()?;
    let words = Act::of(&b.act).said(b.posts);
    Some(match b.is_undone() {
        true => view! { <div class="notice" role="status"><p>{format!("{words}: undone. Everything is as it was.")}</p></div> }.drawn(),
        false => {
            let back = "/counter/queue".to_string();
            view! { <div class="notice ok row between" role="status"><p>{format!("{words}.")}</p>{undo(b, back, true)}</div> }.drawn()
        }
    })
}
fn undo(b: &Batch, back: String, first: bool) -> impl IntoView + use<> {
    let name = format!(", {}", Act::of(&b.act).said(b.posts));
    view! {
        <form method="post" action="/counter/queue">
            <input type="hidden" name="batch" value=b.batch.to_string()/>
            <input type="hidden" name="back" value=back/>
            <button class="btn quiet sm" name="act" value="undo" data-key=first.then_some("u")>"Undo"<span class="vh">{name}</span></button>
        </form>
    }
}

fn raid(beside: &Beside) -> Option<impl IntoView + use<>> {
    beside.known_only.then(|| {
        view! { <div class="notice"><p><b>"Known visitors only."</b>" Newcomers cannot write just now. A merchant turns it off under Settings."</p></div> }
    })
}

fn last(beside: &Beside, back: &str) -> impl IntoView + use<> {
    let lines = beside
        .last
        .iter()
        .map(|b| {
            let what = Act::of(&b.act).said(b.posts);
            let why = b.rule_title.clone().map(|t| format!(", {t}"));
            let by = who(&beside.names, &b.decided_by);
            let act = match b.is_undone() {
                true => view! { <span class="soft">"Undone"</span> }.drawn(),
                false => undo(b, back.to_string(), false).drawn(),
            };
            view! { <li class="row between"><span><b>{what}</b>{why}<br/><span class="soft">{by}", "{when(b.at, beside.now, &beside.zone)}</span></span>{act}</li> }
        })
        .collect_view();
    let none = beside.last.is_empty().then(|| view! { <p class="small soft">"Nothing was decided so far."</p> });
    view! {
        <aside class="panel stack gap-3" aria-labelledby="last">
            <h2 id="last">"The last acts"</h2>
            {none}
            <ul class="plainlist stack gap-3 small">{lines}</ul>
            <p><a class="link" href="/moderation">"What everybody reads of it"</a></p>
        </aside>
    }
}

/// The keys that do the same as the buttons.
fn help() -> impl IntoView + use<> {
    view! {
        <details class="more js-only" data-help>
            <summary>"Keys"</summary>
            <p class="row small soft"><kbd>"J"</kbd>" next "<kbd>"K"</kbd>" back "<kbd>"A"</kbd>" let it stand "<kbd>"R"</kbd>" remove "<kbd>"X"</kbd>" tick "<kbd>"U"</kbd>" undo "<kbd>"?"</kbd>" these keys"</p>
        </details>
    }
}

/// One decision about every post that is ticked.
fn bulk(desk: &Desk, typed: &str) -> impl IntoView + use<> {
    let (href, label) = match desk.tick_all {
        true => (desk.back.clone(), "Untick all"),
        false => {
            let join = if desk.back.contains('?') { "&" } else { "?" };
            (format!("{}{join}tick=all#bulk", desk.back), "Tick all on this page")
        }
    };
    view! {
        <form class="panel stack gap-3" id="bulk" method="post" action="/counter/queue">
            <div class="row between"><h2>"Everything that is ticked"</h2><a class="link small" href=href>{label}</a></div>
            <input type="hidden" name="back" value=desk.back.clone()/>
            {reasons(&desk.rules, "bulk", "", typed)}
            <p class="row gap-2"><button class="btn quiet" name="act" value="stand">"Let them stand"</button><button class="btn bad" name="act" value="remove">"Take them down"</button></p>
        </form>
    }
}

/// Reads one post with everything about it.
pub async fn read_post(visit: &Visit, post: i64, problem: Option<Problem>) -> Result<Page, Instead> {
    let host = visit.host().await?;
    let desk = desk(visit, &host, vec![post], format!("/counter/posts/{post}")).await?;
    let topic = desk.context.cases.get(&post).map(|c| (c.topic, c.closed_at.is_some())).ok_or(Instead::Missing)?;
    let decided = !log::store::of_post(visit.db(), post).await?.is_empty();
    let bought = goodwill::store::orders_of(visit.db(), &host, post).await?;
    let beside = Beside::read(visit, &host).await?;
    let status = faults::status(&problem);
    Ok(Page::new("Keep order", move |_: &Front| view_post(&desk, (post, decided), topic, &bought, &beside, &problem))
        .counter(name(visit).await?)
        .status(status))
}

fn view_post(
    desk: &Desk,
    (post, decided): (i64, bool),
    (topic, closed): (i64, bool),
    bought: &[(i64, String)],
    beside: &Beside,
    problem: &Option<Problem>,
) -> impl IntoView + use<> {
    let (case, last) = (case(desk, post, 0, None), last(beside, &desk.back));
    let decided = decided.then(|| {
        view! { <a class="link" href=format!("/moderation?post={post}")>"What was decided about it"</a> }
    });
    let bought = bought
        .iter()
        .map(|(order, number)| view! { <a class="link" href=format!("/counter/goodwill/{order}")>{format!("Put order {number} right")}</a> })
        .collect_view();
    let (act, label) = if closed { ("open", "Open the topic again") } else { ("close", "Close the topic") };
    view! {
        <div class="wrap stack gap-5">
            <h1>"Keep order"</h1>
            {over(problem)}
            {said(beside)}
            <Keys>
                <div class="split a8b5">
                    <div class="stack gap-5">
                        {case}
                        <p class="row">{decided}{bought}<a class="link" href="/counter/queue">"To the queue"</a></p>
                        <form method="post" action=format!("/counter/topics/{topic}")><button class="btn quiet sm" name="act" value=act>{label}</button></form>
                    </div>
                    {last}
                </div>
            </Keys>
        </div>
    }
}

/// The reasons for a list of posts, with the first of them chosen.
pub(in crate::moderation) fn chosen(rules: &[Rule]) -> String {
    rules.first().map(|r| r.rule.clone()).unwrap_or_default()
}
