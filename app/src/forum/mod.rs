//! Conversation in the open: topics that hang on a product, a specification or a step of ordering, and the posts in them.
pub mod actions;
pub mod form;
pub mod pages;
pub mod pictures;
pub mod recount;
mod repeat;
pub mod search;
pub mod store;
pub mod structured;
pub mod text;
pub mod verbs;

use crate::activity::{Audience, Event, Kind as Happened, Subject};
use crate::values::Moment;
use crate::viewer::Actor;

/// What a topic is; the words of the table `topic_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Question,
    Discussion,
    /// A host's note from the workbench.
    Bench,
    /// The private thread of one order.
    Order,
}
impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Question => "question",
            Kind::Discussion => "discussion",
            Kind::Bench => "bench",
            Kind::Order => "order",
        }
    }
    pub fn of(word: &str) -> Kind {
        match word {
            "discussion" => Kind::Discussion,
            "bench" => Kind::Bench,
            "order" => Kind::Order,
            _ => Kind::Question,
        }
    }
}

/// Whether others see a post; the words of the table `post_state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Live,
    /// It waits for a host.
    Held,
    Removed,
}
impl State {
    pub fn word(self) -> &'static str {
        match self {
            State::Live => "live",
            State::Held => "held",
            State::Removed => "removed",
        }
    }
    pub fn of(word: &str) -> State {
        match word {
            "live" => State::Live,
            "held" => State::Held,
            _ => State::Removed,
        }
    }
}

/// What a topic hangs on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    pub product: Option<i64>,
    /// One of the product's specifications.
    pub attribute: Option<i64>,
    /// A step of ordering: `choosing`, `paying`, `making`, `delivery`, `returns`.
    pub step: Option<String>,
    pub order: Option<i64>,
}

/// The most letters of a title.
pub const TITLE: usize = 140;

/// A title and the text below it, out of one field: a short line is its own title, of a long text the first sentence is.
pub fn titled(typed: &str) -> (String, String) {
    let text = text::clean(typed);
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("").trim();
    let plain = text::plain(first);
    let plain = plain.trim();
    if plain.chars().count() <= TITLE {
        let rest = text.trim_start().split_once('\n').map_or("", |(_, rest)| rest.trim());
        return (plain.to_string(), if rest.is_empty() { plain.to_string() } else { rest.to_string() });
    }
    let sentence = plain.split_inclusive(['?', '.', '!']).next().unwrap_or(plain).trim();
    let title = if (8..=TITLE).contains(&sentence.chars().count()) {
        sentence.to_string()
    } else {
        text::excerpt(plain, TITLE - 1)
    };
    (title, text.clone())
}

/// What was typed for a title and its text, to be changed.
pub fn typed(title: &str, body: &str) -> String {
    if body.starts_with(title.trim_end_matches('…')) { body.to_string() } else { format!("{title}\n\n{body}") }
}

/// Where the events of a topic are heard, and who may hear them.
#[derive(Clone, Debug)]
pub struct Heard {
    pub topic: i64,
    pub kind: Kind,
    pub products: Vec<i64>,
    /// The host whose note or answer it is.
    pub host: Option<i64>,
    /// Whether the person wants their acts in no feed.
    pub unseen: bool,
    /// Whether it stands at something that is nobody's business: in no feed either.
    pub sensitive: bool,
}
impl Heard {
    /// An event about a post or its topic; `feed` is the part of the feed that shows it, none where it is no act to show.
    pub fn event(&self, kind: Happened, subject: Subject, actor: Actor, feed: Option<&str>, now: Moment) -> Event {
        let mut topics = vec![format!("topic:{}", self.topic)];
        let public = self.kind != Kind::Order;
        if public && !self.sensitive {
            topics.extend(self.products.iter().map(|p| format!("product:{p}")));
        }
        if public && !self.sensitive && !self.unseen {
            topics.extend(self.host.map(|h| format!("host:{h}")));
            topics.push("shop".into());
            if let Some(feed) = feed {
                topics.extend(["feed".into(), format!("feed:{feed}")]);
            }
        }
        topics.extend((!public).then(|| "counter".into()));
        let audience = if public { Audience::Public } else { Audience::Staff };
        Event { kind, actor, subject, at: now, audience, topics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_question_is_its_own_title() {
        assert_eq!(titled("Does it rust?"), ("Does it rust?".into(), "Does it rust?".into()));
        let (title, body) = titled("Does it rust?\n\nMine did.");
        assert_eq!((title.as_str(), body.as_str()), ("Does it rust?", "Mine did."));
    }

    #[test]
    fn what_is_changed_reads_as_it_was_typed() {
        for words in ["Does it rust?", "Does it rust?\n\nMine did."] {
            let (title, body) = titled(words);
            assert_eq!(typed(&title, &body), words);
        }
    }

    #[test]
    fn of_a_long_text_the_first_sentence_is_the_title() {
        let long = format!("Can I put it in the dishwasher? {}", "I know that I should not. ".repeat(10));
        assert_eq!(titled(&long).0, "Can I put it in the dishwasher?");
        let endless = "word ".repeat(100);
        assert!(titled(&endless).0.chars().count() <= TITLE);
    }

    #[test]
    fn an_act_of_whoever_is_unseen_is_heard_in_its_topic_alone() {
        let mut heard =
            Heard { topic: 7, kind: Kind::Question, products: vec![3], host: None, unseen: false, sensitive: false };
        let topics = |h: &Heard| {
            h.event(Happened::PostReplied, Subject::Post(1), Actor::Person(2), Some("answers"), Moment(0)).topics
        };
        assert_eq!(topics(&heard), ["topic:7", "product:3", "shop", "feed", "feed:answers"]);
        heard.unseen = true;
        assert_eq!(topics(&heard), ["topic:7", "product:3"]);
        heard.sensitive = true;
        assert_eq!(topics(&heard), ["topic:7"]);
        heard.kind = Kind::Order;
        assert_eq!(topics(&heard), ["topic:7", "counter"]);
    }
}
