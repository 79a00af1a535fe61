//! Stories of whole files in a real shop.
use super::remark::What;
use super::report::{Report, RowFate, Tally};
use super::run::{Task, products};
use crate::catalogue::put::Fate;
use crate::db::{Db, Record};
use crate::values::Moment;
use crate::viewer::Merchant;
use serde_json::Value;
use std::sync::atomic::{AtomicU32, Ordering};

const NOW: Moment = Moment(1_795_000_000_000);

/// A story on a fresh SQLite, and on a fresh PostgreSQL where `TEST_POSTGRES_URL` leads to one.
async fn both<F: Future<Output = ()>>(story: impl Fn(Db) -> F) {
    pairs(|db, _| story(db)).await;
}
/// The same with a second shop of the same kind beside it.
pub async fn pairs<F: Future<Output = ()>>(story: impl Fn(Db, Db) -> F) {
    static N: AtomicU32 = AtomicU32::new(0);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let (db, other) = (fresh(&path("shop.db")).await, fresh(&path("other.db")).await);
    story(db.clone(), other.clone()).await;
    db.close().await;
    other.close().await;
    let Ok(url) = std::env::var("TEST_POSTGRES_URL") else { return };
    let mut two = vec![];
    for _ in 0..2 {
        let name = format!("import_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed));
        let admin = Db::open(&url, 1).await.unwrap();
        let make: &'static str = Box::leak(format!("create database {name}").into_boxed_str());
        admin.run(make).run().await.unwrap();
        admin.close().await;
        two.push(fresh(&url.replacen("/postgres", &format!("/{name}"), 1)).await);
    }
    story(two[0].clone(), two[1].clone()).await;
    for db in two {
        db.close().await;
    }
}
async fn fresh(url: &str) -> Db {
    let db = Db::open(url, 2).await.unwrap();
    db.migrate().await.unwrap();
    db
}

/// A file of the data that is shared beside the repository, or where `SHARED_DATA` says.
pub fn shared(path: &str) -> Option<Vec<u8>> {
    let data = std::env::var("SHARED_DATA");
    let data = data.unwrap_or_else(|_| format!("{}/../../shared/data", env!("CARGO_MANIFEST_DIR")));
    let path = format!("{data}/{path}");
    let read = std::fs::read(&path);
    if read.is_err() {
        println!("skipped: no {path}");
    }
    read.ok()
}
pub async fn import(db: &Db, file: impl AsRef<[u8]>) -> Report {
    take(db, file.as_ref(), false, true).await
}
async fn dry(db: &Db, file: impl AsRef<[u8]>) -> Report {
    take(db, file.as_ref(), true, true).await
}
async fn take(db: &Db, file: &[u8], dry_run: bool, images: bool) -> Report {
    let task = Task { dry_run, images, progress: &mut |_, _| {} };
    products(db, &Merchant::at_the_console(), file, task, NOW).await.unwrap()
}
pub async fn all<T: Record>(db: &Db, sql: &'static str) -> Vec<T> {
    db.query(sql).all().await.unwrap()
}
async fn of<T: Record>(db: &Db, sql: &'static str, handle: &str) -> Vec<T> {
    db.query(sql).bind(handle.to_string()).all().await.unwrap()
}
/// How many rows stand in every table that an import writes, and the version of the catalogue.
async fn counts(db: &Db) -> Vec<i64> {
    let mut all = vec![];
    for sql in [
        "select count(*) from product",
        "select count(*) from product_tag",
        "select count(*) from variant",
        "select count(*) from option_axis",
        "select count(*) from option_value",
        "select count(*) from variant_option",
        "select count(*) from price",
        "select count(*) from price_change",
        "select count(*) from stock",
        "select count(*) from stock_move",
        "select count(*) from remote_picture",
        "select count(*) from collection",
        "select count(*) from job",
        "select count(*) from event",
        "select catalogue_version from shop",
        "select cast(coalesce(sum(updated_at), 0) as bigint) from product",
    ] {
        all.push(db.query(sql).one::<(i64,)>().await.unwrap().0);
    }
    all
}
pub async fn sound(db: &Db) {
    assert_eq!(crate::doctor::examine(db).await.unwrap(), []);
}

#[tokio::test]
async fn the_torture_file_gives_what_is_expected_of_it() {
    let (Some(file), Some(expected)) =
        (shared("shopify-csv/torture-legacy.csv"), shared("shopify-csv/torture-expected.json"))
    else {
        return;
    };
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let text = String::from_utf8(file.clone()).unwrap();
    both(|db| {
        let (file, expected, text) = (file.clone(), expected.clone(), text.clone());
        async move {
            let before = counts(&db).await;
            let tried = dry(&db, &file).await;
            assert_eq!(counts(&db).await, before);
            let report = import(&db, &file).await;
            assert_eq!(
                (tried.products, tried.rows, tried.notes),
                (report.products, report.rows.clone(), report.notes.clone())
            );
            assert_eq!(report.rows.len() as u64, expected["rows"].as_u64().unwrap());

            for (handle, told) in expected["products_ok"].as_object().unwrap() {
                as_expected(&db, &report, handle, told).await;
            }
            let refused =
                |handle: &str| report.refused.iter().filter(|(h, _)| h == handle).map(|(_, r)| r).collect::<Vec<_>>();
            // Two policies of the file are ours: negative stock counts as none, and a handle is made from the title.
            let mut ours: Vec<String> = expected["products_ok"].as_object().unwrap().keys().cloned().collect();
            ours.extend(["neg-stock".to_string(), "no-handle-at-all".to_string()]);
            ours.sort();
            let there: Vec<(String,)> = all(&db, "select slug from product order by slug").await;
            assert_eq!(there.into_iter().map(|(s,)| s).collect::<Vec<_>>(), ours);

            let line = |start: &str| {
                let at = text.find(&format!("\n{start}")).unwrap();
                text[..=at].matches('\n').count() as u64 + 1
            };
            for handle in expected["row_errors"].as_object().unwrap().keys() {
                let (at, remark) = match handle.as_str() {
                    "neg-stock" => {
                        (line("neg-stock"), report.notes.iter().find(|(h, _)| h == "neg-stock").map(|(_, r)| r))
                    }
                    "<blank handle>" => {
                        (line(",No handle"), report.notes.iter().find(|(h, _)| h == "no-handle-at-all").map(|(_, r)| r))
                    }
                    "dup-options" => (line("dup-options,,"), refused(handle).first().copied()),
                    handle => (line(handle), refused(handle).first().copied()),
                };
                assert_eq!(remark.map(|r| r.line), Some(at), "{handle}");
            }
            assert_eq!(
                refused("bad-price")[0].to_string(),
                "Variant Price “1.299,00” is not a number: write 1299.00, without thousands separators"
            );
            assert!(refused("dup-options")[0].to_string().contains("repeats the options"));
            assert!(refused("no-title")[0].to_string().contains("title"));
            assert!(refused("odd-status")[0].to_string().contains("unknown status"));
            assert_eq!(refused("summer-tee").len(), 1);
            assert!(refused("summer-tee")[0].to_string().contains("is already the handle of Handle with capitals"));
            let fate = |line: u64| report.rows.iter().find(|(l, ..)| *l == line).map(|(.., fate)| *fate);
            assert_eq!(fate(line("dup-options,Dup")), Some(RowFate::HeldBack));
            assert_eq!(fate(line("dup-options,,")), Some(RowFate::Refused));
            let (first,): (String,) =
                of(&db, "select title from product where slug = $1", "summer-tee").await.remove(0);
            assert_eq!(first, "Handle with capitals");

            let after = counts(&db).await;
            for again in [file.clone(), text.replace('\n', "\r\n").into_bytes(), format!("\u{feff}{text}").into_bytes()]
            {
                let report = import(&db, again).await;
                assert_eq!(report.products, Tally { added: 0, changed: 0, same: 10, refused: 4 });
                assert_eq!(counts(&db).await, after);
            }
            sound(&db).await;
        }
    })
    .await;
}

/// Compares every fact that the expected file states of a product.
async fn as_expected(db: &Db, report: &Report, handle: &str, told: &Value) {
    let variants: Vec<(Option<i64>, bool, bool)> = of(
        db,
        "select v.backorder_limit, v.tracked, v.ships from variant v join product p on p.id = v.product where p.slug = $1 order by v.position",
        handle,
    )
    .await;
    let (title, description, status, gift_card, tax_class): (String, String, String, bool, String) =
        of(db, "select title, description, status, gift_card, tax_class from product where slug = $1", handle)
            .await
            .remove(0);
    let strings =
        |value: &Value| value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_string()).collect::<Vec<_>>();
    let one = |rows: Vec<(String,)>| rows.into_iter().map(|(s,)| s).collect::<Vec<_>>();
    for (fact, value) in told.as_object().unwrap() {
        match fact.as_str() {
            "variants" => assert_eq!(variants.len() as u64, value.as_u64().unwrap(), "{handle}"),
            "images" => {
                let urls: Vec<(String,)> = of(
                    db,
                    "select r.url from remote_picture r join product p on p.id = r.product where p.slug = $1",
                    handle,
                )
                .await;
                assert_eq!(urls.len() as u64, value.as_u64().unwrap(), "{handle}");
            }
            "options" => {
                let axes = of(db, "select a.name from option_axis a join product p on p.id = a.product where p.slug = $1 order by a.position", handle).await;
                assert_eq!(one(axes), strings(value), "{handle}");
            }
            "tags" => {
                let tags = of(db, "select t.tag from product_tag t join product p on p.id = t.product where p.slug = $1 order by t.position", handle).await;
                assert_eq!(one(tags), strings(value), "{handle}");
            }
            "sanitised" => {
                assert!(description.contains("<p>Hand-thrown.</p>"), "{description}");
                assert!(!description.contains("script") && !description.contains("onerror"), "{description}");
            }
            "oversell" => assert!(variants.iter().all(|(limit, ..)| limit.is_none() == value.as_bool().unwrap())),
            "tracked" => assert!(variants.iter().all(|(_, tracked, _)| *tracked == value.as_bool().unwrap())),
            "ships" => assert!(variants.iter().all(|(.., ships)| *ships == value.as_bool().unwrap())),
            "taxable" => assert_eq!(tax_class != "zero", value.as_bool().unwrap()),
            "gift_card" => assert_eq!((gift_card, status.as_str()), (value.as_bool().unwrap(), "withdrawn")),
            "export" => {
                assert_eq!(title, "=HYPERLINK(\"http://evil.test\",\"Jam\")");
                let sku =
                    of(db, "select v.sku from variant v join product p on p.id = v.product where p.slug = $1", handle)
                        .await;
                assert_eq!(one(sku), ["=1+1"]);
            }
            "warning" => assert!(report.notes.iter().any(|(h, r)| h == handle && r.what == What::CompareNotAbove)),
            "status" => assert_eq!(status, value.as_str().unwrap()),
            "visible" => assert_eq!(status == "active", value.as_bool().unwrap()),
            // Notes for people: what they say is tested by name in the story.
            "note" | "tags_note" => {}
            other => panic!("the expected file states {other} of {handle}, which nobody compares"),
        }
    }
}

