//! How the shop does: one definition of every figure, for the pages, the files and the tests alike. Pure; what is counted
//! from the database stands in `store`, who came by in `visits`.
pub mod actions;
pub mod answers;
pub mod chart;
pub mod pages;
pub mod period;
pub mod store;
pub mod visits;

use crate::values::half_up;
use sqlx::FromRow;

/// What some days came to, in one currency. Amounts are whole minor units, as customers paid them: with tax and shipping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Sums {
    /// Orders placed in these days, whatever became of them.
    pub orders: i64,
    /// What those orders came to: sales.
    pub gross: i64,
    /// The tax in sales.
    pub tax: i64,
    /// The shipping in sales.
    pub shipping: i64,
    /// The pieces in those orders.
    pub units: i64,
    /// Orders that were cancelled or lapsed in these days, whenever they were placed.
    pub cancelled_orders: i64,
    /// What those came to, less what had been refunded of them before.
    pub cancelled: i64,
    /// The tax in that.
    pub cancelled_tax: i64,
    /// Refunds given in these days on orders that stand.
    pub refunds: i64,
    /// What those came to.
    pub refunded: i64,
    /// The tax in that.
    pub refunded_tax: i64,
}
impl Sums {
    /// Sales less tax, cancellations and refunds. What was cancelled and paid back is taken off once.
    pub fn net(&self) -> i64 {
        (self.gross - self.tax) - (self.cancelled - self.cancelled_tax) - (self.refunded - self.refunded_tax)
    }
    /// The tax that stays when what was cancelled and refunded is taken off.
    pub fn tax_left(&self) -> i64 {
        self.tax - self.cancelled_tax - self.refunded_tax
    }
    /// Sales by orders, rounded half up; none without an order.
    pub fn average(&self) -> Option<i64> {
        (self.orders > 0).then(|| half_up(i128::from(self.gross), i128::from(self.orders)))
    }
    /// Both together.
    pub fn plus(&self, other: &Sums) -> Sums {
        Sums {
            orders: self.orders + other.orders,
            gross: self.gross + other.gross,
            tax: self.tax + other.tax,
            shipping: self.shipping + other.shipping,
            units: self.units + other.units,
            cancelled_orders: self.cancelled_orders + other.cancelled_orders,
            cancelled: self.cancelled + other.cancelled,
            cancelled_tax: self.cancelled_tax + other.cancelled_tax,
            refunds: self.refunds + other.refunds,
            refunded: self.refunded + other.refunded,
            refunded_tax: self.refunded_tax + other.refunded_tax,
        }
    }
}

/// Orders by visits, in thousandths, rounded half up; none where nobody was counted.
pub fn conversion(orders: i64, visits: i64) -> Option<i64> {
    (visits > 0).then(|| half_up(i128::from(orders) * 1000, i128::from(visits)))
}

/// The middle of these, the mean of the two in the middle where they are even in number; none of none.
pub fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let half = all.len() / 2;
    match all.len() {
        0 => None,
        n if n % 2 == 1 => Some(all[half]),
        _ => Some(half_up(i128::from(all[half - 1]) + i128::from(all[half]), 2)),
    }
}

/// What each figure is, in one plain sentence, as the page says it.
pub const MEANINGS: &[(&str, &str)] = &[
    ("Day", "A day begins and ends at midnight by the shop’s own clock, and today counts until now."),
    (
        "Orders",
        "How many orders were placed that day, whatever became of them later; what is sent once more for nothing is no order.",
    ),
    ("Sales", "What those orders came to, with shipping and tax, counted on the day they were placed."),
    (
        "Cancelled",
        "What orders came to that were cancelled or not paid in time, counted on the day that happened, less what had been refunded of them before.",
    ),
    (
        "Refunds",
        "What was given back that day on orders that stand; money paid back for a cancelled order is in Cancelled already and is not taken off twice.",
    ),
    ("Net sales", "Sales less the tax in them, less cancellations and refunds without their tax."),
    ("Average order", "Sales divided by orders."),
    (
        "Visits",
        "One browser in one network is one visit a day, known by a scrambled number that is kept in memory until midnight and never written; machines, pages fetched ahead and staff do not count.",
    ),
    ("Conversion", "Orders divided by visits, over the days on which visits were counted."),
    (
        "First answer",
        "The time from a question in the forum to the first answer of a host, counting only the hours when somebody stands at the counter, by the hours of today; half of the questions were answered faster than the median.",
    ),
    (
        "Best sold",
        "What the lines of the orders placed came to, less those of orders cancelled in the same days; returned pieces stay in.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn net_is_what_stays_and_takes_nothing_off_twice() {
        // Sales 242.00 with 42.00 tax; of them 121.00 (21.00 tax) cancelled and 12.10 (2.10 tax) refunded.
        let day = Sums {
            orders: 2,
            gross: 24_200,
            tax: 4_200,
            cancelled: 12_100,
            cancelled_tax: 2_100,
            refunded: 1_210,
            refunded_tax: 210,
            ..Sums::default()
        };
        // 200.00 − 100.00 − 10.00
        assert_eq!((day.net(), day.tax_left(), day.average()), (9_000, 1_890, Some(12_100)));
        let twice = day.plus(&day);
        assert_eq!((twice.net(), twice.orders, twice.average()), (18_000, 4, Some(12_100)));
        assert_eq!((Sums::default().average(), Sums::default().net()), (None, 0));
    }

    #[test]
    fn a_share_is_rounded_half_up_and_none_of_nobody() {
        assert_eq!([conversion(1, 8), conversion(1, 16), conversion(3, 0)], [Some(125), Some(63), None]);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(
            [median(vec![]), median(vec![7]), median(vec![9, 1, 5]), median(vec![4, 1, 9, 6])],
            [None, Some(7), Some(5), Some(5)]
        );
    }
}
