//! The code that a bank's app scans to fill in a transfer: the European Payments Council's EPC069-12, version 002.
use crate::orders::store::Order;
use crate::parts::qr;
use crate::site::Facts;
use crate::values::{Currency, Money};
use leptos::prelude::*;

/// What the code says: to whom, which amount, for what. None where it is not euros, nothing is due, or no account is known.
pub fn payload(name: &str, iban: &str, bic: &str, due: Money, reference: &str) -> Option<String> {
    let plain = |text: &str, most: usize| -> String { text.chars().filter(|c| !c.is_control()).take(most).collect() };
    let iban: String = iban.chars().filter(char::is_ascii_alphanumeric).collect();
    let bic: String = bic.chars().filter(char::is_ascii_alphanumeric).collect();
    let payable = due.currency == Currency::EUR && (1..=99_999_999_999).contains(&due.minor);
    if !payable || !(15..=34).contains(&iban.len()) || name.trim().is_empty() {
        return None;
    }
    let amount = format!("EUR{}.{:02}", due.minor / 100, due.minor % 100);
    let lines =
        ["BCD", "002", "1", "SCT", &bic, &plain(name, 70), &iban, &amount, "", "", &plain(reference, 140)].join("\n");
    Some(lines)
}

/// The code for the transfer of an order that waits for its money, with a word for those who cannot scan it.
pub fn code(facts: &Facts, o: &Order) -> Option<impl IntoView + use<>> {
    let due = Money::new(o.due(), Currency::parse(&o.currency)?);
    let payload = payload(&facts.name, &facts.iban, &facts.bic, due, &o.number)?;
    let picture = qr::picture(&payload, "A code for your bank’s app; the lines beside it say the same")?;
    Some(view! {
        <figure class="epc">
            {picture}
            <figcaption class="small soft">"Scan it with your bank’s app, and the transfer is filled in."</figcaption>
        </figure>
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euros(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn the_code_says_what_the_guideline_asks_for_line_by_line() {
        let said = payload("Meelkade", "NL91 ABNA 0417 1643 00", "ABNANL2A", euros(2_890), "10418").unwrap();
        assert_eq!(said, "BCD\n002\n1\nSCT\nABNANL2A\nMeelkade\nNL91ABNA0417164300\nEUR28.90\n\n\n10418");
        assert!(qr::picture(&said, "").is_some());
        let without = payload("Meelkade", "NL91ABNA0417164300", "", euros(1), "1").unwrap();
        assert!(without.contains("SCT\n\nMeelkade\n") && without.contains("\nEUR0.01\n"), "{without}");
    }

    #[test]
    fn nothing_is_drawn_that_a_bank_would_refuse() {
        let iban = "NL91ABNA0417164300";
        assert!(payload("Meelkade", "", "", euros(100), "1").is_none());
        assert!(payload(" ", iban, "", euros(100), "1").is_none());
        assert!(payload("Meelkade", iban, "", euros(0), "1").is_none());
        assert!(payload("Meelkade", iban, "", euros(100_000_000_000), "1").is_none());
        let pounds = Money::new(100, Currency::parse("GBP").unwrap());
        assert!(payload("Meelkade", iban, "", pounds, "1").is_none());
        let long = payload(&"m".repeat(90), iban, "", euros(100), "a\nb").unwrap();
        assert_eq!(long.lines().nth(5).map(str::len), Some(70));
        assert_eq!(long.lines().last(), Some("ab"), "no line of another's making");
        assert!(long.len() <= 331);
    }
}
