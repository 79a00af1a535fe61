//! A purchase: only by consent, only when it is paid, later, and nothing but the product.
use super::{TOLD, lines, said_on, shelves};
use crate::kit::{Browser, Shop, both};
use app::orders::verbs;
use app::values::Moment;
use server::jobs::drain;

const WHO: [(&str, &str); 5] = [
    ("Email", "quillon@example.org"),
    ("Full name", "Quillon Zephyrine"),
    ("Address", "Obsidianpad 77"),
    ("Postcode", "7431 AB"),
    ("City", "Vexholm"),
];

/// Buys one of each, and agrees to be seen or not; the page of the order.
async fn buy(b: &mut Browser, products: &[&str], agrees: bool) -> String {
    for product in products {
        b.open(&format!("/products/{product}")).await;
        b.press("Add to cart", &[]).await;
    }
    b.click("Checkout").await;
    let show = ("show", if agrees { "on" } else { "off" });
    let fields: Vec<_> = WHO.into_iter().chain([show]).collect();
    b.press("Place order", &fields).await;
    assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
    b.page.path.clone()
}
/// Pays the newest order at this moment; its number in the database.
async fn pay(shop: &Shop, at: Moment) -> i64 {
    let order = shop.number("select max(id) from orders").await;
    verbs::mark_paid(shop.db(), &shop.merchant(), order, at).await.unwrap();
    order
}
async fn work(shop: &Shop, at: Moment) {
    drain(&shop.worker, at).await.unwrap();
}

#[tokio::test]
async fn it_is_shown_with_consent_after_payment_and_delay_and_never_whose_it_was() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        let week = Moment::now().plus(7 * Moment::DAY);
        let mut guest = Browser::new(&shop);
        let path = buy(&mut guest, &["mug", "jug", "balm"], true).await;
        assert!(guest.text().contains("What others may see"), "{}", guest.text());
        work(&shop, week).await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 0, "not before it is paid, however late");
        pay(&shop, week).await;
        work(&shop, week.plus(10 * Moment::MINUTE - 1)).await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 0, "ten minutes at least");
        work(&shop, week.plus(60 * Moment::MINUTE)).await;
        let told = lines(&mut b, "/activity?show=purchases").await;
        assert_eq!(told.len(), 2, "what is nobody's business is not shown: {told:?}");
        assert!(told.iter().all(|l| l.starts_with("Someone chose the ")), "{told:?}");
        for link in b.attributes(".feed article .txt a", "href") {
            assert!(["/products/mug", "/products/jug"].contains(&link.as_str()), "{link}");
            assert_eq!(b.open(&link).await.status, 200);
        }
        let secrets = ["Quillon", "quillon@example.org", "Obsidianpad", "Vexholm", "balm", "€"];
        assert_eq!(
            said_on(&mut b, &["/feeds/activity.atom", "/fragments/activity", "/fragments/strip"], &secrets).await,
            [""; 0]
        );
        let rooms = "select count(*) from event_topic where topic like 'order:%' and event in
            (select id from event where kind = 'purchase.shown')";
        assert_eq!(shop.number(rooms).await, 2, "which order it was is kept where nobody can ask for it");

        // Whoever holds the link switches it off, the past too.
        guest.open(&path).await;
        guest.press("Do not show it", &[]).await;
        assert_eq!((guest.page.status, guest.page.path.split('#').next().unwrap()), (200, path.as_str()));
        assert!(!guest.text().contains("What others may see"));
        assert_eq!(said_on(&mut b, TOLD, &["Someone chose"]).await, [""; 0]);
        assert_eq!(shop.number("select count(*) from consent where kind = 'show_purchase' and not given").await, 1);
    })
    .await;
}

#[tokio::test]
async fn it_is_not_shown_without_consent_and_goes_with_the_order() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        let later = Moment::now().plus(Moment::DAY);
        buy(&mut Browser::new(&shop), &["mug"], false).await;
        pay(&shop, Moment::now()).await;
        work(&shop, later).await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 0);
        assert_eq!(shop.number("select count(*) from job where kind = 'purchase.show'").await, 0);
        buy(&mut Browser::new(&shop), &["mug"], true).await;
        let order = pay(&shop, Moment::now()).await;
        work(&shop, later).await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 1);
        verbs::cancel(shop.db(), &shop.merchant(), order, later).await.unwrap();
        assert_eq!(said_on(&mut b, TOLD, &["Someone chose"]).await, [""; 0]);
    })
    .await;
}
