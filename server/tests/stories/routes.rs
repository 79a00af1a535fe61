//! The route table, walked: every page answers, every link on it leads somewhere, every answer has its headers.
use crate::kit::goods::{course, named_spoon, pan, stock};
use crate::kit::{Browser, both, people, talk};
use crate::orders::ordered;
use app::orders::papers::issue::invoice;
use app::values::Moment;
use server::router::{ROUTES, What, samples};
use std::collections::{BTreeSet, HashSet};

#[tokio::test]
async fn every_row_of_the_table_answers_and_every_link_leads_somewhere() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        invoice(shop.db(), &shop.merchant(), order, Moment::now()).await.unwrap();
        stock(&shop, &[pan(), named_spoon(3), course()]).await;
        let topic = talk::ask(&mut Browser::new(&shop), &shop, "pan", "Does it rust?", "").await;
        talk::reply(&mut Browser::new(&shop), &shop, topic, "Not if you dry it.").await;
        people::host(&shop, "hanna@example.org", "Hanna Visser").await;
        let mut todo: Vec<String> = vec![];
        let mut rows = 0;
        for line in samples(&shop.site).await.unwrap() {
            let row: serde_json::Value = serde_json::from_str(&line).unwrap();
            rows += 1;
            if row["method"] == "GET" {
                let samples = row["samples"].as_array().unwrap();
                let rare = [
                    "/media/{file}",
                    "/links/{word}",
                    "/watch/{word}",
                    "/posts/{post}/edit",
                    "/posts/{post}/history",
                    "/counter/publish/{post}",
                    "/admin/import/{run}",
                    "/admin/import/{run}/rows",
                    "/admin/pictures/{id}",
                    "/begin/{word}",
                    "/admin/returns/{id}",
                    "/admin/drafts/{id}",
                    "/drafts/{word}",
                ]
                .contains(&row["path"].as_str().unwrap());
                assert!(!samples.is_empty() || rare, "no sample of {}", row["path"]);
                todo.extend(samples.iter().map(|s| s.as_str().unwrap().to_string()));
            }
        }
        assert_eq!(rows, ROUTES.len());
        let mut seen: HashSet<String> = HashSet::new();
        let mut b = Browser::new(&shop);
        while let Some(path) = todo.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            b.open(&path).await;
            assert_eq!(b.page.status, 200, "{path}");
            assert!(b.cookies.is_empty(), "{path} sets a cookie");
            let headers = &b.page.headers;
            assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            assert!(
                headers.contains_key("content-security-policy") && headers.contains_key("referrer-policy"),
                "{path}"
            );
            let fragment = path.starts_with("/fragments/");
            if !fragment && headers["content-type"].to_str().unwrap().starts_with("text/html") {
                assert_eq!(b.count("h1"), 1, "{path}");
                assert!(!b.page.html.contains(" style="), "{path}: the policy forbids style attributes");
                assert!(!b.page.html.contains("<!>"), "{path}");
                let links = ["a[href]", "form[method=get]"];
                let targets = b
                    .attributes(links[0], "href")
                    .into_iter()
                    .chain(b.attributes("link[href], script[src], img[src]", "href"));
                for to in targets.chain(b.attributes("img[src], script[src]", "src")) {
                    let to = to.strip_prefix("http://shop.test").unwrap_or(&to).split('#').next().unwrap().to_string();
                    // Fonts, style and program are there where the site was built; unit runs build it first.
                    if to.starts_with('/') {
                        todo.push(to);
                    }
                }
                for id in b.attributes("a[href^='#']", "href") {
                    assert_eq!(b.count(&id), 1, "{path}: nothing is called {id}");
                }
            }
            assert!(seen.len() < 2_000);
        }
        assert!(seen.len() > 20, "{seen:?}");
    })
    .await;
}

#[test]
fn the_table_names_each_address_once() {
    let all: BTreeSet<_> = ROUTES.iter().map(|r| (r.method, r.path)).collect();
    assert_eq!(all.len(), ROUTES.len());
    assert!(
        ROUTES.iter().all(|r| (r.method == "POST") == (r.what == What::Act)),
        "only acts are posted to, and acts are only posted to"
    );
}

#[tokio::test]
async fn a_page_elsewhere_cannot_post_here() {
    both(|shop| async move {
        ordered(&shop, "transfer").await;
        let request = |origin: &str, site: &str| {
            axum::http::Request::builder()
                .method("POST")
                .uri("/products/mug")
                .header("host", "shop.test")
                .header("origin", origin)
                .header("sec-fetch-site", site)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(axum::body::Body::from("quantity=1"))
                .unwrap()
        };
        use tower::ServiceExt;
        let status = |r: axum::http::Request<axum::body::Body>| async {
            shop.router.clone().oneshot(r).await.unwrap().status().as_u16()
        };
        assert_eq!(status(request("http://evil.test", "cross-site")).await, 403);
        assert_eq!(status(request("http://shop.test", "same-origin")).await, 303);
    })
    .await;
}
