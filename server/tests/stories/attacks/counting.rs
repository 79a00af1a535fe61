//! How often: counted for all nodes together, for many tries at once, and for whoever really asks.
use super::{open, try_password};
use crate::kit::wire::{Ask, customer};
use crate::kit::{Browser, Shop, both, shop};
use axum::Router;
use server::client::Trusted;

/// Another node on the same database, behind these proxies.
async fn node(shop: &Shop, trusted: &str) -> Router {
    shop::node(&shop.site, Trusted::parse(trusted).unwrap()).await
}
/// Asks for a mail to an address that nobody asked for yet.
fn mail(n: usize) -> Ask {
    Ask::post("/sign-in/forgotten", &[("email", &format!("guest{n}@example.org"))])
}

#[tokio::test]
async fn fifty_tries_at_once_on_two_nodes_are_ten() {
    both(|shop| async move {
        open(&shop).await;
        customer(&shop, "noor@example.org", true).await;
        let other = node(&shop, "").await;
        let tries = (0..50).map(|n| {
            let at = if n % 2 == 0 { &shop.router } else { &other };
            try_password("noor@example.org", "no such words at all").to(at)
        });
        let answers = futures::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|a| a.status == 422).count(), 10);
        assert_eq!(answers.iter().filter(|a| a.status == 429).count(), 40);
        assert_eq!(try_password("noor@example.org", "no such words").to(&node(&shop, "").await).await.status, 429);
    })
    .await;
}

#[tokio::test]
async fn one_address_gets_five_mails_however_many_ask() {
    both(|shop| async move {
        open(&shop).await;
        let other = node(&shop, "").await;
        let asks = (0..30).map(|n| {
            let path = ["/sign-in/forgotten", "/sign-up", "/sign-in"][n % 3];
            let ask =
                Ask::post(path, &[("email", "noor@example.org"), ("act", "link")]).from(&format!("203.0.113.{n}"));
            ask.to(if n % 2 == 0 { &shop.router } else { &other })
        });
        let answers = futures::future::join_all(asks).await;
        assert_eq!(answers.iter().filter(|a| a.status == 303).count(), 5);
        assert_eq!(shop.number("select count(*) from mail").await, 5);
    })
    .await;
}

#[tokio::test]
async fn a_forged_header_neither_escapes_a_count_nor_fills_somebody_elses() {
    both(|shop| async move {
        open(&shop).await;
        let mut got = vec![];
        for n in 0..25 {
            let forged = format!("198.51.100.{n}");
            got.push(mail(n).from("203.0.113.7").with("x-forwarded-for", forged).to(&shop.router).await.status);
        }
        assert_eq!((got[..20] == [303; 20], got[20..] == [429; 5]), (true, true), "{got:?}");
        for peer in ["198.51.100.1", "198.51.100.24"] {
            assert_eq!(mail(100).from(peer).to(&shop.router).await.status, 303, "{peer} asked for nothing yet");
        }
        assert_eq!(shop.number("select count(*) from attempt where kind = 'mail'").await, 3);
    })
    .await;
}

#[tokio::test]
async fn behind_trusted_proxies_the_client_is_counted_and_not_its_words() {
    both(|shop| async move {
        open(&shop).await;
        let router = node(&shop, "10.0.0.1, 10.1.0.0/16").await;
        let through = |n: usize, header: String| mail(n).from("10.0.0.1").with("x-forwarded-for", header).to(&router);
        for n in 0..20 {
            let status = through(n, format!("192.0.2.{n}, 203.0.113.7, 10.1.2.3")).await.status;
            assert_eq!(status, 303, "{n}");
        }
        for header in ["203.0.113.7", "1.1.1.1, 203.0.113.7", "junk, 203.0.113.7, 10.1.9.9", "10.0.0.1, 203.0.113.7"] {
            assert_eq!(through(50, header.into()).await.status, 429, "{header}");
        }
        assert_eq!(through(51, "203.0.113.7, 203.0.113.8".into()).await.status, 303, "another client");
        // Within one household the last 64 bits change as they like.
        let mut six = vec![];
        for n in 60..82 {
            six.push(through(n, format!("2001:db8:1:2::{n}")).await.status);
        }
        assert_eq!(six.iter().filter(|s| **s == 303).count(), 20);
        // A proxy that names nobody stands for everybody: nobody is locked out.
        for n in 100..130 {
            assert_eq!(mail(n).from("10.0.0.1").to(&router).await.status, 303);
        }
        assert_eq!(shop.number("select count(*) from attempt where kind = 'mail'").await, 3);
    })
    .await;
}

/// How many of so many requests are let through, all from one address.
async fn let_through(router: &Router, ask: impl Fn() -> Ask, most: usize) -> usize {
    for n in 0..most {
        let answer = ask().to(router).await;
        if answer.status == 429 {
            let wait: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
            assert!((1..=2).contains(&wait) && answer.html.contains("your network"), "{}", answer.html);
            assert!(answer.headers.contains_key("content-security-policy"));
            return n;
        }
    }
    most
}

#[tokio::test]
async fn one_network_cannot_take_the_shop_from_all_others() {
    both(|shop| async move {
        open(&shop).await;
        let page = |peer: &'static str| move || Ask::get("/healthz").from(peer);
        let through = let_through(&shop.router, page("203.0.113.7"), 1_000).await;
        assert!((300..700).contains(&through), "{through}");
        assert!(let_through(&shop.router, || Ask::get("/assets/none.css").from("203.0.113.7"), 400).await == 400);
        assert_eq!(let_through(&shop.router, page("203.0.113.8"), 200).await, 200);
        let form = || Ask::post("/cart", &[]).from("203.0.113.9");
        let through = let_through(&shop.router, form, 400).await;
        assert!((100..200).contains(&through), "{through}");
        let mut b = Browser::new(&shop);
        b.peer = Some("203.0.113.9:4000".parse().unwrap());
        assert_eq!(b.open("/cart").await.status, 200, "who sends too much may still read");
    })
    .await;
}

#[tokio::test]
async fn the_machine_itself_and_a_proxy_that_forgot_the_header_are_never_limited() {
    both(|shop| async move {
        open(&shop).await;
        let behind = node(&shop, "203.0.113.1").await;
        for peer in ["127.0.0.1", "::1", "172.18.0.1", "203.0.113.1"] {
            let ask = || Ask::get("/healthz").from(peer);
            assert_eq!(let_through(&behind, ask, 700).await, 700, "{peer}");
        }
        // But whom it names is.
        let named = || Ask::get("/healthz").from("203.0.113.1").with("x-forwarded-for", "198.51.100.7");
        assert!(let_through(&behind, named, 1_000).await < 700);
    })
    .await;
}
