//! Nothing of one person is seen by another: every address is walked as somebody else, every mail and every file is read,
//! and of somebody who was erased not a word is left in any column.
mod talk;

use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::{PASSWORD, again, customer, mailed_link, person_of};
use crate::kit::{Browser, Shop, both};
use crate::security::{buy, merchant, taken};
use app::accounts::alias::Alias;
use app::accounts::store::rename;
use app::catalogue::draft::Draft;
use app::db::Db;
use app::demo::seed;
use app::house::personal;
use app::orders::journey;
use app::orders::refund::{self, Refunding};
use app::orders::verbs;
use app::values::Moment;
use server::router::samples;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::path::Path;

/// Somebody whose every word is found nowhere else.
struct Somebody {
    email: &'static str,
    name: &'static str,
    line: &'static str,
    city: &'static str,
    /// What is written on the spoon.
    written: &'static str,
    /// The name they show before and after signing up.
    aliases: [&'static str; 2],
}
const QUILLON: Somebody = Somebody {
    email: "quillon.zephyrine@hushmail.example",
    name: "Quillon Zephyrine",
    line: "Obsidianpad 77",
    city: "Vexholm",
    written: "Qzwritten",
    aliases: ["Vantablue Heron", "Ochrehush Moth"],
};
const ISOLDE: Somebody = Somebody {
    email: "isolde.wrenfall@erasure.example",
    name: "Isolde Wrenfall",
    line: "Basaltlaan 41",
    city: "Ombrewold",
    written: "Iwengraved",
    aliases: ["Umbrafern Otter", "Slatehollow Lynx"],
};
/// The address that she has later.
const ISOLDE_LATER: &str = "i.wrenfall.later@erasure.example";

impl Somebody {
    /// What nobody else may ever read.
    fn secrets(&self) -> Vec<String> {
        [self.email, self.name, self.line, self.city, self.written].map(str::to_lowercase).to_vec()
    }
    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            ("Email", self.email),
            ("Full name", self.name),
            ("Address", self.line),
            ("Postcode", "7431 AB"),
            ("City", self.city),
        ]
    }
}

/// Acts as a visitor under an alias, orders as a guest, signs up, has another alias, orders again.
async fn live(shop: &Shop, who: &Somebody) -> Browser {
    let mut b = Browser::new(shop);
    buy(&mut b, "flat-spatula", &[], &who.fields()).await;
    show_as(shop, "select max(id) from person", who.aliases[0]).await;
    b.open("/sign-up").await;
    b.press("Sign up", &[("Email", who.email), ("Password", PASSWORD)]).await;
    b.open(&mailed_link(shop, who.email).await).await;
    b.press("Sign up", &[]).await;
    show_as(shop, "select max(id) from person where email is not null", who.aliases[1]).await;
    buy(&mut b, "cooking-spoon", &[("personal", who.written)], &who.fields()).await;
    // On another device they were somebody else before they signed in.
    let mut other = Browser::new(shop);
    other.open("/products/flat-spatula").await;
    other.press("Add to cart", &[]).await;
    show_as(shop, "select max(id) from person", who.aliases[0]).await;
    other.open("/sign-in").await;
    other.press("Sign in", &[("Email", who.email), ("Password", PASSWORD)]).await;
    other.open("/products/cooking-spoon").await;
    other.press("Add to cart", &[("personal", who.written)]).await;
    shop.work().await;
    other
}
/// Somebody is seen under this name from now on.
async fn show_as(shop: &Shop, whose: &'static str, alias: &str) {
    let person = shop.number(whose).await;
    let mut tx = shop.db().begin().await.unwrap();
    assert!(rename(&mut tx, person, &Alias::parse(alias).unwrap()).await.unwrap());
    tx.commit().await.unwrap();
}

