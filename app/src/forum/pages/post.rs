//! One post as a page shows it, with what can be done about it.
use super::when;
use crate::accounts::erase::ERASED;
use crate::forum::State;
use crate::forum::store::{Page, Shown, Speaker, Topic};
use crate::forum::text::{self, Mention};
use crate::media;
use crate::parts::avatar::avatar;
use crate::parts::drawn::Draw;
use crate::parts::icon::{Ico, Icon};
use crate::parts::picture::{Load, picture};
use crate::values::Moment;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Who looks, and what they may do here.
#[derive(Clone, Debug)]
pub struct Reader {
    pub now: Moment,
    pub zone: TimeZone,
    pub host: bool,
    /// Whether they asked the question: they choose the answer.
    pub asker: bool,
}

/// The face or the picture of whoever speaks.
pub fn face(by: &Speaker) -> AnyView {
    match &by.face {
        Some(hash) => {
            view! { <img class="face" src=media::url(hash, 160) width="40" height="40" alt="" loading="lazy"/> }.drawn()
        }
        None => avatar(by.seed).drawn(),
    }
}
/// The name of whoever speaks; a host's leads to their own page.
pub fn name(by: &Speaker) -> AnyView {
    match &by.handle {
        Some(handle) => view! { <b><a href=format!("/hosts/{handle}")>{by.name.clone()}</a></b> }.drawn(),
        None => view! { <b>{by.name.clone()}</b> }.drawn(),
    }
}

/// What ties whoever advises to what they advise, as a sentence without a subject.
pub fn stake_words(stake: &str) -> &'static str {
    match stake {
        "made" => "Made it",
        "sells" => "Sells it",
        "owns" => "Owns it",
        "given" => "Was given it",
        _ => "No stake in it",
    }
}

/// The words of a post, drawn, with the names of today.
pub fn drawn(shown: &Shown, page: &Page) -> String {
    let html = text::current(&shown.post.html, &shown.post.body, shown.post.render_version);
    text::shown(&html, |person| {
        page.mentioned.get(&person).map(|(name, handle)| Mention { name: name.clone(), handle: handle.clone() })
    })
}

/// Several posts, one below the other.
pub fn posts(topic: &Topic, page: &Page, reader: &Reader) -> Vec<AnyView> {
    page.posts.iter().map(|p| one(topic, p, page, reader)).collect()
}

fn one(topic: &Topic, s: &Shown, page: &Page, reader: &Reader) -> AnyView {
    let p = &s.post;
    let id = format!("post-{}", p.id);
    let subject = format!("post:{}", p.id);
    if p.state() == State::Removed && p.held_for.as_deref() == Some(ERASED) {
        return view! {
            <article class="post gone" id=id data-subject=subject>
                <p class="soft">"Taken down by whoever wrote it."</p>
            </article>
        }
        .drawn();
    }
    if p.state() == State::Removed {
        return view! {
            <article class="post gone" id=id data-subject=subject>
                <p class="soft">"Taken down by a host. "<a href=format!("/moderation?post={}", p.id)>"Why, and what can be done"</a></p>
            </article>
        }
        .drawn();
    }
    if p.state() == State::Held && !s.own && !reader.host {
        return view! {
            <article class="post gone" id=id data-subject=subject><p class="soft">"A host looks at this before it is shown."</p></article>
        }
        .drawn();
    }
    let first = p.id == topic.first_post;
    let accepted = topic.accepted == Some(p.id);
    let flag = accepted.then(|| {
        view! { <p class="flagline"><Ico icon=Icon::Check/>"Accepted answer"</p> }
    });
    let held = (p.state() == State::Held).then(|| {
        view! { <p class="notice">{held_words(p.held_for.as_deref().unwrap_or(""))}</p> }
    });
    let badge = p.as_host.then(|| view! { <span class="badge host">"Host"</span> });
    let owns = s.owns_since.filter(|_| !p.as_host).map(|at| {
        view! { <span class="badge own"><Ico icon=Icon::Check/>{format!("Owns it since {}", words::month(at, &reader.zone))}</span> }
    });
    // Who only says to own it is not told from a delivered order.
    let stake = p
        .stake
        .as_deref()
        .filter(|stake| *stake != "none" || p.as_host)
        .filter(|stake| !(*stake == "owns" && s.owns_since.is_some()));
    let stake = stake.map(|stake| view! { <span class="stake">{stake_words(stake)}</span> });
    let edited = p.edited_at.map(|_| match p.as_host || reader.host || s.own {
        true => view! { " · "<a href=format!("/posts/{}/history", p.id)>"edited"</a> }.drawn(),
        false => view! { " · edited" }.drawn(),
    });
    let quote = s.quoted_by.clone().zip(p.quoted_text.clone()).map(|(by, words)| {
        let href = format!("/posts/{}", p.quoted.unwrap_or_default());
        view! { <blockquote class="quoted"><p>{words}</p><footer><a href=href>{by}</a></footer></blockquote> }
    });
    // A short question is its own title, which stands above.
    let says_more = !(first && p.title.as_deref() == Some(p.body.trim()) && p.title.as_ref() == Some(&topic.title));
    let html = says_more.then(|| view! { <div class="said prose" inner_html=drawn(s, page)></div> });
    let pictures = pictures(s);
    let acts = (p.state() == State::Live).then(|| acts(topic, s, reader, first, accepted));
    view! {
        <article class="post" class:accepted=accepted id=id data-subject=subject>
            {flag}
            {face(&p.by)}
            <p class="who">
                {name(&p.by)}{badge}{owns}{stake}
                <span class="at"><a href=format!("/posts/{}", p.id)>{when(p.created_at, reader.now, &reader.zone)}</a>{edited}</span>
            </p>
            <div class="body">{held}{quote}{html}{pictures}</div>
            {acts}
        </article>
    }
    .drawn()
}

