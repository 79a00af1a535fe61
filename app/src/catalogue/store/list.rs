//! Lists of products: sorted, paged by a cursor, never more rows than are shown.
use super::Left;
use crate::catalogue::facets::{self, store::Value};
use crate::catalogue::{Availability, Sort};
use crate::db::{Build, Db, Result};
use crate::media::Focus;
use sqlx::FromRow;

/// A product as it stands in a list.
#[derive(Clone, Debug, FromRow)]
pub struct Card {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub maker_name: Option<String>,
    pub maker_craft: Option<String>,
    pub list_price: Option<i64>,
    pub compare_at: Option<i64>,
    pub prices: i64,
    pub hash: Option<String>,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub alt: Option<String>,
    pub focus: Option<Focus>,
    pub available: i64,
    pub made: i64,
    pub untracked: i64,
    pub unit: Option<String>,
    pub unit_amount: Option<i64>,
    pub unit_base: Option<i64>,
}
impl Card {
    /// Counts what can be had from what is left of each variant.
    pub fn count<'l>(&mut self, left: impl Iterator<Item = &'l Left>) {
        (self.available, self.made, self.untracked) = (0, 0, 0);
        for l in left {
            self.available += l.remains.max(0);
            self.made += i64::from(l.backorder_limit.is_none_or(|limit| l.remains + limit > 0));
            self.untracked += i64::from(!l.tracked);
        }
    }
    pub fn availability(&self) -> Availability {
        let limit = if self.made > 0 { None } else { Some(0) };
        Availability::of(self.list_price.is_some(), self.untracked == 0, self.available, limit)
    }
}

/// Which products a list holds.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub collection: Option<i64>,
    /// Whether somebody arranged that collection.
    pub arranged: bool,
    /// What a search found, the best first.
    pub among: Option<Vec<i64>>,
    /// Values of facets: one of each facet is enough, every facet has to be met.
    pub chosen: Vec<Value>,
    /// The least and the most a variant may cost, in minor units of the shop's currency; a product within it, or within a
    /// chosen band of prices, meets the facet `price`.
    pub price: (Option<i64>, Option<i64>),
}
impl Wanted {
    /// Whether nothing but a collection narrows the list: then everything about it is counted already.
    pub fn is_plain(&self) -> bool {
        self.among.is_none() && self.chosen.is_empty() && self.price == (None, None)
    }
    /// The same without one facet.
    pub fn without(&self, facet: i64) -> Wanted {
        let mut other = self.clone();
        other.chosen.retain(|v| v.facet != facet);
        if facet == facets::PRICE {
            other.price = (None, None);
        }
        other
    }
    /// The facets that narrow the list.
    pub fn facets(&self) -> Vec<i64> {
        let mut all: Vec<i64> = self.chosen.iter().map(|v| v.facet).collect();
        if self.price != (None, None) {
            all.push(facets::PRICE);
        }
        all.sort();
        all.dedup();
        all
    }
}

/// One page of a list and the cursor of the next.
pub struct Cards {
    pub cards: Vec<Card>,
    pub next: Option<String>,
}

/// How many products a page of a list holds.
pub const PAGE: i64 = 24;

/// A page of active products after a cursor, `most` at most. A cursor that cannot be read starts at the beginning.
pub async fn cards(db: &Db, wanted: &Wanted, sort: Sort, after: &str, most: i64, currency: &str) -> Result<Cards> {
    let mut keys = match (sort, &wanted.among) {
        (Sort::Best, Some(_)) => best(db, wanted, after, most).await?,
        _ => sorted(db, wanted, sort, after, most).await?,
    };
    let more = keys.len() as i64 > most;
    keys.truncate(most as usize);
    let next = keys.last().filter(|_| more).map(|last| last.cursor(sort));
    let cards = of(db, keys.into_iter().map(|k| k.id).collect(), currency).await?;
    Ok(Cards { cards, next })
}

/// A product's number and what it is sorted by.
#[derive(FromRow)]
struct Key {
    id: i64,
    title_key: String,
    list_price: Option<i64>,
    place: i64,
}
impl Key {
    fn cursor(&self, sort: Sort) -> String {
        let value = match sort {
            Sort::Best | Sort::Arranged => self.place.to_string(),
            Sort::Newest => String::new(),
            Sort::Name => self.title_key.clone(),
            Sort::Cheapest | Sort::Dearest => self.list_price.map_or("-".into(), |p| p.to_string()),
        };
        format!("{value}~{}", self.id)
    }
}

