//! All products as the desk lists them: sorted, paged by a cursor, never more rows than are shown.
use super::Wish;
use crate::db::{Build, Db, Result};
use crate::search::{self, asked};
use crate::values::fold;
use crate::viewer::Merchant;
use sqlx::FromRow;

mod sets;

pub use sets::Narrowed;

/// A product as it stands in the list.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub status: String,
    pub maker: Option<String>,
    pub hash: Option<String>,
    pub width: Option<i64>,
    /// The least and the most that a variant costs.
    pub least: Option<i64>,
    pub most: Option<i64>,
    /// How many variants it has, and how many of them are counted.
    pub variants: i64,
    pub tracked: i64,
    pub on_hand: i64,
    pub reserved: i64,
}

/// A page of the list.
pub struct Rows {
    pub rows: Vec<Row>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// A page of the list after a cursor, `most` at most. A cursor that cannot be read starts at the beginning.
pub async fn page(db: &Db, _: &Merchant, narrowed: &Narrowed, after: &str, most: i64, currency: &str) -> Result<Rows> {
    let mut keys = keys(db, narrowed, after, most + 1).await?;
    let more = keys.len() as i64 > most;
    keys.truncate(most as usize);
    let next = keys.last().filter(|_| more).map(|last| format!("{}~{}", last.value, last.id));
    let rows = of(db, keys.into_iter().map(|k| k.product).collect(), currency).await?;
    Ok(Rows { rows, next })
}
/// The numbers of the first `most` products of the list.
pub async fn ids(db: &Db, by: &Merchant, wish: Wish, most: i64) -> Result<Vec<i64>> {
    let narrowed = Narrowed::of(db, by, wish).await?;
    Ok(keys(db, &narrowed, "", most).await?.into_iter().map(|k| k.product).collect())
}
/// How many the list holds, counted up to `most`.
pub async fn count(db: &Db, _: &Merchant, narrowed: &Narrowed, most: i64) -> Result<i64> {
    if let Some(all) = &narrowed.all {
        return Ok((all.len() as i64).min(most));
    }
    let mut q = Build::new("select count(*) from (select p.id from product p where 1 = 1");
    narrowed.push(&mut q);
    q.push(" limit ").digits(most).push(") n");
    let (n,): (i64,) = db.build(&q).one().await?;
    Ok(n)
}

/// What a search of the desk found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub ids: Vec<i64>,
    /// The words it went by, where they are not those that were typed.
    pub instead: Option<String>,
}
/// Finds products of every status: what shoppers find, what begins with this SKU or has this bar code, and what is not for
/// sale by the words of its title. Where nothing is found, as shoppers' typos are forgiven.
pub async fn find(db: &Db, _: &Merchant, typed: &str) -> Result<Found> {
    let key = fold(typed);
    let mut ids = search::store::find(db, typed, true).await?.ids;
    if !key.is_empty() {
        let coded: Vec<(i64,)> = db
            .query(
                "select product from variant where sku_key >= $1 and sku_key < $2
                 union select product from variant where barcode = $3 and barcode <> '' limit 200",
            )
            .bind(key.clone())
            .bind(format!("{key}\u{10ffff}"))
            .bind(typed.trim().to_string())
            .all()
            .await?;
        ids.extend(coded.into_iter().map(|(id,)| id));
    }
    let words = asked(typed);
    if !words.is_empty() {
        let mut q = Build::new("select id from product where status in ('draft', 'withdrawn')");
        for word in words {
            // A word is letters and digits alone.
            q.push(" and title_key like ").text(format!("%{word}%"));
        }
        q.push(" order by id desc limit ").digits(search::store::MOST);
        let hidden: Vec<(i64,)> = db.build(&q).all().await?;
        ids.extend(hidden.into_iter().map(|(id,)| id));
    }
    ids.sort();
    ids.dedup();
    if !ids.is_empty() {
        return Ok(Found { ids, instead: None });
    }
    let forgiven = search::store::find(db, typed, false).await?;
    Ok(Found { ids: forgiven.ids, instead: forgiven.instead })
}

/// A product in the list: what it is sorted by, and the number that tells equals apart.
#[derive(FromRow)]
struct Key {
    product: i64,
    /// A title, a price or what is left of a variant, as text.
    value: String,
    id: i64,
}

