//! The library of pictures, for whoever runs the shop: what each shows and where, which point of it stays in sight, and taking
//! away what nothing uses.
pub mod actions;
pub mod pages;
pub mod store;
#[cfg(test)]
mod tests;
mod view;

/// The most letters of a text for whoever cannot see a picture.
pub const ALT: usize = 300;

/// How long a picture that nothing uses is left alone before all such are taken away at once: whoever sent it may still be about to
/// use it. In milliseconds.
pub const GRACE: i64 = crate::values::Moment::DAY;

/// What narrows the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Words of the text that says what it shows, or the name of what it is used for.
    pub words: String,
    pub show: Show,
}
/// Which pictures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    /// Those of the shop that do not say what they show.
    Mute,
    /// Those that nothing uses.
    Unused,
}
impl Show {
    pub const ALL: [(Show, &'static str, &'static str); 3] = [
        (Show::All, "", "All pictures"),
        (Show::Mute, "mute", "Without a text"),
        (Show::Unused, "unused", "Used by nothing"),
    ];
    pub fn parse(word: &str) -> Show {
        Show::ALL.into_iter().find(|(_, w, _)| *w == word).map_or(Show::All, |(show, ..)| show)
    }
    pub fn word(self) -> &'static str {
        Show::ALL.into_iter().find(|(show, ..)| *show == self).map_or("", |(_, word, _)| word)
    }
}
impl Narrow {
    /// Reads the query of the list's address.
    pub fn of(pairs: &[(String, String)]) -> Narrow {
        let value = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
        let words = value("q").split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect();
        Narrow { words, show: Show::parse(value("show")) }
    }
    /// The query that means this.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut all = vec![];
        if !self.words.is_empty() {
            all.push(("q".to_string(), self.words.clone()));
        }
        if self.show != Show::All {
            all.push(("show".to_string(), self.show.word().to_string()));
        }
        all
    }
}