#[tokio::test]
async fn the_real_catalogue_imports_whole_and_twice_is_once() {
    let Some(file) = shared("sample-catalogue/kitchen-appliances.csv") else { return };
    both(|db| {
        let file = file.clone();
        async move {
            let report = import(&db, &file).await;
            assert_eq!(report.rows.len(), 211);
            assert_eq!(report.products, Tally { added: 37, changed: 0, same: 0, refused: 0 });
            assert_eq!((report.refused.len(), report.unpriced.len()), (0, 0), "{report}");
            assert_eq!(
                all::<(i64,)>(&db, "select count(*) from price where currency = 'EUR' and amount > 0").await,
                [(87,)]
            );
            assert_eq!(
                all::<(i64,)>(&db, "select count(*) from price where currency = 'USD' and amount > 0").await,
                [(87,)]
            );
            assert_eq!(all::<(i64,)>(&db, "select count(*) from variant").await, [(87,)]);
            let after = counts(&db).await;
            let again = import(&db, &file).await;
            assert_eq!(again.products, Tally { added: 0, changed: 0, same: 37, refused: 0 });
            assert!(again.rows.iter().all(|(.., fate)| *fate == RowFate::Taken(Fate::Same)));
            assert_eq!(counts(&db).await, after);
            sound(&db).await;

            db.run("update shop set currency = 'GBP'").run().await.unwrap();
            let pounds = dry(&db, &file).await;
            assert_eq!(pounds.unpriced.len(), 87);
            assert_eq!(
                pounds.unpriced[0],
                (Some(3), "automatic-espresso-machine".into(), "AUTOMATIC-ESPRESSO-MACHINE-MATTE-BLACK".into())
            );
            assert!(pounds.to_string().contains("Not for sale, without a price in GBP:"));
        }
    })
    .await;
}

