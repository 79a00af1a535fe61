//! `/activity`: what people did, the newest first, each line a link to the real thing.
use super::feed::{self, Line, List, Part, Where, Words};
use super::islands::{LiveList, PauseLive};
use super::{lull, words::said};
use crate::forum::actions::fragment;
use crate::forum::pages::post::{face, name};
use crate::forum::store::{self as forum, Picture};
use crate::forum::text;
use crate::hosts::roster::Roster;
use crate::media;
use crate::parts::drawn::Draw;
use crate::parts::icon::{Ico, Icon};
use crate::parts::query;
use crate::shell::{Instead, Page};
use crate::site::Visit;
use crate::values::Moment;
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// How many lines a page has.
pub const PAGE: usize = 30;
/// The most letters of what somebody said.
const EXCERPT: usize = 240;

/// `GET /activity`
pub async fn activity(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}

/// `GET /fragments/activity?show=…&after=…`: what happened since an event, as the page tells it.
pub async fn newer(visit: Visit) -> Response {
    let part = feed::part(&visit.query("show"));
    let after: i64 = visit.query("after").parse().unwrap_or(0);
    let read = async {
        let list = feed::page(visit.db(), &part.feed(), Where::Since(after), PAGE).await?;
        let told = Told::read(&visit, list).await?;
        Ok::<_, Instead>((told, visit.facts().await?.zone()))
    };
    match read.await {
        Ok((told, zone)) => {
            fragment(|| told.lines().iter().map(|l| told.line(l, visit.now, &zone)).collect_view().drawn())
        }
        Err(instead) => visit.show(async { Err(instead) }).await,
    }
}

/// Lines with what was said in them.
struct Told {
    list: List,
    words: HashMap<i64, Words>,
    names: HashMap<i64, forum::Mentioned>,
    pictures: Vec<Picture>,
}
impl Told {
    async fn read(visit: &Visit, list: List) -> Result<Told, Instead> {
        let db = visit.db();
        let posts: Vec<i64> = list.lines.iter().filter_map(|l| l.post).collect();
        let noted: Vec<i64> = list.lines.iter().filter(|l| l.act == feed::Act::Noted).filter_map(|l| l.post).collect();
        Ok(Told {
            words: feed::words(db, &posts).await?,
            names: forum::mentioned(db, &posts).await?,
            pictures: forum::pictures(db, &noted).await?,
            list,
        })
    }
    /// The lines by their time, the latest first: what waited for a host is told at the time it was written.
    fn lines(&self) -> Vec<&Line> {
        let mut lines: Vec<&Line> = self.list.lines.iter().collect();
        lines.sort_by_key(|l| std::cmp::Reverse((l.at, l.event)));
        lines
    }
    /// What was said, where it says more than the title does.
    fn speech(&self, line: &Line) -> Option<String> {
        let words = self.words.get(&line.post?)?;
        let named = text::with_names(&words.body, |person| self.names.get(&person).map(|(name, _)| name.clone()));
        let said = text::excerpt(&named, EXCERPT);
        (!said.is_empty() && said != line.title).then_some(said)
    }

    fn line(&self, line: &Line, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
        let said = said(line);
        let who = match &line.who {
            Some(by) => name(by),
            None => view! { <b>{said.who}</b> }.drawn(),
        };
        let badge = line.as_host.then(|| view! { <span class="badge host">"Host"</span> });
        let speech = self.speech(line).map(|words| view! { <div class="said">{format!("“{words}”")}</div> });
        let picture = self.pictures.iter().find(|p| Some(p.post) == line.post).map(|p| {
            let src = media::url(&p.hash, media::fallback_width(p.width));
            view! { <img class="pic" src=src width=p.width height=p.height alt=p.alt.clone() loading="lazy"/> }
        });
        let later = line.who.is_none().then(|| {
            view! { <p class="small soft">"Told later and without a name, as they wished."</p> }
        });
        let body = (speech.is_some() || picture.is_some() || later.is_some())
            .then(|| view! { <div class="body">{speech}{picture}{later}</div> });
        view! {
            <article data-event=line.event.to_string() data-subject=line.subject()>
                {drawn(line)}
                <p class="line">
                    {who}{badge}<span class="txt">{said.does}" "<a href=line.href.clone()>{said.thing}</a></span>
                    {time(line.at, now, zone)}
                </p>
                {body}
            </article>
        }
    }
}

