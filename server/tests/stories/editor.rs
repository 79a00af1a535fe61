//! The editor of a product: one form for all of it, a draft that waits, two who save at once, a copy, a preview.
use crate::kit::goods::{opened, pan, stock, thing};
use crate::kit::{Browser, Shop, both, wire};
use crate::orders::ordered;
use crate::pictures::jpeg;
use app::catalogue::draft::Draft;
use app::staff::Role;

/// A merchant's browser.
pub async fn merchant(shop: &Shop, email: &str, name: &str) -> Browser {
    let id = wire::employee(shop, email, name, Role::Merchant).await;
    let cookie = wire::signed_in(shop, id, email).await;
    let mut b = Browser::new(shop);
    for pair in cookie.split("; ") {
        let (name, value) = pair.split_once('=').unwrap();
        b.cookies.insert(name.into(), value.into());
    }
    b
}
async fn marit(shop: &Shop) -> Browser {
    merchant(shop, "marit@example.org", "Marit").await
}
async fn id_of(shop: &Shop, slug: &str) -> i64 {
    let row: (i64,) =
        shop.db().query("select id from product where slug = $1").bind(slug.to_string()).one().await.unwrap();
    row.0
}
async fn text(shop: &Shop, sql: &'static str) -> String {
    let row: (String,) = shop.db().query(sql).one().await.unwrap();
    row.0
}
/// The name of a variant's field by its SKU.
async fn field(shop: &Shop, sku: &str, column: &str) -> String {
    let row: (i64,) =
        shop.db().query("select id from variant where sku = $1").bind(sku.to_string()).one().await.unwrap();
    format!("v-{}-{column}", row.0)
}