const HEAD: &str = "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Compare At Price,Variant Inventory Qty,Image Src\n";

#[tokio::test]
async fn a_file_that_says_less_takes_nothing_away() {
    both(|db| async move {
        let full = format!(
            "{HEAD}mug,Mug,<p>Blue</p>,Color,Blue,Size,S,M-1,10,15,5,https://i.test/1.jpg\nmug,,,,Blue,,L,M-2,12,,6,\nmug,,,,Red,,S,M-3,11,,7,\n"
        );
        import(&db, &full).await;
        let stood = counts(&db).await;

        // No option columns, one variant of three, a new price, no word about the price before.
        let report = import(&db, "Handle,Variant SKU,Variant Price\nmug,m-1,9.50\n").await;
        assert_eq!(report.products, Tally { changed: 1, ..Tally::default() }, "{report}");
        let prices: Vec<(String, i64, Option<i64>)> =
            all(&db, "select v.sku, p.amount, p.compare_at from variant v join price p on p.variant = v.id order by v.id").await;
        assert_eq!(prices, [("m-1".into(), 950, Some(1500)), ("M-2".into(), 1200, None), ("M-3".into(), 1100, None)]);
        let heard: Vec<(String,)> = all(&db, "select kind from event order by id").await;
        assert_eq!(heard.into_iter().map(|(k,)| k).collect::<Vec<_>>(), ["product.added", "product.changed", "price.changed"]);

        // One option column of two, found by its SKU.
        let report = import(&db, "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty\nmug,,Color,Red,M-3,1\n").await;
        assert_eq!(report.products.changed, 1, "{report}");
        assert_eq!(all::<(i64,)>(&db, "select on_hand from stock s join variant v on v.id = s.variant where v.sku = 'M-3'").await, [(1,)]);
        // Blank cells leave what is there.
        let report = import(&db, format!("{HEAD}mug,,,,,,,M-2,,,,\n")).await;
        assert_eq!(report.products.same, 1, "{report}");
        let now = counts(&db).await;
        assert_eq!((now[..6].to_vec(), now[10]), (stood[..6].to_vec(), stood[10]));
        // A variant that nobody knows needs its options.
        let report = import(&db, "Handle,Variant SKU,Variant Price\nmug,M-2,13\nmug,M-9,9.50\n").await;
        assert_eq!((report.products.refused, report.refused[0].1.line), (1, 3), "{report}");
        assert_eq!(all::<(i64,)>(&db, "select p.amount from price p join variant v on v.id = p.variant where v.sku = 'M-2'").await, [(1200,)]);
        sound(&db).await;
    })
    .await;
}

