//! The log as everybody reads it; for the author of a post, the way to a second look.
use super::appeal::{self, LONGEST};
use super::store::{self, Entry, OfPost};
use crate::forum::pages::when;
use crate::forum::{State, store as forum, text};
use crate::moderation::rules::{self, Rule};
use crate::moderation::verdict::Act;
use crate::moderation::verdict::batches::{names, who};
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::fault;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use std::collections::HashMap;

/// `GET /moderation`, and `GET /moderation?post=…` for what was decided about one post.
pub async fn moderation(visit: Visit) -> Response {
    match visit.query("post").parse::<i64>() {
        Ok(post) => visit.show(read_post(&visit, post, "", None)).await,
        Err(_) => visit.show(read(&visit)).await,
    }
}

/// `POST /moderation`: the author asks for a second look.
pub async fn reply(visit: Visit, posted: Posted) -> Response {
    let post = posted.number("post").unwrap_or(0);
    let asked = async {
        let me = visit.selves().await?;
        appeal::ask(visit.db(), &me, post, posted.of("words"), visit.now).await
    };
    match asked.await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("/moderation?post={post}"))).into_response(),
        Err(problem @ Problem::Fields(_)) => {
            visit.show(read_post(&visit, post, posted.of("words"), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// What every line of the log needs.
struct Told {
    names: HashMap<String, String>,
    now: Moment,
    zone: TimeZone,
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let after = visit.query("after");
    let (entries, next) = store::page(db, after.parse().ok()).await?;
    let own = store::own(db, &visit.selves().await?).await?;
    let rules = rules::all(db).await?;
    let told = Told {
        names: names(db, entries.iter().map(|e| e.batch.decided_by.as_str())).await?,
        now: visit.now,
        zone: visit.facts().await?.zone(),
    };
    let page = Page::new("What was taken down, and why", move |_: &Front| view(&entries, next, &own, &rules, &told))
        .description("Every post that a host of this shop took down or put back, and the rule it was for.")
        .canonical("/moderation");
    Ok(if after.is_empty() { page } else { page.unlisted() })
}

fn view(
    entries: &[Entry],
    next: Option<i64>,
    own: &[(i64, Moment, String)],
    rules: &[Rule],
    told: &Told,
) -> impl IntoView + use<> {
    let lines = entries.iter().map(|e| entry(e, told)).collect_view();
    let none = entries.is_empty().then(|| view! { <p class="soft">"Nothing so far."</p> });
    let more = next.map(|before| {
        view! { <p class="pager"><a class="btn quiet sm" href=format!("/moderation?after={before}") rel="next">"Earlier"</a></p> }
    });
    let own = (!own.is_empty()).then(|| {
        let lines = own
            .iter()
            .map(|(post, at, body)| {
                let words = text::excerpt(body, 120);
                view! {
                    <li><span class="small soft">{when(*at, told.now, &told.zone)}</span>" "<span class="said">{words}</span>" "<a href=format!("/moderation?post={post}")>"Why, and what can be done"</a></li>
                }
            })
            .collect_view();
        view! {
            <section class="panel stack gap-3" aria-labelledby="yours">
                <h2 id="yours">"Yours"</h2>
                <p class="small soft">"Only you see this part."</p>
                <ul class="stack gap-3 plainlist">{lines}</ul>
            </section>
        }
    });
    let rules = rules
        .iter()
        .map(|r| view! { <dt>{r.title.clone()}</dt><dd class="soft">{r.words.clone()}</dd> })
        .collect_view();
    view! {
        <div class="wrap page">
            <div class="talkgrid">
                <div class="stack gap-5">
                    <header class="stack gap-2">
                        <h1>"What was taken down, and why"</h1>
                        <p class="soft measure">"Every post that a host takes down or puts back, and every topic they close. Not what was written, nor by whom, nor who told us of it."</p>
                    </header>
                    {own}
                    {none}
                    <ol class="decisions">{lines}</ol>
                    {more}
                </div>
                <aside class="stack gap-3" aria-labelledby="rules"><h2 id="rules">"The rules of the house"</h2><dl class="rules">{rules}</dl></aside>
            </div>
        </div>
    }
}

fn entry(e: &Entry, told: &Told) -> AnyView {
    let b = &e.batch;
    let why = b.rule_title.clone().map(|title| {
        view! { <p><b>{title}</b>" "<span class="soft">{b.rule_words.clone()}</span></p> }
    });
    let topics = e
        .topics
        .iter()
        .map(|(id, title)| view! { <li><a href=format!("/forum/{id}")>{title.clone()}</a></li> })
        .collect_view();
    let topics = match e.topics.is_empty() {
        true => view! { <p class="small soft">"In a topic that is not shown."</p> }.drawn(),
        false => view! { <ul class="small plainlist">{topics}</ul> }.drawn(),
    };
    let undone = match (b.undone, b.is_undone()) {
        (_, true) => Some("Undone since.".to_string()),
        (0, _) => None,
        (n, _) => Some(format!("{} of them undone since.", words::count(n, "post", "posts"))),
    };
    let undone = undone.map(|words| view! { <p class="small">{words}</p> });
    let looked = (b.upheld > 0).then(|| view! { <p class="small">"Looked at a second time, and left as it was."</p> });
    view! {
        <li>
            <p class="row small soft"><b>{Act::of(&b.act).said(b.posts)}</b><span>{when(b.at, told.now, &told.zone)}</span><span>{format!("by {}", who(&told.names, &b.decided_by))}</span></p>
            {why}{topics}{undone}{looked}
        </li>
    }
    .drawn()
}

/// What the page of one post shows.
struct OnePost {
    post: forum::Post,
    decisions: Vec<OfPost>,
    /// The topic, where the public still finds it.
    topic: Option<(i64, String)>,
    /// Whether its author reads the page, and what they wrote.
    own: Option<String>,
    typed: String,
    problem: Option<Problem>,
    told: Told,
}

async fn read_post(visit: &Visit, post: i64, typed: &str, problem: Option<Problem>) -> Result<Page, Instead> {
    let db = visit.db();
    let found = forum::post(db, post).await?.filter(|p| p.kind != "order").ok_or(Instead::Missing)?;
    let decisions = store::of_post(db, post).await?;
    let own = visit.selves().await?.contains(&found.author);
    if decisions.is_empty() && !own {
        return Err(Instead::Missing);
    }
    let topic = forum::topic(db, found.topic).await?.filter(|t| t.listed).map(|t| (t.id, t.title));
    let body = match own {
        true => {
            let names = forum::names(db, post).await?;
            Some(text::with_names(&found.body, |person| names.get(&person).cloned()))
        }
        false => None,
    };
    let told = Told {
        names: names(db, decisions.iter().map(|d| d.decided_by.as_str())).await?,
        now: visit.now,
        zone: visit.facts().await?.zone(),
    };
    let status = faults::status(&problem);
    let shown = OnePost { post: found, decisions, topic, own: body, typed: typed.into(), problem, told };
    Ok(Page::new("What was decided about a post", move |_: &Front| view_post(&shown)).unlisted().status(status))
}

fn view_post(s: &OnePost) -> impl IntoView + use<> {
    let own = s.own.as_ref().map(|body| {
        let heading = match s.post.state() {
            State::Removed => "What you wrote. Nobody else sees it",
            State::Held => "What you wrote. It waits for a host",
            State::Live => "What you wrote. It stands",
        };
        view! { <section class="panel stack gap-2" aria-labelledby="wrote"><h2 id="wrote">{heading}</h2><div class="said asis">{body.clone()}</div></section> }
    });
    let place = s.topic.clone().map(|(id, title)| view! { <p>"In "<a href=format!("/forum/{id}")>{title}</a></p> });
    let lines = s.decisions.iter().map(|d| decision(d, s.own.is_some(), &s.told)).collect_view();
    let open = s.own.is_some() && s.post.state() == State::Removed;
    let down = s.decisions.iter().find(|d| d.act == "removed" && d.undone_at.is_none());
    let form = down.filter(|d| open && d.appeal.is_none()).map(|_| ask_form(s));
    view! {
        <div class="wrap page narrow">
            <div class="stack gap-5">
                <h1>"What was decided about a post"</h1>
                {place}
                {own}
                <ol class="decisions">{lines}</ol>
                {form}
                <p><a class="link" href="/moderation">"Everything that was taken down, and why"</a></p>
            </div>
        </div>
    }
}

fn decision(d: &OfPost, own: bool, told: &Told) -> AnyView {
    let why = d.rule_title.clone().map(|title| {
        view! { <p><b>{title}</b>" "<span class="soft">{d.rule_words.clone()}</span></p> }
    });
    // What the host wrote is for the author.
    let to_author = (own && !d.words.is_empty()).then(|| view! { <p class="said">{d.words.clone()}</p> });
    let undone = d.undone_at.map(|at| view! { <p class="small">"Undone "{when(at, told.now, &told.zone)}</p> });
    let asked = d.asked_at.map(|at| {
        let words = d.asked.clone().filter(|_| own).map(|w| view! { <p class="said">{w}</p> });
        view! { <p class="small soft">"A second look was asked for, "{when(at, told.now, &told.zone)}</p>{words} }
    });
    let answered = d.answered_at.map(|at| {
        let words = if d.upheld == Some(true) {
            "Looked at a second time: it stays down, "
        } else {
            "Looked at a second time: it was put back, "
        };
        let answer = d.answer.clone().filter(|a| own && !a.is_empty()).map(|a| view! { <p class="said">{a}</p> });
        view! { <p class="small soft">{words}{when(at, told.now, &told.zone)}</p>{answer} }
    });
    let waits = (own && d.appeal.is_some() && d.answered_at.is_none())
        .then(|| view! { <p class="small">"It waits for a host. The answer comes here, and among your notices."</p> });
    let what = match Act::of(&d.act) {
        Act::Removed => "Taken down",
        Act::Restored => "Put back",
        Act::Closed => "Topic closed",
        Act::Opened => "Topic opened again",
        Act::Released | Act::Kept => "Left standing",
    };
    view! {
        <li>
            <p class="row small soft"><b>{what}</b><span>{when(d.at, told.now, &told.zone)}</span><span>{format!("by {}", who(&told.names, &d.decided_by))}</span></p>
            {why}{to_author}{undone}{asked}{waits}{answered}
        </li>
    }
    .drawn()
}

fn ask_form(s: &OnePost) -> impl IntoView + use<> {
    let over = faults::over(&s.problem);
    let wrong = faults::beside(&s.problem, "words");
    let bad = wrong.is_some().then_some("true");
    let described = if wrong.is_some() { "words-hint words-fault" } else { "words-hint" };
    let typed = s.typed.clone();
    view! {
        <form class="composer stack" method="post" action="/moderation#faults" novalidate>
            <h2>"Ask for a second look"</h2>
            {over}
            <input type="hidden" name="post" value=s.post.id.to_string()/>
            <div class="field">
                <label for="words">"Why it should stand"</label>
                <span class="hint" id="words-hint">"A host reads it and answers here. You can ask once."</span>
                {fault(wrong, Some("words-fault".into()))}
                <textarea id="words" name="words" rows="4" maxlength=LONGEST.to_string() required aria-describedby=described aria-invalid=bad>{typed}</textarea>
            </div>
            <p><button class="btn">"Ask for a second look"</button></p>
        </form>
    }
}