#[tokio::test]
async fn a_product_is_made_changed_and_told_of_in_the_audit() {
    both(|shop| async move {
        opened(&shop).await;
        let mut b = marit(&shop).await;
        b.open("/admin/products/new").await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        b.press(
            "Save changes",
            &[
                ("Name", "Milk pan"),
                ("Maker", "Joost Averink"),
                ("v-n0-p-EUR", "42,50"),
                ("v-n0-barcode", "4006381333931"),
                ("v-n0-move", "+7"),
                ("c-1", "on"),
                ("Tags", "iron, milk"),
                ("a-n0-label", "Weight"),
                ("a-n0-kind", "number"),
                ("a-n0-unit", "kg"),
                ("a-n0-value", "0.9 kg"),
                ("s-n0-title", "Spin"),
                ("s-n0-minutes", "20"),
            ],
        )
        .await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert!(b.text().contains("It is in the catalogue now."), "{}", b.text());
        let id = id_of(&shop, "milk-pan").await;
        let page = format!("/admin/products/{id}");
        assert!(b.page.path.starts_with(&page));
        assert!(b.text().contains("No meaning yet: Weight") && b.text().contains("A named maker"), "{}", b.text());
        assert_eq!(shop.number("select on_hand from stock").await, 7);
        assert_eq!(shop.number("select amount from price").await, 4_250);
        assert_eq!(text(&shop, "select sku from variant").await, "MILK-PAN");
        let mut stranger = Browser::new(&shop);
        assert_eq!(stranger.open("/products/milk-pan").await.status, 404, "a draft is nobody's business");
        assert_eq!(
            stranger.open(&format!("{page}/preview")).await.path,
            format!("/sign-in?next=%2Fadmin%2Fproducts%2F{id}%2Fpreview")
        );
        b.open(&format!("{page}/preview")).await;
        assert!(
            b.page.status == 200
                && b.text().contains("nobody but merchants sees this page")
                && b.text().contains("42.50"),
            "{}",
            b.text()
        );
        b.open(&page).await;
        let price = field(&shop, "MILK-PAN", "p-EUR").await;
        b.press(
            "Save and put on the shelf",
            &[(&price, "45"), ("Address", "small-milk-pan"), ("Name", "Small milk pan")],
        )
        .await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        stranger.open("/products/milk-pan").await;
        assert_eq!((stranger.page.status, stranger.page.path.as_str()), (200, "/products/small-milk-pan"));
        let acts: Vec<(String, String, String)> = shop
            .db()
            .query("select act, before, after from audit where subject_kind = 'product' order by id")
            .all()
            .await
            .unwrap();
        assert_eq!(
            acts.iter().map(|a| a.0.as_str()).collect::<Vec<_>>(),
            ["product.made", "product.renamed", "product.edited"]
        );
        assert!(acts[2].1.contains("Name: Milk pan") && acts[2].1.contains("Price EUR of MILK-PAN: 42.50"), "{acts:?}");
        assert!(acts[2].2.contains("Name: Small milk pan") && acts[2].2.contains("Status: active"), "{acts:?}");
        b.press("Save changes", &[]).await;
        let told = text(&shop, "select before || ' became ' || after from audit order by id desc limit 1").await;
        assert!(b.text().contains("Nothing was changed."), "{told}");
        assert_eq!(shop.number("select count(*) from price_change").await, 2);
        b.open("/admin/audit").await;
        assert!(b.text().contains("Edited Small milk pan"), "{}", b.text());
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_new_size_gets_its_row_and_values_can_be_renamed_and_arranged() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[pan()]).await;
        let id = id_of(&shop, "pan").await;
        let mut b = marit(&shop).await;
        b.open(&format!("/admin/products/{id}")).await;
        let rows: Vec<(i64, i64, String)> = shop
            .db()
            .query("select a.id, v.id, v.value from option_axis a join option_value v on v.axis = a.id order by a.position, v.position")
            .all()
            .await
            .unwrap();
        let (size, first, finish) = (rows[0].0, rows[0].1, rows[2].0);
        b.press("Save changes", &[(&format!("axis-{size}-more"), "30 cm"), (&format!("axis-{size}-v-{first}"), "21 cm")]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("There are rows for what is new."), "{}", b.text());
        assert_eq!(shop.number("select count(*) from variant").await, 3, "nothing is saved yet");
        b.press("Save changes", &[("v-n0-p-EUR", "79"), ("v-n0-sku", "PAN-30-S"), ("v-n1-state", "none")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        let made: Vec<(String, String)> =
            shop.db().query("select sku, combination_key from variant order by position, id").all().await.unwrap();
        let keys: Vec<&str> = made.iter().map(|m| m.1.as_str()).collect();
        assert_eq!(keys, ["21 cm\u{1f}seasoned", "21 cm\u{1f}bare", "26 cm\u{1f}seasoned", "30 cm\u{1f}seasoned"]);
        // Places of values, and a name that changes with another.
        let (second, third) = (rows[1].1, format!("axis-{size}-at-{first}"));
        b.press("Save changes", &[(&third, "9"), (&format!("axis-{size}-v-{first}"), "26 cm"), (&format!("axis-{size}-v-{second}"), "21 cm")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        let values: Vec<(String,)> =
            shop.db().query("select value from option_value where axis = $1 order by position").bind(size).all().await.unwrap();
        assert_eq!(values.iter().map(|v| v.0.as_str()).collect::<Vec<_>>(), ["21 cm", "30 cm", "26 cm"]);
        // Without the finish two rows would be one.
        b.press("Save changes", &[(&format!("axis-{finish}-drop"), "on")]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("stands in two rows"), "{}", b.text());
        let bare = field(&shop, "PAN-20-B", "state").await;
        b.press("Save changes", &[(&bare, "gone")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert_eq!(shop.number("select count(*) from option_axis").await, 1);
        assert_eq!(shop.number("select count(*) from variant").await, 3);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_ordered_is_archived_and_never_deleted() {
    both(|shop| async move {
        ordered(&shop, "transfer").await;
        let id = id_of(&shop, "mug").await;
        let mut b = marit(&shop).await;
        b.open(&format!("/admin/products/{id}")).await;
        let state = field(&shop, "MUG", "state").await;
        b.press("Save changes", &[(&state, "gone")]).await;
        assert!(b.page.status == 422 && b.text().contains("it can be archived, not deleted"), "{}", b.text());
        b.press("Save changes", &[(&state, "archived")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert_eq!(shop.number("select count(*) from variant where archived_at is not null").await, 1);
        b.press("Save changes", &[(&state, "sold")]).await;
        b.press("Take The mug off the shelf", &[]).await;
        assert!(b.text().contains("It is off the shelf."), "{}", b.text());
        assert_eq!(Browser::new(&shop).open("/products/mug").await.status, 410);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5), thing("bowl", 2_000, 5)]).await;
        let id = id_of(&shop, "mug").await;
        let mut b = marit(&shop).await;
        b.open(&format!("/admin/products/{id}")).await;
        let of = async |column| field(&shop, "MUG", column).await;
        let (price, sku, barcode, stock) = (of("p-EUR").await, of("sku").await, of("barcode").await, of("move").await);
        let long = "w".repeat(301);
        b.press(
            "Save changes",
            &[
                ("Name", "A mug"),
                (&price, "cheap"),
                (&sku, "bowl"),
                (&barcode, "4006381333932"),
                (&stock, "-6"),
                ("words", &long),
                ("Address", "bowl"),
            ],
        )
        .await;
        assert_eq!((b.page.status, b.count("[aria-invalid=true]")), (422, 6), "{}", b.text());
        let said = b.text();
        for words in [
            "Write an amount of EUR like 12.50.",
            "The SKU bowl belongs to The bowl",
            "the last one would be 1",
            "No more than the 5 on hand can go.",
            "At most 300 letters; these are 301.",
            "The bowl has this address.",
            "6 things to put right",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        for (name, value) in
            [("title", "A mug"), (&price, "cheap"), (&sku, "bowl"), (&barcode, "4006381333932"), (&stock, "-6")]
        {
            assert_eq!(b.attributes(&format!("[name='{name}']"), "value"), [value]);
        }
        assert_eq!(text(&shop, "select title from product where slug = 'mug'").await, "The mug");
        let mut fields = b.sending("Save changes", &[]).2;
        fields.retain(|(name, _)| name != "base");
        b.post(&format!("/admin/products/{id}"), &fields).await;
        assert!(b.page.status == 422 && b.text().contains("The form did not come whole."), "{}", b.text());
        assert_eq!(b.open("/admin/products/4711").await.status, 404);
        assert_eq!(b.open("/admin/products/seven").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn two_who_edit_one_product_lose_nothing_of_either() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let page = format!("/admin/products/{}", id_of(&shop, "mug").await);
        let mut marit = marit(&shop).await;
        let mut neela = merchant(&shop, "neela@example.org", "Neela").await;
        marit.open(&page).await;
        neela.open(&page).await;
        let (price, stock) = (field(&shop, "MUG", "p-EUR").await, field(&shop, "MUG", "move").await);
        marit.press("Save changes", &[("Kind", "Mugs"), (&price, "13"), ("Vendor", "House"), (&stock, "+1")]).await;
        assert_eq!(marit.page.hops, [303], "{}", marit.text());
        // Neela's form is older: what she did not touch stays Marit's.
        neela
            .press(
                "Save changes",
                &[("What it is for", "For tea."), (&price, "14"), ("Vendor", "House"), (&stock, "+2")],
            )
            .await;
        assert_eq!(neela.page.status, 409);
        let said = neela.text();
        assert!(said.contains("Somebody else changed this too") && said.contains("Price EUR of MUG"), "{said}");
        assert_eq!(neela.count("fieldset.clash"), 1, "{said}");
        assert!(said.contains("14") && said.contains("13"), "{said}");
        assert_eq!(neela.attributes("[name=kind]", "value"), ["Mugs"], "what Marit alone changed is there already");
        let still = neela.press("Save changes", &[]).await.status;
        assert_eq!(still, 409, "a choice that was not made is asked for again");
        neela.press("Save changes", &[(&format!("pick-{price}"), "mine")]).await;
        assert_eq!(neela.page.hops, [303], "{}", neela.text());
        let row: (String, String, String) =
            shop.db().query("select kind, purpose, vendor from product where slug = 'mug'").one().await.unwrap();
        assert_eq!(row, ("Mugs".into(), "For tea.".into(), "House".into()));
        assert_eq!(shop.number("select amount from price").await, 1_400);
        assert_eq!(shop.number("select on_hand from stock").await, 8, "both corrections count");
        marit.press("Save changes", &[(&price, "15")]).await;
        assert_eq!(marit.page.status, 409, "{}", marit.text());
        marit.press("Save changes", &[(&format!("pick-{price}"), "theirs")]).await;
        assert_eq!(shop.number("select amount from price").await, 1_400);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn two_saves_at_one_moment_keep_both() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5), thing("bowl", 900, 5)]).await;
        let page = format!("/admin/products/{}", id_of(&shop, "mug").await);
        let mut marit = marit(&shop).await;
        let mut neela = merchant(&shop, "neela@example.org", "Neela").await;
        let (price, stock) = (field(&shop, "MUG", "p-EUR").await, field(&shop, "MUG", "move").await);
        for n in 1..=5 {
            marit.open(&page).await;
            neela.open(&page).await;
            let (kind, cost) = (format!("Kind {n}"), format!("1{n}"));
            let one = [("Kind", kind.as_str()), (&stock, "+1")];
            let two = [(price.as_str(), cost.as_str()), (&stock, "+2")];
            tokio::join!(marit.press("Save changes", &one), neela.press("Save changes", &two));
            assert_eq!((marit.page.status, neela.page.status), (200, 200), "{}\n{}", marit.text(), neela.text());
            assert_eq!(text(&shop, "select kind from product where slug = 'mug'").await, kind);
            assert_eq!(
                shop.number("select p.amount from price p join variant v on v.id = p.variant where v.sku = 'MUG'")
                    .await,
                1_000 + n * 100
            );
            assert_eq!(
                shop.number("select s.on_hand from stock s join variant v on v.id = s.variant where v.sku = 'MUG'")
                    .await,
                5 + 3 * n
            );
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_waits_as_a_draft_of_its_own() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let page = format!("/admin/products/{}", id_of(&shop, "mug").await);
        let mut b = marit(&shop).await;
        let mut neela = merchant(&shop, "neela@example.org", "Neela").await;
        b.open(&page).await;
        let fields: Vec<(String, String)> = b
            .sending("Save changes", &[("Name", "A better mug")])
            .2
            .into_iter()
            .chain([("act".to_string(), "keep".to_string())])
            .collect();
        let (status, said) = b.fetch(&page, &fields).await;
        assert!(status == 200 && said["words"].as_str().unwrap().starts_with("Your draft is kept"), "{said}");
        assert_eq!(text(&shop, "select title from product").await, "The mug");
        b.open(&page).await;
        assert!(b.text().contains("You have changes of") && b.text().contains("that are not saved."), "{}", b.text());
        assert!(!neela.open(&page).await.html.contains("that are not saved"), "a draft is its writer's");
        b.click("Go on with them").await;
        assert_eq!(b.attributes("[name=title]", "value"), ["A better mug"]);
        neela.press("Save changes", &[("Kind", "Mugs")]).await;
        b.press("Save changes", &[]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        let row: (String, String) = shop.db().query("select title, kind from product").one().await.unwrap();
        assert_eq!(row, ("A better mug".into(), "Mugs".into()));
        assert_eq!(shop.number("select count(*) from product_draft").await, 0);
        b.press("Save draft", &[("Name", "Never")]).await;
        assert_eq!(b.attributes("[name=title]", "value"), ["Never"]);
        b.open(&page).await;
        b.press("Throw them away", &[]).await;
        assert_eq!(shop.number("select count(*) from product_draft").await, 0);
        assert_eq!(b.attributes("[name=title]", "value"), ["A better mug"]);
        b.open("/admin/products/new").await;
        b.press("Save draft", &[("Name", "Not there yet")]).await;
        assert_eq!(b.attributes("[name=title]", "value"), ["Not there yet"]);
        b.press("Save changes", &[]).await;
        assert_eq!(shop.number("select count(*) from product").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_a_draft_with_nothing_in_stock() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[Draft { tags: Some(vec!["Iron".into()]), ..pan() }]).await;
        let mut b = marit(&shop).await;
        b.open(&format!("/admin/products/{}", id_of(&shop, "pan").await)).await;
        b.press("Make a copy of it", &[]).await;
        assert!(b.page.status == 200 && b.text().contains("This is the copy"), "{}", b.text());
        let copy = id_of(&shop, "pan-copy").await;
        assert!(b.page.path.starts_with(&format!("/admin/products/{copy}")));
        let rows: Vec<(String, String, i64)> = shop
            .db()
            .query("select v.sku, v.combination_key, s.on_hand from variant v join stock s on s.variant = v.id where v.product = $1 order by v.position, v.id")
            .bind(copy)
            .all()
            .await
            .unwrap();
        assert_eq!(rows[0], ("PAN-20-S-COPY".into(), "20 cm\u{1f}seasoned".into(), 0));
        assert_eq!(rows.len(), 3);
        assert_eq!(shop.number("select count(*) from product_attribute").await, 2);
        b.press("Make a copy of it", &[]).await;
        assert_eq!(shop.number("select count(*) from product where slug = 'pan-copy-copy'").await, 1);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn pictures_come_with_the_form_and_are_chosen_from_the_library() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5), thing("bowl", 900, 5)]).await;
        let page = format!("/admin/products/{}", id_of(&shop, "mug").await);
        let mut b = marit(&shop).await;
        b.open(&page).await;
        let (one, two) = (jpeg(300, 200), jpeg(320, 200));
        b.press_with("Save changes", &[], &[("upload", "one.jpg", &one), ("upload", "two.jpg", &two), ("upload", "lie.png", b"no picture")]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("lie.png"), "{}", b.text());
        assert_eq!(b.count("li.shot"), 2, "the good ones are kept");
        let alts: Vec<String> = b.attributes("li.shot input[name$='-alt']", "name");
        b.press("Save changes", &[(&alts[0], "A mug, full of tea")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert!(b.text().contains("1 picture without words"), "{}", b.text());
        let at = alts[1].replace("-alt", "-at");
        b.press("Save changes", &[(&at, "0"), (&alts[1], "The handle")]).await;
        let row: (String,) = shop.db().query("select coalesce(pm.alt, m.alt) from product_media pm join media m on m.id = pm.media order by pm.position limit 1").one().await.unwrap();
        assert_eq!(row.0, "The handle");
        b.open(&format!("/admin/products/{}", id_of(&shop, "bowl").await)).await;
        b.press("Look in the library", &[("library", "tea")]).await;
        let found = b.attributes("[name=take]", "value");
        assert_eq!(found.len(), 1, "{}", b.text());
        b.press("Save changes", &[("take", "on")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert_eq!(shop.number("select count(*) from product_media").await, 3);
        b.open(&page).await;
        b.press("Save changes", &[(&alts[1].replace("-alt", "-off"), "on")]).await;
        assert_eq!(shop.number("select count(*) from product_media").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_price_in_another_currency_comes_and_goes() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let mut b = marit(&shop).await;
        b.open(&format!("/admin/products/{}", id_of(&shop, "mug").await)).await;
        b.press("Lay out the rows", &[("currency", "usd")]).await;
        let dollars = field(&shop, "MUG", "p-USD").await;
        b.press("Save changes", &[(&dollars, "14.50")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert_eq!(shop.number("select amount from price where currency = 'USD'").await, 1_450);
        b.press("Save changes", &[(&dollars, "")]).await;
        assert_eq!(shop.number("select count(*) from price").await, 1);
        shop.healthy().await;
    })
    .await;
}
