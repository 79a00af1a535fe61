//! The axes and the variants of a form.
use super::{Faults, Ground, REASONS, same, too_long, whole};
use crate::catalogue::draft::{Backorder, Draft, Reshape, VariantDraft};
use crate::catalogue::editor::grid::{self, Axis};
use crate::catalogue::editor::store::Known;
use crate::catalogue::editor::{Fields, MOST_VARIANTS, barcode, keys, of};
use crate::values::{Currency, MOST_PRICE, MOST_UNITS, Money, fold};
use std::collections::{HashMap, HashSet};

/// Fills the axes and the variants of a draft.
pub fn rows(fields: &Fields, ground: &Ground<'_>, draft: &mut Draft, faults: &mut Faults) {
    let axes = grid::axes(fields);
    shape(fields, ground, &axes, draft, faults);
    let mut seen: HashMap<Vec<String>, String> = HashMap::new();
    let mut skus: HashMap<String, String> = HashMap::new();
    for key in keys(fields, "v") {
        let name = |column: &str| format!("v-{key}-{column}");
        let id = key.parse::<i64>().ok();
        let there = ground.known.and_then(|k| k.variants.iter().find(|v| Some(v.id) == id));
        match (of(fields, &name("state")), there) {
            ("gone", Some(v)) if v.ordered => {
                faults.push((name("state"), format!("{} was ordered: it can be archived, not deleted.", v.sku)));
            }
            ("gone", Some(v)) => {
                draft.gone.push(v.id);
                continue;
            }
            ("none" | "gone", None) => continue,
            _ => {}
        }
        let said = grid::options(fields, &axes, &key);
        if let Some(axis) = axes.iter().zip(&said).find(|(_, name)| name.is_empty()).map(|(axis, _)| axis) {
            faults.push((name("sku"), format!("This row has no value of {}.", axis.name)));
        }
        let options: Vec<String> =
            axes.iter().zip(&said).map(|(axis, name)| axis.text(name).unwrap_or_default().to_string()).collect();
        let folded: Vec<String> = options.iter().map(|o| fold(o)).collect();
        if seen.insert(folded, key.clone()).is_some() {
            let words = match options.is_empty() {
                true => "Two rows, and no option that tells them apart.".to_string(),
                false => format!("{} stands in two rows.", options.join(", ")),
            };
            faults.push((name("sku"), words));
        }
        let sku = of(fields, &name("sku"));
        if sku.is_empty() && there.is_some() {
            faults.push((name("sku"), "A variant keeps a SKU.".into()));
        }
        if !sku.is_empty() && skus.insert(fold(sku), key.clone()).is_some() {
            faults.push((name("sku"), format!("The SKU {sku} stands in two rows.")));
        }
        let on_hand = stock(fields, &name("move"), there.map(|v| v.on_hand), faults);
        draft.variants.push(VariantDraft {
            id: there.map(|v| v.id),
            sku: Some(sku.to_string()).filter(|sku| !sku.is_empty()),
            options,
            on_hand,
            ..row(fields, ground, &key, faults)
        });
    }
    if draft.variants.len() > MOST_VARIANTS {
        faults.push((
            "v".into(),
            format!("At most {MOST_VARIANTS} variants of one product; these are {}.", draft.variants.len()),
        ));
    }
    if draft.variants.is_empty() {
        faults.push(("v".into(), "A product needs one variant at least.".into()));
    }
}

/// The SKUs of a form, folded, each with its field.
pub fn skus(fields: &Fields) -> HashMap<String, String> {
    let rows = keys(fields, "v").into_iter().map(|key| format!("v-{key}-sku"));
    rows.filter(|name| !of(fields, name).is_empty()).map(|name| (fold(of(fields, &name)), name)).collect()
}

fn shape(fields: &Fields, ground: &Ground<'_>, axes: &[Axis], draft: &mut Draft, faults: &mut Faults) {
    let mut names = HashSet::new();
    for axis in axes {
        let field = format!("axis-{}-name", axis.key);
        too_long(fields, ground, &field, 60, faults);
        if !names.insert(fold(&axis.name)) {
            faults.push((field.clone(), format!("Two options are called {}.", axis.name)));
        }
        let mut values = HashSet::new();
        for (_, text) in &axis.values {
            if text.chars().count() > 100 {
                faults.push((
                    field.clone(),
                    format!("A value has 100 letters at most: {}…", text.chars().take(20).collect::<String>()),
                ));
            }
            if !values.insert(fold(text)) {
                faults.push((field.clone(), format!("{text} stands twice under {}.", axis.name)));
            }
        }
        if axis.values.is_empty() {
            faults.push((field, format!("{} has no value yet.", axis.name)));
        }
    }
    if axes.len() > 3 {
        faults.push((format!("axis-{}-name", axes[3].key), "A product has three options at most.".into()));
    }
    draft.axes =
        axes.iter().map(|a| (a.name.clone(), a.values.iter().map(|(_, text)| text.clone()).collect())).collect();
    if let Some(known) = ground.known {
        draft.reshape = reshaped(known, axes);
    }
}

