//! What somebody says where it is nobody else's, and every way by which it could get out: a picture's margin, a quote, a
//! notice and its mail, the thread of an order, a report, an appeal.
use super::Somebody;
use crate::kit::people::{customer, host};
use crate::kit::talk::{ask, patient, reply};
use crate::kit::{Browser, Shop};
use crate::order::{fields, newest, report};
use crate::pictures::jpeg;

/// Said to the shop in the thread of an order, to a host in a report, and in an appeal: read by hosts, and by nobody else.
pub const TO_THE_HOUSE: [&str; 3] = ["quenchgate", "wrackspun", "ferngrieve"];
/// Said in the open and taken down: still its own author’s, and a host’s.
pub const TAKEN_DOWN: &str = "thornmurmur";

/// A photograph in whose margin stands who took it, and where they live.
fn signed(who: &Somebody) -> Vec<u8> {
    let (plain, note) = (jpeg(300, 200), format!("{} {} {}", who.name, who.email, who.line));
    let mut out = plain[..2].to_vec();
    out.extend([0xff, 0xfe]);
    out.extend(((note.len() + 2) as u16).to_be_bytes());
    out.extend(note.as_bytes());
    out.extend(&plain[2..]);
    out
}

/// Asks with a picture, is named, quoted, thanked and answered by mail, writes about an order of theirs, reports, has a post
/// taken down and asks for a second look. Gives the host who sees to it.
pub async fn talk(shop: &Shop, who: &Somebody, b: &mut Browser) -> Browser {
    let stamp = patient(shop);
    let mut hollis = host(shop, "hollis@example.org", "Hollis Arden").await;
    b.open("/forum/ask?product=flat-spatula").await;
    let asked = [("body", "Does the edge wear down?\n\nMine is bright.\n\n*Since June.*"), ("stamp", stamp.as_str())];
    b.press_with("Ask", &asked, &[("pictures", "mine.jpg", &signed(who))]).await;
    assert_eq!(b.page.status, 200, "{}", b.text());
    let (topic, question) = (shop.number("select max(id) from topic").await, newest(shop).await.0);
    assert_eq!(b.count("main ul.pictures li"), 1, "{}", b.text());
    // A picture waits for a host the first day.
    hollis.post("/counter/queue", &fields(&[("act", "stand"), ("post", &question.to_string())])).await;
    b.open(&format!("/forum/{topic}")).await;
    b.press("Tell me by mail", &[]).await;

    let mut other = customer(shop, "wim@example.org").await;
    other.open(&format!("/forum/{topic}?reply={question}")).await;
    let named = format!("A little, @{}, in years.", who.aliases[1]);
    let quoting = [("body", named.as_str()), ("quotes", "on"), ("quote", "Mine is bright."), ("stamp", &stamp)];
    other.press("Reply", &quoting).await;
    assert_eq!(other.all(".quoted p"), ["Mine is bright."], "{}", other.text());
    let answer = newest(shop).await.0;
    b.post(&format!("/posts/{answer}/helpful"), &fields(&[("on", "1")])).await;
    other.post(&format!("/posts/{question}/helpful"), &fields(&[("on", "1")])).await;
    b.post(&format!("/posts/{answer}/accept"), &fields(&[("on", "1")])).await;
    report(b, answer, "other", &format!("{} is what I mean.", TO_THE_HOUSE[1])).await;

    let (cart,): (i64,) = shop
        .db()
        .query("select cart from orders where email = $1 order by id desc limit 1")
        .bind(who.email.to_string())
        .one()
        .await
        .unwrap();
    let order = format!("/orders/{}", shop.site.links.word("order", cart));
    let said = format!("{}: it came without its box.", TO_THE_HOUSE[0]);
    b.post(&order, &fields(&[("act", "write"), ("body", &said), ("stamp", &stamp)])).await;
    assert!(b.text().to_lowercase().contains(TO_THE_HOUSE[0]), "{}", b.text());
    hollis.open(&format!("/forum/{}", shop.number("select max(id) from topic where kind = 'order'").await)).await;
    hollis.press("Reply", &[("body", "A box is on its way.")]).await;

    let lost = ask(b, shop, "flat-spatula", &format!("Why {TAKEN_DOWN}, of all woods?"), "").await;
    let down = newest(shop).await.0;
    reply(&mut other, shop, lost, "It grows here.").await;
    let removal = [("act", "remove"), ("post", &down.to_string()), ("rule", "other"), ("words", "")];
    hollis.post("/counter/queue", &fields(&removal)).await;
    b.open(&format!("/moderation?post={down}")).await;
    b.press("Ask for a second look", &[("words", &format!("It was a {}.", TO_THE_HOUSE[2]))]).await;
    assert!(b.text().contains("It waits for a host."), "{}", b.text());
    shop.work().await;
    hollis
}
