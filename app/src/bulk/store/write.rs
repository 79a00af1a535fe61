//! Changes of many products written in one transaction, through the one door by which products are put.
use super::{products_of, read};
use crate::audit::{self, Act};
use crate::bulk::{Cell, Change, Field, Product, Variant, mark};
use crate::catalogue::draft::{Draft, VariantDraft};
use crate::catalogue::put::{PutFault, put};
use crate::db::{Build, Db, Result, Tx, is_clash};
use crate::stock::{is_short, store::LOCKED};
use crate::values::{Currency, Moment, Money};
use crate::viewer::Merchant;

/// What became of a wish to change many products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was done, under this number.
    Done(i64),
    /// Nothing differs from what stands.
    Same,
    /// Somebody changed these since they were drawn; nothing was written.
    Stale(Vec<Cell>),
    /// Of these variants more would be promised than may be, and nobody was told yet; nothing was written.
    Short(Vec<i64>),
}

/// A value that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub cell: Cell,
    pub before: String,
    pub after: String,
}

/// Changes all of it, or nothing. `told` are the variants of which somebody knows that more is then promised than may be.
pub async fn save(
    db: &Db,
    by: &Merchant,
    changes: &[Change],
    told: &[i64],
    currency: Currency,
    from: &str,
    now: Moment,
) -> Result<Saved, PutFault> {
    for _ in 0..3 {
        match once(db, by, changes, told, currency, from, now).await {
            Err(PutFault::Database(error)) if is_clash(&error) => continue,
            done => return done,
        }
    }
    once(db, by, changes, told, currency, from, now).await
}

async fn once(
    db: &Db,
    by: &Merchant,
    changes: &[Change],
    told: &[i64],
    currency: Currency,
    from: &str,
    now: Moment,
) -> Result<Saved, PutFault> {
    let mut tx = db.begin().await?;
    let cells: Vec<Cell> = changes.iter().map(|c| c.cell).collect();
    let products = locked(&mut tx, &cells, currency).await?;
    let (values, stale) = weighed(&products, changes, currency);
    if !stale.is_empty() {
        return Ok(Saved::Stale(stale));
    }
    if values.is_empty() {
        return Ok(Saved::Same);
    }
    let untold: Vec<i64> = short(&products, &values).into_iter().filter(|v| !told.contains(v)).collect();
    if !untold.is_empty() {
        return Ok(Saved::Short(untold));
    }
    let (bulk,): (i64,) = tx
        .query("insert into bulk_edit (person, at) values ($1, $2) returning id")
        .bind(by.actor().person())
        .bind(now)
        .one()
        .await?;
    kept(&mut tx, bulk, &products, &values).await?;
    write(&mut tx, by, &products, &values, currency, now).await?;
    for (product, before, after) in told_of(&products, &values) {
        let subject = ("product", product);
        let act = Act { actor: by.actor(), act: "product.edited", subject, before: &before, after: &after, from };
        audit::append(&mut tx, act, now).await?;
    }
    tx.commit().await?;
    Ok(Saved::Done(bulk))
}

/// The products of some cells as they stand, and stand until this transaction ends: first the products are taken, then their
/// stock, each in the order of their numbers.
pub(super) async fn locked(tx: &mut Tx, cells: &[Cell], currency: Currency) -> Result<Vec<Product>> {
    let ids = products_of(&mut *tx, cells).await?;
    let mut q = Build::new("select id as variant from product where id");
    q.within(ids.clone()).push_each(LOCKED);
    tx.build(&q).run().await?;
    let mut q = Build::new("select variant from stock where variant in (select id from variant where product");
    q.within(ids.clone()).push(")").push_each(LOCKED);
    tx.build(&q).run().await?;
    read(tx, &ids, currency.code()).await
}

/// The values that differ from what stands, and the cells that somebody else changed since they were drawn.
pub fn weigh(products: &[Product], changes: &[Change], currency: Currency) -> (Vec<(Cell, String, String)>, Vec<Cell>) {
    let (values, stale) = weighed(products, changes, currency);
    (values.into_iter().map(|v| (v.cell, v.before, v.after)).collect(), stale)
}
fn weighed(products: &[Product], changes: &[Change], currency: Currency) -> (Vec<Value>, Vec<Cell>) {
    let (mut values, mut stale) = (vec![], vec![]);
    for c in changes {
        match products.iter().find_map(|p| p.value(c.cell, currency)) {
            Some(before) if before == c.after => {}
            Some(before) if mark(&before) == c.drawn => {
                values.push(Value { cell: c.cell, before, after: c.after.clone() })
            }
            _ => stale.push(c.cell),
        }
    }
    (values, stale)
}

