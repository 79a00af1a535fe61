//! THE route table: every address of the shop, who may use it, and what answers. Tests, the link check and the
//! permission matrix walk it, so a new page is covered when it stands here.
use crate::client::Trusted;
use crate::live::{Live, stream};
use crate::{frame, sessions};
use anyhow::Result;
use app::accounts::{door, erase, own, security, take};
use app::orders::{desk, papers};
use app::site::Site;
use app::{
    activity, admin, assets, audit, cart, catalogue, checkout, counter, forum, hosts, house, media, moderation,
    notices, orders, search, staff,
};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};

/// Who may use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anyone,
    /// Whoever holds the secret word in the address.
    Holder,
    /// Whoever wrote it, with an account or without.
    Author,
    /// Somebody with an account, for their own things.
    Customer,
    /// One of the staff who speaks with customers.
    Host,
    /// Somebody who runs the shop.
    Merchant,
}

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A page that people read.
    Page,
    /// A form's target.
    Act,
    /// Something for machines.
    Data,
}

/// One row of the table.
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub who: Who,
    pub what: What,
    /// Whether pictures may come with its form: more of it is let in, and for longer.
    pub pictures: bool,
    handler: fn() -> MethodRouter<Site>,
}
impl Route {
    /// The same, where pictures may come with the form.
    const fn with_pictures(self) -> Route {
        Route { pictures: true, ..self }
    }
}
const fn row(
    method: &'static str,
    path: &'static str,
    who: Who,
    what: What,
    handler: fn() -> MethodRouter<Site>,
) -> Route {
    Route { method, path, who, what, pictures: false, handler }
}

