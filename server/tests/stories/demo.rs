//! The demo shop stands whole, and standing it changes nothing.
use crate::kit::goods::{stock, thing};
use crate::kit::shop::ended;
use crate::kit::{Browser, both};
use app::demo::seed;
use app::values::Moment;

#[tokio::test]
async fn the_demo_shop_is_seeded_once_and_is_healthy() {
    both(|shop| async move {
        let said = seed(&shop.site, &shop.merchant(), Moment::now()).await.unwrap();
        assert_eq!(said, "Meelkade: 41 products, 8 orders, 52 topics");
        shop.healthy().await;
        let run = async || {
            let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_openkitchen"));
            program
                .args(["seed", "demo"])
                .env("DATABASE_URL", &shop.url)
                .env("PUBLIC_URL", "http://shop.test")
                .env("MEDIA_URL", format!("file:{}", shop.folder.join("media").display()))
                .env("MAIL_URL", format!("file:{}", shop.folder.join("mail").display()));
            String::from_utf8(ended(program).await.stdout).unwrap()
        };
        let first = run().await;
        assert!(first.contains("Your back office: open this link once, within a week:\n"), "{first}");
        let link = first.lines().last().unwrap().strip_prefix("http://shop.test").unwrap();
        let again = run().await;
        assert!(again.lines().count() == 1 && !again.contains("/links/"), "the link is told once: {again}");
        let mut merchant = Browser::new(&shop);
        merchant.open(link).await;
        merchant.press("Accept", &[("Password", crate::kit::people::PASSWORD)]).await;
        assert_eq!(merchant.page.path, "/admin", "{}", merchant.text());
        merchant.open("/admin/staff").await;
        assert!(merchant.text().contains("Merchant since"));
        let events = shop.number("select count(*) from event").await;
        let again = seed(&shop.site, &shop.merchant(), Moment::now()).await.unwrap();
        assert!(again.ends_with("stands already"), "{again}");
        assert_eq!(shop.number("select count(*) from event").await, events);
        // Each product has a picture of its own, two numbers that mean something, and its making.
        let faces = "select count(distinct pm.media) from product_media pm where pm.position = 0";
        assert_eq!(shop.number(faces).await, 41);
        for table in ["product_attribute", "making_step"] {
            let sql = match table {
                "making_step" => "select min(n) from (select count(*) as n from making_step group by product) t",
                _ => "select min(n) from (select count(*) as n from product_attribute where means <> '' and matters <> '' group by product) t",
            };
            assert!(shop.number(sql).await >= 2, "{table}");
        }
        let stages = "select count(distinct payment_state || fulfilment_state) from orders";
        assert!(shop.number(stages).await >= 4);
        assert_eq!(shop.number("select count(*) from mail").await, 0, "nobody who is invented gets a mail");
        let mut b = Browser::new(&shop);
        b.open("/").await;
        assert!(b.text().contains("A demonstration."));
        b.open("/products/roasting-tray?variant=TRAY-38").await;
        assert!(b.count("s.was") == 1, "what is reduced shows the price before");
    })
    .await;
}

#[tokio::test]
async fn a_shop_with_goods_of_its_own_is_not_overrun() {
    both(|shop| async move {
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        assert!(seed(&shop.site, &shop.merchant(), Moment::now()).await.is_err());
        assert_eq!(shop.number("select count(*) from product").await, 1);
    })
    .await;
}
