//! Invoices and credit notes: numbers without a gap, content that never changes, seen by whose it is.
use crate::kit::{Browser, Shop, both};
use crate::refunds::{Sale, a_shop, lines, order, paid};
use crate::security::merchant;
use app::orders::papers::{Content, Kind, issue, store};
use app::orders::refund::{self, Part, Reason, Refunding};
use app::orders::verbs;
use app::values::Moment;
use futures::future::join_all;

async fn numbers(shop: &Shop) -> Vec<(String, i64)> {
    shop.db().query("select kind, n from paper order by kind, n").all().await.unwrap()
}
async fn content(shop: &Shop, number: &str) -> Content {
    let paper = store::by_number(shop.db(), number).await.unwrap().unwrap();
    serde_json::from_str(&paper.content).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_issuers_at_once_count_from_one_to_twenty() {
    both(|shop| async move {
        a_shop(&shop).await;
        let now = Moment::now();
        let mut orders = vec![];
        for _ in 0..20 {
            let sale = Sale { lines: &[("MUG", 1)], payment: "transfer", with_tax: true };
            orders.push(order(&shop, &sale, now).await);
        }
        // One that is rolled back in between leaves no gap.
        let mut tx = shop.db().begin().await.unwrap();
        assert_eq!(store::next(&mut tx, Kind::Invoice, 2026).await.unwrap(), 1);
        drop(tx);
        let all = join_all(orders.into_iter().map(|order| {
            let shop = shop.clone();
            tokio::spawn(async move { issue::invoice(shop.db(), &shop.merchant(), order, now).await })
        }))
        .await;
        assert!(all.iter().all(|done| matches!(done, Ok(Ok(_)))), "{all:?}");
        let found: Vec<i64> = numbers(&shop).await.into_iter().map(|(_, n)| n).collect();
        assert_eq!(found, (1..=20).collect::<Vec<i64>>());
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_invoice_goes_with_the_first_parcel_and_a_refund_makes_a_credit_note() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let all = lines(&shop, order).await;
        // Before there is an invoice nothing is credited; with it everything that went back is.
        let early = Refunding { extra: 100, reason: Reason::Goodwill, ..Refunding::default() };
        refund::verbs::refund(db, m, order, &early, now).await.unwrap();
        assert_eq!(numbers(&shop).await, []);
        verbs::fulfil(db, m, order, Some(&[(all[0], 3)]), "", now).await.unwrap();
        let pair = |kind: &str, n| (kind.to_string(), n);
        assert_eq!(numbers(&shop).await, [pair("credit_note", 1), pair("invoice", 1)]);
        verbs::fulfil(db, m, order, None, "", now).await.unwrap();
        let back = Refunding { parts: vec![Part { line: all[1], sent: 1, ..Part::default() }], ..Refunding::default() };
        refund::verbs::refund(db, m, order, &back, now).await.unwrap();
        assert_eq!(numbers(&shop).await, [pair("credit_note", 1), pair("credit_note", 2), pair("invoice", 1)]);
        let papers = store::of(db, order).await.unwrap();
        let invoice = papers.iter().find(|p| p.kind == "invoice").unwrap();
        assert_eq!(issue::invoice(db, m, order, now).await.unwrap(), invoice.number, "there is one");
        let said = content(&shop, &invoice.number).await;
        assert_eq!((said.total, said.lines.len()), (shop.number("select total from orders").await, 3));
        assert_eq!(said.tax, said.rates.iter().map(|r| r.tax).sum::<i64>());
        assert_eq!(said.total, said.rates.iter().map(|r| r.net + r.tax).sum::<i64>());
        assert_eq!(said.seller.name, "Test Kitchen");
        let credit = content(&shop, &papers[2].number).await;
        assert_eq!((credit.total, credit.about.map(|a| a.0)), (333, Some(invoice.number.clone())));
        assert_eq!(credit.rates.iter().map(|r| r.basis_points).collect::<Vec<_>>(), [900]);
        // What the shop is called later, and what the goods are called, changes no paper.
        shop.damage("update shop set name = 'Another name', catalogue_version = catalogue_version + 1").await;
        shop.damage("update order_line set title = 'Another thing'").await;
        let mut keeper = merchant(&shop, "merel@example.org").await;
        keeper.open(&format!("/admin/papers/{}", invoice.number)).await;
        let text = keeper.text();
        assert!(text.contains("Test Kitchen") && text.contains("The mug") && !text.contains("Another thing"), "{text}");
        assert!(text.contains("Noor Veldhuis") && text.contains("7431 AB Hollewijk"), "{text}");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_paper_is_read_by_the_desk_and_by_whoever_holds_its_order() {
    both(|shop| async move {
        let mine = paid(&shop).await;
        let now = Moment::now();
        let sale = Sale { lines: &[("MUG", 1)], payment: "on_pickup", with_tax: true };
        let theirs = order(&shop, &sale, now).await;
        let mut papers = vec![];
        for order in [mine, theirs] {
            papers.push(issue::invoice(shop.db(), &shop.merchant(), order, now).await.unwrap());
        }
        let codes: Vec<(i64,)> = shop.db().query("select cart from orders order by id").all().await.unwrap();
        let code = |i: usize| shop.site.links.word("order", codes[i].0);
        let mut b = Browser::new(&shop);
        b.open(&format!("/orders/{}", code(0))).await;
        b.click(&format!("Invoice {}", papers[0])).await;
        assert_eq!((b.page.status, b.all("h1")), (200, vec!["Invoice".to_string()]));
        assert_eq!(b.page.headers["cache-control"], "no-store");
        for wrong in [format!("/orders/{}/papers/{}", code(0), papers[1]), format!("/orders/0/papers/{}", papers[0])] {
            assert_eq!(b.open(&wrong).await.status, 404, "{wrong}");
        }
        b.open(&format!("/admin/papers/{}", papers[0])).await;
        assert!(b.page.path.starts_with("/sign-in"), "{}", b.page.path);
    })
    .await;
}
