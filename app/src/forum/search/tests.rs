//! Topics that are found by what people type, alike on both databases; and what the doctor says of an index that drifted.
use super::{answered, find};
use crate::accounts::store::begin;
use crate::db::{Db, trial};
use crate::derived;
use crate::doctor::examine;
use crate::forum::verbs::{self, Author, Draft, Opening, state};
use crate::forum::{Anchor, Kind, State};
use crate::moderation::Ruling;
use crate::search;
use crate::values::Moment;

const NOW: Moment = Moment(1_795_000_000_000);

/// What is said, a topic a line: its kind, its title, its replies; `!` before a reply that was chosen, `-` before one that was
/// taken down, `?` before one that is held.
const SAID: &[(Kind, &str, &[&str])] = &[
    (Kind::Question, "How do I season the pan?", &["!Rub it with linseed oil, thin.", "Then the oven for an hour."]),
    (Kind::Question, "Crème brûlée in the small crock?", &["It holds the heat of the torch."]),
    (Kind::Question, "Can the lid go into the oven?", &[]),
    (
        Kind::Discussion,
        "What my oven taught me",
        &["The pan was too hot.", "-Buy cheap watches at replica dot example."],
    ),
    (Kind::Question, "Dishwasher or by hand?", &["?See my secret gasket page.", "By hand, always."]),
    (Kind::Bench, "Twelve pans left the forge", &["Which oil do you use on them?"]),
    (Kind::Order, "Order K-77 about a broken kettle", &["We send a new kettle."]),
];

async fn speak(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    let (asker, other) = (begin(&mut tx, "en", NOW).await.unwrap(), begin(&mut tx, "en", NOW).await.unwrap());
    tx.commit().await.unwrap();
    for (n, (kind, title, replies)) in SAID.iter().enumerate() {
        let now = NOW.plus(n as i64 * 1_000);
        let draft = |person, words| Draft {
            author: Author { person, host: false, network: None },
            stake: None,
            reply_to: None,
            quoted: None,
            words,
            pictures: vec![],
            ruling: Ruling::Live,
            watch: None,
        };
        let opening = Opening { kind: *kind, anchor: Anchor::default(), title: title.to_string(), products: vec![] };
        let words = verbs::words(db, title, None).await.unwrap();
        let topic = verbs::ask(db, opening, draft(asker, words), now).await.unwrap().topic;
        for said in *replies {
            let words = verbs::words(db, said.trim_start_matches(['!', '-', '?']), None).await.unwrap();
            let mut draft = draft(other, words);
            if said.starts_with('?') {
                draft.ruling = Ruling::Held("links");
            }
            let post = verbs::reply(db, topic, draft, now).await.unwrap().post;
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
    // What the shelves know: words to which a misspelling is read.
    for term in ["seasoning", "dishwasher"] {
        db.run("insert into term (term) values ($1)").bind(term).run().await.unwrap();
        for gram in search::grams(term) {
            db.run("insert into term_gram (gram, term) values ($1, $2)").bind(gram).bind(term).run().await.unwrap();
        }
    }
}

/// The first words of the topics that are found, and whether words were read as others.
async fn found(db: &Db, typed: &str) -> (Vec<&'static str>, bool) {
    let read = |words: Vec<String>| async move { Ok(search::store::read(db, &words).await?.0) };
    let (ids, near) = find(db, typed, read).await.unwrap();
    let titles = ids.iter().map(|id| SAID[*id as usize - 1].1.split(' ').next().unwrap()).collect();
    (titles, near)
}

#[tokio::test]
async fn topics_are_found_by_words_anywhere_in_them_the_best_first() {
    for (db, _kept) in trial::each().await {
        speak(&db).await;
        let cases: &[(&str, &[&str])] = &[
            ("season", &["How"]),
            ("SEASON", &["How"]),
            ("pan", &["How", "Twelve", "What"]),
            ("oven", &["What", "Can", "How"]),
            ("oil", &["How", "Twelve"]),
            ("linseed oven", &["How"]),
            ("oil forge", &["Twelve"]),
            ("creme", &["Crème"]),
            ("crème brûlée torch", &["Crème"]),
            ("cre bru", &["Crème"]),
            ("torch lid", &[]),
            ("hand", &["Dishwasher"]),
            ("gasket", &[]),
            ("watches", &[]),
            ("kettle", &[]),
            ("k-77", &[]),
            ("", &[]),
            ("'\"*:^", &[]),
        ];
        for (typed, titles) in cases {
            assert_eq!(found(&db, typed).await, (titles.to_vec(), false), "{typed} on {}", db.kind());
        }
        assert_eq!(found(&db, "dishwahser").await, (vec!["Dishwasher"], true));
        assert_eq!(found(&db, "dishwahser always").await, (vec!["Dishwasher"], true));
        assert_eq!(found(&db, "dishwahser kettle").await, (vec![], true));
    }
}

#[tokio::test]
async fn beside_the_products_stand_the_best_few_with_their_answers() {
    for (db, _kept) in trial::each().await {
        speak(&db).await;
        let best = answered(&db, "oil", &[], 1).await.unwrap();
        assert_eq!(best.len(), 1);
        assert_eq!(best[0].row.title, "How do I season the pan?");
        assert_eq!(best[0].answer.as_deref(), Some("Rub it with linseed oil, thin."));
        assert_eq!(answered(&db, "oven", &[], 9).await.unwrap().len(), 3);
        assert_eq!(answered(&db, "lid", &[], 9).await.unwrap()[0].answer, None);
        let read = [vec!["dishwasher".to_string()]];
        assert_eq!(answered(&db, "dishwahser", &read, 9).await.unwrap().len(), 1);
        assert!(answered(&db, "dishwahser", &[], 9).await.unwrap().is_empty());
        // At something that is nobody's business nothing is found.
        db.run(
            "insert into product (slug, title, title_key, words, purpose, description, vendor, kind, seo_title, seo_description,
                status, sensitive, tax_class, created_at, updated_at)
             values ('x', 'x', 'x', '', '', '', '', '', '', '', 'active', true, 'standard', 1, 1)",
        )
        .run()
        .await
        .unwrap();
        db.run("update topic set product = (select id from product) where title like 'How do%'").run().await.unwrap();
        assert_eq!(found(&db, "season").await.0, [""; 0]);
    }
}

#[tokio::test]
async fn an_index_that_drifted_is_named_and_built_anew() {
    for (db, _kept) in trial::each().await {
        speak(&db).await;
        assert_eq!(examine(&db).await.unwrap(), []);
        let indexed = || async {
            let all = examine(&db).await.unwrap();
            all.into_iter().filter(|d| d.what == "post.indexed").map(|d| d.stands).collect::<Vec<_>>()
        };
        let mut tx = db.begin().await.unwrap();
        super::rebuild(&mut tx, 0, 3).await.unwrap();
        tx.commit().await.unwrap();
        assert!(indexed().await.contains(&"not in the index".to_string()), "only three were built");
        derived::rebuild(&db).await.unwrap();
        assert_eq!(examine(&db).await.unwrap(), []);
        assert_eq!(found(&db, "linseed").await.0, ["How"]);
        db.run("update post set state = 'held' where body like '%linseed%'").run().await.unwrap();
        assert_eq!(indexed().await, ["in the index"]);
        assert_eq!(found(&db, "linseed").await.0, [""; 0], "and even so it is not found");
    }
}
