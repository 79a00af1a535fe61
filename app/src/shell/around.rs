//! What stands around the body of a page of the shop: its header and footer, and the quiet ones.
use crate::cart::islands::CartCount;
use crate::hosts;
use crate::parts::drawn::Draw;
use crate::parts::icon::{Ico, Icon};
use crate::search::islands::Suggesting;
use crate::site::{Facts, Front};
use leptos::prelude::*;

pub(super) fn demo(facts: &Facts) -> Option<impl IntoView + use<>> {
    facts.demo.then(|| {
        view! {
            <aside class="demo noprint" aria-label="Demonstration">
                <p class="wrap"><b>"A demonstration."</b>" Nothing you order here is charged or sent."</p>
            </aside>
        }
    })
}

pub(super) fn header(front: &Front, path: &str, searched: &str) -> impl IntoView + use<> {
    let in_cart = (front.in_cart > 0).then_some(front.in_cart);
    let rooms = [("/products", "Products"), ("/forum", "Forum"), ("/hosts", "Hosts"), ("/activity", "Activity")];
    let links = rooms
        .into_iter()
        .map(|(href, title)| {
            let here = (href == path).then_some("page");
            view! { <a href=href aria-current=here>{title}</a> }
        })
        .collect_view();
    let searched = searched.to_string();
    view! {
        <header class="top">
            <div class="wrap bar">
                <a class="word" href="/">{front.facts.name.clone()}</a>
                <Suggesting>
                    <form class="find" role="search" action="/products">
                        <label class="vh" for="q">"Search"</label>
                        <Ico icon=Icon::Search/>
                        <input id="q" name="q" type="search" placeholder="Search" autocomplete="off" value=searched/>
                        <button class="btn quiet">"Search"</button>
                    </form>
                </Suggesting>
                <nav aria-label="Main">{links}</nav>
                {me(front)}
                <a class="cart" href="/cart"><Ico icon=Icon::Bag/>"Cart "<CartCount><span class="n" data-in-cart="">{in_cart}</span></CartCount></a>
            </div>
        </header>
    }
}

/// The door or the account; beside it, where somebody was told something, how much of it is new.
fn me(front: &Front) -> AnyView {
    let (door, name) = if front.signed_in { ("/account", "Account") } else { ("/sign-in", "Sign in") };
    let door = view! { <a class="me" href=door><Ico icon=Icon::User/>{name}</a> };
    let many = match front.news {
        0 => return door.drawn(),
        n if n > 99 => "99+".to_string(),
        n => n.to_string(),
    };
    view! {
        <div class="mine"><a class="me" href="/notices">"News "<span class="n">{many}</span><span class="vh">" unread"</span></a>{door}</div>
    }
    .drawn()
}

fn page_links(front: &Front) -> impl IntoView + use<> {
    front
        .links
        .pages
        .iter()
        .map(|(slug, title)| {
            let (href, title) = (format!("/pages/{slug}"), title.clone());
            view! { <li><a href=href>{title}</a></li> }
        })
        .collect_view()
}

pub(super) fn footer(front: &Front) -> impl IntoView + use<> {
    let facts = &front.facts;
    let shelves = front
        .links
        .collections
        .iter()
        .map(|(slug, title)| view! { <li><a href=format!("/collections/{slug}")>{title.clone()}</a></li> })
        .collect_view();
    let contact = (!facts.email.is_empty()).then(|| {
        // On a narrow screen it breaks behind its sign, not within a word.
        let (name, host) = facts.email.split_once('@').unwrap_or((&facts.email, ""));
        view! { <li><a href=format!("mailto:{}", facts.email)>{format!("{name}@")}<wbr/>{host.to_string()}</a></li> }
    });
    let phone = (!facts.phone.is_empty()).then(|| {
        let dial = facts.phone.replace(' ', "");
        view! { <li><a href=format!("tel:{dial}")>{facts.phone.clone()}</a></li> }
    });
    view! {
        <footer class="foot">
            <div class="wrap">
                <div class="cols">
                    <div>
                        <h2>{facts.name.clone()}</h2>
                        <p class="soft">{facts.tagline.clone()}</p>
                        <p class="soft">{facts.hours.clone()}</p>
                    </div>
                    <nav aria-label="Shelves"><h2>"Shelves"</h2><ul><li><a href="/products">"All products"</a></li>{shelves}</ul></nav>
                    <nav aria-label="People"><h2>"People"</h2><ul><li><a href="/hosts">"The hosts"</a></li><li><a href="/forum">"Forum"</a></li><li><a href="/activity">"Activity"</a></li><li><a href="/moderation">"What was taken down, and why"</a></li></ul></nav>
                    <nav aria-label="Service"><h2>"Service"</h2><ul><li><a href="/orders">"Find your order"</a></li>{contact}{phone}</ul></nav>
                    <nav aria-label="About"><h2>"About"</h2><ul>{page_links(front)}</ul></nav>
                </div>
                <p class="end"><span>"Paying: bank transfer, or when you collect"</span><span>"We set one cookie, when you first do something: for your cart, your name and your account."</span></p>
            </div>
        </footer>
    }
}

pub(super) fn quiet_header(front: &Front) -> impl IntoView + use<> {
    let facts = &front.facts;
    let phone = (!facts.phone.is_empty()).then(|| {
        let dial = facts.phone.replace(' ', "");
        view! { <a href=format!("tel:{dial}")>{facts.phone.clone()}</a> }
    });
    let ask = hosts::here::short(front);
    let phone = (phone.is_some() || ask.is_some())
        .then(|| view! { <p class="small row gap-3 questions"><span>"Questions?"</span>{ask}{phone}</p> });
    view! {
        <header class="quiettop"><div class="wrap"><a class="word" href="/">{facts.name.clone()}</a>{phone}</div></header>
    }
}
pub(super) fn quiet_footer(front: &Front) -> impl IntoView + use<> {
    let shelves = front.facts.is_open().then(|| view! { <a href="/products">"Products"</a> });
    let links = front
        .links
        .pages
        .iter()
        .map(|(slug, title)| view! { <a href=format!("/pages/{slug}")>{title.clone()}</a> })
        .collect_view();
    view! {
        <footer class="foot noprint"><nav class="wrap" aria-label="About"><p class="end">{shelves}{links}</p></nav></footer>
    }
}
