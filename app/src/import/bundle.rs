//! The rows of one product as one draft, with everything that is wrong about them.
use super::remark::{Remark, What};
use super::said::{MOST_OPTIONS, Maker, Picture, Said};
use crate::catalogue::draft::{Draft, PictureDraft, VariantDraft};
use crate::catalogue::put::combination_key;
use crate::values::{Slug, fold};
use serde_json::{Map, Value};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// A product of a file. Where there is a fault, none of it is taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    pub draft: Draft,
    /// Its maker, for a shop that does not know them.
    pub maker: Option<Maker>,
    /// The lines of all its rows.
    pub lines: Vec<u64>,
    /// For each variant of the draft the lines that speak of it.
    pub variant_lines: Vec<Vec<u64>>,
    pub faults: Vec<Remark>,
    pub notes: Vec<Remark>,
    /// The variants of the draft by their folded SKUs and by their options.
    by_sku: HashMap<String, usize>,
    by_options: HashMap<String, usize>,
}

/// The SKUs of a file, folded, each with the product and the line that has it.
pub type Skus = HashMap<String, (String, u64)>;

/// Binds rows into a draft. `is_master` tells the row that stands for the product where its variants have their own.
pub fn bundle(slug: &str, mut rows: Vec<Said>, is_master: fn(&Said) -> bool, skus: &mut Skus) -> Bundle {
    let mut b = Bundle { lines: rows.iter().map(|r| r.line).collect(), ..Bundle::default() };
    for row in &mut rows {
        b.faults.append(&mut row.faults);
        b.notes.append(&mut row.notes);
    }
    b.draft = product(slug, &rows, &mut b.notes);
    b.maker = rows.iter().find_map(|r| r.own.maker.clone());
    let axes = axes(&rows, &mut b.faults);
    b.draft.axes = axes.iter().map(|a| (a.name.clone(), a.values.clone())).collect();
    b.draft.pictures = pictures(&rows, b.draft.title.as_deref());

    // Rows that name no option speak of a variant that another row brings, so they come after.
    let (plain, optioned): (Vec<Said>, Vec<Said>) =
        rows.into_iter().filter(|r| r.is_variant).partition(|r| axes.iter().all(|a| a.of(r).is_none()));
    for row in optioned {
        let options: Vec<Option<String>> = axes.iter().map(|a| a.of(&row)).collect();
        match options.iter().position(Option::is_none) {
            Some(i) => {
                b.faults.push(Remark { column: axes[i].name.clone(), ..Remark::row(row.line, What::OptionMissing) })
            }
            None => b.variant(slug, row, options.into_iter().flatten().collect(), skus),
        }
    }
    for row in plain {
        let known = row.variant.sku.as_deref().is_some_and(|sku| b.with_sku(sku).is_some());
        match axes.first() {
            None => b.variant(slug, row, vec![], skus),
            Some(_) if known => b.variant(slug, row, vec![], skus),
            Some(_) if is_master(&row) => b.master(row),
            Some(axis) => {
                b.faults.push(Remark { column: axis.name.clone(), ..Remark::row(row.line, What::OptionMissing) });
            }
        }
    }
    b.faults.sort_by_key(|r| r.line);
    b.notes.sort_by_key(|r| r.line);
    b
}

impl Bundle {
    /// Which variant of the draft has this SKU.
    pub fn with_sku(&self, sku: &str) -> Option<usize> {
        self.by_sku.get(&fold(sku)).copied()
    }
    /// Which variant of the draft has this combination of options.
    pub fn with_options(&self, key: &str) -> Option<usize> {
        self.by_options.get(key).copied()
    }

