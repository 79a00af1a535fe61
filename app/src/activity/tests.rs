//! Events in and out of both databases.
mod acts;
mod pages;
mod people;
mod room;

use super::hearing::{Hearing, Room, rooms};
use super::store::{LOOKED_THROUGH, Missed, REPLAYED, append, missed, newest, open, since};
use super::{Audience, Event, Kind, Subject};
use crate::db::{Db, Ear};
use crate::values::Moment;
use crate::viewer::{Actor, Known, Viewer};
use std::future::Future;
use std::time::{Duration, Instant};

/// The same on SQLite and, where `TEST_POSTGRES_URL` leads to one, on PostgreSQL.
async fn both<F: Future<Output = ()>>(name: &str, story: impl Fn(Db) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", folder.path().join("shop.db").display()), 4).await.unwrap();
    db.migrate().await.unwrap();
    story(db.clone()).await;
    db.close().await;
    let Ok(url) = std::env::var("TEST_POSTGRES_URL") else { return };
    let name = format!("activity_{name}_{}", std::process::id());
    let admin = Db::open(&url, 1).await.unwrap();
    let make: &'static str = Box::leak(format!("create database {name}").into_boxed_str());
    admin.run(make).run().await.unwrap();
    admin.close().await;
    let db = Db::open(&url.replacen("/postgres?", &format!("/{name}?"), 1), 4).await.unwrap();
    db.migrate().await.unwrap();
    story(db.clone()).await;
    db.close().await;
}

