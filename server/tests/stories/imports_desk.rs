//! Imports in the browser: sent, tried, taken, cancelled, sent again; the same code as at the command line.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::{Browser, Shop, both};
use crate::security::{grown_stale, merchant};
use app::import::desk::work::go_on;
use app::values::Moment;
use std::time::Duration;

const HEAD: &str = "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty,Colour\n";

/// A file of so many products, from this number on.
fn goods(from: usize, many: usize) -> String {
    let rows: String = (from..from + many).map(|n| format!("thing-{n},Thing {n},T-{n},12.50,3,blue\n")).collect();
    format!("{HEAD}{rows}")
}
async fn desk(shop: &Shop) -> Browser {
    opened(shop).await;
    merchant(shop, "merel@example.org").await
}
/// Sends a file; the browser is on the page of its run.
async fn send(b: &mut Browser, name: &str, text: &str) -> i64 {
    b.open("/admin/import").await;
    b.press_with("Send the file", &[("images", "")], &[("file", name, text.as_bytes())]).await;
    assert_eq!((b.page.status, b.page.hops.as_slice()), (200, &[303u16][..]), "{}", b.text());
    b.page.path.rsplit('/').next().unwrap().parse().unwrap()
}
/// Does what waits, and looks at the run again.
async fn work(b: &mut Browser, shop: &Shop, run: i64) -> String {
    shop.work().await;
    b.open(&format!("/admin/import/{run}")).await;
    b.text()
}
async fn state(shop: &Shop, run: i64) -> (String, i64, i64, i64, i64) {
    shop.db()
        .query("select state, added, changed, same, refused from import_run where id = $1")
        .bind(run)
        .one()
        .await
        .unwrap()
}
async fn products(shop: &Shop) -> i64 {
    shop.number("select count(*) from product where slug like 'thing-%'").await
}

