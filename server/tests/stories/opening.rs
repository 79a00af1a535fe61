//! The opening: from an empty database to the first order, with the program's own link and three forms.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::PASSWORD;
use crate::kit::shop::{ended, node};
use crate::kit::wire::Ask;
use crate::kit::{Browser, Shop, both};
use crate::order::merchant;
use app::site::Site;
use app::staff::first;
use server::client::Trusted;
use std::process::{Command, Output};

/// The shop as its first start left it.
async fn new_shop(shop: &Shop) {
    shop.damage("update shop set opened_at = null").await;
}
/// It is closed for a while.
async fn closed(shop: &Shop) {
    let now = app::values::Moment::now();
    app::settings::shop::store::close(shop.db(), &shop.merchant(), "Back on Monday.", "", now).await.unwrap();
}
async fn run(shop: &Shop, args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_openkitchen"));
    program
        .args(args)
        .env("DATABASE_URL", &shop.url)
        .env("PUBLIC_URL", "http://shop.test")
        .env("MEDIA_URL", format!("file:{}", shop.folder.join("media").display()))
        .env("MAIL_URL", format!("file:{}", shop.folder.join("mail").display()));
    ended(program).await
}

#[tokio::test]
async fn from_an_empty_database_to_the_first_order_in_three_forms() {
    both(|shop| async move {
        new_shop(&shop).await;
        let mut visitor = Browser::new(&shop);
        for path in ["/", "/products", "/cart", "/forum", "/nothing-here"] {
            visitor.open(path).await;
            assert_eq!(visitor.page.status, 200, "{path}");
            assert!(
                visitor.text().contains("A new shop") && visitor.text().contains("openkitchen staff add"),
                "{path}"
            );
            assert_eq!(visitor.page.headers["x-robots-tag"], "noindex", "{path}");
            assert!(visitor.cookies.is_empty());
        }
        let mut b = Browser::new(&shop);
        b.open(&first::path(&shop.site.links)).await;
        b.press("Begin", &[("Your name", "Marit Hoekzema"), ("Email", "marit"), ("Password", "short")]).await;
        assert_eq!(b.page.status, 422);
        assert_eq!(b.attributes("#name", "value"), ["Marit Hoekzema"], "what was typed is kept");
        let me = [("Your name", "Marit Hoekzema"), ("Email", "marit@example.org"), ("Password", PASSWORD)];
        b.press("Begin", &me).await;
        assert_eq!((b.page.status, b.page.path.as_str()), (200, "/admin/opening"), "{}", b.text());
        assert_eq!(b.all(".badge.warn").len(), 5, "everything is missing: {}", b.text());

        // The first form: bad input stays at its place.
        b.press("Keep the shop", &[("Name of the shop", "Meelkade"), ("Email", "shop@"), ("Country", "Netherlands")])
            .await;
        assert_eq!(b.page.status, 422);
        assert_eq!(b.attributes("#name", "value"), ["Meelkade"]);
        assert_eq!(b.attributes("#email", "aria-invalid"), ["true"]);
        let fields = [
            ("Name of the shop", "Meelkade"),
            ("What it is for", "Pans that stay."),
            ("Country", "Netherlands"),
            ("When somebody answers", "Monday to Friday, 9:00 to 17:00"),
            ("Email", "shop@example.org"),
        ];
        b.press("Keep the shop", &fields).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        let facts = app::site::facts(shop.db()).await.unwrap();
        assert_eq!(
            (facts.currency.as_str(), facts.zone.as_str(), facts.prices_include_tax),
            ("EUR", "Europe/Amsterdam", true)
        );
        visitor.open("/").await;
        for words in ["Opening soon", "Pans that stay.", "Monday to Friday", "shop@example.org"] {
            assert!(visitor.text().contains(words), "{words}: {}", visitor.text());
        }
        for path in ["/feeds/activity.atom", "/sitemap.xml", "/live?topics=shop", "/fragments/strip"] {
            assert_eq!(Ask::get(path).to(&shop.router).await.status, 404, "{path}");
        }

        // The second.
        b.press("I answer myself", &[("Your address here", "marit"), ("Your sentence", "Ask me about steel.")]).await;
        assert!(b.text().contains("Marit Hoekzema answers customers."), "{}", b.text());

        // The third, with a picture.
        let bad = [("What it is called", "Everyday pan"), ("Price in EUR", "a lot"), ("How many there are", "3")];
        b.press_with("Put it on the shelf", &bad, &[]).await;
        assert_eq!(b.page.status, 422);
        assert_eq!(b.attributes("#title", "value"), ["Everyday pan"]);
        assert_eq!(b.attributes("#price", "value"), ["a lot"]);
        b.press_with("Put it on the shelf", &[("Price in EUR", "1000000000.01")], &[]).await;
        assert_eq!((b.page.status, b.attributes("#price", "aria-invalid")), (422, vec!["true".into()]));
        let good = [
            ("What it is called", "Everyday pan"),
            ("Price in EUR", "68"),
            ("How many there are", "3"),
            ("One sentence", "For eggs and everything after."),
            ("What the picture shows", "A pan from above"),
        ];
        b.press_with("Put it on the shelf", &good, &[("picture", "pan.jpg", &crate::pictures::jpeg(640, 480))]).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        assert!(b.all(".badge.warn").is_empty(), "{}", b.text());
        visitor.open("/products/everyday-pan").await;
        assert!(visitor.text().contains("Opening soon"), "{}", visitor.text());
        b.open("/products/everyday-pan").await;
        assert!(
            b.text().contains("The shop is not open.") && b.text().contains("€68.00"),
            "staff look around: {}",
            b.text()
        );

        b.open("/admin/opening").await;
        b.press("Open the shop", &[]).await;
        assert!(b.text().contains("The shop is open. Customers can come in."), "{}", b.text());
        visitor.open("/products/everyday-pan").await;
        assert_eq!(visitor.count("img[alt='A pan from above']"), 1);
        visitor.press("Add to cart", &[]).await;
        visitor.click("Checkout").await;
        let noor = [
            ("Email", "noor@example.org"),
            ("Full name", "Noor Veldhuis"),
            ("Address", "Kerkpad 12"),
            ("Postcode", "7431 AB"),
            ("City", "Hollewijk"),
        ];
        visitor.press("Place order", &noor).await;
        assert!(visitor.page.path.starts_with("/orders/") && visitor.text().contains("€72.95"), "{}", visitor.text());
        let acts: Vec<(String,)> = shop.db().query("select act from audit order by id").all().await.unwrap();
        let acts: Vec<&str> = acts.iter().map(|(a,)| a.as_str()).collect();
        assert_eq!(
            acts,
            ["staff.first", "shop.described", "staff.granted", "host.described", "product.first", "shop.opened"]
        );
        b.open("/admin/audit").await;
        assert!(b.text().contains("Opened the shop") && b.text().contains("name: Meelkade"), "{}", b.text());
        assert_eq!(Ask::get("/sitemap.xml").to(&shop.router).await.status, 200);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn the_link_of_the_first_merchant_opens_nothing_after_the_first() {
    both(|shop| async move {
        new_shop(&shop).await;
        assert_eq!(Ask::get("/begin/0123456789abcdefghjkmnpqrs").to(&shop.router).await.status, 404);
        let path = first::path(&shop.site.links);
        assert_eq!(Ask::get(&path).to(&shop.router).await.status, 200);
        let form = |email| [("name", "Marit Hoekzema"), ("email", email), ("password", PASSWORD)];
        let (one, two) = (form("marit@example.org"), form("ina@example.org"));
        let (a, b) = tokio::join!(Ask::post(&path, &one).to(&shop.router), Ask::post(&path, &two).to(&shop.router));
        let mut both = [a.status, b.status];
        both.sort();
        assert_eq!(both, [303, 404], "the quicker one alone");
        assert_eq!(shop.number("select count(*) from role_grant where role = 'merchant'").await, 1);
        assert_eq!(Ask::get(&path).to(&shop.router).await.status, 404);
        assert_eq!(Ask::post(&path, &two).to(&shop.router).await.status, 404);
        let mut visitor = Browser::new(&shop);
        visitor.open("/").await;
        assert!(!visitor.text().contains("staff add"), "{}", visitor.text());
    })
    .await;
}

#[tokio::test]
async fn a_shop_says_what_it_lacks_and_stays_closed() {
    both(|shop| async move {
        new_shop(&shop).await;
        let mut b = merchant(&shop).await;
        b.open("/admin/opening").await;
        assert_eq!(b.all("button[value=open]").len(), 0, "nothing to press before everything is there");
        let open = [("act".to_string(), "open".to_string())];
        b.post("/admin/opening", &open).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("it lacks a name for the shop, what it is for"), "{}", b.text());
        assert!(!run(&shop, &["open"]).await.status.success());
        let said = String::from_utf8(run(&shop, &["open"]).await.stderr).unwrap();
        assert!(said.contains("somebody who answers customers and") || said.contains("a return policy"), "{said}");
        assert_eq!(shop.number("select count(*) from shop where opened_at is null").await, 1);

        // A shop that another program filled opens at the command line, when everything is there.
        opened(&shop).await;
        shop.damage("update shop set purpose = 'For a test.', hours = 'Always', opened_at = null").await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        crate::kit::people::host(&shop, "hanna@example.org", "Hanna Visser").await;
        let done = run(&shop, &["open"]).await;
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(Ask::get("/products/mug").to(&shop.router).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_shop_closes_for_a_while_on_every_node_and_keeps_what_was_ordered() {
    both(|shop| async move {
        crate::orders::ordered(&shop, "transfer").await;
        shop.damage("update shop set purpose = 'For a test.', hours = 'Always'").await;
        let other = Site { door: Default::default(), ..shop.site.clone() };
        let other = node(&other, Trusted::default()).await;
        assert!(Ask::get("/products/mug").to(&other).await.words().contains("The mug"));
        let mut b = merchant(&shop).await;
        b.open("/admin/settings").await;
        b.press("Close the shop for a while", &[]).await;
        assert_eq!(b.page.status, 422, "it asks for a word");
        b.press("Close the shop for a while", &[("Words for whoever comes", "Back on 12 August.")]).await;
        for router in [&shop.router, &other] {
            let page = Ask::get("/products/mug").to(router).await;
            assert_eq!(page.status, 200);
            assert!(
                page.words().contains("Closed for a while") && page.words().contains("Back on 12 August."),
                "{}",
                page.words()
            );
            assert_eq!(Ask::post("/products/mug", &[("quantity", "1")]).to(router).await.status, 403);
        }
        assert_eq!(shop.number("select count(*) from cart where closed_at is null").await, 0);
        let order = shop.site.links.word("order", shop.number("select cart from orders").await);
        let page = Ask::get(format!("/orders/{order}")).to(&shop.router).await;
        assert!(page.status == 200 && page.words().contains("The mug"), "{}", page.words());
        let page = Ask::get("/pages/returns").to(&shop.router).await;
        assert!(page.status == 200 && page.words().contains("A sentence."), "{}", page.words());

        b.press("Open the shop", &[]).await;
        assert!(b.text().contains("it lacks somebody who answers customers"), "{}", b.text());
        crate::kit::people::host(&shop, "hanna@example.org", "Hanna Visser").await;
        b.open("/admin/settings").await;
        b.press("Open the shop", &[]).await;
        assert!(b.text().contains("The shop is open."), "{}", b.text());
        for router in [&shop.router, &other] {
            assert!(Ask::get("/products/mug").to(router).await.words().contains("Add to cart"));
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_that_people_did_is_shown_while_the_shop_is_not_open() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let mut b = merchant(&shop).await;
        crate::kit::talk::ask(&mut Browser::new(&shop), &shop, "mug", "Does it keep tea warm?", "Lena Brink").await;
        b.open("/products/mug").await;
        assert!(b.text().contains("Lately in the shop"), "{}", b.text());
        closed(&shop).await;
        let mut visitor = Browser::new(&shop);
        for path in ["/", "/products/mug", "/pages/returns", "/sign-in", "/cart", "/nothing-here"] {
            for b in [&mut b, &mut visitor] {
                b.open(path).await;
                assert!(!b.text().contains("Lately in the shop"), "{path}: {}", b.text());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_money_of_a_shop_that_was_opened_is_not_guessed_anew() {
    both(|shop| async move {
        opened(&shop).await;
        let mut b = merchant(&shop).await;
        shop.damage("update shop set prices_include_tax = true, currency = 'EUR'").await;
        let form: Vec<(String, String)> = [
            ("act", "shop"),
            ("name", "Meelkade"),
            ("purpose", "Pans that stay."),
            ("street", "Lane 1"),
            ("city", "1234 AB Town"),
            ("country", "US"),
            ("hours", "Always"),
            ("email", "shop@example.org"),
            ("currency", "USD"),
        ]
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .to_vec();
        let money = async || {
            let facts = app::site::facts(shop.db()).await.unwrap();
            (facts.name, facts.currency, facts.prices_include_tax)
        };
        for closed in [false, true] {
            if closed {
                self::closed(&shop).await;
            }
            b.post("/admin/opening", &form).await;
            assert_eq!(b.page.status, 200, "{}", b.text());
            assert_eq!(money().await, ("Meelkade".into(), "EUR".into(), true), "closed for a while: {closed}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_fills_a_new_shop_at_the_command_line_opens_it_and_never_one_that_was_closed() {
    both(|shop| async move {
        new_shop(&shop).await;
        let file = shop.folder.join("goods.csv");
        let file = file.to_str().unwrap();
        std::fs::write(file, "Title,URL handle,Status,SKU,Price\nStock pot,stock-pot,Active,POT-1,54.00\n").unwrap();
        let said = async |args: &[&str]| {
            let done = run(&shop, args).await;
            assert!(done.status.success(), "{done:?}");
            String::from_utf8(done.stdout).unwrap()
        };
        assert!(!said(&["import", "products", file, "--dry-run"]).await.contains("open"));
        let mut visitor = Browser::new(&shop);
        visitor.open("/products/stock-pot").await;
        assert!(visitor.text().contains("A new shop"), "{}", visitor.text());
        assert!(said(&["import", "products", file]).await.ends_with("The shop is open from now on.\n"));
        visitor.open("/products/stock-pot").await;
        assert!(visitor.text().contains("54.00"), "{}", visitor.text());
        closed(&shop).await;
        assert!(!said(&["import", "products", file]).await.contains("The shop is open"));
        assert_eq!(shop.number("select count(*) from audit where act = 'shop.opened'").await, 1);
    })
    .await;
}
