//! The lists of the back office: all products, found and narrowed and paged, as views and as a file.
use crate::kit::goods::{opened, pan, stock, thing};
use crate::kit::{Browser, Shop, both};
use crate::order::merchant;
use app::catalogue::draft::Draft;
use app::catalogue::roll::Wish;
use app::catalogue::roll::store::{self, Narrowed};
use server::router::{ROUTES, What, Who};
use std::collections::BTreeSet;

/// A mug, a jug without a price, a draft, a withdrawn pot with a bar code, and a pan.
async fn shelves(shop: &Shop) {
    opened(shop).await;
    let mut jug = thing("jug", 0, 7);
    jug.variants[0].prices.clear();
    let secret = Draft { title: Some("Secret teapot".into()), status: Some("draft".into()), ..thing("teapot", 900, 1) };
    let mut pot = Draft { status: Some("withdrawn".into()), ..thing("pot", 2_000, 0) };
    pot.variants[0].barcode = Some("4006381333931".into());
    let mug = Draft { tags: Some(vec!["Gift".into()]), ..thing("mug", 1_200, 2) };
    let mut mute = pan();
    mute.attributes.as_mut().unwrap()[0].means = String::new();
    stock(shop, &[mug, jug, secret, pot, mute]).await;
}
/// The titles in the list at this address.
async fn titles(b: &mut Browser, query: &str) -> Vec<String> {
    b.open(&format!("/admin/products?{query}")).await;
    assert_eq!(b.page.status, 200, "{query}: {}", b.text());
    b.all("table.roll tbody th a")
}

