//! Shops of any size: the same goods for the same number, kept in `target/bench` between runs, for 100,000 take long.
use crate::machine::{bench_dir, migrations_mark};
use anyhow::{Context, Result};
use app::catalogue::draft::{AttributeDraft, Draft, StepDraft, VariantDraft};
use app::catalogue::put::put;
use app::catalogue::store::people::{MakerDraft, put_collection, put_maker};
use app::db::Db;
use app::house::store::{Facts, open, put_page};
use app::media::{shelf::Shelf, store::keep, workshop::Workshop};
use app::shipping::{self, Rate};
use app::site::facts;
use app::values::{Currency, Moment};
use app::viewer::Merchant;
use std::path::{Path, PathBuf};

/// Another one throws away what is kept.
const VERSION: u32 = 2;
/// How many products are put in one transaction.
const BATCH: usize = 500;

const MAKERS: [(&str, &str, &str); 8] = [
    ("anke", "Anke Dorst", "potter"),
    ("bram", "Bram Veen", "smith"),
    ("celia", "Célia Moreau", "weaver"),
    ("daan", "Daan Hoekstra", "turner"),
    ("elif", "Elif Yaman", "copper smith"),
    ("femke", "Femke Bos", "basket maker"),
    ("goran", "Goran Ilić", "knife maker"),
    ("hanna", "Hanna Lund", "glass blower"),
];
pub const SHELVES: [&str; 12] =
    ["Pans", "Knives", "Bowls", "Boards", "Linen", "Baskets", "Glass", "Baking", "Tea", "Pantry", "Storing", "Serving"];
const KINDS: [&str; 4] = ["plain", "slender", "deep", "wide"];
const STUFFS: [&str; 12] =
    ["ash", "oak", "beech", "steel", "iron", "copper", "clay", "stoneware", "linen", "willow", "glass", "enamel"];
const THINGS: [&str; 16] = [
    "pan", "knife", "bowl", "board", "cloth", "basket", "jug", "tin", "pot", "jar", "crate", "spoon", "ladle", "whisk",
    "plate", "mug",
];
const SIZES: [&str; 3] = ["small", "middle", "large"];
const FINISHES: [&str; 2] = ["natural", "oiled"];
const SYLLABLES: [&str; 16] =
    ["ba", "do", "fe", "gu", "hi", "jo", "ka", "lu", "mi", "no", "pe", "ra", "su", "ti", "vo", "ze"];

/// Words that stand in the name of every product.
pub const EVERYWHERE: [&str; 2] = ["kitchen", "line"];
/// A word that stands in the names of about a hundred products, whatever the size of the shop; a hundred thousand have a
/// thousand such words.
pub fn rare_word(n: usize) -> String {
    let syllable = |k: usize| SYLLABLES[k % SYLLABLES.len()];
    format!("{}{}{}{}", syllable(n), syllable(n / 16 + n * 5), syllable(n / 256 + n * 3 + 7), syllable(n * 7 + 2))
}
/// How many such words a shop of this size has: a page of results is full in the smallest too, or sizes could not be compared.
pub fn rare_words(size: usize) -> usize {
    (size / 100).max(1)
}
/// How many shelves a shop of this size fills, a page of a shelf being 24 products.
pub fn shelves(size: usize) -> usize {
    (size / 24).clamp(1, SHELVES.len())
}

/// The same numbers in the same order, whoever asks (Steele and Vigna's splitmix64).
pub struct Dice(pub u64);
impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// A shop of this many products in a folder of its own, `shop.db` and `media`; made where it is not kept. The folder is
/// a copy: what is done to it is forgotten.
pub async fn shop(size: usize) -> Result<PathBuf> {
    let kept = bench_dir().join(format!("shop-{size}-{}-{VERSION}", migrations_mark()));
    if !kept.join("shop.db").exists() {
        let half = bench_dir().join(format!("half-{size}"));
        std::fs::remove_dir_all(&half).ok();
        std::fs::create_dir_all(&half)?;
        eprintln!("bench: makes a shop of {size} products, once");
        let db = Db::open(&format!("sqlite:{}", half.join("shop.db").display()), 2).await?;
        let began = std::time::Instant::now();
        fill(&db, &half.join("media"), size).await?;
        let took = began.elapsed().as_secs_f64();
        eprintln!("bench: {size} products put in {took:.1} s, {:.0} a second", size as f64 / took);
        db.close().await;
        std::fs::remove_dir_all(&kept).ok();
        std::fs::rename(&half, &kept)?;
    }
    let copy = bench_dir().join(format!("run-{size}"));
    std::fs::remove_dir_all(&copy).ok();
    copy_all(&kept, &copy).with_context(|| format!("{} cannot be copied", kept.display()))?;
    Ok(copy)
}

fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => copy_all(&entry.path(), &to.join(entry.file_name()))?,
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name()))?),
        }
    }
    Ok(())
}

/// Opens the shop and puts its goods on the shelves, through the one door that every product goes through.
pub async fn fill(db: &Db, media: &Path, size: usize) -> Result<()> {
    db.migrate().await?;
    let pictures = opened(db, &Shelf::open(&format!("file:{}", media.display()))?).await?;
    let merchant = Merchant::at_the_console();
    let mut from = 0;
    while from < size {
        let mut tx = db.begin().await?;
        for n in from..(from + BATCH).min(size) {
            put(&mut tx, &merchant, &draft(n, size, &pictures), "counted", Moment::now()).await?;
        }
        tx.commit().await?;
        from += BATCH;
    }
    Ok(())
}

/// Facts, makers, collections, pages, rates; the ids of the pictures that all goods share.
async fn opened(db: &Db, shelf: &Shelf) -> Result<Vec<i64>> {
    let now = Moment::now();
    let mut pictures = vec![];
    for (i, colour) in ["#7a5c3e", "#5b6f63", "#8c7a57", "#4c5866"].into_iter().enumerate() {
        let drawing = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='800' height='1000'><rect width='800' height='1000' \
             fill='#f3efe6'/><circle cx='400' cy='{}' r='260' fill='{colour}'/></svg>",
            420 + i * 40
        );
        let made = Workshop::default().drawing(drawing).await?;
        let alt = "A round thing of one colour on a pale table, seen from above in daylight";
        pictures.push(keep(db, shelf, made, alt, now).await?);
    }
    let before = facts(db).await?;
    let mut tx = db.begin().await?;
    let shop = Facts {
        name: "Bench Kitchen".into(),
        tagline: "Kitchen and pantry goods, made to be measured.".into(),
        street: "Lane 1".into(),
        city: "1234 AB Town".into(),
        email: "counter@bench.example".into(),
        phone: "0555 014 204".into(),
        hours: "The door is open Monday to Saturday, 9:00 to 18:00.".into(),
        iban: "NL91ABNA0417164300".into(),
        bic: "ABNANL2A".into(),
        opened_at: Some(now),
        ..before
    };
    open(&mut tx, &shop).await?;
    let rate = |method: &str, title: &str, amount, free_from| Rate {
        country: "NL".into(),
        method: method.into(),
        title: title.into(),
        amount,
        free_from,
        days_least: 1,
        days_most: 2,
        ships: method == "parcel",
    };
    let rates = [rate("parcel", "Parcel post", 490, Some(7_500)), rate("pickup", "Collect it", 0, None)];
    for (i, rate) in rates.iter().enumerate() {
        shipping::store::put(&mut tx, rate, "EUR", i as i64).await?;
    }
    for (i, slug) in ["about", "shipping", "returns", "privacy", "imprint"].into_iter().enumerate() {
        put_page(&mut tx, slug, slug, "## A heading\nA sentence.", i as i64, now).await?;
    }
    for (i, (handle, name, craft)) in MAKERS.into_iter().enumerate() {
        let maker = MakerDraft {
            handle: handle.into(),
            name: name.into(),
            craft: craft.into(),
            words: "A thing is done when somebody uses it without thinking of it.".into(),
            story: "I began with what lay about in my father's shed, and gave the first nine away. The tenth I could \
                    sell. I still make it, a little thinner, for people who cook every day and want one of each."
                .into(),
            media: pictures.get(i % pictures.len()).copied(),
        };
        put_maker(&mut tx, maker).await?;
    }
    for (i, title) in SHELVES.into_iter().enumerate() {
        let lead = "What stands here is used every day, and mended when it breaks.";
        put_collection(&mut tx, &title.to_lowercase(), title, lead, MAKERS[i % 8].0, i as i64).await?;
    }
    tx.commit().await?;
    Ok(pictures)
}