/// The face or the picture of whoever did it; whoever bought something has none.
pub(super) fn drawn(line: &Line) -> AnyView {
    match &line.who {
        Some(by) => face(by),
        None => view! { <span class="avatar someone" aria-hidden="true"><Ico icon=Icon::Bag/></span> }.drawn(),
    }
}
/// When it was: today by the clock alone.
pub(super) fn time(at: Moment, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let today = words::civil_day(at, zone) == words::civil_day(now, zone);
    let shown = if today { words::clock(at, zone) } else { words::when(at, now, zone) };
    view! { <time datetime=words::machine_time(at, zone)>{shown}</time> }
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let last = visit.front().await?.newest;
    let part = feed::part(&visit.query("show"));
    let after = visit.query("after");
    let from = match after.is_empty() {
        true => Where::Newest,
        false => Where::Before(after.parse().map_err(|_| Instead::Missing)?),
    };
    let list = feed::page(db, &part.feed(), from, PAGE).await?;
    let newest = from == Where::Newest;
    let told = Told::read(visit, list).await?;
    let front = visit.front().await?;
    let (roster, zone, now) = (front.roster.clone(), front.facts.zone(), visit.now);
    let shown = Shown { told, part, newest, last, roster, now, zone };
    let page = Page::new("Activity", move |_| view(shown))
        .description("What people do here: what they ask, answer, choose and make. Each line leads to the real thing.")
        .canonical("/activity")
        .feed("/feeds/activity.atom");
    Ok(if newest && part.word.is_empty() { page } else { page.unlisted() })
}

/// Everything of the page.
struct Shown {
    told: Told,
    part: &'static Part,
    /// Whether it is the first page.
    newest: bool,
    /// The newest event that had happened before anything was read.
    last: i64,
    roster: Arc<Roster>,
    now: Moment,
    zone: TimeZone,
}

fn address(part: &Part, after: Option<i64>) -> String {
    let show = (!part.word.is_empty()).then(|| ("show".to_string(), part.word.to_string()));
    let pairs: Vec<(String, String)> = show.into_iter().chain(after.map(|a| ("after".into(), a.to_string()))).collect();
    if pairs.is_empty() { "/activity".into() } else { format!("/activity?{}", query(&pairs)) }
}

fn view(s: Shown) -> impl IntoView {
    let chips = feed::PARTS
        .iter()
        .map(|part| {
            let here = (part.word == s.part.word).then_some("page");
            view! { <a class="chip" href=address(part, None) aria-current=here>{part.name}</a> }
        })
        .collect_view();
    let mut days = days(&s);
    let list = match s.newest {
        true => {
            let today = words::day_name(s.now, s.now, &s.zone);
            let first = match days.first() {
                Some((day, _)) if *day == today => Some(days.remove(0).1),
                _ => None,
            };
            view! { {first_day(&s, first, days.is_empty())} {later_days(days)} }.drawn()
        }
        false if days.is_empty() => view! { <div class="empty"><p>"Nothing older."</p></div> }.drawn(),
        false => later_days(days).drawn(),
    };
    let back = (!s.newest).then(|| view! { <a class="link" href=address(s.part, None)>"The newest"</a> });
    let older = s.told.list.next.map(|event| {
        view! { <a class="btn quiet sm" href=address(s.part, Some(event)) rel="next">"Older activity"</a> }
    });
    let pager = (back.is_some() || older.is_some()).then(|| view! { <p class="pager">{older}{back}</p> });
    let pause = s.newest.then(|| view! { <PauseLive/> });
    view! {
        <div class="wrap page">
            <div class="talkgrid">
                <div class="feed">
                    <div class="stack gap-4">
                        <div class="row between"><h1>"Activity"</h1>{pause}</div>
                        <nav class="row gap-2" aria-label="What is shown">{chips}</nav>
                    </div>
                    {list}
                    {pager}
                </div>
                <aside class="stack gap-6" aria-label="About this list">
                    <section class="panel stack gap-3" aria-labelledby="how-h">
                        <h2 id="how-h">"How this list works"</h2>
                        <p class="small soft">"Each line is something a person did, and leads to it. When the post goes, the line goes. What people look at or put in a cart is never shown; what they buy only if they said so, later, and without a name."</p>
                        <p class="small soft">"You decide for yourself: "<a href="/alias#seen">"keep what you do out of it"</a>"."</p>
                        <p class="small"><a class="row gap-2" href="/feeds/activity.atom"><Ico icon=Icon::Rss/>"Atom feed of the activity"</a></p>
                    </section>
                </aside>
            </div>
        </div>
    }
}

