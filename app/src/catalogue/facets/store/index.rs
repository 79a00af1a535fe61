//! Keeps what products can be found by, and how many stand behind each value, in the transaction of the change.
use crate::catalogue::collections;
use crate::catalogue::facets::{Found, MADE, NOW, OUT, STOCK};
use crate::db::{Build, Result, Tx};
use crate::house::store::newer;
use crate::values::Currency;
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet};

/// What a product says of itself, one thing a row.
#[derive(FromRow)]
struct Said {
    kind: String,
    name: String,
    label: String,
    value: String,
    unit: String,
    number: Option<i64>,
    sort: String,
}

const SAID: &str = "select 'maker' as kind, m.handle as name, m.name as label, '' as value, '' as unit, cast(null as bigint) as number, '' as sort
    from product p join maker m on m.id = p.maker where p.id = $1 and p.status = 'active'
 union all select 'price', s.currency, '', '', '', pr.amount, ''
    from shop s, product p join variant v on v.product = p.id join price pr on pr.variant = v.id
    where p.id = $1 and p.status = 'active' and v.archived_at is null and pr.currency = s.currency
 union all select distinct 'option', a.name, '', ov.value, '', ov.position, ''
    from product p join variant v on v.product = p.id join variant_option vo on vo.variant = v.id
    join option_value ov on ov.id = vo.value join option_axis a on a.id = ov.axis
    where p.id = $1 and p.status = 'active' and v.archived_at is null
 union all select 'attribute', a.handle, a.label, pa.value, a.unit, pa.milli, a.kind
    from product p join product_attribute pa on pa.product = p.id join attribute a on a.id = pa.attribute
    where p.id = $1 and p.status = 'active'";

/// Brings one product's values up to date, and the counts with them. `before` are the collections it stood in before
/// this transaction, where they changed.
pub async fn refresh(tx: &mut Tx, product: i64, before: Option<&[i64]>) -> Result<()> {
    let said: Vec<Said> = tx.query(SAID).bind(product).all().await?;
    let mut wanted: BTreeMap<String, Found> = BTreeMap::new();
    for s in &said {
        let found = match (s.kind.as_str(), s.number) {
            ("maker", _) => Some(Found::maker(&s.name, &s.label)),
            ("price", Some(n)) => Some(Found::price(n, Currency::parse(&s.name).unwrap_or(Currency::EUR))),
            ("option", _) => Found::option(&s.name, &s.value),
            _ => Found::attribute(&s.name, &s.label, &s.sort, &s.unit, &s.value, s.number),
        };
        wanted.extend(found.map(|f| (f.name(), f)));
    }
    let mut new = ids(tx, wanted).await?;
    new.extend(standing(tx, &[product]).await?.into_iter().map(|(_, value)| value));
    let old: Vec<(i64,)> = tx.query("select value from product_facet where product = $1").bind(product).all().await?;
    let old: BTreeSet<i64> = old.into_iter().map(|(v,)| v).collect();
    let shelves: Vec<(i64,)> =
        tx.query("select collection from collection_product where product = $1").bind(product).all().await?;
    let shelves: BTreeSet<i64> = std::iter::once(0).chain(shelves.into_iter().map(|(c,)| c)).collect();
    let left: BTreeSet<i64> = match before {
        Some(before) => std::iter::once(0).chain(before.iter().copied()).collect(),
        None => shelves.clone(),
    };
    tx.query(
        "update collection_product set shown = p.status = 'active', title_key = p.title_key, list_price = p.list_price
         from product p where p.id = $1 and collection_product.product = p.id",
    )
    .bind(product)
    .run()
    .await?;
    if old == new && left == shelves {
        return Ok(());
    }
    let gone: Vec<i64> = old.difference(&new).copied().collect();
    if !gone.is_empty() {
        let mut q = Build::new("delete from product_facet where product = ");
        q.int(product).push(" and value").within(gone.clone());
        tx.build(&q).run().await?;
    }
    let come: Vec<i64> = new.difference(&old).copied().collect();
    if !come.is_empty() {
        let mut q = Build::new("insert into product_facet (value, product) select v.id, ");
        q.int(product).push(" from facet_value v where v.id").within(come.clone());
        tx.build(&q).run().await?;
    }
    for shelf in left.union(&shelves) {
        let (minus, plus) = match (left.contains(shelf), shelves.contains(shelf)) {
            (true, true) => (gone.clone(), come.clone()),
            (true, false) => (old.iter().copied().collect(), vec![]),
            _ => (vec![], new.iter().copied().collect()),
        };
        count(tx, *shelf, minus, -1).await?;
        count(tx, *shelf, plus, 1).await?;
    }
    Ok(())
}

