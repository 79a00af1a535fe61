//! Old addresses that lead to new ones, and never hide a page.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::wire::Ask;
use crate::kit::{Browser, Shop, both};
use crate::order::merchant;

async fn to(shop: &Shop, path: &str) -> (u16, String) {
    let answer = Ask::get(path).to(&shop.router).await;
    (answer.status, answer.location().to_string())
}
async fn keep(b: &mut Browser, lines: &str) {
    b.open("/admin/settings/redirects").await;
    b.press("Keep", &[("lines", lines)]).await;
}

#[tokio::test]
async fn an_old_address_leads_to_the_end_of_its_chain_and_never_in_a_round() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5), thing("jug", 900, 5)]).await;
        let mut b = merchant(&shop).await;
        keep(&mut b, "/shop/mugs /products/mug\n/old-about -> /pages/about\nhttp://shop.test/blog, https://elsewhere.example/blog").await;
        assert!(b.text().contains("is led on from now on"), "{}", b.text());
        assert_eq!(to(&shop, "/shop/mugs").await, (301, "/products/mug".into()));
        assert_eq!(to(&shop, "/shop/mugs/?page=2").await, (301, "/products/mug".into()));
        assert_eq!(to(&shop, "/blog").await, (301, "https://elsewhere.example/blog".into()));
        assert_eq!(to(&shop, "/pages/about").await.0, 200);
        assert_eq!(to(&shop, "/never-there").await.0, 404);

        // A chain is shortened from both its ends.
        keep(&mut b, "/a /b\n/b /c").await;
        keep(&mut b, "/c /products/jug\n/z /a").await;
        for path in ["/a", "/b", "/c", "/z"] {
            assert_eq!(to(&shop, path).await, (301, "/products/jug".into()), "{path}");
        }
        let most = "select count(*) from redirect r join redirect f on f.from_path = r.to_path";
        assert_eq!(shop.number(most).await, 0, "no redirect leads to another one");

        // A round, a page that stands, what is no address: nothing of the paste is kept, and all of it stays typed.
        for (lines, words) in [
            ("/x /y\n/y /x", "would lead back to itself"),
            ("/products/jug /a", "a page stands at this address"),
            ("/products/mug /pages/about", "a page stands at this address"),
            ("/new /pages/about\n/admin/x /y", "Line 2:"),
            ("/self /self?x=1", "would lead back to itself"),
        ] {
            keep(&mut b, lines).await;
            assert_eq!(b.page.status, 422, "{lines}");
            assert!(b.text().contains(words), "{lines}: {}", b.text());
            assert_eq!(b.all("#lines"), [lines.replace('\n', " ")], "what was typed is kept");
        }
        assert_eq!(shop.number("select count(*) from redirect where from_path in ('/x', '/new', '/self')").await, 0);
        assert_eq!(to(&shop, "/products/mug").await.0, 200);

        // A product that is no longer made may lead to another one.
        shop.damage("update product set status = 'withdrawn' where slug = 'mug'").await;
        shop.damage("update shop set catalogue_version = catalogue_version + 1").await;
        assert_eq!(to(&shop, "/products/mug").await.0, 410);
        keep(&mut b, "/products/mug /products/jug").await;
        assert_eq!(to(&shop, "/products/mug").await, (301, "/products/jug".into()));
        assert_eq!(to(&shop, "/shop/mugs").await, (301, "/products/jug".into()), "and what led to it follows");

        b.open("/admin/settings/redirects?q=blog").await;
        assert_eq!(b.count("tbody tr"), 1);
        b.press("Remove", &[]).await;
        assert_eq!(to(&shop, "/blog").await.0, 404);
        b.open("/admin/audit").await;
        assert!(b.text().contains("/blog to https://elsewhere.example/blog"), "{}", b.text());
        assert!(b.text().contains("Took a redirect away"), "{}", b.text());
    })
    .await;
}
