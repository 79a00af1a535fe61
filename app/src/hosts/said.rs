//! What is said of hours: clock times, days, and the sentences of the counter.
use super::roster::{Counter, Day, Hand, Presence, Roster, Shift};
use crate::values::Moment;
use crate::words;
use jiff::Zoned;
use jiff::tz::TimeZone;

/// `9:00`, by the shop's clock.
fn hour(at: &Zoned) -> String {
    at.strftime("%-H:%M").to_string()
}
fn zoned(at: Moment, zone: &TimeZone) -> Zoned {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
}

/// How long somebody stays: ` until 18:00`, ` until midnight`, ` until 2:00 tomorrow`, `, day and night`.
pub fn stays(end: Moment, now: Moment, zone: &TimeZone) -> String {
    let (then, today) = (zoned(end, zone), zoned(now, zone).date());
    let midnight = then.hour() == 0 && then.minute() == 0;
    match today.until(then.date()).map_or(0, |s| s.get_days()) {
        0 => format!(" until {}", hour(&then)),
        1 if midnight => " until midnight".into(),
        1 => format!(" until {} tomorrow", hour(&then)),
        2..=6 => format!(" until {} on {}", hour(&then), then.strftime("%A")),
        // No end is in sight.
        _ => ", day and night".into(),
    }
}
/// From when: `14:00`, `9:00 tomorrow`, `9:00 on Tuesday`, `9:00 on Tue 1 Dec`.
pub fn from(at: Moment, now: Moment, zone: &TimeZone) -> String {
    let (then, today) = (zoned(at, zone), zoned(now, zone).date());
    match today.until(then.date()).map_or(0, |s| s.get_days()) {
        0 => hour(&then),
        1 => format!("{} tomorrow", hour(&then)),
        2..=6 => format!("{} on {}", hour(&then), then.strftime("%A")),
        _ => format!("{} on {}", hour(&then), then.strftime("%a %-d %b")),
    }
}
/// When somebody is back: `at 14:00`, `tomorrow 9:00`, `Tuesday 9:00`, `Tue 1 Dec, 9:00`.
pub fn back(at: Moment, now: Moment, zone: &TimeZone) -> String {
    let (then, today) = (zoned(at, zone), zoned(now, zone).date());
    match today.until(then.date()).map_or(0, |s| s.get_days()) {
        0 => format!("at {}", hour(&then)),
        1 => format!("tomorrow {}", hour(&then)),
        2..=6 => format!("{} {}", then.strftime("%A"), hour(&then)),
        _ => format!("{}, {}", then.strftime("%a %-d %b"), hour(&then)),
    }
}

/// What is said of the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<'r> {
    /// Whether somebody is there.
    pub open: bool,
    /// Who is, or comes next.
    pub hand: &'r Hand,
    /// The sentence behind the name.
    pub rest: String,
    /// Who else is there.
    pub also: Option<String>,
}
/// The counter in a sentence; none where nobody has hours.
pub fn counter<'r>(roster: &'r Roster, now: Moment, zone: &TimeZone) -> Option<Told<'r>> {
    match roster.counter(now, zone) {
        Counter::Unplanned => None,
        Counter::Open(here) => {
            let (hand, end) = *here.first()?;
            let others: Vec<String> =
                here[1..].iter().map(|(h, end)| format!("{}{}", h.first_name(), stays(*end, now, zone))).collect();
            let also = (!others.is_empty()).then(|| format!("So is {}.", others.join(", ")));
            Some(Told { open: true, hand, rest: format!(" is at the counter{}.", stays(end, now, zone)), also })
        }
        Counter::Empty(hand, at) => {
            Some(Told { open: false, hand, rest: format!(" is here from {}.", from(at, now, zone)), also: None })
        }
    }
}

