//! Invoices and credit notes: what stands on them, and how they are numbered. A paper holds everything it says, so that it
//! says the same for ever.
#[cfg(feature = "ssr")]
pub mod issue;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod slip;
#[cfg(feature = "ssr")]
pub mod store;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which of the two it is; the words of the table `paper_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Invoice,
    CreditNote,
}
impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Invoice => "invoice",
            Kind::CreditNote => "credit_note",
        }
    }
    pub fn parse(word: &str) -> Option<Kind> {
        [Kind::Invoice, Kind::CreditNote].into_iter().find(|k| k.word() == word)
    }
    pub fn title(self) -> &'static str {
        match self {
            Kind::Invoice => "Invoice",
            Kind::CreditNote => "Credit note",
        }
    }
    /// The number of the nth paper of a year: `2026-0042`, `C2026-0007`.
    pub fn number(self, year: i64, n: i64) -> String {
        match self {
            Kind::Invoice => format!("{year}-{n:04}"),
            Kind::CreditNote => format!("C{year}-{n:04}"),
        }
    }
}

/// Everything a paper says, but for whom it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub seller: Seller,
    pub order: String,
    /// When it was ordered, and when the goods left the shop; days as people read them.
    pub ordered: String,
    pub supplied: String,
    pub issued: String,
    /// The invoice that a credit note is about: its number and its day.
    pub about: Option<(String, String)>,
    /// Why money goes back, on a credit note.
    pub reason: String,
    /// How it is paid: a sentence.
    pub payment: String,
    pub currency: String,
    /// Whether the amounts of the lines hold their tax.
    pub with_tax: bool,
    pub lines: Vec<Line>,
    pub rates: Vec<ByRate>,
    pub tax: i64,
    pub total: i64,
}

/// The shop, as it was called that day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    pub name: String,
    pub street: String,
    pub city: String,
    pub country: String,
    pub email: String,
    pub vat_id: String,
}

/// A line of a paper. Amounts are minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub title: String,
    pub sku: String,
    /// None for what is not counted: shipping, a free amount.
    pub quantity: Option<i64>,
    pub unit_price: Option<i64>,
    /// None where it is made of several rates.
    pub basis_points: Option<i64>,
    pub total: i64,
}

/// What a paper comes to at one rate, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByRate {
    pub basis_points: i64,
    pub net: i64,
    pub tax: i64,
}

/// Amounts with their tax, summed by rate.
pub fn by_rate(amounts: impl IntoIterator<Item = (i64, i64, i64)>, with_tax: bool) -> Vec<ByRate> {
    let mut rates: BTreeMap<i64, ByRate> = BTreeMap::new();
    for (basis_points, amount, tax) in amounts {
        let rate = rates.entry(basis_points).or_insert(ByRate { basis_points, ..ByRate::default() });
        rate.net += if with_tax { amount - tax } else { amount };
        rate.tax += tax;
    }
    rates.into_values().collect()
}

/// A rate as people write it: `21 %`, `5.5 %`.
pub fn rate_words(basis_points: i64) -> String {
    let (whole, part) = (basis_points / 100, basis_points % 100);
    match part {
        0 => format!("{whole} %"),
        part if part % 10 == 0 => format!("{whole}.{} %", part / 10),
        part => format!("{whole}.{part:02} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_count_within_their_kind_and_year() {
        assert_eq!(Kind::Invoice.number(2026, 42), "2026-0042");
        assert_eq!(Kind::CreditNote.number(2026, 7), "C2026-0007");
        assert_eq!(Kind::Invoice.number(2027, 12_345), "2027-12345");
        for kind in [Kind::Invoice, Kind::CreditNote] {
            assert_eq!(Kind::parse(kind.word()), Some(kind));
        }
        assert_eq!(Kind::parse("receipt"), None);
    }

    #[test]
    fn amounts_are_summed_by_rate_whether_they_hold_their_tax_or_not() {
        let amounts = [(2_100, 1_210, 210), (900, 109, 9), (2_100, 121, 21)];
        let rate = |basis_points, net, tax| ByRate { basis_points, net, tax };
        assert_eq!(by_rate(amounts, true), [rate(900, 100, 9), rate(2_100, 1_100, 231)]);
        assert_eq!(by_rate([(2_100, 1_000, 210)], false), [rate(2_100, 1_000, 210)]);
    }

    #[test]
    fn a_rate_reads_as_it_is_said() {
        assert_eq!([2_100, 550, 1_925, 0].map(rate_words), ["21 %", "5.5 %", "19.25 %", "0 %"]);
    }

    #[test]
    fn a_paper_is_read_as_it_was_written() {
        let content =
            Content { order: "10001".into(), about: Some(("2026-0001".into(), "x".into())), ..Content::default() };
        let text = serde_json::to_string(&content).unwrap();
        assert_eq!(serde_json::from_str::<Content>(&text).unwrap(), content);
    }
}
