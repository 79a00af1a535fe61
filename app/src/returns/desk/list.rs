//! The list of returns: narrowed, kept as views, saved as a file.
use crate::admin::{file, views};
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, status};
use crate::parts::posted::Posted;
use crate::parts::query;
use crate::problem::Problem;
use crate::returns::store::list::{self, Row, Sift};
use crate::returns::{Kind, reason_words, state_words};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Where the list stands.
pub const HERE: &str = "/admin/returns";
/// How many rows a page has.
const MOST: i64 = 50;
const STATES: [&str; 5] = ["asked", "approved", "refused", "received", "closed"];
const KINDS: [Kind; 2] = [Kind::Withdrawal, Kind::Return];

/// What narrows the list, out of names and values; what is not known narrows nothing.
fn sift(of: impl Fn(&str) -> String) -> Sift {
    let known =
        |name: &str, all: &[&str]| Some(of(name)).filter(|word| all.contains(&word.as_str())).unwrap_or_default();
    Sift {
        state: known("state", &STATES),
        kind: known("kind", &KINDS.map(Kind::word)),
        q: of("q").trim().chars().take(100).collect(),
    }
}

/// `GET /admin/returns`
pub async fn returns(visit: Visit) -> Response {
    let sift = sift(|name| visit.query(name));
    visit.show(read(&visit, sift, None)).await
}

/// `POST /admin/returns`: what is shown, as CSV.
pub async fn save(visit: Visit, posted: Posted) -> Response {
    let sift = sift(|name| posted.of(name).to_string());
    match export(&visit, &sift, posted.of("password")).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => visit.show(read(&visit, sift, Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn export(visit: &Visit, sift: &Sift, password: &str) -> Result<Response, Problem> {
    const PIECE: i64 = 500;
    // What was searched for may name somebody.
    let narrowed: Vec<_> = sift.pairs().into_iter().filter(|(name, _)| name != "q").collect();
    let by = file::leave(visit, password, "returns.exported", &narrowed).await?;
    let zone = visit.facts().await?.zone();
    let (db, by, sift, written) = (visit.db().clone(), *by.merchant(), sift.clone(), zone.clone());
    let rows = file::pages(move |before| {
        let (db, sift, zone) = (db.clone(), sift.clone(), written.clone());
        async move {
            let rows = list::list(&db, &by, &sift, before, PIECE).await?;
            let end = rows.last().filter(|_| rows.len() as i64 == PIECE).map(|r| r.id);
            Ok((rows.iter().map(|r| cells(r, &zone)).collect(), end))
        }
    });
    let head = ["number", "order", "customer", "asked", "kind", "reason", "things", "state"];
    Ok(file::answer("returns", visit.now, &zone, &head, rows))
}
fn cells(r: &Row, zone: &TimeZone) -> Vec<String> {
    vec![
        r.id.to_string(),
        r.number.clone(),
        r.name.clone(),
        words::machine_time(r.asked_at, zone),
        r.kind.clone(),
        r.reason.clone(),
        r.things.to_string(),
        r.state.clone(),
    ]
}

async fn read(visit: &Visit, sift: Sift, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let db = visit.db();
    let mut rows = list::list(db, &merchant, &sift, visit.query("after").parse().ok(), MOST + 1).await?;
    let more = rows.len() as i64 > MOST;
    rows.truncate(MOST as usize);
    let kept = views::of(db, &merchant, HERE).await?;
    let asked = crate::goodwill::store::waiting(db, &merchant).await?;
    let status = status(&problem);
    let zone = visit.facts().await?.zone();
    let after = rows.last().filter(|_| more).map(|r| r.id);
    Ok(Page::new("Returns", move |_: &Front| {
        let pairs = sift.pairs();
        let next = after.map(|id| {
            let pairs: Vec<_> = pairs.iter().cloned().chain([("after".to_string(), id.to_string())]).collect();
            let href = format!("{HERE}?{}", query(&pairs));
            view! { <p class="pager"><a class="btn quiet" rel="next" href=href>"Earlier"</a></p> }
        });
        view! {
            <div class="wrap stack gap-5">
                <div class="stack gap-1">
                    <h1>"Returns"</h1>
                    <p class="soft">"What customers give back, or withdraw from. The law gives them 14 days from delivery without a reason. "<a class="link" href="/admin/returns/goodwill">{goodwill_words(asked)}</a></p>
                </div>
                {narrow(&sift)}
                {views::bar(HERE, &pairs, kept)}
                <section class="panel" aria-labelledby="all"><h2 id="all" class="vh">"Requests"</h2>{table(&rows, &zone)}{next}</section>
                {file::ask(HERE, &pairs, fresh, beside(&problem, "password"))}
            </div>
        }
    })
    .desk(name)
    .status(status))
}
fn goodwill_words(asked: i64) -> String {
    match asked {
        0 => "Goodwill of the hosts".into(),
        n => format!("Goodwill: {} for your word", words::count(n, "act waits", "acts wait")),
    }
}

fn narrow(sift: &Sift) -> impl IntoView + use<> {
    let states = STATES
        .iter()
        .map(|s| view! { <option value=*s selected=sift.state == *s>{state_words(s).0}</option> })
        .collect_view();
    let kinds = KINDS
        .iter()
        .map(|k| view! { <option value=k.word() selected=sift.kind == k.word()>{k.title()}</option> })
        .collect_view();
    view! {
        <form class="sift" action=HERE role="search" aria-label="Narrow the list">
            <div class="field"><label for="q">"Order number or email"</label><input id="q" name="q" type="search" autocomplete="off" maxlength="100" value=sift.q.clone()/></div>
            <div class="field"><label for="state">"State"</label><select id="state" name="state"><option value="">"All"</option>{states}</select></div>
            <div class="field"><label for="kind">"Kind"</label><select id="kind" name="kind"><option value="">"Both"</option>{kinds}</select></div>
            <p><button class="btn quiet">"Show"</button></p>
        </form>
    }
}

fn table(rows: &[Row], zone: &TimeZone) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">"Nothing comes back here."</p> }.drawn();
    }
    let rows = rows
        .iter()
        .map(|r| {
            let (state, class) = state_words(&r.state);
            let kind = Kind::parse(&r.kind).map_or("", Kind::title);
            let href = format!("{HERE}/{}", r.id);
            view! {
                <tr>
                    <th scope="row"><a href=href>{format!("Order {}", r.number)}<span class="vh">{format!(", request {}", r.id)}</span></a></th>
                    <td>{r.name.clone()}</td>
                    <td>{kind}</td>
                    <td>{reason_words(&r.reason)}</td>
                    <td class="n">{r.things}</td>
                    <td><time datetime=words::machine_time(r.asked_at, zone)>{words::date_time(r.asked_at, zone)}</time></td>
                    <td><span class=class>{state}</span></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Requests, table">
            <table>
                <thead><tr><th scope="col">"Order"</th><th scope="col">"Customer"</th><th scope="col">"Kind"</th><th scope="col">"Reason"</th><th scope="col" class="n">"Things"</th><th scope="col">"Asked"</th><th scope="col">"State"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .drawn()
}
