//! Tables as the database's own catalogue tells them, their rows as JSON, and the way back. Names in these statements come
//! from the catalogue alone.
use super::is_kept;
use super::shape::{Column, Foreign, Kind, Table};
use crate::db::{Build, Db, Result, Sql, Tx};
use anyhow::Context;
use futures::stream::BoxStream;
use std::collections::BTreeMap;

/// Every table that a backup holds, in no order. Fails where a column has a type that is the same in no two databases.
pub async fn tables(tx: &mut Tx) -> anyhow::Result<Vec<Table>> {
    let columns: Vec<(String, String, String, bool, i64, bool)> = tx
        .query(Sql {
            sqlite: "select m.name, c.name, lower(c.type), c.\"notnull\" > 0 or c.pk > 0, c.pk,
                        c.pk > 0 and m.sql like '%autoincrement%'
                     from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' order by m.name, c.cid",
            postgres: "select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                        coalesce((select k.n from pg_index i, unnest(i.indkey) with ordinality k (attnum, n)
                            where i.indrelid = c.oid and i.indisprimary and k.attnum = a.attnum), 0),
                        a.attidentity <> ''
                     from pg_class c join pg_attribute a on a.attrelid = c.oid
                     where c.relkind = 'r' and c.relnamespace = current_schema()::text::regnamespace
                        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                     order by c.relname, a.attnum",
        })
        .all()
        .await?;
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (table, name, declared, needed, key, counts) in columns.into_iter().filter(|(t, ..)| is_kept(t)) {
        let kind = Kind::of(&declared)
            .with_context(|| format!("{table}.{name} is {declared}: a backup does not know this type"))?;
        let to = tables.entry(table.clone()).or_insert_with(|| Table {
            name: table,
            columns: vec![],
            counter: None,
            foreign: vec![],
        });
        if counts {
            to.counter = Some(name.clone());
        }
        to.columns.push(Column { name, kind, needed, key });
    }
    let foreign: Vec<(String, String, String)> = tx
        .query(Sql {
            sqlite: "select m.name, f.\"table\", '' from sqlite_master m join pragma_foreign_key_list(m.name) f
                     where m.type = 'table' and f.seq = 0",
            postgres: "select c.relname::text, r.relname::text, f.conname::text from pg_constraint f
                     join pg_class c on c.oid = f.conrelid join pg_class r on r.oid = f.confrelid
                     where f.contype = 'f' and c.relnamespace = current_schema()::text::regnamespace",
        })
        .all()
        .await?;
    for (table, to, name) in foreign {
        if let Some(table) = tables.get_mut(&table) {
            table.foreign.push(Foreign { to, name });
        }
    }
    Ok(tables.into_values().collect())
}

/// Whether any table stands in the database, of ours or not; and the version of its schema, 0 before the first migration.
/// Tables without a version are those of somebody else.
pub async fn standing(tx: &mut Tx) -> Result<(bool, Option<i64>)> {
    let names: Vec<(String,)> = tx
        .query(Sql {
            sqlite: "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
            postgres: "select tablename::text from pg_tables where schemaname = current_schema()::text",
        })
        .all()
        .await?;
    if !names.iter().any(|(n,)| n == "_sqlx_migrations") {
        return Ok((!names.is_empty(), None));
    }
    let (version,): (i64,) =
        tx.query("select cast(coalesce(max(version), 0) as bigint) from _sqlx_migrations where success").one().await?;
    Ok((true, Some(version)))
}

/// Whether somebody did something in this shop, beyond what the migrations did.
pub async fn is_used(tx: &mut Tx) -> Result<bool> {
    let (rows,): (i64,) = tx
        .query(
            "select (select count(*) from product) + (select count(*) from orders) + (select count(*) from person)
                + (select count(*) from event) + (select count(*) from cart) + (select count(*) from audit)
                + (select count(*) from page) + (select count(*) from maker) + (select count(*) from media)",
        )
        .one()
        .await?;
    Ok(rows > 0)
}

