//! The checkout's form as it was typed, and what is wrong with it.
use super::place::BY_CREDIT;
pub use crate::places::form::Faults;
use crate::places::form::{self as place_form, Typed as Place};
use crate::places::{Address, Country};
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
    /// Who it is for and where it goes.
    #[serde(flatten)]
    pub to: Place,
    /// The number of a saved address; of somebody with an account.
    pub saved: String,
    pub shipping: String,
    /// The code of a credit, where one was typed.
    pub code: String,
    /// What the credit pays that was chosen before, as it was shown.
    pub credit: String,
    pub payment: String,
    pub show: String,
    /// Which button was pressed: `update`, `saved`, `credit`, `no-credit` or `place`.
    pub act: String,
}

/// The form when every field is good.
pub struct Good {
    pub email: Email,
    pub name: String,
    /// None where nothing is sent.
    pub address: Option<Address>,
    pub area: &'static str,
    pub payment: &'static str,
}

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

/// Checks every field, in the order they stand on the page. The address is asked for only where something is sent, the way to
/// pay only where a credit does not cover it.
pub fn check(typed: &Typed, country: Country, rate: &Rate, covered: bool) -> Result<Good, Faults> {
    let (address, mut faults) = match place_form::check(&typed.to, country, rate.ships) {
        Ok(address) => (address, vec![]),
        Err(faults) => (None, faults),
    };
    let email = Email::parse(&typed.email);
    if email.is_none() {
        let words = if typed.email.trim().is_empty() {
            "We need it to send the receipt."
        } else {
            "One address, like noor@example.org."
        };
        faults.push(("email", words.into()));
    }
    let payment = match covered {
        true => Some(BY_CREDIT),
        false => payments(rate).iter().map(|(word, ..)| *word).find(|word| *word == typed.payment),
    };
    if payment.is_none() {
        faults.push(("payment", "Choose how you pay.".into()));
    }
    match (email, payment) {
        (Some(email), Some(payment)) if faults.is_empty() => Ok(Good {
            email,
            name: typed.to.name.split_whitespace().collect::<Vec<_>>().join(" "),
            area: address.as_ref().map_or("", |a| crate::places::tax_area(country, &a.postcode)),
            address,
            payment,
        }),
        _ => Err(faults),
    }
}
