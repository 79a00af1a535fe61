//! The demo shop: a kitchen and pantry shop of its own, with its pictures and a few orders that went their way.
//! `art/` draws the pictures (`node app/src/demo/art/draw.mjs`), `shelf/` says what is sold and by whom,
//! `talk/` what its people say.
pub mod orders;
pub mod shelf;
pub mod talk;
pub mod talking;

use crate::catalogue::collections::{self, Condition, Rule};
use crate::catalogue::draft::{AttributeDraft, Backorder, Draft, StepDraft, VariantDraft};
use crate::catalogue::put::put;
use crate::catalogue::store::people::{MakerDraft, put_collection, put_maker};
use crate::db::Db;
use crate::house::store::{Facts, open, put_page};
use crate::media::{store::keep, workshop::Workshop};
use crate::shipping::{self, Rate};
use crate::site::{Site, facts};
use crate::staff::{self, Role};
use crate::values::{Currency, Email, Moment};
use crate::viewer::{FreshMerchant, Merchant};
use anyhow::{Context, Result, bail};
use shelf::{COLLECTIONS, MAKERS, Product, SHOP, Text, Variant, products};
use std::collections::HashMap;

#[derive(rust_embed::Embed)]
#[folder = "src/demo/pictures"]
struct Drawings;

/// Fills an empty shop; says what it did. Nothing happens where the demo shop stands already, and a shop with products
/// of its own is refused. What was broken off is taken up again.
pub async fn seed(site: &Site, merchant: &Merchant, now: Moment) -> Result<String> {
    let db = &site.db;
    let before = facts(db).await?;
    if before.demo && orders::any(db).await? {
        return Ok(format!("{}: the demo shop stands already", before.name));
    }
    if !before.demo && crate::catalogue::store::list::any(db).await? {
        bail!("this shop has products of its own; the demo shop fills an empty one");
    }
    let pictures = pictures(site, now).await?;
    let count = fill(db, merchant, &pictures, now).await?;
    let placed = orders::place_all(site, merchant, now).await?;
    let topics = talking::speak(site, merchant, &pictures, now).await?;
    Ok(format!("{}: {count} products, {placed} orders, {topics} topics", SHOP.name))
}

/// The link by which somebody becomes the first merchant of the demo shop, once; none where a merchant was made or invited
/// before.
pub async fn first_merchant(site: &Site, by: &FreshMerchant, now: Moment) -> Result<Option<String>> {
    if !facts(&site.db).await?.demo || staff::store::any(&site.db, by).await? {
        return Ok(None);
    }
    let email = Email::parse(SHOP.email).context("the shop's address")?;
    let name = MAKERS.first().context("somebody at the counter")?.name;
    let word = staff::store::invite_by_word(&site.db, by, Role::Merchant, name, &email, now).await?;
    Ok(Some(format!("{}/links/{word}", site.public_url)))
}

/// The shop, its people and its goods, with pictures that are here already; the number of products.
pub(crate) async fn fill(db: &Db, merchant: &Merchant, pictures: &HashMap<String, i64>, now: Moment) -> Result<usize> {
    let mut tx = db.begin().await?;
    open(&mut tx, &the_shop(now)).await?;
    for (i, (slug, title, text)) in the_pages().into_iter().enumerate() {
        put_page(&mut tx, slug, title, &text.join("\n"), i as i64, now).await?;
    }
    for (i, rate) in the_rates().iter().enumerate() {
        shipping::store::put(&mut tx, rate, SHOP.currency, i as i64).await?;
    }
    for m in MAKERS {
        let draft = MakerDraft {
            handle: m.handle.into(),
            name: m.name.into(),
            craft: m.craft.into(),
            words: m.words.into(),
            story: m.story.into(),
            media: pictures.get(m.picture).copied(),
        };
        put_maker(&mut tx, draft).await?;
    }
    for (i, c) in COLLECTIONS.iter().enumerate() {
        put_collection(&mut tx, c.slug, c.title, c.lead, c.said_by, i as i64).await?;
    }
    // Last among the shelves stands one that fills itself.
    let (slug, lead) = ("small-gifts", "Under thirty euros, and here now.");
    put_collection(&mut tx, slug, "Small gifts", lead, "", COLLECTIONS.len() as i64).await?;
    if let Some((id, _)) = collections::store::named(&mut tx, slug).await?
        && let Some(head) = collections::store::head(&mut tx, id).await?
    {
        let price =
            Condition { field: "price".into(), op: "most".into(), value: "3000".into(), ..Condition::default() };
        let there = Condition { field: "stock".into(), op: "is".into(), ..Condition::default() };
        let new = collections::store::Head { by_rule: true, ..head.clone() };
        let rule = Rule { any: false, conditions: vec![price, there] };
        collections::store::write(&mut tx, &head, &new, &rule, now).await?;
    }
    // The newest stand first in the shop, so the shelf is filled from its end.
    let all: Vec<&Product> = products().collect();
    for p in all.iter().rev() {
        // What is reduced now was sold at its earlier price before: both are put, each at its time.
        if p.variants.iter().any(|v| v.compare_at.is_some()) {
            put(&mut tx, merchant, &draft(p, pictures, Priced::Before), "counted", now.plus(-60 * Moment::DAY)).await?;
        }
        put(&mut tx, merchant, &draft(p, pictures, Priced::Now), "counted", now.plus(-9 * Moment::DAY))
            .await
            .with_context(|| format!("{} cannot be put", p.slug))?;
    }
    tx.commit().await?;
    Ok(all.len())
}

