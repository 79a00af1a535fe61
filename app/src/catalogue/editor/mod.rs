//! The editor of a product: its form as plain fields by name, what it was drawn from, and how two who edit it meet.
//!
//! A field's name says what it is of: `title`, `v-12-sku` (variant 12), `axis-7-v-31` (value 31 of axis 7), `a-3-means`
//! (attribute 3), `m-5-alt` (picture 5), `s-0-words` (the first step), `c-2` (collection 2). What is new has a number with
//! an `n` before it. A field that is not there is empty.
pub mod actions;
pub mod barcode;
pub mod changes;
pub mod copy;
pub mod fields;
pub mod grid;
pub mod merge;
pub mod pages;
pub mod store;
pub mod wish;

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The fields of a form by their names; none of them is empty.
pub type Fields = BTreeMap<String, String>;

/// How many variants a product may have, sold or not.
pub const MOST_VARIANTS: usize = 100;
/// How many pictures a product may have.
pub const MOST_PICTURES: usize = 30;

/// The fields of a product as a whole.
pub const DETAILS: &[&str] = &[
    "title",
    "words",
    "purpose",
    "description",
    "maker",
    "vendor",
    "kind",
    "tags",
    "tax_class",
    "sensitive",
    "personal_label",
    "seo_title",
    "seo_description",
    "slug",
    "status",
    "stock_reason",
];
/// What the names of all other fields begin with.
const LISTS: &[&str] = &["axis-", "v-", "m-", "s-", "a-", "c-"];

/// Whether a field of this name is the product's, not the form's own.
pub fn is_field(name: &str) -> bool {
    DETAILS.contains(&name) || LISTS.iter().any(|list| name.starts_with(list))
}

/// A value as it is compared and kept: lines end in one way, nothing stands around it.
pub fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_string()
}

/// Puts a value, or takes it away where it is empty.
pub fn set(fields: &mut Fields, name: impl Into<String>, value: impl AsRef<str>) {
    let (name, value) = (name.into(), tidy(value.as_ref()));
    match value.is_empty() {
        true => fields.remove(&name),
        false => fields.insert(name, value),
    };
}
/// The value of a field; empty where it is not there.
pub fn of<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).map_or("", String::as_str)
}

/// The keys that stand in the second place of these names, `12` of `v-12-sku`: those that are there first, then the new ones.
pub fn keys(fields: &Fields, list: &str) -> Vec<String> {
    let mut all: Vec<String> = fields
        .keys()
        .filter_map(|name| name.strip_prefix(list)?.strip_prefix('-')?.split('-').next())
        .map(String::from)
        .collect();
    all.sort_by_key(|key| order(key));
    all.dedup();
    all
}
/// What is there stands before what is new, each by its number.
pub fn order(key: &str) -> (bool, i64) {
    match key.strip_prefix('n') {
        Some(n) => (true, n.parse().unwrap_or(i64::MAX)),
        None => (false, key.parse().unwrap_or(i64::MAX)),
    }
}

/// What a form was drawn from: of each field that was not empty the sum of its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(pub BTreeMap<String, String>);
impl Base {
    pub fn of(fields: &Fields) -> Base {
        Base(fields.iter().map(|(name, value)| (name.clone(), sum(value))).collect())
    }
    /// Reads what a form carries; none where it is no such thing.
    pub fn parse(text: &str) -> Option<Base> {
        serde_json::from_str(text).ok().map(Base)
    }
    pub fn text(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }
    /// Whether the field had this value.
    pub fn is(&self, name: &str, value: &str) -> bool {
        match self.0.get(name) {
            Some(kept) => *kept == sum(value),
            None => value.is_empty(),
        }
    }
}
fn sum(value: &str) -> String {
    Sha256::digest(value.as_bytes())[..5].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_same_however_a_browser_ends_its_lines() {
        assert_eq!(tidy(" one\r\ntwo\rthree \n"), "one\ntwo\nthree");
        let mut fields = Fields::new();
        set(&mut fields, "title", "Pan ");
        set(&mut fields, "words", "  ");
        let base = Base::of(&fields);
        assert!(base.is("title", "Pan") && base.is("words", "") && !base.is("title", "") && !base.is("words", "x"));
        assert_eq!(Base::parse(&base.text()), Some(base));
        assert_eq!(Base::parse("nothing"), None);
    }

    #[test]
    fn keys_stand_by_their_number_and_new_ones_last() {
        let mut fields = Fields::new();
        for name in ["v-n1-sku", "v-12-sku", "v-9-sku", "v-9-p-EUR", "vendor", "axis-3-name"] {
            set(&mut fields, name, "x");
        }
        assert_eq!(keys(&fields, "v"), ["9", "12", "n1"]);
        assert_eq!(keys(&fields, "axis"), ["3"]);
        assert!(is_field("v-9-sku") && is_field("vendor") && !is_field("act") && !is_field("base"));
    }
}
