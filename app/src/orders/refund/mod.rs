//! What goes back of an order: things, shipping, a free amount; never more than came in, and never a cent too little at the
//! end. True without a database.
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod verbs;

use crate::values::{half_up, split};
use std::collections::BTreeMap;

/// Why money goes back; the words of the table `refund_reason`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    Cancelled,
    Returned,
    Withdrawn,
    Damaged,
    Lost,
    Goodwill,
    #[default]
    Other,
}
impl Reason {
    pub const ALL: [Reason; 7] = [
        Reason::Returned,
        Reason::Withdrawn,
        Reason::Damaged,
        Reason::Lost,
        Reason::Cancelled,
        Reason::Goodwill,
        Reason::Other,
    ];
    pub fn word(self) -> &'static str {
        match self {
            Reason::Cancelled => "cancelled",
            Reason::Returned => "returned",
            Reason::Withdrawn => "withdrawn",
            Reason::Damaged => "damaged",
            Reason::Lost => "lost",
            Reason::Goodwill => "goodwill",
            Reason::Other => "other",
        }
    }
    pub fn parse(word: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|r| r.word() == word)
    }
    /// As customers read it too.
    pub fn title(self) -> &'static str {
        match self {
            Reason::Cancelled => "Will not be sent",
            Reason::Returned => "Sent back",
            Reason::Withdrawn => "Withdrawn from",
            Reason::Damaged => "Damaged or faulty",
            Reason::Lost => "Lost on the way",
            Reason::Goodwill => "Goodwill",
            Reason::Other => "Another reason",
        }
    }
}

/// How many of a line go: those that were sent, of which some are back on the shelf, and those that are not sent any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub line: i64,
    pub sent: i64,
    pub unsent: i64,
    /// Of those that were sent.
    pub restocked: i64,
}

/// What is to be given back. Amounts are minor units, with their tax.
#[derive(Clone, Debug, Default)]
pub struct Refunding {
    pub reason: Reason,
    /// What the customer reads about it; may be empty.
    pub words: String,
    pub parts: Vec<Part>,
    pub shipping: i64,
    /// A free amount.
    pub extra: i64,
    /// Where less is left than it comes to, what is left goes back; else it is refused.
    pub capped: bool,
    /// What was left in all when somebody looked at it; where it is something else by now, nothing is given: a form that is
    /// sent twice gives once.
    pub seen: Option<i64>,
}

/// What may still go back of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// In all.
    pub money: i64,
    /// What of it was paid by credit: it goes back there, after everything that came as money.
    pub credit: i64,
    pub shipping: i64,
    pub lines: Vec<LeftLine>,
    pub rates: Vec<Rate>,
}
/// What may still go back of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct LeftLine {
    pub line: i64,
    pub basis_points: i64,
    /// How many were sent and not given back.
    pub sent: i64,
    /// How many wait to be sent.
    pub unsent: i64,
    /// What all of these come to, with tax.
    pub amount: i64,
}
/// Money at a rate of tax, in basis points: with its tax, and the tax alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Rate {
    pub basis_points: i64,
    pub amount: i64,
    pub tax: i64,
}

/// What a refund comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Each part with its amount.
    pub parts: Vec<(Part, i64)>,
    pub shipping: i64,
    pub extra: i64,
    pub rates: Vec<Rate>,
    pub total: i64,
    pub tax: i64,
    /// What of the total goes back to the credit, not as money.
    pub credited: i64,
}

/// Why a refund cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Short {
    /// More of a line than is left of it.
    Quantity { line: i64 },
    /// More shipping than is left of it.
    Shipping { left: i64 },
    /// More than is left of what came in.
    Money { left: i64 },
    /// Nothing at all.
    Nothing,
}

impl Left {
    /// Everything that is left, down to the last cent.
    pub fn everything(&self, reason: Reason) -> Refunding {
        let part = |l: &LeftLine| Part { line: l.line, sent: l.sent, unsent: l.unsent, restocked: 0 };
        let parts = self.lines.iter().filter(|l| l.sent + l.unsent > 0).map(part).collect();
        Refunding { reason, parts, shipping: self.shipping, capped: true, ..Refunding::default() }
    }
}