/// The name of the shop.
pub async fn shop(tx: &mut Tx) -> Result<String> {
    Ok(tx.query("select name from shop where id = 1").one::<(String,)>().await?.0)
}

/// The highest number ever given, by table, where the database remembers it.
pub async fn lasts(tx: &mut Tx) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = tx
        .query(Sql {
            sqlite: "select name, seq from sqlite_sequence",
            postgres: "select t, n from (select c.relname::text as t,
                        pg_sequence_last_value(pg_get_serial_sequence(quote_ident(c.relname), a.attname)::regclass) as n
                     from pg_class c join pg_attribute a on a.attrelid = c.oid
                     where c.relkind = 'r' and c.relnamespace = current_schema()::text::regnamespace
                        and a.attidentity <> '' and not a.attisdropped) s where n is not null",
        })
        .all()
        .await?;
    Ok(rows.into_iter().collect())
}

/// How many rows a table has.
pub async fn count(tx: &mut Tx, table: &Table) -> Result<u64> {
    let text = format!("select count(*) from {}", quoted(&table.name));
    let (rows,): (i64,) = tx.build(Build::default().catalogue(&text, &text)).one().await?;
    Ok(rows.cast_unsigned())
}

/// Every row of a table as a JSON object on one line, in the order of its key.
pub fn rows<'t>(tx: &'t mut Tx, table: &Table) -> BoxStream<'t, Result<(String,)>> {
    let name = quoted(&table.name);
    let mut key: Vec<&Column> = table.columns.iter().filter(|c| c.key > 0).collect();
    key.sort_by_key(|c| c.key);
    let key: Vec<String> = key.into_iter().map(|c| format!("t.{}", quoted(&c.name))).collect();
    let order = if key.is_empty() { String::new() } else { format!(" order by {}", key.join(", ")) };
    let sqlite = listed(table, |c| {
        let (q, label) = (quoted(&c.name), c.name.replace('\'', "''"));
        match c.kind {
            Kind::Int | Kind::Text => format!("'{label}', {q}"),
            Kind::Bool => {
                format!("'{label}', json(case when {q} is null then 'null' when {q} then 'true' else 'false' end)")
            }
            Kind::Bytes => {
                format!(
                    "'{label}', json(case when {q} is null then 'null' else json_object('hex', lower(hex({q}))) end)"
                )
            }
        }
    });
    let postgres = listed(table, |c| match c.kind {
        Kind::Bytes => {
            let q = quoted(&c.name);
            format!("case when {q} is not null then json_build_object('hex', encode({q}, 'hex')) end as {q}")
        }
        _ => quoted(&c.name),
    });
    tx.build(Build::default().catalogue(
        &format!("select json_object({sqlite}) from {name} t{order}"),
        &format!("select row_to_json(r)::text from (select {postgres} from {name} t{order}) r"),
    ))
    .each()
}

/// Puts rows into a table, given as JSON objects with commas between them; how many there were.
pub async fn fill(tx: &mut Tx, table: &Table, rows: String) -> Result<u64> {
    let (name, columns) = (quoted(&table.name), listed(table, |c| quoted(&c.name)));
    let sqlite = listed(table, |c| {
        let path = c.name.replace('\'', "''");
        match c.kind {
            Kind::Bytes => format!("unhex(json_extract(value, '$.\"{path}\".hex'))"),
            _ => format!("json_extract(value, '$.\"{path}\"')"),
        }
    });
    let postgres = listed(table, |c| match c.kind {
        Kind::Bytes => format!("decode({}->>'hex', 'hex')", quoted(&c.name)),
        _ => quoted(&c.name),
    });
    let types = listed(table, |c| {
        let kind = match c.kind {
            Kind::Int => "bigint",
            Kind::Bool => "boolean",
            Kind::Text => "text",
            Kind::Bytes => "jsonb",
        };
        format!("{} {kind}", quoted(&c.name))
    });
    tx.build(Build::default().catalogue(
        &format!("insert into {name} ({columns}) select {sqlite} from json_each($1)"),
        &format!("insert into {name} ({columns}) select {postgres} from jsonb_to_recordset($1::jsonb) as r ({types})"),
    ))
    .bind(format!("[{rows}]"))
    .run()
    .await
}

