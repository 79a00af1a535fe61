//! Order in the house: what may be posted, what waits, what is reported and decided, what everybody reads of it.
mod gate;
mod log;
mod queue;
mod settings;
mod wave;

use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::{PASSWORD, again, person_of};
use crate::kit::talk::patient;
use crate::kit::{Browser, Shop};
use app::accounts::store as people;
use app::forum::verbs::{self, Author, Draft, Placed};
use app::moderation::Ruling;
use app::staff::Role;
use app::values::{Email, Moment};
use app::viewer::FreshMerchant;
use std::net::SocketAddr;

/// A shop with two things on its shelf.
pub async fn shelves(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 50), thing("jug", 2_400, 50)]).await;
}
/// A merchant, signed in.
pub async fn merchant(shop: &Shop) -> Browser {
    let hash = app::accounts::password::hash(PASSWORD).await.unwrap();
    let (by, address) = (FreshMerchant::at_the_console(), Email::parse("marit@example.org").unwrap());
    app::staff::store::add(shop.db(), &by, (Role::Merchant, "Marit Hoekzema", &address), &hash, "en", Moment::now())
        .await
        .unwrap();
    person_of(shop, "marit@example.org").await;
    again(shop, "marit@example.org").await
}
/// A browser at this address of the open internet.
pub fn at(shop: &Shop, address: &str) -> Browser {
    let mut b = Browser::new(shop);
    b.peer = Some(SocketAddr::new(address.parse().unwrap(), 40_000));
    b
}
pub fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
}

/// Sends a question by hand, as it was typed; whatever comes of it.
pub async fn send(b: &mut Browser, shop: &Shop, words: &str) {
    let sent = fields(&[
        ("product", "mug"),
        ("body", words),
        ("stamp", &patient(shop)),
        ("anyway", "1"),
        ("kind", "question"),
    ]);
    b.post("/forum/ask", &sent).await;
}
/// The number, the state and the reason of the newest post.
pub async fn newest(shop: &Shop) -> (i64, String, String) {
    let sql = "select id, state, coalesce(held_for, '') from post order by id desc limit 1";
    shop.db().query(sql).one().await.unwrap()
}
pub async fn state_of(shop: &Shop, post: i64) -> String {
    let (state,): (String,) = shop.db().query("select state from post where id = $1").bind(post).one().await.unwrap();
    state
}

/// A visitor made behind the shop's back.
pub async fn visitor(shop: &Shop) -> i64 {
    let mut tx = shop.db().begin().await.unwrap();
    let person = people::begin(&mut tx, "en", Moment::now()).await.unwrap();
    tx.commit().await.unwrap();
    person
}
/// A reply by this person from this network, seen at once.
pub async fn says(shop: &Shop, topic: i64, person: i64, network: Option<&str>, words: &str) -> Placed {
    let network = network.map(|n| shop.site.links.digest("network", n));
    let draft = Draft {
        author: Author { person, host: false, network },
        stake: None,
        reply_to: None,
        quoted: None,
        words: verbs::words(shop.db(), words, Some(topic)).await.unwrap(),
        pictures: vec![],
        ruling: Ruling::Live,
        watch: None,
    };
    verbs::reply(shop.db(), topic, draft, Moment::now()).await.unwrap()
}
/// A report by this browser, in its two steps.
pub async fn report(b: &mut Browser, post: i64, rule: &str, words: &str) {
    b.open(&format!("/posts/{post}/report")).await;
    b.press("Report", &[("rule", rule), ("words", words)]).await;
    b.press("Report", &[]).await;
}