/// What a refund comes to, or why it cannot be. A line's units share what is left of the line, so that giving back one after
/// the other adds up to the line; tax is shared out the same way at each rate.
pub fn sum(left: &Left, what: &Refunding) -> Result<Sum, Short> {
    let mut parts = vec![];
    for part in what.parts.iter().filter(|p| p.sent != 0 || p.unsent != 0) {
        let line = left.lines.iter().find(|l| l.line == part.line).ok_or(Short::Quantity { line: part.line })?;
        let twice = what.parts.iter().filter(|p| p.line == part.line).count() > 1;
        let fits = (0..=line.sent).contains(&part.sent)
            && (0..=line.unsent).contains(&part.unsent)
            && (0..=part.sent).contains(&part.restocked);
        if twice || !fits {
            return Err(Short::Quantity { line: part.line });
        }
        parts.push((*part, share(line.amount, part.sent + part.unsent, line.sent + line.unsent)));
    }
    if !(0..=left.shipping).contains(&what.shipping) {
        return Err(Short::Shipping { left: left.shipping });
    }
    let (mut shipping, mut extra) = (what.shipping, what.extra);
    let asked = parts.iter().map(|(_, amount)| amount).sum::<i64>().saturating_add(shipping).saturating_add(extra);
    let mut over = (asked - left.money).max(0);
    if extra < 0 || over > 0 && !what.capped {
        return Err(Short::Money { left: left.money });
    }
    let amounts = [&mut extra, &mut shipping].into_iter().chain(parts.iter_mut().rev().map(|(_, amount)| amount));
    for amount in amounts {
        let cut = over.min(*amount);
        *amount -= cut;
        over -= cut;
    }
    let total = parts.iter().map(|(_, amount)| amount).sum::<i64>() + shipping + extra;
    // Things without money go off an order alone where less is left than they come to.
    if total == 0 && (parts.is_empty() || !what.capped) {
        return Err(Short::Nothing);
    }
    let mut wanted: BTreeMap<i64, i64> = BTreeMap::new();
    for (part, amount) in &parts {
        let rate = left.lines.iter().find(|l| l.line == part.line).map_or(0, |l| l.basis_points);
        *wanted.entry(rate).or_default() += amount;
    }
    let rates = by_rate(&left.rates, &wanted, shipping + extra);
    let tax = rates.iter().map(|r| r.tax).sum();
    Ok(Sum { parts, shipping, extra, rates, total, tax, credited: credited(left, total) })
}

/// What of a refund goes back to the credit: what is more than is left of the money that came.
fn credited(left: &Left, total: i64) -> i64 {
    (total - (left.money - left.credit)).max(0)
}

/// The part of what is left for some of its units; all of it for all of them.
fn share(left: i64, units: i64, of: i64) -> i64 {
    if units >= of { left } else { half_up(left as i128 * units as i128, of as i128) }
}