#[tokio::test]
async fn a_file_is_tried_then_taken_and_twice_changes_nothing() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let text = format!("{}thing-9,Thing 9,T-9,a lot,1,red\nthing-10,,,,,\n", goods(1, 4));
        let run = send(&mut b, "goods.csv", &text).await;
        assert!(b.text().contains("It is Shopify's old header, parted by commas"), "{}", b.text());
        assert_eq!(
            b.attributes("select", "aria-label"),
            ["What Colour is taken for"],
            "of what is known nobody is asked"
        );
        b.press("Try it", &[]).await;
        assert!(b.text().contains("It waits for its turn."), "{}", b.text());
        let told = work(&mut b, &shop, run).await;
        assert!(told.contains("What would happen") && told.contains("would be added"), "{told}");
        assert_eq!(products(&shop).await, 0, "nothing was changed");
        assert_eq!(state(&shop, run).await.0, "tried");
        assert_eq!(shop.number("select count(*) from audit where act = 'catalogue.imported'").await, 0);
        // What there is to tell stands on the page and in the file.
        assert!(
            b.count("section[aria-labelledby=note] tbody tr, section[aria-labelledby=refused] tbody tr") >= 1,
            "{told}"
        );
        b.open(&format!("/admin/import/{run}/rows")).await;
        assert!(b.page.html.starts_with("line,product,what,why\n") && b.page.html.contains("a lot"), "{}", b.page.html);
        b.open(&format!("/admin/import/{run}")).await;
        b.press("Import now", &[]).await;
        let told = work(&mut b, &shop, run).await;
        assert!(told.contains("What was done") && told.contains("The file itself is not kept."), "{told}");
        let (word, added, ..) = state(&shop, run).await;
        assert_eq!((word.as_str(), added), ("done", products(&shop).await));
        assert!(products(&shop).await >= 4);
        assert_eq!(shop.number("select count(*) from import_piece").await, 0);
        let who =
            shop.number("select count(*) from audit where act = 'catalogue.imported' and person is not null").await;
        assert_eq!(who, 1, "in the name of whoever began it");
        // Nothing of it is started again.
        b.post(&format!("/admin/import/{run}"), &[("act".into(), "import".into())]).await;
        assert_eq!(shop.work().await, 0);
        // The same file once more changes nothing, and says so before.
        let again = send(&mut b, "goods.csv", &text).await;
        b.press("Try it", &[]).await;
        let told = work(&mut b, &shop, again).await;
        assert!(
            told.contains("There is nothing to import.") && told.contains("0 would be added, 0 would be changed"),
            "{told}"
        );
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_import_that_is_cancelled_midway_keeps_what_it_did_and_says_so() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let run = send(&mut b, "many.csv", &goods(1, 150)).await;
        b.press("Try it", &[]).await;
        work(&mut b, &shop, run).await;
        b.press("Import now", &[]).await;
        let turn = shop.number("select turn from import_run").await;
        // One part of it, as a node would do it that has no time.
        go_on(shop.db(), &format!("{run}:{turn}"), Duration::ZERO, Moment::now()).await.unwrap();
        let some = products(&shop).await;
        assert!((1..150).contains(&some), "{some}");
        b.open(&format!("/admin/import/{run}?watch=1")).await;
        assert!(
            b.page.headers["refresh"] == "5" && b.text().contains(&format!("{some} of 150 products")),
            "{}",
            b.text()
        );
        b.press("Cancel", &[]).await;
        let told = work(&mut b, &shop, run).await;
        assert!(told.contains(&format!("{some} of 150 products were done, and stay.")), "{told}");
        assert_eq!((state(&shop, run).await.0.as_str(), products(&shop).await), ("cancelled", some));
        assert_eq!(shop.number("select count(*) from import_piece").await, 0);
        assert_eq!(shop.number("select count(*) from audit where act = 'catalogue.imported'").await, 1);
        shop.healthy().await;
        // What is done is not done twice.
        let again = send(&mut b, "many.csv", &goods(1, 150)).await;
        b.press("Try it", &[]).await;
        work(&mut b, &shop, again).await;
        b.press("Import now", &[]).await;
        work(&mut b, &shop, again).await;
        let (word, added, changed, same, refused) = state(&shop, again).await;
        assert_eq!((word.as_str(), added, changed, same, refused), ("done", 150 - some, 0, some, 0));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_turn_that_broke_off_is_taken_up_where_it_was_and_two_turns_never_do_the_same() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let run = send(&mut b, "many.csv", &goods(1, 250)).await;
        b.press("Try it", &[]).await;
        work(&mut b, &shop, run).await;
        b.press("Import now", &[]).await;
        let turn = shop.number("select turn from import_run").await;
        let old = format!("{run}:{turn}");
        go_on(shop.db(), &old, Duration::ZERO, Moment::now()).await.unwrap();
        let some = products(&shop).await;
        // A node that was cut off comes back with a turn that is over: it does nothing.
        go_on(shop.db(), &old, Duration::ZERO, Moment::now()).await.unwrap();
        assert_eq!(products(&shop).await, some);
        work(&mut b, &shop, run).await;
        assert_eq!(state(&shop, run).await, ("done".into(), 250, 0, 0, 0));
        assert_eq!(shop.number("select count(*) from import_remark").await, 0);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn two_imports_at_once_leave_each_product_once() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let mut runs = vec![];
        for text in [goods(1, 120), goods(60, 120)] {
            let run = send(&mut b, "some.csv", &text).await;
            b.press("Try it", &[]).await;
            work(&mut b, &shop, run).await;
            b.press("Import now", &[]).await;
            runs.push(run);
        }
        let turn = async |run: i64| {
            let (turn,): (i64,) =
                shop.db().query("select turn from import_run where id = $1").bind(run).one().await.unwrap();
            go_on(shop.db(), &format!("{run}:{turn}"), Duration::from_secs(60), Moment::now()).await.unwrap();
        };
        tokio::join!(turn(runs[0]), turn(runs[1]));
        shop.work().await;
        assert_eq!(products(&shop).await, 179);
        let mut added = 0;
        for run in runs {
            let (word, new, changed, same, refused) = state(&shop, run).await;
            assert_eq!((word.as_str(), new + changed + same + refused), ("done", 120));
            assert_eq!(refused, 0);
            added += new;
        }
        assert_eq!(added, 179);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_of_nobody_we_know_is_told_what_its_columns_are_once() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let text = "What;How much;Left;Shade\nThing 1;12,50;4;blue\nThing 2;3;0;red\n";
        let run = send(&mut b, "list.csv", text).await;
        assert!(b.text().contains("Its header is not known."), "{}", b.text());
        b.press("Try it", &[]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("Say which column is the title"), "{}", b.text());
        b.press("Try it", &[("column-0", "title"), ("column-1", "title")]).await;
        assert!(b.page.status == 422 && b.text().contains("“How much” cannot be it too"), "{}", b.text());
        let choice = [("column-0", "title"), ("column-1", "price"), ("column-2", "stock")];
        b.press("Try it", &choice).await;
        let told = work(&mut b, &shop, run).await;
        assert!(told.contains("2 would be added"), "{told}");
        b.press("Import now", &[]).await;
        work(&mut b, &shop, run).await;
        let price = shop.number("select p.amount from price p join variant v on v.id = p.variant join product g on g.id = v.product where g.slug = 'thing-1'").await;
        assert_eq!((price, products(&shop).await), (1_250, 2));
        let kept: (String,) = shop.db().query("select foreign_fields from product where slug = 'thing-1'").one().await.unwrap();
        assert!(kept.0.contains("Shade") && kept.0.contains("blue"), "{kept:?}");
        // The next file with this header needs no telling.
        let next = send(&mut b, "list-2.csv", &text.replace("Thing", "Things")).await;
        assert_eq!(b.attributes("option[selected]", "value"), ["title", "price", "stock", ""]);
        b.press("Try it", &[]).await;
        assert!(work(&mut b, &shop, next).await.contains("2 would be added"));
        b.press("Throw the file away", &[]).await;
        assert!(b.text().contains("Nothing was done") && b.text().contains("The file was thrown away."), "{}", b.text());
    })
    .await;
}

