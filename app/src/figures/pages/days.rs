//! Every day of a period: the charts, and the table that says the same.
use super::{Shown, percent, told};
use crate::figures::chart::Chart;
use crate::figures::period::Period;
use crate::parts::drawn::Draw;
use crate::words;
use jiff::civil::Date;
use leptos::prelude::*;

/// Sales, orders and visits, day by day.
pub fn charts(s: &Shown) -> impl IntoView + use<> {
    let code = s.currency.code();
    let sales = chart(s, "sales", "Sales", |day| Some(s.days.of(day, code).gross), |n| s.money(n)).view();
    let orders = chart(s, "orders", "Orders", |day| Some(s.days.of(day, code).orders), |n| n.to_string()).view();
    let visits = chart(s, "visits", "Visits", |day| s.visited.of(day), |n| n.to_string()).view();
    let counted = s.visited.counted(s.asked.period).is_some();
    let first = s.visited.first().map(|day| day.strftime("%-d %B %Y").to_string());
    let visits = match (counted, first) {
        (true, _) => visits.drawn(),
        (false, None) => view! { <p class="soft">"Not counted yet. The first visit begins it."</p> }.drawn(),
        (false, Some(day)) => {
            view! { <p class="soft">{format!("Not counted yet in these days: it began on {day}.")}</p> }.drawn()
        }
    };
    view! {
        <div class="grid wide gap-5">
            <section class="panel" aria-labelledby="chart-sales"><h2 id="chart-sales">"Sales by day"</h2>{sales}</section>
            <section class="panel" aria-labelledby="chart-orders"><h2 id="chart-orders">"Orders by day"</h2>{orders}</section>
            <section class="panel" aria-labelledby="chart-visits"><h2 id="chart-visits">"Visits by day"</h2>{visits}</section>
        </div>
        <p class="small soft key"><span class="bar" aria-hidden="true"></span>"these days "<span class="before" aria-hidden="true"></span>"the days before"</p>
    }
}

fn chart(
    s: &Shown,
    id: &'static str,
    name: &'static str,
    of: impl Fn(Date) -> Option<i64>,
    reads: impl Fn(i64) -> String,
) -> Chart {
    let values = |period: Period| period.days().into_iter().map(&of).collect::<Vec<_>>();
    let (now, before) = (values(s.asked.period), values(s.before));
    let sum = |all: &[Option<i64>]| all.iter().flatten().sum::<i64>();
    let best = s
        .asked
        .period
        .days()
        .into_iter()
        .zip(&now)
        .filter_map(|(d, v)| Some((d, (*v)?)))
        .max_by_key(|(d, v)| (*v, std::cmp::Reverse(*d)));
    let best = best
        .filter(|(_, v)| *v > 0)
        .map_or(String::new(), |(d, v)| format!(" The highest is {} on {}.", reads(v), told(d)));
    let says = format!("{} in these days, {} in the days before.{best}", reads(sum(&now)), reads(sum(&before)));
    let most = now.iter().chain(&before).flatten().copied().max().unwrap_or(0);
    let day = |day: Date| day.strftime("%-d %b").to_string();
    let ends = (day(s.asked.period.first), day(s.asked.period.last));
    let title = format!("{name} by day, {} to {}", ends.0, ends.1);
    Chart { id, title, says, most: reads(most), now, before, ends }
}

/// The same as a table, with what does not fit a chart.
pub fn table(s: &Shown) -> impl IntoView + use<> {
    let rows = s
        .asked
        .period
        .days()
        .into_iter()
        .map(|day| {
            let f = s.of(Period::day(day));
            view! {
                <tr>
                    <th scope="row">{told(day)}</th>
                    <td class="n">{f.sums.orders}</td>
                    <td class="n">{s.money(f.sums.gross)}</td>
                    <td class="n">{s.money(f.sums.cancelled)}</td>
                    <td class="n">{s.money(f.sums.refunded)}</td>
                    <td class="n">{s.money(f.sums.net())}</td>
                    <td class="n">{counted(f.visits, |n| n.to_string())}</td>
                    <td class="n">{counted(f.conversion, percent)}</td>
                </tr>
            }
        })
        .collect_view();
    let f = s.of(s.asked.period);
    let all = words::count(s.asked.period.len(), "day", "days");
    view! {
        <details class="more panel">
            <summary>"Every day as a table"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Every day, table">
                <table>
                    <thead><tr><th scope="col">"Day"</th><th scope="col" class="n">"Orders"</th><th scope="col" class="n">"Sales"</th><th scope="col" class="n">"Cancelled"</th><th scope="col" class="n">"Refunds"</th><th scope="col" class="n">"Net sales"</th><th scope="col" class="n">"Visits"</th><th scope="col" class="n">"Conversion"</th></tr></thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr>
                        <th scope="row">{all}</th>
                        <td class="n">{f.sums.orders}</td>
                        <td class="n">{s.money(f.sums.gross)}</td>
                        <td class="n">{s.money(f.sums.cancelled)}</td>
                        <td class="n">{s.money(f.sums.refunded)}</td>
                        <td class="n">{s.money(f.sums.net())}</td>
                        <td class="n">{counted(f.visits, |n| n.to_string())}</td>
                        <td class="n">{counted(f.conversion, percent)}</td>
                    </tr></tfoot>
                </table>
            </div>
        </details>
    }
}
/// A number that may not have been counted.
fn counted(n: Option<i64>, reads: impl Fn(i64) -> String) -> String {
    n.map_or_else(|| "–".into(), reads)
}
