//! What was typed into the grid: each cell read, and those found that somebody changed.
use super::prices::{Rounding, raised};
use super::{Cell, Change, Field, Product, mark};
use crate::catalogue::roll::STATUSES;
use crate::parts::posted::Posted;
use crate::values::{Currency, MOST_PRICE, Money, decimal, fold};
use std::collections::BTreeMap;

/// The typed cells of a grid, and the marks of what stood in them when it was drawn.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub cells: BTreeMap<Cell, String>,
    pub drawn: BTreeMap<Cell, String>,
    /// The products of the grid, in their order.
    pub products: Vec<i64>,
}
impl Typed {
    /// Out of the form: `p` and `v` hold the number of a product or a variant and the marks of its fields.
    pub fn read(form: &Posted) -> Typed {
        let mut typed = Typed::default();
        for (name, value) in &form.pairs {
            let of_variant = match name.as_str() {
                "p" => false,
                "v" => true,
                _ => {
                    if let Some(cell) = Cell::parse(name) {
                        typed.cells.insert(cell, value.clone());
                    }
                    continue;
                }
            };
            let mut marks = value.split('_');
            let Some(of) = marks.next().and_then(|id| id.parse().ok()) else { continue };
            if !of_variant {
                typed.products.push(of);
            }
            let fields = Field::ALL.into_iter().filter(|f| f.of_variant() == of_variant);
            typed.drawn.extend(fields.zip(marks).map(|(field, mark)| (Cell { field, of }, mark.to_string())));
        }
        typed
    }

    /// The changes, and what is wrong with a cell, in the order of the cells.
    pub fn changes(&self, currency: Currency) -> (Vec<Change>, Vec<(Cell, String)>) {
        let (mut changes, mut faults) = (vec![], vec![]);
        for (cell, typed) in &self.cells {
            let Some(drawn) = self.drawn.get(cell) else { continue };
            if mark(typed) == *drawn {
                continue;
            }
            match normal(cell.field, typed, currency) {
                Ok(after) if mark(&after) == *drawn => {}
                Ok(after) => changes.push(Change { cell: *cell, drawn: drawn.clone(), after }),
                Err(words) => faults.push((*cell, words)),
            }
        }
        (changes, faults)
    }

    /// Writes one value into every cell of a field.
    pub fn set_all(&mut self, field: Field, value: &str) {
        self.cells.iter_mut().filter(|(cell, _)| cell.field == field).for_each(|(_, typed)| *typed = value.to_string());
    }
    /// Raises every price by so many basis points; with `keep`, the price of now becomes the price before.
    pub fn raise_all(&mut self, basis_points: i64, rounding: Rounding, keep: bool, currency: Currency) {
        let prices: Vec<(i64, i64)> = self
            .cells
            .iter()
            .filter(|(cell, _)| cell.field == Field::Price)
            .filter_map(|(cell, typed)| Some((cell.of, Money::parse(typed, currency)?.minor)))
            .collect();
        for (of, amount) in prices {
            let new = raised(amount, basis_points, rounding, currency);
            let mut write = |field, n| self.cells.insert(Cell { field, of }, Money::new(n, currency).plain());
            write(Field::Price, new);
            if keep && new < amount {
                write(Field::CompareAt, amount);
            }
        }
    }
}

/// A percentage as basis points, from -99 to 1,000.
pub fn percent(typed: &str) -> Option<i64> {
    let plain = typed.trim().trim_end_matches('%').trim().replace('−', "-");
    decimal(plain.strip_prefix('+').unwrap_or(&plain), 2).filter(|n| *n != 0 && (-9_900..=100_000).contains(n))
}

/// A typed value as it is kept, or what is wrong with it.
pub fn normal(field: Field, typed: &str, currency: Currency) -> Result<String, String> {
    let plain = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let money = |text: &str| Money::parse(text, currency).filter(|m| (0..=MOST_PRICE).contains(&m.minor));
    let example = Money::new(12 * currency.unit(), currency).plain();
    match field {
        Field::Title if plain.is_empty() => Err("A product needs a title.".into()),
        Field::Title if plain.chars().count() > 200 => Err("200 letters at the most.".into()),
        Field::Title => Ok(plain),
        Field::Status => {
            let key = fold(&plain);
            let known = STATUSES.iter().find(|(word, words)| *word == key || fold(words) == key);
            known.map(|(word, _)| word.to_string()).ok_or_else(|| "Draft, active or withdrawn.".into())
        }
        Field::Tags => {
            let mut keys = vec![];
            let all: Vec<&str> = plain.split(',').map(str::trim).filter(|t| !t.is_empty()).collect();
            if all.len() > 100 || all.iter().any(|t| t.chars().count() > 100) {
                return Err("100 tags of 100 letters at the most, with commas.".into());
            }
            let once = all.into_iter().filter(|t| {
                let key = fold(t);
                let new = !keys.contains(&key);
                keys.push(key);
                new
            });
            Ok(once.collect::<Vec<_>>().join(", "))
        }
        Field::Price if plain.is_empty() => {
            Err("A price cannot be taken away here. Make the product a draft instead.".into())
        }
        Field::CompareAt if plain.is_empty() => Ok(String::new()),
        Field::Price | Field::CompareAt => {
            money(&plain).map(Money::plain).ok_or_else(|| format!("An amount like {example}."))
        }
        Field::Stock => match crate::stock::amount(plain.strip_prefix('-').unwrap_or(&plain)) {
            Some(n) if plain.starts_with('-') => Ok((-n).to_string()),
            Some(n) => Ok(n.to_string()),
            None => Err("A whole number, like 12.".into()),
        },
        Field::Weight => match crate::stock::amount(&plain) {
            Some(n) => Ok(n.to_string()),
            None => Err("Whole grams, like 250.".into()),
        },
    }
}