#[tokio::test]
async fn what_is_no_table_is_refused_at_the_door_and_a_host_has_no_door() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        for (bytes, why) in [
            (&b"PK\x03\x04rest"[..], "save it as CSV first"),
            (b"hello", "one column alone"),
            (b"", "Choose a CSV file"),
        ] {
            b.open("/admin/import").await;
            b.press_with("Send the file", &[], &[("file", "x.csv", bytes)]).await;
            assert_eq!(b.page.status, 422, "{why}: {}", b.text());
            assert!(b.text().contains(why), "{}", b.text());
        }
        let heavy = vec![b'a'; 51 * 1024 * 1024];
        b.open("/admin/import").await;
        b.press_with("Send the file", &[], &[("file", "x.csv", &heavy)]).await;
        assert!([413, 422].contains(&b.page.status), "{}", b.page.status);
        assert_eq!(shop.number("select count(*) from import_run").await, 0);
        let mut hanna = crate::kit::people::host(&shop, "hanna@example.org", "Hanna Visser").await;
        for path in ["/admin/import", "/admin/import/1", "/admin/import/1/rows", "/admin/search?q=x"] {
            hanna.open(path).await;
            assert_eq!(hanna.page.status, 404, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_products_leave_as_a_file_that_comes_back_unchanged() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        stock(&shop, &[thing("thing-1", 1_200, 5), thing("thing-2", 800, 2)]).await;
        grown_stale(&shop).await;
        b.open("/admin/import").await;
        b.press("Save all products as CSV", &[("Your password", "wrong words")]).await;
        assert_eq!((b.page.status, b.count("[aria-invalid=true]")), (422, 1), "{}", b.text());
        b.press("Save all products as CSV", &[("Your password", crate::kit::people::PASSWORD)]).await;
        let file = b.page.html.clone();
        assert!(file.contains("The thing-1") && file.lines().count() == 3, "{file}");
        assert_eq!(shop.number("select count(*) from audit where act = 'catalogue.exported'").await, 1);
        let run = send(&mut b, "products.csv", &file).await;
        b.press("Try it", &[]).await;
        assert!(work(&mut b, &shop, run).await.contains("2 unchanged"), "{}", b.text());
    })
    .await;
}

#[tokio::test]
async fn a_run_that_got_stuck_is_thrown_away_with_its_file_and_said_as_failed() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let tried = send(&mut b, "stuck.csv", &goods(1, 3)).await;
        b.press("Try it", &[]).await;
        let run = send(&mut b, "many.csv", &goods(1, 150)).await;
        b.press("Try it", &[]).await;
        let turn = async |run: i64| {
            let (turn,): (i64,) =
                shop.db().query("select turn from import_run where id = $1").bind(run).one().await.unwrap();
            turn
        };
        let at = format!("{run}:{}", turn(run).await);
        go_on(shop.db(), &at, Duration::from_secs(60), Moment::now()).await.unwrap();
        b.open(&format!("/admin/import/{run}")).await;
        b.press("Import now", &[]).await;
        let at = format!("{run}:{}", turn(run).await);
        go_on(shop.db(), &at, Duration::ZERO, Moment::now()).await.unwrap();
        let some = products(&shop).await;
        assert!((1..150).contains(&some), "{some}");
        // Nobody takes its next turn.
        shop.damage("delete from job where kind = 'import.run'").await;
        let tidy = async |days: i64| {
            app::import::desk::store::tidy(shop.db(), Moment::now().plus(days * Moment::DAY)).await.unwrap()
        };
        tidy(6).await;
        assert_eq!((state(&shop, tried).await.0.as_str(), state(&shop, run).await.0.as_str()), ("trying", "running"));
        tidy(8).await;
        assert_eq!(state(&shop, tried).await, ("failed".into(), 0, 0, 0, 0));
        assert_eq!(state(&shop, run).await, ("failed".into(), some, 0, 0, 0), "what it did stays, and is said");
        assert_eq!(shop.number("select count(*) from import_piece").await, 0);
        assert_eq!(shop.number("select count(*) from audit where act = 'catalogue.imported'").await, 1);
        b.open(&format!("/admin/import/{run}")).await;
        assert!(b.text().contains("Stopped by a fault") && b.text().contains("came to no end"), "{}", b.text());
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_starts_a_run_is_who_imported() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let run = send(&mut b, "goods.csv", &goods(1, 2)).await;
        b.press("Try it", &[]).await;
        work(&mut b, &shop, run).await;
        let mut marit = crate::editor::merchant(&shop, "marit@example.org", "Marit").await;
        marit.open(&format!("/admin/import/{run}")).await;
        marit.press("Import now", &[]).await;
        work(&mut marit, &shop, run).await;
        assert_eq!(products(&shop).await, 2);
        let who = shop.number("select person from audit where act = 'catalogue.imported'").await;
        assert_eq!(who, crate::kit::people::person_of(&shop, "marit@example.org").await);
    })
    .await;
}
