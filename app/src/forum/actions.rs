//! What the forum's forms do.
use super::form::Typed;
use super::pages;
use super::pictures;
use super::store;
use super::text;
use super::verbs::{self, Author, Draft, Edit, Opening, Placed, Words};
use super::{Anchor, Kind, State, titled};
use crate::accounts::alias::Alias;
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::moderation::gate::{self, Sent};
use crate::notices;
use crate::parts::drawn::Draw;
use crate::parts::posted::{Files, Posted};
use crate::problem::{Problem, Said};
use crate::shell::{self, FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// `POST /forum/ask`
pub async fn ask(visit: Visit, mut posted: Posted) -> Response {
    let mut typed = Typed::read(&posted);
    let done = open(&visit, &mut typed, posted.files()).await;
    let again = async |typed| pictures::again(&visit, typed).await;
    match done {
        Ok(Asked::Placed(placed)) => {
            ([FORGET_AHEAD], Redirect::to(&format!("/forum/{}", placed.topic))).into_response()
        }
        Ok(Asked::Like(rows)) => visit.show(pages::ask::read(&visit, again(typed).await, None, rows)).await,
        Err(problem) => visit.show(pages::ask::read(&visit, again(typed).await, Some(problem), vec![])).await,
    }
}
enum Asked {
    Placed(Placed),
    /// What is like it and was answered: offered before anything is kept.
    Like(Vec<store::Row>),
}

async fn open(visit: &Visit, typed: &mut Typed, files: Files) -> Result<Asked, Problem> {
    let db = visit.db();
    let (title, body) = titled(&typed.body);
    let kind = if typed.kind == "discussion" { Kind::Discussion } else { Kind::Question };
    let found = store::anchor(db, &typed.product, &typed.attribute, &typed.step).await?;
    if !typed.product.is_empty() && found.product.is_none() {
        return Err(Problem::Gone);
    }
    let checked = verbs::words(db, &body, None).await;
    let (words, ruling) = pictures::through(visit, typed, files, (&title, &body), checked).await?;
    if kind == Kind::Question && !typed.anyway {
        let like = store::like(db, found.product, &title, &body).await?;
        if !like.is_empty() {
            return Ok(Asked::Like(like));
        }
    }
    let author = author(visit, &typed.alias).await?;
    let anchor = Anchor { product: found.product, attribute: found.attribute_id, step: found.step, order: None };
    let opening = Opening { kind, anchor, title, products: vec![] };
    let draft = Draft {
        author,
        stake: None,
        reply_to: None,
        quoted: None,
        words,
        pictures: typed.pictures.clone(),
        ruling,
        watch: typed.watch(),
    };
    Ok(Asked::Placed(verbs::ask(db, opening, draft, visit.now).await?))
}

/// Who writes, under the name they chose; the first act makes a visitor.
pub async fn author(visit: &Visit, alias: &str) -> Result<Author, Problem> {
    let host = visit.viewer().await?.host().is_ok();
    let alias = alias.trim();
    let known = visit.viewer().await?.person().map(|p| p.alias.clone());
    let renamed = match !host && !alias.is_empty() && known.as_deref() != Some(alias) {
        true => Some(Alias::parse(alias).map_err(|words| Problem::Fields(vec![("alias", words)]))?),
        false => None,
    };
    if renamed.is_some() {
        guard(visit, Limit::Posting, &visit.network).await?;
    }
    let person = visit.act().await?;
    if let Some(alias) = renamed {
        let mut tx = visit.db().begin().await?;
        if !crate::accounts::store::rename(&mut tx, person, &alias).await? {
            let words = "Somebody has this name, or one that looks like it. Choose another one.";
            return Err(Problem::Fields(vec![("alias", words.into())]));
        }
        tx.commit().await?;
    }
    Ok(Author { person, host, network: gate::network(visit) })
}

/// `POST /forum/{topic}`
pub async fn reply(visit: Visit, Path(topic): Path<i64>, mut posted: Posted) -> Response {
    let mut typed = Typed::read(&posted);
    match add(&visit, topic, &mut typed, posted.files()).await {
        Ok(placed) => ([FORGET_AHEAD], Redirect::to(&format!("/posts/{}", placed.post))).into_response(),
        Err(Problem::Gone) => visit.show(async { Err(Instead::Missing) }).await,
        Err(problem) => {
            let typed = pictures::again(&visit, typed).await;
            visit.show(pages::topic::read(&visit, topic, typed, Some(problem))).await
        }
    }
}

async fn add(visit: &Visit, topic: i64, typed: &mut Typed, files: Files) -> Result<Placed, Problem> {
    let db = visit.db();
    let found = store::topic(db, topic).await?.ok_or(Problem::Gone)?;
    let host = visit.viewer().await?.host().is_ok();
    let me = visit.selves().await?;
    if !pages::topic::may_see(visit, &found, &me, host).await {
        return Err(Problem::Gone);
    }
    let checked = checked(visit, &found, typed, host).await;
    let body = typed.body.clone();
    let ((stake, quoted, words), ruling) = pictures::through(visit, typed, files, ("", &body), checked).await?;
    if host && !typed.anyway {
        super::repeat::warn(visit, &words, topic).await?;
    }
    let author = author(visit, &typed.alias).await?;
    let draft = Draft {
        author,
        stake,
        reply_to: typed.reply_to,
        quoted,
        words,
        pictures: typed.pictures.clone(),
        ruling,
        watch: typed.watch(),
    };
    verbs::reply(db, topic, draft, visit.now).await
}

/// The stake, the quote and the words of a reply, made ready; or what is wrong with them.
type Checked = (Option<String>, Option<(i64, String)>, Words);
async fn checked(visit: &Visit, topic: &store::Topic, typed: &Typed, host: bool) -> Result<Checked, Problem> {
    let stake = stake(host, topic, &typed.stake)?;
    let quoted = quoted(visit, topic.id, typed).await?;
    let words = verbs::words(visit.db(), &typed.body, Some(topic.id)).await?;
    Ok((stake, quoted, words))
}

/// The stake that was chosen; one of the staff says theirs whenever they advise.
fn stake(host: bool, topic: &store::Topic, typed: &str) -> Result<Option<String>, Problem> {
    let known = ["made", "sells", "owns", "given", "none"].contains(&typed);
    match (host && topic.kind() != Kind::Order, known) {
        (true, false) => {
            Err(Problem::Fields(vec![("stake", "Say what ties you to it: whoever reads you should know.".into())]))
        }
        (_, true) => Ok(Some(typed.to_string())),
        _ => Ok(None),
    }
}

/// The words that are quoted: they must stand in the post.
async fn quoted(visit: &Visit, topic: i64, typed: &Typed) -> Result<Option<(i64, String)>, Problem> {
    let Some(post) = typed.reply_to.filter(|_| typed.quotes) else { return Ok(None) };
    let Some((_, body)) = store::quote_of(visit.db(), topic, post).await? else {
        return Err(Problem::Fields(vec![("quote", "What you quote was taken down meanwhile.".into())]));
    };
    let folded = |text: &str| crate::values::fold(text.trim_end_matches('…'));
    let words = text::excerpt(&typed.quote, 1_000);
    if words.is_empty() || !folded(&text::plain(&body)).contains(&folded(&words)) {
        return Err(Problem::Fields(vec![(
            "quote",
            "Quote words as they stand there; leave out what you do not need.".into(),
        )]));
    }
    Ok(Some((post, words)))
}

/// `GET /posts/{post}`: the page of its topic on which it stands, however many came after it.
pub async fn find(visit: Visit, Path(post): Path<i64>) -> Response {
    let found = async {
        let found = store::post(visit.db(), post).await?.ok_or(Instead::Missing)?;
        let topic = store::topic(visit.db(), found.topic).await?.ok_or(Instead::Missing)?;
        let host = visit.viewer().await?.host().is_ok();
        let me = visit.selves().await?;
        if !pages::topic::may_see(&visit, &topic, &me, host).await {
            return Err(Instead::Missing);
        }
        let from = store::page_of(visit.db(), found.topic, post).await?;
        let page = if from == 0 { String::new() } else { format!("?after={from}") };
        Err(Instead::Seen(format!("/forum/{}{page}#post-{post}", found.topic)))
    };
    visit.show(found).await
}

/// `POST /posts/{post}/helpful`
pub async fn helpful(visit: Visit, Path(post): Path<i64>, posted: Posted) -> Response {
    let on = posted.of("on") != "0";
    let done = async {
        guard(&visit, Limit::React, &visit.network).await?;
        let person = visit.act().await?;
        verbs::helpful(visit.db(), person, post, on, visit.now).await
    };
    let words = if on { "Thank you. Whoever wrote it sees that it helped." } else { "Taken back." };
    answered(&visit, post, done.await.map(|_| words)).await
}

/// `POST /posts/{post}/accept`
pub async fn accept(visit: Visit, Path(post): Path<i64>, posted: Posted) -> Response {
    let done = async {
        let viewer = visit.viewer().await?;
        match posted.of("on") {
            "0" => verbs::unaccept(visit.db(), viewer, post, visit.now).await?,
            _ => verbs::accept(visit.db(), viewer, post, visit.now).await?,
        };
        Ok("Changed.")
    };
    answered(&visit, post, done.await).await
}

/// Back to the post, or words for the script that asked.
async fn answered(visit: &Visit, post: i64, done: Result<&'static str, Problem>) -> Response {
    match done {
        Ok(words) if visit.wants_json() => {
            ([FORGET_AHEAD], Json(Said { words: words.into(), ..Said::default() })).into_response()
        }
        Ok(_) => ([FORGET_AHEAD], Redirect::to(&format!("/posts/{post}"))).into_response(),
        Err(problem) if visit.wants_json() => shell::said(&problem),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// `POST /posts/{post}/edit`
pub async fn edit(visit: Visit, Path(post): Path<i64>, posted: Posted) -> Response {
    let typed = Typed::read(&posted);
    match change(&visit, post, &typed).await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("/posts/{post}"))).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::edit::read(&visit, post, Some(typed), Some(problem))).await
        }
        Err(_) => visit.show(async { Err(Instead::Missing) }).await,
    }
}
async fn change(visit: &Visit, post: i64, typed: &Typed) -> Result<(), Problem> {
    let db = visit.db();
    let found = store::post(db, post).await?.ok_or(Problem::Gone)?;
    let person = visit.person().await.ok_or(Problem::NotYours)?;
    let (title, body) = match found.title {
        Some(_) => {
            let (title, body) = titled(&typed.body);
            (Some(title), body)
        }
        None => (None, typed.body.clone()),
    };
    let words = verbs::words(db, &body, Some(found.topic)).await?;
    let sent = Sent {
        title: title.as_deref().unwrap_or(""),
        body: &body,
        pictures: 0,
        stamp: &typed.stamp,
        trap: &typed.trap,
        edit: true,
    };
    let ruling = gate::rule(visit, &sent).await?;
    let known = ["made", "sells", "owns", "given", "none"].contains(&typed.stake.as_str());
    let stake = if known { Some(typed.stake.clone()) } else { found.stake.clone() };
    let edit = Edit { person, title, words, stake, ruling, revision: typed.revision.unwrap_or(found.revision) };
    verbs::edit(db, post, edit, visit.now).await.map(|_: State| ())
}

