//! The stock as the desk reads it: the list, one variant, its ledger.
use super::{Show, Wish};
use crate::catalogue::roll;
use crate::db::{Build, Db, Result, Sql};
use crate::values::{Moment, fold};
use crate::viewer::Merchant;
use sqlx::FromRow;
use std::collections::HashMap;

pub mod moves;

/// A variant with what is there of it.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    pub variant: i64,
    pub product: i64,
    pub title: String,
    /// `26 cm, Seasoned`; empty where the product has no options.
    pub options: String,
    pub sku: String,
    pub status: String,
    pub on_hand: i64,
    pub reserved: i64,
    pub tracked: bool,
    pub backorder_limit: Option<i64>,
    /// At how many left one is warned, where it is not the shop's number.
    pub low_stock: Option<i64>,
    pub archived_at: Option<Moment>,
}
impl Line {
    /// What is left to be sold.
    pub fn available(&self) -> i64 {
        self.on_hand - self.reserved
    }
    /// Title and options, as one name.
    pub fn name(&self) -> String {
        if self.options.is_empty() { self.title.clone() } else { format!("{}, {}", self.title, self.options) }
    }
    fn cursor(&self) -> String {
        format!("{}~{}", self.available(), self.variant)
    }
}

/// What stands about a variant `v` of a product `p` with its stock `s`.
const LINE: &str = "select v.id as variant, p.id as product, p.title,
        coalesce((select string_agg(ov.value, ', ' order by a.position)
            from variant_option vo join option_axis a on a.id = vo.axis join option_value ov on ov.id = vo.value
            where vo.variant = v.id), '') as options,
        v.sku, p.status, s.on_hand, s.reserved, v.tracked, v.backorder_limit, v.low_stock, v.archived_at ";

/// At how many left one is warned, where a variant says nothing else.
pub async fn warned_at(db: &Db) -> Result<i64> {
    let (n,): (i64,) = db.query("select low_stock from shop where id = 1").one().await?;
    Ok(n)
}

/// Variants that as few are left of as one is warned at, the fewest first, `limit` at the most.
pub async fn low(db: &Db, by: &Merchant, limit: i64) -> Result<Vec<Line>> {
    let wish = Wish { show: Show::Low, ..Wish::default() };
    Ok(page(db, by, &wish, "", limit).await?.0)
}

/// A page of the list after a cursor, `most` at most, and the cursor of the next.
pub async fn page(db: &Db, by: &Merchant, wish: &Wish, after: &str, most: i64) -> Result<(Vec<Line>, Option<String>)> {
    let meant = meant(db, by, wish).await?;
    let mut q = Build::new(LINE);
    q.push("from (");
    keys(db, &mut q, wish, meant, after, most + 1).await?;
    q.push(") k join variant v on v.id = k.variant join stock s on s.variant = v.id join product p on p.id = v.product order by ");
    q.push(order(wish));
    let mut lines: Vec<Line> = db.build(&q).all().await?;
    let more = lines.len() as i64 > most;
    lines.truncate(most as usize);
    let next = lines.last().filter(|_| more).map(Line::cursor);
    Ok((lines, next))
}

/// How many the list holds, counted up to `most`.
pub async fn count(db: &Db, by: &Merchant, wish: &Wish, most: i64) -> Result<i64> {
    let meant = meant(db, by, wish).await?;
    let mut q = Build::new("select count(*) from (");
    keys(db, &mut q, wish, meant, "", most).await?;
    q.push(") n");
    let (n,): (i64,) = db.build(&q).one().await?;
    Ok(n)
}

/// What a search means: one variant by its SKU or bar code, or products.
enum Meant {
    Variants(Vec<i64>),
    Products(Vec<i64>),
}
async fn meant(db: &Db, by: &Merchant, wish: &Wish) -> Result<Option<Meant>> {
    if wish.q.is_empty() {
        return Ok(None);
    }
    let exact: Vec<(i64,)> = db
        .query("select id from variant where sku_key = $1 or (barcode = $2 and barcode <> '') order by id limit 20")
        .bind(fold(&wish.q))
        .bind(wish.q.clone())
        .all()
        .await?;
    if !exact.is_empty() {
        return Ok(Some(Meant::Variants(exact.into_iter().map(|(id,)| id).collect())));
    }
    Ok(Some(Meant::Products(roll::store::find(db, by, &wish.q).await?.ids)))
}

