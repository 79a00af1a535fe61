//! How things travel: rates by country, free from a sum, and when they arrive.
#[cfg(feature = "ssr")]
pub mod store;

#[cfg(feature = "ssr")]
use crate::values::Moment;

/// A way to send to a country, and what it costs there.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Rate {
    pub country: String,
    pub method: String,
    pub title: String,
    pub amount: i64,
    pub free_from: Option<i64>,
    pub days_least: i64,
    pub days_most: i64,
    pub ships: bool,
}
#[cfg(feature = "ssr")]
impl Rate {
    /// What it costs for goods of this sum: nothing from `free_from` on, measured after discounts.
    pub fn price(&self, goods: i64) -> i64 {
        if self.free_from.is_some_and(|free| goods >= free) { 0 } else { self.amount }
    }
    /// The first and the last day of arrival for an order placed now.
    pub fn arrival(&self, now: Moment, zone: &jiff::tz::TimeZone) -> (Moment, Moment) {
        let day = |n| crate::words::working_days_after(now, n, zone);
        (day(self.days_least), day(self.days_most))
    }
    /// For a cart in which nothing ships.
    pub fn nothing() -> Rate {
        Rate {
            country: String::new(),
            method: "none".into(),
            title: "Nothing to send".into(),
            amount: 0,
            free_from: None,
            days_least: 0,
            days_most: 0,
            ships: false,
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn shipping_is_free_from_the_sum_on_not_below_it() {
        let rate = Rate { amount: 490, free_from: Some(7500), ..Rate::nothing() };
        assert_eq!((rate.price(7499), rate.price(7500)), (490, 0));
    }
}