    /// Adds a variant, or the price of a known one in a further currency.
    fn variant(&mut self, slug: &str, row: Said, options: Vec<String>, skus: &mut Skus) {
        let key = combination_key(&options);
        let by_sku = row.variant.sku.as_deref().and_then(|sku| self.with_sku(sku));
        // Without options two rows are one variant only where no SKUs tell them apart.
        let told_apart =
            |at: &usize| options.is_empty() && self.draft.variants[*at].sku.is_some() && row.variant.sku.is_some();
        let twin = self.with_options(&key).filter(|at| !told_apart(at));
        if let Some(at) = by_sku.or(twin) {
            let there = &mut self.draft.variants[at];
            let same = options.is_empty() || combination_key(&there.options) == key;
            let further = row.variant.prices.iter().all(|(c, ..)| there.prices.iter().all(|(d, ..)| c != d));
            if same && further && !row.variant.prices.is_empty() && !there.prices.is_empty() {
                there.prices.extend(row.variant.prices);
                self.variant_lines[at].push(row.line);
                return;
            }
            let line = self.variant_lines[at][0];
            self.faults.push(match (by_sku, row.variant.sku) {
                (Some(_), Some(sku)) => {
                    let what = What::RepeatedSku { slug: slug.into(), line };
                    Remark { column: "SKU".into(), value: sku, ..Remark::row(row.line, what) }
                }
                _ => Remark::row(row.line, What::Repeats { options: options.join(", "), line }),
            });
            return;
        }
        if let Some(sku) = &row.variant.sku
            && let Some((other, line)) = skus.insert(fold(sku), (slug.to_string(), row.line))
        {
            let what = What::RepeatedSku { slug: other.clone(), line };
            self.faults.push(Remark { column: "SKU".into(), value: sku.clone(), ..Remark::row(row.line, what) });
            skus.insert(fold(sku), (other, line));
        }
        let at = self.draft.variants.len();
        self.by_options.entry(key).or_insert(at);
        self.by_sku.extend(row.variant.sku.iter().map(|sku| (fold(sku), at)));
        let fields = Some(row.row_fields).filter(|f| !f.is_empty());
        self.draft.variants.push(VariantDraft { options, foreign_fields: fields, ..row.variant });
        self.variant_lines.push(vec![row.line]);
    }

    /// What a master row says beside the product itself is kept with the product.
    fn master(&mut self, row: Said) {
        let fields = self.draft.foreign_fields.get_or_insert_default();
        fields.extend(row.row_fields);
        fields.extend(row.variant.sku.map(|sku| ("sku".to_string(), Value::String(sku))));
    }
}

/// What the rows say about the product: the first that says a thing is heard.
fn product(slug: &str, rows: &[Said], notes: &mut Vec<Remark>) -> Draft {
    fn first<T: Clone>(rows: &[Said], get: impl Fn(&Said) -> &Option<T>) -> Option<T> {
        rows.iter().find_map(|r| get(r).clone())
    }
    let line = rows.first().map_or(0, |r| r.line);
    let taxed: Vec<bool> = rows.iter().filter_map(|r| r.taxed).collect();
    if taxed.contains(&true) && taxed.contains(&false) {
        notes.push(Remark::row(line, What::TaxMixed));
    }
    let gift_card = rows.iter().any(|r| r.gift_card);
    if gift_card {
        notes.push(Remark::row(line, What::GiftCard));
    }
    let mut fields = Map::new();
    for (name, value) in rows.iter().flat_map(|r| &r.product_fields) {
        fields.entry(name.clone()).or_insert(value.clone());
    }
    let collections: Vec<(String, String)> = rows
        .iter()
        .filter_map(|r| r.collection.clone())
        .filter_map(|title| Some((Slug::of(&title)?.to_string(), title)))
        .collect();
    let taxed = taxed.iter().copied().reduce(|a, b| a || b);
    // Whoever changed the plain column since means the plain column.
    let tax_class = first(rows, |r| &r.own.tax_class).filter(|c| taxed.is_none_or(|taxed| taxed == (c != "zero")));
    Draft {
        slug: slug.into(),
        title: first(rows, |r| &r.title),
        description: first(rows, |r| &r.description),
        vendor: first(rows, |r| &r.vendor),
        kind: first(rows, |r| &r.kind),
        tags: first(rows, |r| &r.tags),
        status: rows.iter().find_map(|r| r.status).map(String::from),
        seo_title: first(rows, |r| &r.seo_title),
        seo_description: first(rows, |r| &r.seo_description),
        gift_card,
        tax_class,
        taxed,
        foreign_fields: Some(fields).filter(|f| !f.is_empty()),
        collections: first(rows, |r| &r.own.collections).or(Some(collections).filter(|c| !c.is_empty())),
        maker: rows.iter().find_map(|r| r.own.maker.as_ref()).map(|m| m.handle.clone()),
        words: first(rows, |r| &r.own.words),
        purpose: first(rows, |r| &r.own.purpose),
        personal_label: first(rows, |r| &r.own.personal_label),
        sensitive: first(rows, |r| &r.own.sensitive),
        attributes: first(rows, |r| &r.own.attributes),
        steps: first(rows, |r| &r.own.steps),
        ..Draft::default()
    }
}

/// An option of the product: its column, its name, its values in the spelling that came first, and each by its folded form.
struct Axis {
    at: usize,
    name: String,
    values: Vec<String>,
    by_key: HashMap<String, usize>,
}
impl Axis {
    /// The value that a row names.
    fn of(&self, row: &Said) -> Option<String> {
        let key = fold(row.options[self.at].1.as_deref()?);
        self.by_key.get(&key).map(|at| self.values[*at].clone())
    }
}

