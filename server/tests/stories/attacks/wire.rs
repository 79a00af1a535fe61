//! What comes over the wire: forms of other sites, forged hosts, ways on that lead elsewhere; cookies; what pages leave behind.
use super::{is_in, open, try_password, visitor};
use crate::kit::shop::node;
use crate::kit::wire::{Ask, PASSWORD, customer, signed_in, waiting_link};
use crate::kit::{Shop, both};
use app::site::Site;
use app::values::Moment;
use server::client::Trusted;
use server::jobs::tidy;
use server::router::{ROUTES, samples};

/// What there is of people: each table with the number of its rows.
async fn people(shop: &Shop) -> Vec<i64> {
    let mut all = vec![];
    for sql in [
        "select count(*) from person",
        "select count(*) from session",
        "select count(*) from cart",
        "select count(*) from cart_line",
        "select count(*) from attempt",
        "select count(*) from token",
        "select count(*) from mail",
        "select count(*) from account",
        "select count(*) from address",
        "select count(*) from audit",
    ] {
        all.push(shop.number(sql).await);
    }
    all
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "noor@example.org", true).await;
        let cookie = signed_in(&shop, id, "noor@example.org").await;
        let before = people(&shop).await;
        let signs: [&[(&'static str, &'static str)]; 6] = [
            &[("origin", "http://evil.test")],
            &[("origin", "null")],
            &[("origin", "http://shop.test.evil.test")],
            &[("origin", "http://evil.test"), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("origin", "http://blog.shop.test")],
        ];
        for route in ROUTES.iter().filter(|r| r.method == "POST") {
            let path: Vec<&str> = route.path.split('/').map(|p| if p.starts_with('{') { "mug" } else { p }).collect();
            for sign in signs {
                let fields =
                    [("email", "noor@example.org"), ("password", PASSWORD), ("quantity", "1"), ("act", "link")];
                let ask = Ask::post(path.join("/"), &fields).holding(&cookie);
                let answer = sign.iter().fold(ask, |ask, (name, value)| ask.with(name, *value)).to(&shop.router).await;
                assert_eq!((answer.status, answer.cookie()), (403, String::new()), "{} {sign:?}", route.path);
            }
        }
        assert_eq!(people(&shop).await, before);
        assert!(is_in(&shop, &cookie).await);
        let own = Ask::post("/sign-out", &[])
            .holding(&cookie)
            .with("origin", "http://shop.test")
            .with("sec-fetch-site", "same-origin");
        assert_eq!(own.to(&shop.router).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_forged_host_stands_in_no_mail_no_page_and_no_redirect() {
    both(|shop| async move {
        crate::orders::ordered(&shop, "transfer").await;
        customer(&shop, "noor@example.org", true).await;
        let forged = |ask: Ask| {
            ask.with("host", "evil.test")
                .with("x-forwarded-host", "evil.test")
                .with("x-forwarded-proto", "https")
                .with("forwarded", "host=evil.test;proto=https")
        };
        for path in ["/", "/products/mug", "/sign-in", "/sitemap.xml", "/robots.txt", "/nowhere"] {
            let answer = forged(Ask::get(path)).to(&shop.router).await;
            assert!(!answer.html.contains("evil.test"), "{path}");
        }
        let page = forged(Ask::get("/products/mug")).to(&shop.router).await.html;
        assert!(page.contains("http://shop.test/products/mug"), "the canonical address");
        for (path, fields) in [
            ("/sign-in/forgotten", vec![("email", "noor@example.org")]),
            ("/sign-in", vec![("email", "noor@example.org"), ("act", "link")]),
            ("/sign-up", vec![("email", "new@example.org")]),
            ("/products/mug", vec![("quantity", "1")]),
        ] {
            let answer = forged(Ask::post(path, &fields)).to(&shop.router).await;
            assert!(answer.status == 303 && answer.location().starts_with('/'), "{path}: {}", answer.location());
            let set = answer.headers.get("set-cookie").map_or("", |v| v.to_str().unwrap());
            assert!(!set.contains("Domain"), "{set}");
        }
        shop.work().await;
        let mails: Vec<String> = shop.mails().iter().map(|m| m.replace("=\r\n", "")).collect();
        assert!(mails.len() >= 4 && mails.iter().all(|m| !m.contains("evil.test")));
        assert_eq!(mails.iter().filter(|m| m.contains("http://shop.test/links/")).count(), 3);
    })
    .await;
}

#[tokio::test]
async fn the_way_on_never_leads_out_of_the_shop() {
    both(|shop| async move {
        open(&shop).await;
        let id = customer(&shop, "noor@example.org", true).await;
        let standing = signed_in(&shop, id, "noor@example.org").await;
        for way in [
            "https://evil.test/",
            "//evil.test",
            "///evil.test",
            "/\\evil.test",
            "\\\\evil.test",
            "/\t/evil.test",
            "/\n/evil.test",
            "/x\r\nset-cookie: kitchen=1",
            "/\u{0}",
            " //evil.test",
            "javascript:alert(1)",
            "/ä//evil.test",
            "evil.test",
            "/sign-out",
            "/links/abc",
        ] {
            let fields = [("email", "noor@example.org"), ("password", PASSWORD), ("act", "password"), ("next", way)];
            let by_password = Ask::post("/sign-in", &fields).to(&shop.router).await;
            assert_eq!((by_password.status, by_password.location()), (303, "/account"), "{way:?}");
            Ask::post("/sign-in", &[("email", "noor@example.org"), ("act", "link"), ("next", way)])
                .to(&shop.router)
                .await;
            let path = waiting_link(&shop, "noor@example.org").await;
            let by_link = Ask::post(path, &[]).to(&shop.router).await;
            assert_eq!((by_link.status, by_link.location()), (303, "/account"), "{way:?}");
            let query = app::parts::query(&[("next".into(), way.into())]);
            let away = Ask::get(format!("/sign-in?{query}")).holding(&standing).to(&shop.router).await;
            assert_eq!((away.status, away.location()), (303, "/account"), "{way:?}");
            let form = Ask::get(format!("/sign-in?{query}")).to(&shop.router).await;
            assert!(form.html.contains("name=\"next\" value=\"/account\""), "{way:?}");
            // Five mails to one address are enough; here it is forty.
            shop.damage("delete from attempt where kind = 'mail_to'").await;
        }
        // What stays encoded stays a path.
        for way in ["/%2f%2fevil.test", "/%5cevil.test", "/%0d%0aset-cookie:%20x=1", "/cart?next=//evil.test"] {
            let query = app::parts::query(&[("next".into(), way.into())]);
            let away = Ask::get(format!("/sign-in?{query}")).holding(&standing).to(&shop.router).await;
            assert_eq!((away.location(), away.cookie()), (way, String::new()));
        }
    })
    .await;
}

#[tokio::test]
async fn the_cookie_is_the_shops_alone() {
    both(|shop| async move {
        open(&shop).await;
        customer(&shop, "noor@example.org", true).await;
        let safe = Site { public_url: "https://shop.example".into(), ..shop.site.clone() };
        let safe = node(&safe, Trusted::default()).await;
        for (router, name, secure) in [(&shop.router, "kitchen", false), (&safe, "__Host-kitchen", true)] {
            let entered = try_password("noor@example.org", PASSWORD).to(router).await;
            let begun = Ask::post("/products/mug", &[("quantity", "1")]).to(router).await;
            for (answer, days) in [(entered, 400), (begun, 30)] {
                let all: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
                assert_eq!(all.len(), 1);
                let parts: Vec<&str> = all[0].split("; ").collect();
                assert!(parts[0].starts_with(&format!("{name}=")), "{all:?}");
                for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                    assert!(parts.contains(&part), "{all:?}");
                }
                assert_eq!(parts.contains(&"Secure"), secure);
                assert!(parts.contains(&format!("Max-Age={}", days * 86_400).as_str()), "{all:?}");
                assert!(!all[0].contains("Domain"), "{all:?}");
                assert_eq!(answer.headers.contains_key("strict-transport-security"), secure);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_only_looks_leaves_nothing_behind() {
    both(|shop| async move {
        crate::orders::ordered(&shop, "transfer").await;
        let before = people(&shop).await;
        let mut opened = 0;
        for line in samples(&shop.site).await.unwrap() {
            let row: serde_json::Value = serde_json::from_str(&line).unwrap();
            for path in row["samples"].as_array().unwrap().iter().filter(|_| row["method"] == "GET") {
                let path = path.as_str().unwrap();
                for query in ["", "?q=a+word&next=/cart", "?added=1"] {
                    let answer =
                        Ask::get(format!("{path}{query}")).with("user-agent", "Googlebot").to(&shop.router).await;
                    assert!(answer.status < 500 && !answer.headers.contains_key("set-cookie"), "{path}");
                    opened += 1;
                }
            }
        }
        assert!(opened > 40, "{opened}");
        assert_eq!(people(&shop).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_visitor_who_does_not_come_back_is_forgotten_and_a_customer_is_not() {
    both(|shop| async move {
        open(&shop).await;
        let (gone, public) = (visitor(&shop).await, visitor(&shop).await);
        assert!(gone != public);
        let kinds = || async {
            let rows: Vec<(String,)> = shop.db().query("select kind from person order by kind").all().await.unwrap();
            rows.into_iter().map(|(k,)| k).collect::<Vec<_>>().join(" ")
        };
        shop.damage("update person set acted_at = seen_at where id = (select max(id) from person)").await;
        let id = customer(&shop, "noor@example.org", false).await;
        let cookie = signed_in(&shop, id, "noor@example.org").await;
        let later = |days| Moment::now().plus(days * Moment::DAY);
        tidy(shop.db(), later(29)).await.unwrap();
        assert_eq!(kinds().await, "customer visitor visitor");
        // A browser that still knows them keeps them.
        shop.db().run("update session set expires_at = expires_at + 172800000").run().await.unwrap();
        tidy(shop.db(), later(31)).await.unwrap();
        assert_eq!(kinds().await, "customer visitor visitor");
        tidy(shop.db(), later(33)).await.unwrap();
        assert_eq!(kinds().await, "customer visitor", "whoever did something in public stays");
        assert_eq!(shop.number("select count(*) from session").await, 1);
        tidy(shop.db(), later(399)).await.unwrap();
        assert!(is_in(&shop, &cookie).await);
        assert_eq!(kinds().await, "customer visitor");
        shop.healthy().await;
    })
    .await;
}
