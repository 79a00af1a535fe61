//! A product as rows: a row a variant, a picture beside each, further pictures below.
use super::pictures::{Picture, address, pictures};
use super::sheet::{Row, Sheet};
use super::store::{Axis, Goods, Product, Variant};
use crate::import::cells;
use crate::import::own::{PREFIX, list_cell, tags_cell};
use crate::import::said::MOST_OPTIONS;
use crate::values::{Currency, Money, fold};
use anyhow::{Result, bail};
use std::collections::HashSet;

/// The rows of one product.
pub fn rows(sheet: &Sheet, goods: &Goods, shop: Currency, public_url: &str) -> Result<Vec<Vec<String>>> {
    if goods.axes.len() > MOST_OPTIONS {
        bail!("{} has more than {MOST_OPTIONS} options: no product file holds them", goods.product.slug);
    }
    let pictures = pictures(goods, public_url);
    let mut all = vec![];
    for i in 0..goods.variants.len().max(pictures.len()).max(1) {
        let mut row = sheet.row();
        row.plain("URL handle", goods.product.slug.as_str());
        if i == 0 {
            product(&mut row, sheet, goods, &pictures);
        }
        if let Some(v) = goods.variants.get(i) {
            variant(&mut row, sheet, v, goods, shop, &pictures);
        }
        if let Some(p) = pictures.get(i) {
            picture(&mut row, p);
        }
        all.push(row.done());
    }
    Ok(all)
}

