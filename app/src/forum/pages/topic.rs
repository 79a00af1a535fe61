//! A topic with its posts, the form below them, and what stands beside.
use super::post::{Reader, face, name, posts};
use super::when;
use crate::activity::islands::{Draft, LiveList};
use crate::catalogue::buy;
use crate::forum::form::{self, Typed, Writer, guards, name_field, speech, stakes, telling};
use crate::forum::store::{self, Page as Posts, Topic, Where};
use crate::forum::{Kind, State, structured, text};
use crate::notices;
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::faults::beside;
use crate::parts::field::fault;
use crate::parts::icon::{Ico, Icon};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /forum/{topic}`
pub async fn topic(visit: Visit, Path(id): Path<i64>) -> Response {
    let typed = Typed { reply_to: visit.query("reply").parse().ok(), ..Typed::default() };
    visit.show(read(&visit, id, typed, None)).await
}

/// Everything of a topic's page.
struct Shown {
    topic: Topic,
    posts: Posts,
    reader: Reader,
    near: Vec<store::Row>,
    writer: Writer,
    typed: Typed,
    problem: Option<Problem>,
    /// Whose words are replied to, and what can be quoted of them.
    quote: Option<(String, String)>,
    /// The newest event that had happened before anything was read.
    last: i64,
    watches: Option<bool>,
}

/// Whether this visitor may see the topic: everybody what is live, its author what waits, a host both.
pub async fn may_see(visit: &Visit, topic: &Topic, me: &[i64], host: bool) -> bool {
    let _ = visit;
    match (topic.kind(), topic.state()) {
        (Kind::Order, _) => host,
        (_, State::Live) => true,
        (_, State::Held) => host || me.contains(&topic.author),
        (_, State::Removed) => host,
    }
}

/// Reads the page with what was typed.
pub async fn read(visit: &Visit, id: i64, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let db = visit.db();
    let last = visit.front().await?.newest;
    let topic = store::topic(db, id).await?.ok_or(Instead::Missing)?;
    let viewer = visit.viewer().await?;
    let host = viewer.host().is_ok();
    let me = visit.selves().await?;
    if !may_see(visit, &topic, &me, host).await {
        return if topic.state() == State::Removed { Ok(taken_down(topic.first_post)) } else { Err(Instead::Missing) };
    }
    let number = |name: &str| visit.query(name).parse::<i64>().ok();
    let from = match (number("post"), number("after"), number("before"), visit.query("page").as_str()) {
        (Some(post), ..) => Where::At(post),
        (_, Some(after), ..) => Where::After(after),
        (_, _, Some(before), _) => Where::Before(before),
        (.., "last") => Where::End,
        _ => Where::After(0),
    };
    let posts = store::page(db, &topic, from, &me, host).await?;
    if posts.posts.is_empty() && from != Where::After(0) {
        return Err(Instead::Seen(format!("/forum/{id}?page=last")));
    }
    let near = store::near(db, &topic, 4).await?;
    let writer = Writer::of(visit, &typed.stamp).await?;
    let quote = match typed.reply_to {
        Some(post) => store::quote_of(db, id, post).await?,
        None => None,
    };
    let asker = me.contains(&topic.author);
    let watches = notices::store::watches(db, id, &me).await?;
    let goods = match (topic.product, topic.product_status.as_deref()) {
        (Some(_), Some("active")) => buy::read(visit, topic.product_slug.as_deref().unwrap_or("")).await?,
        _ => None,
    };
    let zone = visit.facts().await?.zone();
    let reader = Reader { now: visit.now, zone, host, asker };
    let base = visit.site.public_url.to_string();
    let data =
        if topic.listed && !topic.sensitive { structured::topic(&base, &topic, &posts, &reader.zone) } else { vec![] };
    let live = |p: &&store::Shown| p.post.state() == State::Live;
    let description = posts.posts.first().filter(live).map(|p| text::excerpt(&p.post.body, 160)).unwrap_or_default();
    let canonical = match from {
        Where::After(0) => format!("/forum/{id}"),
        _ => posts.posts.first().map_or(format!("/forum/{id}"), |p| match p.post.id == topic.first_post {
            true => format!("/forum/{id}"),
            false => format!("/forum/{id}?after={}", before_of(&posts)),
        }),
    };
    let title = topic.title.clone();
    let fed = topic.listed && !topic.sensitive;
    let indexed = topic.listed
        && !topic.sensitive
        && !matches!(from, Where::At(_) | Where::Before(_) | Where::End)
        && typed.reply_to.is_none();
    let status = faults::status(&problem);
    let shown = Shown { topic, posts, reader, near, writer, typed, problem, quote, last, watches };
    let page = Page::new(title, move |front: &Front| view(shown, goods, front))
        .description(description)
        .canonical(canonical)
        .kind("article")
        .data(data)
        .status(status);
    let page = if fed { page.feed(format!("/feeds/topics/{id}")) } else { page };
    Ok(if indexed { page } else { page.unlisted() })
}

/// What stands in place of a topic of which nothing is left.
fn taken_down(post: i64) -> Page {
    Page::new("Taken down", move |_: &Front| {
        view! {
            <div class="wrap page">
                <div class="lost stack">
                    <p class="code">"410"</p>
                    <h1>"This was taken down by a host."</h1>
                    <p class="row"><a class="btn" href=format!("/moderation?post={post}")>"Why, and what can be done"</a></p>
                </div>
            </div>
        }
    })
    .unlisted()
    .status(StatusCode::GONE)
}

/// The number before the first post of a page: where the page after it began.
fn before_of(posts: &Posts) -> i64 {
    posts.posts.first().map_or(0, |p| p.post.id - 1)
}

fn view(s: Shown, buy: Option<buy::Buy>, front: &Front) -> impl IntoView + use<> {
    let topic = &s.topic;
    let reader = &s.reader;
    let mut path = vec![("/".to_string(), "Home".to_string()), ("/forum".into(), "Forum".into())];
    if let (Some(slug), Some(title)) = (&topic.product_slug, &topic.product_title) {
        path.push((format!("/products/{slug}"), title.clone()));
    }
    path.push((format!("/forum/{}", topic.id), topic.title.clone()));
    let lines = posts(topic, &s.posts, reader);
    let head = head(topic, reader);
    let aside = aside(&s, front);
    let before = s.posts.before.then(|| {
        let href = format!("/forum/{}?before={}", topic.id, s.posts.posts.first().map_or(0, |p| p.post.id));
        view! { <p class="pager"><a class="btn quiet sm" href=href rel="prev">"Earlier posts"</a></p> }
    });
    let last_shown = s.posts.posts.last().map_or(0, |p| p.post.id);
    let after = s.posts.after.then(|| {
        let href = format!("/forum/{}?after={last_shown}", topic.id);
        let end = format!("/forum/{}?page=last", topic.id);
        view! { <p class="pager row"><a class="btn quiet sm" href=href rel="next">"Later posts"</a><a class="link" href=end>"The newest"</a></p> }
    });
    let fragment = format!("/fragments/posts?topic={}", topic.id);
    let list = view! { <div class="posts" data-live-list data-cursor=last_shown.to_string()>{lines}</div> };
    // Only where the newest post is in sight can something new stand below it.
    let list = match s.posts.after || !topic.listed {
        true => list.drawn(),
        false => view! {
            <LiveList
                topics=format!("topic:{}", topic.id)
                kinds="post.replied"
                last=s.last
                fragment=fragment
                one="reply"
                many="replies"
                at_end=true
            >
                {list}
            </LiveList>
        }
        .drawn(),
    };
    let composer = composer(&s);
    view! {
        <div class="wrap">
            {crumbs(&path)}
            <div class="talkgrid">
                <div class="stack gap-5">{head}{before}{list}{after}{buy.map(buy::view)}{composer}</div>
                {aside}
            </div>
        </div>
    }
}

fn head(topic: &Topic, reader: &Reader) -> impl IntoView + use<> {
    let replies = (topic.posts - 1).max(0);
    let solved = topic.accepted.map(|post| {
        view! { <a class="badge ok" href=format!("/posts/{post}")><Ico icon=Icon::Check/>"Solved"</a> }
    });
    let closed = topic.closed_at.map(|_| view! { <span class="badge">"Closed"</span> });
    let private =
        (topic.kind() == Kind::Order).then(|| view! { <span class="badge warn">"Between the customer and us"</span> });
    let about = topic.attribute_label.clone().or(topic.step_title.clone());
    let about = about.map(|about| view! { <span>{about}</span> });
    let replies = (topic.posts > 0).then(|| view! { <span>{words::count(replies, "reply", "replies")}</span> });
    let first = topic.answered_at.filter(|_| topic.kind == "question").map(|at| {
        let minutes = (at.0 - topic.created_at.0) / 60_000;
        view! { <span>{format!("First answer after {}", words::duration(minutes.max(1)))}</span> }
    });
    view! {
        <header class="stack gap-3">
            <h1>{topic.title.clone()}</h1>
            <p class="row small soft">{solved}{closed}{private}{about}{replies}{first}<span>{when(topic.created_at, reader.now, &reader.zone)}</span></p>
        </header>
    }
}

fn composer(s: &Shown) -> AnyView {
    let topic = &s.topic;
    if topic.closed_at.is_some() {
        return view! { <p class="notice" id="reply">"This conversation is closed. Ask anew if something is left open."</p> }.drawn();
    }
    if topic.state() != State::Live && topic.kind() != Kind::Order {
        return view! { <p class="notice" id="reply">"Others can reply as soon as a host has read it."</p> }.drawn();
    }
    let over = faults::over(&s.problem);
    let quoting = s.quote.clone().zip(s.typed.reply_to).map(|((by, body), post)| {
        let words = if s.typed.quote.is_empty() { text::excerpt(&body, 280) } else { s.typed.quote.clone() };
        let checked = s.typed.quotes;
        let wrong = beside(&s.problem, "quote");
        view! {
            <fieldset class="field quoting">
                <legend>"In reply to "{by}</legend>
                <input type="hidden" name="reply_to" value=post.to_string()/>
                <label class="tick"><input type="checkbox" name="quotes" checked=checked/>"Quote these words"</label>
                {fault(wrong, Some("quote-fault".into()))}
                <textarea name="quote" id="quote" rows="2" maxlength="1000" aria-label="Words to quote">{words}</textarea>
            </fieldset>
        }
    });
    let hint = "Plain words; *stars* make emphasis, a dash begins a list.";
    let key = format!("reply:{}", topic.id);
    let action = format!("/forum/{}#faults", topic.id);
    let form = view! {
            <form class="composer stack" id="reply" method="post" action=action enctype="multipart/form-data" novalidate>
                <h2>"Join in"</h2>
                {over}
                {quoting}
                {speech("Your reply", hint, &s.typed.body, beside(&s.problem, "body"), 5)}
                {form::pictures(&s.typed, &s.problem)}
                {stakes(&s.writer, &s.typed, &s.problem)}
                {name_field(&s.writer, &s.typed, &s.problem)}
                {s.watches.is_none().then(|| telling(&s.writer, &s.typed))}
                {guards(&s.writer)}
                <p class="row between"><span class="small soft">{assurance(&s.writer)}</span><button class="btn">"Reply"</button></p>
            </form>
    };
    view! { <Draft key=key>{form}</Draft> }.drawn()
}

/// What is not needed.
pub fn assurance(writer: &Writer) -> &'static str {
    match writer.host {
        Some(_) => "It stands under your own name.",
        None => "No account, no email needed.",
    }
}

fn aside(s: &Shown, front: &Front) -> impl IntoView + use<> {
    let topic = &s.topic;
    let follow = topic.listed.then(|| {
        let (label, act, words) = match s.watches {
            Some(true) => ("Stop telling me", "off", "We tell you here and by mail when somebody replies."),
            Some(false) => ("Stop telling me", "off", "We tell you here when somebody replies."),
            None => ("Tell me here", "here", "We tell you only if you ask, only about this topic, and you stop it with one press."),
        };
        let feed = (!topic.sensitive).then(|| {
            view! { <a class="btn bare sm" href=format!("/feeds/topics/{}", topic.id)><Ico icon=Icon::Rss/>"Atom feed"</a> }
        });
        let mail = (s.writer.has_email && s.watches != Some(true))
            .then(|| view! { <button class="btn quiet sm" name="tell" value="mail"><Ico icon=Icon::Bell/>"Tell me by mail"</button> });
        view! {
            <section class="panel stack gap-3" aria-labelledby="follow">
                <h2 id="follow">"Follow"</h2>
                <p class="small soft">{words}</p>
                <form class="row gap-2" method="post" action=format!("/forum/{}/watch", topic.id)>
                    <button class="btn quiet sm" name="tell" value=act><Ico icon=Icon::Bell/>{label}</button>
                    {mail}
                    {feed}
                </form>
                {s.watches.map(|_| view! { <p class="small"><a href="/notices">"Everything you follow"</a></p> })}
            </section>
        }
    });
    let mut seen = vec![];
    let who = s
        .posts
        .posts
        .iter()
        .filter(|p| p.post.state() == State::Live && p.post.by.person != topic.author)
        .filter(|p| {
            let new = !seen.contains(&p.post.by.person);
            seen.push(p.post.by.person);
            new
        })
        .take(6)
        .map(|p| view! { <li>{face(&p.post.by)}<span>{name(&p.post.by)}</span></li> })
        .collect_view();
    let who = (seen.iter().any(|p| *p != topic.author)).then(|| view! { <section class="stack gap-2" aria-labelledby="who"><h2 id="who">"Who answered"</h2><ul class="mini faces">{who}</ul></section> });
    let near = (!s.near.is_empty()).then(|| {
        let rows = s.near.iter().map(super::list::small).collect_view();
        view! { <section class="stack gap-2" aria-labelledby="near"><h2 id="near">"Close to this one"</h2><ul class="stack gap-3 plainlist">{rows}</ul></section> }
    });
    let host = (s.reader.host).then(|| {
        let (act, label) = if topic.closed_at.is_some() { ("open", "Open it again") } else { ("close", "Close this topic") };
        let goodwill = topic.order_id.map(|order| {
            view! { <p><a class="btn quiet sm" href=format!("/counter/goodwill/{order}")>"Put it right: refund, credit or send again"</a></p> }
        });
        view! {
            {goodwill}
            <form method="post" action=format!("/counter/topics/{}", topic.id)><button class="btn bare sm" name="act" value=act>{label}</button></form>
        }
    });
    let _ = front;
    view! { <aside class="stack gap-6" aria-label="About this topic">{follow}{who}{near}{host}</aside> }
}
