//! What guards an account: the password, the address, the second step; taking everything along; erasing.
use crate::kit::goods::{named_spoon, opened, stock};
use crate::kit::people::{PASSWORD, again, customer, mailed_link, person_of, sign_in};
use crate::kit::{Browser, Shop, both};
use app::accounts::tokens::Kind;
use app::orders::verbs;
use app::staff::{Role, store as staff};
use app::values::{Email, Moment};
use app::viewer::FreshMerchant;
use axum::body::Body;
use axum::http::{Request, header};
use std::collections::BTreeMap;
use std::io::Read;
use tower::ServiceExt;

const NOOR: &str = "noor@example.org";
const OTHER: &str = "samir@example.org";
const NEW: &str = "iron pans hang by the stove";

/// The password was last given long ago, in every session.
pub async fn grown_stale(shop: &Shop) {
    shop.db().run("update session set data = replace(data, '\"proved\":', '\"once\":')").run().await.unwrap();
}
/// Whether this browser is signed in.
async fn is_in(b: &mut Browser) -> bool {
    b.open("/account/security").await.path == "/account/security"
}
/// The subjects of all mails to an address.
async fn subjects(shop: &Shop, email: &str) -> Vec<String> {
    shop.work().await;
    let to = format!("To: {email}");
    let mails = shop.mails().into_iter().filter(|m| m.contains(&to));
    mails.filter_map(|m| m.lines().find_map(|l| l.strip_prefix("Subject: ").map(String::from))).collect()
}

#[tokio::test]
async fn a_new_password_signs_out_elsewhere_and_its_owner_hears_of_it() {
    both(|shop| async move {
        opened(&shop).await;
        let mut here = customer(&shop, NOOR).await;
        let mut there = again(&shop, NOOR).await;
        here.open("/account/security").await;
        assert_eq!(here.count("input[autocomplete=current-password]"), 0, "it was given just now");
        grown_stale(&shop).await;
        here.open("/account/security").await;
        assert_eq!(here.count("#password, #email-password"), 2, "two forms ask for it, each by its own name");
        for (old, new, wrong) in [
            ("not the password", NEW, vec!["password"]),
            ("", "password", vec!["password", "new_password"]),
            (PASSWORD, "qwertyuiop", vec!["new_password"]),
        ] {
            here.open("/account/security").await;
            here.press("Save password", &[("password", old), ("new_password", new)]).await;
            assert_eq!(here.page.status, 422);
            assert_eq!(here.attributes("[aria-invalid=true]", "name"), wrong);
            assert!(!here.page.html.contains(NEW), "a password is typed anew");
            for target in here.attributes(".notice.bad a", "href") {
                assert_eq!(here.count(&target), 1, "nothing is called {target}");
            }
        }
        // The third try gave the right one: it is not asked for again.
        let before = here.cookies.clone();
        here.press("Save password", &[("new_password", NEW)]).await;
        assert_eq!((here.page.status, here.page.path.as_str()), (200, "/account/security?done=password"));
        assert!(here.text().contains("signed out everywhere else"));
        assert_ne!(here.cookies, before, "this session goes on under a new id");
        assert!(!is_in(&mut there).await, "the other browser is out");
        assert!(is_in(&mut here).await);
        let mut old = here.clone();
        old.cookies = before;
        assert!(!is_in(&mut old).await, "the old id opens nothing");
        assert!(subjects(&shop, NOOR).await.iter().any(|s| s.starts_with("Your password at")));
        there.open("/sign-in").await;
        there.press("Sign in", &[("Email", NOOR), ("Password", PASSWORD)]).await;
        assert_eq!(there.page.status, 422);
        there.press("Sign in", &[("Email", NOOR), ("Password", NEW)]).await;
        assert!(is_in(&mut there).await);
    })
    .await;
}

