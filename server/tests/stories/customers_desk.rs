//! Customers at the desk: who they are, what they come to, and notes that they may read and erase.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::{PASSWORD, again, customer, host, mailed_link, person_of};
use crate::kit::{Browser, Shop, both, talk};
use crate::security::{buy, merchant, taken};
use app::orders::verbs;
use app::values::Moment;

const NOOR: &str = "noor@example.org";

async fn open(shop: &Shop) -> Browser {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 50), thing("pan", 8_900, 50)]).await;
    merchant(shop, "merel@example.org").await
}
fn buyer<'a>(email: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("Email", email),
        ("Full name", name),
        ("Address", "Kerkpad 12"),
        ("Postcode", "7431 AB"),
        ("City", "Hollewijk"),
    ]
}
async fn guest(shop: &Shop, product: &str, email: &str, name: &str) {
    buy(&mut Browser::new(shop), product, &[], &buyer(email, name)).await;
}
/// The customers as they stand: address, account, orders, sum.
async fn rows(shop: &Shop) -> Vec<(String, bool, i64, i64)> {
    shop.db()
        .query("select email, (person is not null), orders, spent from customer order by email")
        .all()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_customer_is_counted_as_orders_come_and_go() {
    both(|shop| async move {
        let mut desk = open(&shop).await;
        guest(&shop, "mug", NOOR, "Noor Veldhuis").await;
        guest(&shop, "pan", NOOR, "Noor van Veldhuis").await;
        guest(&shop, "mug", "wim@example.org", "Wim Åkerman").await;
        let total =
            shop.number("select cast(sum(total) as bigint) from orders where email_key = 'noor@example.org'").await;
        let of = |all: &[(String, bool, i64, i64)], email: &str| all.iter().find(|r| r.0 == email).cloned();
        assert_eq!(of(&rows(&shop).await, NOOR), Some((NOOR.into(), false, 2, total)));
        shop.healthy().await;
        // One that is cancelled counts no more.
        let first = shop.number("select min(id) from orders").await;
        let sum = shop.number("select total from orders order by id limit 1").await;
        verbs::cancel(shop.db(), &shop.merchant(), first, Moment::now()).await.unwrap();
        assert_eq!(of(&rows(&shop).await, NOOR), Some((NOOR.into(), false, 1, total - sum)));
        shop.healthy().await;
        // With an account the row becomes theirs, and what they order signed in counts to it, whatever address it goes to.
        let mut noor = customer(&shop, NOOR).await;
        assert_eq!(of(&rows(&shop).await, NOOR), Some((NOOR.into(), true, 1, total - sum)));
        buy(&mut noor, "mug", &[], &buyer(NOOR, "Noor Veldhuis")).await;
        assert_eq!(of(&rows(&shop).await, NOOR).unwrap().2, 2);
        shop.healthy().await;
        // The list finds them by name, by address, by account and by how much.
        let shown = async |b: &mut Browser, query: &str| {
            b.open(&format!("/admin/customers{query}")).await;
            assert_eq!(b.page.status, 200, "{}", b.text());
            b.all("tbody th")
        };
        assert_eq!(shown(&mut desk, "?q=akerman").await, ["Wim Åkerman"]);
        assert_eq!(shown(&mut desk, "?q=NOOR%40example.org").await, ["Noor Veldhuis"]);
        assert_eq!(shown(&mut desk, "?q=%25").await, [""; 0]);
        assert_eq!(shown(&mut desk, "?account=no").await, ["Wim Åkerman"]);
        assert_eq!(shown(&mut desk, "?account=yes&orders=2").await, ["Noor Veldhuis"]);
        assert_eq!(shown(&mut desk, "?when=not-90").await, [""; 0]);
        assert_eq!(shown(&mut desk, "?sort=spent").await, ["Noor Veldhuis", "Wim Åkerman", "Merel Kooistra"]);
        // A view is kept, and stands in the bar.
        desk.open("/admin/customers?account=no").await;
        desk.press("Keep", &[("Name of the view", "Guests")]).await;
        assert_eq!(desk.page.path, "/admin/customers?account=no");
        assert!(desk.all(".views a[aria-current]").contains(&"Guests".to_string()), "{}", desk.text());
        // Their own page has their orders and no address in its own.
        desk.open("/admin/customers?q=veldhuis").await;
        desk.click("Noor Veldhuis").await;
        assert!(desk.page.path.starts_with("/admin/customers/") && !desk.page.path.contains('@'));
        assert_eq!(desk.count("section[aria-labelledby=orders] tbody tr"), 3);
        desk.open("/admin/customers/4711").await;
        assert_eq!(desk.page.status, 404);
    })
    .await;
}

#[tokio::test]
async fn whoever_moves_to_another_address_stays_one_customer() {
    both(|shop| async move {
        open(&shop).await;
        let mut noor = customer(&shop, NOOR).await;
        buy(&mut noor, "mug", &[], &buyer(NOOR, "Noor")).await;
        guest(&shop, "mug", "noor.later@example.org", "Noor").await;
        noor.open("/account/security").await;
        noor.press("Change address", &[("New email", "noor.later@example.org")]).await;
        noor.open(&mailed_link(&shop, "noor.later@example.org").await).await;
        noor.press("Use this address", &[]).await;
        let all = rows(&shop).await;
        let hers: Vec<_> = all.iter().filter(|r| r.0.starts_with("noor")).map(|r| (r.0.as_str(), r.1, r.2)).collect();
        assert_eq!(hers, [("noor.later@example.org", true, 2)]);
        shop.healthy().await;
        // The old address, when somebody orders with it again, is a customer of its own.
        guest(&shop, "mug", NOOR, "Noor").await;
        assert!(rows(&shop).await.contains(&(NOOR.into(), false, 1, 1_690)), "{:?}", rows(&shop).await);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_note_is_read_and_erased_by_whom_it_is_about_and_by_nobody_else() {
    both(|shop| async move {
        let mut desk = open(&shop).await;
        let mut noor = customer(&shop, NOOR).await;
        let mut other = customer(&shop, "samir@example.org").await;
        buy(&mut noor, "mug", &[], &buyer(NOOR, "Noor Veldhuis")).await;
        let topic = talk::ask(&mut noor, &shop, "mug", "Does it keep tea warm?", "").await;
        let person = person_of(&shop, NOOR).await;
        desk.open("/admin/customers?q=veldhuis").await;
        desk.click("Noor Veldhuis").await;
        assert!(desk.text().contains("Does it keep tea warm?"), "{}", desk.text());
        let page = desk.page.path.clone();
        desk.press("Keep the note", &[("A new note", "  ")]).await;
        assert_eq!((desk.page.status, desk.count("[aria-invalid=true]")), (422, 1));
        desk.press("Keep the note", &[("A new note", "Likes the blue zebramug best.")]).await;
        assert_eq!(desk.page.hops, [303]);
        // A host reads it at the counter, beside what is written there, and adds to it.
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        let post = shop.number("select max(id) from post").await;
        hanna.open(&format!("/counter/posts/{post}")).await;
        hanna.click("Notes about").await;
        assert_eq!(hanna.page.path, format!("/counter/customers/{person}"), "{topic}");
        assert!(hanna.text().contains("blue zebramug"), "{}", hanna.text());
        assert!(
            !hanna.page.html.contains(NOOR) && !hanna.page.html.contains("Veldhuis"),
            "a host learns no address here"
        );
        hanna.press("Keep the note", &[("A new note", "Calls on Zebramondays.")]).await;
        assert_eq!(hanna.page.hops, [303]);
        // Nobody else: not by the page of the desk, not by the counter, not in their own account, not in their export.
        hanna.open(&page).await;
        assert_eq!(hanna.page.status, 404, "a host runs no shop");
        hanna.open("/admin/customers").await;
        assert_eq!(hanna.page.status, 404);
        for path in [page.clone(), format!("/counter/customers/{person}"), "/account/notes".into()] {
            for b in [&mut other, &mut Browser::new(&shop)] {
                b.open(&path).await;
                assert!(!b.page.html.to_lowercase().contains("zebra"), "{path}");
            }
        }
        assert!(!taken(&shop, &other).await["notes.json"].contains("Zebra"));
        let mine = &taken(&shop, &noor).await["notes.json"];
        assert!(mine.contains("zebramug") && mine.contains("Hanna Visser"), "{mine}");
        // She reads both; somebody else's number does nothing; she erases one.
        noor.open("/account/notes").await;
        assert_eq!(noor.count(".notes > li"), 2);
        let oldest = shop.number("select min(id) from customer_note").await;
        other.post("/account/notes", &[("note".into(), oldest.to_string())]).await;
        assert_eq!(other.page.status, 404);
        noor.press("Erase this note", &[]).await;
        assert!(noor.text().contains("is erased") && noor.count(".notes > li") == 1, "{}", noor.text());
        assert!(!noor.text().contains("Zebramondays"), "the newest was erased");
        desk.open(&page).await;
        assert!(desk.text().contains("They erased this note on") && !desk.page.html.contains("Zebramondays"));
        assert!(desk.text().contains("blue zebramug"));
        // Nothing of it is in the audit.
        let audit = shop.number("select count(*) from audit where before like '%ebra%' or after like '%ebra%'").await;
        assert_eq!((audit, shop.number("select count(*) from audit where act = 'customer.noted'").await), (0, 2));
        desk.open("/admin/audit").await;
        assert!(desk.text().contains("Noted something about Noor Veldhuis"), "{}", desk.text());
        // With the account everything goes.
        let order = shop.number("select id from orders").await;
        verbs::cancel(shop.db(), &shop.merchant(), order, Moment::now()).await.unwrap();
        noor.open("/account/erase").await;
        noor.press("Erase my account", &[("Password", PASSWORD)]).await;
        assert_eq!(shop.number("select count(*) from customer_note").await, 0);
        assert_eq!(shop.number("select count(*) from customer where email = 'noor@example.org'").await, 0);
        shop.healthy().await;
        desk.open(&page).await;
        assert_eq!(desk.page.status, 404);
    })
    .await;
}

#[tokio::test]
async fn the_list_leaves_the_shop_as_it_is_shown_after_the_password() {
    both(|shop| async move {
        let mut desk = open(&shop).await;
        guest(&shop, "mug", "wim@example.org", "=Wim Akker").await;
        guest(&shop, "mug", NOOR, "Noor Veldhuis").await;
        crate::security::grown_stale(&shop).await;
        desk.open("/admin/customers?q=wim").await;
        desk.press("Save what is shown here as CSV", &[("Your password", "not this one")]).await;
        assert_eq!((desk.page.status, desk.count("[aria-invalid=true]")), (422, 1), "{}", desk.text());
        desk.press("Save what is shown here as CSV", &[("Your password", PASSWORD)]).await;
        let lines: Vec<&str> = desk.page.html.lines().collect();
        assert!(lines[0].starts_with("name,email,account,orders"), "{lines:?}");
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[1].starts_with("'=Wim Akker,wim@example.org,no,1,16.90,EUR,"), "{lines:?}");
        assert_eq!(shop.number("select count(*) from audit where act = 'customers.exported'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_merchant_says_what_a_host_may_give() {
    both(|shop| async move {
        let mut desk = open(&shop).await;
        host(&shop, "hanna@example.org", "Hanna Visser").await;
        let hanna = person_of(&shop, "hanna@example.org").await;
        desk.open("/admin/staff").await;
        assert!(desk.text().contains("Gives nothing without asking."), "{}", desk.text());
        desk.press("Keep it, Hanna Visser", &[("per_act", "a lot"), ("per_month", "20")]).await;
        assert_eq!((desk.page.status, desk.count("[aria-invalid=true]")), (422, 1), "{}", desk.text());
        desk.press("Keep it, Hanna Visser", &[("per_act", "25"), ("per_month", "100")]).await;
        assert_eq!(desk.page.hops, [303]);
        assert!(desk.text().contains("May give €25.00 at once and €100.00 in thirty days."), "{}", desk.text());
        let limit = app::goodwill::store::limit_of(shop.db(), hanna).await.unwrap().unwrap();
        assert_eq!((limit.per_act, limit.per_month), (2_500, 10_000));
        desk.press("Keep it, Hanna Visser", &[("per_act", ""), ("per_month", "")]).await;
        assert!(app::goodwill::store::limit_of(shop.db(), hanna).await.unwrap().is_none());
        assert_eq!(shop.number("select count(*) from audit where act = 'goodwill.limit'").await, 2);
        // A host sets none.
        let mut own = again(&shop, "hanna@example.org").await;
        let fields = [("act", "goodwill"), ("of", &hanna.to_string()), ("per_act", "9"), ("per_month", "9")];
        let fields: Vec<(String, String)> = fields.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        own.post("/admin/staff", &fields).await;
        assert_eq!(own.page.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_order_of_a_guest_never_renames_whoever_has_an_account() {
    both(|shop| async move {
        open(&shop).await;
        let mut noor = customer(&shop, NOOR).await;
        buy(&mut noor, "mug", &[], &buyer(NOOR, "Noor Veldhuis")).await;
        guest(&shop, "mug", NOOR, "Somebody Else").await;
        let row: (String, String, i64) = shop
            .db()
            .query(
                "select name, name_key, orders from customer where person is not null and email = 'noor@example.org'",
            )
            .one()
            .await
            .unwrap();
        assert_eq!(row, ("Noor Veldhuis".into(), "noor veldhuis".into(), 2));
        guest(&shop, "mug", "wim@example.org", "Wim").await;
        guest(&shop, "mug", "wim@example.org", "Wim Åkerman").await;
        let row: (String,) =
            shop.db().query("select name from customer where email = 'wim@example.org'").one().await.unwrap();
        assert_eq!(row.0, "Wim Åkerman", "a guest goes by the name of their last order");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_view_of_people_keeps_nobody_s_name() {
    both(|shop| async move {
        let mut desk = open(&shop).await;
        guest(&shop, "mug", NOOR, "Noor Veldhuis").await;
        desk.open("/admin/customers?q=veldhuis&account=no").await;
        desk.press("Keep", &[("Name of the view", "Guests")]).await;
        assert_eq!(desk.page.path, "/admin/customers?account=no");
        for list in ["/admin/customers", "/admin/orders", "/admin/returns", "/admin/drafts"] {
            let form = [("list", list), ("name", "Hers"), ("query", "q=veldhuis")];
            desk.post("/admin/views", &form.map(|(n, v)| (n.to_string(), v.to_string()))).await;
        }
        let kept: Vec<(String,)> = shop.db().query("select query from saved_view").all().await.unwrap();
        assert_eq!(kept, [("account=no".to_string(),)]);
    })
    .await;
}
