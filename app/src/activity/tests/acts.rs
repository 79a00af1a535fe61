//! What the feed tells, and what it does not.
use super::room::{NOW, Room};
use crate::activity::feed::{self, Where};
use crate::activity::purchases;
use crate::demo::orders;
use crate::forum::{Kind, State, verbs};
use crate::orders::verbs as order;
use crate::values::Moment;
use crate::viewer::Merchant;

#[tokio::test]
async fn each_act_is_told_once_by_the_name_of_today_and_leads_to_the_real_thing() {
    for room in Room::each().await {
        let (asker, joost) = (room.visitor("Small Whisk").await, room.host("Joost Averink").await);
        let pan = room.product("everyday-pan").await;
        let topic = room.ask(asker, Some(pan), "Does the 26 work on induction?", NOW).await;
        let answer = room.reply(topic.topic, (joost, true), "It does. Let it heat slowly.", NOW.plus(1)).await;
        let thanks = room.reply(topic.topic, (asker, false), "Thank you.", NOW.plus(2)).await;
        room.accept(asker, answer, NOW.plus(3)).await.unwrap();
        room.open(Kind::Bench, (joost, true), Some(pan), "Batch 41 is on the rail", NOW.plus(4)).await;
        let title: String =
            room.db().query("select title from product where id = $1").bind(pan).one::<(String,)>().await.unwrap().0;
        assert_eq!(
            room.told("").await,
            [
                "Joost Averink posted from the workbench: Batch 41 is on the rail".to_string(),
                "Small Whisk chose Joost Averink’s answer: Does the 26 work on induction?".into(),
                "Small Whisk wrote more on Does the 26 work on induction?".into(),
                "Joost Averink answered Small Whisk: Does the 26 work on induction?".into(),
                format!("Small Whisk asked about the {title}: Does the 26 work on induction?"),
            ]
        );
        let links: Vec<String> =
            room.list("", Where::Newest, 9).await.lines.into_iter().skip(1).map(|l| l.href).collect();
        let topic_link = format!("/forum/{}", topic.topic);
        assert_eq!(
            links,
            [format!("/posts/{answer}"), format!("/posts/{thanks}"), format!("/posts/{answer}"), topic_link]
        );
        for (show, n) in [("questions", 1), ("answers", 3), ("talk", 0), ("bench", 1), ("purchases", 0), ("x", 5)] {
            assert_eq!(room.told(show).await.len(), n, "{show}");
        }
        room.run("update person set alias = 'Large Whisk' where alias = 'Small Whisk'").await;
        assert!(room.told("questions").await[0].starts_with("Large Whisk asked about"));

        // Chosen, taken back, and chosen again is one choice; another answer is another one.
        let viewer = room.viewer(asker).await;
        verbs::unaccept(room.db(), &viewer, answer, NOW.plus(5)).await.unwrap();
        assert_eq!(room.told("answers").await.len(), 2);
        room.accept(asker, thanks, NOW.plus(6)).await.unwrap();
        assert_eq!(room.told("answers").await[0], "Large Whisk chose their own answer: Does the 26 work on induction?");
        room.accept(asker, answer, NOW.plus(7)).await.unwrap();
        room.accept(asker, answer, NOW.plus(8)).await.unwrap();
        let chosen = room.told("answers").await.into_iter().filter(|l| l.contains(" chose ")).count();
        assert_eq!(chosen, 1);
    }
}

#[tokio::test]
async fn what_was_taken_down_is_private_or_nobodys_business_is_in_no_feed() {
    for room in Room::each().await {
        let (asker, joost) = (room.visitor("Small Whisk").await, room.host("Joost Averink").await);
        let pan = room.product("everyday-pan").await;
        let one = room.ask(asker, Some(pan), "Does it rust?", NOW).await;
        let two = room.reply(one.topic, (joost, true), "Only if you let it.", NOW.plus(1)).await;
        assert_eq!(room.told("").await.len(), 2);
        room.set(two, State::Removed, NOW.plus(2)).await;
        assert_eq!(room.told("").await.len(), 1);
        room.set(two, State::Live, NOW.plus(3)).await;
        assert_eq!(room.told("").await.len(), 2, "restored, it stands in its old place");
        room.set(one.post, State::Removed, NOW.plus(4)).await;
        assert_eq!(
            room.told("").await,
            ["Joost Averink answered: Does it rust?"
                .replace("Does it rust?", crate::forum::verbs::state::TAKEN_DOWN)
                .replace("answered:", "answered")]
        );
        room.set(one.post, State::Live, NOW.plus(5)).await;

        room.run("update product set sensitive = true where slug = 'everyday-pan'").await;
        assert!(room.told("").await.is_empty());
        let private = room.ask(asker, Some(pan), "Is it safe for me?", NOW.plus(6)).await;
        let heard = "select count(*) from event_topic where topic = 'feed' and event = (select max(id) from event)";
        assert_eq!(room.number(heard).await, 0, "it is not even written into the feed");
        assert!(private.topic > one.topic);
        room.run("update product set sensitive = false where slug = 'everyday-pan'").await;
        assert_eq!(room.told("").await.len(), 2);
        // A note about several things, one of which is nobody's business.
        let note = room.open(Kind::Bench, (joost, true), None, "Three things", NOW.plus(7)).await;
        assert_eq!(room.told("bench").await.len(), 1);
        let mut tx = room.db().begin().await.unwrap();
        tx.query("insert into topic_product (topic, product) values ($1, $2)")
            .bind(note.topic)
            .bind(pan)
            .run()
            .await
            .unwrap();
        tx.query("update product set sensitive = true where id = $1").bind(pan).run().await.unwrap();
        tx.commit().await.unwrap();
        assert!(room.told("bench").await.is_empty());
    }
}

