//! How many visits a day had: a number beside a day, and nothing else.
use crate::db::{Db, Result};
use crate::figures::period::Period;
use crate::viewer::Merchant;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Adds so many visits to a day.
pub async fn add(db: &Db, day: Date, visits: i64) -> Result<()> {
    db.run(
        "insert into visit_day (day, visits) values ($1, $2) on conflict (day) do update set
            visits = visit_day.visits + excluded.visits",
    )
    .bind(day.to_string())
    .bind(visits)
    .run()
    .await?;
    Ok(())
}

/// How many visits days had, from the first day on which they were counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visited {
    first: Option<Date>,
    all: BTreeMap<Date, i64>,
}
impl Visited {
    /// The first day on which visits were counted.
    pub fn first(&self) -> Option<Date> {
        self.first
    }
    /// The visits of a day; none where nobody counted yet.
    pub fn of(&self, day: Date) -> Option<i64> {
        self.first.filter(|first| *first <= day)?;
        Some(self.all.get(&day).copied().unwrap_or(0))
    }
    /// The days of a period on which visits were counted, and how many those had; none where nobody counted in them.
    pub fn counted(&self, period: Period) -> Option<(Period, i64)> {
        let first = self.first.filter(|first| *first <= period.last)?.max(period.first);
        let days = Period { first, last: period.last };
        Some((days, self.all.range(days.first..=days.last).map(|(_, n)| n).sum()))
    }
}
/// The visits of these days.
pub async fn between(db: &Db, _: &Merchant, period: Period) -> Result<Visited> {
    let (first,): (Option<String>,) = db.query("select min(day) from visit_day").one().await?;
    let rows: Vec<(String, i64)> = db
        .query("select day, visits from visit_day where day >= $1 and day <= $2")
        .bind(period.first.to_string())
        .bind(period.last.to_string())
        .all()
        .await?;
    let all = rows.into_iter().filter_map(|(day, n)| Some((day.parse().ok()?, n))).collect();
    Ok(Visited { first: first.and_then(|day| day.parse().ok()), all })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_first_day_nobody_was_counted_and_after_it_nobody_came() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let period = |first, last| Period { first: day(first), last: day(last) };
        let first = day("2026-11-10");
        let visited = Visited { first: Some(first), all: [(first, 5), (day("2026-11-12"), 2)].into() };
        assert_eq!(["2026-11-09", "2026-11-10", "2026-11-11"].map(|d| visited.of(day(d))), [None, Some(5), Some(0)]);
        assert_eq!(visited.counted(period("2026-11-01", "2026-11-09")), None);
        let counted = (period("2026-11-10", "2026-11-30"), 7);
        assert_eq!(visited.counted(period("2026-11-01", "2026-11-30")), Some(counted));
        assert_eq!(Visited::default().counted(period("2026-11-01", "2026-11-30")), None);
    }
}
