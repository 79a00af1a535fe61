//! Getting in as somebody else: a session laid out for them, an account laid out for them, an address that looks like theirs.
use super::{is_in, open, try_password, visitor};
use crate::kit::both;
use crate::kit::wire::{self, Ask, PASSWORD, customer, signed_in, waiting_link};
use app::accounts::tokens::Kind;
use app::secret;

#[tokio::test]
async fn the_number_of_a_session_before_signing_in_is_worth_nothing_after() {
    both(|shop| async move {
        open(&shop).await;
        customer(&shop, "noor@example.org", true).await;
        let laid_out = visitor(&shop).await;
        let answer = try_password("noor@example.org", PASSWORD).holding(&laid_out).to(&shop.router).await;
        assert_eq!((answer.status, answer.location()), (303, "/account"));
        let now = answer.cookie();
        assert!(!now.is_empty() && now != laid_out);
        assert!(is_in(&shop, &now).await && !is_in(&shop, &laid_out).await);
        let old = Ask::get("/fragments/cart-count").holding(&laid_out).to(&shop.router).await;
        assert_eq!(old.html, "0", "the old one is not even a visitor's any more");
        assert_eq!(Ask::get("/fragments/cart-count").holding(&now).to(&shop.router).await.html, "2");
        // One that the shop never gave is not taken either.
        let invented = "kitchen=AAAAAAAAAAAAAAAAAAAAAA";
        let answer = try_password("noor@example.org", PASSWORD).holding(invented).to(&shop.router).await;
        assert!(answer.status == 303 && answer.cookie() != invented && !is_in(&shop, invented).await);
    })
    .await;
}

