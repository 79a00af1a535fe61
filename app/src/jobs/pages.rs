//! Jobs and mails that failed for good, and the way to try them again.
use super::store::{self, Stuck};
use crate::parts::drawn::Draw;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// How many are shown.
const MOST: i64 = 100;

/// `GET /admin/stuck`
pub async fn stuck(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}
/// `POST /admin/stuck`: tries one again.
pub async fn again(visit: Visit, form: Posted) -> Response {
    visit.show(async { Err(act(&visit, &form).await.map_or_else(Instead::Refused, Instead::Seen)) }).await
}
async fn act(visit: &Visit, form: &Posted) -> Result<String, Problem> {
    let merchant = visit.merchant().await?;
    let job = form.number("job").ok_or(Problem::Gone)?;
    let done = store::again(visit.db(), &merchant, job, &visit.network, visit.now).await?;
    Ok(format!("/admin/stuck?done={}", if done { "again" } else { "over" }))
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    let all = store::stuck(visit.db(), &merchant, MOST).await?;
    let done = match visit.query("done").as_str() {
        "again" => Some("It is tried again now."),
        "over" => Some("It was tried again before. Nothing was changed."),
        _ => None,
    };
    Ok(Page::new("Jobs and mails that failed", move |front: &Front| view(&all, done, &front.facts.zone())).desk(name))
}

fn view(all: &[Stuck], done: Option<&'static str>, zone: &TimeZone) -> impl IntoView + use<> {
    let done = done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let rows = all.iter().map(|s| row(s, zone)).collect_view();
    let body = match all.is_empty() {
        true => view! { <p class="empty">"Nothing failed."</p> }.drawn(),
        false => view! { <ul class="roster">{rows}</ul> }.drawn(),
    };
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Jobs and mails that failed"</h1><p class="soft">"They were tried again and again, and put aside. Put right what was wrong, then try them once more."</p></div>
            {done}
            <section class="panel" aria-labelledby="failed"><h2 id="failed" class="vh">"What failed"</h2>{body}</section>
        </div>
    }
}
fn row(s: &Stuck, zone: &TimeZone) -> impl IntoView + use<> {
    let what = what(&s.kind, s.mail.as_deref());
    let about = s.order.as_ref().map(|number| format!(", order {number}")).unwrap_or_default();
    let tries = words::count(s.tries, "try", "tries");
    view! {
        <li>
            <div class="row between"><h3>{format!("{what}{about}")}</h3><span class="soft small">{format!("{tries}, the last {}", words::date_time(s.dead_at, zone))}</span></div>
            <p class="soft">{s.fault.clone()}</p>
            <form method="post" action="/admin/stuck">
                <input type="hidden" name="job" value=s.id.to_string()/>
                <button class="btn quiet small">"Try again"<span class="vh">{format!(": {what}{about}, number {}", s.id)}</span></button>
            </form>
        </li>
    }
}
/// What a job was to do.
fn what(kind: &str, mail: Option<&str>) -> String {
    match (kind, mail) {
        ("mail.send", Some(mail)) => format!("A mail ({mail})"),
        ("mail.send", None) => "A mail".into(),
        ("picture.fetch", _) => "Fetching a picture".into(),
        ("order.lapse", _) => "Cancelling an order that was not paid in time".into(),
        ("purchase.show", _) => "Showing others what somebody chose".into(),
        (other, _) => other.into(),
    }
}