/// What each drawing shows, by its name.
pub(crate) fn drawings() -> HashMap<&'static str, String> {
    let mut alts: HashMap<&str, String> = HashMap::new();
    for p in products() {
        alts.insert(p.picture, p.alt.into());
        for (_, drawing, alt) in p.faces {
            alts.entry(drawing).or_insert_with(|| alt.to_string());
        }
        for step in p.making {
            if let Some(scene) = step.picture {
                alts.entry(scene).or_insert_with(|| scene_alt(scene).into());
            }
        }
    }
    for m in MAKERS {
        alts.insert(m.picture, format!("{}, {}", m.name, m.craft));
    }
    alts
}

/// Every drawing made ready, its number by its name.
async fn pictures(site: &Site, now: Moment) -> Result<HashMap<String, i64>> {
    let bench = Workshop::with_benches(std::thread::available_parallelism().map_or(1, |n| n.get()));
    let mut kept = HashMap::new();
    let drawn = futures::future::join_all(drawings().into_iter().map(|(name, alt)| {
        let bench = bench.clone();
        async move {
            let file = Drawings::get(&format!("{name}.svg")).with_context(|| format!("there is no drawing {name}"))?;
            let made = bench.drawing(String::from_utf8_lossy(&file.data).into_owned()).await?;
            anyhow::Ok((name, alt, made))
        }
    }))
    .await;
    for drawing in drawn {
        let (name, alt, made) = drawing?;
        kept.insert(name.to_string(), keep(&site.db, &site.shelf, made, &alt, now).await?);
    }
    Ok(kept)
}

/// What a scene of the making shows.
fn scene_alt(scene: &str) -> &'static str {
    match scene {
        "pan-step1" => "A stack of round steel blanks, 26 chalked on the uppermost",
        "pan-step2" => "A steel disc hammered hollow over an ash stump",
        "pan-step3" => "A steel handle riveted to the rim of a pan",
        "pan-step4" => "A pan over a row of gas flames, smoke rising from the oil in it",
        "crocks-bench" => "Three raw clay crocks drying side by side",
        "spoons-bench" => "Three stages of the same spoon on their pegs, from blank to finished",
        "linen-bench" => "Linen on the cutting table with shears, chalk and a half-cut apron",
        "pantry-bench" => "Jars being filled through a funnel",
        _ => "",
    }
}

fn the_shop(now: Moment) -> Facts {
    Facts {
        name: SHOP.name.into(),
        tagline: SHOP.tagline.into(),
        purpose: SHOP.purpose.into(),
        street: SHOP.street.into(),
        city: format!("{} {}", SHOP.postcode, SHOP.city).trim().into(),
        email: SHOP.email.into(),
        phone: SHOP.phone.into(),
        hours: SHOP.hours.into(),
        country: SHOP.country.into(),
        currency: SHOP.currency.into(),
        lang: "en".into(),
        zone: "Europe/Amsterdam".into(),
        // The example of the IBAN registry: nobody's account.
        iban: "NL91ABNA0417164300".into(),
        bic: "ABNANL2A".into(),
        prices_include_tax: true,
        transfer_days: 7,
        demo: true,
        catalogue_version: 0,
        opened_at: Some(now),
        away: String::new(),
        vat_id: String::new(),
    }
}

fn the_pages() -> [(&'static str, &'static str, Text); 5] {
    [
        ("about", "About us", SHOP.about),
        ("shipping", "Shipping", SHOP.shipping),
        ("returns", "Returns", SHOP.returns),
        ("privacy", "Privacy", SHOP.privacy),
        ("imprint", "Imprint", SHOP.imprint),
    ]
}

