//! The variants of a product: which of them each of a draft is, what they are, what is there and what it costs.
use super::axes::Axes;
use super::lines::Lines;
use super::{Fate, PutFault, Work, foreign};
use crate::catalogue::draft::{Backorder, VariantDraft};
use crate::db::{Build, is_taken};
use crate::values::{Currency, Moment, Slug, fold};
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};

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
    archived_at: Option<Moment>,
    /// None where nobody ever counted.
    on_hand: Option<i64>,
}

/// What already stands under the variants of a product.
#[derive(Default)]
struct Known {
    /// Amount and the price before, by variant and currency.
    prices: HashMap<(i64, String), (i64, Option<i64>)>,
    /// The value of an axis, by variant and axis.
    options: HashMap<(i64, i64), i64>,
}

impl Work<'_> {
    pub async fn variants(
        &mut self,
        product: i64,
        slug: &Slug,
        axes: &Axes,
        wanted: &[VariantDraft],
        (added, whole): (bool, bool),
    ) -> Result<Vec<(i64, Fate)>, PutFault> {
        let (rows, known) = if added { (vec![], Known::default()) } else { self.known(product).await? };
        let values: Vec<(i64, i64, String)> = match axes.ids.is_empty() {
            true => vec![],
            false => {
                let sql = "select a.id, v.id, v.value from option_axis a join option_value v on v.axis = a.id where a.product = $1";
                self.tx.query(sql).bind(product).all().await?
            }
        };
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
        let wishes: HashSet<&String> = keys.iter().flatten().collect();
        for (at, key) in found.iter().zip(&keys) {
            if let (Some(row), Some(key)) = (at.map(|at| &rows[at]), key)
                && row.combination_key != *key
                && wishes.contains(&row.combination_key)
            {
                self.tx
                    .query("update variant set combination_key = $2 where id = $1")
                    .bind(row.id)
                    .bind(format!("\u{1f}moving {}", row.id))
                    .run()
                    .await?;
            }
        }
        let taken = self.taken(product, &rows, wanted).await?;
        let mut lines = Lines::default();
        let skus: HashSet<String> = wanted.iter().filter_map(|d| d.sku.as_deref().map(fold)).collect();
        let mut seen = HashSet::new();
        let (mut fates, mut counted) = (vec![], vec![]);
        let mut next = rows.iter().map(|r| r.position + 1).max().unwrap_or(0);
        for (((d, options), key), at) in wanted.iter().zip(&options).zip(&keys).zip(found) {
            let before = std::mem::replace(&mut self.changed, false);
            let old = at.map(|at| &rows[at]);
            // A file without option columns speaks of a variant by its SKU alone.
            let Some(combination) = key.clone().or(old.map(|r| r.combination_key.clone())) else {
                return Err(PutFault::Options { sku: d.sku.clone().unwrap_or_default() });
            };
            if !seen.insert(combination.clone()) {
                return Err(PutFault::Twice { options: d.options.join(", ") });
            }
            let sku = match d.sku.clone().or(old.map(|r| r.sku.clone())) {
                Some(sku) => sku,
                None => self.made_sku(slug, options.as_deref().unwrap_or_default(), &skus).await?,
            };
            let row = merged(d, old, sku, combination, next, self.now, whole);
            next = next.max(row.position + 1);
            if let Some(title) = taken.get(&row.sku_key) {
                return Err(PutFault::SkuTaken { sku: row.sku, title: title.clone() });
            }
            let from_now_on = row.tracked && old.is_some_and(|r| !r.tracked);
            let id = self.variant(product, old, row).await?;
            counted.extend(from_now_on.then_some(id));
            for (axis, wanted) in axes.ids.iter().zip(options.iter().flatten()) {
                let Some(value) = values.get(&(*axis, wanted.clone())) else {
                    return Err(PutFault::Options { sku: wanted.clone() });
                };
                if known.options.get(&(id, *axis)) != Some(value) {
                    self.changed = true;
                    lines.options.push((id, *axis, *value));
                }
            }
            match (old.and_then(|r| r.on_hand), d.on_hand) {
                (None, wanted) => {
                    self.changed = true;
                    lines.stock.push((id, wanted.unwrap_or(0)));
                }
                (Some(there), Some(wanted)) if wanted != there => {
                    self.changed = true;
                    lines.counted.push((id, wanted - there));
                }
                _ => {}
            }
            for (currency, amount, compare_at) in &d.prices {
                let there = known.prices.get(&(id, currency.code().to_string())).copied();
                let compare_at = if d.compare_kept { there.and_then(|(_, before)| before) } else { *compare_at };
                if there != Some((*amount, compare_at)) {
                    self.changed = true;
                    self.repriced.extend(old.map(|_| id));
                    lines.price(id, currency.code(), *amount, compare_at);
                }
            }
            if whole && old.is_some() {
                self.unprice(id, &d.prices, &known).await?;
            }
            let fate = match (old, self.changed) {
                (None, _) => Fate::Added,
                (Some(_), true) => Fate::Changed,
                (Some(_), false) => Fate::Same,
            };
            fates.push((id, fate));
            self.changed |= before;
        }
        self.lines(&lines).await?;
        counted.sort_unstable();
        for variant in counted {
            self.reserve(variant).await?;
        }
        Ok(fates)
    }

    /// What is counted from now on keeps what orders and offers wait for, as if it had been counted all along.
    async fn reserve(&mut self, variant: i64) -> Result<(), PutFault> {
        let (reserved,): (i64,) = self
            .tx
            .query("update stock set reserved = reserved where variant = $1 returning reserved")
            .bind(variant)
            .one()
            .await?;
        let (waits,): (i64,) = self
            .tx
            .query(
                "select cast(coalesce((select sum(l.quantity - l.withdrawn
                        - coalesce((select sum(f.quantity) from fulfilment_line f where f.order_line = l.id), 0))
                    from order_line l join orders o on o.id = l.order_id
                    where l.variant = $1 and o.state <> 'cancelled'), 0)
                    + coalesce((select sum(h.quantity) from draft_hold h where h.variant = $1), 0) as bigint)",
            )
            .bind(variant)
            .one()
            .await?;
        if waits == reserved {
            return Ok(());
        }
        self.tx.query("update stock set reserved = $2 where variant = $1").bind(variant).bind(waits).run().await?;
        self.tx
            .query(
                "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, actor, at)
                 values ($1, 0, $2, $3, $4, $5)",
            )
            .bind(variant)
            .bind(waits - reserved)
            .bind(self.reason)
            .bind(self.actor.clone())
            .bind(self.now)
            .run()
            .await?;
        Ok(())
    }

    /// Takes variants away that nobody ever ordered. What stands in a draft that may become an order is archived instead.
    pub async fn remove(&mut self, product: i64, gone: &[i64]) -> Result<(), PutFault> {
        for variant in gone {
            let removed = self
                .tx
                .query(
                    "delete from variant where product = $1 and id = $2
                     and not exists (select 1 from order_line l where l.variant = variant.id)
                     and not exists (select 1 from draft_hold h where h.variant = variant.id)
                     and not exists (select 1 from cart_line l join draft d on d.cart = l.cart
                        where l.variant = variant.id and d.state in ('open', 'offered'))",
                )
                .bind(product)
                .bind(*variant)
                .run()
                .await?;
            let archived = match removed {
                0 => {
                    self.tx
                        .query(
                            "update variant set archived_at = $3 where product = $1 and id = $2 and archived_at is null
                             and not exists (select 1 from order_line l where l.variant = variant.id)",
                        )
                        .bind(product)
                        .bind(*variant)
                        .bind(self.now)
                        .run()
                        .await?
                }
                _ => 0,
            };
            self.changed |= removed + archived > 0;
        }
        Ok(())
    }

    /// Takes the prices of a variant away in currencies that a whole draft does not name.
    async fn unprice(
        &mut self,
        variant: i64,
        named: &[(Currency, i64, Option<i64>)],
        known: &Known,
    ) -> Result<(), PutFault> {
        let kept: HashSet<&str> = named.iter().map(|(currency, ..)| currency.code()).collect();
        let gone = known.prices.keys().filter(|(of, currency)| *of == variant && !kept.contains(currency.as_str()));
        for (_, currency) in gone {
            self.changed = true;
            self.repriced.push(variant);
            self.tx
                .query("delete from price where variant = $1 and currency = $2")
                .bind(variant)
                .bind(currency.clone())
                .run()
                .await?;
        }
        Ok(())
    }

    /// The SKUs that a draft newly names and that another product has, folded, with the title of that product.
    async fn taken(
        &mut self,
        product: i64,
        rows: &[Row],
        wanted: &[VariantDraft],
    ) -> Result<HashMap<String, String>, PutFault> {
        let own: HashSet<&str> = rows.iter().map(|r| r.sku_key.as_str()).collect();
        let keys = wanted.iter().filter_map(|d| d.sku.as_deref().map(fold)).filter(|key| !own.contains(key.as_str()));
        let new: Vec<String> = keys.collect();
        if new.is_empty() {
            return Ok(HashMap::new());
        }
        let mut build = Build::new(
            "select v.sku_key, p.title from variant v join product p on p.id = v.product where v.product <> ",
        );
        build.int(product).push(" and v.sku_key").within_texts(new);
        let taken: Vec<(String, String)> = self.tx.build(&build).all().await?;
        Ok(taken.into_iter().collect())
    }

    /// The variants of a product that stands already, with what is known of them.
    async fn known(&mut self, product: i64) -> Result<(Vec<Row>, Known), PutFault> {
        let rows = self
            .tx
            .query(
                "select v.id, v.position, v.sku, v.sku_key, v.combination_key, v.note, v.barcode, v.weight_grams, v.ships, v.tracked,
                    v.backorder_limit, v.unit, v.unit_amount, v.unit_base, v.cost, v.foreign_fields, v.archived_at, s.on_hand
                 from variant v left join stock s on s.variant = v.id where v.product = $1 order by v.position, v.id",
            )
            .bind(product)
            .all()
            .await?;
        let prices: Vec<(i64, String, i64, Option<i64>)> = self
            .tx
            .query(
                "select p.variant, p.currency, p.amount, p.compare_at from variant v join price p on p.variant = v.id
                 where v.product = $1",
            )
            .bind(product)
            .all()
            .await?;
        let options: Vec<(i64, i64, i64)> = self
            .tx
            .query(
                "select o.variant, o.axis, o.value from variant v join variant_option o on o.variant = v.id where v.product = $1",
            )
            .bind(product)
            .all()
            .await?;
        let known = Known {
            prices: prices.into_iter().map(|(v, c, amount, before)| ((v, c), (amount, before))).collect(),
            options: options.into_iter().map(|(variant, axis, value)| ((variant, axis), value)).collect(),
        };
        Ok((rows, known))
    }

    /// A SKU from the slug and the options that nobody has.
    async fn made_sku(
        &mut self,
        slug: &Slug,
        options: &[String],
        others: &HashSet<String>,
    ) -> Result<String, PutFault> {
        let parts =
            std::iter::once(slug.to_string()).chain(options.iter().filter_map(|o| Slug::of(o)).map(|s| s.to_string()));
        let plain = parts.collect::<Vec<_>>().join("-").to_uppercase();
        let mut sku = plain.clone();
        for n in 2.. {
            let taken: Option<(i64,)> =
                self.tx.query("select id from variant where sku_key = $1").bind(fold(&sku)).maybe().await?;
            if taken.is_none() && !others.contains(&fold(&sku)) {
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
        let sql = match old {
            Some(_) => {
                "update variant set product = $2, position = $3, sku = $4, sku_key = $5, combination_key = $6, note = $7, barcode = $8,
                    weight_grams = $9, ships = $10, tracked = $11, backorder_limit = $12, unit = $13, unit_amount = $14,
                    unit_base = $15, cost = $16, foreign_fields = $17, archived_at = $18 where id = $1 returning id"
            }
            None => {
                "insert into variant (product, position, sku, sku_key, combination_key, note, barcode, weight_grams, ships, tracked,
                    backorder_limit, unit, unit_amount, unit_base, cost, foreign_fields, archived_at)
                 select $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18 where cast($1 as bigint) = 0 returning id"
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
            .bind(row.archived_at)
            .one::<(i64,)>()
            .await;
        match done {
            Ok((id,)) => Ok(id),
            Err(error) if is_taken(&error) => Err(PutFault::Twice { options: sku }),
            Err(error) => Err(error.into()),
        }
    }
}

/// Which row each variant of a draft is: the one of its number, else of its SKU, else of its options; none is named twice.
fn matched(rows: &[Row], wanted: &[VariantDraft], keys: &[Option<String>]) -> Vec<Option<usize>> {
    let by_sku: HashMap<&str, usize> = rows.iter().enumerate().map(|(i, r)| (r.sku_key.as_str(), i)).collect();
    let by_options: HashMap<&str, usize> =
        rows.iter().enumerate().map(|(i, r)| (r.combination_key.as_str(), i)).collect();
    let mut free: HashSet<usize> = (0..rows.len()).collect();
    let mut found: Vec<Option<usize>> =
        wanted.iter().map(|d| rows.iter().position(|r| d.id == Some(r.id)).filter(|at| free.remove(at))).collect();
    for (at, d) in found.iter_mut().zip(wanted) {
        if at.is_none() {
            *at = d.sku.as_deref().and_then(|sku| by_sku.get(fold(sku).as_str()).copied()).filter(|at| free.remove(at));
        }
    }
    for (at, key) in found.iter_mut().zip(keys) {
        if at.is_none() {
            *at = key.as_deref().and_then(|key| by_options.get(key).copied()).filter(|at| free.remove(at));
        }
    }
    found
}

/// Option values in the form by which two combinations are told apart.
pub fn combination_key(options: &[String]) -> String {
    options.iter().map(|o| fold(o)).collect::<Vec<_>>().join("\u{1f}")
}

fn merged(
    d: &VariantDraft,
    old: Option<&Row>,
    sku: String,
    combination_key: String,
    next: i64,
    now: Moment,
    whole: bool,
) -> Row {
    let kept = old.filter(|_| !whole);
    let unit = d.unit.clone().or(kept.and_then(|r| Some((r.unit.clone()?, r.unit_amount?, r.unit_base?))));
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
        cost: d.cost.or(kept.and_then(|r| r.cost)),
        foreign_fields: foreign(d.foreign_fields.as_ref(), old.map(|r| r.foreign_fields.as_str())),
        archived_at: match (d.archived, old.and_then(|r| r.archived_at)) {
            (Some(true), at) => at.or(Some(now)),
            (Some(false), _) => None,
            (None, at) => at,
        },
        on_hand: old.and_then(|r| r.on_hand),
    }
}
