//! What people write, made safe to show: cleaned before it is kept, drawn as HTML from Markdown, with mentions that follow
//! their people. Raw text is what is kept; HTML is only ever made from it here.
mod alike;
mod clean;
mod mentions;
mod tree;

pub use alike::{overlap, print};
pub use clean::clean;
pub use mentions::{Mention, Named, shown, with_names, with_tokens};

use comrak::Arena;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// The version of the drawing; posts that were drawn by an older one are drawn anew.
pub const RENDER_VERSION: i64 = 1;
/// The most that a post holds, in bytes.
pub const MOST: usize = 10_000;

/// The HTML of a post. Mentions stay tokens in its text, for `shown` to fill; nothing else of ours is in it.
pub fn draw(body: &str) -> String {
    let arena = Arena::new();
    let html = SAFE.clean(&tree::html(tree::grown(&arena, body))).to_string();
    // A sign can be written as an entity too: nobody is named here whom the text does not name.
    let named = mentions::people(body);
    let kept = |person, _| if named.contains(&person) { mentions::token(person) } else { String::new() };
    mentions::filled(html.trim_end(), kept)
}

/// The drawing of a text as it is drawn today: the one that is kept, or another where that is by an older version.
pub fn current(html: &str, body: &str, version: i64) -> String {
    if version == RENDER_VERSION { html.to_string() } else { draw(body) }
}
/// `draw`, away from the threads that answer requests. A text that cannot be drawn is shown as it was written.
pub async fn draw_off(body: String) -> String {
    let written = body.clone();
    let drawn = tokio::task::spawn_blocking(move || draw(&body)).await;
    drawn.unwrap_or_else(|cause| {
        tracing::error!(%cause, "a text was not drawn");
        format!("<p>{}</p>", escaped(&written))
    })
}

/// What may stand on a page: text, lists, tables, and links that lead elsewhere and lend nobody our name.
static SAFE: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut safe = ammonia::Builder::default();
    let tags = "p br hr h3 h4 h5 h6 blockquote ul ol li pre code em strong del a table thead tbody tr th td";
    safe.tags(tags.split(' ').collect())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener noreferrer"));
    safe
});

/// The words alone, a line for each block, mentions left out: for searching and comparing. Whoever wants the names in it
/// puts them in first, by `with_names`.
pub fn plain(body: &str) -> String {
    let arena = Arena::new();
    mentions::without(tree::words(tree::grown(&arena, body)).trim())
}

/// The beginning of the words on one line, at most so many signs, cut after a word.
pub fn excerpt(body: &str, most_chars: usize) -> String {
    let line = plain(body).split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((most, _)) = line.char_indices().nth(most_chars) else { return line };
    // One sign is for the ellipsis.
    let room = line[..most].char_indices().last().map_or(0, |(at, _)| at);
    let ends = line[room..].starts_with(|c: char| c.is_whitespace() || ",;:.!?)".contains(c));
    let whole = if ends { Some(room) } else { line[..room].rfind(' ').filter(|at| at * 2 > room) };
    // Writing without spaces, or one long word: cut between two signs.
    let cut = whole.unwrap_or_else(|| {
        line.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= room).last().unwrap_or(0)
    });
    format!("{}…", line[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:.–—-(".contains(c)))
}

/// The hosts that the drawn links lead to, in lower case, in order, as often as they stand there.
pub fn links(body: &str) -> Vec<String> {
    let arena = Arena::new();
    tree::hosts(tree::grown(&arena, body))
}

/// Text as it stands in HTML, in attributes too.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
