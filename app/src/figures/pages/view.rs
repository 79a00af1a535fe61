//! The page as it is drawn.
use super::{Shown, days, parts};
use crate::admin::file;
use crate::figures::MEANINGS;
use crate::figures::answers::Answers;
use crate::figures::period::CHOICES;
use crate::figures::store::read::Best;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::Field;
use crate::parts::query;
use crate::problem::Problem;
use crate::words;
use leptos::prelude::*;

pub fn view(s: &Shown, fresh: bool, problem: &Option<Problem>) -> impl IntoView + use<> {
    let (first, last) = (s.asked.period.first, s.asked.period.last);
    let span = match first == last {
        true => first.strftime("%A %-d %B %Y").to_string(),
        false => format!("{} to {}", first.strftime("%-d %B %Y"), last.strftime("%-d %B %Y")),
    };
    let beside = words::count(s.asked.period.len(), "day", "days");
    let over = match s.asked.faults.is_empty() {
        true => faults::over(problem),
        false => faults::over(&Some(Problem::Fields(s.asked.faults.clone()))),
    };
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1">
                <h1>"How it goes"</h1>
                <p class="soft">{format!("{span}, beside the {beside} before.")}</p>
            </div>
            {over}
            {choices(s)}
            {parts::strip(parts::tiles(s))}
            {days::charts(s)}
            {days::table(s)}
            <div class="split">
                {to_net(s)}
                {first_answer(s)}
            </div>
            <div class="split">
                {best("products", "Best sold products", "Product", "/products", &s.products, s)}
                {best("collections", "Best sold collections", "Collection", "/collections", &s.collections, s)}
            </div>
            {meanings()}
            {file::ask("/admin/figures", &s.pairs(), fresh, faults::beside(problem, "password"))}
        </div>
    }
}

/// Which days, and in which currency.
fn choices(s: &Shown) -> impl IntoView + use<> {
    let currency = |pairs: &mut Vec<(String, String)>, code: &str| {
        if s.currencies.len() > 1 {
            pairs.push(("currency".into(), code.into()));
        }
    };
    let links = CHOICES
        .iter()
        .filter(|(word, _)| *word != "own")
        .map(|(word, title)| {
            let mut pairs = vec![("period".to_string(), word.to_string())];
            currency(&mut pairs, s.currency.code());
            let here = (s.asked.choice == *word).then_some("true");
            view! { <a class="link" href=format!("/admin/figures?{}", query(&pairs)) aria-current=here>{*title}</a> }
        })
        .collect_view();
    let currencies = (s.currencies.len() > 1).then(|| {
        let links = s
            .currencies
            .iter()
            .map(|code| {
                let mut pairs: Vec<_> = s.pairs().into_iter().filter(|(name, _)| name != "currency").collect();
                currency(&mut pairs, code);
                let here = (code == s.currency.code()).then_some("true");
                view! { <a class="link" href=format!("/admin/figures?{}", query(&pairs)) aria-current=here>{code.clone()}</a> }
            })
            .collect_view();
        view! { <div class="views" role="group" aria-label="Currency">{links}</div> }
    });
    let beside = |field: &str| s.asked.faults.iter().find(|(name, _)| *name == field).map(|(_, words)| words.clone());
    let hidden =
        (s.currencies.len() > 1).then(|| view! { <input type="hidden" name="currency" value=s.currency.code()/> });
    view! {
        <div class="stack gap-2">
            <div class="views" role="group" aria-label="Period">
                {links}
                <details open=s.asked.choice == "own">
                    <summary>"Days of your own"</summary>
                    <form class="sift" method="get" action="/admin/figures" novalidate>
                        <input type="hidden" name="period" value="own"/>
                        {hidden}
                        {Field::text("from", "From", "off").kind("date").filled(&s.asked.from, beside("from")).view()}
                        {Field::text("to", "To", "off").kind("date").filled(&s.asked.to, beside("to")).view()}
                        <button class="btn quiet">"Show these days"</button>
                    </form>
                </details>
            </div>
            {currencies}
        </div>
    }
}

