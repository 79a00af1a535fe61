//! What was ordered: each line with what became of it, and the sums.
use super::super::sheet::Sheet;
use super::money;
use crate::cart::{Properties, full_title};
use crate::orders::store::OrderLine;
use crate::values::{Currency, Money};
use crate::words;
use leptos::prelude::*;

/// The lines and the sums.
pub fn panel(s: &Sheet) -> impl IntoView + use<> {
    let rows = s.lines.iter().map(|l| line(s, l)).collect_view();
    let o = &s.order;
    let tax = Money::new(o.tax_total, Currency::parse(&o.currency).unwrap_or(Currency::EUR));
    let shipping = (o.shipping_method != "none").then(|| {
        view! { <tr><th scope="row" colspan="6">{format!("Shipping, {}", o.shipping_title.to_lowercase())}</th><td class="n">{money(s, o.shipping_price)}</td></tr> }
    });
    let less = (o.credit > 0).then(|| {
        view! {
            <tr><th scope="row" colspan="6">"Paid by credit"</th><td class="n">{format!("−{}", money(s, o.credit))}</td></tr>
            <tr><th scope="row" colspan="6">"To pay"</th><td class="n">{money(s, o.due())}</td></tr>
        }
    });
    let back = (o.refunded > 0).then(|| {
        view! {
            <tr><th scope="row" colspan="6">"Paid back"</th><td class="n">{format!("−{}", money(s, o.refunded))}</td></tr>
            <tr><th scope="row" colspan="6">"Kept"</th><td class="n">{money(s, o.total - o.refunded)}</td></tr>
        }
    });
    view! {
        <section class="panel" aria-labelledby="what">
            <div class="head"><h2 id="what">"What was ordered"</h2></div>
            <div class="scroll" tabindex="0" role="region" aria-label="Lines of the order, table">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Thing"</th>
                            <th scope="col" class="n">"Price"</th>
                            <th scope="col" class="n">"Ordered"</th>
                            <th scope="col" class="n">"Sent"</th>
                            <th scope="col" class="n">"Taken off"</th>
                            <th scope="col" class="n">"Refunded"</th>
                            <th scope="col" class="n">"Comes to"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        {shipping}
                        <tr><th scope="row" colspan="6">{words::total_label(tax, o.prices_include_tax)}</th><td class="n">{money(s, o.total)}</td></tr>
                        {less}
                        {back}
                    </tfoot>
                </table>
            </div>
        </section>
    }
}

fn line(s: &Sheet, l: &OrderLine) -> impl IntoView + use<> {
    let added = Properties::from_json(&l.properties).words();
    let added = (!added.is_empty()).then(|| view! { <br/><small>{added}</small> });
    let back = s.refunded.iter().filter(|r| r.order_line == l.id);
    let (units, amount) = back.fold((0, 0), |(n, sum), r| (n + r.sent + r.unsent, sum + r.amount));
    let back = match units {
        0 => "0".to_string(),
        n => format!("{n}, {}", money(s, amount)),
    };
    view! {
        <tr>
            <td>{full_title(&l.title, &l.options)}<br/><small class="soft">{l.sku.clone()}</small>{added}</td>
            <td class="n">{money(s, l.unit_price)}</td>
            <td class="n">{l.quantity}</td>
            <td class="n">{l.sent}</td>
            <td class="n">{l.withdrawn}</td>
            <td class="n">{back}</td>
            <td class="n">{money(s, l.total)}</td>
        </tr>
    }
}
