//! The page of specifications.
use super::KINDS;
use super::store::{self, Dumb, Line, PAGE};
use crate::admin::{file, views};
use crate::parts::field::Field;
use crate::parts::{faults, query};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

const LIST: &str = "/admin/specifications";

/// What was typed, and about which one.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub id: Option<i64>,
    pub label: String,
    pub kind: String,
    pub unit: String,
}

/// `GET /admin/specifications`
pub async fn specifications(visit: Visit) -> Response {
    visit.show(async { read(&visit, Typed::default(), None).await }).await
}

/// Reads the page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let db = visit.db();
    let words: String = visit.query("q").trim().chars().take(60).collect();
    let after = visit.query("after");
    let after = after.rsplit_once('~').and_then(|(label, id)| Some((label.to_string(), id.parse().ok()?)));
    let lines = store::lines(db, &by, &words, after).await?;
    let before = visit.query("before").parse().unwrap_or(i64::MAX);
    let dumb = store::dumb(db, &by, before).await?;
    let kept = views::of(db, &by, LIST).await?;
    let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    let done = match visit.query("done").as_str() {
        "made" => Some("It can be chosen in every product now."),
        "renamed" => Some("It goes by its new name everywhere."),
        "same" => Some("It was called so already."),
        _ => None,
    };
    let done = done.filter(|_| problem.is_none());
    let status = faults::status(&problem);
    let fresh = visit.viewer().await?.is_fresh(visit.now);
    Ok(Page::new("Specifications", move |_: &Front| view(lines, dumb, (words, kept, fresh), typed, problem, done))
        .desk(name)
        .status(status))
}

fn view(
    mut lines: Vec<Line>,
    mut dumb: Vec<Dumb>,
    (words, kept, fresh): (String, Vec<views::Kept>, bool),
    typed: Typed,
    problem: Option<Problem>,
    done: Option<&'static str>,
) -> impl IntoView {
    let pairs: Vec<(String, String)> =
        Some(("q".to_string(), words.clone())).filter(|(_, q)| !q.is_empty()).into_iter().collect();
    let more = lines.len() as i64 > PAGE;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(|last| {
        let cursor = [pairs.clone(), vec![("after".into(), format!("{}~{}", last.label, last.id))]].concat();
        view! { <p><a class="btn quiet" rel="next" href=format!("{LIST}?{}", query(&cursor))>"More specifications"</a></p> }
    });
    let none = lines.is_empty().then(|| view! { <p class="soft">"No specification goes by that."</p> });
    let rows = lines.iter().map(|l| row(l, &typed, &problem)).collect_view();
    let more = dumb.len() as i64 > PAGE;
    dumb.truncate(PAGE as usize);
    // A product is never cut in two: the next page begins behind the last whole one.
    let last = dumb.last().map(|d| d.product).filter(|_| more);
    let first = dumb.first().map(|d| d.product);
    let last = match last {
        Some(last) if first != Some(last) => {
            dumb.retain(|d| d.product != last);
            dumb.last().map(|d| d.product)
        }
        last => last,
    };
    let later = last.map(|before| {
        view! { <p><a class="btn quiet" href=format!("{LIST}?before={before}#dumb")>"More without a meaning"</a></p> }
    });
    let said = dumb.is_empty().then(|| view! { <p>"Everything that is said says what it means."</p> });
    let silent = dumb
        .iter()
        .map(|d| {
            let (href, words) = (
                format!("/admin/products/{}#a-{}-means", d.product, d.attribute),
                format!("{}: {}, {}", d.title, d.label, d.value),
            );
            view! { <li><a class="link" href=href>{words}</a></li> }
        })
        .collect_view();
    let done = done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Specifications"</h1><p class="soft">"A number alone helps nobody choose: each says what it means and when it matters."</p></div>
            {faults::over(&problem)}
            {done}
            {views::bar(LIST, &pairs, kept)}
            <form class="sift" role="search" action=LIST>
                <div class="field"><label for="q">"Name"</label><input id="q" type="search" name="q" value=words maxlength="60"/></div>
                <button class="btn quiet">"Find"</button>
            </form>
            {none}
            <div class="scroll" tabindex="0" role="region" aria-label="Specifications">
                <table class="full">
                    <thead><tr><th scope="col">"Name"</th><th scope="col">"Kind"</th><th scope="col">"Unit"</th><th scope="col" class="n">"Products"</th><th scope="col" class="n">"Without a meaning"</th><th scope="col">"Another name"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {next}
            {file::ask(LIST, &pairs, fresh, faults::beside(&problem, "password"))}
            <div class="split">
                <section class="panel stack gap-3" aria-labelledby="dumb">
                    <h2 id="dumb">"What says nothing yet"</h2>
                    {said}
                    <ul class="plainlist">{silent}</ul>
                    {later}
                </section>
                {make(&typed, &problem)}
            </div>
        </div>
    }
}
fn many(n: i64) -> String {
    if n >= 1_000 { "1,000 or more".into() } else { n.to_string() }
}

fn row(l: &Line, typed: &Typed, problem: &Option<Problem>) -> impl IntoView + use<> {
    let kind = KINDS.iter().find(|(kind, _)| *kind == l.kind).map_or("", |(_, name)| *name);
    let mine = typed.id == Some(l.id);
    let value = if mine { typed.label.clone() } else { l.label.clone() };
    let id = if mine && problem.is_some() { "label".to_string() } else { format!("label-{}", l.id) };
    let invalid = (mine && problem.is_some()).then_some("true");
    view! {
        <tr>
            <th scope="row">{l.label.clone()}</th><td>{kind}</td><td>{l.unit.clone()}</td><td class="n">{many(l.products)}</td><td class="n">{many(l.dumb)}</td>
            <td>
                <form class="row nowrap gap-2" method="post" action=LIST novalidate>
                    <input type="hidden" name="id" value=l.id.to_string()/>
                    <input id=id type="text" name="label" maxlength="60" autocomplete="off" value=value aria-label=format!("Another name of {}", l.label) aria-invalid=invalid/>
                    <button class="btn quiet sm">"Rename"<span class="vh">{format!(" {}", l.label)}</span></button>
                </form>
            </td>
        </tr>
    }
}

fn make(typed: &Typed, problem: &Option<Problem>) -> impl IntoView + use<> {
    let mine = typed.id.is_none();
    let of = |text: &str| if mine { text.to_string() } else { String::new() };
    let beside = |name: &str| faults::beside(problem, name).filter(|_| mine);
    let label =
        Field::text("label", "Name of a new specification", "off").most(60).filled(&of(&typed.label), beside("label"));
    let label = if mine { label } else { label.id("label-new".into()) };
    let unit = Field::text("unit", "Unit", "off")
        .most(20)
        .optional()
        .hint("kg, cm, ml.")
        .filled(&of(&typed.unit), beside("unit"));
    let kinds = KINDS
        .iter()
        .map(|(kind, name)| view! { <option value=*kind selected=mine && typed.kind == *kind>{*name}</option> })
        .collect_view();
    view! {
        <form class="panel stack gap-3" method="post" action=LIST novalidate>
            <h2>"A new one"</h2>
            {label.view()}
            <div class="field"><label for="kind">"Kind"</label><select id="kind" name="kind">{kinds}</select></div>
            {unit.view()}
            <p><button class="btn">"Make it"</button></p>
        </form>
    }
}
