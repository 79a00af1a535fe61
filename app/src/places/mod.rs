//! Countries, the shapes of their addresses, and the areas that tax law excepts.
mod address;
mod areas;
mod countries;
pub mod form;
mod shapes;

pub use address::{Address, AddressFault, AddressField, RawAddress};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A country of ISO 3166-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country(&'static (&'static str, &'static str));
static ALL: LazyLock<Vec<Country>> = LazyLock::new(|| countries::COUNTRIES.iter().map(Country).collect());

impl Country {
    /// The country of this two-letter code, in any case.
    pub fn parse(code: &str) -> Option<Country> {
        countries::COUNTRIES.iter().find(|(c, _)| c.eq_ignore_ascii_case(code.trim())).map(Country)
    }
    pub fn code(self) -> &'static str {
        self.0.0
    }
    /// Its English name, as people read it.
    pub fn name(self) -> &'static str {
        self.0.1
    }
    /// Every country, sorted by name.
    pub fn all() -> &'static [Country] {
        &ALL
    }
    /// What an address there consists of.
    pub fn shape(self) -> Shape {
        Shape(shapes::SHAPES.iter().find(|s| s.country == self.code()).unwrap_or(&COMMON))
    }
}

/// What is known of a country's addresses; `lines` and `needs` in the letters of Google's address data:
/// N name, A address, D district, C city, S region, Z postcode, n a new line.
pub(crate) struct Facts {
    country: &'static str,
    lines: &'static str,
    needs: &'static str,
    postcode: &'static str,
    example: &'static str,
    postcode_name: &'static str,
    region_name: &'static str,
    city_name: &'static str,
    district_name: &'static str,
    /// Code, name in Latin letters, name as it is written there.
    regions: &'static [(&'static str, &'static str, &'static str)],
}
/// Where nothing is known: street, postcode and city; the postcode as it comes, and not everywhere is one.
static COMMON: Facts = Facts {
    country: "",
    lines: "%N%n%A%n%Z %C",
    needs: "AC",
    postcode: "",
    example: "",
    postcode_name: "postal",
    region_name: "province",
    city_name: "city",
    district_name: "suburb",
    regions: &[],
};
/// Patterns of countries that the data does not hold but the demo shop sends to.
const PATTERNS: &[(&str, &str)] = &[("BE", r"\d{4}"), ("LU", r"\d{4}"), ("DK", r"\d{4}")];

/// The shape of a country's addresses: what is asked for, under which names.
#[derive(Clone, Copy)]
pub struct Shape(&'static Facts);
impl Shape {
    fn has(&self, letter: char) -> bool {
        self.0.lines.contains(&format!("%{letter}"))
    }
    fn needs(&self, letter: char) -> bool {
        self.0.needs.contains(letter)
    }
    pub fn asks_postcode(&self) -> bool {
        self.has('Z')
    }
    pub fn requires_postcode(&self) -> bool {
        self.needs('Z')
    }
    pub fn asks_city(&self) -> bool {
        self.has('C')
    }
    pub fn requires_city(&self) -> bool {
        self.needs('C')
    }
    pub fn asks_district(&self) -> bool {
        self.has('D')
    }
    pub fn asks_region(&self) -> bool {
        self.has('S')
    }
    pub fn requires_region(&self) -> bool {
        self.needs('S')
    }
    /// Whether a postcode is digits alone, so that a phone shows its number keys.
    pub fn postcode_digits(&self) -> bool {
        !self.0.example.is_empty() && self.0.example.bytes().all(|b| b.is_ascii_digit())
    }
    pub fn postcode_label(&self) -> &'static str {
        match self.0.postcode_name {
            "zip" => "ZIP code",
            "eircode" => "Eircode",
            "pin" => "PIN code",
            _ => "Postcode",
        }
    }
    pub fn city_label(&self) -> &'static str {
        match self.0.city_name {
            "suburb" => "Suburb or city",
            _ => "City",
        }
    }
    pub fn district_label(&self) -> &'static str {
        match self.0.district_name {
            "neighborhood" => "Neighbourhood",
            "townland" => "Townland",
            "district" => "District",
            _ => "Suburb",
        }
    }
    pub fn region_label(&self) -> &'static str {
        match self.0.region_name {
            "state" => "State",
            "county" => "County",
            "emirate" => "Emirate",
            "prefecture" => "Prefecture",
            "do_si" => "Province or city",
            _ => "Province",
        }
    }
    /// The regions to choose from, code and name; none where it is free text.
    pub fn regions(&self) -> Vec<(&'static str, &'static str)> {
        self.0.regions.iter().map(|(code, name, _)| (*code, *name)).collect()
    }
    /// The region that this code or name means, in either script.
    fn region(&self, typed: &str) -> Option<&'static str> {
        let wanted = crate::values::fold(typed);
        self.0
            .regions
            .iter()
            .find(|(code, name, native)| [code, name, native].iter().any(|t| crate::values::fold(t) == wanted))
            .map(|(code, ..)| *code)
    }
    /// What a postcode there looks like, in a sentence.
    pub fn postcode_hint(&self) -> String {
        let example = match self.0.country {
            "NL" => "5821 AB",
            _ => self.0.example,
        };
        match self.0.country {
            "NL" => format!("Four digits, then two letters: {example}"),
            "US" => "Five digits, or nine with a dash: 95014".into(),
            "GB" => "As on your letters: EC1Y 8SY".into(),
            "CA" => "Letter, digit, letter, then digit, letter, digit: H3Z 2Y7".into(),
            _ if example.is_empty() => "As it stands on your letters.".into(),
            _ if self.postcode_digits() => format!("{} digits: {example}", number(example.len())),
            _ => format!("As on your letters, for example {example}"),
        }
    }
}
fn number(n: usize) -> &'static str {
    ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"].get(n).copied().unwrap_or("Some")
}

static POSTCODES: LazyLock<HashMap<&'static str, Regex>> = LazyLock::new(|| {
    let known = shapes::SHAPES.iter().map(|s| (s.country, s.postcode));
    known
        .chain(PATTERNS.iter().copied())
        .filter(|(_, p)| !p.is_empty())
        .map(|(country, p)| (country, whole(p)))
        .collect()
});
static AREAS: LazyLock<Vec<(&'static str, &'static str, Regex)>> =
    LazyLock::new(|| areas::AREAS.iter().map(|(country, area, pattern)| (*country, *area, whole(pattern))).collect());
fn whole(pattern: &str) -> Regex {
    Regex::new(&format!("^(?:{pattern})$")).expect("BUG: a pattern of the table can be read")
}

/// The areas of a country in which other tax rates hold.
pub fn tax_areas(country: Country) -> Vec<&'static str> {
    AREAS.iter().filter(|(c, ..)| *c == country.code()).map(|(_, area, _)| *area).collect()
}
/// The area of a country, by its postcode, in which other tax rates hold; empty for the rest of the country.
pub fn tax_area(country: Country, postcode: &str) -> &'static str {
    let plain: String = postcode.chars().filter(|c| !c.is_whitespace()).collect();
    AREAS
        .iter()
        .find(|(c, _, pattern)| *c == country.code() && (pattern.is_match(postcode) || pattern.is_match(&plain)))
        .map_or("", |(_, area, _)| area)
}
