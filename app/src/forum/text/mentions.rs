//! Mentions. What is kept is a token, U+E000 person U+E001; names are put in when a text is shown, so that a name that was
//! changed or erased changes everywhere.
use super::{escaped, tree};
use crate::values::fold;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

pub(super) const OPEN: char = '\u{e000}';
pub(super) const CLOSE: char = '\u{e001}';
/// How many people one text can mention.
const MOST_PEOPLE: usize = 10;
/// How many tokens one text can hold; they are longer than short names are.
const MOST_TOKENS: usize = 50;
/// Whom we no longer know.
const SOMEONE: &str = "someone";

/// Somebody who can be mentioned, under the name that is seen.
pub struct Named {
    pub person: i64,
    pub name: String,
}

/// How somebody who was mentioned is shown; a handle leads to the host's own page.
pub struct Mention {
    pub name: String,
    pub handle: Option<String>,
}

/// The text with a token for each `@Name` of a candidate, and who they are. No mentions: in code and links, within a word or
/// an address, behind a backslash.
pub fn with_tokens(body: &str, candidates: &[Named]) -> (String, Vec<i64>) {
    let body = body.replace([OPEN, CLOSE], "");
    let found = found(&body, candidates);
    // What Markdown makes of it is asked of Markdown: which of these stand in plain text?
    let draft: Vec<_> = (0..).zip(&found).map(|(n, (range, _))| (range.clone(), n)).collect();
    let spoken = if draft.is_empty() { HashSet::new() } else { tree::spoken(&replaced(&body, &draft)) };
    let mut mentioned = vec![];
    let mut kept = vec![];
    for (n, (range, person)) in (0..).zip(found) {
        if !spoken.contains(&n) {
            continue;
        }
        if !mentioned.contains(&person) {
            if mentioned.len() == MOST_PEOPLE {
                continue;
            }
            mentioned.push(person);
        }
        kept.push((range, person));
    }
    (replaced(&body, &kept), mentioned)
}

/// The text with `@Name` in place of each token: for the field it is edited in, for mails and feeds.
pub fn with_names(stored: &str, name_of: impl Fn(i64) -> Option<String>) -> String {
    let mut out = String::with_capacity(stored.len());
    for part in parts(stored) {
        match part {
            Part::Words(words) => out.push_str(words),
            Part::Person(person) => {
                out.push('@');
                out.push_str(name_of(person).as_deref().unwrap_or(SOMEONE));
            }
        }
    }
    out
}

/// Drawn HTML with names in place of its tokens; within a link they are no links of their own.
pub fn shown(html: &str, mention: impl Fn(i64) -> Option<Mention>) -> String {
    filled(html, |person, linked| {
        let Mention { name, handle } = mention(person).unwrap_or(Mention { name: SOMEONE.into(), handle: None });
        let name = escaped(&name);
        match handle.filter(|_| !linked) {
            Some(handle) => format!(r#"<a class="mention" href="/hosts/{}">@{name}</a>"#, escaped(&handle)),
            None => format!(r#"<span class="mention">@{name}</span>"#),
        }
    })
}

/// HTML with something put in for each token of its text (the person, and whether a link is round it), and none left in tags.
pub(super) fn filled(html: &str, put: impl Fn(i64, bool) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut rest, mut linked) = (html, false);
    while !rest.is_empty() {
        let tag = rest.starts_with('<');
        let (piece, after) = rest.split_at(if tag { tag_end(rest) } else { rest.find('<').unwrap_or(rest.len()) });
        linked = piece.starts_with("<a ") || (linked && piece != "</a>");
        for part in parts(piece) {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Person(person) if !tag => out.push_str(&put(person, linked)),
                Part::Person(_) => {}
            }
        }
        rest = after;
    }
    out
}

/// The text without its tokens.
pub(super) fn without(text: &str) -> String {
    let words = |part| if let Part::Words(words) = part { Some(words) } else { None };
    parts(text).into_iter().filter_map(words).collect()
}
/// Everybody whom a text has a token for.
pub(super) fn people(text: &str) -> HashSet<i64> {
    let person = |part| if let Part::Person(person) = part { Some(person) } else { None };
    parts(text).into_iter().filter_map(person).collect()
}
pub(super) fn token(person: i64) -> String {
    format!("{OPEN}{person}{CLOSE}")
}

enum Part<'a> {
    Words(&'a str),
    Person(i64),
}
/// The words of a text and the people between them. A sign of ours that is part of no token is dropped.
fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut all, mut rest) = (vec![], text);
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        all.push(Part::Words(&rest[..at]));
        let inner = &rest[at + OPEN.len_utf8()..];
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let person = inner[..digits].parse().ok().filter(|_| rest[at..].starts_with(OPEN));
        match (person, inner[digits..].strip_prefix(CLOSE)) {
            (Some(person), Some(after)) => {
                all.push(Part::Person(person));
                rest = after;
            }
            _ => rest = inner,
        }
    }
    all.push(Part::Words(rest));
    all
}

/// Where the tag ends that a text begins with: behind the first `>` outside quotes.
fn tag_end(html: &str) -> usize {
    let mut quoted = false;
    let end = html.bytes().position(|b| {
        quoted ^= b == b'"';
        b == b'>' && !quoted
    });
    end.map_or(html.len(), |at| at + 1)
}

fn replaced(body: &str, tokens: &[(Range<usize>, i64)]) -> String {
    let (mut out, mut from) = (String::with_capacity(body.len()), 0);
    for (range, number) in tokens {
        out.push_str(&body[from..range.start]);
        out.push_str(&token(*number));
        from = range.end;
    }
    out + &body[from..]
}

/// Where candidates are named in a text, as far as its signs tell.
fn found(body: &str, candidates: &[Named]) -> Vec<(Range<usize>, i64)> {
    // Of two with one name the first is meant.
    let mut names: BTreeMap<_, _> = candidates.iter().rev().map(|c| (key(&c.name), c.person)).collect();
    names.remove("");
    let (mut all, mut from) = (vec![], 0);
    for (at, _) in body.match_indices('@') {
        if at < from || all.len() == MOST_TOKENS || !begins(&body[..at]) {
            continue;
        }
        if let Some((length, person)) = longest(&body[at + 1..], &names) {
            from = at + 1 + length;
            all.push((at..from, person));
        }
    }
    all
}

/// The longest name that a text begins with: how long it is there, and whose it is.
fn longest(text: &str, names: &BTreeMap<String, i64>) -> Option<(usize, i64)> {
    let line = text.lines().next()?;
    let mut best = None;
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            // A name begins with a sign that is seen, and ends with one.
            if at == 0 {
                break;
            }
            continue;
        }
        if !ends(&line[end..]) {
            continue;
        }
        let said = key(&line[..end]);
        match names.range(said.clone()..).next() {
            Some((name, person)) if *name == said => best = Some((end, *person)),
            Some((name, _)) if name.starts_with(&said) => {}
            _ => break,
        }
    }
    best
}

/// A name as it is compared.
fn key(name: &str) -> String {
    fold(name).replace('’', "'")
}

fn wordy(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c) || c == '\u{200c}' || c == '\u{200d}'
}
/// A mention can begin behind this: not in a word, an address or a path.
fn begins(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| !wordy(c) && !"@/\\=&".contains(c))
}
/// A name can end before this. A dash goes on with a name, an apostrophe does not.
fn ends(after: &str) -> bool {
    let mut next = after.chars();
    match next.next() {
        Some('-') => !next.next().is_some_and(wordy),
        Some(c) => !wordy(c) && c != '@',
        None => true,
    }
}
