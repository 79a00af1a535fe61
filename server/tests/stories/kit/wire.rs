//! One request, as anybody may write it by hand: with any cookie, any header, from any address; and people made behind the
//! shop's back, signed in by a link, which needs no password.
use super::Shop;
use app::accounts::store as people;
use app::accounts::tokens::{self, Kind, Wish};
use app::staff::{Role, store as staff};
use app::values::{Email, Moment};
use app::viewer::FreshMerchant;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, header};
use std::net::SocketAddr;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// The password of everybody who has one here.
pub const PASSWORD: &str = "copper kettle on monday";

/// A request that is put together; sent by `to`.
#[derive(Clone, Debug)]
pub struct Ask {
    pub method: &'static str,
    pub path: String,
    body: String,
    headers: Vec<(&'static str, String)>,
    peer: Option<SocketAddr>,
}
/// What came back, redirects not followed.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
}

impl Ask {
    pub fn get(path: impl Into<String>) -> Ask {
        Ask {
            method: "GET",
            path: path.into(),
            body: String::new(),
            headers: vec![("accept", "text/html".into())],
            peer: None,
        }
    }
    pub fn post(path: impl Into<String>, fields: &[(&str, &str)]) -> Ask {
        let fields: Vec<(String, String)> = fields.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        let ask = Ask { method: "POST", body: app::parts::query(&fields), ..Ask::get(path) };
        ask.with("content-type", "application/x-www-form-urlencoded")
    }
    /// A body that is no form.
    pub fn body(path: impl Into<String>, body: &str) -> Ask {
        Ask { method: "POST", body: body.to_string(), ..Ask::get(path) }
    }
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Ask {
        self.headers.push((name, value.into()));
        self
    }
    /// With these cookies; none where it is empty.
    pub fn holding(self, cookie: &str) -> Ask {
        if cookie.is_empty() { self } else { self.with("cookie", cookie) }
    }
    /// From this address.
    pub fn from(mut self, peer: &str) -> Ask {
        self.peer = Some(SocketAddr::new(peer.parse().unwrap(), 40_000));
        self
    }
    pub async fn to(self, router: &Router) -> Answer {
        let mut request = Request::builder().method(self.method).uri(&self.path);
        let hosted = self.headers.iter().any(|(name, _)| *name == "host");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !hosted {
            request = request.header(header::HOST, "shop.test");
        }
        let mut request = request.body(Body::from(self.body)).unwrap();
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            html: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}
impl Answer {
    /// Where it sends on to; empty where it does not.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or("")
    }
    /// The cookie it sets, `name=value`; empty where it sets none.
    pub fn cookie(&self) -> String {
        let set = self.headers.get(header::SET_COOKIE).and_then(|v| v.to_str().ok()).unwrap_or("");
        set.split(';').next().unwrap_or("").to_string()
    }
    pub fn words(&self) -> String {
        super::browser::words(&self.html)
    }
}

/// A customer with this address, with the password above or none; their number. They may be there already.
pub async fn customer(shop: &Shop, email: &str, with_password: bool) -> i64 {
    let address = Email::parse(email).unwrap();
    let mut tx = shop.db().begin().await.unwrap();
    let person = match people::entry(&mut tx, &address.key()).await.unwrap() {
        Some(entry) => entry.person,
        None => people::enrol(&mut tx, None, &address, "en", Moment::now()).await.unwrap(),
    };
    if with_password {
        people::set_password(&mut tx, person, &hash().await).await.unwrap();
    }
    tx.commit().await.unwrap();
    person
}
/// The password above, hashed once a run.
pub async fn hash() -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    HASH.get_or_init(|| async { app::accounts::password::hash(PASSWORD).await.unwrap() }).await.clone()
}
/// Somebody of the staff with this address; their number. They may be there already.
pub async fn employee(shop: &Shop, email: &str, name: &str, role: Role) -> i64 {
    let (by, address) = (FreshMerchant::at_the_console(), Email::parse(email).unwrap());
    staff::add(shop.db(), &by, (role, name, &address), &hash().await, "en", Moment::now()).await.unwrap();
    customer(shop, email, false).await
}
/// The path of a fresh link for this address.
pub async fn link(shop: &Shop, kind: Kind, person: Option<i64>, email: &str) -> String {
    let address = Email::parse(email).unwrap();
    let mut tx = shop.db().begin().await.unwrap();
    let wish = Wish { kind, person, email: &address, password_hash: None, browser_hash: None, next: "/account" };
    let (_, word) = tokens::make(&mut tx, wish, Moment::now()).await.unwrap();
    tx.commit().await.unwrap();
    format!("/links/{word}")
}
/// The cookie of a browser in which this person has just signed in by link.
pub async fn signed_in(shop: &Shop, person: i64, email: &str) -> String {
    let path = link(shop, Kind::SignIn, Some(person), email).await;
    let answer = Ask::post(path, &[]).to(&shop.router).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.cookie()
}
/// The path of the newest link that waits to be mailed to this address.
pub async fn waiting_link(shop: &Shop, email: &str) -> String {
    let (word,): (String,) = shop
        .db()
        .query("select word from mail where recipient = $1 and word is not null order by id desc limit 1")
        .bind(email.to_string())
        .one()
        .await
        .unwrap();
    format!("/links/{word}")
}
