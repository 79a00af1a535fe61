//! A chart of days, drawn as SVG on the server: a bar a day, and over the bars a line of the days before. What it shows stands
//! in its title and description too, and its numbers in the table beside it.
use leptos::prelude::*;

/// The size of the drawing in its own units, and the room for the writing in it.
const WIDTH: i64 = 320;
const HEIGHT: i64 = 140;
const TOP: i64 = 20;
const FOOT: i64 = 20;

/// What is drawn.
pub struct Chart {
    /// Begins the ids of its parts.
    pub id: &'static str,
    pub title: String,
    /// What it shows, in a sentence or two.
    pub says: String,
    /// A value a day; none where nobody counted.
    pub now: Vec<Option<i64>>,
    /// The same of the days before, place by place.
    pub before: Vec<Option<i64>>,
    /// The first and the last day.
    pub ends: (String, String),
    /// How the highest value reads.
    pub most: String,
}

/// A bar by its place and size.
type Bar = (f64, f64, f64, f64);

/// Where the bars stand, and the points of the lines: a line breaks off where nobody counted.
fn laid_out(now: &[Option<i64>], before: &[Option<i64>]) -> (Vec<Bar>, Vec<String>) {
    let most = now.iter().chain(before).flatten().copied().max().unwrap_or(0).max(1);
    let step = WIDTH as f64 / now.len().max(1) as f64;
    let room = (HEIGHT - TOP - FOOT) as f64;
    let high = |value: i64| value.max(0) as f64 * room / most as f64;
    let ground = (HEIGHT - FOOT) as f64;
    let bars = now.iter().enumerate().filter_map(|(i, value)| {
        let high = high((*value)?);
        (high > 0.0).then_some((i as f64 * step + step * 0.15, ground - high, step * 0.7, high))
    });
    let (mut lines, mut line) = (vec![], vec![]);
    for (i, value) in before.iter().take(now.len()).enumerate() {
        match value {
            Some(value) => line.push(format!("{:.1},{:.1}", (i as f64 + 0.5) * step, ground - high(*value))),
            None => lines.push(std::mem::take(&mut line)),
        }
    }
    lines.push(line);
    (bars.collect(), lines.into_iter().filter(|line| !line.is_empty()).map(|line| line.join(" ")).collect())
}

impl Chart {
    /// The chart as a figure.
    pub fn view(self) -> impl IntoView + use<> {
        let (bars, lines) = laid_out(&self.now, &self.before);
        let bars = bars
            .into_iter()
            .map(|(x, y, width, height)| {
                let n = |v: f64| format!("{v:.1}");
                view! { <rect class="bar" x=n(x) y=n(y) width=n(width) height=n(height)></rect> }
            })
            .collect_view();
        let lines =
            lines.into_iter().map(|points| view! { <polyline class="before" points=points></polyline> }).collect_view();
        let (title, says) = (format!("{}-title", self.id), format!("{}-says", self.id));
        let (ground, named) = (HEIGHT - FOOT, format!("{title} {says}"));
        view! {
            <figure class="chart">
                <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-labelledby=named>
                    <title id=title>{self.title}</title>
                    <desc id=says>{self.says}</desc>
                    <line class="ground" x1="0" x2=WIDTH.to_string() y1=ground.to_string() y2=ground.to_string()></line>
                    <line class="top" x1="0" x2=WIDTH.to_string() y1=TOP.to_string() y2=TOP.to_string()></line>
                    {bars}
                    {lines}
                    <text x="0" y=(TOP - 6).to_string()>{self.most}</text>
                    <text x="0" y=(HEIGHT - 4).to_string()>{self.ends.0}</text>
                    <text class="end" x=WIDTH.to_string() y=(HEIGHT - 4).to_string()>{self.ends.1}</text>
                </svg>
            </figure>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_reaches_the_top_and_nothing_is_drawn_of_nothing() {
        let (bars, lines) = laid_out(&[Some(10), Some(0), None, Some(5)], &[None, Some(0), Some(10), None]);
        // A day is 80 wide, a bar 56 of it; there are 100 from the ground at 120 to the top at 20.
        assert_eq!(bars, [(12.0, 20.0, 56.0, 100.0), (252.0, 70.0, 56.0, 50.0)]);
        assert_eq!(lines, ["120.0,120.0 200.0,20.0"]);
        let (bars, lines) = laid_out(&[Some(0), None], &[]);
        assert!(bars.is_empty() && lines.is_empty());
    }
}
