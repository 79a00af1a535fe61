//! What is somebody's own: a name without an account, addresses, orders once more, the cart and the orders that come along.
use crate::kit::goods::{named_spoon, opened, stock, thing};
use crate::kit::people::{PASSWORD, again, customer, open_account, person_of, sign_in, sign_up};
use crate::kit::{Browser, Shop, both};

const NOOR: &[(&str, &str)] =
    &[("Full name", "Noor Veldhuis"), ("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];

/// A shop with mugs, jugs, pots and spoons that carry a name.
async fn shelves(shop: &Shop) {
    opened(shop).await;
    let goods = [
        thing("mug", 1_200, 50),
        thing("jug", 2_400, 50),
        thing("pot", 900, 50),
        thing("plate", 700, 50),
        named_spoon(9),
    ];
    stock(shop, &goods).await;
}
async fn put(b: &mut Browser, slug: &str, quantity: &str) {
    b.open(&format!("/products/{slug}")).await;
    b.press("Add to cart", &[("Quantity", quantity)]).await;
    assert_eq!(b.page.status, 200, "{}", b.text());
}
/// What lies in this browser's cart: the names, then the quantities.
async fn in_cart(b: &mut Browser) -> (Vec<String>, Vec<String>) {
    b.open("/cart").await;
    (b.all(".lines h2"), b.attributes(".lines input[name=quantity]", "value"))
}
fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
}

#[tokio::test]
async fn a_name_needs_no_account_and_looking_at_it_makes_nobody() {
    both(|shop| async move {
        opened(&shop).await;
        let people = || shop.number("select (select count(*) from person) + (select count(*) from session)");
        let mut b = Browser::new(&shop);
        b.open("/alias").await;
        assert_eq!((b.page.status, b.count("svg.avatar")), (200, 1));
        assert_eq!(b.attributes("input[name=alias]", "value"), [""]);
        assert!(b.text().contains("gives you a friendly name"), "{}", b.text());
        let picture = b.attributes("input[name=picture]", "value");
        b.press("Draw another picture", &[("Name to show", "Lena")]).await;
        assert_eq!((b.page.status, b.attributes("input[name=alias]", "value")), (200, vec!["Lena".to_string()]));
        assert_ne!(b.attributes("input[name=picture]", "value"), picture);
        b.press("Save", &[("Name to show", "x")]).await;
        assert_eq!((b.page.status, b.attributes("input[name=alias]", "value")), (422, vec!["x".to_string()]));
        assert_eq!(b.attributes("[aria-invalid=true]", "name"), ["alias"]);
        assert!(b.cookies.is_empty());
        assert_eq!(people().await, 0, "nobody acted yet");

        b.press("Draw another picture", &[]).await;
        let seed = b.attributes("input[name=picture]", "value").remove(0);
        b.press("Save", &[("Name to show", "  Lena   Brink ")]).await;
        assert_eq!((b.page.status, b.page.hops.as_slice()), (200, &[303][..]), "{}", b.text());
        assert!(b.text().contains("Saved."));
        assert_eq!(b.attributes("input[name=alias]", "value"), ["Lena Brink"]);
        assert_eq!(b.attributes("input[name=picture]", "value"), [seed]);
        assert_eq!(people().await, 2);
        assert_eq!(shop.number("select count(*) from person where kind = 'visitor' and email is null").await, 1);

        // Somebody else cannot be taken for her.
        let mut other = Browser::new(&shop);
        for alike in ["Lena Brink", "lena brink", "L e n a Brınk", "Léna Brink"] {
            other.open("/alias").await;
            other.press("Save", &[("Name to show", alike)]).await;
            assert_eq!(other.page.status, 422, "{alike}: {}", other.text());
            assert_eq!(other.attributes("input[name=alias]", "value"), [alike]);
        }
        // She may write it differently, and goes on to be the same person.
        b.press("Save", &[("Name to show", "Lena-Brink")]).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        other.press("Save", &[("Name to show", "Somebody Else")]).await;
        assert_eq!(other.page.status, 200, "{}", other.text());
        assert_eq!(shop.number("select count(*) from person").await, 2);
    })
    .await;
}

#[tokio::test]
async fn addresses_are_their_owner_s_alone() {
    both(|shop| async move {
        opened(&shop).await;
        let mut noor = customer(&shop, "noor@example.org").await;
        noor.open("/account").await;
        noor.click("Addresses").await;
        noor.press("Save address", &[("Full name", "Noor"), ("Postcode", "ABCD")]).await;
        assert_eq!(noor.page.status, 422);
        assert_eq!(noor.attributes("[aria-invalid=true]", "name"), ["address", "postcode", "city"]);
        assert_eq!(noor.attributes("input[name=postcode]", "value"), ["ABCD"]);
        noor.press("Save address", NOOR).await;
        assert!(noor.page.status == 200 && noor.text().contains("7431 AB Hollewijk"), "{}", noor.text());
        // The same once more is the same.
        noor.press("Save address", NOOR).await;
        assert_eq!(shop.number("select count(*) from address").await, 1);
        // Another country has other fields.
        noor.press("Update", &[("Country", "United States"), ("Full name", "Ann Lee")]).await;
        assert_eq!((noor.page.status, noor.count("select[name=region]")), (200, 1), "{}", noor.text());
        assert_eq!(noor.attributes("input[name=name]", "value"), ["Ann Lee"]);
        assert_eq!(shop.number("select count(*) from address").await, 1);
        let ann = [("Address", "1 Main Street"), ("City", "Cupertino"), ("State", "California"), ("ZIP code", "95014")];
        noor.press("Save address", &ann).await;
        assert!(noor.page.status == 200 && noor.text().contains("Cupertino"), "{}", noor.text());
        assert_eq!(noor.count("main li.panel"), 2);

        noor.open("/account/addresses").await;
        let theirs = shop.number("select id from address where country = 'NL'").await;
        noor.open(&format!("/account/addresses?change={theirs}")).await;
        assert_eq!(noor.attributes("input[name=address]", "value"), ["Kerkpad 12"]);
        noor.press("Save address", &[("Address", "Kerkpad 14")]).await;
        assert!(noor.page.status == 200 && noor.text().contains("Kerkpad 14") && !noor.text().contains("Kerkpad 12"));
        assert_eq!(shop.number("select count(*) from address").await, 2);

        let theirs = shop.number("select id from address where country = 'NL'").await.to_string();
        let mut wim = customer(&shop, "wim@example.org").await;
        wim.open("/account/addresses").await;
        assert!(!wim.text().contains("Kerkpad"));
        assert_eq!(wim.open(&format!("/account/addresses?change={theirs}")).await.status, 404);
        for act in ["remove", "save", "update"] {
            let mut sent =
                fields(&[("id", &theirs), ("act", act), ("country", "NL"), ("name", "Wim"), ("address", "Dam 1")]);
            sent.extend(fields(&[("postcode", "1012 AB"), ("city", "Amsterdam")]));
            assert_eq!(wim.post("/account/addresses", &sent).await.status, 404, "{act}");
        }
        assert_eq!(wim.post("/account/addresses", &fields(&[("id", "x"), ("act", "remove")])).await.status, 404);
        assert_eq!(shop.number("select count(*) from address where line1 = 'Kerkpad 14'").await, 1);
        assert_eq!(shop.number("select count(*) from address").await, 2);
        let mut nobody = Browser::new(&shop);
        nobody.post("/account/addresses", &fields(&[("id", &theirs), ("act", "remove")])).await;
        assert!(nobody.page.path.starts_with("/sign-in?next="), "{}", nobody.page.path);

        noor.open("/account/addresses").await;
        noor.press("Remove", &[]).await;
        noor.press("Remove", &[]).await;
        assert!(noor.text().contains("None yet"), "{}", noor.text());
        assert_eq!(shop.number("select count(*) from address").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_customer_orders_as_themselves_and_the_address_is_kept_once() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = customer(&shop, "noor@example.org").await;
        let noor = person_of(&shop, "noor@example.org").await;
        put(&mut b, "mug", "2").await;
        b.click("Checkout").await;
        assert_eq!((b.count("input[name=email]"), b.count("select[name=saved]")), (0, 0), "{}", b.text());
        assert!(b.text().contains("noor@example.org") && b.text().contains("Signed in as"));
        b.press("Place order", NOOR).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        assert_eq!(b.count("form[action='/sign-up']"), 0, "who has an account needs none");
        let order: (Option<i64>, String, String) =
            shop.db().query("select person, email, address from orders").one().await.unwrap();
        assert_eq!(
            order,
            (Some(noor), "noor@example.org".into(), "Noor Veldhuis\nKerkpad 12\n7431 AB Hollewijk".into())
        );
        let (move_by, paid_by, heard): (String, String, String) = shop
            .db()
            .query(
                "select (select actor from stock_move where reason = 'placed'), (select actor from payment),
                    (select actor from event where kind = 'order.placed')",
            )
            .one()
            .await
            .unwrap();
        let person = format!("person:{noor}");
        assert_eq!([move_by, paid_by, heard], [person.clone(), person.clone(), person]);

        // The next time everything is filled in; the address is not kept twice.
        put(&mut b, "jug", "1").await;
        b.click("Checkout").await;
        assert_eq!(b.attributes("input[name=address]", "value"), ["Kerkpad 12"]);
        assert_eq!(b.attributes("input[name=name]", "value"), ["Noor Veldhuis"]);
        b.press("Place order", &[]).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        assert_eq!(shop.number("select count(*) from address").await, 1);

        // Another address is kept too, and then there is a choice.
        put(&mut b, "jug", "1").await;
        b.click("Checkout").await;
        b.press("Update", &[("Country", "Germany")]).await;
        b.press("Place order", &[("Postcode", "48143"), ("City", "Münster"), ("Address", "Domplatz 1")]).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        put(&mut b, "pot", "1").await;
        b.click("Checkout").await;
        assert_eq!(b.attributes("input[name=city]", "value"), ["Münster"]);
        let first = shop.number("select id from address where country = 'NL'").await.to_string();
        b.press("Fill in", &[("One of your addresses", &first)]).await;
        assert_eq!((b.page.status, b.attributes("input[name=city]", "value")), (200, vec!["Hollewijk".to_string()]));
        assert_eq!(b.attributes("select[name=country] option[selected]", "value"), ["NL"]);
        b.press("Place order", &[]).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        assert_eq!(shop.number("select count(*) from address").await, 2);

        b.open("/account").await;
        assert_eq!(b.all("main .orders h3").len(), 4);
        assert_eq!(b.count("main .orders .badge"), 8);

        // A guest stays a guest, and nothing of them is kept.
        let mut guest = Browser::new(&shop);
        put(&mut guest, "mug", "1").await;
        guest.click("Checkout").await;
        let mut all = NOOR.to_vec();
        all.push(("Email", "noor@example.org"));
        guest.press("Place order", &all).await;
        assert_eq!(guest.count("form[action='/sign-up']"), 1, "{}", guest.text());
        assert_eq!(shop.number("select count(*) from orders where person is null").await, 1);
        assert_eq!(shop.number("select count(*) from address").await, 2);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_till_that_somebody_left_open_orders_nothing_for_the_next() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = customer(&shop, "noor@example.org").await;
        put(&mut b, "mug", "1").await;
        b.click("Checkout").await;
        let (_, path, sent) = b.sending("Place order", NOOR);
        b.open("/account").await;
        b.press("Sign out", &[]).await;
        b.post(&path, &sent).await;
        assert_eq!(b.page.path, "/cart");
        sign_up(&mut b, &shop, "wim@example.org").await;
        b.post(&path, &sent).await;
        assert_eq!(b.page.path, "/cart");
        assert_eq!(shop.number("select (select count(*) from orders) + (select count(*) from address)").await, 0);
    })
    .await;
}

#[tokio::test]
async fn too_many_orders_from_one_network_wait_and_keep_what_was_typed() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        put(&mut b, "mug", "1").await;
        b.click("Checkout").await;
        let mut all = NOOR.to_vec();
        all.push(("Email", "noor@example.org"));
        let (_, path, mut sent) = b.sending("Place order", &all);
        b.peer = Some("81.2.69.142:4000".parse().unwrap());
        // Sixty tries at an old sum.
        sent.iter_mut().filter(|(k, _)| k == "total").for_each(|(_, v)| *v = "1".into());
        for _ in 0..60 {
            assert_eq!(b.post(&path, &sent).await.status, 422);
            assert!(b.text().contains("nothing has been ordered yet"), "{}", b.text());
        }
        b.press("Place order", &[]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("So many orders came from your network"), "{}", b.text());
        assert_eq!(b.attributes("input[name=email]", "value"), ["noor@example.org"]);
        assert_eq!(b.attributes("input[name=address]", "value"), ["Kerkpad 12"]);
        assert_eq!(shop.number("select count(*) from orders").await, 0);
        // Elsewhere the till is open.
        b.peer = Some("81.2.69.143:4000".parse().unwrap());
        b.press("Place order", &[]).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
    })
    .await;
}

