//! Goodwill: what a host gives away to put something right, within a limit; above it a merchant is asked.
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
