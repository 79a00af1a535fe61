//! The account: who somebody is here, what they ordered, and the way to everything that is theirs.
use super::alias::{is_unseen, switch};
use super::before;
use super::reorder;
use super::store::{self, Listed, PAGE};
use crate::accounts::before::{Before, list as befores};
use crate::checkout::place;
use crate::orders::pages::badges;
use crate::parts::avatar::named;
use crate::problem::Problem;
use crate::secret::LinkKey;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::viewer::Known;
use crate::words;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /account`
pub async fn account(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}
async fn read(visit: &Visit) -> Result<Page, Instead> {
    let customer = visit.customer().await?;
    let known = visit.viewer().await?.person().cloned().ok_or(Problem::SignIn)?;
    let after = visit.query("after");
    let after = match after.is_empty() {
        true => None,
        false => Some(after.parse::<i64>().map_err(|_| Instead::Missing)?),
    };
    let orders = store::orders(visit.db(), &customer, after).await?;
    let said = reorder::said(visit, &visit.query("again"), &visit.query("short")).await?;
    let links = visit.site.links.clone();
    let seen = Seen {
        unseen: is_unseen(visit).await?,
        turned: visit.query("seen") == "1",
        before: befores(visit.db(), &customer).await?,
        taken: visit.query("before") == "1",
    };
    Ok(Page::new("Your account", move |front: &Front| view(known, orders, after.is_some(), said, seen, &links, front))
        .unlisted())
}

/// What others see of somebody, and what they did before they signed in.
struct Seen {
    unseen: bool,
    turned: bool,
    before: Vec<Before>,
    taken: bool,
}

fn view(
    known: Known,
    mut orders: Vec<Listed>,
    later: bool,
    said: Vec<String>,
    seen: Seen,
    links: &LinkKey,
    front: &Front,
) -> impl IntoView + use<> {
    let more = orders.len() > PAGE;
    orders.truncate(PAGE);
    let last = orders.last().filter(|_| more).map(|o| o.id);
    let none = orders.is_empty().then(|| {
        view! {
            <div class="empty">
                <p>{if later { "No more orders." } else { "No orders yet. They stand here from the first one on." }}</p>
                <p><a class="btn quiet" href="/products">"See what is on the shelves"</a></p>
            </div>
        }
    });
    let list = (!orders.is_empty()).then(|| {
        let items = orders.iter().map(|o| listed(o, links, front)).collect_view();
        view! { <ul class="orders">{items}</ul> }
    });
    let newest = later.then(|| view! { <a class="link" href="/account">"The newest"</a> });
    let older =
        last.map(|id| view! { <a class="btn quiet" rel="next" href=format!("/account?after={id}")>"Older orders"</a> });
    let pager = (later || more).then(|| view! { <nav class="pager" aria-label="Pages">{newest}{older}</nav> });
    let office = known.merchant.then(|| view! { <li><a class="link" href="/admin/staff">"Back office"</a></li> });
    let email = known.email.clone().unwrap_or_default();
    view! {
        <div class="wrap page stack gap-5">
            <h1>"Your account"</h1>
            {not_again(said)}
            <div class="split a8b5">
                <section aria-labelledby="orders" class="stack gap-4"><h2 id="orders">"Your orders"</h2>{none}{list}{pager}</section>
                <aside class="stack gap-5" aria-label="You">
                    <section class="panel stack gap-3" aria-labelledby="you">
                        <h2 id="you">"You"</h2>
                        <p>{named(&known.alias, known.avatar_seed)}</p>
                        <p class="small soft">{format!("Others see this name, never your address: {email}.")}</p>
                        <p><a class="link" href="/alias">"Change name or picture"</a></p>
                    </section>
                    {switch(seen.unseen, seen.turned, "account")}
                    {before::section(&seen.before, seen.taken, &known.alias)}
                    <nav class="panel" aria-label="Account">
                        <ul class="stack gap-1">
                            <li><a class="link" href="/notices">"News, and what you follow"</a></li>
                            <li><a class="link" href="/account/addresses">"Addresses"</a></li>
                            <li><a class="link" href="/account/notes">"What we noted about you"</a></li>
                            <li><a class="link" href="/account/security">"Sign-in and security"</a></li>
                            <li><a class="link" href="/account/export">"Take your data with you"</a></li>
                            <li><a class="link" href="/account/erase">"Erase the account"</a></li>
                            {office}
                        </ul>
                    </nav>
                    <form method="post" action="/sign-out"><button class="btn quiet">"Sign out"</button></form>
                </aside>
            </div>
        </div>
    }
}

fn listed(o: &Listed, links: &LinkKey, front: &Front) -> impl IntoView + use<> {
    let zone = front.facts.zone();
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    let what = match o.lines - 1 {
        n if n < 1 => o.title.clone(),
        n => format!("{} and {}", o.title, words::count(n, "other thing", "other things")),
    };
    let id = format!("o{}", o.id);
    view! {
        <li>
            <div class="stack gap-1">
                <h3 id=id.clone()><a href=format!("/orders/{}", place::code(links, o.cart))>{format!("Order {}", o.number)}</a></h3>
                <p>{what}</p>
                <p class="small soft"><time datetime=words::machine_time(o.placed_at, &zone)>{words::long_day(o.placed_at, &zone)}</time></p>
                <p class="row gap-2">{badges(&o.state, &o.payment_state, &o.fulfilment_state)}</p>
            </div>
            <div class="stack gap-2">
                <p class="price">{words::money(Money::new(o.total, currency))}</p>
                <form method="post" action="/account/reorder">
                    <input type="hidden" name="order" value=o.id.to_string()/>
                    <button class="btn quiet sm" aria-describedby=id>"Order again"</button>
                </form>
            </div>
        </li>
    }
}

/// What of an order could not be put in the cart once more.
fn not_again(said: Vec<String>) -> Option<impl IntoView> {
    (!said.is_empty()).then(|| {
        let items = said.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! {
            <div class="notice stack gap-2" role="status">
                <p><b>"What can be had is in your cart. The rest:"</b></p>
                <ul>{items}</ul>
                <p><a href="/cart">"To your cart"</a></p>
            </div>
        }
    })
}
