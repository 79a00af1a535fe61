//! Imports as a merchant sees them: all of them with the form that sends a file, and one of them in each of its states.
use super::columns::{Column, FIELDS, Mapping, head};
use super::store::{self, Remark, Run};
use super::{MOST_BYTES, State};
use crate::import::table::Table;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::{Field, fault};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words::{self, count};
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// How many remarks of a kind stand on the page; all of them stand in the file.
const SHOWN: i64 = 100;
/// The kinds of remarks: the word, the heading, and what one is called in the file.
pub const KINDS: [(&str, &str, &str); 3] = [
    ("refused", "Refused", "refused"),
    ("unpriced", "Not for sale, without a price", "without a price"),
    ("note", "To know", "to know"),
];

/// `GET /admin/import`
pub async fn imports(visit: Visit) -> Response {
    visit.show(all(&visit, None)).await
}
/// The page with all of them, and what was wrong with the form that was sent.
pub async fn all(visit: &Visit, problem: Option<Problem>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let runs = store::recent(visit.db(), &by).await?;
    let status = faults::status(&problem);
    let title = "Import and export";
    Ok(Page::new(title, move |front: &Front| listed(&runs, fresh, &problem, &front.facts.zone()))
        .desk(name)
        .status(status))
}

fn listed(runs: &[Run], fresh: bool, problem: &Option<Problem>, zone: &TimeZone) -> impl IntoView + use<> {
    let wrong = faults::beside(problem, "file");
    let described = if wrong.is_some() { "file-hint file-fault" } else { "file-hint" };
    let (class, invalid) = if wrong.is_some() { ("field wrong", Some("true")) } else { ("field", None) };
    let rows = runs
        .iter()
        .map(|r| {
            let (words, class) = r.state().words();
            view! {
                <tr>
                    <th scope="row"><a href=format!("/admin/import/{}", r.id)>{r.name.clone()}</a></th>
                    <td><span class=class>{words}</span></td>
                    <td>{r.by.clone()}</td>
                    <td><time datetime=words::machine_time(r.created_at, zone)>{words::date_time(r.created_at, zone)}</time></td>
                    <td class="n">{r.added}</td><td class="n">{r.changed}</td><td class="n">{r.refused}</td>
                </tr>
            }
        })
        .collect_view();
    let before = (!runs.is_empty()).then(|| {
        view! {
            <section class="panel stack gap-3" aria-labelledby="before">
                <h2 id="before">"Files that came"</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="Files that came, table">
                    <table>
                        <thead><tr><th scope="col">"File"</th><th scope="col">"State"</th><th scope="col">"Sent by"</th><th scope="col">"When"</th><th scope="col" class="n">"Added"</th><th scope="col" class="n">"Changed"</th><th scope="col" class="n">"Refused"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    });
    let password = (!fresh).then(|| {
        let beside = faults::beside(problem, "password");
        Field::text("password", "Your password", "current-password").kind("password").filled("", beside).view()
    });
    let most = MOST_BYTES / 1024 / 1024;
    view! {
        <div class="wrap stack gap-5">
            <h1>"Import and export"</h1>
            {faults::over(problem)}
            <div class="split">
                <section class="panel stack gap-4" aria-labelledby="import">
                    <h2 id="import">"Import products"</h2>
                    <p>"A CSV file of Shopify, of Spree, one that this shop wrote, or any other: you then say what its columns are. It is tried first, and nothing changes until you say so."</p>
                    <form class="stack gap-4" method="post" action="/admin/import" enctype="multipart/form-data" novalidate>
                        <div class=class>
                            <label for="file">"CSV file"</label>
                            <span class="hint" id="file-hint">{format!("At most {most} MB. Commas, semicolons or tabs; what Excel saves is read too.")}</span>
                            {fault(wrong, Some("file-fault".into()))}
                            <input id="file" name="file" type="file" accept=".csv,.tsv,.txt,text/csv" required aria-describedby=described aria-invalid=invalid/>
                        </div>
                        <label class="tick"><input type="checkbox" name="images" checked=true/><span>"Fetch the pictures that it names"</span></label>
                        <p><button class="btn">"Send the file"</button></p>
                    </form>
                </section>
                <section class="panel stack gap-4" aria-labelledby="export">
                    <h2 id="export">"Export products"</h2>
                    <p>"Every product as a CSV file that Shopify takes, with our own columns behind. It can be edited in a spreadsheet and imported again: only what was changed changes."</p>
                    <form class="stack gap-3" method="post" action="/admin/export" novalidate>
                        {password}
                        <p><button class="btn quiet">"Save all products as CSV"</button></p>
                    </form>
                    <p class="small soft">"Orders, customers and stock are saved at the foot of their lists, as the list shows them."</p>
                </section>
            </div>
            {before}
        </div>
    }
}

/// What was chosen on a form that came back, and what was wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Picked {
    pub mapping: Option<Mapping>,
    pub problem: Option<Problem>,
}

