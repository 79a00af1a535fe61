//! The list of drafts, as a page and as a file, and the way to begin one.
use crate::admin::{file, views};
use crate::drafts::state_words;
use crate::drafts::store::{self, Row, write};
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, status};
use crate::parts::posted::Posted;
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use leptos::prelude::*;

const HERE: &str = "/admin/drafts";
const MOST: i64 = 50;
const STATES: [&str; 5] = ["open", "offered", "placed", "withdrawn", "lapsed"];

/// What narrows the list: a state that is known, or nothing.
fn sift(state: &str) -> String {
    if STATES.contains(&state) { state.into() } else { String::new() }
}
fn pairs(state: &str) -> Vec<(String, String)> {
    if state.is_empty() { vec![] } else { vec![("state".into(), state.into())] }
}

/// `POST /admin/drafts`: begins one, or saves what is shown as CSV.
pub async fn post(visit: Visit, posted: Posted) -> Response {
    if posted.of("save") != "csv" {
        return begin(visit).await;
    }
    let state = sift(posted.of("state"));
    match save(&visit, &state, posted.of("password")).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => visit.show(read(&visit, state, Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
async fn save(visit: &Visit, state: &str, password: &str) -> Result<Response, Problem> {
    const PIECE: i64 = 500;
    let by = *file::leave(visit, password, "drafts.exported", &pairs(state)).await?.merchant();
    let zone = visit.facts().await?.zone();
    let (db, state, written) = (visit.db().clone(), state.to_string(), zone.clone());
    let rows = file::pages(move |before| {
        let (db, state, zone) = (db.clone(), state.clone(), written.clone());
        async move {
            let rows = store::list(&db, &by, &state, before, PIECE).await?;
            let end = rows.last().filter(|_| rows.len() as i64 == PIECE).map(|r| r.id);
            Ok((rows.into_iter().map(|r| cells(r, &zone)).collect(), end))
        }
    });
    let head = ["draft", "name", "email", "things", "begun", "stands until", "state", "order"];
    Ok(file::answer("drafts", visit.now, &zone, &head, rows))
}
fn cells(r: Row, zone: &TimeZone) -> Vec<String> {
    vec![
        r.id.to_string(),
        r.name,
        r.email,
        r.things.to_string(),
        words::machine_time(r.created_at, zone),
        words::machine_time(r.expires_at, zone),
        state_words(&r.state).0.into(),
        r.number.unwrap_or_default(),
    ]
}

async fn begin(visit: Visit) -> Response {
    let done = async {
        let merchant = visit.merchant().await?;
        let facts = visit.facts().await?;
        Ok::<_, Problem>(write::begin(visit.db(), &merchant, &facts.currency, &facts.country, visit.now).await?)
    };
    match done.await {
        Ok(id) => ([FORGET_AHEAD], Redirect::to(&format!("{HERE}/{id}"))).into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// `GET /admin/drafts`
pub async fn drafts(visit: Visit) -> Response {
    let state = sift(&visit.query("state"));
    visit.show(read(&visit, state, None)).await
}
async fn read(visit: &Visit, state: String, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let db = visit.db();
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let mut rows = store::list(db, &merchant, &state, visit.query("after").parse().ok(), MOST + 1).await?;
    let more = rows.len() as i64 > MOST;
    rows.truncate(MOST as usize);
    let kept = views::of(db, &merchant, HERE).await?;
    let zone = visit.facts().await?.zone();
    let (pairs, fresh, code) = (pairs(&state), visit.viewer().await?.is_fresh(visit.now), status(&problem));
    let after = rows.last().filter(|_| more).map(|r| r.id);
    Ok(Page::new("Drafts", move |_: &Front| {
        let next = after.map(|id| {
            let pairs: Vec<_> = pairs.iter().cloned().chain([("after".to_string(), id.to_string())]).collect();
            view! { <p class="pager"><a class="btn quiet" rel="next" href=format!("{HERE}?{}", query(&pairs))>"Earlier"</a></p> }
        });
        let states = STATES
            .iter()
            .map(|s| view! { <option value=*s selected=state == *s>{state_words(s).0}</option> })
            .collect_view();
        view! {
            <div class="wrap stack gap-5">
                <div class="row between">
                    <div class="stack gap-1"><h1>"Drafts"</h1><p class="soft">"Orders that we write: offered by a link, or placed on the phone."</p></div>
                    <form method="post" action=HERE><button class="btn">"New draft"</button></form>
                </div>
                <form class="sift" action=HERE role="search" aria-label="Narrow the list">
                    <div class="field"><label for="state">"State"</label><select id="state" name="state"><option value="">"All"</option>{states}</select></div>
                    <p><button class="btn quiet">"Show"</button></p>
                </form>
                {views::bar(HERE, &pairs, kept)}
                <section class="panel" aria-labelledby="all"><h2 id="all" class="vh">"All drafts"</h2>{table(&rows, &zone)}{next}</section>
                {file::ask(HERE, &pairs, fresh, beside(&problem, "password"))}
            </div>
        }
    })
    .desk(name)
    .status(code))
}

fn table(rows: &[Row], zone: &TimeZone) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">"No draft stands here."</p> }.drawn();
    }
    let rows = rows
        .iter()
        .map(|r| {
            let (state, class) = state_words(&r.state);
            let who = if r.name.is_empty() { r.email.clone() } else { r.name.clone() };
            let order = r.number.clone().map(|n| format!("Order {n}"));
            view! {
                <tr>
                    <th scope="row"><a href=format!("{HERE}/{}", r.id)>{format!("Draft {}", r.id)}</a></th>
                    <td>{who}</td>
                    <td class="n">{r.things}</td>
                    <td>{words::date_time(r.created_at, zone)}</td>
                    <td>{words::date_time(r.expires_at, zone)}</td>
                    <td><span class=class>{state}</span></td>
                    <td>{order}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Drafts, table">
            <table>
                <thead><tr><th scope="col">"Draft"</th><th scope="col">"Customer"</th><th scope="col" class="n">"Things"</th><th scope="col">"Begun"</th><th scope="col">"Stands until"</th><th scope="col">"State"</th><th scope="col">"Order"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .drawn()
}
