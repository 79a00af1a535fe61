//! Who is at the counter, until when, and who comes next. Hours are weekly, in the shop's own zone; an absence is taken out of
//! them. Pure: the moment and the zone are arguments.
#[cfg(test)]
mod tests;

use crate::values::Moment;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// How many days ahead somebody is looked for.
const AHEAD: i64 = 200;
/// How many days a stretch is followed that does not end.
const FOLLOWED: i64 = 8;

/// A stretch of every week, in minutes after midnight. One that ends no later than it begins ends on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// 1 is Monday.
    pub weekday: i64,
    pub from: i64,
    pub to: i64,
}

/// A time in which somebody is not here, whatever their hours say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub id: i64,
    pub from: Moment,
    pub to: Moment,
    pub words: String,
}

/// A host with their hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    pub person: i64,
    pub handle: String,
    pub name: String,
    pub shifts: Vec<Shift>,
    pub away: Vec<Away>,
}

/// Everybody who stands at the counter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    pub hands: Vec<Hand>,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    pub from: Moment,
    pub to: Moment,
}

/// What is to be said of the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counter<'r> {
    /// Nobody has hours to come.
    Unplanned,
    /// Who is here, each until when; whoever stays longest stands first.
    Open(Vec<(&'r Hand, Moment)>),
    /// Nobody is here; who comes next, and when.
    Empty(&'r Hand, Moment),
}

/// What is to be said of one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence<'h> {
    /// At the counter until then.
    Here(Moment),
    /// Not now; back then.
    Back(Moment),
    /// Away, and back then, if that is known.
    Away(&'h Away, Option<Moment>),
    /// No hours to come.
    Unplanned,
}

/// A day of somebody's week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    pub hours: Vec<Stretch>,
    /// Whether an absence takes all that the hours would give.
    pub away: bool,
}

impl Roster {
    /// The host of this person, if they have hours.
    pub fn hand(&self, person: i64) -> Option<&Hand> {
        self.hands.iter().find(|h| h.person == person)
    }
    /// When somebody is at the counter on these days: in order, and apart. Empty where nobody has hours.
    pub fn open(&self, days: impl Iterator<Item = Date>, zone: &TimeZone) -> Vec<Stretch> {
        let of_day = |day| self.hands.iter().flat_map(move |hand| hand.of_day(day, zone));
        joined(days.flat_map(of_day).collect())
    }
    /// Who is at the counter now; if nobody is, who comes next.
    pub fn counter(&self, now: Moment, zone: &TimeZone) -> Counter<'_> {
        let today = date_of(now, zone);
        let mut here: Vec<(&Hand, Moment)> =
            self.hands.iter().filter_map(|h| Some((h, h.here(now, today, zone)?))).collect();
        if !here.is_empty() {
            here.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
            return Counter::Open(here);
        }
        let hands: Vec<&Hand> = self.hands.iter().filter(|h| !h.shifts.is_empty()).collect();
        match next(&hands, now, today, zone) {
            Some((hand, at)) => Counter::Empty(hand, at),
            None => Counter::Unplanned,
        }
    }
}

