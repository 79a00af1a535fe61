//! Our own columns, which an export writes behind Shopify's: what Shopify has no word for.
use super::cells;
use super::remark::What;
use super::said::{MOST_OPTIONS, Maker, Reading};
use super::table::Table;
use crate::catalogue::draft::{AttributeDraft, Backorder, StepDraft};
use crate::values::{Currency, MOST_UNITS, Slug, fold};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// With this every column of ours begins.
pub const PREFIX: &str = "Open Kitchen ";
/// The columns of an attribute behind `Open Kitchen attribute 1 `, of a step behind `Open Kitchen step 1 `.
pub const ATTRIBUTE: [&str; 8] = ["handle", "label", "kind", "unit", "value", "number", "means", "matters"];
pub const STEP: [&str; 4] = ["title", "minutes", "words", "picture"];
/// Before the name of a field we do not model, where it cannot stand as a column of that name.
pub const PRODUCT_FIELD: &str = "product field: ";
pub const VARIANT_FIELD: &str = "variant field: ";

type Column = Option<usize>;

/// Where each column of ours stands in a file.
#[derive(Default)]
pub struct Own {
    /// Every column of ours.
    pub all: Vec<usize>,
    pub tags: Column,
    maker: [Column; 5],
    words: Column,
    purpose: Column,
    personal_label: Column,
    sensitive: Column,
    tax_class: Column,
    collections: Column,
    values: [Column; MOST_OPTIONS],
    decorative: Column,
    note: Column,
    archived: Column,
    backorder: Column,
    unit: Column,
    pub currency: Column,
    prices: Vec<(Currency, Column, Column)>,
    attributes: Vec<[Column; 8]>,
    steps: Vec<[Column; 4]>,
    product_fields: Vec<(usize, String)>,
    variant_fields: Vec<(usize, String)>,
    other: [Column; 2],
}

impl Own {
    pub fn of(table: &Table) -> Own {
        let ours = |name: &str| {
            let begins = name.get(..PREFIX.len())?;
            begins.eq_ignore_ascii_case(PREFIX).then(|| name[PREFIX.len()..].to_string())
        };
        let names: Vec<(usize, String)> =
            table.header.iter().enumerate().filter_map(|(at, name)| Some((at, ours(name)?))).collect();
        let one = |name: &str| table.column(&[&fold(&format!("{PREFIX}{name}"))]);
        let after = |start: &str| -> Vec<(usize, String)> {
            names.iter().filter_map(|(at, name)| Some((*at, name.strip_prefix(start)?.to_string()))).collect()
        };
        let numbers = |kind: &str| -> BTreeSet<usize> {
            after(kind).iter().filter_map(|(_, rest)| rest.split(' ').next()?.parse().ok()).collect()
        };
        let group = |kind: &str, n: usize, part: &str| one(&format!("{kind} {n} {part}"));
        Own {
            all: names.iter().map(|(at, _)| *at).collect(),
            tags: one("tags"),
            maker: ["maker", "maker name", "maker craft", "maker words", "maker story"].map(one),
            words: one("words"),
            purpose: one("purpose"),
            personal_label: one("personal label"),
            sensitive: one("sensitive"),
            tax_class: one("tax class"),
            collections: one("collections"),
            values: std::array::from_fn(|i| one(&format!("option{} values", i + 1))),
            decorative: one("picture decorative"),
            note: one("variant note"),
            archived: one("variant archived"),
            backorder: one("backorder limit"),
            unit: one("unit"),
            currency: one("currency"),
            prices: after("price ")
                .into_iter()
                .filter_map(|(at, code)| {
                    let currency = Currency::parse(&code)?;
                    Some((currency, Some(at), one(&format!("compare-at price {code}"))))
                })
                .collect(),
            attributes: numbers("attribute ")
                .into_iter()
                .map(|n| ATTRIBUTE.map(|part| group("attribute", n, part)))
                .filter(|columns| columns[0].is_some())
                .collect(),
            steps: numbers("step ")
                .into_iter()
                .map(|n| STEP.map(|part| group("step", n, part)))
                .filter(|columns| columns.iter().any(Option::is_some))
                .collect(),
            product_fields: after(PRODUCT_FIELD),
            variant_fields: after(VARIANT_FIELD),
            other: ["other product fields", "other variant fields"].map(one),
        }
    }