/// The addresses under which this browser reads any of the words, in a body or a header; the own ones are left out.
async fn read_by(shop: &Shop, b: &mut Browser, own: &[String], words: &[String]) -> Vec<String> {
    let mut found = vec![];
    for line in samples(&shop.site).await.unwrap() {
        let row: serde_json::Value = serde_json::from_str(&line).unwrap();
        if row["method"] != "GET" {
            continue;
        }
        for path in row["samples"].as_array().unwrap() {
            let path = path.as_str().unwrap().to_string();
            if own.iter().any(|own| path.starts_with(own.as_str())) {
                continue;
            }
            b.open(&path).await;
            assert!(b.page.status < 500, "{path}");
            let headers: String = b
                .page
                .headers
                .iter()
                .map(|(k, v)| format!("{k}: {}\n", String::from_utf8_lossy(v.as_bytes())))
                .collect();
            if holds(&format!("{}\n{headers}\n{}", b.page.path, b.page.html), words) {
                found.push(path);
            }
        }
    }
    found
}
/// Whether a text holds one of these words, in any case, as it is or as an address or a header writes it.
fn holds(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|w| {
        [w.clone(), w.replace('@', "%40"), w.replace('@', "&#64;"), w.replace(' ', "%20"), w.replace(' ', "+")]
            .iter()
            .any(|w| text.contains(w.as_str()))
    })
}

