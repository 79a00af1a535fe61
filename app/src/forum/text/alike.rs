//! Texts that are nearly the same: a print finds copies, an overlap says how much of one is in another.
use super::plain;
use crate::{secret, values::fold};
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// How many words go into one shingle.
const SHINGLE: usize = 4;

/// What copies of a text share, whatever their case, accents, spacing, punctuation, numbers and the targets of their links.
pub fn print(body: &str) -> Vec<u8> {
    let mut letters = String::new();
    for c in fold(&plain(body)).chars().filter(|c| c.is_alphanumeric()) {
        let c = if c.is_numeric() { '0' } else { c };
        if c != '0' || !letters.ends_with('0') {
            letters.push(c);
        }
    }
    // Of pictures and dots alone, they are all there is.
    if letters.is_empty() {
        letters.extend(body.chars().filter(|c| !c.is_whitespace()));
    }
    secret::hash(&letters)
}

/// How much of the shorter text is in the other, in percent: the runs of four words that both have.
pub fn overlap(a: &str, b: &str) -> u32 {
    let (a, b) = (shingles(a), shingles(b));
    let shared = a.intersection(&b).count();
    (shared * 100).checked_div(a.len().min(b.len())).unwrap_or(0) as u32
}

/// A text of fewer words is one shingle.
fn shingles(body: &str) -> HashSet<String> {
    let text = fold(&plain(body));
    let words: Vec<&str> = text.unicode_words().collect();
    if words.is_empty() {
        return HashSet::new();
    }
    words.windows(SHINGLE.min(words.len())).map(|run| run.join(" ")).collect()
}
