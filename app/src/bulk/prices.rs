//! Prices raised by a percentage, and how they are rounded then.
use crate::values::{Currency, half_up};

/// To what a raised price is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// To the smallest coin of the currency.
    #[default]
    Exact,
    /// To a tenth of the unit: 12.30.
    Tenth,
    /// To a whole unit: 12.00.
    Whole,
    /// To the last price below the next whole unit that ends like this: 12.95.
    Below,
}
impl Rounding {
    pub const ALL: [(Rounding, &'static str, &'static str); 4] = [
        (Rounding::Exact, "exact", "To the cent"),
        (Rounding::Tenth, "tenth", "To ten cents"),
        (Rounding::Whole, "whole", "To a whole amount"),
        (Rounding::Below, "below", "To the nearest that ends in .95"),
    ];
    pub fn parse(word: &str) -> Rounding {
        Rounding::ALL.iter().find(|(_, w, _)| *w == word).map_or(Rounding::Exact, |(rounding, ..)| *rounding)
    }
}

/// A price changed by so many basis points and rounded; never below nothing. A currency without decimals is rounded to whole
/// units, whatever is chosen.
pub fn raised(amount: i64, basis_points: i64, rounding: Rounding, currency: Currency) -> i64 {
    let over = amount as i128 * (10_000 + basis_points as i128);
    let unit = currency.unit();
    let to = |step: i64| half_up(over, 10_000 * step as i128).saturating_mul(step);
    let rounded = match rounding {
        _ if unit == 1 => to(1),
        Rounding::Exact => to(1),
        Rounding::Tenth => to(unit / 10),
        Rounding::Whole => to(unit),
        Rounding::Below => {
            let gap = unit / 20;
            let whole = half_up(over + 10_000 * gap as i128, 10_000 * unit as i128);
            (whole * unit - gap).max(unit - gap)
        }
    };
    rounded.max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_raised_and_rounded_as_it_was_asked_for() {
        let eur = |amount, percent: i64, rounding| raised(amount, percent * 100, rounding, Currency::EUR);
        assert_eq!(eur(1_234, 10, Rounding::Exact), 1_357);
        assert_eq!(eur(1_234, 10, Rounding::Tenth), 1_360);
        assert_eq!(eur(1_234, 10, Rounding::Whole), 1_400);
        assert_eq!(eur(1_234, 10, Rounding::Below), 1_395);
        assert_eq!(eur(1_200, 0, Rounding::Below), 1_195, "the nearest is below");
        assert_eq!(eur(1_250, 0, Rounding::Below), 1_295);
        assert_eq!(eur(2_000, -25, Rounding::Exact), 1_500);
        assert_eq!(raised(999, 250, Rounding::Exact, Currency::EUR), 1_024, "2.5 %, half away from zero");
    }

    #[test]
    fn nothing_falls_below_nothing_and_yen_have_no_cents() {
        assert_eq!(raised(1_000, -10_000, Rounding::Exact, Currency::EUR), 0);
        assert_eq!(raised(1_000, -20_000, Rounding::Whole, Currency::EUR), 0);
        assert_eq!(raised(10, -9_000, Rounding::Below, Currency::EUR), 95);
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(raised(1_234, 1_000, Rounding::Below, yen), 1_357);
    }
}
