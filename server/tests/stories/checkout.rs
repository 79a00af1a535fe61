//! The till: one page, one form, one order.
use crate::kit::goods::{course, opened, reprice, stock, thing};
use crate::kit::{Browser, Shop, both};

const NOOR: &[(&str, &str)] = &[
    ("Email", "noor@example.org"),
    ("Full name", "Noor Veldhuis"),
    ("Address", "Kerkpad 12"),
    ("Postcode", "7431 AB"),
    ("City", "Hollewijk"),
];

/// A browser at the till with two mugs.
async fn at_the_till(shop: &Shop) -> Browser {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 5), course()]).await;
    let mut b = Browser::new(shop);
    b.open("/products/mug").await;
    b.press("Add to cart", &[("Quantity", "2")]).await;
    b.click("Checkout").await;
    b
}

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().filter(|(k, _)| !more.iter().any(|(m, _)| m == k)).chain(more).copied().collect()
}

#[tokio::test]
async fn a_shop_with_net_prices_adds_the_tax_of_goods_and_parcel_and_none_abroad() {
    both(|shop| async move {
        opened(&shop).await;
        shop.damage("update shop set prices_include_tax = false").await;
        stock(&shop, &[thing("mug", 1_200, 9)]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/mug").await;
        assert!(b.text().contains("plus VAT") || b.text().contains("excl. VAT"), "{}", b.text());
        b.press("Add to cart", &[("Quantity", "2")]).await;
        b.click("Checkout").await;
        // 24.00 and a parcel of 4.90, each with 21 %: 5.04 and 1.03.
        assert!(b.text().contains("€34.97") && b.text().contains("€6.07"), "{}", b.text());
        b.press("Place order", NOOR).await;
        assert!(b.page.path.starts_with("/orders/") && b.text().contains("€34.97"), "{}", b.text());
        let (total, tax): (i64, i64) = shop.db().query("select total, tax_total from orders").one().await.unwrap();
        assert_eq!((total, tax), (3_497, 607));
        shop.healthy().await;

        let mut b = Browser::new(&shop);
        b.open("/products/mug").await;
        b.press("Add to cart", &[]).await;
        b.click("Checkout").await;
        b.press("Update", &[("Country", "US")]).await;
        assert!(b.text().contains("€37.00"), "12.00 and 25.00, no tax abroad: {}", b.text());
    })
    .await;
}

#[tokio::test]
async fn a_guest_orders_with_eight_inputs_at_most() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        let asked = b
            .count("form input:not([type=hidden]):not([type=radio]):not([type=checkbox]), form select, form textarea")
            - b.count("details input");
        assert!(asked <= 8, "{asked}");
        assert_eq!(b.all("form button")[0], "Update", "Enter in a field presses the first button: it never orders");
        let text = b.text();
        assert!(
            text.contains("€28.90") && text.contains("€4.90"),
            "the whole cost stands before anybody is named: {text}"
        );
        for (field, autocomplete) in [
            ("email", "email"),
            ("name", "name"),
            ("address", "address-line1"),
            ("postcode", "postal-code"),
            ("city", "address-level2"),
            ("country", "country"),
        ] {
            assert_eq!(b.attributes(&format!("[name={field}]"), "autocomplete"), [autocomplete]);
        }
        b.press("Place order", NOOR).await;
        assert_eq!((b.page.status, b.page.hops.as_slice()), (200, &[303][..]), "{}", b.text());
        assert!(b.page.path.starts_with("/orders/"));
        assert!(b.text().contains("Thank you, Noor") && b.text().contains("€28.90"));
        assert!(b.text().contains("NL91 ABNA 0417 1643 00"));
        assert_eq!(b.page.headers["cache-control"], "no-store");
        assert_eq!(b.attributes("meta[name=robots]", "content"), ["noindex"]);
        let order = b.page.path.clone();
        assert_eq!(b.open("/cart").await.status, 200);
        assert!(b.text().contains("Nothing in your cart"));
        // The mail brings the same link, and it opens the order without a cookie.
        assert_eq!(shop.work().await, 1);
        let mails = shop.mails();
        assert_eq!(mails.len(), 1);
        let mail = mails[0].replace("=\r\n", "").replace("=3D", "=");
        assert!(mail.contains(&format!("http://shop.test{order}")), "{mail}");
        assert!(mail.contains("To: noor@example.org") && mail.contains("Message-ID: <"));
        let mut other = Browser::new(&shop);
        assert_eq!(other.open(&order).await.status, 200);
        assert_eq!(other.open(&format!("{order}x")).await.status, 404);
        // Nothing that a stranger may read holds the code.
        let code = order.trim_start_matches("/orders/");
        let number = number_of(&shop).await;
        assert!(!order.contains(&number));
        for sql in [
            "select count(*) from event where subject_kind like '%' || $1 || '%'",
            "select count(*) from job where about like '%' || $1 || '%'",
        ] {
            let (n,): (i64,) = shop.db().query(sql).bind(code.to_string()).one().await.unwrap();
            assert_eq!(n, 0);
        }
        shop.healthy().await;
    })
    .await;
}

