//! Shops that go out into a file and come back.
use super::run;
use crate::catalogue::draft::*;
use crate::catalogue::put::{Fate, put};
use crate::catalogue::store::people::{MakerDraft, put_maker};
use crate::db::Db;
use crate::import::report::{Report, RowFate};
use crate::import::tests::{all, import, pairs, shared, sound};
use crate::values::{Currency, Moment};
use crate::viewer::Merchant;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

const NOW: Moment = Moment(1_795_000_000_000);
const PUBLIC: &str = "https://shop.test";

async fn export(db: &Db) -> String {
    let mut out = vec![];
    run::products(db, &Merchant::at_the_console(), PUBLIC, &mut out, &mut |_, _| {}, NOW).await.unwrap();
    String::from_utf8(out).unwrap()
}

/// Every row of every table, as text.
async fn snapshot(db: &Db) -> Vec<String> {
    let sqlite = db.kind() == "SQLite";
    let tables: Vec<(String,)> = all(
        db,
        match sqlite {
            true => "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '%fts%' order by 1",
            false => "select cast(table_name as text) from information_schema.tables where table_schema = 'public' order by 1",
        },
    )
    .await;
    let mut told = vec![];
    for (table,) in tables {
        let sql = match sqlite {
            true => {
                let columns: Vec<(String,)> =
                    db.query("select name from pragma_table_info($1)").bind(table.clone()).all().await.unwrap();
                let columns: Vec<String> = columns.into_iter().map(|(c,)| format!("quote({c})")).collect();
                format!("select {} from {table} order by 1", columns.join(" || ',' || "))
            }
            false => format!("select cast(t.* as text) from {table} t order by 1"),
        };
        let sql: &'static str = Box::leak(sql.into_boxed_str());
        told.extend(all::<(String,)>(db, sql).await.into_iter().map(|(row,)| format!("{table}: {row}")));
    }
    told
}

/// Into the same shop nothing changes, and out of an empty one comes the same file.
async fn makes_the_round_trip(db: &Db, empty: &Db) -> String {
    let file = export(db).await;
    let stood = snapshot(db).await;
    let report = import(db, &file).await;
    let stands = snapshot(db).await;
    let (before, after): (HashSet<&String>, HashSet<&String>) = (stood.iter().collect(), stands.iter().collect());
    let mut differs: Vec<&&String> = before.symmetric_difference(&after).collect();
    differs.sort();
    assert!(differs.is_empty() && stood.len() == stands.len(), "{}: {differs:#?}", db.kind());
    unchanged(&report);

    let report = import(empty, &file).await;
    assert!(report.refused.is_empty(), "{}: {report}", db.kind());
    let again = export(empty).await;
    for (a, b) in file.lines().zip(again.lines()) {
        assert_eq!(a, b, "{}", db.kind());
    }
    assert_eq!(file, again);
    unchanged(&import(empty, &again).await);
    sound(empty).await;
    file
}
fn unchanged(report: &Report) {
    let same = report.refused.is_empty() && report.rows.iter().all(|(.., fate)| *fate == RowFate::Taken(Fate::Same));
    assert!(same, "{report}");
}

#[tokio::test]
async fn the_torture_and_sample_files_make_the_round_trip() {
    for name in ["shopify-csv/torture-legacy.csv", "sample-catalogue/kitchen-appliances.csv"] {
        let Some(file) = shared(name) else { continue };
        pairs(|db, empty| {
            let file = file.clone();
            async move {
                import(&db, &file).await;
                let out = makes_the_round_trip(&db, &empty).await;
                if name.contains("torture") {
                    // The guard goes on once, and the names of the old header have become those of the new.
                    assert!(out.contains("\"'=HYPERLINK(\"\"http://evil.test\"\",\"\"Jam\"\")\""), "{out}");
                    assert!(out.contains(",'=1+1,") && out.contains("\"'+jam, @home, -x\""), "{out}");
                    assert!(out.contains(",manual,") && out.contains("\"\"\"bowl, small\"\", ceramic\""), "{out}");
                } else {
                    let header = out.lines().next().unwrap();
                    for name in ["Open Kitchen price USD", "custom_field.custom.wattage", "meta_keywords"] {
                        assert!(header.contains(&format!(",{name},")), "{header}");
                    }
                    assert!(header.contains(",Open Kitchen product field: sku,"), "{header}");
                    assert!(header.ends_with(",Open Kitchen variant field: width"), "{header}");
                }
                assert!(no_formula(&out));
            }
        })
        .await;
    }
}