#[tokio::test]
async fn variants_keep_their_sku_when_options_change_places() {
    both(|db| async move {
        import(&db, format!("{HEAD}mug,Mug,,Color,Blue,Size,S,M-1,10,,,\nmug,,,,Red,,L,M-2,12,,,\n")).await;
        let swapped = format!("{HEAD}mug,Mug,,Size,L,Color,Red,M-1,10,,,\nmug,,,,S,,Blue,M-2,12,,,\n");
        let report = import(&db, &swapped).await;
        assert_eq!(report.products.changed, 1, "{report}");
        let told: Vec<(String, String)> = all(
            &db,
            "select v.sku, o.value from variant v join variant_option vo on vo.variant = v.id join option_value o on o.id = vo.value
             join option_axis a on a.id = vo.axis order by v.sku, a.position",
        )
        .await;
        let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(told, [("M-1", "Red"), ("M-1", "L"), ("M-2", "Blue"), ("M-2", "S")]);
        assert_eq!(import(&db, &swapped).await.products.same, 1);
        let wider = import(&db, "Handle,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU\nmug,Size,L,Color,Red,Glaze,Matt,M-1\n").await;
        assert!(wider.refused[0].1.to_string().contains("Glaze"), "{wider}");
    })
    .await;
}

#[tokio::test]
async fn a_bad_row_stops_nothing_else_and_what_stood_stands() {
    both(|db| async move {
        import(&db, format!("{HEAD}mug,Mug,,Size,S,,,M-1,10,,5,\n")).await;
        let before = counts(&db).await;
        let text = format!(
            "{HEAD}mug,Mug new,,Size,S,,,M-1,11,,5,\nmug,,,,L,,,M-2,free,,5,\npan,Pan,,,,,,M-1,5,,,\npot,Pot,,,,,,P-1,5,,,\n\nlid,\"Lid\nof tin\",,,,,,L-1,,,,\n"
        );
        let report = import(&db, &text).await;
        assert_eq!(report.products, Tally { added: 2, changed: 0, same: 0, refused: 2 }, "{report}");
        let told: Vec<(u64, &str)> = report.refused.iter().map(|(h, r)| (r.line, h.as_str())).collect();
        assert_eq!(told, [(3, "mug"), (4, "pan")]);
        assert_eq!(report.unpriced, [(Some(7), "lid".into(), "L-1".into())]);
        assert_eq!(counts(&db).await[6], before[6] + 1);
        let words = report.to_string();
        assert!(words.contains("line 3, mug: Variant Price “free” is not a number"), "{words}");
        assert!(words.contains("line 4, pan: SKU “M-1” is already the SKU of line 2, mug"), "{words}");
        let pan = import(&db, format!("{HEAD}pan,Pan,,,,,,m-1,5,,,\n")).await;
        assert!(pan.to_string().contains("line 2, pan: the SKU m-1 belongs to Mug"), "{pan}");
        let tried = dry(&db, &text).await.to_string();
        assert!(tried.starts_with("Dry run: nothing was changed.\n"), "{tried}");
        assert!(tried.contains("line 2, mug: held back") && tried.contains("line 5, pot: unchanged"), "{tried}");
        sound(&db).await;
    })
    .await;
}

