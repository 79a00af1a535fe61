//! The audit as it is read: the newest first, a page at a time, of everybody or of one person.
use super::store::{self, Entry};
use crate::admin::file;
use crate::parts::drawn::Draw;
use crate::parts::faults::{self, beside, over};
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// How many rows a page has.
const MOST: i64 = 50;

/// `GET /admin/audit`
pub async fn audit(visit: Visit) -> Response {
    let person = visit.query("person").parse().ok();
    visit.show(read(&visit, person, None)).await
}
/// What narrows the list: one person, or nobody.
pub fn narrowed(person: Option<i64>) -> Vec<(String, String)> {
    person.map(|person| ("person".to_string(), person.to_string())).into_iter().collect()
}
/// The page of everybody or of one person, with what was wrong with the form on it.
pub async fn read(visit: &Visit, person: Option<i64>, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let mut entries = store::list(visit.db(), &merchant, visit.query("after").parse().ok(), person, MOST + 1).await?;
    let more = entries.len() as i64 > MOST;
    entries.truncate(MOST as usize);
    let next = entries.last().filter(|_| more).map(|last| {
        let pairs = [narrowed(person), vec![("after".to_string(), last.id.to_string())]].concat();
        format!("/admin/audit?{}", query(&pairs))
    });
    let status = faults::status(&problem);
    Ok(Page::new("Audit", move |front: &Front| view(entries, person, next, fresh, problem, &front.facts.zone()))
        .desk(name)
        .status(status))
}

fn view(
    entries: Vec<Entry>,
    person: Option<i64>,
    next: Option<String>,
    fresh: bool,
    problem: Option<Problem>,
    zone: &TimeZone,
) -> impl IntoView + use<> {
    let pairs = narrowed(person);
    let save = file::ask("/admin/audit", &pairs, fresh, beside(&problem, "password"));
    let of_one = person.map(|_| {
        let who = entries.first().map(Entry::who).unwrap_or_else(|| "this person".into());
        view! { <p>{format!("Only what {who} did. ")}<a class="link" href="/admin/audit">"Show everybody"</a></p> }
    });
    let table = match entries.is_empty() {
        true => view! { <p class="empty">"Nothing is written here yet."</p> }.drawn(),
        false => {
            let rows = entries.into_iter().map(|e| row(e, zone)).collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Audit, table">
                    <table>
                        <thead><tr><th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th><th scope="col">"Before"</th><th scope="col">"After"</th><th scope="col">"From"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .drawn()
        }
    };
    let next = next.map(|href| view! { <p class="pager"><a class="btn quiet" rel="next" href=href>"Earlier"</a></p> });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Audit"</h1><p class="soft">"What staff did to things that are not their own. Rows are added, and none is ever taken away."</p></div>
            {over(&problem)}
            <section class="panel" aria-labelledby="acts">
                <h2 id="acts" class="vh">"Acts"</h2>
                {of_one}
                {table}
                {next}
            </section>
            {save}
        </div>
    }
}

fn row(e: Entry, zone: &TimeZone) -> impl IntoView + use<> {
    let (before, after) = e.states();
    let who = match e.person {
        Some(person) => view! { <a href=format!("/admin/audit?person={person}")>{e.who()}</a> }.drawn(),
        None => e.who().drawn(),
    };
    view! {
        <tr>
            <td><time datetime=words::machine_time(e.at, zone)>{words::date_time(e.at, zone)}</time></td>
            <td>{who}</td>
            <td>{e.what()}</td>
            <td>{before}</td>
            <td>{after}</td>
            <td class="soft">{e.from_where}</td>
        </tr>
    }
}