pub fn slug(n: usize) -> String {
    format!("thing-{n}")
}

fn draft(n: usize, size: usize, pictures: &[i64]) -> Draft {
    let mut dice = Dice(n as u64 + 1);
    let (kind, stuff, thing) = (KINDS[dice.below(4)], STUFFS[dice.below(12)], THINGS[dice.below(16)]);
    let maker = MAKERS[dice.below(8)].0;
    let shelf = dice.below(12) % shelves(size);
    let sizes = 2 + dice.below(2);
    let finishes = 1 + dice.below(2);
    let price = 900 + dice.below(180) as i64 * 50;
    let gone = n % 17 == 9;
    let mut variants = vec![];
    for (i, size) in SIZES[..sizes].iter().enumerate() {
        for finish in &FINISHES[..finishes] {
            let on_hand = match (gone, dice.below(20)) {
                (true, _) | (_, 0) => 0,
                (_, few @ 1..=2) => few as i64,
                // Enough for every cart and order of a round.
                _ => 2_000 + dice.below(500) as i64,
            };
            variants.push(VariantDraft {
                sku: Some(format!("B{n}-{i}{}", &finish[..1])),
                options: vec![size.to_string(), finish.to_string()],
                weight_grams: Some(250 + i as i64 * 200),
                prices: vec![(Currency::EUR, price + i as i64 * 700, (n % 11 == 3).then_some(price + 2_500))],
                on_hand: Some(on_hand),
                ..VariantDraft::default()
            });
        }
    }
    let grams = 200 + dice.below(60) as i64 * 25;
    let wide = 8 + dice.below(30) as i64;
    let said = |handle: &str, label: &str, kind: &str, unit: &str, value: String, milli| AttributeDraft {
        handle: handle.into(),
        label: label.into(),
        kind: kind.into(),
        unit: unit.into(),
        value,
        milli,
        means: "What it does in your hand, and what it would do if it were a third more than it is.".into(),
        matters: "you hold it for longer than the water takes to boil.".into(),
    };
    let step = |title: &str, minutes, i: usize| StepDraft {
        picture: None,
        title: title.into(),
        minutes,
        words: "By eye first, then by the rule. What is off by a hair here is off by a finger at the end.".into(),
        media: pictures.get(i).copied(),
    };
    let care = ["wash by hand", "dry at once", "oil it in spring"][dice.below(3)];
    Draft {
        slug: slug(n),
        title: Some(format!("{} {stuff} {thing} {}, kitchen line {n}", up(kind), up(&rare_word(n % rare_words(size))))),
        maker: Some(maker.into()),
        words: Some("I make it the way I would want to find it: nothing on it that has to be explained.".into()),
        purpose: Some(format!(
            "For every day, and for the days when ten people come. The {thing} takes heat, cold and haste."
        )),
        kind: Some(thing.into()),
        tax_class: Some("standard".into()),
        status: Some("active".into()),
        tags: Some(vec![stuff.into(), thing.into()]),
        axes: vec![
            ("Size".into(), SIZES[..sizes].iter().map(|s| s.to_string()).collect()),
            ("Finish".into(), FINISHES[..finishes].iter().map(|s| s.to_string()).collect()),
        ],
        variants,
        attributes: Some(vec![
            said("weight", "Weight", "number", "g", format!("{grams} g"), Some(grams * 1000)),
            said("width", "Width", "number", "cm", format!("{wide} cm"), Some(wide * 1000)),
            said("stuff", "Made of", "text", "", stuff.into(), None),
            said("care", "Care", "text", "", care.into(), None),
        ]),
        steps: Some(vec![step("Choose", 10, 1), step("Shape", 40 + n as i64 % 50, 2), step("Finish", 25, 3)]),
        media: Some(pictures.iter().copied().skip(n % 2).collect()),
        collections: Some(vec![(SHELVES[shelf].to_lowercase(), SHELVES[shelf].into())]),
        ..Draft::default()
    }
}

fn up(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
