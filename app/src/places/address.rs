//! An address as it is typed, checked for its country, and printed as on a parcel.
use super::{Country, POSTCODES};

/// The fields as they were typed.
#[derive(Clone, Debug)]
pub struct RawAddress {
    pub name: String,
    pub line1: String,
    pub line2: String,
    pub city: String,
    pub region: String,
    pub district: String,
    pub postcode: String,
    pub country: Country,
}

/// An address that can be delivered to, as far as its shape tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub name: String,
    pub line1: String,
    pub line2: String,
    pub city: String,
    /// The code of the region, where the country has a list of them.
    pub region: String,
    pub district: String,
    pub postcode: String,
    pub country: Country,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressField {
    Name,
    Line1,
    Line2,
    City,
    Region,
    District,
    Postcode,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    Missing,
    TooLong { most: usize },
    BadPostcode,
    UnknownRegion,
}

/// How long a field may be, in letters.
const MOST: usize = 100;

impl Address {
    /// Checks every field; what the country's addresses do not have is left out.
    pub fn parse(raw: &RawAddress) -> Result<Address, Vec<(AddressField, AddressFault)>> {
        let shape = raw.country.shape();
        let mut faults = vec![];
        let mut text = |typed: &str, field, asked: bool, needed: bool| {
            let clean = if asked { tidy(typed) } else { String::new() };
            if needed && clean.is_empty() {
                faults.push((field, AddressFault::Missing));
            }
            if clean.chars().count() > MOST {
                faults.push((field, AddressFault::TooLong { most: MOST }));
            }
            clean
        };
        let name = text(&raw.name, AddressField::Name, true, true);
        let line1 = text(&raw.line1, AddressField::Line1, true, true);
        let line2 = text(&raw.line2, AddressField::Line2, true, false);
        let district = text(&raw.district, AddressField::District, shape.asks_district(), false);
        let city = text(&raw.city, AddressField::City, shape.asks_city(), shape.requires_city());
        let region = text(&raw.region, AddressField::Region, shape.asks_region(), shape.requires_region());
        let postcode = text(&raw.postcode, AddressField::Postcode, shape.asks_postcode(), shape.requires_postcode());
        let region = match shape.regions().is_empty() || region.is_empty() {
            true => region,
            false => match shape.region(&region) {
                Some(code) => code.to_string(),
                None => {
                    faults.push((AddressField::Region, AddressFault::UnknownRegion));
                    region
                }
            },
        };
        let postcode = match postcode.is_empty() || postcode.chars().count() > MOST {
            true => postcode,
            false => match postcode_of(raw.country, &postcode) {
                Some(good) => good,
                None => {
                    faults.push((AddressField::Postcode, AddressFault::BadPostcode));
                    postcode
                }
            },
        };
        match faults.is_empty() {
            true => Ok(Address { name, line1, line2, city, region, district, postcode, country: raw.country }),
            false => Err(faults),
        }
    }

    /// The lines as they are printed there; the country last, in capitals, unless it is the sender's own.
    pub fn lines(&self, home: &str) -> Vec<String> {
        let region = self
            .country
            .shape()
            .0
            .regions
            .iter()
            .find(|(code, ..)| *code == self.region)
            .map_or(self.region.as_str(), |(code, name, _)| if code.len() <= 3 { code } else { name });
        let mut lines = vec![];
        for part in self.country.shape().0.lines.split("%n") {
            if part.contains("%A") {
                lines.push(part.replace("%A", &self.line1));
                lines.push(self.line2.clone());
                continue;
            }
            let line = part
                .replace("%N", &self.name)
                .replace("%O", "")
                .replace("%D", &self.district)
                .replace("%C", &self.city)
                .replace("%S", region)
                .replace("%Z", &self.postcode)
                .replace("%X", "");
            lines.push(line);
        }
        if !self.country.code().eq_ignore_ascii_case(home) {
            lines.push(self.country.name().to_uppercase());
        }
        lines
            .into_iter()
            .map(|l| l.trim_matches([' ', ',', '-', '〒']).split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|l| !l.is_empty())
            .collect()
    }
}

