//! Many products changed at once in a grid: what can be changed, what a typed value means, what changed since it was drawn.
pub mod actions;
pub mod diff;
pub mod done;
pub mod pages;
pub mod prices;
pub mod store;
pub mod typed;

use crate::values::{Currency, Moment, Money};
use sha2::{Digest, Sha256};

/// How many variants a grid has at the most.
pub const MOST: usize = 500;
/// For how long a change can be undone.
pub const UNDO: i64 = 10 * Moment::MINUTE;

/// What can be changed in the grid; the words of the table `bulk_field`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Title,
    Status,
    Tags,
    Price,
    CompareAt,
    Stock,
    Weight,
}
impl Field {
    pub const ALL: [Field; 7] =
        [Field::Title, Field::Status, Field::Tags, Field::Price, Field::CompareAt, Field::Stock, Field::Weight];
    pub fn word(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Status => "status",
            Field::Tags => "tags",
            Field::Price => "price",
            Field::CompareAt => "compare_at",
            Field::Stock => "stock",
            Field::Weight => "weight",
        }
    }
    pub fn parse(word: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|f| f.word() == word)
    }
    /// As the head of its column.
    pub fn title(self) -> &'static str {
        match self {
            Field::Title => "Title",
            Field::Status => "Status",
            Field::Tags => "Tags",
            Field::Price => "Price",
            Field::CompareAt => "Price before",
            Field::Stock => "There",
            Field::Weight => "Grams",
        }
    }
    /// Whether it is a variant's; else the product's.
    pub fn of_variant(self) -> bool {
        !matches!(self, Field::Title | Field::Status | Field::Tags)
    }
}

/// A cell of the grid: what it holds of a product, or of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    pub field: Field,
    /// The number of the product, or of the variant.
    pub of: i64,
}
impl Cell {
    /// `price-34`: the name of its field in the form.
    pub fn name(self) -> String {
        format!("{}-{}", self.field.word(), self.of)
    }
    pub fn parse(name: &str) -> Option<Cell> {
        let (field, of) = name.rsplit_once('-')?;
        Some(Cell { field: Field::parse(field)?, of: of.parse().ok()? })
    }
}

/// A product with its variants as the grid has them.
#[derive(Clone, Debug)]
pub struct Product {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub status: String,
    /// What pays for things is not sold here, whatever is chosen.
    pub gift_card: bool,
    /// `everyday, gift`
    pub tags: String,
    pub variants: Vec<Variant>,
}
/// A variant that is still sold.
#[derive(Clone, Debug)]
pub struct Variant {
    pub id: i64,
    pub sku: String,
    /// `26 cm, Seasoned`; empty where the product has no options.
    pub options: String,
    /// In minor units of the shop's currency.
    pub price: Option<i64>,
    pub compare_at: Option<i64>,
    pub on_hand: i64,
    pub reserved: i64,
    pub tracked: bool,
    pub backorder_limit: Option<i64>,
    pub weight: i64,
}
impl Product {
    /// What a cell of it holds, as it is typed; none where the grid has no such cell.
    pub fn value(&self, cell: Cell, currency: Currency) -> Option<String> {
        if !cell.field.of_variant() {
            return (cell.of == self.id).then(|| match cell.field {
                Field::Title => self.title.clone(),
                Field::Status => self.status.clone(),
                _ => self.tags.clone(),
            });
        }
        let v = self.variants.iter().find(|v| v.id == cell.of)?;
        let money = |amount: Option<i64>| amount.map_or(String::new(), |n| Money::new(n, currency).plain());
        Some(match cell.field {
            Field::Price => money(v.price),
            Field::CompareAt => money(v.compare_at),
            Field::Stock => v.on_hand.to_string(),
            _ => v.weight.to_string(),
        })
    }
    /// The cells that can be changed: the product's, then those of each variant.
    pub fn cells(&self) -> Vec<Cell> {
        let own = Field::ALL.into_iter().filter(|f| !f.of_variant());
        let own = own.filter(|f| *f != Field::Status || !self.gift_card).map(|field| Cell { field, of: self.id });
        let of = |v: &Variant| {
            let (id, tracked) = (v.id, v.tracked);
            let fields = Field::ALL.into_iter().filter(|f| f.of_variant());
            fields.filter(move |f| *f != Field::Stock || tracked).map(move |field| Cell { field, of: id })
        };
        own.chain(self.variants.iter().flat_map(of)).collect()
    }
    /// The name of a product, or of its variant.
    pub fn name(&self, cell: Cell) -> String {
        let variant = self.variants.iter().find(|v| cell.field.of_variant() && v.id == cell.of);
        match variant {
            Some(v) if !v.options.is_empty() => format!("{}, {}", self.title, v.options),
            _ => self.title.clone(),
        }
    }
}

