//! One post as a host looks at it, with the buttons that decide about it.
use super::context::{Asked, Case, Context, Reported};
use crate::forum::pages::when;
use crate::forum::{State, text};
use crate::media;
use crate::moderation::held_for;
use crate::moderation::rules::{self, Rule};
use crate::moderation::verdict::shut::DAYS;
use crate::moderation::wave::By;
use crate::parts::avatar::avatar;
use crate::parts::drawn::Draw;
use crate::values::Moment;
use crate::words::{self, count};
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// What every case on a page needs.
pub struct Desk {
    pub rules: Vec<Rule>,
    pub context: Context,
    /// Watched words, each as typed and as compared.
    pub watched: Vec<(String, String)>,
    /// Names of hosts by what verdicts say of them.
    pub hosts: std::collections::HashMap<String, String>,
    pub now: Moment,
    pub zone: TimeZone,
    /// Where the forms come back to.
    pub back: String,
    /// Which posts are ticked; all of them where the page was asked so.
    pub ticked: Vec<i64>,
    pub tick_all: bool,
    /// Whether the cases stand in a list that is decided about by ticks.
    pub listed: bool,
}
impl Desk {
    fn when(&self, at: Moment) -> impl IntoView + use<> {
        when(at, self.now, &self.zone)
    }
    fn named(&self, body: &str) -> String {
        text::with_names(body, |person| self.context.names.get(&person).cloned())
    }
}

/// A post that waits, or that somebody looks up; `appeal` where it stands here for its author's sake.
pub fn case(desk: &Desk, post: i64, appeal: i64, since: Option<Moment>) -> Option<AnyView> {
    let c = desk.context.cases.get(&post)?;
    let asked = desk.context.appeals.iter().find(|a| a.post == post && (appeal == 0 || a.id == appeal));
    let reports: Vec<&Reported> = desk.context.reports.iter().filter(|r| r.post == post).collect();
    let key = format!("{post}-{appeal}");
    let tick = (desk.listed && appeal == 0).then(|| {
        let checked = desk.tick_all || desk.ticked.contains(&post);
        view! {
            <label class="tick"><input type="checkbox" name="post" value=post.to_string() form="bulk" checked=checked data-key="x"/><span class="vh">{format!("Tick the post by {}", c.alias)}</span></label>
        }
    });
    let waits = since.map(|at| view! { <span>"waits since "{desk.when(at)}</span> });
    let place = match c.first {
        true => view! { <span>"opens "<a href=format!("/posts/{post}")>{shown_title(c)}</a></span> }.drawn(),
        false => view! { <span>"in "<a href=format!("/posts/{post}")>{c.topic_title.clone()}</a></span> }.drawn(),
    };
    let edited = c.edited_at.map(
        |at| view! { <span>"changed "{desk.when(at)}" "<a href=format!("/posts/{post}/history")>"before"</a></span> },
    );
    let before = c.before_by.as_ref().zip(c.before_body.as_ref()).map(|(by, body)| {
        let words = text::excerpt(&desk.named(body), 200);
        view! { <blockquote class="quoted"><p>{words}</p><footer>{format!("{by}, just before")}</footer></blockquote> }
    });
    let title = c.title.clone().filter(|t| t.trim() != c.body.trim()).map(|t| view! { <p class="said"><b>{t}</b></p> });
    let links = text::links(&c.body);
    let links = (!links.is_empty()).then(|| view! { <p class="small">"Leads to "<b>{links.join(", ")}</b></p> });
    let words = found_words(desk, c);
    let words = (!words.is_empty()).then(|| view! { <p class="small">"Watched: "<b>{words.join(", ")}</b></p> });
    let reports = (!reports.is_empty()).then(|| {
        let lines = reports.into_iter().map(|r| reported(desk, r)).collect_view();
        view! { <ul class="reports small">{lines}</ul> }
    });
    let asked_view = asked.map(|a| asked_for(desk, a, &key));
    let acts = acts(desk, c, &key, asked.is_some());
    let name = format!("Post by {}", c.alias);
    Some(
        view! {
            <article class="case" id=format!("post-{key}") data-item tabindex="-1" aria-label=name>
                <header class="row">{tick}{badge(c, asked)}<span class="row small soft">{waits}{place}<span>{desk.when(c.created_at)}</span>{edited}</span></header>
                {before}
                <div class="stack gap-2">{title}<div class="said asis">{desk.named(&c.body)}</div>{pictures(desk, post)}{links}{words}</div>
                {author(desk, c)}
                {reports}
                {asked_view}
                {acts}
            </article>
        }
        .drawn(),
    )
}