async fn keys(db: &Db, narrowed: &Narrowed, after: &str, most: i64) -> Result<Vec<Key>> {
    let left = after.rsplit_once('~').and_then(|(value, id)| Some((value, id.parse::<i64>().ok()?)));
    match narrowed.wish.sort {
        "title" => {
            let mut q =
                selected("select p.id as product, p.title_key as value, p.id from product p where 1 = 1", narrowed);
            if let Some((title, id)) = left {
                q.push(" and (p.title_key, p.id) > (").text(title).push(", ").int(id).push(")");
            }
            q.push(" order by p.title_key, p.id limit ").digits(most);
            db.build(&q).all().await
        }
        "price" => {
            let priced = "select p.id as product, cast(p.list_price as text) as value, p.id from product p where p.list_price is not null";
            let bare = "select p.id as product, '-' as value, p.id from product p where p.list_price is null";
            let mut q = selected(priced, narrowed);
            if let Some((Ok(price), id)) = left.map(|(value, id)| (value.parse::<i64>(), id)) {
                q.push(" and (p.list_price, p.id) > (").int(price).push(", ").int(id).push(")");
            }
            q.push(" order by p.list_price, p.id limit ").digits(most);
            in_two(db, q, selected(bare, narrowed), left, most).await
        }
        "stock" => {
            // By its scarcest variant; what is not counted stands at the end.
            let mut q = Build::new(
                "select p.id as product, cast(s.on_hand - s.reserved as text) as value, s.variant as id from ",
            );
            // The first of a cross join leads: the few that were found, or the stock in its order.
            q.push(match narrowed.all.is_some() {
                true => "product p cross join variant v cross join stock s where v.product = p.id and s.variant = v.id",
                false => {
                    "stock s cross join variant v cross join product p where v.id = s.variant and p.id = v.product"
                }
            });
            narrowed.push(&mut q);
            q.push(
                " and v.archived_at is null and v.tracked = true and not exists (
                    select 1 from variant o join stock t on t.variant = o.id where o.product = v.product and o.archived_at is null
                        and o.tracked = true and (t.on_hand - t.reserved, t.variant) < (s.on_hand - s.reserved, s.variant))",
            );
            if let Some((Ok(n), id)) = left.map(|(value, id)| (value.parse::<i64>(), id)) {
                q.push(" and s.on_hand - s.reserved >= ").int(n);
                q.push(" and (s.on_hand - s.reserved > ").int(n).push(" or s.variant > ").int(id).push(")");
            }
            q.push(" order by s.on_hand - s.reserved, s.variant limit ").digits(most);
            let rest = "select p.id as product, '-' as value, p.id from product p where not exists (
                select 1 from variant v where v.product = p.id and v.archived_at is null and v.tracked = true)";
            in_two(db, q, selected(rest, narrowed), left, most).await
        }
        _ => {
            let mut q = selected("select p.id as product, '' as value, p.id from product p where 1 = 1", narrowed);
            if let Some((_, id)) = left {
                q.push(" and p.id < ").int(id);
            }
            q.push(" order by p.id desc limit ").digits(most);
            db.build(&q).all().await
        }
    }
}
/// A statement about products `p`, narrowed.
fn selected(sql: &'static str, narrowed: &Narrowed) -> Build {
    let mut q = Build::new(sql);
    narrowed.push(&mut q);
    q
}

/// A list whose last part has nothing to be sorted by: there the newest stand first.
async fn in_two(db: &Db, first: Build, mut rest: Build, left: Option<(&str, i64)>, most: i64) -> Result<Vec<Key>> {
    let within_rest = left.filter(|(value, _)| *value == "-");
    let mut keys: Vec<Key> = if within_rest.is_some() { vec![] } else { db.build(&first).all().await? };
    let missing = most - keys.len() as i64;
    if missing > 0 {
        if let Some((_, id)) = within_rest {
            rest.push(" and p.id < ").int(id);
        }
        rest.push(" order by p.id desc limit ").digits(missing);
        keys.extend(db.build(&rest).all::<Key>().await?);
    }
    Ok(keys)
}

/// These products as they stand in the list, in the order given.
async fn of(db: &Db, ids: Vec<i64>, currency: &str) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select p.id, p.slug, p.title, p.status, m.name as maker, face.hash, face.width, d.least, d.most,
            coalesce(d.variants, 0) as variants, coalesce(d.tracked, 0) as tracked, coalesce(d.on_hand, 0) as on_hand,
            coalesce(d.reserved, 0) as reserved
         from ",
    );
    q.table(ids.clone()).push(
        " t join product p on p.id = t.id
         left join (
            select v.product, min(pr.amount) as least, max(pr.amount) as most, count(*) as variants,
                cast(sum(case when v.tracked then 1 else 0 end) as bigint) as tracked,
                cast(sum(case when v.tracked then s.on_hand else 0 end) as bigint) as on_hand,
                cast(sum(case when v.tracked then s.reserved else 0 end) as bigint) as reserved
            from variant v left join stock s on s.variant = v.id
            left join price pr on pr.variant = v.id and pr.currency = ",
    );
    q.text(currency).push(" where v.archived_at is null and v.product").within(ids);
    q.push(
        " group by v.product) d on d.product = p.id
         left join maker m on m.id = p.maker
         left join media face on face.id = (
             select pm.media from product_media pm where pm.product = p.id order by pm.position, pm.media limit 1)
         order by t.place",
    );
    db.build(&q).all().await
}

/// What the list can be narrowed by: collections and makers, each by the word of its address and its name.
pub struct Choices {
    pub collections: Vec<(String, String)>,
    pub makers: Vec<(String, String)>,
}
/// Reads what the list can be narrowed by, 500 of each at the most.
pub async fn choices(db: &Db, _: &Merchant) -> Result<Choices> {
    Ok(Choices {
        collections: db.query("select slug, title from collection order by title_key, id limit 500").all().await?,
        makers: db.query("select handle, name from maker order by name, id limit 500").all().await?,
    })
}
