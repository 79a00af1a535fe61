//! The list and collection pages of the ceiling.
use super::parts::{Frame, Js, Tile, tiles};
use super::read::{Above, ListRead};
use app::catalogue::Sort;
use app::catalogue::facets::{MAKER, PRICE, store::Value};
use app::catalogue::lists::Listed;
use app::parts::query;
use app::search::store::MOST;
use app::site::Visit;
use app::values::{Currency, Money};
use app::words;
use askama::Template;
use axum::response::Response;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    f: Frame<'a>,
    steps: Vec<(&'a str, &'a str, Js<'a>)>,
    heading: &'a str,
    intro: Intro<'a>,
    panel: Option<Panel<'a>>,
    counted: String,
    chips: Vec<(Cow<'a, str>, String)>,
    bare: String,
    sorting: Vec<(&'static str, &'static str, bool)>,
    /// What the form of the order carries along.
    along: Vec<(&'a str, &'a str)>,
    tiles: Vec<Tile<'a>>,
    first: Option<String>,
    next: Option<String>,
}
/// What stands below the heading.
enum Intro<'a> {
    Plain(&'a str),
    Said(&'a str, &'a str, &'a str),
    Search { instead: Option<Instead>, many: Option<String>, shelves: &'a [(String, String)] },
}
struct Instead {
    unknown: String,
    href: String,
    typed: String,
}
/// The filters beside the list.
struct Panel<'a> {
    title: String,
    kept: Vec<(&'a str, &'a str)>,
    groups: Vec<Group<'a>>,
    show: String,
}
struct Group<'a> {
    handle: &'a str,
    label: &'a str,
    /// The currency, where a price can be typed.
    typed: Option<&'static str>,
    ticks: Vec<Tick<'a>>,
}
struct Tick<'a> {
    name: &'a str,
    value: &'a str,
    label: Cow<'a, str>,
    products: i64,
    on: bool,
}

pub fn drawn(visit: &Visit, r: &ListRead) -> Response {
    let facts = &r.front.facts;
    let Listed { cards, all, narrowing } = &r.list;
    let address = narrowing.path.as_str();
    let mut steps = vec![("/", "Home", Js("Home")), ("/products", "Products", Js("Products"))];
    let mut searched: Vec<(&str, &str)> = vec![];
    let heading: Cow<str>;
    let mut description = facts.tagline.as_str();
    let intro = match &r.above {
        Above::All => {
            heading = match &narrowing.wanted.chosen[..] {
                [only] if only.facet == MAKER => words::everything_by(&only.label).into(),
                _ => "All products".into(),
            };
            Intro::Plain("Each by somebody you can name.")
        }
        Above::Collection(c) => {
            steps.push((address, &c.title, Js(&c.title)));
            (heading, description) = (c.title.as_str().into(), &c.lead);
            match &c.said_by {
                Some(by) => Intro::Said(&c.lead, by, c.said_by_craft.as_deref().unwrap_or("")),
                None => Intro::Plain(&c.lead),
            }
        }
        Above::Search(typed, found, shelves) => {
            searched.push(("q", typed));
            heading = words::results(found.instead.as_ref().unwrap_or(typed)).into();
            let instead = found.instead.as_ref().map(|_| Instead {
                unknown: words::no_such_word(&found.unknown),
                href: format!("/products?{}", query(&[("q".into(), typed.clone()), ("exact".into(), "1".into())])),
                typed: format!("‘{typed}’"),
            });
            let many = (found.ids.len() as i64 >= MOST).then(|| words::best_of(MOST));
            Intro::Search { instead, many, shelves }
        }
    };
    let mut f = Frame::new(visit, (&r.front, &r.strip), &heading, description, address);
    f.searched = searched.first().map_or("", |(_, typed)| typed);
    f.unlisted = !searched.is_empty();
    let nonce = f.nonce.clone();
    let (best, chosen) = (narrowing.wanted.among.is_some(), &narrowing.wanted.chosen);
    let usual = if best { Sort::Best } else { Sort::Newest };
    let mut kept = searched.clone();
    if narrowing.sort != usual {
        kept.push(("sort", narrowing.sort.word()));
    }
    let currency = facts.currency();
    let panel = (!narrowing.facets.is_empty()).then(|| Panel {
        title: words::filters(chosen.len()),
        kept,
        show: words::show(*all),
        groups: narrowing
            .facets
            .iter()
            .map(|facet| Group {
                handle: &facet.handle,
                label: &facet.label,
                typed: (facet.id == PRICE).then(|| currency.code()),
                ticks: facet
                    .values
                    .iter()
                    .map(|v| Tick {
                        name: &v.facet_handle,
                        value: &v.handle,
                        label: label(v, currency),
                        products: v.products,
                        on: chosen.iter().any(|c| c.id == v.id),
                    })
                    .collect(),
            })
            .collect(),
    });
    let mut along = searched;
    along.extend(chosen.iter().map(|v| (v.facet_handle.as_str(), v.handle.as_str())));
    let sorts = Sort::ALL.into_iter().filter(|s| best || *s != Sort::Best);
    let page = ListPage {
        steps,
        heading: &heading,
        intro,
        panel,
        counted: words::count(*all, "product", "products"),
        chips: chosen.iter().map(|v| (label(v, currency), narrowing.address(Some(v.id), None))).collect(),
        bare: narrowing.bare(),
        sorting: sorts.filter(|_| *all > 1).map(|s| (s.word(), s.label(), s == narrowing.sort)).collect(),
        along,
        tiles: tiles(&cards.cards, currency, 2),
        first: (!narrowing.after.is_empty()).then(|| narrowing.address(None, None)),
        next: cards.next.as_deref().map(|cursor| narrowing.address(None, Some(cursor))),
        f,
    };
    super::answer(page, &nonce)
}

fn label(v: &Value, currency: Currency) -> Cow<'_, str> {
    match (v.facet, v.handle.split_once('-')) {
        (PRICE, Some((low, high))) => {
            let money = |text: &str| Money::new(text.parse().unwrap_or(0), currency);
            words::price_band(Some(money(low)).filter(|m| m.minor > 0), Some(money(high))).into()
        }
        _ => v.label.as_str().into(),
    }
}