/// The variants of which fewer would be left than orders may go below none.
pub fn shortages(products: &[Product], values: &[(Cell, String, String)]) -> Vec<i64> {
    let value = |(cell, before, after): &(Cell, String, String)| Value {
        cell: *cell,
        before: before.clone(),
        after: after.clone(),
    };
    short(products, &values.iter().map(value).collect::<Vec<_>>())
}
pub(super) fn short(products: &[Product], values: &[Value]) -> Vec<i64> {
    let of = |v: &Value| products.iter().flat_map(|p| &p.variants).find(|x| x.id == v.cell.of).cloned();
    let stocks = values.iter().filter(|v| v.cell.field == Field::Stock);
    stocks
        .filter_map(|v| {
            let (variant, after): (Variant, i64) = (of(v)?, v.after.parse().ok()?);
            let fewer = after < variant.on_hand;
            (fewer && is_short(after - variant.reserved, variant.backorder_limit)).then_some(variant.id)
        })
        .collect()
}

/// Keeps what stood before, so that it can be undone.
async fn kept(tx: &mut Tx, bulk: i64, products: &[Product], values: &[Value]) -> Result<()> {
    for (page, values) in values.chunks(500).enumerate() {
        let mut q = Build::new("insert into bulk_change (bulk, n, product, variant, field, before, after) values ");
        for (i, v) in values.iter().enumerate() {
            let product = of_cell(products, v.cell).map_or(0, |p| p.id);
            q.push(if i == 0 { "(" } else { ", (" }).int(bulk).push(", ").int((page * 500 + i) as i64).push(", ");
            q.int(product).push(", ").maybe(v.cell.field.of_variant().then_some(v.cell.of)).push(", ");
            q.text(v.cell.field.word()).push(", ").text(v.before.as_str()).push(", ").text(v.after.as_str()).push(")");
        }
        tx.build(&q).run().await?;
    }
    Ok(())
}
fn of_cell(products: &[Product], cell: Cell) -> Option<&Product> {
    products.iter().find(|p| match cell.field.of_variant() {
        true => p.variants.iter().any(|v| v.id == cell.of),
        false => p.id == cell.of,
    })
}

/// Puts each product with what changes of it.
pub(super) async fn write(
    tx: &mut Tx,
    by: &Merchant,
    products: &[Product],
    values: &[Value],
    currency: Currency,
    now: Moment,
) -> Result<(), PutFault> {
    for p in products {
        let own: Vec<&Value> =
            values.iter().filter(|v| of_cell(products, v.cell).is_some_and(|x| x.id == p.id)).collect();
        if !own.is_empty() {
            put(tx, by, &draft(p, &own, currency), "corrected", now).await?;
        }
    }
    Ok(())
}

/// A product as it shall be: what is not changed stays as it is.
fn draft(p: &Product, values: &[&Value], currency: Currency) -> Draft {
    let new = |field, of| values.iter().find(|v| v.cell == Cell { field, of }).map(|v| v.after.clone());
    let variant = |v: &Variant| {
        let number = |field| new(field, v.id).and_then(|text| text.parse::<i64>().ok());
        let money = |text: String| Money::parse(&text, currency).map(|m| m.minor);
        let price = new(Field::Price, v.id).map_or(v.price, money);
        let compare_at = new(Field::CompareAt, v.id).map_or(v.compare_at, money);
        VariantDraft {
            sku: Some(v.sku.clone()),
            weight_grams: number(Field::Weight),
            on_hand: number(Field::Stock),
            prices: price.map(|amount| (currency, amount, compare_at)).into_iter().collect(),
            ..VariantDraft::default()
        }
    };
    let touched = p.variants.iter().filter(|v| values.iter().any(|x| x.cell.field.of_variant() && x.cell.of == v.id));
    Draft {
        slug: p.slug.clone(),
        title: new(Field::Title, p.id),
        status: new(Field::Status, p.id),
        tags: new(Field::Tags, p.id).map(|t| t.split(", ").filter(|t| !t.is_empty()).map(String::from).collect()),
        variants: touched.map(variant).collect(),
        ..Draft::default()
    }
}

/// What the audit says of each product: its number, what stood there, what stands there now.
pub(super) fn told_of(products: &[Product], values: &[Value]) -> Vec<(i64, String, String)> {
    products
        .iter()
        .filter_map(|p| {
            let own: Vec<&Value> =
                values.iter().filter(|v| of_cell(products, v.cell).is_some_and(|x| x.id == p.id)).collect();
            let told = |pick: fn(&Value) -> &str| {
                let one = |v: &&Value| {
                    let sku = p.variants.iter().find(|x| v.cell.field.of_variant() && x.id == v.cell.of);
                    let whose = sku.map_or(String::new(), |x| format!("{} ", x.sku));
                    format!("{whose}{}: {}", v.cell.field.title().to_lowercase(), pick(v))
                };
                own.iter().map(one).collect::<Vec<_>>().join("; ")
            };
            (!own.is_empty()).then(|| (p.id, told(|v| &v.before), told(|v| &v.after)))
        })
        .collect()
}
