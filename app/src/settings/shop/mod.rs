//! The shop itself as a merchant sets it: who and where it is, and its money.
pub mod actions;
pub mod pages;
pub mod store;

use crate::house::store::Facts;
use crate::places::Country;
use crate::values::{Currency, Email};

/// What one of the two forms carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// `who`, `money`, `close` or `open`.
    pub act: String,
    pub name: String,
    pub tagline: String,
    pub purpose: String,
    pub street: String,
    pub city: String,
    pub email: String,
    pub phone: String,
    pub hours: String,
    pub country: String,
    pub lang: String,
    pub zone: String,
    pub currency: String,
    pub iban: String,
    pub bic: String,
    pub vat_id: String,
    pub days: String,
    pub include: String,
    pub away: String,
    pub password: String,
}
impl Typed {
    /// The forms as they stand.
    pub fn of(f: &Facts) -> Typed {
        Typed {
            act: String::new(),
            name: f.name.clone(),
            tagline: f.tagline.clone(),
            purpose: f.purpose.clone(),
            street: f.street.clone(),
            city: f.city.clone(),
            email: f.email.clone(),
            phone: f.phone.clone(),
            hours: f.hours.clone(),
            country: f.country.clone(),
            lang: f.lang.clone(),
            zone: f.zone.clone(),
            currency: f.currency.clone(),
            iban: crate::words::iban(&f.iban),
            bic: f.bic.clone(),
            vat_id: f.vat_id.clone(),
            days: f.transfer_days.to_string(),
            include: if f.prices_include_tax { "yes" } else { "no" }.into(),
            away: f.away.clone(),
            password: String::new(),
        }
    }
}

/// Faults, each at its field.
pub type Faults = Vec<(&'static str, String)>;

/// One line without a needless space, at most so many letters; else what is wrong is noted.
pub fn line(field: &'static str, typed: &str, most: usize, needed: Option<&str>, faults: &mut Faults) -> String {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match needed {
        Some(words) if text.is_empty() => faults.push((field, words.into())),
        _ if text.chars().count() > most => faults.push((field, format!("At most {most} letters."))),
        _ => {}
    }
    text
}

/// The facts with what the form about who we are says; or every fault.
pub fn who(typed: &Typed, before: &Facts) -> Result<Facts, Faults> {
    let mut faults = vec![];
    let name = line("name", &typed.name, 80, Some("What the shop is called."), &mut faults);
    let tagline = line("tagline", &typed.tagline, 120, None, &mut faults);
    let purpose = line("purpose", &typed.purpose, 400, Some("One sentence: what the shop is for."), &mut faults);
    let street = line("street", &typed.street, 120, None, &mut faults);
    let city = line("city", &typed.city, 120, None, &mut faults);
    let phone = line("phone", &typed.phone, 40, None, &mut faults);
    let hours = line(
        "hours",
        &typed.hours,
        200,
        Some("When somebody answers, like: Monday to Friday, 9:00 to 17:00."),
        &mut faults,
    );
    let email = Email::parse(&typed.email);
    if email.is_none() {
        faults.push(("email", "One address, like shop@example.org. Customers write to it.".into()));
    }
    let country = Country::parse(&typed.country);
    if country.is_none() {
        faults.push(("country", "Choose the country from the list.".into()));
    }
    let lang = typed.lang.trim().to_lowercase();
    let letters =
        lang.split('-').all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !letters || lang.len() > 16 {
        faults.push(("lang", "A code of a language, like en or nl.".into()));
    }
    let zone = typed.zone.trim().to_string();
    if jiff::tz::TimeZone::get(&zone).is_err() {
        faults.push(("zone", "A zone of the tz database, like Europe/Amsterdam.".into()));
    }
    match (country, email) {
        (Some(country), Some(email)) if faults.is_empty() => Ok(Facts {
            name,
            tagline,
            purpose,
            street,
            city,
            phone,
            hours,
            email: email.as_str().to_string(),
            country: country.code().into(),
            lang,
            zone,
            ..before.clone()
        }),
        _ => Err(faults),
    }
}

