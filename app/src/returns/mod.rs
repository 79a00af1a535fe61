//! Returns: what a customer gives back, or does not want any more before it was sent. The days that the law gives, why, and
//! the states a request goes through.
pub mod actions;
pub mod desk;
pub mod letters;
pub mod pages;
pub mod store;

use crate::values::Moment;
use crate::words;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// How many days after the day of delivery a contract can be withdrawn from (Directive 2011/83/EU, article 9).
pub const WITHDRAWAL_DAYS: i64 = 14;
/// How many days this shop takes back what somebody simply does not want.
pub const RETURN_DAYS: i64 = 30;

/// Withdrawing from the contract, or giving back for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Withdrawal,
    Return,
}
impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Withdrawal => "withdrawal",
            Kind::Return => "return",
        }
    }
    pub fn parse(word: &str) -> Option<Kind> {
        [Kind::Withdrawal, Kind::Return].into_iter().find(|k| k.word() == word)
    }
    /// As a heading: `Withdrawal`, `Return or repair`.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Withdrawal => "Withdrawal",
            Kind::Return => "Return or repair",
        }
    }
}

/// Why something comes back: the word of the table, how a person says it, and whether it is so however late it is.
pub const REASONS: &[(&str, &str, bool)] = &[
    ("damaged", "It came damaged", true),
    ("faulty", "It does not work as it should", true),
    ("wrong", "It is not what I ordered", true),
    ("repair", "I want it repaired", true),
    ("changed_mind", "I do not want it after all", false),
    ("other", "Something else", true),
];
/// A reason in words; empty for a withdrawal, which has none.
pub fn reason_words(reason: &str) -> &'static str {
    REASONS.iter().find(|(word, ..)| *word == reason).map_or("", |(_, words, _)| words)
}

/// A state as people read it, and the badge that draws it.
pub fn state_words(state: &str) -> (&'static str, &'static str) {
    match state {
        "asked" => ("Asked", "badge warn"),
        "approved" => ("Agreed", "badge"),
        "refused" => ("Refused", "badge no"),
        "received" => ("With us again", "badge warn"),
        "closed" => ("Done", "badge ok"),
        _ => ("", "badge"),
    }
}

/// The last day of a right that ends so many whole days after the day of delivery, in the shop's zone: the day after
/// delivery is the first.
pub fn last_day(delivered: Moment, days: i64, zone: &TimeZone) -> Date {
    let day = words::civil(delivered, zone);
    (0..days).fold(day, |day, _| day.tomorrow().unwrap_or(day))
}
/// Whether the last day is not over: it counts to its midnight. What was not delivered yet has all its days before it.
pub fn in_time(delivered: Option<Moment>, days: i64, now: Moment, zone: &TimeZone) -> bool {
    delivered.is_none_or(|at| words::civil(now, zone) <= last_day(at, days, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn the_day_after_delivery_is_the_first_and_the_last_one_counts_to_its_midnight() {
        let zone = words::zone("Europe/Amsterdam");
        // Early and late on 2 November, in Amsterdam.
        for delivered in [at("2026-11-01T23:05:00Z"), at("2026-11-02T22:55:00Z")] {
            assert_eq!(last_day(delivered, WITHDRAWAL_DAYS, &zone).to_string(), "2026-11-16");
            assert!(in_time(Some(delivered), WITHDRAWAL_DAYS, at("2026-11-16T22:59:59Z"), &zone));
            assert!(!in_time(Some(delivered), WITHDRAWAL_DAYS, at("2026-11-16T23:00:00Z"), &zone));
        }
        assert!(in_time(None, WITHDRAWAL_DAYS, at("2030-01-01T00:00:00Z"), &zone), "it did not arrive yet");
    }

    #[test]
    fn a_change_of_the_clock_neither_gives_an_hour_nor_takes_one() {
        let zone = words::zone("Europe/Amsterdam");
        // The night of 25 October 2026 has 25 hours: midnight after 31 October is at 23:00 UTC, no longer at 22:00.
        let delivered = at("2026-10-17T10:00:00Z");
        assert_eq!(last_day(delivered, WITHDRAWAL_DAYS, &zone).to_string(), "2026-10-31");
        assert!(in_time(Some(delivered), WITHDRAWAL_DAYS, at("2026-10-31T22:59:59Z"), &zone));
        assert!(!in_time(Some(delivered), WITHDRAWAL_DAYS, at("2026-10-31T23:00:00Z"), &zone));
        // The night of 29 March 2026 has 23.
        let delivered = at("2026-03-20T10:00:00Z");
        assert!(in_time(Some(delivered), WITHDRAWAL_DAYS, at("2026-04-03T21:59:59Z"), &zone));
        assert!(!in_time(Some(delivered), WITHDRAWAL_DAYS, at("2026-04-03T22:00:00Z"), &zone));
    }

    #[test]
    fn a_kind_is_read_as_it_is_written_and_every_reason_has_words() {
        for kind in [Kind::Withdrawal, Kind::Return] {
            assert_eq!(Kind::parse(kind.word()), Some(kind));
        }
        assert_eq!(Kind::parse("gift"), None);
        assert_eq!((reason_words("faulty"), reason_words("none")), ("It does not work as it should", ""));
    }
}
