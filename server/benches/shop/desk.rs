//! The desk of a large shop: its lists with a hundred thousand products and ten orders for each, three years of them, on both
//! databases. The orders are written in bulk, by SQL, here alone.
use crate::client::{Plan, load};
use crate::machine::{self, Place, Served, Who, bench_dir, median, migrations_mark, serve};
use crate::table::Table;
use crate::writes::{postgres, sql};
use crate::{Wanted, goods, web};
use anyhow::{Context, Result, ensure};
use app::accounts::password;
use app::db::{Db, Sql};
use app::staff::Role;
use app::values::{Email, Moment};
use app::viewer::FreshMerchant;

const EMAIL: &str = "marit@bench.example";
const PASSWORD: &str = "copper kettle on monday";
/// How many orders there are for each product.
const EACH: i64 = 10;
/// Another one throws away what is kept.
const VERSION: u32 = 1;

pub fn measure(runtime: &tokio::runtime::Runtime, wanted: &Wanted, table: &mut Table) -> Result<()> {
    let size = wanted.sizes.iter().copied().max().unwrap_or(100_000);
    let place = Place::sqlite(runtime.block_on(kept(size))?);
    one(runtime, wanted, "SQLite", &place, table)?;
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        table.note("PostgreSQL: not measured, start the bench by .ci/with-postgres".into());
        return Ok(());
    };
    machine::pin_postgres(&server);
    let (name, place) = postgres(&server)?;
    runtime.block_on(sql(&server, format!("create database {name}")))?;
    let done = runtime.block_on(fill(&place, size)).and_then(|()| one(runtime, wanted, "PostgreSQL", &place, table));
    runtime.block_on(sql(&server, format!("drop database {name} with (force)")))?;
    done
}

/// A shop of so many products with its orders on SQLite, made where it is not kept.
async fn kept(size: usize) -> Result<std::path::PathBuf> {
    let kept = bench_dir().join(format!("desk-{size}-{}-{VERSION}", migrations_mark()));
    if !kept.join("shop.db").exists() {
        let place = Place::sqlite(goods::shop(size).await?);
        write(&place, size).await?;
        std::fs::remove_dir_all(&kept).ok();
        std::fs::rename(&place.folder, &kept)?;
    }
    Ok(kept)
}
/// The same on PostgreSQL, anew each time.
async fn fill(place: &Place, size: usize) -> Result<()> {
    let db = Db::open(&place.database_url, 2).await?;
    goods::fill(&db, &place.folder.join("media"), size).await?;
    db.close().await;
    write(place, size).await
}

/// A statement that writes so many rows, `$1`, each by its number `i`.
macro_rules! counted {
    ($insert:literal, $select:literal) => {
        counted!($insert, $select, $select)
    };
    ($insert:literal, $sqlite:literal, $postgres:literal) => {
        Sql {
            sqlite: concat!(
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1) ",
                $insert,
                " select ",
                $sqlite,
                " from n"
            ),
            postgres: concat!($insert, " select ", $postgres, " from generate_series(cast(1 as bigint), $1) as n (i)"),
        }
    };
}

