//! The columns of a file, and one row of cells under them.
use super::store::Shape;
use crate::import::header::keeps;
use crate::import::own::{ATTRIBUTE, PREFIX, PRODUCT_FIELD, STEP, VARIANT_FIELD};
use crate::import::shopify::{OF_PRODUCT, OF_VARIANT};
use crate::import::table::{EXACT, guarded, survives};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Shopify's new header, as its own export writes it.
const SHOPIFY: [&str; 57] = [
    "Title",
    "URL handle",
    "Description",
    "Vendor",
    "Product category",
    "Type",
    "Tags",
    "Published on online store",
    "Status",
    "SKU",
    "Barcode",
    "Option1 name",
    "Option1 value",
    "Option1 Linked To",
    "Option2 name",
    "Option2 value",
    "Option2 Linked To",
    "Option3 name",
    "Option3 value",
    "Option3 Linked To",
    "Price",
    "Compare-at price",
    "Cost per item",
    "Charge tax",
    "Tax code",
    "Unit price total measure",
    "Unit price total measure unit",
    "Unit price base measure",
    "Unit price base measure unit",
    "Inventory tracker",
    "Inventory quantity",
    "Continue selling when out of stock",
    "Weight value (grams)",
    "Weight unit for display",
    "Requires shipping",
    "Fulfillment service",
    "Product image URL",
    "Image position",
    "Image alt text",
    "Variant image URL",
    "Gift card",
    "SEO title",
    "SEO description",
    "Color (product.metafields.shopify.color-pattern)",
    "Google Shopping / Google product category",
    "Google Shopping / Gender",
    "Google Shopping / Age group",
    "Google Shopping / Manufacturer part number (MPN)",
    "Google Shopping / Ad group name",
    "Google Shopping / Ads labels",
    "Google Shopping / Condition",
    "Google Shopping / Custom product",
    "Google Shopping / Custom label 0",
    "Google Shopping / Custom label 1",
    "Google Shopping / Custom label 2",
    "Google Shopping / Custom label 3",
    "Google Shopping / Custom label 4",
];
/// Our columns that every file has, behind `Open Kitchen `.
const OURS: [&str; 22] = [
    "maker",
    "maker name",
    "maker craft",
    "maker words",
    "maker story",
    "words",
    "purpose",
    "personal label",
    "sensitive",
    "tax class",
    "collections",
    "tags",
    "option1 values",
    "option2 values",
    "option3 values",
    "picture decorative",
    "variant note",
    "variant archived",
    "backorder limit",
    "unit",
    "other product fields",
    "other variant fields",
];

/// The columns of a file.
pub struct Sheet {
    pub header: Vec<String>,
    at: HashMap<String, usize>,
    /// The column of each field we do not model; none where its name cannot be one.
    pub product_fields: HashMap<String, Option<String>>,
    pub variant_fields: HashMap<String, Option<String>>,
}

impl Sheet {
    pub fn of(shape: &Shape) -> Sheet {
        let ours = |name: &str| format!("{PREFIX}{name}");
        let mut header: Vec<String> = SHOPIFY.iter().map(|name| name.to_string()).collect();
        header.extend(OURS.map(ours));
        header.push(ours("currency"));
        for currency in &shape.currencies {
            header.push(ours(&format!("price {currency}")));
            header.push(ours(&format!("compare-at price {currency}")));
        }
        header
            .extend((1..=shape.attributes).flat_map(|n| ATTRIBUTE.map(|part| ours(&format!("attribute {n} {part}")))));
        header.extend((1..=shape.steps).flat_map(|n| STEP.map(|part| ours(&format!("step {n} {part}")))));
        header.push(EXACT.to_string());

        let product_fields: HashMap<String, Option<String>> = shape
            .product_fields
            .iter()
            .map(|name| {
                let google = SHOPIFY[43..].contains(&name.as_str());
                let plain = google || OF_PRODUCT[..4].contains(&name.as_str()) || keeps(&header, name);
                let column = if plain { name.clone() } else { ours(&format!("{PRODUCT_FIELD}{name}")) };
                (name.clone(), Some(column).filter(|c| survives(c)))
            })
            .collect();
        let variant_fields: HashMap<String, Option<String>> = shape
            .variant_fields
            .iter()
            .map(|name| {
                let plain = OF_VARIANT.contains(&name.as_str());
                let column = if plain { name.clone() } else { ours(&format!("{VARIANT_FIELD}{name}")) };
                (name.clone(), Some(column).filter(|c| survives(c)))
            })
            .collect();
        for (names, columns) in [(&shape.product_fields, &product_fields), (&shape.variant_fields, &variant_fields)] {
            let columns = names.iter().filter_map(|name| columns[name].clone());
            let new: Vec<String> = columns.filter(|column| !header.contains(column)).collect();
            header.extend(new);
        }
        let at = header.iter().enumerate().map(|(i, name)| (name.clone(), i)).collect();
        Sheet { header, at, product_fields, variant_fields }
    }

    /// The header as cells.
    pub fn head(&self) -> impl Iterator<Item = String> {
        self.header.iter().map(|name| guarded(name).into_owned())
    }

    /// A blank row.
    pub fn row(&self) -> Row<'_> {
        Row { sheet: self, cells: vec![String::new(); self.header.len()], exact: BTreeMap::new() }
    }
}

/// A row that is being filled.
pub struct Row<'s> {
    sheet: &'s Sheet,
    cells: Vec<String>,
    exact: BTreeMap<String, String>,
}
impl Row<'_> {
    /// Sets a number, a truth, an address: what no spreadsheet takes for a formula and no reader changes.
    pub fn plain(&mut self, column: &str, text: impl Into<String>) {
        let at = self.sheet.at.get(column).expect("BUG: header and rows are of one snapshot");
        self.cells[*at] = text.into();
    }
    pub fn truth(&mut self, column: &str, truth: bool) {
        self.plain(column, if truth { "TRUE" } else { "FALSE" });
    }
    /// Sets a text that somebody wrote.
    pub fn text(&mut self, column: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if !survives(text) {
            self.exact.insert(column.to_string(), text.to_string());
        }
        self.plain(column, guarded(text));
    }
    /// The same for a column of ours.
    pub fn own(&mut self, column: &str, text: &str) {
        self.text(&format!("{PREFIX}{column}"), text);
    }
    /// Sets fields we do not model; those that have no column of their own go together into `other`.
    pub fn fields(&mut self, json: &str, columns: &HashMap<String, Option<String>>, other: &str) {
        let fields: BTreeMap<String, Value> = serde_json::from_str(json).unwrap_or_default();
        let mut rest = BTreeMap::new();
        for (name, value) in fields {
            match (columns.get(&name), &value) {
                (Some(Some(column)), Value::String(text)) if !text.is_empty() => self.text(column, text),
                _ => drop(rest.insert(name, value)),
            }
        }
        if !rest.is_empty() {
            self.plain(&format!("{PREFIX}{other}"), serde_json::to_string(&rest).unwrap_or_default());
        }
    }
    /// The cells, ready to be written.
    pub fn done(mut self) -> Vec<String> {
        if !self.exact.is_empty() {
            let exact = serde_json::to_string(&self.exact).unwrap_or_default();
            self.plain(EXACT, exact);
        }
        self.cells
    }
}
