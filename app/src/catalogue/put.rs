//! Putting a whole product into the shop: all of it or nothing, and nothing at all where nothing differs.
use super::collections;
use super::draft::{Draft, VariantDraft};
use super::facets;
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::db::Tx;
use crate::house::store::newer;
use crate::search;
use crate::values::{Moment, Slug, fold};
use crate::viewer::Merchant;
use serde_json::{Map, Value};
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

mod axes;
mod lines;
mod lists;
mod pictures;
mod variants;

pub use variants::combination_key;

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Added,
    Changed,
    Same,
}
/// The product that was put, what became of it, and of each variant of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    pub product: i64,
    pub fate: Fate,
    pub variants: Vec<Fate>,
}

/// Why a draft cannot be put.
#[derive(Debug)]
pub enum PutFault {
    /// A new product needs a title.
    Title,
    /// The slug is no slug.
    Slug,
    /// A variant has not one value for each axis, or a value the axis does not list.
    Options {
        sku: String,
    },
    /// A new option would leave variants that the draft does not name without a value.
    Axis {
        name: String,
    },
    /// Two variants have the same options.
    Twice {
        options: String,
    },
    /// Another product has this SKU: its title.
    SkuTaken {
        sku: String,
        title: String,
    },
    /// There is no maker of this handle.
    Maker {
        handle: String,
    },
    Database(sqlx::Error),
}
impl From<sqlx::Error> for PutFault {
    fn from(error: sqlx::Error) -> Self {
        PutFault::Database(error)
    }
}
impl std::fmt::Display for PutFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PutFault::Title => f.write_str("a new product needs a title"),
            PutFault::Slug => f.write_str("the handle can be small letters, digits and dashes alone"),
            PutFault::Options { sku } if sku.is_empty() => {
                f.write_str("a variant has neither SKU nor a value for each option")
            }
            PutFault::Options { sku } => {
                write!(f, "variant {sku} is new to this product and has not one value for each option")
            }
            PutFault::Axis { name } => {
                write!(f, "the option {name} is new, and would leave variants of the shop without a value")
            }
            PutFault::Twice { options } if options.is_empty() => f.write_str("two variants have no options"),
            PutFault::Twice { options } => write!(f, "two variants have the same options: {options}"),
            PutFault::SkuTaken { sku, title } => write!(f, "the SKU {sku} belongs to {title}"),
            PutFault::Maker { handle } => write!(f, "there is no maker {handle}"),
            PutFault::Database(error) => write!(f, "the database: {error}"),
        }
    }
}
impl std::error::Error for PutFault {}

#[derive(FromRow, Clone, PartialEq)]
struct Head {
    id: i64,
    title: String,
    maker: Option<i64>,
    words: String,
    purpose: String,
    description: String,
    vendor: String,
    kind: String,
    tax_class: String,
    status: String,
    gift_card: bool,
    sensitive: bool,
    personal_label: Option<String>,
    seo_title: String,
    seo_description: String,
    foreign_fields: String,
    archived_at: Option<Moment>,
}

/// Inserts or updates a product within a transaction. `reason` is why stock changed, a word of `stock_reason`.
pub async fn put(
    tx: &mut Tx,
    merchant: &Merchant,
    draft: &Draft,
    reason: &'static str,
    now: Moment,
) -> Result<Put, PutFault> {
    let slug = Slug::parse(&draft.slug).ok_or(PutFault::Slug)?;
    let actor = merchant.actor().to_string();
    let mut work = Work { tx, actor, reason, now, changed: false, repriced: vec![], shelves_before: None };
    let (head, added) = work.head(&slug, draft).await?;
    work.reshape(head.id, &draft.reshape).await?;
    work.remove(head.id, &draft.gone).await?;
    let axes = work.axes(head.id, &draft.axes, added).await?;
    // Nothing can be sold without a variant.
    let only = [VariantDraft::default()];
    let wanted = if added && draft.variants.is_empty() { &only[..] } else { &draft.variants };
    let (ids, variants): (Vec<i64>, Vec<Fate>) =
        work.variants(head.id, &slug, &axes, wanted, (added, draft.whole)).await?.into_iter().unzip();
    if work.changed && !added {
        work.drop_unused(head.id, &draft.axes).await?;
    }
    work.lists(head.id, draft, added).await?;
    work.faces(head.id, wanted, &ids, draft.whole).await?;
    if !work.changed && !added {
        return Ok(Put { product: head.id, fate: Fate::Same, variants });
    }
    work.finish(&head, added, merchant).await?;
    Ok(Put { product: head.id, fate: if added { Fate::Added } else { Fate::Changed }, variants })
}

