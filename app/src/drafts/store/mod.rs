//! Drafts out of their tables; `write` changes them, `place` makes orders of them, `hold` keeps stock for them.
pub mod hold;
pub mod place;
pub mod write;

use crate::cart::{self, totals::grams};
use crate::db::{Build, Db, Reads, Result};
use crate::secret;
use crate::shipping::{self, Rate};
use crate::values::{Moment, fold};
use crate::viewer::Merchant;
use sqlx::FromRow;

/// A draft without its lines, which are those of its cart.
#[derive(Clone, Debug, FromRow)]
pub struct Draft {
    pub id: i64,
    pub cart: i64,
    pub currency: String,
    pub state: String,
    pub email: String,
    pub email_key: String,
    pub name: String,
    pub country: String,
    /// As on a parcel, lines one below the other; empty where the customer is to say it.
    pub address: String,
    pub shipping_method: String,
    pub shipping_title: String,
    pub shipping_price: i64,
    /// Why a price is another than in the shop.
    pub reason: String,
    pub created_at: Moment,
    pub expires_at: Moment,
    pub placed_order: Option<i64>,
    /// Whether it keeps stock off the shelf.
    pub holds: bool,
}
impl Draft {
    /// Whether it can still become an order.
    pub fn stands(&self, now: Moment) -> bool {
        ["open", "offered"].contains(&self.state.as_str()) && self.expires_at > now
    }
    /// How it travels, at the price that was said.
    pub fn rate(&self, known: &[Rate]) -> Rate {
        let way = known.iter().find(|r| r.method == self.shipping_method).cloned().unwrap_or(Rate::nothing());
        Rate {
            country: self.country.clone(),
            method: self.shipping_method.clone(),
            title: self.shipping_title.clone(),
            amount: self.shipping_price,
            free_from: None,
            ..way
        }
    }
}
/// The ways to send what a draft holds to a country, by its weight.
pub async fn ways(db: &Db, draft: &Draft, country: &str) -> Result<Vec<Rate>> {
    let tariffs = shipping::store::tariffs(db, country, &draft.currency).await?;
    Ok(shipping::carrying(&tariffs, grams(&cart::store::lines(db, draft.cart).await?)))
}
macro_rules! draft_where {
    ($which:literal) => {
        concat!(
            "select d.id, d.cart, c.currency, d.state, d.email, d.email_key, d.name, d.country, d.address, d.shipping_method, d.shipping_title,
                d.shipping_price, d.reason, d.created_at, d.expires_at, d.placed_order,
                exists (select 1 from draft_hold h where h.draft = d.id) as holds
             from draft d join cart c on c.id = d.cart where ",
            $which
        )
    };
}
/// The draft of this number.
pub async fn draft(mut from: impl Reads, id: i64) -> Result<Option<Draft>> {
    from.query(draft_where!("d.id = $1")).bind(id).maybe().await
}
/// The draft that this word opens, once it was offered.
pub async fn by_word(db: &Db, word: &str) -> Result<Option<Draft>> {
    db.query(draft_where!("d.word_hash = $1 and d.state <> 'open'")).bind(secret::hash(word)).maybe().await
}

/// The offers whose days are over.
pub async fn overdue(mut from: impl Reads, now: Moment) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = from
        .query("select id from draft where state = 'offered' and expires_at <= $1 order by id limit 100")
        .bind(now)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A row of the list.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub state: String,
    pub name: String,
    pub email: String,
    pub created_at: Moment,
    pub expires_at: Moment,
    pub things: i64,
    pub number: Option<String>,
}
/// The drafts before this number, the newest first; those in one state where it is named.
pub async fn list(db: &Db, _: &Merchant, state: &str, before: Option<i64>, most: i64) -> Result<Vec<Row>> {
    let mut q = Build::new(
        "select d.id, d.state, d.name, d.email, d.created_at, d.expires_at, o.number,
            (select cast(coalesce(sum(l.quantity), 0) as bigint) from cart_line l where l.cart = d.cart and l.removed_at is null) as things
         from draft d left join orders o on o.id = d.placed_order where d.id < ",
    );
    q.int(before.unwrap_or(i64::MAX));
    if !state.is_empty() {
        q.push(" and d.state = ").text(state);
    }
    q.push(" order by d.id desc limit ").digits(most);
    db.build(&q).all().await
}

/// A variant that can be put into a draft.
#[derive(Clone, Debug, FromRow)]
pub struct Found {
    pub variant: i64,
    pub sku: String,
    pub title: String,
    pub options: String,
    pub amount: Option<i64>,
    pub tracked: bool,
    pub available: i64,
}
/// The variants whose SKU begins so, or whose title holds it; a dozen at most.
pub async fn found(db: &Db, _: &Merchant, words: &str, currency: &str) -> Result<Vec<Found>> {
    let key = fold(words).replace(['%', '_', '\\'], "");
    if key.is_empty() {
        return Ok(vec![]);
    }
    db.query(
        "select v.id as variant, v.sku, p.title,
            coalesce((select string_agg(o.value, ', ' order by a.position) from variant_option vo
                join option_axis a on a.id = vo.axis join option_value o on o.id = vo.value where vo.variant = v.id), '') as options,
            pr.amount, v.tracked, coalesce(s.on_hand - s.reserved, 0) as available
         from variant v join product p on p.id = v.product left join price pr on pr.variant = v.id and pr.currency = $3
         left join stock s on s.variant = v.id
         where v.archived_at is null and p.status = 'active' and (v.sku_key like $1 or p.title_key like $2)
         order by v.sku_key limit 12",
    )
    .bind(format!("{key}%"))
    .bind(format!("%{key}%"))
    .bind(currency.to_string())
    .all()
    .await
}