/// Each says something else.
fn question(n: i64) -> String {
    format!("Question {}", char::from(b'a' + n as u8))
}

#[tokio::test]
async fn pages_follow_one_another_without_a_gap_or_a_line_twice() {
    for room in Room::each().await {
        let asker = room.visitor("Small Whisk").await;
        let mut posts = vec![];
        for n in 0..23 {
            posts.push(room.ask(asker, None, &question(n), NOW.plus(n)).await.post);
        }
        // A whole page and more of what may not be told.
        for post in &posts[5..15] {
            room.set(*post, State::Removed, NOW.plus(100)).await;
        }
        let (mut seen, mut from, mut pages) = (vec![], Where::Newest, 0);
        loop {
            let list = room.list("", from, 4).await;
            seen.extend(list.lines.iter().map(|l| l.title.clone()));
            pages += 1;
            match list.next {
                Some(event) => from = Where::Before(event),
                None => break,
            }
        }
        let all: Vec<String> = (0..23).rev().filter(|n| !(5..15).contains(n)).map(question).collect();
        assert_eq!((seen, pages), (all, 4));
        let newest = room.list("", Where::Newest, 4).await;
        let event = newest.lines[2].event;
        let since = room.list("", Where::Since(event), 30).await;
        assert_eq!(since.lines, newest.lines[..2]);
        assert_eq!((since.next, newest.newest >= newest.lines[0].event), (None, true));
        let strip = feed::newest(room.db(), &feed::part("").feed(), 3).await.unwrap();
        assert_eq!(strip.lines, newest.lines[..3]);

        // With the events everything goes that was told of them.
        room.run("delete from event_topic").await;
        room.run("delete from event").await;
        assert!(room.told("").await.is_empty());
        assert!(feed::newest(room.db(), &feed::part("").feed(), 3).await.unwrap().lines.is_empty());
    }
}

#[tokio::test]
async fn a_purchase_is_shown_by_consent_after_the_money_and_the_delay_and_can_be_taken_back() {
    for room in Room::each().await {
        let (db, keeper) = (room.db(), Merchant::at_the_console());
        orders::place_all(&room.site, &keeper, NOW).await.unwrap();
        let unpaid = "select count(*) from job j join orders o on cast(o.id as text) = j.about
            where j.kind = 'purchase.show' and o.payment_state = 'awaiting'";
        assert_eq!(room.number(unpaid).await, 0);
        let silent = "select count(*) from job j join orders o on cast(o.id as text) = j.about
            where j.kind = 'purchase.show' and (not o.show_purchase or j.run_at < o.show_after)";
        assert_eq!(room.number(silent).await, 0);
        assert_eq!(room.told("").await.len(), 0, "orders themselves are nobody's business");

        let (id,): (i64,) = db.query("select id from orders where name = 'Aisha Bakker'").one().await.unwrap();
        let paid = NOW.plus(Moment::DAY);
        order::mark_paid(db, &keeper, id, paid).await.unwrap();
        let (run_at,): (Moment,) = db
            .query("select run_at from job where kind = 'purchase.show' and about = $1")
            .bind(id.to_string())
            .one()
            .await
            .unwrap();
        assert_eq!(run_at, paid.plus(25 * Moment::MINUTE), "the delay that was drawn begins when it is paid");
        room.run("update product set sensitive = true where slug = (select min(p.slug) from orders o join order_line l on l.order_id = o.id
            join variant v on v.id = l.variant join product p on p.id = v.product where o.name = 'Aisha Bakker')").await;
        assert_eq!(purchases::show(db, id, run_at).await.unwrap(), 1, "one of two is nobody's business");
        assert_eq!(purchases::show(db, id, run_at).await.unwrap(), 0, "once");
        let told = room.told("purchases").await;
        assert!(told.len() == 1 && told[0].starts_with("Someone chose the "), "{told:?}");
        let named =
            "select count(*) from event where kind = 'purchase.shown' and (person is not null or actor <> 'job')";
        assert_eq!(room.number(named).await, 0);

        purchases::hide(db, id, run_at.plus(1)).await.unwrap();
        purchases::hide(db, id, run_at.plus(2)).await.unwrap();
        assert!(room.told("").await.is_empty());
        let refused = "select count(*) from consent where not given and subject = (select id from orders where name = 'Aisha Bakker')";
        assert_eq!(room.number(refused).await, 1);
        let withdrawn = "select count(*) from event where kind = 'withdrawn' and subject_kind = 'event'";
        assert_eq!(room.number(withdrawn).await, 1);
        assert_eq!(purchases::show(db, id, run_at.plus(3)).await.unwrap(), 0);

        // One that waits is not shown when it was cancelled, and one that was shown goes.
        let (femke,): (i64,) = db.query("select id from orders where name = 'Femke Postma'").one().await.unwrap();
        let shown = purchases::show(db, femke, paid).await.unwrap();
        assert!(shown > 0 && room.told("").await.len() == shown);
        order::cancel(db, &keeper, femke, paid.plus(1)).await.unwrap();
        assert!(room.told("").await.is_empty());
        assert_eq!(purchases::show(db, femke, paid.plus(2)).await.unwrap(), 0);
    }
}
