//! The packing slip: what goes into the parcel, for whom, without a price.
use crate::cart::{Properties, full_title};
use crate::orders::store as orders;
use crate::orders::store::{Order, OrderLine};
use crate::parts::drawn::Draw;
use crate::places::Country;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/orders/{id}/slip`: what is left to send, or all that was sent where nothing is.
pub async fn slip(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .show(async {
            visit.merchant().await?;
            let id = id.parse().map_err(|_| Instead::Missing)?;
            let order = orders::by_id(visit.db(), id).await?.ok_or(Instead::Missing)?;
            let lines = orders::lines(visit.db(), id).await?;
            let title = format!("Packing slip of order {}", order.number);
            Ok(Page::new(title, move |front: &Front| view(&order, &packed(lines), front)).unlisted().quiet())
        })
        .await
}

/// What goes into the parcel: how many of which line.
fn packed(lines: Vec<OrderLine>) -> Vec<(i64, OrderLine)> {
    let left = lines.iter().any(|l| l.left() > 0);
    let count = |l: &OrderLine| if left { l.left() } else { l.sent };
    lines.into_iter().map(|l| (count(&l), l)).filter(|(n, _)| *n > 0).collect()
}

fn view(o: &Order, packed: &[(i64, OrderLine)], front: &Front) -> impl IntoView + use<> {
    let facts = &front.facts;
    let country = Country::parse(&o.country).map_or("", |c| c.name());
    let address = match o.address.is_empty() {
        true => view! { {o.name.clone()}<br/> }.drawn(),
        false => o.address.lines().map(|l| view! { {l.to_string()}<br/> }).collect_view().drawn(),
    };
    let rows = packed
        .iter()
        .map(|(n, l)| {
            let added = Properties::from_json(&l.properties).words();
            let added = (!added.is_empty()).then(|| view! { <br/><small>{added}</small> });
            view! {
                <tr><td class="n"><b>{*n}</b></td><td>{full_title(&l.title, &l.options)}{added}</td><td>{l.sku.clone()}</td></tr>
            }
        })
        .collect_view();
    let things: i64 = packed.iter().map(|(n, _)| n).sum();
    view! {
        <div class="wrap page">
            <article class="sheet stack gap-5">
                <p class="noprint"><a class="link" href=format!("/admin/orders/{}", o.id)>"Back to the order"</a></p>
                <div class="row between nowrap">
                    <p><b>{facts.name.clone()}</b><br/>{facts.street.clone()}<br/>{facts.city.clone()}</p>
                    <div><h1>"Packing slip"</h1><p class="num">{format!("Order {}, placed {}", o.number, words::long_day(o.placed_at, &facts.zone()))}</p></div>
                </div>
                <address>{address}{country}</address>
                <div class="scroll" tabindex="0" role="region" aria-label="What is in the parcel, table">
                    <table>
                        <thead><tr><th scope="col" class="n">"How many"</th><th scope="col">"What"</th><th scope="col">"SKU"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p>{words::count(things, "thing in this parcel.", "things in this parcel.")}</p>
            </article>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_holds_what_is_left_to_send_or_all_that_was_sent() {
        let line = |quantity, sent, withdrawn| OrderLine { quantity, sent, withdrawn, ..OrderLine::default() };
        let counts = |lines: Vec<OrderLine>| packed(lines).into_iter().map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!(counts(vec![line(3, 1, 1), line(2, 2, 0)]), [1]);
        assert_eq!(counts(vec![line(3, 2, 1), line(2, 2, 0)]), [2, 2]);
    }
}