#[tokio::test]
async fn an_account_of_links_alone_sets_its_first_password() {
    both(|shop| async move {
        opened(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/sign-up").await;
        b.press("Sign up", &[("Email", NOOR)]).await;
        b.open(&mailed_link(&shop, NOOR).await).await;
        b.press("Sign up", &[]).await;
        b.open("/account/security?choose=1").await;
        assert!(b.text().contains("choose one here") && b.text().contains("You have none"), "{}", b.text());
        assert_eq!(b.count("input[autocomplete=current-password]"), 0);
        b.press("Save password", &[("new_password", NEW)]).await;
        assert_eq!(b.page.path, "/account/security?done=password");
        let mut other = Browser::new(&shop);
        other.open("/sign-in").await;
        other.press("Sign in", &[("Email", NOOR), ("Password", NEW)]).await;
        assert!(is_in(&mut other).await);
    })
    .await;
}

#[tokio::test]
async fn where_somebody_is_signed_in_is_shown_and_ended() {
    both(|shop| async move {
        opened(&shop).await;
        let mut here = customer(&shop, NOOR).await;
        let mut there = again(&shop, NOOR).await;
        let mut stranger = customer(&shop, OTHER).await;
        here.open("/account/security").await;
        assert_eq!(here.count("section[aria-labelledby=places] li"), 2);
        assert_eq!(here.all("section[aria-labelledby=places] .badge"), ["This one"]);
        here.press("Sign out elsewhere", &[]).await;
        assert_eq!(here.page.path, "/account/security?done=elsewhere");
        assert_eq!(here.count("section[aria-labelledby=places] li"), 1);
        assert!(!here.text().contains("Sign out elsewhere"), "there is nowhere else");
        assert!(!is_in(&mut there).await && is_in(&mut here).await && is_in(&mut stranger).await);
        // Nobody's: the door, and nothing is done.
        let mut nobody = Browser::new(&shop);
        for act in ["password", "email", "elsewhere"] {
            nobody.post("/account/security", &[("act".into(), act.into())]).await;
            assert!(nobody.page.path.starts_with("/sign-in?next="), "{}", nobody.page.path);
        }
        assert!(is_in(&mut stranger).await);
    })
    .await;
}

#[tokio::test]
async fn another_address_is_proven_where_it_was_asked_for_and_the_old_one_hears_of_it() {
    both(|shop| async move {
        opened(&shop).await;
        let mut b = customer(&shop, NOOR).await;
        let mut stranger = customer(&shop, OTHER).await;
        grown_stale(&shop).await;
        b.open("/account/security").await;
        b.press("Change address", &[("New email", "noor.new@"), ("Password", "wrong")]).await;
        assert_eq!(
            (b.page.status, b.attributes("[aria-invalid=true]", "id")),
            (422, vec!["email".into(), "email-password".into()])
        );
        assert_eq!(b.attributes("#email", "value"), ["noor.new@"], "what was typed is kept");
        b.press("Change address", &[("New email", NOOR), ("Password", PASSWORD)]).await;
        assert_eq!(b.attributes("[aria-invalid=true]", "id"), ["email"]);
        // An address that somebody has and one that nobody has: the same answer.
        let mut answers = vec![];
        for (email, subject) in [(OTHER, "Your address at Test"), ("noor.new@example.org", "Your new address at")] {
            b.open("/account/security").await;
            b.press("Change address", &[("New email", email)]).await;
            answers.push((b.page.status, b.page.path.clone(), b.page.hops.clone(), b.text()));
            assert!(subjects(&shop, email).await.iter().any(|s| s.starts_with(subject)), "{subject}");
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].1, "/account/security?sent=email");
        assert_eq!(
            shop.number("select count(*) from person where email = 'noor@example.org'").await,
            1,
            "nothing has changed yet"
        );
        let link = mailed_link(&shop, "noor.new@example.org").await;
        // Whoever is somebody else, or nobody, spends nothing.
        stranger.open(&link).await;
        stranger.press("Use this address", &[]).await;
        assert_eq!(stranger.page.status, 410);
        let mut nobody = Browser::new(&shop);
        nobody.open(&link).await;
        nobody.press("Use this address", &[]).await;
        assert!(nobody.page.path.starts_with("/sign-in"), "{}", nobody.page.path);
        b.open(&link).await;
        b.press("Use this address", &[]).await;
        assert_eq!((b.page.status, b.page.path.as_str()), (200, "/account/security?done=email"), "{}", b.text());
        assert!(b.text().contains("noor.new@example.org"));
        assert!(subjects(&shop, NOOR).await.iter().any(|s| s.contains("has changed")), "the old address hears of it");
        assert_eq!(b.open(&link).await.status, 410, "once");
        // The link to the address that was taken signs its own owner in, and nobody else's address became theirs.
        let mut owner = Browser::new(&shop);
        owner.open(&mailed_link(&shop, OTHER).await).await;
        owner.press("Sign in", &[]).await;
        assert!(is_in(&mut owner).await && owner.text().contains(OTHER));
        let left = "select count(*) from token where kind = 'email' and used_at is null";
        assert_eq!(shop.number(left).await, 0);
        assert_eq!(Kind::Email.lasts(), Moment::HOUR);
        shop.healthy().await;
    })
    .await;
}

