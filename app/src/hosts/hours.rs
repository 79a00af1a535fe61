//! Weekly hours and absences as a form has them: two stretches a day, days of a calendar. Pure.
use super::roster::{Shift, date_of, start_of};
use crate::values::Moment;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The days of the week with the names of their four fields: from and to, twice.
pub const DAYS: [(&str, [&str; 4]); 7] = [
    ("Monday", ["mon-from", "mon-to", "mon-from-2", "mon-to-2"]),
    ("Tuesday", ["tue-from", "tue-to", "tue-from-2", "tue-to-2"]),
    ("Wednesday", ["wed-from", "wed-to", "wed-from-2", "wed-to-2"]),
    ("Thursday", ["thu-from", "thu-to", "thu-from-2", "thu-to-2"]),
    ("Friday", ["fri-from", "fri-to", "fri-from-2", "fri-to-2"]),
    ("Saturday", ["sat-from", "sat-to", "sat-from-2", "sat-to-2"]),
    ("Sunday", ["sun-from", "sun-to", "sun-from-2", "sun-to-2"]),
];

/// The most letters about an absence.
const WORDS: usize = 120;

/// What was typed into the fields of a week, day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week(pub [[String; 4]; 7]);
impl Week {
    /// Reads the fields by their names.
    pub fn read<'a>(of: impl Fn(&str) -> &'a str) -> Week {
        Week(DAYS.map(|(_, fields)| fields.map(|field| of(field).trim().to_string())))
    }
    /// The fields of hours that stand; of a day with more than two stretches the first two.
    pub fn of(shifts: &[Shift]) -> Week {
        let mut week = Week::default();
        for (day, fields) in (1..).zip(week.0.iter_mut()) {
            let mut shifts: Vec<&Shift> = shifts.iter().filter(|s| s.weekday == day).collect();
            shifts.sort();
            for (shift, pair) in shifts.into_iter().zip(fields.chunks_mut(2)) {
                pair[0] = clock(shift.from);
                pair[1] = clock(shift.to % 1_440);
            }
        }
        week
    }
    /// The hours that were typed; or what is wrong, each at its field.
    pub fn shifts(&self) -> Result<Vec<Shift>, Vec<(&'static str, String)>> {
        let (mut shifts, mut faults) = (vec![], vec![]);
        for ((day, (_, names)), typed) in (1..).zip(DAYS).zip(&self.0) {
            let mut before: Option<Shift> = None;
            for i in [0, 2] {
                let (from, to) = (&typed[i], &typed[i + 1]);
                if from.is_empty() && to.is_empty() {
                    continue;
                }
                let (Some(from), Some(to)) = (minutes(from), minutes(to)) else {
                    let field = if minutes(from).is_none() { names[i] } else { names[i + 1] };
                    faults.push((field, "Both times, like 9:00 and 18:00.".to_string()));
                    continue;
                };
                // Midnight ends a day.
                let shift = Shift { weekday: day, from: from % 1_440, to: if to == 0 { 1_440 } else { to } };
                if shift.from == shift.to {
                    faults.push((names[i + 1], "It ends when it begins.".into()));
                } else if before.is_some_and(|b| b.to <= b.from || shift.from < b.to) {
                    faults.push((names[i], "It begins before the first one has ended.".into()));
                } else {
                    before = Some(shift);
                    shifts.push(shift);
                }
            }
        }
        if faults.is_empty() { Ok(shifts) } else { Err(faults) }
    }
}