struct Work<'t> {
    tx: &'t mut Tx,
    actor: String,
    reason: &'static str,
    now: Moment,
    changed: bool,
    repriced: Vec<i64>,
    /// The collections it stood in before, where the draft speaks of collections.
    shelves_before: Option<Vec<i64>>,
}

impl Work<'_> {
    async fn head(&mut self, slug: &Slug, d: &Draft) -> Result<(Head, bool), PutFault> {
        let there: Option<Head> = self
            .tx
            .query(
                "select id, title, maker, words, purpose, description, vendor, kind, tax_class, status, gift_card,
                    sensitive, personal_label, seo_title, seo_description, foreign_fields, archived_at from product where slug = $1",
            )
            .bind(slug.clone())
            .maybe()
            .await?;
        let maker = match &d.maker {
            None => there.as_ref().and_then(|h| h.maker),
            Some(handle) if handle.is_empty() => None,
            Some(handle) => {
                let row: Option<(i64,)> =
                    self.tx.query("select id from maker where handle = $1").bind(handle.clone()).maybe().await?;
                Some(row.ok_or_else(|| PutFault::Maker { handle: handle.clone() })?.0)
            }
        };
        let old = there.as_ref();
        let text = |new: &Option<String>, old: Option<&String>| new.clone().or(old.cloned()).unwrap_or_default();
        let title =
            d.title.clone().filter(|t| !t.trim().is_empty()).or(old.map(|h| h.title.clone())).ok_or(PutFault::Title)?;
        let gift_card = d.gift_card || old.is_some_and(|h| h.gift_card);
        let status = match gift_card {
            true => "withdrawn".into(),
            false => d.status.clone().or(old.map(|h| h.status.clone())).unwrap_or_else(|| "active".into()),
        };
        let archived_at = match (status.as_str(), old) {
            ("withdrawn", Some(h)) => h.archived_at.or(Some(self.now)),
            ("withdrawn", None) => Some(self.now),
            _ => None,
        };
        let new = Head {
            id: old.map_or(0, |h| h.id),
            title,
            maker,
            words: text(&d.words, old.map(|h| &h.words)),
            purpose: text(&d.purpose, old.map(|h| &h.purpose)),
            description: d
                .description
                .as_deref()
                // What is kept was made clean when it came.
                .map(|text| if old.is_some_and(|h| h.description == text) { text.to_string() } else { sanitised(text) })
                .or(old.map(|h| h.description.clone()))
                .unwrap_or_default(),
            vendor: text(&d.vendor, old.map(|h| &h.vendor)),
            kind: text(&d.kind, old.map(|h| &h.kind)),
            tax_class: match (&d.tax_class, d.taxed, old.map(|h| h.tax_class.as_str())) {
                (Some(class), ..) => class.clone(),
                (None, Some(false), _) => "zero".into(),
                (None, Some(true), Some("zero")) | (None, _, None) => "standard".into(),
                (None, _, Some(class)) => class.into(),
            },
            status,
            gift_card,
            sensitive: d.sensitive.or(old.map(|h| h.sensitive)).unwrap_or(false),
            personal_label: d
                .personal_label
                .clone()
                .or(old.and_then(|h| h.personal_label.clone()))
                .filter(|label| !label.is_empty()),
            seo_title: text(&d.seo_title, old.map(|h| &h.seo_title)),
            seo_description: text(&d.seo_description, old.map(|h| &h.seo_description)),
            foreign_fields: foreign(d.foreign_fields.as_ref(), old.map(|h| h.foreign_fields.as_str())),
            archived_at,
        };
        if there.as_ref() == Some(&new) {
            return Ok((new, false));
        }
        self.changed = true;
        let sql = match there {
            Some(_) => {
                "update product set slug = $1, title = $2, title_key = $3, maker = $4, words = $5, purpose = $6, description = $7,
                    vendor = $8, kind = $9, tax_class = $10, status = $11, gift_card = $12, personal_label = $13, seo_title = $14,
                    seo_description = $15, foreign_fields = $16, archived_at = $17, updated_at = $18, sensitive = $19 where slug = $1 returning id"
            }
            None => {
                "insert into product (slug, title, title_key, maker, words, purpose, description, vendor, kind, tax_class, status,
                    gift_card, personal_label, seo_title, seo_description, foreign_fields, archived_at, created_at, updated_at, sensitive)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19) returning id"
            }
        };
        let n = new.clone();
        let (id,): (i64,) = self
            .tx
            .query(sql)
            .bind(slug.clone())
            .bind(n.title.clone())
            .bind(fold(&n.title))
            .bind(n.maker)
            .bind(n.words)
            .bind(n.purpose)
            .bind(n.description)
            .bind(n.vendor)
            .bind(n.kind)
            .bind(n.tax_class)
            .bind(n.status)
            .bind(n.gift_card)
            .bind(n.personal_label)
            .bind(n.seo_title)
            .bind(n.seo_description)
            .bind(n.foreign_fields)
            .bind(n.archived_at)
            .bind(self.now)
            .bind(n.sensitive)
            .one()
            .await?;
        Ok((Head { id, ..new }, there.is_none()))
    }

    /// What follows from a change: the list price, the version of the catalogue, the events.
    async fn finish(&mut self, head: &Head, added: bool, merchant: &Merchant) -> Result<(), PutFault> {
        self.tx
            .query(
                "update product set updated_at = $2, list_price = (
                    select min(pr.amount) from variant v join price pr on pr.variant = v.id join shop s on s.id = 1
                    where v.product = product.id and v.archived_at is null and pr.currency = s.currency) where id = $1",
            )
            .bind(head.id)
            .bind(self.now)
            .run()
            .await?;
        let rules = collections::store::hold_rules(self.tx).await?;
        facets::store::index::refresh(self.tx, head.id, self.shelves_before.as_deref()).await?;
        if rules {
            collections::store::settle(self.tx, head.id).await?;
        }
        search::store::index::refresh(self.tx, head.id).await?;
        newer(self.tx).await?;
        let audience = if head.status == "active" { Audience::Public } else { Audience::Staff };
        let mut tell = |kind, subject| {
            append(
                self.tx,
                Event {
                    kind,
                    actor: merchant.actor(),
                    subject,
                    at: self.now,
                    audience,
                    topics: vec!["shop".into(), format!("product:{}", head.id)],
                },
            );
        };
        tell(if added { Kind::ProductAdded } else { Kind::ProductChanged }, Subject::Product(head.id));
        for variant in self.repriced.iter().collect::<HashSet<_>>() {
            tell(Kind::PriceChanged, Subject::Variant(*variant));
        }
        Ok(())
    }
}

/// The columns we do not model: those that came join those that were kept.
fn foreign(new: Option<&Map<String, Value>>, kept: Option<&str>) -> String {
    let mut all: Map<String, Value> = kept.and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
    if let Some(new) = new {
        all.extend(new.clone());
    }
    Value::Object(all).to_string()
}

/// HTML that can stand on a page: text, lists, tables and links; no pictures from elsewhere, no scripts. What came out of it
/// once comes out the same again.
pub fn sanitised(html: &str) -> String {
    static CLEAN: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut clean = ammonia::Builder::default();
        clean
            .rm_tags(["img", "map", "area"])
            .link_rel(Some("nofollow noopener"))
            .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
            .generic_attributes(HashSet::new());
        clean
    });
    let mut text = html.to_string();
    // A line end at the head of a `pre`, say, is taken once each time.
    for _ in 0..8 {
        let again = CLEAN.clean(&text).to_string().trim().to_string();
        if again == text {
            break;
        }
        text = again;
    }
    text
}
