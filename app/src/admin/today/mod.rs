//! Where a merchant begins: what waits for somebody, how today goes, the latest orders.
pub mod pages;
pub mod store;

use jiff::civil::Time;

/// Beyond this many nobody counts.
pub const MANY: i64 = 99;

/// Something that can wait for somebody of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Orders that may leave: paid, or paid when they are collected.
    Pack,
    /// Orders that were cancelled, and their money has not gone back.
    PayBack,
    /// Transfers whose days to pay are over within a day.
    Due,
    /// Questions in the forum without an answer.
    Questions,
    /// Threads of orders in which the customer wrote last.
    Threads,
    /// Posts that are held or reported, and appeals.
    Queue,
    /// Variants of which few are left.
    Stock,
    /// Specifications of products that do not say what they mean.
    Meanings,
    /// Jobs and mails that were put aside after the last try.
    Stuck,
}
impl Wait {
    /// All of them, in the order in which they are named.
    pub const ALL: [Wait; 9] = [
        Wait::Pack,
        Wait::PayBack,
        Wait::Due,
        Wait::Questions,
        Wait::Threads,
        Wait::Queue,
        Wait::Stock,
        Wait::Meanings,
        Wait::Stuck,
    ];
    /// What it is called, and where it is done.
    pub fn door(self) -> (&'static str, &'static str) {
        match self {
            Wait::Pack => ("Orders to pack", "/admin/orders?fulfilment=to_pack"),
            Wait::PayBack => ("Money to pay back", "/admin/orders?payment=refund_due"),
            Wait::Due => ("Transfers due within a day", "/admin/orders?payment=awaiting"),
            Wait::Questions => ("Questions without an answer", "/forum?show=open"),
            Wait::Threads => ("Customers who wrote about an order", "/counter"),
            Wait::Queue => ("Posts and appeals to look at", "/counter/queue"),
            Wait::Stock => ("Few are left", "/admin/stock?show=low"),
            Wait::Meanings => ("Specifications without a meaning", "/admin/specifications"),
            Wait::Stuck => ("Jobs and mails that failed", "/admin/stuck"),
        }
    }
    /// Whether a customer waits for it, or money does.
    pub fn presses(self) -> bool {
        !matches!(self, Wait::Stock | Wait::Meanings)
    }
}

/// `Good morning`, by the clock of the shop.
pub fn greeting(at: Time) -> &'static str {
    match at.hour() {
        5..=11 => "Good morning",
        12..=17 => "Good afternoon",
        _ => "Good evening",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_goes_by_the_clock() {
        let at = |hour| greeting(Time::constant(hour, 59, 0, 0));
        assert_eq!(
            [4, 5, 11, 12, 17, 18].map(at),
            ["Good evening", "Good morning", "Good morning", "Good afternoon", "Good afternoon", "Good evening"]
        );
    }
}
