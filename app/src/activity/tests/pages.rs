//! The page, the strip and the feeds as they are answered.
use super::room::{NOW, Room};
use crate::activity::{feeds, pages, purchases, strip};
use crate::forum::{Kind, State};
use crate::site::Visit;
use crate::values::Moment;
use atom_syndication::Feed;
use axum::extract::{FromRequestParts, Path};
use axum::http::{Request, header};
use axum::response::Response;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tower_sessions::session::{Id, Record};
use tower_sessions::{Session, SessionStore, session_store};

/// Sessions that nobody keeps: whoever asks is nobody.
#[derive(Debug)]
struct Nobody;
type Done<'a, T> = Pin<Box<dyn Future<Output = session_store::Result<T>> + Send + 'a>>;
impl SessionStore for Nobody {
    fn save<'a, 'b, 'c>(&'a self, _: &'b Record) -> Done<'c, ()>
    where
        'a: 'c,
        'b: 'c,
    {
        Box::pin(async { Ok(()) })
    }
    fn load<'a, 'b, 'c>(&'a self, _: &'b Id) -> Done<'c, Option<Record>>
    where
        'a: 'c,
        'b: 'c,
    {
        Box::pin(async { Ok(None) })
    }
    fn delete<'a, 'b, 'c>(&'a self, _: &'b Id) -> Done<'c, ()>
    where
        'a: 'c,
        'b: 'c,
    {
        Box::pin(async { Ok(()) })
    }
}

