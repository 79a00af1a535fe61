//! A list of posts that may have to go together: every box can be unticked before anything is done.
use super::store::{self, Line, MOST};
use super::{By, Since};
use crate::forum::pages::when;
use crate::forum::text;
use crate::moderation::gate::own_host;
use crate::moderation::queue::case::reasons;
use crate::moderation::queue::pages::{chosen, name};
use crate::moderation::rules::{self, Rule};
use crate::parts::drawn::Draw;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words::count;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// What the page shows.
struct Gathered {
    by: By,
    seed: store::Seed,
    since: Since,
    lines: Vec<Line>,
    rules: Vec<Rule>,
    now: Moment,
    zone: TimeZone,
}

/// Reads `GET /counter/queue?by=…&of=…&since=…`.
pub async fn read(visit: &Visit, by: By) -> Result<Page, Instead> {
    let host = visit.host().await?;
    let db = visit.db();
    let of = visit.query("of").parse().map_err(|_| Instead::Missing)?;
    let seed = store::seed(db, &host, of).await?.ok_or(Instead::Missing)?;
    let since = Since::parse(&visit.query("since"));
    let own = own_host(&visit.site.public_url);
    let lines = store::gather(db, &host, by, &seed, own, since.moment(visit.now), visit.now).await?;
    let rules = rules::all(db).await?;
    let g = Gathered { by, seed, since, lines, rules, now: visit.now, zone: visit.facts().await?.zone() };
    Ok(Page::new(by.title(), move |_: &Front| view(&g)).counter(name(visit).await?))
}

fn view(g: &Gathered) -> impl IntoView + use<> {
    let n = g.lines.len() as i64;
    let about = match g.by {
        By::Person => format!("Everything by {} that stands or waits.", g.seed.alias),
        By::Network => {
            "Everything from the network of that post. Whoever was here before this week is not ticked.".into()
        }
        By::Like => {
            "What newcomers wrote this week that has the same words, nearly the same, or the same links.".into()
        }
        By::Newcomers => "Everything by people who came this week. Honest questions are among it: untick them.".into(),
    };
    let many = match n {
        MOST => format!("These are the newest {MOST}. Once they are decided, open this list again."),
        n => count(n, "post", "posts"),
    };
    let address = |since: &str| format!("/counter/queue?by={}&of={}&since={since}", g.by.word(), g.seed.post);
    let span = (g.by != By::Like).then(|| {
        let here = |word: &str| (Since::parse(word) == g.since).then_some("true");
        view! {
            <p class="row gap-2"><a class="chip" href=address("week") aria-current=here("week")>"This week"</a><a class="chip" href=address("all") aria-current=here("all")>"All there is"</a></p>
        }
    });
    let form = match n {
        0 => view! { <p class="empty">"Nothing of it stands or waits any more."</p> }.drawn(),
        _ => form(g).drawn(),
    };
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>{g.by.title()}</h1><p class="soft">{about}" "{many}</p></div>
            {span}
            {form}
            <p><a class="link" href="/counter/queue">"To the queue"</a></p>
        </div>
    }
}

fn form(g: &Gathered) -> impl IntoView + use<> {
    let lines = g.lines.iter().map(|l| line(g, l)).collect_view();
    view! {
        <form class="wave split a8b5" method="post" action="/counter/queue">
            <ul class="plainlist">{lines}</ul>
            <div class="panel stack gap-3">
                <h2>"Everything that is ticked"</h2>
                {reasons(&g.rules, "wave", &chosen(&g.rules), "")}
                <p class="row gap-2"><button class="btn bad" name="act" value="remove">"Take them down"</button><button class="btn quiet" name="act" value="stand">"Let them stand"</button></p>
                <p class="small soft">"It can be undone."</p>
            </div>
        </form>
    }
}

fn line(g: &Gathered, l: &Line) -> impl IntoView + use<> {
    let checked = !l.known || g.by == By::Person || l.post == g.seed.post;
    let held = (l.state == "held").then(|| view! { <span class="badge warn">"Waits"</span> });
    let known = l.known.then(|| view! { <span class="badge">"Was here before"</span> });
    let words = text::excerpt(&l.body, 180);
    view! {
        <li>
            <label class="tick">
                <input type="checkbox" name="post" value=l.post.to_string() checked=checked/>
                <span><span class="row small soft"><b>{l.alias.clone()}</b>{held}{known}<span>{when(l.created_at, g.now, &g.zone)}</span><span>{l.topic_title.clone()}</span></span><span class="said">{words}</span></span>
            </label>
        </li>
    }
}