impl Hand {
    /// The name they are called by.
    pub fn first_name(&self) -> &str {
        super::first_name(&self.name)
    }
    /// Where this host is now.
    pub fn presence(&self, now: Moment, zone: &TimeZone) -> Presence<'_> {
        let today = date_of(now, zone);
        if let Some(until) = self.here(now, today, zone) {
            return Presence::Here(until);
        }
        let back = match self.shifts.is_empty() {
            true => None,
            false => next(&[self], now, today, zone).map(|(_, at)| at),
        };
        match (self.away.iter().find(|a| a.from <= now && now < a.to), back) {
            (Some(away), back) => Presence::Away(away, back),
            (None, Some(back)) => Presence::Back(back),
            (None, None) => Presence::Unplanned,
        }
    }
    /// The seven days from today on.
    pub fn week(&self, now: Moment, zone: &TimeZone) -> Vec<Day> {
        let today = date_of(now, zone);
        (0..7)
            .filter_map(|n| {
                let date = plus(today, n)?;
                let hours = self.of_day(date, zone);
                let away = hours.is_empty() && !self.planned(date, zone).is_empty();
                Some(Day { date, hours, away })
            })
            .collect()
    }

    /// Until when they are at the counter, if they are.
    fn here(&self, now: Moment, today: Date, zone: &TimeZone) -> Option<Moment> {
        if self.shifts.is_empty() {
            return None;
        }
        let around = |days: i64| {
            let dates = (-1..=days).filter_map(|n| plus(today, n));
            joined(dates.flat_map(|date| self.of_day(date, zone)).collect())
                .into_iter()
                .find(|s| s.from <= now && now < s.to)
        };
        let found = around(1)?;
        let followed = plus(today, 2).and_then(|d| start_of(d, zone)).is_some_and(|day| found.to >= day);
        Some(if followed { around(FOLLOWED).unwrap_or(found).to } else { found.to })
    }
    /// What the hours of this day give, without what absences take.
    fn of_day(&self, date: Date, zone: &TimeZone) -> Vec<Stretch> {
        let mut left = self.planned(date, zone);
        for away in &self.away {
            left = left.into_iter().flat_map(|s| without(s, away)).collect();
        }
        left
    }
    /// What the hours of this day give.
    fn planned(&self, date: Date, zone: &TimeZone) -> Vec<Stretch> {
        let weekday = i64::from(date.weekday().to_monday_one_offset());
        let of = |s: &Shift| {
            let end = if s.to <= s.from { plus(date, 1)? } else { date };
            let stretch = Stretch { from: at(date, s.from, zone)?, to: at(end, s.to, zone)? };
            (stretch.from < stretch.to).then_some(stretch)
        };
        let mut all: Vec<Stretch> = self.shifts.iter().filter(|s| s.weekday == weekday).filter_map(of).collect();
        all.sort();
        all
    }
}

/// Who of these comes first after now.
fn next<'h>(hands: &[&'h Hand], now: Moment, today: Date, zone: &TimeZone) -> Option<(&'h Hand, Moment)> {
    let of_day = |n: i64| {
        let date = plus(today, n)?;
        let all = hands.iter().flat_map(|h| h.of_day(date, zone).into_iter().map(move |s| (*h, s.from)));
        all.filter(|(_, from)| *from > now).min_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.name.cmp(&b.0.name)))
    };
    (-1..=AHEAD).find_map(|n| {
        // An absence may end in the small hours after a day: what the next day gives can come before that.
        let found = of_day(n)?;
        Some(of_day(n + 1).filter(|other| other.1 < found.1).unwrap_or(found))
    })
}

/// What an absence leaves of a stretch.
fn without(s: Stretch, away: &Away) -> Vec<Stretch> {
    if away.to <= s.from || s.to <= away.from {
        return vec![s];
    }
    let before = Stretch { from: s.from, to: away.from };
    let after = Stretch { from: away.to, to: s.to };
    [before, after].into_iter().filter(|s| s.from < s.to).collect()
}

/// Stretches in their order; those that touch are one.
fn joined(mut all: Vec<Stretch>) -> Vec<Stretch> {
    all.sort();
    let mut out: Vec<Stretch> = vec![];
    for s in all {
        match out.last_mut() {
            Some(last) if s.from <= last.to => last.to = last.to.max(s.to),
            _ => out.push(s),
        }
    }
    out
}

/// The day on which it is now.
pub fn date_of(now: Moment, zone: &TimeZone) -> Date {
    let at = Timestamp::from_millisecond(now.0).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(zone.clone()).date()
}
/// The moment at which a day begins.
pub fn start_of(date: Date, zone: &TimeZone) -> Option<Moment> {
    at(date, 0, zone)
}
/// So many minutes after midnight by the clock on the wall: where the clock is put forward, an hour that is left out is the
/// one after it; where it is put back, an hour that comes twice is the first.
fn at(date: Date, minutes: i64, zone: &TimeZone) -> Option<Moment> {
    let (date, minutes) = if minutes >= 1_440 { (plus(date, 1)?, minutes - 1_440) } else { (date, minutes) };
    let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
    let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    let zoned = date.to_datetime(time).to_zoned(zone.clone()).ok()?;
    Some(Moment(zoned.timestamp().as_millisecond()))
}
/// So many days later.
fn plus(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
