//! The sets of products that narrow the list. A small one is read and leads; of a large one each product is asked whether
//! it stands in it, for the list ends after a page.
use super::{Found, find};
use crate::catalogue::facets::{MADE, NOW, OUT};
use crate::catalogue::roll::Wish;
use crate::db::{Build, Db, Result};
use crate::values::fold;
use crate::viewer::Merchant;

/// How many products a set may have to lead.
const FEW: i64 = 2_000;

/// A set of products.
enum Set {
    Collection(i64),
    Tag(String),
    /// A value of the facet `stock`.
    Stock(i64),
    /// Few are left of a variant: at the shop's number, where the variant has none.
    Low {
        shop: i64,
        most: i64,
    },
    /// A number whose meaning nobody wrote.
    Mute,
}
impl Set {
    /// The products of the set, `k.product` of a table `k`; with `of`, those that are the product `p`.
    fn push(&self, q: &mut Build, of: bool) {
        match self {
            Set::Collection(id) => {
                q.push("select k.product from collection_product k where k.collection = ").int(*id);
            }
            Set::Tag(key) => {
                q.push("select k.product from product_tag k where k.tag_key = ").text(key.as_str());
            }
            Set::Stock(value) => {
                q.push("select k.product from product_facet k where k.value = ").int(*value);
            }
            Set::Low { shop, most } => {
                q.push("select k.product from ").push(match of {
                    true => "variant k cross join stock s where s.variant = k.id",
                    false => "stock s cross join variant k where k.id = s.variant",
                });
                q.push(" and k.archived_at is null and k.tracked = true and s.on_hand - s.reserved <= ").int(*most);
                q.push(" and s.on_hand - s.reserved <= coalesce(k.low_stock, ").int(*shop).push(")");
            }
            Set::Mute => {
                q.push("select k.product from product_attribute k where k.means = ''");
            }
        }
        q.push(if of { " and k.product = p.id" } else { "" });
    }
    /// The products of the set, where they are few enough to lead.
    async fn few(&self, db: &Db) -> Result<Option<Vec<i64>>> {
        let mut q = Build::default();
        self.push(&mut q, false);
        q.push(" limit ").digits(FEW + 1);
        let ids: Vec<(i64,)> = db.build(&q).all().await?;
        Ok((ids.len() as i64 <= FEW).then(|| ids.into_iter().map(|(id,)| id).collect()))
    }
}

/// What narrows the list, as statements about a product `p`.
pub struct Narrowed {
    pub wish: Wish,
    /// The words a search went by, where they are not those that were typed.
    pub instead: Option<String>,
    maker: Option<i64>,
    /// The products that stand in every small set.
    few: Option<Vec<i64>>,
    large: Vec<Set>,
    /// Every product that is meant, where they are few.
    pub all: Option<Vec<i64>>,
}
impl Narrowed {
    /// Looks up what the words of the address mean, and how large each set is, and all of them together.
    pub async fn of(db: &Db, by: &Merchant, wish: Wish) -> Result<Narrowed> {
        let found = match wish.q.is_empty() {
            true => Found::default(),
            false => find(db, by, &wish.q).await?,
        };
        let mut few = (!wish.q.is_empty()).then_some(found.ids);
        let mut large = vec![];
        for set in sets(db, &wish).await? {
            match (set.few(db).await?, &mut few) {
                (Some(ids), Some(few)) => few.retain(|id| ids.contains(id)),
                (Some(ids), None) => few = Some(ids),
                (None, _) => large.push(set),
            }
        }
        let maker = match wish.maker.is_empty() {
            true => None,
            false => {
                let id: Option<(i64,)> =
                    db.query("select id from maker where handle = $1").bind(wish.maker.clone()).maybe().await?;
                Some(id.map_or(0, |(id,)| id))
            }
        };
        let mut narrowed = Narrowed { wish, instead: found.instead, maker, few, large, all: None };
        let unsorted = Wish { sort: "", ..narrowed.wish.clone() };
        if unsorted != Wish::default() {
            let mut q = Build::new("select p.id from product p where 1 = 1");
            narrowed.push(&mut q);
            q.push(" limit ").digits(FEW + 1);
            let ids: Vec<(i64,)> = db.build(&q).all().await?;
            narrowed.all = (ids.len() as i64 <= FEW).then(|| ids.into_iter().map(|(id,)| id).collect());
        }
        Ok(narrowed)
    }
    /// Narrows a statement about products `p`.
    pub fn push(&self, q: &mut Build) {
        if let Some(ids) = &self.all {
            q.push(" and p.id").within(ids.clone());
            return;
        }
        if let Some(ids) = &self.few {
            q.push(" and p.id").within(ids.clone());
        }
        for set in &self.large {
            q.push(" and exists (");
            set.push(q, true);
            q.push(")");
        }
        if !self.wish.status.is_empty() {
            q.push(" and p.status = ").text(self.wish.status);
        }
        if let Some(maker) = self.maker {
            q.push(" and p.maker = ").int(maker);
        }
        match self.wish.lacks {
            "picture" => {
                q.push(" and not exists (select 1 from product_media f where f.product = p.id)");
            }
            "price" => {
                q.push(" and p.list_price is null");
            }
            _ => {}
        }
    }
}

/// The sets that the words of an address name.
async fn sets(db: &Db, wish: &Wish) -> Result<Vec<Set>> {
    let mut sets = vec![];
    if !wish.collection.is_empty() {
        let id: Option<(i64,)> =
            db.query("select id from collection where slug = $1").bind(wish.collection.clone()).maybe().await?;
        sets.push(Set::Collection(id.map_or(0, |(id,)| id)));
    }
    if !wish.tag.is_empty() {
        sets.push(Set::Tag(fold(&wish.tag)));
    }
    match wish.stock {
        "now" => sets.push(Set::Stock(NOW)),
        "made" => sets.push(Set::Stock(MADE)),
        "out" => sets.push(Set::Stock(OUT)),
        "low" => {
            let (shop, own): (i64, Option<i64>) = db
                .query("select low_stock, (select max(low_stock) from variant where low_stock is not null) from shop where id = 1")
                .one()
                .await?;
            sets.push(Set::Low { shop, most: own.unwrap_or(shop).max(shop) });
        }
        _ => {}
    }
    if wish.lacks == "meaning" {
        sets.push(Set::Mute);
    }
    Ok(sets)
}
