//! Everybody's hours in one table, for whoever runs the shop; and what the shop says of its opening hours.
use super::done;
use super::week::{Forms, span};
use crate::hosts::hours::{DAYS, Leave, Week};
use crate::hosts::roster::{Away, Roster, Shift};
use crate::hosts::store::{self, Host};
use crate::hosts::verbs::OPENING;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// What was typed into one of the forms, and about whom.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub of: Option<i64>,
    pub week: Option<Week>,
    pub leave: Option<Leave>,
    pub opening: Option<String>,
}

/// `GET /counter/settings/roster`
pub async fn roster(visit: Visit) -> Response {
    let typed = Typed { of: visit.query("of").parse().ok(), ..Typed::default() };
    visit.show(read(&visit, typed, None)).await
}

/// Reads the page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    visit.merchant().await?;
    let db = visit.db();
    let hosts = store::listed(db).await?;
    // As it is in the database, whatever is kept elsewhere: this is where it is changed.
    let all = store::roster(db, visit.now).await?;
    let chosen = hosts.iter().find(|h| typed.of == Some(h.person)).cloned();
    let done = if problem.is_some() { None } else { done(&visit.query("done")) };
    let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    let status = status(&problem);
    Ok(Page::new("Who is here when", move |front: &Front| view(&hosts, &all, chosen, &typed, &problem, done, front))
        .counter(name)
        .status(status))
}

fn view(
    hosts: &[Host],
    all: &Roster,
    chosen: Option<Host>,
    typed: &Typed,
    problem: &Option<Problem>,
    done: Option<AnyView>,
    front: &Front,
) -> impl IntoView + use<> {
    let zone = front.facts.zone();
    let forms = chosen.map(|host| {
        let hand = all.hand(host.person).cloned().unwrap_or_default();
        let week = typed.week.clone().unwrap_or_else(|| Week::of(&hand.shifts));
        let leave = typed.leave.clone().unwrap_or_default();
        let forms = Forms {
            host: &host,
            own: false,
            action: ACTION,
            week: &week,
            leave: &leave,
            away: &hand.away,
            problem,
            zone: &zone,
        };
        view! { <div class="split" id="chosen">{forms.hours()}{forms.absences()}</div> }
    });
    let opening = typed.opening.clone().unwrap_or_else(|| front.facts.hours.clone());
    let table = match hosts.is_empty() {
        true => {
            view! { <p class="soft">"Nobody is a host yet. Make somebody one in the back office, under Staff."</p> }
                .drawn()
        }
        false => table(hosts, all, &zone).drawn(),
    };
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Who is here when"</h1><p class="soft">"Customers read it on every page. Whoever is named changes their own hours too."</p></div>
            {over(problem)}
            {done}
            {table}
            {forms}
            <section class="panel measure" aria-labelledby="opening-h">
                <div class="head"><h2 id="opening-h">"Opening hours"</h2><p>"In words, under every page."</p></div>
                <form class="stack gap-3" method="post" action=ACTION novalidate>
                    {Field::text("opening", "What customers read", "off").hint("Like: Monday to Saturday, 9:00 to 18:00.").most(OPENING).optional().filled(&opening, beside(problem, "opening")).view()}
                    <p><button class="btn" name="act" value="opening">"Keep the opening hours"</button></p>
                </form>
            </section>
        </div>
    }
}
const ACTION: &str = "/counter/settings/roster#faults";

fn table(hosts: &[Host], all: &Roster, zone: &TimeZone) -> impl IntoView + use<> {
    let days = DAYS.iter().map(|(day, _)| view! { <th scope="col">{*day}</th> }).collect_view();
    let rows = hosts
        .iter()
        .map(|h| {
            let hand = all.hand(h.person).cloned().unwrap_or_default();
            let cells = (1..=7).map(|day| view! { <td>{of_day(&hand.shifts, day)}</td> }).collect_view();
            let away = hand.away.iter().map(|a| told(a, zone)).collect::<Vec<_>>().join("; ");
            let href = format!("/counter/settings/roster?of={}#chosen", h.person);
            let name = format!(" of {}", h.name);
            view! {
                <tr>
                    <th scope="row"><a href=format!("/hosts/{}", h.handle)>{h.name.clone()}</a></th>
                    {cells}
                    <td>{away}</td>
                    <td><a href=href>"Change"<span class="vh">{name}</span></a></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Everybody’s hours">
            <table>
                <thead><tr><th scope="col">"Host"</th>{days}<th scope="col">"Away"</th><td></td></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// `9:00–12:00, 13:00–18:00`; nothing on a day off.
fn of_day(shifts: &[Shift], weekday: i64) -> String {
    let clock = |m: i64| format!("{}:{:02}", m / 60, m % 60);
    let all = shifts.iter().filter(|s| s.weekday == weekday).map(|s| format!("{}–{}", clock(s.from), clock(s.to)));
    all.collect::<Vec<_>>().join(", ")
}
fn told(a: &Away, zone: &TimeZone) -> String {
    let days = span(a, zone);
    if a.words.is_empty() { days } else { format!("{days} ({})", a.words) }
}