/// The code of an app for a secret in letters, at this second.
fn code(letters: &str, second: i64) -> String {
    let plain: String = letters.chars().filter(char::is_ascii_alphanumeric).collect();
    let secret = totp_rs::Secret::try_from_base32(plain).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    totp.generate(second.try_into().unwrap()).to_string()
}
/// Stands at the second step in a new browser.
async fn at_the_step(shop: &Shop, email: &str) -> Browser {
    let mut b = Browser::new(shop);
    b.open("/sign-in").await;
    b.press("Sign in", &[("Email", email), ("Password", PASSWORD)]).await;
    assert_eq!(b.page.path, "/sign-in/code");
    b
}
/// Sets the second step up; the secret's letters, the second at which it was, the codes to write down.
async fn set_up(b: &mut Browser) -> (String, i64, Vec<String>) {
    b.open("/account/two-steps").await;
    b.press("Set it up", &[]).await;
    let letters = b.all(".secret").remove(0);
    let now = Moment::now().0 / 1000;
    b.press("Turn it on", &[("Code", &code(&letters, now))]).await;
    (letters, now, b.all(".codes li"))
}

#[tokio::test]
async fn the_second_step_takes_each_code_once() {
    both(|shop| async move {
        opened(&shop).await;
        let mut b = customer(&shop, NOOR).await;
        b.open("/account/two-steps").await;
        assert_eq!((b.count("svg.qr"), b.count(".secret")), (0, 0), "looking draws nothing");
        b.press("Set it up", &[]).await;
        assert_eq!((b.page.hops.as_slice(), b.count("svg.qr path")), (&[303][..], 2));
        assert!(!b.page.html.contains(" style="));
        assert_eq!(b.page.headers["cache-control"], "no-store");
        let first = b.all(".secret");
        b.press("Turn it on", &[("Code", "123")]).await;
        assert_eq!((b.page.status, b.all(".secret")), (422, first), "a wrong code leaves the secret as it was");
        assert_eq!(shop.number("select count(*) from account where totp_at is not null").await, 0);
        let (letters, now, codes) = set_up_here(&mut b).await;
        assert_eq!((b.page.status, b.page.headers["cache-control"].to_str().unwrap()), (200, "no-store"));
        assert_eq!(codes.len(), 10);
        b.open("/account/two-steps").await;
        assert!(!codes.iter().any(|c| b.page.html.contains(c.as_str())) && b.count(".secret") == 0, "shown once");
        assert!(b.text().contains("10 are left"), "{}", b.text());

        let mut other = at_the_step(&shop, NOOR).await;
        other.press("Sign in", &[("Code", &code(&letters, now))]).await;
        assert_eq!(other.page.status, 422, "the code that turned it on opens nothing");
        other.press("Sign in", &[("Code", &code(&letters, now + 30))]).await;
        assert!(is_in(&mut other).await);
        let mut third = at_the_step(&shop, NOOR).await;
        third.press("Sign in", &[("Code", &code(&letters, now + 30))]).await;
        assert_eq!(third.page.status, 422, "nor does one that was used");
        third.press("Sign in", &[("Code", &codes[0].to_uppercase())]).await;
        assert!(is_in(&mut third).await);
        let mut fourth = at_the_step(&shop, NOOR).await;
        fourth.press("Sign in", &[("Code", &codes[0])]).await;
        assert_eq!(fourth.page.status, 422, "a code that was written down works once");
        b.open("/account/two-steps").await;
        assert!(b.text().contains("9 are left"), "{}", b.text());

        grown_stale(&shop).await;
        b.open("/account/two-steps").await;
        b.press("Turn it off", &[("Password", "not the password")]).await;
        assert_eq!((b.page.status, b.attributes("[aria-invalid=true]", "id")), (422, vec!["off-password".into()]));
        b.press("Turn it off", &[("Password", PASSWORD)]).await;
        assert_eq!(b.page.path, "/account/two-steps?done=off");
        assert_eq!(shop.number("select count(*) from recovery_code").await, 0);
        sign_in(&mut Browser::new(&shop), NOOR).await;
    })
    .await;
}
/// The same where the secret is drawn already.
async fn set_up_here(b: &mut Browser) -> (String, i64, Vec<String>) {
    let letters = b.all(".secret").remove(0);
    let now = Moment::now().0 / 1000;
    b.press("Turn it on", &[("Code", &code(&letters, now))]).await;
    (letters, now, b.all(".codes li"))
}

