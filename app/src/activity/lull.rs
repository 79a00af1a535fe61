//! A lull is said, not filled: from when to when nothing happened while somebody was at the counter.
use super::feed::Line;
use crate::hosts::roster::{Counter, Roster};
use crate::values::Moment;
use crate::words;
use jiff::tz::TimeZone;

/// How long nothing happens before it is said.
const LONG: i64 = 40 * Moment::MINUTE;

/// `Quiet from 12:10 to 12:57.` between two acts of one day, the later first; none where it was short, or nobody was at the
/// counter at either end.
pub fn between(later: &Line, earlier: &Line, roster: &Roster, zone: &TimeZone) -> Option<String> {
    let (from, to) = (earlier.at, later.at);
    let open = |at| matches!(roster.counter(at, zone), Counter::Open(_));
    let same_day = words::civil_day(from, zone) == words::civil_day(to, zone);
    let long = to.0 - from.0 > LONG;
    (same_day && long && open(from) && open(to))
        .then(|| format!("Quiet from {} to {}.", words::clock(from, zone), words::clock(to, zone)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::feed::{Act, Whom};
    use crate::hosts::roster::{Hand, Shift};

    fn at(hour: i64, minute: i64) -> Line {
        Line {
            event: 1,
            // Monday 23 November 2026.
            at: Moment(1_795_392_000_000 + hour * Moment::HOUR + minute * Moment::MINUTE),
            act: Act::Asked,
            who: None,
            as_host: false,
            whom: Whom::Nobody,
            in_question: true,
            by_asker: true,
            post: None,
            title: String::new(),
            product: None,
            step: None,
            href: String::new(),
        }
    }

    #[test]
    fn a_lull_is_said_where_it_is_long_and_somebody_was_there() {
        let shifts = vec![Shift { weekday: 1, from: 9 * 60, to: 18 * 60 }];
        let (zone, open) = (TimeZone::UTC, Roster { hands: vec![Hand { shifts, ..Hand::default() }] });
        let said = |later: Line, earlier: Line| between(&later, &earlier, &open, &zone);
        assert_eq!(said(at(12, 57), at(12, 10)).as_deref(), Some("Quiet from 12:10 to 12:57."));
        assert_eq!(said(at(12, 50), at(12, 10)), None, "forty minutes are no lull");
        assert_eq!(said(at(9, 30), at(7, 0)), None, "nobody was there at seven");
        assert_eq!(said(at(20, 0), at(17, 0)), None, "nor at eight in the evening");
        assert_eq!(said(at(24 + 10, 0), at(17, 0)), None, "a night is no lull");
        assert_eq!(between(&at(12, 57), &at(12, 10), &Roster::default(), &zone), None, "no hours are known");
    }
}
