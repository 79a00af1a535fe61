//! Drafts: orders that the staff writes, offered by a link, kept aside, confirmed once.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::{Browser, Shop, both};
use crate::returns::merchant;
use app::drafts::store::write;
use app::values::Moment;
use futures::future::join_all;

async fn held(shop: &Shop) -> (i64, i64) {
    shop.db().query("select on_hand, reserved from stock").one().await.unwrap()
}
/// A merchant at a draft for two mugs, for Noor, by parcel.
async fn drafted(shop: &Shop) -> Browser {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 5)]).await;
    let mut m = merchant(shop).await;
    m.open("/admin/drafts").await;
    m.press("New draft", &[]).await;
    assert_eq!((m.page.status, m.page.hops.clone()), (200, vec![303]), "{}", m.text());
    let here = m.page.path.clone();
    m.press("Mail the link", &[]).await;
    assert_eq!((m.page.status, m.text().contains("Put something into it first")), (422, true));
    m.open(&format!("{here}?q=mug")).await;
    m.press("Add", &[]).await;
    m.press("Keep, The mug", &[("quantity", "2")]).await;
    assert!(m.text().contains("2 × €12.00 = €24.00"), "{}", m.text());
    m.press("Keep, The mug", &[("price", "10.00")]).await;
    assert_eq!((m.page.status, m.text().contains("First say why")), (422, true), "{}", m.text());
    m.press("Keep these", &[("email", "nobody"), ("reason", "For the wedding.")]).await;
    assert_eq!(
        (m.page.status, m.attributes("input[name=reason]", "value")),
        (422, vec!["For the wedding.".to_string()])
    );
    m.press("Keep these", &[("email", "noor@example.org"), ("country", "NL"), ("reason", "For the wedding.")]).await;
    m.press("Keep these", &[("method", "parcel"), ("shipping", "")]).await;
    assert_eq!(m.page.status, 200, "{}", m.text());
    m.press("Keep, The mug", &[("quantity", "2"), ("price", "10.00")]).await;
    assert!(m.text().contains("2 × €10.00 = €20.00") && m.text().contains("€24.90"), "{}", m.text());
    m
}
pub async fn word(shop: &Shop) -> String {
    let row: (i64, String) =
        shop.db().query("select id, email_key from draft order by id desc limit 1").one().await.unwrap();
    format!("/drafts/{}", app::drafts::word(&shop.site.links, row.0, &row.1))
}
const ADDRESS: &[(&str, &str)] =
    &[("Full name", "Noor Veldhuis"), ("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];

#[tokio::test]
async fn an_offer_is_mailed_confirmed_once_and_becomes_an_order() {
    both(|shop| async move {
        let mut m = drafted(&shop).await;
        let (here, mut b) = (word(&shop).await, Browser::new(&shop));
        assert_eq!(b.open(&here).await.status, 404, "it was not offered so far");
        m.press("Mail the link", &[("For how many days", "3"), ("keeps", "on")]).await;
        assert!(m.text().contains("Offered. The customer has a mail with the link."), "{}", m.text());
        assert_eq!(held(&shop).await, (5, 2));
        shop.healthy().await;
        shop.work().await;
        assert!(shop.mails().iter().any(|mail| mail.replace("=\r\n", "").contains(&here)));
        b.open(&here).await;
        assert!(b.text().contains("For the wedding.") && b.text().contains("€24.90"), "{}", b.text());
        b.press("Place order", &[("Full name", "Noor Veldhuis")]).await;
        assert_eq!(
            (b.page.status, b.attributes("input[name=name]", "value")),
            (422, vec!["Noor Veldhuis".to_string()])
        );
        let (_, path, fields) = b.sending("Place order", ADDRESS);
        let all = join_all((0..8).map(|_| {
            let (mut b, path, fields) = (b.clone(), path.clone(), fields.clone());
            async move {
                b.post(&path, &fields).await;
                (b.page.status, b.page.path)
            }
        }))
        .await;
        assert!(all.iter().all(|end| *end == all[0] && end.0 == 200 && end.1.starts_with("/orders/")), "{all:?}");
        assert_eq!(shop.number("select count(*) from orders").await, 1);
        assert_eq!(shop.number("select total from orders where channel = 'staff'").await, 2_490);
        assert_eq!(held(&shop).await, (5, 2), "what was kept aside is the order's now");
        assert_eq!(shop.number("select count(*) from draft_hold").await, 0);
        b.open(&here).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.page.path);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_is_over_or_taken_back_lets_go_of_what_it_kept() {
    both(|shop| async move {
        let mut m = drafted(&shop).await;
        let mut b = Browser::new(&shop);
        m.press("Mail the link", &[("For how many days", "1"), ("keeps", "on")]).await;
        let here = word(&shop).await;
        b.open(&here).await;
        let late = b.sending("Place order", ADDRESS);
        m.press("Take it back and change it", &[]).await;
        assert_eq!((held(&shop).await, b.open(&here).await.status), ((5, 0), 404));
        m.press("Mail the link", &[("For how many days", "1"), ("keeps", "on")]).await;
        assert_eq!(held(&shop).await, (5, 2));
        let now = Moment::now();
        assert!(!write::lapse(shop.db(), shop.number("select id from draft").await, now).await.unwrap(), "not before");
        server::jobs::drain(&shop.worker, now.plus(3 * Moment::DAY)).await.unwrap();
        assert_eq!(held(&shop).await, (5, 0));
        assert_eq!(shop.number("select count(*) from draft where state = 'lapsed'").await, 1);
        assert_eq!(b.open(&here).await.status, 410);
        b.post(&late.1, &late.2).await;
        assert_eq!(shop.number("select count(*) from orders").await, 0);
        assert_eq!(b.open("/drafts/0000000000000000000000000a").await.status, 404);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_said_on_the_phone_is_placed_at_the_desk() {
    both(|shop| async move {
        let mut m = drafted(&shop).await;
        m.press("Place the order", &[]).await;
        assert_eq!((m.page.status, m.text().contains("we need the name and the address")), (422, true), "{}", m.text());
        let address = "Noor Veldhuis\nKerkpad 12\n7431 AB Hollewijk";
        m.press("Keep these", &[("name", "Noor Veldhuis"), ("address", address)]).await;
        m.press("Place the order", &[("payment", "transfer")]).await;
        assert!(m.text().contains("Placed. It is an order now."), "{}", m.text());
        assert_eq!((held(&shop).await, shop.number("select count(*) from orders").await), ((5, 2), 1));
        assert_eq!(m.count("button[name=act]"), 0, "nothing is changed any more");
        assert_eq!(shop.number("select count(*) from audit where act = 'draft.placed'").await, 1);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn the_link_of_another_address_shows_nothing_of_an_offer_before_and_after_it_is_an_order() {
    both(|shop| async move {
        let mut m = drafted(&shop).await;
        let mut b = Browser::new(&shop);
        m.press("Mail the link", &[("For how many days", "3")]).await;
        let noors = word(&shop).await;
        assert_eq!(b.open(&noors).await.status, 200);
        m.press("Take it back and change it", &[]).await;
        assert_eq!(shop.number("select count(*) from draft where word_hash is not null").await, 0);
        assert_eq!(b.open(&noors).await.status, 404);
        m.press("Keep these", &[("email", "samir@example.org")]).await;
        m.press("Mail the link", &[("For how many days", "3")]).await;
        let samirs = word(&shop).await;
        assert_ne!(noors, samirs);
        assert_eq!((b.open(&noors).await.status, b.open(&samirs).await.status), (404, 200));
        // The mail that waited for the first address is not sent with the link of the second.
        shop.work().await;
        let mails: Vec<String> = shop.mails().iter().map(|mail| mail.replace("=\r\n", "")).collect();
        let offers: Vec<&String> = mails.iter().filter(|mail| mail.contains("/drafts/")).collect();
        assert!(offers.len() == 1 && offers[0].contains("To: samir@example.org"), "{offers:?}");
        assert!(offers[0].contains(&samirs));
        b.press("Place order", ADDRESS).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        let mut other = Browser::new(&shop);
        assert_eq!(other.open(&noors).await.status, 404);
        assert_eq!(other.open(&samirs).await.status, 200);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_price_of_a_draft_is_no_more_than_a_price_in_the_shop_may_be() {
    both(|shop| async move {
        let mut m = drafted(&shop).await;
        m.press("Keep, The mug", &[("price", "1000000000.01")]).await;
        assert_eq!((m.page.status, m.text().contains("A price of its own is an amount")), (422, true), "{}", m.text());
        let here = m.page.path.split(['?', '#']).next().unwrap().to_string();
        m.open(&here).await;
        m.press("Keep these", &[("shipping", "1000000000.01")]).await;
        assert_eq!((m.page.status, m.text().contains("An amount, like 4.90")), (422, true), "{}", m.text());
    })
    .await;
}
