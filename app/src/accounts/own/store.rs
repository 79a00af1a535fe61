//! A customer's own things in the database. Every statement asks whose they are.
use crate::db::{Db, Result, Tx};
use crate::places::{Address, Country};
use crate::values::{Currency, Moment};
use crate::viewer::Customer;
use sqlx::FromRow;

/// Gives a person another picture, and notes that they were here.
pub async fn set_picture(tx: &mut Tx, person: i64, seed: Option<i64>, now: Moment) -> Result<()> {
    tx.query("update person set avatar_seed = coalesce(cast($2 as bigint), avatar_seed), seen_at = $3 where id = $1")
        .bind(person)
        .bind(seed)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

/// How many orders stand on one page.
pub const PAGE: usize = 20;

/// An order as it stands in a list.
#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    pub id: i64,
    pub number: String,
    pub cart: i64,
    pub currency: String,
    pub total: i64,
    pub state: String,
    pub payment_state: String,
    pub fulfilment_state: String,
    pub placed_at: Moment,
    /// Its first line, and how many lines it has.
    pub title: String,
    pub lines: i64,
}
/// A customer's orders, the newest first, from behind the one of this number; one more than a page where there are more.
pub async fn orders(db: &Db, customer: &Customer, after: Option<i64>) -> Result<Vec<Listed>> {
    db.query(
        "select o.id, o.number, o.cart, o.currency, o.total, o.state, o.payment_state, o.fulfilment_state, o.placed_at,
            coalesce((select l.title from order_line l where l.order_id = o.id order by l.position limit 1), '') as title,
            (select count(*) from order_line l where l.order_id = o.id) as lines
         from orders o
         where o.person = $1 and (cast($2 as bigint) is null or o.id < $2)
         order by o.id desc limit 21",
    )
    .bind(customer.id())
    .bind(after)
    .all()
    .await
}

/// A line of an order that is wanted again, with what can be had of it now.
#[derive(Clone, Debug, FromRow)]
pub struct Again {
    pub id: i64,
    pub variant: i64,
    pub title: String,
    pub options: String,
    pub properties: String,
    pub quantity: i64,
    pub for_sale: bool,
    pub tracked: bool,
    pub backorder_limit: Option<i64>,
    pub available: i64,
}
impl Again {
    /// How many may be ordered at most; none: as many as wanted.
    pub fn most(&self) -> Option<i64> {
        if self.tracked { self.backorder_limit.map(|limit| (self.available + limit).max(0)) } else { None }
    }
}
/// The lines of a customer's order; none where it is not theirs.
pub async fn lines_again(db: &Db, customer: &Customer, order: i64, currency: Currency) -> Result<Vec<Again>> {
    db.query(
        "select l.id, l.variant, l.title, l.options, l.properties, l.quantity,
            (p.status = 'active' and v.archived_at is null and pr.amount is not null) as for_sale,
            v.tracked, v.backorder_limit, coalesce(s.on_hand - s.reserved, 0) as available
         from orders o
         join order_line l on l.order_id = o.id
         join variant v on v.id = l.variant
         join product p on p.id = v.product
         left join price pr on pr.variant = v.id and pr.currency = $3
         left join stock s on s.variant = v.id
         where o.person = $1 and o.id = $2 order by l.position",
    )
    .bind(customer.id())
    .bind(order)
    .bind(currency.code())
    .all()
    .await
}

/// How many addresses an account keeps.
pub const MOST_ADDRESSES: i64 = 50;

/// An address of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub id: i64,
    pub address: Address,
}
#[derive(FromRow)]
struct Row {
    id: i64,
    name: String,
    country: String,
    line1: String,
    line2: String,
    postcode: String,
    city: String,
    region: String,
    district: String,
}
fn saved(row: Row) -> Option<Saved> {
    let country = Country::parse(&row.country)?;
    let Row { id, name, line1, line2, postcode, city, region, district, .. } = row;
    Some(Saved { id, address: Address { name, line1, line2, city, region, district, postcode, country } })
}

/// A customer's addresses, the one used last first.
pub async fn addresses(db: &Db, customer: &Customer) -> Result<Vec<Saved>> {
    let rows: Vec<Row> = db
        .query(
            "select id, name, country, line1, line2, postcode, city, region, district from address
             where person = $1 order by used_at desc, id desc",
        )
        .bind(customer.id())
        .all()
        .await?;
    Ok(rows.into_iter().filter_map(saved).collect())
}
/// One of a customer's addresses.
pub async fn address(db: &Db, customer: &Customer, id: i64) -> Result<Option<Saved>> {
    let row: Option<Row> = db
        .query(
            "select id, name, country, line1, line2, postcode, city, region, district from address
             where person = $1 and id = $2",
        )
        .bind(customer.id())
        .bind(id)
        .maybe()
        .await?;
    Ok(row.and_then(saved))
}
/// Forgets one of a customer's addresses. False where it is not theirs.
pub async fn forget(tx: &mut Tx, customer: &Customer, id: i64) -> Result<bool> {
    let gone = tx.query("delete from address where person = $1 and id = $2").bind(customer.id()).bind(id).run().await?;
    Ok(gone == 1)
}

/// Keeps an address that a person used, each once. False where the account holds as many as it may.
pub async fn keep(tx: &mut Tx, person: i64, address: &Address, now: Moment) -> Result<bool> {
    // Two orders at once stand in line here: neither misses the address that the other keeps.
    tx.query("update person set seen_at = $2 where id = $1").bind(person).bind(now).run().await?;
    const AGAIN: &str =
        "update address set used_at = $10 where person = $1 and name = $2 and country = $3 and line1 = $4
        and line2 = $5 and postcode = $6 and city = $7 and region = $8 and district = $9 and $11 > 0";
    const NEW: &str =
        "insert into address (person, name, country, line1, line2, postcode, city, region, district, used_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 where (select count(*) from address where person = $1) < $11";
    for sql in [AGAIN, NEW] {
        let done = tx
            .query(sql)
            .bind(person)
            .bind(address.name.clone())
            .bind(address.country.code())
            .bind(address.line1.clone())
            .bind(address.line2.clone())
            .bind(address.postcode.clone())
            .bind(address.city.clone())
            .bind(address.region.clone())
            .bind(address.district.clone())
            .bind(now)
            .bind(MOST_ADDRESSES)
            .run()
            .await?;
        if done > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
