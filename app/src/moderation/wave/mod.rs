//! Many posts at once: everything by somebody, from a network, of one kind. They are shown first, each with a box to untick.
pub mod pages;
pub mod store;

use crate::values::Moment;

/// What is gathered, beginning at one post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Everything its author wrote.
    Person,
    /// Everything that came from its network.
    Network,
    /// Everything like it: copies, the same links, nearly the same words.
    Like,
    /// Everything by people whom we did not know before.
    Newcomers,
}
impl By {
    pub const ALL: [By; 4] = [By::Person, By::Network, By::Like, By::Newcomers];
    pub fn word(self) -> &'static str {
        match self {
            By::Person => "person",
            By::Network => "network",
            By::Like => "like",
            By::Newcomers => "newcomers",
        }
    }
    pub fn parse(word: &str) -> Option<By> {
        By::ALL.into_iter().find(|by| by.word() == word)
    }
    /// The name of its link.
    pub fn title(self) -> &'static str {
        match self {
            By::Person => "Everything by this person",
            By::Network => "Everything from this network",
            By::Like => "Everything like this",
            By::Newcomers => "Everything by newcomers",
        }
    }
}

/// How far back is looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Week,
    Ever,
}
impl Since {
    pub fn parse(word: &str) -> Since {
        if word == "all" { Since::Ever } else { Since::Week }
    }
    pub fn moment(self, now: Moment) -> Moment {
        match self {
            Since::Week => now.plus(-7 * Moment::DAY),
            Since::Ever => Moment(0),
        }
    }
}