/// What becomes of the axes that are there.
fn reshaped(known: &Known, axes: &[Axis]) -> Vec<Reshape> {
    let mut all = vec![];
    for (id, name) in &known.axes {
        let Some(axis) = axes.iter().find(|axis| axis.key == id.to_string()) else {
            all.push(Reshape::Drop { axis: *id });
            continue;
        };
        if axis.name != *name {
            all.push(Reshape::Axis { axis: *id, name: axis.name.clone() });
        }
        let wanted: Vec<(i64, &String)> =
            axis.values.iter().filter_map(|(name, text)| Some((name.parse().ok()?, text))).collect();
        let there: Vec<i64> =
            known.values.iter().filter(|v| v.0 == *id && wanted.iter().any(|(w, _)| *w == v.1)).map(|v| v.1).collect();
        let moved = !there.iter().eq(wanted.iter().map(|(id, _)| id));
        for (i, (value, text)) in wanted.into_iter().enumerate() {
            let Some((_, _, position, before)) = known.values.iter().find(|v| v.1 == value) else { continue };
            if moved || before != text {
                let position = if moved { i as i64 } else { *position };
                all.push(Reshape::Value { value, text: text.clone(), position });
            }
        }
    }
    all
}

/// What is on hand after a correction, `+5` or `-2`; none where there is none.
fn stock(fields: &Fields, field: &str, on_hand: Option<i64>, faults: &mut Faults) -> Option<i64> {
    let typed = of(fields, field);
    if typed.is_empty() {
        return None;
    }
    match (typed.parse::<i64>().ok().filter(|n| n.abs() <= 1_000_000), on_hand.unwrap_or(0)) {
        (Some(more), there) if there + more >= 0 => {
            let reason = of(fields, "stock_reason");
            if !reason.is_empty() && !REASONS.iter().any(|(word, _)| *word == reason) {
                faults.push((field.into(), "Choose why the stock changes.".into()));
            }
            Some(there + more)
        }
        (Some(_), there) => {
            faults.push((field.into(), format!("No more than the {there} on hand can go.")));
            None
        }
        (None, _) => {
            faults.push((field.into(), "Say how many more or fewer: 5 or -2.".into()));
            None
        }
    }
}

/// The columns of a row that judge themselves.
fn row(fields: &Fields, ground: &Ground<'_>, key: &str, faults: &mut Faults) -> VariantDraft {
    let name = |column: &str| format!("v-{key}-{column}");
    for (column, most) in [("sku", 64), ("note", 100), ("unit", 10)] {
        too_long(fields, ground, &name(column), most, faults);
    }
    if !same(fields, ground, &name("barcode"))
        && let Some(words) = barcode::fault(of(fields, &name("barcode")))
    {
        faults.push((name("barcode"), words));
    }
    let mut count = |column: &str, most: i64| match whole(of(fields, &name(column))).filter(|n| (0..=most).contains(n))
    {
        Some(n) => n,
        None => {
            faults.push((name(column), "A whole number, please.".into()));
            0
        }
    };
    let weight = count("weight", 10_000_000);
    let backorder = match of(fields, &name("backorder")) {
        "any" => Backorder::Unlimited,
        _ => Backorder::Limit(count("backorder", 1_000_000)),
    };
    let unit = of(fields, &name("unit"));
    let unit = match unit.is_empty() {
        true => None,
        false => {
            Some((unit.to_string(), count("unit_amount", MOST_UNITS).max(1), count("unit_base", MOST_UNITS).max(1)))
        }
    };
    let cost = amount(fields, &name("cost"), ground.currency, faults);
    let text = |column: &str| Some(of(fields, &name(column)).to_string());
    VariantDraft {
        note: text("note"),
        barcode: text("barcode"),
        weight_grams: Some(weight),
        ships: Some(!of(fields, &name("ships")).is_empty()),
        tracked: Some(!of(fields, &name("tracked")).is_empty()),
        backorder: Some(backorder),
        unit,
        cost,
        prices: prices(fields, key, faults),
        media: of(fields, &name("media")).parse().ok(),
        archived: Some(of(fields, &name("state")) == "archived"),
        ..VariantDraft::default()
    }
}

fn prices(fields: &Fields, key: &str, faults: &mut Faults) -> Vec<(Currency, i64, Option<i64>)> {
    let (now, before) = (format!("v-{key}-p-"), format!("v-{key}-q-"));
    let mut codes: Vec<&str> = fields.keys().filter_map(|n| n.strip_prefix(&now).or(n.strip_prefix(&before))).collect();
    codes.sort();
    codes.dedup();
    let mut all = vec![];
    for code in codes {
        let (field, compare) = (format!("{now}{code}"), format!("{before}{code}"));
        let Some(currency) = Currency::parse(code).filter(|c| c.code() == code) else {
            faults.push((field, format!("{code} is no currency.")));
            continue;
        };
        let price = amount(fields, &field, currency, faults);
        let compared = amount(fields, &compare, currency, faults);
        match price {
            Some(price) => all.push((currency, price, compared)),
            None if compared.is_some() && of(fields, &field).is_empty() => {
                faults.push((field, "A price before needs a price now.".into()));
            }
            None => {}
        }
    }
    all
}

/// An amount in minor units; none where nothing is said, or nothing that is one.
fn amount(fields: &Fields, field: &str, currency: Currency, faults: &mut Faults) -> Option<i64> {
    let typed = of(fields, field);
    if typed.is_empty() {
        return None;
    }
    let pointed = if typed.contains('.') { typed.to_string() } else { typed.replacen(',', ".", 1) };
    let money = Money::parse(&pointed, currency).filter(|m| (0..=MOST_PRICE).contains(&m.minor));
    if money.is_none() {
        let sample = Money::new(1_250, currency).plain();
        faults.push((field.into(), format!("Write an amount of {} like {sample}.", currency.code())));
    }
    money.map(|m| m.minor)
}
