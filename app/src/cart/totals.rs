//! What a cart or an order comes to: tax a line at a time, half up; shipping's tax split over the rates of the lines.
use super::{Line, store::rate_of};
use crate::shipping::Rate;
use crate::values::{split, tax_on_top, tax_within};
use std::collections::BTreeMap;

/// A line to be summed: minor units, and the rate of the day in basis points.
#[derive(Clone, Copy, Debug)]
pub struct Summand {
    pub unit_price: i64,
    pub quantity: i64,
    pub discount: i64,
    pub basis_points: i64,
}

/// A line summed up: what it comes to as its price is written, and the tax within or on top of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summed {
    pub basis_points: i64,
    pub total: i64,
    pub tax: i64,
}

/// A part of the shipping price, at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippingTax {
    pub basis_points: i64,
    pub amount: i64,
    pub tax: i64,
}

/// The whole sum, minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    pub lines: Vec<Summed>,
    /// The lines together, as their prices are written.
    pub items: i64,
    pub shipping: i64,
    pub shipping_taxes: Vec<ShippingTax>,
    /// All tax, of lines and of shipping.
    pub tax: i64,
    /// What is to be paid.
    pub total: i64,
}
impl Totals {
    pub fn shipping_tax(&self) -> i64 {
        self.shipping_taxes.iter().map(|s| s.tax).sum()
    }
}

/// What of a cart is sent weighs, in grams.
pub fn grams(lines: &[Line]) -> i64 {
    lines.iter().filter(|l| l.ships).map(|l| l.weight_grams * l.quantity).sum()
}

/// A cart's lines at the tax rates of the day, with the way they travel; none: nothing is charged for it.
pub fn of_lines(lines: &[Line], taxes: &[(String, i64)], rate: Option<&Rate>, prices_include_tax: bool) -> Totals {
    let summands: Vec<Summand> = lines
        .iter()
        .map(|l| Summand {
            unit_price: l.unit_price(),
            quantity: l.quantity,
            discount: 0,
            basis_points: rate_of(taxes, &l.tax_class),
        })
        .collect();
    let goods = summands.iter().map(|s| s.unit_price * s.quantity - s.discount).sum();
    sum(&summands, rate.map_or(0, |r| r.price(goods)), prices_include_tax)
}

/// Sums lines and shipping. Prices hold their tax, or it comes on top, as the shop says.
pub fn sum(lines: &[Summand], shipping: i64, prices_include_tax: bool) -> Totals {
    let tax_of = |amount, rate| if prices_include_tax { tax_within(amount, rate) } else { tax_on_top(amount, rate) };
    let summed: Vec<Summed> = lines
        .iter()
        .map(|l| {
            let total = l.unit_price * l.quantity - l.discount;
            Summed { basis_points: l.basis_points, total, tax: tax_of(total, l.basis_points) }
        })
        .collect();
    let items: i64 = summed.iter().map(|l| l.total).sum();
    let mut by_rate: BTreeMap<i64, i64> = BTreeMap::new();
    for (line, sum) in lines.iter().zip(&summed) {
        *by_rate.entry(line.basis_points).or_default() += sum.total;
    }
    let shipping_taxes = shares(shipping, &by_rate)
        .into_iter()
        .map(|(basis_points, amount)| ShippingTax { basis_points, amount, tax: tax_of(amount, basis_points) })
        .collect::<Vec<_>>();
    let tax = summed.iter().map(|l| l.tax).sum::<i64>() + shipping_taxes.iter().map(|s| s.tax).sum::<i64>();
    let total = items + shipping + if prices_include_tax { 0 } else { tax };
    Totals { lines: summed, items, shipping, shipping_taxes, tax, total }
}