/// What is wrong with changes taken together: a price before that is not above the price.
pub fn together(products: &[Product], changes: &[Change], currency: Currency) -> Vec<(Cell, String)> {
    let after = |field, of, now: Option<i64>| {
        let wanted = changes.iter().find(|c| c.cell == Cell { field, of });
        wanted.map_or(now, |c| Money::parse(&c.after, currency).map(|m| m.minor))
    };
    let touched =
        |of| changes.iter().any(|c| matches!(c.cell.field, Field::Price | Field::CompareAt) && c.cell.of == of);
    let variants = products.iter().flat_map(|p| &p.variants).filter(|v| touched(v.id));
    variants
        .filter_map(|v| {
            let price = after(Field::Price, v.id, v.price);
            let before = after(Field::CompareAt, v.id, v.compare_at)?;
            let cell = Cell { field: Field::CompareAt, of: v.id };
            match price {
                None => Some((cell, "A price before needs a price.".into())),
                Some(price) if before <= price => Some((cell, "The price before has to be above the price.".into())),
                _ => None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(pairs: &[(&str, &str)]) -> Posted {
        let pairs = pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        Posted { pairs, ..Posted::default() }
    }
    fn row(of: i64, values: &[&str]) -> String {
        std::iter::once(of.to_string()).chain(values.iter().map(|v| mark(v))).collect::<Vec<_>>().join("_")
    }

    #[test]
    fn only_what_differs_from_what_was_drawn_is_a_change() {
        let (p, v) = (row(7, &["The pan", "active", "a, b"]), row(9, &["54.00", "", "8", "300"]));
        let form = posted(&[
            ("p", &p),
            ("v", &v),
            ("title-7", "The pan"),
            ("status-7", "draft"),
            ("tags-7", "a,b"),
            ("price-9", "54.0"),
            ("compare_at-9", "x"),
            ("stock-9", "9"),
            ("weight-9", "300"),
            ("weight-10", "1"),
        ]);
        let typed = Typed::read(&form);
        assert_eq!(typed.products, [7]);
        let (changes, faults) = typed.changes(Currency::EUR);
        let told: Vec<_> = changes.iter().map(|c| (c.cell.name(), c.after.as_str())).collect();
        assert_eq!(told, [("status-7".to_string(), "draft"), ("stock-9".to_string(), "9")]);
        assert_eq!(faults.iter().map(|(c, _)| c.name()).collect::<Vec<_>>(), ["compare_at-9"]);
    }

    #[test]
    fn every_cell_of_a_column_is_set_and_every_price_raised() {
        let form = posted(&[("price-1", "10.00"), ("price-2", ""), ("compare_at-1", ""), ("weight-1", "5")]);
        let mut typed = Typed::read(&form);
        typed.raise_all(-1_000, Rounding::Exact, true, Currency::EUR);
        typed.set_all(Field::Weight, "8");
        let of = |name: &str| typed.cells[&Cell::parse(name).unwrap()].clone();
        assert_eq!(["price-1", "price-2", "compare_at-1", "weight-1"].map(of), ["9.00", "", "10.00", "8"]);
    }

    #[test]
    fn a_value_is_read_as_people_type_it() {
        let eur = |field, typed| normal(field, typed, Currency::EUR);
        assert_eq!(eur(Field::Title, "  The   pan ").as_deref(), Ok("The pan"));
        assert_eq!(eur(Field::Tags, "Gift, ,gift, everyday").as_deref(), Ok("Gift, everyday"));
        assert_eq!(["Draft", "for sale"].map(|s| eur(Field::Status, s)), [Ok("draft".into()), Ok("active".into())]);
        assert_eq!(eur(Field::Price, "12").as_deref(), Ok("12.00"));
        assert_eq!(eur(Field::Stock, "-3").as_deref(), Ok("-3"));
        assert_eq!(eur(Field::CompareAt, " ").as_deref(), Ok(""));
        for (field, bad) in [
            (Field::Title, " "),
            (Field::Status, "gone"),
            (Field::Price, ""),
            (Field::Price, "-1"),
            (Field::Price, "1.234"),
            (Field::Stock, "1.5"),
            (Field::Weight, "-1"),
            (Field::Weight, ""),
        ] {
            assert!(eur(field, bad).is_err(), "{field:?} {bad}");
        }
        assert_eq!(
            ["5", "-10 %", "+2.5", "0", "5000", "x"].map(percent),
            [Some(500), Some(-1_000), Some(250), None, None, None]
        );
    }
}
