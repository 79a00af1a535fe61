//! The staff: how somebody comes in, what a role opens, how it ends at once, and what the audit says of it.
use crate::kit::people::{PASSWORD, mailed_link, person_of};
use crate::kit::shop::told;
use crate::kit::{Browser, Shop, both};
use crate::orders::ordered;
use app::accounts::password;
use app::audit::{self, Act};
use app::db::Db;
use app::orders::verbs;
use app::problem::Problem;
use app::staff::{Role, store};
use app::values::{Email, Moment};
use app::viewer::{Actor, FreshMerchant, Known, Viewer};
use std::collections::BTreeSet;
use std::process::{Command, Output};
use tokio::sync::OnceCell;

const MARIT: &str = "marit@example.org";
const NEELA: &str = "neela@example.org";

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}
fn console() -> FreshMerchant {
    FreshMerchant::at_the_console()
}
/// Makes somebody one of the staff, with the password of all.
async fn hire(shop: &Shop, role: Role, name: &str, address: &str) -> i64 {
    static HASH: OnceCell<String> = OnceCell::const_new();
    let hash = HASH.get_or_init(|| async { password::hash(PASSWORD).await.unwrap() }).await;
    store::add(shop.db(), &console(), (role, name, &email(address)), hash, "en", Moment::now()).await.unwrap();
    person_of(shop, address).await
}
/// A browser that went to the back office and through the door with its password.
async fn at_the_desk(shop: &Shop, address: &str) -> Browser {
    let mut b = Browser::new(shop);
    b.open("/admin/staff").await;
    assert!(b.page.path.starts_with("/sign-in?next="), "{}", b.page.path);
    b.press("Sign in", &[("Email", address), ("Password", PASSWORD)]).await;
    b
}
/// The same by a mailed link, which proves no password.
async fn by_link(shop: &Shop, address: &str) -> Browser {
    let mut b = Browser::new(shop);
    b.open("/sign-in").await;
    b.press("Mail me a link", &[("Email", address)]).await;
    let link = mailed_link(shop, address).await;
    b.open(&link).await;
    b.press("Sign in", &[]).await;
    b.open("/admin/staff").await;
    assert_eq!((b.page.status, b.page.path.as_str()), (200, "/admin/staff"), "{}", b.text());
    b
}
async fn merchants(db: &Db) -> i64 {
    store::merchants(db).await.unwrap()
}
/// The acts of the audit in their order, with before, after and where from.
async fn acts(shop: &Shop) -> Vec<(String, String, String, String)> {
    shop.db().query("select act, before, after, actor from audit order by id").all().await.unwrap()
}

