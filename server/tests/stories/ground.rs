//! The ground: two schemas that are one, readers that cannot write, limits, and pages for when things go wrong.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::shop::{on_postgres, on_sqlite};
use crate::kit::{Browser, Shop, both};
use app::db::Db;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// Tables with their columns, keys and lookup rows, in words that are the same for both databases.
type Shape = BTreeMap<String, BTreeSet<String>>;
/// The rows that the migrations wrote, by table.
type Rows = BTreeMap<String, Vec<String>>;

async fn sqlite_shape(shop: &Shop) -> Shape {
    let db = shop.db();
    let tables: Vec<(String,)> = db
        .query("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_sqlx%' and name not like '%\\_fts%' escape '\\'")
        .all()
        .await
        .unwrap();
    let mut shape = Shape::new();
    for (table,) in tables {
        let mut facts = BTreeSet::new();
        let columns: Vec<(String, String, i64)> = db
            .query("select name, lower(type), \"notnull\" from pragma_table_info($1)")
            .bind(table.clone())
            .all()
            .await
            .unwrap();
        let keys: Vec<(String,)> = db
            .query("select name from pragma_table_info($1) where pk > 0 order by pk")
            .bind(table.clone())
            .all()
            .await
            .unwrap();
        let key: Vec<String> = keys.into_iter().map(|(k,)| k).collect();
        for (name, kind, not_null) in columns {
            let kind = match kind.as_str() {
                "integer" => "bigint",
                "blob" => "bytea",
                other => other,
            };
            let needed = not_null == 1 || key.contains(&name);
            facts.insert(format!("column {name} {kind} {}", if needed { "needed" } else { "free" }));
        }
        facts.insert(format!("unique {}", key.join(",")));
        let indexes: Vec<(String, i64, String)> = db
            .query("select name, \"unique\", origin from pragma_index_list($1)")
            .bind(table.clone())
            .all()
            .await
            .unwrap();
        for (index, unique, origin) in indexes {
            // An expression has no name, here as in PostgreSQL.
            let parts: Vec<(Option<String>,)> =
                db.query("select name from pragma_index_info($1) order by seqno").bind(index).all().await.unwrap();
            let parts: Vec<String> = parts.into_iter().filter_map(|(p,)| p).collect();
            let word = if unique == 1 { "unique" } else { "index" };
            if origin != "pk" {
                facts.insert(format!("{word} {}", parts.join(",")));
            }
        }
        let foreign: Vec<(i64, String, String, String, String)> = db
            .query("select id, \"table\", \"from\", coalesce(\"to\", ''), on_delete from pragma_foreign_key_list($1) order by id, seq")
            .bind(table.clone())
            .all()
            .await
            .unwrap();
        let mut by_key: BTreeMap<i64, (String, Vec<String>, String)> = BTreeMap::new();
        for (id, to, from, _, gone) in foreign {
            let entry = by_key.entry(id).or_insert_with(|| (to, vec![], gone));
            entry.1.push(from);
        }
        for (to, from, gone) in by_key.into_values() {
            facts.insert(format!("foreign {} to {to} {}", from.join(","), gone.to_lowercase()));
        }
        shape.insert(table, facts);
    }
    shape
}

async fn postgres_shape(shop: &Shop) -> Shape {
    let db = shop.db();
    let mut shape = Shape::new();
    let columns: Vec<(String, String, String, bool)> = db
        .query(
            "select table_name::text, column_name::text, data_type::text, is_nullable = 'NO' from information_schema.columns
             where table_schema = 'public' and table_name not like '\\_sqlx%' and table_name not like '%\\_search'",
        )
        .all()
        .await
        .unwrap();
    for (table, name, kind, needed) in columns {
        let fact = format!("column {name} {kind} {}", if needed { "needed" } else { "free" });
        shape.entry(table).or_default().insert(fact);
    }
    let indexes: Vec<(String, bool, String)> = db
        .query(
            "select c.relname::text, i.indisunique, (select string_agg(a.attname::text, ',' order by k.n)
                from unnest(i.indkey) with ordinality k(attnum, n) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum)
             from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relname not like '\\_sqlx%' and c.relname not like '%\\_search'",
        )
        .all()
        .await
        .unwrap();
    for (table, unique, parts) in indexes {
        shape.entry(table).or_default().insert(format!("{} {parts}", if unique { "unique" } else { "index" }));
    }
    let foreign: Vec<(String, String, String, String)> = db
        .query(
            "select c.relname::text, r.relname::text, (select string_agg(a.attname::text, ',' order by k.n)
                from unnest(f.conkey) with ordinality k(attnum, n) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum),
                case f.confdeltype when 'a' then 'no action' when 'c' then 'cascade' when 'n' then 'set null' else f.confdeltype::text end
             from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class r on r.oid = f.confrelid
             where f.contype = 'f' and c.relname not like '%\\_search'",
        )
        .all()
        .await
        .unwrap();
    for (table, to, from, gone) in foreign {
        shape.entry(table).or_default().insert(format!("foreign {from} to {to} {gone}"));
    }
    shape
}

