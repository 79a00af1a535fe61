//! What every request finds: the shop's parts (`Site`) and who came with what (`Visit`).
use crate::db::{Db, Result};
use crate::media::shelf::Shelf;
use crate::secret::LinkKey;
use crate::values::{Currency, Moment};
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, Uri, header, request::Parts};
use sqlx::FromRow;
use tower_sessions::Session;

/// The shop's parts, the same for every request. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    pub db: Db,
    pub links: LinkKey,
    pub shelf: Shelf,
    /// `https://shop.example`, without a slash at the end: links in mails, canonical addresses and redirects start with it.
    pub public_url: std::sync::Arc<str>,
}

/// The shop's facts, as its own row holds them.
#[derive(Clone, Debug, FromRow)]
pub struct Facts {
    pub name: String,
    pub tagline: String,
    pub purpose: String,
    pub street: String,
    pub city: String,
    pub email: String,
    pub phone: String,
    pub hours: String,
    pub country: String,
    pub currency: String,
    pub lang: String,
    pub zone: String,
    pub iban: String,
    pub bic: String,
    pub prices_include_tax: bool,
    pub transfer_days: i64,
    pub demo: bool,
    pub catalogue_version: i64,
}
impl Facts {
    /// The currency the shop sells in.
    pub fn currency(&self) -> Currency {
        Currency::parse(&self.currency).unwrap_or(Currency::EUR)
    }
    pub fn zone(&self) -> jiff::tz::TimeZone {
        crate::words::zone(&self.zone)
    }
}

/// The shop's facts.
pub async fn facts(db: &Db) -> Result<Facts> {
    db.query(
        "select name, tagline, purpose, street, city, email, phone, hours, country, currency, lang, zone, iban, bic,
                prices_include_tax, transfer_days, demo, catalogue_version from shop where id = 1",
    )
    .one()
    .await
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
    /// Whose sentence stands at the top of this visit, once: what was just done.
    pub async fn front(&self) -> Result<Front> {
        let cart = self.cart().await.unwrap_or(0);
        let facts = facts(self.db()).await?;
        let (in_cart,): (i64,) = if cart == 0 {
            (0,)
        } else {
            self.db()
                .query(
                    "select cast(coalesce(sum(l.quantity), 0) as bigint) from cart c join cart_line l on l.cart = c.id
                     where c.id = $1 and c.closed_at is null and l.removed_at is null and c.expires_at > $2",
                )
                .bind(cart)
                .bind(self.now)
                .one()
                .await?
        };
        let collections =
            self.db().query("select slug, title from collection order by position, id limit 8").all().await?;
        let pages = self.db().query("select slug, title from page order by position, slug").all().await?;
        Ok(Front { facts, in_cart, collections, pages })
    }
}
