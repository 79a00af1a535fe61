//! What a list can be narrowed by: makers, prices, options, attributes, what can be had.
//! The tables behind it are derived; `index` keeps them in the transaction that changes a product or its stock.
pub mod store;
pub mod view;

use crate::values::{Currency, Slug, fold};

/// The numbers of the facets that every shop has, as the migration wrote them.
pub const STOCK: i64 = 1;
pub const PRICE: i64 = 2;
pub const MAKER: i64 = 3;
/// The values of `stock`.
pub const NOW: i64 = 1;
pub const MADE: i64 = 2;
pub const OUT: i64 = 3;

/// A text longer than this is a sentence, not a value to choose.
const LONGEST: usize = 60;

/// A value that a product has, before it is known whether the shop has it already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: &'static str,
    /// The facet's parameter: `maker`, `option-glaze`, `about-weight`.
    pub facet: String,
    pub facet_label: String,
    pub handle: String,
    pub label: String,
    pub position: i64,
}
impl Found {
    /// Parameter and value, as an address has them.
    pub fn name(&self) -> String {
        format!("{}={}", self.facet, self.handle)
    }
    pub fn maker(handle: &str, name: &str) -> Found {
        Found {
            kind: "maker",
            facet: "maker".into(),
            facet_label: "Made by".into(),
            handle: handle.into(),
            label: name.into(),
            position: 0,
        }
    }
    /// The band that a price falls into.
    pub fn price(amount: i64, currency: Currency) -> Found {
        let (low, high) = band(amount, 5 * currency.unit());
        Found {
            kind: "price",
            facet: "price".into(),
            facet_label: "Price".into(),
            handle: format!("{low}-{high}"),
            label: String::new(),
            position: low,
        }
    }
    /// A value of an option; none where it is too long to be one.
    pub fn option(axis: &str, value: &str) -> Option<Found> {
        Found::text("option", "option", axis, axis, value)
    }
    /// A value of a typed attribute: numbers by the band they fall into.
    pub fn attribute(
        handle: &str,
        label: &str,
        kind: &str,
        unit: &str,
        value: &str,
        milli: Option<i64>,
    ) -> Option<Found> {
        let Some(milli) = milli.filter(|n| kind == "number" && *n >= 0) else {
            return Found::text("attribute", "about", handle, label, value);
        };
        let (low, high) = band(milli, 1);
        let found = Found::text("attribute", "about", handle, label, "n")?;
        let text = format!("{} to {} {unit}", thousandths(low), thousandths(high));
        Some(Found { handle: format!("{low}-{high}"), label: text.trim().into(), position: low, ..found })
    }
    fn text(kind: &'static str, prefix: &str, name: &str, label: &str, value: &str) -> Option<Found> {
        let value = value.trim();
        if value.is_empty() || value.chars().count() > LONGEST || name.chars().count() > LONGEST {
            return None;
        }
        Some(Found {
            kind,
            facet: format!("{prefix}-{}", handle(name)),
            facet_label: label.into(),
            handle: handle(value),
            label: value.into(),
            position: 0,
        })
    }
}

/// A text as it stands in an address: its slug; in another script than the Latin one itself, folded, since two words
/// may sound alike.
fn handle(text: &str) -> String {
    let folded = fold(text);
    let latin = !folded.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let slug = Slug::of(text).filter(|_| latin);
    slug.map_or_else(|| folded.replace(' ', "-"), |s| s.to_string())
}

/// The band of the series 1, 2, 5, 10… that holds a number: from the lower bound to below the upper. Everything below
/// `least` is one band.
pub fn band(n: i64, least: i64) -> (i64, i64) {
    if n < least {
        return (0, least);
    }
    let mut low = 1i64;
    loop {
        for (step, next) in [(1, 2), (2, 5), (5, 10)] {
            let (from, to) = (low * step, low.saturating_mul(next));
            if n < to || to > i64::MAX / 100 {
                return (from, to);
            }
        }
        low *= 10;
    }
}

/// A number of thousandths as people write it: `1.46`, `20`.
fn thousandths(n: i64) -> String {
    let text = format!("{}.{:03}", n / 1000, n % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_holds_its_lower_bound_and_not_its_upper() {
        assert_eq!(band(0, 500), (0, 500));
        assert_eq!(band(499, 500), (0, 500));
        assert_eq!(band(500, 500), (500, 1000));
        assert_eq!(band(999, 500), (500, 1000));
        assert_eq!(band(2000, 500), (2000, 5000));
        assert_eq!(band(7_800, 500), (5000, 10_000));
        assert_eq!(band(1, 1), (1, 2));
        assert_eq!(band(1460, 1), (1000, 2000));
        let (low, high) = band(i64::MAX, 1);
        assert!(low > 0 && high > low);
    }

    #[test]
    fn values_are_named_as_an_address_has_them() {
        assert_eq!(Found::option("Glaze", "Ink blue").unwrap().name(), "option-glaze=ink-blue");
        assert_eq!(Found::option("Größe", "大").unwrap().name(), "option-grosse=大");
        assert_eq!(Found::maker("joost", "Joost").name(), "maker=joost");
        assert_eq!(Found::price(6800, Currency::EUR).name(), "price=5000-10000");
        let weight = Found::attribute("weight", "Weight", "number", "kg", "1.46 kg", Some(1460)).unwrap();
        assert_eq!((weight.name().as_str(), weight.label.as_str()), ("about-weight=1000-2000", "1 to 2 kg"));
        assert_eq!(Found::option("Note", &"long ".repeat(20)), None);
        assert_eq!(Found::attribute("care", "Care", "text", "", "", None), None);
    }
}
