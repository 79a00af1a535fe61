//! Pictures from elsewhere, for the import: never from an address inside the house, not even after a redirect.
use super::shelf::Shelf;
use super::store::keep;
use super::workshop::{MOST_BYTES, Workshop};
use crate::db::Db;
use crate::house::store::newer;
use crate::values::Moment;
use anyhow::Result;
use futures::future::BoxFuture;
use reqwest::{Client, Url, redirect::Policy};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// How many times an address may send us on.
const MOST_HOPS: usize = 5;

/// Finds the addresses of a host and port, and says whether one may be asked. An argument, so that tests stand in.
pub trait Resolver: Send + Sync {
    fn find(&self, host: String, port: u16) -> BoxFuture<'static, std::io::Result<Vec<SocketAddr>>>;
    /// Whether this address may be asked.
    fn allows(&self, address: &SocketAddr) -> bool;
}
/// The machine's own resolver; public addresses alone, at the ports of the web.
pub struct Public;
impl Resolver for Public {
    fn find(&self, host: String, port: u16) -> BoxFuture<'static, std::io::Result<Vec<SocketAddr>>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
    }
    fn allows(&self, address: &SocketAddr) -> bool {
        [80, 443].contains(&address.port()) && is_public(address.ip())
    }
}

/// Why a picture did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfetched {
    pub words: String,
    /// Whether it may come another time.
    pub later: bool,
}
impl Unfetched {
    fn never(words: impl Into<String>) -> Unfetched {
        Unfetched { words: words.into(), later: false }
    }
    fn later(words: impl Into<String>) -> Unfetched {
        Unfetched { words: words.into(), later: true }
    }
}

/// Whether an address belongs to the open internet (RFC 6890 and its successors).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            !(v4.is_unspecified()
                || v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (b == 18 || b == 19)))
        }
        IpAddr::V6(v6) => {
            let parts = v6.segments();
            let within = |v4: u32| is_public(IpAddr::V4(v4.into()));
            let low = (u32::from(parts[6]) << 16) | u32::from(parts[7]);
            match parts {
                [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => within(low),
                [0x2002, a, b, ..] => within((u32::from(a) << 16) | u32::from(b)),
                [0x2001, 0xdb8, ..] | [0x2001, 0, ..] | [0x3fff, ..] | [0x64, 0xff9b, 1, ..] => false,
                // Only 2000::/3 is given out to the internet.
                [first, ..] => first & 0xe000 == 0x2000 && v6 != Ipv6Addr::UNSPECIFIED,
            }
        }
    }
}

/// Asks for the bytes of a picture: http or https, at most five hops, each host checked, 25 MB, `patience` in all.
pub async fn bytes(resolver: &Arc<dyn Resolver>, url: &str, patience: Duration) -> Result<Vec<u8>, Unfetched> {
    tokio::time::timeout(patience, hops(resolver, url))
        .await
        .unwrap_or_else(|_| Err(Unfetched::later("It took too long to answer.")))
}

