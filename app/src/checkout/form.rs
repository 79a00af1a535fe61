//! The checkout's form as it was typed, and what is wrong with it.
use crate::places::{Address, AddressFault, AddressField, Country, RawAddress};
use crate::shipping::Rate;
use crate::values::Email;

/// Everything the form carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The cart's number and its secret word, with a dot between.
    pub cart: String,
    pub version: String,
    pub total: String,
    pub email: String,
    pub name: String,
    pub country: String,
    pub address: String,
    pub address2: String,
    pub postcode: String,
    pub city: String,
    pub region: String,
    pub district: String,
    pub shipping: String,
    pub payment: String,
    pub show: String,
    /// Which button was pressed: `update` or `place`.
    pub act: String,
}

/// The form when every field is good.
pub struct Good {
    pub email: Email,
    pub name: String,
    /// The lines of the address as on a parcel; empty where nothing is sent.
    pub address: String,
    pub area: &'static str,
    pub payment: &'static str,
}

/// A fault beside its field.
pub type Faults = Vec<(&'static str, String)>;

/// The ways to pay for what goes this way: a transfer, or at the counter where it is collected.
pub fn payments(rate: &Rate) -> &'static [(&'static str, &'static str, &'static str)] {
    const TRANSFER: (&str, &str, &str) =
        ("transfer", "Bank transfer", "You get our account and a reference; we send it when the money is here.");
    const PICKUP: (&str, &str, &str) = ("on_pickup", "When you collect", "Cash or card, at the counter.");
    match rate.method.as_str() {
        "pickup" => &[TRANSFER, PICKUP],
        _ => &[TRANSFER],
    }
}

/// Checks every field, in the order they stand on the page. The address is asked for only where something is sent.
pub fn check(typed: &Typed, country: Country, home: &str, rate: &Rate) -> Result<Good, Faults> {
    let mut faults: Faults = vec![];
    let raw = RawAddress {
        name: typed.name.clone(),
        line1: if rate.ships { typed.address.clone() } else { "-".into() },
        line2: typed.address2.clone(),
        postcode: typed.postcode.clone(),
        city: typed.city.clone(),
        region: typed.region.clone(),
        district: typed.district.clone(),
        country,
    };
    let mut address = None;
    match Address::parse(&raw) {
        Ok(good) => address = Some(good),
        Err(found) => {
            for (field, fault) in found {
                if rate.ships || field == AddressField::Name {
                    faults.push((field_name(field), fault_words(country, field, &fault)));
                }
            }
        }
    }
    let email = Email::parse(&typed.email);
    if email.is_none() {
        let words = if typed.email.trim().is_empty() {
            "We need it to send the receipt."
        } else {
            "One address, like noor@example.org."
        };
        faults.push(("email", words.into()));
    }
    let payment = payments(rate).iter().map(|(word, ..)| *word).find(|word| *word == typed.payment);
    if payment.is_none() {
        faults.push(("payment", "Choose how you pay.".into()));
    }
    match (email, payment) {
        (Some(email), Some(payment)) if faults.is_empty() => Ok(Good {
            email,
            name: typed.name.split_whitespace().collect::<Vec<_>>().join(" "),
            area: address.as_ref().filter(|_| rate.ships).map_or("", |a| crate::places::tax_area(country, &a.postcode)),
            address: address.filter(|_| rate.ships).map(|a| a.lines(home).join("\n")).unwrap_or_default(),
            payment,
        }),
        _ => Err(faults),
    }
}

fn field_name(field: AddressField) -> &'static str {
    match field {
        AddressField::Name => "name",
        AddressField::Line1 => "address",
        AddressField::Line2 => "address2",
        AddressField::Postcode => "postcode",
        AddressField::City => "city",
        AddressField::Region => "region",
        AddressField::District => "district",
    }
}
fn fault_words(country: Country, field: AddressField, fault: &AddressFault) -> String {
    let shape = country.shape();
    match (fault, field) {
        (AddressFault::Missing, AddressField::Name) => "Who is it for?".into(),
        (AddressFault::Missing, AddressField::Line1) => "The street and the number.".into(),
        (AddressFault::Missing, AddressField::Postcode) => shape.postcode_hint(),
        (AddressFault::Missing, AddressField::City) => "The town it goes to.".into(),
        (AddressFault::Missing, AddressField::Region) => "Choose one from the list.".into(),
        (AddressFault::Missing, _) => "This is needed there.".into(),
        (AddressFault::TooLong { most }, _) => format!("At most {most} letters."),
        (AddressFault::BadPostcode, _) => shape.postcode_hint(),
        (AddressFault::UnknownRegion, _) => "Choose one from the list.".into(),
    }
}
