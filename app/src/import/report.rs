//! What an import did, or would do, and how it is told at the command line.
use super::remark::Remark;
use crate::catalogue::put::Fate;
use crate::values::Currency;
use crate::words::count;
use std::collections::HashMap;
use std::fmt;

/// The report of one import.
#[derive(Debug)]
pub struct Report {
    /// Nothing was changed: the file was only tried.
    pub dry_run: bool,
    /// What the file is: `Shopify's old header, parted by commas`.
    pub file: String,
    pub currency: Currency,
    pub products: Tally,
    /// Every row by its line, with the handle of its product and what became of it.
    pub rows: Vec<(u64, String, RowFate)>,
    /// Why rows were refused, with the handle.
    pub refused: Vec<(String, Remark)>,
    /// What was taken otherwise than it stands, with the handle.
    pub notes: Vec<(String, Remark)>,
    /// Variants that nobody can buy: line (none where the file does not speak of them), handle, SKU.
    pub unpriced: Vec<(Option<u64>, String, String)>,
    /// How many pictures wait to be fetched.
    pub pictures: i64,
    /// Pictures that could not be fetched: handle, address, reason.
    pub unfetched: Vec<(String, String, String)>,
}

/// How many went which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub added: i64,
    pub changed: i64,
    pub same: i64,
    pub refused: i64,
}
impl Tally {
    /// Counts one more; none is refused.
    pub fn add(&mut self, fate: Option<Fate>) {
        match fate {
            Some(Fate::Added) => self.added += 1,
            Some(Fate::Changed) => self.changed += 1,
            Some(Fate::Same) => self.same += 1,
            None => self.refused += 1,
        }
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFate {
    Taken(Fate),
    /// The row itself is faulty.
    Refused,
    /// The row is sound, and another of its product is not.
    HeldBack,
}
impl RowFate {
    fn word(self, dry_run: bool) -> &'static str {
        match (self, dry_run) {
            (RowFate::Taken(Fate::Added), false) => "added",
            (RowFate::Taken(Fate::Added), true) => "would be added",
            (RowFate::Taken(Fate::Changed), false) => "changed",
            (RowFate::Taken(Fate::Changed), true) => "would be changed",
            (RowFate::Taken(Fate::Same), _) => "unchanged",
            (RowFate::Refused, _) => "refused",
            (RowFate::HeldBack, _) => "held back: another row of its product is refused",
        }
    }
}

impl Report {
    /// The rows counted by their fate; held back counts as refused.
    pub fn row_tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (.., fate) in &self.rows {
            tally.add(match fate {
                RowFate::Taken(fate) => Some(*fate),
                RowFate::Refused | RowFate::HeldBack => None,
            });
        }
        tally
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, what: &str, t: Tally) -> fmt::Result {
        let (added, changed) = if self.dry_run { ("to add", "to change") } else { ("added", "changed") };
        let Tally { added: a, changed: c, same, refused } = t;
        writeln!(f, "{what}: {a} {added}, {c} {changed}, {same} unchanged, {refused} refused")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.dry_run {
            writeln!(f, "Dry run: nothing was changed.")?;
        }
        writeln!(f, "{}: {}", self.file, count(self.rows.len() as i64, "row", "rows"))?;
        self.line(f, "Products", self.products)?;
        self.line(f, "Rows", self.row_tally())?;
        if self.dry_run && !self.rows.is_empty() {
            writeln!(f, "\nEvery row:")?;
            let reasons: HashMap<u64, &Remark> = self.refused.iter().rev().map(|(_, r)| (r.line, r)).collect();
            for (line, handle, fate) in &self.rows {
                let why = reasons.get(line).filter(|_| *fate == RowFate::Refused);
                let why = why.map(|r| format!(": {r}")).unwrap_or_default();
                say(f, format_args!("line {line}, {}: {}{why}", named(handle), fate.word(true)))?;
            }
        }
        if !self.refused.is_empty() {
            writeln!(f, "\nRefused; a product is taken whole or not at all:")?;
            for (handle, remark) in &self.refused {
                say(f, format_args!("line {}, {}: {remark}", remark.line, named(handle)))?;
            }
        }
        if !self.notes.is_empty() {
            writeln!(f, "\nTo know:")?;
            for (handle, remark) in &self.notes {
                say(f, format_args!("line {}, {}: {remark}", remark.line, named(handle)))?;
            }
        }
        if !self.unpriced.is_empty() {
            writeln!(f, "\nNot for sale, without a price in {}:", self.currency)?;
            for (line, handle, sku) in &self.unpriced {
                match line {
                    Some(line) => say(f, format_args!("line {line}, {handle}: {sku}"))?,
                    None => say(f, format_args!("{handle}: {sku}"))?,
                }
            }
        }
        if self.pictures > 0 {
            let n = count(self.pictures, "picture", "pictures");
            let how = if self.dry_run { "would be fetched" } else { "to be fetched" };
            writeln!(f, "\n{n} {how} while the shop is served")?;
        }
        if !self.unfetched.is_empty() {
            writeln!(f, "\nPictures that could not be fetched:")?;
            for (handle, url, why) in &self.unfetched {
                say(f, format_args!("{handle}: {url}: {why}"))?;
            }
        }
        Ok(())
    }
}

fn named(handle: &str) -> &str {
    if handle.is_empty() { "no handle" } else { handle }
}

/// One line of a list. What comes from a file may hold anything: nothing in it moves the cursor.
fn say(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    let plain: String = text.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    writeln!(f, "  {plain}")
}
