//! The second step: half a way in is none, a code opens once, and guessing is counted.
use super::{is_in, open, try_password, visitor};
use crate::kit::wire::{Ask, PASSWORD, customer, link};
use crate::kit::{Shop, both};
use app::accounts::tokens::Kind;
use app::accounts::two_steps;
use app::values::Moment;
use app::viewer::{Known, Viewer};
use totp_rs::{Builder, Secret};

/// The code of the app, so many half minutes from now.
fn code(secret: &[u8], steps: i64) -> String {
    let totp = Builder::new().with_secret(Secret::from(secret.to_vec())).with_account_name("x").build().unwrap();
    totp.generate((Moment::now().0 / 1000 + 30 * steps) as u64).to_string()
}
/// Somebody with a second step: their number, their secret, the codes they wrote down. The code of this half minute is spent.
async fn careful(shop: &Shop, email: &str) -> (i64, Vec<u8>, Vec<String>) {
    let id = customer(shop, email, true).await;
    let viewer = Viewer::new(Some(Known { id, kind: "customer".into(), ..Known::default() }), None);
    let secret = two_steps::drawn();
    let (who, now) = (viewer.customer().unwrap(), Moment::now());
    let written = two_steps::turn_on(shop.db(), &who, &secret, &code(&secret, 0), now).await.unwrap();
    (id, secret, written.expect("the code is right"))
}
async fn enter(shop: &Shop, half: &str, code: &str) -> crate::kit::wire::Answer {
    Ask::post("/sign-in/code", &[("code", code)]).holding(half).to(&shop.router).await
}

#[tokio::test]
async fn half_a_way_in_is_none_and_a_code_opens_once() {
    both(|shop| async move {
        open(&shop).await;
        let (id, secret, written) = careful(&shop, "noor@example.org").await;
        let laid_out = visitor(&shop).await;
        let first = try_password("noor@example.org", PASSWORD).holding(&laid_out).to(&shop.router).await;
        assert_eq!((first.status, first.location()), (303, "/sign-in/code"));
        let half = first.cookie();
        assert!(half != laid_out && !is_in(&shop, &half).await, "not yet");
        assert_eq!(Ask::get("/sign-in/code").holding(&laid_out).to(&shop.router).await.location(), "/sign-in");
        let right = code(&secret, 1);
        let done = enter(&shop, &half, &right).await;
        assert_eq!((done.status, done.location()), (303, "/account"));
        assert!(is_in(&shop, &done.cookie()).await && done.cookie() != half);
        assert_eq!(enter(&shop, &half, &right).await.location(), "/sign-in", "the half session is over");
        // The same code, and the one before it, at a second try.
        let again = try_password("noor@example.org", PASSWORD).to(&shop.router).await.cookie();
        for spent in [right, code(&secret, 0)] {
            assert_eq!(enter(&shop, &again, &spent).await.status, 422, "a code is taken once");
        }
        // By link the second step is asked for too; a written code opens once.
        let path = link(&shop, Kind::SignIn, Some(id), "noor@example.org").await;
        let by_link = Ask::post(path, &[]).to(&shop.router).await;
        assert_eq!(by_link.location(), "/sign-in/code");
        assert_eq!(enter(&shop, &by_link.cookie(), &written[0]).await.location(), "/account");
        assert_eq!(enter(&shop, &again, &written[0]).await.status, 422);
        // And after a new password.
        let path = link(&shop, Kind::Reset, Some(id), "noor@example.org").await;
        let reset = Ask::post(path, &[("password", "an iron pan in winter")]).to(&shop.router).await;
        assert_eq!(reset.location(), "/sign-in/code");
        assert!(!is_in(&shop, &reset.cookie()).await);
    })
    .await;
}

#[tokio::test]
async fn ten_wrong_codes_close_the_second_step_for_a_while() {
    both(|shop| async move {
        open(&shop).await;
        let (_, secret, written) = careful(&shop, "noor@example.org").await;
        let half = try_password("noor@example.org", PASSWORD).to(&shop.router).await.cookie();
        for _ in 0..10 {
            assert_eq!(enter(&shop, &half, "000000").await.status, 422);
        }
        for right in [code(&secret, 1), written[0].clone()] {
            let refused = enter(&shop, &half, &right).await;
            assert_eq!(refused.status, 429);
            assert!(refused.words().contains("Too many codes."), "{}", refused.words());
        }
        // Coming back by the first step does not begin to count anew.
        let half = try_password("noor@example.org", PASSWORD).to(&shop.router).await.cookie();
        assert_eq!(enter(&shop, &half, &code(&secret, 1)).await.status, 429);
        shop.damage("update attempt set since = since - 900001").await;
        assert_eq!(enter(&shop, &half, &code(&secret, 1)).await.location(), "/account");
    })
    .await;
}

#[tokio::test]
async fn fifty_codes_at_once_are_ten() {
    both(|shop| async move {
        open(&shop).await;
        careful(&shop, "noor@example.org").await;
        let half = try_password("noor@example.org", PASSWORD).to(&shop.router).await.cookie();
        let answers = futures::future::join_all((0..50).map(|_| enter(&shop, &half, "000000"))).await;
        assert_eq!(answers.iter().filter(|a| a.status == 422).count(), 10);
        assert_eq!(answers.iter().filter(|a| a.status == 429).count(), 40);
    })
    .await;
}

#[tokio::test]
async fn the_first_step_is_good_for_ten_minutes() {
    both(|shop| async move {
        open(&shop).await;
        let (_, secret, _) = careful(&shop, "noor@example.org").await;
        let half = try_password("noor@example.org", PASSWORD).to(&shop.router).await.cookie();
        let (data,): (String,) = shop.db().query("select data from session").one().await.unwrap();
        let mut held: serde_json::Value = serde_json::from_str(&data).unwrap();
        held["half"]["at"] = (Moment::now().0 - 10 * Moment::MINUTE).into();
        shop.db().run("update session set data = $1").bind(held.to_string()).run().await.unwrap();
        let answer = enter(&shop, &half, &code(&secret, 1)).await;
        assert_eq!(answer.location(), "/sign-in");
        assert!(!is_in(&shop, &half).await);
    })
    .await;
}
