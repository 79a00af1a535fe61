//! Putting a whole product into the shop: all of it or nothing, and nothing at all where nothing differs.
use super::draft::{AttributeDraft, Backorder, Draft, VariantDraft};
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::db::{Tx, is_taken};
use crate::jobs;
use crate::values::{Moment, Slug, fold};
use crate::viewer::Merchant;
use serde_json::{Map, Value};
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};

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
            PutFault::Options { sku } if sku.is_empty() => f.write_str("a variant has neither SKU nor a value for each option"),
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
    personal_label: Option<String>,
    seo_title: String,
    seo_description: String,
    foreign_fields: String,
    archived_at: Option<Moment>,
}

#[derive(FromRow, Clone, PartialEq)]
struct Row {
    id: i64,
    position: i64,
    sku: String,
    sku_key: String,
    combination_key: String,
    note: String,
    barcode: String,
    weight_grams: i64,
    ships: bool,
    tracked: bool,
    backorder_limit: Option<i64>,
    unit: Option<String>,
    unit_amount: Option<i64>,
    unit_base: Option<i64>,
    cost: Option<i64>,
    foreign_fields: String,
}

/// The axes of a product as the shop has them, and which of them each axis of the draft is.
struct Axes {
    ids: Vec<i64>,
    of: Vec<usize>,
    added: Option<String>,
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
    let mut work = Work { tx, actor: merchant.actor().to_string(), reason, now, changed: false, repriced: vec![] };
    let (head, added) = work.head(&slug, draft).await?;
    let axes = work.axes(head.id, &draft.axes).await?;
    // Nothing can be sold without a variant.
    let only = [VariantDraft::default()];
    let wanted = if added && draft.variants.is_empty() { &only[..] } else { &draft.variants };
    let variants = work.variants(head.id, &slug, &axes, wanted).await?;
    work.lists(head.id, draft).await?;
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
}

