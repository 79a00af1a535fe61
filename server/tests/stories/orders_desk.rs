//! The orders at the desk, as a merchant works on them in a browser without a script.
use crate::kit::people::{PASSWORD, host};
use crate::kit::{Browser, Shop, both};
use crate::refunds::{Sale, a_shop, lines, order, paid};
use crate::security::merchant;
use app::orders::{store as orders, verbs};
use app::values::Moment;

/// The page of an order for its customer.
async fn own_page(shop: &Shop, order: i64) -> String {
    let o = orders::by_id(shop.db(), order).await.unwrap().unwrap();
    format!("/orders/{}", shop.site.links.word("order", o.cart))
}

#[tokio::test]
async fn an_order_is_paid_sent_in_parts_refunded_and_its_rest_cancelled_by_its_page() {
    both(|shop| async move {
        a_shop(&shop).await;
        let sale = Sale { lines: &[("MUG", 3), ("TIN", 2)], payment: "transfer", with_tax: true };
        let order = order(&shop, &sale, Moment::now()).await;
        let line = lines(&shop, order).await[0];
        let mut b = merchant(&shop, "merel@example.org").await;
        b.open("/admin/orders").await;
        b.click("10001").await;
        let text = b.text();
        assert!(
            text.contains("NL91 ABNA 0417 1643 00") && b.count("svg.qr") == 1,
            "the transfer can be scanned: {text}"
        );
        assert!(!text.contains("Send this parcel") && text.contains("It leaves once it is paid."), "{text}");
        b.press("Mark as paid", &[]).await;
        assert!(b.text().contains("It is marked as paid."), "{}", b.text());
        assert!(!b.text().contains("Mark as paid"), "done once");

        b.press("Send this parcel", &[(&format!("send-{line}"), "9")]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("There is not that much left of it."), "{}", b.text());
        let (carrier, link) = (("Carrier", "Polder Post"), ("Where the carrier shows it", "http://post.example/3S1"));
        let parts = [(&*format!("send-{line}"), "2"), ("Number of the parcel", "3S1"), carrier, link];
        b.press("Send this parcel", &parts).await;
        assert!(b.page.status == 422 && b.count("[name=link][aria-invalid=true]") == 1, "{}", b.text());
        assert_eq!(b.attributes("[name=tracking]", "value"), ["3S1"], "what was typed is kept");
        b.press("Send this parcel", &[("Where the carrier shows it", "https://post.example/3S1")]).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        assert_eq!(b.all("tbody tr:first-child td.n")[1..4], ["3", "2", "0"]);

        let more = [(&*format!("sent-{line}"), "1"), (&*format!("shelf-{line}"), "on"), ("A free amount", "0.5x")];
        b.press("See what it comes to", &more).await;
        assert!(b.page.status == 422 && b.count("[name=extra]") == 1, "{}", b.text());
        b.press("See what it comes to", &[("A free amount", "0.50"), ("Why", "Damaged or faulty")]).await;
        assert_eq!(b.page.status, 200);
        assert!(b.text().contains("Left after that €35.04"), "{}", b.text());
        b.press("Give back €12.49", &[("What you say about it (optional)", "A chip in the glaze.")]).await;
        assert!(b.text().contains("The refund is written down"), "{}", b.text());
        assert_eq!(shop.number("select refunded from orders").await, 1_249);
        b.press("Cancel what is not sent", &[]).await;
        assert!(b.text().contains("The rest is taken off the order."), "{}", b.text());
        assert!(!b.text().contains("Cancel the rest…"), "nothing is left");
        b.press("Mark as delivered", &[]).await;
        b.press("Write the note", &[("The note", "Thank you for the picture."), ("whom", "customer")]).await;
        assert!(b.text().contains("goes to them by mail"), "{}", b.text());
        b.press("Write the note", &[("The note", "Likes blue.")]).await;
        b.press("Write the note", &[("The note", " ")]).await;
        assert_eq!(b.page.status, 422);
        shop.healthy().await;

        // What the customer reads of it.
        let mut c = Browser::new(&shop);
        c.open(&own_page(&shop, order).await).await;
        let way = c.all(".journey > li");
        let begins: Vec<&str> =
            way.iter().map(|s| s.split(|c: char| c.is_ascii_digit()).next().unwrap().trim()).collect();
        assert_eq!(begins[..3], ["Received", "Paid", "Packed and sent"], "{way:?}");
        let all = way.join(" ");
        for said in
            ["2 × The mug", "Polder Post 3S1", "A chip in the glaze.", "€12.49 paid back", "Thank you for the picture."]
        {
            assert!(all.contains(said), "{said}: {all}");
        }
        assert!(!all.contains("Likes blue.") && !all.contains("Merel") && all.contains("by the shop"), "{all}");
        assert_eq!(c.attributes(".journey a[rel=noreferrer]", "href"), ["https://post.example/3S1"]);
        shop.work().await;
        let mails: Vec<String> = shop.mails().iter().map(|m| m.replace("=\r\n", "")).collect();
        let with =
            |subject: &str, words: &str| mails.iter().filter(|m| m.contains(subject) && m.contains(words)).count();
        assert_eq!(with("Subject: On its way", "Polder Post 3S1"), 1);
        assert_eq!(with("Subject: Paid back", "A chip in the glaze."), 1);
        assert_eq!(with("Subject: A note about your order", "Thank you for the picture."), 1);

        // A mail that got lost goes once more, once a minute at the most.
        b.open(&format!("/admin/orders/{order}")).await;
        let before = shop.mails().len();
        b.press("Send again, What was ordered", &[]).await;
        assert!(b.text().contains("once more"), "{}", b.text());
        shop.work().await;
        assert_eq!(shop.mails().len(), before + 1);
        // Everything is in the audit, and every act is told in words there.
        b.open("/admin/audit").await;
        for said in
            ["Gave money back for order 10001", "Wrote a note about order 10001", "Issued the invoice of order 10001"]
        {
            assert!(b.text().contains(said), "{said}: {}", b.text());
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_seen_is_what_is_given() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let mut b = merchant(&shop, "merel@example.org").await;
        b.open(&format!("/admin/orders/{order}")).await;
        b.press("See what it comes to", &[("A free amount", "5.00")]).await;
        let mut other = b.clone();
        b.press("Give back €5.00", &[]).await;
        // Another amount than the one that was seen is shown first.
        other.press("Give back €5.00", &[("A free amount", "6.00")]).await;
        assert!(other.text().contains("Give back €6.00"), "{}", other.text());
        assert_eq!(shop.number("select refunded from orders").await, 500);
        other.press("Give back €6.00", &[]).await;
        assert_eq!(shop.number("select refunded from orders").await, 1_100);
        other.open(&format!("/admin/orders/{order}")).await;
        other.press("See what it comes to", &[("A free amount", "99.00")]).await;
        assert!(other.page.status == 422 && other.text().contains("Only €36.53 is left"), "{}", other.text());
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_old_by_now_is_refused_in_words() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let mut b = merchant(&shop, "merel@example.org").await;
        b.open(&format!("/admin/orders/{order}")).await;
        verbs::fulfil(shop.db(), &shop.merchant(), order, None, "", Moment::now()).await.unwrap();
        b.press("Cancel the whole order", &[]).await;
        assert_eq!(b.page.status, 422);
        assert!(
            b.text().contains("the fulfilment is “On its way” and does not become “Will not be sent”"),
            "{}",
            b.text()
        );
        b.open(&format!("/admin/orders/{order}/slip")).await;
        let text = b.text();
        assert!(text.contains("Packing slip") && text.contains("3 The mug") && !text.contains('€'), "{text}");
        for gone in ["/admin/orders/4711", "/admin/orders/x", "/admin/orders/4711/slip", "/admin/papers/2026-9999"] {
            assert_eq!(b.open(gone).await.status, 404, "{gone}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_list_finds_by_number_name_and_mail_and_by_where_orders_stand() {
    both(|shop| async move {
        a_shop(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let sale = Sale { lines: &[("MUG", 1)], payment: "transfer", with_tax: true };
        for n in 0..53 {
            let id = order(&shop, &sale, now.plus(-n * Moment::HOUR)).await;
            if n < 2 {
                verbs::mark_paid(db, m, id, now).await.unwrap();
            }
        }
        shop.damage("update orders set country = 'DE' where number = '10003'").await;
        let mut b = merchant(&shop, "merel@example.org").await;
        let found = async |b: &mut Browser, query: &str| -> usize {
            let path = format!("/admin/orders?{query}");
            b.open(&path).await;
            assert_eq!(b.page.status, 200, "{path}");
            b.count("tbody tr")
        };
        for (query, n) in [
            ("q=10002", 1),
            ("q=%2310002", 1),
            ("q=veldhuis", 50),
            ("q=noor+veld", 50),
            ("q=veld+xaver", 0),
            ("q=NOOR%40example", 50),
            ("q=wim%40example.org", 0),
            ("payment=paid&parcel=waiting", 2),
            ("payment=paid&parcel=sent", 0),
            ("payment=awaiting&country=DE", 1),
            ("country=DE&q=noor", 1),
            ("state=cancelled", 0),
            ("from=2001-01-01&to=2001-01-02", 0),
            ("from=2001-01-01", 50),
            ("payment=nonsense", 50),
        ] {
            assert_eq!(found(&mut b, query).await, n, "{query}");
        }
        b.open("/admin/orders").await;
        assert!(b.text().contains("53 orders"), "{}", b.text());
        let first = b.all("tbody td:first-child");
        b.click("Earlier orders").await;
        let second = b.all("tbody td:first-child");
        assert_eq!((first.len(), second.len()), (50, 3));
        assert!(second.iter().all(|number| !first.contains(number)));
        b.open(&format!("/admin/orders/{}", shop.number("select id from orders where number = '10002'").await)).await;
        b.click("Earlier order, 10003").await;
        b.click("Later order, 10002").await;
        assert_eq!(b.all("h1"), ["Order 10002"]);

        b.open("/admin/orders?payment=paid").await;
        b.press("Keep", &[("name", "Paid ones")]).await;
        assert_eq!(b.all(".views [aria-current]"), ["Paid ones"]);
        b.press("Save what is shown here as CSV", &[]).await;
        let lines: Vec<&str> = b.page.html.lines().collect();
        assert_eq!((lines.len(), b.page.status), (3, 200), "{}", b.page.html);
        assert!(lines[1].starts_with("10001,") && lines[1].contains("noor@example.org"), "{lines:?}");
        assert_eq!(shop.number("select count(*) from audit where act = 'orders.exported'").await, 1);
        let mut later = b.clone();
        shop.damage("update session set data = replace(data, 'proved', 'proven')").await;
        later.open("/admin/orders").await;
        later.press("Save what is shown here as CSV", &[("password", "a wrong one")]).await;
        assert!(later.page.status == 422 && later.count("[name=password][aria-invalid=true]") == 1, "{}", later.text());
        later.press("Save what is shown here as CSV", &[("password", PASSWORD)]).await;
        assert_eq!(later.page.html.lines().count(), 54);
    })
    .await;
}

#[tokio::test]
async fn a_host_who_is_no_merchant_reads_no_orders() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let mut b = host(&shop, "hanna@example.org", "Hanna").await;
        for path in
            ["/admin/orders".to_string(), format!("/admin/orders/{order}"), format!("/admin/orders/{order}/slip")]
        {
            assert_eq!(b.open(&path).await.status, 404, "{path}");
        }
    })
    .await;
}
