//! What people did, told to everybody: each act once, with a link to the real thing, and nothing that was not done.
mod choices;
mod purchases;

use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::{host, person_of};
use crate::kit::talk::{ask, say};
use crate::kit::wire::Ask;
use crate::kit::{Browser, Shop, both};
use app::catalogue::draft::Draft;
use atom_syndication::Feed;

/// Every address under which acts are told.
const TOLD: &[&str] = &[
    "/activity",
    "/activity?show=questions",
    "/activity?show=answers",
    "/activity?show=purchases",
    "/fragments/activity",
    "/fragments/strip",
    "/feeds/activity.atom",
    "/feeds/forum.atom",
    "/feeds/products/mug",
    "/",
    "/products",
    "/checkout",
];

async fn shelves(shop: &Shop) {
    opened(shop).await;
    let balm = Draft { sensitive: Some(true), ..thing("balm", 900, 50) };
    stock(shop, &[thing("mug", 1_200, 50), thing("jug", 2_400, 50), balm]).await;
}
/// What the page of the activity tells, a line each.
async fn lines(b: &mut Browser, path: &str) -> Vec<String> {
    b.open(path).await;
    assert_eq!(b.page.status, 200, "{}", b.text());
    b.all(".feed article .line")
}
async fn feed(b: &mut Browser, path: &str) -> Feed {
    b.open(path).await;
    assert_eq!(
        (b.page.status, &b.page.headers["content-type"]),
        (200, &"application/atom+xml; charset=utf-8".parse().unwrap())
    );
    Feed::read_from(b.page.html.as_bytes()).unwrap_or_else(|fault| panic!("{path}: {fault}\n{}", b.page.html))
}
/// The pages among these on which any of the words stands.
async fn said_on(b: &mut Browser, pages: &[&str], words: &[&str]) -> Vec<String> {
    let mut found = vec![];
    for path in pages {
        b.open(path).await;
        assert!(b.page.status < 500, "{path}");
        found.extend(words.iter().filter(|w| b.page.html.contains(**w)).map(|w| format!("{path}: {w}")));
    }
    found
}

#[tokio::test]
async fn each_act_stands_once_and_its_link_answers() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut b) = (Browser::new(&shop), Browser::new(&shop));
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        let topic = ask(&mut asker, &shop, "mug", "Does it keep tea warm?\n\nMine never does.", "Lena Brink").await;
        hanna.open(&format!("/forum/{topic}")).await;
        hanna.press("Reply", &[("body", "An hour, with its lid on."), ("stake", "made")]).await;
        asker.open(&format!("/forum/{topic}")).await;
        asker.press("Accept answer", &[]).await;
        let told = lines(&mut b, "/activity").await;
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with("Lena Brink chose Hanna Visser’s answer: Does it keep tea warm?"), "{told:?}");
        assert!(told[1].starts_with("Hanna Visser Host answered Lena Brink: Does it keep tea warm?"), "{told:?}");
        assert!(
            told[2].starts_with("Lena Brink asked about the") && told[2].contains("Does it keep tea warm?"),
            "{told:?}"
        );
        assert!(b.text().contains("“An hour, with its lid on.”"), "{}", b.text());
        let links = b.attributes(".feed article .txt a", "href");
        assert_eq!(links.len(), 3);
        for link in links {
            b.open(&link).await;
            assert_eq!(b.page.status, 200, "{link}");
            assert!(b.text().contains("Does it keep tea warm?"), "{link}");
        }
        for (show, n) in [("questions", 1), ("answers", 2), ("talk", 0), ("bench", 0), ("purchases", 0)] {
            assert_eq!(lines(&mut b, &format!("/activity?show={show}")).await.len(), n, "{show}");
            assert_eq!(b.all("nav .chip[aria-current]").len(), 1);
        }
        // The same on every page at its foot; without a script on those where nobody is to be disturbed.
        for (path, lively) in
            [("/", true), ("/products/jug", true), ("/cart", true), ("/pages/about", false), ("/sign-in", false)]
        {
            b.open(path).await;
            if b.page.status != 200 {
                continue;
            }
            assert_eq!(b.count(".strip li"), 3, "{path}");
            assert_eq!(b.count(".strip [data-live=strip]"), usize::from(lively), "{path}");
        }
        let mut buyer = Browser::new(&shop);
        buyer.open("/products/jug").await;
        buyer.press("Add to cart", &[]).await;
        buyer.open("/checkout").await;
        assert_eq!(
            (buyer.count(".strip li"), buyer.count("[data-live]")),
            (3, 0),
            "quiet: lines, and nothing that moves"
        );
        assert_eq!(lines(&mut b, "/activity").await.len(), 3, "carts and looks are nobody's business");
        b.open("/activity").await;
        assert_eq!(b.count(".strip"), 0, "nothing twice");
        for secret in ["hanna@example.org", "person:"] {
            assert_eq!(said_on(&mut b, TOLD, &[secret]).await, [""; 0]);
        }
    })
    .await;
}

#[tokio::test]
async fn without_events_nothing_claims_that_anybody_is_here() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut b) = (Browser::new(&shop), Browser::new(&shop));
        ask(&mut asker, &shop, "mug", "Does it keep tea warm?", "Lena Brink").await;
        assert!(!said_on(&mut b, TOLD, &["Lena Brink"]).await.is_empty());
        shop.damage("delete from event_topic").await;
        shop.damage("delete from event").await;
        assert_eq!(said_on(&mut b, TOLD, &["Lena Brink", "Lately in the shop"]).await, [""; 0]);
        b.open("/activity").await;
        assert!(b.text().contains("Nothing has happened here yet") && b.count(".feed article") == 0, "{}", b.text());
        assert!(feed(&mut b, "/feeds/activity.atom").await.entries.is_empty());
    })
    .await;
}

