//! A paper as a page that is printed: at the desk, and for whoever holds the order's link.
use super::store::{self, Paper};
use super::{Content, Kind, Line, rate_words};
use crate::orders;
use crate::places::Country;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/papers/{number}`
pub async fn paper(visit: Visit, Path(number): Path<String>) -> Response {
    visit
        .show(async {
            visit.merchant().await?;
            let paper = store::by_number(visit.db(), &number).await?.ok_or(Instead::Missing)?;
            let back = (format!("/admin/orders/{}", paper.order_id), "Back to the order");
            Ok(drawn(paper, back))
        })
        .await
}

/// `GET /orders/{code}/papers/{number}`
pub async fn own(visit: Visit, Path((code, number)): Path<(String, String)>) -> Response {
    let read = async {
        let order = orders::store::by_code(visit.db(), &code).await?.ok_or(Instead::Missing)?;
        let paper = store::by_number(visit.db(), &number).await?.filter(|p| p.order_id == order.id);
        Ok(drawn(paper.ok_or(Instead::Missing)?, (format!("/orders/{code}"), "Back to your order")))
    };
    orders::pages::unkept(visit.show(read).await)
}

fn drawn(paper: Paper, back: (String, &'static str)) -> Page {
    let title = Kind::parse(&paper.kind).map_or("", Kind::title);
    Page::new(format!("{title} {}", paper.number), move |_: &Front| view(&paper, title, back)).unlisted().quiet()
}

fn view(paper: &Paper, title: &'static str, (back, words): (String, &'static str)) -> impl IntoView + use<> {
    let c: Content = serde_json::from_str(&paper.content).unwrap_or_default();
    let credit = paper.kind == Kind::CreditNote.word();
    let currency = Currency::parse(&c.currency).unwrap_or(Currency::EUR);
    let sign = if credit { -1 } else { 1 };
    let money = move |minor: i64| words::money(Money::new(sign * minor, currency));
    let seller = {
        let s = &c.seller;
        let country = Country::parse(&s.country).map_or("", |c| c.name());
        let vat = (!s.vat_id.is_empty()).then(|| format!("VAT number {}", s.vat_id));
        let lines = [s.street.clone(), s.city.clone(), country.into(), s.email.clone()];
        let lines = lines.into_iter().chain(vat).filter(|l| !l.is_empty());
        let lines = lines.map(|l| view! { <br/>{l} }).collect_view();
        view! { <p><b>{s.name.clone()}</b>{lines}</p> }
    };
    let buyer = paper.buyer.lines().map(|l| view! { {l.to_string()}<br/> }).collect_view();
    let about = c.about.as_ref().map(|(number, day)| {
        view! { <dt>"For the invoice"</dt><dd>{format!("{number} of {day}")}</dd> }
    });
    let reason = (!c.reason.is_empty()).then(|| view! { <dt>"Why"</dt><dd>{c.reason.clone()}</dd> });
    let supplied = (!c.supplied.is_empty()).then(|| view! { <dt>"Supplied"</dt><dd>{c.supplied.clone()}</dd> });
    let rows = c.lines.iter().map(|l| row(l, money)).collect_view();
    let rates = c
        .rates
        .iter()
        .map(|r| {
            view! {
                <tr>
                    <th scope="row">{rate_words(r.basis_points)}</th>
                    <td class="n">{money(r.net)}</td>
                    <td class="n">{money(r.tax)}</td>
                    <td class="n">{money(r.net + r.tax)}</td>
                </tr>
            }
        })
        .collect_view();
    let amounts = if c.with_tax { "Amounts of the lines are with tax." } else { "Tax comes on top of the lines." };
    view! {
        <div class="wrap page">
            <article class="sheet stack gap-5">
                <p class="noprint"><a class="link" href=back>{words}</a></p>
                <div class="row between nowrap">{seller}<div><h1>{title}</h1><p class="num"><b>{paper.number.clone()}</b></p></div></div>
                <div class="row between nowrap">
                    <address>{buyer}</address>
                    <dl class="kv">
                        <dt>"Issued"</dt><dd>{c.issued.clone()}</dd>
                        {about}
                        {reason}
                        <dt>"Order"</dt><dd>{format!("{} of {}", c.order, c.ordered)}</dd>
                        {supplied}
                    </dl>
                </div>
                <div class="scroll" tabindex="0" role="region" aria-label="Lines, table">
                    <table>
                        <thead><tr><th scope="col">"What"</th><th scope="col" class="n">"Quantity"</th><th scope="col" class="n">"Price"</th><th scope="col" class="n">"Tax"</th><th scope="col" class="n">"Amount"</th></tr></thead>
                        <tbody>{rows}</tbody>
                        <tfoot><tr><th scope="row" colspan="4">"Total"</th><td class="n">{money(c.total)}</td></tr></tfoot>
                    </table>
                </div>
                <p class="small soft">{amounts}</p>
                <div class="scroll" tabindex="0" role="region" aria-label="Tax by rate, table">
                    <table>
                        <thead><tr><th scope="col">"Tax rate"</th><th scope="col" class="n">"Net"</th><th scope="col" class="n">"Tax"</th><th scope="col" class="n">"With tax"</th></tr></thead>
                        <tbody>{rates}</tbody>
                    </table>
                </div>
                <p>{c.payment.clone()}</p>
            </article>
        </div>
    }
}

fn row<M: Fn(i64) -> String>(l: &Line, money: M) -> impl IntoView + use<M> {
    let sku = (!l.sku.is_empty()).then(|| view! { <br/><small class="soft">{l.sku.clone()}</small> });
    view! {
        <tr>
            <td>{l.title.clone()}{sku}</td>
            <td class="n">{l.quantity}</td>
            <td class="n">{l.unit_price.map(&money)}</td>
            <td class="n">{l.basis_points.map(rate_words)}</td>
            <td class="n">{money(l.total)}</td>
        </tr>
    }
}
