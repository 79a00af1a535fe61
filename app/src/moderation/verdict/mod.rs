//! What hosts decide about posts. Several decided at once are one batch, which can be undone as one.
pub mod batches;
pub mod shut;
pub mod store;
mod undo;

pub use store::{Decision, Done, close, decide};
pub use undo::undo;

use crate::words::count;

/// What was decided; the words of the table `verdict_act`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Removed,
    Restored,
    /// What waited is shown.
    Released,
    /// What was reported stays, and the reports are closed.
    Kept,
    Closed,
    Opened,
}
impl Act {
    pub fn word(self) -> &'static str {
        match self {
            Act::Removed => "removed",
            Act::Restored => "restored",
            Act::Released => "released",
            Act::Kept => "kept",
            Act::Closed => "closed",
            Act::Opened => "opened",
        }
    }
    pub fn of(word: &str) -> Act {
        match word {
            "restored" => Act::Restored,
            "released" => Act::Released,
            "kept" => Act::Kept,
            "closed" => Act::Closed,
            "opened" => Act::Opened,
            _ => Act::Removed,
        }
    }
    /// `3 posts taken down`, `Topic closed`.
    pub fn said(self, posts: i64) -> String {
        let posts = count(posts, "post", "posts");
        match self {
            Act::Removed => format!("{posts} taken down"),
            Act::Restored => format!("{posts} put back"),
            Act::Released | Act::Kept => format!("{posts} left standing"),
            Act::Closed => "Topic closed".into(),
            Act::Opened => "Topic opened again".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Act;

    #[test]
    fn an_act_is_read_as_it_is_written() {
        let all = [Act::Removed, Act::Restored, Act::Released, Act::Kept, Act::Closed, Act::Opened];
        assert!(all.into_iter().all(|act| Act::of(act.word()) == act));
        assert_eq!(Act::Removed.said(1), "1 post taken down");
        assert_eq!(Act::Kept.said(12), "12 posts left standing");
    }
}