/// Minutes after midnight: `9:00`, `09:30`, `17.15`, `9`; 24:00 is the end of the day.
fn minutes(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let number = |t: &str| t.bytes().all(|b| b.is_ascii_digit()).then(|| t.parse::<i64>().ok()).flatten();
    let (hour, minute) = (number(hour)?, number(minute)?);
    let all = hour * 60 + minute;
    ((0..=24).contains(&hour) && (0..60).contains(&minute) && all <= 1_440).then_some(all)
}
/// `09:00`: as a field for times takes it.
fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// An absence as it was typed: its first and its last day, and a few words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leave {
    pub first: String,
    pub last: String,
    pub words: String,
}
/// An absence that can be kept: from the beginning of its first day to the end of its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub from: Moment,
    pub to: Moment,
    pub words: String,
}
impl Leave {
    /// The stretch it names; or what is wrong, each at its field.
    pub fn kept(&self, now: Moment, zone: &TimeZone) -> Result<Kept, Vec<(&'static str, String)>> {
        let mut faults = vec![];
        let day = |typed: &str| typed.trim().parse::<Date>().ok();
        let (first, last) = (day(&self.first), day(if self.last.trim().is_empty() { &self.first } else { &self.last }));
        if first.is_none() {
            faults.push(("first", "The first day, like 2026-12-24.".to_string()));
        }
        match (first, last) {
            (Some(first), Some(last)) if last < first => faults.push(("last", "It ends before it begins.".into())),
            (_, Some(last)) if last < date_of(now, zone) => faults.push(("last", "That is over already.".into())),
            (Some(_), None) => faults.push(("last", "The last day, like 2026-12-31.".into())),
            _ => {}
        }
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().count() > WORDS {
            faults.push(("away-words", format!("At most {WORDS} letters.")));
        }
        let from = first.and_then(|d| start_of(d, zone));
        let to = last.and_then(|d| start_of(d.tomorrow().ok()?, zone));
        match (from, to) {
            (Some(from), Some(to)) if faults.is_empty() => Ok(Kept { from, to, words }),
            _ if faults.is_empty() => Err(vec![("first", "No calendar of ours reaches that far.".into())]),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::zone;

    fn typed(pairs: &[(&str, &str)]) -> Week {
        Week::read(|name| pairs.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| *v))
    }

    #[test]
    fn a_week_is_read_as_it_is_written() {
        let week = typed(&[
            ("mon-from", "9:00"),
            ("mon-to", "12.30"),
            ("mon-from-2", "13"),
            ("mon-to-2", "18:00"),
            ("sat-from", "22:00"),
            ("sat-to", "02:00"),
            ("sun-from", "00:00"),
            ("sun-to", "00:00"),
        ]);
        let shift = |weekday, from, to| Shift { weekday, from, to };
        let shifts = week.shifts().unwrap();
        assert_eq!(shifts, [shift(1, 540, 750), shift(1, 780, 1_080), shift(6, 1_320, 120), shift(7, 0, 1_440)]);
        assert_eq!(Week::of(&shifts).shifts().unwrap(), shifts, "what stands in the fields says the same");
        assert_eq!(Week::default().shifts().unwrap(), []);
    }

    #[test]
    fn what_is_no_time_is_named_at_its_field() {
        let faults = |pairs: &[(&str, &str)]| {
            typed(pairs).shifts().unwrap_err().into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(faults(&[("mon-from", "9:00")]), ["mon-to"]);
        assert_eq!(faults(&[("tue-from", "early"), ("tue-to", "18:00")]), ["tue-from"]);
        assert_eq!(faults(&[("wed-from", "9:00"), ("wed-to", "25:00")]), ["wed-to"]);
        assert_eq!(faults(&[("thu-from", "9:00"), ("thu-to", "9:00")]), ["thu-to"]);
        let overlap = [("fri-from", "9:00"), ("fri-to", "13:00"), ("fri-from-2", "12:00"), ("fri-to-2", "18:00")];
        assert_eq!(faults(&overlap), ["fri-from-2"]);
        let after_the_night = [("fri-from", "22:00"), ("fri-to", "2:00"), ("fri-from-2", "3:00"), ("fri-to-2", "4:00")];
        assert_eq!(faults(&after_the_night), ["fri-from-2"]);
        for bad in ["-1:00", "9:60", "24:01", "9:", ":30", "+9:00", "９:00"] {
            assert_eq!(minutes(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_absence_is_whole_days_by_the_shop_s_clock() {
        let amsterdam = zone("Europe/Amsterdam");
        let now = start_of("2026-03-20".parse().unwrap(), &amsterdam).unwrap();
        let leave =
            |first: &str, last: &str| Leave { first: first.into(), last: last.into(), words: " two  words".into() };
        // The clock is put forward within it.
        let kept = leave("2026-03-28", "2026-03-29").kept(now, &amsterdam).unwrap();
        assert_eq!((kept.to.0 - kept.from.0, kept.words.as_str()), (47 * Moment::HOUR, "two words"));
        let one = leave("2026-03-28", "").kept(now, &amsterdam).unwrap();
        assert_eq!(one.to.0 - one.from.0, 24 * Moment::HOUR);
        let faults = |first: &str, last: &str| {
            leave(first, last).kept(now, &amsterdam).unwrap_err().into_iter().map(|(f, _)| f).collect::<Vec<_>>()
        };
        assert_eq!(faults("", ""), ["first"]);
        assert_eq!(faults("2026-03-28", "2026-03-27"), ["last"]);
        assert_eq!(faults("2026-03-01", "2026-03-02"), ["last"]);
        assert_eq!(faults("2026-03-28", "soon"), ["last"]);
        assert_eq!(faults("2026-02-30", ""), ["first"]);
    }
}