/// The numbers of the variants in their order, from where the list was left.
async fn keys(db: &Db, q: &mut Build, wish: &Wish, meant: Option<Meant>, after: &str, most: i64) -> Result<()> {
    q.push("select s.variant, s.on_hand, s.reserved from ");
    // The first of a cross join leads: what was found where it was searched for, else the stock in the order of what is left.
    match meant {
        Some(Meant::Products(ids)) => {
            q.table(ids).push(" t cross join variant v cross join stock s where v.product = t.id and s.variant = v.id");
        }
        Some(Meant::Variants(ids)) => {
            q.table(ids).push(" t cross join variant v cross join stock s where v.id = t.id and s.variant = v.id");
        }
        None => {
            q.push("stock s cross join variant v where v.id = s.variant");
        }
    }
    q.push(" and v.archived_at is null and v.tracked = true");
    match wish.show {
        Show::All => {}
        Show::Low => {
            // The largest number at which anybody is warned ends the walk.
            let (shop, own): (i64, Option<i64>) = db
                .query("select low_stock, (select max(low_stock) from variant where low_stock is not null) from shop where id = 1")
                .one()
                .await?;
            q.push(" and s.on_hand - s.reserved <= ").int(own.unwrap_or(shop).max(shop));
            q.push(" and s.on_hand - s.reserved <= coalesce(v.low_stock, ").int(shop).push(")");
        }
        Show::Out => {
            q.push(" and s.on_hand - s.reserved <= 0");
        }
        Show::Owed => {
            q.push(" and s.on_hand - s.reserved < 0");
        }
    }
    if let Some((left, variant)) = after.split_once('~').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?))) {
        let (within, beyond, behind) = match wish.most {
            false => (" and s.on_hand - s.reserved >= ", " and (s.on_hand - s.reserved > ", " or s.variant > "),
            true => (" and s.on_hand - s.reserved <= ", " and (s.on_hand - s.reserved < ", " or s.variant < "),
        };
        q.push(within).int(left).push(beyond).int(left).push(behind).int(variant).push(")");
    }
    q.push(" order by ").push(order(wish)).push(" limit ").digits(most);
    Ok(())
}
fn order(wish: &Wish) -> &'static str {
    match wish.most {
        false => "s.on_hand - s.reserved, s.variant",
        true => "s.on_hand - s.reserved desc, s.variant desc",
    }
}

/// One variant, whatever became of it.
pub async fn one(db: &Db, _: &Merchant, variant: i64) -> Result<Option<Line>> {
    let mut q = Build::new(LINE);
    q.push("from variant v join stock s on s.variant = v.id join product p on p.id = v.product where v.id = ");
    q.int(variant);
    db.build(&q).maybe().await
}

/// A row of the ledger, with what was there after it.
#[derive(Clone, Debug, FromRow)]
pub struct Move {
    pub id: i64,
    pub on_hand_delta: i64,
    pub reserved_delta: i64,
    /// What was there after it, and what was promised.
    pub on_hand: i64,
    pub reserved: i64,
    pub reason: String,
    pub order_id: Option<i64>,
    pub order_number: Option<String>,
    pub actor: String,
    pub note: String,
    pub at: Moment,
}

/// The ledger of a variant before this row, the newest first, `most` at the most.
pub async fn ledger(db: &Db, _: &Merchant, variant: i64, before: Option<i64>, most: i64) -> Result<Vec<Move>> {
    // The statement that reads the rows sums them too: what moves meanwhile cannot make them differ.
    db.query(
        "select m.id, m.on_hand_delta, m.reserved_delta, cast(m.on_hand as bigint) as on_hand,
            cast(m.reserved as bigint) as reserved, m.reason, o.id as order_id, o.number as order_number, m.actor, m.note, m.at
         from (
            select id, on_hand_delta, reserved_delta, reason, order_line, actor, note, at,
                sum(on_hand_delta) over (order by id) as on_hand, sum(reserved_delta) over (order by id) as reserved
            from stock_move where variant = $1) m
         left join order_line l on l.id = m.order_line
         left join orders o on o.id = l.order_id
         where cast($2 as bigint) is null or m.id < $2
         order by m.id desc limit $3",
    )
    .bind(variant)
    .bind(before)
    .bind(most)
    .all()
    .await
}

/// The number of the newest row of a ledger; 0 where it has none.
pub async fn newest(db: &Db, _: &Merchant, variant: i64) -> Result<i64> {
    let (id,): (i64,) =
        db.query("select coalesce(max(id), 0) from stock_move where variant = $1").bind(variant).one().await?;
    Ok(id)
}
/// What was there after a row of the ledger.
pub async fn after(db: &Db, _: &Merchant, variant: i64, row: i64) -> Result<i64> {
    let (n,): (i64,) = db.query(AFTER).bind(variant).bind(row).one().await?;
    Ok(n)
}
const AFTER: &str =
    "select cast(coalesce(sum(on_hand_delta), 0) as bigint) from stock_move where variant = $1 and id <= $2";

/// Who stands behind the actors of some rows: a person of the staff by the name of today, anybody else by what they are.
pub async fn names(db: &Db, _: &Merchant, moves: &[Move]) -> Result<HashMap<String, String>> {
    let person = |actor: &str| actor.strip_prefix("person:").and_then(|id| id.parse::<i64>().ok());
    let ids: Vec<i64> = moves.iter().filter_map(|m| person(&m.actor)).collect();
    let mut q = Build::new("select id, name, kind from person where erased_at is null and id");
    q.within(ids);
    let known: Vec<(i64, String, String)> = db.build(&q).all().await?;
    let of = |actor: &str| match (actor, person(actor)) {
        ("console", _) => "The command line".to_string(),
        ("job", _) => "The shop itself".into(),
        (_, None) => "A customer".into(),
        (_, Some(id)) => match known.iter().find(|(k, ..)| *k == id) {
            Some((_, name, _)) if !name.is_empty() => name.clone(),
            Some((_, _, kind)) if kind == "staff" => "One of the staff".into(),
            Some(_) => "A customer".into(),
            None => "Somebody who left".into(),
        },
    };
    Ok(moves.iter().map(|m| (m.actor.clone(), of(&m.actor))).collect())
}

/// Locks the stock of some variants in their order, where the database lets others write meanwhile.
pub const LOCKED: Sql = Sql { sqlite: " order by variant", postgres: " order by variant for no key update" };
