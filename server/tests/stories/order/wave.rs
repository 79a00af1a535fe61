//! Five hundred posts of spam among twenty honest ones: gone in a few acts, and back with one press if it was wrong.
use super::{newest, says, shelves, visitor};
use crate::kit::people::host;
use crate::kit::talk::ask;
use crate::kit::{Browser, Shop, both};
use std::time::Instant;

/// What honest people write.
const HONEST: [&str; 20] = [
    "Mine has stood on the stove for two winters and nothing happened to it.",
    "Does the blue one come back in spring?",
    "I would take the smaller one for a single cup.",
    "The handle gets warm, the rim does not.",
    "It fits under our machine with a finger to spare.",
    "We gave one to my father and he uses nothing else now.",
    "Is the glaze inside the same as outside?",
    "Ours chipped at the foot, and was mended for four euro.",
    "How heavy is it when it is full?",
    "The dishwasher did no harm so far, twice a week.",
    "Left-handed here: it pours just as well.",
    "Could it be had without the mark on the side?",
    "I make rice in it, which nobody seems to have tried.",
    "It whistles a little when the lid is on.",
    "Does somebody know how it stands on a slanted shelf?",
    "The sand colour is greyer than on the picture.",
    "My cat sleeps beside it, so it must be warm.",
    "Two fit into one box, which saved us the second parcel.",
    "Please tell me the width of the opening.",
    "For soup it is too narrow, for tea just right.",
];

/// Five topics in which everything is said.
async fn topics(shop: &Shop) -> Vec<i64> {
    let mut all = vec![];
    let mut asker = Browser::new(shop);
    for n in 0..5 {
        all.push(ask(&mut asker, shop, "mug", &format!("Topic number {n}: what of the {n} of them?"), "").await);
    }
    all
}
/// The honest posts, each by somebody who came today.
async fn honest(shop: &Shop, topics: &[i64]) -> Vec<i64> {
    let mut all = vec![];
    for (n, words) in HONEST.into_iter().enumerate() {
        let network = format!("192.0.2.{n}");
        let person = visitor(shop).await;
        all.push(says(shop, topics[n % topics.len()], person, Some(&network), words).await.post);
    }
    all
}
async fn live(shop: &Shop) -> i64 {
    shop.number("select count(*) from post where state = 'live'").await
}
/// Everything about every post that others see, and about the topics they stand in.
async fn everything(shop: &Shop) -> Vec<(i64, String, i64, i64, i64)> {
    let sql = "select p.id, p.state, t.posts, t.last_post, t.last_at from post p join topic t on t.id = p.topic order by p.id";
    shop.db().query(sql).all().await.unwrap()
}

#[tokio::test]
async fn five_hundred_posts_of_one_visitor_go_in_one_act() {
    both(|shop| async move {
        shelves(&shop).await;
        let topics = topics(&shop).await;
        let good = honest(&shop, &topics).await;
        let spammer = visitor(&shop).await;
        for n in 0..500usize {
            let words =
                format!("Number {n}: something {} that nobody wants, {} times over", HONEST[n % 20].len() * n, n * 7);
            says(&shop, topics[n % 5], spammer, Some("203.0.113.7"), &words).await;
        }
        let before = everything(&shop).await;
        let one = newest(&shop).await.0;
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open(&format!("/counter/posts/{one}")).await;
        assert!(hanna.text().contains("500 posts stand"), "{}", hanna.text());
        hanna.click("Everything by this person").await;
        assert_eq!(hanna.count(".wave input[type=checkbox][checked]"), 500, "{}", hanna.text());
        let started = Instant::now();
        hanna.press("Take them down", &[("rule", "spam"), ("shut", "networks"), ("days", "90")]).await;
        println!("500 posts of one visitor, {}: {} ms", shop.db().kind(), started.elapsed().as_millis());
        assert!(hanna.text().contains("500 posts taken down"), "{}", hanna.text());
        assert_eq!(live(&shop).await, 25);
        for post in &good {
            assert_eq!(super::state_of(&shop, *post).await, "live");
        }
        assert_eq!(shop.number("select count(*) from shut_out").await, 2, "the person and the network");
        shop.healthy().await;

        let started = Instant::now();
        hanna.press("Undo", &[]).await;
        println!("undone, {}: {} ms", shop.db().kind(), started.elapsed().as_millis());
        assert_eq!(everything(&shop).await, before);
        assert_eq!(shop.number("select count(*) from shut_out where lifted_at is null").await, 0);
        shop.healthy().await;
    })
    .await;
}

