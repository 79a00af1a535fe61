//! The name and the picture that others see. Looking at them writes nothing; saving them is an act, for which no address is
//! needed.
use super::store::set_picture;
use crate::accounts::alias::{Alias, MOST};
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::accounts::door::pages::{Said, narrow};
use crate::accounts::store;
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
    /// Which button was pressed: `draw` or `save`.
    pub act: String,
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
        act: String::new(),
    };
    Ok(page(typed, known.is_some(), Said(None), visit.query("saved") == "1"))
}

/// `POST /alias`: draws another picture, which is kept by saving alone; or saves.
pub async fn reply(visit: Visit, Form(mut typed): Form<Typed>) -> Response {
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
            Ok(page(typed, known, Said(problem), false))
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

/// The number of a new picture.
fn drawn() -> i64 {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes).expect("BUG: the system gives randomness");
    i64::from_be_bytes(bytes) & i64::MAX
}

fn page(typed: Typed, known: bool, said: Said, saved: bool) -> Page {
    let status = said.status();
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
            {account}
        };
        let lead = "Others see this name and this picture beside what you say and do here, and nothing else of you. Change both \
            whenever you like; no address is needed.";
        narrow("The name others see", lead.into(), form)
    })
    .unlisted()
    .status(status)
}
