//! What tables look like, in words that are the same for both databases, and what a row in a backup must look like.
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

/// A table of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The column whose numbers never come back, if there is one.
    pub counter: Option<String>,
    pub foreign: Vec<Foreign>,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    /// Whether it is never null.
    pub needed: bool,
    /// Its place in the primary key, from 1; 0 where it has none.
    pub key: i64,
}
/// A foreign key: the table it points to, and its name where the database gives one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    pub to: String,
    pub name: String,
}
/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Int,
    Bool,
    Text,
    Bytes,
}
impl Kind {
    /// The kind of a declared type, of either database.
    pub fn of(declared: &str) -> Option<Kind> {
        Some(match declared {
            "integer" | "bigint" => Kind::Int,
            "boolean" => Kind::Bool,
            "text" => Kind::Text,
            "blob" | "bytea" => Kind::Bytes,
            _ => return None,
        })
    }
    /// Whether a value of a backup is of this kind. Bytes are `{"hex": "00ff"}`.
    fn fits(self, value: &Value) -> bool {
        match self {
            Kind::Int => value.is_i64(),
            Kind::Bool => value.is_boolean(),
            Kind::Text => value.is_string(),
            Kind::Bytes => value.as_object().filter(|o| o.len() == 1).is_some_and(|o| {
                let hex = o.get("hex").and_then(Value::as_str);
                hex.is_some_and(|h| h.len().is_multiple_of(2) && h.bytes().all(|b| b.is_ascii_hexdigit()))
            }),
        }
    }
}

impl Table {
    /// A line of a backup as a row of this table; fails where a column is missing, unknown, or of another kind.
    pub fn row(&self, line: &str) -> Result<Map<String, Value>> {
        let row: Map<String, Value> = serde_json::from_str(line).context("a line is no row")?;
        for column in &self.columns {
            let name = &column.name;
            match row.get(name) {
                None => bail!("a row lacks its column {name}"),
                Some(Value::Null) => ensure!(!column.needed, "a row has nothing in its column {name}"),
                Some(value) => ensure!(column.kind.fits(value), "a row has something odd in its column {name}"),
            }
        }
        let unknown = row.keys().find(|k| self.columns.iter().all(|c| c.name != **k));
        ensure!(unknown.is_none(), "a row has a column that is not known: {}", unknown.map_or("", |k| k));
        Ok(row)
    }
}

/// The tables, those first to which others point; and the foreign keys that no order can serve, as (table, key): a table
/// that points to itself, or two that point to each other.
pub fn in_order(mut left: Vec<Table>) -> (Vec<Table>, Vec<(String, String)>) {
    let (mut ordered, mut loose) = (Vec::<Table>::new(), vec![]);
    left.sort_by(|a, b| a.name.cmp(&b.name));
    while !left.is_empty() {
        let waits = |t: &Table| t.foreign.iter().any(|f| f.to != t.name && left.iter().any(|l| l.name == f.to));
        let next = left.remove(left.iter().position(|t| !waits(t)).unwrap_or(0));
        let unserved = next.foreign.iter().filter(|f| f.to == next.name || left.iter().any(|l| l.name == f.to));
        loose.extend(unserved.map(|f| (next.name.clone(), f.name.clone())));
        ordered.push(next);
    }
    (ordered, loose)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, to: &[&str]) -> Table {
        let foreign = to.iter().map(|t| Foreign { to: t.to_string(), name: format!("{name}_{t}") }).collect();
        let column = |name: &str, kind, needed, key| Column { name: name.into(), kind, needed, key };
        let columns = vec![
            column("id", Kind::Int, true, 1),
            column("word", Kind::Text, false, 0),
            column("open", Kind::Bool, true, 0),
            column("hash", Kind::Bytes, false, 0),
        ];
        Table { name: name.into(), columns, counter: None, foreign }
    }

    #[test]
    fn a_table_comes_after_those_it_points_to() {
        let (tables, loose) = in_order(vec![table("a", &["b", "c"]), table("b", &["c"]), table("c", &[])]);
        assert_eq!(tables.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["c", "b", "a"]);
        assert_eq!(loose, []);
    }

    #[test]
    fn what_points_to_itself_or_round_is_named() {
        let (tables, loose) = in_order(vec![table("post", &["post"]), table("x", &["y"]), table("y", &["x"])]);
        assert_eq!(tables.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["post", "x", "y"]);
        assert_eq!(loose, [("post".into(), "post_post".into()), ("x".into(), "x_y".into())]);
    }

    #[test]
    fn a_row_has_every_column_and_no_other_each_of_its_kind() {
        let t = table("t", &[]);
        let good = r#"{"id":-9223372036854775808,"word":"é","open":true,"hash":{"hex":"00ff"}}"#;
        assert_eq!(t.row(good).unwrap()["id"], i64::MIN);
        assert!(t.row(r#"{"id":1,"word":null,"open":false,"hash":null}"#).is_ok());
        for bad in [
            "",
            "[]",
            r#"{"id":1,"word":"x","open":true}"#,
            r#"{"id":1,"word":"x","open":true,"hash":null,"more":1}"#,
            r#"{"id":null,"word":"x","open":true,"hash":null}"#,
            r#"{"id":1.5,"word":"x","open":true,"hash":null}"#,
            r#"{"id":9223372036854775808,"word":"x","open":true,"hash":null}"#,
            r#"{"id":1,"word":7,"open":true,"hash":null}"#,
            r#"{"id":1,"word":"x","open":1,"hash":null}"#,
            r#"{"id":1,"word":"x","open":true,"hash":"00ff"}"#,
            r#"{"id":1,"word":"x","open":true,"hash":{"hex":"0g"}}"#,
        ] {
            assert!(t.row(bad).is_err(), "{bad}");
        }
    }
}