impl Work<'_> {
    async fn head(&mut self, slug: &Slug, d: &Draft) -> Result<(Head, bool), PutFault> {
        let there: Option<Head> = self
            .tx
            .query(
                "select id, title, maker, words, purpose, description, vendor, kind, tax_class, status, gift_card,
                    personal_label, seo_title, seo_description, foreign_fields, archived_at from product where slug = $1",
            )
            .bind(slug.clone())
            .maybe()
            .await?;
        let maker = match &d.maker {
            None => there.as_ref().and_then(|h| h.maker),
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
                .map(sanitised)
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
            personal_label: d.personal_label.clone().or(old.and_then(|h| h.personal_label.clone())),
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
                    seo_description = $15, foreign_fields = $16, archived_at = $17, updated_at = $18 where slug = $1 returning id"
            }
            None => {
                "insert into product (slug, title, title_key, maker, words, purpose, description, vendor, kind, tax_class, status,
                    gift_card, personal_label, seo_title, seo_description, foreign_fields, archived_at, created_at, updated_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18) returning id"
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
            .one()
            .await?;
        Ok((Head { id, ..new }, there.is_none()))
    }

    /// Finds each axis by its name, else by its place where the numbers agree; axes and values that are missing are added,
    /// none is taken away.
    async fn axes(&mut self, product: i64, wanted: &[(String, Vec<String>)]) -> Result<Axes, PutFault> {
        let there: Vec<(i64, String)> = self
            .tx
            .query("select id, name from option_axis where product = $1 order by position")
            .bind(product)
            .all()
            .await?;
        let mut axes = Axes { ids: there.iter().map(|(id, _)| *id).collect(), of: vec![], added: None };
        let mut named: Vec<Option<usize>> =
            wanted.iter().map(|(name, _)| there.iter().position(|(_, n)| fold(n) == fold(name))).collect();
        if wanted.len() == there.len() {
            for i in 0..named.len() {
                let free = (0..there.len()).find(|at| !named.contains(&Some(*at)));
                named[i] = named[i].or(free);
            }
        }
        for ((name, values), at) in wanted.iter().zip(named) {
            let axis = match at {
                Some(at) => {
                    let renamed = self
                        .tx
                        .query("update option_axis set name = $2 where id = $1 and name <> $2")
                        .bind(axes.ids[at])
                        .bind(name.clone())
                        .run()
                        .await?;
                    self.changed |= renamed > 0;
                    axes.of.push(at);
                    axes.ids[at]
                }
                None => {
                    self.changed = true;
                    let (id,): (i64,) = self
                        .tx
                        .query("insert into option_axis (product, position, name) values ($1, $2, $3) returning id")
                        .bind(product)
                        .bind(axes.ids.len() as i64)
                        .bind(name.clone())
                        .one()
                        .await?;
                    axes.of.push(axes.ids.len());
                    axes.ids.push(id);
                    axes.added.get_or_insert(name.clone());
                    id
                }
            };
            for value in values {
                let made = self
                    .tx
                    .query(
                        "insert into option_value (axis, position, value)
                         select $1, coalesce(max(position), -1) + 1, $2 from option_value where axis = $1 on conflict (axis, value) do nothing",
                    )
                    .bind(axis)
                    .bind(value.clone())
                    .run()
                    .await?;
                self.changed |= made > 0;
            }
        }
        Ok(axes)
    }

    async fn variants(
        &mut self,
        product: i64,
        slug: &Slug,
        axes: &Axes,
        wanted: &[VariantDraft],
    ) -> Result<Vec<Fate>, PutFault> {
        let rows: Vec<Row> = self
            .tx
            .query(
                "select id, position, sku, sku_key, combination_key, note, barcode, weight_grams, ships, tracked, backorder_limit,
                    unit, unit_amount, unit_base, cost, foreign_fields from variant where product = $1 order by position, id",
            )
            .bind(product)
            .all()
            .await?;
        let values: Vec<(i64, i64, String)> = self
            .tx
            .query(
                "select a.id, v.id, v.value from option_axis a join option_value v on v.axis = a.id where a.product = $1",
            )
            .bind(product)
            .all()
            .await?;
        let values: HashMap<(i64, String), i64> = values.into_iter().map(|(axis, id, v)| ((axis, v), id)).collect();
        let options: Vec<Option<Vec<String>>> = wanted.iter().map(|d| axes.arranged(&d.options)).collect();
        let keys: Vec<Option<String>> = options.iter().map(|o| o.as_deref().map(combination_key)).collect();
        let found = matched(&rows, wanted, &keys);
        if let Some(name) = &axes.added
            && rows.len() > found.iter().flatten().count()
        {
            return Err(PutFault::Axis { name: name.clone() });
        }
        // Variants that change places with one another must not meet on the way.
        for (at, key) in found.iter().zip(&keys) {
            if let (Some(row), Some(key)) = (at.map(|at| &rows[at]), key)
                && row.combination_key != *key
                && keys.contains(&Some(row.combination_key.clone()))
            {
                self.tx
                    .query("update variant set combination_key = $2 where id = $1")
                    .bind(row.id)
                    .bind(format!("\u{1f}moving {}", row.id))
                    .run()
                    .await?;
            }
        }
        let mut seen = HashSet::new();
        let mut fates = vec![];
        let mut next = rows.iter().map(|r| r.position + 1).max().unwrap_or(0);
        for (((d, options), key), at) in wanted.iter().zip(&options).zip(keys).zip(found) {
            let before = std::mem::replace(&mut self.changed, false);
            let old = at.map(|at| &rows[at]);
            // A file without option columns speaks of a variant by its SKU alone.
            let Some(combination) = key.or(old.map(|r| r.combination_key.clone())) else {
                return Err(PutFault::Options { sku: d.sku.clone().unwrap_or_default() });
            };
            if !seen.insert(combination.clone()) {
                return Err(PutFault::Twice { options: d.options.join(", ") });
            }
            let sku = match d.sku.clone().or(old.map(|r| r.sku.clone())) {
                Some(sku) => sku,
                None => self.made_sku(slug, options.as_deref().unwrap_or_default(), wanted).await?,
            };
            let row = merged(d, old, sku, combination, next);
            next = next.max(row.position + 1);
            let id = self.variant(product, old, row).await?;
            if let Some(options) = options {
                self.options(id, axes, options, &values).await?;
            }
            self.stock(id, d.on_hand).await?;
            for (currency, amount, compare_at) in &d.prices {
                self.price(id, currency.code(), *amount, *compare_at, d.compare_kept, old.is_none()).await?;
            }
            fates.push(match (old, self.changed) {
                (None, _) => Fate::Added,
                (Some(_), true) => Fate::Changed,
                (Some(_), false) => Fate::Same,
            });
            self.changed |= before;
        }
        Ok(fates)
    }

    /// A SKU from the slug and the options that nobody has.
    async fn made_sku(
        &mut self,
        slug: &Slug,
        options: &[String],
        wanted: &[VariantDraft],
    ) -> Result<String, PutFault> {
        let parts =
            std::iter::once(slug.to_string()).chain(options.iter().filter_map(|o| Slug::of(o)).map(|s| s.to_string()));
        let plain = parts.collect::<Vec<_>>().join("-").to_uppercase();
        let mut sku = plain.clone();
        for n in 2.. {
            let taken: Option<(i64,)> =
                self.tx.query("select id from variant where sku_key = $1").bind(fold(&sku)).maybe().await?;
            if taken.is_none() && !wanted.iter().any(|d| d.sku.as_deref().map(fold) == Some(fold(&sku))) {
                break;
            }
            sku = format!("{plain}-{n}");
        }
        Ok(sku)
    }

    async fn variant(&mut self, product: i64, old: Option<&Row>, row: Row) -> Result<i64, PutFault> {
        if old == Some(&row) {
            return Ok(row.id);
        }
        self.changed = true;
        let taken: Option<(String,)> = self
            .tx
            .query(
                "select p.title from variant v join product p on p.id = v.product where v.sku_key = $1 and v.id <> $2",
            )
            .bind(row.sku_key.clone())
            .bind(row.id)
            .maybe()
            .await?;
        if let Some((title,)) = taken {
            return Err(PutFault::SkuTaken { sku: row.sku, title });
        }
        let sql = match old {
            Some(_) => {
                "update variant set product = $2, position = $3, sku = $4, sku_key = $5, combination_key = $6, note = $7, barcode = $8,
                    weight_grams = $9, ships = $10, tracked = $11, backorder_limit = $12, unit = $13, unit_amount = $14,
                    unit_base = $15, cost = $16, foreign_fields = $17 where id = $1 returning id"
            }
            None => {
                "insert into variant (product, position, sku, sku_key, combination_key, note, barcode, weight_grams, ships, tracked,
                    backorder_limit, unit, unit_amount, unit_base, cost, foreign_fields)
                 select $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17 where cast($1 as bigint) = 0 returning id"
            }
        };
        let sku = row.sku.clone();
        let done = self
            .tx
            .query(sql)
            .bind(row.id)
            .bind(product)
            .bind(row.position)
            .bind(row.sku)
            .bind(row.sku_key)
            .bind(row.combination_key)
            .bind(row.note)
            .bind(row.barcode)
            .bind(row.weight_grams)
            .bind(row.ships)
            .bind(row.tracked)
            .bind(row.backorder_limit)
            .bind(row.unit)
            .bind(row.unit_amount)
            .bind(row.unit_base)
            .bind(row.cost)
            .bind(row.foreign_fields)
            .one::<(i64,)>()
            .await;
        match done {
            Ok((id,)) => Ok(id),
            Err(error) if is_taken(&error) => Err(PutFault::Twice { options: sku }),
            Err(error) => Err(error.into()),
        }
    }

    async fn options(
        &mut self,
        variant: i64,
        axes: &Axes,
        options: &[String],
        values: &HashMap<(i64, String), i64>,
    ) -> Result<(), PutFault> {
        for (axis, wanted) in axes.ids.iter().zip(options) {
            let Some(value) = values.get(&(*axis, wanted.clone())) else {
                return Err(PutFault::Options { sku: wanted.clone() });
            };
            let set = self
                .tx
                .query(
                    "insert into variant_option (variant, axis, value) values ($1, $2, $3)
                     on conflict (variant, axis) do update set value = excluded.value where variant_option.value <> excluded.value",
                )
                .bind(variant)
                .bind(*axis)
                .bind(*value)
                .run()
                .await?;
            self.changed |= set > 0;
        }
        Ok(())
    }

    /// Sets what is on hand; the ledger gets the difference.
    async fn stock(&mut self, variant: i64, on_hand: Option<i64>) -> Result<(), PutFault> {
        let there: Option<(i64,)> =
            self.tx.query("select on_hand from stock where variant = $1").bind(variant).maybe().await?;
        if there.is_none() {
            self.changed = true;
            self.tx
                .query("insert into stock (variant, on_hand, reserved) values ($1, 0, 0)")
                .bind(variant)
                .run()
                .await?;
        }
        let before = there.map_or(0, |(n,)| n);
        let Some(wanted) = on_hand.filter(|n| *n != before) else { return Ok(()) };
        self.changed = true;
        self.tx
            .query("update stock set on_hand = on_hand + $2 where variant = $1")
            .bind(variant)
            .bind(wanted - before)
            .run()
            .await?;
        self.tx
            .query(
                "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, actor, at) values ($1, $2, 0, $3, $4, $5)",
            )
            .bind(variant)
            .bind(wanted - before)
            .bind(self.reason)
            .bind(self.actor.clone())
            .bind(self.now)
            .run()
            .await?;
        Ok(())
    }

    async fn price(
        &mut self,
        variant: i64,
        currency: &'static str,
        amount: i64,
        compare_at: Option<i64>,
        compare_kept: bool,
        first: bool,
    ) -> Result<(), PutFault> {
        let there: Option<(i64, Option<i64>)> = self
            .tx
            .query("select amount, compare_at from price where variant = $1 and currency = $2")
            .bind(variant)
            .bind(currency)
            .maybe()
            .await?;
        let compare_at = if compare_kept { there.and_then(|(_, before)| before) } else { compare_at };
        if there == Some((amount, compare_at)) {
            return Ok(());
        }
        self.changed = true;
        if !first {
            self.repriced.push(variant);
        }
        self.tx
            .query(
                "insert into price (variant, currency, amount, compare_at) values ($1, $2, $3, $4)
                 on conflict (variant, currency) do update set amount = excluded.amount, compare_at = excluded.compare_at",
            )
            .bind(variant)
            .bind(currency)
            .bind(amount)
            .bind(compare_at)
            .run()
            .await?;
        self.tx
            .query("insert into price_change (variant, currency, amount, compare_at, at, actor) values ($1, $2, $3, $4, $5, $6)")
            .bind(variant)
            .bind(currency)
            .bind(amount)
            .bind(compare_at)
            .bind(self.now)
            .bind(self.actor.clone())
            .run()
            .await?;
        Ok(())
    }

    async fn lists(&mut self, product: i64, d: &Draft) -> Result<(), PutFault> {
        if let Some(tags) = &d.tags {
            let there: Vec<(String,)> = self
                .tx
                .query("select tag from product_tag where product = $1 order by position")
                .bind(product)
                .all()
                .await?;
            let mut keys = HashSet::new();
            let wanted: Vec<&String> = tags.iter().filter(|t| !t.trim().is_empty() && keys.insert(fold(t))).collect();
            if !there.iter().map(|(t,)| t).eq(wanted.iter().copied()) {
                self.changed = true;
                self.tx.query("delete from product_tag where product = $1").bind(product).run().await?;
                for (i, tag) in wanted.into_iter().enumerate() {
                    self.tx
                        .query("insert into product_tag (product, tag_key, tag, position) values ($1, $2, $3, $4)")
                        .bind(product)
                        .bind(fold(tag))
                        .bind(tag.clone())
                        .bind(i as i64)
                        .run()
                        .await?;
                }
            }
        }
        if let Some(media) = &d.media {
            let there: Vec<(i64,)> = self
                .tx
                .query("select media from product_media where product = $1 order by position, media")
                .bind(product)
                .all()
                .await?;
            if !there.iter().map(|(m,)| m).eq(media.iter()) {
                self.changed = true;
                self.tx.query("delete from product_media where product = $1").bind(product).run().await?;
                for (i, id) in media.iter().enumerate() {
                    self.tx
                        .query("insert into product_media (product, media, position) values ($1, $2, $3) on conflict do nothing")
                        .bind(product)
                        .bind(*id)
                        .bind(i as i64)
                        .run()
                        .await?;
                }
            }
        }
        if let Some(attributes) = &d.attributes {
            self.attributes(product, attributes).await?;
        }
        if let Some(steps) = &d.steps {
            let there: Vec<(String, i64, String, Option<i64>)> = self
                .tx
                .query("select title, minutes, words, media from making_step where product = $1 order by position")
                .bind(product)
                .all()
                .await?;
            if !there.into_iter().eq(steps.iter().map(|s| (s.title.clone(), s.minutes, s.words.clone(), s.media))) {
                self.changed = true;
                self.tx.query("delete from making_step where product = $1").bind(product).run().await?;
                for (i, s) in steps.iter().enumerate() {
                    self.tx
                        .query("insert into making_step (product, position, title, minutes, words, media) values ($1, $2, $3, $4, $5, $6)")
                        .bind(product)
                        .bind(i as i64)
                        .bind(s.title.clone())
                        .bind(s.minutes)
                        .bind(s.words.clone())
                        .bind(s.media)
                        .run()
                        .await?;
                }
            }
        }
        for p in &d.pictures {
            let made: Option<(i64,)> = self
                .tx
                .query(
                    "insert into remote_picture (product, url, alt, position) values ($1, $2, $3, $4)
                     on conflict (product, url) do nothing returning id",
                )
                .bind(product)
                .bind(p.url.clone())
                .bind(p.alt.clone())
                .bind(p.position)
                .maybe()
                .await?;
            if let Some((id,)) = made {
                self.changed = true;
                jobs::enqueue(self.tx, "picture.fetch", &id.to_string(), self.now, self.now).await?;
            }
        }
        if let Some(collections) = &d.collections {
            self.collections(product, collections).await?;
        }
        Ok(())
    }

    async fn attributes(&mut self, product: i64, wanted: &[AttributeDraft]) -> Result<(), PutFault> {
        let there: Vec<(String, String, Option<i64>, String, String)> = self
            .tx
            .query(
                "select a.handle, pa.value, pa.milli, pa.means, pa.matters from product_attribute pa join attribute a on a.id = pa.attribute
                 where pa.product = $1 order by pa.position, a.id",
            )
            .bind(product)
            .all()
            .await?;
        let same = there.into_iter().eq(wanted
            .iter()
            .map(|a| (a.handle.clone(), a.value.clone(), a.milli, a.means.clone(), a.matters.clone())));
        if same {
            return Ok(());
        }
        self.changed = true;
        self.tx.query("delete from product_attribute where product = $1").bind(product).run().await?;
        for (i, a) in wanted.iter().enumerate() {
            self.tx
                .query("insert into attribute (handle, label, kind, unit) values ($1, $2, $3, $4) on conflict (handle) do nothing")
                .bind(a.handle.clone())
                .bind(a.label.clone())
                .bind(a.kind.clone())
                .bind(a.unit.clone())
                .run()
                .await?;
            self.tx
                .query(
                    "insert into product_attribute (product, attribute, position, value, milli, means, matters)
                     select $1, id, $2, $3, $4, $5, $6 from attribute where handle = $7",
                )
                .bind(product)
                .bind(i as i64)
                .bind(a.value.clone())
                .bind(a.milli)
                .bind(a.means.clone())
                .bind(a.matters.clone())
                .bind(a.handle.clone())
                .run()
                .await?;
        }
        Ok(())
    }

    /// A product joins the collections that are named, which are made where they are missing; it leaves none.
    async fn collections(&mut self, product: i64, wanted: &[(String, String)]) -> Result<(), PutFault> {
        for (slug, title) in wanted {
            let made = self
                .tx
                .query(
                    "insert into collection (slug, title, title_key, lead, seo_title, seo_description, position)
                     select $1, $2, $3, '', '', '', coalesce(max(position), -1) + 1 from collection where true on conflict (slug) do nothing",
                )
                .bind(slug.clone())
                .bind(title.clone())
                .bind(fold(title))
                .run()
                .await?;
            let joined = self
                .tx
                .query(
                    "insert into collection_product (collection, product, position)
                     select c.id, $2, (select coalesce(max(k.position), -1) + 1 from collection_product k where k.collection = c.id)
                     from collection c where c.slug = $1 on conflict (collection, product) do nothing",
                )
                .bind(slug.clone())
                .bind(product)
                .run()
                .await?;
            self.changed |= made > 0 || joined > 0;
        }
        Ok(())
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
        self.tx.query("update shop set catalogue_version = catalogue_version + 1 where id = 1").run().await?;
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

impl Axes {
    /// Option values in the order of the shop's axes; none where not every axis has one.
    fn arranged(&self, options: &[String]) -> Option<Vec<String>> {
        if options.len() != self.of.len() || options.len() != self.ids.len() {
            return None;
        }
        let mut all = vec![String::new(); options.len()];
        for (at, option) in self.of.iter().zip(options) {
            all[*at] = option.clone();
        }
        Some(all)
    }
}

/// Which row each variant of a draft is: the one of its SKU, else the one of its options; none is named twice.
fn matched(rows: &[Row], wanted: &[VariantDraft], keys: &[Option<String>]) -> Vec<Option<usize>> {
    let by_sku: HashMap<&str, usize> = rows.iter().enumerate().map(|(i, r)| (r.sku_key.as_str(), i)).collect();
    let by_options: HashMap<&str, usize> =
        rows.iter().enumerate().map(|(i, r)| (r.combination_key.as_str(), i)).collect();
    let mut free: HashSet<usize> = (0..rows.len()).collect();
    let mut found: Vec<Option<usize>> = wanted
        .iter()
        .map(|d| by_sku.get(fold(d.sku.as_deref()?).as_str()).copied().filter(|at| free.remove(at)))
        .collect();
    for (at, key) in found.iter_mut().zip(keys) {
        if at.is_none() {
            *at = key.as_deref().and_then(|key| by_options.get(key).copied()).filter(|at| free.remove(at));
        }
    }
    found
}

/// The columns we do not model: those that came join those that were kept.
fn foreign(new: Option<&Map<String, Value>>, kept: Option<&str>) -> String {
    let mut all: Map<String, Value> = kept.and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
    if let Some(new) = new {
        all.extend(new.clone());
    }
    Value::Object(all).to_string()
}

/// Option values in the form by which two combinations are told apart.
pub fn combination_key(options: &[String]) -> String {
    options.iter().map(|o| fold(o)).collect::<Vec<_>>().join("\u{1f}")
}

fn merged(d: &VariantDraft, old: Option<&Row>, sku: String, combination_key: String, next: i64) -> Row {
    let unit = d.unit.clone().or(old.and_then(|r| Some((r.unit.clone()?, r.unit_amount?, r.unit_base?))));
    Row {
        id: old.map_or(0, |r| r.id),
        position: old.map_or(next, |r| r.position),
        sku_key: fold(&sku),
        sku,
        combination_key,
        note: d.note.clone().or(old.map(|r| r.note.clone())).unwrap_or_default(),
        barcode: d.barcode.clone().or(old.map(|r| r.barcode.clone())).unwrap_or_default(),
        weight_grams: d.weight_grams.or(old.map(|r| r.weight_grams)).unwrap_or(0),
        ships: d.ships.or(old.map(|r| r.ships)).unwrap_or(true),
        tracked: d.tracked.or(old.map(|r| r.tracked)).unwrap_or(true),
        backorder_limit: match (d.backorder, old) {
            (Some(Backorder::Limit(n)), _) => Some(n),
            (Some(Backorder::Unlimited), _) => None,
            (None, Some(r)) => r.backorder_limit,
            (None, None) => Some(0),
        },
        unit: unit.as_ref().map(|u| u.0.clone()),
        unit_amount: unit.as_ref().map(|u| u.1),
        unit_base: unit.map(|u| u.2),
        cost: d.cost.or(old.and_then(|r| r.cost)),
        foreign_fields: foreign(d.foreign_fields.as_ref(), old.map(|r| r.foreign_fields.as_str())),
    }
}

/// HTML that can stand on a page: text, lists, tables and links; no pictures from elsewhere, no scripts.
pub fn sanitised(html: &str) -> String {
    ammonia::Builder::default()
        .rm_tags(["img", "map", "area"])
        .link_rel(Some("nofollow noopener"))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .generic_attributes(HashSet::new())
        .clean(html)
        .to_string()
}