/// Whether no cell begins as a formula does, numbers apart.
fn no_formula(file: &str) -> bool {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_bytes());
    reader.records().all(|row| {
        let row = row.unwrap();
        row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.parse::<f64>().is_ok())
    })
}

#[tokio::test]
async fn the_demo_shop_makes_the_round_trip() {
    pairs(|db, empty| async move {
        // Drawing takes a minute, and no picture is looked at here.
        let mut pictures = HashMap::new();
        for (n, (name, alt)) in crate::demo::drawings().into_iter().enumerate() {
            let media = "insert into media (hash, kind, width, height, alt, created_at)
                values ($1, 'picture', 1200, 900, $2, 1) returning id";
            let (id,): (i64,) = db.run(media).bind(format!("{n:032x}")).bind(alt).one().await.unwrap();
            pictures.insert(name.to_string(), id);
        }
        assert_eq!(crate::demo::fill(&db, &Merchant::at_the_console(), &pictures, NOW).await.unwrap(), 41);
        let file = makes_the_round_trip(&db, &empty).await;
        assert!(file.lines().next().unwrap().contains(",Open Kitchen attribute 1 handle,"));
        for table in ["product_attribute", "making_step", "maker", "collection_product", "product_tag", "price"] {
            let sql: &'static str = Box::leak(format!("select count(*) from {table}").into_boxed_str());
            let (here, there) = (all::<(i64,)>(&db, sql).await, all::<(i64,)>(&empty, sql).await);
            // Makers without goods are no part of the goods.
            assert!(here == there || table == "maker", "{table}");
        }
        let words = "select p.slug, p.words, p.purpose, p.personal_label, m.name, m.story from product p left join maker m on m.id = p.maker order by p.slug";
        type Said = (String, String, String, Option<String>, Option<String>, Option<String>);
        assert_eq!(all::<Said>(&db, words).await, all::<Said>(&empty, words).await);
        let steps = "select p.slug, s.title, s.words, s.minutes from making_step s join product p on p.id = s.product order by p.slug, s.position";
        type Step = (String, String, String, i64);
        assert_eq!(all::<Step>(&db, steps).await, all::<Step>(&empty, steps).await);
        let values = "select p.slug, a.name, v.value from option_value v join option_axis a on a.id = v.axis join product p on p.id = a.product order by p.slug, a.position, v.position";
        type Choice = (String, String, String);
        assert_eq!(all::<Choice>(&db, values).await, all::<Choice>(&empty, values).await);
        for shown in [
            "select count(*) from making_step where media is not null or remote_picture is not null",
            "select count(*) from variant where media is not null or remote_picture is not null",
        ] {
            assert_eq!(all::<(i64,)>(&db, shown).await, all::<(i64,)>(&empty, shown).await);
            assert!(all::<(i64,)>(&db, shown).await[0].0 > 0);
        }
    })
    .await;
}