/// `POST /forum/{topic}/watch`
pub async fn watch(visit: Visit, Path(topic): Path<i64>, posted: Posted) -> Response {
    let done = async {
        let found = store::topic(visit.db(), topic).await?.filter(|t| t.listed).ok_or(Problem::Gone)?;
        let person = visit.act().await?;
        let mail = posted.of("tell") == "mail" && visit.viewer().await?.signed_in().is_some_and(|p| p.email.is_some());
        let mut tx = visit.db().begin().await?;
        if posted.of("tell") == "off" {
            for me in visit.selves().await?.into_iter().chain([person]) {
                notices::store::unwatch(&mut tx, found.id, me).await?;
            }
        } else {
            notices::store::watch(&mut tx, found.id, person, mail, visit.now).await?;
        }
        tx.commit().await?;
        Ok::<_, Problem>(())
    };
    match done.await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("/forum/{topic}"))).into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// What a fragment is asked for.
#[derive(serde::Deserialize)]
pub struct Newer {
    #[serde(default)]
    topic: i64,
    #[serde(default)]
    after: i64,
}

/// `GET /fragments/posts?topic=…&after=…`: the posts that came later, as the page has them.
pub async fn newer(visit: Visit, Query(asked): Query<Newer>) -> Response {
    let read = async {
        let db = visit.db();
        if asked.topic == 0 {
            return Err(Problem::Fields(vec![("topic", "Say which topic.".into())]));
        }
        let topic = store::topic(db, asked.topic).await?.filter(|t| t.listed).ok_or(Problem::Gone)?;
        let me = visit.selves().await?;
        let host = visit.viewer().await?.host().is_ok();
        let page = store::page(db, &topic, store::Where::After(asked.after), &me, host).await?;
        let zone = visit.facts().await?.zone();
        let reader = pages::post::Reader { now: visit.now, zone, host, asker: me.contains(&topic.author) };
        Ok::<_, Problem>((topic, page, reader))
    };
    match read.await {
        Ok((topic, page, reader)) => fragment(|| pages::post::posts(&topic, &page, &reader).drawn()),
        Err(problem) => {
            (axum::http::StatusCode::from_u16(problem.status()).unwrap_or_default(), problem.words()).into_response()
        }
    }
}

/// `GET /fragments/topics?after=…`: topics newer than the one that stands first.
pub async fn newer_topics(visit: Visit, Query(asked): Query<Newer>) -> Response {
    let read = async {
        let rows = store::newer(visit.db(), asked.after).await?;
        Ok::<_, Problem>((rows, visit.facts().await?.zone()))
    };
    match read.await {
        Ok((rows, zone)) => {
            fragment(|| rows.iter().map(|r| pages::list::line(r, visit.now, &zone)).collect_view().drawn())
        }
        Err(problem) => {
            (axum::http::StatusCode::from_u16(problem.status()).unwrap_or_default(), problem.words()).into_response()
        }
    }
}

/// A piece of a page, drawn as the page draws it; kept by nobody.
pub fn fragment(view: impl FnOnce() -> AnyView) -> Response {
    let html = Owner::new().with(|| view().to_html()).replace("<!>", "<!---->");
    ([(axum::http::header::CACHE_CONTROL, "no-store")], Html(html)).into_response()
}