async fn visit(room: &Room, path: &str, headers: &[(header::HeaderName, String)]) -> Visit {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    parts.extensions.insert(Session::new(None, Arc::new(Nobody), None));
    Visit::from_request_parts(&mut parts, &room.site).await.unwrap()
}
async fn body(answer: Response) -> String {
    String::from_utf8(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}
async fn page(room: &Room, path: &str) -> String {
    body(pages::activity(visit(room, path, &[]).await).await).await
}
async fn shop_page(room: &Room, path: &str) -> String {
    body(crate::catalogue::pages::home(visit(room, path, &[]).await).await).await
}

#[tokio::test]
async fn the_page_is_honest_when_empty_and_when_not() {
    for room in Room::each().await {
        let html = page(&room, "/activity").await;
        assert!(html.contains("Nothing has happened here yet") && !html.contains("Today"), "{html}");
        let home = shop_page(&room, "/").await;
        assert!(
            !home.contains("Lately in the shop") && !home.contains("data-live=\"strip\""),
            "nothing claims a crowd"
        );

        let (asker, joost) = (room.visitor("Small Whisk").await, room.host("Joost Averink").await);
        let real = Moment::now();
        let topic = room.ask(asker, None, "Does it rust & <b>flake</b>?", real.plus(-Moment::DAY)).await;
        room.reply(topic.topic, (joost, true), "Only if you let it stand wet.", real.plus(-5)).await;
        let html = page(&room, "/activity").await;
        for part in [
            "Does it rust &amp; &lt;b&gt;flake&lt;/b&gt;?",
            "“Only if you let it stand wet.”",
            "data-live-list=\"feed\"",
            "/fragments/activity",
            "application/atom+xml",
            "https://shop.example/feeds/activity.atom",
            "<h2>Yesterday</h2>",
            "Pause live updates",
            "data-subject=\"post:",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("Lately in the shop"), "the strip would say it twice");
        assert!(page(&room, "/activity?show=purchases").await.contains("Nothing of this kind yet"));
        assert!(page(&room, "/activity?after=1").await.contains("Nothing older"));
        assert_eq!(pages::activity(visit(&room, "/activity?after=x", &[]).await).await.status(), 404);
        let newer = body(pages::newer(visit(&room, "/fragments/activity?after=0", &[]).await).await).await;
        assert_eq!(newer.matches("<article").count(), 2);

        let home = shop_page(&room, "/").await;
        assert!(home.contains("Lately in the shop") && home.contains("/fragments/strip?lines=5"), "{home}");
        assert!(home.contains("<b>Joost Averink</b>") && !home.contains("joost@example.org"));
        let lines = body(strip::lines(visit(&room, "/fragments/strip?lines=1", &[]).await).await).await;
        assert_eq!(lines.matches("<li").count(), 1);
        room.run("delete from event_topic").await;
        room.run("delete from event").await;
        assert!(!shop_page(&room, "/").await.contains("Lately in the shop"));
        assert!(page(&room, "/activity").await.contains("Nothing has happened here yet"));
    }
}

#[tokio::test]
async fn feeds_are_atom_with_names_that_stay_and_say_when_nothing_changed() {
    for room in Room::each().await {
        let (asker, joost) = (room.visitor("Small Whisk").await, room.host("Joost Averink").await);
        let pan = room.product("everyday-pan").await;
        let topic = room.ask(asker, Some(pan), "Does it rust & flake?", NOW).await;
        let answer = room.reply(topic.topic, (joost, true), "Only *if* you let it.", NOW.plus(1000)).await;
        room.accept(asker, answer, NOW.plus(2000)).await.unwrap();
        room.open(Kind::Bench, (joost, true), None, "Batch 41", NOW.plus(3000)).await;
        let all = async |headers: Vec<(header::HeaderName, String)>| {
            feeds::activity(visit(&room, "/feeds/activity.atom", &headers).await).await
        };
        let answer_all = all(vec![]).await;
        assert_eq!(answer_all.status(), 200);
        let headers = answer_all.headers().clone();
        assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=60");
        assert_eq!(headers[header::CONTENT_TYPE], "application/atom+xml; charset=utf-8");
        let xml = body(answer_all).await;
        let feed = Feed::read_from(xml.as_bytes()).unwrap();
        assert_eq!(feed.entries.len(), 4);
        assert_eq!(feed.id, "https://shop.example/feeds/activity.atom");
        assert!(feed.links.iter().any(|l| l.rel == "self") && feed.entries[0].authors[0].name == "Joost Averink");
        assert_eq!(feed.entries[0].updated, feed.updated);
        let html = feed.entries[2].content.as_ref().unwrap().value.clone().unwrap();
        assert!(html.contains("if") && !html.contains("&lt;em"), "{html}");
        assert!(feed.entries[3].title.value.ends_with("Does it rust & flake?"), "{:?}", feed.entries[3].title);
        assert!(!xml.contains("joost@example.org"));

        let etag = headers[header::ETAG].to_str().unwrap().to_string();
        let since = headers[header::LAST_MODIFIED].to_str().unwrap().to_string();
        for ask in [(header::IF_NONE_MATCH, etag.clone()), (header::IF_MODIFIED_SINCE, since.clone())] {
            let answer = all(vec![ask]).await;
            assert_eq!((answer.status().as_u16(), body(answer).await.len()), (304, 0));
        }
        let forum = feeds::forum(visit(&room, "/feeds/forum.atom", &[]).await).await;
        let forum = Feed::read_from(body(forum).await.as_bytes()).unwrap();
        assert_eq!(forum.entries.len(), 3, "no choices among topics and answers");
        let id = &forum.entries[1].id;
        assert!(
            id.starts_with("tag:shop.example,2026-11-23:post/") && feed.entries.iter().any(|e| e.id == *id),
            "{id}"
        );
        let own = feeds::topic(visit(&room, "/", &[]).await, Path(topic.topic.to_string())).await;
        assert_eq!(Feed::read_from(body(own).await.as_bytes()).unwrap().entries.len(), 2);
        let goods = feeds::product(visit(&room, "/", &[]).await, Path("everyday-pan".into())).await;
        assert_eq!(Feed::read_from(body(goods).await.as_bytes()).unwrap().entries.len(), 2);

        // What is taken down goes out of all of them, and whoever had them hears of it.
        room.set(answer, State::Removed, NOW.plus(4000)).await;
        for ask in [(header::IF_NONE_MATCH, etag), (header::IF_MODIFIED_SINCE, since)] {
            let answer = all(vec![ask]).await;
            assert_eq!(answer.status(), 200);
            assert_eq!(Feed::read_from(body(answer).await.as_bytes()).unwrap().entries.len(), 2);
        }
        room.run("update product set sensitive = true where slug = 'everyday-pan'").await;
        for answer in [
            feeds::topic(visit(&room, "/", &[]).await, Path(topic.topic.to_string())).await,
            feeds::topic(visit(&room, "/", &[]).await, Path("x".into())).await,
            feeds::product(visit(&room, "/", &[]).await, Path("everyday-pan".into())).await,
            feeds::host(visit(&room, "/", &[]).await, Path("nobody".into())).await,
        ] {
            assert_eq!(answer.status(), 404);
        }
        assert_eq!(purchases::show(room.db(), 4711, NOW).await.unwrap(), 0);
    }
}
