//! The list of orders out of the database, however many there are. One of the things that narrow it leads, by its own index;
//! the others are looked at in a way that no index serves.
use super::{Filter, MOST_COUNTED, Place, Wanted};
use crate::db::{Build, Db, Result};
use crate::orders::store::Order;
use crate::values::Moment;
use crate::viewer::{FreshMerchant, Merchant};
use jiff::tz::TimeZone;
use sqlx::FromRow;
use std::collections::HashSet;

/// An order in the list.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub email: String,
    pub country: String,
    pub currency: String,
    pub items_total: i64,
    pub shipping_price: i64,
    pub tax_total: i64,
    pub total: i64,
    /// What of the total was paid by credit.
    pub credit: i64,
    pub refunded: i64,
    pub state: String,
    pub payment_state: String,
    pub fulfilment_state: String,
    pub placed_at: Moment,
}
impl Row {
    pub fn place(&self) -> Place {
        Place { at: self.placed_at.0, id: self.id }
    }
}

/// The orders that fit, the newest first, from behind a place on.
pub async fn list(
    db: &Db,
    _: &Merchant,
    filter: &Filter,
    zone: &TimeZone,
    after: Option<Place>,
    most: i64,
) -> Result<Vec<Row>> {
    page(db, filter, zone, after, most).await
}
/// The same for a file that leaves the shop.
pub async fn export(
    db: &Db,
    _: &FreshMerchant,
    filter: &Filter,
    zone: &TimeZone,
    after: Option<Place>,
    most: i64,
) -> Result<Vec<Row>> {
    page(db, filter, zone, after, most).await
}
async fn page(db: &Db, filter: &Filter, zone: &TimeZone, after: Option<Place>, most: i64) -> Result<Vec<Row>> {
    let leader = leader(db, filter).await?;
    let mut q = Build::new(
        "select o.id, o.number, o.name, o.email, o.country, o.currency, o.items_total, o.shipping_price, o.tax_total, o.total,
            o.credit, o.refunded, o.state, o.payment_state, o.fulfilment_state, o.placed_at from orders o where true",
    );
    narrow(&mut q, filter, zone, leader);
    if let Some(place) = after {
        q.push(" and (o.placed_at, o.id) < (").int(place.at).push(", ").int(place.id).push(")");
    }
    q.push(match leader {
        // The few that fit are sorted, rather than all orders walked through until they come.
        Leader::Search(_) => " order by o.placed_at + 0 desc, o.id desc limit ",
        _ => " order by o.placed_at desc, o.id desc limit ",
    });
    q.digits(most);
    db.build(&q).all().await
}

/// How many orders fit; one more than is counted where there are more.
pub async fn count(db: &Db, _: &Merchant, filter: &Filter, zone: &TimeZone) -> Result<i64> {
    let mut q = Build::new("select count(*) from (select 1 from orders o where true");
    narrow(&mut q, filter, zone, leader(db, filter).await?);
    q.push(" limit ").digits(MOST_COUNTED + 1).push(") c");
    let (n,): (i64,) = db.build(&q).one().await?;
    Ok(n)
}

/// What is looked for by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leader {
    /// What was searched for; of a name the word at this place.
    Search(usize),
    /// The days alone, or all orders as they came.
    Days,
    Standing,
    Payment,
    Parcel,
    State,
    Country,
}

/// From so many on, what narrows the list is no better than another that does: they are met soon enough on the way.
const WORTH: i64 = 10_000;

/// The rarest of what narrows the list, as far as it is worth counting.
async fn leader(db: &Db, f: &Filter) -> Result<Leader> {
    let mut counts = vec![];
    match f.wanted() {
        Wanted::Anything => {}
        Wanted::Number(_) => return Ok(Leader::Search(0)),
        Wanted::Email(begins) => {
            let mut q = Build::new("select count(*) from (select 1 from orders o where true");
            begins_with(&mut q, " and o.email_key", &begins);
            counts.push((Leader::Search(0), q));
        }
        Wanted::Name(words) => {
            for (i, word) in words.iter().enumerate() {
                let mut q = Build::new("select count(*) from (select 1 from order_name n where true");
                begins_with(&mut q, " and n.word", word);
                counts.push((Leader::Search(i), q));
            }
        }
    }
    let both = !f.payment.is_empty() && !f.parcel.is_empty();
    let one = |column: &'static str, value: &str| {
        let mut q = Build::new(column);
        q.text(value);
        q
    };
    if both {
        let mut q = one("select count(*) from (select 1 from orders where payment_state = ", &f.payment);
        q.push(" and fulfilment_state = ").text(&*f.parcel);
        counts.push((Leader::Standing, q));
    }
    for (leader, value, column) in [
        (Leader::Payment, &f.payment, "select count(*) from (select 1 from orders where payment_state = "),
        (Leader::Parcel, &f.parcel, "select count(*) from (select 1 from orders where fulfilment_state = "),
        (Leader::State, &f.state, "select count(*) from (select 1 from orders where state = "),
        (Leader::Country, &f.country, "select count(*) from (select 1 from orders where country = "),
    ] {
        let covered = both && matches!(leader, Leader::Payment | Leader::Parcel);
        if !value.is_empty() && !covered {
            counts.push((leader, one(column, value)));
        }
    }
    let search = matches!(counts.first(), Some((Leader::Search(_), _)));
    if let ([(leader, _)], false) = (counts.as_slice(), search) {
        return Ok(*leader);
    }
    let mut rarest = (WORTH, if search || counts.is_empty() { Leader::Days } else { counts[0].0 });
    for (leader, mut q) in counts {
        q.push(" limit ").digits(WORTH).push(") c");
        let (n,): (i64,) = db.build(&q).one().await?;
        if n < rarest.0 {
            rarest = (n, leader);
        }
    }
    Ok(rarest.1)
}