    /// What a row says of its product.
    pub fn product(&self, r: &mut Reading) {
        if let Some(handle) = r.text(self.maker[0]) {
            let [name, craft, words, story] = [1, 2, 3, 4].map(|i| r.text(self.maker[i]).unwrap_or_default());
            let name = if name.is_empty() { handle.clone() } else { name };
            r.said.own.maker = Some(Maker { handle, name, craft, words, story });
        }
        r.said.own.words = r.text(self.words);
        r.said.own.purpose = r.text(self.purpose);
        r.said.own.personal_label = r.text(self.personal_label);
        r.said.own.sensitive = r.truth(self.sensitive);
        r.said.own.tax_class = r.text(self.tax_class);
        r.said.own.collections = r.wanted(self.collections, collections);
        r.said.own.values = self.values.map(|column| r.wanted(column, list));
        let attributes: Vec<AttributeDraft> = self.attributes.iter().filter_map(|a| attribute(r, a)).collect();
        for (i, a) in attributes.iter().enumerate() {
            if attributes[..i].iter().any(|b| b.handle == a.handle) {
                let column = self.attributes.iter().rev().find(|c| r.row.said(c[0]) == Some(&a.handle));
                r.fault(column.and_then(|c| c[0]), What::AttributeTwice);
            }
        }
        r.said.own.attributes = Some(attributes).filter(|all| !all.is_empty());
        let steps: Vec<StepDraft> = self.steps.iter().filter_map(|s| step(r, s)).collect();
        r.said.own.steps = Some(steps).filter(|all| !all.is_empty());
        let fields = fields(r, &self.product_fields, self.other[0]);
        r.said.product_fields.extend(fields);
    }

    /// What a row says of its variant, after Shopify's columns.
    pub fn variant(&self, r: &mut Reading) {
        let comma = r.table.decimal_comma();
        r.said.variant.note = r.text(self.note);
        r.said.variant.archived = r.truth(self.archived);
        let limit = r.wanted(self.backorder, |text| cells::count(text, comma)).filter(|n| *n >= 0);
        if let Some(limit) = limit
            && r.said.variant.backorder != Some(Backorder::Unlimited)
        {
            r.said.variant.backorder = Some(Backorder::Limit(limit));
        }
        if r.said.variant.unit.is_none() {
            r.said.variant.unit = r.wanted(self.unit, unit);
        }
        for (currency, price, compare_at) in &self.prices {
            let there = r.said.variant.prices.iter().any(|(c, ..)| c == currency);
            if r.row.said(*price).is_some() && !there {
                let kept = r.said.variant.compare_kept;
                r.prices(*price, *compare_at, *currency);
                r.said.variant.compare_kept |= kept;
            }
        }
        let fields = fields(r, &self.variant_fields, self.other[1]);
        r.said.row_fields.extend(fields);
    }

    /// Whether the picture of a row shows nothing that words should say.
    pub fn decorative(&self, r: &mut Reading) -> bool {
        r.truth(self.decorative) == Some(true)
    }
    /// The tags of a row, where Shopify's cell cannot say them and still says what it said.
    pub fn tags(&self, r: &Reading, cell: Column) -> Option<Vec<String>> {
        let tags = list(r.row.said(self.tags)?).ok()?;
        (Some(tags_cell(&tags).as_str()) == r.row.cell(cell)).then_some(tags)
    }
}

