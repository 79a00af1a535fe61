//! Rates of tax with their days: a new one from a day on ends the one before at that moment, and the past stays as it was.
pub mod actions;
pub mod pages;
pub mod store;

use crate::hosts::roster::start_of;
use crate::places::{Country, tax_areas};
use crate::values::{Moment, decimal};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What the form of a new rate carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// `add` or `remove`.
    pub act: String,
    pub country: String,
    pub area: String,
    pub class: String,
    pub percent: String,
    pub day: String,
    /// The number of a rate that is to be taken away.
    pub of: String,
    pub password: String,
}

/// A rate from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub country: String,
    /// The part of the country it is for; empty for all of it.
    pub area: String,
    pub class: String,
    pub basis_points: i64,
    pub from: Moment,
}

/// The rate that was typed, from midnight of its day in the shop's zone; or every fault. A class that there is not is refused
/// where it is written.
pub fn wish(typed: &Typed, zone: &TimeZone) -> Result<Wish, Vec<(&'static str, String)>> {
    let mut faults = vec![];
    let country = Country::parse(&typed.country);
    if country.is_none() {
        faults.push(("country", "Choose the country from the list.".to_string()));
    }
    if country.is_some_and(|c| !typed.area.is_empty() && !tax_areas(c).contains(&typed.area.as_str())) {
        faults.push(("area", "Choose one from the list.".into()));
    }
    let percent = typed.percent.trim().trim_end_matches('%').trim().replace(',', ".");
    let basis_points = decimal(&percent, 2).filter(|p| (0..=10_000).contains(p));
    if basis_points.is_none() {
        faults.push(("percent", "From 0 to 100, with two digits after the point at most: 21 or 5.5.".into()));
    }
    let from = typed.day.trim().parse::<Date>().ok().and_then(|day| start_of(day, zone));
    if from.is_none() {
        faults.push(("day", "The first day it holds, like 2027-01-01.".into()));
    }
    match (country, basis_points, from) {
        (Some(country), Some(basis_points), Some(from)) if faults.is_empty() => Ok(Wish {
            country: country.code().into(),
            area: typed.area.clone(),
            class: typed.class.clone(),
            basis_points,
            from,
        }),
        _ => Err(faults),
    }
}
/// `21 %`, `5.5 %`.
pub fn percent(basis_points: i64) -> String {
    let text = format!("{}.{:02}", basis_points / 100, basis_points % 100);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_begins_at_midnight_where_the_shop_is() {
        let zone = crate::words::zone("Europe/Amsterdam");
        let typed = Typed {
            country: "NL".into(),
            class: "standard".into(),
            percent: "21,5 %".into(),
            day: "2027-07-01".into(),
            ..Typed::default()
        };
        let wish = wish(&typed, &zone).unwrap();
        assert_eq!(wish.basis_points, 2150);
        // 30 June, 22:00 in UTC.
        assert_eq!(wish.from, Moment(1_814_392_800_000));
        assert_eq!([2100, 550, 0, 1025].map(percent), ["21 %", "5.5 %", "0 %", "10.25 %"]);
    }

    #[test]
    fn what_is_no_rate_is_named_at_its_field() {
        let zone = TimeZone::UTC;
        let typed = Typed { country: "DE".into(), area: "Livigno".into(), percent: "101".into(), ..Typed::default() };
        let names: Vec<&str> = wish(&typed, &zone).unwrap_err().iter().map(|(n, _)| *n).collect();
        assert_eq!(names, ["area", "percent", "day"]);
        let typed = Typed { country: "?".into(), percent: "-1".into(), day: "2027-02-30".into(), ..Typed::default() };
        let names: Vec<&str> = wish(&typed, &zone).unwrap_err().iter().map(|(n, _)| *n).collect();
        assert_eq!(names, ["country", "percent", "day"]);
    }
}
