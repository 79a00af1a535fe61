//! Orders: three states that move by allowed steps alone, and what was bought at which price.
#[cfg(feature = "ssr")]
pub mod actions;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod epc;
pub mod journey;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod papers;
pub mod refund;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod thread;
#[cfg(feature = "ssr")]
pub mod verbs;

#[cfg(feature = "ssr")]
use crate::values::Money;

/// One of the three things about an order that move by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Order,
    Payment,
    Fulfilment,
}
impl Axis {
    pub fn word(self) -> &'static str {
        match self {
            Axis::Order => "order",
            Axis::Payment => "payment",
            Axis::Fulfilment => "fulfilment",
        }
    }
}

/// Why a verb was not done to an order.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such order.
    Unknown,
    /// It stands where this step does not lead from: the axis, and where it stands.
    Illegal { axis: Axis, from: String, to: &'static str },
    /// It waits for its transfer; nothing leaves before.
    Unpaid,
    /// More than is left to send or to give back, or nothing at all.
    Quantity,
    /// More money than is left to give back: what is left.
    #[cfg(feature = "ssr")]
    TooMuch(Money),
    /// Something else went back since it was looked at.
    Meanwhile,
    /// A refund of nothing.
    Nothing,
    /// A refund of all that is in an order of which nothing was sent: that is a cancellation.
    Whole,
    /// A paper for an order that is cancelled.
    Cancelled,
    #[cfg(feature = "ssr")]
    Database(sqlx::Error),
}
impl Refusal {
    /// The same as a sentence for whoever asked.
    pub fn words(&self) -> String {
        match self {
            Refusal::Illegal { axis, from, to } => format!(
                "That cannot be done as it stands: the {} is “{}” and does not become “{}”.",
                axis.word(),
                state_words(from).0,
                state_words(to).0
            ),
            other => {
                let text = other.to_string();
                let mut signs = text.chars();
                let first = signs.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
                format!("{first}{}.", signs.as_str())
            }
        }
    }
}
#[cfg(feature = "ssr")]
impl crate::db::Clash for Refusal {
    fn is_clash(&self) -> bool {
        matches!(self, Refusal::Database(error) if crate::db::is_clash(error))
    }
}
#[cfg(feature = "ssr")]
impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Refusal::Database(error)
    }
}
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Unknown => f.write_str("there is no such order"),
            Refusal::Illegal { axis, from, to } => write!(f, "the {} is {from} and cannot become {to}", axis.word()),
            Refusal::Unpaid => f.write_str("the order waits for its transfer"),
            Refusal::Quantity => f.write_str("there is not that much left of it"),
            #[cfg(feature = "ssr")]
            Refusal::TooMuch(left) => write!(f, "only {} is left to give back", crate::words::money(*left)),
            Refusal::Meanwhile => f.write_str("something went back meanwhile; look at what is left and ask once more"),
            Refusal::Nothing => f.write_str("there is nothing to give back"),
            Refusal::Whole => f.write_str("nothing of the order would be left; cancel it instead"),
            Refusal::Cancelled => f.write_str("the order is cancelled, so it gets no invoice"),
            #[cfg(feature = "ssr")]
            Refusal::Database(error) => write!(f, "the database: {error}"),
        }
    }
}
impl std::error::Error for Refusal {}

/// The words of a name, folded, each once: by any of them an order is found.
#[cfg(feature = "ssr")]
pub fn name_words(name: &str) -> Vec<String> {
    let folded = crate::values::fold(name);
    let mut words: Vec<String> = vec![];
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8) {
        if !words.iter().any(|w| w == word) {
            words.push(word.into());
        }
    }
    words
}

/// A state as a customer reads it, and the badge that draws it.
pub fn state_words(state: &str) -> (&'static str, &'static str) {
    match state {
        "placed" => ("Received", "badge"),
        "completed" => ("Completed", "badge ok"),
        "cancelled" => ("Cancelled", "badge no"),
        "awaiting" => ("Waiting for payment", "badge warn"),
        "paid" => ("Paid", "badge ok"),
        "void" => ("Nothing to pay", "badge"),
        "refund_due" => ("To be paid back", "badge warn"),
        "part_refunded" => ("Partly paid back", "badge"),
        "refunded" => ("Paid back", "badge"),
        "waiting" => ("Not sent yet", "badge"),
        "partly_sent" => ("Partly sent", "badge warn"),
        "sent" => ("On its way", "badge ok"),
        "delivered" => ("Delivered", "badge ok"),
        "stopped" => ("Will not be sent", "badge"),
        _ => ("", "badge"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_said_in_a_sentence() {
        let late = Refusal::Illegal { axis: Axis::Fulfilment, from: "sent".into(), to: "stopped" };
        assert_eq!(
            late.words(),
            "That cannot be done as it stands: the fulfilment is “On its way” and does not become “Will not be sent”."
        );
        assert_eq!(Refusal::Nothing.words(), "There is nothing to give back.");
    }

    #[test]
    fn a_name_is_found_by_each_of_its_words() {
        assert_eq!(name_words("Zoë van-der Berg, van"), ["zoe", "van", "der", "berg"]);
        assert_eq!(name_words(" . "), [""; 0]);
    }
}
