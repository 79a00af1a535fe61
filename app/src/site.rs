//! What every request finds: the shop's parts (`Site`) and who came with what (`Visit`).
use crate::db::{Db, Result};
use crate::media::shelf::Shelf;
use crate::secret::LinkKey;
use crate::values::Moment;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, Uri, header, request::Parts};
use tower_sessions::Session;

pub use crate::house::store::{Facts, facts};

/// The shop's parts, the same for every request. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    pub db: Db,
    pub links: LinkKey,
    pub shelf: Shelf,
    /// What was searched for in vain, until it is written.
    pub missed: crate::search::missed::Missed,
    /// `https://shop.example`, without a slash at the end: links in mails, canonical addresses and redirects start with it.
    pub public_url: std::sync::Arc<str>,
}

/// What the frame around each page shows.
#[derive(Clone, Debug)]
pub struct Front {
    pub facts: Facts,
    /// How many things the visitor's cart holds.
    pub in_cart: i64,
    pub collections: Vec<(String, String)>,
    pub pages: Vec<(String, String)>,
}

/// One request: the shop, the session, the address, the time.
pub struct Visit {
    pub site: Site,
    pub session: Session,
    pub uri: Uri,
    pub headers: HeaderMap,
    pub now: Moment,
}
impl FromRequestParts<Site> for Visit {
    type Rejection = (axum::http::StatusCode, &'static str);
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> std::result::Result<Self, Self::Rejection> {
        Ok(Visit {
            site: site.clone(),
            session: Session::from_request_parts(parts, site).await?,
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
            now: Moment::now(),
        })
    }
}
/// The key of the cart's number in the session.
const CART: &str = "cart";
impl Visit {
    pub fn db(&self) -> &Db {
        &self.site.db
    }
    /// Whether the answer is for a script, not for a page.
    pub fn wants_json(&self) -> bool {
        let accept = self.headers.get(header::ACCEPT).and_then(|a| a.to_str().ok()).unwrap_or("");
        accept.contains("application/json") && !accept.contains("text/html")
    }
    /// A parameter of the address; empty where there is none.
    pub fn query(&self, name: &str) -> String {
        axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&self.uri)
            .ok()
            .and_then(|q| q.0.into_iter().find(|(key, _)| key == name))
            .map(|(_, value)| value)
            .unwrap_or_default()
    }
    /// Every parameter of the address.
    pub fn queries(&self) -> Vec<(String, String)> {
        axum::extract::Query::try_from_uri(&self.uri).map(|q| q.0).unwrap_or_default()
    }
    /// The number of the visitor's cart, if there is one. Reads the session, writes nothing.
    pub async fn cart(&self) -> Option<i64> {
        self.session.get::<i64>(CART).await.ok().flatten()
    }
    /// Remembers the visitor's cart; the session is made by this first act.
    pub async fn remember_cart(&self, cart: i64) {
        if let Err(cause) = self.session.insert(CART, cart).await {
            tracing::error!(%cause, "a session could not be kept");
        }
    }
    /// What the frame around this visit's page shows.
    pub async fn front(&self) -> Result<Front> {
        let cart = self.cart().await.unwrap_or(0);
        let facts = facts(self.db()).await?;
        let in_cart = match cart {
            0 => 0,
            cart => crate::cart::store::count(self.db(), cart, self.now).await?,
        };
        let collections = crate::catalogue::store::collection_links(self.db()).await?;
        let pages = crate::house::store::pages(self.db()).await?;
        Ok(Front { facts, in_cart, collections, pages })
    }
}