async fn number_of(shop: &Shop) -> String {
    let (number,): (String,) = shop.db().query("select number from orders").one().await.unwrap();
    number
}

#[tokio::test]
async fn every_fault_stands_beside_its_field_and_nothing_typed_is_lost() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        b.press(
            "Place order",
            &[
                ("Email", "noor@"),
                ("Full name", ""),
                ("Address", "Kerkpad 12"),
                ("Postcode", "ABCD"),
                ("City", "Hollewijk"),
            ],
        )
        .await;
        assert_eq!(b.page.status, 422);
        assert_eq!(b.attributes("[aria-invalid=true]", "name"), ["name", "postcode", "email"]);
        assert_eq!(b.attributes("input[name=email]", "value"), ["noor@"]);
        assert_eq!(b.attributes("input[name=postcode]", "value"), ["ABCD"]);
        assert_eq!(b.attributes("input[name=address]", "value"), ["Kerkpad 12"]);
        let described = b.attributes("[aria-invalid=true]", "aria-describedby");
        for ids in described {
            assert!(ids.split(' ').all(|id| b.count(&format!("#{id}")) == 1), "{ids}");
        }
        assert_eq!(b.count("[role=alert]"), 1);
        assert_eq!(shop.number("select count(*) from orders").await, 0);
        b.press("Place order", NOOR).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        assert_eq!(shop.number("select count(*) from orders").await, 1);
    })
    .await;
}

#[tokio::test]
async fn another_country_asks_for_what_its_addresses_have() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        b.press("Update", &[("Country", "United States"), ("Full name", "Ann Lee")]).await;
        assert_eq!(b.page.status, 200);
        assert!(b.count("select[name=region]") == 1 && b.text().contains("ZIP"), "{}", b.text());
        assert_eq!(b.attributes("input[name=name]", "value"), ["Ann Lee"]);
        assert!(b.text().contains("€49.00"), "24 and 25 for the parcel");
        b.press("Update", &[("Country", "Ireland")]).await;
        assert_eq!(b.count("input[name=postcode]"), 1);
        assert!(!b.attributes("input[name=postcode]", "required").contains(&"required".to_string()));
        assert_eq!(shop.number("select count(*) from orders").await, 0, "Update never orders");
        b.press("Update", &[("Country", "Germany")]).await;
        b.press("Place order", &with(NOOR, &[("Postcode", "48143"), ("City", "Münster")])).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        let (country, total, tax): (String, i64, i64) =
            shop.db().query("select country, total, tax_total from orders").one().await.unwrap();
        assert_eq!((country.as_str(), total), ("DE", 3_290));
        assert_eq!(tax, 383 + 142, "19 % of the goods and of the parcel, half up each");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_collected_is_free_and_paid_at_the_counter() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        b.press("Update", &[("shipping", "pickup")]).await;
        assert_eq!(b.count("input[name=address]"), 0, "nobody needs an address to collect something");
        b.press(
            "Place order",
            &[("Email", "wim@example.org"), ("Full name", "Wim de Graaf"), ("payment", "on_pickup")],
        )
        .await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        let (method, payment, total): (String, String, i64) =
            shop.db().query("select shipping_method, payment_method, total from orders").one().await.unwrap();
        assert_eq!((method.as_str(), payment.as_str(), total), ("pickup", "on_pickup", 2_400));
        assert_eq!(shop.number("select count(*) from job where kind = 'order.lapse'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn where_nothing_ships_no_address_is_asked_for() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[course()]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/course").await;
        b.press("Add to cart", &[]).await;
        b.click("Checkout").await;
        assert_eq!(b.count("input[name=address], input[name=postcode], input[name=city]"), 0);
        assert_eq!(b.count("select[name=country]"), 1);
        b.press("Place order", &[("Email", "a@example.org"), ("Full name", "Ada"), ("Country", "France")]).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        let (country, address): (String, String) =
            shop.db().query("select country, address from orders").one().await.unwrap();
        assert_eq!((country.as_str(), address.as_str()), ("FR", ""));
    })
    .await;
}

