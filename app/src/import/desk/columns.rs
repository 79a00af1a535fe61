//! What the columns of a file are: those that the import knows, and those of which somebody says what they hold.
use crate::import::header::Header;
use crate::import::spree::Spree;
use crate::import::table::Table;
use crate::values::fold;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a column can be taken for: the word for it, its name for a person, what Shopify's file calls it and what Spree's, and
/// other names that mean the same.
type Field = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);
pub const FIELDS: &[Field] = &[
    ("title", "Title", "Title", "name", &["name", "product", "product name", "item"]),
    ("handle", "Word of its address", "Handle", "slug", &["slug", "url", "permalink"]),
    ("description", "Description", "Body (HTML)", "description", &["body", "text", "long description"]),
    ("vendor", "Vendor", "Vendor", "vendor", &["brand", "manufacturer", "supplier"]),
    ("kind", "Kind of product", "Type", "product_type", &["category", "product type"]),
    ("tags", "Tags", "Tags", "tags", &["keywords", "labels"]),
    ("status", "Status", "Status", "status", &[]),
    ("sku", "SKU", "Variant SKU", "sku", &["article", "article number", "item number", "code"]),
    ("barcode", "Barcode", "Variant Barcode", "barcode", &["ean", "gtin", "upc", "isbn"]),
    ("price", "Price", "Variant Price", "price", &["amount", "sales price", "retail price"]),
    ("compare", "Price before", "Variant Compare At Price", "compare_at_price", &["old price", "list price"]),
    ("cost", "What it costs you", "Cost per item", "cost_price", &["cost", "purchase price"]),
    ("stock", "Stock", "Variant Inventory Qty", "inventory_count", &["quantity", "qty", "on hand", "in stock"]),
    ("weight", "Weight in grams", "Variant Grams", "weight", &["grams"]),
    ("picture", "Address of a picture", "Image Src", "image1_src", &["image", "picture", "photo", "image url"]),
    ("alt", "What the picture shows", "Image Alt Text", "image1_alt", &["alt text"]),
    ("option1", "Name of the first option", "Option1 Name", "option1_name", &["option name"]),
    ("value1", "Value of the first option", "Option1 Value", "option1_value", &["option value"]),
    ("seo-title", "Title for search engines", "SEO Title", "meta_title", &["meta title"]),
    ("seo-words", "Description for search engines", "SEO Description", "meta_description", &["meta description"]),
];

/// Which column, by its place, is taken for which field.
pub type Mapping = BTreeMap<usize, String>;

/// A column as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub at: usize,
    pub name: String,
    /// What stands in it first.
    pub sample: String,
    /// The word of the field it is taken for; empty: kept as it is. None where the import knows it by its name.
    pub taken: Option<String>,
}

/// The file's head: its columns and what is known of it.
#[derive(Clone, Debug)]
pub struct Head {
    pub columns: Vec<Column>,
    /// What the file is; none where its header is not known as it stands.
    pub file: Option<String>,
    pub fingerprint: String,
}

/// Looks at the beginning of a file. `mapping` is what its columns were taken for before; without one, by their names.
pub fn head(table: &Table, mapping: Option<&Mapping>) -> Head {
    let known = Header::of(table).ok();
    let asked: Vec<usize> = match &known {
        Some(header) => header.unknown().to_vec(),
        None => (0..table.header.len()).collect(),
    };
    let mut taken: Vec<&str> = vec![];
    let rows: Vec<_> = table.rows().take(20).collect();
    let columns = (0..table.header.len())
        .map(|at| {
            let name = table.name(at);
            let said = asked.contains(&at).then(|| match mapping {
                Some(mapping) => mapping.get(&at).cloned().unwrap_or_default(),
                None if known.is_some() => String::new(),
                None => {
                    let guess = guess(&name).filter(|word| !taken.contains(word)).unwrap_or("");
                    taken.push(guess);
                    guess.to_string()
                }
            });
            let sample = rows.iter().find_map(|row| row.said(Some(at))).unwrap_or("");
            let sample: String = sample.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
            Column { at, name, sample, taken: said }
        })
        .collect();
    Head { columns, file: known.map(|header| header.described(table)), fingerprint: fingerprint(table) }
}

/// The field that a column of this name most likely holds.
fn guess(name: &str) -> Option<&'static str> {
    let name = fold(&name.replace(['_', '-'], " "));
    let same = |f: &&Field| {
        [f.0, f.2, f.3].iter().any(|n| fold(&n.replace(['_', '-'], " ")) == name) || f.4.contains(&name.as_str())
    };
    FIELDS.iter().find(same).map(|f| f.0)
}