#[tokio::test]
async fn pictures_become_jobs_once_and_those_that_did_not_come_are_listed() {
    both(|db| async move {
        let text = format!("{HEAD}mug,Mug,,,,,,M-1,10,,5,https://i.test/1.jpg\nmug,,,,,,,,,,,ftp://i.test/2.jpg\n");
        let none = take(&db, text.as_bytes(), false, false).await;
        assert_eq!((none.pictures, all::<(i64,)>(&db, "select count(*) from job").await), (0, vec![(0,)]));
        let report = import(&db, &text).await;
        assert_eq!((report.pictures, report.products.changed), (1, 1), "{report}");
        assert_eq!(
            report.notes[0].1.to_string(),
            "Image Src “ftp://i.test/2.jpg” is no http or https address: left out"
        );
        assert_eq!(all::<(String,)>(&db, "select kind from job").await, [("picture.fetch".into(),)]);
        db.run("update remote_picture set fault = 'The host is not known.'").run().await.unwrap();
        let again = import(&db, &text).await;
        assert_eq!(again.products.same, 1);
        assert!(again.to_string().contains("mug: https://i.test/1.jpg: The host is not known."), "{again}");
    })
    .await;
}

#[tokio::test]
async fn an_option_that_is_spelled_anew_leaves_no_ghost() {
    both(|db| async move {
        import(&db, format!("{HEAD}mug,Mug,,Color,Bleu,,,M-1,10,,,\nmug,,,,red,,,M-2,12,,,\n")).await;
        let fixed = format!("{HEAD}mug,Mug,,Color,Blue,,,M-1,10,,,\nmug,,,,Red,,,M-2,12,,,\n");
        assert_eq!(import(&db, &fixed).await.products.changed, 1);
        let values: Vec<(String,)> = all(&db, "select value from option_value order by value").await;
        assert_eq!(values, [("Blue".to_string(),), ("Red".to_string(),)]);
        assert_eq!(import(&db, &fixed).await.products.same, 1);
    })
    .await;
}

#[tokio::test]
async fn a_product_of_which_only_the_title_is_known_can_be_added() {
    both(|db| async move {
        let text = "Handle,Title,Vendor\nmug,Mug,Us\n";
        let report = import(&db, text).await;
        assert_eq!(report.unpriced, [(Some(2), "mug".into(), "MUG".into())]);
        assert_eq!(import(&db, text).await.products.same, 1);
        assert_eq!(import(&db, "Handle,Variant SKU,Variant Price\nmug,MUG,5\n").await.unpriced, []);
    })
    .await;
}

