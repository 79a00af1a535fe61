//! Collections as a merchant fills them: by hand, in an order, or by a rule that products meet.
pub mod actions;
pub mod pages;
pub mod store;

use crate::values::{Currency, Money, decimal, fold};

/// How many conditions a rule may have.
pub const MOST: usize = 10;

/// What a condition can be about: its word, what it is called, and how it can be asked for.
pub const FIELDS: &[(&str, &str, &[&str])] = &[
    ("tag", "Tag", &["is", "not"]),
    ("kind", "Kind", &["is", "not"]),
    ("maker", "Maker, by handle", &["is", "not"]),
    ("price", "Price", &["least", "most"]),
    ("attribute", "Specification", &["is", "least", "most"]),
    ("stock", "On the shelf now", &["is", "not"]),
    ("title", "Name", &["has"]),
];
/// How it can be asked for.
pub const OPS: &[(&str, &str)] =
    &[("is", "is"), ("not", "is not"), ("least", "at least"), ("most", "at most"), ("has", "has the words")];

/// One thing that a product has to meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    pub field: String,
    pub op: String,
    /// The handle of the specification it is about.
    pub attribute: String,
    /// What it is measured by: a price in minor units, a number in thousandths, else a text.
    pub value: String,
}
impl Condition {
    /// Reads a condition as it was typed; else what is wrong with it.
    pub fn parse(typed: &Condition, currency: Currency) -> Result<Condition, String> {
        let Some((_, name, ops)) = FIELDS.iter().find(|(field, ..)| *field == typed.field) else {
            return Err("Choose what it is about.".into());
        };
        if !ops.contains(&typed.op.as_str()) {
            let can: Vec<&str> = OPS.iter().filter(|(op, _)| ops.contains(op)).map(|(_, text)| *text).collect();
            return Err(format!("{name} goes with ‘{}’.", can.join("’ or ‘")));
        }
        let text = typed.value.trim();
        let value = match (typed.field.as_str(), typed.op.as_str()) {
            ("stock", _) => String::new(),
            (_, _) if text.is_empty() => return Err("Say by what it is measured.".into()),
            ("price", _) => match Money::parse(&pointed(text), currency).filter(|m| m.minor >= 0) {
                Some(money) => money.minor.to_string(),
                None => return Err(format!("Write an amount of {}.", currency.code())),
            },
            ("attribute", "least" | "most") => match decimal(&pointed(text), 3) {
                Some(milli) => milli.to_string(),
                None => return Err("Write a number.".into()),
            },
            _ if text.chars().count() > 100 => return Err("At most 100 letters.".into()),
            _ => text.into(),
        };
        if typed.field == "attribute" && typed.attribute.is_empty() {
            return Err("Choose the specification.".into());
        }
        let attribute = if typed.field == "attribute" { typed.attribute.clone() } else { String::new() };
        Ok(Condition { value, attribute, ..typed.clone() })
    }
    /// The same as somebody types it.
    pub fn typed(&self, currency: Currency) -> Condition {
        let value = match (self.field.as_str(), self.op.as_str(), self.value.parse::<i64>()) {
            ("price", _, Ok(minor)) => Money::new(minor, currency).plain(),
            ("attribute", "least" | "most", Ok(milli)) => plain(milli),
            _ => self.value.clone(),
        };
        Condition { value, ..self.clone() }
    }
    /// The text by which it is compared.
    pub fn key(&self) -> String {
        fold(&self.value)
    }
}
fn pointed(text: &str) -> String {
    if text.contains('.') { text.to_string() } else { text.replacen(',', ".", 1) }
}
fn plain(milli: i64) -> String {
    let text = format!("{}{}.{:03}", if milli < 0 { "-" } else { "" }, milli.abs() / 1_000, milli.abs() % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').into()
}

/// What a collection by rule holds: products that meet all of it, or any. Without a condition it holds nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    pub any: bool,
    pub conditions: Vec<Condition>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &str, op: &str, attribute: &str, value: &str) -> Condition {
        Condition { field: field.into(), op: op.into(), attribute: attribute.into(), value: value.into() }
    }

    #[test]
    fn conditions_are_read_and_written_alike() {
        for (c, value, again) in [
            (typed("price", "least", "", "12,50"), "1250", "12.50"),
            (typed("attribute", "most", "weight", "1.46"), "1460", "1.46"),
            (typed("attribute", "least", "weight", "2"), "2000", "2"),
            (typed("tag", "is", "", " Iron "), "Iron", "Iron"),
            (typed("stock", "is", "", "whatever"), "", ""),
        ] {
            let read = Condition::parse(&c, Currency::EUR).unwrap();
            assert_eq!((read.value.as_str(), read.typed(Currency::EUR).value.as_str()), (value, again));
        }
    }

    #[test]
    fn what_cannot_be_asked_is_said() {
        for (c, words) in [
            (typed("shape", "is", "", "x"), "Choose what it is about."),
            (typed("tag", "least", "", "x"), "Tag goes with ‘is’ or ‘is not’."),
            (typed("title", "has", "", " "), "Say by what it is measured."),
            (typed("price", "most", "", "cheap"), "Write an amount of EUR."),
            (typed("attribute", "is", "", "x"), "Choose the specification."),
            (typed("attribute", "least", "weight", "heavy"), "Write a number."),
        ] {
            assert_eq!(Condition::parse(&c, Currency::EUR), Err(words.to_string()));
        }
    }
}