async fn hops(resolver: &Arc<dyn Resolver>, url: &str) -> Result<Vec<u8>, Unfetched> {
    let mut url = Url::parse(url).map_err(|_| Unfetched::never("This is no address of a picture."))?;
    for _ in 0..=MOST_HOPS {
        if !["http", "https"].contains(&url.scheme()) || !url.username().is_empty() || url.password().is_some() {
            return Err(Unfetched::never("Only plain http and https addresses are fetched."));
        }
        let host = url.host_str().ok_or_else(|| Unfetched::never("The address names no host."))?.to_string();
        let port = url.port_or_known_default().unwrap_or(443);
        let bare = host.trim_matches(['[', ']']).to_string();
        let found = resolver.find(bare, port).await.map_err(|_| Unfetched::later("The host is not known."))?;
        let checked: Vec<SocketAddr> = found.iter().copied().filter(|a| resolver.allows(a)).collect();
        // One bad address among good ones is reason enough: the name may turn.
        if checked.len() != found.len() || checked.is_empty() {
            return Err(Unfetched::never("The address leads into a network that is not public."));
        }
        let client = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .resolve_to_addrs(&host, &checked)
            .connect_timeout(Duration::from_secs(10))
            .build()
            .map_err(|_| Unfetched::later("No connection could be made."))?;
        let mut answer =
            client.get(url.clone()).send().await.map_err(|_| Unfetched::later("The host did not answer."))?;
        if answer.status().is_redirection() {
            let to = answer.headers().get("location").and_then(|l| l.to_str().ok()).unwrap_or("");
            url = url.join(to).map_err(|_| Unfetched::never("It sends us on to no address."))?;
            continue;
        }
        let status = answer.status();
        if !status.is_success() {
            let words = format!("The host answers {}.", status.as_u16());
            return Err(if status.is_server_error() || status.as_u16() == 429 {
                Unfetched::later(words)
            } else {
                Unfetched::never(words)
            });
        }
        let mut all = vec![];
        while let Some(piece) = answer.chunk().await.map_err(|_| Unfetched::later("The answer broke off."))? {
            if all.len() + piece.len() > MOST_BYTES {
                return Err(Unfetched::never("It is heavier than 25 MB."));
            }
            all.extend_from_slice(&piece);
        }
        return Ok(all);
    }
    Err(Unfetched::never("It sends us on and on."))
}

