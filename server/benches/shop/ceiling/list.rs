//! The list and collection pages of the ceiling.
use super::parts::{Frame, Js, Tile, tiles};
use super::read::ListRead;
use app::catalogue::Sort;
use app::site::Visit;
use app::words;
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    f: Frame<'a>,
    steps: Vec<(&'a str, &'a str, Js<'a>)>,
    heading: &'a str,
    intro: &'a str,
    said_by: Option<&'a str>,
    counted: String,
    keep: Vec<(&'static str, &'a str)>,
    sorts: Vec<(&'static str, &'static str, bool)>,
    tiles: Vec<Tile<'a>>,
    next: Option<String>,
}

pub fn drawn(visit: &Visit, r: &ListRead) -> Response {
    let address = r.collection.as_ref().map(|c| format!("/collections/{}", c.slug));
    let address = address.as_deref().unwrap_or("/products");
    let mut steps = vec![("/", "Home", Js("Home")), ("/products", "Products", Js("Products"))];
    let searched = words::results(&r.search);
    let (heading, intro, description, said_by) = match &r.collection {
        Some(c) => {
            steps.push((address, &c.title, Js(&c.title)));
            (c.title.as_str(), c.lead.as_str(), c.lead.as_str(), c.said_by.as_deref())
        }
        None if r.search.is_empty() => {
            ("All products", "Each by somebody you can name.", r.front.facts.tagline.as_str(), None)
        }
        None => (searched.as_str(), "Searched in names, tags and SKUs.", r.front.facts.tagline.as_str(), None),
    };
    let mut f = Frame::new(visit, &r.front, heading, description, address);
    f.searched = &r.search;
    f.unlisted = !r.search.is_empty();
    let nonce = f.nonce.clone();
    let mut kept: Vec<(String, String)> = vec![];
    if !r.search.is_empty() {
        kept.push(("q".into(), r.search.clone()));
    }
    if r.sort != Sort::Newest {
        kept.push(("sort".into(), r.sort.word().into()));
    }
    let next = r.page.next.as_ref().map(|after| {
        kept.push(("after".into(), after.clone()));
        format!("{address}?{}", app::parts::query(&kept))
    });
    let page = ListPage {
        steps,
        heading,
        intro,
        said_by,
        counted: words::count(r.all, "product", "products"),
        keep: if r.search.is_empty() { vec![] } else { vec![("q", r.search.as_str())] },
        sorts: Sort::ALL.into_iter().map(|s| (s.word(), s.label(), s == r.sort)).collect(),
        tiles: tiles(&r.page.cards, r.front.facts.currency(), 2),
        next,
        f,
    };
    super::answer(page, &nonce)
}
