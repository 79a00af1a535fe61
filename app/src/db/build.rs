//! Statements whose shape is known only at run time.
use super::{At, Query, Sql};
use sqlx::{AssertSqlSafe, Postgres, Sqlite};

/// A statement whose shape is known only at run time: fragments written in code, values bound, `$n` numbered here.
#[derive(Default)]
pub struct Build {
    sqlite: String,
    postgres: String,
    values: Vec<Value>,
}
#[derive(Clone)]
enum Value {
    Int(i64),
    Maybe(Option<i64>),
    Text(String),
    Ids(Vec<i64>),
    Texts(Vec<String>),
    Each(String, String),
}
impl Build {
    pub fn new(text: &'static str) -> Self {
        let mut build = Build::default();
        build.push(text);
        build
    }
    /// Appends a fragment of the program's own text, never of a request.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.sqlite.push_str(text);
        self.postgres.push_str(text);
        self
    }
    fn value(&mut self, value: Value) -> usize {
        self.values.push(value);
        self.values.len()
    }
    /// Appends `$n` for a number.
    pub fn int(&mut self, value: i64) -> &mut Self {
        let n = self.value(Value::Int(value));
        self.both(&format!("${n}"))
    }
    /// Appends a number as it is, for `limit`: SQLite plans a statement anew whenever a bound limit is bound.
    pub fn digits(&mut self, value: i64) -> &mut Self {
        self.both(&value.to_string())
    }
    /// Appends `$n` for a number that may be null.
    pub fn maybe(&mut self, value: Option<i64>) -> &mut Self {
        let n = self.value(Value::Maybe(value));
        self.both(&format!("${n}"))
    }
    /// Appends `$n` for a text.
    pub fn text(&mut self, value: impl Into<String>) -> &mut Self {
        let n = self.value(Value::Text(value.into()));
        self.both(&format!("${n}"))
    }
    /// Appends `$n` for a text that is another one for each of the two.
    pub fn text_each(&mut self, sqlite: String, postgres: String) -> &mut Self {
        let n = self.value(Value::Each(sqlite, postgres));
        self.both(&format!("${n}"))
    }
    /// Appends a test of membership, ` in (…)`, of a list that is one parameter.
    pub fn within(&mut self, ids: Vec<i64>) -> &mut Self {
        let n = self.value(Value::Ids(ids));
        self.sqlite.push_str(&format!(" in (select value from json_each(${n}))"));
        self.postgres.push_str(&format!(" = any(${n})"));
        self
    }
    /// Appends the opposite test, ` not in (…)`.
    pub fn without(&mut self, ids: Vec<i64>) -> &mut Self {
        let n = self.value(Value::Ids(ids));
        self.sqlite.push_str(&format!(" not in (select value from json_each(${n}))"));
        self.postgres.push_str(&format!(" <> all(${n})"));
        self
    }
    /// The same test of membership for texts.
    pub fn within_texts(&mut self, texts: Vec<String>) -> &mut Self {
        let n = self.value(Value::Texts(texts));
        self.sqlite.push_str(&format!(" in (select value from json_each(${n}))"));
        self.postgres.push_str(&format!(" = any(${n})"));
        self
    }
    /// Appends a fragment that differs between the two.
    pub fn push_each(&mut self, sql: Sql) -> &mut Self {
        self.sqlite.push_str(sql.sqlite);
        self.postgres.push_str(sql.postgres);
        self
    }
    /// Appends a list of numbers as a table of their place, from 1, and the number: `t(place, id)`.
    pub fn table(&mut self, ids: Vec<i64>) -> &mut Self {
        let n = self.value(Value::Ids(ids));
        self.sqlite.push_str(&format!("(select key + 1 as place, value as id from json_each(${n}))"));
        self.postgres.push_str(&format!("(select place, id from unnest(${n}) with ordinality as u (id, place))"));
        self
    }
    fn both(&mut self, text: &str) -> &mut Self {
        self.catalogue(text, text)
    }
    /// Appends a fragment for each of the two whose names come from the database's own catalogue, never from a request.
    pub(crate) fn catalogue(&mut self, sqlite: &str, postgres: &str) -> &mut Self {
        self.sqlite.push_str(sqlite);
        self.postgres.push_str(postgres);
        self
    }
}

fn sqlite_ids(ids: &[i64]) -> String {
    format!("[{}]", ids.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}
pub(super) fn built<'c>(
    build: &Build,
    sqlite: Option<At<'c, Sqlite>>,
    postgres: Option<At<'c, Postgres>>,
) -> Query<'c> {
    if let Some(at) = sqlite {
        let mut q = sqlx::query(AssertSqlSafe(build.sqlite.clone()));
        for value in build.values.clone() {
            q = match value {
                Value::Int(v) => q.bind(v),
                Value::Maybe(v) => q.bind(v),
                Value::Text(v) => q.bind(v),
                Value::Ids(v) => q.bind(sqlite_ids(&v)),
                Value::Texts(v) => q.bind(serde_json::Value::from(v).to_string()),
                Value::Each(v, _) => q.bind(v),
            };
        }
        return Query::Sqlite(q, at);
    }
    let mut q = sqlx::query(AssertSqlSafe(build.postgres.clone()));
    for value in build.values.clone() {
        q = match value {
            Value::Int(v) => q.bind(v),
            Value::Maybe(v) => q.bind(v),
            Value::Text(v) => q.bind(v),
            Value::Ids(v) => q.bind(v),
            Value::Texts(v) => q.bind(v),
            Value::Each(_, v) => q.bind(v),
        };
    }
    Query::Postgres(q, postgres.expect("BUG: a statement is built for one of the two"))
}
