use super::*;
use crate::counter;
use crate::db::Db;
use crate::forum::verbs::{self as talk, Author, Draft, Placed};
use crate::forum::{Anchor, Kind as TopicKind, State};
use crate::hosts::hours::Kept;
use crate::hosts::{About, verbs};
use crate::import::tests::{all, import, pairs};
use crate::moderation::Ruling;
use crate::problem::Problem;
use crate::staff::{Role, store as staff};
use crate::values::Email;
use crate::viewer::{FreshMerchant, Known, Merchant, Viewer};

const NOW: Moment = Moment(1_795_000_000_000);

async fn hire(db: &Db, name: &str, email: &str) -> i64 {
    let email = Email::parse(email).unwrap();
    let by = FreshMerchant::at_the_console();
    staff::add(db, &by, (Role::Host, name, &email), "no hash", "en", NOW).await.unwrap();
    let (id,): (i64,) = db.query("select id from person where email_key = $1").bind(email.key()).one().await.unwrap();
    id
}
async fn visitor(db: &Db) -> i64 {
    let mut tx = db.begin().await.unwrap();
    let id = crate::accounts::store::begin(&mut tx, "en", NOW).await.unwrap();
    tx.commit().await.unwrap();
    id
}
fn as_host(person: i64) -> crate::viewer::Host {
    let known = Known { id: person, kind: "staff".into(), host: true, ..Known::default() };
    Viewer::new(Some(known), None).host().unwrap()
}
async fn draft(db: &Db, person: i64, host: bool, body: &str) -> Draft {
    Draft {
        author: Author { person, host, network: None },
        stake: None,
        reply_to: None,
        quoted: None,
        words: talk::words(db, body, None).await.unwrap(),
        pictures: vec![],
        ruling: Ruling::Live,
        watch: None,
    }
}
async fn opens(db: &Db, kind: TopicKind, person: i64, host: bool, body: &str, products: Vec<i64>) -> Placed {
    let anchor = Anchor { product: products.first().copied(), ..Anchor::default() };
    let opening = talk::Opening { kind, anchor, title: body.into(), products };
    talk::ask(db, opening, draft(db, person, host, body).await, NOW).await.unwrap()
}
async fn version(db: &Db) -> i64 {
    crate::house::store::facts(db).await.unwrap().catalogue_version
}
async fn handle(db: &Db, person: i64) -> (String, bool) {
    let host = of_person(db, person).await.unwrap().unwrap();
    (host.handle, host.listed)
}

