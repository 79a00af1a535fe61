//! The sets of products that narrow the list. A small one is read and leads; of a large one each product is asked whether
//! it stands in it, for the list ends after a page.
use super::find;
use crate::catalogue::facets::{MADE, NOW, OUT};
use crate::catalogue::roll::Wish;
use crate::db::{Build, Db, Result};
use crate::values::fold;
use crate::viewer::Merchant;

/// How many products a set may have to lead.
const FEW: i64 = 2_000;

/// A set of products.
enum Set {
    Among(Vec<i64>),
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
            Set::Among(ids) => {
                q.push("select k.id as product from ").table(ids.clone()).push(" k where 1 = 1");
                q.push(if of { " and k.id = p.id" } else { "" });
                return;
            }
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
    async fn is_few(&self, db: &Db) -> Result<bool> {
        if let Set::Among(_) = self {
            return Ok(true);
        }
        let mut q = Build::new("select count(*) from (");
        self.push(&mut q, false);
        q.push(" limit ").digits(FEW + 1).push(") n");
        let (n,): (i64,) = db.build(&q).one().await?;
        Ok(n <= FEW)
    }
}

/// What narrows the list, as statements about a product `p`.
pub struct Narrowed {
    wish: Wish,
    maker: Option<i64>,
    few: Vec<Set>,
    large: Vec<Set>,
}
impl Narrowed {
    /// Looks up what the words of the address mean, and how large each set is.
    pub async fn of(db: &Db, by: &Merchant, wish: &Wish) -> Result<Narrowed> {
        let mut sets = vec![];
        if !wish.q.is_empty() {
            sets.push(Set::Among(find(db, by, &wish.q).await?.ids));
        }
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
        let maker = match wish.maker.is_empty() {
            true => None,
            false => {
                let id: Option<(i64,)> =
                    db.query("select id from maker where handle = $1").bind(wish.maker.clone()).maybe().await?;
                Some(id.map_or(0, |(id,)| id))
            }
        };
        let (mut few, mut large) = (vec![], vec![]);
        for set in sets {
            if set.is_few(db).await? { few.push(set) } else { large.push(set) }
        }
        Ok(Narrowed { wish: wish.clone(), maker, few, large })
    }
    /// Whether a small set leads.
    pub fn is_few(&self) -> bool {
        !self.few.is_empty()
    }
    /// Narrows a statement about products `p`.
    pub fn push(&self, q: &mut Build) {
        for (i, set) in self.few.iter().enumerate() {
            q.push(if i == 0 { " and p.id in (" } else { " intersect " });
            set.push(q, false);
        }
        q.push(if self.few.is_empty() { "" } else { ")" });
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
