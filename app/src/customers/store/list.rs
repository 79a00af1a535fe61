//! The list of customers, a page at a time.
use crate::accounts::alias;
use crate::customers::narrow::{Narrow, Sort, holding};
use crate::db::{Build, Db, Result};
use crate::values::{Email, Moment};
use crate::viewer::{FreshMerchant, Merchant};
use sqlx::FromRow;

/// How many rows a page has.
pub const PAGE: i64 = 50;

/// A customer as a line of the list.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub person: Option<i64>,
    /// As their last order calls them, or the staff; empty where they never ordered.
    pub name: String,
    pub email: String,
    pub orders: i64,
    pub spent: i64,
    pub last_order_at: Option<Moment>,
    pub last_at: Moment,
    pub since: Moment,
}
impl Row {
    /// Where the list goes on behind this row.
    pub fn place(&self, sort: Sort) -> (i64, i64) {
        let at = match sort {
            Sort::Last => self.last_at.0,
            Sort::Spent => self.spent,
            Sort::Orders => self.orders,
        };
        (at, self.id)
    }
}
/// A place in the list as an address says it: `1700000000000-12`.
pub fn place(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.rsplit_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

/// The customers behind this place, `most` at the most.
pub async fn list(
    db: &Db,
    _: &Merchant,
    narrow: &Narrow,
    after: Option<(i64, i64)>,
    most: i64,
    now: Moment,
) -> Result<Vec<Row>> {
    page(db, narrow, after, most, now).await
}
/// The same for a file that leaves the shop.
pub async fn export(
    db: &Db,
    _: &FreshMerchant,
    narrow: &Narrow,
    after: Option<(i64, i64)>,
    now: Moment,
) -> Result<Vec<Row>> {
    page(db, narrow, after, 500, now).await
}

async fn page(db: &Db, narrow: &Narrow, after: Option<(i64, i64)>, most: i64, now: Moment) -> Result<Vec<Row>> {
    let mut q = Build::new(
        "select c.id, c.person, coalesce(nullif(c.name, ''), p.name, '') as name, c.email, c.orders, c.spent, c.last_order_at,
            c.last_at, c.since
         from customer c left join person p on p.id = c.person where 1 = 1",
    );
    match narrow.account {
        Some(true) => q.push(" and c.person is not null"),
        Some(false) => q.push(" and c.person is null"),
        None => &mut q,
    };
    if let Some(least) = narrow.orders {
        q.push(" and c.orders >= ").int(least);
    }
    match narrow.since(now) {
        Some((at, true)) => q.push(" and c.last_order_at >= ").int(at.0),
        Some((at, false)) => q.push(" and c.last_order_at < ").int(at.0),
        None => &mut q,
    };
    meant(&mut q, &narrow.q);
    let (column, sorted) = match narrow.sort {
        Sort::Last => (" and (c.last_at, c.id) < (", " order by c.last_at desc, c.id desc limit "),
        Sort::Spent => (" and (c.spent, c.id) < (", " order by c.spent desc, c.id desc limit "),
        Sort::Orders => (" and (c.orders, c.id) < (", " order by c.orders desc, c.id desc limit "),
    };
    if let Some((at, id)) = after {
        q.push(column).int(at).push(", ").int(id).push(")");
    }
    q.push(sorted).digits(most);
    db.build(&q).all().await
}

/// Whom somebody means who typed this: a whole address is that one, else a part of a name or an address, or a name to show.
fn meant(q: &mut Build, typed: &str) {
    if typed.is_empty() {
        return;
    }
    if let Some(email) = Email::parse(typed) {
        q.push(" and c.email_key = ").text(email.key());
        return;
    }
    let pattern = holding(typed);
    q.push(" and (c.name_key like ").text(pattern.clone()).push(" escape '\\' or c.email_key like ").text(pattern);
    q.push(" escape '\\' or c.person = (select a.id from person a where a.alias_key = ")
        .text(alias::key(typed))
        .push("))");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        assert_eq!(place("1700000000000-12"), Some((1_700_000_000_000, 12)));
        assert_eq!(place("-5-12"), Some((-5, 12)));
        for bad in ["", "12", "a-b", "1-"] {
            assert_eq!(place(bad), None, "{bad:?}");
        }
    }
}
