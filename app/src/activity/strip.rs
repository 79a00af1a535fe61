//! The strip: the last few things that people did, above the foot of every page. It is read in one statement, and is not there
//! where nothing happened.
use super::feed::{self, Line, List};
use super::islands::{CalmStrip, PauseLive};
use super::pages::{drawn, time};
use super::words::said;
use crate::forum::actions::fragment;
use crate::parts::drawn::Draw;
use crate::site::Visit;
use crate::values::Moment;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// How many lines stand on a page, and on the home page.
const LINES: usize = 3;
const AT_HOME: usize = 5;

/// The lines of a page, as they were when it was read.
#[derive(Default)]
pub struct Strip {
    list: List,
    most: usize,
    /// Whether it follows what happens.
    lively: bool,
}

/// Reads the strip of this page; a lively one follows what happens. Where it cannot be read the page does without.
pub async fn read(visit: &Visit, lively: bool) -> Strip {
    let path = visit.uri.path();
    if path == "/activity" {
        return Strip::default();
    }
    let most = if path == "/" { AT_HOME } else { LINES };
    match feed::newest(visit.db(), &feed::part("").feed(), most).await {
        Ok(list) => Strip { list, most, lively },
        Err(cause) => {
            tracing::warn!(%cause, "what happened lately could not be read");
            Strip::default()
        }
    }
}

/// `GET /fragments/strip?lines=…`: the lines as they are now.
pub async fn lines(visit: Visit) -> Response {
    let most = visit.query("lines").parse().unwrap_or(LINES).clamp(1, AT_HOME);
    let read = async {
        let list = feed::newest(visit.db(), &feed::part("").feed(), most).await?;
        Ok::<_, crate::shell::Instead>((list, visit.facts().await?.zone()))
    };
    match read.await {
        Ok((list, zone)) => fragment(|| items(&list, visit.now, &zone).drawn()),
        Err(instead) => visit.show(async { Err(instead) }).await,
    }
}

impl Strip {
    /// The strip as it stands on the page; nothing at all where nothing happened.
    pub fn view(&self, now: Moment, zone: &TimeZone) -> Option<AnyView> {
        if self.list.lines.is_empty() {
            return None;
        }
        let items = items(&self.list, now, zone);
        let list = match self.lively {
            true => {
                let fragment = format!("/fragments/strip?lines={}", self.most);
                view! {
                    <CalmStrip topics="shop" last=self.list.newest fragment=fragment>
                        <ol data-live-list="">{items}</ol>
                    </CalmStrip>
                }
                .drawn()
            }
            false => view! { <ol>{items}</ol> }.drawn(),
        };
        let pause = self.lively.then(|| view! { <PauseLive/> });
        let strip = view! {
            <aside class="lately noprint" aria-labelledby="lately-h">
                <div class="wrap strip">
                    <div class="head"><h2 id="lately-h">"Lately in the shop"</h2>{pause}</div>
                    {list}
                    <p class="tail">"Each line leads to what really happened. "<a href="/activity">"All activity"</a></p>
                </div>
            </aside>
        };
        Some(strip.drawn())
    }
}

/// What a line is about stands beside it as `data-about`: for a list of the page that tells of new posts it is not on the page
/// yet.
fn items(list: &List, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let mut lines: Vec<&Line> = list.lines.iter().collect();
    lines.sort_by_key(|l| std::cmp::Reverse((l.at, l.event)));
    lines
        .into_iter()
        .map(|line| {
            let said = said(line);
            view! {
                <li data-event=line.event.to_string() data-about=line.subject()>
                    {time(line.at, now, zone)}
                    {drawn(line)}
                    <span><b>{said.who}</b>" "{said.does}" "<a href=line.href.clone()>{said.thing}</a></span>
                </li>
            }
        })
        .collect_view()
}
