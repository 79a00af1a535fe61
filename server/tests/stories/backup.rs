//! The whole shop in one file while it sells, and back into the other kind of database.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::shop::{ended, on_postgres, on_sqlite};
use crate::kit::{Shop, both};
use crate::orders::ordered;
use app::backup::{check, restore, take};
use app::cart::{self, Properties};
use app::checkout::place::{By, Placed, Wish, place};
use app::shipping;
use app::site::facts;
use app::values::{Currency, Email, Moment, Quantity};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// One mug, ordered as the till orders it.
async fn buy(shop: &Shop) {
    let (db, now) = (shop.db(), Moment::now());
    let facts = facts(db).await.unwrap();
    let cart = cart::store::begin(db, None, Currency::EUR, "NL", now).await.unwrap();
    let (variant,): (i64,) = db.query("select id from variant where sku = 'MUG'").one().await.unwrap();
    let written = Properties::of(None, "").unwrap();
    let one = Quantity::new(1).unwrap();
    assert!(cart::store::add(db, cart, variant, one, &written, Currency::EUR, now).await.is_ok());
    let rate = shipping::store::rates(db, "NL", "EUR").await.unwrap().into_iter().find(|r| r.ships).unwrap();
    let lines = cart::store::lines(db, cart).await.unwrap();
    let taxes = cart::store::tax_rates(db, "NL", "", now).await.unwrap();
    let wish = Wish {
        cart,
        person: None,
        keep: None,
        version: cart::store::cart(db, cart, now).await.unwrap().unwrap().version,
        total: cart::totals::of_lines(&lines, &taxes, Some(&rate), facts.prices_include_tax).total,
        credit: 0,
        email: Email::parse("noor@example.org").unwrap(),
        name: "Noor Veldhuis".into(),
        country: "NL".into(),
        area: String::new(),
        address: "Kerkpad 12\n7431 AB Hollewijk".into(),
        rate,
        payment: "transfer",
        show_purchase: false,
        show_delay: 0,
        lang: "en".into(),
        by: By::Shopper,
    };
    let placed = place(db, &shop.site.links, &facts, &wish, now).await.unwrap();
    assert!(matches!(placed, Placed::New(_)), "{placed:?}");
}

/// A thousand orders by four buyers, and the backups that were taken meanwhile: between how many orders each.
async fn a_thousand_orders(shop: &Shop) -> Vec<(PathBuf, i64, i64)> {
    const ORDERS: &str = "select count(*) from orders";
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 5_000)]).await;
    let buyers: Vec<_> = (0..4)
        .map(|_| {
            let shop = shop.clone();
            tokio::spawn(async move {
                for _ in 0..250 {
                    buy(&shop).await;
                }
            })
        })
        .collect();
    let mut taken = vec![];
    for after in [100, 500, 900] {
        while shop.number(ORDERS).await < after {
            tokio::task::yield_now().await;
        }
        let before = shop.number(ORDERS).await;
        let file = shop.folder.join(format!("{after}.backup"));
        take(shop.db(), &shop.site.shelf, &shop.merchant(), &file, Moment::now()).await.unwrap();
        taken.push((file, before, shop.number(ORDERS).await));
    }
    for buyer in buyers {
        buyer.await.unwrap();
    }
    assert_eq!(shop.number(ORDERS).await, 1_000);
    assert!(taken.iter().any(|(_, before, after)| before < after), "nobody bought meanwhile: {taken:?}");
    shop.healthy().await;
    taken
}

/// Restores a backup into this empty shop, where every order must be whole.
async fn moved(shop: &Shop, (file, before, after): &(PathBuf, i64, i64)) {
    let backup = check(file).await.unwrap();
    let (told, drifts) = restore(shop.db(), &shop.site.shelf, &shop.merchant(), &backup).await.unwrap();
    assert_eq!(drifts, []);
    let orders = shop.number("select count(*) from orders").await;
    assert!(before <= &orders && &orders <= after && told.rows > 0, "{before} <= {orders} <= {after}");
    for one_each in [
        "select count(*) from order_line",
        "select count(distinct order_id) from order_line",
        "select count(distinct order_id) from payment",
        "select count(*) from orders o join order_line l on l.order_id = o.id join payment p on p.order_id = o.id
         where o.items_total = l.total and o.total = l.total + o.shipping_price and p.amount = o.total",
        "select count(*) from cart where closed_at is not null",
        "select count(*) from stock_move where reason = 'placed'",
        "select cast(sum(reserved) as bigint) from stock",
        "select count(*) from event where kind = 'order.placed'",
        "select count(*) from consent",
        "select count(*) from mail where kind = 'order.placed'",
        "select count(*) from job where kind = 'order.lapse'",
    ] {
        assert_eq!(shop.number(one_each).await, orders, "{one_each}");
    }
    // The shop goes on where it was.
    buy(shop).await;
    assert_eq!(shop.number("select count(*) from orders").await, orders + 1);
    shop.healthy().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_during_a_thousand_orders_moves_whole_orders_to_postgresql() {
    on_sqlite(|from| async move {
        for taken in a_thousand_orders(&from).await {
            let taken = &taken;
            on_postgres(|to| async move { moved(&to, taken).await }).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_during_a_thousand_orders_moves_whole_orders_to_sqlite() {
    on_postgres(|from| async move {
        for taken in a_thousand_orders(&from).await {
            let taken = &taken;
            on_sqlite(|to| async move { moved(&to, taken).await }).await;
        }
    })
    .await;
}

/// The program, with a database and a folder of pictures.
async fn openkitchen(url: &str, folder: &Path, command: &str, file: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_openkitchen"));
    program
        .arg(command)
        .arg(file)
        .env("DATABASE_URL", url)
        .env("MEDIA_URL", format!("file:{}", folder.join("media").display()))
        .env("MAIL_URL", format!("file:{}", folder.join("mail").display()));
    ended(program).await
}
/// It failed, and said why in one line.
fn failed(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("openkitchen: ") && said.contains(words) && said.lines().count() == 1, "{said}");
}

#[tokio::test]
async fn the_commands_back_up_and_restore_and_say_in_one_line_why_not() {
    both(|shop| async move {
        ordered(&shop, "transfer").await;
        let file = shop.folder.join("shop.backup");
        let run = async |command: &str, file: &Path| openkitchen(&shop.url, &shop.folder, command, file).await;
        let done = run("backup", &file).await;
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        assert_eq!(String::from_utf8_lossy(&done.stdout).lines().count(), 1);
        failed(&run("backup", &file).await, "is there already");
        failed(&run("restore", &file).await, "holds a shop already");

        let there = shop.folder.join("elsewhere");
        let url = format!("sqlite:{}", there.join("shop.db").display());
        let cut = shop.folder.join("cut.backup");
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(&cut, &bytes[..bytes.len() - 9]).unwrap();
        failed(&openkitchen(&url, &there, "restore", &cut).await, "is cut short");
        failed(&openkitchen(&url, &there, "restore", &shop.folder.join("nowhere")).await, "cannot be read");
        assert!(!there.exists(), "a refused file makes no database");

        let done = openkitchen(&url, &there, "restore", &file).await;
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        assert!(String::from_utf8_lossy(&done.stdout).ends_with("\n0 drifts\n"), "{done:?}");
    })
    .await;
}