/// Every address of the shop.
pub const ROUTES: &[Route] = &[
    row("GET", "/", Who::Anyone, What::Page, || get(catalogue::pages::home)),
    row("GET", "/products", Who::Anyone, What::Page, || get(catalogue::lists::products)),
    row("GET", "/products/{slug}", Who::Anyone, What::Page, || get(catalogue::product::product)),
    row("POST", "/products/{slug}", Who::Anyone, What::Act, || post(catalogue::actions::add)),
    row("GET", "/collections/{slug}", Who::Anyone, What::Page, || get(catalogue::lists::collection)),
    row("GET", "/forum", Who::Anyone, What::Page, || get(forum::pages::list::forum)),
    row("GET", "/forum/ask", Who::Anyone, What::Page, || get(forum::pages::ask::ask)),
    row("POST", "/forum/ask", Who::Anyone, What::Act, || post(forum::actions::ask)).with_pictures(),
    row("GET", "/forum/{topic}", Who::Anyone, What::Page, || get(forum::pages::topic::topic)),
    row("POST", "/forum/{topic}", Who::Anyone, What::Act, || post(forum::actions::reply)).with_pictures(),
    row("POST", "/forum/{topic}/watch", Who::Anyone, What::Act, || post(forum::actions::watch)),
    row("GET", "/posts/{post}", Who::Anyone, What::Page, || get(forum::actions::find)),
    row("POST", "/posts/{post}/helpful", Who::Anyone, What::Act, || post(forum::actions::helpful)),
    row("POST", "/posts/{post}/accept", Who::Anyone, What::Act, || post(forum::actions::accept)),
    row("GET", "/posts/{post}/edit", Who::Author, What::Page, || get(forum::pages::edit::edit)),
    row("POST", "/posts/{post}/edit", Who::Author, What::Act, || post(forum::actions::edit)),
    row("GET", "/posts/{post}/report", Who::Anyone, What::Page, || get(moderation::report::pages::report)),
    row("POST", "/posts/{post}/report", Who::Anyone, What::Act, || post(moderation::report::pages::reply)),
    row("GET", "/moderation", Who::Anyone, What::Page, || get(moderation::log::pages::moderation)),
    row("POST", "/moderation", Who::Anyone, What::Act, || post(moderation::log::pages::reply)),
    row("GET", "/counter/queue", Who::Host, What::Page, || get(moderation::queue::pages::queue)),
    row("POST", "/counter/queue", Who::Host, What::Act, || post(moderation::queue::actions::decide)),
    row("GET", "/counter/posts/{post}", Who::Host, What::Page, || get(moderation::queue::pages::post)),
    row("POST", "/counter/posts/{post}", Who::Host, What::Act, || post(moderation::queue::actions::decide_one)),
    row("POST", "/counter/topics/{topic}", Who::Host, What::Act, || post(moderation::queue::actions::topic)),
    row("GET", "/counter/settings", Who::Merchant, What::Page, || get(moderation::settings::pages::settings)),
    row("POST", "/counter/settings", Who::Merchant, What::Act, || post(moderation::settings::actions::change)),
    row("GET", "/posts/{post}/history", Who::Author, What::Page, || get(forum::pages::edit::history)),
    row("GET", "/fragments/posts", Who::Anyone, What::Data, || get(forum::actions::newer)),
    row("GET", "/fragments/topics", Who::Anyone, What::Data, || get(forum::actions::newer_topics)),
    row("GET", "/fragments/product-topics", Who::Anyone, What::Data, || get(catalogue::product::newer_topics)),
    row("GET", "/notices", Who::Anyone, What::Page, || get(notices::pages::notices)),
    row("POST", "/notices", Who::Anyone, What::Act, || post(notices::actions::change)),
    row("GET", "/watch/{word}", Who::Holder, What::Page, || get(notices::stop::show)),
    row("POST", "/watch/{word}", Who::Holder, What::Act, || post(notices::stop::stop)),
    row("GET", "/hosts", Who::Anyone, What::Page, || get(hosts::pages::list::hosts)),
    row("GET", "/hosts/{handle}", Who::Anyone, What::Page, || get(hosts::pages::host::host)),
    row("GET", "/fragments/bench", Who::Anyone, What::Data, || get(hosts::pages::note::newer)),
    row("GET", "/counter", Who::Host, What::Page, || get(counter::home::home)),
    row("GET", "/counter/page", Who::Host, What::Page, || get(hosts::pages::edit::page)),
    row("POST", "/counter/page", Who::Host, What::Act, || post(hosts::actions::page)).with_pictures(),
    row("GET", "/counter/bench", Who::Host, What::Page, || get(hosts::pages::bench::bench)),
    row("POST", "/counter/bench", Who::Host, What::Act, || post(hosts::actions::bench)).with_pictures(),
    row("GET", "/counter/settings/roster", Who::Merchant, What::Page, || get(hosts::pages::roster::roster)),
    row("POST", "/counter/settings/roster", Who::Merchant, What::Act, || post(hosts::actions::roster)),
    row("GET", "/activity", Who::Anyone, What::Page, || get(activity::pages::activity)),
    row("GET", "/fragments/activity", Who::Anyone, What::Data, || get(activity::pages::newer)),
    row("GET", "/fragments/strip", Who::Anyone, What::Data, || get(activity::strip::lines)),
    row("GET", "/feeds/activity.atom", Who::Anyone, What::Data, || get(activity::feeds::activity)),
    row("GET", "/feeds/forum.atom", Who::Anyone, What::Data, || get(activity::feeds::forum)),
    row("GET", "/feeds/topics/{topic}", Who::Anyone, What::Data, || get(activity::feeds::topic)),
    row("GET", "/feeds/hosts/{handle}", Who::Anyone, What::Data, || get(activity::feeds::host)),
    row("GET", "/feeds/products/{slug}", Who::Anyone, What::Data, || get(activity::feeds::product)),
    row("GET", "/cart", Who::Anyone, What::Page, || get(cart::pages::cart)),
    row("POST", "/cart", Who::Anyone, What::Act, || post(cart::actions::change)),
    row("GET", "/fragments/cart-count", Who::Anyone, What::Data, || get(cart::actions::count)),
    row("GET", "/fragments/search", Who::Anyone, What::Data, || get(search::pages::suggest)),
    row("GET", "/checkout", Who::Anyone, What::Page, || get(checkout::pages::checkout)),
    row("POST", "/checkout", Who::Anyone, What::Act, || post(checkout::actions::reply)),
    row("GET", "/orders", Who::Anyone, What::Page, || get(orders::pages::lookup::lookup)),
    row("POST", "/orders", Who::Anyone, What::Act, || post(orders::actions::find)),
    row("GET", "/orders/{code}", Who::Holder, What::Page, || get(orders::pages::order)),
    row("POST", "/orders/{code}", Who::Holder, What::Act, || post(orders::thread::act)),
    row("GET", "/counter/publish/{post}", Who::Host, What::Page, || get(forum::pages::publish::propose)),
    row("POST", "/counter/publish/{post}", Who::Host, What::Act, || post(forum::pages::publish::reply)),
    row("GET", "/sign-in", Who::Anyone, What::Page, || get(door::pages::sign_in)),
    row("POST", "/sign-in", Who::Anyone, What::Act, || post(door::actions::sign_in)),
    row("GET", "/sign-in/code", Who::Anyone, What::Page, || get(door::pages::code)),
    row("POST", "/sign-in/code", Who::Anyone, What::Act, || post(door::actions::code)),
    row("GET", "/sign-in/forgotten", Who::Anyone, What::Page, || get(door::pages::forgotten)),
    row("POST", "/sign-in/forgotten", Who::Anyone, What::Act, || post(door::actions::forgotten)),
    row("GET", "/sign-up", Who::Anyone, What::Page, || get(door::pages::sign_up)),
    row("POST", "/sign-up", Who::Anyone, What::Act, || post(door::actions::sign_up)),
    row("GET", "/sign-out", Who::Anyone, What::Page, || get(door::pages::sign_out)),
    row("POST", "/sign-out", Who::Anyone, What::Act, || post(door::actions::sign_out)),
    row("GET", "/links/{word}", Who::Holder, What::Page, || get(door::links::show)),
    row("POST", "/links/{word}", Who::Holder, What::Act, || post(door::links::follow)),
    row("GET", "/alias", Who::Anyone, What::Page, || get(own::alias::alias)),
    row("POST", "/alias", Who::Anyone, What::Act, || post(own::alias::reply)),
    row("GET", "/account", Who::Customer, What::Page, || get(own::pages::account)),
    row("POST", "/account/before", Who::Customer, What::Act, || post(own::before::reply)),
    row("POST", "/account/reorder", Who::Customer, What::Act, || post(own::reorder::reorder)),
    row("GET", "/account/addresses", Who::Customer, What::Page, || get(own::addresses::addresses)),
    row("POST", "/account/addresses", Who::Customer, What::Act, || post(own::addresses::change)),
    row("GET", "/account/security", Who::Customer, What::Page, || get(security::pages::security)),
    row("POST", "/account/security", Who::Customer, What::Act, || post(security::actions::change)),
    row("GET", "/account/two-steps", Who::Customer, What::Page, || get(security::steps::show)),
    row("POST", "/account/two-steps", Who::Customer, What::Act, || post(security::steps::change)),
    row("GET", "/account/export", Who::Customer, What::Page, || get(take::pages::show)),
    row("POST", "/account/export", Who::Customer, What::Act, || post(take::pages::give)),
    row("GET", "/account/erase", Who::Customer, What::Page, || get(erase::pages::show)),
    row("POST", "/account/erase", Who::Customer, What::Act, || post(erase::pages::act)),
    row("GET", "/admin", Who::Merchant, What::Page, || get(admin::home)),
    row("POST", "/admin/views", Who::Merchant, What::Act, || post(admin::views::change)),
    // Back office: figures.
    // Back office: orders.
    row("GET", "/orders/{code}/papers/{number}", Who::Holder, What::Page, || get(papers::pages::own)),
    row("GET", "/admin/orders", Who::Merchant, What::Page, || get(desk::list::orders)),
    row("POST", "/admin/orders", Who::Merchant, What::Act, || post(desk::save::save)),
    row("GET", "/admin/orders/{id}", Who::Merchant, What::Page, || get(desk::sheet::order)),
    row("POST", "/admin/orders/{id}", Who::Merchant, What::Act, || post(desk::actions::act)),
    row("GET", "/admin/orders/{id}/slip", Who::Merchant, What::Page, || get(papers::slip::slip)),
    row("GET", "/admin/papers/{number}", Who::Merchant, What::Page, || get(papers::pages::paper)),
    // Back office: after-sale.
    // Back office: products.
    // Back office: lists-and-stock.
    // Back office: pictures.
    row("GET", "/admin/pictures", Who::Merchant, What::Page, || get(media::desk::pages::pictures)),
    row("POST", "/admin/pictures", Who::Merchant, What::Act, || post(media::desk::actions::change)).with_pictures(),
    row("GET", "/admin/pictures/{id}", Who::Merchant, What::Page, || get(media::desk::pages::picture)),
    row("POST", "/admin/pictures/{id}", Who::Merchant, What::Act, || post(media::desk::actions::act)),
    // Back office: settings.
    // Back office: import-customers-search.
    row("GET", "/admin/staff", Who::Merchant, What::Page, || get(staff::pages::staff)),
    row("POST", "/admin/staff", Who::Merchant, What::Act, || post(staff::actions::change)),
    row("GET", "/admin/audit", Who::Merchant, What::Page, || get(audit::pages::audit)),
    row("POST", "/admin/audit", Who::Merchant, What::Act, || post(audit::actions::save)),
    row("GET", "/pages/{slug}", Who::Anyone, What::Page, || get(house::pages::page)),
    row("GET", "/live", Who::Anyone, What::Data, || get(stream::open)),
    row("GET", "/sitemap.xml", Who::Anyone, What::Data, || get(house::machines::sitemap)),
    row("GET", "/robots.txt", Who::Anyone, What::Data, || get(house::machines::robots)),
    row("GET", "/media/{file}", Who::Anyone, What::Data, || get(crate::media::picture)),
    row("GET", "/assets/{*file}", Who::Anyone, What::Data, || get(asset)),
    row("GET", "/healthz", Who::Anyone, What::Data, || get(|| async { "ok" })),
    row("GET", "/readyz", Who::Anyone, What::Data, || get(ready)),
];