/// The title of a topic as its author wrote it, where that is not shown.
fn shown_title(c: &Case) -> String {
    c.title.clone().unwrap_or_else(|| c.topic_title.clone())
}

fn found_words(desk: &Desk, c: &Case) -> Vec<String> {
    let title = c.title.clone().unwrap_or_default();
    let here = |key: &str| {
        let keys = [key.to_string()];
        crate::moderation::words::stands(&keys, &title) || crate::moderation::words::stands(&keys, &c.body)
    };
    desk.watched.iter().filter(|(_, key)| here(key)).map(|(word, _)| word.clone()).collect()
}

fn badge(c: &Case, asked: Option<&Asked>) -> AnyView {
    let held = c.held_for.clone().unwrap_or_default();
    let (class, words) = match (State::of(&c.state), asked) {
        (_, Some(_)) => ("badge warn", "A second look"),
        (State::Held, _) => ("badge warn", held_for(&held)),
        (State::Removed, _) => ("badge no", "Taken down"),
        (State::Live, _) => ("badge", "Stands"),
    };
    view! { <span class=class>{words}</span> }.drawn()
}

fn pictures(desk: &Desk, post: i64) -> Option<impl IntoView + use<>> {
    let all: Vec<AnyView> = desk
        .context
        .pictures
        .iter()
        .filter(|p| p.post == post)
        .map(|p| {
            let width = media::widths_of(p.width).into_iter().find(|w| *w >= 320).unwrap_or(media::WIDTHS[0]);
            let height = (i64::from(width) * p.height / p.width.max(1)).max(1);
            view! { <li><img src=media::url(&p.hash, width) width=width.to_string() height=height.to_string() alt=p.alt.clone() loading="lazy"/></li> }.drawn()
        })
        .collect();
    (!all.is_empty()).then(|| view! { <ul class="pictures">{all}</ul> })
}

/// Who wrote it, as far as the shop knows them.
fn author(desk: &Desk, c: &Case) -> impl IntoView + use<> {
    let kind = match (c.as_host, c.kind.as_str()) {
        (true, _) => "one of the hosts",
        (_, "visitor") => "without an account",
        _ => "with an account",
    };
    let near = match c.neighbours {
        Some(0) => "nobody else from that network this week".to_string(),
        Some(n) => format!("{} from that network this week", count(n, "other", "others")),
        None => "network unknown".into(),
    };
    let posts = format!("{}, {} taken down", count(c.live, "post stands", "posts stand"), c.removed);
    let since = words::long_day(c.since, &desk.zone);
    let notes = (c.kind != "visitor").then(|| {
        view! { <a href=format!("/counter/customers/{}", c.author)>{format!("Notes about {}", c.alias)}</a> }
    });
    view! {
        <p class="by row small">{avatar(c.seed)}<b>{c.alias.clone()}</b><span class="soft">{format!("{kind}, here since {since}")}</span><span class="soft">{posts}</span><span class="soft">{near}</span>{notes}</p>
    }
}

fn reported(desk: &Desk, r: &Reported) -> impl IntoView + use<> {
    let words = (!r.words.is_empty()).then(|| view! { " "<span class="said">{r.words.clone()}</span> });
    view! { <li><b>{r.title.clone()}</b>{words}<span class="soft">{format!(", {}, ", r.by)}{desk.when(r.at)}</span></li> }
}

