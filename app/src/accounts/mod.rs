//! People: visitors under an alias, customers with a proven address, and how somebody shows who they are.
pub mod adopt;
pub mod alias;
pub mod attempts;
pub mod before;
pub mod door;
pub mod erase;
pub mod letters;
pub mod own;
pub mod password;
pub mod security;
pub mod sessions;
pub mod store;
pub mod take;
pub mod tokens;
pub mod two_steps;

/// Where somebody goes after signing in: a path of this shop, or the account.
pub fn next(text: &str) -> String {
    let own = text.starts_with('/') && !text.starts_with("//") && text.len() <= 500;
    let plain = text.bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'\\');
    // Never back to the door itself.
    let inside = !["/sign-", "/links/"].iter().any(|door| text.starts_with(door));
    if own && plain && inside { text.to_string() } else { "/account".into() }
}

/// A browser in a few words, out of what it says of itself: `Firefox on Linux`.
pub fn browser_name(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)], other| {
        known.iter().find(|(sign, _)| agent.contains(sign)).map_or(other, |(_, name)| *name)
    };
    let browser = first(
        &[("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")],
        "A browser",
    );
    let system = first(
        &[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ],
        "another system",
    );
    format!("{browser} on {system}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_stays_in_the_shop() {
        for good in ["/", "/account/orders", "/products/pan?variant=PAN-26", "/cart"] {
            assert_eq!(next(good), good);
        }
        for bad in [
            "",
            "https://elsewhere.example",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "\\\\elsewhere",
            "javascript:alert(1)",
            "/a\r\nset-cookie: x=1",
            "/a\tb",
            "/a b",
            "/ä",
            "account",
            "/sign-in",
            "/sign-out",
            "/links/abc",
            "/\u{0}",
            &format!("/{}", "x".repeat(600)),
        ] {
            assert_eq!(next(bad), "/account", "{bad:?}");
        }
    }

    #[test]
    fn a_browser_is_named_in_a_few_words() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
        assert_eq!(browser_name(firefox), "Firefox on Linux");
        assert_eq!(browser_name(phone), "Safari on iPhone");
        assert_eq!(browser_name(""), "A browser on another system");
    }
}
