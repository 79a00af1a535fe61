//! What is said in the demo shop: questions, discussions, notes from the benches, and what the hosts say of themselves.
//! All invented. Bodies are Markdown as somebody would type it; a post stands after its topic's opening in order of time.
//!
//! A file for each subject. Nothing here touches a database: the demo shop puts it through the forum's own verbs.

mod bench;
mod bread;
mod clay;
mod counter;
mod knives;
mod linen;
mod pantry;
mod people;
mod steel;
mod wood;

pub use bench::NOTES;
pub use people::{ARRIVED, GUESTS, PAGES};

/// Who speaks: one of the house by handle, or a guest by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Host(&'static str),
    Guest(&'static str),
}

/// A visitor of the demo: the alias under which they write, and the product (slug) they have from a delivered order, if any.
pub struct Guest {
    pub key: &'static str,
    pub alias: &'static str,
    pub owns: Option<&'static str>,
}

/// What a topic hangs on.
pub enum About {
    Product(&'static str),
    /// A product's slug and the handle of one of its specifications.
    Spec(&'static str, &'static str),
    /// A step of ordering: choosing, paying, making, delivery, returns.
    Step(&'static str),
    Free,
}

/// A topic with its opening post and what was answered.
pub struct Thread {
    /// A question, or else a discussion.
    pub question: bool,
    pub about: About,
    pub title: &'static str,
    pub by: By,
    pub days_ago: i64,
    /// Hour and minute in the shop.
    pub at: (i64, i64),
    pub body: &'static str,
    pub posts: &'static [Said],
    /// Index in `posts` of the answer that whoever asked accepted.
    pub accepted: Option<usize>,
    /// Keys of the guests whom the opening post helped.
    pub helpful: &'static [&'static str],
}

/// An answer.
pub struct Said {
    pub by: By,
    /// Minutes after the opening post.
    pub after_minutes: i64,
    /// How they know: made, sells, owns, given, none. Everybody of the house says so.
    pub stake: Option<&'static str>,
    pub body: &'static str,
    /// The number of an earlier post, 0 being the opening one, and words quoted from it.
    pub quotes: Option<(usize, &'static str)>,
    /// Keys of the guests whom it helped.
    pub helpful: &'static [&'static str],
}

/// A note from the workbench.
pub struct Note {
    /// A maker's handle.
    pub by: &'static str,
    pub days_ago: i64,
    /// Hour and minute in the shop.
    pub at: (i64, i64),
    /// Slugs of what it is about.
    pub products: &'static [&'static str],
    pub title: &'static str,
    pub body: &'static str,
    /// A drawing's file name, without its ending, and what it shows.
    pub picture: Option<(&'static str, &'static str)>,
    /// Keys of the guests whom it helped.
    pub helpful: &'static [&'static str],
}

/// A host's own page and hours.
pub struct Page {
    pub handle: &'static str,
    pub title: &'static str,
    pub words: &'static str,
    /// Separated by commas.
    pub specialities: &'static str,
    /// At the counter: weekday (1 is Monday), from minute, to minute.
    pub shifts: &'static [(i64, i64, i64)],
}

/// Titles of the topics in which something had gone wrong and was put right before everybody.
pub const WENT_WRONG: &[&str] = &["One of my four mugs leaks", "My 26 has bowed up in the middle after seven months"];

/// Every topic, by subject.
pub fn threads() -> impl Iterator<Item = &'static Thread> {
    [
        steel::THREADS,
        knives::THREADS,
        clay::THREADS,
        linen::THREADS,
        pantry::THREADS,
        bread::THREADS,
        wood::THREADS,
        counter::THREADS,
    ]
    .into_iter()
    .flatten()
}

impl Thread {
    /// How many days ago it began, seen from a weekday: as written, or up to six days earlier, so that nobody of the house
    /// speaks on a Sunday, when the door is shut.
    pub fn began(&self, weekday: i64) -> i64 {
        let opened = self.at.0 * 60 + self.at.1;
        let answers = self.posts.iter().map(|s| (s.by, (opened + s.after_minutes) / 1440));
        let said = std::iter::once((self.by, 0)).chain(answers);
        let of_the_house: Vec<i64> = said.filter(|(by, _)| matches!(by, By::Host(_))).map(|(_, day)| day).collect();
        open_on(self.days_ago, &of_the_house, weekday)
    }
}

impl Note {
    /// How many days ago it was written, seen from a weekday, and never on a Sunday.
    pub fn written(&self, weekday: i64) -> i64 {
        open_on(self.days_ago, &[0], weekday)
    }
}

/// The first of seven days, going back, from which none of the days after it (0 is the day itself) is a Sunday.
fn open_on(days_ago: i64, after: &[i64], weekday: i64) -> i64 {
    let shut = |ago: i64| after.iter().any(|day| (weekday - ago + day).rem_euclid(7) == 0);
    (days_ago..days_ago + 7).find(|ago| !shut(*ago)).unwrap_or(days_ago)
}

#[cfg(test)]
mod tests;
