//! Goodwill: what a host gives away to put something right, within a limit; above it a merchant is asked.
pub mod actions;
pub mod desk;
pub mod pages;
pub mod store;

use crate::values::{Currency, Moment, Money};

/// How far back "a month" reaches: thirty days.
pub const MONTH: i64 = 30 * Moment::DAY;

/// What a host may give away without asking: for one act, and within thirty days; minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub per_act: i64,
    pub per_month: i64,
    pub currency: Currency,
}
impl Limit {
    /// Whether this much more may be given, after so much was given within the last thirty days.
    pub fn lets(&self, amount: Money, given: i64) -> bool {
        self.currency == amount.currency && amount.minor <= self.per_act && amount.minor <= self.per_month - given
    }
}

/// What a host wants to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gift {
    /// Money of what was paid, minor units.
    Refund(i64),
    /// Lines of the order with how many of each, once more and for nothing. It counts with what they cost.
    Reship(Vec<(i64, i64)>),
    /// Credit for a next order, minor units; whether this one was paid or not.
    Credit(i64),
}
impl Gift {
    pub fn word(&self) -> &'static str {
        match self {
            Gift::Refund(_) => "refund",
            Gift::Reship(_) => "reship",
            Gift::Credit(_) => "credit",
        }
    }
}
/// A kind of gift in words.
pub fn kind_words(kind: &str) -> &'static str {
    match kind {
        "refund" => "Refund",
        "reship" => "Sent again",
        "credit" => "Credit for next time",
        _ => "",
    }
}
/// A state in words, and the badge that draws it.
pub fn state_words(state: &str) -> (&'static str, &'static str) {
    match state {
        "asked" => ("Waits for a merchant", "badge warn"),
        "given" => ("Given", "badge ok"),
        "declined" => ("Declined", "badge no"),
        _ => ("", "badge"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_holds_to_the_cent_and_in_its_own_currency() {
        let limit = Limit { per_act: 2_500, per_month: 10_000, currency: Currency::EUR };
        let eur = |minor| Money::new(minor, Currency::EUR);
        assert!(limit.lets(eur(2_500), 0) && !limit.lets(eur(2_501), 0));
        assert!(limit.lets(eur(1_000), 9_000) && !limit.lets(eur(1_001), 9_000));
        assert!(!limit.lets(eur(1), 10_000));
        assert!(!limit.lets(Money::new(100, Currency::parse("USD").unwrap()), 0));
    }
}
