//! The opening of a shop: what has to be there before customers come in, and what a country suggests.
pub mod actions;
pub mod pages;
pub mod product;
pub mod store;

/// What stands of a shop that is to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct State {
    pub named: bool,
    pub purpose: bool,
    pub hours: bool,
    pub contact: bool,
    pub host: bool,
    pub returns: bool,
    pub shipping: bool,
    pub product: bool,
    pub open: bool,
}
/// What is missing: the part of the page it is set in, and what to say.
pub type Missing = (&'static str, &'static str);
impl State {
    /// Everything that is missing, in the order of the page; nothing where the shop can open.
    pub fn missing(&self) -> Vec<Missing> {
        [
            (self.named, "shop", "a name for the shop"),
            (self.purpose, "shop", "what it is for"),
            (self.contact, "shop", "an address that customers write to"),
            (self.hours, "shop", "hours"),
            (self.host, "host", "somebody who answers customers"),
            (self.product, "product", "a product with a price"),
            (self.shipping, "shipping", "a way to send it, or to collect it"),
            (self.returns, "returns", "a return policy"),
        ]
        .into_iter()
        .filter(|(there, ..)| !there)
        .map(|(_, part, words)| (part, words))
        .collect()
    }
    /// Whether nothing is missing in this part of the page.
    pub fn has(&self, part: &str) -> bool {
        self.missing().iter().all(|(p, _)| *p != part)
    }
}
/// What is missing as one sentence.
pub fn sentence(missing: &[Missing]) -> String {
    let words: Vec<&str> = missing.iter().map(|(_, words)| *words).collect();
    match words.split_last() {
        None => "Everything is there.".into(),
        Some((last, [])) => format!("The shop cannot open yet: it lacks {last}."),
        Some((last, rest)) => format!("The shop cannot open yet: it lacks {} and {last}.", rest.join(", ")),
    }
}

/// What a country suggests for a shop in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Custom {
    pub zone: &'static str,
    pub currency: &'static str,
    pub prices_include_tax: bool,
}
/// Country, zone, currency.
#[rustfmt::skip]
const CUSTOMS: &[(&str, &str, &str)] = &[
    ("AT", "Europe/Vienna", "EUR"), ("AU", "Australia/Sydney", "AUD"), ("BE", "Europe/Brussels", "EUR"), ("BG", "Europe/Sofia", "EUR"),
    ("BR", "America/Sao_Paulo", "BRL"), ("CA", "America/Toronto", "CAD"), ("CH", "Europe/Zurich", "CHF"), ("CY", "Asia/Nicosia", "EUR"),
    ("CZ", "Europe/Prague", "CZK"), ("DE", "Europe/Berlin", "EUR"), ("DK", "Europe/Copenhagen", "DKK"), ("EE", "Europe/Tallinn", "EUR"),
    ("ES", "Europe/Madrid", "EUR"), ("FI", "Europe/Helsinki", "EUR"), ("FR", "Europe/Paris", "EUR"), ("GB", "Europe/London", "GBP"),
    ("GR", "Europe/Athens", "EUR"), ("HR", "Europe/Zagreb", "EUR"), ("HU", "Europe/Budapest", "HUF"), ("IE", "Europe/Dublin", "EUR"),
    ("IN", "Asia/Kolkata", "INR"), ("IS", "Atlantic/Reykjavik", "ISK"), ("IT", "Europe/Rome", "EUR"), ("JP", "Asia/Tokyo", "JPY"),
    ("LI", "Europe/Vaduz", "CHF"), ("LT", "Europe/Vilnius", "EUR"), ("LU", "Europe/Luxembourg", "EUR"), ("LV", "Europe/Riga", "EUR"),
    ("MT", "Europe/Malta", "EUR"), ("MX", "America/Mexico_City", "MXN"), ("NL", "Europe/Amsterdam", "EUR"), ("NO", "Europe/Oslo", "NOK"),
    ("NZ", "Pacific/Auckland", "NZD"), ("PL", "Europe/Warsaw", "PLN"), ("PT", "Europe/Lisbon", "EUR"), ("RO", "Europe/Bucharest", "RON"),
    ("SE", "Europe/Stockholm", "SEK"), ("SI", "Europe/Ljubljana", "EUR"), ("SK", "Europe/Bratislava", "EUR"), ("US", "America/New_York", "USD"),
    ("ZA", "Africa/Johannesburg", "ZAR"),
];
/// What is usual in this country; none where nobody knows it here.
pub fn custom(country: &str) -> Option<Custom> {
    CUSTOMS.iter().find(|(code, ..)| *code == country).map(|(code, zone, currency)| Custom {
        zone,
        currency,
        prices_include_tax: !["US", "CA"].contains(code),
    })
}
/// What a parcel within the country may cost at first, in minor units; none where nobody knows the currency here.
pub fn parcel(currency: &str) -> Option<i64> {
    Some(match currency {
        "EUR" => 495,
        "GBP" => 395,
        "USD" | "AUD" | "CAD" | "NZD" => 795,
        "CHF" => 700,
        "DKK" | "NOK" | "SEK" => 5_900,
        "PLN" => 1_490,
        "CZK" => 9_900,
        _ => return None,
    })
}
/// A return policy to begin with: fourteen days, as the law of the European Union has it.
pub fn returns_draft(shop: &str, email: &str) -> String {
    let write = if email.is_empty() { "Write to us".to_string() } else { format!("Write to {email}") };
    format!(
        "You may change your mind within 14 days of the day your order arrived, without giving a reason.\n\
         ## How it works\n\
         {write} and name your order. Then send it back within 14 days of that.\n\
         ## Your money\n\
         {shop} pays back the price and the cheapest way of sending it to you within 14 days of the day the goods are back. You pay for sending them back.\n\
         ## What cannot come back\n\
         What was made to your own wishes, and what spoils."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_in_the_order_of_the_page() {
        let mut state = State::default();
        assert_eq!(state.missing().len(), 8);
        assert!(
            sentence(&state.missing())
                .starts_with("The shop cannot open yet: it lacks a name for the shop, what it is for,")
        );
        for there in [
            &mut state.named,
            &mut state.purpose,
            &mut state.contact,
            &mut state.hours,
            &mut state.shipping,
            &mut state.returns,
        ] {
            *there = true;
        }
        assert!(state.has("shop") && !state.has("host"));
        assert_eq!(
            sentence(&state.missing()),
            "The shop cannot open yet: it lacks somebody who answers customers and a product with a price."
        );
        state.host = true;
        assert_eq!(sentence(&state.missing()), "The shop cannot open yet: it lacks a product with a price.");
        state.product = true;
        assert_eq!(sentence(&state.missing()), "Everything is there.");
    }

    #[test]
    fn what_a_country_suggests_is_there() {
        for (code, zone, currency) in CUSTOMS {
            assert!(crate::places::Country::parse(code).is_some(), "{code}");
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
            assert!(crate::values::Currency::parse(currency).is_some(), "{currency}");
        }
        assert_eq!(custom("US").map(|c| c.prices_include_tax), Some(false));
        assert_eq!(custom("AQ"), None);
    }
}
