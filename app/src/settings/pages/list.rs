//! Every page of the shop, in the order of the footer.
use super::store::{self, Row};
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::settings::{desk_name, done_note};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /admin/settings/pages`
pub async fn pages(visit: Visit) -> Response {
    visit.show(read(&visit, "", None)).await
}

/// The list with the title that was typed and what was wrong with it.
pub async fn read(visit: &Visit, title: &str, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let rows = store::all(visit.db(), &merchant).await?;
    let removed = store::removed(visit.db(), &merchant).await?;
    let done = match visit.query("done").as_str() {
        "moved" => Some("The order is kept."),
        "removed" => Some("The page is gone. Its versions are kept: it can come back."),
        _ => None,
    };
    let done = done.filter(|_| problem.is_none());
    let (title, name, code) = (title.to_string(), desk_name(visit).await?, status(&problem));
    Ok(Page::new("Pages", move |front: &Front| view(rows, removed, title, done, &problem, &front.facts.zone()))
        .desk(name)
        .status(code))
}

fn view(
    rows: Vec<Row>,
    removed: Vec<(String, String)>,
    title: String,
    done: Option<&'static str>,
    problem: &Option<Problem>,
    zone: &TimeZone,
) -> impl IntoView + use<> {
    let none = rows.is_empty().then(|| view! { <p class="empty">"No page yet. Customers look for returns, shipping, privacy, an imprint and who you are."</p> });
    let lines = rows.into_iter().enumerate().map(|(i, r)| row(r, i == 0, zone)).collect_view();
    let gone = (!removed.is_empty()).then(|| {
        let all = removed
            .into_iter()
            .map(|(slug, title)| view! { <li><a href=format!("/admin/settings/pages/{slug}")>{title}</a></li> })
            .collect_view();
        view! { <section class="panel stack gap-2" aria-labelledby="gone"><h2 id="gone">"Taken away"</h2><ul class="plainlist">{all}</ul></section> }
    });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Pages"</h1><p class="soft">"They stand in every footer, in this order. Each keeps all its versions."</p></div>
            {over(problem)}
            {done_note(done)}
            <div class="split a8b5">
                <section class="panel stack gap-3" aria-labelledby="all">
                    <h2 id="all">"Every page"</h2>
                    {none}
                    <ul class="roster">{lines}</ul>
                </section>
                <div class="stack gap-5">
                    <section class="panel stack gap-3" aria-labelledby="new">
                        <h2 id="new">"A new page"</h2>
                        <form class="stack gap-3" method="post" action="/admin/settings/pages#faults" novalidate>
                            {Field::text("title", "Title", "off").most(80).hint("Its address is made of it, and stays.").filled(&title, beside(problem, "title")).view()}
                            <p><button class="btn" name="act" value="new">"Write it"</button></p>
                        </form>
                    </section>
                    {gone}
                </div>
            </div>
        </div>
    }
}

fn row(r: Row, first: bool, zone: &TimeZone) -> impl IntoView + use<> {
    let when = words::long_day(r.updated_at, zone);
    let changed = match r.name {
        Some(name) => format!("Changed on {when} by {name}"),
        None => format!("Changed on {when}"),
    };
    let (name, title) = (format!(" {}", r.title), r.title.clone());
    let up = (!first).then(|| {
        view! { <form method="post" action="/admin/settings/pages"><input type="hidden" name="of" value=r.slug.clone()/><button class="btn bare sm" name="act" value="up">"Move up"<span class="vh">{name}</span></button></form> }
    });
    view! {
        <li class="row between">
            <div><h3><a href=format!("/admin/settings/pages/{}", r.slug)>{title}</a></h3><p class="small soft">{format!("/pages/{}. {changed}", r.slug)}</p></div>
            {up}
        </li>
    }
}
