//! How things travel, as a merchant sets it: a rate for each country and method, its steps of weight, and a try.
pub mod actions;
pub mod pages;

use super::{Rate, Step, Tariff};
use crate::places::Country;
use crate::values::{Currency, MOST_PRICE, Money, decimal};

/// How many steps of weight a rate may have.
pub const STEPS: usize = 6;
/// The names of the fields of each step: up to so many kilos, the price.
pub const FIELDS: [(&str, &str); STEPS] = [
    ("kilos-1", "price-1"),
    ("kilos-2", "price-2"),
    ("kilos-3", "price-3"),
    ("kilos-4", "price-4"),
    ("kilos-5", "price-5"),
    ("kilos-6", "price-6"),
];
/// The ways there are, with what a buyer reads where nothing else is said.
pub const METHODS: [(&str, &str, &str); 2] =
    [("parcel", "A parcel is sent", "Parcel post"), ("pickup", "It is collected at the shop", "Collect it")];

/// What the form of a rate carries, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub country: String,
    pub method: String,
    pub title: String,
    pub free: String,
    pub least: String,
    pub most: String,
    /// Kilos and price of each step.
    pub steps: [(String, String); STEPS],
}
impl Typed {
    /// Reads the fields by their names.
    pub fn read<'a>(of: impl Fn(&str) -> &'a str) -> Typed {
        let text = |name: &str| of(name).trim().to_string();
        Typed {
            country: text("country"),
            method: text("method"),
            title: text("title"),
            free: text("free"),
            least: text("least"),
            most: text("most"),
            steps: FIELDS.map(|(kilos, price)| (text(kilos), text(price))),
        }
    }
    /// The form of a rate that stands.
    pub fn of(t: &Tariff, currency: Currency) -> Typed {
        let plain = |minor| Money::new(minor, currency).plain();
        let mut steps: [(String, String); STEPS] = Default::default();
        match t.steps.is_empty() {
            true => steps[0].1 = plain(t.rate.amount),
            false => {
                for (field, step) in steps.iter_mut().zip(&t.steps) {
                    *field = (kilos(step.max_grams), plain(step.amount));
                }
            }
        }
        Typed {
            country: t.rate.country.clone(),
            method: t.rate.method.clone(),
            title: t.rate.title.clone(),
            free: t.rate.free_from.map(plain).unwrap_or_default(),
            least: t.rate.days_least.to_string(),
            most: t.rate.days_most.to_string(),
            steps,
        }
    }
}
/// `2.3`: grams as kilos.
fn kilos(grams: i64) -> String {
    let text = format!("{}.{:03}", grams / 1_000, grams % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
/// Kilos as grams: `2`, `2.3`, `2,3`; none where it is no weight.
pub fn grams(typed: &str) -> Option<i64> {
    let text = typed.trim().trim_end_matches("kg").trim().replace(',', ".");
    decimal(&text, 3).filter(|g| (0..=10_000_000).contains(g))
}

/// Faults beside their fields.
type Faults = Vec<(&'static str, String)>;

/// The rate that was typed; or every fault, each at its field. A price without a weight stands for any weight.
pub fn checked(t: &Typed, currency: Currency) -> Result<(Rate, Vec<Step>), Faults> {
    let mut faults = vec![];
    let price = |typed: &str| {
        let price = Money::parse(&typed.replace(',', "."), currency).map(|m| m.minor);
        price.filter(|m| (0..=MOST_PRICE).contains(m))
    };
    let country = Country::parse(&t.country);
    if country.is_none() {
        faults.push(("country", "Choose the country from the list.".to_string()));
    }
    let method = METHODS.iter().find(|(method, ..)| *method == t.method);
    if method.is_none() {
        faults.push(("method", "Choose how it travels.".into()));
    }
    if t.title.chars().count() > 60 {
        faults.push(("title", "At most 60 letters.".into()));
    }
    let days = |field, typed: &str, faults: &mut Vec<(&'static str, String)>| {
        let days = typed.parse::<i64>().ok().filter(|d| (0..=90).contains(d));
        if days.is_none() {
            faults.push((field, "A number of working days, from 0 to 90.".to_string()));
        }
        days.unwrap_or(0)
    };
    let (least, most) = (days("least", &t.least, &mut faults), days("most", &t.most, &mut faults));
    if least > most {
        faults.push(("most", "Not fewer than the days at least.".into()));
    }
    let free_from = if t.free.is_empty() { None } else { price(&t.free) };
    if !t.free.is_empty() && free_from.is_none() {
        faults.push(("free", "A sum, like 75.00, or nothing.".into()));
    }
    let (mut steps, mut any): (Vec<Step>, Option<i64>) = (vec![], None);
    for ((kilos_field, price_field), (kilos, typed)) in FIELDS.into_iter().zip(&t.steps) {
        if kilos.is_empty() && typed.is_empty() {
            continue;
        }
        let Some(amount) = price(typed) else {
            faults.push((price_field, "A price, like 4.90, or 0 where it is free.".into()));
            continue;
        };
        match (kilos.is_empty(), grams(kilos).filter(|g| *g > 0)) {
            (true, _) if steps.is_empty() && any.is_none() => any = Some(amount),
            (true, _) => faults.push((kilos_field, "Up to how many kilos?".into())),
            (false, None) => faults.push((kilos_field, "A weight in kilos, like 2 or 31.5.".into())),
            (false, Some(_)) if any.is_some() => {
                faults.push((kilos_field, "The price above is for any weight. Give it a weight too.".into()));
            }
            (false, Some(max_grams)) if steps.last().is_some_and(|s| s.max_grams >= max_grams) => {
                faults.push((kilos_field, "More than the step above.".into()));
            }
            (false, Some(max_grams)) => steps.push(Step { max_grams, amount }),
        }
    }
    let amount = any.or(steps.first().map(|s| s.amount));
    if amount.is_none() && faults.iter().all(|(f, _)| !f.starts_with("price") && !f.starts_with("kilos")) {
        faults.push(("price-1", "What it costs, like 4.90, or 0 where it is free.".into()));
    }
    match (country, method, amount) {
        (Some(country), Some((method, _, title)), Some(amount)) if faults.is_empty() => Ok((
            Rate {
                country: country.code().into(),
                method: method.to_string(),
                title: if t.title.is_empty() { title.to_string() } else { t.title.clone() },
                amount,
                free_from,
                days_least: least,
                days_most: most,
                ships: *method == "parcel",
            },
            steps,
        )),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(steps: &[(&str, &str)]) -> Typed {
        let mut t = Typed {
            country: "DE".into(),
            method: "parcel".into(),
            least: "2".into(),
            most: "4".into(),
            free: "75".into(),
            ..Typed::default()
        };
        for (field, (kilos, price)) in t.steps.iter_mut().zip(steps) {
            *field = (kilos.to_string(), price.to_string());
        }
        t
    }
    fn faults(t: &Typed) -> Vec<&'static str> {
        checked(t, Currency::EUR).unwrap_err().iter().map(|(n, _)| *n).collect()
    }

    #[test]
    fn a_rate_is_no_more_than_a_price_may_be() {
        let t = Typed { free: "1000000000.01".into(), ..typed(&[("2", "1000000000.01")]) };
        assert!(faults(&t).starts_with(&["free", "price-1"]), "{:?}", faults(&t));
        assert!(checked(&typed(&[("2", "1000000000")]), Currency::EUR).is_ok());
    }

    #[test]
    fn steps_rise_and_the_rate_begins_with_the_first() {
        let (rate, steps) = checked(&typed(&[("2", "4.90"), ("10", "7,90"), ("31,5", "12")]), Currency::EUR).unwrap();
        assert_eq!((rate.amount, rate.free_from, rate.title.as_str()), (490, Some(7_500), "Parcel post"));
        assert_eq!(
            steps.iter().map(|s| (s.max_grams, s.amount)).collect::<Vec<_>>(),
            [(2_000, 490), (10_000, 790), (31_500, 1_200)]
        );
        let tariff = Tariff { id: 1, rate, steps };
        assert_eq!(Typed::of(&tariff, Currency::EUR).steps[2], ("31.5".into(), "12.00".into()));
    }

    #[test]
    fn one_price_without_a_weight_is_for_any() {
        let (rate, steps) = checked(&typed(&[("", "4.90")]), Currency::EUR).unwrap();
        assert_eq!((rate.amount, steps.len()), (490, 0));
        assert_eq!(faults(&typed(&[("", "4.90"), ("10", "7.90")])), ["kilos-2"]);
    }

    #[test]
    fn every_fault_is_named_at_its_field() {
        assert_eq!(faults(&typed(&[])), ["price-1"]);
        assert_eq!(faults(&typed(&[("2", "4.90"), ("2", "5")])), ["kilos-2"]);
        assert_eq!(faults(&typed(&[("x", "4.90"), ("3", "-1")])), ["kilos-1", "price-2"]);
        assert_eq!(faults(&typed(&[("2", "4.90"), ("", "6")])), ["kilos-2"]);
        let t = Typed {
            country: "?".into(),
            method: "none".into(),
            least: "5".into(),
            most: "1".into(),
            free: "x".into(),
            ..typed(&[("", "1")])
        };
        assert_eq!(faults(&t), ["country", "method", "most", "free"]);
    }
}
