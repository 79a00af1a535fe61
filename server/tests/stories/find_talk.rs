//! Finding what was asked and answered, together with products, alike on both databases.
use crate::kit::goods::{opened, pan, stock, thing};
use crate::kit::shop::{on_postgres, on_sqlite};
use crate::kit::{Browser, Shop, both};
use app::accounts::store::begin;
use app::forum::search::{answered, find};
use app::forum::verbs::{self, Author, Draft, Opening, state};
use app::forum::{Anchor, Kind, State};
use app::moderation::Ruling;
use app::values::Moment;
use std::sync::Mutex;

/// A topic: its kind, its title, what follows in it. `!` is the answer that was chosen, `-` was taken down, `?` is held.
type Said = (Kind, &'static str, &'static [&'static str]);
const SAID: &[Said] = &[
    (
        Kind::Question,
        "How do I season a carbon steel pan?",
        &["!Linseed oil, thin as breath, and an hour in the oven.", "I do it on the hob."],
    ),
    (
        Kind::Question,
        "My pan has rust, is it lost?",
        &["Never. Scrub it, dry it, season it anew.", "!Vinegar, ten minutes, no more."],
    ),
    (Kind::Question, "Does the crème brûlée crock take a torch?", &["The glaze does. Mind the rim."]),
    (Kind::Question, "Can the lid of the crock go into the dishwasher?", &[]),
    (
        Kind::Discussion,
        "What my grandmother's oven taught me",
        &["Patience, and a pan that is hot first.", "-Cheap watches at replica dot example."],
    ),
    (
        Kind::Question,
        "By hand or in the dishwasher?",
        &["?My page about gaskets says more.", "By hand. Always by hand."],
    ),
    (Kind::Bench, "Twelve pans left the forge this week", &["Which oil goes on before they leave?"]),
    (
        Kind::Discussion,
        "Sourdough in August",
        &["Mine doubles in three hours.", "Colder water helps.", "So does less sourdough."],
    ),
    (Kind::Question, "How sharp is sharp for a bread knife?", &["!Sharper than you think; the crust decides."]),
    (Kind::Question, "Wooden spoon: oil or wax?", &["Oil first, wax when it is dry."]),
    (Kind::Question, "Does the mill grind coarse salt?", &["Only dry salt. Wet salt rusts the steel."]),
    (Kind::Question, "Καφές in the small pot?", &["ΚΑΦΈΣ works, over a low flame."]),
    (Kind::Order, "Order K-77 and its broken kettle", &["We send a new kettle."]),
];

async fn speak(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[pan(), thing("mug", 1_200, 50)]).await;
    let (db, began) = (shop.db(), Moment(1_795_000_000_000));
    let mut tx = db.begin().await.unwrap();
    let (asker, other) = (begin(&mut tx, "en", began).await.unwrap(), begin(&mut tx, "en", began).await.unwrap());
    tx.commit().await.unwrap();
    for (n, (kind, title, replies)) in SAID.iter().enumerate() {
        let now = began.plus(n as i64 * Moment::MINUTE);
        let draft = |person, words, ruling| Draft {
            author: Author { person, host: false, network: None },
            stake: None,
            reply_to: None,
            quoted: None,
            words,
            pictures: vec![],
            ruling,
            watch: None,
        };
        let opening = Opening { kind: *kind, anchor: Anchor::default(), title: title.to_string(), products: vec![] };
        let words = verbs::words(db, title, None).await.unwrap();
        let topic = verbs::ask(db, opening, draft(asker, words, Ruling::Live), now).await.unwrap().topic;
        for said in *replies {
            let words = verbs::words(db, said.trim_start_matches(['!', '-', '?']), None).await.unwrap();
            let ruling = if said.starts_with('?') { Ruling::Held("links") } else { Ruling::Live };
            let post = verbs::reply(db, topic, draft(other, words, ruling), now).await.unwrap().post;
            if said.starts_with('!') {
                db.run("update topic set accepted = $2, accepted_by = author, accepted_at = 5 where id = $1")
                    .bind(topic)
                    .bind(post)
                    .run()
                    .await
                    .unwrap();
            }
            if said.starts_with('-') {
                let mut tx = db.begin().await.unwrap();
                state::set(&mut tx, post, State::Removed, None, now).await.unwrap();
                tx.commit().await.unwrap();
            }
        }
    }
    shop.healthy().await;
}

/// What is typed, and how the titles of the topics begin that it finds, in their order.
const QUERIES: &[(&str, &[&str])] = &[
    ("season", &["How do I season", "My pan"]),
    ("seasoned", &[]),
    ("SEASON PAN", &["How do I season", "My pan"]),
    ("pan", &["My pan", "How do I season", "Twelve pans", "What my"]),
    ("pans", &["Twelve pans"]),
    ("oven", &["What my", "How do I season"]),
    ("oil", &["Wooden spoon", "How do I season", "Twelve pans"]),
    ("linseed", &["How do I season"]),
    ("linseed hob", &["How do I season"]),
    ("vinegar rust", &["My pan"]),
    ("rust", &["My pan", "Does the mill"]),
    ("creme", &["Does the crème"]),
    ("crème brûlée", &["Does the crème"]),
    ("cre bru tor", &["Does the crème"]),
    ("CREME BRULEE RIM", &["Does the crème"]),
    ("crock", &["Does the crème", "Can the lid"]),
    ("dishwasher", &["By hand", "Can the lid"]),
    ("dishw hand", &["By hand"]),
    ("sourdough", &["Sourdough"]),
    ("sourd water hours", &["Sourdough"]),
    ("knife", &["How sharp"]),
    ("crust knife", &["How sharp"]),
    ("spoon wax", &["Wooden spoon"]),
    ("steel", &["How do I season", "Does the mill"]),
    ("salt", &["Does the mill"]),
    ("καφές", &["Καφές"]),
    ("ΚΑΦ", &["Καφές"]),
    ("grandmother", &["What my"]),
    ("grandmother's patience", &["What my"]),
    ("watches", &[]),
    ("replica", &[]),
    ("gaskets", &[]),
    ("kettle", &[]),
    ("k-77", &[]),
    ("oven forge", &[]),
    ("'\"*:^()", &[]),
    ("title : pan", &[]),
    ("100%_", &[]),
];

/// The titles that are found, in their order, and whether words were read as others.
async fn found(shop: &Shop, typed: &str) -> (Vec<String>, bool) {
    let db = shop.db();
    let read = |words: Vec<String>| async move { Ok(app::search::store::read(db, &words).await?.0) };
    let (ids, near) = find(db, typed, read).await.unwrap();
    let mut titles = vec![];
    for id in ids {
        let (title,): (String,) = db.query("select title from topic where id = $1").bind(id).one().await.unwrap();
        titles.push(title);
    }
    (titles, near)
}

static FOUND: Mutex<Vec<(Vec<String>, bool)>> = Mutex::new(vec![]);

#[tokio::test]
async fn the_same_topics_are_found_in_the_same_order_on_both_databases() {
    /// Beside the words above their beginnings, and each with a letter left out.
    fn typed() -> Vec<String> {
        let mut all: Vec<String> = QUERIES.iter().map(|(q, _)| q.to_string()).collect();
        for (query, _) in QUERIES {
            let letters: Vec<char> = query.chars().collect();
            all.push(letters[..letters.len().div_ceil(2)].iter().collect());
            let mut less = letters.clone();
            less.remove(letters.len() / 2);
            all.push(less.into_iter().collect());
        }
        all
    }
    async fn all(shop: &Shop) -> Vec<(Vec<String>, bool)> {
        speak(shop).await;
        let mut all = vec![];
        for query in typed() {
            all.push(found(shop, &query).await);
        }
        all
    }
    on_sqlite(|shop| async move {
        *FOUND.lock().unwrap() = all(&shop).await;
    })
    .await;
    on_postgres(|shop| async move {
        let sqlite = FOUND.lock().unwrap().clone();
        let postgres = all(&shop).await;
        assert!(sqlite.len() > 100);
        for ((query, a), b) in typed().iter().zip(&sqlite).zip(&postgres) {
            assert_eq!(a, b, "{query}");
        }
        assert!(sqlite.iter().filter(|(titles, _)| !titles.is_empty()).count() > 50);
    })
    .await;
}

#[tokio::test]
async fn topics_are_found_by_words_in_any_of_their_posts_the_best_first() {
    both(|shop| async move {
        speak(&shop).await;
        for (typed, begin) in QUERIES {
            let (titles, _) = found(&shop, typed).await;
            let right = titles.len() == begin.len() && titles.iter().zip(*begin).all(|(t, b)| t.starts_with(b));
            assert!(right, "{typed}: {titles:?}");
        }
        // A word that nobody knows is read as the nearest that a product has; no topic has that one either.
        let (titles, near) = found(&shop, "everydya").await;
        assert_eq!((titles.len(), near), (0, true));
        // What was taken down is gone from it at once, and back with the post.
        let post = shop.number("select id from post where body like '%thin as breath%'").await;
        for (to, many) in [(State::Removed, 0), (State::Live, 1)] {
            let mut tx = shop.db().begin().await.unwrap();
            state::set(&mut tx, post, to, None, Moment::now()).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(found(&shop, "linseed").await.0.len(), many);
        }
    })
    .await;
}

#[tokio::test]
async fn a_search_shows_what_was_asked_and_answered_beside_the_products() {
    both(|shop| async move {
        speak(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/products?q=pan").await;
        assert_eq!(b.all("h1"), ["Results for ‘pan’"]);
        assert_eq!(b.count("article.tile"), 1);
        let titles = b.all(".asked h3");
        assert_eq!(titles.len(), 4, "{titles:?}");
        assert_eq!(titles[0], "My pan has rust, is it lost?");
        let words = b.all(".asked article").remove(0);
        assert!(words.contains("Solved") && words.contains("Vinegar, ten minutes"), "the chosen answer: {words}");

        // Nothing on the shelves, and still an answer.
        b.open("/products?q=linseed").await;
        assert_eq!((b.page.status, b.all("h1")), (200, vec!["Nothing here goes by ‘linseed’.".to_string()]));
        assert_eq!(b.all(".asked h3"), ["How do I season a carbon steel pan?"]);
        b.open("/products?q=mug").await;
        assert_eq!(b.count(".asked"), 0, "no topic is about it");
        for hidden in ["watches", "gaskets", "kettle"] {
            b.open(&format!("/products?q={hidden}")).await;
            assert_eq!(b.count(".asked"), 0, "{hidden}");
        }

        b.open("/forum").await;
        b.press("Search topics", &[("Search the forum", "dishwasher")]).await;
        assert_eq!(b.page.path, "/forum?q=dishwasher");
        assert_eq!(b.all(".topics h2"), ["By hand or in the dishwasher?", "Can the lid of the crock go into the dishwasher?"]);
        assert_eq!(b.attributes("#fq", "value"), ["dishwasher"]);
        assert_eq!(b.attributes("meta[name=robots]", "content"), ["noindex"]);
        b.open("/forum?q=zebra").await;
        assert!(b.page.status == 200 && b.text().contains("Nothing here goes by ‘zebra’"), "{}", b.text());
        assert_eq!(b.attributes(".empty a", "href"), ["/forum/ask"]);
        for odd in ["%22%2A%3A%5E", "NEAR%28", "%00", "a%26%7C%21", "%F0%9F%8D%9A"] {
            b.open(&format!("/forum?q={odd}")).await;
            assert_eq!(b.page.status, 200, "{odd}");
        }

        b.open("/fragments/search?q=cro").await;
        let links = b.attributes("a", "href");
        assert_eq!(links.iter().filter(|l| l.starts_with("/forum/")).count(), 2, "{links:?}");
        b.open("/fragments/search?q=linse").await;
        assert!(b.text().contains("How do I season"), "{}", b.text());
        // What stands at a thing that is nobody's business is found nowhere.
        shop.damage("update product set sensitive = true where slug = 'pan'").await;
        shop.damage("update topic set product = (select id from product where slug = 'pan') where title like 'How do I season%'").await;
        assert!(answered(shop.db(), "linseed", &[], 5).await.unwrap().is_empty());
        for page in ["/forum?q=linseed", "/products?q=linseed", "/fragments/search?q=linseed"] {
            b.open(page).await;
            assert!(!b.page.html.contains("How do I season"), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_search_in_the_forum_goes_on_by_twenties() {
    both(|shop| async move {
        opened(&shop).await;
        let db = shop.db();
        let mut tx = db.begin().await.unwrap();
        let person = begin(&mut tx, "en", Moment::now()).await.unwrap();
        tx.commit().await.unwrap();
        for n in 0..45 {
            // Each is another question.
            let title = format!("Who needs {} ladles?", "so ".repeat(n) + "many");
            let draft = Draft {
                author: Author { person, host: false, network: None },
                stake: None,
                reply_to: None,
                quoted: None,
                words: verbs::words(db, &title, None).await.unwrap(),
                pictures: vec![],
                ruling: Ruling::Live,
                watch: None,
            };
            let opening = Opening { kind: Kind::Question, anchor: Anchor::default(), title, products: vec![] };
            verbs::ask(db, opening, draft, Moment::now().plus(n as i64)).await.unwrap();
        }
        let mut b = Browser::new(&shop);
        b.open("/forum?q=ladle").await;
        let mut seen = b.all(".topics h2");
        assert!(seen.len() == 20 && seen[0].contains(&"so ".repeat(44)) && b.text().contains("45 topics"), "{seen:?}");
        for many in [40, 45] {
            b.click("More topics").await;
            seen.extend(b.all(".topics h2"));
            assert_eq!(seen.len(), many);
        }
        seen.sort();
        seen.dedup();
        assert_eq!((seen.len(), b.count("a[rel=next]")), (45, 0));
        b.open("/products?q=ladle").await;
        assert_eq!(b.count(".asked h3"), 5);
        b.click("All topics").await;
        assert_eq!(b.page.path, "/forum?q=ladle");
    })
    .await;
}
