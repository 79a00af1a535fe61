//! Old addresses that lead to new ones: asked only where nothing else stands, so that they never hide a page.
pub mod actions;
pub mod pages;
pub mod store;

/// The most letters of an address.
pub const MOST: usize = 500;
/// The most lines that are read at once.
pub const LINES: usize = 2_000;

/// Addresses that are the shop's own, whatever stands under them.
const OURS: &[&str] = &[
    "account",
    "admin",
    "assets",
    "begin",
    "cart",
    "checkout",
    "counter",
    "fragments",
    "healthz",
    "links",
    "live",
    "media",
    "readyz",
    "sign-in",
    "sign-out",
    "sign-up",
];

/// One redirect as it may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    pub from: String,
    pub to: String,
}

/// An old address as it is kept: a path of this shop without what follows `?`; else what is wrong with it.
pub fn old(typed: &str, public_url: &str) -> Result<String, &'static str> {
    let path = local(typed, public_url).ok_or("An address of this shop, like /old-page.")?;
    let path = path.split(['?', '#']).next().unwrap_or("");
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    let first = path[1..].split('/').next().unwrap_or("");
    match first {
        "" => Err("The home page leads nowhere else."),
        first if OURS.contains(&first) => Err("This address is the shop's own and cannot lead elsewhere."),
        _ => Ok(path.to_string()),
    }
}
/// A new address: a path of this shop, or a whole address elsewhere.
pub fn new(typed: &str, public_url: &str) -> Result<String, &'static str> {
    let typed = typed.trim();
    if let Some(path) = local(typed, public_url) {
        return Ok(path);
    }
    let elsewhere = ["https://", "http://"].iter().any(|p| typed.strip_prefix(p).is_some_and(|rest| rest.len() > 3));
    if elsewhere && good(typed) {
        return Ok(typed.to_string());
    }
    Err("An address of this shop, like /products/pan, or a whole one that begins with https://.")
}
/// The path of an address of this shop.
fn local(typed: &str, public_url: &str) -> Option<String> {
    let typed = typed.trim();
    let path = match typed.strip_prefix(public_url) {
        Some("") => "/",
        Some(rest) => rest,
        None => typed,
    };
    (path.starts_with('/') && !path.starts_with("//") && good(path)).then(|| path.to_string())
}
/// Whether it can stand in a header: no spaces, no signs that nobody sees.
fn good(text: &str) -> bool {
    text.len() <= MOST && text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\'))
}

/// Where the address of a visit leads, of which nothing stands; none where it leads nowhere.
pub async fn followed(visit: &crate::site::Visit) -> Option<String> {
    let path = visit.uri.path();
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    store::target(visit.db(), path).await.ok().flatten()
}

/// The redirects in pasted lines, old address first: parted by a space, a tab, a comma or `->`. An empty line is none; a line
/// that cannot be kept is named by its number.
pub fn lines(text: &str, public_url: &str) -> Result<Vec<Redirect>, Vec<String>> {
    let (mut all, mut faults) = (vec![], vec![]);
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.replace("->", " ").replace([',', ';'], " ");
        let mut words = line.split_whitespace();
        let read = match (words.next(), words.next(), words.next()) {
            (None, ..) => continue,
            (Some(from), Some(to), None) => {
                old(from, public_url).and_then(|from| Ok(Redirect { from, to: new(to, public_url)? }))
            }
            _ => Err("The old address and the new one, with a space between."),
        };
        match read {
            Ok(redirect) => all.push(redirect),
            Err(words) => faults.push(format!("Line {number}: {words}")),
        }
    }
    if all.len() > LINES {
        faults.push(format!("{LINES} lines at once at most."));
    }
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;
    const URL: &str = "https://shop.example";

    #[test]
    fn an_old_address_is_a_path_of_this_shop() {
        assert_eq!(old(" /shop/pans/?page=2 ", URL).as_deref(), Ok("/shop/pans"));
        assert_eq!(old("https://shop.example/about-us", URL).as_deref(), Ok("/about-us"));
        assert_eq!(old("/products/old-pan", URL).as_deref(), Ok("/products/old-pan"));
        for bad in
            ["", "/", "pans", "//evil.example", "/admin/x", "/cart", "/a b", "https://elsewhere.example/x", "/\"x"]
        {
            assert!(old(bad, URL).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_new_address_is_here_or_a_whole_one_elsewhere() {
        for good in ["/products?maker=joost", "/", "https://elsewhere.example/x"] {
            assert_eq!(new(good, URL).as_deref(), Ok(good));
        }
        assert_eq!(new("https://shop.example/x", URL).as_deref(), Ok("/x"));
        for bad in ["", "pans", "//evil.example", "javascript:alert(1)", "https://", "/a\nb"] {
            assert!(new(bad, URL).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn pasted_lines_are_read_whole_or_named_by_their_number() {
        let all = lines("/a /b\n\n/c,/d\n/e -> /f\n/g\t/h", URL).unwrap();
        assert_eq!(
            all.iter().map(|r| format!("{}{}", r.from, r.to)).collect::<Vec<_>>(),
            ["/a/b", "/c/d", "/e/f", "/g/h"]
        );
        let faults = lines("/a /b\n/c\nx /y\n/z /q /r", URL).unwrap_err();
        assert_eq!(faults.iter().map(|f| &f[..6]).collect::<Vec<_>>(), ["Line 2", "Line 3", "Line 4"]);
    }
}