/// The whole shop as one service: the table, a page for what is not there, sessions, and the frame around all. `live` is
/// where the events of this node are heard, `trusted` are the proxies whose word about the client is taken.
pub fn router(site: Site, live: Live, trusted: Trusted) -> Result<Router> {
    let public_url = site.public_url.to_string();
    let session = sessions::layer(site.db.clone(), &public_url);
    let routed = ROUTES
        .iter()
        .fold(Router::new(), |router, route| router.route(route.path, (route.handler)()))
        .fallback(missing)
        .layer(session)
        .layer(Extension(live))
        .with_state(site);
    frame::around(routed, &public_url, trusted)
}

/// Whether pictures may come with a form at this pattern of the table.
pub fn takes_pictures(path: &str) -> bool {
    ROUTES.iter().any(|route| route.pictures && route.path == path)
}

async fn missing(visit: app::site::Visit) -> Response {
    visit.show(async { Err(app::shell::Instead::Missing) }).await
}

/// Ready when the database answers and every migration has run.
async fn ready(State(site): State<Site>) -> Response {
    match site.db.ready().await {
        true => "ready".into_response(),
        false => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer, or waits for its migrations")
            .into_response(),
    }
}

/// An embedded file, packed where the client can unpack it; its name is its content, so it is kept for ever.
async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(plain) = assets::file(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let packed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(word, _)| accepts.split(',').any(|a| a.trim().split(';').next() == Some(word)))
        .find_map(|(word, ending)| Some((word, assets::file(&format!("{name}{ending}"))?)));
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    let base = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    match packed {
        Some((word, file)) => (base, [(header::CONTENT_ENCODING, word)], file.data.into_owned()).into_response(),
        None => (base, plain.data.into_owned()).into_response(),
    }
}