#[tokio::test]
async fn an_order_once_more_says_what_is_short_and_loses_nothing() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = customer(&shop, "noor@example.org").await;
        put(&mut b, "mug", "3").await;
        put(&mut b, "jug", "2").await;
        put(&mut b, "pot", "1").await;
        b.open("/products/spoon").await;
        b.press("Add to cart", &[("Name on the handle", "Noor")]).await;
        b.click("Checkout").await;
        b.press("Place order", NOOR).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        let order = shop.number("select id from orders").await.to_string();

        b.open("/account").await;
        b.press("Order again", &[]).await;
        assert_eq!((b.page.path.as_str(), b.page.hops.as_slice()), ("/cart", &[303][..]), "{}", b.text());
        let (titles, quantities) = in_cart(&mut b).await;
        assert_eq!(titles, ["The mug", "The jug", "The pot", "The spoon"]);
        assert_eq!(quantities, ["3", "2", "1", "1"]);
        assert!(b.text().contains("Name on the handle: “Noor”"));
        for _ in 0..4 {
            b.press("Remove", &[]).await;
        }

        // One mug is left, the jug is gone, of the pots there is none.
        shop.damage("update product set status = 'withdrawn' where slug = 'jug'").await;
        shop.damage(
            "update stock set on_hand = reserved + 1 where variant = (select id from variant where sku = 'MUG')",
        )
        .await;
        shop.damage("update stock set on_hand = reserved where variant = (select id from variant where sku = 'POT')")
            .await;
        b.open("/account").await;
        b.press("Order again", &[]).await;
        assert!(b.page.path.starts_with("/account?again="), "{}", b.page.path);
        let text = b.text();
        for words in ["Of The mug only 1 are left.", "The jug is not sold any more.", "The pot is sold out."] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("The spoon is"), "{text}");
        let (titles, quantities) = in_cart(&mut b).await;
        assert_eq!(
            (titles, quantities),
            (vec!["The mug".into(), "The spoon".into()], vec!["1".into(), "1".to_string()])
        );

        // It is nobody else's to order.
        let mut wim = customer(&shop, "wim@example.org").await;
        for id in [order.as_str(), "0", "x", ""] {
            assert_eq!(wim.post("/account/reorder", &fields(&[("order", id)])).await.status, 404, "{id}");
        }
        wim.open(&format!("/account?again={order}&short=1.2.3.4")).await;
        assert!(!wim.text().contains("jug"), "{}", wim.text());
        assert_eq!(in_cart(&mut wim).await.0, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn twenty_orders_stand_on_a_page_and_the_rest_behind_it() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = customer(&shop, "noor@example.org").await;
        for _ in 0..22 {
            put(&mut b, "mug", "1").await;
            b.click("Checkout").await;
            b.press("Place order", if b.attributes("input[name=address]", "value") == [""] { NOOR } else { &[] }).await;
            assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        }
        b.open("/account").await;
        let first = b.all("main .orders h3");
        b.click("Older orders").await;
        let second = b.all("main .orders h3");
        assert_eq!((first.len(), second.len()), (20, 2));
        assert!(second.iter().all(|o| !first.contains(o)));
        assert_eq!((b.count("a[rel=next]"), b.open("/account?after=x").await.status), (0, 404));
    })
    .await;
}

