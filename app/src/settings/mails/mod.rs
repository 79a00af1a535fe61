//! The wording of the shop's mails: what a merchant puts in place of the words that came with the program, kind by kind.
pub mod actions;
pub mod pages;
pub mod samples;
pub mod store;

/// The kinds that have a name for people, in the order they are listed.
const KINDS: &[(&str, &str)] = &[
    ("order.placed", "An order was placed"),
    ("order.paid", "An order is paid"),
    ("order.sent", "An order is on its way"),
    ("order.cancelled", "An order is cancelled"),
    ("order.refunded", "Money of an order goes back"),
    ("order.credited", "A credit is given for a next order"),
    ("order.note", "A note about an order"),
    ("order.replaced", "An order is sent once more"),
    ("draft.offered", "An order is offered to a customer"),
    ("return.asked", "A return was asked for"),
    ("return.approved", "A return is agreed to"),
    ("return.refused", "A return is refused"),
    ("return.received", "A return has arrived"),
    ("return.closed", "A return is settled"),
    ("order.lapsed", "An order lapsed, because no payment came"),
    ("order.link", "The link to an order, asked for again"),
    ("account.confirm", "Somebody signs up"),
    ("account.standing", "Somebody signs up who has an account"),
    ("account.link", "A link to sign in"),
    ("account.unknown", "A link to sign in, where there is no account"),
    ("account.reset", "A new password is wanted"),
    ("account.email", "A new address is proven"),
    ("account.email_taken", "A new address that has an account"),
    ("account.email_changed", "The address of an account changed"),
    ("account.password_changed", "The password of an account changed"),
    ("staff.invited", "Somebody is invited to the staff"),
    ("forum.reply", "Somebody replied in a topic"),
    ("forum.order", "The house wrote about an order"),
];
/// A kind of mail in words: `order.refunded` is `Order refunded` where nobody said it better.
pub fn title(kind: &str) -> String {
    if let Some((_, title)) = KINDS.iter().find(|(k, _)| *k == kind) {
        return title.to_string();
    }
    let words = kind.replace(['.', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
/// Where a kind stands in the list: those that have a name first.
fn place(kind: &str) -> usize {
    KINDS.iter().position(|(k, _)| *k == kind).unwrap_or(KINDS.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_named_in_words_whoever_brought_it() {
        assert_eq!(title("order.paid"), "An order is paid");
        assert_eq!(title("order.part_refunded"), "Order part refunded");
        assert!(place("order.placed") < place("forum.order") && place("forum.order") < place("order.part_refunded"));
    }
}