/// Spam as it is sent: one text in many dresses, links to a few places.
fn spam(n: usize) -> String {
    match n % 4 {
        0 => format!("Best watches {n}!!! Order today and save {} percent at our store", n % 90),
        1 => format!("Hello friend, number {n}. Come to https://watches.example/{n} and see"),
        2 => format!("I found it on [this page](https://watches.example/p/{n}), really {n} times good"),
        _ => format!("Best WATCHES {n} … order today, and save {} percent at our store", n % 80),
    }
}

#[tokio::test]
async fn five_hundred_posts_from_fifty_networks_go_in_ten_acts_at_most() {
    both(|shop| async move {
        shelves(&shop).await;
        let topics = topics(&shop).await;
        let good = honest(&shop, &topics).await;
        for n in 0..500usize {
            let network = format!("203.0.113.{}", n % 50);
            let person = visitor(&shop).await;
            says(&shop, topics[n % 5], person, Some(&network), &spam(n)).await;
        }
        let before = everything(&shop).await;
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        let mut acts = 0;
        while live(&shop).await > 25 {
            let left =
                "select max(id) from post where state = 'live' and (body like '%atches%' or body like '%WATCHES%')";
            let one = shop.number(left).await;
            hanna.open(&format!("/counter/posts/{one}")).await;
            hanna.click("Everything like this").await;
            let here: Vec<i64> =
                hanna.attributes(".wave input[type=checkbox]", "value").iter().map(|v| v.parse().unwrap()).collect();
            assert!(good.iter().all(|g| !here.contains(g)), "an honest post is among what is alike");
            let started = Instant::now();
            hanna.press("Take them down", &[("rule", "spam"), ("shut", "networks"), ("days", "7")]).await;
            println!("{} posts, {}: {} ms", here.len(), shop.db().kind(), started.elapsed().as_millis());
            acts += 1;
            assert!(acts <= 10, "too many acts; {} posts are left", live(&shop).await);
        }
        println!("cleared in {acts} acts");
        for post in &good {
            assert_eq!(super::state_of(&shop, *post).await, "live");
        }
        assert_eq!(shop.number("select count(distinct network) from shut_out").await, 50);
        shop.healthy().await;
        let batches: Vec<(i64,)> =
            shop.db().query("select distinct batch from verdict order by batch").all().await.unwrap();
        for (batch,) in batches {
            hanna.post("/counter/queue", &super::fields(&[("act", "undo"), ("batch", &batch.to_string())])).await;
            assert_eq!(hanna.page.status, 200);
        }
        assert_eq!(everything(&shop).await, before);
        assert_eq!(shop.number("select count(*) from shut_out where lifted_at is null").await, 0);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn spam_of_which_no_two_are_alike_goes_as_everything_by_newcomers_with_the_honest_unticked() {
    both(|shop| async move {
        shelves(&shop).await;
        let topics = topics(&shop).await;
        let regular = visitor(&shop).await;
        let old = says(&shop, topics[0], regular, Some("203.0.113.1"), "I was here long before all this.").await.post;
        shop.damage("update post set created_at = created_at - 1209600000").await;
        let kept =
            says(&shop, topics[1], regular, Some("203.0.113.1"), "And I am here again, with a plain word.").await.post;
        let good = honest(&shop, &topics).await;
        for n in 0..60usize {
            let words: Vec<String> = (0..9).map(|w| format!("w{}x{}", n * 31 + w, w * n)).collect();
            let person = visitor(&shop).await;
            says(&shop, topics[n % 5], person, Some(&format!("203.0.113.{}", n % 50)), &words.join(" ")).await;
        }
        let one = newest(&shop).await.0;
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open(&format!("/counter/queue?by=newcomers&of={one}")).await;
        assert_eq!(hanna.count(".wave input[type=checkbox][checked]"), 80, "{}", hanna.text());
        let (_, path, sent) = hanna.sending("Take them down", &[]);
        let unticked =
            |(name, value): &(String, String)| name == "post" && good.iter().any(|g| g.to_string() == *value);
        let sent: Vec<(String, String)> = sent.into_iter().filter(|field| !unticked(field)).collect();
        hanna.post(&path, &sent).await;
        assert_eq!(shop.number("select count(*) from post where state = 'removed'").await, 60);
        for post in good.iter().chain([&old, &kept]) {
            assert_eq!(super::state_of(&shop, *post).await, "live");
        }
        // From a network: whoever was here before stands in the list, and is not ticked.
        let person = visitor(&shop).await;
        let fresh = says(&shop, topics[2], person, Some("203.0.113.1"), "Something new and unwanted.").await.post;
        hanna.open(&format!("/counter/posts/{fresh}")).await;
        hanna.click("Everything from this network").await;
        let ticked = hanna.attributes(".wave input[type=checkbox][checked]", "value");
        assert_eq!(ticked, [fresh.to_string()]);
        assert!(hanna.text().contains("Was here before"), "{}", hanna.text());
        shop.healthy().await;
    })
    .await;
}