/// The facts with what the form about money says; or every fault. `locked`: there are prices or orders in the currency.
pub fn money(typed: &Typed, before: &Facts, locked: bool) -> Result<Facts, Faults> {
    let mut faults = vec![];
    let currency = if locked { Some(before.currency()) } else { Currency::parse(&typed.currency) };
    if currency.is_none() {
        faults.push(("currency", "The three letters of a currency, like EUR.".into()));
    }
    let iban: String = typed.iban.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    if !iban.is_empty() && iban.parse::<iban::Iban>().is_err() {
        faults.push(("iban", "This is no IBAN: a letter or a digit is wrong, or one is missing.".into()));
    }
    let bic = typed.bic.trim().to_uppercase();
    if !bic.is_empty() && !is_bic(&bic) {
        faults.push(("bic", "Eight or eleven letters and digits, like ABNANL2A.".into()));
    }
    let vat_id: String = typed.vat_id.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let good = vat_id.is_empty()
        || ((4..=20).contains(&vat_id.len())
            && vat_id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'));
    if !good {
        faults.push(("vat_id", "Like NL123456789B01: letters and digits.".into()));
    }
    let days = typed.days.trim().parse::<i64>().ok().filter(|d| (1..=60).contains(d));
    if days.is_none() {
        faults.push(("days", "From 1 to 60 days.".into()));
    }
    match (currency, days) {
        (Some(currency), Some(transfer_days)) if faults.is_empty() => Ok(Facts {
            currency: currency.code().into(),
            iban,
            bic,
            vat_id,
            transfer_days,
            prices_include_tax: typed.include == "yes",
            ..before.clone()
        }),
        _ => Err(faults),
    }
}

/// Four letters of a bank, two of a country, two of a place, three of a branch or none (ISO 9362).
fn is_bic(text: &str) -> bool {
    let b = text.as_bytes();
    matches!(b.len(), 8 | 11) && b[..6].iter().all(u8::is_ascii_uppercase) && b.iter().all(u8::is_ascii_alphanumeric)
}

/// What differs between two sets of facts, as lines of before and after for the audit.
pub fn differences(before: &Facts, after: &Facts) -> (String, String) {
    let told = |f: &Facts| {
        [
            ("name", f.name.clone()),
            ("tagline", f.tagline.clone()),
            ("purpose", f.purpose.clone()),
            ("street", f.street.clone()),
            ("city", f.city.clone()),
            ("email", f.email.clone()),
            ("telephone", f.phone.clone()),
            ("hours", f.hours.clone()),
            ("country", f.country.clone()),
            ("language", f.lang.clone()),
            ("zone", f.zone.clone()),
            ("currency", f.currency.clone()),
            ("IBAN", f.iban.clone()),
            ("BIC", f.bic.clone()),
            ("VAT id", f.vat_id.clone()),
            ("days to pay", f.transfer_days.to_string()),
            ("prices include tax", if f.prices_include_tax { "yes" } else { "no" }.into()),
        ]
    };
    let pairs: Vec<_> = told(before).into_iter().zip(told(after)).filter(|(b, a)| b != a).collect();
    let join = |side: Vec<(&str, String)>| side.iter().map(|(n, v)| format!("{n}: {v}")).collect::<Vec<_>>().join("; ");
    (join(pairs.iter().map(|(b, _)| b.clone()).collect()), join(pairs.into_iter().map(|(_, a)| a).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts {
            name: "Meelkade".into(),
            tagline: String::new(),
            purpose: "Pans that stay.".into(),
            street: "Kade 1".into(),
            city: "1234 AB Town".into(),
            email: "shop@example.org".into(),
            phone: String::new(),
            hours: "Always".into(),
            country: "NL".into(),
            currency: "EUR".into(),
            lang: "en".into(),
            zone: "Europe/Amsterdam".into(),
            iban: "NL91ABNA0417164300".into(),
            bic: "ABNANL2A".into(),
            prices_include_tax: true,
            transfer_days: 7,
            demo: false,
            catalogue_version: 1,
            opened_at: None,
            away: String::new(),
            vat_id: String::new(),
        }
    }

    #[test]
    fn what_stands_is_what_is_kept_and_nothing_differs() {
        let f = facts();
        let again = who(&Typed::of(&f), &f).unwrap();
        assert_eq!(differences(&f, &again), (String::new(), String::new()));
        let again = money(&Typed::of(&f), &f, false).unwrap();
        assert_eq!(differences(&f, &again), (String::new(), String::new()));
        let other = Facts { iban: "DE89370400440532013000".into(), ..f.clone() };
        assert_eq!(differences(&f, &other).1, "IBAN: DE89370400440532013000");
    }

    #[test]
    fn every_fault_is_named_at_its_field() {
        let f = facts();
        let typed = Typed { country: "XX".into(), zone: "Mars".into(), lang: "e".into(), ..Typed::default() };
        let names: Vec<&str> = who(&typed, &f).unwrap_err().iter().map(|(n, _)| *n).collect();
        assert_eq!(names, ["name", "purpose", "hours", "email", "country", "lang", "zone"]);
        let typed = Typed {
            currency: "EURO".into(),
            iban: "NL92ABNA0417164300".into(),
            bic: "ABNA".into(),
            vat_id: "?".into(),
            days: "0".into(),
            ..Typed::default()
        };
        let names: Vec<&str> = money(&typed, &f, false).unwrap_err().iter().map(|(n, _)| *n).collect();
        assert_eq!(names, ["currency", "iban", "bic", "vat_id", "days"]);
    }

    #[test]
    fn a_currency_that_is_used_stays() {
        let f = facts();
        let typed = Typed { currency: "USD".into(), ..Typed::of(&f) };
        assert_eq!(money(&typed, &f, true).unwrap().currency, "EUR");
        assert_eq!(money(&typed, &f, false).unwrap().currency, "USD");
    }
}
