//! What one row says, in our words, whichever shop the file comes from.
use super::cells;
use super::remark::{Remark, What};
use super::table::{Row, Table};
use crate::catalogue::draft::{AttributeDraft, Backorder, StepDraft, VariantDraft};
use crate::values::Currency;
use serde_json::{Map, Value};

/// How many options a product may have.
pub const MOST_OPTIONS: usize = 3;

/// A row, read. What it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub line: u64,
    pub title: Option<String>,
    pub description: Option<String>,
    pub vendor: Option<String>,
    pub kind: Option<String>,
    pub tags: Option<Vec<String>>,
    /// `draft`, `active` or `withdrawn`.
    pub status: Option<&'static str>,
    pub gift_card: bool,
    pub taxed: Option<bool>,
    pub seo_title: Option<String>,
    pub seo_description: Option<String>,
    pub collection: Option<String>,
    /// What our own columns say of the product.
    pub own: Ours,
    /// Name and value of each option, as far as the row says them.
    pub options: [(Option<String>, Option<String>); MOST_OPTIONS],
    /// Whether the row is about a variant at all, and not about a picture alone.
    pub is_variant: bool,
    /// The variant, but for its options.
    pub variant: VariantDraft,
    pub pictures: Vec<Picture>,
    /// Columns we do not model: those about the product, and those that follow the row.
    pub product_fields: Map<String, Value>,
    pub row_fields: Map<String, Value>,
    /// What refuses the row.
    pub faults: Vec<Remark>,
    /// What is to be told, and refuses nothing.
    pub notes: Vec<Remark>,
}

/// What only a file of our own says of a product; blank is `None` here too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ours {
    pub maker: Option<Maker>,
    pub words: Option<String>,
    pub purpose: Option<String>,
    pub personal_label: Option<String>,
    pub sensitive: Option<bool>,
    pub tax_class: Option<String>,
    /// Slug and title of each collection.
    pub collections: Option<Vec<(String, String)>>,
    /// The values of each option in their order, those that no variant has among them.
    pub values: [Option<Vec<String>>; MOST_OPTIONS],
    pub attributes: Option<Vec<AttributeDraft>>,
    pub steps: Option<Vec<StepDraft>>,
}
/// A maker, for a shop that does not know them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Maker {
    pub handle: String,
    pub name: String,
    pub craft: String,
    pub words: String,
    pub story: String,
}

/// The address of a picture, what it shows and its place, as far as they are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    pub url: String,
    pub alt: Option<String>,
    pub position: Option<i64>,
    /// The place is the one in the shop, and not only before or after others.
    pub exact: bool,
}

