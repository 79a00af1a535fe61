//! What the forms of hosts do: their own page, notes from the workbench, everybody's hours. Who may is asked before a form is read.
use super::hours::{Leave, Week};
use super::pages::{bench, edit, roster};
use super::{About, store, verbs};
use crate::forum::form::Typed;
use crate::forum::verbs::{self as talk, Draft, Opening, Placed};
use crate::forum::{Anchor, Kind, actions::author, pictures, titled};
use crate::media::upload;
use crate::parts::posted::{Files, Posted};
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::viewer::{Host, Merchant};
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};

/// The form of whoever may send it; else the answer for all others, before anything is read.
async fn form<T>(visit: &Visit, may: Result<T, Problem>, request: Request) -> Result<(T, Posted), Box<Response>> {
    match may {
        Ok(by) => match Posted::read(request).await {
            Ok(posted) => Ok((by, posted)),
            Err(refusal) => Err(Box::new(refusal.into_response())),
        },
        Err(problem) => Err(Box::new(visit.show(async { Err(Instead::Refused(problem)) }).await)),
    }
}

fn leave(posted: &Posted) -> Leave {
    let of = |name: &str| posted.of(name).to_string();
    Leave { first: of("first"), last: of("last"), words: of("away-words") }
}

/// `POST /counter/page`
pub async fn page(visit: Visit, request: Request) -> Response {
    let (me, mut posted) = match form(&visit, visit.host().await, request).await {
        Ok(sent) => sent,
        Err(answer) => return *answer,
    };
    match change_page(&visit, &me, &mut posted).await {
        Ok(done) => ([FORGET_AHEAD], Redirect::to(&format!("/counter/page?done={done}"))).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            let act = posted.of("act");
            let of = |name: &str| posted.of(name).to_string();
            let typed = edit::Typed {
                about: (act == "words").then(|| About {
                    title: of("title"),
                    words: of("words"),
                    specialities: of("specialities"),
                }),
                week: (act == "hours").then(|| Week::read(|name| posted.of(name))),
                leave: (act == "away").then(|| leave(&posted)),
            };
            visit.show(edit::read(&visit, typed, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn change_page(visit: &Visit, me: &Host, posted: &mut Posted) -> Result<&'static str, Problem> {
    let (db, from, now) = (visit.db(), &visit.network, visit.now);
    match posted.of("act") {
        "words" => {
            let of = |name: &str| posted.of(name).to_string();
            let about = About { title: of("title"), words: of("words"), specialities: of("specialities") };
            about.checked().map_err(Problem::Fields)?;
            let portrait = upload::portrait(visit, me, posted.files()).await?;
            verbs::describe(db, me, &about, portrait, from, now).await?;
            Ok("words")
        }
        "hours" => {
            let shifts = Week::read(|name| posted.of(name)).shifts().map_err(Problem::Fields)?;
            verbs::set_own_hours(db, me, &shifts, from, now).await?;
            Ok("hours")
        }
        "away" => {
            let kept = leave(posted).kept(now, &visit.facts().await?.zone()).map_err(Problem::Fields)?;
            verbs::leave_own(db, me, &kept, from, now).await?;
            Ok("away")
        }
        "back" => {
            verbs::return_own(db, me, posted.number("away").ok_or(Problem::Gone)?, from, now).await?;
            Ok("back")
        }
        _ => Err(Problem::Gone),
    }
}

/// `POST /counter/settings/roster`
pub async fn roster(visit: Visit, request: Request) -> Response {
    let (by, posted) = match form(&visit, visit.merchant().await, request).await {
        Ok(sent) => sent,
        Err(answer) => return *answer,
    };
    let of = posted.number("of");
    match change_roster(&visit, &by, &posted).await {
        Ok(done) => {
            let whose = of.map(|of| format!("&of={of}")).unwrap_or_default();
            ([FORGET_AHEAD], Redirect::to(&format!("/counter/settings/roster?done={done}{whose}"))).into_response()
        }
        Err(problem @ Problem::Fields(_)) => {
            let act = posted.of("act");
            let typed = roster::Typed {
                of,
                week: (act == "hours").then(|| Week::read(|name| posted.of(name))),
                leave: (act == "away").then(|| leave(&posted)),
                opening: (act == "opening").then(|| posted.of("opening").to_string()),
            };
            visit.show(roster::read(&visit, typed, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn change_roster(visit: &Visit, by: &Merchant, posted: &Posted) -> Result<&'static str, Problem> {
    let (db, from, now) = (visit.db(), &visit.network, visit.now);
    let of = || posted.number("of").ok_or(Problem::Gone);
    match posted.of("act") {
        "hours" => {
            let shifts = Week::read(|name| posted.of(name)).shifts().map_err(Problem::Fields)?;
            verbs::set_hours(db, by, of()?, &shifts, from, now).await?;
            Ok("hours")
        }
        "away" => {
            let kept = leave(posted).kept(now, &visit.facts().await?.zone()).map_err(Problem::Fields)?;
            verbs::leave(db, by, of()?, &kept, from, now).await?;
            Ok("away")
        }
        "back" => {
            let away = posted.number("away").ok_or(Problem::Gone)?;
            verbs::bring_back(db, by, of()?, away, from, now).await?;
            Ok("back")
        }
        "opening" => {
            verbs::set_opening(db, by, posted.of("opening"), from, now).await?;
            Ok("opening")
        }
        _ => Err(Problem::Gone),
    }
}

/// `POST /counter/bench`
pub async fn bench(visit: Visit, request: Request) -> Response {
    let (me, mut posted) = match form(&visit, visit.host().await, request).await {
        Ok(sent) => sent,
        Err(answer) => return *answer,
    };
    let mut typed = Typed::read(&posted);
    let about = bench::About {
        ticked: posted.all("product").filter_map(|id| id.parse().ok()).take(20).collect(),
        typed: posted.of("another").trim().to_string(),
    };
    match post(&visit, &me, &mut typed, &about, posted.files()).await {
        Ok(placed) => ([FORGET_AHEAD], Redirect::to(&format!("/forum/{}", placed.topic))).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            let typed = pictures::again(&visit, typed).await;
            visit.show(bench::read(&visit, typed, about, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn post(
    visit: &Visit,
    me: &Host,
    typed: &mut Typed,
    about: &bench::About,
    files: Files,
) -> Result<Placed, Problem> {
    let db = visit.db();
    let (title, body) = titled(&typed.body);
    let checked = async {
        let words = talk::words(db, &body, None).await?;
        Ok::<_, Problem>((words, products(visit, me, about).await?))
    };
    let checked = checked.await;
    let ((words, (products, own)), ruling) = pictures::through(visit, typed, files, (&title, &body), checked).await?;
    // What ties them to it is known: they make it, or the house sells it.
    let stake = (!products.is_empty()).then(|| if own { "made" } else { "sells" }.to_string());
    let anchor = Anchor { product: products.first().copied(), ..Anchor::default() };
    let opening = Opening { kind: Kind::Bench, anchor, title, products };
    let draft = Draft {
        author: author(visit, "").await?,
        stake,
        reply_to: None,
        quoted: None,
        words,
        pictures: typed.pictures.clone(),
        ruling,
        watch: Some(false),
    };
    talk::ask(db, opening, draft, visit.now).await
}

/// The products that were ticked or typed, and whether the host makes all of them.
async fn products(visit: &Visit, me: &Host, about: &bench::About) -> Result<(Vec<i64>, bool), Problem> {
    let mut wanted: Vec<i64> = vec![];
    for id in &about.ticked {
        if !wanted.contains(id) {
            wanted.push(*id);
        }
    }
    if !about.typed.is_empty() {
        let found = store::titled(visit.db(), &about.typed).await?;
        let words = "No product goes by this name. Take one of those that are offered.";
        let found = found.ok_or_else(|| Problem::Fields(vec![("another", words.into())]))?;
        if !wanted.contains(&found) {
            wanted.push(found);
        }
    }
    Ok(store::note_products(visit.db(), me.id(), wanted).await?)
}