/// The lines of each day under its name, lulls among them.
fn days(s: &Shown) -> Vec<(String, Vec<AnyView>)> {
    let mut days: Vec<(String, Vec<AnyView>)> = vec![];
    let lines = s.told.lines();
    for (n, line) in lines.iter().enumerate() {
        let day = words::day_name(line.at, s.now, &s.zone);
        if days.last().is_none_or(|(name, _)| *name != day) {
            days.push((day, vec![]));
        }
        let Some((_, of_day)) = days.last_mut() else { continue };
        of_day.push(s.told.line(line, s.now, &s.zone).drawn());
        // Only where everything is told can it be said that nothing happened.
        let earlier = lines.get(n + 1).filter(|_| s.part.word.is_empty());
        let lull = earlier.and_then(|earlier| lull::between(line, earlier, &s.roster, &s.zone));
        of_day.extend(lull.map(|words| view! { <p class="lull">{words}</p> }.drawn()));
    }
    days
}

/// Today, where new lines come to stand; and what is said where there are none.
fn first_day(s: &Shown, lines: Option<Vec<AnyView>>, alone: bool) -> impl IntoView + use<> {
    let empty = lines.is_none().then(|| match alone {
        true => nothing_yet(s).drawn(),
        false => view! { <p class="small soft" data-empty="">"Nothing yet today."</p> }.drawn(),
    });
    let kinds = s.part.kinds.iter().map(|k| k.word()).collect::<Vec<_>>().join(" ");
    let fragment = match s.part.word {
        "" => "/fragments/activity".to_string(),
        word => format!("/fragments/activity?show={word}"),
    };
    let named = !(alone && empty.is_some());
    let heading = named.then(|| view! { <h2>"Today"</h2> });
    view! {
        <LiveList topics="shop" kinds=kinds last=s.last fragment=fragment one="thing" many="things" at_end=false>
            {heading}
            <div data-live-list="feed">{lines}{empty}</div>
        </LiveList>
    }
}
fn later_days(days: Vec<(String, Vec<AnyView>)>) -> impl IntoView {
    days.into_iter().map(|(day, lines)| view! { <h2>{day}</h2> <div>{lines}</div> }).collect_view()
}

fn nothing_yet(s: &Shown) -> impl IntoView + use<> {
    let words = match s.part.word {
        "" => "Nothing has happened here yet. The first question, answer or note from the workbench stands here.",
        "purchases" => {
            "Nothing of this kind yet. What somebody buys stands here only if they say so, and without a name."
        }
        _ => "Nothing of this kind yet.",
    };
    let host = s.roster.hands.first().map(|h| {
        view! { <p><a href=format!("/hosts/{}", h.handle)>{h.name.clone()}</a>" answers whoever asks first."</p> }
    });
    view! {
        <div class="empty" data-empty="">
            <p>{words}</p>
            {host}
            <p><a class="btn" href="/forum/ask">"Ask a question"</a></p>
        </div>
    }
}
