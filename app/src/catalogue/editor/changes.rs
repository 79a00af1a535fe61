//! What a save changes, in short words: for the audit, and beside a clash.
use super::store::Known;
use super::{Fields, grid, of};
use std::collections::BTreeSet;

/// The most letters of one value, and of a whole entry, in the audit.
const VALUE: usize = 60;
const ENTRY: usize = 900;

/// Fields that say where something stands, or nothing of their own.
fn is_told(name: &str) -> bool {
    !name.ends_with("-at") && !name.contains("-at-") && !name.contains("-o-")
}

/// What was and what is, field by field: `Name: Pan; Price EUR of P-20: 20.00`. Both empty where nothing differs.
pub fn told(before: &Fields, after: &Fields, known: Option<&Known>) -> (String, String) {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    // Why stock changes is no change by itself, the ledger keeps it; nor is the kind of a row in which nobody wrote.
    let idle = |n: &str| {
        let row = n.strip_suffix("kind").filter(|row| row.starts_with("a-n"));
        n == "stock_reason" || row.is_some_and(|row| of(after, &format!("{row}label")).is_empty())
    };
    let differs = |n: &&String| !idle(n.as_str()) && of(before, n) != of(after, n);
    let changed: Vec<&String> = names.into_iter().filter(differs).collect();
    let mut said: Vec<&String> = changed.iter().copied().filter(|n| is_told(n)).collect();
    if said.is_empty() {
        said = changed;
    }
    let side = |fields: &Fields| {
        let mut all: Vec<String> = vec![];
        for name in &said {
            all.push(format!("{}: {}", label(name, after, before, known), short(of(fields, name))));
        }
        cut(&all.join("; "), ENTRY)
    };
    if said.is_empty() { (String::new(), String::new()) } else { (side(before), side(after)) }
}
fn short(text: &str) -> String {
    match text {
        "" => "nothing".into(),
        text => cut(&text.replace('\n', " "), VALUE),
    }
}
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into(),
    }
}

/// What a field is called, for a person.
pub fn label(name: &str, fields: &Fields, other: &Fields, known: Option<&Known>) -> String {
    let mut parts = name.splitn(3, '-');
    let (list, key, column) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let either = |name: &str| match of(fields, name) {
        "" => of(other, name).to_string(),
        text => text.to_string(),
    };
    match list {
        "v" => format!("{} of {}", variant_column(column), variant(key, fields, other)),
        "axis" => {
            let axis = either(&format!("axis-{key}-name"));
            match column {
                "name" => format!("Name of the option {axis}"),
                "drop" => format!("Option {axis} taken away"),
                _ => format!("Values of {axis}"),
            }
        }
        "m" => format!("{} {key}", if column == "alt" { "What picture shows," } else { "Picture" }),
        "s" => {
            let title = either(&format!("s-{key}-title"));
            let n = key.trim_start_matches('n').parse::<i64>().unwrap_or(0) + 1;
            let of = if title.is_empty() { format!("step {n}") } else { format!("step {n}, {title}") };
            let column = match column {
                "title" => "Name",
                "minutes" => "Minutes",
                "media" => "Picture",
                "at" => "Place",
                _ => "Words",
            };
            format!("{column} of {of}")
        }
        "a" => {
            let there = known.and_then(|k| k.numbers.iter().find(|a| a.id.to_string() == key));
            let of = there.map_or_else(|| either(&format!("a-{key}-label")), |a| a.label.clone());
            let column = match column {
                "value" => "Value",
                "means" => "Meaning",
                "matters" => "When it matters,",
                "at" => "Place",
                "off" => "Taken away,",
                _ => "Specification",
            };
            format!("{column} of {}", if of.is_empty() { format!("specification {key}") } else { of })
        }
        "c" => format!("Collection {key}"),
        _ => detail(name).into(),
    }
}

fn variant(key: &str, fields: &Fields, other: &Fields) -> String {
    let sku = [fields, other].into_iter().map(|f| of(f, &format!("v-{key}-sku"))).find(|sku| !sku.is_empty());
    let axes = grid::axes(fields);
    let options: Vec<String> = grid::options(fields, &axes, key)
        .iter()
        .zip(&axes)
        .filter_map(|(name, axis)| axis.text(name).map(String::from))
        .collect();
    match (sku, options.is_empty()) {
        (Some(sku), _) => sku.into(),
        (None, false) => options.join(", "),
        (None, true) => "the variant".into(),
    }
}
fn variant_column(column: &str) -> String {
    match column.split_once('-') {
        Some(("p", code)) => return format!("Price {code}"),
        Some(("q", code)) => return format!("Price before {code}"),
        Some(("o", _)) => return "Option".into(),
        _ => {}
    }
    match column {
        "sku" => "SKU",
        "barcode" => "Barcode",
        "weight" => "Weight in grams",
        "backorder" => "Made to order up to",
        "ships" => "Is sent",
        "tracked" => "Is counted",
        "note" => "Note",
        "cost" => "Cost",
        "unit" => "Unit",
        "unit_amount" => "Amount in units",
        "unit_base" => "Base amount",
        "media" => "Picture",
        "state" => "State",
        "move" => "Stock",
        _ => "The row",
    }
    .into()
}
fn detail(name: &str) -> &'static str {
    match name {
        "title" => "Name",
        "words" => "The maker's sentence",
        "purpose" => "What it is for",
        "description" => "Description",
        "maker" => "Maker",
        "vendor" => "Vendor",
        "kind" => "Kind",
        "tags" => "Tags",
        "tax_class" => "Tax",
        "sensitive" => "Sensitive",
        "personal_label" => "The buyer's own text",
        "seo_title" => "Title for search engines",
        "seo_description" => "Description for search engines",
        "slug" => "Address",
        "stock_reason" => "Why the stock changed",
        _ => "Status",
    }
}

#[cfg(test)]
mod tests {
    use super::super::set;
    use super::*;

    #[test]
    fn a_change_is_told_field_by_field() {
        let mut before = Fields::new();
        set(&mut before, "title", "Pan");
        set(&mut before, "v-12-sku", "P-20");
        set(&mut before, "v-12-p-EUR", "20.00");
        let mut after = before.clone();
        set(&mut after, "stock_reason", "counted");
        set(&mut after, "a-n0-kind", "text");
        assert_eq!(told(&before, &after, None), (String::new(), String::new()), "what a form says by itself");
        set(&mut after, "title", "Good pan");
        set(&mut after, "v-12-p-EUR", "22.00");
        set(&mut after, "words", "x".repeat(100));
        let (was, is) = told(&before, &after, None);
        assert_eq!(was, "Name: Pan; Price EUR of P-20: 20.00; The maker's sentence: nothing");
        assert_eq!(is, format!("Name: Good pan; Price EUR of P-20: 22.00; The maker's sentence: {}…", "x".repeat(60)));
    }
}