fn tidy(typed: &str) -> String {
    let visible: String = typed.chars().map(|c| if c.is_control() || invisible(c) { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that turn the direction of writing or cannot be seen.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A postcode as the country writes it, from what people type: other spaces and dashes, small letters, wide digits, the
/// country's letters in front.
fn postcode_of(country: Country, typed: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let text: String = typed.nfkc().flat_map(char::to_uppercase).collect();
    let Some(pattern) = POSTCODES.get(country.code()) else {
        let good = text.len() <= 12 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-');
        return good.then_some(text);
    };
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let without = bare.strip_prefix(country.code()).unwrap_or(&bare).to_string();
    let without =
        if country.code() == "DE" { without.strip_prefix('D').unwrap_or(&without).to_string() } else { without };
    [written(country.code(), &without), written(country.code(), &bare), text]
        .into_iter()
        .find(|candidate| pattern.is_match(candidate))
}

/// Letters and digits with the gap or dash where the country puts it.
fn written(country: &str, bare: &str) -> String {
    let cut = |at: usize, gap: &str| match bare.is_char_boundary(at) && at < bare.len() {
        true => format!("{}{gap}{}", &bare[..at], &bare[at..]),
        false => bare.to_string(),
    };
    match country {
        "NL" => cut(4, " "),
        "GB" if bare.starts_with("BFPO") => cut(4, " "),
        "GB" if bare.len() > 3 => cut(bare.len() - 3, " "),
        "CA" | "IE" | "SE" => cut(3, " "),
        "JP" => cut(3, "-"),
        "BR" => cut(5, "-"),
        "PL" => cut(2, "-"),
        "US" if bare.len() == 9 => cut(5, "-"),
        _ => bare.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::tax_area;

    fn raw(country: &str, postcode: &str) -> RawAddress {
        RawAddress {
            name: "Noor Dekema".into(),
            line1: "Lijnbaan 17".into(),
            line2: String::new(),
            city: "Hollewijk".into(),
            region: String::new(),
            district: String::new(),
            postcode: postcode.into(),
            country: Country::parse(country).unwrap(),
        }
    }
    fn shared(folder: &str) -> Vec<(String, serde_json::Value)> {
        let path = format!("{}/../../shared/data/{folder}", env!("CARGO_MANIFEST_DIR"));
        let Ok(files) = std::fs::read_dir(&path) else {
            println!("skipped: no {path}");
            return vec![];
        };
        files
            .map(|f| f.unwrap().path())
            .map(|p| {
                let name = p.file_stem().unwrap().to_string_lossy().to_uppercase();
                let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&p).unwrap()).unwrap();
                (name.clone(), value[&name].clone())
            })
            .collect()
    }

    #[test]
    fn postcodes_are_taken_as_people_type_them() {
        for (country, typed, kept) in [
            ("NL", "5821ab", "5821 AB"),
            ("NL", "nl-5821 AB", "5821 AB"),
            ("DE", "D-26133", "26133"),
            ("GB", "ec1y8sy", "EC1Y 8SY"),
            ("CA", "h3z2y7", "H3Z 2Y7"),
            ("IE", "a65f4e2", "A65 F4E2"),
            ("SE", "11455", "114 55"),
            ("JP", "１５４００２３", "154-0023"),
            ("BR", "40301110", "40301-110"),
            ("PL", "00950", "00-950"),
            ("US", "95014", "95014"),
            ("US", "221621010", "22162-1010"),
            ("BE", "B-1000", "1000"),
            ("AE", "", ""),
        ] {
            let mut typed = raw(country, typed);
            typed.region = match country {
                "CA" => "QC",
                "US" => "CA",
                "JP" => "Tokyo",
                "BR" => "SP",
                "AE" => "Dubai",
                _ => "",
            }
            .into();
            if country == "BE" {
                typed.postcode = "1000".into();
            }
            let address = Address::parse(&typed).unwrap_or_else(|e| panic!("{country} {}: {e:?}", typed.postcode));
            assert_eq!(address.postcode, kept, "{country}");
        }
        for (country, typed) in
            [("NL", "5821"), ("NL", "0821 AB"), ("DE", "2613"), ("US", "9501"), ("GB", "X1"), ("BE", "10000")]
        {
            assert!(Address::parse(&raw(country, typed)).is_err(), "{country} {typed}");
        }
    }

    #[test]
    fn every_country_of_the_data_asks_what_its_format_says() {
        for (code, facts) in shared("address") {
            let shape = Country::parse(&code).unwrap().shape();
            let (lines, needs) = (facts["fmt"].as_str().unwrap_or("%Z%C"), facts["require"].as_str().unwrap_or("AC"));
            for (letter, asks) in [
                ('Z', shape.asks_postcode()),
                ('C', shape.asks_city()),
                ('S', shape.asks_region()),
                ('D', shape.asks_district()),
            ] {
                assert_eq!(lines.contains(&format!("%{letter}")), asks, "{code} {letter}");
            }
            assert_eq!(needs.contains('Z'), shape.requires_postcode(), "{code}");
            assert_eq!(needs.contains('S'), shape.requires_region(), "{code}");
            let first_region = shape.regions().first().map(|(key, _)| key.to_string()).unwrap_or_default();
            for example in facts["zipex"].as_str().unwrap_or("").split(',').filter(|e| !e.is_empty()) {
                let typed = RawAddress { region: first_region.clone(), ..raw(&code, example) };
                let once = Address::parse(&typed).unwrap_or_else(|e| panic!("{code} {example}: {e:?}"));
                let again = Address::parse(&RawAddress { postcode: once.postcode.clone(), ..typed }).unwrap();
                assert_eq!(once.postcode, again.postcode, "{code}");
            }
            for (key, name) in shape.regions() {
                for region in [key, name] {
                    let typed = RawAddress {
                        region: region.into(),
                        ..raw(&code, facts["zipex"].as_str().unwrap_or("").split(',').next().unwrap())
                    };
                    assert!(Address::parse(&typed).is_ok(), "{code} {region}");
                }
            }
        }
    }

    #[test]
    fn a_parcel_is_addressed_as_its_country_does() {
        let home = Address::parse(&raw("NL", "5821ab")).unwrap();
        assert_eq!(home.lines("NL"), ["Noor Dekema", "Lijnbaan 17", "5821 AB Hollewijk"]);
        assert_eq!(home.lines("DE").last().unwrap(), "NETHERLANDS");
        let us = Address::parse(&RawAddress { region: "California".into(), ..raw("US", "95014") }).unwrap();
        assert_eq!(us.lines("NL"), ["Noor Dekema", "Lijnbaan 17", "Hollewijk, CA 95014", "UNITED STATES"]);
    }

    #[test]
    fn nonsense_is_a_fault_and_never_a_panic() {
        for text in ["", " ", "\u{0}", "🍚", &"x".repeat(5000), "é", "\u{202e}abc", "12\n34", "'; drop table"] {
            for country in Country::all() {
                let typed = RawAddress {
                    postcode: text.into(),
                    region: text.into(),
                    city: text.into(),
                    ..raw(country.code(), text)
                };
                drop(Address::parse(&typed));
            }
        }
        let faults =
            Address::parse(&RawAddress { name: " ".into(), line1: "x".repeat(101), ..raw("NL", "") }).unwrap_err();
        assert_eq!(
            faults,
            [
                (AddressField::Name, AddressFault::Missing),
                (AddressField::Line1, AddressFault::TooLong { most: 100 }),
                (AddressField::Postcode, AddressFault::Missing)
            ]
        );
    }

    #[test]
    fn excepted_areas_are_told_by_their_postcodes() {
        let area = |country, postcode| tax_area(Country::parse(country).unwrap(), postcode);
        assert_eq!(area("ES", "35001"), "Canary Islands");
        assert_eq!(area("IT", "23041"), "Livigno");
        assert_eq!(area("ES", "28001"), "");
        assert_eq!(area("NL", "5821 AB"), "");
    }
}