#[tokio::test]
async fn a_guest_s_order_comes_along_by_the_proven_address_alone() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        put(&mut b, "mug", "1").await;
        b.click("Checkout").await;
        let mut all = NOOR.to_vec();
        all.push(("Email", "noor@example.org"));
        b.press("Place order", &all).await;
        let order = b.page.path.clone();
        let claimed = || shop.number("select count(*) from orders where person is not null");

        // Somebody else has the link, or the number; neither makes it theirs.
        let mut wim = customer(&shop, "wim@example.org").await;
        wim.open(&order).await;
        assert!(wim.count("form[action='/sign-up']") == 0 && wim.page.status == 200);
        wim.open("/account").await;
        assert!(wim.text().contains("No orders yet") && claimed().await == 0, "{}", wim.text());

        // Asking proves nothing; the link in the mail does.
        b.press("Sign up", &[("Password", PASSWORD)]).await;
        assert_eq!(b.page.path, "/sign-up?sent=1", "{}", b.text());
        assert_eq!(claimed().await, 0);
        open_account(&mut b, &shop, "noor@example.org").await;
        assert_eq!((claimed().await, b.all("main .orders h3").len()), (1, 1));
        let noor = person_of(&shop, "noor@example.org").await;
        assert_eq!(shop.number("select person from orders").await, noor);
        b.open(&b.attributes("main .orders h3 a", "href")[0].clone()).await;
        assert_eq!(b.page.path, order);

        // On another device, by the password chosen at the order.
        let mut phone = again(&shop, "noor@example.org").await;
        phone.open("/account").await;
        assert_eq!(phone.all("main .orders h3").len(), 1);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn two_carts_come_together_and_nothing_is_lost_or_doubled() {
    both(|shop| async move {
        shelves(&shop).await;
        let email = "noor@example.org";
        let mut laptop = customer(&shop, email).await;
        put(&mut laptop, "mug", "1").await;
        put(&mut laptop, "jug", "2").await;

        let mut phone = Browser::new(&shop);
        for (slug, quantity) in [("jug", "5"), ("pot", "1"), ("plate", "3")] {
            put(&mut phone, slug, quantity).await;
        }
        sign_in(&mut phone, email).await;
        let sorted = |(titles, quantities): (Vec<String>, Vec<String>)| {
            let mut all: Vec<(String, String)> = titles.into_iter().zip(quantities).collect();
            all.sort();
            all
        };
        let four = [("The jug", "5"), ("The mug", "1"), ("The plate", "3"), ("The pot", "1")]
            .map(|(title, quantity)| (title.to_string(), quantity.to_string()));
        assert_eq!(sorted(in_cart(&mut phone).await), four);
        assert_eq!(sorted(in_cart(&mut laptop).await), four, "the other device has the same cart");
        assert_eq!(shop.number("select count(*) from cart").await, 1);

        // The same again changes nothing.
        phone.open("/account").await;
        phone.press("Sign out", &[]).await;
        assert_eq!(in_cart(&mut phone).await.0, Vec::<String>::new(), "a cart of an account is not left behind");
        sign_in(&mut phone, email).await;
        assert_eq!(sorted(in_cart(&mut phone).await), four);

        // Two more devices at once, each with a pot.
        let mut devices = [Browser::new(&shop), Browser::new(&shop)];
        for b in &mut devices {
            put(b, "pot", "2").await;
        }
        let [a, b] = &mut devices;
        tokio::join!(sign_in(a, email), sign_in(b, email));
        for b in &mut devices {
            let lines = sorted(in_cart(b).await);
            assert_eq!((lines.len(), lines[3].1.as_str()), (4, "2"), "{lines:?}");
        }
        assert_eq!(shop.number("select count(*) from cart").await, 1);
        shop.healthy().await;
    })
    .await;
}
