//! The shop's own pages as a merchant writes them: about, imprint, privacy, returns, shipping. Every version is kept.
pub mod actions;
pub mod list;
pub mod one;
pub mod store;

use crate::values::Slug;

/// What the form of a page carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// `keep`, `look`, `restore`, `remove`, `up` or `new`.
    pub act: String,
    pub title: String,
    pub body: String,
    /// The version that was changed; 0 where there was none.
    pub version: String,
    /// The number of a version that is to be used again, or the slug of a page in the list.
    pub of: String,
}

/// The title and the body of a page that can be kept; or every fault. Lines end as they do here, and spaces behind them are gone.
pub fn checked(typed: &Typed) -> Result<(String, String), Vec<(&'static str, String)>> {
    let mut faults = vec![];
    let title = typed.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() || title.chars().count() > 80 {
        faults.push(("title", "A title of 80 letters at most.".to_string()));
    }
    let body = typed.body.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_string();
    if body.is_empty() {
        faults.push(("body", "A page says something.".into()));
    } else if body.len() > 60_000 {
        faults.push(("body", "It is too long for one page: 60,000 letters at most.".into()));
    }
    if faults.is_empty() { Ok((title, body)) } else { Err(faults) }
}
/// The address of a new page of this title.
pub fn slug_of(title: &str) -> Result<String, Vec<(&'static str, String)>> {
    match Slug::of(title) {
        Some(slug) if title.chars().count() <= 80 => Ok(slug.as_str().to_string()),
        _ => Err(vec![("title", "A title of a few words, 80 letters at most.".into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_title_and_says_something() {
        let typed = |title: &str, body: &str| Typed { title: title.into(), body: body.into(), ..Typed::default() };
        let kept = checked(&typed("  About   us ", "\r\n## Who\r\nWe cook.  \r\n\r\n")).unwrap();
        assert_eq!(kept, ("About us".into(), "## Who\nWe cook.".into()));
        let names: Vec<&str> = checked(&typed(" ", " \n")).unwrap_err().iter().map(|(n, _)| *n).collect();
        assert_eq!(names, ["title", "body"]);
        assert_eq!(slug_of("Terms & conditions").as_deref(), Ok("terms-conditions"));
        assert!(slug_of("??").is_err());
    }
}
