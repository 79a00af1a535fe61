//! How it goes: the figures of some days beside those of as many days before, on one page.
mod days;
pub mod parts;
mod view;

use super::answers::Answers;
use super::period::{Asked, Period, asked, closes, earlier, opens};
use super::store::read::{self, Best, By, Days};
use super::store::visits::{self, Visited};
use super::{Sums, conversion};
use crate::hosts;
use crate::hosts::roster::date_of;
use crate::parts::faults;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::viewer::Merchant;
use crate::words;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;

/// How many of the best are named.
const BEST: i64 = 10;

/// `GET /admin/figures`
pub async fn figures(visit: Visit) -> Response {
    visit.show(read(&visit, |name| visit.query(name), None)).await
}

/// Everything the page and its file say.
pub struct Shown {
    pub asked: Asked,
    /// The days before, to compare with.
    pub before: Period,
    pub currency: Currency,
    /// Every currency in which something happened, the shop's own among them.
    pub currencies: Vec<String>,
    pub days: Days,
    pub visited: Visited,
    pub answers: Answers,
    pub answers_before: Answers,
    pub products: Vec<Best>,
    pub collections: Vec<Best>,
    /// Whether hours of the counter are known.
    pub hours: bool,
}

/// The figures of some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub sums: Sums,
    /// The visits; none where nobody counted them.
    pub visits: Option<i64>,
    /// Orders by visits, in thousandths, over the days on which visits were counted.
    pub conversion: Option<i64>,
}

impl Shown {
    /// The figures of these days.
    pub fn of(&self, period: Period) -> Figures {
        Figures::of(&self.days, &self.visited, period, self.currency.code())
    }
    /// An amount of the currency that is shown.
    pub fn money(&self, minor: i64) -> String {
        words::money(Money::new(minor, self.currency))
    }
    /// What was asked for, as names and values of an address.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = vec![("period", self.asked.choice.to_string())];
        if self.asked.choice == "own" {
            pairs.extend([("from", self.asked.from.clone()), ("to", self.asked.to.clone())]);
        }
        if self.currencies.len() > 1 {
            pairs.push(("currency", self.currency.code().to_string()));
        }
        pairs.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }
}
impl Figures {
    /// The figures of these days, out of what was read, in this currency. Visits belong to no currency: every order counts.
    pub fn of(days: &Days, visited: &Visited, period: Period, currency: &str) -> Figures {
        let counted = visited.counted(period);
        Figures {
            sums: days.sum(period, currency),
            visits: counted.map(|(_, visits)| visits),
            conversion: counted.and_then(|(period, visits)| conversion(days.orders(period), visits)),
        }
    }
}

/// Reads what was asked for.
pub async fn shown(visit: &Visit, merchant: &Merchant, of: impl Fn(&str) -> String) -> Result<Shown, Problem> {
    let facts = visit.facts().await?;
    let (db, zone) = (visit.db(), facts.zone());
    let asked = asked(&of, date_of(visit.now, &zone));
    let (period, before) = (asked.period, asked.period.before());
    let all = Period { first: before.first, last: period.last };
    let days = read::between(db, merchant, all, &zone).await?;
    let mut currencies = days.currencies();
    currencies.insert(facts.currency.clone());
    let wanted = of("currency");
    let code = currencies.get(&wanted).cloned().unwrap_or(facts.currency.clone());
    let at = (period, &zone);
    let best = async |by| read::best(db, merchant, by, &days, at, &code, BEST).await;
    let (products, collections) = (best(By::Product).await?, best(By::Collection).await?);
    let roster = hosts::store::roster(db, opens(all.first, &zone)).await?;
    // A question of the last day may be answered later, and the hours of a night belong to the day before.
    let until = date_of(visit.now, &zone).tomorrow().unwrap_or(period.last);
    let around = Period { first: earlier(all.first, 1), last: until };
    let counter = roster.open(around.days().into_iter(), &zone);
    let answers = async |of: Period| {
        let (from, to) = (opens(of.first, &zone), closes(of.last, &zone));
        read::questions(db, merchant, from, to).await.map(|asked| Answers::of(&asked, &counter))
    };
    Ok(Shown {
        currency: Currency::parse(&code).unwrap_or(Currency::EUR),
        currencies: currencies.into_iter().collect(),
        visited: visits::between(db, merchant, all).await?,
        answers: answers(period).await?,
        answers_before: answers(before).await?,
        hours: !counter.is_empty(),
        asked,
        before,
        days,
        products,
        collections,
    })
}

/// The page, of what was asked for; with what was wrong with the form for its file.
pub async fn read(visit: &Visit, of: impl Fn(&str) -> String, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let (name, fresh) = (viewer.person().map(|p| p.name.clone()).unwrap_or_default(), viewer.is_fresh(visit.now));
    let shown = shown(visit, &merchant, of).await?;
    let status = match shown.asked.faults.is_empty() {
        true => faults::status(&problem),
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(Page::new("How it goes", move |_: &Front| view::view(&shown, fresh, &problem)).desk(name).status(status))
}

/// `Sat 28 Nov`: a day in a table.
fn told(day: Date) -> String {
    day.strftime("%a %-d %b").to_string()
}
/// `7.9%`, out of thousandths.
pub fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
