//! What stands beside a product in the shop: what can be chosen, what is asked, where it is used.
use crate::db::{Build, Db, Reads, Result};
use sqlx::FromRow;

/// What an editor can choose from.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Handle and name.
    pub makers: Vec<(String, String)>,
    /// Class and name.
    pub taxes: Vec<(String, String)>,
    /// Number and title of each collection that is filled by hand.
    pub shelves: Vec<(i64, String, String)>,
    /// Number, handle, label, kind and unit of every attribute, 500 at most.
    pub attributes: Vec<(i64, String, String, String, String)>,
    /// Kinds of products, as they were written, 100 at most.
    pub kinds: Vec<String>,
    /// The reasons by which stock can be corrected.
    pub reasons: Vec<String>,
}

/// Reads what can be chosen.
pub async fn beside(mut on: impl Reads) -> Result<Beside> {
    let makers = on.query("select handle, name from maker order by name, id").all().await?;
    let taxes = on.query("select class, name from tax_class order by class desc").all().await?;
    let shelves =
        on.query("select id, slug, title from collection where by_rule = false order by position, id").all().await?;
    let attributes =
        on.query("select id, handle, label, kind, unit from attribute order by label, id limit 500").all().await?;
    let kinds: Vec<(String,)> = on
        .query(
            "select kind from (select kind, count(*) as n from product where kind <> '' group by kind) k order by n desc, kind limit 100",
        )
        .all()
        .await?;
    let reasons: Vec<(String,)> = on.query("select reason from stock_reason order by reason").all().await?;
    Ok(Beside {
        makers,
        taxes,
        shelves,
        attributes,
        kinds: kinds.into_iter().map(|(k,)| k).collect(),
        reasons: reasons.into_iter().map(|(r,)| r).collect(),
    })
}

/// A picture of the library.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Shown {
    pub id: i64,
    pub hash: String,
    pub width: i64,
    pub height: i64,
    pub alt: String,
}

/// These pictures.
pub async fn pictures(db: &Db, ids: Vec<i64>) -> Result<Vec<Shown>> {
    let mut q = Build::new("select id, hash, width, height, alt from media where id");
    q.within(ids);
    db.build(&q).all().await
}

/// The newest pictures of the shop whose text has these words, `most` at most; none that somebody sent with a post.
pub async fn library(db: &Db, words: &str, most: i64) -> Result<Vec<Shown>> {
    let mut q = Build::new(
        "select id, hash, width, height, alt from media where withheld = false
         and not exists (select 1 from post_picture u where u.media = media.id)",
    );
    if !words.is_empty() {
        let pattern = words.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        q.push(" and lower(alt) like ").text(format!("%{pattern}%")).push(" escape '\\'");
    }
    q.push(" order by id desc limit ").digits(most);
    db.build(&q).all().await
}

/// Of these folded SKUs those that another product has: the SKU, number and title of that product.
pub async fn skus_of_others(mut on: impl Reads, product: i64, skus: Vec<String>) -> Result<Vec<(String, i64, String)>> {
    if skus.is_empty() {
        return Ok(vec![]);
    }
    let mut q =
        Build::new("select v.sku_key, p.id, p.title from variant v join product p on p.id = v.product where p.id <> ");
    q.int(product).push(" and v.sku_key").within_texts(skus);
    on.build(&q).all().await
}
