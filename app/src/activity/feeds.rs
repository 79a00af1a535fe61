//! The activity as Atom (RFC 4287): the whole of it, the forum, a topic, a host, a product. Whoever follows needs no account;
//! what is not public, or not any more, is in none.
use super::feed::{self, Act, Feed, Line, POSTS, Where, Words};
use super::words::said;
use crate::catalogue;
use crate::db::Result;
use crate::forum::store::{self as forum, Picture};
use crate::forum::text::{self, Mention};
use crate::hosts;
use crate::media;
use crate::problem::ours;
use crate::secret;
use crate::shell::Instead;
use crate::site::Visit;
use crate::values::Moment;
use crate::words;
use atom_syndication as atom;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// How many entries a feed has.
const ENTRIES: usize = 40;

/// A feed that is asked for: its own path, what it is called, the page it follows, its events.
struct Wanted {
    path: String,
    title: String,
    page: String,
    feed: Feed,
}

/// `GET /feeds/activity.atom`
pub async fn activity(visit: Visit) -> Response {
    let wanted = Wanted {
        path: "/feeds/activity.atom".into(),
        title: "Activity".into(),
        page: "/activity".into(),
        feed: feed::part("").feed(),
    };
    give(&visit, Ok(Some(wanted))).await
}
/// `GET /feeds/forum.atom`: new topics and answers.
pub async fn forum(visit: Visit) -> Response {
    let wanted = Wanted {
        path: "/feeds/forum.atom".into(),
        title: "Forum".into(),
        page: "/forum".into(),
        feed: Feed { topic: "feed".into(), kinds: POSTS },
    };
    give(&visit, Ok(Some(wanted))).await
}
/// `GET /feeds/topics/{topic}`
pub async fn topic(visit: Visit, Path(id): Path<String>) -> Response {
    let read = async {
        let Ok(id) = id.parse::<i64>() else { return Ok(None) };
        let topic = forum::topic(visit.db(), id).await?.filter(|t| t.listed && !t.sensitive);
        Ok(topic.map(|t| Wanted {
            path: format!("/feeds/topics/{id}"),
            title: t.title,
            page: format!("/forum/{id}"),
            feed: Feed { topic: format!("topic:{id}"), kinds: POSTS },
        }))
    };
    give(&visit, read.await).await
}
/// `GET /feeds/hosts/{handle}`: a host's notes from the workbench and their answers.
pub async fn host(visit: Visit, Path(handle): Path<String>) -> Response {
    let read = async {
        let host = hosts::store::at(visit.db(), &handle).await?.filter(|h| h.listed && !h.name.is_empty());
        Ok(host.map(|h| Wanted {
            path: format!("/feeds/hosts/{handle}"),
            title: h.name,
            page: format!("/hosts/{handle}"),
            feed: Feed { topic: format!("host:{}", h.person), kinds: POSTS },
        }))
    };
    give(&visit, read.await).await
}
/// `GET /feeds/products/{slug}`: what is asked, answered and shown of a product.
pub async fn product(visit: Visit, Path(slug): Path<String>) -> Response {
    let read = async {
        let product = catalogue::store::product(visit.db(), &slug).await?;
        Ok(product.filter(|p| p.status == "active" && !p.sensitive).map(|p| Wanted {
            path: format!("/feeds/products/{slug}"),
            title: p.title,
            page: format!("/products/{slug}"),
            feed: Feed { topic: format!("product:{}", p.id), kinds: POSTS },
        }))
    };
    give(&visit, read.await).await
}

/// The feed; that nothing changed, to whoever has it as it is; or that there is none.
async fn give(visit: &Visit, wanted: Result<Option<Wanted>>) -> Response {
    let wanted = match wanted {
        Ok(Some(wanted)) => wanted,
        Ok(None) => return visit.show(async { Err(Instead::Missing) }).await,
        Err(cause) => return failed(&cause),
    };
    let (xml, updated) = match write(visit, &wanted).await {
        Ok(written) => written,
        Err(cause) => return failed(&cause),
    };
    let mark: String = secret::hash(&xml).iter().take(16).map(|b| format!("{b:02x}")).collect();
    // The answer may be packed on its way: the same feed, other bytes.
    let mark = format!("W/\"{mark}\"");
    let kept = is_kept(&visit.headers, &mark, updated);
    let head = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8".to_string()),
        (header::CACHE_CONTROL, "public, max-age=60".into()),
        (header::ETAG, mark),
        (header::LAST_MODIFIED, words::header_time(updated)),
    ];
    match kept {
        true => (StatusCode::NOT_MODIFIED, head).into_response(),
        false => (head, xml).into_response(),
    }
}
fn failed(cause: &dyn std::fmt::Display) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, ours(cause).words()).into_response()
}

/// Whether whoever asks has it as it is: by its mark; by its time where they name no mark (RFC 9110, 13.2.2).
fn is_kept(headers: &HeaderMap, mark: &str, updated: Moment) -> bool {
    let of = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let plain = |text: &str| text.trim().trim_start_matches("W/").to_string();
    match of(header::IF_NONE_MATCH) {
        Some(marks) => marks.split(',').any(|m| m.trim() == "*" || plain(m) == plain(mark)),
        None => of(header::IF_MODIFIED_SINCE)
            .and_then(words::of_header_time)
            .is_some_and(|since| updated.0 / 1000 <= since.0 / 1000),
    }
}

