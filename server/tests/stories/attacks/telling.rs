//! What an answer tells: nothing about whether an address has an account, neither by its words nor by the work it takes.
use super::{is_in, open, try_password};
use crate::kit::wire::{Answer, Ask, PASSWORD, customer, link, signed_in};
use crate::kit::{Shop, both};
use app::accounts::tokens::Kind;
use app::site::Visit;
use axum::Router;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// All that can be seen of an answer from outside, and the work it took inside.
#[derive(Debug, PartialEq)]
struct Told {
    status: u16,
    headers: Vec<String>,
    html: String,
    statements: u64,
    mails: i64,
    passwords: u64,
}

/// A form that is sent: its address, its fields, the status that answers, how many mails and passwords it costs.
type Knock = (&'static str, &'static [(&'static str, &'static str)], u16, i64, u64);

/// How often a password was hashed on this thread.
fn hashed(handle: &PrometheusHandle) -> u64 {
    let text = handle.render();
    text.lines().find_map(|line| line.strip_prefix("password_runs_total ")?.parse().ok()).unwrap_or(0)
}

/// The answer without what differs each time: the number of the request, of the session, of the page's scripts.
fn plain(answer: &Answer, email: &str) -> (Vec<String>, String) {
    let policy = answer.headers.get("content-security-policy").map_or("", |v| v.to_str().unwrap());
    let nonce =
        policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or("no nonce").to_string();
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id" && *name != "date")
        .map(|(name, value)| {
            let value = value.to_str().unwrap().replace(&nonce, "NONCE");
            let value = if name == "set-cookie" { value.split_once(';').unwrap().1.to_string() } else { value };
            format!("{name}: {value}")
        })
        .collect();
    headers.sort();
    (headers, answer.html.replace(&nonce, "NONCE").replace(email, "ADDRESS"))
}

async fn told(shop: &Shop, handle: &PrometheusHandle, ask: Ask, email: &str) -> Told {
    let mails = "select count(*) from mail";
    let (before, mailed) = (hashed(handle), shop.number(mails).await);
    let statements = shop.db().statements();
    let answer = ask.to(&shop.router).await;
    let statements = shop.db().statements() - statements;
    let (headers, html) = plain(&answer, email);
    Told {
        status: answer.status,
        headers,
        html,
        statements,
        mails: shop.number(mails).await - mailed,
        passwords: hashed(handle) - before,
    }
}