/// Tags as Shopify writes them: between commas, one that holds a comma within quotation marks.
pub fn tags_cell(tags: &[String]) -> String {
    let quoted = |tag: &String| if tag.contains(',') { format!("\"{tag}\"") } else { tag.clone() };
    tags.iter().map(quoted).collect::<Vec<_>>().join(", ")
}
/// A list as a cell holds it.
pub fn list_cell(list: &[String]) -> String {
    serde_json::to_string(list).unwrap_or_default()
}
fn list(text: &str) -> Result<Vec<String>, What> {
    serde_json::from_str(text).map_err(|_| What::List)
}

/// Collections, a line each: `pans: Pots and pans`.
fn collections(text: &str) -> Result<Vec<(String, String)>, What> {
    let line = |line: &str| {
        let (slug, title) = line.split_once(':').unwrap_or((line, line));
        let slug = Slug::parse(slug.trim()).ok_or(What::List)?;
        Ok((slug.to_string(), title.trim().to_string()))
    };
    text.lines().filter(|l| !l.trim().is_empty()).map(line).collect()
}

/// A measure that Shopify has no unit for: `250/1000 sheet` is a variant of 250 sheets, its price said for 1000.
fn unit(text: &str) -> Result<(String, i64, i64), What> {
    let (numbers, unit) = text.split_once(' ').ok_or(What::Measure)?;
    let (amount, base) = numbers.split_once('/').ok_or(What::Measure)?;
    match (amount.parse(), base.parse()) {
        (Ok(amount @ 1..=MOST_UNITS), Ok(base @ 1..=MOST_UNITS)) => Ok((unit.to_string(), amount, base)),
        _ => Err(What::Measure),
    }
}

fn attribute(r: &mut Reading, columns: &[Column; 8]) -> Option<AttributeDraft> {
    let [handle, label, kind, unit, value, number, means, matters] = *columns;
    let name = r.text(handle)?;
    let comma = r.table.decimal_comma();
    let milli = r.needed(number, |text| cells::thousandths(text, comma));
    let kind = r.needed(kind, |text| match text {
        "text" | "number" | "truth" => Ok(text.to_string()),
        _ => Err(What::AttributeKind),
    });
    Some(AttributeDraft {
        label: r.text(label).unwrap_or_else(|| name.clone()),
        kind: kind.unwrap_or_else(|| if milli.is_some() { "number" } else { "text" }.into()),
        unit: r.text(unit).unwrap_or_default(),
        value: r.text(value).unwrap_or_default(),
        milli,
        means: r.text(means).unwrap_or_default(),
        matters: r.text(matters).unwrap_or_default(),
        handle: name,
    })
}

fn step(r: &mut Reading, columns: &[Column; 4]) -> Option<StepDraft> {
    let [title, minutes, words, picture] = *columns;
    if columns.iter().all(|column| r.row.said(*column).is_none()) {
        return None;
    }
    let comma = r.table.decimal_comma();
    Some(StepDraft {
        title: r.text(title).unwrap_or_default(),
        minutes: r.needed(minutes, |text| cells::count(text, comma)).unwrap_or(0),
        words: r.text(words).unwrap_or_default(),
        media: None,
        picture: r.wanted(picture, cells::address),
    })
}

fn fields(r: &mut Reading, columns: &[(usize, String)], other: Column) -> Map<String, Value> {
    let mut all = r
        .wanted(other, |text| serde_json::from_str::<Map<String, Value>>(text).map_err(|_| What::List))
        .unwrap_or_default();
    all.extend(columns.iter().filter_map(|(at, name)| Some((name.clone(), Value::String(r.text(Some(*at))?)))));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_of_our_own_is_bounded() {
        assert_eq!(unit("250/1000 sheet"), Ok(("sheet".into(), 250, 1000)));
        assert_eq!(unit("1/1000000 sheet"), Ok(("sheet".into(), 1, MOST_UNITS)));
        for text in ["1/1000001 sheet", "1000001/1 sheet", "0/1 sheet", "1/9223372036854775807 sheet", "1 sheet"] {
            assert_eq!(unit(text), Err(What::Measure), "{text}");
        }
    }
}
