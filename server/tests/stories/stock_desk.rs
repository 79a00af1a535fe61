//! Stock at the desk: taken in, put right, counted, each a row of the ledger; and who is warned when.
use crate::kit::goods::{opened, pan, stock, thing};
use crate::kit::{Browser, Shop, both};
use crate::order::merchant;
use crate::orders::ordered;
use app::orders::verbs;
use app::stock::store::low;
use app::values::Moment;

/// The number of the variant with this SKU.
async fn variant(shop: &Shop, sku: &str) -> i64 {
    let (id,): (i64,) =
        shop.db().query("select id from variant where sku = $1").bind(sku.to_string()).one().await.unwrap();
    id
}
/// The page of a variant's stock.
async fn open(b: &mut Browser, shop: &Shop, sku: &str) {
    b.open(&format!("/admin/stock/{}", variant(shop, sku).await)).await;
    assert_eq!(b.page.status, 200, "{}", b.text());
}
/// There, promised, left: as the page says.
fn numbers(b: &Browser) -> Vec<String> {
    b.all("dl.numbers dd")
}
/// What happened, what stood after it, and the note: the newest first.
fn ledger(b: &Browser) -> Vec<[String; 4]> {
    let column = |n: usize| b.all(&format!("#ledger tbody td:nth-child({n})"));
    let (what, change, there, note) = (column(2), column(3), column(4), column(8));
    what.into_iter().zip(change).zip(there).zip(note).map(|(((a, b), c), d)| [a, b, c, d]).collect()
}
fn row(cells: [&str; 4]) -> [String; 4] {
    cells.map(String::from)
}