#[test]
fn no_bytes_whatever_make_the_reader_fall() {
    use super::{bundle::Skus, header::Header, table::Table};
    let files = ["shopify-csv/torture-legacy.csv", "sample-catalogue/kitchen-appliances.csv"];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for file in files.into_iter().filter_map(shared) {
        let file = &file[..file.len().min(8_000)];
        for _ in 0..300 {
            let mut bytes = file.to_vec();
            for _ in 0..1 + next(8) {
                let (at, with) = (next(bytes.len()), b"\",;\n\r\0'=-\xff\xc3 "[next(12)]);
                match next(3) {
                    0 => bytes[at] = with,
                    1 => bytes.insert(at, with),
                    _ => drop(bytes.drain(at..(at + next(40)).min(file.len() / 2).max(at))),
                }
            }
            let Ok(table) = Table::open(&bytes) else { continue };
            let Ok(header) = Header::of(&table) else { continue };
            for group in header.groups(&table).products {
                header.bundle(&table, &group, crate::values::Currency::EUR, &mut Skus::new());
            }
        }
    }
}

#[tokio::test]
async fn skus_that_nobody_gave_are_made_and_are_one_each() {
    both(|db| async move {
        let text = format!("{HEAD}a,A,,Size,b c,,,,1,,,\na,,,,b-c,,,,1,,,\na-b,B,,Size,c,,,,1,,,\n");
        import(&db, &text).await;
        let skus: Vec<(String,)> = all(&db, "select sku from variant order by id").await;
        assert_eq!(skus.into_iter().map(|(s,)| s).collect::<Vec<_>>(), ["A-B-C", "A-B-C-2", "A-B-C-3"]);
        assert_eq!(import(&db, &text).await.products.same, 2);
    })
    .await;
}

#[tokio::test]
async fn a_changed_text_or_place_reaches_a_known_picture_and_what_hangs_already() {
    both(|db| async move {
        let head = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Image Alt Text\n";
        let file = |rows: &str| format!("{head}mug,Mug,Size,S,M-1,10,{rows}");
        let first = file("https://i.test/1.jpg,1,Blue\nmug,,,L,M-2,10,https://i.test/2.jpg,2,\n");
        import(&db, &first).await;
        db.run("insert into media (hash, kind, width, height, alt, created_at) values ('h', 'picture', 300, 300, 'Blue', 1)").run().await.unwrap();
        db.run("update remote_picture set media = (select id from media) where url like '%1.jpg'").run().await.unwrap();
        db.run("insert into product_media (product, media, position, alt) select p.id, m.id, 0, 'Blue' from product p, media m").run().await.unwrap();
        assert_eq!(import(&db, &first).await.products.same, 1);

        let turned = file("https://i.test/2.jpg,1,\nmug,,,L,M-2,10,https://i.test/1.jpg,2,Dark blue\n");
        assert_eq!(import(&db, &turned).await.products.changed, 1);
        let remote: Vec<(String, String, i64)> = all(&db, "select url, alt, position from remote_picture order by position").await;
        let told = [("https://i.test/2.jpg", "Mug, L", 0), ("https://i.test/1.jpg", "Dark blue", 1)];
        assert_eq!(remote, told.map(|(url, alt, at)| (url.to_string(), alt.to_string(), at)));
        assert_eq!(all::<(String, i64)>(&db, "select alt, position from product_media").await, [("Dark blue".into(), 1)]);
        assert_eq!(all::<(i64,)>(&db, "select count(*) from job").await, [(2,)]);
        assert_eq!(import(&db, &turned).await.products.same, 1);
    })
    .await;
}

#[tokio::test]
async fn one_refused_product_takes_nothing_with_it_that_shares_its_transaction() {
    both(|db| async move {
        let mut text = HEAD.to_string();
        for n in 0..130 {
            // Each tenth has the SKU of the first product, which stands already.
            let sku = if n % 10 == 9 { "S-0".to_string() } else { format!("S-{n}") };
            text += &format!("p-{n},P {n},,,,,,{sku},5,,2,\n");
        }
        import(&db, format!("{HEAD}p-0,P 0,,,,,,S-0,5,,2,\n")).await;
        let mut seen = vec![];
        let task = Task { dry_run: false, images: true, progress: &mut |done, of| seen.push((done, of)) };
        let report = products(&db, &Merchant::at_the_console(), text.as_bytes(), task, NOW).await.unwrap();
        assert_eq!(report.products, Tally { added: 116, changed: 0, same: 1, refused: 13 }, "{report}");
        assert_eq!((seen.len(), seen[129]), (130, (130, 130)));
        assert_eq!(all::<(i64,)>(&db, "select count(*) from product").await, [(117,)]);
        assert_eq!(all::<(i64,)>(&db, "select count(*) from event").await, [(117,)]);
        sound(&db).await;
    })
    .await;
}
