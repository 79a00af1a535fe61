//! Order in the house: what may be posted, what waits for a host, what was taken down and why.
pub mod gate;

/// What becomes of a post that was just written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Everybody sees it at once.
    Live,
    /// It waits for a host, for this reason: `links`, `pictures`, `words`, `raid`.
    Held(&'static str),
}