fn reply(post: i64, audience: Audience, topics: &[&str]) -> Event {
    Event {
        kind: Kind::PostReplied,
        actor: Actor::Console,
        subject: Subject::Post(post),
        at: Moment(1),
        audience,
        topics: topics.iter().map(|t| t.to_string()).collect(),
    }
}
async fn happen(db: &Db, events: impl IntoIterator<Item = Event>) -> i64 {
    let mut tx = db.begin().await.unwrap();
    events.into_iter().for_each(|event| append(&mut tx, event));
    tx.commit().await.unwrap();
    newest(db).await.unwrap()
}
async fn person(db: &Db, kind: &'static str, alias: &'static str) -> i64 {
    let mut tx = db.begin().await.unwrap();
    let (id,): (i64,) = tx
        .query(
            "insert into person (kind, alias, alias_key, avatar_seed, lang, created_at, seen_at)
             values ($1, $2, $2, 1, 'en', 1, 1) returning id",
        )
        .bind(kind)
        .bind(alias)
        .one()
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}
/// What was missed, by its posts; none where it is too much.
async fn posts(db: &Db, hearing: &Hearing, last: i64) -> Option<Vec<i64>> {
    match missed(db, hearing, last).await.unwrap() {
        Missed::These(events) => {
            assert!(events.iter().all(|e| !hearing.rooms_of(e).is_empty()), "what is read is told");
            assert!(events.is_sorted_by_key(|e| e.id));
            Some(events.into_iter().map(|e| e.subject).collect())
        }
        Missed::TooMany(newest) => {
            assert_eq!(newest, super::store::newest(db).await.unwrap());
            None
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_missed_is_read_topic_by_topic() {
    both("missed", |db| async move {
        let noor = person(&db, "visitor", "noor").await;
        let wim = person(&db, "visitor", "wim").await;
        let topics = ["shop", "topic:7"];
        happen(
            &db,
            [
                reply(1, Audience::Public, &topics),
                reply(2, Audience::Staff, &topics),
                reply(3, Audience::Person(noor), &topics),
                reply(4, Audience::Public, &["shop", "shop", "counter"]),
                reply(5, Audience::Public, &["topic:7"]),
            ],
        )
        .await;
        let all = since(&db, 0).await.unwrap();
        assert_eq!(all.len(), 5);
        assert_eq!(all[1].topics, ["counter", "shop", "topic:7"]);
        assert_eq!(all[2].topics, [format!("person:{noor}"), "shop".into(), "topic:7".into()]);
        assert_eq!(
            (all[3].topics.as_slice(), all[3].about().as_str()),
            (&["counter".into(), "shop".into()][..], "post:4")
        );
        let first = all[0].id - 1;
        for (asked, who, expected) in [
            ("shop", 0, vec![1, 4]),
            ("topic:7", noor, vec![1, 5]),
            ("shop,topic:7", wim, vec![1, 4, 5]),
            ("counter", noor, vec![2, 4]),
            ("me", noor, vec![3]),
            ("me", wim, vec![]),
            ("shop,counter,me,topic:7,product:1", noor, vec![1, 2, 3, 4, 5]),
        ] {
            let hearing = Hearing::new(rooms(asked), who);
            assert_eq!(posts(&db, &hearing, first).await, Some(expected.clone()), "{asked} as {who}");
            // What happened before is not told.
            let later: Vec<i64> = expected.into_iter().filter(|post| *post > 3).collect();
            assert_eq!(posts(&db, &hearing, all[2].id).await, Some(later), "{asked} as {who}");
            assert_eq!(posts(&db, &hearing, all[4].id).await, Some(vec![]));
            assert_eq!(posts(&db, &hearing, all[4].id + 1).await, None, "a number of another database");
        }
        db.run("update event set withdrawn_at = 2 where subject = 1").run().await.unwrap();
        assert_eq!(posts(&db, &Hearing::new(rooms("shop,topic:7"), 0), first).await, Some(vec![4, 5]));
        assert_eq!(since(&db, first).await.unwrap().len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_much_is_said_to_be_too_much() {
    both("many", |db| async move {
        let hearing = |asked: &str| Hearing::new(rooms(asked), 0);
        happen(&db, [reply(0, Audience::Public, &["topic:7"])]).await;
        let many = (1..=REPLAYED).map(|n| reply(n, Audience::Public, &["shop"]));
        let last = happen(&db, many).await;
        assert_eq!(posts(&db, &hearing("shop"), last - REPLAYED).await.map(|p| p.len()), Some(1000));
        assert_eq!(posts(&db, &hearing("shop,topic:7"), last - REPLAYED - 1).await, None);
        // What is not for this reader does not count, unless there is more than anybody looks through.
        let hidden = (0..LOOKED_THROUGH).map(|n| reply(n, Audience::Staff, &["shop", "topic:8"]));
        let last = happen(&db, hidden).await;
        assert_eq!(posts(&db, &hearing("shop"), last - LOOKED_THROUGH).await, Some(vec![]));
        assert_eq!(posts(&db, &hearing("topic:8"), 0).await, Some(vec![]));
        assert_eq!(posts(&db, &hearing("shop"), last - LOOKED_THROUGH - 1).await, None);
        // A quiet topic is told however long ago it was heard.
        assert_eq!(posts(&db, &hearing("topic:7"), 0).await, Some(vec![0]));
    })
    .await;
}

#[tokio::test]
async fn a_room_is_open_to_whom_it_is_for() {
    both("rooms", |db| async move {
        let hanna = person(&db, "staff", "hanna").await;
        let marit = person(&db, "staff", "marit").await;
        for (who, listed) in [(hanna, true), (marit, false)] {
            let host = "insert into host (person, handle, listed, since) values ($1, $2, $3, 1)";
            db.run(host).bind(who).bind(format!("host-{who}")).bind(listed).run().await.unwrap();
        }
        let mut asked =
            vec![Room::Shop, Room::Counter, Room::Me, Room::Product(1), Room::Host(hanna), Room::Host(marit)];
        for (kind, state) in [("question", "live"), ("order", "live"), ("bench", "held"), ("discussion", "removed")] {
            let mut tx = db.begin().await.unwrap();
            let (topic,): (i64,) = tx
                .query(
                    "insert into topic (kind, state, title, author, created_at, last_at, listed)
                     values ($1, $2, 'Is it hot?', $3, 1, 1, $4) returning id",
                )
                .bind(kind)
                .bind(state)
                .bind(hanna)
                .bind(state == "live" && kind != "order")
                .one()
                .await
                .unwrap();
            tx.commit().await.unwrap();
            asked.push(Room::Topic(topic));
        }
        let viewer = |kind: &str, host, merchant| {
            Viewer::new(Some(Known { id: hanna, kind: kind.into(), host, merchant, ..Known::default() }), None)
        };
        let (shop, host, question) = (Room::Shop, Room::Host(hanna), asked[6]);
        for (viewer, expected) in [
            (Viewer::default(), vec![shop, host, question]),
            (viewer("visitor", false, false), vec![shop, Room::Me, host, question]),
            (viewer("customer", false, false), vec![shop, Room::Me, host, question]),
            (viewer("staff", true, false), vec![shop, Room::Counter, Room::Me, host, question]),
            (viewer("staff", false, true), vec![shop, Room::Counter, Room::Me, host, question]),
        ] {
            assert_eq!(open(&db, asked.clone(), &viewer).await.unwrap(), expected);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_listens_is_told_at_once_and_no_nudge_is_lost_between() {
    both("nudged", |db| async move {
        let long = Duration::from_secs(60);
        let mut ear = Ear::default();
        let begun = Instant::now();
        db.nudged(&mut ear, long).await;
        for n in 1..=20 {
            // It is written before anybody waits, and heard all the same.
            let last = happen(&db, [reply(n, Audience::Public, &["shop"])]).await;
            db.nudged(&mut ear, long).await;
            assert_eq!(since(&db, last - 1).await.unwrap().len(), 1);
        }
        assert!(begun.elapsed() < long, "a nudge was lost");
        let waited = Instant::now();
        db.nudged(&mut ear, Duration::from_millis(20)).await;
        assert!(waited.elapsed() >= Duration::from_millis(20), "nobody nudged");
    })
    .await;
}