/// `GET /admin/import/{run}`: while a job is at work and somebody asked for it, the page is read again every five seconds.
pub async fn run(visit: Visit, Path(run): Path<i64>) -> Response {
    let page = read(&visit, run, Picked::default()).await;
    let watching = visit.query("watch") == "1" && page.is_ok() && at_work(&visit, run).await;
    let mut answer = visit.show(async { page }).await;
    if watching {
        answer.headers_mut().insert("refresh", HeaderValue::from_static("5"));
    }
    answer
}
async fn at_work(visit: &Visit, run: i64) -> bool {
    let Ok(by) = visit.merchant().await else { return false };
    store::one(visit.db(), &by, run).await.ok().flatten().is_some_and(|r| r.state().at_work())
}

/// What the page of one run shows.
struct Seen {
    run: Run,
    columns: Vec<Column>,
    /// What there is to tell, by kind, with whether there is more.
    remarks: Vec<(&'static str, Vec<Remark>, bool)>,
    watching: bool,
    problem: Option<Problem>,
}

/// The page of one run.
pub async fn read(visit: &Visit, id: i64, picked: Picked) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let db = visit.db();
    let run = store::one(db, &by, id).await?.ok_or(Instead::Missing)?;
    let mut columns = vec![];
    if matches!(run.state(), State::Mapping | State::Tried)
        && let Some(bytes) = store::beginning(db, id).await?
        && let Ok(table) = Table::open(&bytes)
    {
        let mapping = picked.mapping.unwrap_or_else(|| serde_json::from_str(&run.mapping).unwrap_or_default());
        columns = head(&table, Some(&mapping)).columns;
    }
    let mut remarks = vec![];
    for (kind, heading, _) in KINDS {
        let mut some = store::remarks(db, &by, id, kind, (-1, 0), SHOWN + 1).await?;
        let more = some.len() as i64 > SHOWN;
        some.truncate(SHOWN as usize);
        remarks.push((heading, some, more));
    }
    let status = faults::status(&picked.problem);
    let title = format!("Import of {}", run.name);
    let seen = Seen { run, columns, remarks, watching: visit.query("watch") == "1", problem: picked.problem };
    Ok(Page::new(title, move |front: &Front| view(&seen, &front.facts.zone())).desk(name).status(status))
}

fn view(seen: &Seen, zone: &TimeZone) -> impl IntoView + use<> {
    let r = &seen.run;
    let (words, class) = r.state().words();
    let kind = if r.file.is_empty() { "Its header is not known.".to_string() } else { format!("It is {}.", r.file) };
    let sent = format!("Sent by {} on {}, {}.", r.by, words::date_time(r.created_at, zone), size(r.bytes));
    let fault =
        (!r.fault.is_empty()).then(|| view! { <div class="notice bad" role="status"><p>{r.fault.clone()}</p></div> });
    let part = match r.state() {
        State::Mapping => mapping(seen).drawn(),
        State::Trying | State::Running => progress(seen).drawn(),
        State::Tried => tried(seen).drawn(),
        State::Done | State::Cancelled | State::Failed => result(r).drawn(),
    };
    view! {
        <div class="wrap stack gap-5">
            <p><a class="link" href="/admin/import">"All imports"</a></p>
            <div class="stack gap-2"><div class="row"><h1>{format!("Import of {}", r.name)}</h1><span class=class>{words}</span></div><p class="soft">{format!("{kind} {sent}")}</p></div>
            {faults::over(&seen.problem)}
            {fault}
            {part}
            {remarks(seen)}
        </div>
    }
}

