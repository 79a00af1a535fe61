//! The name and the picture that others see, and whether what one does is told in the activity. Looking at them writes nothing;
//! saving them is an act, for which no address is needed.
use super::store::set_picture;
use crate::accounts::alias::{Alias, MOST};
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::accounts::door::pages::{Said, narrow};
use crate::accounts::store;
use crate::activity::unseen;
use crate::parts::avatar::avatar;
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit, keys};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// Everything the form carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub alias: String,
    /// The number of the picture.
    pub picture: String,
    /// Which button was pressed: `draw`, `save`, `unseen` or `seen`.
    pub act: String,
    /// Where the button stood: `account`, or here.
    pub from: String,
}

/// `GET /alias`
pub async fn alias(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}
async fn read(visit: &Visit) -> Result<Page, Instead> {
    let known = visit.viewer().await?.person();
    let typed = Typed {
        alias: known.map(|p| p.alias.clone()).unwrap_or_default(),
        picture: known.map_or_else(drawn, |p| p.avatar_seed).to_string(),
        ..Typed::default()
    };
    let unseen = is_unseen(visit).await?;
    Ok(page(typed, known.is_some(), unseen, Said(None), &visit.query("saved")))
}
/// Whether whoever asks wants to be in no feed.
pub(super) async fn is_unseen(visit: &Visit) -> Result<bool, Problem> {
    match visit.viewer().await?.person() {
        Some(known) => Ok(unseen::is(visit.db(), known.id).await?),
        None => Ok(false),
    }
}

/// `POST /alias`: draws another picture, which is kept by saving alone; or saves; or turns the switch of the activity.
pub async fn reply(visit: Visit, Form(mut typed): Form<Typed>) -> Response {
    if matches!(typed.act.as_str(), "unseen" | "seen") {
        let to = if typed.from == "account" { "/account?seen=1#seen" } else { "/alias?saved=seen#seen" };
        return match turn(&visit, typed.act == "unseen").await {
            Ok(()) => ([FORGET_AHEAD], Redirect::to(to)).into_response(),
            Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
        };
    }
    if typed.act == "draw" {
        typed.picture = drawn().to_string();
        return again(&visit, typed, None).await;
    }
    match save(&visit, &typed).await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to("/alias?saved=1")).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => again(&visit, typed, Some(problem)).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
async fn again(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Response {
    visit
        .show(async {
            let known = visit.viewer().await?.person().is_some();
            Ok(page(typed, known, is_unseen(visit).await?, Said(problem), ""))
        })
        .await
}

async fn save(visit: &Visit, typed: &Typed) -> Result<(), Problem> {
    let alias = Alias::parse(&typed.alias).map_err(|words| Problem::Fields(vec![("alias", words)]))?;
    guard(visit, Limit::Posting, &visit.network).await?;
    let person = visit.act().await?;
    let mut tx = visit.db().begin().await?;
    if !store::rename(&mut tx, person, &alias).await? {
        let words = "Somebody has this name, or one that looks like it. Choose another one.";
        return Err(Problem::Fields(vec![("alias", words.into())]));
    }
    set_picture(&mut tx, person, typed.picture.parse().ok(), visit.now).await?;
    tx.commit().await?;
    visit.keep(keys::PERSON, person).await;
    Ok(())
}

/// Keeps what somebody does out of the activity, or in it from now on.
async fn turn(visit: &Visit, unseen: bool) -> Result<(), Problem> {
    guard(visit, Limit::Posting, &visit.network).await?;
    let person = visit.act().await?;
    unseen::set(visit.db(), person, unseen, visit.now).await?;
    visit.keep(keys::PERSON, person).await;
    Ok(())
}
/// The switch, with what it does in words. `from` says on which page it stands.
pub(super) fn switch(unseen: bool, saved: bool, from: &'static str) -> impl IntoView {
    let (stands, act, label) = match unseen {
        true => (
            "What you do is told nowhere but where you do it. What you wrote before this stays where it was written.",
            "seen",
            "Show what I do from now on",
        ),
        false => (
            "What you ask, answer and choose is also told in the activity, on other pages and in feeds, under your name to show.              Kept out, it stays where you wrote it and is told nowhere else; what you did before goes from there too.",
            "unseen",
            "Keep what I do out of the activity",
        ),
    };
    let saved = saved.then(|| view! { <p class="notice ok" role="status"><b>"Saved."</b></p> });
    view! {
        <section class="panel stack gap-3" aria-labelledby="seen">
            <h2 id="seen">"The activity"</h2>
            {saved}
            <p class="small soft">{stands}</p>
            <form method="post" action="/alias">
                <input type="hidden" name="from" value=from/>
                <button class="btn quiet" name="act" value=act>{label}</button>
            </form>
        </section>
    }
}

/// The number of a new picture.
fn drawn() -> i64 {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes).expect("BUG: the system gives randomness");
    i64::from_be_bytes(bytes) & i64::MAX
}

fn page(typed: Typed, known: bool, unseen: bool, said: Said, saved: &str) -> Page {
    let status = said.status();
    let (saved, turned) = (saved == "1", saved == "seen");
    Page::new("The name others see", move |front: &Front| {
        let hint = match known {
            true => format!("2 to {MOST} letters. What you said before goes by the new name too."),
            false => format!("2 to {MOST} letters. Without one the shop gives you a friendly name when you first do something."),
        };
        let saved = saved.then(|| {
            view! { <div class="notice ok" role="status"><p><b>"Saved."</b>" Others see this from now on."</p></div> }
        });
        let account = front.signed_in.then(|| view! { <p><a class="link" href="/account">"Back to your account"</a></p> });
        let seed = typed.picture.parse().unwrap_or(0);
        let form = view! {
            {saved}
            {said.over()}
            <form class="stack" method="post" action="/alias" novalidate>
                <input type="hidden" name="picture" value=typed.picture.clone()/>
                {Field::text("alias", "Name to show", "nickname").hint(hint).most(100).filled(&typed.alias, said.beside("alias")).view()}
                <p class="row gap-3">
                    {avatar(seed)}
                    <button class="btn" name="act" value="save">"Save"</button>
                    <button class="btn quiet" name="act" value="draw">"Draw another picture"</button>
                </p>
            </form>
            {switch(unseen, turned, "alias")}
            {account}
        };
        let lead = "Others see this name and this picture beside what you say and do here, and nothing else of you. Change both \
            whenever you like; no address is needed.";
        narrow("The name others see", lead.into(), form)
    })
    .unlisted()
    .status(status)
}
