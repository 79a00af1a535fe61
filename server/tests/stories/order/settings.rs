//! The counter's settings: a product that is nobody's business leaves every feed.
use super::{merchant, shelves};
use crate::kit::talk::{ask, reply};
use crate::kit::{Browser, both};

#[tokio::test]
async fn a_product_that_is_marked_leaves_the_feeds_and_keeps_its_questions() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let mug = ask(&mut asker, &shop, "mug", "Does the mug leak at night?", "").await;
        reply(&mut other, &shop, mug, "Mine does not.").await;
        ask(&mut asker, &shop, "jug", "Does the jug pour well?", "").await;
        let version = "select catalogue_version from shop";
        let before = shop.number(version).await;
        let mut marit = merchant(&shop).await;
        marit.open("/counter/settings?q=MUG").await;
        assert!(marit.text().contains("The mug") && !marit.text().contains("The jug"), "{}", marit.text());
        marit.press("Mark as sensitive", &[]).await;
        assert!(marit.text().contains("Nothing about it stands in a feed any more"), "{}", marit.text());
        assert!(shop.number(version).await > before, "pages keep nothing of before");
        let feed = "select count(*) from event e join event_topic t on t.event = e.id
            where t.topic = 'feed' and e.audience = 'public' and e.withdrawn_at is null and e.kind <> 'withdrawn'";
        assert_eq!(shop.number(feed).await, 1, "the jug's alone");
        assert_eq!(shop.number("select count(*) from event where kind = 'withdrawn'").await, 2, "open pages drop them");
        reply(&mut other, &shop, mug, "Nor does my second one.").await;
        assert_eq!(shop.number(feed).await, 1);
        asker.open("/products/mug").await;
        assert!(asker.text().contains("Does the mug leak at night?"), "{}", asker.text());

        // A post that goes and comes again meanwhile stays out of the feeds.
        let mut hanna = crate::kit::people::host(&shop, "hanna@example.org", "Hanna Visser").await;
        let first = shop.number("select min(id) from post").await.to_string();
        hanna.post("/counter/queue", &super::fields(&[("act", "remove"), ("post", &first), ("rule", "other")])).await;
        hanna.press("Undo", &[]).await;
        assert_eq!(shop.number(feed).await, 1);

        marit.open("/counter/settings").await;
        assert!(marit.text().contains("The mug"), "the marked ones stand there");
        marit.press("Take the mark away", &[]).await;
        assert_eq!(shop.number(feed).await, 1, "what was heard before does not come again");
        reply(&mut other, &shop, mug, "It is only a mug.").await;
        assert_eq!(shop.number(feed).await, 2);
        let acts = "select count(*) from audit where act = 'product.discreet' and before <> after";
        assert_eq!(shop.number(acts).await, 2);
        marit.open("/counter/settings?q=%25_").await;
        assert!(marit.text().contains("No product goes by that"), "{}", marit.text());
        marit.open("/admin/audit").await;
        assert!(marit.text().contains("Changed whether The mug stands in feeds"), "{}", marit.text());
        shop.healthy().await;
    })
    .await;
}