/// What was found by a search, from where it was left, the best first.
async fn best(db: &Db, wanted: &Wanted, after: &str, most: i64) -> Result<Vec<Key>> {
    let from = after.rsplit_once('~').and_then(|(place, _)| place.parse().ok()).unwrap_or(0);
    let mut q = Build::new("select p.id, p.title_key, p.list_price, t.place from ");
    q.table(wanted.among.clone().unwrap_or_default());
    // A cross join: what was found leads, and each product is looked up. SQLite would go through the whole shop instead.
    q.push(" t cross join product p where p.id = t.id and p.status = 'active' and t.place > ").int(from);
    narrow(&mut q, &Wanted { among: None, ..wanted.clone() });
    q.push(" order by t.place limit ").digits(most + 1);
    db.build(&q).all().await
}

/// One more than `most` of a list from where it was left. What has no price stands at the end, however it is sorted.
async fn sorted(db: &Db, wanted: &Wanted, sort: Sort, after: &str, most: i64) -> Result<Vec<Key>> {
    let left = after.rsplit_once('~').and_then(|(value, id)| Some((value.to_string(), id.parse::<i64>().ok()?)));
    if !matches!(sort, Sort::Cheapest | Sort::Dearest) {
        return part(db, wanted, sort, Which::All, left, most + 1).await;
    }
    let unpriced = left.clone().filter(|(value, _)| value == "-");
    let mut keys = match unpriced {
        Some(_) => vec![],
        None => part(db, wanted, sort, Which::Priced, left, most + 1).await?,
    };
    let missing = most + 1 - keys.len() as i64;
    if missing > 0 {
        keys.extend(part(db, wanted, Sort::Newest, Which::Unpriced, unpriced, missing).await?);
    }
    Ok(keys)
}

/// Which products of a list are meant.
#[derive(Clone, Copy)]
enum Which {
    All,
    Priced,
    Unpriced,
}

/// Part of a list in its order, from where it was left.
async fn part(
    db: &Db,
    wanted: &Wanted,
    sort: Sort,
    which: Which,
    left: Option<(String, i64)>,
    most: i64,
) -> Result<Vec<Key>> {
    let mut q = Build::new("select p.id, p.title_key, p.list_price, ");
    q.push(if sort == Sort::Arranged { "p.place" } else { "cast(0 as bigint) as place" }).push(" from ");
    // A collection knows what it is sorted by, so that its page begins where it begins.
    match wanted.collection {
        Some(collection) => {
            q.push(
                match sort {
                    Sort::Arranged => "(select product as id, title_key, list_price, position as place from collection_product where shown = true and collection = ",
                    _ => "(select product as id, title_key, list_price from collection_product where shown = true and collection = ",
                },
            );
            q.int(collection).push(") p where 1 = 1");
        }
        None => {
            q.push("product p where p.status = 'active'");
        }
    }
    narrow(&mut q, &Wanted { collection: None, ..wanted.clone() });
    q.push(match which {
        Which::All => "",
        Which::Priced => " and p.list_price is not null",
        Which::Unpriced => " and p.list_price is null",
    });
    if let Some((value, id)) = left {
        match (sort, value.parse::<i64>()) {
            (Sort::Name, _) => {
                q.push(" and (p.title_key, p.id) > (").text(value).push(", ").int(id).push(")");
            }
            (Sort::Cheapest, Ok(price)) => {
                q.push(" and (p.list_price, p.id) > (").int(price).push(", ").int(id).push(")");
            }
            (Sort::Dearest, Ok(price)) => {
                q.push(" and (p.list_price, p.id) < (").int(price).push(", ").int(id).push(")");
            }
            // No price: the cursor cannot be read.
            (Sort::Cheapest | Sort::Dearest, Err(_)) => {}
            (Sort::Arranged, Ok(place)) => {
                q.push(" and (p.place, p.id) > (").int(place).push(", ").int(id).push(")");
            }
            (Sort::Arranged, Err(_)) => {}
            (Sort::Best | Sort::Newest, _) => {
                q.push(" and p.id < ").int(id);
            }
        }
    }
    q.push(match sort {
        Sort::Arranged => " order by p.place, p.id limit ",
        Sort::Name => " order by p.title_key, p.id limit ",
        Sort::Cheapest => " order by p.list_price, p.id limit ",
        Sort::Dearest => " order by p.list_price desc, p.id desc limit ",
        Sort::Best | Sort::Newest => " order by p.id desc limit ",
    });
    q.digits(most);
    db.build(&q).all().await
}