/// Writes customers, orders, payments and mails: the first three years ago, the last today. What is old has arrived or was
/// cancelled, what is new waits for money or to be sent.
async fn write(place: &Place, size: usize) -> Result<()> {
    let orders = size as i64 * EACH;
    let (now, people) = (Moment::now(), orders / 10);
    let began = now.0 - 3 * 365 * Moment::DAY;
    let apart = (now.0 - began) / orders;
    let db = Db::open(&place.database_url, 2).await?;
    eprintln!("bench: {}, {orders} orders are written, once", db.kind());
    let mut tx = db.begin().await?;
    let (variants,): (i64,) = tx.query("select max(id) from variant").one().await?;
    tx.query(counted!(
        "insert into person (id, kind, alias, alias_key, avatar_seed, email, email_key, lang, created_at, seen_at, acted_at)",
        "1000000 + i, 'customer', 'Guest ' || cast(i as text), 'guest ' || cast(i as text), i * 7919,
         'buyer.' || cast(i as text) || '@example.org', 'buyer.' || cast(i as text) || '@example.org', 'en', $2, $2, $2"
    ))
    .bind(people)
    .bind(began)
    .run()
    .await?;
    tx.query(counted!(
        "insert into cart (id, currency, country, version, created_at, updated_at, expires_at, closed_at)",
        "i, 'EUR', 'NL', 1, $2 + i * $3, $2 + i * $3, $2 + i * $3, $2 + i * $3"
    ))
    .bind(orders)
    .bind(began)
    .bind(apart)
    .run()
    .await?;
    // Every second order is of somebody with an account; of a hundred six came to nothing; the last fiftieth is still open.
    tx.query(counted!(
        "insert into orders (id, number, code_hash, cart, currency, lang, email, email_key, name, person, country, address,
            shipping_method, shipping_title, shipping_price, shipping_tax, items_total, tax_total, total, prices_include_tax,
            payment_method, state, payment_state, fulfilment_state, show_purchase, presence_arm, channel, placed_at)",
        "i, cast(10000 + i as text), cast('order ' || cast(i as text) as blob), i, 'EUR', 'en',
            'buyer.' || cast(1 + i * 7919 % $4 as text) || '@example.org', 'buyer.' || cast(1 + i * 7919 % $4 as text) || '@example.org',
            case i % 4 when 0 then 'Noor ' when 1 then 'Wim ' when 2 then 'Anke ' else 'Bram ' end || 'Veld' || cast(i % 977 as text),
            case when i % 2 = 0 then 1000001 + i * 7919 % $4 end, case when i % 9 = 0 then 'DE' else 'NL' end, '{}',
            'parcel', 'Parcel post', 490, 85, 1200 + i % 300 * 25, (1200 + i % 300 * 25) * 21 / 121, 1690 + i % 300 * 25, true,
            'transfer',
            case when i % 100 < 6 then 'cancelled' when i > $1 - $1 / 50 then 'placed' else 'completed' end,
            case when i % 100 < 6 then 'void' when i > $1 - $1 / 50 and i % 3 = 0 then 'awaiting' else 'paid' end,
            case when i % 100 < 6 then 'stopped' when i <= $1 - $1 / 50 then 'delivered' when i % 3 = 1 then 'sent' else 'waiting' end,
            false, '', 'web', $2 + i * $3",
        "i, cast(10000 + i as text), convert_to('order ' || cast(i as text), 'UTF8'), i, 'EUR', 'en',
            'buyer.' || cast(1 + i * 7919 % $4 as text) || '@example.org', 'buyer.' || cast(1 + i * 7919 % $4 as text) || '@example.org',
            case i % 4 when 0 then 'Noor ' when 1 then 'Wim ' when 2 then 'Anke ' else 'Bram ' end || 'Veld' || cast(i % 977 as text),
            case when i % 2 = 0 then 1000001 + i * 7919 % $4 end, case when i % 9 = 0 then 'DE' else 'NL' end, '{}',
            'parcel', 'Parcel post', 490, 85, 1200 + i % 300 * 25, (1200 + i % 300 * 25) * 21 / 121, 1690 + i % 300 * 25, true,
            'transfer',
            case when i % 100 < 6 then 'cancelled' when i > $1 - $1 / 50 then 'placed' else 'completed' end,
            case when i % 100 < 6 then 'void' when i > $1 - $1 / 50 and i % 3 = 0 then 'awaiting' else 'paid' end,
            case when i % 100 < 6 then 'stopped' when i <= $1 - $1 / 50 then 'delivered' when i % 3 = 1 then 'sent' else 'waiting' end,
            false, '', 'web', $2 + i * $3"
    ))
    .bind(orders)
    .bind(began)
    .bind(apart)
    .bind(people)
    .run()
    .await?;
    for words in [
        counted!(
            "insert into order_name (word, order_id)",
            "case i % 4 when 0 then 'noor' when 1 then 'wim' when 2 then 'anke' else 'bram' end, i"
        ),
        counted!("insert into order_name (word, order_id)", "'veld' || cast(i % 977 as text), i"),
    ] {
        tx.query(words).bind(orders).run().await?;
    }
    tx.query(counted!(
        "insert into order_line (id, order_id, position, variant, sku, title, options, properties, quantity, unit_price, discount,
            tax_class, basis_points, tax, total, ships)",
        "i, i, 0, 1 + i * 7919 % $2, 'B' || cast(i % 1000 as text), 'A thing of the kitchen line', 'small, natural', '{}', 1,
            1200 + i % 300 * 25, 0, 'standard', 2100, (1200 + i % 300 * 25) * 21 / 121, 1200 + i % 300 * 25, true"
    ))
    .bind(orders)
    .bind(variants)
    .run()
    .await?;
    tx.query(
        "insert into payment (order_id, method, amount, currency, received_at, actor, created_at)
         select id, 'transfer', total, 'EUR', case when payment_state = 'paid' then placed_at + 86400000 end, 'console', placed_at from orders order by orders.id",
    )
    .run()
    .await?;
    tx.query(
        "insert into mail (kind, about, order_id, recipient, lang, created_at, sent_at)
         select 'order.placed', cast(id as text), id, email, 'en', placed_at, placed_at + 1000 from orders order by orders.id",
    )
    .run()
    .await?;
    tx.query(
        "insert into customer (person, email, email_key, name, name_key, orders, spent, last_order_at, last_at, since)
         select p.id, p.email, p.email_key, 'Noor Veld' || cast(p.id as text), 'noor veld' || cast(p.id as text), coalesce(o.placed, 0),
            coalesce(o.spent, 0), o.last_at, coalesce(o.last_at, p.created_at), p.created_at
         from person p left join (
            select email_key, count(*) as placed, cast(sum(total) as bigint) as spent, max(placed_at) as last_at
            from orders where state <> 'cancelled' group by email_key) o on o.email_key = p.email_key
         where p.kind = 'customer' order by p.id",
    )
    .run()
    .await?;
    tx.commit().await?;
    let hash = password::hash(PASSWORD).await?;
    let address = Email::parse(EMAIL).context("BUG: an address")?;
    app::staff::store::add(
        &db,
        &FreshMerchant::at_the_console(),
        (Role::Merchant, "Marit", &address),
        &hash,
        "en",
        now,
    )
    .await?;
    if db.kind() == "PostgreSQL" {
        // What it does by itself within a minute in a shop that runs.
        db.run("analyze").run().await?;
    }
    db.close().await;
    Ok(())
}

