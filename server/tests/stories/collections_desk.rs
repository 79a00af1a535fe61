//! Collections at the desk: by hand in an order, by a rule that keeps itself; and the specifications of the shop.
use crate::editor::merchant;
use crate::kit::goods::{opened, pan, reprice, stock, thing};
use crate::kit::wire::PASSWORD;
use crate::kit::{Browser, Shop, both};
use app::catalogue::draft::Draft;

async fn goods(shop: &Shop) -> Browser {
    opened(shop).await;
    let iron = Draft { tags: Some(vec!["Iron".into()]), ..thing("spoon", 1_800, 5) };
    stock(shop, &[pan(), thing("mug", 1_200, 1), iron]).await;
    merchant(shop, "marit@example.org", "Marit").await
}
/// What stands in a collection, by title.
async fn within(shop: &Shop, slug: &str) -> Vec<String> {
    let rows: Vec<(String,)> = shop
        .db()
        .query(
            "select p.slug from collection c join collection_product k on k.collection = c.id join product p on p.id = k.product
             where c.slug = $1 order by k.position, p.id",
        )
        .bind(slug.to_string())
        .all()
        .await
        .unwrap();
    rows.into_iter().map(|(slug,)| slug).collect()
}

#[tokio::test]
async fn a_collection_is_filled_and_arranged_by_hand() {
    both(|shop| async move {
        let mut b = goods(&shop).await;
        b.open("/admin/collections").await;
        b.press("Make the collection", &[("title", "Pans")]).await;
        assert!(
            b.page.status == 422 && b.text().contains("Pans has the address /collections/pans already."),
            "{}",
            b.text()
        );
        b.press("Make the collection", &[("title", "For a wedding")]).await;
        assert!(b.text().contains("It is there, and empty."), "{}", b.text());
        let page = b.page.path.split('?').next().unwrap().to_string();
        b.press("Find products", &[("find", "the")]).await;
        let found = b.attributes("[name=add]", "value");
        assert_eq!(found.len(), 2, "{}", b.text());
        b.press("Save changes", &[("add", "on"), ("lead", "For two."), ("said_by", "joost")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert_eq!(within(&shop, "for-a-wedding").await, ["mug", "spoon"]);
        let places = b.attributes("input.place", "name");
        b.press("Save changes", &[(&places[0], "9"), ("slug", "wedding")]).await;
        assert_eq!(within(&shop, "wedding").await, ["spoon", "mug"]);
        let mut shopper = Browser::new(&shop);
        assert_eq!(
            shopper.list("/collections/for-a-wedding").await,
            ["/products/spoon", "/products/mug"],
            "the old address, the new order"
        );
        b.press("Save changes", &[(&places[0], "much")]).await;
        assert!(b.page.status == 422 && b.text().contains("A place is a whole number."), "{}", b.text());
        b.open(&page).await;
        b.press("Save changes", &[(&places[0].replace("place-", "off-"), "on")]).await;
        assert_eq!(within(&shop, "wedding").await.len(), 1);
        let (acts,): (i64,) =
            shop.db().query("select count(*) from audit where act = 'collection.edited'").one().await.unwrap();
        assert_eq!(acts, 3);
        shop.healthy().await;
        b.press("Take For a wedding away", &[]).await;
        assert_eq!(shopper.open("/collections/wedding").await.status, 404);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_collection_by_rule_keeps_itself() {
    both(|shop| async move {
        let mut b = goods(&shop).await;
        b.open("/admin/collections").await;
        b.press("Make the collection", &[("title", "Small things")]).await;
        b.press("Count", &[("how", "rule"), ("field-0", "price"), ("op-0", "most"), ("value-0", "20")]).await;
        assert!(b.text().contains("2 products meet it: The spoon, The mug."), "{}", b.text());
        assert_eq!(within(&shop, "small-things").await.len(), 0, "counting saves nothing");
        b.press("Save changes", &[("field-1", "stock"), ("op-1", "is")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert_eq!(within(&shop, "small-things").await, ["mug", "spoon"]);
        shop.healthy().await;
        // A price that rises, stock that goes, stock that comes back.
        reprice(&shop, "spoon", 2_500).await;
        assert_eq!(within(&shop, "small-things").await, ["mug"]);
        let mut shopper = Browser::new(&shop);
        shopper.open("/products/mug").await;
        shopper.press("Add to cart", &[]).await;
        shopper.click("Checkout").await;
        let who = [
            ("Email", "noor@example.org"),
            ("Full name", "Noor"),
            ("Address", "Kerkpad 12"),
            ("Postcode", "7431 AB"),
            ("City", "Hollewijk"),
        ];
        shopper.press("Place order", &who).await;
        assert!(shopper.page.path.starts_with("/orders/"), "{}", shopper.text());
        assert_eq!(within(&shop, "small-things").await.len(), 0, "the last mug is promised");
        shop.healthy().await;
        stock(&shop, &[thing("mug", 1_200, 4)]).await;
        assert_eq!(within(&shop, "small-things").await, ["mug"]);
        b.press("Save changes", &[("match", "any"), ("field-1", "tag"), ("op-1", "is"), ("value-1", "iron")]).await;
        assert_eq!(within(&shop, "small-things").await, ["mug", "spoon"]);
        b.press("Save changes", &[("field-0", "tag"), ("op-0", "least")]).await;
        assert!(b.page.status == 422 && b.text().contains("Tag goes with ‘is’ or ‘is not’."), "{}", b.text());
        assert_eq!(b.attributes("[name=value-1]", "value"), ["iron"]);
        shop.healthy().await;
        shop.damage("delete from collection_product where product in (select id from product where slug = 'mug')")
            .await;
        let drifted = app::doctor::examine(shop.db()).await.unwrap();
        assert!(drifted.iter().any(|d| d.what == "collection_product.by_rule"), "{drifted:?}");
    })
    .await;
}

#[tokio::test]
async fn a_product_saved_while_a_rule_changes_ends_where_it_belongs() {
    both(|shop| async move {
        let mut b = goods(&shop).await;
        b.open("/admin/collections").await;
        b.press("Make the collection", &[("title", "Cheap")]).await;
        let page = b.page.path.split('?').next().unwrap().to_string();
        for n in 0..6 {
            let limit = if n % 2 == 0 { "15" } else { "25" };
            let price = if n % 2 == 0 { 2_000 } else { 1_000 };
            b.open(&page).await;
            let rule = [("how", "rule"), ("field-0", "price"), ("op-0", "most"), ("value-0", limit)];
            tokio::join!(b.press("Save changes", &rule), reprice(&shop, "mug", price));
            assert_eq!(b.page.status, 200, "{}", b.text());
            shop.healthy().await;
        }
    })
    .await;
}

#[tokio::test]
async fn specifications_are_listed_with_what_says_nothing() {
    both(|shop| async move {
        let mut b = goods(&shop).await;
        b.open("/admin/specifications").await;
        assert!(b.text().contains("Everything that is said says what it means."), "{}", b.text());
        b.press("Make it", &[("Name of a new specification", "Weight"), ("Kind", "A number")]).await;
        assert!(
            b.page.status == 422 && b.text().contains("There is a specification called Weight already."),
            "{}",
            b.text()
        );
        b.press("Make it", &[("label", "Length"), ("Kind", "A number"), ("Unit", "cm")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        shop.damage("update product_attribute set means = ''").await;
        b.open("/admin/specifications").await;
        let mut saving = b.clone();
        saving.press("Save what is shown", &[("password", PASSWORD)]).await;
        assert!(
            saving.page.html.starts_with("handle,name,kind,unit,products,without a meaning\n"),
            "{}",
            saving.text()
        );
        assert_eq!(shop.number("select count(*) from audit where act = 'specifications.exported'").await, 1);
        let silent = b.attributes("section[aria-labelledby=dumb] a", "href");
        assert_eq!(silent.len(), 1, "{}", b.text());
        b.press("Rename Weight", &[("Another name of Weight", "Heft")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        let labels: Vec<(String,)> =
            shop.db().query("select label from facet where kind = 'attribute'").all().await.unwrap();
        assert_eq!(labels, [("Heft".to_string(),)]);
        assert_eq!(b.open(silent[0].split('#').next().unwrap()).await.status, 200);
        assert!(b.text().contains("It has no meaning yet."), "{}", b.text());
    })
    .await;
}