/// Somebody who runs the shop, signed in.
pub async fn merchant(shop: &Shop, email: &str) -> Browser {
    let hash = app::accounts::password::hash(PASSWORD).await.unwrap();
    let who = (Role::Merchant, "Merel Kooistra", &Email::parse(email).unwrap());
    staff::add(shop.db(), &FreshMerchant::at_the_console(), who, &hash, "en", Moment::now()).await.unwrap();
    again(shop, email).await
}

#[tokio::test]
async fn a_merchant_keeps_the_second_step() {
    both(|shop| async move {
        opened(&shop).await;
        let mut b = merchant(&shop, "merel@example.org").await;
        let (_, _, codes) = set_up(&mut b).await;
        b.open("/account/two-steps").await;
        assert!(b.text().contains("keeps the second step") && !b.text().contains("Turn it off"), "{}", b.text());
        b.post("/account/two-steps", &[("act".into(), "off".into())]).await;
        assert_eq!(b.page.status, 404);
        assert_eq!(shop.number("select count(*) from account where totp_at is not null").await, 1);
        // With a new phone it is set up again: the old codes are over.
        b.open("/account/two-steps").await;
        b.press("Set it up again", &[]).await;
        let (_, _, new) = set_up_here(&mut b).await;
        assert!(new.len() == 10 && !new.iter().any(|c| codes.contains(c)));
        assert_eq!(shop.number("select count(*) from recovery_code").await, 10);
    })
    .await;
}

/// Buys this in this browser.
pub async fn buy(b: &mut Browser, product: &str, wish: &[(&str, &str)], who: &[(&str, &str)]) -> String {
    b.open(&format!("/products/{product}")).await;
    b.press("Add to cart", wish).await;
    b.click("Checkout").await;
    // Whoever is signed in is not asked for an address that the shop knows.
    let asked = b.count("[name=email]") > 0;
    let who: Vec<_> = who.iter().filter(|(field, _)| asked || *field != "Email").copied().collect();
    b.press("Place order", &who).await;
    assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
    b.page.path.clone()
}
fn buyer<'a>(email: &'a str, name: &'a str, address: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("Email", email), ("Full name", name), ("Address", address), ("Postcode", "7431 AB"), ("City", "Hollewijk")]
}

/// What somebody takes along: the files of the ZIP by name.
pub async fn taken(shop: &Shop, b: &Browser) -> BTreeMap<String, String> {
    let jar: Vec<String> = b.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let request = Request::post("/account/export")
        .header(header::HOST, "shop.test")
        .header(header::ORIGIN, "http://shop.test")
        .header(header::COOKIE, jar.join("; "))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("password={}", PASSWORD.replace(' ', "+"))))
        .unwrap();
    let answer = shop.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    let headers = answer.headers().clone();
    assert_eq!(
        (headers["content-type"].to_str().unwrap(), headers["cache-control"].to_str().unwrap()),
        ("application/zip", "no-store")
    );
    assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().to_string(), text)
        })
        .collect()
}