/// A change that somebody wants: a cell, the mark of what stood there when it was drawn, and what shall stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub cell: Cell,
    pub drawn: String,
    pub after: String,
}

/// A short mark of a value, by which it is told whether it still stands.
pub fn mark(value: &str) -> String {
    Sha256::digest(value.as_bytes()).iter().take(5).map(|b| format!("{b:02x}")).collect()
}

/// How a value is shown to people.
pub fn shown(field: Field, value: &str, currency: Currency) -> String {
    match field {
        _ if value.is_empty() => "nothing".into(),
        Field::Price | Field::CompareAt => Money::parse(value, currency).map_or(value.into(), crate::words::money),
        Field::Status => crate::catalogue::roll::status_words(value).into(),
        Field::Weight => format!("{value} g"),
        _ => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product() -> Product {
        let variant = |id, options: &str, tracked| Variant {
            id,
            sku: format!("P-{id}"),
            options: options.into(),
            price: Some(5_400),
            compare_at: None,
            on_hand: 8,
            reserved: 1,
            tracked,
            backorder_limit: Some(0),
            weight: 300,
        };
        Product {
            id: 7,
            slug: "pan".into(),
            title: "The pan".into(),
            status: "active".into(),
            gift_card: false,
            tags: "everyday, gift".into(),
            variants: vec![variant(7, "20 cm", true), variant(8, "26 cm", false)],
        }
    }

    #[test]
    fn a_cell_is_found_by_its_name() {
        for field in Field::ALL {
            let cell = Cell { field, of: 34 };
            assert_eq!(Cell::parse(&cell.name()), Some(cell));
        }
        assert_eq!(["price", "price-x", "cost-3", ""].map(Cell::parse), [None; 4]);
    }

    #[test]
    fn a_product_and_its_variant_of_the_same_number_are_not_mixed_up() {
        let p = product();
        let value = |field, of| p.value(Cell { field, of }, Currency::EUR);
        assert_eq!(value(Field::Title, 7).as_deref(), Some("The pan"));
        assert_eq!(value(Field::Title, 8), None);
        assert_eq!(value(Field::Price, 8).as_deref(), Some("54.00"));
        assert_eq!(value(Field::CompareAt, 7).as_deref(), Some(""));
        assert_eq!(p.name(Cell { field: Field::Price, of: 7 }), "The pan, 20 cm");
        assert_eq!(p.name(Cell { field: Field::Title, of: 7 }), "The pan");
    }

    #[test]
    fn what_is_not_counted_has_no_cell_for_its_stock() {
        let cells = product().cells();
        let stocks: Vec<i64> = cells.iter().filter(|c| c.field == Field::Stock).map(|c| c.of).collect();
        assert_eq!((stocks, cells.len()), (vec![7], 3 + 4 + 3));
        let card = Product { gift_card: true, ..product() };
        assert!(card.cells().iter().all(|c| c.field != Field::Status));
    }

    #[test]
    fn a_mark_tells_values_apart() {
        assert_eq!(mark("12.00"), mark("12.00"));
        assert_ne!(mark("12.00"), mark("12.0"));
        assert_eq!(mark("").len(), 10);
    }
}