/// Where a host is, in a line.
pub fn presence(of: &Presence<'_>, now: Moment, zone: &TimeZone) -> String {
    match of {
        Presence::Here(end) => format!("At the counter{}", stays(*end, now, zone)),
        Presence::Back(at) => format!("Back {}", back(*at, now, zone)),
        Presence::Away(away, at) => {
            let why = if away.words.is_empty() { "Away".to_string() } else { format!("Away: {}", away.words) };
            match at {
                Some(at) => format!("{why}. Back {}", back(*at, now, zone)),
                None => why,
            }
        }
        Presence::Unplanned => "No hours at the counter for now".into(),
    }
}

/// The name of a day, seen from today, and its hours: `Today`, `9:00 to 18:00`.
pub fn day(day: &Day, now: Moment, zone: &TimeZone) -> (String, String) {
    let today = zoned(now, zone).date();
    let name = if day.date == today { "Today".to_string() } else { day.date.strftime("%A %-d").to_string() };
    let hours: Vec<String> = day
        .hours
        .iter()
        .map(|s| {
            let (a, b) = (zoned(s.from, zone), zoned(s.to, zone));
            let end = if b.hour() == 0 && b.minute() == 0 { "midnight".into() } else { hour(&b) };
            format!("{} to {end}", hour(&a))
        })
        .collect();
    let says = match (hours.is_empty(), day.away) {
        (true, true) => "Away".to_string(),
        (true, false) => "Not here".to_string(),
        _ => hours.join(", "),
    };
    (name, says)
}

