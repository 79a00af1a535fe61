//! Figures as they are now: days that were counted, and beside them those on which something happened since, counted at once.
use super::count::{happened, of_orders};
use super::{Counted, LINES, counted, days};
use crate::db::{Build, Db, Result};
use crate::figures::Sums;
use crate::figures::period::Period;
use crate::values::Moment;
use crate::viewer::Merchant;
use crate::words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet};

/// So many events are looked through for days that are not counted yet; beyond, no day is taken as counted.
const LOOKED_THROUGH: i64 = 5_000;

/// What each day of a period came to, by currency; days on which nothing happened are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    all: BTreeMap<Date, BTreeMap<String, Sums>>,
    /// The days of the period that the tables do not hold as they are now.
    open: Vec<Date>,
}
impl Days {
    /// What one day came to in this currency.
    pub fn of(&self, day: Date, currency: &str) -> Sums {
        self.all.get(&day).and_then(|day| day.get(currency)).copied().unwrap_or_default()
    }
    /// What these days came to in this currency.
    pub fn sum(&self, period: Period, currency: &str) -> Sums {
        self.all
            .range(period.first..=period.last)
            .filter_map(|(_, d)| d.get(currency))
            .fold(Sums::default(), |a, b| a.plus(b))
    }
    /// How many orders were placed in these days, in whatever currency.
    pub fn orders(&self, period: Period) -> i64 {
        self.all.range(period.first..=period.last).flat_map(|(_, d)| d.values()).map(|s| s.orders).sum()
    }
    /// Every currency in which something happened.
    pub fn currencies(&self) -> BTreeSet<String> {
        self.all.values().flat_map(|day| day.keys().cloned()).collect()
    }
}

/// A day as its row has it.
#[derive(FromRow)]
struct Row {
    day: String,
    currency: String,
    #[sqlx(flatten)]
    sums: Sums,
}

/// What the days of a period came to, right now.
pub async fn between(db: &Db, _: &Merchant, period: Period, zone: &TimeZone) -> Result<Days> {
    // The mark is read before the days: what is counted meanwhile is counted once more here, and is the same.
    let (mark, counted_in, shop): (i64, String, String) = db
        .query("select m.event, m.zone, s.zone from figure_mark m join shop s on s.id = 1 where m.id = 1")
        .one()
        .await?;
    let since = happened(db, mark, LOOKED_THROUGH).await?;
    let open: Vec<Date> =
        match counted_in != shop || words::zone(&shop) != *zone || since.len() as i64 == LOOKED_THROUGH {
            true => period.days(),
            false => of_orders(&since, zone).into_iter().filter(|d| *d >= period.first && *d <= period.last).collect(),
        };
    let mut found = Days { all: BTreeMap::new(), open };
    let rows: Vec<Row> = db
        .query(
            "select day, currency, orders, gross, tax, shipping, units, cancelled_orders, cancelled, cancelled_tax, refunds,
                refunded, refunded_tax from figure_day where day >= $1 and day <= $2",
        )
        .bind(period.first.to_string())
        .bind(period.last.to_string())
        .all()
        .await?;
    for row in rows {
        let Ok(day) = row.day.parse::<Date>() else { continue };
        if !found.open.contains(&day) {
            found.all.entry(day).or_default().insert(row.currency, row.sums);
        }
    }
    if !found.open.is_empty() {
        let rows: Vec<Counted> = db.build(&counted(&found.open, zone)).all().await?;
        for row in rows {
            found.all.entry(found.open[row.place as usize]).or_default().insert(row.currency, row.sums);
        }
    }
    Ok(found)
}

/// Something that was sold: a product or a collection.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Best {
    pub slug: String,
    pub title: String,
    pub units: i64,
    /// What its lines came to, in whole minor units.
    pub amount: i64,
}
/// What the best sold are listed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Product,
    Collection,
}

/// The products or collections that brought most in these days, in this currency. A product in two collections is in both.
pub async fn best(
    db: &Db,
    _: &Merchant,
    by: By,
    read: &Days,
    (period, zone): (Period, &TimeZone),
    currency: &str,
    most: i64,
) -> Result<Vec<Best>> {
    let open: Vec<Date> = read.open.iter().filter(|d| **d >= period.first && **d <= period.last).copied().collect();
    let mut q = Build::default();
    if !open.is_empty() {
        days(&mut q, &open, zone);
    }
    q.push(
        "select x.slug, x.title, cast(sum(f.units) as bigint) as units, cast(sum(f.amount) as bigint) as amount from (",
    );
    q.push("select product, units, amount from figure_product where currency = ").text(currency);
    q.push(" and day >= ").text(period.first.to_string()).push(" and day <= ").text(period.last.to_string());
    if !open.is_empty() {
        q.push(" and not day").within_texts(open.iter().map(Date::to_string).collect());
        q.push(" union all select product, units, amount from (")
            .push(LINES)
            .push(") as line where currency = ")
            .text(currency);
    }
    q.push(") as f ");
    q.push(match by {
        By::Product => "join product x on x.id = f.product",
        By::Collection => "join collection_product c on c.product = f.product join collection x on x.id = c.collection",
    });
    q.push(" group by x.id, x.slug, x.title having sum(f.units) > 0 order by amount desc, x.id limit ").digits(most);
    db.build(&q).all().await
}

/// When a question was asked, and when a host answered it first; none: nobody has yet.
pub type Asked = (Moment, Option<Moment>);
/// The questions asked between these moments that everybody may read; 5,000 of the newest at the most.
pub async fn questions(db: &Db, _: &Merchant, from: Moment, to: Moment) -> Result<Vec<Asked>> {
    db.query(
        "select t.created_at, (select min(p.created_at) from post p
            where p.topic = t.id and p.state = 'live' and p.as_host = true and p.author <> t.author) as answered
         from topic t where t.kind = 'question' and t.listed = true and t.created_at >= $1 and t.created_at < $2
         order by t.created_at desc limit 5000",
    )
    .bind(from)
    .bind(to)
    .all()
    .await
}
