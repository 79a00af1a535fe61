//! The cart: made by the first add, kept, counted against one stock.
use crate::kit::goods::{named_spoon, opened, pan, reprice, stock, thing};
use crate::kit::{Browser, Shop, both};
use app::values::Moment;

async fn with_mug(shop: &Shop) -> Browser {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 5), named_spoon(6)]).await;
    let mut b = Browser::new(shop);
    b.open("/products/mug").await;
    b
}

#[tokio::test]
async fn looking_makes_nothing_and_the_first_add_makes_a_cart() {
    both(|shop| async move {
        let mut b = with_mug(&shop).await;
        for path in ["/", "/products", "/cart", "/checkout", "/orders", "/products/mug"] {
            b.open(path).await;
        }
        assert!(b.cookies.is_empty());
        assert_eq!(
            shop.number("select count(*) from session").await + shop.number("select count(*) from cart").await,
            0
        );
        b.press("Add to cart", &[("Quantity", "2")]).await;
        assert_eq!((b.page.status, b.page.path.as_str(), b.page.hops.as_slice()), (200, "/cart", &[303][..]));
        assert!(b.text().contains("The mug") && b.text().contains("€24.00"), "{}", b.text());
        assert_eq!(b.all("header .cart .n"), ["2"]);
        assert_eq!(b.cookies.keys().collect::<Vec<_>>(), ["kitchen"]);
        assert_eq!(shop.number("select count(*) from session").await, 1);
        let kept = shop.number("select expires_at - created_at from cart").await;
        assert_eq!(kept, 30 * Moment::DAY);
    })
    .await;
}

#[tokio::test]
async fn within_the_page_the_answer_is_words_and_a_count() {
    both(|shop| async move {
        let mut b = with_mug(&shop).await;
        let (_, path, fields) = b.sending("Add to cart", &[("Quantity", "3")]);
        let (status, said) = b.fetch(&path, &fields).await;
        assert_eq!((status, said["cart"].as_i64()), (200, Some(3)));
        assert_eq!(said["words"], "3 of The mug are in your cart.");
        let (status, said) = b.fetch(&path, &fields).await;
        assert_eq!(status, 422);
        assert_eq!(said["words"], "Only 5 left, counting what is in your cart.");
    })
    .await;
}

#[tokio::test]
async fn quantities_change_and_what_is_removed_comes_back() {
    both(|shop| async move {
        let mut b = with_mug(&shop).await;
        b.press("Add to cart", &[]).await;
        b.press("Change", &[("quantity", "4")]).await;
        assert!(b.text().contains("€48.00"));
        b.press("Change", &[("quantity", "9")]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("Only 5 left"));
        assert_eq!(b.attributes("input[name=quantity]", "value"), ["9"], "what was typed stays");
        b.press("Change", &[("quantity", "lots")]).await;
        assert!(b.page.status == 422 && b.text().contains("A whole number from 1 to 999."));
        b.press("Remove", &[]).await;
        assert!(b.text().contains("The mug is out of your cart."));
        assert!(b.text().contains("Nothing in your cart"));
        b.press("Undo", &[]).await;
        assert!(b.text().contains("€48.00"));
        b.press("Change", &[("quantity", "0")]).await;
        assert!(b.text().contains("The mug is out of your cart."));
    })
    .await;
}

#[tokio::test]
async fn lines_with_another_text_stay_apart_and_share_one_stock() {
    both(|shop| async move {
        let mut b = with_mug(&shop).await;
        for (name, n) in [("Noor", "2"), ("Sam", "2"), ("Noor", "1")] {
            b.open("/products/spoon").await;
            b.press("Add to cart", &[("Name on the handle", name), ("Quantity", n)]).await;
        }
        assert_eq!(b.all(".lines h2").len(), 2);
        assert!(b.text().contains("“Noor”") && b.text().contains("“Sam”"));
        b.open("/products/spoon").await;
        b.press("Add to cart", &[("Name on the handle", "Ada"), ("Quantity", "2")]).await;
        assert_eq!(b.page.status, 422, "five of six are in the cart: two more are too many");
        assert_eq!(b.attributes("input[name=personal]", "value"), ["Ada"], "what was typed stays");
        b.press("Add to cart", &[("Name on the handle", &"x".repeat(61)), ("Quantity", "1")]).await;
        assert!(b.page.status == 422 && b.text().contains("At most 60 letters"), "{}", b.text());
        shop.damage("update stock set on_hand = 4 where variant = (select id from variant where sku = 'SPOON')").await;
        b.open("/cart").await;
        assert_eq!(b.text().matches("Only 4 left, over all lines of it").count(), 2);
        assert!(!b.text().contains("Checkout"), "a short cart does not lead to the till");
    })
    .await;
}

#[tokio::test]
async fn a_changed_price_is_said_and_what_is_sold_out_stays_in_sight() {
    both(|shop| async move {
        let mut b = with_mug(&shop).await;
        b.press("Add to cart", &[("Quantity", "2")]).await;
        reprice(&shop, "mug", 1_350).await;
        b.open("/cart").await;
        assert!(b.text().contains("it was €12.00") && b.text().contains("€27.00"), "{}", b.text());
        shop.damage("update product set status = 'withdrawn' where slug = 'mug'").await;
        b.open("/cart").await;
        assert!(b.text().contains("This is not sold any more"));
        b.press("Remove", &[]).await;
        assert!(b.text().contains("Nothing in your cart"));
    })
    .await;
}

#[tokio::test]
async fn a_cart_is_only_its_own_visitor_s() {
    both(|shop| async move {
        let mut b = with_mug(&shop).await;
        b.press("Add to cart", &[]).await;
        let line = b.attributes("input[name=line]", "value")[0].clone();
        let mut stranger = Browser::new(&shop);
        stranger.open("/products/spoon").await;
        stranger.press("Add to cart", &[]).await;
        for act in ["remove", "undo", "set"] {
            stranger
                .post(
                    "/cart",
                    &[("line".into(), line.clone()), ("act".into(), act.into()), ("quantity".into(), "1".into())],
                )
                .await;
        }
        b.open("/cart").await;
        assert!(b.text().contains("The mug"));
        assert_eq!(shop.number("select quantity from cart_line order by id limit 1").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_choice_that_is_not_made_or_sold_out_is_refused_kindly() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[pan()]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/pan").await;
        let (_, path, fields) = b.sending("Add to cart", &[("26 cm", "on"), ("Bare", "on")]);
        b.post(&path, &fields).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("It is not made in this combination."));
        let (_, _, fields) = {
            b.open("/products/pan").await;
            b.sending("Add to cart", &[("Bare", "on")])
        };
        b.post(&path, &fields).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("There is none left."), "{}", b.text());
        b.open("/products/pan").await;
        b.press("Add to cart", &[("26 cm", "on")]).await;
        assert!(b.text().contains("Everyday pan, 26 cm, Seasoned"));
    })
    .await;
}