/// After stock moved: products that came to be sold out, or are to be had again, change their value.
pub async fn restock(tx: &mut Tx, products: &[i64]) -> Result<()> {
    let (mut rules, mut moved) = (None, false);
    for (product, new) in standing(tx, products).await? {
        let old: Option<(i64,)> =
            tx.query("select value from product_facet where product = $1 and value <= 3").bind(product).maybe().await?;
        let Some((old,)) = old.filter(|(old,)| *old != new) else { continue };
        if rules.is_none() {
            rules = Some(collections::store::hold_rules(tx).await?);
        }
        tx.query("update product_facet set value = $3 where product = $1 and value = $2")
            .bind(product)
            .bind(old)
            .bind(new)
            .run()
            .await?;
        let shelves: Vec<(i64,)> = tx
            .query("select collection from collection_product where product = $1 order by collection")
            .bind(product)
            .all()
            .await?;
        // Always in the order of the values, so that two transactions rarely wait for one another.
        let mut steps = [(old, -1), (new, 1)];
        steps.sort();
        for shelf in std::iter::once(0).chain(shelves.into_iter().map(|(c,)| c)) {
            for (value, by) in steps {
                count(tx, shelf, vec![value], by).await?;
            }
        }
        if rules == Some(true) {
            moved |= collections::store::settle(tx, product).await?;
        }
    }
    if moved {
        newer(tx).await?;
    }
    Ok(())
}

/// The same for the products of some variants.
pub async fn restock_variants(tx: &mut Tx, variants: Vec<i64>) -> Result<()> {
    let mut q = Build::new("select distinct product from variant where id");
    q.within(variants).push(" order by product");
    let products: Vec<(i64,)> = tx.build(&q).all().await?;
    restock(tx, &products.into_iter().map(|(p,)| p).collect::<Vec<_>>()).await
}

/// What can be had of each of these products that is active: the number of its value of `stock`.
async fn standing(tx: &mut Tx, products: &[i64]) -> Result<Vec<(i64, i64)>> {
    #[derive(FromRow)]
    struct Row {
        product: i64,
        priced: bool,
        now: i64,
        made: i64,
    }
    let mut q = Build::new(
        "select p.id as product, p.list_price is not null as priced,
            (select count(*) from variant v left join stock s on s.variant = v.id
             where v.product = p.id and v.archived_at is null and (not v.tracked or s.on_hand > s.reserved)) as now,
            (select count(*) from variant v left join stock s on s.variant = v.id
             where v.product = p.id and v.archived_at is null and (v.backorder_limit is null
                or coalesce(s.on_hand - s.reserved, 0) + v.backorder_limit > 0)) as made
         from product p where p.status = 'active' and p.id",
    );
    q.within(products.to_vec()).push(" order by p.id");
    let rows: Vec<Row> = tx.build(&q).all().await?;
    let value = |r: &Row| match (r.priced, r.now, r.made) {
        (false, ..) | (_, 0, 0) => OUT,
        (_, 0, _) => MADE,
        _ => NOW,
    };
    Ok(rows.iter().map(|r| (r.product, value(r))).collect())
}

/// The numbers of these values; those that the shop has not had are made.
async fn ids(tx: &mut Tx, mut wanted: BTreeMap<String, Found>) -> Result<BTreeSet<i64>> {
    if wanted.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut q = Build::new("select id, name from facet_value where name");
    q.within_texts(wanted.keys().cloned().collect());
    let there: Vec<(i64, String)> = tx.build(&q).all().await?;
    let mut ids = BTreeSet::new();
    for (id, name) in there {
        wanted.remove(&name);
        ids.insert(id);
    }
    for (name, found) in wanted {
        let (facet,): (i64,) = tx
            .query(
                "insert into facet (kind, handle, label) values ($1, $2, $3)
                 on conflict (handle) do update set handle = excluded.handle returning id",
            )
            .bind(found.kind)
            .bind(found.facet)
            .bind(found.facet_label)
            .one()
            .await?;
        let (id,): (i64,) = tx
            .query(
                "insert into facet_value (facet, name, handle, label, position) values ($1, $2, $3, $4, $5)
                 on conflict (name) do update set name = excluded.name returning id",
            )
            .bind(facet)
            .bind(name)
            .bind(found.handle)
            .bind(found.label)
            .bind(found.position)
            .one()
            .await?;
        ids.insert(id);
    }
    Ok(ids)
}