fn product(row: &mut Row, sheet: &Sheet, goods: &Goods, pictures: &[Picture]) {
    let p = &goods.product;
    row.text("Title", &p.title);
    row.text("Description", &p.description);
    row.text("Vendor", &p.vendor);
    row.text("Type", &p.kind);
    tags(row, &goods.tags);
    row.truth("Published on online store", p.status == "active");
    row.plain("Status", if p.status == "withdrawn" { "archived" } else { &p.status });
    row.truth("Gift card", p.gift_card);
    row.text("SEO title", &p.seo_title);
    row.text("SEO description", &p.seo_description);
    row.fields(&p.foreign_fields, &sheet.product_fields, "other product fields");
    maker(row, p);
    row.own("words", &p.words);
    row.own("purpose", &p.purpose);
    row.own("personal label", p.personal_label.as_deref().unwrap_or_default());
    row.truth(&format!("{PREFIX}sensitive"), p.sensitive);
    row.own("tax class", &p.tax_class);
    let line = |(slug, title): &(String, String)| {
        format!("{slug}: {}", title.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    row.own("collections", &goods.collections.iter().map(line).collect::<Vec<_>>().join("\n"));
    for (i, axis) in goods.axes.iter().enumerate() {
        row.text(&format!("Option{} name", i + 1), &axis.name);
        if !in_order(axis, &goods.variants) {
            row.own(&format!("option{} values", i + 1), &list_cell(&axis.values));
        }
    }
    if goods.axes.is_empty() {
        row.plain("Option1 name", "Title");
    }
    for (i, a) in goods.attributes.iter().enumerate() {
        let name = |part: &str| format!("attribute {} {part}", i + 1);
        row.own(&name("handle"), &a.handle);
        row.own(&name("label"), &a.label);
        row.own(&name("kind"), &a.kind);
        row.own(&name("unit"), &a.unit);
        row.own(&name("value"), &a.value);
        if let Some(milli) = a.milli {
            row.plain(&format!("{PREFIX}{}", name("number")), thousandths(milli));
        }
        row.own(&name("means"), &a.means);
        row.own(&name("matters"), &a.matters);
    }
    for (i, s) in goods.steps.iter().enumerate() {
        let name = |part: &str| format!("step {} {part}", i + 1);
        row.own(&name("title"), &s.title);
        row.plain(&format!("{PREFIX}{}", name("minutes")), s.minutes.to_string());
        row.own(&name("words"), &s.words);
        row.own(&name("picture"), address(pictures, s.media, s.remote_picture).unwrap_or_default());
    }
}

fn maker(row: &mut Row, p: &Product) {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    row.own("maker", &said(&p.maker));
    row.own("maker name", &said(&p.maker_name));
    row.own("maker craft", &said(&p.maker_craft));
    row.own("maker words", &said(&p.maker_words));
    row.own("maker story", &said(&p.maker_story));
}

fn tags(row: &mut Row, tags: &[String]) {
    let cell = tags_cell(tags);
    row.text("Tags", &cell);
    if cells::tags(&cell) != tags {
        row.own("tags", &list_cell(tags));
    }
}

fn variant(row: &mut Row, sheet: &Sheet, v: &Variant, goods: &Goods, shop: Currency, pictures: &[Picture]) {
    row.text("SKU", &v.sku);
    row.text("Barcode", &v.barcode);
    for (i, axis) in goods.axes.iter().enumerate() {
        row.text(&format!("Option{} value", i + 1), v.options.get(&axis.id).map_or("", String::as_str));
    }
    if goods.axes.is_empty() {
        row.plain("Option1 value", "Default Title");
    }
    row.plain(&format!("{PREFIX}currency"), shop.code());
    for (currency, amount, compare_at) in &v.prices {
        let (price, before) = match *currency == shop {
            true => ("Price".to_string(), "Compare-at price".to_string()),
            false => (format!("{PREFIX}price {currency}"), format!("{PREFIX}compare-at price {currency}")),
        };
        row.plain(&price, Money::new(*amount, *currency).plain());
        if let Some(compare_at) = compare_at {
            row.plain(&before, Money::new(*compare_at, *currency).plain());
        }
    }
    if let Some(cost) = v.cost {
        row.plain("Cost per item", Money::new(cost, shop).plain());
    }
    row.truth("Charge tax", goods.product.tax_class != "zero");
    measure(row, v);
    row.plain("Inventory tracker", if v.tracked { "shopify" } else { "" });
    row.plain("Inventory quantity", v.on_hand.map(|n| n.to_string()).unwrap_or_default());
    row.plain("Continue selling when out of stock", if v.backorder_limit.is_none() { "continue" } else { "deny" });
    if let Some(limit @ 1..) = v.backorder_limit {
        row.plain(&format!("{PREFIX}backorder limit"), limit.to_string());
    }
    row.plain("Weight value (grams)", v.weight_grams.to_string());
    row.truth("Requires shipping", v.ships);
    row.text("Variant image URL", address(pictures, v.media, v.remote_picture).unwrap_or_default());
    row.fields(&v.foreign_fields, &sheet.variant_fields, "other variant fields");
    row.own("variant note", &v.note);
    if v.archived {
        row.truth(&format!("{PREFIX}variant archived"), true);
    }
}

/// What the variant holds, and of how many the base price is said: in Shopify's columns where it has the unit.
fn measure(row: &mut Row, v: &Variant) {
    let (Some(unit), Some(amount), Some(base)) = (&v.unit, v.unit_amount, v.unit_base) else { return };
    let (name, (total, of)) = match unit.as_str() {
        "m²" => ("m2", (amount.to_string(), base.to_string())),
        "piece" => ("item", (amount.to_string(), base.to_string())),
        unit => (unit, (amount.to_string(), base.to_string())),
    };
    if cells::measure((&total, name), (&of, name), false) == Ok((unit.clone(), amount, base)) {
        row.plain("Unit price total measure", total);
        row.plain("Unit price total measure unit", name);
        row.plain("Unit price base measure", of);
        row.plain("Unit price base measure unit", name);
    } else {
        row.own("unit", &format!("{amount}/{base} {unit}"));
    }
}

fn picture(row: &mut Row, p: &Picture) {
    row.text("Product image URL", &p.url);
    row.plain("Image position", (p.position + 1).to_string());
    row.text("Image alt text", &p.alt);
    if p.alt.is_empty() {
        row.truth(&format!("{PREFIX}picture decorative"), true);
    }
}

/// Whether the variants bring the values of an axis in their order, and all of them.
fn in_order(axis: &Axis, variants: &[Variant]) -> bool {
    let mut seen = HashSet::new();
    let brought = variants.iter().filter_map(|v| v.options.get(&axis.id)).filter(|value| seen.insert(fold(value)));
    brought.eq(axis.values.iter())
}

/// Thousandths as a decimal number: 1460 is `1.46`.
fn thousandths(milli: i64) -> String {
    let sign = if milli < 0 { "-" } else { "" };
    let (whole, part) = (milli.unsigned_abs() / 1000, milli.unsigned_abs() % 1000);
    match part {
        0 => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part:03}").trim_end_matches('0').to_string(),
    }
}