#[tokio::test]
async fn shipping_is_free_from_its_sum_and_its_tax_follows_the_goods() {
    both(|shop| async move {
        opened(&shop).await;
        let mut bread = thing("bread", 500, 50);
        bread.tax_class = Some("reduced".into());
        stock(&shop, &[thing("board", 3_400, 10), bread]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/board").await;
        b.press("Add to cart", &[("Quantity", "2")]).await;
        b.open("/products/bread").await;
        b.press("Add to cart", &[]).await;
        assert!(b.text().contains("€77.90"));
        b.open("/products/bread").await;
        b.press("Add to cart", &[]).await;
        assert!(b.text().contains("Free") && b.text().contains("€78.00"), "{}", b.text());
        b.open("/cart").await;
        b.press("Change", &[("quantity", "1")]).await;
        b.click("Checkout").await;
        b.press("Place order", NOOR).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        let shares: Vec<(i64, i64, i64)> = shop
            .db()
            .query("select basis_points, amount, tax from order_shipping_tax order by basis_points")
            .all()
            .await
            .unwrap();
        // 34.00 at 21 % and 10.00 at 9 %: 4.90 parts into 1.11 and 3.79.
        assert_eq!(shares, [(900, 111, 9), (2100, 379, 66)]);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_price_that_changed_at_the_till_asks_again() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        reprice(&shop, "mug", 1_300).await;
        b.press("Place order", NOOR).await;
        assert_eq!(b.page.status, 422);
        assert!(
            b.text().contains("nothing has been ordered yet") && b.text().contains("Place order, €30.90"),
            "{}",
            b.text()
        );
        assert_eq!(b.attributes("input[name=email]", "value"), ["noor@example.org"]);
        assert_eq!(shop.number("select count(*) from orders").await, 0);
        b.press("Place order", &[]).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        assert_eq!(shop.number("select total from orders").await, 3_090);
    })
    .await;
}

#[tokio::test]
async fn one_cart_is_one_order_however_often_it_is_sent() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        let (_, path, fields) = b.sending("Place order", NOOR);
        // Two clicks, then another tab that still shows the till, then Back.
        let mut tab = b.clone();
        b.post(&path, &fields).await;
        let order = b.page.path.clone();
        assert!(order.starts_with("/orders/"));
        b.post(&path, &fields).await;
        assert_eq!(b.page.path, order);
        // The other tab sends something else altogether: the cart has its order, so that is the answer.
        let mut wrong = fields.clone();
        wrong.iter_mut().filter(|(k, _)| k == "email" || k == "version").for_each(|(_, v)| *v = "x".into());
        tab.post(&path, &wrong).await;
        assert_eq!(tab.page.path, order);
        assert_eq!(b.open("/checkout").await.path, order, "Back after ordering shows the order");
        // A new cart was begun: the old form still leads to the old order, and the new cart is untouched.
        b.open("/products/mug").await;
        b.press("Add to cart", &[]).await;
        tab.cookies = b.cookies.clone();
        tab.post(&path, &fields).await;
        assert_eq!(tab.page.path, order);
        b.open("/cart").await;
        assert_eq!(b.all("header .cart .n"), ["1"]);
        assert_eq!(shop.number("select count(*) from orders").await, 1);
        assert_eq!(shop.number("select reserved from stock order by variant limit 1").await, 2);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_sold_meanwhile_is_said_and_the_cart_is_kept() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        let mut first = Browser::new(&shop);
        first.open("/products/mug").await;
        first.press("Add to cart", &[("Quantity", "4")]).await;
        first.click("Checkout").await;
        first.press("Place order", NOOR).await;
        assert_eq!(first.page.status, 200);
        b.press("Place order", NOOR).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("There are only 1 of The mug left"), "{}", b.text());
        assert_eq!(b.attributes("input[name=email]", "value"), ["noor@example.org"]);
        assert_eq!(shop.number("select count(*) from orders").await, 1);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_form_with_another_cart_s_key_opens_nothing() {
    both(|shop| async move {
        let mut b = at_the_till(&shop).await;
        let (_, path, fields) = b.sending("Place order", NOOR);
        for key in ["", "1", "1.", "2.abc", "x.y", "999999999999999999999.z"] {
            let mut forged = fields.clone();
            forged.iter_mut().filter(|(k, _)| k == "cart").for_each(|(_, v)| *v = key.into());
            b.post(&path, &forged).await;
            assert_eq!(b.page.path, "/cart", "{key}");
        }
        assert_eq!(shop.number("select count(*) from orders").await, 0);
    })
    .await;
}
