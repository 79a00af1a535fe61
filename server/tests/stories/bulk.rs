//! Many products changed at once: drawn, compared, saved, undone; never over what somebody else wrote.
use crate::kit::goods::{opened, pan, reprice, stock, thing};
use crate::kit::{Browser, Shop, both};
use crate::order::merchant;
use app::bulk::store::undo::{Undone, undo};
use app::bulk::store::write::{Saved, save};
use app::bulk::{Cell, Change, Field, UNDO, mark};
use app::catalogue::draft::Draft;
use app::values::{Currency, Moment};
use futures::future::join_all;

async fn laid_out(shop: &Shop) -> Browser {
    opened(shop).await;
    let mug = Draft { tags: Some(vec!["Gift".into(), "everyday".into()]), ..thing("mug", 1_200, 5) };
    stock(shop, &[mug, pan()]).await;
    merchant(shop).await
}
/// The grid of everything.
async fn grid(b: &mut Browser) {
    b.open("/admin/products").await;
    b.click("Change all of these in a grid, 500 variants at the most").await;
    assert_eq!((b.page.status, b.count("table.sheet tbody")), (200, 2), "{}", b.text());
}
async fn price(shop: &Shop, sku: &str) -> i64 {
    let sql = "select p.amount from price p join variant v on v.id = p.variant where v.sku = $1";
    let (n,): (i64,) = shop.db().query(sql).bind(sku.to_string()).one().await.unwrap();
    n
}
async fn on_hand(shop: &Shop, sku: &str) -> i64 {
    let sql = "select s.on_hand from stock s join variant v on v.id = s.variant where v.sku = $1";
    let (n,): (i64,) = shop.db().query(sql).bind(sku.to_string()).one().await.unwrap();
    n
}
async fn cell(shop: &Shop, field: Field, sku: &str) -> Cell {
    let (of,): (i64,) =
        shop.db().query("select id from variant where sku = $1").bind(sku.to_string()).one().await.unwrap();
    Cell { field, of }
}