#[tokio::test]
async fn every_product_is_found_and_narrowed_to_whatever_its_status() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = merchant(&shop).await;
        assert_eq!(
            titles(&mut b, "").await,
            ["Everyday pan", "The pot", "Secret teapot", "The jug", "The mug"],
            "the newest first"
        );
        assert_eq!(b.all("h2#found"), ["5 products"]);
        for (query, found) in [
            ("q=teapot", vec!["Secret teapot"]),
            ("q=TEAPOT", vec!["Secret teapot"]),
            ("q=PAN-20", vec!["Everyday pan"]),
            ("q=4006381333931", vec!["The pot"]),
            ("q=everydya", vec!["Everyday pan"]),
            ("q=nothing-like-it", vec![]),
            ("status=draft", vec!["Secret teapot"]),
            ("status=withdrawn", vec!["The pot"]),
            ("collection=pans", vec!["Everyday pan"]),
            ("collection=none", vec![]),
            ("maker=joost", vec!["Everyday pan"]),
            ("tag=gift", vec!["The mug"]),
            ("stock=low&status=active", vec!["Everyday pan", "The mug"]),
            ("stock=out", vec!["The jug"]),
            ("lacks=price", vec!["The jug"]),
            ("lacks=meaning", vec!["Everyday pan"]),
            ("lacks=picture&status=active", vec!["Everyday pan", "The jug", "The mug"]),
            ("q=the&status=active&stock=now", vec!["The mug"]),
            ("sort=title", vec!["Everyday pan", "Secret teapot", "The jug", "The mug", "The pot"]),
            ("sort=price", vec!["Secret teapot", "The mug", "The pot", "Everyday pan", "The jug"]),
            ("sort=stock", vec!["Everyday pan", "The pot", "Secret teapot", "The mug", "The jug"]),
            ("sort=stock&tag=gift", vec!["The mug"]),
        ] {
            let mut listed = titles(&mut b, query).await;
            if query == "sort=stock" {
                // Of the pan and of the pot nothing is left: which of them was put first stands first.
                listed[..2].sort();
            }
            assert_eq!(listed, found, "{query}");
        }
        assert!(titles(&mut b, "q=everydya").await.len() == 1 && b.text().contains("Nothing goes by ‘everydya’."));
        titles(&mut b, "q=pan").await;
        let row = &b.all("table.roll tbody tr")[0];
        assert!(row.contains("€50.00 to €68.00") && row.contains("For sale") && row.contains("10 there"), "{row}");
    })
    .await;
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page_in_every_order_and_no_product_twice() {
    both(|shop| async move {
        opened(&shop).await;
        let goods: Vec<Draft> = (0..120)
            .map(|n| {
                let mut draft = thing(&format!("thing-{n}"), 500 + (n % 7) * 100, n % 5);
                if n % 11 == 0 {
                    draft.variants[0].prices.clear();
                }
                draft.variants[0].tracked = Some(n % 13 != 0);
                draft
            })
            .collect();
        stock(&shop, &goods).await;
        let mut b = merchant(&shop).await;
        for sort in ["", "title", "price", "stock"] {
            let mut next = Some(format!("/admin/products?sort={sort}"));
            let mut all = vec![];
            let mut pages = 0;
            while let Some(path) = next {
                b.open(&path).await;
                all.extend(b.attributes("table.roll input[name=id]", "value"));
                next = b.attributes("a[rel=next]", "href").pop();
                pages += 1;
            }
            assert_eq!((pages, all.len()), (3, 120), "{sort}");
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 120, "{sort}");
        }
        // The same narrowed by a large set and by a small one, in the order of the stock.
        for (wish, expected) in [("stock=now", 77), ("q=thing-11", 13)] {
            let pairs: Vec<(String, String)> =
                wish.split('&').map(|p| p.split_once('=').unwrap()).map(|(a, b)| (a.into(), b.into())).collect();
            let wish = Wish { sort: "stock", ..Wish::read(&pairs) };
            let narrowed = Narrowed::of(shop.db(), &shop.merchant(), wish.clone()).await.unwrap();
            let n = store::count(shop.db(), &shop.merchant(), &narrowed, 1_001).await.unwrap();
            let listed = store::ids(shop.db(), &shop.merchant(), wish.clone(), 500).await.unwrap();
            assert_eq!(n, listed.len() as i64, "{wish:?}");
            if wish.q.is_empty() {
                assert!(n > 60, "{n} and not about {expected}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_view_is_kept_under_its_name_and_a_list_leaves_as_a_file() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = merchant(&shop).await;
        titles(&mut b, "status=active&sort=title").await;
        b.press("Keep", &[("Name of the view", "For sale by title")]).await;
        assert_eq!(b.page.path, "/admin/products?status=active&sort=title");
        assert_eq!(b.all(".views a[aria-current=true]"), ["For sale by title"]);
        titles(&mut b, "").await;
        b.click("For sale by title").await;
        assert_eq!(b.all("table.roll tbody th a"), ["Everyday pan", "The jug", "The mug"]);

        b.press("Save what is shown", &[]).await;
        assert_eq!(b.page.headers["content-type"], "text/csv; charset=utf-8");
        let lines: Vec<String> = b.page.html.lines().map(String::from).collect();
        assert!(lines[0].starts_with("number,title,slug,status,maker,variants,lowest price"), "{}", lines[0]);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(
            lines[1].contains(",Everyday pan,pan,For sale,Joost Averink,3,50.00,68.00,EUR,10,0,10"),
            "{}",
            lines[1]
        );
        assert!(lines[2].contains(",The jug,jug,For sale,,1,,,EUR,7,0,7"), "{}", lines[2]);
        b.open("/admin/audit").await;
        assert!(b.text().contains("Saved the list of products as a file"), "{}", b.text());
    })
    .await;
}

#[tokio::test]
async fn whatever_list_the_desk_shows_leaves_as_a_file_and_the_audit_says_so() {
    /// Tables of the desk that are settings or steps of work, not lists of what the shop holds.
    const SETTINGS: &[&str] =
        &["/counter/settings", "/admin/settings", "/admin/opening", "/admin/import", "/admin/staff", "/admin/stuck"];
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = merchant(&shop).await;
        let lists = ROUTES.iter().filter(|r| {
            let merchants =
                r.method == "GET" && r.who == Who::Merchant && r.what == What::Page && !r.path.contains('{');
            merchants && !SETTINGS.iter().any(|s| r.path.starts_with(s) && r.path != "/admin/settings/redirects")
        });
        let (mut saved, mut others) = (0, vec![]);
        for list in lists {
            b.open(list.path).await;
            assert_eq!(b.page.status, 200, "{}", list.path);
            if b.count("details.save") == 0 {
                others.push(list.path);
                continue;
            }
            let before = shop.number("select count(*) from audit").await;
            b.press("Save what is shown here as CSV", &[]).await;
            assert_eq!(b.page.status, 200, "{}: {}", list.path, b.text());
            let headers = &b.page.headers;
            assert!(headers["content-type"].to_str().unwrap().starts_with("text/csv"), "{}", list.path);
            assert!(b.page.html.lines().next().is_some_and(|head| head.contains(',')), "{}", b.page.html);
            assert_eq!(shop.number("select count(*) from audit").await, before + 1, "{}", list.path);
            saved += 1;
        }
        assert!(saved > 12, "only {saved} lists were saved");
        assert_eq!(
            others,
            ["/admin", "/admin/products/new", "/admin/products/grid", "/admin/search"],
            "a page of the desk is a list without a way to save it, or another page than these"
        );
    })
    .await;
}