static SQLITE: Mutex<Option<(Shape, Rows)>> = Mutex::new(None);

/// The rows that the migrations wrote, as text.
async fn lookups(shop: &Shop) -> Rows {
    let mut all = Rows::new();
    for (table, sql) in LOOKUPS {
        let rows: Vec<(String,)> = shop.db().query(*sql).all().await.unwrap();
        let mut rows: Vec<String> = rows.into_iter().map(|(r,)| r).collect();
        rows.sort();
        assert!(!rows.is_empty(), "{table}");
        all.insert(table.to_string(), rows);
    }
    all
}
const LOOKUPS: &[(&str, &str)] = &[
    ("media_kind", "select kind from media_kind"),
    ("tax_class", "select class || name from tax_class"),
    (
        "tax_rate",
        "select country || '|' || area || '|' || class || '|' || cast(basis_points as text) || '|' || cast(valid_from as text) || '|' || coalesce(cast(valid_to as text), '') from tax_rate",
    ),
    ("product_status", "select status from product_status"),
    ("attribute_kind", "select kind from attribute_kind"),
    ("facet_kind", "select kind from facet_kind"),
    ("facet", "select cast(id as text) || kind || handle || label from facet"),
    ("facet_value", "select cast(id as text) || name || label || cast(position as text) from facet_value"),
    ("slug_kind", "select kind from slug_kind"),
    ("stock_reason", "select reason from stock_reason"),
    (
        "shipping_method",
        "select method || cast(ships as text) from shipping_method where method <> '' and ships union all select method from shipping_method",
    ),
    ("order_state", "select axis || state from order_state"),
    ("order_move_allowed", "select axis || from_state || to_state from order_move_allowed"),
    ("payment_method", "select method from payment_method"),
    ("refund_reason", "select reason from refund_reason"),
    ("paper_kind", "select kind from paper_kind"),
    ("consent_kind", "select kind from consent_kind"),
    ("event_kind", "select kind from event_kind"),
    ("event_audience", "select audience from event_audience"),
    ("job_kind", "select kind from job_kind"),
    ("mail_kind", "select kind from mail_kind"),
    ("person_kind", "select kind from person_kind"),
    ("staff_role", "select role from staff_role"),
    ("token_kind", "select kind from token_kind"),
    ("attempt_kind", "select kind from attempt_kind"),
];

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_keys_and_lookup_rows() {
    on_sqlite(|shop| async move {
        *SQLITE.lock().unwrap() = Some((sqlite_shape(&shop).await, lookups(&shop).await));
    })
    .await;
    on_postgres(|shop| async move {
        let (sqlite, rows) = SQLITE.lock().unwrap().clone().unwrap();
        let postgres = postgres_shape(&shop).await;
        assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
        for (table, facts) in &sqlite {
            assert_eq!(facts, &postgres[table], "{table}");
        }
        let mine = |t: &str| t == "shipping_method";
        for (table, rows) in rows {
            // A boolean reads `1` here and `true` there.
            let there = lookups(&shop).await[&table].clone();
            let plain = |r: &Vec<String>| r.iter().map(|x| x.replace("true", "1")).collect::<BTreeSet<_>>();
            assert!(if mine(&table) { plain(&rows) == plain(&there) } else { rows == there }, "{table}");
        }
        assert!(LOOKUPS.iter().all(|(t, _)| sqlite.contains_key(*t)));
    })
    .await;
}

