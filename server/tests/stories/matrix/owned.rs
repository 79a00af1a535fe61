//! What is somebody's in the database, row by row, as text: every table with a column for the person, found in the catalogue
//! of the database itself.
use super::cast::{Cast, Person};
use app::db::Db;
use std::collections::BTreeMap;

/// The rows of each table.
type Rows = BTreeMap<String, Vec<String>>;

/// What only staff changes.
const SHOP: &[&str] =
    &["role_grant", "invitation", "audit", "shop", "page", "product", "price", "payment", "order_move"];

/// Everything of a person: by its column `person`, the person itself, and the lines of their carts.
pub async fn rows_of(cast: &Cast, person: &Person) -> Rows {
    let (db, id) = (cast.shop.db(), cast.id(person).await);
    let mut all = Rows::new();
    for table in tables(db).await {
        all.insert(table.clone(), rows(db, &table, "where person = $1", Some(id)).await);
    }
    assert!(all.len() > 7, "{:?}", all.keys());
    all.insert("person".into(), rows(db, "person", "where id = $1", Some(id)).await);
    let of_carts = "where cart in (select id from cart where person = $1)";
    all.insert("cart_line".into(), rows(db, "cart_line", of_carts, Some(id)).await);
    all
}
/// Everything that only staff changes.
pub async fn of_the_shop(cast: &Cast) -> Rows {
    let mut all = Rows::new();
    for table in SHOP {
        all.insert(table.to_string(), rows(cast.shop.db(), table, "", None).await);
    }
    all
}
/// The tables that are not what they were.
pub fn changed(before: &Rows, after: &Rows) -> Vec<String> {
    before.iter().filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table.clone()).collect()
}

async fn tables(db: &Db) -> Vec<String> {
    let sql = match db.kind() {
        "SQLite" => {
            "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'person' where m.type = 'table' order by 1"
        }
        _ => {
            "select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'person' order by 1"
        }
    };
    let rows: Vec<(String,)> = db.query(sql).all().await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}
async fn rows(db: &Db, table: &str, narrow: &str, person: Option<i64>) -> Vec<String> {
    let one = match db.kind() {
        "SQLite" => {
            let columns: Vec<(String,)> = db
                .query("select 'quote(\"' || name || '\")' from pragma_table_info($1) order by cid")
                .bind(table.to_string())
                .all()
                .await
                .unwrap();
            columns.into_iter().map(|(c,)| c).collect::<Vec<_>>().join(" || '|' || ")
        }
        _ => "cast(t as text)".to_string(),
    };
    // Statements that are written here stay for the run of a test.
    let sql: &'static str = format!("select {one} from \"{table}\" t {narrow} order by 1").leak();
    let query = match person {
        Some(id) => db.query(sql).bind(id),
        None => db.query(sql),
    };
    let all: Vec<(String,)> = query.all().await.unwrap();
    all.into_iter().map(|(row,)| row).collect()
}
