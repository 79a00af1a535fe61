//! What staff note about somebody with an account, so that the next of them knows it too: theirs to read, and to erase.
pub mod actions;
pub mod pages;
pub mod store;

use crate::viewer::{Host, Merchant};

/// How long a note may be.
pub const LONGEST: usize = 1000;
/// How many notes stand about one person.
pub const MOST: i64 = 200;

/// One of the staff, who may note something and read what others noted.
#[derive(Clone, Copy, Debug)]
pub struct Author {
    person: i64,
}
impl Author {
    pub fn host(by: &Host) -> Author {
        Author { person: by.id() }
    }
    /// None at the command line: a note is somebody's.
    pub fn merchant(by: &Merchant) -> Option<Author> {
        by.actor().person().map(|person| Author { person })
    }
}

/// The words of a note; else what is wrong with them.
pub fn words(typed: &str) -> Result<String, String> {
    let words = typed.replace("\r\n", "\n").trim().to_string();
    let bare: String = words.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    match bare.chars().count() {
        0 => Err("What the next of you should know.".into()),
        n if n > LONGEST => Err(format!("At most {LONGEST} letters; these are {n}.")),
        _ => Ok(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_something_and_not_too_much() {
        assert_eq!(
            words("  Likes the blue ones.\r\nCalls on Mondays. "),
            Ok("Likes the blue ones.\nCalls on Mondays.".into())
        );
        assert!(words(" \r\n ").is_err());
        assert!(words(&"a".repeat(LONGEST)).is_ok() && words(&"a".repeat(LONGEST + 1)).is_err());
    }
}
