//! Many at once: never one too many sold, never one order too many, no order lost when the machine dies.
use crate::kit::goods::{named_spoon, opened, stock, thing};
use crate::kit::{Browser, Shop, both};
use app::values::Moment;
use futures::future::join_all;

const ADDRESS: &[(&str, &str)] = &[("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];

fn buyer(email: &str) -> Vec<(&str, &str)> {
    let mut fields = vec![("Email", email), ("Full name", "Noor Veldhuis")];
    fields.extend(ADDRESS);
    fields
}

/// A buyer at the till: every fifth with two lines of the same thing.
async fn at_the_till(shop: &Shop, n: usize) -> Browser {
    let mut b = Browser::new(shop);
    b.open("/products/spoon").await;
    b.press("Add to cart", &[]).await;
    if n.is_multiple_of(5) {
        b.open("/products/spoon").await;
        b.press("Add to cart", &[("Name on the handle", "Noor")]).await;
    }
    b.click("Checkout").await;
    assert_eq!(b.page.status, 200);
    b
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_buyers_for_twenty_units_buy_exactly_twenty() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(20)]).await;
        let mut ready = vec![];
        for n in 0..200 {
            ready.push((n, at_the_till(&shop, n).await));
        }
        let all = join_all(ready.into_iter().map(|(n, mut b)| {
            tokio::spawn(async move {
                let email = format!("buyer{n}@example.org");
                b.press("Place order", &buyer(&email)).await;
                b
            })
        }))
        .await;
        let (mut sold, mut told) = (0, 0);
        for b in all {
            let b = b.unwrap();
            match b.page.status {
                200 if b.page.path.starts_with("/orders/") => sold += 1,
                422 => {
                    let text = b.text();
                    assert!(text.contains("Nothing has been ordered; your cart is kept."), "{text}");
                    told += 1;
                }
                other => panic!("{other}: {}", b.text()),
            }
        }
        assert_eq!(sold + told, 200);
        assert_eq!(shop.number("select count(*) from orders").await, sold);
        assert_eq!(shop.number("select cast(sum(quantity) as bigint) from order_line").await, 20);
        assert_eq!(shop.number("select on_hand - reserved from stock").await, 0);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_submissions_at_once_are_one_order() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(20)]).await;
        let b = at_the_till(&shop, 1).await;
        let (_, path, fields) = b.sending("Place order", &buyer("noor@example.org"));
        let all = join_all((0..50).map(|_| {
            let (mut b, path, fields) = (b.clone(), path.clone(), fields.clone());
            tokio::spawn(async move {
                b.post(&path, &fields).await;
                (b.page.status, b.page.path)
            })
        }))
        .await;
        let mut ends: Vec<(u16, String)> = all.into_iter().map(|r| r.unwrap()).collect();
        ends.dedup();
        assert_eq!(ends.len(), 1, "{ends:?}");
        assert!(ends[0].0 == 200 && ends[0].1.starts_with("/orders/"));
        assert_eq!(shop.number("select count(*) from orders").await, 1);
        assert_eq!(shop.number("select reserved from stock").await, 1);
        assert_eq!(shop.number("select count(*) from mail").await, 1);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn carts_that_want_the_same_things_in_another_order_never_wait_for_one_another() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 500), thing("jug", 2_400, 500), thing("pot", 900, 500)]).await;
        let mut ready = vec![];
        for n in 0..24 {
            let mut b = Browser::new(&shop);
            let mut wanted = ["mug", "jug", "pot"];
            wanted.rotate_left(n % 3);
            for slug in wanted {
                b.open(&format!("/products/{slug}")).await;
                b.press("Add to cart", &[]).await;
            }
            b.click("Checkout").await;
            ready.push(b);
        }
        let all = join_all(ready.into_iter().map(|mut b| {
            tokio::spawn(async move {
                b.press("Place order", &buyer("noor@example.org")).await;
                (b.page.status, b.text())
            })
        }))
        .await;
        for end in all {
            let (status, text) = end.unwrap();
            assert_eq!(status, 200, "{text}");
        }
        assert_eq!(shop.number("select count(*) from orders").await, 24);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn adding_at_once_from_two_tabs_loses_nothing() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 500)]).await;
        let mut b = Browser::new(&shop);
        b.open("/products/mug").await;
        b.press("Add to cart", &[]).await;
        b.open("/products/mug").await;
        let (_, path, fields) = b.sending("Add to cart", &[]);
        join_all((0..20).map(|_| {
            let (mut b, path, fields) = (b.clone(), path.clone(), fields.clone());
            tokio::spawn(async move { drop(b.fetch(&path, &fields).await) })
        }))
        .await;
        assert_eq!(shop.number("select quantity from cart_line").await, 21);
    })
    .await;
}

