//! Which days are looked at: a choice of a few, or days of one's own; and the days before, to compare with. Pure.
use crate::hosts::roster::start_of;
use crate::values::Moment;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

/// The most days that are looked at together.
pub const MOST: i64 = 366;

/// Days in a row, the first and the last among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub first: Date,
    pub last: Date,
}
impl Period {
    /// The last so many days, today among them.
    pub fn back(today: Date, days: i64) -> Period {
        Period { first: earlier(today, days - 1), last: today }
    }
    /// One day.
    pub fn day(day: Date) -> Period {
        Period { first: day, last: day }
    }
    /// Every day of it, in order.
    pub fn days(&self) -> Vec<Date> {
        self.first.series(1.day()).take_while(|day| *day <= self.last).collect()
    }
    /// As many days right before it.
    pub fn before(&self) -> Period {
        let len = self.len();
        Period { first: earlier(self.first, len), last: earlier(self.first, 1) }
    }
    /// How many days it has.
    pub fn len(&self) -> i64 {
        i64::from(self.first.until(self.last).map_or(0, |span| span.get_days())) + 1
    }
    pub fn is_empty(&self) -> bool {
        self.len() < 1
    }
}
/// So many days earlier; the same day at the edge of the calendar.
pub fn earlier(day: Date, days: i64) -> Date {
    Span::new().try_days(days).and_then(|span| day.checked_sub(span)).unwrap_or(day)
}

/// The moment at which a day begins; at the edge of the calendar the first of all.
pub fn opens(day: Date, zone: &TimeZone) -> Moment {
    start_of(day, zone).unwrap_or(Moment(0))
}
/// The moment at which a day ends.
pub fn closes(day: Date, zone: &TimeZone) -> Moment {
    opens(day.tomorrow().unwrap_or(day), zone)
}
/// The moments at which these days begin and end, two numbers each.
pub fn edges(days: &[Date], zone: &TimeZone) -> Vec<i64> {
    days.iter().flat_map(|day| [opens(*day, zone).0, closes(*day, zone).0]).collect()
}

/// The choices, by their word in the address and their name.
pub const CHOICES: [(&str, &str); 5] = [
    ("7", "Last 7 days"),
    ("28", "Last 28 days"),
    ("90", "Last 90 days"),
    ("month", "This month"),
    ("own", "Days of your own"),
];

/// Which days somebody asked for, as they asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// One of `CHOICES`.
    pub choice: &'static str,
    /// The first and the last day as they were typed.
    pub from: String,
    pub to: String,
    pub period: Period,
    /// What was wrong with the days, each at its field. The last 28 days stand instead.
    pub faults: Vec<(&'static str, String)>,
}
/// Reads what was asked for by the names `period`, `from` and `to`; the last 28 days where nothing was.
pub fn asked(of: impl Fn(&str) -> String, today: Date) -> Asked {
    let (from, to) = (of("from").trim().to_string(), of("to").trim().to_string());
    let word = of("period");
    let choice = CHOICES.iter().map(|(word, _)| *word).find(|w| *w == word).unwrap_or("28");
    let mut faults = vec![];
    let period = match choice {
        "month" => Period { first: today.first_of_month(), last: today },
        "own" => own(&from, &to, today, &mut faults),
        days => Period::back(today, days.parse().unwrap_or(28)),
    };
    let own = choice == "own";
    let said = |typed: String, day: Date| if own { typed } else { day.to_string() };
    Asked { choice, from: said(from, period.first), to: said(to, period.last), period, faults }
}
fn own(from: &str, to: &str, today: Date, faults: &mut Vec<(&'static str, String)>) -> Period {
    let (first, last) = (from.parse::<Date>().ok(), to.parse::<Date>().ok());
    let far = |day: Date| day.year() < 2000 || day > today;
    if first.is_none_or(far) {
        faults.push(("from", "A day until today, like 2026-10-01.".into()));
    }
    if last.is_none_or(far) {
        faults.push(("to", "A day until today, like 2026-10-31.".into()));
    }
    match (first, last) {
        (Some(first), Some(last)) if faults.is_empty() => {
            let period = Period { first, last };
            if last < first {
                faults.push(("to", "It ends before it begins.".into()));
            } else if period.len() > MOST {
                faults.push(("to", format!("At most {MOST} days at once.")));
            } else {
                return period;
            }
        }
        _ => {}
    }
    Period::back(today, 28)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::zone;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }
    fn ask(pairs: &[(&str, &str)]) -> Asked {
        let of = |name: &str| pairs.iter().find(|(n, _)| *n == name).map_or(String::new(), |(_, v)| v.to_string());
        asked(of, day("2026-11-28"))
    }
    fn told(asked: &Asked) -> (String, String, i64) {
        (asked.period.first.to_string(), asked.period.last.to_string(), asked.period.len())
    }

    #[test]
    fn a_choice_ends_today_and_is_compared_with_as_many_days_before() {
        assert_eq!(told(&ask(&[])), ("2026-11-01".into(), "2026-11-28".into(), 28));
        assert_eq!(told(&ask(&[("period", "7")])), ("2026-11-22".into(), "2026-11-28".into(), 7));
        assert_eq!(told(&ask(&[("period", "month")])), ("2026-11-01".into(), "2026-11-28".into(), 28));
        assert_eq!(told(&ask(&[("period", "no such")])).2, 28);
        let before = Period { first: day("2026-03-01"), last: day("2026-03-31") }.before();
        assert_eq!((before.first, before.last, before.len()), (day("2026-01-29"), day("2026-02-28"), 31));
    }

    #[test]
    fn days_of_one_s_own_are_in_order_over_and_not_too_many() {
        let own = |from, to| ask(&[("period", "own"), ("from", from), ("to", to)]);
        let one = own("2026-10-25", "2026-10-25");
        assert_eq!((told(&one).2, one.faults.len(), one.period.days()), (1, 0, vec![day("2026-10-25")]));
        let faults = |a: Asked| a.faults.into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        assert_eq!(faults(own("", "")), ["from", "to"]);
        assert_eq!(faults(own("2026-10-25", "2026-10-24")), ["to"]);
        assert_eq!(faults(own("2026-10-25", "2026-11-29")), ["to"]);
        assert_eq!(faults(own("2025-01-01", "2026-11-01")), ["to"]);
        assert_eq!(faults(own("1899-01-01", "soon")), ["from", "to"]);
        let wrong = own("2026-10-25", "soon");
        assert_eq!((told(&wrong).2, wrong.to.as_str()), (28, "soon"), "what was typed stays");
    }

    #[test]
    fn a_day_is_as_long_as_the_clock_makes_it() {
        let amsterdam = zone("Europe/Amsterdam");
        let hours = |text: &str| {
            let edges = edges(&[day(text)], &amsterdam);
            (edges[1] - edges[0]) / Moment::HOUR
        };
        assert_eq!([hours("2026-03-29"), hours("2026-10-25"), hours("2026-11-28")], [23, 25, 24]);
    }
}
