//! A topic for machines: QAPage where a question was asked, DiscussionForumPosting for anything else (schema.org).
use super::store::{Page, Shown, Topic};
use super::{State, text};
use crate::words;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// What of a topic is told: only what everybody sees, under the names that everybody sees.
pub fn topic(base: &str, topic: &Topic, page: &Page, zone: &TimeZone) -> Vec<Value> {
    let live = |s: &&Shown| s.post.state() == State::Live;
    let Some(first) = page.posts.iter().find(|s| s.post.id == topic.first_post).filter(live) else { return vec![] };
    let url = format!("{base}/forum/{}", topic.id);
    let plain = |s: &Shown| {
        let named = text::with_names(&s.post.body, |person| page.mentioned.get(&person).map(|(name, _)| name.clone()));
        text::plain(&named)
    };
    let author = |s: &Shown| {
        let mut author = json!({ "@type": "Person", "name": s.post.by.name });
        if let Some(handle) = &s.post.by.handle {
            author["url"] = json!(format!("{base}/hosts/{handle}"));
        }
        author
    };
    let rest: Vec<&Shown> = page.posts.iter().filter(live).filter(|s| s.post.id != first.post.id).collect();
    let post = |s: &Shown, kind: &str| {
        json!({
            "@type": kind, "text": plain(s), "datePublished": words::machine_time(s.post.created_at, zone), "author": author(s),
            "upvoteCount": s.post.helpful, "url": format!("{base}/posts/{}", s.post.id),
        })
    };
    if topic.kind == "question" {
        let accepted = rest.iter().find(|s| topic.accepted == Some(s.post.id));
        let suggested: Vec<Value> =
            rest.iter().filter(|s| topic.accepted != Some(s.post.id)).map(|s| post(s, "Answer")).collect();
        let mut question = post(first, "Question");
        question["name"] = json!(topic.title);
        question["answerCount"] = json!((topic.posts - 1).max(0));
        if let Some(accepted) = accepted {
            question["acceptedAnswer"] = post(accepted, "Answer");
        }
        if !suggested.is_empty() {
            question["suggestedAnswer"] = json!(suggested);
        }
        return vec![
            json!({ "@context": "https://schema.org", "@type": "QAPage", "url": url, "mainEntity": question }),
        ];
    }
    let mut talk = post(first, "DiscussionForumPosting");
    talk["@context"] = json!("https://schema.org");
    talk["headline"] = json!(topic.title);
    talk["url"] = json!(url);
    talk["comment"] = json!(rest.iter().map(|s| post(s, "Comment")).collect::<Vec<_>>());
    talk["interactionStatistic"] = json!({
        "@type": "InteractionCounter", "interactionType": "https://schema.org/CommentAction",
        "userInteractionCount": (topic.posts - 1).max(0),
    });
    vec![talk]
}