#[tokio::test]
async fn whoever_becomes_a_host_has_a_page_and_whoever_leaves_is_on_no_list() {
    pairs(|db, _| async move {
        let marit = hire(&db, "Marit Hoekzema", "marit@example.org").await;
        let other = hire(&db, "Marit Hoekzema", "other@example.org").await;
        let third = hire(&db, "さくら", "third@example.org").await;
        assert_eq!(handle(&db, marit).await, ("marit-hoekzema".into(), true));
        assert_eq!(handle(&db, other).await, ("marit-hoekzema-2".into(), true));
        assert!(crate::values::Slug::parse(&handle(&db, third).await.0).is_some());
        assert_eq!(listed(&db).await.unwrap().len(), 3);
        let (by, before) = (FreshMerchant::at_the_console(), version(&db).await);
        staff::revoke(&db, &by, marit, Role::Host, "", NOW).await.unwrap();
        assert_eq!(handle(&db, marit).await, ("marit-hoekzema".into(), false));
        assert_eq!(listed(&db).await.unwrap().len(), 2);
        assert!(version(&db).await > before, "what pages keep of before is not shown any more");
        assert!(roster(&db, NOW).await.unwrap().hand(marit).is_none());
        // She comes back, to the same page.
        let email = Email::parse("marit@example.org").unwrap();
        staff::add(&db, &by, (Role::Host, "Marit Hoekzema", &email), "no hash", "en", NOW).await.unwrap();
        assert_eq!(handle(&db, marit).await, ("marit-hoekzema".into(), true));
        // A merchant is no host.
        let email = Email::parse("wim@example.org").unwrap();
        staff::add(&db, &by, (Role::Merchant, "Wim Vos", &email), "no hash", "en", NOW).await.unwrap();
        assert_eq!(listed(&db).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_host_changes_what_is_theirs_and_it_is_heard_of() {
    pairs(|db, _| async move {
        let (marit, pim) =
            (hire(&db, "Marit Hoekzema", "marit@example.org").await, hire(&db, "Pim Kollem", "pim@example.org").await);
        let me = as_host(marit);
        let about = About { title: "at the counter".into(), words: "Ask *me*.".into(), specialities: "pans".into() };
        verbs::describe(&db, &me, &about, None, "here", NOW).await.unwrap();
        let host = at(&db, "marit-hoekzema").await.unwrap().unwrap();
        assert_eq!(
            (host.title.as_str(), host.words.as_str(), host.name.as_str()),
            ("at the counter", "Ask *me*.", "Marit Hoekzema")
        );
        let long = About { title: "x".repeat(100), ..about };
        assert!(matches!(verbs::describe(&db, &me, &long, None, "", NOW).await, Err(Problem::Fields(_))));

        let shift = |weekday, from: i64, to: i64| Shift { weekday, from: from * 60, to: to * 60 };
        let before = version(&db).await;
        verbs::set_own_hours(&db, &me, &[shift(1, 9, 18), shift(2, 9, 18)], "", NOW).await.unwrap();
        assert_eq!(version(&db).await, before + 1);
        verbs::set_own_hours(&db, &me, &[shift(3, 10, 12)], "", NOW).await.unwrap();
        assert_eq!(hours_of(&db, marit).await.unwrap(), [shift(3, 10, 12)]);
        // The same again is no news.
        let (at_rest, events) = (version(&db).await, all::<(i64,)>(&db, "select count(*) from event").await);
        verbs::set_own_hours(&db, &me, &[shift(3, 10, 12)], "", NOW).await.unwrap();
        assert_eq!((version(&db).await, all::<(i64,)>(&db, "select count(*) from event").await), (at_rest, events));

        let week = Kept { from: NOW, to: NOW.plus(7 * Moment::DAY), words: "fetching clay".into() };
        verbs::leave_own(&db, &me, &week, "", NOW).await.unwrap();
        verbs::leave_own(&db, &me, &week, "", NOW).await.unwrap();
        let away = away_of(&db, marit, NOW).await.unwrap();
        assert_eq!(away.len(), 1, "the same days twice are one absence");
        let theirs = verbs::return_own(&db, &as_host(pim), away[0].id, "", NOW).await;
        assert_eq!(theirs, Err(Problem::Gone), "nobody takes back what is somebody else's");
        assert_eq!(away_of(&db, marit, NOW).await.unwrap().len(), 1);
        let found = roster(&db, NOW).await.unwrap();
        let hand = found.hand(marit).unwrap();
        assert_eq!((hand.shifts.len(), hand.away[0].words.as_str(), found.hands.len()), (1, "fetching clay", 2));
        assert!(roster(&db, NOW.plus(8 * Moment::DAY)).await.unwrap().hand(marit).unwrap().away.is_empty());
        verbs::return_own(&db, &me, away[0].id, "", NOW).await.unwrap();
        assert!(away_of(&db, marit, NOW).await.unwrap().is_empty());

        let heard: Vec<(String, i64, String)> = db
            .query(
                "select e.audience, e.subject, t.topic from event e join event_topic t on t.event = e.id
                 where e.kind = 'counter.changed' and e.subject_kind = 'host' order by e.id, t.topic limit 2",
            )
            .all()
            .await
            .unwrap();
        let topic = format!("host:{marit}");
        assert_eq!(heard, [("public".into(), marit, topic), ("public".into(), marit, "shop".into())]);
        let acts: Vec<(String, String)> =
            all(&db, "select act, after from audit where act like 'host.%' order by id").await;
        let acts: Vec<(&str, &str)> = acts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            acts,
            [
                ("host.described", ""),
                ("host.hours", "Mon 9:00 to 18:00, Tue 9:00 to 18:00"),
                ("host.hours", "Wed 10:00 to 12:00"),
                ("host.away", ""),
                ("host.away", ""),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_merchant_keeps_everybody_s_hours() {
    pairs(|db, _| async move {
        let pim = hire(&db, "Pim Kollem", "pim@example.org").await;
        let by = Merchant::at_the_console();
        let shifts = [Shift { weekday: 6, from: 1_320, to: 120 }];
        verbs::set_hours(&db, &by, pim, &shifts, "", NOW).await.unwrap();
        assert_eq!(hours_of(&db, pim).await.unwrap(), shifts);
        assert_eq!(verbs::set_hours(&db, &by, pim + 1_000, &shifts, "", NOW).await, Err(Problem::Gone));
        let day = Kept { from: NOW, to: NOW.plus(Moment::DAY), words: String::new() };
        verbs::leave(&db, &by, pim, &day, "", NOW).await.unwrap();
        assert_eq!(verbs::leave(&db, &by, pim + 1_000, &day, "", NOW).await, Err(Problem::Gone));
        let away = away_of(&db, pim, NOW).await.unwrap();
        verbs::bring_back(&db, &by, pim, away[0].id, "", NOW).await.unwrap();
        verbs::set_opening(&db, &by, "  Mon to Sat,\n9 to 18 ", "", NOW).await.unwrap();
        verbs::set_opening(&db, &by, "Mon to Sat, 9 to 18", "", NOW).await.unwrap();
        assert_eq!(crate::house::store::facts(&db).await.unwrap().hours, "Mon to Sat, 9 to 18");
        let told: Vec<(String,)> = all(&db, "select act from audit where act = 'shop.hours'").await;
        assert_eq!(told.len(), 1);
        assert!(matches!(verbs::set_opening(&db, &by, &"x".repeat(300), "", NOW).await, Err(Problem::Fields(_))));
    })
    .await;
}

#[tokio::test]
async fn what_a_host_said_and_made_is_found_and_nothing_that_is_hidden() {
    pairs(|db, _| async move {
        let file = "URL handle,Title,SKU,Price\npan,The Pan,P-1,10\nspoon,Spoon,S-1,5\n";
        import(&db, file).await;
        let ids: Vec<(i64,)> = all(&db, "select id from product order by slug").await;
        let (pan, spoon) = (ids[0].0, ids[1].0);
        let joost = hire(&db, "Joost Averink", "joost@example.org").await;
        let asker = visitor(&db).await;
        db.run(
            "insert into maker (handle, name, craft, words, story, person) values ('joost', 'Joost', '', '', '', $1)",
        )
        .bind(joost)
        .run()
        .await
        .unwrap();
        db.run("update product set maker = (select id from maker where handle = 'joost') where id = $1")
            .bind(pan)
            .run()
            .await
            .unwrap();

        let note = opens(&db, TopicKind::Bench, joost, true, "Third coat is on.", vec![pan, spoon]).await;
        let product = |db: Db, id| async move { notes(&db, Of::Product(id), 0, 3).await.unwrap() };
        assert_eq!(product(db.clone(), pan).await.len(), 1);
        let found = product(db.clone(), spoon).await;
        assert_eq!((found[0].topic, found[0].name.as_str(), found[0].replies), (note.topic, "Joost Averink", 0));
        assert_eq!(found[0].handle.as_deref(), Some("joost-averink"));
        assert_eq!(notes(&db, Of::Host(joost), 0, 3).await.unwrap().len(), 1);
        assert!(notes(&db, Of::Host(joost), note.topic, 3).await.unwrap().is_empty());
        assert_eq!(makes(&db, joost, 8).await.unwrap(), (vec![pan], Some("joost".into())));
        assert_eq!(goods(&db, joost, 10).await.unwrap().iter().map(|g| g.0).collect::<Vec<_>>(), [pan, spoon]);
        assert_eq!((titled(&db, "the  PAN").await.unwrap(), titled(&db, "pans").await.unwrap()), (Some(pan), None));
        assert_eq!(note_products(&db, joost, vec![pan]).await.unwrap(), (vec![pan], true));
        assert_eq!(note_products(&db, joost, vec![spoon, pan, 999]).await.unwrap(), (vec![spoon, pan], false));

        let me = as_host(joost);
        let mut posts = vec![];
        // Each is a question of its own.
        for (n, question) in ["Does it rust?", "Is it heavy?", "Can it go into the oven?"].into_iter().enumerate() {
            let asked = opens(&db, TopicKind::Question, asker, false, question, vec![pan]).await;
            assert_eq!(counter::store::open(&db, &me).await.unwrap().len(), 1);
            let answer = draft(&db, joost, true, &format!("Answer number {n}.")).await;
            posts.push(talk::reply(&db, asked.topic, answer, NOW.plus(5 * Moment::MINUTE)).await.unwrap().post);
        }
        assert!(counter::store::open(&db, &me).await.unwrap().is_empty());
        talk::helpful(&db, asker, posts[1], true, NOW).await.unwrap();
        let first = answers(&db, joost, None, 2).await.unwrap();
        assert_eq!(first.rows.iter().map(|a| a.post).collect::<Vec<_>>(), [posts[2], posts[1]]);
        assert_eq!(
            (first.rows[0].body.as_str(), first.rows[0].product_slug.as_deref()),
            ("Answer number 2.", Some("pan"))
        );
        let rest = answers(&db, joost, first.next, 2).await.unwrap();
        assert_eq!((rest.rows.len(), rest.rows[0].post, rest.next), (1, posts[0], None));
        assert_eq!(figures(&db, joost).await.unwrap(), Figures { answers: 3, helpful: 1, accepted: 0 });
        assert_eq!(counter::store::own(&db, &me, 10).await.unwrap().len(), 4, "the note is theirs too");

        // The frame of every page tells the last answer.
        let opening = crate::house::store::opening(&db, 0, None, false, NOW).await.unwrap();
        assert_eq!(opening.answered(), Some((NOW, NOW.plus(5 * Moment::MINUTE))));

        // What is taken down, or stands at what is nobody's business, is not on their page.
        let mut tx = db.begin().await.unwrap();
        talk::state::set(&mut tx, posts[2], State::Removed, None, NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(answers(&db, joost, None, 9).await.unwrap().rows.len(), 2);
        db.run("update product set sensitive = true where id = $1").bind(pan).run().await.unwrap();
        assert!(answers(&db, joost, None, 9).await.unwrap().rows.is_empty());
        assert_eq!(figures(&db, joost).await.unwrap(), Figures::default());
        assert!(makes(&db, joost, 8).await.unwrap().0.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_counter_counts_what_waits() {
    pairs(|db, _| async move {
        let joost = hire(&db, "Joost Averink", "joost@example.org").await;
        let (me, asker) = (as_host(joost), visitor(&db).await);
        let empty = counter::store::waiting(&db, &me).await.unwrap();
        assert_eq!((empty.questions, empty.threads, empty.queue), (0, 0, 0));
        opens(&db, TopicKind::Question, asker, false, "Does it rust?", vec![]).await;
        let mut held = draft(&db, asker, false, "See https://example.org").await;
        held.ruling = Ruling::Held("links");
        let opening = talk::Opening {
            kind: TopicKind::Discussion,
            anchor: Anchor::default(),
            title: "Held".into(),
            products: vec![],
        };
        talk::ask(&db, opening, held, NOW).await.unwrap();
        let waiting = counter::store::waiting(&db, &me).await.unwrap();
        assert_eq!((waiting.questions, waiting.threads, waiting.queue), (1, 0, 1));
        assert!(counter::store::threads(&db, &me).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_page_is_opened_at_once_and_forgotten_at_once() {
    pairs(|db, _| async move {
        let neela = hire(&db, "Neela Oort", "neela@example.org").await;
        let page = PageDraft {
            title: "in the pantry".into(),
            words: "Taste first.".into(),
            specialities: "mustard".into(),
            media: None,
        };
        for _ in 0..2 {
            let mut tx = db.begin().await.unwrap();
            open(&mut tx, neela, "neela", &page, &[(1, 540, 1_080)], NOW).await.unwrap();
            tx.commit().await.unwrap();
        }
        let host = of_person(&db, neela).await.unwrap().unwrap();
        assert_eq!((host.handle.as_str(), host.words.as_str()), ("neela", "Taste first."));
        assert_eq!(hours_of(&db, neela).await.unwrap().len(), 1);
        let other = hire(&db, "Neela Vos", "vos@example.org").await;
        let mut tx = db.begin().await.unwrap();
        open(&mut tx, other, "neela", &page, &[], NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(handle(&db, other).await.0, "neela-vos", "an address that is somebody's stays theirs");
        let day = Kept { from: NOW, to: NOW.plus(Moment::DAY), words: "at the dentist".into() };
        verbs::leave_own(&db, &as_host(neela), &day, "", NOW).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        forget(&mut tx, neela, Actor::Job, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let left: Vec<(String, String, String, bool)> =
            all(&db, "select handle, title, words, listed from host where title = ''").await;
        assert_eq!(left, [(format!("former-{neela}"), String::new(), String::new(), false)]);
        assert!(hours_of(&db, neela).await.unwrap().is_empty() && away_of(&db, neela, NOW).await.unwrap().is_empty());
    })
    .await;
}
