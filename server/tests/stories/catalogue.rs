//! Products on their pages and in lists.
use crate::kit::goods::{course, opened, pan, reprice, stock, thing};
use crate::kit::{Browser, both};
use app::catalogue::Sort;
use app::catalogue::draft::Draft;
use app::catalogue::put::Fate;

#[tokio::test]
async fn craft_stands_before_specifications() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[pan()]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/pan").await;
        assert_eq!(b.page.status, 200);
        let text = b.text();
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words:?} is missing in {text}"));
        let order = [
            "It wants to be used.",
            "Add to cart",
            "How it is made",
            "From the sheet.",
            "I began with a nail.",
            "For eggs and everything after.",
            "One hand can toss it.",
        ];
        let places: Vec<usize> = order.iter().map(|w| at(w)).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(at("Matters when") > at("One hand can toss it."));
        assert_eq!(b.attributes("link[rel=canonical]", "href"), ["http://shop.test/products/pan"]);
        assert_eq!(b.attributes("meta[property='og:title']", "content"), ["Everyday pan"]);
        let data: Vec<serde_json::Value> = b
            .all("script[type='application/ld+json']")
            .iter()
            .map(|t| serde_json::from_str(t).unwrap_or_default())
            .collect();
        assert_eq!(data.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn machines_read_what_the_page_says() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[pan()]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/pan").await;
        let html = b.page.html.clone();
        let scripts: Vec<serde_json::Value> = html
            .split("application/ld+json")
            .skip(1)
            .map(|part| {
                let json = &part[part.find('>').unwrap() + 1..part.find("</script>").unwrap()];
                serde_json::from_str(json).unwrap()
            })
            .collect();
        let product = scripts.iter().find(|s| s["@type"] == "Product").unwrap();
        let offers = product["offers"].as_array().unwrap();
        assert_eq!(offers.len(), 3);
        let offer = |sku: &str| offers.iter().find(|o| o["sku"] == sku).unwrap();
        assert_eq!(offer("PAN-26-S")["price"], "68.00");
        assert_eq!(offer("PAN-26-S")["priceCurrency"], "EUR");
        assert_eq!(offer("PAN-20-S")["availability"], "https://schema.org/InStock");
        assert_eq!(offer("PAN-20-B")["availability"], "https://schema.org/OutOfStock");
        let crumbs = scripts.iter().find(|s| s["@type"] == "BreadcrumbList").unwrap();
        assert_eq!(crumbs["itemListElement"][1]["item"], "http://shop.test/collections/pans");
    })
    .await;
}

#[tokio::test]
async fn a_choice_changes_price_stock_and_address_without_a_script() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[pan()]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/pan").await;
        assert!(b.text().contains("€54.00"));
        b.press("Show this choice", &[("26 cm", "on")]).await;
        assert_eq!(b.page.path, "/products/pan?variant=PAN-26-S");
        assert!(b.text().contains("€68.00") && b.text().contains("2 left"), "{}", b.text());
        // What is sold out, and what is not made at all, stays on the page and is marked.
        let gone = b.all("label.gone");
        assert!(gone.iter().any(|l| l.starts_with("Bare") && l.contains("not made")), "{gone:?}");
        b.open("/products/pan?variant=PAN-20-B").await;
        assert!(b.text().contains("Sold out"));
        assert_eq!(b.count("button[disabled]"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_slug_that_moved_leads_on_and_what_is_withdrawn_is_gone() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5), thing("jug", 2_400, 5)]).await;
        let mut tx = shop.db().begin().await.unwrap();
        let slug = |text| app::values::Slug::parse(text).unwrap();
        app::catalogue::slugs::rename(
            &mut tx,
            &shop.merchant(),
            &slug("mug"),
            &slug("beaker"),
            app::values::Moment::now(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        stock(&shop, &[Draft { status: Some("withdrawn".into()), ..thing("jug", 2_400, 5) }]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/mug").await;
        assert_eq!(
            (b.page.status, b.page.path.as_str(), b.page.hops.as_slice()),
            (200, "/products/beaker", &[301][..])
        );
        assert_eq!(b.open("/products/jug").await.status, 410);
        assert!(b.text().contains("no longer made"));
        assert_eq!(b.open("/products/never").await.status, 404);
        assert_eq!(b.count("header nav"), 1, "a missing thing has the shop's page around it");
        let sitemap = b.open("/sitemap.xml").await.html.clone();
        assert!(sitemap.contains("http://shop.test/products/beaker") && !sitemap.contains("jug"));
    })
    .await;
}