/// Reads the cells of one row and keeps what is wrong with them.
pub struct Reading<'t> {
    pub table: &'t Table,
    pub row: &'t Row,
    pub said: Said,
    /// The file is one of ours: its numbers stand as they are.
    pub exact: bool,
}
impl<'t> Reading<'t> {
    pub fn new(table: &'t Table, row: &'t Row) -> Reading<'t> {
        let mut said = Said { line: row.place.line, ..Said::default() };
        if let Some(flaw) = &row.flaw {
            said.faults.push(Remark::row(row.place.line, flaw.clone()));
        } else if row.cells.len() < table.header.len() {
            let what = What::Short { has: row.cells.len(), header: table.header.len() };
            said.notes.push(Remark::row(row.place.line, what));
        }
        Reading { table, row, said, exact: false }
    }

    /// A cell as it stands; none where it is blank.
    pub fn text(&self, column: Option<usize>) -> Option<String> {
        self.row.said(column).map(String::from)
    }
    /// A cell that has to be right where it says something.
    pub fn needed<T>(&mut self, column: Option<usize>, read: impl FnOnce(&str) -> Result<T, What>) -> Option<T> {
        let text = self.row.said(column)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(what) => {
                self.fault(column, what);
                None
            }
        }
    }
    /// A cell that is left out, and told, where it is wrong.
    pub fn wanted<T>(&mut self, column: Option<usize>, read: impl FnOnce(&str) -> Result<T, What>) -> Option<T> {
        let text = self.row.said(column)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(what) => {
                self.note(column, what);
                None
            }
        }
    }
    pub fn truth(&mut self, column: Option<usize>) -> Option<bool> {
        self.wanted(column, cells::truth)
    }
    pub fn fault(&mut self, column: Option<usize>, what: What) {
        let remark = self.remark(column, what);
        self.said.faults.push(remark);
    }
    pub fn note(&mut self, column: Option<usize>, what: What) {
        let remark = self.remark(column, what);
        self.said.notes.push(remark);
    }
    fn remark(&self, column: Option<usize>, what: What) -> Remark {
        Remark {
            line: self.said.line,
            column: column.map(|c| self.table.name(c)).unwrap_or_default(),
            value: self.text(column).unwrap_or_default(),
            what,
        }
    }

    /// The price and the price before it; a price before of 0 is none.
    pub fn prices(&mut self, price: Option<usize>, compare_at: Option<usize>, currency: Currency) {
        let comma = self.table.decimal_comma();
        let amount = self.needed(price, |text| cells::price(text, currency, comma));
        let before =
            self.wanted(compare_at, |text| cells::price(text, currency, comma)).filter(|n| *n > 0 || self.exact);
        self.said.variant.compare_kept = compare_at.is_none();
        match (amount, before) {
            (Some(amount), Some(before)) if before <= amount => self.note(compare_at, What::CompareNotAbove),
            (None, Some(_)) if self.said.faults.is_empty() => self.note(compare_at, What::CompareAlone),
            _ => {}
        }
        self.said.variant.prices.extend(amount.map(|amount| (currency, amount, before)));
    }
    /// How many are there; fewer than none are none.
    pub fn on_hand(&mut self, column: Option<usize>) {
        let comma = self.table.decimal_comma();
        let n = self.wanted(column, |text| cells::count(text, comma));
        if self.exact {
            self.said.variant.on_hand = n;
            return;
        }
        if n.is_some_and(|n| n < 0) {
            self.note(column, What::StockBelowZero);
        }
        self.said.variant.on_hand = n.map(|n| n.max(0));
    }
    /// Whether orders may go below zero: `continue` or TRUE without limit, `deny` or FALSE not at all.
    pub fn backorder(&mut self, column: Option<usize>) {
        self.said.variant.backorder = self.wanted(column, |text| match text.to_ascii_lowercase().as_str() {
            "continue" => Ok(Backorder::Unlimited),
            "deny" => Ok(Backorder::Limit(0)),
            _ => match cells::truth(text) {
                Ok(true) => Ok(Backorder::Unlimited),
                Ok(false) => Ok(Backorder::Limit(0)),
                Err(_) => Err(What::Policy),
            },
        });
    }
    /// A picture of the row, if it has an address.
    pub fn picture(&mut self, url: Option<usize>, alt: Option<usize>, position: Option<usize>) -> Option<String> {
        let url = self.wanted(url, cells::address)?;
        let position = self.row.said(position).and_then(|text| cells::count(text, false).ok());
        self.said.pictures.push(Picture { url: url.clone(), alt: self.text(alt), position, exact: self.exact });
        Some(url)
    }
    /// The options of the row, from pairs of columns for name and value; those beyond the third refuse it.
    pub fn options(&mut self, columns: &[(Option<usize>, Option<usize>)]) {
        for (i, (name, value)) in columns.iter().enumerate() {
            match self.said.options.get_mut(i) {
                Some(option) => {
                    *option = (self.row.said(*name).map(String::from), self.row.said(*value).map(String::from));
                }
                None if self.row.said(*value).is_some() => self.fault(*value, What::TooManyOptions),
                None => {}
            }
        }
    }
    /// What stands in these columns, by the names that are given.
    pub fn named(&self, columns: &[(usize, &str)]) -> Map<String, Value> {
        columns.iter().filter_map(|(c, name)| Some((name.to_string(), Value::String(self.text(Some(*c))?)))).collect()
    }
    /// What stands in these columns, by their names.
    pub fn fields(&self, columns: &[usize]) -> Map<String, Value> {
        columns.iter().filter_map(|c| Some((self.table.name(*c), Value::String(self.text(Some(*c))?)))).collect()
    }
}

/// The columns that nobody asked for.
pub fn unasked(table: &Table, asked: &[Option<usize>]) -> Vec<usize> {
    (0..table.header.len()).filter(|c| !asked.contains(&Some(*c))).collect()
}

/// The status of this word, in any case.
pub fn status(text: &str) -> Result<&'static str, What> {
    match text.to_ascii_lowercase().as_str() {
        "active" => Ok("active"),
        "draft" => Ok("draft"),
        "archived" => Ok("withdrawn"),
        _ => Err(What::Status),
    }
}
