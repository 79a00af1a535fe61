//! What is kept of a text: everything that can be seen, and nothing that cannot.
use super::mentions::{CLOSE, OPEN};
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// A text as it is stored: line ends are `\n`; signs that are invisible, turn the writing round or are ours are gone; no
/// letter carries a pile of marks; nothing blank at the end. What came out of it once comes out the same again.
pub fn clean(raw: &str) -> String {
    let lines = raw.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    visible(&lines.replace([OPEN, CLOSE], "")).trim_start_matches('\n').trim_end().to_string()
}

/// What can be seen of a text, and our own tokens.
pub(super) fn visible(text: &str) -> String {
    if text.bytes().all(|b| matches!(b, b'\n' | b'\t' | b' '..=b'~')) {
        return text.to_string();
    }
    let kept = measured(&text.chars().filter(|c| !unseen(*c)).collect::<Vec<_>>());
    let beside = |at: usize| kept.get(at).is_some_and(|c| joins(*c));
    (0..kept.len())
        .filter(|at| !joiner(kept[*at]) || (*at > 0 && beside(at - 1) && beside(at + 1)))
        .map(|at| kept[at])
        .collect()
}

/// The most marks that a letter of any writing carries, and how many of them pile up.
const MARKS: usize = 6;
const PILED: usize = 4;

/// The signs without piles of marks, and without what only says how a sign is shown where there is none to show.
fn measured(seen: &[char]) -> Vec<char> {
    let mut kept: Vec<char> = Vec::with_capacity(seen.len());
    // Marks on this letter, and those among them that stand above or below one another. The first letter is not here yet.
    let (mut marks, mut piled, mut at) = (MARKS, PILED, 0);
    while let Some(&c) = seen.get(at) {
        at += 1;
        if selects(c) {
            if kept.last().is_some_and(|last| !last.is_whitespace() && !joiner(*last) && !selects(*last)) {
                kept.push(c);
            }
        } else if is_combining_mark(c) {
            let piles = usize::from(canonical_combining_class(c) != 0);
            if marks < MARKS && piled + piles <= PILED {
                (marks, piled) = (marks + 1, piled + piles);
                kept.push(c);
            }
        } else if !tags(c) {
            kept.push(c);
            if !joiner(c) {
                (marks, piled) = (0, 0);
            }
            let land = if c == '🏴' { land(&seen[at..]) } else { 0 };
            kept.extend(&seen[at..at + land]);
            at += land;
        }
    }
    kept
}

/// Signs that show nothing, or change how others are shown.
fn unseen(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && c != '\n' && c != '\t')
        // No characters at all, for Unicode.
        || code & 0xfffe == 0xfffe
        || matches!(code, 0xfdd0..=0xfdef)
        // Marks, embeddings, overrides and isolates of the direction.
        || matches!(code, 0x061c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069)
        // Fillers, blanks without width, old format signs.
        || matches!(code, 0xad | 0x034f | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180e | 0x200b | 0x2060..=0x2065)
        || matches!(code, 0x206a..=0x206f | 0x2800 | 0x3164 | 0xfeff | 0xffa0 | 0xfff0..=0xfffb)
        || matches!(code, 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe001f | 0xe0080..=0xe00ff | 0xe01f0..=0xe0fff)
}

fn joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
/// What a joiner can stand beside: a sign of an emoji, or of a writing that joins its letters.
fn joins(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !joiner(c)
}
/// Chooses between two shapes of the sign before it.
fn selects(c: char) -> bool {
    matches!(u32::from(c), 0xfe00..=0xfe0f | 0xe0100..=0xe01ef)
}
fn tags(c: char) -> bool {
    matches!(u32::from(c), 0xe0020..=0xe007f)
}
/// How many tags behind a black flag name a land, as England's or Wales's do.
fn land(after: &[char]) -> usize {
    let letters = after.iter().take_while(|c| tags(**c) && **c != '\u{e007f}').count();
    if (1..=6).contains(&letters) && after.get(letters) == Some(&'\u{e007f}') { letters + 1 } else { 0 }
}