/// Every row of the table with addresses from the database that fill it in: a JSON line each, for checks that walk the
/// shop from outside.
pub async fn samples(site: &Site) -> Result<Vec<String>> {
    let db = &site.db;
    let slugs =
        |rows: Vec<(String,)>, base: &str| rows.into_iter().map(|(s,)| format!("{base}/{s}")).collect::<Vec<_>>();
    let mut lines = vec![];
    for route in ROUTES {
        let found = match route.path {
            "/products/{slug}" => slugs(
                db.query("select slug from product where status = 'active' order by id").all().await?,
                "/products",
            ),
            "/hosts/{handle}" => slugs(
                db.query("select handle from host where listed = true order by since, person").all().await?,
                "/hosts",
            ),
            "/feeds/topics/{topic}" => {
                let rows: Vec<(i64,)> = db
                    .query(
                        "select t.id from topic t left join product p on p.id = t.product
                         where t.listed and not coalesce(p.sensitive, false) order by t.id",
                    )
                    .all()
                    .await?;
                rows.into_iter().map(|(id,)| format!("/feeds/topics/{id}")).collect()
            }
            "/feeds/hosts/{handle}" => slugs(
                db.query("select handle from host where listed = true order by since, person").all().await?,
                "/feeds/hosts",
            ),
            "/feeds/products/{slug}" => slugs(
                db.query("select slug from product where status = 'active' and not sensitive order by id limit 20")
                    .all()
                    .await?,
                "/feeds/products",
            ),
            "/collections/{slug}" => {
                slugs(db.query("select slug from collection order by position").all().await?, "/collections")
            }
            "/pages/{slug}" => slugs(db.query("select slug from page order by position").all().await?, "/pages"),
            "/orders/{code}" => {
                let carts: Vec<(i64,)> = db.query("select cart from orders order by id").all().await?;
                carts.into_iter().map(|(cart,)| format!("/orders/{}", site.links.word("order", cart))).collect()
            }
            "/media/{file}" => {
                let shown = "select hash from media where withheld = false order by id limit 5";
                let hashes: Vec<(String,)> = db.query(shown).all().await?;
                hashes.into_iter().map(|(hash,)| app::media::url(&hash, app::media::WIDTHS[0])).collect()
            }
            "/forum/{topic}" => {
                let rows: Vec<(i64,)> = db.query("select id from topic where listed order by id").all().await?;
                rows.into_iter().map(|(id,)| format!("/forum/{id}")).collect()
            }
            "/counter/topics/{topic}" => {
                let rows: Vec<(i64,)> = db.query("select id from topic where listed order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| format!("/counter/topics/{id}")).collect()
            }
            // What only its author sees; and a host, of an order.
            "/posts/{post}/edit" | "/posts/{post}/history" | "/counter/publish/{post}" => vec![],
            path if path.starts_with("/posts/{post}") || path == "/counter/posts/{post}" => {
                let rows: Vec<(i64,)> =
                    db.query("select id from post where state = 'live' order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| path.replace("{post}", &id.to_string())).collect()
            }
            "/forum/{topic}/watch" => {
                let rows: Vec<(i64,)> = db.query("select id from topic where listed order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| format!("/forum/{id}/watch")).collect()
            }
            "/live" => vec!["/live?topics=shop".to_string()],
            "/fragments/posts" => {
                let rows: Vec<(i64,)> = db.query("select id from topic where listed order by id limit 2").all().await?;
                rows.into_iter().map(|(id,)| format!("/fragments/posts?topic={id}")).collect()
            }
            "/watch/{word}" => {
                let rows: Vec<(i64, i64)> =
                    db.query("select person, topic from watch where by_mail order by topic limit 3").all().await?;
                rows.into_iter().map(|(p, t)| format!("/watch/{}", notices::stop::word(&site.links, p, t))).collect()
            }
            // Samples of figures.
            // Samples of orders.
            path @ ("/admin/orders/{id}" | "/admin/orders/{id}/slip") => {
                let rows: Vec<(i64,)> = db.query("select id from orders order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| path.replace("{id}", &id.to_string())).collect()
            }
            "/admin/papers/{number}" => {
                slugs(db.query("select number from paper order by id limit 5").all().await?, "/admin/papers")
            }
            "/orders/{code}/papers/{number}" => {
                let rows: Vec<(i64, String)> = db
                    .query("select o.cart, p.number from paper p join orders o on o.id = p.order_id order by p.id")
                    .all()
                    .await?;
                let path = |(cart, number)| format!("/orders/{}/papers/{number}", site.links.word("order", cart));
                rows.into_iter().map(path).collect()
            }
            // Samples of after-sale.
            // Samples of products.
            // Samples of lists-and-stock.
            // Samples of pictures.
            "/admin/pictures/{id}" => {
                let rows: Vec<(i64,)> =
                    db.query("select id from media where withheld = false order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| format!("/admin/pictures/{id}")).collect()
            }
            // Samples of settings.
            // Samples of import-customers-search.
            // A link is in its mail alone.
            "/links/{word}" => vec![],
            "/assets/{*file}" => vec![assets::address("openkitchen.css")],
            plain => vec![plain.to_string()],
        };
        let line = serde_json::json!({
            "method": route.method, "path": route.path, "who": format!("{:?}", route.who), "page": route.what == What::Page, "samples": found,
        });
        lines.push(line.to_string());
    }
    Ok(lines)
}