/// Weekly hours in one line: `Mon 9:00 to 18:00, Sat 22:00 to 2:00`.
pub fn hours(shifts: &[Shift]) -> String {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let clock = |m: i64| format!("{}:{:02}", m / 60, m % 60);
    let mut all = shifts.to_vec();
    all.sort();
    let told = all.iter().map(|s| {
        let name = usize::try_from(s.weekday - 1).ok().and_then(|i| NAMES.get(i)).unwrap_or(&"");
        format!("{name} {} to {}", clock(s.from), clock(s.to))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What the last answer says of the counter: `Last question answered at 14:05, after 9 minutes.`; none where that was long ago.
pub fn last_answer(asked: Moment, answered: Moment, now: Moment, zone: &TimeZone) -> Option<String> {
    if now.0 - answered.0 > 7 * Moment::DAY || answered > now {
        return None;
    }
    let then = zoned(answered, zone);
    let today = zoned(now, zone).date();
    let when = match then.date().until(today).map_or(0, |s| s.get_days()) {
        0 => format!("at {}", hour(&then)),
        1 => format!("yesterday at {}", hour(&then)),
        _ => format!("on {}", then.strftime("%A")),
    };
    let minutes = ((answered.0 - asked.0) / Moment::MINUTE).max(1);
    let after = match minutes {
        1 => "a minute".to_string(),
        m if m < 60 => format!("{m} minutes"),
        m => words::duration(m),
    };
    Some(format!("Last question answered {when}, after {after}."))
}

#[cfg(test)]
mod tests {
    use super::super::roster::{Away, start_of};
    use super::*;

    fn zone() -> TimeZone {
        words::zone("Europe/Amsterdam")
    }
    /// A moment of a day in November 2026, by hour and minute. The 23rd is a Monday.
    fn on(day: i8, hour: i64, minute: i64) -> Moment {
        start_of(jiff::civil::date(2026, 11, day), &zone()).unwrap().plus(hour * Moment::HOUR + minute * Moment::MINUTE)
    }
    fn marit() -> Hand {
        let shifts = (1..=5).map(|weekday| Shift { weekday, from: 540, to: 1_080 }).collect();
        Hand { name: "Marit Hoekzema".into(), handle: "marit".into(), shifts, ..Hand::default() }
    }

    #[test]
    fn the_counter_is_told_in_one_sentence() {
        let roster = Roster { hands: vec![marit()] };
        let told = |now| counter(&roster, now, &zone()).map(|t| format!("{}{}", t.hand.first_name(), t.rest));
        assert_eq!(told(on(23, 14, 0)).as_deref(), Some("Marit is at the counter until 18:00."));
        assert_eq!(told(on(23, 7, 0)).as_deref(), Some("Marit is here from 9:00."));
        assert_eq!(told(on(23, 19, 0)).as_deref(), Some("Marit is here from 9:00 tomorrow."));
        assert_eq!(told(on(27, 19, 0)).as_deref(), Some("Marit is here from 9:00 on Monday."));
        assert_eq!(counter(&Roster::default(), on(23, 14, 0), &zone()), None);
        let ends = |day, hour| stays(on(day, hour, 0), on(23, 14, 0), &zone());
        assert_eq!([ends(24, 0), ends(24, 2)], [" until midnight", " until 2:00 tomorrow"]);
        assert_eq!([ends(26, 2), ends(30, 14)], [" until 2:00 on Thursday", ", day and night"]);
        let two = Roster {
            hands: vec![
                marit(),
                Hand {
                    name: "Pim Kollem".into(),
                    shifts: vec![Shift { weekday: 1, from: 600, to: 900 }],
                    ..Hand::default()
                },
            ],
        };
        let told = counter(&two, on(23, 14, 0), &zone()).unwrap();
        assert_eq!((told.open, told.also.as_deref()), (true, Some("So is Pim until 15:00.")));
    }

    #[test]
    fn a_host_is_told_by_where_they_are() {
        let mut hand = marit();
        let told = |hand: &Hand, now| presence(&hand.presence(now, &zone()), now, &zone());
        assert_eq!(told(&hand, on(23, 14, 0)), "At the counter until 18:00");
        assert_eq!(told(&hand, on(23, 8, 0)), "Back at 9:00");
        assert_eq!(told(&hand, on(23, 19, 0)), "Back tomorrow 9:00");
        assert_eq!(told(&hand, on(28, 12, 0)), "Back Monday 9:00");
        hand.away.push(Away { id: 1, from: on(24, 0, 0), to: on(26, 0, 0), words: "fetching clay".into() });
        assert_eq!(told(&hand, on(24, 10, 0)), "Away: fetching clay. Back Thursday 9:00");
        hand.away[0].to = on(30, 0, 0).plus(10 * Moment::DAY);
        assert_eq!(told(&hand, on(24, 10, 0)), "Away: fetching clay. Back Thu 10 Dec, 9:00");
        assert_eq!(told(&Hand::default(), on(24, 10, 0)), "No hours at the counter for now");
    }

    #[test]
    fn a_week_is_told_day_by_day() {
        let mut hand = marit();
        hand.shifts.push(Shift { weekday: 6, from: 1_200, to: 1_440 });
        hand.away.push(Away { id: 1, from: on(25, 0, 0), to: on(26, 0, 0), words: String::new() });
        let week: Vec<String> = hand
            .week(on(23, 10, 0), &zone())
            .iter()
            .map(|d| day(d, on(23, 10, 0), &zone()))
            .map(|(name, hours)| format!("{name}: {hours}"))
            .collect();
        assert_eq!(week[0], "Today: 9:00 to 18:00");
        assert_eq!(week[2], "Wednesday 25: Away");
        assert_eq!(week[5], "Saturday 28: 20:00 to midnight");
        assert_eq!(week[6], "Sunday 29: Not here");
        assert_eq!(hours(&hand.shifts[4..]), "Fri 9:00 to 18:00, Sat 20:00 to 24:00");
    }

    #[test]
    fn the_last_answer_is_told_as_long_as_it_says_something() {
        let told = |asked, answered, now| last_answer(asked, answered, now, &zone());
        assert_eq!(
            told(on(23, 13, 56), on(23, 14, 5), on(23, 15, 0)).as_deref(),
            Some("Last question answered at 14:05, after 9 minutes.")
        );
        assert_eq!(
            told(on(22, 9, 0), on(22, 10, 30), on(23, 15, 0)).as_deref(),
            Some("Last question answered yesterday at 10:30, after 1 h 30 min.")
        );
        assert_eq!(
            told(on(19, 9, 0), on(19, 9, 0), on(23, 15, 0)).as_deref(),
            Some("Last question answered on Thursday, after a minute.")
        );
        assert_eq!(told(on(10, 9, 0), on(10, 10, 0), on(23, 15, 0)), None);
    }
}