/// Keeps every other writer away until the transaction ends. On SQLite a transaction that writes is alone already.
pub async fn claim(tx: &mut Tx, tables: &[Table]) -> Result<()> {
    let all: Vec<String> = tables.iter().map(|t| quoted(&t.name)).collect();
    run(tx, "select 1", &format!("lock table {} in exclusive mode", all.join(", "))).await
}

/// Lets foreign keys that no order can serve wait for `tighten`.
pub async fn loosen(tx: &mut Tx, loose: &[(String, String)]) -> Result<()> {
    run(tx, "pragma defer_foreign_keys = on", "select 1").await?;
    for (table, key) in loose {
        let (table, key) = (quoted(table), quoted(key));
        let text = format!("alter table {table} alter constraint {key} deferrable initially deferred");
        run(tx, "select 1", &text).await?;
    }
    Ok(())
}

/// Checks every foreign key, and leaves them as they were before `loosen`. How many rows point nowhere.
pub async fn tighten(tx: &mut Tx, loose: &[(String, String)]) -> Result<i64> {
    run(tx, "select 1", "set constraints all immediate").await?;
    for (table, key) in loose {
        let text = format!("alter table {} alter constraint {} not deferrable", quoted(table), quoted(key));
        run(tx, "select 1", &text).await?;
    }
    let broken = Sql { sqlite: "select count(*) from pragma_foreign_key_check", postgres: "select cast(0 as bigint)" };
    Ok(tx.query(broken).one::<(i64,)>().await?.0)
}

/// Takes away what the migrations put into a table.
pub async fn clear(tx: &mut Tx, table: &Table) -> Result<()> {
    let text = format!("delete from {}", quoted(&table.name));
    run(tx, &text, &text).await
}

/// Makes the next row's number the one after the highest that was ever given.
pub async fn count_on(tx: &mut Tx, table: &Table, last: Option<i64>) -> Result<()> {
    let Some(id) = &table.counter else { return Ok(()) };
    let (name, id) = (quoted(&table.name), quoted(id));
    let text = format!("select cast(coalesce(max({id}), 0) as bigint) from {name}");
    let (top,): (i64,) = tx.build(Build::default().catalogue(&text, &text)).one().await?;
    let last = last.unwrap_or(0).max(top);
    let (plain, column) = (table.name.replace('\'', "''"), id.trim_matches('"').replace('\'', "''"));
    run(tx, &format!("delete from sqlite_sequence where name = '{plain}'"), "select 1").await?;
    let number = format!(
        "select setval(pg_get_serial_sequence('{}', '{column}'), {}, {})",
        name.replace('\'', "''"),
        last.max(1),
        last > 0
    );
    run(tx, &format!("insert into sqlite_sequence (name, seq) values ('{plain}', {last})"), &number).await
}

/// The tables of the schema at this version, in no order: from a database in memory that is migrated so far.
pub async fn tables_at(version: i64) -> anyhow::Result<Vec<Table>> {
    let db = Db::open("sqlite::memory:", 1).await?;
    db.migrate_to(version).await?;
    let tables = tables(&mut db.begin().await?).await;
    db.close().await;
    tables
}

async fn run(tx: &mut Tx, sqlite: &str, postgres: &str) -> Result<()> {
    tx.build(Build::default().catalogue(sqlite, postgres)).run().await?;
    Ok(())
}
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
fn listed(table: &Table, each: impl Fn(&Column) -> String) -> String {
    table.columns.iter().map(each).collect::<Vec<_>>().join(", ")
}
