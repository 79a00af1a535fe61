//! The redirects of the shop, for a merchant.
use super::store;
use crate::admin::file;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::fault;
use crate::parts::query;
use crate::problem::Problem;
use crate::settings::{desk_name, done_note};
use crate::shell::{Instead, Page};
use crate::site::Visit;
use axum::response::Response;
use leptos::prelude::*;

/// How many rows a page has.
const MOST: i64 = 100;

/// `GET /admin/settings/redirects`
pub async fn redirects(visit: Visit) -> Response {
    let search = visit.query("q");
    visit.show(read(&visit, &search, "", None)).await
}

/// The page of what holds these letters, with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, search: &str, typed: &str, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let search = search.trim().to_string();
    let mut rows = store::list(visit.db(), &merchant, &search, &visit.query("after"), MOST + 1).await?;
    let more = rows.len() as i64 > MOST;
    rows.truncate(MOST as usize);
    let next = rows.last().filter(|_| more).map(|(from, _)| {
        format!("/admin/settings/redirects?{}", query(&[("q".into(), search.clone()), ("after".into(), from.clone())]))
    });
    let done = match visit.query("done").as_str() {
        "kept" => Some("Whoever comes to the old address is led on from now on."),
        "removed" => Some("The redirect is gone."),
        "over" => Some("Somebody else took it away meanwhile."),
        _ => None,
    };
    let done = done.filter(|_| problem.is_none());
    let fresh = visit.viewer().await?.is_fresh(visit.now);
    let (typed, name, code) = (typed.to_string(), desk_name(visit).await?, status(&problem));
    Ok(Page::new("Redirects", move |_| view(rows, next, (search, fresh), typed, done, &problem))
        .desk(name)
        .status(code))
}

fn view(
    rows: Vec<(String, String)>,
    next: Option<String>,
    (search, fresh): (String, bool),
    typed: String,
    done: Option<&'static str>,
    problem: &Option<Problem>,
) -> impl IntoView + use<> {
    let wrong = beside(problem, "lines");
    let bad = wrong.is_some();
    let narrowed: Vec<_> = (!search.is_empty()).then(|| ("q".to_string(), search.clone())).into_iter().collect();
    let save = file::ask("/admin/settings/redirects", &narrowed, fresh, beside(problem, "password"));
    let table = match rows.is_empty() {
        true => view! { <p class="empty">{if search.is_empty() { "No address leads elsewhere." } else { "No redirect holds this." }}</p> }.drawn(),
        false => {
            let lines = rows.into_iter().map(|(from, to)| {
                let name = format!(" {from}");
                view! {
                    <tr>
                        <th scope="row">{from.clone()}</th>
                        <td>{to}</td>
                        <td><form method="post" action="/admin/settings/redirects"><input type="hidden" name="path" value=from/><button class="btn bare sm" name="act" value="remove">"Remove"<span class="vh">{name}</span></button></form></td>
                    </tr>
                }
            }).collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Redirects, table">
                    <table><thead><tr><th scope="col">"Old address"</th><th scope="col">"Leads to"</th><td></td></tr></thead><tbody>{lines}</tbody></table>
                </div>
            }
            .drawn()
        }
    };
    let next =
        next.map(|href| view! { <p class="pager"><a class="btn quiet" rel="next" href=href>"More redirects"</a></p> });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Redirects"</h1><p class="soft">"Old addresses that others still link to. One is asked only where nothing else stands: it never hides a page."</p></div>
            {over(problem)}
            {done_note(done)}
            <div class="split a8b5">
                <section class="panel stack gap-3" aria-labelledby="kept">
                    <h2 id="kept">"What leads where"</h2>
                    <form class="row" role="search" action="/admin/settings/redirects">
                        <label class="vh" for="redirect-q">"Part of an address"</label>
                        <input class="grow" id="redirect-q" type="search" name="q" value=search placeholder="Part of an address"/>
                        <button class="btn quiet">"Find"</button>
                    </form>
                    {table}
                    {next}
                    {save}
                </section>
                <section class="panel stack gap-3" aria-labelledby="add">
                    <h2 id="add">"Add redirects"</h2>
                    <form class="stack gap-3" method="post" action="/admin/settings/redirects#faults" novalidate>
                        <div class=if bad { "field wrong" } else { "field" }>
                            <label for="lines">"Old and new addresses"</label>
                            <span class="hint" id="lines-hint">"One line for each: /old-page /pages/about. An old address that stands already is changed. Chains are shortened."</span>
                            {fault(wrong, bad.then(|| "lines-fault".into()))}
                            <textarea id="lines" name="lines" rows="6" aria-invalid=bad.then_some("true") aria-describedby=if bad { "lines-hint lines-fault" } else { "lines-hint" }>{typed}</textarea>
                        </div>
                        <p><button class="btn" name="act" value="keep">"Keep"</button></p>
                    </form>
                </section>
            </div>
        </div>
    }
}