#[tokio::test]
async fn whoever_signs_out_leaves_nothing_to_come_back_with() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "noor@example.org", false).await;
        let cookie = signed_in(&shop, id, "noor@example.org").await;
        assert!(is_in(&shop, &cookie).await);
        assert_eq!(Ask::post("/sign-out", &[]).holding(&cookie).to(&shop.router).await.status, 303);
        assert!(!is_in(&shop, &cookie).await);
        assert_eq!(shop.number("select count(*) from session").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_password_that_a_stranger_chose_for_somebody_opens_nothing() {
    both(|shop| async move {
        open(&shop).await;
        let stranger = "kite above the stranger";
        let fields = [("email", "noor@example.org"), ("password", stranger), ("next", "/account")];
        let theirs = Ask::post("/sign-up", &fields).to(&shop.router).await;
        assert_eq!((theirs.status, theirs.location()), (303, "/sign-up?sent=1"));
        // The owner of the address presses the button in a browser of their own, which signed up too, a moment ago.
        let link = waiting_link(&shop, "noor@example.org").await;
        let own =
            Ask::post("/sign-up", &[("email", "noor.two@example.org"), ("password", PASSWORD)]).to(&shop.router).await;
        let answer = Ask::post(&link, &[]).holding(&own.cookie()).to(&shop.router).await;
        assert_eq!((answer.status, answer.location()), (303, "/account/security?choose=1"), "choose one of your own");
        assert!(is_in(&shop, &answer.cookie()).await);
        let answer = try_password("noor@example.org", stranger).to(&shop.router).await;
        assert_eq!((answer.status, answer.cookie()), (422, String::new()));
        assert!(!is_in(&shop, &theirs.cookie()).await);
        assert_eq!(shop.number("select count(*) from account where password_hash is not null").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_password_is_kept_where_the_browser_that_chose_it_opens_the_link() {
    both(|shop| async move {
        open(&shop).await;
        let begun =
            Ask::post("/sign-up", &[("email", "noor@example.org"), ("password", PASSWORD)]).to(&shop.router).await;
        let link = waiting_link(&shop, "noor@example.org").await;
        let answer = Ask::post(&link, &[]).holding(&begun.cookie()).to(&shop.router).await;
        assert_eq!((answer.status, answer.location()), (303, "/account"));
        assert_ne!(answer.cookie(), begun.cookie());
        let answer = try_password("noor@example.org", PASSWORD).to(&shop.router).await;
        assert_eq!((answer.status, answer.location()), (303, "/account"));
        assert_eq!(shop.number("select count(*) from token where password_hash is not null").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_looks_like_somebodys_gets_neither_their_link_nor_their_orders() {
    both(|shop| async move {
        crate::orders::ordered(&shop, "transfer").await;
        let noor = customer(&shop, "noor@example.org", true).await;
        signed_in(&shop, noor, "noor@example.org").await;
        let number: (String,) = shop.db().query("select number from orders").one().await.unwrap();
        for alike in ["noor@exämple.org", "noör@example.org", "noor@exａmple.org"] {
            for (path, act) in [("/sign-in", "link"), ("/sign-in/forgotten", ""), ("/sign-up", "")] {
                let fields = [("email", alike), ("password", ""), ("act", act)];
                Ask::post(path, &fields).to(&shop.router).await;
            }
            Ask::post("/orders", &[("number", &number.0), ("email", alike)]).to(&shop.router).await;
        }
        assert_eq!(shop.number("select count(*) from token where person is not null and kind <> 'sign_in'").await, 0);
        let mine = "select count(*) from token where person is not null and email <> 'noor@example.org'";
        assert_eq!(shop.number(mine).await, 0, "no link into the account goes to another address");
        assert_eq!(shop.number("select count(*) from mail where kind = 'order.link'").await, 0);
        let asked = "select count(*) from mail where recipient <> 'noor@example.org' and kind not in ('account.unknown', 'account.confirm')";
        assert_eq!(shop.number(asked).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_link_opened_where_somebody_else_is_signed_in_takes_nothing_of_theirs() {
    both(|shop| async move {
        open(&shop).await;
        let (noor, wim) =
            (customer(&shop, "noor@example.org", false).await, customer(&shop, "wim@example.org", false).await);
        let cookie = signed_in(&shop, noor, "noor@example.org").await;
        Ask::post("/products/mug", &[("quantity", "3")]).holding(&cookie).to(&shop.router).await;
        let link = wire::link(&shop, Kind::SignIn, Some(wim), "wim@example.org").await;
        let answer = Ask::post(link, &[]).holding(&cookie).to(&shop.router).await;
        assert_eq!(answer.status, 303);
        let count = |cookie: String| {
            let router = shop.router.clone();
            async move { Ask::get("/fragments/cart-count").holding(&cookie).to(&router).await.html }
        };
        assert_eq!(count(answer.cookie()).await, "0", "the cart stays hers");
        assert!(!is_in(&shop, &cookie).await, "she is signed out here");
        assert_eq!(count(signed_in(&shop, noor, "noor@example.org").await).await, "3");
    })
    .await;
}

#[tokio::test]
async fn twenty_who_sign_in_at_once_all_get_in() {
    both(|shop| async move {
        open(&shop).await;
        let emails: Vec<String> = (0..20).map(|n| format!("guest{n}@example.org")).collect();
        for email in &emails {
            customer(&shop, email, true).await;
        }
        let tries = emails.iter().map(|email| try_password(email, PASSWORD).to(&shop.router));
        let answers = futures::future::join_all(tries).await;
        assert!(answers.iter().all(|a| a.status == 303 && a.location() == "/account"), "{:?}", answers[0]);
        assert_eq!(shop.number("select count(distinct person) from session").await, 20);
    })
    .await;
}

#[tokio::test]
async fn two_links_for_one_new_address_followed_at_once_make_one_account() {
    both(|shop| async move {
        open(&shop).await;
        for round in 0..5 {
            let email = format!("noor{round}@example.org");
            let first = wire::link(&shop, Kind::SignUp, None, &email).await;
            let second = wire::link(&shop, Kind::SignUp, None, &email).await;
            let follow = [first, second].map(|link| Ask::post(link, &[]).to(&shop.router));
            let answers = futures::future::join_all(follow).await;
            assert!(answers.iter().all(|a| a.status == 303 && a.location() == "/account"), "{answers:?}");
        }
        assert_eq!(shop.number("select count(*) from person").await, 5);
        assert_eq!(shop.number("select count(distinct person) from session").await, 5);
        assert_eq!(shop.number("select count(*) from session").await, 10);
    })
    .await;
}

#[tokio::test]
async fn the_database_holds_no_secret_that_opens_anything() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "noor@example.org", true).await;
        let cookie = signed_in(&shop, id, "noor@example.org").await;
        Ask::post("/sign-in", &[("email", "noor@example.org"), ("act", "link")]).to(&shop.router).await;
        let word = waiting_link(&shop, "noor@example.org").await.replace("/links/", "");
        assert!(word.len() == 26 && secret::hash(&word).len() == 32);
        shop.work().await;
        assert_eq!(shop.number("select count(*) from mail where word is not null").await, 0, "gone once it is mailed");
        let sessions: Vec<(Vec<u8>, String)> =
            shop.db().query("select id_hash, data from session").all().await.unwrap();
        let id = cookie.split('=').nth(1).unwrap();
        assert!(sessions.iter().all(|(hash, data)| hash.len() == 32 && !data.contains(id)));
    })
    .await;
}