/// Fetches the picture of this row and hangs it on its product. What cannot come is written down with its reason;
/// what may come later is an error, so that its job tries again.
pub async fn fetch(
    db: &Db,
    shelf: &Shelf,
    workshop: &Workshop,
    resolver: &Arc<dyn Resolver>,
    id: i64,
    patience: Duration,
    now: Moment,
) -> Result<()> {
    let row: Option<(i64, String, String, i64)> = db
        .query("select product, url, alt, position from remote_picture where id = $1 and media is null")
        .bind(id)
        .maybe()
        .await?;
    let Some((product, url, alt, position)) = row else { return Ok(()) };
    let came = match bytes(resolver, &url, patience).await {
        Ok(bytes) => workshop.picture(bytes).await.map_err(|fault| Unfetched::never(fault.words())),
        Err(reason) => Err(reason),
    };
    match came {
        Ok(made) => {
            let media = keep(db, shelf, made, &alt, now).await?;
            let mut tx = db.begin().await?;
            tx.query("insert into product_media (product, media, position, alt) values ($1, $2, $3, $4) on conflict do nothing")
                .bind(product)
                .bind(media)
                .bind(position)
                .bind(alt)
                .run()
                .await?;
            tx.query("update remote_picture set media = $2, fault = null where id = $1")
                .bind(id)
                .bind(media)
                .run()
                .await?;
            tx.query("update variant set media = $2 where remote_picture = $1").bind(id).bind(media).run().await?;
            tx.query("update making_step set media = $2 where remote_picture = $1").bind(id).bind(media).run().await?;
            newer(&mut tx).await?;
            tx.commit().await?;
            Ok(())
        }
        Err(reason) => {
            db.run("update remote_picture set fault = $2 where id = $1")
                .bind(id)
                .bind(reason.words.clone())
                .run()
                .await?;
            if reason.later { anyhow::bail!("{}: {}", url, reason.words) } else { Ok(()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::Redirect;
    use axum::{Router, routing::get};

    #[test]
    fn what_is_not_public_is_told_apart() {
        for inside in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    /// Sends every name to the test's own server, and lets nothing but that through.
    struct Stand(SocketAddr);
    impl Resolver for Stand {
        fn find(&self, host: String, port: u16) -> BoxFuture<'static, std::io::Result<Vec<SocketAddr>>> {
            let own = self.0;
            Box::pin(async move {
                match host.parse::<IpAddr>() {
                    Ok(ip) => Ok(vec![SocketAddr::new(ip, port)]),
                    Err(_) => Ok(vec![own]),
                }
            })
        }
        fn allows(&self, address: &SocketAddr) -> bool {
            *address == self.0
        }
    }
    async fn stand(router: Router) -> Arc<dyn Resolver> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        rustls::crypto::ring::default_provider().install_default().ok();
        Arc::new(Stand(address))
    }
    async fn ask(resolver: &Arc<dyn Resolver>, path: &str) -> Result<Vec<u8>, Unfetched> {
        bytes(resolver, &format!("http://pictures.example{path}"), Duration::from_millis(1500)).await
    }

    #[tokio::test]
    async fn no_redirect_leads_into_the_house() {
        let router = Router::new()
            .route("/good", get(|| async { "bytes" }))
            .route("/on", get(|| async { Redirect::temporary("http://pictures.example/good") }))
            .route("/round", get(|| async { Redirect::temporary("/round") }))
            .route(
                "/in/{n}",
                get(|axum::extract::Path(n): axum::extract::Path<usize>| async move {
                    Redirect::temporary(
                        [
                            "http://127.0.0.1:1/",
                            "http://169.254.169.254/latest",
                            "http://[::ffff:10.0.0.1]/",
                            "file:///etc/passwd",
                            "http://a:b@pictures.example/good",
                        ][n],
                    )
                }),
            )
            .route("/never", get(|| async { std::future::pending::<()>().await }))
            .route("/big", get(|| async { vec![0u8; MOST_BYTES + 1] }))
            .route("/gone", get(|| async { axum::http::StatusCode::NOT_FOUND }));
        let resolver = stand(router).await;
        assert_eq!(ask(&resolver, "/good").await.unwrap(), b"bytes");
        assert_eq!(ask(&resolver, "/on").await.unwrap(), b"bytes");
        for n in 0..5 {
            assert!(!ask(&resolver, &format!("/in/{n}")).await.unwrap_err().later, "{n}");
        }
        assert!(ask(&resolver, "/round").await.unwrap_err().words.contains("on and on"));
        assert!(ask(&resolver, "/big").await.unwrap_err().words.contains("25 MB"));
        assert!(ask(&resolver, "/never").await.unwrap_err().later);
        assert!(!ask(&resolver, "/gone").await.unwrap_err().later);
    }

    #[tokio::test]
    async fn a_picture_that_comes_hangs_beside_its_product_its_variant_and_its_step() {
        use crate::import::tests::{all, import, pairs};
        let mut png = vec![];
        let drawn = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8, y as u8, 90]));
        drawn.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        let resolver = stand(Router::new().route("/s.png", get(|| async move { png }))).await;
        pairs(|db, _| {
            let resolver = resolver.clone();
            async move {
                let file = "URL handle,Title,Option1 name,Option1 value,SKU,Price,Product image URL,Variant image URL,\
                    Open Kitchen step 1 title,Open Kitchen step 1 picture\n\
                    mug,Mug,Size,S,M-1,10,http://pictures.example/s.png,http://pictures.example/s.png,Throw,http://pictures.example/s.png\n\
                    mug,,,L,M-2,10,,,,\n";
                let report = import(&db, file).await;
                assert_eq!((report.products.added, report.pictures), (1, 1), "{report}");
                let waits: Vec<(i64,)> = all(&db, "select remote_picture from variant where remote_picture is not null").await;
                assert_eq!(waits.len(), 1);
                let folder = tempfile::tempdir().unwrap();
                let shelf = Shelf::open(&format!("file:{}", folder.path().display())).unwrap();
                let workshop = Workshop::with_benches(1);
                fetch(&db, &shelf, &workshop, &resolver, waits[0].0, Duration::from_secs(5), Moment(1)).await.unwrap();
                let hangs = "select count(*) from media m join product_media pm on pm.media = m.id
                    join variant v on v.media = m.id join making_step s on s.media = m.id where v.sku = 'M-1'";
                assert_eq!(all::<(i64,)>(&db, hangs).await, [(1,)]);
                assert_eq!(import(&db, file).await.products.same, 1);
            }
        })
        .await;
    }
}