/// The feed as XML, and when it changed last.
async fn write(visit: &Visit, wanted: &Wanted) -> anyhow::Result<(String, Moment)> {
    let db = visit.db();
    let facts = visit.facts().await?;
    let base = &visit.site.public_url;
    let url = |path: &str| format!("{base}{path}");
    let list = feed::page(db, &wanted.feed, Where::Newest, ENTRIES).await?;
    let posts: Vec<i64> = list.lines.iter().filter_map(|l| l.post).collect();
    let shown = Shown {
        base,
        words: feed::words(db, &posts).await?,
        names: forum::mentioned(db, &posts).await?,
        pictures: forum::pictures(db, &posts).await?,
    };
    let entries: Vec<(Moment, atom::Entry)> = list.lines.iter().filter_map(|line| shown.entry(line)).collect();
    // Something that was taken back changes the feed as well; an empty one is as old as its shop is not young.
    let changed = feed::changed(db, &wanted.feed).await?;
    let updated = entries.iter().map(|(at, _)| *at).chain(changed).max().unwrap_or(Moment(0));
    let feed = atom::Feed {
        title: atom::Text::plain(clean(&format!("{} · {}", wanted.title, facts.name))),
        id: url(&wanted.path),
        updated: time(updated)?,
        authors: vec![person(&facts.name)],
        links: vec![
            link("self", url(&wanted.path), "application/atom+xml"),
            link("alternate", url(&wanted.page), "text/html"),
        ],
        base: Some(url("/")),
        lang: Some(facts.lang.clone()),
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        ..atom::Feed::default()
    };
    let xml = feed.write_to(Vec::new())?;
    Ok((String::from_utf8(xml)?, updated))
}

/// What the entries of a feed are made of.
struct Shown<'a> {
    base: &'a str,
    words: HashMap<i64, Words>,
    names: HashMap<i64, forum::Mentioned>,
    pictures: Vec<Picture>,
}
impl Shown<'_> {
    /// An act as an entry, and when it changed last. None where its post went meanwhile.
    fn entry(&self, line: &Line) -> Option<(Moment, atom::Entry)> {
        let words = match line.post {
            Some(post) => Some(self.words.get(&post)?),
            None => None,
        };
        let updated = words.and_then(|w| w.edited_at).filter(|at| *at > line.at).unwrap_or(line.at);
        let sentence = said(line).sentence();
        let content = words.map(|w| atom::Content {
            base: None,
            lang: None,
            value: Some(clean(&self.html(w))),
            src: None,
            content_type: Some("html".into()),
        });
        let summary = content.is_none().then(|| atom::Text::plain(clean(&sentence)));
        let entry = atom::Entry {
            title: atom::Text::plain(clean(&sentence)),
            id: self.id(line, words),
            updated: time(updated).ok()?,
            published: time(line.at).ok(),
            authors: line.who.iter().map(|who| person(&who.name)).collect(),
            links: vec![link("alternate", format!("{}{}", self.base, line.href), "text/html")],
            content,
            summary,
            ..atom::Entry::default()
        };
        Some((updated, entry))
    }
    /// A name that stays (RFC 4151): a post has one in every feed.
    fn id(&self, line: &Line, words: Option<&Words>) -> String {
        let place = self.base.split("://").last().unwrap_or("").split([':', '/']).next().unwrap_or("");
        let day = words::civil_day(
            words.filter(|_| line.act != Act::Chose).map_or(line.at, |w| w.created_at),
            &TimeZone::UTC,
        );
        match (line.act, line.post) {
            (Act::Chose | Act::Bought, _) | (_, None) => format!("tag:{place},{day}:event/{}", line.event),
            (_, Some(post)) => format!("tag:{place},{day}:post/{post}"),
        }
    }
    /// The words of a post, drawn, with the names of today, and its pictures.
    fn html(&self, words: &Words) -> String {
        let drawn = text::current(&words.html, &words.body, words.render_version);
        let mut html = text::shown(&drawn, |person| {
            let (name, handle) = self.names.get(&person)?;
            Some(Mention { name: name.clone(), handle: handle.clone() })
        });
        for p in self.pictures.iter().filter(|p| p.post == words.id) {
            let src = format!("{}{}", self.base, media::url(&p.hash, media::fallback_width(p.width)));
            let alt = p.alt.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
            html += &format!("<p><img src=\"{src}\" alt=\"{alt}\"></p>");
        }
        html
    }
}

fn person(name: &str) -> atom::Person {
    atom::Person { name: clean(name), ..atom::Person::default() }
}
fn link(rel: &str, href: String, kind: &str) -> atom::Link {
    atom::Link { href, rel: rel.into(), mime_type: Some(kind.into()), ..atom::Link::default() }
}
fn time(at: Moment) -> anyhow::Result<atom::FixedDateTime> {
    Ok(atom::FixedDateTime::parse_from_rfc3339(&words::machine_time(at, &TimeZone::UTC))?)
}
/// Without the signs that XML has no place for.
fn clean(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn whoever_has_it_as_it_is_gets_nothing_new() {
        let at = Moment(1_795_392_000_500);
        let asked = |name: header::HeaderName, value: &str| {
            let headers = HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())]);
            is_kept(&headers, "W/\"abc\"", at)
        };
        assert!(!is_kept(&HeaderMap::new(), "W/\"abc\"", at));
        for same in ["W/\"abc\"", "\"abc\"", "\"x\", W/\"abc\"", "*"] {
            assert!(asked(header::IF_NONE_MATCH, same), "{same}");
        }
        assert!(!asked(header::IF_NONE_MATCH, "\"abcd\""));
        assert!(asked(header::IF_MODIFIED_SINCE, &words::header_time(at)));
        assert!(!asked(header::IF_MODIFIED_SINCE, &words::header_time(at.plus(-1000))));
        assert!(!asked(header::IF_MODIFIED_SINCE, "the day before yesterday"));
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{8}c\u{fffe}d\te\u{1f963}"), "abcd\te🥣");
    }
}