fn size(bytes: i64) -> String {
    match bytes {
        n if n < 1024 => count(n, "byte", "bytes"),
        n if n < 1024 * 1024 => format!("{} kB", n / 1024),
        n => format!("{:.1} MB", n as f64 / 1024.0 / 1024.0),
    }
}

/// A form of one button.
fn button(r: &Run, act: &'static str, class: &'static str, words: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=format!("/admin/import/{}", r.id)><button class=class name="act" value=act>{words}</button></form>
    }
}

/// Every column of the file, and what those hold that the import does not know.
fn columns(seen: &Seen, words: &'static str) -> impl IntoView + use<> {
    let rows = seen.columns.iter().map(column).collect_view();
    let wrong = faults::beside(&seen.problem, "columns");
    let many = seen.columns.iter().filter(|c| c.taken.is_some()).count();
    let known = match many {
        0 => "Every column is known.".to_string(),
        n => format!(
            "{} not known. What is kept as it is stays with the product and comes back in an export.",
            count(n as i64, "column is", "columns are")
        ),
    };
    view! {
        <section class="panel stack gap-4" id="columns" tabindex="-1" aria-labelledby="columns-title">
            <h2 id="columns-title">"What the columns are"</h2>
            <p>{known}</p>
            {fault(wrong, None)}
            <form class="stack gap-4" method="post" action=format!("/admin/import/{}", seen.run.id)>
                <div class="scroll" tabindex="0" role="region" aria-label="Columns, table">
                    <table>
                        <thead><tr><th scope="col">"Column"</th><th scope="col">"Stands in it"</th><th scope="col">"Is taken for"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p><button class="btn" name="act" value="try">{words}</button></p>
            </form>
        </section>
    }
}
fn column(c: &Column) -> impl IntoView + use<> {
    let name = format!("column-{}", c.at);
    let taken = match &c.taken {
        None => "Known by its name".drawn(),
        Some(word) => {
            let options =
                FIELDS.iter().map(|f| view! { <option value=f.0 selected=f.0 == word>{f.1}</option> }).collect_view();
            let label = format!("What {} is taken for", c.name);
            view! { <select class="fit" name=name aria-label=label><option value="" selected=word.is_empty()>"Kept as it is"</option>{options}</select> }
                .drawn()
        }
    };
    view! { <tr><th scope="row">{c.name.clone()}</th><td class="soft">{c.sample.clone()}</td><td>{taken}</td></tr> }
}

fn mapping(seen: &Seen) -> impl IntoView + use<> {
    view! {
        {columns(seen, "Try it, change nothing")}
        {button(&seen.run, "cancel", "btn quiet", "Throw the file away")}
    }
}

fn progress(seen: &Seen) -> impl IntoView + use<> {
    let r = &seen.run;
    let here = format!("/admin/import/{}", r.id);
    let (heading, tally) = match r.state() {
        State::Trying => ("It is being tried. Nothing changes.", told(r, true)),
        _ => ("It is being imported. The shop sells on meanwhile.", told(r, false)),
    };
    let far = match r.total {
        0 => "It waits for its turn.".to_string(),
        n => format!("{} of {} are done. {tally}", r.done, count(n, "product", "products")),
    };
    let bar = (r.total > 0).then(|| {
        let (done, total) = (r.done.to_string(), r.total.to_string());
        view! { <progress aria-label="How far it is" value=done max=total></progress> }
    });
    let watch = match seen.watching {
        false => {
            view! { <a class="link" href=format!("{here}?watch=1")>"Keep looking, every five seconds"</a> }.drawn()
        }
        true => view! { <a class="link" href=here.clone()>"Do not look by itself any more"</a> }.drawn(),
    };
    let stop = match r.stop {
        true => view! { <p>"It is being stopped after the products that it is at."</p> }.drawn(),
        false => button(r, "cancel", "btn quiet", "Cancel").drawn(),
    };
    let again = if seen.watching { format!("{here}?watch=1") } else { here.clone() };
    view! {
        <section class="panel stack gap-3" aria-labelledby="far">
            <h2 id="far">{heading}</h2>
            <p role="status">{far}</p>
            {bar}
            <p class="row"><a class="btn" href=again>"Look again"</a>{watch}</p>
            {stop}
        </section>
    }
}

