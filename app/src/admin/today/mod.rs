//! Where a merchant begins: what waits for somebody, how today goes, the latest orders.
pub mod pages;
pub mod store;

use jiff::civil::Time;

/// Beyond this many nobody counts.
pub const MANY: i64 = 99;

/// Something that can wait for somebody of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Paid orders of which nothing was sent.
    Pack,
    /// Orders of which a part was sent.
    Rest,
    /// Orders that are paid when they are collected.
    Collect,
    /// Orders that were cancelled, and their money has not gone back.
    PayBack,
    /// Transfers whose days to pay are over within a day.
    Due,
    /// Returns that a customer asks for.
    Returns,
    /// Goodwill that a host asks for, above their limit.
    Goodwill,
    /// Questions in the forum without an answer.
    Questions,
    /// Threads of orders in which the customer wrote last.
    Threads,
    /// Posts that are held or reported, and appeals.
    Queue,
    /// Variants of which as few are left as one is warned at.
    Stock,
    /// Products with a specification that does not say what it means.
    Meanings,
    /// Jobs and mails that were put aside after the last try.
    Stuck,
}
impl Wait {
    /// All of them, in the order in which they are named.
    pub const ALL: [Wait; 13] = [
        Wait::Pack,
        Wait::Rest,
        Wait::Collect,
        Wait::PayBack,
        Wait::Due,
        Wait::Returns,
        Wait::Goodwill,
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
            Wait::Pack => ("Orders to pack", "/admin/orders?payment=paid&parcel=waiting&state=placed"),
            Wait::Rest => ("Orders of which a part was sent", "/admin/orders?parcel=partly_sent&state=placed"),
            Wait::Collect => ("Orders to be collected", "/admin/orders?payment=awaiting&parcel=waiting&state=placed"),
            Wait::PayBack => ("Money to pay back", "/admin/orders?payment=refund_due"),
            Wait::Due => ("Transfers due within a day", "/admin/orders?payment=awaiting&state=placed"),
            Wait::Returns => ("Returns asked for", "/admin/returns?state=asked"),
            Wait::Goodwill => ("Goodwill above a host’s limit", "/admin/returns/goodwill"),
            Wait::Questions => ("Questions without an answer", "/forum?show=open"),
            Wait::Threads => ("Customers who wrote about an order", "/counter"),
            Wait::Queue => ("Posts and appeals to look at", "/counter/queue"),
            Wait::Stock => ("Few are left", "/admin/stock?show=low"),
            Wait::Meanings => {
                ("Products with a number that nobody explained", "/admin/products?status=active&lacks=meaning")
            }
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
