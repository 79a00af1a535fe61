//! Events are seen in the order of their numbers, and none is lost.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::shop::{on_postgres, on_sqlite};
use crate::kit::{Shop, both};
use app::activity::store::{append, newest, since};
use app::activity::{Audience, Event, Kind, Subject};
use app::values::Moment;
use app::viewer::Actor;
use server::live::{self, Live};
use tokio_util::sync::CancellationToken;

fn event(product: i64) -> Event {
    Event {
        kind: Kind::ProductChanged,
        actor: Actor::Console,
        subject: Subject::Product(product),
        at: Moment::now(),
        audience: Audience::Public,
        topics: vec!["shop".into(), format!("product:{product}")],
    }
}

async fn append_one(shop: &Shop, product: i64) {
    let mut tx = shop.db().begin().await.unwrap();
    append(&mut tx, event(product));
    tx.commit().await.unwrap();
}

/// What a reader saw who read whenever they could: numbers in the order they came.
async fn read_on(shop: &Shop, last: &mut i64, seen: &mut Vec<i64>) {
    for heard in since(shop.db(), *last).await.unwrap() {
        *last = heard.id;
        seen.push(heard.subject);
    }
}

#[tokio::test]
async fn two_transactions_interleaved_by_hand_lose_no_event() {
    on_postgres(|shop| async move {
        let (mut last, mut seen) = (0, vec![]);
        let mut first = shop.db().begin().await.unwrap();
        let mut second = shop.db().begin().await.unwrap();
        // The first writes first and commits last: a number drawn at the write would be skipped by the reader.
        append(&mut first, event(1));
        first.query("update shop set tagline = 'one' where id = 1").run().await.unwrap();
        append(&mut second, event(2));
        second.commit().await.unwrap();
        read_on(&shop, &mut last, &mut seen).await;
        first.commit().await.unwrap();
        read_on(&shop, &mut last, &mut seen).await;
        assert_eq!(seen, [2, 1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_and_a_reader_who_never_waits() {
    both(|shop| async move {
        let writers: Vec<_> = (0..8i64)
            .map(|w| {
                let shop = shop.clone();
                tokio::spawn(async move {
                    for n in 0..25 {
                        let mut tx = shop.db().begin().await.unwrap();
                        append(&mut tx, event(w * 100 + n));
                        tx.query("select 1").run().await.unwrap();
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        let (mut last, mut seen) = (0, vec![]);
        while seen.len() < 200 {
            read_on(&shop, &mut last, &mut seen).await;
            if writers.iter().all(|w| w.is_finished()) {
                read_on(&shop, &mut last, &mut seen).await;
                break;
            }
        }
        for writer in writers {
            writer.await.unwrap();
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 200);
    })
    .await;
}

#[tokio::test]
async fn the_number_of_a_deleted_event_never_comes_back() {
    on_sqlite(|shop| async move {
        for n in 1..=3 {
            let mut tx = shop.db().begin().await.unwrap();
            append(&mut tx, event(n));
            tx.commit().await.unwrap();
        }
        let before = newest(shop.db()).await.unwrap();
        shop.damage("delete from event_topic where event = (select max(id) from event)").await;
        shop.damage("delete from event where id = (select max(id) from event)").await;
        let mut tx = shop.db().begin().await.unwrap();
        append(&mut tx, event(4));
        tx.commit().await.unwrap();
        assert_eq!(newest(shop.db()).await.unwrap(), before + 1);
    })
    .await;
}

#[tokio::test]
async fn an_event_is_true_with_its_transaction_or_not_at_all() {
    both(|shop| async move {
        let mut tx = shop.db().begin().await.unwrap();
        append(&mut tx, event(1));
        drop(tx);
        assert_eq!(newest(shop.db()).await.unwrap(), 0);
        let mut tx = shop.db().begin().await.unwrap();
        append(&mut tx, event(1));
        tx.commit().await.unwrap();
        let topics = shop.number("select count(*) from event_topic").await;
        assert_eq!(topics, 2, "one event, two topics");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_one_task_of_a_node_sends_every_event_in_order() {
    both(|shop| async move {
        let stop = CancellationToken::new();
        let live = Live::open(shop.db(), stop.clone()).await.unwrap();
        let mut ear = live.listen();
        // Before the task runs too: it sends on whatever comes after it was opened.
        append_one(&shop, 0).await;
        let task = tokio::spawn(live::run(shop.db().clone(), live));
        for n in 1..=40 {
            append_one(&shop, n).await;
        }
        let mut heard = vec![];
        let mut last = 0;
        while heard.len() < 41 {
            let event = ear.recv().await.unwrap();
            assert!(event.id > last);
            last = event.id;
            assert_eq!(event.topics, [format!("product:{}", event.subject), "shop".to_string()]);
            heard.push(event.subject);
        }
        assert_eq!(heard, (0..=40).collect::<Vec<i64>>());
        stop.cancel();
        task.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_event_is_not_read_again() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let all = since(shop.db(), 0).await.unwrap().len();
        shop.damage("update event set withdrawn_at = 1 where id = (select min(id) from event)").await;
        assert_eq!(since(shop.db(), 0).await.unwrap().len(), all - 1);
    })
    .await;
}