/// The program itself, serving; killed when dropped.
struct Running {
    child: std::process::Child,
    address: String,
}
impl Running {
    async fn start(shop: &Shop) -> Running {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let child = std::process::Command::new(env!("CARGO_BIN_EXE_openkitchen"))
            .arg("serve")
            .env("DATABASE_URL", &shop.url)
            .env("LISTEN", &address)
            .env("PUBLIC_URL", "http://shop.test")
            .env("MAIL_URL", format!("file:{}", shop.folder.join("mail").display()))
            .env("MEDIA_URL", format!("file:{}", shop.folder.join("media").display()))
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let running = Running { child, address };
        let give_up = std::time::Instant::now() + std::time::Duration::from_secs(60);
        while tokio::net::TcpStream::connect(&running.address).await.is_err() {
            assert!(std::time::Instant::now() < give_up, "the program did not start");
            tokio::task::yield_now().await;
        }
        running
    }
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Orders, over the wire, until the other side is gone: the paths that were answered.
async fn buy_until_it_dies(client: reqwest::Client, address: String, forms: Vec<Vec<(String, String)>>) -> Vec<String> {
    let mut answered = vec![];
    for fields in forms {
        let sent = client
            .post(format!("http://{address}/checkout"))
            .header("origin", "http://shop.test")
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(app::parts::query(&fields))
            .send()
            .await;
        match sent {
            Ok(answer) if answer.status() == 303 => {
                answered.push(answer.headers()["location"].to_str().unwrap().to_string());
            }
            Ok(answer) => panic!("{}", answer.status()),
            Err(_) => break,
        }
    }
    answered
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_was_answered_survives_kill_nine() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(5_000)]).await;
        rustls::crypto::ring::default_provider().install_default().ok();
        let mut forms = vec![vec![]; 4];
        for n in 0..160 {
            let b = at_the_till(&shop, n).await;
            forms[n % 4].push(b.sending("Place order", &buyer("noor@example.org")).2);
        }
        let mut running = Running::start(&shop).await;
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let buyers: Vec<_> = forms
            .into_iter()
            .map(|forms| tokio::spawn(buy_until_it_dies(client.clone(), running.address.clone(), forms)))
            .collect();
        // Killed in the middle: after the fortieth order, while others are being written.
        while shop.number("select count(*) from orders").await < 40 {
            tokio::task::yield_now().await;
        }
        running.kill();
        let mut answered = vec![];
        for buyer in buyers {
            answered.extend(buyer.await.unwrap());
        }
        assert!(answered.len() >= 30 && answered.len() < 160, "{} were answered", answered.len());
        let again = Running::start(&shop).await;
        for path in &answered {
            let page = client.get(format!("http://{}{path}", again.address)).send().await.unwrap();
            assert_eq!(page.status(), 200, "{path} was answered and is not there");
        }
        let orders = shop.number("select count(*) from orders").await;
        assert!(
            orders >= answered.len() as i64 && orders <= answered.len() as i64 + 4,
            "{orders} orders, {} answers",
            answered.len()
        );
        let late = app::jobs::take(shop.db(), Moment::now()).await;
        assert!(late.is_ok());
        shop.healthy().await;
    })
    .await;
}

/// The import counts the spoons anew, many times over and always with other goods around them, while people buy the last of
/// them: both take the same rows, in another order. On PostgreSQL one of two that wait for one another is tried again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_and_buyers_of_the_last_ones_do_not_stop_one_another() {
    async fn import(shop: &Shop, round: usize) {
        let mut file =
            "Handle,Title,Collection,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n"
                .to_string();
        for n in 0..20 {
            let handle = if n == 10 { "spoon".to_string() } else { format!("thing-{n}") };
            let on_hand = if n == 10 { 20 + round % 2 } else { (n + round) % 2 };
            file += &format!("{handle},The {handle},Pans,{},shopify,{on_hand},18.00\n", handle.to_uppercase());
        }
        let mut nobody = |_, _| {};
        let task = app::import::run::Task { dry_run: false, images: false, progress: &mut nobody };
        let report =
            app::import::run::products(shop.db(), &shop.merchant(), file.as_bytes(), task, Moment::now()).await;
        let report = report.unwrap();
        assert!(report.refused.is_empty(), "{:?}", report.refused);
    }
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[named_spoon(20)]).await;
        import(&shop, 0).await;
        let mut ready = vec![];
        for n in 1..=30 {
            ready.push((n, at_the_till(&shop, n).await));
        }
        let counting = {
            let shop = shop.clone();
            tokio::spawn(async move {
                for round in 0..12 {
                    import(&shop, round).await;
                }
            })
        };
        let all = join_all(ready.into_iter().map(|(n, mut b)| {
            tokio::spawn(async move {
                b.press("Place order", &buyer(&format!("buyer{n}@example.org"))).await;
                (b.page.status, b.text())
            })
        }))
        .await;
        counting.await.unwrap();
        for done in all {
            let (status, text) = done.unwrap();
            assert!(status == 200 || status == 422, "{status}: {text}");
        }
        assert!(
            shop.number(
                "select on_hand - reserved from stock s join variant v on v.id = s.variant where v.sku = 'SPOON'"
            )
            .await
                >= 0
        );
        shop.healthy().await;
    })
    .await;
}
