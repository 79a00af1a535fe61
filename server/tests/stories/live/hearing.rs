//! Who hears what: public events in open topics, the staff's at the counter, one person's by that person.
use super::{Node, happen, reply};
use crate::kit::goods::{opened, stock, thing};
use crate::kit::wire::{Ask, customer, employee, signed_in};
use crate::kit::{Shop, both};
use app::activity::store::newest;
use app::activity::{Audience, Event};
use app::staff::Role;

/// The cookie and the number of everybody: nobody, a visitor, two customers, a host, a merchant.
async fn everybody(shop: &Shop) -> Vec<(&'static str, i64, String)> {
    let begun = Ask::post("/products/mug", &[("quantity", "1")]).to(&shop.router).await;
    assert_eq!(begun.status, 303);
    let noor = customer(shop, "noor@example.org", false).await;
    let wim = customer(shop, "wim@example.org", false).await;
    let hanna = employee(shop, "hanna@example.org", "Hanna", Role::Host).await;
    let marit = employee(shop, "marit@example.org", "Marit", Role::Merchant).await;
    let mut all = vec![("nobody", 0, String::new()), ("a cart", 0, begun.cookie())];
    for (name, id, email) in [
        ("noor", noor, "noor@example.org"),
        ("wim", wim, "wim@example.org"),
        ("host", hanna, "hanna@example.org"),
        ("merchant", marit, "marit@example.org"),
    ] {
        all.push((name, id, signed_in(shop, id, email).await));
    }
    all
}
fn told(post: i64, audience: Audience, topics: &[&str]) -> Event {
    Event { audience, ..reply(post, topics) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_for_the_staff_or_for_one_person_is_heard_by_nobody_else() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let mug = format!("product:{}", shop.number("select id from product where slug = 'mug'").await);
        let people = everybody(&shop).await;
        let noor = people.iter().find(|p| p.0 == "noor").unwrap().1;
        let start = newest(shop.db()).await.unwrap();
        let node = Node::start(&shop.site).await;
        let topics = format!("shop,counter,me,{mug}");
        let mut early = vec![];
        for (_, _, cookie) in &people {
            early.push(node.hear_as(cookie, &topics, start).await);
        }
        happen(
            shop.db(),
            [
                told(1, Audience::Public, &["shop"]),
                told(2, Audience::Staff, &["shop", &mug]),
                told(3, Audience::Person(noor), &["shop", &mug]),
                told(4, Audience::Public, &[&mug, "counter"]),
                told(5, Audience::Public, &["shop", "counter", &mug]),
            ],
        )
        .await;
        let mut late = vec![];
        for (_, _, cookie) in &people {
            late.push(node.hear_as(cookie, &topics, start).await);
        }
        // The first were told when it happened, the others out of the database: both the same, up to the end.
        happen(shop.db(), [told(9, Audience::Public, &["shop"])]).await;
        for streams in [early, late] {
            for ((name, _, _), mut heard) in people.iter().zip(streams) {
                let staff = ["host", "merchant"].contains(name);
                let mut seen = vec![];
                while seen.last().is_none_or(|(subject, _)| subject != "post:9") {
                    let message = heard.one().await;
                    seen.push((message.subject, message.topics.join(",")));
                }
                let mut expected = vec![("post:1", "shop".to_string())];
                if staff {
                    expected.push(("post:2", "counter".into()));
                }
                if *name == "noor" {
                    expected.push(("post:3", "me".into()));
                }
                expected.push(("post:4", if staff { format!("counter,{mug}") } else { mug.clone() }));
                expected.push(("post:5", if staff { format!("shop,counter,{mug}") } else { format!("shop,{mug}") }));
                expected.push(("post:9", "shop".into()));
                let expected: Vec<(String, String)> = expected.into_iter().map(|(s, t)| (s.into(), t)).collect();
                assert_eq!(seen, expected, "{name}");
            }
        }
        node.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_that_is_not_open_is_not_there() {
    both(|shop| async move {
        opened(&shop).await;
        let mut hidden = thing("hidden", 900, 1);
        hidden.status = Some("draft".into());
        stock(&shop, &[thing("mug", 1_200, 5), hidden]).await;
        let people = everybody(&shop).await;
        let id = |sql| shop.number(sql);
        let products = [
            id("select id from product where slug = 'mug'").await,
            id("select id from product where slug = 'hidden'").await,
        ];
        let author = people[2].1;
        let mut topics = vec![];
        for (kind, state) in [("question", "live"), ("order", "live"), ("question", "held"), ("discussion", "removed")]
        {
            let mut tx = shop.db().begin().await.unwrap();
            let (topic,): (i64,) = tx
                .query(
                    "insert into topic (kind, state, title, author, created_at, last_at, listed)
                     values ($1, $2, 'Is it hot?', $3, 1, 1, $4) returning id",
                )
                .bind(kind)
                .bind(state)
                .bind(author)
                .bind(state == "live" && kind != "order")
                .one()
                .await
                .unwrap();
            tx.commit().await.unwrap();
            topics.push(topic);
        }
        for (person, handle, listed) in [(people[4].1, "hanna", true), (people[5].1, "marit", false)] {
            let insert = "insert into host (person, handle, listed, since) values ($1, $2, $3, 1)
                on conflict (person) do update set handle = excluded.handle, listed = excluded.listed";
            shop.db().run(insert).bind(person).bind(handle).bind(listed).run().await.unwrap();
        }
        let open =
            [format!("product:{}", products[0]), format!("topic:{}", topics[0]), format!("host:{}", people[4].1)];
        let closed = [
            format!("product:{}", products[1]),
            "product:99999".into(),
            format!("topic:{}", topics[1]),
            format!("topic:{}", topics[2]),
            format!("topic:{}", topics[3]),
            format!("host:{}", people[5].1),
            format!("host:{author}"),
            format!("person:{author}"),
            "order:1".into(),
            "everything".into(),
            String::new(),
        ];
        let start = newest(shop.db()).await.unwrap();
        let node = Node::start(&shop.site).await;
        for (name, _, cookie) in &people {
            for topic in &closed {
                assert_eq!(node.hear_as(cookie, topic, start).await.status, 404, "{topic} as {name}");
            }
            let mine = node.hear_as(cookie, "me", start).await.status;
            assert_eq!(mine, if *name == "nobody" { 404 } else { 200 }, "{name}");
            let counter = node.hear_as(cookie, "counter", start).await.status;
            assert_eq!(counter, if ["host", "merchant"].contains(name) { 200 } else { 404 }, "{name}");
        }
        // Among open ones they are left out, and nothing of them is told.
        let all = [&open[..], &closed[..]].concat().join(",");
        let mut heard = node.hear_as(&people[5].2, &all, start).await;
        let closed: Vec<&str> = closed.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
        happen(shop.db(), [reply(1, &closed), reply(2, &[closed[2], &open[1]]), reply(3, &[&open[0], &open[2]])]).await;
        let (two, three) = (heard.one().await, heard.one().await);
        assert_eq!((two.subject.as_str(), two.topics), ("post:2", vec![open[1].clone()]));
        assert_eq!((three.subject.as_str(), three.topics), ("post:3", vec![open[0].clone(), open[2].clone()]));
        let again = node.hear_as("", &all, start).await;
        node.stop().await;
        let again: Vec<String> = again.rest().await.into_iter().map(|m| m.subject).collect();
        assert_eq!(again, ["post:2", "post:3"]);
    })
    .await;
}