#[tokio::test]
async fn older_pages_follow_without_a_gap_and_a_wrong_cursor_is_no_page() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut b) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "How do you keep yours?", "Lena Brink").await;
        say(&shop, topic, 34).await;
        b.open("/activity").await;
        let (first, event) = (b.attributes(".feed article", "data-event"), b.attributes("a[rel=next]", "href"));
        assert_eq!((first.len(), event.len()), (30, 1));
        b.click("Older activity").await;
        let second = b.attributes(".feed article", "data-event");
        assert_eq!((second.len(), b.count("a[rel=next]")), (5, 0));
        assert!(first.iter().all(|e| !second.contains(e)));
        b.click("The newest").await;
        assert_eq!(b.attributes(".feed article", "data-event"), first);
        assert_eq!(b.open("/activity?after=yesterday").await.status, 404);
        b.open(&format!("/fragments/activity?after={}", first[3])).await;
        assert_eq!(b.attributes("article", "data-event"), first[..3]);
    })
    .await;
}

#[tokio::test]
async fn what_is_nobodys_business_is_in_no_feed_and_no_order_s_thread_is() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut b) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "balm", "Does it sting on a burn?", "Lena Brink").await;
        assert_eq!(said_on(&mut b, TOLD, &["Lena Brink", "sting on a burn"]).await, [""; 0]);
        for path in [format!("/feeds/topics/{topic}"), "/feeds/products/balm".into()] {
            assert_eq!(b.open(&path).await.status, 404);
        }
        // A product becomes so later: what was told of it goes.
        let told = ask(&mut asker, &shop, "mug", "Does it keep tea warm?", "Lena Brink").await;
        let listed = |b: &Browser, topic: i64| b.page.html.contains(&format!("/forum/{topic}<"));
        b.open("/sitemap.xml").await;
        assert!(listed(&b, told) && !listed(&b, topic), "{}", b.page.html);
        assert_eq!(lines(&mut b, "/activity").await.len(), 1);
        shop.damage("update product set sensitive = true where slug = 'mug'").await;
        assert_eq!(said_on(&mut b, TOLD, &["Lena Brink"]).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn feeds_can_be_followed_and_say_when_nothing_changed() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut b) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Is it <b>safe</b> & sound?", "Lena Brink").await;
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open(&format!("/forum/{topic}")).await;
        hanna.press("Reply", &[("body", "As *safe* as a mug can be."), ("stake", "made")]).await;
        let hosts = shop.number("select count(*) from host").await;
        let own: Vec<(String,)> = shop.db().query("select handle from host where listed").all().await.unwrap();
        let mut paths = vec![
            "/feeds/activity.atom".to_string(),
            "/feeds/forum.atom".into(),
            format!("/feeds/topics/{topic}"),
            "/feeds/products/mug".into(),
        ];
        paths.extend(own.iter().map(|(handle,)| format!("/feeds/hosts/{handle}")));
        assert_eq!(paths.len() as i64, 4 + hosts);
        for path in &paths {
            let told = feed(&mut b, path).await;
            let n = if path.contains("/hosts/") { 1 } else { 2 };
            assert_eq!(told.entries.len(), n, "{path}");
            assert_eq!(told.entries[0].authors[0].name, "Hanna Visser", "{path}");
            let link = told.entries[0].links[0].href.replace("http://shop.test", "");
            assert!(told.id.ends_with(path.as_str()) && told.updated >= told.entries[0].updated, "{path}");
            let (etag, since) = (b.page.headers["etag"].clone(), b.page.headers["last-modified"].clone());
            assert_eq!(b.page.headers["cache-control"], "public, max-age=60");
            assert!(!b.page.headers.contains_key("set-cookie"));
            for (name, value) in [("if-none-match", etag), ("if-modified-since", since)] {
                let answer = Ask::get(path).with(name, value.to_str().unwrap()).to(&shop.router).await;
                assert_eq!((answer.status, answer.html.as_str()), (304, ""), "{path} {name}");
            }
            assert_eq!(b.open(&link).await.status, 200, "{link}");
        }
        for (page, path) in
            [("/activity", 0), ("/forum", 1), (format!("/forum/{topic}").as_str(), 2), ("/products/mug", 3)]
        {
            b.open(page).await;
            let found = b.attributes("link[type='application/atom+xml']", "href");
            assert_eq!(found, [format!("http://shop.test{}", paths[path])], "{page}");
        }
        // Under the name of today; and gone when the post is.
        shop.damage("update person set alias = 'Lena Vos' where alias = 'Lena Brink'").await;
        assert_eq!(feed(&mut b, "/feeds/forum.atom").await.entries[1].authors[0].name, "Lena Vos");
        assert_eq!(said_on(&mut b, TOLD, &["Lena Brink", "hanna@example.org"]).await, [""; 0]);
        let answer = shop.number("select max(id) from post").await;
        let mut tx = shop.db().begin().await.unwrap();
        let now = app::values::Moment::now();
        app::forum::verbs::state::set(&mut tx, answer, app::forum::State::Removed, None, now).await.unwrap();
        tx.commit().await.unwrap();
        for path in &paths {
            let told = feed(&mut b, path).await;
            assert!(told.entries.iter().all(|e| e.authors[0].name != "Hanna Visser"), "{path}");
        }
        assert!(person_of(&shop, "hanna@example.org").await > 0);
    })
    .await;
}
