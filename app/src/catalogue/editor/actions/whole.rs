//! What is done with a product as a whole: it is copied, or taken off the shelf.
use super::super::store::{self, Beside};
use super::super::wish::{Ground, wish};
use super::super::{copy, fields, keys, of, set};
use super::seen;
use crate::audit::{self, Act};
use crate::catalogue::draft::Draft;
use crate::catalogue::put::{PutFault, put};
use crate::problem::{Problem, ours};
use crate::shell::Instead;
use crate::site::Visit;
use crate::viewer::Merchant;

fn broken(fault: PutFault) -> Problem {
    match fault {
        PutFault::Database(error) => error.into(),
        fault => ours(&fault),
    }
}

/// Takes a product off the shelf: it stays readable where it was ordered and talked about.
pub async fn withdraw(visit: &Visit, by: &Merchant, id: i64) -> Result<Instead, Instead> {
    let mut tx = visit.db().begin().await?;
    store::hold(&mut tx, id).await?;
    let known = store::known(&mut tx, id).await?.ok_or(Instead::Missing)?;
    if known.head.status == "withdrawn" {
        return Ok(seen(Some(id), "over"));
    }
    let draft = Draft { slug: known.head.slug, status: Some("withdrawn".into()), ..Draft::default() };
    put(&mut tx, by, &draft, "counted", visit.now).await.map_err(broken)?;
    let act = Act {
        actor: by.actor(),
        act: "product.withdrawn",
        subject: ("product", id),
        before: &known.head.status,
        after: "withdrawn",
        from: &visit.network,
    };
    audit::append(&mut tx, act, visit.now).await?;
    tx.commit().await?;
    Ok(seen(Some(id), "withdrawn"))
}

/// Makes a draft like this product, under another address and with other SKUs, of which nothing is there.
pub async fn duplicate(visit: &Visit, by: &Merchant, id: i64) -> Result<Instead, Instead> {
    let currency = visit.facts().await?.currency();
    let mut tx = visit.db().begin().await?;
    let known = store::known(&mut tx, id).await?.ok_or(Instead::Missing)?;
    let wanted = format!("{}-copy", known.head.slug.chars().take(180).collect::<String>().trim_end_matches('-'));
    let slug = store::free_slug(&mut tx, &wanted).await?.ok_or(Problem::Gone)?;
    let mut copied = copy::copied(&fields::fields(&known, currency), &slug);
    for key in keys(&copied, "v") {
        let name = format!("v-{key}-sku");
        let sku = store::free_sku(&mut tx, of(&copied, &name)).await?;
        set(&mut copied, name, sku);
    }
    let beside: Beside = store::beside(&mut tx).await?;
    let ground = Ground { known: None, before: &copied, beside: &beside, currency };
    let (draft, faults) = wish(&copied, &ground);
    if let Some((field, words)) = faults.first() {
        return Err(ours(&format!("a copy of product {id} cannot be made: {field}: {words}")).into());
    }
    let made = put(&mut tx, by, &draft, "counted", visit.now).await.map_err(broken)?;
    let act = Act {
        actor: by.actor(),
        act: "product.copied",
        subject: ("product", made.product),
        before: &known.head.slug,
        after: slug.as_str(),
        from: &visit.network,
    };
    audit::append(&mut tx, act, visit.now).await?;
    tx.commit().await?;
    Ok(seen(Some(made.product), "copied"))
}
