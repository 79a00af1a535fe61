//! Who is at the other end of the wire: the peer or, behind a proxy that is trusted, the client that it names.
use anyhow::{Context, Result};
use app::site::Client;
use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

const FORWARDED: &str = "x-forwarded-for";

/// The proxies whose word about the client is taken.
#[derive(Clone, Debug, Default)]
pub struct Trusted(Arc<[IpNet]>);
impl Trusted {
    /// Addresses and networks, with commas.
    pub fn parse(text: &str) -> Result<Trusted> {
        let parts = text.split(',').map(str::trim).filter(|p| !p.is_empty());
        let nets: Result<Vec<IpNet>> = parts
            .map(|part| {
                let net = part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
                net.with_context(|| {
                    format!("TRUSTED_PROXIES takes addresses or networks with commas, like 10.0.0.1, 10.1.0.0/16, not {part:?}")
                })
            })
            .collect();
        Ok(Trusted(nets?.into()))
    }
    fn holds(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }
    /// The client of a request, where it can be told from others: this machine, a private network and a proxy that names
    /// nobody stand for everybody behind them, and counting those would lock all of them out at once.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> Option<Client> {
        let address = self.address(peer, headers);
        (is_public(address) && !self.holds(address)).then_some(Client(address))
    }
    /// From the peer on, each trusted proxy tells who stood before it; the first that is none of them asks. What is no
    /// address ends the chain. A header from anybody else is never read.
    fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut address = peer.to_canonical();
        if self.holds(address) {
            let lines = headers.get_all(FORWARDED).iter().map(|line| String::from_utf8_lossy(line.as_bytes()));
            let hops = lines.collect::<Vec<_>>().join(",");
            for hop in hops.rsplit(',').map(parse) {
                let Some(hop) = hop else { break };
                address = hop;
                if !self.holds(hop) {
                    break;
                }
            }
        }
        address
    }
    /// Whether this is a proxy that the settings do not name: everybody behind it looks like one.
    pub fn is_unknown_proxy(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        let peer = peer.to_canonical();
        headers.contains_key(FORWARDED) && !is_public(peer) && !self.holds(peer)
    }
}

/// An address as proxies write it: bare, in brackets, with a port.
fn parse(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.parse().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|s| s.ip());
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    bare.or_else(with_port).or_else(bracketed).map(|ip: IpAddr| ip.to_canonical())
}
/// Whether it is an address of the open internet: not of this machine, not of a network behind one.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(ip) => !(ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()),
        IpAddr::V6(ip) => {
            !(ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn address(trusted: &str, peer: &str, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        let (trusted, peer) = (Trusted::parse(trusted).unwrap(), peer.parse().unwrap());
        let address = trusted.address(peer, &headers);
        let told = trusted.client(peer, &headers).map(|c| c.network());
        format!("{address}, {}", told.as_deref().unwrap_or("everybody"))
    }

    #[test]
    fn a_header_from_anybody_is_not_read() {
        for (trusted, line) in [("", "198.51.100.1"), ("10.0.0.1", "198.51.100.1"), ("10.0.0.1", "10.0.0.1")] {
            assert_eq!(address(trusted, "203.0.113.7", &[line]), "203.0.113.7, 203.0.113.7");
        }
    }

    #[test]
    fn behind_a_trusted_proxy_the_rightmost_stranger_is_the_client() {
        let (one, two) = ("10.0.0.1, 10.1.0.0/16", "2001:db8::/32");
        for (trusted, peer, lines, is) in [
            (one, "10.0.0.1", &["198.51.100.1"] as &[&str], "198.51.100.1, 198.51.100.1"),
            // The left of it is the client's own word.
            (one, "10.0.0.1", &["1.1.1.1, 198.51.100.1"], "198.51.100.1, 198.51.100.1"),
            (one, "10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.1.2.3"], "198.51.100.1, 198.51.100.1"),
            (one, "10.0.0.1", &["1.1.1.1, 198.51.100.1", "10.1.2.3"], "198.51.100.1, 198.51.100.1"),
            (one, "10.0.0.1", &["198.51.100.1:4711"], "198.51.100.1, 198.51.100.1"),
            (one, "::ffff:10.0.0.1", &["198.51.100.1"], "198.51.100.1, 198.51.100.1"),
            (two, "2001:db8::1", &["[2a00:1:2:3::9]"], "2a00:1:2:3::9, 2a00:1:2:3::/64"),
            (two, "2001:db8::1", &["[2a00:1:2:3::9]:443"], "2a00:1:2:3::9, 2a00:1:2:3::/64"),
        ] {
            assert_eq!(address(trusted, peer, lines), is, "{lines:?}");
        }
    }

    #[test]
    fn junk_ends_the_chain_at_the_last_good_hop() {
        for line in ["unknown", "", "1.1.1.1, ", "1.1.1.1,<script>", "999.1.1.1", "\u{fc}"] {
            assert_eq!(address("203.0.113.0/24", "203.0.113.1", &[line]), "203.0.113.1, everybody", "{line:?}");
        }
        assert_eq!(address("203.0.113.0/24", "203.0.113.1", &["1.1.1.1, x, 203.0.113.9"]), "203.0.113.9, everybody");
        assert_eq!(address("203.0.113.0/24", "203.0.113.1", &[]), "203.0.113.1, everybody", "it names nobody");
    }

    #[test]
    fn what_stands_for_everybody_is_no_client() {
        for peer in ["127.0.0.1", "::1", "172.18.0.1", "192.168.1.9", "fd00::1", "fe80::1"] {
            assert_eq!(address("", peer, &[]), format!("{peer}, everybody"));
        }
        assert_eq!(address("", "::ffff:10.0.0.1", &[]), "10.0.0.1, everybody");
        assert_eq!(address("10.0.0.1", "10.0.0.1", &["172.18.0.1"]), "172.18.0.1, everybody");
        let trusted = Trusted::parse("10.0.0.1").unwrap();
        let mut headers = HeaderMap::new();
        assert!(!trusted.is_unknown_proxy("172.18.0.1".parse().unwrap(), &headers));
        headers.insert(FORWARDED, HeaderValue::from_static("1.1.1.1"));
        let unknown =
            ["172.18.0.1", "10.0.0.1", "1.2.3.4"].map(|p| trusted.is_unknown_proxy(p.parse().unwrap(), &headers));
        assert_eq!(unknown, [true, false, false]);
    }
}