/// What a header is known by, whatever stands in the rows below.
fn fingerprint(table: &Table) -> String {
    let names: Vec<String> = table.header.iter().map(|name| fold(name)).collect();
    Sha256::digest(names.join("\u{1f}")).iter().map(|b| format!("{b:02x}")).collect()
}

/// The names by which the import knows what columns are taken for; else what is wrong with the choice.
pub fn renamed(table: &mut Table, mapping: &Mapping) -> Result<Vec<(usize, String)>, String> {
    let spree = Spree::of(table).is_some();
    let head = head(table, Some(mapping));
    let named: Vec<(usize, &Field)> = mapping
        .iter()
        .filter(|(at, _)| head.columns.iter().any(|c| c.at == **at && c.taken.is_some()))
        .filter_map(|(at, word)| Some((*at, FIELDS.iter().find(|f| f.0 == word)?)))
        .collect();
    let called = |f: &Field| if spree { f.3 } else { f.2 };
    for (i, (at, field)) in named.iter().enumerate() {
        let other = named[..i].iter().find(|(_, f)| f.0 == field.0).map(|(other, _)| *other);
        let there = table.column(&[&fold(called(field))]).filter(|there| !named.iter().any(|(at, _)| at == there));
        if let Some(other) = other.or(there) {
            return Err(format!(
                "{} is “{}” already: “{}” cannot be it too.",
                field.1,
                table.name(other),
                table.name(*at)
            ));
        }
    }
    let names: Vec<(usize, String)> = named.iter().map(|(at, field)| (*at, called(field).to_string())).collect();
    table.rename(&names);
    match Header::of(table) {
        Ok(_) => Ok(names),
        Err(_) => Err("Say which column is the title, and which is the SKU, the price or the stock.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::open(text.as_bytes()).unwrap()
    }
    fn taken(head: &Head) -> Vec<Option<&str>> {
        head.columns.iter().map(|c| c.taken.as_deref()).collect()
    }

    #[test]
    fn columns_that_are_known_are_not_asked_for_and_others_are_guessed_by_name() {
        let shopify = head(&table("Handle,Title,Variant Price,Colour\nmug,Mug,5,blue\n"), None);
        assert_eq!(taken(&shopify), [None, None, None, Some("")]);
        assert_eq!((shopify.columns[3].sample.as_str(), shopify.file.is_some()), ("blue", true));
        let other = head(&table("Name;Article number;Amount;EAN;Colour;product\nMug;M-1;5;;blue;x\n"), None);
        assert_eq!(taken(&other), [Some("title"), Some("sku"), Some("price"), Some("barcode"), Some(""), Some("")]);
        assert!(other.file.is_none());
        let mapping = Mapping::from([(4, "kind".to_string())]);
        let again = head(&table("Name;Article number;Amount;EAN;Colour;product\n"), Some(&mapping));
        assert_eq!((taken(&again)[0], taken(&again)[4]), (Some(""), Some("kind")));
        assert_eq!(again.fingerprint, other.fingerprint);
        assert_ne!(again.fingerprint, shopify.fingerprint);
    }

    #[test]
    fn a_choice_makes_a_file_known_and_two_columns_cannot_be_one_thing() {
        let text = "Name,Amount,Left\nMug,5,3\n";
        let all = [(0, "title"), (1, "price"), (2, "stock")].map(|(at, word)| (at, word.to_string()));
        let mut known = table(text);
        let names = renamed(&mut known, &Mapping::from(all.clone())).unwrap();
        assert_eq!(names[1], (1, "Variant Price".to_string()));
        assert_eq!(known.column(&["variant inventory qty"]), Some(2));
        let twice = Mapping::from([(0, "title".to_string()), (1, "title".to_string())]);
        assert!(renamed(&mut table(text), &twice).unwrap_err().contains("“Name” already"));
        assert!(renamed(&mut table(text), &Mapping::new()).is_err());
        let there = Mapping::from([(2, "title".to_string())]);
        let shopify = "Handle,Title,Label\nmug,Mug,x\n";
        assert!(renamed(&mut table(shopify), &there).unwrap_err().contains("“Title” already"));
        // A column that the import knows is never called otherwise.
        let wrong = Mapping::from([(1, "sku".to_string())]);
        assert_eq!(renamed(&mut table(shopify), &wrong), Ok(vec![]));
        let spree = "slug,sku,name,price,status,ean\nmill,M,Mill,5,active,1\n";
        let names = renamed(&mut table(spree), &Mapping::from([(5, "barcode".to_string())]));
        assert_eq!(names, Ok(vec![(5, "barcode".to_string())]));
    }
}