#[tokio::test]
async fn what_is_typed_is_shown_then_saved_and_goes_back_within_ten_minutes() {
    both(|shop| async move {
        let mut b = laid_out(&shop).await;
        grid(&mut b).await;
        let events = shop.number("select count(*) from event").await;
        let version = shop.number("select catalogue_version from shop").await;
        b.press(
            "Show what changes",
            &[
                ("Title of The mug", "The beaker"),
                ("Tags of The mug", "gift"),
                ("Price before of The mug", "15"),
                ("There of The mug", "9"),
                ("Status of Everyday pan", "Draft, not shown"),
                ("Price of Everyday pan, 26 cm, Seasoned", "71.5"),
                ("Grams of Everyday pan, 20 cm, Bare", "800"),
            ],
        )
        .await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        let rows = b.all("tbody tr");
        assert_eq!(rows.len(), 7, "{rows:?}");
        for row in [
            "The mug Title The mug The beaker",
            "The mug Tags Gift, everyday gift",
            "The mug Price before nothing €15.00",
            "The mug There 5 9",
            "Everyday pan Status For sale Draft, not shown",
            "Everyday pan, 26 cm, Seasoned Price €68.00 €71.50",
            "Everyday pan, 20 cm, Bare Grams 0 g 800 g",
        ] {
            assert!(rows.iter().any(|r| r == row), "{row}: {rows:?}");
        }
        assert_eq!(shop.number("select count(*) from event").await, events, "nothing is saved yet");
        b.press("Save 7 changes", &[]).await;
        assert_eq!(b.page.hops, [303]);
        assert!(b.text().contains("7 values of 2 products changed"), "{}", b.text());
        assert_eq!((price(&shop, "PAN-26-S").await, on_hand(&shop, "MUG").await), (7_150, 9));
        assert_eq!(shop.number("select compare_at from price where amount = 1200").await, 1_500);
        assert_eq!(shop.number("select count(*) from product where status = 'draft'").await, 1);
        assert_eq!(shop.number("select count(*) from product_tag").await, 1);
        assert_eq!(shop.number("select on_hand_delta from stock_move where reason = 'corrected'").await, 4);
        assert!(shop.number("select catalogue_version from shop").await > version);
        assert!(shop.number("select count(*) from event").await > events);
        let acts: Vec<(String, String)> = shop
            .db()
            .query("select before, after from audit where act = 'product.edited' order by id")
            .all()
            .await
            .unwrap();
        assert_eq!(acts.len(), 2);
        assert!(acts[0].0.contains("title: The mug; ") && acts[0].1.contains("MUG there: 9"), "{acts:?}");
        let mut guest = Browser::new(&shop);
        guest.open("/products?q=beaker").await;
        assert_eq!(guest.count("article.tile"), 1);
        guest.open("/products/pan").await;
        assert_eq!(guest.page.status, 404);
        shop.healthy().await;

        b.press("Undo", &[]).await;
        assert!(b.text().contains("7 values went back."), "{}", b.text());
        assert_eq!((price(&shop, "PAN-26-S").await, on_hand(&shop, "MUG").await), (6_800, 5));
        assert_eq!(shop.number("select count(*) from product where status = 'active'").await, 2);
        assert_eq!(shop.number("select count(*) from product_tag").await, 2);
        assert_eq!(shop.number("select count(*) from price where compare_at is not null").await, 0);
        assert_eq!(shop.number("select count(*) from audit where act = 'product.edit_undone'").await, 2);
        assert_eq!(b.count("button[value=undo]"), 0, "once");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_is_named_and_not_written_over() {
    both(|shop| async move {
        let mut b = laid_out(&shop).await;
        grid(&mut b).await;
        reprice(&shop, "mug", 1_300).await;
        b.press("Show what changes", &[("Price of The mug", "14"), ("Title of The mug", "The beaker")]).await;
        assert!(b.text().contains("The mug, price: now €13.00; you wrote €14.00"), "{}", b.text());
        assert_eq!(b.all("tbody tr"), ["The mug Title The mug The beaker"]);
        // And again between the look and the saving: then nothing is saved.
        stock(&shop, &[Draft { title: Some("The cup".into()), ..thing("mug", 1_300, 5) }]).await;
        b.press("Save 1 change", &[]).await;
        assert_eq!(b.page.status, 422);
        assert!(
            b.text().contains("Nothing was saved.") && b.text().contains("title: now The cup; you wrote The beaker"),
            "{}",
            b.text()
        );
        assert_eq!((price(&shop, "MUG").await, shop.number("select count(*) from bulk_edit").await), (1_300, 0));
        // What stands already as it was typed is nobody's change.
        grid(&mut b).await;
        let sending = b.sending("Show what changes", &[("Price of The cup", "15.00")]);
        reprice(&shop, "mug", 1_500).await;
        b.post(&sending.1, &sending.2).await;
        assert!(b.text().contains("Nothing differs from what stands."), "{}", b.text());
    })
    .await;
}

#[tokio::test]
async fn undoing_leaves_what_changed_since_and_what_was_sold_and_ends_in_time() {
    both(|shop| async move {
        let mut b = laid_out(&shop).await;
        grid(&mut b).await;
        let typed =
            [("Price of The mug", "14"), ("There of The mug", "9"), ("Price of Everyday pan, 20 cm, Bare", "49")];
        b.press("Show what changes", &typed).await;
        b.press("Save 3 changes", &[]).await;
        // Seven are sold, two more than were there before; and somebody prices the mug anew.
        let mut buyer = Browser::new(&shop);
        buyer.open("/products/mug").await;
        buyer.press("Add to cart", &[("Quantity", "7")]).await;
        buyer.click("Checkout").await;
        let address = [("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];
        let fields: Vec<_> =
            [("Email", "noor@example.org"), ("Full name", "Noor Veldhuis")].into_iter().chain(address).collect();
        buyer.press("Place order", &fields).await;
        assert_eq!(buyer.page.status, 200, "{}", buyer.text());
        reprice(&shop, "mug", 1_600).await;
        let edit = shop.number("select id from bulk_edit").await;
        let (db, m, eur) = (shop.db(), &shop.merchant(), Currency::EUR);
        let at = shop.number("select at from bulk_edit").await;
        assert_eq!(undo(db, m, edit, eur, "", Moment(at + UNDO)).await.unwrap(), Undone::Late);
        assert_eq!(price(&shop, "PAN-20-B").await, 4_900);
        b.press("Undo", &[]).await;
        assert!(b.text().contains("1 value went back."), "{}", b.text());
        let left = b.all(".notice li");
        assert_eq!(left, ["The mug, MUG, price", "The mug, MUG, there"]);
        assert_eq!(
            (price(&shop, "MUG").await, on_hand(&shop, "MUG").await, price(&shop, "PAN-20-B").await),
            (1_600, 9, 5_000)
        );
        assert_eq!(undo(db, m, edit, eur, "", Moment(at + 1)).await.unwrap(), Undone::Before);
        assert_eq!(undo(db, m, edit + 9, eur, "", Moment(at + 1)).await.unwrap(), Undone::Gone);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_late_undo_is_refused_in_words() {
    both(|shop| async move {
        let mut b = laid_out(&shop).await;
        grid(&mut b).await;
        b.press("Show what changes", &[("Price of The mug", "14")]).await;
        b.press("Save 1 change", &[]).await;
        let undoing = b.sending("Undo", &[]);
        shop.damage("update bulk_edit set at = at - 600000").await;
        b.post(&undoing.1, &undoing.2).await;
        assert!(b.text().contains("The ten minutes are over."), "{}", b.text());
        assert_eq!((price(&shop, "MUG").await, b.count("button[value=undo]")), (1_400, 0));
        b.open("/admin/products/grid").await;
        assert!(b.text().contains("1 value of 1 product"), "{}", b.text());
    })
    .await;
}

#[tokio::test]
async fn a_column_is_written_at_once_and_faults_stand_at_their_fields() {
    both(|shop| async move {
        let mut b = laid_out(&shop).await;
        grid(&mut b).await;
        b.press(
            "Raise all",
            &[
                ("Raise all prices by percent", "-10"),
                ("Rounded", "To a whole amount"),
                ("keep", "on"),
                ("Title of The mug", "The beaker"),
            ],
        )
        .await;
        assert_eq!(b.page.status, 200);
        let value = |b: &Browser, label: &str| b.attributes(&format!("[aria-label='{label}']"), "value");
        assert_eq!(value(&b, "Price of The mug"), ["11.00"]);
        assert_eq!(value(&b, "Price before of The mug"), ["12.00"]);
        assert_eq!(value(&b, "Title of The mug"), ["The beaker"], "what was typed stays");
        b.press("Set all", &[("Column", "Grams"), ("Set all to", "450")]).await;
        assert_eq!(value(&b, "Grams of Everyday pan, 20 cm, Bare"), ["450"]);
        b.press("Set all", &[("Column", "Grams"), ("Set all to", "heavy")]).await;
        assert_eq!((b.page.status, b.count("#value[aria-invalid=true]")), (422, 1));
        b.press("Raise all", &[("Raise all prices by percent", "much")]).await;
        assert_eq!((b.page.status, b.count("#percent[aria-invalid=true]")), (422, 1));
        let wrong = [
            ("Price of The mug", "a lot"),
            ("Price before of Everyday pan, 20 cm, Bare", "1"),
            ("Title of Everyday pan", " "),
        ];
        b.press("Show what changes", &wrong).await;
        assert_eq!((b.page.status, b.count("table.sheet [aria-invalid=true]")), (422, 3), "{}", b.text());
        assert_eq!(value(&b, "Price of The mug"), ["a lot"]);
        assert!(b.all("#faults p a").len() == 3 && b.text().contains("has to be above the price"), "{}", b.text());
        let right = [
            ("Price of The mug", "11"),
            ("Price before of Everyday pan, 20 cm, Bare", ""),
            ("Title of Everyday pan", "Everyday pan"),
        ];
        b.press("Show what changes", &right).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        b.press("Save", &[]).await;
        assert_eq!(
            (b.page.hops.clone(), price(&shop, "MUG").await, price(&shop, "PAN-20-B").await),
            (vec![303], 1_100, 4_500)
        );
        assert_eq!(shop.number("select count(*) from variant where weight_grams = 450").await, 4);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_correction_of_many_beside_twenty_orders_keeps_the_ledger_and_the_stock_alike() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 200), thing("jug", 2_400, 200), thing("pot", 900, 200)]).await;
        let mut ready = vec![];
        for n in 0..20 {
            let mut b = Browser::new(&shop);
            let mut wanted = ["mug", "jug", "pot"];
            wanted.rotate_left(n % 3);
            for slug in wanted {
                b.open(&format!("/products/{slug}")).await;
                b.press("Add to cart", &[]).await;
            }
            b.click("Checkout").await;
            ready.push(b);
        }
        let mut changes = vec![];
        for sku in ["POT", "MUG", "JUG"] {
            let cell = cell(&shop, Field::Stock, sku).await;
            changes.push(Change { cell, drawn: mark("200"), after: "150".into() });
        }
        let orders = ready.into_iter().map(|mut b| {
            tokio::spawn(async move {
                let address = [("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];
                let fields: Vec<_> = [("Email", "noor@example.org"), ("Full name", "Noor Veldhuis")]
                    .into_iter()
                    .chain(address)
                    .collect();
                b.press("Place order", &fields).await;
                b.page.status
            })
        });
        let orders = join_all(orders);
        let merchant = shop.merchant();
        let correction = save(shop.db(), &merchant, &changes, &[], Currency::EUR, "", Moment::now());
        let (orders, corrected) = tokio::join!(orders, correction);
        assert!(matches!(corrected.unwrap(), Saved::Done(_)));
        assert!(orders.into_iter().all(|status| status.unwrap() == 200));
        assert_eq!(shop.number("select count(*) from stock where on_hand = 150 and reserved = 20").await, 3);
        shop.healthy().await;
        let again = save(shop.db(), &shop.merchant(), &changes, &[], Currency::EUR, "", Moment::now()).await.unwrap();
        assert_eq!(again, Saved::Same);
    })
    .await;
}
