//! How things travel: rates by country and weight, free from a sum, and when they arrive.
#[cfg(feature = "ssr")]
pub mod desk;
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
    /// What it costs for goods of this sum, after discounts: nothing from `free_from` on.
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

/// What a parcel up to a weight costs, the weight included.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub max_grams: i64,
    pub amount: i64,
}
/// A rate with its steps of weight, the lightest first; without steps it carries any weight for its one price.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    pub id: i64,
    pub rate: Rate,
    pub steps: Vec<Step>,
}
#[cfg(feature = "ssr")]
impl Tariff {
    /// The rate for a parcel of this weight; none where it is too heavy.
    pub fn at(&self, grams: i64) -> Option<Rate> {
        if self.steps.is_empty() {
            return Some(self.rate.clone());
        }
        let step = self.steps.iter().find(|s| grams <= s.max_grams)?;
        Some(Rate { amount: step.amount, ..self.rate.clone() })
    }
}
/// The rates that carry this weight, in their order.
#[cfg(feature = "ssr")]
pub fn carrying(tariffs: &[Tariff], grams: i64) -> Vec<Rate> {
    tariffs.iter().filter_map(|t| t.at(grams)).collect()
}
/// `2.3 kg`, `300 g`.
#[cfg(feature = "ssr")]
pub fn weight(grams: i64) -> String {
    if grams < 1_000 {
        return format!("{grams} g");
    }
    let text = format!("{}.{:03}", grams / 1_000, grams % 1_000);
    format!("{} kg", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_at_the_border_of_a_step_belongs_to_the_lighter_one() {
        let rate = Rate { amount: 490, ..Rate::nothing() };
        let steps = [(2_000, 490), (10_000, 790)].map(|(max_grams, amount)| Step { max_grams, amount }).to_vec();
        let tariff = Tariff { id: 1, rate: rate.clone(), steps };
        let price = |grams| tariff.at(grams).map(|r| r.amount);
        assert_eq!(
            [0, 1, 2_000, 2_001, 10_000, 10_001].map(price),
            [Some(490), Some(490), Some(490), Some(790), Some(790), None]
        );
        let plain = Tariff { id: 2, rate, steps: vec![] };
        assert_eq!(plain.at(900_000).map(|r| r.amount), Some(490));
        assert_eq!(carrying(&[tariff, plain], 20_000).len(), 1);
    }

    #[test]
    fn a_weight_is_said_as_people_say_it() {
        assert_eq!([300, 999, 1_000, 2_300, 31_500].map(weight), ["300 g", "999 g", "1 kg", "2.3 kg", "31.5 kg"]);
    }

    #[test]
    fn shipping_is_free_from_the_sum_on_not_below_it() {
        let rate = Rate { amount: 490, free_from: Some(7500), ..Rate::nothing() };
        assert_eq!((rate.price(7499), rate.price(7500)), (490, 0));
    }
}
