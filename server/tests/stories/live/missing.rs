//! What was missed: sent again in order and once, or said to be too much.
use super::{Node, happen, happen_often, reply};
use crate::kit::both;
use crate::kit::goods::{opened, stock, thing};
use crate::kit::shop::on_postgres;
use app::activity::store::newest;
use app::db::Db;
use app::site::Site;
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_write_and_one_reads_who_comes_back_again_and_again() {
    both(|shop| async move {
        const EACH: i64 = 80;
        let node = Node::start(&shop.site).await;
        let writers: Vec<_> = (0..2i64)
            .map(|w| {
                let db = shop.db().clone();
                tokio::spawn(async move {
                    for n in 1..=EACH {
                        happen(&db, [reply(w * 1_000 + n, &["shop"])]).await;
                    }
                })
            })
            .collect();
        let (mut seen, mut last) = (vec![], 0);
        while seen.len() < 2 * EACH as usize {
            // By turns as a page that was just opened and as a browser whose stream broke off.
            let header = last.to_string();
            let mut heard = match seen.len() % 2 {
                0 => node.hear_after("shop", last).await,
                _ => node.ask("topics=shop&last_id=0", &[("last-event-id", &header)]).await,
            };
            for _ in 0..(7).min(2 * EACH as usize - seen.len()) {
                let message = heard.one().await;
                assert!(message.id > last, "{} after {last}", message.id);
                last = message.id;
                seen.push(message.subject);
            }
        }
        for writer in writers {
            writer.await.unwrap();
        }
        let all: BTreeSet<&String> = seen.iter().collect();
        assert_eq!(all.len(), 2 * EACH as usize, "none twice");
        assert_eq!(last, newest(shop.db()).await.unwrap(), "none left out");
        node.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_are_sent_again_and_one_more_is_too_much() {
    both(|shop| async move {
        let node = Node::start(&shop.site).await;
        let last = happen_often(&shop, 1..=1_001, &["shop"]).await;
        let again = node.hear_after("shop", last - 1_000).await.subjects(1_000).await;
        assert_eq!(again, (2..=1_001).map(|n| format!("post:{n}")).collect::<Vec<_>>());
        let mut heard = node.hear_after("shop", last - 1_001).await;
        let told = heard.one().await;
        assert_eq!((told.kind.as_str(), told.id, told.subject.as_str()), ("resync", last, ""));
        assert_eq!(told.topics, ["shop"]);
        // It goes on from there.
        let next = happen(shop.db(), [reply(2_000, &["shop"])]).await;
        assert_eq!(heard.one().await.id, next);
        // What was withdrawn is not missed by anybody.
        shop.damage("update event set withdrawn_at = 1 where subject in (5, 6)").await;
        assert_eq!(node.hear_after("shop", last - 1_001).await.one().await.subject, "post:1");
        // A number that no event has is of another database.
        let told = node.hear_after("shop", next + 1).await.one().await;
        assert_eq!((told.kind.as_str(), told.id), ("resync", next));
        node.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quiet_topic_is_told_whole_however_much_happened_elsewhere() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let mug = format!("product:{}", shop.number("select id from product where slug = 'mug'").await);
        let node = Node::start(&shop.site).await;
        let start = newest(shop.db()).await.unwrap();
        happen(shop.db(), [reply(1, &["shop", &mug])]).await;
        happen_often(&shop, 100..=2_300, &["shop"]).await;
        happen(shop.db(), [reply(2, &["shop", &mug])]).await;
        let mut heard = node.hear_after(&mug, start).await;
        assert_eq!(heard.subjects(2).await, ["post:1", "post:2"]);
        assert_eq!(node.hear_after(&format!("{mug},shop"), start).await.one().await.kind, "resync");
        // One event in two topics is one message, with both.
        let both_topics = node.hear_after(&format!("{mug},shop"), newest(shop.db()).await.unwrap() - 1).await;
        node.stop().await;
        let all = both_topics.rest().await;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].topics, [mug, "shop".to_string()]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_slowly_reads_the_table_again() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let mug = format!("product:{}", shop.number("select id from product where slug = 'mug'").await);
        let node = Node::start(&shop.site).await;
        let start = newest(shop.db()).await.unwrap();
        let mut slow = node.hear_after(&mug, start).await;
        let mut slower = node.hear_after("shop", start).await;
        // More happens than the node keeps for anybody, while neither reads.
        for round in 0..3 {
            happen_often(&shop, round * 1_000 + 1..=round * 1_000 + 300, &["shop", &mug]).await;
            happen_often(&shop, round * 1_000 + 301..=round * 1_000 + 700, &["shop"]).await;
        }
        let last = newest(shop.db()).await.unwrap();
        let mut brisk = node.hear_after("shop", last - 1).await;
        assert_eq!(brisk.one().await.id, last);
        let expected: Vec<String> =
            (0..3).flat_map(|round| round * 1_000 + 1..=round * 1_000 + 300).map(|n| format!("post:{n}")).collect();
        assert_eq!(slow.subjects(900).await, expected);
        let told = slower.one().await;
        assert_eq!((told.kind.as_str(), told.id), ("resync", last));
        let next = happen(shop.db(), [reply(9_000, &["shop", &mug])]).await;
        for heard in [&mut slow, &mut slower, &mut brisk] {
            assert_eq!(heard.one().await.id, next);
        }
        node.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_on_one_database_tell_the_same() {
    on_postgres(|shop| async move {
        let db = Db::open(&shop.url, 4).await.unwrap();
        let other = Site { db: db.clone(), ..shop.site.clone() };
        let nodes = [Node::start(&shop.site).await, Node::start(&other).await];
        let mut heard = [nodes[0].hear("shop").await, nodes[1].hear("shop").await];
        for n in 1..=30 {
            happen(if n % 2 == 0 { shop.db() } else { &db }, [reply(n, &["shop"])]).await;
        }
        let expected: Vec<String> = (1..=30).map(|n| format!("post:{n}")).collect();
        for heard in &mut heard {
            assert_eq!(heard.subjects(30).await, expected);
        }
        // Whoever was with one goes on with the other.
        let last = newest(&db).await.unwrap();
        let [one, two] = nodes;
        one.stop().await;
        happen(&db, [reply(31, &["shop"])]).await;
        assert_eq!(two.hear_after("shop", last).await.subjects(1).await, ["post:31"]);
        two.stop().await;
        drop(heard);
        db.close().await;
    })
    .await;
}