/// A column that begins with this text, by its index.
fn begins_with(q: &mut Build, column: &'static str, text: &str) {
    q.push(column).push(" >= ").text(text).push(column).push(" < ").text(format!("{text}\u{10ffff}"));
}

fn narrow(q: &mut Build, f: &Filter, zone: &TimeZone, leader: Leader) {
    match f.wanted() {
        Wanted::Anything => {}
        Wanted::Number(number) => {
            q.push(" and o.number = ").text(number);
        }
        Wanted::Email(begins) if leader == Leader::Search(0) => begins_with(q, " and o.email_key", &begins),
        Wanted::Email(begins) => begins_with(q, " and o.email_key || ''", &begins),
        Wanted::Name(words) if words.is_empty() => {
            q.push(" and false");
        }
        Wanted::Name(words) => {
            for (i, word) in words.iter().enumerate() {
                // With `offset` PostgreSQL asks it of each order that is met, rather than of a quarter of all names beforehand.
                let (open, close) = match leader == Leader::Search(i) {
                    true => (" and o.id in (select n.order_id from order_name n where true", ")"),
                    false => (" and exists (select 1 from order_name n where n.order_id = o.id", " limit 1 offset 0)"),
                };
                q.push(open);
                begins_with(q, " and n.word", word);
                q.push(close);
            }
        }
    }
    let by_index = |one: &[Leader]| one.contains(&leader);
    for (value, index, indexed, seen) in [
        (
            &f.payment,
            by_index(&[Leader::Payment, Leader::Standing]),
            " and o.payment_state = ",
            " and o.payment_state || '' = ",
        ),
        (
            &f.parcel,
            by_index(&[Leader::Parcel, Leader::Standing]),
            " and o.fulfilment_state = ",
            " and o.fulfilment_state || '' = ",
        ),
        (&f.state, by_index(&[Leader::State]), " and o.state = ", " and o.state || '' = "),
        (&f.country, by_index(&[Leader::Country]), " and o.country = ", " and o.country || '' = "),
    ] {
        if !value.is_empty() {
            q.push(if index { indexed } else { seen }).text(&**value);
        }
    }
    let (from, to) = f.span(zone);
    for (edge, test) in [(from, " and o.placed_at >= "), (to, " and o.placed_at < ")] {
        if let Some(edge) = edge {
            q.push(test).int(edge.0);
        }
    }
}

/// The orders before and after this one, by when they were placed: number in the database, number in the mails.
pub async fn neighbours(db: &Db, _: &Merchant, o: &Order) -> Result<(Option<(i64, String)>, Option<(i64, String)>)> {
    let before = db
        .query(
            "select id, number from orders where (placed_at, id) < ($1, $2) order by placed_at desc, id desc limit 1",
        )
        .bind(o.placed_at)
        .bind(o.id)
        .maybe()
        .await?;
    let after = db
        .query("select id, number from orders where (placed_at, id) > ($1, $2) order by placed_at, id limit 1")
        .bind(o.placed_at)
        .bind(o.id)
        .maybe()
        .await?;
    Ok((before, after))
}

/// Where an order may go from where it stands: axis and state.
pub async fn moves(db: &Db, o: &Order) -> Result<HashSet<(String, String)>> {
    let rows: Vec<(String, String)> = db
        .query(
            "select axis, to_state from order_move_allowed where (axis = 'order' and from_state = $1)
                or (axis = 'payment' and from_state = $2) or (axis = 'fulfilment' and from_state = $3)",
        )
        .bind(o.state.clone())
        .bind(o.payment_state.clone())
        .bind(o.fulfilment_state.clone())
        .all()
        .await?;
    Ok(rows.into_iter().collect())
}
