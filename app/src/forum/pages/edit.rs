//! Changing a post, and what it said before.
use super::when;
use crate::forum::form::{Typed, Writer, guards, speech, stakes};
use crate::forum::store;
use crate::forum::verbs::is_own;
use crate::forum::{State, text};
use crate::parts::crumbs::crumbs;
use crate::parts::faults;
use crate::parts::faults::beside;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /posts/{post}/edit`
pub async fn edit(visit: Visit, Path(post): Path<i64>) -> Response {
    visit.show(read(&visit, post, None, None)).await
}

/// Reads the form with the post's words, or with what was typed.
pub async fn read(visit: &Visit, post: i64, typed: Option<Typed>, problem: Option<Problem>) -> Result<Page, Instead> {
    let db = visit.db();
    let found = store::post(db, post).await?.filter(|p| p.state() != State::Removed).ok_or(Instead::Missing)?;
    let me = visit.person().await.ok_or(Instead::Missing)?;
    if !is_own(db, me, found.author).await? {
        return Err(Instead::Missing);
    }
    let names = store::names(db, post).await?;
    let writer = Writer::of(visit, typed.as_ref().map_or("", |t| &t.stamp)).await?;
    let standing = text::with_names(&found.body, |person| names.get(&person).cloned());
    let typed = typed.unwrap_or_else(|| Typed {
        body: found.title.as_ref().map_or(standing.clone(), |title| crate::forum::typed(title, &standing)),
        stake: found.stake.clone().unwrap_or_default(),
        ..Typed::default()
    });
    let status = faults::status(&problem);
    let topic = store::topic(db, found.topic).await?.ok_or(Instead::Missing)?;
    Ok(Page::new("Change your post", move |_: &Front| {
        let over = faults::over(&problem);
        let first = found.title.is_some();
        let label = if first { "Your question" } else { "Your reply" };
        let path = [("/".into(), "Home".into()), ("/forum".into(), "Forum".into()), (format!("/forum/{}", topic.id), topic.title.clone()), (String::new(), "Change your post".into())];
        let stakes = (!first).then(|| stakes(&writer, &typed, &problem));
        view! {
            <div class="wrap page narrow">
                {crumbs(&path)}
                <div class="stack gap-5">
                    <h1>"Change your post"</h1>
                    {over}
                    <form class="composer stack" method="post" action=format!("/posts/{post}/edit#faults") novalidate>
                        <input type="hidden" name="revision" value=found.revision.to_string()/>
                        {speech(label, "What it said before is kept.", &typed.body, beside(&problem, "body"), 8)}
                        {stakes}
                        {guards(&writer)}
                        <p class="row"><button class="btn">"Save"</button><a class="btn quiet" href=format!("/posts/{post}")>"Leave it as it was"</a></p>
                    </form>
                </div>
            </div>
        }
    })
    .unlisted()
    .status(status))
}

/// `GET /posts/{post}/history`: of what the house says everybody sees it, of anything else its author and the hosts.
pub async fn history(visit: Visit, Path(post): Path<i64>) -> Response {
    visit.show(read_history(&visit, post)).await
}
async fn read_history(visit: &Visit, post: i64) -> Result<Page, Instead> {
    let db = visit.db();
    let found = store::post(db, post).await?.ok_or(Instead::Missing)?;
    let host = visit.viewer().await?.host().is_ok();
    let own = match visit.person().await {
        Some(me) => is_own(db, me, found.author).await?,
        None => false,
    };
    let public = found.as_host && found.state() == State::Live && found.kind != "order";
    if !(host || public || (own && found.state() == State::Live)) {
        return Err(Instead::Missing);
    }
    let names = store::names(db, post).await?;
    let before = store::revisions(db, post).await?;
    let zone = visit.facts().await?.zone();
    let now = visit.now;
    let topic = store::topic(db, found.topic).await?.ok_or(Instead::Missing)?;
    Ok(Page::new("What it said before", move |_: &Front| {
        let plain = |body: &str| text::with_names(body, |person| names.get(&person).cloned());
        let latest = (found.edited_at.unwrap_or(found.created_at), found.body.clone());
        let all = std::iter::once(latest).chain(before.into_iter().map(|(_, body, at)| (at, body)));
        let items = all
            .map(|(at, body)| {
                view! { <li class="stack gap-2"><p class="small soft">{when(at, now, &zone)}</p><div class="said asis">{plain(&body)}</div></li> }
            })
            .collect_view();
        let path = [("/".into(), "Home".into()), ("/forum".into(), "Forum".into()), (format!("/forum/{}", topic.id), topic.title.clone()), (String::new(), "What it said before".into())];
        view! {
            <div class="wrap page narrow">
                {crumbs(&path)}
                <div class="stack gap-5">
                    <h1>"What it said before"</h1>
                    <p class="soft">"The newest words first. "<a href=format!("/posts/{post}")>"To the post"</a></p>
                    <ol class="stack gap-5 plainlist">{items}</ol>
                </div>
            </div>
        }
    })
    .unlisted())
}