/// Why a post waits, for whoever wrote it.
pub fn held_words(why: &str) -> &'static str {
    match why {
        "links" => "Posts with links wait for a host the first day. Only you see it until then.",
        "pictures" => "Posts with pictures wait for a host the first day. Only you see it until then.",
        "words" => "One of our hosts reads it before others do. Only you see it until then.",
        "reported" => "Several people asked us to look at this. A host does, and until then only you see it.",
        _ => "It waits for a host. Only you see it until then.",
    }
}

fn pictures(s: &Shown) -> Option<impl IntoView + use<>> {
    let all: Vec<AnyView> = s
        .pictures
        .iter()
        .map(|p| {
            let href = media::url(&p.hash, media::widths_of(p.width).last().copied().unwrap_or(800));
            let alt = if p.alt.is_empty() { format!("Picture by {}", s.post.by.name) } else { p.alt.clone() };
            let drawn =
                picture(&p.hash, p.width, &alt, (p.width, p.height), "(width >= 60rem) 26rem, 90vw", Load::Near);
            view! { <li><a href=href>{drawn}</a></li> }.drawn()
        })
        .collect();
    (!all.is_empty()).then(|| view! { <ul class="pictures">{all}</ul> })
}

fn acts(topic: &Topic, s: &Shown, reader: &Reader, first: bool, accepted: bool) -> impl IntoView + use<> {
    let p = &s.post;
    let open = topic.closed_at.is_none() && topic.listed;
    let helpful = (!s.own && topic.listed).then(|| {
        let (on, label) = if s.thanked { ("0", "true") } else { ("1", "false") };
        let n = (p.helpful > 0).then(|| view! { " "<span class="num">{p.helpful.to_string()}</span> });
        view! {
            <form method="post" action=format!("/posts/{}/helpful", p.id)>
                <input type="hidden" name="on" value=on/>
                <button class="btn quiet sm" aria-pressed=label><Ico icon=Icon::ThumbsUp/>"Helpful"{n}</button>
            </form>
        }
    });
    let thanks = (s.own && p.helpful > 0)
        .then(|| view! { <span class="small soft">{words::count(p.helpful, "person found this helpful", "people found this helpful")}</span> });
    let reply = open.then(|| {
        let href = format!("/forum/{}?reply={}#reply", topic.id, p.id);
        let name = format!("Reply to {}", p.by.name);
        view! { <a class="btn bare sm" href=href aria-label=name>"Reply"</a> }
    });
    let chooses = (reader.asker || reader.host) && topic.kind == "question" && !first && topic.listed;
    let accept = chooses.then(|| {
        let (on, label) = if accepted { ("0", "Not the answer after all") } else { ("1", "Accept answer") };
        view! {
            <form method="post" action=format!("/posts/{}/accept", p.id)>
                <input type="hidden" name="on" value=on/>
                <button class="btn quiet sm"><Ico icon=Icon::Check/>{label}</button>
            </form>
        }
    });
    let edit = s.own.then(|| view! { <a class="btn bare sm" href=format!("/posts/{}/edit", p.id)>"Edit"</a> });
    let report = (!s.own && topic.listed).then(|| {
        let name = format!("Report the post by {}", p.by.name);
        view! { <a class="btn bare sm" href=format!("/posts/{}/report", p.id) aria-label=name rel="nofollow">"Report"</a> }
    });
    let publish = (reader.host && topic.kind == "order" && p.as_host).then(|| {
        view! { <a class="btn bare sm" href=format!("/counter/publish/{}", p.id)>"Show it to everybody"</a> }
    });
    let order = (reader.host && topic.kind != "order").then(|| {
        view! { <a class="btn bare sm" href=format!("/counter/posts/{}", p.id)>"Keep order"</a> }
    });
    view! { <div class="acts">{helpful}{thanks}{reply}{accept}{edit}{report}{publish}{order}</div> }
}
