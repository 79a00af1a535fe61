//! News: what one was told, and which topics one follows.
use super::store::{self, Followed, MOST, Notice, PAGE};
use crate::forum::pages::when;
use crate::parts::drawn::Draw;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /notices`: for whoever did something here, with an account or without.
pub async fn notices(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}

/// Everything on the page.
struct News {
    notices: Vec<Notice>,
    older: bool,
    follows: Vec<Followed>,
    /// Whether a mail can reach them.
    mailed: bool,
    /// Whether it is not the first page.
    later: bool,
    now: Moment,
    zone: TimeZone,
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let after = visit.query("after");
    let before = match after.is_empty() {
        true => None,
        false => Some(after.parse::<i64>().map_err(|_| Instead::Missing)?),
    };
    let me = visit.selves().await?;
    let (mut notices, mut follows) = (vec![], vec![]);
    if !me.is_empty() {
        notices = store::list(visit.db(), me.clone(), before).await?;
        follows = store::followed(visit.db(), me).await?;
    }
    let older = notices.len() as i64 > PAGE;
    notices.truncate(PAGE as usize);
    let mailed = visit.viewer().await?.signed_in().is_some_and(|p| p.email.is_some());
    let zone = visit.facts().await?.zone();
    let news = News { notices, older, follows, mailed, later: before.is_some(), now: visit.now, zone };
    Ok(Page::new("News", move |_: &Front| view(news)).unlisted())
}

fn view(news: News) -> impl IntoView {
    let unread = news.notices.iter().any(|n| n.read_at.is_none());
    let newest = news.notices.first().map_or(0, |n| n.id);
    let all_read = (unread && !news.later).then(|| {
        view! {
            <form method="post" action="/notices">
                <input type="hidden" name="upto" value=newest.to_string()/>
                <button class="btn quiet sm" name="act" value="read">"Mark all as read"</button>
            </form>
        }
    });
    let lines = news.notices.iter().map(|n| line(n, news.now, &news.zone)).collect_view();
    let list = match news.notices.is_empty() {
        false => view! { <ol class="news">{lines}</ol> }.drawn(),
        true => {
            let words = if news.later {
                "Nothing older."
            } else {
                "Nothing yet. When somebody replies where you asked us to tell you, it stands here."
            };
            view! { <div class="empty"><p>{words}</p><p><a class="btn quiet" href="/forum">"To the forum"</a></p></div> }.drawn()
        }
    };
    let first = news.later.then(|| view! { <a class="link" href="/notices">"The newest"</a> });
    let last = news.notices.last().map_or(0, |n| n.id);
    let older = news
        .older
        .then(|| view! { <a class="btn quiet sm" rel="next" href=format!("/notices?after={last}")>"Older news"</a> });
    let pager = (first.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label="More news">{first}{older}</nav> });
    view! {
        <div class="wrap page">
            <div class="talkgrid">
                <section class="stack gap-4" aria-labelledby="news">
                    <div class="row between"><h1 id="news">"News"</h1>{all_read}</div>
                    {list}{pager}
                </section>
                {following(&news)}
            </div>
        </div>
    }
}

/// One line of news; it leads to the post, or to why it was taken down.
fn line(n: &Notice, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let (href, words) = said(n);
    let unread = n.read_at.is_none();
    let new = unread.then(|| view! { <span class="badge">"New"</span> });
    view! {
        <li class:new=unread>
            <p><a href=href>{words}</a></p>
            <p class="row gap-2 small soft">{new}{when(n.at, now, zone)}</p>
        </li>
    }
}

/// Where a notice leads, and what it says.
fn said(n: &Notice) -> (String, String) {
    let post = format!("/posts/{}", n.post);
    let title = if n.title.is_empty() { "a conversation".to_string() } else { format!("“{}”", n.title) };
    let log = format!("/moderation?post={}", n.post);
    match (n.kind.as_str(), n.agreed) {
        ("mention", _) => (post, format!("{} named you in {title}", n.name)),
        ("accepted", _) => (post, format!("Your answer was chosen in {title}")),
        ("published", Some(true)) => (post, format!("The customer lets everybody read your answer in {title}")),
        ("published", _) => (post, format!("The customer keeps your answer in {title} between you")),
        ("removed", _) => (log, format!("A post of yours was taken down in {title}: why, and what can be done")),
        ("appeal", _) => (log, format!("A host looked again at your post in {title}")),
        _ => (post, format!("{} replied in {title}", n.name)),
    }
}

fn following(news: &News) -> impl IntoView + use<> {
    let many = (news.follows.len() as i64 > MOST)
        .then(|| view! { <p class="small soft">{format!("These are the {MOST} that you chose last.")}</p> });
    let lines = news.follows.iter().take(MOST as usize).map(|f| followed(f, news.mailed)).collect_view();
    let list = match news.follows.is_empty() {
        false => view! { <ul class="follows">{lines}</ul> }.drawn(),
        true => view! { <p class="small soft">"No topic. Under each stands a button that follows it; nothing is sent unless you ask."</p> }.drawn(),
    };
    view! {
        <aside class="stack gap-4" aria-labelledby="follow"><h2 id="follow">"What you follow"</h2>{list}{many}</aside>
    }
}

/// A topic with its buttons.
fn followed(f: &Followed, mailed: bool) -> impl IntoView + use<> {
    let id = format!("t{}", f.topic);
    let mail = mailed.then(|| {
        let (act, label) = if f.by_mail { ("quiet", "No mails") } else { ("mail", "By mail too") };
        view! { <button class="btn bare sm" name="act" value=act aria-describedby=id.clone()>{label}</button> }
    });
    let how = if f.by_mail && mailed { "Here and by mail" } else { "Here in the shop" };
    let replies = words::count((f.posts - 1).max(0), "reply", "replies");
    view! {
        <li>
            <p id=id.clone()><a href=format!("/forum/{}", f.topic)>{f.title.clone()}</a></p>
            <p class="small soft">{format!("{how} · {replies}")}</p>
            <form class="row gap-2" method="post" action="/notices">
                <input type="hidden" name="topic" value=f.topic.to_string()/>
                <button class="btn quiet sm" name="act" value="stop" aria-describedby=id>"Stop"</button>
                {mail}
            </form>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_news_is_a_sentence_that_leads_somewhere() {
        let notice = |kind: &str, agreed| Notice {
            id: 1,
            kind: kind.into(),
            post: 7,
            at: Moment(0),
            read_at: None,
            title: "Does it rust?".into(),
            name: "Quiet Heron".into(),
            agreed,
        };
        let (href, words) = said(&notice("reply", None));
        assert_eq!((href.as_str(), words.as_str()), ("/posts/7", "Quiet Heron replied in “Does it rust?”"));
        let all = ["reply", "mention", "accepted", "published", "removed", "appeal"];
        let words: std::collections::BTreeSet<String> = all.iter().map(|k| said(&notice(k, None)).1).collect();
        assert_eq!(words.len(), all.len(), "no two of them say the same");
        assert_eq!(said(&notice("removed", None)).0, "/moderation?post=7");
        assert_ne!(said(&notice("published", Some(true))), said(&notice("published", Some(false))));
        let gone = Notice { title: String::new(), ..notice("removed", None) };
        assert!(said(&gone).1.contains("in a conversation"));
    }
}
