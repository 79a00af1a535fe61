//! What every request finds: the shop's parts (`Site`) and who came with what (`Visit`).
use crate::accounts;
use crate::db::{Db, Result};
use crate::hosts;
use crate::hosts::roster::Roster;
use crate::house::door::{self, Door};
use crate::house::store::{Opening, links, opening};
use crate::kept::Kept;
use crate::media::shelf::Shelf;
use crate::media::workshop::Workshop;
use crate::problem::Problem;
use crate::secret::LinkKey;
use crate::values::Moment;
use crate::viewer::{Customer, FreshMerchant, Host, Merchant, Viewer};
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, Method, Uri, header, request::Parts};
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::OnceCell;
use tower_sessions::{Expiry, Session};

pub use crate::house::store::{Facts, Links, facts};

/// The shop's parts, the same for every request. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    pub db: Db,
    pub links: LinkKey,
    pub shelf: Shelf,
    /// Where pictures that people send are made ready.
    pub workshop: Workshop,
    /// What only the catalogue can change.
    pub kept: Kept,
    /// Whether customers may come in.
    pub door: Door,
    /// What was searched for in vain, until it is written.
    pub missed: crate::search::missed::Missed,
    /// Who came by today, counted until it is written.
    pub visits: crate::figures::visits::Visits,
    /// `https://shop.example`, without a slash at the end: links in mails, canonical addresses and redirects start with it.
    pub public_url: Arc<str>,
}

/// What the frame around each page shows.
#[derive(Clone, Debug)]
pub struct Front {
    pub facts: Facts,
    /// The newest event when the page began to be read: what comes later is told to it.
    pub newest: i64,
    /// How many things the visitor's cart holds.
    pub in_cart: i64,
    /// How many notices the visitor has not read, 100 at most.
    pub news: i64,
    /// Whether somebody with an account looks at it.
    pub signed_in: bool,
    pub links: Arc<Links>,
    /// Who stands at the counter, and when.
    pub roster: Arc<Roster>,
    /// When the question that was answered last was asked, and answered.
    pub answered: Option<(Moment, Moment)>,
    pub now: Moment,
}

/// One request: the shop, the session, the address, the time.
pub struct Visit {
    pub site: Site,
    pub session: Session,
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    pub now: Moment,
    /// The network the request came from: an address of version 4, or the first 64 bits of one of version 6. Empty where it
    /// is not known, or would stand for everybody.
    pub network: String,
    front: OnceCell<Front>,
    viewer: OnceCell<Viewer>,
    cart: OnceCell<Option<i64>>,
    first_act: OnceCell<i64>,
}

/// The address of whoever asks, as the server found it: behind a trusted proxy the one that the proxy names.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);
impl Client {
    /// What is counted together: a household, not a machine, where machines have many addresses.
    pub fn network(self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => {
                let s = ip.segments();
                format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
            }
        }
    }
}
impl FromRequestParts<Site> for Visit {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> std::result::Result<Self, Self::Rejection> {
        let session = Session::from_request_parts(parts, site).await.map_err(IntoResponse::into_response)?;
        let visit = Visit {
            site: site.clone(),
            session,
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
            now: Moment::now(),
            network: parts.extensions.get::<Client>().map(|c| c.network()).unwrap_or_default(),
            front: OnceCell::new(),
            viewer: OnceCell::new(),
            cart: OnceCell::new(),
            first_act: OnceCell::new(),
        };
        match door::closed(&visit, &parts.method).await {
            Some(answer) => Err(answer),
            None => Ok(visit),
        }
    }
}
/// What a session holds: numbers, and moments. A person's column stands beside it, so that their sessions can be ended.
pub mod keys {
    /// The number of the cart.
    pub const CART: &str = "cart";
    /// The number of the person.
    pub const PERSON: &str = "person";
    /// Whether that person has an account and signed in.
    pub const ACCOUNT: &str = "account";
    /// When the password was last given.
    pub const PROVED: &str = "proved";
    /// The day of the last act.
    pub const DAY: &str = "day";
    /// The browser in a few words.
    pub const AGENT: &str = "agent";
}

