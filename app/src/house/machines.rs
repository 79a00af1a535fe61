//! `/sitemap.xml` and `/robots.txt`.
use super::store;
use crate::problem::ours;
use crate::site::Visit;
use crate::values::Moment;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sitemap_rs::{url::Url, url_set::UrlSet};

/// How many addresses a sitemap may hold, by its own standard (sitemaps.org).
const MOST: i64 = 50_000;

/// `/sitemap.xml`: what is public, with the day it changed.
pub async fn sitemap(visit: Visit) -> Response {
    match addresses(&visit).await {
        Ok(xml) => (
            [(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")],
            xml,
        )
            .into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, ours(&error).words()).into_response(),
    }
}
async fn addresses(visit: &Visit) -> anyhow::Result<String> {
    let listed = store::listed(visit.db(), (MOST - 2_000) / 2).await?;
    let base = &visit.site.public_url;
    let plain = |path: String| Url::builder(format!("{base}{path}")).build();
    let mut urls = vec![];
    for path in ["/", "/products", "/forum", "/activity"] {
        urls.push(plain(path.into())?);
    }
    for (slug,) in listed.collections {
        urls.push(plain(format!("/collections/{slug}"))?);
    }
    if !listed.hosts.is_empty() {
        urls.push(plain("/hosts".into())?);
    }
    for (handle,) in listed.hosts {
        urls.push(plain(format!("/hosts/{handle}"))?);
    }
    let topics: Vec<(String, Moment)> = listed.topics.into_iter().map(|(id, at)| (id.to_string(), at)).collect();
    for (path, rows) in [("products", listed.products), ("pages", listed.pages), ("forum", topics)] {
        for (slug, at) in rows {
            let changed = jiff::Timestamp::from_millisecond(at.0)?.to_zoned(jiff::tz::TimeZone::UTC);
            urls.push(Url::builder(format!("{base}/{path}/{slug}")).last_modified(changed).build()?);
        }
    }
    let mut out = vec![];
    UrlSet::new(urls)?.write(&mut out)?;
    Ok(String::from_utf8(out)?)
}

/// `/robots.txt`
pub async fn robots(visit: Visit) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /orders\nDisallow: /fragments/\n\nSitemap: {}/sitemap.xml\n",
        visit.site.public_url
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], text)
        .into_response()
}