#[tokio::test]
async fn no_answer_tells_whether_an_address_has_an_account() {
    both(|shop| async move {
        open(&shop).await;
        customer(&shop, "known@example.org", true).await;
        customer(&shop, "linky@example.org", false).await;
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        let _counting = metrics::set_default_local_recorder(&recorder);
        let acts: [Knock; 7] = [
            ("/sign-in", &[("act", "password"), ("password", "no such words at all")], 422, 0, 1),
            ("/sign-in", &[("act", "link")], 303, 1, 0),
            ("/sign-in", &[("act", "link"), ("next", "/cart")], 303, 1, 0),
            ("/sign-in/forgotten", &[], 303, 1, 0),
            ("/sign-up", &[("password", "kite above the stranger")], 303, 1, 1),
            ("/sign-up", &[], 303, 1, 0),
            ("/sign-up", &[("password", "password")], 422, 0, 0),
        ];
        for (path, fields, status, mails, passwords) in acts {
            let ask = |email: &str| Ask::post(path, &[fields, &[("email", email)]].concat());
            // What is read once and kept is read.
            ask("third@example.org").to(&shop.router).await;
            let unknown = told(&shop, &handle, ask("other@example.org"), "other@example.org").await;
            assert_eq!(
                (unknown.status, unknown.mails, unknown.passwords),
                (status, mails, passwords),
                "{path} {fields:?}"
            );
            for email in ["known@example.org", "linky@example.org"] {
                assert_eq!(told(&shop, &handle, ask(email), email).await, unknown, "{path} {fields:?}: {email}");
            }
        }
        let ask = |email: &str| try_password(email, PASSWORD);
        assert_eq!(
            told(&shop, &handle, ask("known@example.org"), "known@example.org").await.passwords,
            1,
            "a right one"
        );
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_was_asked_for_is_all_that_an_address_without_account_gets() {
    both(|shop| async move {
        open(&shop).await;
        Ask::post("/sign-in", &[("act", "link"), ("email", "other@example.org")]).to(&shop.router).await;
        shop.work().await;
        let mails = shop.mails();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: other@example.org"), "{}", mails[0]);
        assert_eq!(shop.number("select count(*) from person").await, 0, "nobody is made by asking");
    })
    .await;
}

#[tokio::test]
async fn a_hundred_wrong_passwords_get_the_same_sentence_and_the_same_wait() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "known@example.org", true).await;
        let standing = signed_in(&shop, id, "known@example.org").await;
        let mut heard = vec![];
        for email in ["known@example.org", "other@example.org"] {
            let mut said = vec![];
            for n in 0..100 {
                let answer = try_password(email, &format!("wrong words {n}")).to(&shop.router).await;
                said.push((answer.status, answer.words().replace(email, "ADDRESS")));
            }
            assert!(
                said[..10].iter().all(|(status, words)| *status == 422 && words.contains("is not right")),
                "{said:?}"
            );
            assert!(said[10..].iter().all(|(status, words)| *status == 429 && words.contains("Too many tries")));
            heard.push(said);
        }
        assert_eq!(heard[0], heard[1]);
        // Capitals are no other address; spaces neither.
        for email in ["KNOWN@example.org", " known@Example.org "] {
            assert_eq!(try_password(email, PASSWORD).to(&shop.router).await.status, 429);
        }
        let right = try_password("known@example.org", PASSWORD).to(&shop.router).await;
        assert_eq!((right.status, right.cookie()), (429, String::new()));
        assert_eq!(
            right.words(),
            heard[0][99].1.replace("ADDRESS", "known@example.org"),
            "the right one hears the same"
        );
        // What stands, stands; and a link opens the door.
        assert!(is_in(&shop, &standing).await);
        let asked = Ask::post("/sign-in", &[("act", "link"), ("email", "known@example.org")]).to(&shop.router).await;
        assert_eq!(asked.status, 303);
        let path = link(&shop, Kind::SignIn, Some(id), "known@example.org").await;
        assert_eq!(Ask::post(path, &[]).to(&shop.router).await.status, 303);
        // It is over after a quarter of an hour.
        shop.damage("update attempt set since = since - 900001").await;
        assert_eq!(try_password("known@example.org", PASSWORD).to(&shop.router).await.status, 303);
        assert_eq!(try_password("other@example.org", PASSWORD).to(&shop.router).await.status, 422);
    })
    .await;
}

/// A form inside that asks for the password once more.
async fn dear(visit: Visit, body: String) -> &'static str {
    match visit.proves(&body).await {
        Ok(true) => "yes",
        Ok(false) => "no",
        Err(_) => "not now",
    }
}

#[tokio::test]
async fn who_hammers_at_the_door_keeps_nobody_from_their_password_inside() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "known@example.org", true).await;
        let inside = signed_in(&shop, id, "known@example.org").await;
        let router = Router::new()
            .route("/dear", axum::routing::post(dear))
            .layer(server::sessions::layer(shop.site.db.clone(), &shop.site.public_url))
            .with_state(shop.site.clone());
        let ask = |password: &'static str| Ask::body("/dear", password).holding(&inside).to(&router);
        for _ in 0..11 {
            try_password("known@example.org", "wrong words").to(&shop.router).await;
        }
        assert_eq!(try_password("known@example.org", PASSWORD).to(&shop.router).await.status, 429);
        assert_eq!((ask("").await.html, ask("wrong words").await.html), ("no".to_string(), "no".to_string()));
        assert_eq!(ask(PASSWORD).await.html, "yes");
        assert_eq!(ask("").await.html, "yes", "for a quarter of an hour");
        // Inside it is counted too: whoever took the browser guesses ten times.
        let stolen = signed_in(&shop, id, "known@example.org").await;
        let mut heard = vec![];
        for _ in 0..12 {
            heard.push(Ask::body("/dear", "wrong words").holding(&stolen).to(&router).await.html);
        }
        assert_eq!((&heard[9], &heard[10]), (&"no".to_string(), &"not now".to_string()));
        assert_eq!(Ask::body("/dear", PASSWORD).holding(&stolen).to(&router).await.html, "not now");
    })
    .await;
}