#[tokio::test]
async fn whoever_is_invited_comes_in_by_the_link_with_a_name_and_a_password() {
    both(|shop| async move {
        let marit = hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        let mut b = at_the_desk(&shop, MARIT).await;
        assert_eq!((b.page.status, b.page.path.as_str()), (200, "/admin/staff"));
        assert_eq!(b.page.hops, [303], "{:?}", b.page.hops);
        assert_eq!(b.attributes("header nav a[aria-current]", "href"), ["/admin/customers", "/admin/staff"]);
        assert!(b.count("script[src]") == 0 && b.page.headers["x-robots-tag"] == "noindex");
        assert!(b.text().contains("Set a second step"), "{}", b.text());
        assert_eq!(b.count("input[type=password]"), 0, "the password was given just now");
        b.press("Send the invitation", &[("Full name", "Neela Oort"), ("Email", NEELA), ("role", "merchant")]).await;
        assert_eq!(b.page.hops, [303]);
        assert!(b.text().contains("The invitation is on its way.") && b.text().contains(NEELA), "{}", b.text());
        for (address, fault) in [(NEELA, "waits already"), (MARIT, "a merchant already")] {
            b.press("Send the invitation", &[("Full name", "Neela Oort"), ("Email", address), ("role", "merchant")])
                .await;
            assert_eq!((b.page.status, b.count("[aria-invalid=true]")), (422, 1));
            assert!(b.text().contains(fault), "{}", b.text());
        }

        let link = mailed_link(&shop, NEELA).await;
        let mut n = Browser::new(&shop);
        n.open(&link).await;
        assert_eq!(n.attributes("input[name=name]", "value"), ["Neela Oort"]);
        n.press("Accept", &[("Password", "short")]).await;
        assert_eq!(n.page.status, 422);
        let accept = n.sending("Accept", &[("Password", PASSWORD)]);
        n.press("Accept", &[("Full name", "Neela van Oort"), ("Password", PASSWORD)]).await;
        assert_eq!((n.page.status, n.page.path.as_str()), (200, "/admin"), "{}", n.text());
        n.open("/admin/staff").await;
        assert!(n.text().contains("Neela van Oort") && n.text().contains("Merchant since"));
        assert!(!n.text().contains("Invited"), "nobody waits any more");
        let neela = person_of(&shop, NEELA).await;
        assert_eq!(shop.number("select count(*) from person where kind = 'staff'").await, 2);

        // The same link opens nothing twice.
        let mut again = Browser::new(&shop);
        assert_eq!(again.open(&link).await.status, 410);
        again.post(&accept.1, &accept.2).await;
        assert_eq!((again.page.status, again.text().contains("This link is over")), (410, true));
        let row = |act: &str, after: &str, actor: String| (act.into(), "".into(), after.into(), actor);
        assert_eq!(
            acts(&shop).await,
            [
                row("staff.added", "merchant", "console".into()),
                row("staff.invited", "merchant", format!("person:{marit}")),
                row("staff.accepted", "merchant", format!("person:{neela}")),
            ]
        );
        b.open("/admin/audit").await;
        let told = b.all("tbody tr td:nth-child(3)");
        assert_eq!(
            told,
            [
                "Accepted the invitation of Neela van Oort",
                "Invited Neela van Oort",
                "Made Marit Hoekzema one of the staff"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn an_invitation_ends_with_its_week_and_when_it_is_taken_back() {
    both(|shop| async move {
        hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        let invite = async |name: &str, address: &str, at: Moment| {
            let word = store::invite_by_word(shop.db(), &console(), Role::Host, name, &email(address), at).await;
            format!("/links/{}", word.unwrap())
        };
        let now = Moment::now();
        let old = invite("Pim Kollem", "pim@example.org", now.plus(-7 * Moment::DAY)).await;
        let new = invite("Neela Oort", NEELA, now.plus(-6 * Moment::DAY)).await;
        let mut n = Browser::new(&shop);
        assert_eq!(n.open(&old).await.status, 410);
        assert_eq!(n.open(&new).await.status, 200);

        let mut b = at_the_desk(&shop, MARIT).await;
        assert!(b.text().contains("nobody opened it"), "{}", b.text());
        let mut late = b.clone();
        b.press("Take back the invitation, Neela Oort", &[]).await;
        assert!(b.text().contains("The invitation is taken back."), "{}", b.text());
        n.press("Accept", &[("Password", PASSWORD)]).await;
        assert_eq!(n.page.status, 410);
        assert_eq!(shop.number("select count(*) from role_grant").await, 1);
        late.press("Take back the invitation, Neela Oort", &[]).await;
        assert!(late.text().contains("Somebody else did that meanwhile."), "{}", late.text());
        let withdrawn: Vec<_> = acts(&shop).await.into_iter().filter(|a| a.0 == "staff.invitation_withdrawn").collect();
        assert!(withdrawn.len() == 1 && withdrawn[0].1 == "host" && withdrawn[0].2.is_empty(), "{withdrawn:?}");

        // A month later nobody knows whom an invitation named that came to nothing.
        server::jobs::tidy(shop.db(), now.plus(40 * Moment::DAY)).await.unwrap();
        assert_eq!(shop.number("select count(*) from invitation where name <> '' or email <> ''").await, 0);
        b.open("/admin/audit").await;
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_accepted_or_taken_back_and_never_both() {
    both(|shop| async move {
        hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        for round in 0..6 {
            let address = format!("pim{round}@example.org");
            let now = Moment::now();
            let word =
                store::invite_by_word(shop.db(), &console(), Role::Host, "Pim Kollem", &email(&address), now).await;
            let id = shop.number("select max(id) from invitation").await;
            let mut n = Browser::new(&shop);
            n.open(&format!("/links/{}", word.unwrap())).await;
            let by = console();
            let (_, back) = tokio::join!(
                n.press("Accept", &[("Password", PASSWORD)]),
                store::withdraw(shop.db(), &by, id, "", now)
            );
            let accepted = shop.number("select count(*) from invitation where accepted_at is not null and id = (select max(id) from invitation)").await == 1;
            assert_ne!(accepted, back.unwrap(), "round {round}");
            let hosts = shop.number("select count(*) from role_grant where role = 'host'").await;
            let all = shop.number("select count(*) from invitation where accepted_at is not null").await;
            assert_eq!(hosts, all);
        }
    })
    .await;
}

#[tokio::test]
async fn an_account_that_stands_becomes_one_of_the_staff_by_its_link() {
    both(|shop| async move {
        let mut c = Browser::new(&shop);
        c.open("/sign-up").await;
        c.press("Sign up", &[("Email", NEELA), ("Password", PASSWORD)]).await;
        c.open(&mailed_link(&shop, NEELA).await).await;
        c.press("Sign up", &[]).await;
        let person = person_of(&shop, NEELA).await;
        let (by, to, now) = (console(), email(NEELA), Moment::now());
        let word = store::invite_by_word(shop.db(), &by, Role::Host, "Neela Oort", &to, now).await.unwrap();
        let mut n = Browser::new(&shop);
        n.open(&format!("/links/{word}")).await;
        n.press("Accept", &[("Password", "a kettle of blue enamel")]).await;
        assert_eq!(person_of(&shop, NEELA).await, person);
        assert_eq!(shop.number("select count(*) from person").await, 1);
        // Who was signed in with the password of before is not any more.
        c.open("/admin").await;
        assert!(c.page.path.starts_with("/sign-in"), "{}", c.page.path);
    })
    .await;
}

#[tokio::test]
async fn roles_are_changed_with_a_fresh_password_and_nothing_typed_is_lost() {
    both(|shop| async move {
        hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        let pim = hire(&shop, Role::Host, "Pim Kollem", "pim@example.org").await;
        let mut b = by_link(&shop, MARIT).await;
        let ids: BTreeSet<String> = b.attributes("[id]", "id").into_iter().collect();
        assert_eq!(ids.len(), b.count("[id]"), "an id stands twice");
        assert_eq!(b.count("main form input[name=password]"), b.count("main form"), "each form asks for it");

        let wish = [("Full name", "Neela Oort"), ("Email", "neela@"), ("role", "host")];
        b.press("Send the invitation", &wish).await;
        assert_eq!((b.page.status, b.count("[aria-invalid=true]")), (422, 2), "{}", b.text());
        assert_eq!(b.attributes("#name", "value"), ["Neela Oort"]);
        assert_eq!(b.attributes("#email", "value"), ["neela@"]);
        assert_eq!(b.attributes("input[name=role][checked]", "value"), ["host"]);
        b.press("Send the invitation", &[("Email", NEELA), ("Your password", "not this one")]).await;
        assert_eq!((b.page.status, b.count("#password[aria-invalid=true]")), (422, 1));
        assert!(b.text().contains("This is not your password."), "{}", b.text());
        assert_eq!(b.attributes("#password", "value"), [""], "a password is never shown");

        // The fault of a row stands in its own form, which is open.
        b.press("Make a merchant, Pim Kollem", &[]).await;
        assert_eq!((b.page.status, b.count("details[open] #password[aria-invalid=true]")), (422, 1));
        let ids: BTreeSet<String> = b.attributes("[id]", "id").into_iter().collect();
        assert_eq!(ids.len(), b.count("[id]"), "an id stands twice");
        assert_eq!(shop.number("select count(*) from invitation").await + merchants(shop.db()).await, 1);

        b.press("Make a merchant, Pim Kollem", &[("Your password", PASSWORD)]).await;
        assert!(b.text().contains("They have the role from now on."), "{}", b.text());
        assert_eq!(b.count("input[type=password]"), 0, "for a quarter of an hour it is not asked for again");
        assert_eq!(merchants(shop.db()).await, 2);
        let last = acts(&shop).await.pop().unwrap();
        assert_eq!((last.0.as_str(), last.1.as_str(), last.2.as_str()), ("staff.granted", "", "merchant"));
        let subject = shop.number("select subject from audit order by id desc limit 1").await;
        assert_eq!(subject, pim);

        // Where the password was right and something else was not, it is not asked for again.
        let mut c = by_link(&shop, MARIT).await;
        c.press("Send the invitation", &[("Email", "x"), ("Your password", PASSWORD)]).await;
        assert_eq!((c.page.status, c.count("input[type=password]")), (422, 0));
    })
    .await;
}

#[tokio::test]
async fn a_role_that_is_taken_back_ends_every_session_at_once() {
    both(|shop| async move {
        hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        let neela = hire(&shop, Role::Merchant, "Neela Oort", NEELA).await;
        let mut b = at_the_desk(&shop, MARIT).await;
        let mut n = at_the_desk(&shop, NEELA).await;
        let mut phone = at_the_desk(&shop, NEELA).await;
        assert_eq!((n.page.status, phone.page.status), (200, 200));
        n.press(
            "Send the invitation",
            &[("Full name", "Pim Kollem"), ("Email", "pim@example.org"), ("role", "merchant")],
        )
        .await;
        let pim = mailed_link(&shop, "pim@example.org").await;
        b.open("/admin/staff").await;
        b.press("Take back the merchant role, Neela Oort", &[]).await;
        assert!(b.text().contains("They are signed out everywhere."), "{}", b.text());
        assert!(!b.text().contains("Neela Oort"));
        for gone in [&mut n, &mut phone] {
            gone.open("/admin/staff").await;
            assert_eq!(gone.page.hops, [303]);
            assert!(gone.page.path.starts_with("/sign-in?next=%2Fadmin"), "{}", gone.page.path);
        }
        n.press("Sign in", &[("Email", NEELA), ("Password", PASSWORD)]).await;
        assert_eq!(n.page.status, 404, "{}", n.page.path);
        for path in ["/admin", "/admin/staff", "/admin/audit"] {
            assert_eq!(n.open(path).await.status, 404, "{path}");
        }
        assert_eq!(Browser::new(&shop).open(&pim).await.status, 410, "what she began ends with her role");
        let ended: Vec<_> = acts(&shop).await.into_iter().rev().take(2).collect();
        let told: Vec<_> = ended.iter().map(|a| (a.0.as_str(), a.1.as_str(), a.2.as_str())).collect();
        assert_eq!(told, [("staff.revoked", "merchant", ""), ("staff.invitation_withdrawn", "merchant", "")]);
        assert_eq!(shop.number("select subject from audit order by id desc limit 1").await, neela);
    })
    .await;
}

#[tokio::test]
async fn the_last_merchant_keeps_the_role() {
    both(|shop| async move {
        let marit = hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        hire(&shop, Role::Host, "Pim Kollem", "pim@example.org").await;
        let mut b = at_the_desk(&shop, MARIT).await;
        b.press("Take back the merchant role, Marit Hoekzema", &[]).await;
        assert_eq!((b.page.status, b.count("details[open] #person")), (422, 1), "{}", b.text());
        assert!(b.text().contains("The shop needs one merchant."));
        assert_eq!(merchants(shop.db()).await, 1);
        assert_eq!(b.open("/admin/staff").await.status, 200, "nobody was signed out");
        let now = Moment::now();
        let none = store::revoke(shop.db(), &console(), marit, Role::Host, "", now).await;
        assert_eq!(none, Ok(false), "a role that nobody has is not taken");

        // Who loses one of two roles stays one of the staff.
        store::grant(shop.db(), &console(), marit, Role::Host, "", now).await.unwrap();
        assert_eq!(store::grant(shop.db(), &console(), marit, Role::Host, "", now).await, Ok(false));
        assert_eq!(store::revoke(shop.db(), &console(), marit, Role::Host, "", now).await, Ok(true));
        assert_eq!(shop.number("select count(*) from person where kind = 'staff'").await, 2);
        assert_eq!(store::grant(shop.db(), &console(), 99_999, Role::Host, "", now).await, Err(Problem::Gone));
    })
    .await;
}

#[tokio::test]
async fn two_merchants_who_take_each_others_role_at_once_leave_one() {
    both(|shop| async move {
        let a = hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        let b = hire(&shop, Role::Merchant, "Neela Oort", NEELA).await;
        let now = Moment::now();
        let fresh = |id: i64| {
            let known = Known { id, kind: "staff".into(), merchant: true, ..Known::default() };
            let viewer = Viewer::new(Some(known), Some(now));
            viewer.fresh(&viewer.merchant().unwrap(), now).unwrap()
        };
        let (by_a, by_b) = (fresh(a), fresh(b));
        for round in 0..10 {
            let (one, other) = tokio::join!(
                store::revoke(shop.db(), &by_a, b, Role::Merchant, "", now),
                store::revoke(shop.db(), &by_b, a, Role::Merchant, "", now),
            );
            assert_eq!(merchants(shop.db()).await, 1, "round {round}: {one:?} {other:?}");
            assert!(one.is_ok() != other.is_ok(), "round {round}: {one:?} {other:?}");
            for (person, name) in [(MARIT, "Marit Hoekzema"), (NEELA, "Neela Oort")] {
                hire(&shop, Role::Merchant, name, person).await;
            }
            assert_eq!(merchants(shop.db()).await, 2);
        }
        // Who was a merchant when they came and is none now does nothing any more.
        store::revoke(shop.db(), &by_a, b, Role::Merchant, "", now).await.unwrap();
        assert_eq!(store::revoke(shop.db(), &by_b, a, Role::Merchant, "", now).await, Err(Problem::NotYours));
    })
    .await;
}

#[tokio::test]
async fn a_host_finds_nothing_and_nobody_finds_the_door() {
    both(|shop| async move {
        hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        hire(&shop, Role::Host, "Pim Kollem", "pim@example.org").await;
        let mut host = at_the_desk(&shop, "pim@example.org").await;
        assert_eq!(host.page.status, 404);
        let mut nobody = Browser::new(&shop);
        let fields = [("act".to_string(), "invite".to_string()), ("password".to_string(), PASSWORD.to_string())];
        for path in ["/admin", "/admin/staff", "/admin/audit"] {
            assert_eq!(host.open(path).await.status, 404, "{path}");
            nobody.open(path).await;
            let door = format!("/sign-in?next={}", path.replace('/', "%2F"));
            assert_eq!((nobody.page.hops.as_slice(), nobody.page.path.as_str()), (&[303][..], door.as_str()));
        }
        for path in ["/admin/staff", "/admin/audit"] {
            host.post(path, &fields).await;
            assert_eq!(host.page.status, 404, "{path}");
            nobody.post(path, &fields).await;
            assert!(nobody.page.path.starts_with("/sign-in?next="), "{}", nobody.page.path);
        }
        assert_eq!(shop.number("select count(*) from audit").await, 2, "only how they came");
    })
    .await;
}

#[tokio::test]
async fn the_audit_tells_what_was_before_and_after_and_leaves_as_a_file() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        let now = Moment::now();
        verbs::mark_paid(shop.db(), &shop.merchant(), order, now).await.unwrap();
        verbs::fulfil(shop.db(), &shop.merchant(), order, None, "3S1", now).await.unwrap();
        verbs::deliver(shop.db(), &shop.merchant(), order, now).await.unwrap();
        assert!(verbs::cancel(shop.db(), &shop.merchant(), order, now).await.is_err());
        let states: Vec<_> =
            acts(&shop).await.into_iter().map(|(act, before, after, _)| (act, before, after)).collect();
        let row = |act: &str, before: &str, after: &str| (act.to_string(), before.to_string(), after.to_string());
        let (invoice,): (String,) = shop.db().query("select number from paper").one().await.unwrap();
        assert_eq!(
            states,
            [
                row("order.paid", "placed awaiting waiting", "placed paid waiting"),
                row("order.invoiced", "", &invoice),
                row("order.sent", "placed paid waiting", "placed paid sent"),
                row("order.delivered", "placed paid sent", "completed paid delivered"),
            ]
        );
        hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        let mut b = by_link(&shop, MARIT).await;
        b.open("/admin/audit").await;
        let words = b.all("tbody tr:nth-child(5) td");
        assert_eq!(
            words[1..5],
            [
                "The command line",
                "Marked order 10001 as paid",
                "Received, Waiting for payment, Not sent yet",
                "Received, Paid, Not sent yet"
            ]
        );

        b.press("Save what is shown here as CSV", &[]).await;
        assert_eq!((b.page.status, b.count("#password[aria-invalid=true]")), (422, 1));
        b.press("Save what is shown here as CSV", &[("Your password", PASSWORD)]).await;
        let headers = &b.page.headers;
        assert_eq!((b.page.status, &headers["cache-control"]), (200, &"no-store".parse().unwrap()));
        let named = headers["content-disposition"].to_str().unwrap();
        assert!(named.starts_with("attachment; filename=\"audit-") && named.ends_with(".csv\""), "{named}");
        assert_eq!(headers["content-type"], "text/csv; charset=utf-8");
        let lines: Vec<&str> = b.page.html.lines().collect();
        assert_eq!(lines[0], "number,when,who,act,what,before,after,from");
        assert_eq!(lines.len() as i64, 1 + shop.number("select count(*) from audit").await);
        assert!(lines[1].contains("Marit Hoekzema,audit.exported,Exported the audit"), "{}", lines[1]);
        let mails = "select count(*) from audit where act || before || after || actor || from_where like '%@%'";
        assert_eq!(shop.number(mails).await, 0, "an address stands in no row");
        assert!(!b.page.html.contains('@'), "{}", b.page.html);
    })
    .await;
}

#[tokio::test]
async fn a_long_audit_is_read_page_by_page_and_of_one_person() {
    both(|shop| async move {
        let marit = hire(&shop, Role::Merchant, "Marit Hoekzema", MARIT).await;
        let now = Moment::now();
        let mut tx = shop.db().begin().await.unwrap();
        for n in 0..1_130 {
            let actor = if n % 10 == 0 { Actor::Person(marit) } else { Actor::Console };
            let act = Act { actor, act: "backup.taken", subject: ("shop", 1), before: "", after: "", from: "" };
            audit::append(&mut tx, act, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut b = at_the_desk(&shop, MARIT).await;
        b.open(&format!("/admin/audit?person={marit}")).await;
        let mut pages = vec![];
        loop {
            pages.push(b.count("tbody tr"));
            let Some(next) = b.attributes("a[rel=next]", "href").pop() else { break };
            b.open(&next).await;
        }
        assert_eq!(pages, [50, 50, 13]);
        assert!(b.text().contains("Only what Marit Hoekzema did."));
        let mut one = b.clone();
        one.open(&format!("/admin/audit?person={marit}")).await;
        one.press("Save what is shown here as CSV", &[]).await;
        assert_eq!(one.page.html.lines().count(), 1 + 113 + 1, "what one did, the row about this file with it");
        b.click("Show everybody").await;
        b.click("Earlier").await;
        assert_eq!(b.count("tbody tr"), 50);
        b.press("Save what is shown here as CSV", &[]).await;
        let numbers: Vec<i64> =
            b.page.html.lines().skip(1).map(|l| l.split(',').next().unwrap().parse().unwrap()).collect();
        assert_eq!(numbers.len(), 1_133, "every row, over several pages");
        assert!(numbers.windows(2).all(|w| w[0] > w[1]), "each once, the newest first");
    })
    .await;
}

#[tokio::test]
async fn somebody_is_added_at_the_command_line_with_a_password_on_standard_input() {
    both(|shop| async move {
        let add = async |role: &str, address: &str, name: &str, line: &str| {
            let mut program = Command::new(env!("CARGO_BIN_EXE_openkitchen"));
            program
                .args(["staff", "add", "--email", address, "--name", name, "--role", role])
                .env("DATABASE_URL", &shop.url)
                .env("MEDIA_URL", format!("file:{}", shop.folder.join("media").display()))
                .env("MAIL_URL", format!("file:{}", shop.folder.join("mail").display()));
            told(program, line.to_string()).await
        };
        let fails = |done: &Output, code: i32, words: &str| {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert_eq!(done.status.code(), Some(code), "{said}");
            assert!(said.contains(words) && (code == 2 || said.lines().count() == 1), "{said}");
        };
        fails(&add("owner", MARIT, "Marit Hoekzema", "x").await, 2, "host or merchant");
        fails(&add("host", "marit", "Marit Hoekzema", "x").await, 2, "one address");
        fails(&add("host", MARIT, "Admin", "x").await, 2, "would speak for the shop");
        fails(&add("merchant", MARIT, "Marit Hoekzema", "").await, 1, "password is missing");
        fails(&add("merchant", MARIT, "Marit Hoekzema", "marithoekzema\n").await, 1, "the password: Too easy");
        assert_eq!(shop.number("select count(*) from person").await, 0);
        let done = add("merchant", MARIT, "Marit Hoekzema", &format!("{PASSWORD}\n")).await;
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        let mut b = at_the_desk(&shop, MARIT).await;
        assert_eq!((b.page.status, b.page.path.as_str()), (200, "/admin/staff"));
        // Once more: another password, and whoever was signed in is not.
        let done = add("host", MARIT, "Marit Hoekzema", "a kettle of blue enamel\r\n").await;
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        b.open("/admin").await;
        assert!(b.page.path.starts_with("/sign-in"), "{}", b.page.path);
        assert_eq!(shop.number("select count(*) from role_grant where revoked_at is null").await, 2);
    })
    .await;
}