/// What the author asks, and the answer.
fn asked_for(desk: &Desk, a: &Asked, key: &str) -> impl IntoView + use<> {
    let by = crate::moderation::verdict::batches::who(&desk.hosts, &a.decided_by);
    let why = a.rule_title.clone().unwrap_or_default();
    let said = (!a.said.is_empty()).then(|| view! { <p class="said">{a.said.clone()}</p> });
    let id = format!("answer-{key}");
    view! {
        <div class="panel stack gap-3">
            <p class="small soft">{format!("Taken down by {by} for “{why}”, ")}{desk.when(a.decided_at)}</p>
            {said}
            <p><b>"The author asks:"</b>" "<span class="said">{a.words.clone()}</span></p>
            <form class="stack gap-3" method="post" action="/counter/queue">
                <input type="hidden" name="appeal" value=a.id.to_string()/>
                <input type="hidden" name="back" value=desk.back.clone()/>
                <div class="field"><label for=id.clone()>"Your answer"</label><textarea id=id name="answer" rows="2" maxlength="1000"></textarea></div>
                <p class="row gap-2"><button class="btn quiet sm" name="act" value="restore" data-key="a">"Put it back"</button><button class="btn bad sm" name="act" value="uphold" data-key="r">"It stays down"</button></p>
            </form>
        </div>
    }
}

fn acts(desk: &Desk, c: &Case, key: &str, asked: bool) -> impl IntoView + use<> {
    let state = State::of(&c.state);
    let post = c.post.to_string();
    let by = format!(", the post by {}", c.alias);
    let hidden = |desk: &Desk| {
        view! { <input type="hidden" name="post" value=post.clone()/><input type="hidden" name="back" value=desk.back.clone()/> }
    };
    let reported = desk.context.reports.iter().any(|r| r.post == c.post);
    let stand = match state {
        State::Held => Some(("stand", "Release")),
        State::Live if reported => Some(("stand", "Keep")),
        State::Removed if !asked => Some(("back", "Put it back")),
        _ => None,
    };
    let stand = stand.map(|(act, label)| {
        view! { <form method="post" action="/counter/queue">{hidden(desk)}<button class="btn quiet sm" name="act" value=act data-key="a">{label}<span class="vh">{by.clone()}</span></button></form> }
    });
    let remove = (state != State::Removed).then(|| {
        view! {
            <details class="more">
                <summary data-key="r">"Remove…"<span class="vh">{by.clone()}</span></summary>
                <form class="stack gap-3" method="post" action="/counter/queue">
                    {hidden(desk)}
                    {reasons(&desk.rules, key, "", "")}
                    <p><button class="btn bad" name="act" value="remove">"Take it down"<span class="vh">{by.clone()}</span></button></p>
                </form>
            </details>
        }
    });
    let all = (!c.as_host).then(|| {
        let links = By::ALL
            .into_iter()
            .filter(|by| *by != By::Network || c.neighbours.is_some())
            .map(|by| view! { <li><a href=format!("/counter/queue?by={}&of={post}", by.word())>{by.title()}</a></li> })
            .collect_view();
        view! { <ul class="row small plainlist">{links}</ul> }
    });
    view! { <div class="stack gap-2"><div class="row gap-2">{stand}{remove}</div>{all}</div> }
}

/// Why something is taken down, what its author is told, and who is shut out with it.
pub fn reasons(rules: &[Rule], key: &str, chosen: &str, typed: &str) -> impl IntoView + use<> {
    let (words, shut, days) = (format!("words-{key}"), format!("shut-{key}"), format!("days-{key}"));
    let typed = typed.to_string();
    let spans = DAYS
        .map(|n| view! { <option value=n.to_string() selected=n == 7>{count(n, "day", "days")}</option> })
        .into_iter()
        .collect_view();
    view! {
        {rules::choice(rules, &format!("rule-{key}"), chosen)}
        <div class="field">
            <label for=words.clone()>"Words to the author "<span class="opt">"(optional)"</span></label>
            <input id=words name="words" maxlength="500" autocomplete="off" value=typed/>
        </div>
        <div class="pair">
            <div class="field"><label for=shut.clone()>"Shut out"</label>
                <select id=shut name="shut"><option value="">"Nobody"</option><option value="people">"Who wrote it"</option><option value="networks">"Who wrote it, and their networks"</option></select>
            </div>
            <div class="field"><label for=days.clone()>"For"</label><select id=days name="days">{spans}</select></div>
        </div>
    }
}