/// Shipping split over the rates by what the goods at each come to; goods that cost nothing share it evenly.
fn shares(shipping: i64, by_rate: &BTreeMap<i64, i64>) -> Vec<(i64, i64)> {
    if shipping == 0 || by_rate.is_empty() {
        return vec![];
    }
    let weights: Vec<i64> = by_rate.values().copied().collect();
    let even = vec![1; weights.len()];
    let parts = split(shipping, &weights).or_else(|_| split(shipping, &even)).unwrap_or_default();
    by_rate.keys().copied().zip(parts).filter(|(_, part)| *part != 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::decimal;

    fn cents(value: &serde_json::Value) -> i64 {
        value.as_str().map_or(0, |text| decimal(text, 2).unwrap())
    }
    fn rate(value: &serde_json::Value) -> i64 {
        decimal(value.as_str().unwrap(), 4).unwrap()
    }

    #[test]
    fn the_vectors_of_tax_hold() {
        let path = format!("{}/../../shared/data/vectors/tax.json", env!("CARGO_MANIFEST_DIR"));
        let Ok(text) = std::fs::read_to_string(&path) else { return println!("skipped: no {path}") };
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut checked = 0;
        for case in file["cases"].as_array().unwrap() {
            let label = case["label"].as_str().unwrap_or("");
            match case["kind"].as_str().unwrap() {
                "included" => {
                    assert_eq!(tax_within(cents(&case["gross"]), rate(&case["rate"])), cents(&case["tax"]), "{label}")
                }
                "excluded" => {
                    let net = cents(&case["net"]);
                    let tax: i64 = case["rates"].as_array().unwrap().iter().map(|r| tax_on_top(net, rate(r))).sum();
                    assert_eq!(tax, cents(&case["tax"]), "{label}");
                }
                "export_net_price" => {
                    let gross = cents(&case["gross"]);
                    assert_eq!(gross - tax_within(gross, rate(&case["rate"])), cents(&case["net"]), "{label}");
                }
                "cart" => {
                    let lines: Vec<Summand> = case["lines"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|l| Summand {
                            unit_price: cents(&l["price"]),
                            quantity: l["qty"].as_i64().unwrap(),
                            discount: cents(&l["discount"]),
                            basis_points: rate(&l["rate"]),
                        })
                        .collect();
                    let totals = sum(&lines, 0, case["tax_included"].as_bool().unwrap());
                    assert_eq!(totals.total, cents(&case["expected_total"]), "{label}");
                    assert_eq!(totals.tax, cents(&case["expected_tax"]), "{label}");
                }
                // Gross prices stay gross abroad: we do not re-base them.
                "rebase_gross" => continue,
                other => panic!("a kind of vector we do not know: {other}"),
            }
            checked += 1;
        }
        assert!(checked >= 15, "{checked}");
    }

    #[test]
    fn shipping_shares_the_rates_of_the_goods() {
        let line = |unit_price, basis_points| Summand { unit_price, quantity: 1, discount: 0, basis_points };
        let totals = sum(&[line(6800, 2100), line(650, 900)], 490, true);
        assert_eq!(totals.total, 6800 + 650 + 490);
        assert_eq!(totals.shipping_taxes.iter().map(|s| s.amount).sum::<i64>(), 490);
        assert_eq!(
            totals.shipping_taxes,
            [
                ShippingTax { basis_points: 900, amount: 43, tax: 4 },
                ShippingTax { basis_points: 2100, amount: 447, tax: 78 }
            ]
        );
        assert_eq!(totals.tax, 1180 + 54 + 82);
    }

    #[test]
    fn a_sum_always_adds_up() {
        let mut seed = 11u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((seed >> 33) % most) as i64
        };
        for _ in 0..1_000 {
            let lines: Vec<Summand> = (0..=next(6))
                .map(|_| Summand {
                    unit_price: next(20_000),
                    quantity: 1 + next(5),
                    discount: 0,
                    basis_points: [0, 500, 900, 2100, 2550][next(5) as usize],
                })
                .collect();
            let (shipping, included) = (next(3_000), next(2) == 0);
            let t = sum(&lines, shipping, included);
            assert_eq!(t.lines.iter().map(|l| l.total).sum::<i64>(), t.items);
            assert_eq!(t.shipping_taxes.iter().map(|s| s.amount).sum::<i64>(), shipping);
            assert_eq!(t.tax, t.lines.iter().map(|l| l.tax).sum::<i64>() + t.shipping_tax());
            assert_eq!(t.total, t.items + shipping + if included { 0 } else { t.tax });
        }
    }
}