/// The money by rate: first what things of that rate come to, then the rest by what is left at each. At no rate more goes
/// back than was taken.
fn by_rate(left: &[Rate], wanted: &BTreeMap<i64, i64>, rest: i64) -> Vec<Rate> {
    let mut taken: Vec<i64> =
        left.iter().map(|r| wanted.get(&r.basis_points).map_or(0, |w| (*w).clamp(0, r.amount))).collect();
    let rest = rest + wanted.values().sum::<i64>() - taken.iter().sum::<i64>();
    let room: Vec<i64> = left.iter().zip(&taken).map(|(r, t)| r.amount - t).collect();
    for (taken, more) in taken.iter_mut().zip(split(rest, &room).unwrap_or_default()) {
        *taken += more;
    }
    let rates = left.iter().zip(taken).filter(|(_, amount)| *amount > 0);
    rates
        .map(|(r, amount)| Rate { basis_points: r.basis_points, amount, tax: share(r.tax, amount, r.amount) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(line: i64, basis_points: i64, sent: i64, unsent: i64, amount: i64) -> LeftLine {
        LeftLine { line, basis_points, sent, unsent, amount }
    }
    fn rate(basis_points: i64, amount: i64, tax: i64) -> Rate {
        Rate { basis_points, amount, tax }
    }
    fn of(parts: Vec<Part>) -> Refunding {
        Refunding { parts, ..Refunding::default() }
    }
    fn sent(line: i64, sent: i64) -> Part {
        Part { line, sent, ..Part::default() }
    }
    /// What is left after a refund.
    fn after(left: &Left, sum: &Sum) -> Left {
        let mut left = left.clone();
        left.money -= sum.total;
        left.credit -= sum.credited;
        left.shipping -= sum.shipping;
        for (part, amount) in &sum.parts {
            let line = left.lines.iter_mut().find(|l| l.line == part.line).unwrap();
            line.sent -= part.sent;
            line.unsent -= part.unsent;
            line.amount -= amount;
        }
        for back in &sum.rates {
            let rate = left.rates.iter_mut().find(|r| r.basis_points == back.basis_points).unwrap();
            rate.amount -= back.amount;
            rate.tax -= back.tax;
        }
        left
    }

    #[test]
    fn unit_by_unit_adds_up_to_the_line_and_to_its_tax() {
        let mut left = Left {
            money: 1_000,
            lines: vec![line(1, 2_100, 3, 0, 1_000)],
            rates: vec![rate(2_100, 1_000, 174)],
            ..Left::default()
        };
        let mut steps = vec![];
        for _ in 0..3 {
            let sum = sum(&left, &of(vec![sent(1, 1)])).unwrap();
            steps.push((sum.total, sum.tax));
            left = after(&left, &sum);
        }
        assert_eq!(steps, [(333, 58), (334, 58), (333, 58)]);
        assert_eq!((left.money, left.rates[0]), (0, rate(2_100, 0, 0)));
        assert_eq!(sum(&left, &of(vec![sent(1, 1)])), Err(Short::Quantity { line: 1 }));
    }

    #[test]
    fn shipping_and_a_free_amount_share_the_rates_and_end_at_nothing() {
        let left = Left {
            money: 3_495,
            shipping: 495,
            credit: 0,
            lines: vec![line(1, 2_100, 1, 0, 2_000), line(2, 900, 0, 1, 1_000)],
            rates: vec![rate(900, 1_165, 96), rate(2_100, 2_330, 404)],
        };
        let first = sum(&left, &Refunding { shipping: 495, extra: 5, ..Refunding::default() }).unwrap();
        assert_eq!((first.total, first.rates.iter().map(|r| r.amount).sum::<i64>()), (500, 500));
        let left = after(&left, &first);
        let rest = sum(&left, &left.everything(Reason::Cancelled)).unwrap();
        assert_eq!((rest.total, rest.tax + first.tax), (2_995, 500));
        assert_eq!(after(&left, &rest).rates, [rate(900, 0, 0), rate(2_100, 0, 0)]);
    }

    #[test]
    fn at_no_rate_more_goes_back_than_was_taken() {
        let left = Left {
            money: 200,
            lines: vec![line(1, 2_100, 1, 0, 100), line(2, 900, 1, 0, 100)],
            rates: vec![rate(900, 100, 8), rate(2_100, 100, 17)],
            ..Left::default()
        };
        let free = sum(&left, &Refunding { extra: 100, ..Refunding::default() }).unwrap();
        assert_eq!(free.rates, [rate(900, 50, 4), rate(2_100, 50, 9)]);
        let left = after(&left, &free);
        let dear = sum(&left, &of(vec![sent(1, 1)])).unwrap();
        assert_eq!(dear.rates, [rate(900, 50, 4), rate(2_100, 50, 8)]);
        assert_eq!(after(&left, &dear).money, 0);
    }

    #[test]
    fn never_more_than_is_left() {
        let left = Left {
            money: 300,
            credit: 0,
            shipping: 50,
            lines: vec![line(1, 0, 1, 1, 400)],
            rates: vec![rate(0, 300, 0)],
        };
        let of_line = |part: Part| sum(&left, &of(vec![part]));
        assert_eq!(of_line(sent(1, 2)), Err(Short::Quantity { line: 1 }));
        assert_eq!(of_line(sent(1, -1)), Err(Short::Quantity { line: 1 }));
        assert_eq!(of_line(sent(9, 1)), Err(Short::Quantity { line: 9 }));
        assert_eq!(of_line(Part { restocked: 2, ..sent(1, 1) }), Err(Short::Quantity { line: 1 }));
        assert_eq!(sum(&left, &of(vec![sent(1, 1), sent(1, 1)])), Err(Short::Quantity { line: 1 }));
        assert_eq!(of_line(Part { unsent: 1, ..sent(1, 1) }), Err(Short::Money { left: 300 }));
        let money = |shipping, extra| sum(&left, &Refunding { shipping, extra, ..Refunding::default() });
        assert_eq!(money(51, 0), Err(Short::Shipping { left: 50 }));
        assert_eq!(money(0, 301), Err(Short::Money { left: 300 }));
        assert_eq!(money(0, -1), Err(Short::Money { left: 300 }));
        assert_eq!(money(0, 0), Err(Short::Nothing));
        assert_eq!(money(1, i64::MAX), Err(Short::Money { left: 300 }));
        let all = sum(&left, &left.everything(Reason::Cancelled)).unwrap();
        assert_eq!((all.total, all.shipping, all.parts[0].1), (300, 0, 300));
    }

    #[test]
    fn money_goes_back_before_credit_and_both_end_at_nothing() {
        for (money, credit) in [(2_500, 1_000), (0, 3_500), (3_500, 0), (1, 3_499)] {
            for step in [1, 7, 900, 3_500] {
                let rates = vec![rate(0, 3_500, 0)];
                let mut left = Left { money: money + credit, credit, rates, ..Left::default() };
                let (mut as_money, mut to_credit) = (0, 0);
                while left.money > 0 {
                    let sum = sum(&left, &Refunding { extra: step, capped: true, ..Refunding::default() }).unwrap();
                    as_money += sum.total - sum.credited;
                    to_credit += sum.credited;
                    assert!((0..=sum.total).contains(&sum.credited));
                    assert!(to_credit == 0 || as_money == money, "credit before the last cent of the money");
                    left = after(&left, &sum);
                }
                assert_eq!((as_money, to_credit, left.credit), (money, credit, 0));
            }
        }
    }

    #[test]
    fn a_reason_is_read_as_it_is_written() {
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(reason.word()), Some(reason));
        }
        assert_eq!(Reason::parse("because"), None);
    }
}