#[tokio::test]
async fn pages_of_a_list_hold_every_product_once_in_every_sort() {
    both(|shop| async move {
        opened(&shop).await;
        let mut all: Vec<Draft> =
            (0..60).map(|n| thing(&format!("thing-{n:02}"), 1_000 + (n * 37) % 7 * 100, n % 4)).collect();
        let mut unpriced = thing("unpriced", 1, 1);
        unpriced.variants[0].prices = vec![];
        all.push(unpriced);
        stock(&shop, &all).await;
        for sort in Sort::ALL.into_iter().filter(|s| *s != Sort::Best) {
            let seen = Browser::new(&shop).list(&format!("/products?sort={}", sort.word())).await;
            assert_eq!(seen.len(), 61, "{sort:?}");
            let distinct: std::collections::HashSet<_> = seen.iter().collect();
            assert_eq!(distinct.len(), 61, "{sort:?}");
            if matches!(sort, Sort::Cheapest | Sort::Dearest) {
                assert_eq!(seen.last().unwrap(), "/products/unpriced", "{sort:?}");
            }
        }
        let mut b = Browser::new(&shop);
        assert_eq!(b.open("/products?after=%27%3B--~x&sort=price").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn putting_the_same_again_changes_nothing() {
    both(|shop| async move {
        opened(&shop).await;
        let drafts = [pan(), course(), thing("mug", 1_200, 5)];
        assert!(stock(&shop, &drafts).await.iter().all(|p| p.fate == Fate::Added));
        let events = shop.number("select count(*) from event").await;
        let version = shop.number("select catalogue_version from shop").await;
        assert!(stock(&shop, &drafts).await.iter().all(|p| p.fate == Fate::Same));
        assert_eq!(shop.number("select count(*) from event").await, events);
        assert_eq!(shop.number("select catalogue_version from shop").await, version);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_reduced_price_names_the_lowest_of_the_thirty_days_before() {
    use app::catalogue::store::{product, variants};
    use app::values::{Currency, Moment};
    both(|shop| async move {
        opened(&shop).await;
        let day = |n: i64| Moment::now().plus(-n * Moment::DAY);
        for (days_ago, price, before) in
            [(90, 5_000, None), (50, 4_000, None), (20, 4_500, None), (5, 3_000, Some(4_500))]
        {
            let mut draft = thing("mug", price, 5);
            draft.variants[0].prices = vec![(Currency::EUR, price, before)];
            let mut tx = shop.db().begin().await.unwrap();
            app::catalogue::put::put(&mut tx, &shop.merchant(), &draft, "counted", day(days_ago)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let p = product(shop.db(), "mug").await.unwrap().unwrap();
        let v = variants(shop.db(), p.id, Currency::EUR).await.unwrap();
        // €40.00 was still in force when the thirty days began; €50.00 was over long before.
        assert_eq!(v[0].lowest, Some(4_000));
    })
    .await;
}

#[tokio::test]
async fn html_of_a_description_brings_no_script_and_no_style() {
    both(|shop| async move {
        opened(&shop).await;
        let description = "<p onclick=x>Good <b>words</b></p><script>alert(1)</script><img src=x onerror=y><p style='color:red'>Red</p><a href='javascript:x'>l</a>";
        let title = "Bad</title><script>alert(1)</script>";
        stock(&shop, &[Draft { description: Some(description.into()), title: Some(title.into()), ..thing("mug", 100, 1) }]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/mug").await;
        assert!(b.page.html.contains("<p>Good <b>words</b></p>"));
        for bad in ["<script>alert", "onerror", "onclick", "javascript:", "color:red"] {
            assert!(!b.page.html.contains(bad), "{bad}");
        }
    })
    .await;
}

/// Pages keep in memory what only the catalogue can change; what is there, what it costs and how the shop is called is of now.
#[tokio::test]
async fn a_page_that_was_seen_before_shows_the_stock_the_price_and_the_shop_of_now() {
    both(|shop| async move {
        opened(&shop).await;
        let other = Draft { maker: Some("joost".into()), ..thing("mug", 1_200, 9) };
        stock(&shop, &[Draft { maker: Some("joost".into()), ..thing("jug", 2_400, 9) }, other.clone()]).await;
        let mut b = Browser::new(&shop);
        for _ in 0..2 {
            b.open("/products/jug").await;
            assert_eq!(b.all("section.buy .stock, .facts .stock"), ["9 in stock"]);
            assert!(b.all(".tile .stock")[0].contains("9 in stock"), "the mug stands beside it");
        }
        shop.damage("update stock set reserved = 7").await;
        b.open("/products/jug").await;
        assert_eq!(b.all("section.buy .stock, .facts .stock"), ["2 left"]);
        assert!(b.all(".tile .stock")[0].contains("2 left"), "{:?}", b.all(".tile .stock"));
        reprice(&shop, "jug", 2_700).await;
        b.open("/products/jug").await;
        assert!(b.text().contains("€27.00") && !b.text().contains("€24.00"));
        stock(&shop, &[Draft { title: Some("The beaker".into()), ..other }]).await;
        b.open("/products/jug").await;
        assert!(b.all(".tile h3").contains(&"The beaker".to_string()), "{:?}", b.all(".tile h3"));

        let facts = app::site::facts(shop.db()).await.unwrap();
        let mut tx = shop.db().begin().await.unwrap();
        let abroad = app::site::Facts { currency: "USD".into(), name: "Elsewhere".into(), ..facts };
        app::house::store::open(&mut tx, &abroad).await.unwrap();
        tx.commit().await.unwrap();
        b.open("/products/jug").await;
        assert!(
            b.text().contains("Elsewhere") && b.text().contains("Not for sale"),
            "no price in dollars: {}",
            b.text()
        );
    })
    .await;
}
