//! The event stream: everything in order and once, to whoever may hear it and to nobody else.
mod ending;
mod hearing;
mod missing;

use crate::kit::{Shop, both};
use app::activity::store::{append, newest};
use app::activity::{Audience, Event, Kind, Subject};
use app::db::Db;
use app::site::Site;
use app::values::Moment;
use app::viewer::Actor;
use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, Request};
use futures::StreamExt;
use server::client::Trusted;
use server::live::{self, Live, Pace};
use server::router::router;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How long something may take that has to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A node that runs: its router, and the task that sends on what happened.
struct Node {
    router: Router,
    stop: CancellationToken,
    task: JoinHandle<()>,
}
impl Node {
    async fn start(site: &Site) -> Node {
        Node::paced(site, Pace::default()).await
    }
    async fn paced(site: &Site, pace: Pace) -> Node {
        let stop = CancellationToken::new();
        let live = Live::open(&site.db, stop.clone()).await.unwrap().paced(pace);
        let task = tokio::spawn(live::run(site.db.clone(), live.clone()));
        Node { router: router(site.clone(), live, Trusted::default()).unwrap(), stop, task }
    }
    async fn stop(self) {
        self.stop.cancel();
        tokio::time::timeout(PATIENCE, self.task).await.expect("the task ends").unwrap();
    }
    /// Opens a stream of these topics.
    async fn hear(&self, topics: &str) -> Heard {
        self.ask(&format!("topics={topics}"), &[]).await
    }
    /// The same after this event, as a page that carries its number.
    async fn hear_after(&self, topics: &str, last: i64) -> Heard {
        self.ask(&format!("topics={topics}&last_id={last}"), &[]).await
    }
    /// The same as somebody.
    async fn hear_as(&self, cookie: &str, topics: &str, last: i64) -> Heard {
        self.ask(&format!("topics={topics}&last_id={last}"), &[("cookie", cookie)]).await
    }
    async fn ask(&self, query: &str, headers: &[(&str, &str)]) -> Heard {
        let mut request = Request::builder().uri(format!("/live?{query}")).header("host", "shop.test");
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        Heard {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.into_data_stream(),
            text: String::new(),
        }
    }
}

/// A stream as a browser reads it.
struct Heard {
    status: u16,
    headers: HeaderMap,
    body: BodyDataStream,
    text: String,
}
/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Message {
    id: i64,
    kind: String,
    subject: String,
    topics: Vec<String>,
}
impl Heard {
    /// The next block of lines; none at the end.
    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let block = block.to_string();
                self.text = rest.to_string();
                return Some(block);
            }
            let piece = tokio::time::timeout(PATIENCE, self.body.next()).await.expect("something comes");
            self.text += std::str::from_utf8(&piece?.unwrap()).unwrap();
        }
    }
    /// The next message; what keeps the stream open is passed over. None at the end.
    async fn next(&mut self) -> Option<Message> {
        loop {
            let block = self.block().await?;
            let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            let Some(id) = field("id") else { continue };
            let data: serde_json::Value = serde_json::from_str(field("data").unwrap()).unwrap();
            let keys: Vec<&String> = data.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["at", "kind", "subject", "topics"], "nothing else is told");
            assert_eq!(data["kind"], field("event").unwrap());
            return Some(Message {
                id: id.parse().unwrap(),
                kind: field("event").unwrap().to_string(),
                subject: data["subject"].as_str().unwrap().to_string(),
                topics: data["topics"].as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_string()).collect(),
            });
        }
    }
    /// The next message, which has to come.
    async fn one(&mut self) -> Message {
        self.next().await.expect("the stream goes on")
    }
    /// The subjects of the next so many messages.
    async fn subjects(&mut self, many: usize) -> Vec<String> {
        let mut all = vec![];
        for _ in 0..many {
            all.push(self.one().await.subject);
        }
        all
    }
    /// Every message to the end of the stream, which has to come.
    async fn rest(mut self) -> Vec<Message> {
        let mut all = vec![];
        while let Some(message) = self.next().await {
            all.push(message);
        }
        all
    }
}

/// A reply in these topics.
fn reply(post: i64, topics: &[&str]) -> Event {
    Event {
        kind: Kind::PostReplied,
        actor: Actor::Console,
        subject: Subject::Post(post),
        at: Moment::now(),
        audience: Audience::Public,
        topics: topics.iter().map(|t| t.to_string()).collect(),
    }
}
/// Makes these events true together; the number of the last.
async fn happen(db: &Db, events: impl IntoIterator<Item = Event>) -> i64 {
    let mut tx = db.begin().await.unwrap();
    events.into_iter().for_each(|event| append(&mut tx, event));
    tx.commit().await.unwrap();
    newest(db).await.unwrap()
}
/// The same for many, a few at a time.
async fn happen_often(shop: &Shop, posts: std::ops::RangeInclusive<i64>, topics: &[&str]) -> i64 {
    let posts: Vec<i64> = posts.collect();
    let mut last = 0;
    for some in posts.chunks(500) {
        last = happen(shop.db(), some.iter().map(|post| reply(*post, topics))).await;
    }
    last
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_says_what_the_contract_says() {
    both(|shop| async move {
        let node = Node::start(&shop.site).await;
        let last = happen(shop.db(), [reply(1, &["shop", "topic:7"])]).await;
        let mut heard = node.hear("shop").await;
        assert_eq!(heard.status, 200);
        for (name, value) in
            [("content-type", "text/event-stream"), ("cache-control", "no-store"), ("x-accel-buffering", "no")]
        {
            assert_eq!(heard.headers[name], value);
        }
        for name in ["content-encoding", "content-length", "set-cookie"] {
            assert!(!heard.headers.contains_key(name), "{name}");
        }
        let retry = heard.block().await.unwrap();
        let wait: u64 = retry.strip_prefix("retry: ").unwrap().parse().unwrap();
        assert!((2_000..=8_000).contains(&wait), "{wait}");
        // Without a number nothing is sent again, with one whatever came after it.
        let now = happen(shop.db(), [reply(2, &["shop", "product:1"])]).await;
        let told =
            Message { id: now, kind: "post.replied".into(), subject: "post:2".into(), topics: vec!["shop".into()] };
        assert_eq!(heard.one().await, told);
        assert_eq!(node.hear_after("shop", last).await.one().await, told);
        assert_eq!(node.hear_after("shop", 0).await.subjects(2).await, ["post:1", "post:2"]);
        // The header of a browser that comes back is newer than the address of its page.
        let (header, query) = (last.to_string(), "topics=shop&last_id=0");
        assert_eq!(node.ask(query, &[("last-event-id", &header)]).await.one().await, told);
        // What is no number is none.
        let junk = node.ask("topics=shop&last_id=x", &[("last-event-id", "-3")]).await;
        node.stop().await;
        assert!(junk.rest().await.is_empty());
    })
    .await;
}
