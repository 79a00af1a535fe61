//! One page as it is written: its text, how it looks, what stood there before.
use super::Typed;
use super::store::{self, Version};
use crate::house::pages::drawn;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::settings::{Area, desk_name, done_note};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /admin/settings/pages/{slug}`
pub async fn page(visit: Visit, Path(slug): Path<String>) -> Response {
    visit.show(read(&visit, &slug, None, false, None)).await
}

struct One {
    slug: String,
    /// The version that is changed; 0 where no page stands.
    version: i64,
    title: String,
    body: String,
    /// What stands there now, where somebody else came between: title and body.
    theirs: Option<(String, String)>,
    /// Whether what was typed is to be looked at.
    look: bool,
    versions: Vec<Version>,
    done: Option<&'static str>,
    problem: Option<Problem>,
}

/// The page with what was typed; `between`: somebody else kept a version meanwhile, and theirs is shown beside it.
pub async fn read(
    visit: &Visit,
    slug: &str,
    typed: Option<Typed>,
    between: bool,
    problem: Option<Problem>,
) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let there = store::page(visit.db(), slug).await?;
    let versions = store::versions(visit.db(), &merchant, slug).await?;
    let new = visit.query("title");
    if there.is_none() && versions.is_empty() && new.is_empty() && typed.is_none() {
        return Err(Instead::Missing);
    }
    let done = match visit.query("done").as_str() {
        "kept" => Some("It is kept, and stands there from now on."),
        "restored" => Some("The older version stands there again, as a new one."),
        "same" => Some("It says that already."),
        "between" => Some("Somebody else changed the page meanwhile. Nothing was changed; look again."),
        _ => None,
    };
    let standing = there.as_ref().map_or(0, |p| p.version);
    let look = typed.as_ref().is_some_and(|t| t.act == "look") && problem.is_none();
    let (version, title, body) = match typed {
        // The next try is over what stands there now: whoever presses again has seen it.
        Some(t) if between => (standing, t.title, t.body),
        Some(t) => (t.version.parse().unwrap_or(0), t.title, t.body),
        None => match &there {
            Some(p) => (standing, p.title.clone(), p.body.clone()),
            None => (
                0,
                versions.first().map_or(new, |v| v.title.clone()),
                versions.first().map_or(String::new(), |v| v.body.clone()),
            ),
        },
    };
    let one = One {
        theirs: between
            .then(|| there.map_or_else(|| ("The page was taken away.".into(), String::new()), |p| (p.title, p.body))),
        done: done.filter(|_| problem.is_none() && !between && !look),
        slug: slug.to_string(),
        version,
        title,
        body,
        look,
        versions,
        problem,
    };
    let code = if between { StatusCode::CONFLICT } else { status(&one.problem) };
    let heading = if one.title.is_empty() { "A page".to_string() } else { one.title.clone() };
    Ok(Page::new(heading, move |front: &Front| view(&one, &front.facts.zone()))
        .desk(desk_name(visit).await?)
        .status(code))
}

fn view(one: &One, zone: &TimeZone) -> impl IntoView + use<> {
    let action = format!("/admin/settings/pages/{}#faults", one.slug);
    let wrong = |field: &str| beside(&one.problem, field);
    let between = one.theirs.as_ref().map(|(title, body)| {
        view! {
            <div class="notice bad stack gap-2" role="alert" tabindex="-1" id="faults">
                <h2>"Somebody else kept this page while you wrote"</h2>
                <p>"Nothing of yours or of theirs is lost. What stands there now is here; put into your text what you want of it, and keep it again."</p>
                <p><b>{title.clone()}</b></p>
                <pre class="scroll mail" tabindex="0" role="region" aria-label="What stands there now">{body.clone()}</pre>
            </div>
        }
    });
    let stands = (one.version > 0)
        .then(|| view! { <a class="link" href=format!("/pages/{}", one.slug)>"See it as customers do"</a> });
    let remove = (one.version > 0).then(|| {
        let says = format!("/pages/{} leads nowhere then, and stands in no footer. Its versions are kept.", one.slug);
        view! {
            <details class="more"><summary>"Take the page away…"</summary>
                <form class="stack gap-3" method="post" action=action.clone()><p class="small">{says}</p><p><button class="btn bad" name="act" value="remove">"Take it away"</button></p></form>
            </details>
        }
    });
    let look = one.look.then(|| {
        view! { <section class="panel stack gap-3" aria-labelledby="look"><h2 id="look">"How it looks"</h2><div class="prose">{drawn(&one.body, true)}</div></section> }
    });
    let versions = (!one.versions.is_empty()).then(|| {
        let rows = one.versions.iter().map(|v| version(one, v, zone)).collect_view();
        view! { <section class="panel stack gap-3" aria-labelledby="versions"><h2 id="versions">"Versions"</h2><ul class="roster">{rows}</ul></section> }
    });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><p class="small"><a class="link" href="/admin/settings/pages">"All pages"</a></p><div class="row between"><h1>{if one.title.is_empty() { "A page".to_string() } else { one.title.clone() }}</h1>{stands}</div></div>
            {over(&one.problem)}
            {between}
            {done_note(one.done)}
            <div class="split a8b5">
                <section class="panel stack gap-4" aria-labelledby="text">
                    <h2 id="text">"Text"</h2>
                    <form class="stack gap-4" method="post" action=action novalidate>
                        <input type="hidden" name="version" value=one.version.to_string()/>
                        {Field::text("title", "Title", "off").most(80).filled(&one.title, wrong("title")).view()}
                        {Area { name: "body", label: "What it says", hint: "A line is a paragraph. A line that begins with ## is a heading.", rows: 18, most: 60_000, optional: false }.view(&one.body, wrong("body"))}
                        <p class="row gap-3"><button class="btn" name="act" value="keep">"Keep the page"</button><button class="btn quiet" name="act" value="look">"Look at it first"</button></p>
                    </form>
                    {remove}
                </section>
                <div class="stack gap-5">{look}{versions}</div>
            </div>
        </div>
    }
}

fn version(one: &One, v: &Version, zone: &TimeZone) -> impl IntoView + use<> {
    let when = words::date_time(v.at, zone);
    let who = v.name.clone().map(|n| format!(", {n}")).unwrap_or_default();
    let action = format!("/admin/settings/pages/{}", one.slug);
    let newest = v.version == one.version;
    let back = (!newest).then(|| {
        let name = format!(", version {}", v.version);
        view! {
            <form method="post" action=action>
                <input type="hidden" name="of" value=v.version.to_string()/>
                <input type="hidden" name="version" value=one.version.to_string()/>
                <button class="btn bare sm" name="act" value="restore">"Use it again"<span class="vh">{name}</span></button>
            </form>
        }
    });
    let now = newest.then(|| view! { <span class="badge ok">"stands there"</span> });
    view! {
        <li>
            <div class="row between"><h3>{format!("Version {}", v.version)}</h3>{now}</div>
            <p class="small soft">{format!("{when}{who}")}</p>
            <details class="more"><summary>"Read it"<span class="vh">{format!(", version {}", v.version)}</span></summary><div class="prose"><p><b>{v.title.clone()}</b></p>{drawn(&v.body, true)}</div></details>
            {back}
        </li>
    }
}
