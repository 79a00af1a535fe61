//! Shipping by weight: the border of a step belongs to the lighter one, what is too heavy cannot be sent, and says so.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::{Browser, Shop, both};
use crate::order::merchant;

const NOOR: &[(&str, &str)] = &[
    ("Email", "noor@example.org"),
    ("Full name", "Noor Veldhuis"),
    ("Address", "Kerkpad 12"),
    ("Postcode", "7431 AB"),
    ("City", "Hollewijk"),
];

/// A shop that sends a kilo of flour at 1.00, up to 2 kg for 4.90 and up to 10 kg for 7.90, within the country alone.
async fn mill(shop: &Shop) -> Browser {
    opened(shop).await;
    let mut flour = thing("flour", 100, 100);
    flour.variants[0].weight_grams = Some(1_000);
    stock(shop, &[flour]).await;
    let mut b = merchant(shop).await;
    b.open("/admin/settings/shipping").await;
    let steps = [
        ("Country", "Netherlands"),
        ("How it travels", "A parcel is sent"),
        ("kilos-1", "2"),
        ("price-1", "4.90"),
        ("kilos-2", "10"),
        ("price-2", "7,90"),
        ("free", "50"),
    ];
    b.press("Keep the rate", &steps).await;
    assert!(b.text().contains("up to 2 kg €4.90, up to 10 kg €7.90; free from €50.00"), "{}", b.text());
    b
}
/// A buyer at the till with so many kilos.
async fn with_kilos(shop: &Shop, kilos: &str) -> Browser {
    let mut b = Browser::new(shop);
    b.open("/products/flour").await;
    b.press("Add to cart", &[("Quantity", kilos)]).await;
    b.click("Cart").await;
    b
}

#[tokio::test]
async fn a_cart_pays_the_step_that_holds_its_weight() {
    both(|shop| async move {
        let mut b = mill(&shop).await;
        let mut note = Browser::new(&shop);
        note.open("/products/flour").await;
        assert!(note.text().contains("shipping from €4.90"), "{}", note.text());
        for (kilos, shipping) in [("1", "€4.90"), ("2", "€4.90"), ("3", "€7.90"), ("10", "€7.90")] {
            let mut buyer = with_kilos(&shop, kilos).await;
            assert!(buyer.text().contains(shipping), "{kilos} kg in the cart: {}", buyer.text());
            buyer.click("Checkout").await;
            assert!(buyer.text().contains(shipping), "{kilos} kg at the till: {}", buyer.text());
        }
        let mut buyer = with_kilos(&shop, "3").await;
        buyer.click("Checkout").await;
        buyer.press("Place order", NOOR).await;
        assert!(buyer.page.path.starts_with("/orders/") && buyer.text().contains("€10.90"), "{}", buyer.text());
        assert_eq!(shop.number("select shipping_price from orders").await, 790);

        // Too heavy: the cart and the till say so, and nothing is ordered.
        let mut buyer = with_kilos(&shop, "11").await;
        assert!(buyer.text().contains("too heavy for one parcel"), "{}", buyer.text());
        buyer.open("/checkout").await;
        buyer.press("Update", &[("shipping", "pickup")]).await;
        assert!(buyer.text().contains("Collect it"), "what is too heavy can be collected: {}", buyer.text());
        shop.damage("delete from shipping_rate where method = 'pickup'").await;
        shop.damage("update shop set catalogue_version = catalogue_version + 1").await;
        buyer.open("/checkout").await;
        assert!(
            buyer.text().contains("It weighs 11 kg, more than we send to Netherlands in one parcel"),
            "{}",
            buyer.text()
        );
        assert_eq!(buyer.all("button[value=place]").len(), 0);
        // To a country without steps any weight goes.
        buyer.press("Update", &[("Country", "Germany")]).await;
        assert!(buyer.text().contains("€8.90"), "{}", buyer.text());

        // A try says what the till says.
        for (kilos, words) in [
            ("2.3", "A parcel of 2.3 kg to Netherlands costs €7.90 by parcel post."),
            ("2", "A parcel of 2 kg to Netherlands costs €4.90 by parcel post."),
            ("10.001", "A parcel of 10.001 kg cannot be sent to Netherlands."),
        ] {
            b.open(&format!("/admin/settings/shipping?kilos={kilos}&to=NL")).await;
            assert!(b.text().contains(words), "{}", b.text());
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_price_that_changes_while_somebody_is_at_the_till_is_shown_before_it_is_paid() {
    both(|shop| async move {
        let mut b = mill(&shop).await;
        let mut buyer = with_kilos(&shop, "3").await;
        buyer.click("Checkout").await;
        b.open("/admin/settings/shipping").await;
        b.click("Change").await;
        b.press("Keep the rate", &[("price-2", "8.90")]).await;
        assert!(b.text().contains("up to 10 kg €8.90"), "{}", b.text());
        buyer.press("Place order", NOOR).await;
        assert_eq!(buyer.page.status, 422);
        assert!(
            buyer.text().contains("nothing has been ordered yet") && buyer.text().contains("€11.90"),
            "{}",
            buyer.text()
        );
        assert_eq!(shop.number("select count(*) from orders").await, 0);

        // Fifty euros of goods travel free, whatever they weigh within the last step.
        shop.damage("update variant set weight_grams = 100").await;
        let rich = with_kilos(&shop, "50").await;
        assert!(rich.text().contains("Shipping, parcel post Free"), "{}", rich.text());
        let audit: Vec<(String, String)> = shop
            .db()
            .query("select before, after from audit where act = 'shipping.set' order by id")
            .all()
            .await
            .unwrap();
        assert!(audit[0].0.contains("490, free from 7500") && audit[1].1.contains("up to 10000 g 890"), "{audit:?}");
        b.open("/admin/settings/shipping").await;
        b.press("Keep the rate", &[("kilos-1", "5"), ("price-1", "1"), ("kilos-2", "4"), ("price-2", "x")]).await;
        assert_eq!(b.page.status, 422);
        assert_eq!(b.attributes("#price-2", "value"), ["x"]);
        assert_eq!(b.attributes("#price-2", "aria-invalid"), ["true"]);
    })
    .await;
}
