//! A figure beside that of before, as words.
use super::{Figures, Shown, percent};
use crate::values::half_up;
use crate::words;
use leptos::prelude::*;

/// A figure: its name, how it reads, and how it was before.
pub struct Tile {
    pub name: &'static str,
    pub reads: String,
    pub before: String,
}

/// `12% more`, `8% less`, `the same`; none where there was nothing to compare with.
fn change(now: i64, before: i64) -> Option<String> {
    if before <= 0 {
        return None;
    }
    let by = half_up(i128::from(now - before) * 100, i128::from(before));
    Some(match by {
        0 if now == before => "the same".into(),
        0 => "nearly the same".into(),
        by if by > 0 => format!("{by}% more"),
        by => format!("{}% less", -by),
    })
}
/// `€11.00 before, 12% more`.
fn beside(now: i64, before: i64, reads: impl Fn(i64) -> String) -> String {
    let change = change(now, before).map_or(String::new(), |change| format!(", {change}"));
    format!("{} before{change}", reads(before))
}
/// The same of a figure that may not have been counted, now or then.
fn maybe(now: Option<i64>, before: Option<i64>, reads: impl Fn(i64) -> String, none: &str) -> (String, String) {
    let was = match (now, before) {
        (_, None) => format!("{none} before"),
        (None, Some(before)) => format!("{} before", reads(before)),
        (Some(now), Some(before)) => beside(now, before, &reads),
    };
    (now.map_or_else(|| capital(none), &reads), was)
}
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What stands on top of the page.
pub fn tiles(s: &Shown) -> Vec<Tile> {
    let (now, before) = (s.of(s.asked.period), s.of(s.before));
    let mut tiles = money_and_visits(s, &now, &before);
    let minutes = |m: i64| words::duration(m);
    let (reads, was) = maybe(s.answers.median, s.answers_before.median, minutes, "no answer");
    tiles.push(Tile { name: "First answer", reads, before: was });
    tiles
}
fn money_and_visits(s: &Shown, now: &Figures, before: &Figures) -> Vec<Tile> {
    let money = |minor| s.money(minor);
    let number = |n: i64| n.to_string();
    let (visits, visits_before) = maybe(now.visits, before.visits, number, "not counted yet");
    let (share, share_before) = maybe(now.conversion, before.conversion, percent, "not counted yet");
    let (average, average_before) = maybe(now.sums.average(), before.sums.average(), money, "no order");
    let tile = |name, now, before, reads: &dyn Fn(i64) -> String| Tile {
        name,
        reads: reads(now),
        before: beside(now, before, reads),
    };
    vec![
        tile("Sales", now.sums.gross, before.sums.gross, &money),
        tile("Refunds", now.sums.refunded, before.sums.refunded, &money),
        tile("Net sales", now.sums.net(), before.sums.net(), &money),
        tile("Orders", now.sums.orders, before.sums.orders, &number),
        Tile { name: "Average order", reads: average, before: average_before },
        Tile { name: "Visits", reads: visits, before: visits_before },
        Tile { name: "Conversion", reads: share, before: share_before },
    ]
}

/// Figures in a row.
pub fn strip(tiles: Vec<Tile>) -> impl IntoView + use<> {
    let tiles = tiles
        .into_iter()
        .map(|t| view! { <div><dt>{t.name}</dt><dd class="num">{t.reads}</dd><dd class="small soft">{t.before}</dd></div> })
        .collect_view();
    view! { <dl class="figures">{tiles}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_compared_in_words() {
        let told = |now, before| beside(now, before, |n| n.to_string());
        assert_eq!(told(112, 100), "100 before, 12% more");
        assert_eq!(told(92, 100), "100 before, 8% less");
        assert_eq!(told(100, 100), "100 before, the same");
        assert_eq!(told(1001, 1000), "1000 before, nearly the same");
        assert_eq!(told(5, 0), "0 before", "of nothing there is no share");
        assert_eq!(told(5, -20), "-20 before");
        let seen = |now, before| maybe(now, before, |n| n.to_string(), "not counted yet");
        assert_eq!(seen(None, None), ("Not counted yet".into(), "not counted yet before".into()));
        assert_eq!(seen(Some(4), None), ("4".into(), "not counted yet before".into()));
    }
}