/// The options that any row has a value for. `Title` with nothing but `Default Title` is how Shopify says that there is none.
fn axes(rows: &[Said], faults: &mut Vec<Remark>) -> Vec<Axis> {
    let mut all: Vec<Axis> = vec![];
    for at in 0..MOST_OPTIONS {
        let mut name: Option<(&str, u64)> = None;
        let (mut values, mut by_key) = (vec![], HashMap::new());
        // A list gives the order; how a value is spelled, its first row says.
        let listed = rows.iter().find_map(|r| r.own.values[at].as_ref());
        for value in listed.into_iter().flatten() {
            if let Entry::Vacant(free) = by_key.entry(fold(value)) {
                free.insert(values.len());
                values.push(value.clone());
            }
        }
        let mut unheard: HashSet<usize> = (0..values.len()).collect();
        let mut first = 0;
        for row in rows {
            let (said, value) = &row.options[at];
            if let Some(said) = said {
                let (other, line) = *name.get_or_insert((said, row.line));
                if fold(other) != fold(said) {
                    let what = What::OptionNames { other: other.into(), line };
                    let column = format!("Option {}", at + 1);
                    faults.push(Remark { column, value: said.clone(), ..Remark::row(row.line, what) });
                }
            }
            if let Some(value) = value.as_ref().filter(|_| row.is_variant) {
                if first == 0 {
                    first = row.line;
                }
                match by_key.entry(fold(value)) {
                    Entry::Vacant(free) => {
                        free.insert(values.len());
                        values.push(value.clone());
                    }
                    Entry::Occupied(at) if unheard.remove(at.get()) => values[*at.get()] = value.clone(),
                    Entry::Occupied(_) => {}
                }
            }
        }
        let default = values.len() == 1 && by_key.contains_key("default title");
        match name {
            _ if first == 0 => {}
            None if default => {}
            Some((name, _)) if default && fold(name) == "title" => {}
            None => {
                let (column, value) = (format!("Option {}", at + 1), values[0].clone());
                faults.push(Remark { column, value, ..Remark::row(first, What::OptionWithoutName) });
            }
            Some((name, line)) => {
                if let Some(other) = all.iter().find(|a| fold(&a.name) == fold(name)) {
                    let what = What::OptionNames { other: format!("option {}", other.at + 1), line };
                    let column = format!("Option {}", at + 1);
                    faults.push(Remark { column, value: name.into(), ..Remark::row(line, what) });
                }
                all.push(Axis { at, name: name.into(), values, by_key });
            }
        }
    }
    all
}

/// Every picture once, in the order that the file gives, those without a place last; what it shows is at least what the product is called.
fn pictures(rows: &[Said], title: Option<&str>) -> Vec<PictureDraft> {
    let mut all: Vec<((i64, usize), &Said, &Picture)> = vec![];
    let mut by_url: HashMap<&str, usize> = HashMap::new();
    let told = rows.iter().flat_map(|row| row.pictures.iter().map(move |p| (row, p)));
    for (n, (row, picture)) in told.enumerate() {
        let place = (picture.position.unwrap_or(i64::MAX), n);
        match by_url.entry(&picture.url) {
            Entry::Occupied(at) => {
                // A variant may show a picture before the row that says its place.
                let there = &mut all[*at.get()];
                if place.0 < there.0.0 {
                    there.0 = place;
                }
                if there.2.alt.is_none() && picture.alt.is_some() {
                    there.2 = picture;
                }
            }
            Entry::Vacant(free) => {
                free.insert(all.len());
                all.push((place, row, picture));
            }
        }
    }
    all.sort_by_key(|(place, ..)| *place);
    let alt = |row: &Said| {
        let values =
            row.options.iter().filter_map(|(_, value)| value.as_deref()).filter(|v| fold(v) != "default title");
        title.into_iter().chain(values).collect::<Vec<_>>().join(", ")
    };
    // In a file of ours a place is the one in the shop; a picture without one comes after them.
    let exact = all.iter().any(|(.., p)| p.exact);
    let mut next = 0;
    all.into_iter()
        .map(|((position, _), row, p)| {
            let said = exact && (1..i64::MAX).contains(&position);
            let position = if said { position - 1 } else { next };
            next = next.max(position + 1);
            PictureDraft {
                url: p.url.clone(),
                alt: p.alt.clone().unwrap_or_else(|| alt(row)),
                alt_said: p.alt.is_some(),
                position,
                place_said: said || !exact,
            }
        })
        .collect()
}
