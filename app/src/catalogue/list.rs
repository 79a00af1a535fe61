//! Lists of products: sorted, paged by a cursor, never more rows than are shown.
use super::{Availability, Sort};
use crate::db::{Build, Db, Result};
use crate::values::fold;
use sqlx::FromRow;

/// A product as it stands in a list.
#[derive(Clone, Debug, FromRow)]
pub struct Card {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub title_key: String,
    pub maker_name: Option<String>,
    pub maker_craft: Option<String>,
    pub list_price: Option<i64>,
    pub compare_at: Option<i64>,
    pub prices: i64,
    pub hash: Option<String>,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub alt: Option<String>,
    pub available: i64,
    pub made: i64,
    pub untracked: i64,
    pub unit: Option<String>,
    pub unit_amount: Option<i64>,
    pub unit_base: Option<i64>,
}
impl Card {
    pub fn availability(&self) -> Availability {
        let limit = if self.made > 0 { None } else { Some(0) };
        Availability::of(self.list_price.is_some(), self.untracked == 0, self.available, limit)
    }
}

/// Which products a list holds.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub collection: Option<i64>,
    pub maker: Option<i64>,
    pub except: Option<i64>,
    /// What was typed into the search; every word of it stands in the name, or the whole is a SKU or a tag.
    pub search: String,
}

/// One page of a list and the cursor of the next.
pub struct Cards {
    pub cards: Vec<Card>,
    pub next: Option<String>,
}

/// How many words of a search are looked for.
const MOST_WORDS: usize = 8;
/// How many products a page of a list holds.
pub const PAGE: i64 = 24;

/// A page of active products after a cursor, `most` at most. A cursor that cannot be read starts at the beginning.
pub async fn cards(db: &Db, wanted: &Wanted, sort: Sort, after: &str, most: i64, currency: &str) -> Result<Cards> {
    let mut q = Build::new(
        "select p.id, p.slug, p.title, p.title_key, m.name as maker_name, m.craft as maker_craft, p.list_price,
            (select max(pr.compare_at) from variant v join price pr on pr.variant = v.id
             where v.product = p.id and v.archived_at is null and pr.amount = p.list_price and pr.currency = ",
    );
    q.text(currency).push(
        ") as compare_at,
            (select count(distinct pr.amount) from variant v join price pr on pr.variant = v.id
             where v.product = p.id and v.archived_at is null and pr.currency = ",
    );
    q.text(currency).push(
        ") as prices,
            face.hash, face.width, face.height, face.alt,
            (select cast(coalesce(sum(case when s.on_hand > s.reserved then s.on_hand - s.reserved else 0 end), 0) as bigint)
             from variant v join stock s on s.variant = v.id where v.product = p.id and v.archived_at is null) as available,
            (select count(*) from variant v left join stock s on s.variant = v.id
             where v.product = p.id and v.archived_at is null and (v.backorder_limit is null
                or coalesce(s.on_hand - s.reserved, 0) + v.backorder_limit > 0)) as made,
            (select count(*) from variant v
             where v.product = p.id and v.archived_at is null and not v.tracked) as untracked,
            u.unit, u.unit_amount, u.unit_base
         from product p
         left join maker m on m.id = p.maker
         left join media face on face.id = (
             select pm.media from product_media pm where pm.product = p.id order by pm.position, pm.media limit 1)
         left join variant u on u.id = (
             select v.id from variant v where v.product = p.id and v.archived_at is null order by v.position, v.id limit 1)
         where p.status = 'active'",
    );
    narrow(&mut q, wanted);
    if let Some((value, id)) = after.rsplit_once('~').and_then(|(v, id)| Some((v, id.parse::<i64>().ok()?))) {
        let price = value.parse::<i64>();
        match (sort, price) {
            (Sort::Newest, _) => {
                q.push(" and p.id < ").int(id);
            }
            (Sort::Name, _) => {
                q.push(" and (p.title_key, p.id) > (").text(value).push(", ").int(id).push(")");
            }
            (Sort::Cheapest, Ok(price)) => {
                q.push(" and (p.list_price > ").int(price).push(" or p.list_price is null or (p.list_price = ");
                q.int(price).push(" and p.id > ").int(id).push("))");
            }
            (Sort::Dearest, Ok(price)) => {
                q.push(" and (p.list_price < ").int(price).push(" or p.list_price is null or (p.list_price = ");
                q.int(price).push(" and p.id > ").int(id).push("))");
            }
            (Sort::Cheapest | Sort::Dearest, Err(_)) => {
                q.push(" and p.list_price is null and p.id > ").int(id);
            }
        }
    }
    q.push(match sort {
        Sort::Newest => " order by p.id desc limit ",
        Sort::Name => " order by p.title_key, p.id limit ",
        Sort::Cheapest => " order by p.list_price asc nulls last, p.id limit ",
        Sort::Dearest => " order by p.list_price desc nulls last, p.id limit ",
    });
    q.int(most + 1);
    let mut cards: Vec<Card> = db.build(&q).all().await?;
    let more = cards.len() as i64 > most;
    cards.truncate(most as usize);
    let next = cards.last().filter(|_| more).map(|last| cursor(last, sort));
    Ok(Cards { cards, next })
}

/// Whether the shop has any product, shown or not.
pub async fn any(db: &Db) -> Result<bool> {
    let row: Option<(i64,)> = db.query("select id from product order by id limit 1").maybe().await?;
    Ok(row.is_some())
}

/// How many products a list holds in all.
pub async fn count(db: &Db, wanted: &Wanted) -> Result<i64> {
    let mut q = Build::new("select count(*) from product p where p.status = 'active'");
    narrow(&mut q, wanted);
    let (n,): (i64,) = db.build(&q).one().await?;
    Ok(n)
}

fn narrow(q: &mut Build, wanted: &Wanted) {
    if let Some(collection) = wanted.collection {
        q.push(" and p.id in (select cp.product from collection_product cp where cp.collection = ");
        q.int(collection).push(")");
    }
    if let Some(maker) = wanted.maker {
        q.push(" and p.maker = ").int(maker);
    }
    let typed = fold(&wanted.search);
    if !typed.is_empty() {
        q.push(
            " and (exists (select 1 from variant v where v.product = p.id and v.archived_at is null and v.sku_key = ",
        );
        q.text(typed.clone()).push(") or exists (select 1 from product_tag t where t.product = p.id and t.tag_key = ");
        q.text(typed.clone()).push(") or (1 = 1");
        for word in typed.split(' ').take(MOST_WORDS) {
            q.push(" and p.title_key like ").text(containing(word)).push(" escape '!'");
        }
        q.push("))");
    }
    if let Some(except) = wanted.except {
        q.push(" and p.id <> ").int(except);
    }
}
/// A pattern of `like` for a text that holds this word; `!` escapes.
fn containing(word: &str) -> String {
    let escaped: String =
        word.chars().flat_map(|c| if matches!(c, '%' | '_' | '!') { vec!['!', c] } else { vec![c] }).collect();
    format!("%{escaped}%")
}
fn cursor(last: &Card, sort: Sort) -> String {
    let value = match sort {
        Sort::Newest => String::new(),
        Sort::Name => last.title_key.clone(),
        Sort::Cheapest | Sort::Dearest => last.list_price.map_or("-".into(), |p| p.to_string()),
    };
    format!("{value}~{}", last.id)
}
