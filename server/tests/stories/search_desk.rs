//! One search over everything: orders, products, customers, what was said, and the pages of the back office.
use crate::kit::goods::{stock, thing};
use crate::kit::{Browser, both, talk};
use crate::orders::ordered;
use crate::security::merchant;

#[tokio::test]
async fn one_box_finds_everything_and_what_was_meant_exactly_stands_first() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        let (number,): (String,) =
            shop.db().query("select number from orders where id = $1").bind(order).one().await.unwrap();
        stock(&shop, &[thing("teapot", 3_000, 5)]).await;
        let many: Vec<_> = (0..7).map(|n| thing(&format!("teacup-{n}"), 900, 5)).collect();
        stock(&shop, &many).await;
        talk::ask(&mut Browser::new(&shop), &shop, "mug", "Does it keep tea warm?", "").await;
        let mut b = merchant(&shop, "merel@example.org").await;
        let find = async |b: &mut Browser, typed: &str| {
            b.open("/admin/search").await;
            b.press("Search", &[("Search everything", typed)]).await;
            assert_eq!(b.page.status, 200);
            b.all("main h2")
        };
        assert_eq!(find(&mut b, &number).await, ["Orders"]);
        b.open(&format!("/admin/search?q={number}")).await;
        assert_eq!(b.attributes("main .hits a", "href"), [format!("/admin/orders/{order}")]);
        assert_eq!(find(&mut b, "noor@example.org").await, ["Orders", "Customers"]);
        assert_eq!(find(&mut b, "veldhuis").await, ["Orders", "Customers"]);
        // By a SKU the product first; by a word at most five of each, and the way to all.
        assert_eq!(find(&mut b, "TEAPOT").await, ["Products"]);
        assert!(b.text().contains("TEAPOT, For sale"), "{}", b.text());
        assert_eq!(find(&mut b, "tea").await, ["Products", "Said in public"]);
        assert_eq!(b.count("section[aria-labelledby=products] li"), 5);
        assert_eq!(b.attributes("section[aria-labelledby=products] p a", "href"), ["/admin/products?q=tea"]);
        shop.damage(
            "insert into page (slug, title, body, position, updated_at) values ('clay', 'Über den Ton', '', 9, 0)",
        )
        .await;
        assert_eq!(find(&mut b, "ÜBER den").await, ["Collections and pages of the shop"]);
        assert_eq!(b.attributes("section[aria-labelledby=shelves] a", "href"), ["/admin/settings/pages/clay"]);
        assert_eq!(find(&mut b, "vat").await, ["Pages of the back office"]);
        assert_eq!(find(&mut b, "zzzz").await, [""; 0]);
        assert!(b.text().contains("Nothing is called “zzzz”."), "{}", b.text());
        assert_eq!(b.attributes("#desk-q", "value"), ["zzzz"]);
        // The box stands on every page, works without a program, and signs of a pattern find nothing by themselves.
        assert_eq!(find(&mut b, "%").await, [""; 0]);
        b.open("/admin/customers").await;
        assert_eq!(
            (b.attributes("form.find", "action"), b.count("script[src]")),
            (vec!["/admin/search".to_string()], 0)
        );
    })
    .await;
}