/// How long somebody with an account is remembered after the last act, in days.
const LONG: i64 = 400;

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
    /// The number of the visitor's cart, if there is one: with an account the open one on whatever device, else the one that
    /// the session remembers. Writes nothing.
    pub async fn cart(&self) -> Option<i64> {
        *self
            .cart
            .get_or_init(|| async {
                let remembered = self.session.get::<i64>(keys::CART).await.ok().flatten();
                match self.signed_in().await {
                    false => remembered,
                    true => match self.person().await {
                        Some(person) => {
                            crate::cart::store::open_of(self.db(), person, self.now).await.ok()?.or(remembered)
                        }
                        None => remembered,
                    },
                }
            })
            .await
    }
    /// Remembers the visitor's cart; the session is made by this first act.
    pub async fn remember_cart(&self, cart: i64) {
        self.keep(keys::CART, cart).await;
    }
    /// Keeps something in the session, which lives longer from now on.
    pub async fn keep(&self, key: &str, value: impl serde::Serialize + Send + Sync) {
        if self.signed_in().await {
            self.session.set_expiry(Some(Expiry::OnInactivity(time::Duration::days(LONG))));
        }
        let kept = match self.session.insert(key, value).await {
            // What stays the same is not written, and prolongs nothing: the day is, once a day.
            Ok(()) => self.session.insert(keys::DAY, self.now.0 / Moment::DAY).await,
            error => error,
        };
        if let Err(cause) = kept {
            tracing::error!(%cause, "a session could not be kept");
        }
    }
    /// The number of the person who asks: a visitor or somebody with an account. None before the first act.
    pub async fn person(&self) -> Option<i64> {
        self.session.get(keys::PERSON).await.ok().flatten()
    }
    /// The numbers of everybody this visitor is: the person, and the visitors they were before they signed in.
    pub async fn selves(&self) -> Result<Vec<i64>> {
        let Some(me) = self.viewer().await?.person().map(|p| p.id) else { return Ok(vec![]) };
        if !self.signed_in().await {
            return Ok(vec![me]);
        }
        let before = accounts::store::visitors_of(self.db(), me).await?;
        Ok(std::iter::once(me).chain(before).collect())
    }
    /// Whether this session has signed in.
    pub async fn signed_in(&self) -> bool {
        self.session.get::<bool>(keys::ACCOUNT).await.ok().flatten().unwrap_or(false)
    }
    /// Who is asking, with what they may do; read once a visit.
    pub async fn viewer(&self) -> Result<&Viewer> {
        self.viewer
            .get_or_try_init(|| async {
                let Some(person) = self.person().await else { return Ok(Viewer::default()) };
                let signed_in = self.signed_in().await;
                // A session that did not sign in is a visitor's, whatever became of that person elsewhere.
                let known =
                    accounts::store::known(self.db(), person).await?.filter(|k| (k.kind != "visitor") == signed_in);
                Ok(Viewer::new(known, self.session.get(keys::PROVED).await.ok().flatten().map(Moment)))
            })
            .await
    }
    /// Somebody with an account, or the way to the door.
    pub async fn customer(&self) -> std::result::Result<Customer, Problem> {
        Ok(self.viewer().await?.customer()?)
    }
    pub async fn host(&self) -> std::result::Result<Host, Problem> {
        Ok(self.viewer().await?.host()?)
    }
    pub async fn merchant(&self) -> std::result::Result<Merchant, Problem> {
        Ok(self.viewer().await?.merchant()?)
    }
    /// A merchant who gave the password just now, or gives it with this form; else a fault at the field `password`.
    pub async fn fresh(&self, merchant: &Merchant, password: &str) -> std::result::Result<FreshMerchant, Problem> {
        if !self.proves(password).await? {
            return Err(Problem::Fields(vec![("password", accounts::door::ask_again(password))]));
        }
        let viewer = self.viewer().await?.clone();
        let proved = Viewer::new(viewer.person().cloned(), Some(self.now));
        proved.fresh(merchant, self.now).ok_or(Problem::SignIn)
    }
    /// Whether whoever asks gave their password within the last quarter of an hour, or gives it now; wrong ones count as
    /// they do at the door.
    pub async fn proves(&self, password: &str) -> std::result::Result<bool, Problem> {
        let viewer = self.viewer().await?;
        if viewer.is_fresh(self.now) {
            return Ok(true);
        }
        let Some(person) = viewer.signed_in().filter(|_| !password.is_empty()) else { return Ok(false) };
        let right = accounts::door::right(self, person, password).await?;
        if right {
            self.keep(keys::PROVED, self.now.0).await;
        }
        Ok(right)
    }
    /// The number of the person who acts; the first act makes a visitor under an alias.
    pub async fn act(&self) -> std::result::Result<i64, Problem> {
        if let Some(known) = self.viewer().await?.person() {
            return Ok(known.id);
        }
        self.first_act.get_or_try_init(|| self.begin()).await.copied()
    }
    async fn begin(&self) -> std::result::Result<i64, Problem> {
        let lang = self.facts().await?.lang.clone();
        let mut tx = self.db().begin().await?;
        let person = accounts::store::begin(&mut tx, &lang, self.now).await?;
        tx.commit().await?;
        self.session.remove_value(keys::ACCOUNT).await.map_err(|e| crate::problem::ours(&e))?;
        self.keep(keys::PERSON, person).await;
        Ok(person)
    }
    /// What the browser says of itself.
    pub fn agent(&self) -> String {
        self.headers.get(header::USER_AGENT).and_then(|a| a.to_str().ok()).unwrap_or("").chars().take(300).collect()
    }
    /// The door, with the way back to here.
    pub fn door(&self) -> String {
        let here = self.uri.path_and_query().map_or("/account", |p| p.as_str());
        format!("/sign-in?{}", crate::parts::query(&[("next".into(), accounts::next(here))]))
    }
    /// What the frame around this visit's page shows; read once a visit.
    pub async fn front(&self) -> Result<&Front> {
        self.front
            .get_or_try_init(|| async {
                let cart = self.cart().await.unwrap_or(0);
                let signed_in = self.signed_in().await;
                let person = self.person().await;
                let opening = opening(self.db(), cart, person, signed_in, self.now).await?;
                let answered = opening.answered();
                let Opening { facts, in_cart, news, newest, .. } = opening;
                self.site.door.note(&facts);
                let (kept, version) = (&self.site.kept, facts.catalogue_version);
                let links = kept.or_read(version, "links", links(self.db())).await?;
                let roster = kept.or_read(version, "roster", hosts::store::roster(self.db(), self.now)).await?;
                Ok(Front { facts, newest, in_cart, news, signed_in, links, roster, answered, now: self.now })
            })
            .await
    }
    /// The shop's facts; read once a visit.
    pub async fn facts(&self) -> Result<&Facts> {
        Ok(&self.front().await?.facts)
    }
}