/// These products as they stand in a list, in the order given.
pub async fn of(db: &Db, ids: Vec<i64>, currency: &str) -> Result<Vec<Card>> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select p.id, p.slug, p.title, m.name as maker_name, m.craft as maker_craft, p.list_price,
            d.compare_at, coalesce(d.prices, 0) as prices, coalesce(d.available, 0) as available,
            coalesce(d.made, 0) as made, coalesce(d.untracked, 0) as untracked,
            face.hash, face.width, face.height, coalesce(shown.alt, face.alt) as alt,
            face.focus_x * 1001 + face.focus_y as focus, u.unit, u.unit_amount, u.unit_base
         from ",
    );
    q.table(ids.clone()).push(
        " t join product p on p.id = t.id
         left join (
            select v.product, count(distinct pr.amount) as prices,
                max(case when pr.amount = h.list_price then pr.compare_at end) as compare_at,
                cast(sum(case when s.on_hand > s.reserved then s.on_hand - s.reserved else 0 end) as bigint) as available,
                cast(sum(case when v.backorder_limit is null or coalesce(s.on_hand - s.reserved, 0) + v.backorder_limit > 0
                    then 1 else 0 end) as bigint) as made,
                cast(sum(case when v.tracked then 0 else 1 end) as bigint) as untracked
            from variant v join product h on h.id = v.product
            left join price pr on pr.variant = v.id and pr.currency = ",
    );
    q.text(currency)
        .push(" left join stock s on s.variant = v.id where v.archived_at is null and v.product")
        .within(ids);
    q.push(
        " group by v.product) d on d.product = p.id
         left join maker m on m.id = p.maker
         left join media face on face.id = (
             select pm.media from product_media pm where pm.product = p.id order by pm.position, pm.media limit 1)
         left join product_media shown on shown.product = p.id and shown.media = face.id
         left join variant u on u.id = (
             select v.id from variant v where v.product = p.id and v.archived_at is null order by v.position, v.id limit 1)
         order by t.place",
    );
    db.build(&q).all().await
}

/// Whether the shop has any product, shown or not.
pub async fn any(db: &Db) -> Result<bool> {
    let row: Option<(i64,)> = db.query("select id from product order by id limit 1").maybe().await?;
    Ok(row.is_some())
}

/// How many products a list holds in all.
pub async fn count(db: &Db, wanted: &Wanted) -> Result<i64> {
    if wanted.is_plain() {
        let (n,): (i64,) = db
            .query("select cast(coalesce(sum(products), 0) as bigint) from facet_count where collection = $1 and facet = $2")
            .bind(wanted.collection.unwrap_or(0))
            .bind(facets::STOCK)
            .one()
            .await?;
        return Ok(n);
    }
    if let (Some(found), []) = (&wanted.among, &wanted.facets()[..]) {
        return Ok(found.len() as i64);
    }
    let mut q = Build::new("select count(*) from product p where p.status = 'active'");
    narrow(&mut q, wanted);
    let (n,): (i64,) = db.build(&q).one().await?;
    Ok(n)
}

/// Narrows a statement about products `p`.
pub fn narrow(q: &mut Build, wanted: &Wanted) {
    if wanted.collection.is_some() || wanted.among.is_some() || !wanted.facets().is_empty() {
        q.push(" and p.id in (");
        sets(q, wanted);
        q.push(")");
    }
}

/// The numbers of the products that are in every set that narrows: one list, intersected. As one test beside another,
/// SQLite looks up each of the one with each of the other.
pub fn sets(q: &mut Build, wanted: &Wanted) {
    let mut several = false;
    let mut next = |q: &mut Build| {
        q.push(if std::mem::replace(&mut several, true) { " intersect " } else { "" });
    };
    if let Some(collection) = wanted.collection {
        next(q);
        q.push("select cp.product from collection_product cp where cp.collection = ").int(collection);
    }
    if let Some(ids) = &wanted.among {
        next(q);
        q.push("select t.id from ").table(ids.clone()).push(" t");
    }
    for facet in wanted.facets() {
        next(q);
        let values: Vec<i64> = wanted.chosen.iter().filter(|v| v.facet == facet).map(|v| v.id).collect();
        let priced = facet == facets::PRICE && wanted.price != (None, None);
        q.push("select f.product from (");
        if !values.is_empty() {
            q.push("select pf.product from product_facet pf where pf.value").within(values.clone());
        }
        if priced {
            q.push(if values.is_empty() { "" } else { " union " });
            q.push(
                "select v.product from variant v join price pr on pr.variant = v.id join shop s on s.currency = pr.currency
                    where v.archived_at is null",
            );
            if let Some(least) = wanted.price.0 {
                q.push(" and pr.amount >= ").int(least);
            }
            if let Some(most) = wanted.price.1 {
                q.push(" and pr.amount <= ").int(most);
            }
        }
        q.push(") f");
    }
}
