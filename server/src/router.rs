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
    activity, admin, assets, audit, bulk, cart, catalogue, checkout, counter, customers, drafts, export, figures,
    forum, goodwill, hosts, house, import, jobs, media, moderation, notices, opening, orders, redirects, returns,
    search, settings, shipping, staff, stock,
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
    /// Whether a table may come with it as a file: more still.
    pub table: bool,
    handler: fn() -> MethodRouter<Site>,
}
impl Route {
    /// The same, where pictures may come with the form.
    const fn with_pictures(self) -> Route {
        Route { pictures: true, ..self }
    }
    /// The same, where a table may come as a file.
    const fn with_table(self) -> Route {
        Route { table: true, ..self }
    }
}
const fn row(
    method: &'static str,
    path: &'static str,
    who: Who,
    what: What,
    handler: fn() -> MethodRouter<Site>,
) -> Route {
    Route { method, path, who, what, pictures: false, table: false, handler }
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
    row("GET", "/orders/{code}/return", Who::Holder, What::Page, || get(returns::pages::start)),
    row("POST", "/orders/{code}/return", Who::Holder, What::Act, || post(returns::actions::reply)),
    row("GET", "/drafts/{word}", Who::Holder, What::Page, || get(drafts::pages::offer)),
    row("POST", "/drafts/{word}", Who::Holder, What::Act, || post(drafts::actions::confirm)),
    row("GET", "/counter/goodwill/{order}", Who::Host, What::Page, || get(goodwill::pages::goodwill)),
    row("POST", "/counter/goodwill/{order}", Who::Host, What::Act, || post(goodwill::actions::reply)),
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
    row("GET", "/account/notes", Who::Customer, What::Page, || get(customers::notes::pages::own)),
    row("POST", "/account/notes", Who::Customer, What::Act, || post(customers::notes::actions::erase)),
    row("GET", "/account/security", Who::Customer, What::Page, || get(security::pages::security)),
    row("POST", "/account/security", Who::Customer, What::Act, || post(security::actions::change)),
    row("GET", "/account/two-steps", Who::Customer, What::Page, || get(security::steps::show)),
    row("POST", "/account/two-steps", Who::Customer, What::Act, || post(security::steps::change)),
    row("GET", "/account/export", Who::Customer, What::Page, || get(take::pages::show)),
    row("POST", "/account/export", Who::Customer, What::Act, || post(take::pages::give)),
    row("GET", "/account/erase", Who::Customer, What::Page, || get(erase::pages::show)),
    row("POST", "/account/erase", Who::Customer, What::Act, || post(erase::pages::act)),
    row("GET", "/admin", Who::Merchant, What::Page, || get(admin::today::pages::today)),
    row("POST", "/admin/views", Who::Merchant, What::Act, || post(admin::views::change)),
    // Back office: figures.
    row("GET", "/admin/figures", Who::Merchant, What::Page, || get(figures::pages::figures)),
    row("GET", "/admin/stuck", Who::Merchant, What::Page, || get(jobs::pages::stuck)),
    row("POST", "/admin/stuck", Who::Merchant, What::Act, || post(jobs::pages::again)),
    row("POST", "/admin/figures", Who::Merchant, What::Act, || post(figures::actions::save)),
    // Back office: orders.
    row("GET", "/orders/{code}/papers/{number}", Who::Holder, What::Page, || get(papers::pages::own)),
    row("GET", "/admin/orders", Who::Merchant, What::Page, || get(desk::list::orders)),
    row("POST", "/admin/orders", Who::Merchant, What::Act, || post(desk::save::save)),
    row("GET", "/admin/orders/{id}", Who::Merchant, What::Page, || get(desk::sheet::order)),
    row("POST", "/admin/orders/{id}", Who::Merchant, What::Act, || post(desk::actions::act)),
    row("GET", "/admin/orders/{id}/slip", Who::Merchant, What::Page, || get(papers::slip::slip)),
    row("GET", "/admin/papers/{number}", Who::Merchant, What::Page, || get(papers::pages::paper)),
    // Back office: after-sale.
    row("GET", "/admin/returns", Who::Merchant, What::Page, || get(returns::desk::list::returns)),
    row("POST", "/admin/returns", Who::Merchant, What::Act, || post(returns::desk::list::save)),
    row("GET", "/admin/returns/goodwill", Who::Merchant, What::Page, || get(goodwill::desk::list)),
    row("POST", "/admin/returns/goodwill", Who::Merchant, What::Act, || post(goodwill::desk::decide)),
    row("GET", "/admin/returns/{id}", Who::Merchant, What::Page, || get(returns::desk::pages::one)),
    row("POST", "/admin/returns/{id}", Who::Merchant, What::Act, || post(returns::desk::actions::act)),
    row("GET", "/admin/drafts", Who::Merchant, What::Page, || get(drafts::desk::list::drafts)),
    row("POST", "/admin/drafts", Who::Merchant, What::Act, || post(drafts::desk::list::post)),
    row("GET", "/admin/drafts/{id}", Who::Merchant, What::Page, || get(drafts::desk::pages::one)),
    row("POST", "/admin/drafts/{id}", Who::Merchant, What::Act, || post(drafts::desk::actions::act)),
    // Back office: products.
    row("GET", "/admin/products/new", Who::Merchant, What::Page, || get(catalogue::editor::pages::new)),
    row("POST", "/admin/products/new", Who::Merchant, What::Act, || post(catalogue::editor::actions::make))
        .with_pictures(),
    row("GET", "/admin/products/{id}", Who::Merchant, What::Page, || get(catalogue::editor::pages::edit)),
    row("POST", "/admin/products/{id}", Who::Merchant, What::Act, || post(catalogue::editor::actions::change))
        .with_pictures(),
    row("GET", "/admin/products/{id}/preview", Who::Merchant, What::Page, || get(catalogue::editor::pages::preview)),
    row("GET", "/admin/collections", Who::Merchant, What::Page, || get(catalogue::collections::pages::collections)),
    row("POST", "/admin/collections", Who::Merchant, What::Act, || post(catalogue::collections::actions::make)),
    row("GET", "/admin/collections/{id}", Who::Merchant, What::Page, || get(catalogue::collections::pages::collection)),
    row("POST", "/admin/collections/{id}", Who::Merchant, What::Act, || post(catalogue::collections::actions::change)),
    row("GET", "/admin/specifications", Who::Merchant, What::Page, || {
        get(catalogue::specifications::pages::specifications)
    }),
    row("POST", "/admin/specifications", Who::Merchant, What::Act, || post(catalogue::specifications::actions::change)),
    // Back office: lists-and-stock.
    row("GET", "/admin/products", Who::Merchant, What::Page, || get(catalogue::roll::pages::products)),
    row("POST", "/admin/products", Who::Merchant, What::Act, || post(catalogue::roll::actions::save)),
    row("GET", "/admin/products/grid", Who::Merchant, What::Page, || get(bulk::pages::grid)),
    row("POST", "/admin/products/grid", Who::Merchant, What::Act, || post(bulk::actions::change)),
    row("GET", "/admin/stock", Who::Merchant, What::Page, || get(stock::list::stock)),
    row("POST", "/admin/stock", Who::Merchant, What::Act, || post(stock::actions::all)),
    row("GET", "/admin/stock/{variant}", Who::Merchant, What::Page, || get(stock::pages::variant)),
    row("POST", "/admin/stock/{variant}", Who::Merchant, What::Act, || post(stock::actions::one)),
    // Back office: pictures.
    row("GET", "/admin/pictures", Who::Merchant, What::Page, || get(media::desk::pages::pictures)),
    row("POST", "/admin/pictures", Who::Merchant, What::Act, || post(media::desk::actions::change)).with_pictures(),
    row("GET", "/admin/pictures/{id}", Who::Merchant, What::Page, || get(media::desk::pages::picture)),
    row("POST", "/admin/pictures/{id}", Who::Merchant, What::Act, || post(media::desk::actions::act)),
    // Back office: settings.
    row("GET", "/begin/{word}", Who::Holder, What::Page, || get(staff::first::show)),
    row("POST", "/begin/{word}", Who::Holder, What::Act, || post(staff::first::reply)),
    row("GET", "/admin/opening", Who::Merchant, What::Page, || get(opening::pages::opening)),
    row("POST", "/admin/opening", Who::Merchant, What::Act, || post(opening::actions::change)).with_pictures(),
    row("GET", "/admin/settings", Who::Merchant, What::Page, || get(settings::shop::pages::shop)),
    row("POST", "/admin/settings", Who::Merchant, What::Act, || post(settings::shop::actions::change)),
    row("GET", "/admin/settings/shipping", Who::Merchant, What::Page, || get(shipping::desk::pages::shipping)),
    row("POST", "/admin/settings/shipping", Who::Merchant, What::Act, || post(shipping::desk::actions::change)),
    row("GET", "/admin/settings/tax", Who::Merchant, What::Page, || get(settings::tax::pages::tax)),
    row("POST", "/admin/settings/tax", Who::Merchant, What::Act, || post(settings::tax::actions::change)),
    row("GET", "/admin/settings/mails", Who::Merchant, What::Page, || get(settings::mails::pages::mails)),
    row("GET", "/admin/settings/mails/{kind}", Who::Merchant, What::Page, || get(settings::mails::pages::mail)),
    row("POST", "/admin/settings/mails/{kind}", Who::Merchant, What::Act, || post(settings::mails::actions::change)),
    row("GET", "/admin/settings/mails/{kind}/html", Who::Merchant, What::Data, || get(settings::mails::pages::html)),
    row("GET", "/admin/settings/pages", Who::Merchant, What::Page, || get(settings::pages::list::pages)),
    row("POST", "/admin/settings/pages", Who::Merchant, What::Act, || post(settings::pages::actions::order)),
    row("GET", "/admin/settings/pages/{slug}", Who::Merchant, What::Page, || get(settings::pages::one::page)),
    row("POST", "/admin/settings/pages/{slug}", Who::Merchant, What::Act, || post(settings::pages::actions::change)),
    row("GET", "/admin/settings/redirects", Who::Merchant, What::Page, || get(redirects::pages::redirects)),
    row("POST", "/admin/settings/redirects", Who::Merchant, What::Act, || post(redirects::actions::change)),
    // Back office: import-customers-search.
    row("GET", "/admin/customers", Who::Merchant, What::Page, || get(customers::pages::list::customers)),
    row("POST", "/admin/customers", Who::Merchant, What::Act, || post(customers::actions::save)),
    row("GET", "/admin/customers/{id}", Who::Merchant, What::Page, || get(customers::pages::one::customer)),
    row("POST", "/admin/customers/{id}", Who::Merchant, What::Act, || post(customers::actions::note)),
    row("GET", "/admin/import", Who::Merchant, What::Page, || get(import::desk::pages::imports)),
    row("POST", "/admin/import", Who::Merchant, What::Act, || post(import::desk::actions::send)).with_table(),
    row("POST", "/admin/export", Who::Merchant, What::Act, || post(export::actions::save)),
    row("GET", "/admin/import/{run}", Who::Merchant, What::Page, || get(import::desk::pages::run)),
    row("POST", "/admin/import/{run}", Who::Merchant, What::Act, || post(import::desk::actions::go)),
    row("GET", "/admin/import/{run}/rows", Who::Merchant, What::Data, || get(import::desk::actions::rows)),
    row("GET", "/admin/search", Who::Merchant, What::Page, || get(admin::search::search)),
    row("GET", "/counter/customers/{person}", Who::Host, What::Page, || get(customers::notes::pages::at_the_counter)),
    row("POST", "/counter/customers/{person}", Who::Host, What::Act, || post(customers::notes::actions::write)),
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

/// Whether a table may come as a file with a form at this pattern of the table.
pub fn takes_tables(path: &str) -> bool {
    ROUTES.iter().any(|route| route.table && route.path == path)
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
            path @ ("/orders/{code}" | "/orders/{code}/return") => {
                let carts: Vec<(i64,)> = db.query("select cart from orders order by id").all().await?;
                carts.into_iter().map(|(cart,)| path.replace("{code}", &site.links.word("order", cart))).collect()
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
            "/admin/drafts/{id}" => {
                let rows: Vec<(i64,)> = db.query("select id from draft order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| format!("/admin/drafts/{id}")).collect()
            }
            "/drafts/{word}" => {
                let rows: Vec<(i64, String)> =
                    db.query("select id, email_key from draft where state = 'offered' order by id").all().await?;
                rows.into_iter().map(|(id, key)| format!("/drafts/{}", drafts::word(&site.links, id, &key))).collect()
            }
            "/counter/goodwill/{order}" => {
                let rows: Vec<(i64,)> = db.query("select id from orders order by id limit 3").all().await?;
                rows.into_iter().map(|(id,)| format!("/counter/goodwill/{id}")).collect()
            }
            "/admin/returns/{id}" => {
                let rows: Vec<(i64,)> = db.query("select id from return_request order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| format!("/admin/returns/{id}")).collect()
            }
            // Samples of products.
            path if path.starts_with("/admin/products/{id}") => {
                let rows: Vec<(i64,)> = db.query("select id from product order by id limit 3").all().await?;
                rows.into_iter().map(|(id,)| path.replace("{id}", &id.to_string())).collect()
            }
            "/admin/collections/{id}" => {
                let rows: Vec<(i64,)> = db.query("select id from collection order by position limit 3").all().await?;
                rows.into_iter().map(|(id,)| format!("/admin/collections/{id}")).collect()
            }
            // Samples of lists-and-stock.
            "/admin/stock/{variant}" => {
                let rows: Vec<(i64,)> = db.query("select variant from stock order by variant limit 5").all().await?;
                rows.into_iter().map(|(id,)| format!("/admin/stock/{id}")).collect()
            }
            // Samples of pictures.
            "/admin/pictures/{id}" => {
                let rows: Vec<(i64,)> =
                    db.query("select id from media where withheld = false order by id limit 5").all().await?;
                rows.into_iter().map(|(id,)| format!("/admin/pictures/{id}")).collect()
            }
            // Samples of settings.
            "/begin/{word}" => match staff::first::claimed(db).await? {
                true => vec![],
                false => vec![staff::first::path(&site.links)],
            },
            path if path.starts_with("/admin/settings/mails/{kind}") => vec![path.replace("{kind}", "order.placed")],
            "/admin/settings/pages/{slug}" => {
                slugs(db.query("select slug from page order by position").all().await?, "/admin/settings/pages")
            }
            // Samples of import-customers-search.
            "/admin/customers/{id}" => {
                let rows: Vec<(i64,)> = db.query("select id from customer order by id desc limit 3").all().await?;
                rows.into_iter().map(|(id,)| format!("/admin/customers/{id}")).collect()
            }
            path if path.starts_with("/admin/import/{run}") => {
                let rows: Vec<(i64,)> = db.query("select id from import_run order by id desc limit 2").all().await?;
                rows.into_iter().map(|(id,)| path.replace("{run}", &id.to_string())).collect()
            }
            "/counter/customers/{person}" => {
                let rows: Vec<(i64,)> = db
                    .query("select person from customer where person is not null order by id desc limit 3")
                    .all()
                    .await?;
                rows.into_iter().map(|(id,)| format!("/counter/customers/{id}")).collect()
            }
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
