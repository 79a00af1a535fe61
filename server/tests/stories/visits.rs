//! Who comes by is counted, and nobody is known by it.
use crate::figures::shelves;
use crate::kit::shop::{node, on_postgres};
use crate::kit::wire::{self, Ask};
use crate::kit::{Shop, both};
use app::site::Site;
use app::staff::Role;
use app::values::Moment;
use server::client::Trusted;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";

/// Somebody opens a page with this browser, from this address.
fn visitor(path: &str, agent: &str, from: &str) -> Ask {
    Ask::get(path).with("user-agent", agent).from(from)
}
async fn written(shop: &Shop) -> i64 {
    shop.site.visits.write(shop.db(), Moment::now()).await.unwrap();
    shop.number("select cast(coalesce(sum(visits), 0) as bigint) from visit_day").await
}

#[tokio::test]
async fn a_visitor_is_one_visit_a_day_and_leaves_nothing_behind() {
    both(|shop| async move {
        shelves(&shop).await;
        for path in ["/", "/products", "/products/mug", "/forum", "/cart"] {
            let answer = visitor(path, FIREFOX, "203.0.113.77").to(&shop.router).await;
            assert_eq!((answer.status, answer.cookie().as_str()), (200, ""), "{path}");
        }
        assert_eq!(written(&shop).await, 1);
        visitor("/", SAFARI, "203.0.113.77").to(&shop.router).await;
        visitor("/", FIREFOX, "203.0.113.78").to(&shop.router).await;
        // A household of version 6 is its first 64 bits.
        visitor("/", FIREFOX, "2a00:1:2:3::9").to(&shop.router).await;
        visitor("/", FIREFOX, "2a00:1:2:3::8").to(&shop.router).await;
        assert_eq!(written(&shop).await, 4);
        // A day later nobody is known any more, and whoever comes again is counted anew.
        shop.site.visits.write(shop.db(), Moment::now().plus(Moment::DAY)).await.unwrap();
        visitor("/", FIREFOX, "203.0.113.77").to(&shop.router).await;
        assert_eq!(written(&shop).await, 5);
        for table in ["select count(*) from session", "select count(*) from person", "select count(*) from attempt"] {
            assert_eq!(shop.number(table).await, 0, "{table}");
        }
        for file in ["shop.db", "shop.db-wal"] {
            let bytes = std::fs::read(shop.folder.join(file)).unwrap_or_default();
            for word in ["203.0.113.7", "Gecko/2010", "2a00:1:2:3"] {
                assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word} stands in {file}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn machines_pages_fetched_ahead_files_and_staff_are_no_visits() {
    both(|shop| async move {
        shelves(&shop).await;
        let router = &shop.router;
        for agent in ["", "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0"] {
            visitor("/", agent, "203.0.113.1").to(router).await;
        }
        Ask::get("/").from("203.0.113.1").to(router).await;
        for (name, value) in [("sec-purpose", "prefetch"), ("purpose", "prefetch"), ("x-moz", "prefetch")] {
            visitor("/", FIREFOX, "203.0.113.2").with(name, value).to(router).await;
        }
        for path in [
            "/no/such/page",
            "/products/none",
            "/fragments/activity",
            "/fragments/strip",
            "/feeds/forum.atom",
            "/robots.txt",
            "/healthz",
            "/account",
            "/admin",
        ] {
            visitor(path, FIREFOX, "203.0.113.3").to(router).await;
        }
        for role in [Role::Host, Role::Merchant] {
            let email = format!("{}@example.org", role.word());
            let id = wire::employee(&shop, &email, "Marit", role).await;
            let cookie = wire::signed_in(&shop, id, &email).await;
            for path in ["/", "/products/mug", "/counter", "/admin"] {
                visitor(path, FIREFOX, "203.0.113.4").holding(&cookie).to(router).await;
            }
        }
        assert_eq!(written(&shop).await, 0);
        // A customer who is signed in is a visitor like others.
        let id = wire::customer(&shop, "noor@example.org", false).await;
        let cookie = wire::signed_in(&shop, id, "noor@example.org").await;
        visitor("/", FIREFOX, "203.0.113.4").holding(&cookie).to(router).await;
        assert_eq!(written(&shop).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_several_nodes_count_adds_up() {
    on_postgres(|shop| async move {
        shelves(&shop).await;
        let sites = [0, 1].map(|_| Site { visits: Default::default(), ..shop.site.clone() });
        for (i, site) in sites.iter().enumerate() {
            let router = node(site, Trusted::default()).await;
            for n in 0..5 {
                visitor("/", FIREFOX, &format!("203.0.113.{}", 10 * i + n)).to(&router).await;
            }
        }
        let now = Moment::now();
        let (one, other) = tokio::join!(sites[0].visits.write(shop.db(), now), sites[1].visits.write(shop.db(), now));
        one.and(other).unwrap();
        assert_eq!(shop.number("select cast(sum(visits) as bigint) from visit_day").await, 10);
    })
    .await;
}

#[tokio::test]
async fn what_was_counted_stands_on_the_page_with_its_first_day() {
    both(|shop| async move {
        shelves(&shop).await;
        for n in 0..8 {
            visitor("/", FIREFOX, &format!("203.0.113.{n}")).to(&shop.router).await;
        }
        server::jobs::write_down(&shop.worker, Moment::now()).await;
        crate::figures::till::placed(&shop, &[("MUG", 1)], Moment::now()).await;
        let id = wire::employee(&shop, "marit@example.org", "Marit", Role::Merchant).await;
        let cookie = wire::signed_in(&shop, id, "marit@example.org").await;
        let page = Ask::get("/admin/figures?period=7").holding(&cookie).to(&shop.router).await.words();
        // One order of eight visits: 12.5%.
        for part in ["Visits 8 not counted yet before", "Conversion 12.5% not counted yet before"] {
            assert!(page.contains(part), "{part:?} is missing: {page}");
        }
        let today = Ask::get("/admin").holding(&cookie).to(&shop.router).await.words();
        assert!(today.contains("Visits 8 not counted last") && today.contains("Conversion 12.5%"), "{today}");
    })
    .await;
}