#[tokio::test]
async fn everything_of_ones_own_is_taken_along_and_nothing_of_anybody_else() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(9)]).await;
        let mut guest = Browser::new(&shop);
        buy(&mut guest, "spoon", &[("Name on the handle", "Quillon")], &buyer(NOOR, "Noor Veldhuis", "Kerkpad 12"))
            .await;
        let mut noor = customer(&shop, NOOR).await;
        let mut samir = customer(&shop, OTHER).await;
        buy(&mut samir, "spoon", &[("Name on the handle", "Samirtje")], &buyer(OTHER, "Samir Haddad", "Molenweg 3"))
            .await;
        samir = again(&shop, OTHER).await;
        for b in [&mut noor, &mut samir] {
            b.open("/products/spoon").await;
            b.press("Add to cart", &[("Name on the handle", "In the cart")]).await;
        }
        shop.work().await;
        grown_stale(&shop).await;
        noor.open("/account/export").await;
        noor.press("Download", &[("Password", "not the password")]).await;
        assert_eq!((noor.page.status, noor.attributes("[aria-invalid=true]", "name")), (422, vec!["password".into()]));
        let files = taken(&shop, &noor).await;
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "README.txt",
                "addresses.json",
                "appeals.json",
                "audit.json",
                "cart.json",
                "consents.json",
                "credits.json",
                "drafts.json",
                "earlier.json",
                "events.json",
                "follows.json",
                "goodwill.json",
                "mails.json",
                "notes.json",
                "notices.json",
                "offers.json",
                "orders.json",
                "posts.json",
                "publications.json",
                "reactions.json",
                "reports.json",
                "returns.json",
                "roles.json",
                "sessions.json",
                "views.json",
                "you.json",
            ]
        );
        assert!(names.iter().all(|n| *n == "README.txt" || files["README.txt"].contains(n)), "each file is explained");
        let json = |name: &str| serde_json::from_str::<serde_json::Value>(&files[name]).unwrap();
        assert_eq!(json("you.json")["you"]["email"], NOOR);
        let orders = json("orders.json");
        assert_eq!(
            (orders.as_array().unwrap().len(), &orders[0]["address"]),
            (1, &"Noor Veldhuis\nKerkpad 12\n7431 AB Hollewijk".into())
        );
        assert!(
            orders[0]["lines"][0]["properties"].to_string().contains("Quillon")
                && orders[0]["total"].as_i64() > Some(0)
        );
        assert_eq!(json("cart.json").as_array().unwrap().len(), 1);
        assert_eq!(json("sessions.json").as_array().unwrap().len(), 1);
        assert_eq!(json("consents.json").as_array().unwrap().len(), 1);
        assert!(json("mails.json").as_array().unwrap().iter().any(|m| m["kind"] == "order.placed"));
        let all: String = files.values().cloned().collect();
        for word in ["Samir", "Molenweg", OTHER, "argon2", "code_hash"] {
            assert!(!all.contains(word), "{word}");
        }
        let his: String = taken(&shop, &samir).await.values().cloned().collect();
        assert!(his.contains("Samirtje") && !his.contains("Noor") && !his.contains("Quillon"));
    })
    .await;
}

/// The one order of the shop goes its way to the end.
async fn delivered(shop: &Shop) {
    let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
    let order = shop.number("select max(id) from orders").await;
    verbs::mark_paid(db, m, order, now).await.unwrap();
    verbs::fulfil(db, m, order, None, "3S1", now).await.unwrap();
    verbs::deliver(db, m, order, now).await.unwrap();
}
const BOOKS: &str =
    "select cast(sum(total * 7 + tax_total * 5 + items_total * 3 + shipping_tax) as bigint) from orders";

