//! How a stream ends: with the node, with the session, with the rights, and with time.
use super::{Node, happen, reply};
use crate::kit::both;
use crate::kit::goods::opened;
use crate::kit::wire::{Ask, customer, employee, signed_in};
use app::staff::{Role, store as staff};
use app::values::Moment;
use app::viewer::FreshMerchant;
use server::live::Pace;
use std::time::Duration;

/// A sign of life ten times a second.
const QUICK: Pace = Pace { beat: Duration::from_millis(100), life: Duration::from_secs(600) };

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_of_life_comes_and_the_end_when_the_node_stops() {
    both(|shop| async move {
        let node = Node::paced(&shop.site, QUICK).await;
        let mut heard = node.hear("shop").await;
        assert!(heard.block().await.unwrap().starts_with("retry: "));
        for _ in 0..3 {
            assert_eq!(heard.block().await.unwrap(), ":");
        }
        happen(shop.db(), [reply(1, &["shop"])]).await;
        assert_eq!(heard.one().await.subject, "post:1");
        node.stop().await;
        assert!(heard.rest().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_stream_lasts_for_ever() {
    both(|shop| async move {
        let pace = Pace { beat: Duration::from_secs(60), life: Duration::from_millis(300) };
        let node = Node::paced(&shop.site, pace).await;
        let last = happen(shop.db(), [reply(1, &["shop"])]).await;
        let seen = node.hear_after("shop", last - 1).await.rest().await;
        assert_eq!(seen.len(), 1, "{seen:?}");
        node.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_somebodys_own_ends_with_the_session() {
    both(|shop| async move {
        opened(&shop).await;
        let noor = customer(&shop, "noor@example.org", false).await;
        let node = Node::paced(&shop.site, QUICK).await;
        let cookie = signed_in(&shop, noor, "noor@example.org").await;
        let elsewhere = signed_in(&shop, noor, "noor@example.org").await;
        let mut own = node.hear_as(&cookie, "shop,me", 0).await;
        let mut other = node.hear_as(&elsewhere, "me", 0).await;
        let mut public = node.hear_as(&cookie, "shop", 0).await;
        for heard in [&mut own, &mut other, &mut public] {
            while heard.block().await.unwrap() != ":" {}
        }
        let left = Ask::post("/sign-out", &[]).holding(&cookie).to(&shop.router).await;
        assert_eq!(left.status, 303);
        assert!(own.rest().await.iter().all(|m| m.topics == ["shop"]));
        assert_eq!(node.hear_as(&cookie, "me", 0).await.status, 404, "the session is gone");
        // The other browser is signed in still, and the shop speaks to everybody.
        assert_eq!(other.block().await.unwrap(), ":");
        happen(shop.db(), [reply(7, &["shop"])]).await;
        while public.one().await.subject != "post:7" {}
        node.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_counter_is_left_with_the_role() {
    both(|shop| async move {
        opened(&shop).await;
        let hanna = employee(&shop, "hanna@example.org", "Hanna", Role::Host).await;
        employee(&shop, "marit@example.org", "Marit", Role::Merchant).await;
        let by = FreshMerchant::at_the_console();
        let node = Node::paced(&shop.site, QUICK).await;
        // One more role changes what may be heard: the stream is opened anew.
        let cookie = signed_in(&shop, hanna, "hanna@example.org").await;
        let heard = node.hear_as(&cookie, "counter", 0).await;
        assert_eq!(heard.status, 200);
        assert!(staff::grant(shop.db(), &by, hanna, Role::Merchant, "", Moment::now()).await.unwrap());
        heard.rest().await;
        let heard = node.hear_as(&cookie, "counter", 0).await;
        assert_eq!(heard.status, 200);
        for role in [Role::Merchant, Role::Host] {
            assert!(staff::revoke(shop.db(), &by, hanna, role, "", Moment::now()).await.unwrap());
        }
        heard.rest().await;
        let cookie = signed_in(&shop, hanna, "hanna@example.org").await;
        assert_eq!(node.hear_as(&cookie, "counter", 0).await.status, 404);
        node.stop().await;
    })
    .await;
}