/// Which figure is asked of a page, in milliseconds.
const LIST: f64 = 50.0;
const FREE: f64 = 300.0;

/// The pages that are read: name, address, the most its middle time may be.
const PAGES: &[(&str, &str, f64)] = &[
    ("products", "/admin/products", LIST),
    ("products by title", "/admin/products?sort=title", LIST),
    ("products by price", "/admin/products?sort=price", LIST),
    ("products by stock", "/admin/products?sort=stock", LIST),
    ("stock", "/admin/stock", LIST),
    ("stock that is low", "/admin/stock?show=low", LIST),
    ("orders", "/admin/orders", LIST),
    ("customers", "/admin/customers", LIST),
    ("a view: drafts by title", "/admin/products?status=draft&sort=title", LIST),
    ("a view: products of a maker", "/admin/products?maker=anke", LIST),
    ("a view: orders paid and not sent", "/admin/orders?payment=paid&parcel=waiting", LIST),
    ("a view: orders that wait for money", "/admin/orders?payment=awaiting", LIST),
    ("free: a word, a maker, on the shelf", "/admin/products?q=copper&maker=anke&stock=now", FREE),
    ("free: a shelf, sold out, by price", "/admin/products?collection=pans&stock=out&sort=price", FREE),
    ("free: for sale without a picture, by stock", "/admin/products?status=active&lacks=picture&sort=stock", FREE),
    ("free: delivered to Germany, paid", "/admin/orders?payment=paid&parcel=delivered&country=DE", FREE),
    ("free: customers of a name", "/admin/customers?q=veld10012", FREE),
    ("free: orders of a name", "/admin/orders?q=noor+veld12&payment=awaiting", FREE),
];

fn one(runtime: &tokio::runtime::Runtime, wanted: &Wanted, kind: &str, place: &Place, table: &mut Table) -> Result<()> {
    runtime.block_on(views(place))?;
    let shop = serve(place, Who::Shop, "error")?;
    let cookie = signed_in(&shop)?;
    for (name, path, most) in PAGES {
        eprintln!("bench: {kind}, {name}");
        let answer = web::get(shop.port, path, &[("cookie", &cookie)])?;
        if answer.status == 404 {
            table.note(format!("{path}: the shop has no such page"));
            continue;
        }
        ensure!(answer.status == 200, "{path} was answered by {}", answer.status);
        let mut took = (vec![], vec![]);
        for _ in 0..wanted.rounds.max(1) {
            let (p50, p99) = alone(&shop, path, &cookie, wanted.seconds)?;
            took.0.push(p50);
            took.1.push(p99);
        }
        table.at_the_desk(kind, name, *most, median(took.0), median(took.1));
    }
    Ok(())
}

/// Twenty views are kept, as somebody has who works here.
async fn views(place: &Place) -> Result<()> {
    let db = Db::open(&place.database_url, 2).await?;
    let (person,): (i64,) =
        db.query("select id from person where email_key = $1").bind(EMAIL.to_string()).one().await?;
    let mut tx = db.begin().await?;
    for (n, (name, path, _)) in PAGES.iter().enumerate().filter(|(_, (_, path, _))| path.contains('?')) {
        let (list, query) = path.split_once('?').context("BUG: filtered")?;
        tx.query(
            "insert into saved_view (person, list, name, query, created_at) values ($1, $2, $3, $4, $5)
             on conflict (person, list, name) do nothing",
        )
        .bind(person)
        .bind(list.to_string())
        .bind(name.to_string())
        .bind(query.to_string())
        .bind(n as i64)
        .run()
        .await?;
    }
    tx.commit().await?;
    db.close().await;
    Ok(())
}

/// The session of the merchant.
fn signed_in(shop: &Served) -> Result<String> {
    let fields = format!("act=password&email={EMAIL}&password={}", PASSWORD.replace(' ', "+"));
    let answer = web::post(shop.port, "/sign-in", &[], &fields)?;
    ensure!(answer.status == 303, "the merchant was answered by {}", answer.status);
    answer.cookie().context("no session")
}

/// The middle and the 99th of the times of one who asks alone, in milliseconds.
fn alone(shop: &Served, path: &str, cookie: &str, seconds: f64) -> Result<(f64, f64)> {
    let requests = vec![web::request("GET", path, &[("cookie", cookie)], "")];
    let plan = |seconds| Plan {
        port: shop.port,
        requests: requests.clone(),
        connections: 1,
        seconds,
        once: false,
        expects: 200,
    };
    load(&plan(0.3))?;
    let load = load(&plan((seconds / 3.0).max(1.0)))?;
    ensure!(load.other == 0, "{path} was answered by {}", load.other_status);
    Ok((load.p50, load.p99))
}