/// How sales become net sales, line by line.
fn to_net(s: &Shown) -> impl IntoView + use<> {
    let (now, before) = (s.of(s.asked.period).sums, s.of(s.before).sums);
    let less = |minor: i64| s.money(-minor);
    let orders = |n| words::count(n, "order", "orders");
    let lines = [
        ("Sales".to_string(), s.money(now.gross), s.money(before.gross)),
        (format!("Cancelled, {}", orders(now.cancelled_orders)), less(now.cancelled), less(before.cancelled)),
        (format!("Refunds, {}", now.refunds), less(now.refunded), less(before.refunded)),
        ("Tax in what stays".into(), less(now.tax_left()), less(before.tax_left())),
    ];
    let rows = lines
        .into_iter()
        .map(|(name, now, before)| view! { <tr><th scope="row">{name}</th><td class="n">{now}</td><td class="n soft">{before}</td></tr> })
        .collect_view();
    let shipping = format!(
        "{} of the sales is shipping. {} were sold.",
        s.money(now.shipping),
        words::count(now.units, "piece", "pieces")
    );
    view! {
        <section class="panel" aria-labelledby="to-net">
            <div class="head"><h2 id="to-net">"From sales to net sales"</h2></div>
            <div class="scroll" tabindex="0" role="region" aria-label="From sales to net sales, table">
                <table>
                    <thead><tr><th scope="col"><span class="vh">"Line"</span></th><th scope="col" class="n">"These days"</th><th scope="col" class="n">"Before"</th></tr></thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr><th scope="row">"Net sales"</th><td class="n">{s.money(now.net())}</td><td class="n">{s.money(before.net())}</td></tr></tfoot>
                </table>
            </div>
            <p class="small soft">{shipping}</p>
        </section>
    }
}

/// How fast hosts answered.
fn first_answer(s: &Shown) -> impl IntoView + use<> {
    let a = &s.answers;
    let asked = a.asked();
    let hours = if s.hours { "counter hours" } else { "all hours, for nobody has hours at the counter" };
    let body = match asked {
        0 => view! { <p class="soft">"Nobody asked anything in these days."</p> }.drawn(),
        _ => view! { {bars(a, asked)}<p>{median(&s.answers, &s.answers_before)}</p> }.drawn(),
    };
    view! {
        <section class="panel" aria-labelledby="first-answer">
            <div class="head"><h2 id="first-answer">"Time to the first answer of a host"</h2><p>{format!("{}, {hours}", words::count(asked, "question", "questions"))}</p></div>
            {body}
        </section>
    }
}
fn bars(a: &Answers, asked: i64) -> impl IntoView + use<> {
    let rows = [
        ("Within 10 min", a.fast, "bar"),
        ("10 to 60 min", a.within_the_hour, "bar"),
        ("Over an hour", a.later, "bar late"),
        ("No answer yet", a.open, "bar late"),
    ]
    .into_iter()
    .map(|(name, n, class)| {
        let share = n * 100 / asked.max(1);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="wide"><svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class=class width=share.to_string() height="10"></rect></svg></td>
                <td class="n">{n}</td>
                <td class="n soft">{format!("{share}%")}</td>
            </tr>
        }
    })
    .collect_view();
    view! {
        <table class="shares">
            <thead class="vh"><tr><th scope="col">"Time"</th><th scope="col">"Drawn"</th><th scope="col">"Questions"</th><th scope="col">"Share"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
fn median(now: &Answers, before: &Answers) -> String {
    let said = |minutes: Option<i64>| minutes.map_or_else(|| "none was answered".into(), words::duration);
    match now.median {
        Some(minutes) => format!("Median {}. Before: {}.", words::duration(minutes), said(before.median)),
        None => "None was answered yet.".into(),
    }
}

/// What brought most.
fn best(
    id: &'static str,
    heading: &'static str,
    noun: &'static str,
    folder: &str,
    all: &[Best],
    s: &Shown,
) -> impl IntoView + use<> {
    let rows = all
        .iter()
        .map(|b| {
            view! {
                <tr><th scope="row"><a href=format!("{folder}/{}", b.slug)>{b.title.clone()}</a></th><td class="n">{b.units}</td><td class="n">{s.money(b.amount)}</td></tr>
            }
        })
        .collect_view();
    let body = match all.is_empty() {
        true => view! { <p class="soft">"Nothing was sold in these days."</p> }.drawn(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{heading}, table")>
                <table>
                    <thead><tr><th scope="col">{noun}</th><th scope="col" class="n">"Pieces"</th><th scope="col" class="n">"Came to"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .drawn(),
    };
    view! { <section class="panel" aria-labelledby=id><div class="head"><h2 id=id>{heading}</h2></div>{body}</section> }
}

/// What each number is.
fn meanings() -> impl IntoView {
    let rows =
        MEANINGS.iter().map(|(name, words)| view! { <div><dt>{*name}</dt><dd>{*words}</dd></div> }).collect_view();
    view! {
        <section class="panel" aria-labelledby="meanings">
            <div class="head"><h2 id="meanings">"What each number is"</h2></div>
            <dl class="meanings">{rows}</dl>
        </section>
    }
}