/// The columns in which any of the words stands: every column of text or bytes of every table.
pub async fn written_in(shop: &Shop, words: &[String]) -> Vec<String> {
    let mut found = vec![];
    match shop.db() {
        Db::Sqlite { .. } => {
            let mut on = SqliteConnection::connect(&shop.url).await.unwrap();
            let columns: Vec<(String, String)> = sqlx::query_as(
                "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
                 where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like '_sqlx%' and m.name not like '%\\_fts' escape '\\'
                    and lower(c.type) not in ('integer', 'bigint', 'boolean')",
            )
            .fetch_all(&mut on)
            .await
            .unwrap();
            assert!(columns.len() > 100, "the walk finds what it is for");
            for (table, column) in columns {
                for word in words {
                    let sql = format!(
                        "select count(*) from \"{table}\" where instr(lower(cast(\"{column}\" as text)), $1) > 0"
                    );
                    let n: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).bind(word).fetch_one(&mut on).await.unwrap();
                    if n > 0 {
                        found.push(format!("{table}.{column}"));
                    }
                }
            }
        }
        Db::Postgres { .. } => {
            let mut on = PgConnection::connect(&shop.url).await.unwrap();
            let columns: Vec<(String, String, String)> = sqlx::query_as(
                "select table_name::text, column_name::text, data_type::text from information_schema.columns
                 where table_schema = 'public' and table_name not like '\\_sqlx%' and data_type not in ('bigint', 'integer', 'boolean')",
            )
            .fetch_all(&mut on)
            .await
            .unwrap();
            assert!(columns.len() > 100, "the walk finds what it is for");
            for (table, column, kind) in columns {
                let text = if kind == "bytea" {
                    format!("encode(\"{column}\", 'escape')")
                } else {
                    format!("cast(\"{column}\" as text)")
                };
                for word in words {
                    let sql = format!("select count(*) from \"{table}\" where position($1 in lower({text})) > 0");
                    let n: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).bind(word).fetch_one(&mut on).await.unwrap();
                    if n > 0 {
                        found.push(format!("{table}.{column}"));
                    }
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The files under a folder whose bytes hold any of the words.
fn in_files(folder: &Path, words: &[String], read: &mut usize) -> Vec<String> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(in_files(&path, words, read));
            continue;
        }
        *read += 1;
        if holds(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()), words) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// The mails to others that hold any of the words, unpacked as far as words go.
fn in_mails_to_others(shop: &Shop, who: &[&str], words: &[String]) -> Vec<String> {
    let plain = |mail: &String| mail.replace("=\r\n", "").replace("=\n", "").replace("=40", "@");
    let others = shop
        .mails()
        .iter()
        .map(plain)
        .filter(|m| !who.iter().any(|email| m.contains(&format!("To: {email}"))))
        .collect::<Vec<_>>();
    others.into_iter().filter(|m| holds(m, words)).collect()
}

/// The secret pages of the orders of a person.
async fn own_pages(shop: &Shop, email: &str) -> Vec<String> {
    let carts: Vec<(i64,)> =
        shop.db().query("select cart from orders where email = $1").bind(email.to_string()).all().await.unwrap();
    carts.into_iter().map(|(cart,)| format!("/orders/{}", shop.site.links.word("order", cart))).collect()
}

#[tokio::test]
async fn nobody_reads_anything_of_somebody_else() {
    both(|shop| async move {
        seed(&shop.site, &shop.merchant(), Moment::now()).await.unwrap();
        let mut own = live(&shop, &QUILLON).await;
        let mut hollis = talk::talk(&shop, &QUILLON, &mut own).await;
        let secrets = QUILLON.secrets();
        let said = [&talk::TO_THE_HOUSE[..], &[talk::TAKEN_DOWN]].concat().iter().map(ToString::to_string).collect::<Vec<_>>();
        let mine: String = taken(&shop, &own).await.into_values().collect();
        assert!(secrets.iter().all(|s| mine.to_lowercase().contains(s)), "they take along everything of theirs");
        let mut other = customer(&shop, "samir@example.org").await;
        let mut keeper = merchant(&shop, "merel@example.org").await;
        shop.work().await;

        let pages = own_pages(&shop, QUILLON.email).await;
        assert_eq!(pages.len(), 2);
        assert!(!read_by(&shop, &mut own, &[], &secrets).await.is_empty(), "they themselves read it");
        for b in [&mut Browser::new(&shop), &mut other] {
            assert_eq!(read_by(&shop, b, &pages, &secrets).await, [""; 0]);
        }
        // Whoever runs the shop reads what its orders hold at the desk, and nowhere else.
        let at_the_desk = read_by(&shop, &mut keeper, &pages, &secrets).await;
        assert!(at_the_desk.iter().all(|path| path.starts_with("/admin")), "{at_the_desk:?}");
        assert!(at_the_desk.contains(&"/admin/orders".to_string()), "{at_the_desk:?}");
        assert!(at_the_desk.contains(&"/admin/customers".to_string()), "{at_the_desk:?}");
        // What they said to the house alone, and what was taken down, is read by nobody but them and the hosts.
        for b in [&mut Browser::new(&shop), &mut other] {
            assert_eq!(read_by(&shop, b, &pages, &said).await, [""; 0]);
        }
        assert!(!read_by(&shop, &mut hollis, &pages, &said).await.is_empty(), "a host reads it at the counter");
        assert_eq!(in_mails_to_others(&shop, &[QUILLON.email], &said), [""; 0]);
        // Nobody but they learns that both names are one.
        let before = [QUILLON.aliases[0].to_lowercase()];
        assert_eq!(read_by(&shop, &mut Browser::new(&shop), &[], &before).await, [""; 0]);
        // In the database it stands where the list of personal columns says, and nowhere else.
        let columns = written_in(&shop, &secrets).await;
        assert!(columns.iter().any(|c| c == "orders.address") && columns.iter().any(|c| c == "person.email"), "{columns:?}");
        assert_eq!(columns.iter().filter(|c| !personal::is(c)).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(in_mails_to_others(&shop, &[QUILLON.email], &secrets), [""; 0]);
        assert!(!in_mails_to_others(&shop, &[], &secrets).is_empty(), "their own mails name them");
        let his: String = taken(&shop, &other).await.into_values().collect();
        assert!(!holds(&his, &secrets) && his.contains("samir@example.org"));
        let mut read = 0;
        assert_eq!(in_files(&shop.folder.join("media"), &secrets, &mut read), [""; 0]);
        assert!(read > 50, "the pictures are there");

        // Planted: an address in a description is found, in the shop's pages and in the database.
        shop.damage("update product set description = description || ' quillon.zephyrine@hushmail.example' where slug = 'flat-spatula'").await;
        shop.damage("update shop set catalogue_version = catalogue_version + 1").await;
        let found = read_by(&shop, &mut Browser::new(&shop), &pages, &secrets).await;
        assert!(found.contains(&"/products/flat-spatula".to_string()), "{found:?}");
        assert!(written_in(&shop, &secrets).await.contains(&"product.description".to_string()));
        assert!(!personal::is("product.description"));
    })
    .await;
}

#[tokio::test]
async fn of_somebody_who_was_erased_no_word_is_left() {
    both(|shop| async move {
        opened(&shop).await;
        let spoon = Draft { personal_label: Some("Name".into()), ..thing("cooking-spoon", 1_800, 9) };
        stock(&shop, &[thing("flat-spatula", 1_200, 9), spoon]).await;
        let mut there = live(&shop, &ISOLDE).await;
        talk::talk(&shop, &ISOLDE, &mut there).await;
        let mut b = again(&shop, ISOLDE.email).await;
        // A link asked for and not used, an address that changed, an order not finished.
        b.open("/sign-in/forgotten").await;
        b.press("Mail me a link", &[("Email", ISOLDE.email)]).await;
        b.open("/account/security").await;
        b.press("Change address", &[("New email", ISOLDE_LATER)]).await;
        b.open(&mailed_link(&shop, ISOLDE_LATER).await).await;
        b.press("Use this address", &[]).await;
        assert_eq!(b.page.path, "/account/security?done=email");
        let person = person_of(&shop, ISOLDE_LATER).await;
        let (db, keeper, now) = (shop.db(), &shop.merchant(), Moment::now());
        let orders: Vec<(i64,)> = db.query("select id from orders where person = $1").bind(person).all().await.unwrap();
        assert_eq!(orders.len(), 2, "both orders are theirs");
        for (order,) in orders {
            verbs::mark_paid(db, keeper, order, now).await.unwrap();
            verbs::fulfil(db, keeper, order, None, "3S1", now).await.unwrap();
            verbs::deliver(db, keeper, order, now).await.unwrap();
            let told = format!("{} asked for it, {} says.", ISOLDE.name, ISOLDE.line);
            journey::verbs::note(db, keeper, order, &told, true, now).await.unwrap();
            let back = Refunding { extra: 100, words: told, ..Refunding::default() };
            refund::verbs::refund(db, keeper, order, &back, now).await.unwrap();
        }
        let mut words = ISOLDE.secrets();
        words.push(ISOLDE_LATER.into());
        words.extend(ISOLDE.aliases.map(str::to_lowercase));
        words.push("wrenfall".into());
        words.extend(talk::TO_THE_HOUSE.map(String::from));
        let before = written_in(&shop, &words).await;
        assert!(before.len() > 8, "{before:?}");
        let alone = "select count(*) from person where adopted_by is not null and erased_at is null";
        assert_eq!(shop.number(alone).await, 1, "the visitor of the other device");
        let sums = shop.number("select cast(sum(total) as bigint) from orders").await;

        b.open("/account/erase").await;
        b.press("Erase my account", &[("Password", PASSWORD)]).await;
        assert!(b.text().contains("is erased"), "{}", b.text());
        assert_eq!(written_in(&shop, &words).await, [""; 0]);
        assert_eq!(
            shop.number("select count(*) from person where alias = 'former member' and erased_at is not null").await,
            2
        );
        assert_eq!(shop.number("select cast(sum(total) as bigint) from orders").await, sums);
        shop.healthy().await;
        let mails = shop.mails().len();
        shop.work().await;
        assert_eq!(shop.mails().len(), mails, "what waited to be sent was dropped");
        for b in [&mut Browser::new(&shop), &mut merchant(&shop, "merel@example.org").await] {
            assert_eq!(read_by(&shop, b, &[], &words).await, [""; 0]);
        }
    })
    .await;
}