#[tokio::test]
async fn every_kind_that_the_program_writes_is_in_its_table() {
    both(|shop| async move {
        for kind in app::activity::Kind::ALL {
            let (n,): (i64,) = shop
                .db()
                .query("select count(*) from event_kind where kind = $1")
                .bind(kind.word())
                .one()
                .await
                .unwrap();
            assert_eq!(n, 1, "{}", kind.word());
        }
        assert_eq!(shop.number("select count(*) from event_kind").await, app::activity::Kind::ALL.len() as i64);
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_cannot_write() {
    both(|shop| async move {
        let refused = shop.db().query("update shop set name = 'x'").run().await;
        assert!(refused.is_err());
        assert!(shop.db().query("insert into tax_class (class, name) values ('x', 'x')").run().await.is_err());
        assert_eq!(shop.number("select count(*) from shop where name = 'x'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_migrated_shop_with_goods_migrates_again_and_loses_nothing() {
    both(|shop| async move {
        crate::orders::ordered(&shop, "transfer").await;
        let before = shop.number("select count(*) from order_line").await;
        assert_eq!(shop.db().migrate().await.unwrap(), 0);
        assert_eq!(shop.number("select count(*) from order_line").await, before);
        assert!(shop.db().ready().await);
        shop.healthy().await;
    })
    .await;
}

/// Every text column says whether it may hold something about a person. A new column fails until it is sorted in.
#[tokio::test]
async fn every_text_column_is_sorted_into_personal_or_not() {
    on_sqlite(|shop| async move {
        for (table, facts) in sqlite_shape(&shop).await {
            for fact in facts.iter().filter(|f| f.starts_with("column ") && f.contains(" text ")) {
                let column = format!("{table}.{}", fact.split(' ').nth(1).unwrap());
                let (personal, plain) = (app::house::personal::is(&column), app::house::personal::is_not(&column));
                assert!(personal != plain, "{column} must stand in one of the two lists");
            }
        }
        let all = sqlite_shape(&shop).await;
        for column in app::house::personal::PERSONAL {
            let (table, name) = column.split_once('.').unwrap();
            assert!(all[table].iter().any(|f| f.starts_with(&format!("column {name} "))), "{column} is gone");
        }
    })
    .await;
}

/// The columns that point at a person, as the schema has them.
async fn pointing_at_people(shop: &Shop) -> Vec<String> {
    let shape = match shop.db() {
        Db::Sqlite { .. } => sqlite_shape(shop).await,
        Db::Postgres { .. } => postgres_shape(shop).await,
    };
    let mut all = vec![];
    for (table, facts) in shape {
        let columns = facts.iter().filter_map(|f| f.strip_prefix("foreign ")?.split_once(" to person "));
        all.extend(columns.map(|(column, _)| format!("{table}.{column}")));
    }
    all
}

/// Every column that points at a person says what becomes of it at a sign-in. A new one fails until it does.
#[tokio::test]
async fn every_column_that_points_at_a_person_is_settled() {
    both(|shop| async move {
        let settled = app::house::personal::is_settled;
        let all = pointing_at_people(&shop).await;
        assert!(all.contains(&"orders.person".to_string()), "the walk finds what it is for");
        assert_eq!(all.iter().filter(|c| !settled(c)).collect::<Vec<_>>(), [""; 0]);
        let stays = app::house::personal::STAYS.iter().map(|(column, _)| *column);
        for column in app::accounts::adopt::ADOPT.iter().map(|(column, _)| *column).chain(stays) {
            assert!(all.iter().any(|c| c == column), "{column} points at nobody");
        }
        shop.db()
            .run("create table planted (id bigint primary key, friend bigint references person (id))")
            .run()
            .await
            .unwrap();
        let unsettled: Vec<String> = pointing_at_people(&shop).await.into_iter().filter(|c| !settled(c)).collect();
        assert_eq!(unsettled, ["planted.friend"]);
    })
    .await;
}

#[tokio::test]
async fn health_and_readiness_are_told_apart() {
    both(|shop| async move {
        let mut b = Browser::new(&shop);
        assert_eq!(b.open("/healthz").await.status, 200);
        assert_eq!(b.open("/readyz").await.status, 200);
        shop.db().run("update _sqlx_migrations set success = false").run().await.unwrap();
        assert_eq!(b.open("/readyz").await.status, 503);
        assert_eq!(b.open("/healthz").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn what_breaks_looks_like_the_shop_and_has_a_number() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        shop.db().run("drop table making_step").run().await.unwrap();
        let mut b = Browser::new(&shop);
        b.open("/products/mug").await;
        assert_eq!(b.page.status, 500);
        assert!(b.text().contains("Its number is") && b.count("header nav") == 1, "{}", b.text());
        assert!(!b.page.html.contains("making_step"), "the cause stands in the log alone");
        assert_eq!(b.open("/nowhere").await.status, 404);
        assert_eq!(b.count("header nav"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_body_that_is_too_large_and_one_that_is_no_form_are_refused() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let mut b = Browser::new(&shop);
        b.post("/products/mug", &[("personal".into(), "x".repeat(300_000))]).await;
        assert_eq!(b.page.status, 413);
        b.post("/cart", &[("line".into(), "not a number".into())]).await;
        assert!((400..500).contains(&b.page.status), "{}", b.page.status);
    })
    .await;
}
