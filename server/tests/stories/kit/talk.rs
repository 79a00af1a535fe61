//! Speaking in the forum, as somebody without scripts who takes their time.
use super::{Browser, Shop};
use app::forum::verbs::{self, Author, Draft};
use app::moderation::Ruling;
use app::values::Moment;

/// The stamp of a form that was drawn a minute ago: whoever types takes longer than a test.
pub fn patient(shop: &Shop) -> String {
    let made = Moment::now().0 / 1000 - 60;
    format!("{made}.{}", shop.site.links.word("form", made))
}

/// Asks at a product; the number of the topic.
pub async fn ask(b: &mut Browser, shop: &Shop, product: &str, words: &str, alias: &str) -> i64 {
    b.open(&format!("/products/{product}")).await;
    b.press("Ask", &[("body", words), ("alias", alias), ("stamp", &patient(shop))]).await;
    if b.text().contains("Ask anyway") {
        b.press("Ask anyway", &[("stamp", &patient(shop))]).await;
    }
    assert_eq!(b.page.status, 200, "{}", b.text());
    shop.number("select max(id) from topic").await
}

/// Answers in a topic.
pub async fn reply(b: &mut Browser, shop: &Shop, topic: i64, words: &str) {
    b.open(&format!("/forum/{topic}")).await;
    b.press("Reply", &[("body", words), ("stamp", &patient(shop))]).await;
    assert_eq!(b.page.status, 200, "{}", b.text());
}

/// Orders what lies in the cart of somebody with an account.
pub async fn order(b: &mut Browser) {
    b.open("/checkout").await;
    let fields =
        [("Full name", "Noor Veldhuis"), ("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];
    let button = b.all("form button").pop().unwrap();
    b.press(&button, &fields).await;
    assert_eq!(b.page.status, 200, "{}", b.text());
}

/// So many replies by one visitor, past the gate: "One more thing, number 0.", one after another.
pub async fn say(shop: &Shop, topic: i64, many: usize) {
    let db = shop.db();
    let mut tx = db.begin().await.unwrap();
    let person = app::accounts::store::begin(&mut tx, "en", Moment::now()).await.unwrap();
    tx.commit().await.unwrap();
    for n in 0..many {
        let text = format!("One more thing, number {n}.");
        let draft = Draft {
            author: Author { person, host: false, network: None },
            stake: None,
            reply_to: None,
            quoted: None,
            words: verbs::words(db, &text, Some(topic)).await.unwrap(),
            pictures: vec![],
            ruling: Ruling::Live,
            watch: None,
        };
        verbs::reply(db, topic, draft, Moment::now()).await.unwrap();
    }
}

/// A quarter of an hour goes by: whoever wrote much may go on.
pub async fn rest(shop: &Shop) {
    shop.db().run("delete from attempt").run().await.unwrap();
    aged(shop, 15 * Moment::MINUTE).await;
}
/// So much time goes by for everything that was written so far.
pub async fn aged(shop: &Shop, by: i64) {
    for sql in [
        "update post set created_at = created_at - $1, edited_at = edited_at - $1",
        "update topic set created_at = created_at - $1, last_at = last_at - $1, answered_at = answered_at - $1",
        "update person set created_at = created_at - $1",
    ] {
        shop.db().run(sql).bind(by).run().await.unwrap();
    }
}