/// Adds to the counts of these values on a shelf, in the order of their numbers.
async fn count(tx: &mut Tx, collection: i64, values: Vec<i64>, by: i64) -> Result<()> {
    if values.is_empty() {
        return Ok(());
    }
    let mut q = Build::new("insert into facet_count (collection, facet, value, products) select ");
    q.int(collection).push(", v.facet, v.id, ").int(by).push(" from facet_value v where v.id").within(values);
    q.push(
        " order by v.id on conflict (collection, value) do update set products = facet_count.products + excluded.products",
    );
    tx.build(&q).run().await?;
    Ok(())
}

/// Counts everything on a shelf anew: what stands on it changed as a whole.
pub async fn recount_shelf(tx: &mut Tx, collection: i64) -> Result<()> {
    tx.query("delete from facet_count where collection = $1").bind(collection).run().await?;
    tx.query(
        "insert into facet_count (collection, facet, value, products)
         select cp.collection, v.facet, v.id, count(*) from collection_product cp
         join product_facet pf on pf.product = cp.product join facet_value v on v.id = pf.value
         where cp.collection = $1 group by cp.collection, v.facet, v.id",
    )
    .bind(collection)
    .run()
    .await?;
    Ok(())
}

/// A maker goes by another name.
pub async fn rename_maker(tx: &mut Tx, handle: &str, name: &str) -> Result<()> {
    tx.query("update facet_value set label = $2 where name = $1 and label <> $2")
        .bind(format!("maker={handle}"))
        .bind(name.to_string())
        .run()
        .await?;
    Ok(())
}

/// Builds everything anew for the products whose number is above `after`, `most` at most; the last number, none at the
/// end. For a database that comes from a version without facets, and after a restore.
pub async fn rebuild(tx: &mut Tx, after: i64, most: i64) -> Result<Option<i64>> {
    if after == 0 {
        for sql in ["delete from facet_count", "delete from product_facet"] {
            tx.query(sql).run().await?;
        }
    }
    let products: Vec<(i64,)> =
        tx.query("select id from product where id > $1 order by id limit $2").bind(after).bind(most).all().await?;
    for (product,) in &products {
        refresh(tx, *product, None).await?;
    }
    Ok(products.last().map(|(id,)| *id))
}

/// The statement by which the doctor recounts: shelf and value, what stands, what should stand, as text.
pub const RECOUNT: &str = "select coalesce(c.shelf, r.shelf) || ' ' || coalesce(c.name, r.name), cast(coalesce(c.products, 0) as text), cast(coalesce(r.products, 0) as text)
    from (select cast(k.collection as text) as shelf, v.name, k.products from facet_count k join facet_value v on v.id = k.value) c
    full join (
        select '0' as shelf, v.name, count(*) as products from product_facet pf join facet_value v on v.id = pf.value group by v.name
        union all
        select cast(cp.collection as text), v.name, count(*) from product_facet pf join facet_value v on v.id = pf.value
        join collection_product cp on cp.product = pf.product group by cp.collection, v.name) r
    on r.shelf = c.shelf and r.name = c.name
    where coalesce(c.products, 0) <> coalesce(r.products, 0) order by 1";

/// The same for what a collection is sorted by.
pub const RESHELVE: &str = "select p.slug || ' in ' || c.slug, cp.title_key || ', ' || coalesce(cast(cp.list_price as text), 'none'),
        p.title_key || ', ' || coalesce(cast(p.list_price as text), 'none')
    from collection_product cp join product p on p.id = cp.product join collection c on c.id = cp.collection
    where cp.shown <> (p.status = 'active') or cp.title_key <> p.title_key or coalesce(cp.list_price, -1) <> coalesce(p.list_price, -1)
    order by p.id, c.id";

/// The same for what can be had of each product.
pub const RESTAND: &str = "select p.slug, coalesce((select max(v.handle) from product_facet pf join facet_value v on v.id = pf.value where pf.product = p.id and pf.value <= 3), 'none'),
        d.should
    from product p join (
        select a.id, case when a.status <> 'active' then 'none' when a.list_price is null then 'out'
            when exists (select 1 from variant v left join stock s on s.variant = v.id
                where v.product = a.id and v.archived_at is null and (not v.tracked or s.on_hand > s.reserved)) then 'now'
            when exists (select 1 from variant v left join stock s on s.variant = v.id
                where v.product = a.id and v.archived_at is null and (v.backorder_limit is null
                    or coalesce(s.on_hand - s.reserved, 0) + v.backorder_limit > 0)) then 'made'
            else 'out' end as should from product a) d on d.id = p.id
    where coalesce((select max(v.handle) from product_facet pf join facet_value v on v.id = pf.value where pf.product = p.id and pf.value <= 3), 'none') <> d.should
    order by p.id";

const _: () = assert!(STOCK == 1 && NOW == 1 && MADE == 2 && OUT == 3, "`value <= 3` means stock");
