//! Links that were mailed: once, not for long, for one thing, for one person.
use super::{is_in, open, try_password};
use crate::kit::both;
use crate::kit::wire::{Ask, PASSWORD, customer, link, signed_in, waiting_link};
use app::accounts::tokens::Kind;

const OTHER: &str = "an iron pan in winter";

#[tokio::test]
async fn a_scanner_that_opens_a_link_ten_times_spends_nothing() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "noor@example.org", false).await;
        let path = link(&shop, Kind::SignIn, Some(id), "noor@example.org").await;
        for _ in 0..10 {
            let answer = Ask::get(&path).to(&shop.router).await;
            assert_eq!((answer.status, answer.cookie()), (200, String::new()));
            assert_eq!(answer.headers["cache-control"], "no-store");
            assert_eq!(answer.headers["referrer-policy"], "same-origin");
        }
        assert_eq!(shop.number("select count(*) from token where used_at is not null").await, 0);
        assert_eq!(shop.number("select count(*) from session").await, 0);
        assert_eq!(Ask::post(&path, &[]).to(&shop.router).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_once_even_when_two_press_at_once() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "noor@example.org", false).await;
        let path = link(&shop, Kind::SignIn, Some(id), "noor@example.org").await;
        let answers = futures::future::join_all((0..8).map(|_| Ask::post(&path, &[]).to(&shop.router))).await;
        let mut statuses: Vec<u16> = answers.iter().map(|a| a.status).collect();
        statuses.sort();
        assert_eq!(statuses, [303, 410, 410, 410, 410, 410, 410, 410]);
        assert_eq!(Ask::get(&path).to(&shop.router).await.status, 410);
        assert_eq!(shop.number("select count(*) from session").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_too_old_opens_nothing() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "noor@example.org", true).await;
        for (kind, person) in [(Kind::SignIn, Some(id)), (Kind::Reset, Some(id)), (Kind::SignUp, None)] {
            let path = link(&shop, kind, person, "noor@example.org").await;
            shop.damage("update token set expires_at = created_at - 1").await;
            assert_eq!(Ask::get(&path).to(&shop.router).await.status, 410);
            let answer = Ask::post(&path, &[("password", OTHER)]).to(&shop.router).await;
            assert_eq!((answer.status, answer.cookie()), (410, String::new()));
        }
        assert_eq!(
            try_password("noor@example.org", PASSWORD).to(&shop.router).await.status,
            303,
            "nothing was changed"
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_does_what_it_was_made_for_and_nothing_else() {
    both(|shop| async move {
        open(&shop).await;
        let noor = customer(&shop, "noor@example.org", true).await;
        let wim = customer(&shop, "wim@example.org", true).await;
        // To sign in: a password that is sent along is not set.
        let path = link(&shop, Kind::SignIn, Some(noor), "noor@example.org").await;
        Ask::post(path, &[("password", OTHER), ("name", "Noor"), ("kind", "reset")]).to(&shop.router).await;
        assert_eq!(try_password("noor@example.org", OTHER).to(&shop.router).await.status, 422);
        // A new address: for whoever asked for it, signed in, alone.
        let path = link(&shop, Kind::Email, Some(noor), "new@example.org").await;
        let answer = Ask::post(&path, &[]).to(&shop.router).await;
        assert!(answer.location().starts_with("/sign-in?next="), "{}", answer.location());
        assert!(!answer.location().contains("links"), "the word stands in no address");
        let cookie = signed_in(&shop, wim, "wim@example.org").await;
        assert_eq!(Ask::post(&path, &[]).holding(&cookie).to(&shop.router).await.status, 410);
        assert_eq!(shop.number("select count(*) from person where email = 'new@example.org'").await, 0);
        let cookie = signed_in(&shop, noor, "noor@example.org").await;
        let answer = Ask::post(&path, &[]).holding(&cookie).to(&shop.router).await;
        assert_eq!(answer.location(), "/account/security?done=email");
        // An invitation that belongs to no link makes nobody of the staff.
        let path = link(&shop, Kind::Invitation, None, "wim@example.org").await;
        let answer = Ask::post(path, &[("password", OTHER), ("name", "Wim Bakker")]).to(&shop.router).await;
        assert_eq!(answer.status, 410);
        assert_eq!(shop.number("select count(*) from role_grant").await, 0);
        // The word of an order opens no door, and the other way round.
        let word = shop.site.links.word("order", 1);
        assert_eq!(Ask::post(format!("/links/{word}"), &[]).to(&shop.router).await.status, 410);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_every_other_link() {
    both(|shop| async move {
        open(&shop).await;
        // A link to sign up that was never followed, from before there was an account: it would let in there.
        Ask::post("/sign-up", &[("email", "noor@example.org")]).to(&shop.router).await;
        let early = waiting_link(&shop, "noor@example.org").await;
        let id = customer(&shop, "noor@example.org", true).await;
        let elsewhere = signed_in(&shop, id, "noor@example.org").await;
        let other = link(&shop, Kind::SignIn, Some(id), "noor@example.org").await;
        let reset = link(&shop, Kind::Reset, Some(id), "noor@example.org").await;
        let easy = Ask::post(&reset, &[("password", "password")]).to(&shop.router).await;
        assert_eq!(easy.status, 422, "a poor one spends nothing");
        let answer = Ask::post(&reset, &[("password", OTHER)]).to(&shop.router).await;
        assert_eq!((answer.status, answer.location()), (303, "/account"));
        assert!(is_in(&shop, &answer.cookie()).await && !is_in(&shop, &elsewhere).await);
        for path in [early, other, reset] {
            assert_eq!(Ask::post(path, &[("password", OTHER)]).to(&shop.router).await.status, 410);
        }
        assert_eq!(try_password("noor@example.org", PASSWORD).to(&shop.router).await.status, 422);
        assert_eq!(try_password("noor@example.org", OTHER).to(&shop.router).await.status, 303);
        assert_eq!(shop.number("select count(*) from mail where kind = 'account.password_changed'").await, 1);
    })
    .await;
}