#[tokio::test]
async fn an_account_is_erased_and_the_books_stay() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(9)]).await;
        let mut guest = Browser::new(&shop);
        let order =
            buy(&mut guest, "spoon", &[("Name on the handle", "Quillon")], &buyer(NOOR, "Noor Veldhuis", "Kerkpad 12"))
                .await;
        let mut b = customer(&shop, NOOR).await;
        let mut there = again(&shop, NOOR).await;
        let mut stranger = customer(&shop, OTHER).await;
        b.open("/account/erase").await;
        let text = b.text();
        assert!(
            text.contains("What goes") && text.contains("What stays") && text.contains("1 order is under way: 10001"),
            "{text}"
        );
        assert_eq!(b.count("main form"), 0, "nothing is asked while it cannot be");
        b.post("/account/erase", &[("password".into(), PASSWORD.into())]).await;
        assert_eq!(b.page.status, 422);
        assert_eq!(shop.number("select count(*) from person where erased_at is not null").await, 0);
        delivered(&shop).await;
        let books = shop.number(BOOKS).await;
        // What waits to be sent is not sent any more.
        b.open("/account/erase").await;
        for wrong in ["", "not the password"] {
            b.press("Erase my account", &[("Password", wrong)]).await;
            assert_eq!((b.page.status, b.attributes("[aria-invalid=true]", "name")), (422, vec!["password".into()]));
        }
        b.press("Erase my account", &[("Password", PASSWORD)]).await;
        assert_eq!((b.page.status, b.page.path.as_str()), (200, "/account/erase?done=1"), "{}", b.text());
        assert!(b.text().contains("is erased"));
        assert_eq!(shop.work().await, 0, "the letters that waited were dropped");
        assert!(!is_in(&mut b).await && !is_in(&mut there).await && is_in(&mut stranger).await);
        assert_eq!(shop.number(BOOKS).await, books);
        let row: (String, String, String, String) =
            shop.db().query("select name, email, address, state from orders").one().await.unwrap();
        assert_eq!(row, ("former customer".into(), "".into(), "".into(), "completed".into()));
        for table in ["account", "address", "token", "session"] {
            let sql = match table {
                "account" => {
                    "select count(*) from account a join person p on p.id = a.person where p.erased_at is not null"
                }
                "address" => "select count(*) from address",
                "token" => "select count(*) from token where email = 'noor@example.org'",
                _ => "select count(*) from session s join person p on p.id = s.person where p.erased_at is not null",
            };
            assert_eq!(shop.number(sql).await, 0, "{table}");
        }
        shop.healthy().await;
        guest.open(&order).await;
        assert!(
            guest.page.status == 200 && !guest.text().contains("Noor") && !guest.text().contains("Kerkpad"),
            "{}",
            guest.text()
        );
        // The address is free: whoever has it may begin anew, and finds nothing of before.
        let mut anew = customer(&shop, NOOR).await;
        let files = taken(&shop, &anew).await;
        assert_eq!(files["orders.json"], "[]");
        anew.open("/account/erase").await;
        anew.press("Erase my account", &[("Password", PASSWORD)]).await;
        assert!(anew.text().contains("is erased"));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_account_of_links_alone_is_erased_by_its_address_and_the_last_merchant_stays() {
    both(|shop| async move {
        opened(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/sign-up").await;
        b.press("Sign up", &[("Email", NOOR)]).await;
        b.open(&mailed_link(&shop, NOOR).await).await;
        b.press("Sign up", &[]).await;
        b.open("/account/erase").await;
        b.press("Erase my account", &[("Email", OTHER)]).await;
        assert_eq!((b.page.status, b.attributes("[aria-invalid=true]", "name")), (422, vec!["email".into()]));
        b.press("Erase my account", &[("Email", "Noor@Example.org")]).await;
        assert!(b.text().contains("is erased"), "{}", b.text());

        let mut first = merchant(&shop, "merel@example.org").await;
        first.open("/account/erase").await;
        assert!(first.text().contains("Nobody else runs this shop"), "{}", first.text());
        first.post("/account/erase", &[("password".into(), PASSWORD.into())]).await;
        assert_eq!(first.page.status, 422);
        let mut second = merchant(&shop, "mats@example.org").await;
        first.open("/account/erase").await;
        first.press("Erase my account", &[("Password", PASSWORD)]).await;
        assert!(first.text().contains("is erased"), "{}", first.text());
        assert_eq!(staff::merchants(shop.db()).await.unwrap(), 1);
        second.open("/account/erase").await;
        assert!(second.text().contains("Nobody else runs this shop"));
        assert_eq!(
            shop.number("select count(*) from person where name = 'Merel Kooistra'").await,
            1,
            "the second one's"
        );
        assert_eq!(
            person_of(&shop, "mats@example.org").await,
            shop.number("select person from role_grant where revoked_at is null").await
        );
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn offers_parcels_and_kept_views_are_taken_along_and_views_go_with_the_account() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(9)]).await;
        let mut noor = customer(&shop, NOOR).await;
        buy(&mut noor, "spoon", &[("Name on the handle", "Quillon")], &buyer(NOOR, "Noor Veldhuis", "Kerkpad 12"))
            .await;
        delivered(&shop).await;
        shop.damage("update fulfilment set carrier = 'PostNL', link = 'https://parcels.example/3S1'").await;
        let mut m = merchant(&shop, "merel@example.org").await;
        m.open("/admin/drafts").await;
        m.press("New draft", &[]).await;
        let here = m.page.path.clone();
        m.press(
            "Keep these",
            &[("email", NOOR), ("name", "Noor Veldhuis"), ("country", "NL"), ("reason", "For the wedding.")],
        )
        .await;
        m.open(&format!("{here}?q=spoon")).await;
        m.press("Add", &[]).await;
        let json = |files: &BTreeMap<String, String>, name: &str| {
            serde_json::from_str::<serde_json::Value>(&files[name]).unwrap()
        };
        let hers = taken(&shop, &noor).await;
        let parcel = json(&hers, "orders.json")[0]["parcels"][0].clone();
        assert_eq!((&parcel["carrier"], &parcel["link"]), (&"PostNL".into(), &"https://parcels.example/3S1".into()));
        let offers = json(&hers, "offers.json");
        assert_eq!(offers.as_array().unwrap().len(), 1);
        assert_eq!((&offers[0]["reason"], &offers[0]["state"]), (&"For the wedding.".into(), &"open".into()));
        assert_eq!(offers[0]["lines"].as_array().unwrap().len(), 1, "{offers}");
        m.open("/admin/products?status=active").await;
        m.press("Keep", &[("Name of the view", "For sale")]).await;
        let files = taken(&shop, &m).await;
        assert_eq!(json(&files, "offers.json").as_array().unwrap().len(), 0, "it is somebody else's");
        let views = json(&files, "views.json");
        assert_eq!(
            (&views[0]["list"], &views[0]["name"], &views[0]["query"]),
            (&"/admin/products".into(), &"For sale".into(), &"status=active".into())
        );
        // A second merchant runs the shop on; the first leaves.
        let second = ("lotte@example.org", "Lotte");
        crate::editor::merchant(&shop, second.0, second.1).await;
        m.open("/account/erase").await;
        m.press("Erase my account", &[("Password", PASSWORD)]).await;
        assert!(m.text().contains("is erased"), "{}", m.text());
        assert_eq!(shop.number("select count(*) from saved_view").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_form_of_a_product_is_not_read_for_a_stranger() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(9)]).await;
        let product = shop.number("select id from product").await;
        for path in ["/admin/products/new".to_string(), format!("/admin/products/{product}")] {
            // It says that it has parts and no word that parts them: whoever reads it finds it broken.
            let form = crate::kit::wire::Ask::body(&path, "title=Mine").with("content-type", "multipart/form-data");
            let answer = form.to(&shop.router).await;
            assert_eq!(answer.status, 303, "{}", answer.words());
            assert!(answer.location().starts_with("/sign-in"), "{}", answer.location());
        }
    })
    .await;
}
