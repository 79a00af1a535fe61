//! Order in the house: what may be posted, what waits for a host, what was taken down and why.
#[cfg(feature = "ssr")]
pub mod gate;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod log;
#[cfg(feature = "ssr")]
pub mod queue;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod standing;
#[cfg(feature = "ssr")]
pub mod verdict;
#[cfg(feature = "ssr")]
pub mod wave;
#[cfg(feature = "ssr")]
pub mod words;

/// What becomes of a post that was just written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Everybody sees it at once.
    Live,
    /// It waits for a host, for this reason: `links`, `pictures`, `words`.
    Held(&'static str),
}

/// Why a post waits, as hosts read it.
#[cfg(feature = "ssr")]
pub fn held_for(why: &str) -> &'static str {
    match why {
        "links" => "Links on the first day",
        "pictures" => "Pictures on the first day",
        "words" => "A watched word",
        "reported" => "Reported by several",
        _ => "Waits for a host",
    }
}