#[tokio::test]
async fn what_comes_is_taken_in_and_what_is_wrong_is_put_right_each_with_its_reason() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 0)]).await;
        let mut b = merchant(&shop).await;
        let facet = "select value from product_facet where value <= 3";
        assert_eq!(shop.number(facet).await, 3, "sold out");
        open(&mut b, &shop, "MUG").await;
        b.press("Take them in", &[("How many came", "twelve")]).await;
        assert_eq!((b.page.status, b.count("[aria-invalid=true]")), (422, 1));
        assert_eq!(b.attributes("#received", "value"), ["twelve"]);
        let taking =
            b.sending("Take them in", &[("How many came", "12"), ("From whom, by which slip", "Slip 7, Veen")]);
        b.post(&taking.1, &taking.2).await;
        assert!(b.page.hops == [303] && b.text().contains("They are on the shelf."), "{}", b.text());
        assert_eq!(numbers(&b), ["12", "0", "12"]);
        assert_eq!(shop.number(facet).await, 1, "to be had again");
        // The same form once more is the same act.
        b.post(&taking.1, &taking.2).await;
        assert!(b.text().contains("It was written once."), "{}", b.text());
        assert_eq!(numbers(&b), ["12", "0", "12"]);

        b.press("Put it right", &[("More or fewer", "-2"), ("Why", "Damaged"), ("A note on it", "Fell")]).await;
        assert!(b.text().contains("The number is put right."));
        b.press("Put it right", &[("More or fewer", "0")]).await;
        assert_eq!(b.page.status, 422);
        open(&mut b, &shop, "MUG").await;
        assert_eq!(ledger(&b), [row(["Damaged", "−2", "10", "Fell"]), row(["Received", "+12", "12", "Slip 7, Veen"])]);
        assert_eq!(b.all("#ledger tbody td:nth-child(7)"), ["Marit Hoekzema"; 2]);
        let acts: Vec<(String, String, String)> = shop
            .db()
            .query("select act, before, after from audit where act like 'stock.%' order by id")
            .all()
            .await
            .unwrap();
        let act = |act: &str, before: &str, after: &str| (act.to_string(), before.to_string(), after.to_string());
        assert_eq!(
            acts,
            [
                act("stock.received", "MUG: 0 there", "MUG: 12 there"),
                act("stock.corrected", "MUG: 12 there", "MUG: 10 there")
            ]
        );
        assert_eq!(shop.number("select count(*) from event where kind = 'stock.counted'").await, 2);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_count_is_of_the_moment_it_was_begun_and_what_is_sent_meanwhile_stays_sent() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        verbs::mark_paid(shop.db(), &shop.merchant(), order, Moment::now()).await.unwrap();
        let mut b = merchant(&shop).await;
        open(&mut b, &shop, "MUG").await;
        assert_eq!(numbers(&b), ["5", "2", "3"]);
        b.press("Compare the count", &[("How many are there", "4")]).await;
        assert!(b.text().contains("5 should have been there. You counted 4: −1."), "{}", b.text());
        assert_eq!(shop.number("select on_hand from stock").await, 5, "nothing is written yet");
        // Two of them leave before the count is kept.
        verbs::fulfil(shop.db(), &shop.merchant(), order, None, "", Moment::now()).await.unwrap();
        b.press("Keep the count", &[]).await;
        assert!(b.text().contains("The count is kept."), "{}", b.text());
        assert_eq!(numbers(&b), ["2", "0", "2"], "four were there, two were sent");
        let rows = ledger(&b);
        assert_eq!(rows[0], row(["Counted", "−1", "2", ""]));
        assert!(rows[1][0].starts_with("Sent") && rows[1][0].contains("order 1"), "{rows:?}");
        assert_eq!(b.attributes("#ledger tbody a", "href")[0], format!("/admin/orders/{order}"));
        assert_eq!(b.all("#ledger tbody td:nth-child(7)")[2], "A customer");
        // Another number than the one that was compared is compared first.
        b.press("Compare the count", &[("How many are there", "2")]).await;
        assert!(b.text().contains("as you counted"), "{}", b.text());
        b.press("Keep the count", &[("How many are there", "3")]).await;
        assert!(b.text().contains("You counted 3: +1."), "{}", b.text());
        b.press("Keep the count", &[]).await;
        assert_eq!(numbers(&b), ["3", "0", "3"]);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_promises_more_than_is_there_without_being_told() {
    both(|shop| async move {
        ordered(&shop, "transfer").await;
        let mut b = merchant(&shop).await;
        open(&mut b, &shop, "MUG").await;
        b.press("Put it right", &[("More or fewer", "-4"), ("Why", "Lost")]).await;
        assert!(b.text().contains("1 thing would then be promised to orders without being there."), "{}", b.text());
        assert_eq!(b.attributes("#change", "value"), ["-4"], "what was typed stands");
        assert_eq!(shop.number("select on_hand from stock").await, 5);
        b.press("Put it right", &[("Write it all the same", "on")]).await;
        assert_eq!(numbers(&b), ["1", "2", "-1"]);
        assert!(b.text().contains("1 more promised than there"), "{}", b.text());
        b.press("Compare the count", &[("How many are there", "0")]).await;
        b.press("Keep the count", &[]).await;
        assert!(b.text().contains("2 things would then be promised"), "{}", b.text());
        b.press("Keep the count", &[("Write it all the same", "on")]).await;
        assert_eq!(numbers(&b), ["0", "2", "-2"]);
        b.open("/admin/stock?show=owed").await;
        assert_eq!(b.all("tbody th a"), ["The mug"]);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn one_is_warned_at_the_shops_number_or_at_the_variants_own() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[pan(), thing("mug", 1_200, 9), thing("jug", 1_500, 4)]).await;
        let mut b = merchant(&shop).await;
        let listed = |b: &Browser| b.all("tbody th a");
        b.open("/admin/stock").await;
        assert_eq!(
            listed(&b),
            [
                "Everyday pan, 20 cm, Bare",
                "Everyday pan, 26 cm, Seasoned",
                "The jug",
                "Everyday pan, 20 cm, Seasoned",
                "The mug"
            ]
        );
        b.open("/admin/stock?show=low").await;
        assert_eq!(listed(&b), ["Everyday pan, 20 cm, Bare", "Everyday pan, 26 cm, Seasoned"]);
        b.press("Keep the number", &[("Low at so many left", "4")]).await;
        assert!(b.text().contains("The number is kept."));
        open(&mut b, &shop, "MUG").await;
        b.press("Keep the number", &[("Low at so many left", "10")]).await;
        open(&mut b, &shop, "PAN-26-S").await;
        b.press("Keep the number", &[("Low at so many left", "1")]).await;
        b.open("/admin/stock?show=low").await;
        assert_eq!(listed(&b), ["Everyday pan, 20 cm, Bare", "The jug", "The mug"]);
        assert_eq!(b.all("h2#found"), ["3 variants"]);
        let few = low(shop.db(), &shop.merchant(), 2).await.unwrap();
        assert_eq!(few.iter().map(|l| l.sku.as_str()).collect::<Vec<_>>(), ["PAN-20-B", "JUG"]);
        for (query, found) in
            [("q=mug", "The mug"), ("q=PAN-20-S", "Everyday pan, 20 cm, Seasoned"), ("q=jug&sort=most", "The jug")]
        {
            b.open(&format!("/admin/stock?{query}")).await;
            assert_eq!(listed(&b), [found], "{query}");
        }
        b.open("/admin/stock?sort=most").await;
        assert_eq!(listed(&b)[0], "The mug");
        b.press("Save what is shown", &[]).await;
        let lines: Vec<&str> = b.page.html.lines().collect();
        assert_eq!(lines[..2], ["title,options,sku,there,promised,left,low at", "The mug,,MUG,9,0,9,10"]);
        assert_eq!(lines.len(), 6);
        b.open("/admin/stock/4711").await;
        assert_eq!(b.page.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_long_ledger_is_read_page_by_page_and_its_sums_run_on() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 1)]).await;
        for n in 0..70 {
            let mut more = thing("mug", 1_200, n + 2);
            more.variants[0].prices.clear();
            stock(&shop, &[more]).await;
        }
        let mut b = merchant(&shop).await;
        open(&mut b, &shop, "MUG").await;
        let mut sums = b.all("#ledger tbody td:nth-child(4)");
        assert_eq!((sums.len(), sums[0].as_str()), (50, "71"));
        b.click("Earlier").await;
        sums.extend(b.all("#ledger tbody td:nth-child(4)"));
        assert_eq!(sums, (1..=71).rev().map(|n: i64| n.to_string()).collect::<Vec<_>>());
        shop.healthy().await;
    })
    .await;
}