/// What became of the products so far, in one sentence.
fn told(r: &Run, dry: bool) -> String {
    let (added, changed) = if dry { ("would be added", "would be changed") } else { ("added", "changed") };
    format!("{} {added}, {} {changed}, {} unchanged, {} refused.", r.added, r.changed, r.same, r.refused)
}

fn tried(seen: &Seen) -> impl IntoView + use<> {
    let r = &seen.run;
    let all = count(r.total, "product", "products");
    let next = match r.added + r.changed {
        0 => view! { <p>"There is nothing to import."</p> }.drawn(),
        _ => button(r, "import", "btn", "Import now").drawn(),
    };
    view! {
        <section class="panel stack gap-3" aria-labelledby="tried">
            <h2 id="tried">"What would happen"</h2>
            <p>{format!("{all} in the file. {}", told(r, true))}</p>
            <p class="soft">"A product is taken whole or not at all. Nothing is changed yet."</p>
            <div class="row">{next}{button(r, "cancel", "btn quiet", "Throw the file away")}</div>
        </section>
        {columns(seen, "Try it once more, change nothing")}
    }
}

fn result(r: &Run) -> impl IntoView + use<> {
    let ran = r.total > 0;
    let heading = match (r.state(), ran) {
        (State::Done, _) => "What was done",
        (_, true) => "What was done before it stopped",
        (_, false) => "Nothing was done",
    };
    let far = match (r.state(), ran) {
        (State::Done, _) => format!("{}. {}", count(r.total, "product", "products"), told(r, false)),
        (_, true) => format!(
            "{} of {} were done, and stay. {} The same file can be sent again: what is done is not done twice.",
            r.done,
            count(r.total, "product", "products"),
            told(r, false)
        ),
        (_, false) => "The file was thrown away.".into(),
    };
    view! {
        <section class="panel stack gap-3" aria-labelledby="done">
            <h2 id="done">{heading}</h2>
            <p>{far}</p>
            <p class="soft">"The file itself is not kept."</p>
            <p><a class="link" href="/admin/products">"To the products"</a></p>
        </section>
    }
}

fn remarks(seen: &Seen) -> impl IntoView + use<> {
    let any = seen.remarks.iter().any(|(_, some, _)| !some.is_empty());
    let sections = seen
        .remarks
        .iter()
        .zip(KINDS)
        .filter(|((_, some, _), _)| !some.is_empty())
        .map(|((heading, some, more), (id, ..))| remarks_of(heading, id, some, *more))
        .collect_view();
    let file = format!("/admin/import/{}/rows", seen.run.id);
    any.then(|| view! { {sections} <p><a class="link" href=file download="">"Save all of this as CSV"</a></p> })
}
fn remarks_of(heading: &'static str, id: &'static str, some: &[Remark], more: bool) -> impl IntoView + use<> {
    let rows = some
        .iter()
        .map(|m| {
            let line = if m.line == 0 { String::new() } else { m.line.to_string() };
            view! { <tr><td class="n">{line}</td><td>{m.product.clone()}</td><td>{m.words.clone()}</td></tr> }
        })
        .collect_view();
    let more = more.then(
        || view! { <p class="small soft">{format!("These are the first {SHOWN}. The file below has them all.")}</p> },
    );
    view! {
        <section class="panel stack gap-3" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{heading}, table")>
                <table><thead><tr><th scope="col" class="n">"Line"</th><th scope="col">"Product"</th><th scope="col">"Why"</th></tr></thead><tbody>{rows}</tbody></table>
            </div>
            {more}
        </section>
    }
}