/// What the page on shipping says, as rates.
fn the_rates() -> Vec<Rate> {
    let rate = |country: &str, method: &str, title: &str, amount, free_from, days: (i64, i64)| Rate {
        country: country.into(),
        method: method.into(),
        title: title.into(),
        amount,
        free_from,
        days_least: days.0,
        days_most: days.1,
        ships: method == "parcel",
    };
    let parcel = |country, amount, free, days| rate(country, "parcel", "Parcel post", amount, free, days);
    let mut all = vec![
        parcel("NL", 490, Some(7_500), (1, 2)),
        rate("NL", "pickup", "Collect it at the counter", 0, None, (1, 1)),
    ];
    all.extend(["BE", "DE", "LU"].map(|c| parcel(c, 890, Some(12_000), (2, 4))));
    all.extend(["AT", "DK", "ES", "FR", "IE", "IT", "PL", "SE"].map(|c| parcel(c, 1_490, None, (3, 6))));
    all
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Priced {
    Before,
    Now,
}

fn draft(p: &Product, pictures: &HashMap<String, i64>, priced: Priced) -> Draft {
    let collection = |slug: &&str| {
        let title = COLLECTIONS.iter().find(|c| c.slug == *slug).map_or(*slug, |c| c.title);
        (slug.to_string(), title.to_string())
    };
    let mut media: Vec<i64> = vec![];
    let scenes = p.making.iter().filter_map(|s| s.picture);
    for name in std::iter::once(p.picture).chain(p.faces.iter().map(|(_, name, _)| *name)).chain(scenes) {
        media.extend(pictures.get(name).filter(|id| !media.contains(id)));
    }
    Draft {
        slug: p.slug.into(),
        title: Some(p.name.into()),
        maker: Some(p.maker.into()),
        words: Some(p.words.into()),
        purpose: Some(p.purpose.into()),
        vendor: Some(SHOP.name.into()),
        tax_class: Some(p.tax.into()),
        status: Some("active".into()),
        personal_label: p.personal.map(str::to_string),
        seo_title: Some(p.seo_title.into()),
        seo_description: Some(p.seo_description.into()),
        axes: p
            .options
            .iter()
            .map(|(name, values)| (name.to_string(), values.iter().map(|v| v.to_string()).collect()))
            .collect(),
        variants: p.variants.iter().map(|v| variant(p, v, pictures, priced)).collect(),
        attributes: Some(
            p.attributes
                .iter()
                .map(|a| AttributeDraft {
                    handle: a.key.into(),
                    label: a.label.into(),
                    kind: if a.number.is_some() { "number" } else { "text" }.into(),
                    unit: a.unit.into(),
                    value: a.value.into(),
                    milli: a.number,
                    means: a.means.into(),
                    matters: a.matters.into(),
                })
                .collect(),
        ),
        steps: Some(
            p.making
                .iter()
                .map(|s| StepDraft {
                    title: s.title.into(),
                    minutes: i64::from(s.minutes),
                    words: s.words.into(),
                    media: s.picture.and_then(|name| pictures.get(name).copied()),
                    picture: None,
                })
                .collect(),
        ),
        media: Some(media),
        collections: Some(p.collections.iter().map(collection).collect()),
        ..Draft::default()
    }
}

fn variant(p: &Product, v: &Variant, pictures: &HashMap<String, i64>, priced: Priced) -> VariantDraft {
    let face = p.faces.iter().find(|(value, ..)| v.options.contains(value)).map(|(_, name, _)| *name);
    let price = match (priced, v.compare_at) {
        (Priced::Before, Some(before)) => (Currency::EUR, before, None),
        (Priced::Before, None) => (Currency::EUR, v.price, None),
        (Priced::Now, before) => (Currency::EUR, v.price, before),
    };
    VariantDraft {
        sku: Some(v.sku.into()),
        options: v.options.iter().map(|o| o.to_string()).collect(),
        note: Some(v.note.into()),
        barcode: Some(v.barcode.into()),
        weight_grams: Some(v.grams),
        ships: Some(p.ships),
        tracked: Some(true),
        backorder: Some(Backorder::Limit(v.backorder)),
        unit: v.unit.map(|(unit, amount, base)| (unit.to_string(), amount, base)),
        prices: vec![price],
        on_hand: Some(v.stock),
        media: face.and_then(|name| pictures.get(name).copied()),
        ..VariantDraft::default()
    }
}
