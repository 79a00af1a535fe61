//! What hosts ask above their limit, and a merchant's word about it; below it what was given.
use super::actions::{LONGEST, told as fault_of};
use super::pages::told;
use super::store::give::{self, Done, House};
use super::store::{self, Again, Given};
use super::{kind_words, state_words};
use crate::admin::file;
use crate::cart::full_title;
use crate::parts::faults::{beside, over, status};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use leptos::prelude::*;

const HERE: &str = "/admin/returns/goodwill";
/// How many of what was given a page has.
const MOST: i64 = 50;

/// `GET /admin/returns/goodwill`
pub async fn list(visit: Visit) -> Response {
    visit.show(read(&visit, None)).await
}

/// `POST /admin/returns/goodwill`: a merchant agrees or declines, or what was given is saved as CSV.
pub async fn decide(visit: Visit, posted: Posted) -> Response {
    let done = match posted.of("save") {
        "csv" => save(&visit, &posted).await,
        _ => act(&visit, &posted).await.map(|done| {
            let word = if done == Done::Given { "given" } else { "declined" };
            ([FORGET_AHEAD], Redirect::to(&format!("{HERE}?done={word}"))).into_response()
        }),
    };
    match done {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => visit.show(read(&visit, Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
async fn act(visit: &Visit, posted: &Posted) -> Result<Done, Problem> {
    let merchant = visit.merchant().await?;
    let id = posted.number("of").ok_or(Problem::Gone)?;
    let agreed = match posted.of("act") {
        "agree" => true,
        "decline" => false,
        _ => return Err(Problem::Gone),
    };
    let answer: String = posted.of("answer").split_whitespace().collect::<Vec<_>>().join(" ");
    let answer: String = answer.chars().take(LONGEST).collect();
    let facts = visit.facts().await?.clone();
    let house = House { db: visit.db(), links: &visit.site.links, facts: &facts };
    let done = give::decide(house, &merchant, id, agreed, &answer, visit.now).await;
    done.map_err(|refusal| match fault_of(refusal) {
        // There is no form with these fields here.
        Problem::Fields(faults) => {
            Problem::Busy(faults.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" "))
        }
        other => other,
    })
}

/// What was given and declined, as a file.
async fn save(visit: &Visit, posted: &Posted) -> Result<Response, Problem> {
    const PIECE: i64 = 500;
    let by = *file::leave(visit, posted.of("password"), "goodwill.exported", &[]).await?.merchant();
    let zone = visit.facts().await?.zone();
    let (db, written) = (visit.db().clone(), zone.clone());
    let rows = file::pages(move |before| {
        let (db, zone) = (db.clone(), written.clone());
        async move {
            let given = store::decided(&db, &by, before, PIECE).await?;
            let end = given.last().filter(|_| given.len() as i64 == PIECE).map(|g| g.id);
            Ok((given.into_iter().map(|g| cells(g, &zone)).collect(), end))
        }
    });
    let head = [
        "number",
        "order",
        "host",
        "what",
        "amount",
        "currency",
        "why",
        "asked",
        "state",
        "decided by",
        "answer",
        "sent as",
    ];
    Ok(file::answer("goodwill", visit.now, &zone, &head, rows))
}
fn cells(g: Given, zone: &TimeZone) -> Vec<String> {
    let amount = Money::new(g.amount, Currency::parse(&g.currency).unwrap_or(Currency::EUR)).plain();
    vec![
        g.id.to_string(),
        g.number,
        g.host_name,
        kind_words(&g.kind).into(),
        amount,
        g.currency,
        g.reason,
        words::machine_time(g.asked_at, zone),
        state_words(&g.state).0.into(),
        g.decided_name.unwrap_or_default(),
        g.answer,
        g.replacement.unwrap_or_default(),
    ]
}

async fn read(visit: &Visit, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let db = visit.db();
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let asked = store::asked(db, &merchant).await?;
    let lines = store::lines(db, asked.iter().map(|g| g.id).collect()).await?;
    let mut decided = store::decided(db, &merchant, visit.query("after").parse().ok(), MOST + 1).await?;
    let more = decided.len() as i64 > MOST;
    decided.truncate(MOST as usize);
    let done = match visit.query("done").as_str() {
        "given" => Some("Given. The customer has a mail."),
        "declined" => Some("Declined. The host reads your answer."),
        _ => None,
    };
    let done = done.filter(|_| problem.is_none());
    let status = status(&problem);
    let (zone, fresh) = (visit.facts().await?.zone(), visit.viewer().await?.is_fresh(visit.now));
    Ok(Page::new("Goodwill", move |_: &Front| view(&asked, &lines, (&decided, more, fresh), done, &problem, &zone))
        .desk(name)
        .status(status))
}

fn view(
    asked: &[Given],
    lines: &[Again],
    (decided, more, fresh): (&[Given], bool, bool),
    done: Option<&'static str>,
    problem: &Option<Problem>,
    zone: &TimeZone,
) -> impl IntoView + use<> {
    let waits = asked.iter().map(|g| waiting(g, lines, zone)).collect_view();
    let nothing = asked.is_empty().then(|| view! { <p class="empty">"No host waits for your word."</p> });
    let given = decided
        .iter()
        .map(|g| view! { <li class="stack gap-1"><p><a href=format!("/admin/orders/{}", g.order_id)>{format!("Order {}", g.number)}<span class="vh">{format!(", goodwill {}", g.id)}</span></a></p><ul>{told(g, zone)}</ul></li> })
        .collect_view();
    let none = decided.is_empty().then(|| view! { <p class="empty">"Nothing was given so far."</p> });
    let next = decided.last().filter(|_| more).map(|g| {
        view! { <p class="pager"><a class="btn quiet" rel="next" href=format!("{HERE}?after={}", g.id)>"Earlier"</a></p> }
    });
    let done = done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Goodwill"</h1><p class="soft">"What hosts give to put something right. Within their limit they give it alone; above it they ask here."</p></div>
            {over(problem)}
            {done}
            <section class="panel stack gap-4" aria-labelledby="asked"><h2 id="asked">"Waits for your word"</h2>{nothing}<ul class="roster">{waits}</ul></section>
            <section class="panel stack gap-4" aria-labelledby="given"><h2 id="given">"Given and declined"</h2>{none}<ul class="roster">{given}</ul>{next}</section>
            {file::ask(HERE, &[], fresh, beside(problem, "password"))}
        </div>
    }
}

fn waiting(g: &Given, lines: &[Again], zone: &TimeZone) -> impl IntoView + use<> {
    let amount = words::money(Money::new(g.amount, Currency::parse(&g.currency).unwrap_or(Currency::EUR)));
    let heading = match g.kind.as_str() {
        "credit" => format!("Credit above a host’s limit: {} asks for {amount}", g.host_name),
        "refund" => format!("Refund above a host’s limit: {} asks for {amount}", g.host_name),
        _ => format!("Sending again above a host’s limit: {} asks for {amount}", g.host_name),
    };
    let what = lines
        .iter()
        .filter(|l| l.goodwill == g.id)
        .map(|l| format!("{} × {}", l.quantity, full_title(&l.title, &l.options)))
        .collect::<Vec<_>>()
        .join(", ");
    let what = (!what.is_empty()).then(|| view! { <p>{what}</p> });
    let id = format!("answer-{}", g.id);
    let name = format!(", {} for order {}", g.host_name, g.number);
    view! {
        <li class="stack gap-3">
            <h3>{heading}</h3>
            {what}
            <p class="said asis">{g.reason.clone()}</p>
            <p class="small soft"><a href=format!("/admin/orders/{}", g.order_id)>{format!("Order {}", g.number)}<span class="vh">{format!(", asked for by {}", g.host_name)}</span></a>", "{words::date_time(g.asked_at, zone)}</p>
            <form class="stack gap-3" method="post" action=HERE>
                <input type="hidden" name="of" value=g.id.to_string()/>
                <div class="field"><label for=id.clone()>"Your answer "<span class="opt">"(optional)"</span></label><input id=id name="answer" autocomplete="off" maxlength=LONGEST.to_string()/></div>
                <p class="row gap-2">
                    <button class="btn" name="act" value="agree">"Agree"<span class="vh">{name.clone()}</span></button>
                    <button class="btn quiet" name="act" value="decline">"Decline"<span class="vh">{name}</span></button>
                </p>
            </form>
        </li>
    }
}