#[test]
fn the_header_is_shopifys_and_then_ours() {
    let Some(file) = shared("shopify-csv/header-new-2025.csv") else { return };
    let shape = super::store::Shape {
        shop: Currency::EUR,
        currencies: vec![Currency::parse("USD").unwrap()],
        attributes: 1,
        steps: 0,
        product_fields: vec![],
        variant_fields: vec![],
        products: 0,
    };
    let header = super::sheet::Sheet::of(&shape).header.join(",");
    let shopify = String::from_utf8(file).unwrap();
    let ours = header.strip_prefix(shopify.trim_end()).unwrap();
    assert!(ours.split(',').skip(1).all(|name| name.starts_with("Open Kitchen ")), "{ours}");
    assert!(ours.contains(",Open Kitchen price USD,Open Kitchen compare-at price USD,"));
}

/// Numbers that come by chance and are the same for the same seed.
struct Dice(u64);
impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
    fn half(&mut self) -> bool {
        self.below(2) == 0
    }
    fn text(&mut self) -> String {
        const PIECES: [&str; 24] = [
            "",
            " ",
            "=1+1",
            "'=x",
            "''@y",
            "+",
            "-5",
            "@home",
            "\tTab",
            "\rCR",
            "a,b",
            "say \"hi\"",
            "line\nbreak",
            "crlf\r\n",
            " lead",
            "trail ",
            "Ünïcode 🍚",
            "'",
            "''",
            "x;y;z",
            "{\"json\":1}",
            "sep=,",
            "\u{a0}",
            "plain",
        ];
        (0..=self.below(3)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
    fn maybe<T>(&mut self, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
        self.half().then(|| make(self))
    }
    fn fields(&mut self) -> Option<Map<String, Value>> {
        const NAMES: [&str; 20] = [
            "SKU",
            "sku",
            "Title",
            "status",
            "slug",
            "Variant Price",
            "Color",
            "color",
            "Option4 value",
            "column 7",
            "Template suffix",
            "Google Shopping / Gender",
            "Open Kitchen maker",
            "Handle",
            "=x",
            "'@y",
            "a;b,\"c\"",
            "Weight unit for display",
            "Product category",
            "line\nbreak",
        ];
        let fields = (0..self.below(6)).map(|_| {
            let name = if self.below(9) == 0 { self.text() } else { NAMES[self.below(NAMES.len())].to_string() };
            let value = if self.below(9) == 0 { Value::from(5) } else { Value::String(self.text()) };
            (name, value)
        });
        Some(fields.collect::<Map<_, _>>()).filter(|f| !f.is_empty())
    }
    fn variant(&mut self, sku: String, options: Vec<String>, urls: &[String]) -> VariantDraft {
        VariantDraft {
            sku: self.maybe(|d| format!("{}{sku}{}", d.text(), d.text())),
            options,
            note: self.maybe(Dice::text),
            barcode: self.maybe(Dice::text),
            weight_grams: self.maybe(|d| d.below(5000) as i64),
            ships: self.maybe(Dice::half),
            tracked: self.maybe(Dice::half),
            backorder: self
                .maybe(|d| if d.half() { Backorder::Unlimited } else { Backorder::Limit(d.below(9) as i64) }),
            unit: self.maybe(|d| {
                let unit = ["g", "ml", "cm", "m²", "piece", "sheet of paper", "kg", "", "item "][d.below(9)];
                (unit.to_string(), 1 + d.below(999) as i64, 1 + d.below(999) as i64)
            }),
            cost: self.maybe(|d| d.below(9999) as i64),
            prices: ["EUR", "USD", "JPY", "KWD"]
                .iter()
                .filter_map(|code| {
                    let currency = Currency::parse(code)?;
                    self.maybe(|d| (currency, d.below(9999) as i64, d.maybe(|d| d.below(3) as i64 * 5000)))
                })
                .collect(),
            on_hand: self.maybe(|d| d.below(20) as i64 - 5),
            picture: urls.first().filter(|_| self.half()).map(|_| urls[self.below(urls.len())].clone()),
            archived: self.maybe(|d| d.below(4) == 0),
            foreign_fields: self.fields(),
            ..VariantDraft::default()
        }
    }
    fn product(&mut self, n: usize) -> Draft {
        let urls: Vec<String> = (0..self.below(5)).map(|i| format!("https://i.test/{n}/{i}, \"x\".jpg")).collect();
        let axes: Vec<(String, Vec<String>)> = (0..self.below(4))
            .map(|a| {
                let values = (0..2 + self.below(2)).map(|v| format!("{}{v}{}", self.text(), self.text())).collect();
                (format!("{}{a}{}", self.text(), self.text()), values)
            })
            .collect();
        let mut combinations: Vec<Vec<String>> = vec![vec![]];
        for (_, values) in &axes {
            combinations = combinations
                .iter()
                .flat_map(|c| values.iter().map(move |v| [&c[..], std::slice::from_ref(v)].concat()))
                .collect();
        }
        let turn = self.below(combinations.len());
        combinations.rotate_left(turn);
        combinations.truncate(1 + self.below(5));
        let variants =
            combinations.into_iter().enumerate().map(|(i, c)| self.variant(format!("{n}-{i}"), c, &urls)).collect();
        Draft {
            slug: format!("product-{n}"),
            title: Some(format!("{}Title{}", self.text(), self.text())),
            maker: self.maybe(|d| ["a", "b"][d.below(2)].to_string()),
            words: self.maybe(Dice::text),
            purpose: self.maybe(Dice::text),
            description: self.maybe(|d| {
                let html = ["<p>", "<pre>\n\n", "<script>x</script>", "<a href='/x'>", "&amp;&#13;", "<table><td>"];
                format!("{}{}{}", d.text(), html[d.below(html.len())], d.text())
            }),
            vendor: self.maybe(Dice::text),
            kind: self.maybe(Dice::text),
            tax_class: self.maybe(|d| ["standard", "reduced", "zero"][d.below(3)].to_string()),
            status: self.maybe(|d| ["active", "draft", "withdrawn"][d.below(3)].to_string()),
            gift_card: self.below(9) == 0,
            sensitive: self.maybe(Dice::half),
            personal_label: self.maybe(Dice::text),
            seo_title: self.maybe(Dice::text),
            seo_description: self.maybe(Dice::text),
            tags: self.maybe(|d| (0..d.below(5)).map(|_| d.text()).collect()),
            foreign_fields: self.fields(),
            attributes: self.maybe(|d| {
                (0..d.below(4))
                    .map(|i| AttributeDraft {
                        handle: format!("h{i}"),
                        label: format!("{}Label", d.text()),
                        kind: ["text", "number", "truth"][d.below(3)].into(),
                        unit: d.text(),
                        value: d.text(),
                        milli: d.maybe(|d| d.below(99_999) as i64 - 9_999),
                        means: d.text(),
                        matters: d.text(),
                    })
                    .collect()
            }),
            steps: self.maybe(|d| {
                (0..d.below(4))
                    .map(|_| StepDraft {
                        title: d.text(),
                        minutes: d.below(90) as i64,
                        words: d.text(),
                        media: None,
                        picture: urls.first().filter(|_| d.half()).map(|_| urls[d.below(urls.len())].clone()),
                    })
                    .collect()
            }),
            pictures: urls
                .iter()
                .map(|url| PictureDraft {
                    url: url.clone(),
                    alt: self.text(),
                    alt_said: true,
                    position: self.below(6) as i64,
                    place_said: true,
                })
                .collect(),
            collections: self.maybe(|d| {
                let mut of: Vec<(String, String)> =
                    (0..d.below(4)).map(|_| d.below(5)).map(|c| (format!("c-{c}"), format!("Shelf: {c}"))).collect();
                of.dedup();
                of
            }),
            variants,
            axes,
            ..Draft::default()
        }
    }
}

/// A shop of things that come by chance; some pictures have come, some of them hang elsewhere by now.
async fn chance(db: &Db, dice: &mut Dice) {
    let mut tx = db.begin().await.unwrap();
    for handle in ["a", "b"] {
        let [craft, words, story] = [dice.text(), dice.text(), dice.text()];
        let maker =
            MakerDraft { handle: handle.into(), name: format!("{}N", dice.text()), craft, words, story, media: None };
        put_maker(&mut tx, maker).await.unwrap();
    }
    for n in 0..25 {
        let draft = dice.product(n);
        put(&mut tx, &Merchant::at_the_console(), &draft, "counted", NOW).await.unwrap();
    }
    for n in 0..30 {
        tx.query(
            "insert into media (hash, kind, width, height, alt, created_at) values ($1, 'picture', $2, 300, $3, 1)",
        )
        .bind(format!("{n:032x}"))
        .bind(100 + dice.below(2000) as i64)
        .bind(dice.text())
        .run()
        .await
        .unwrap();
    }
    let media: Vec<(i64,)> = tx.query("select id from media order by id").all().await.unwrap();
    let products: Vec<(i64,)> = tx.query("select id from product order by id").all().await.unwrap();
    let hang =
        "insert into product_media (product, media, position, alt) values ($1, $2, $3, $4) on conflict do nothing";
    for (media,) in &media[..15] {
        let (product,) = products[dice.below(products.len())];
        let (at, alt) = (dice.below(6) as i64, dice.maybe(Dice::text));
        tx.query(hang).bind(product).bind(*media).bind(at).bind(alt).run().await.unwrap();
        if dice.half() {
            let face = "update variant set media = $2 where id = (select min(id) from variant where product = $1)";
            tx.query(face).bind(product).bind(*media).run().await.unwrap();
            let scene = "update making_step set media = $2 where product = $1 and position = 0";
            tx.query(scene).bind(product).bind(*media).run().await.unwrap();
        }
    }
    let remote: Vec<(i64, i64, String, i64)> =
        tx.query("select id, product, alt, position from remote_picture order by id").all().await.unwrap();
    for (id, product, alt, position) in remote {
        if dice.below(3) == 0 {
            continue;
        }
        // Few pictures for many addresses: some bring the same.
        let (media,) = media[15 + (product as usize * 2 + dice.below(2)) % 15];
        let changed = dice.below(4) == 0;
        let (alt, position) = if changed { (dice.text(), dice.below(9) as i64) } else { (alt, position) };
        if dice.below(9) > 0 {
            tx.query(hang).bind(product).bind(media).bind(position).bind(alt).run().await.unwrap();
        }
        tx.query("update remote_picture set media = $2 where id = $1").bind(id).bind(media).run().await.unwrap();
        for sql in [
            "update variant set media = $2 where remote_picture = $1",
            "update making_step set media = $2 where remote_picture = $1",
        ] {
            tx.query(sql).bind(id).bind(media).run().await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn whatever_stands_in_a_shop_makes_the_round_trip() {
    for seed in 1..=5u64 {
        pairs(|db, empty| async move {
            println!("seed {seed}");
            chance(&db, &mut Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))).await;
            let file = makes_the_round_trip(&db, &empty).await;
            assert!(no_formula(&file));
        })
        .await;
    }
}

#[tokio::test]
async fn what_a_merchant_changes_in_the_file_is_what_changes_in_the_shop() {
    pairs(|db, _| async move {
        let text = "Handle,Title,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Taxable,Image Src,Image Alt Text\n\
            mug,Mug,\"a, b\",Size,S,M-1,10,TRUE,https://i.test/1.jpg,Blue\nmug,,,,L,M-2,12,TRUE,,\n";
        import(&db, text).await;
        // A tag that Shopify cannot say, a title with a blank, an order of values that the variants do not have.
        db.run("update product_tag set tag = 'a, \"x\"', tag_key = 'a, \"x\"' where tag = 'a'").run().await.unwrap();
        db.run("update product set title = 'Mug '").run().await.unwrap();
        db.run("update option_value set position = 5 where value = 'S'").run().await.unwrap();
        let file = export(&db).await;
        unchanged(&import(&db, &file).await);
        let title: Vec<(String,)> = all(&db, "select title from product").await;
        assert_eq!(title, [("Mug ".to_string(),)]);

        let edited = file
            .replacen("Mug ,mug", "Jug,mug", 1)
            .replacen(",10.00,", ",11.50,", 1)
            .replace(",TRUE,,,,,,", ",FALSE,,,,,,")
            .replacen(",Blue,", ",Dark blue,", 1)
            .replacen("\"\"\"a, \"\"x\"\"\"\", b\"", "c", 1);
        let report = import(&db, &edited).await;
        assert_eq!((report.products.changed, report.refused.len()), (1, 0), "{report}");
        assert_eq!(all::<(String, String)>(&db, "select title, tax_class from product").await, [("Jug".into(), "zero".into())]);
        assert_eq!(all::<(String,)>(&db, "select tag from product_tag").await, [("c".to_string(),)]);
        assert_eq!(all::<(i64,)>(&db, "select amount from price order by variant").await, [(1150,), (1200,)]);
        assert_eq!(all::<(String,)>(&db, "select alt from remote_picture").await, [("Dark blue".to_string(),)]);
        let values: Vec<(String,)> = all(&db, "select value from option_value order by position").await;
        assert_eq!(values, [("L".to_string(),), ("S".to_string(),)]);
        unchanged(&import(&db, &edited).await);
    })
    .await;
}

#[tokio::test]
async fn the_address_of_an_own_picture_brings_no_new_one() {
    pairs(|db, empty| async move {
        import(&db, "Handle,Title,Variant SKU,Variant Price\nmug,Mug,M-1,10\n").await;
        let hash = "0123456789abcdef0123456789abcdef";
        db.run(
            "insert into media (hash, kind, width, height, alt, created_at) values ($1, 'picture', 900, 300, '', 1)",
        )
        .bind(hash.to_string())
        .run()
        .await
        .unwrap();
        db.run("insert into product_media (product, media, position) select p.id, m.id, 3 from product p, media m")
            .run()
            .await
            .unwrap();
        let file = makes_the_round_trip(&db, &empty).await;
        let url = format!("{PUBLIC}/media/{hash}-800.webp");
        assert!(file.contains(&format!(",{url},4,,")), "{file}");
        let report = import(&db, file.replace(&format!(",{url},4,,"), &format!(",{url},2,Side,"))).await;
        assert_eq!(report.products.changed, 1, "{report}");
        assert_eq!(all::<(String, i64)>(&db, "select alt, position from product_media").await, [("Side".into(), 1)]);
        assert_eq!(all::<(i64,)>(&db, "select count(*) from remote_picture").await, [(0,)]);
        // Elsewhere it is fetched like any other.
        assert_eq!(all::<(String, i64)>(&empty, "select url, position from remote_picture").await, [(url, 3)]);
    })
    .await;
}

#[tokio::test]
async fn a_file_stands_only_when_it_is_whole() {
    pairs(|db, _| async move {
        import(&db, "Handle,Title,Variant SKU,Variant Price\nmug,Mug,M-1,10\n").await;
        let folder = tempfile::tempdir().unwrap();
        let write = async |name: &str| {
            run::file(&db, &Merchant::at_the_console(), PUBLIC, &folder.path().join(name), &mut |_, _| {}, NOW).await
        };
        for _ in 0..2 {
            assert_eq!(write("out.csv").await.unwrap(), run::Wrote { products: 1, rows: 1 });
        }
        let fault = write("nowhere/out.csv").await.unwrap_err();
        assert!(format!("{fault:#}").contains("out.csv cannot be written"), "{fault:#}");
        // A folder of that name cannot be replaced: what was written so far goes again.
        std::fs::create_dir(folder.path().join("taken")).unwrap();
        assert!(write("taken").await.is_err());
        let mut names: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["out.csv", "taken"]);
    })
    .await;
}
