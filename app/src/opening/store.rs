//! What stands of a shop before it opens, and the moment it does.
use super::{State, custom, parcel, returns_draft, sentence};
use crate::audit::{self, Act};
use crate::catalogue::draft::Draft;
use crate::catalogue::put::{PutFault, put};
use crate::db::{Db, Reads, Result};
use crate::hosts::store::{self as hosts, PageDraft};
use crate::house::store::{Facts, newer, open as write, put_page};
use crate::problem::Problem;
use crate::settings::shop::differences;
use crate::shipping::{Rate, store as shipping};
use crate::staff::{Role, store as staff};
use crate::values::Moment;
use crate::viewer::{FreshMerchant, Merchant};

/// What stands of the shop.
pub async fn state(mut from: impl Reads) -> Result<State> {
    from.query(
        "select (s.name <> '' and s.name <> 'Open Kitchen') as named, (s.purpose <> '') as purpose, (s.hours <> '') as hours,
            (s.email <> '') as contact, (s.opened_at is not null) as open,
            exists (select 1 from host h join person p on p.id = h.person where h.listed = true and p.erased_at is null) as host,
            exists (select 1 from page where slug = 'returns' and body <> '') as returns,
            exists (select 1 from shipping_rate r where r.currency = s.currency) as shipping,
            exists (select 1 from product p join variant v on v.product = p.id and v.archived_at is null
                join price a on a.variant = v.id and a.currency = s.currency where p.status = 'active') as product
         from shop s where s.id = 1",
    )
    .one()
    .await
}
/// Who is a host today, and who is invited to be one.
pub async fn hosts_of(db: &Db, _: &Merchant, now: Moment) -> Result<(Vec<String>, Vec<String>)> {
    let here = hosts::listed(db).await?.into_iter().map(|h| h.name).collect();
    let invited: Vec<(String,)> = db
        .query(
            "select name from invitation where role = 'host' and accepted_at is null and withdrawn_at is null and expires_at > $1
             order by id limit 20",
        )
        .bind(now)
        .all()
        .await?;
    Ok((here, invited.into_iter().map(|(name,)| name).collect()))
}
/// The products that are for sale: address and title, the newest first.
pub async fn products(db: &Db, _: &Merchant) -> Result<Vec<(String, String)>> {
    db.query("select slug, title from product where status = 'active' order by id desc limit 5").all().await
}

/// Keeps who the shop is, and what its country suggests where nothing is said yet: a parcel and a return policy.
pub async fn keep_shop(db: &Db, by: &Merchant, old: &Facts, new: &Facts, from: &str, now: Moment) -> Result<()> {
    let (before, after) = differences(old, new);
    let mut tx = db.begin().await?;
    write(&mut tx, new).await?;
    let there = state(&mut tx).await?;
    if !there.returns {
        put_page(&mut tx, "returns", "Returns", &returns_draft(&new.name, &new.email), 0, now).await?;
    }
    if let Some(amount) = parcel(&new.currency).filter(|_| !there.shipping) {
        let rate = Rate {
            country: new.country.clone(),
            method: "parcel".into(),
            title: "Parcel post".into(),
            amount,
            free_from: None,
            days_least: 1,
            days_most: 3,
            ships: true,
        };
        shipping::put(&mut tx, &rate, &new.currency, 0).await?;
    }
    if before != after {
        let (act, subject) = ("shop.described", ("shop", 1));
        audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &before, after: &after, from }, now)
            .await?;
    }
    tx.commit().await
}
/// The currency and what goes with it, as a country suggests them to a shop that has sold nothing.
pub fn suggested(new: Facts, currency: &str) -> std::result::Result<Facts, Problem> {
    let custom = custom(&new.country);
    let wanted = if currency.is_empty() { custom.map_or("", |c| c.currency) } else { currency };
    let Some(currency) = crate::values::Currency::parse(wanted) else {
        let words = if currency.is_empty() {
            "Which one? Three letters, like EUR."
        } else {
            "The three letters of a currency, like EUR."
        };
        return Err(Problem::Fields(vec![("currency", words.into())]));
    };
    Ok(Facts {
        currency: currency.code().into(),
        zone: custom.map_or(new.zone.clone(), |c| c.zone.into()),
        prices_include_tax: custom.is_none_or(|c| c.prices_include_tax),
        ..new
    })
}

/// Makes the merchant who asks the first host, under this address and with these words.
pub async fn be_host(
    db: &Db,
    by: &FreshMerchant,
    (handle, page): (&str, &PageDraft),
    from: &str,
    now: Moment,
) -> std::result::Result<(), Problem> {
    let person = by.actor().person().ok_or(Problem::NotYours)?;
    if !staff::grant(db, by, person, Role::Host, from, now).await? {
        return Err(Problem::Gone);
    }
    let mut tx = db.begin().await?;
    hosts::open(&mut tx, person, handle, page, &[], now).await?;
    let (act, subject) = ("host.described", ("person", person));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: "", after: "", from }, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts the first product on the shelf, through the catalogue's one writer. An address that is taken gets a number.
pub async fn put_product(
    db: &Db,
    by: &Merchant,
    mut draft: Draft,
    from: &str,
    now: Moment,
) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    let base = draft.slug.clone();
    for n in 2.. {
        let taken: Option<(i64,)> =
            tx.query("select id from product where slug = $1").bind(draft.slug.clone()).maybe().await?;
        if taken.is_none() || n > 99 {
            break;
        }
        draft.slug = format!("{base}-{n}");
    }
    let title = draft.title.clone().unwrap_or_default();
    let done = put(&mut tx, by, &draft, "counted", now).await.map_err(|fault| match fault {
        PutFault::Database(error) => error.into(),
        other => Problem::Fields(vec![("title", format!("It cannot be put on the shelf: {other}."))]),
    })?;
    let (act, subject) = ("product.first", ("product", done.product));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: "", after: &title, from }, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Opens a shop that was never open and has something to sell, whatever else it lacks: whoever fills it at the command line
/// runs the machine. True when it opened now.
pub async fn let_in(db: &Db, by: &Merchant, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let opened = tx
        .query(
            "update shop set opened_at = $1 where id = 1 and opened_at is null and away = ''
                and exists (select 1 from product where status = 'active')",
        )
        .bind(now)
        .run()
        .await?
        == 1;
    if opened {
        let (act, subject) = ("shop.opened", ("shop", 1));
        audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: "closed", after: "open", from: "" }, now)
            .await?;
    }
    tx.commit().await?;
    Ok(opened)
}

/// Opens the shop; refused, with what it lacks, where something is missing. One that is open stays so.
pub async fn open(db: &Db, by: &Merchant, from: &str, now: Moment) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    newer(&mut tx).await?;
    let there = state(&mut tx).await?;
    let missing = there.missing();
    if !missing.is_empty() {
        return Err(Problem::Fields(missing.iter().take(1).map(|(part, _)| (*part, sentence(&missing))).collect()));
    }
    if there.open {
        return Ok(());
    }
    tx.query("update shop set opened_at = $1, away = '' where id = 1").bind(now).run().await?;
    let (act, subject) = ("shop.opened", ("shop", 1));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: "closed", after: "open", from }, now).await?;
    tx.commit().await?;
    Ok(())
}
