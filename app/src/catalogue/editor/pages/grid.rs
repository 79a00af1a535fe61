//! Options, variants, prices, stock.
use super::Editor;
use super::input::choices;
use crate::catalogue::editor::grid::{self, Axis};
use crate::catalogue::editor::wish::REASONS;
use crate::catalogue::editor::{keys, of};
use crate::parts::drawn::Draw;
use crate::parts::field::fault;
use leptos::prelude::*;

/// The options and the grid under them.
pub fn variants(e: &Editor) -> impl IntoView + use<> {
    let axes = grid::axes(&e.fields);
    let rows = keys(&e.fields, "v");
    let whole = e.beside("v").map(|words| view! { <div id="v">{fault(Some(words), None)}</div> });
    let heads = axes.iter().map(|axis| view! { <th scope="col">{axis.name.clone()}</th> }).collect_view();
    let code = e.currency.code();
    let lines = rows.iter().enumerate().map(|(i, key)| row(e, &axes, key, i)).collect_view();
    let reasons: Vec<(String, String)> =
        choices(REASONS).into_iter().filter(|(word, _)| e.beside.reasons.contains(word)).collect();
    let holes = (axes.len() > 1).then(|| {
        view! { <button class="btn quiet sm" name="act" value="fill">"Add every combination that is missing"</button> }
    });
    view! {
        <section class="panel stack gap-4" aria-labelledby="variants">
            <div class="head"><h2 id="variants">"Options, prices, stock"</h2><p>"A changed price does not touch orders that were placed."</p></div>
            {options(e, &axes)}
            <p class="row gap-3"><button class="btn quiet sm" name="act" value="grid">"Lay out the rows"</button>{holes}</p>
            {whole}
            <div class="scroll" tabindex="0" role="region" aria-label="Variants">
                <table class="grid-edit">
                    <thead><tr>{heads}<th scope="col">"SKU"</th><th scope="col">{format!("Price {code}")}</th><th scope="col">"Before"</th><th scope="col" class="n">"On hand"</th><th scope="col">"Correct by"</th><th scope="col">"State"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <div class="pair">
                {e.input("stock_reason", "Why the stock changes").select(&reasons)}
                {e.input("currency", "Prices in another currency").hint("Its three letters, USD. Then lay out the rows.").most(3).line()}
            </div>
            <input type="hidden" name="currencies" value=e.currencies.join(",")/>
        </section>
    }
}

fn options(e: &Editor, axes: &[Axis]) -> impl IntoView + use<> {
    let there = axes.iter().map(|axis| option(e, axis)).collect_view();
    let gone: Vec<String> =
        keys(&e.fields, "axis").into_iter().filter(|key| !axes.iter().any(|axis| axis.key == *key)).collect();
    // What was ticked to go, or emptied, can still be taken back.
    let gone = gone.iter().map(|key| emptied(e, key)).collect_view();
    let next = keys(&e.fields, "axis").iter().filter_map(|k| k.strip_prefix('n')?.parse::<i64>().ok()).max();
    let key = format!("n{}", next.map_or(0, |n| n + 1));
    let open = axes.is_empty() && e.known.is_none();
    let new = (axes.len() < 3).then(|| {
        view! {
            <details open=open>
                <summary>"Add an option"</summary>
                <div class="pair">
                    {e.input(format!("axis-{key}-name"), "Name of a new option").hint("Size, glaze, length.").most(60).line()}
                    {e.input(format!("axis-{key}-more"), "Its values").hint("One a line, in their order.").most(3000).area()}
                </div>
            </details>
        }
    });
    view! { <div class="stack gap-3">{there}{gone}{new}</div> }
}

fn option(e: &Editor, axis: &Axis) -> AnyView {
    let key = &axis.key;
    let values = axis
        .values
        .iter()
        .filter(|(name, _)| !name.starts_with('='))
        .map(|(id, text)| {
            view! {
                <li class="row nowrap gap-2">
                    {e.input(format!("axis-{key}-v-{id}"), format!("Value {text}")).bare().most(100).line()}
                    {e.input(format!("axis-{key}-at-{id}"), format!("Place of {text}")).bare().mode("numeric").most(4).line()}
                </li>
            }
        })
        .collect_view();
    let name = axis.name.clone();
    view! {
        <details class="axis" open=key.starts_with('n')>
            <summary>{format!("{name}: {}", axis.values.iter().map(|v| v.1.clone()).collect::<Vec<_>>().join(", "))}</summary>
            <div class="stack gap-3">
                {e.input(format!("axis-{key}-name"), format!("Name of the option {name}")).most(60).line()}
                <ol class="plainlist stack gap-2">{values}</ol>
                {e.input(format!("axis-{key}-more"), format!("More values of {name}")).hint("One a line. Each gets its rows.").most(3000).rows(2).area()}
                {e.tick(format!("axis-{key}-drop"), format!("Take the option {name} away"))}
            </div>
        </details>
    }
    .drawn()
}
fn emptied(e: &Editor, key: &str) -> AnyView {
    let prefix = format!("axis-{key}-");
    // What the rows say of it goes along, so that it can be taken back.
    let said = format!("-o-{key}");
    let own = |n: &String| n.starts_with(&prefix) && !n.ends_with("-drop") && !n.ends_with("-name");
    let all = e.fields.keys().filter(|n| own(n) || n.starts_with("v-") && n.ends_with(&said));
    let hidden = all.map(|name| e.hidden(name.clone())).collect_view();
    let name = of(&e.fields, &format!("axis-{key}-name")).to_string();
    let called = if name.is_empty() { "an option without a name".to_string() } else { format!("the option {name}") };
    view! {
        <div class="stack gap-2">
            {e.input(format!("axis-{key}-name"), format!("Name of {called}")).most(60).line()}
            {hidden}
            {e.tick(format!("axis-{key}-drop"), format!("Take {called} away"))}
        </div>
    }
    .drawn()
}

fn row(e: &Editor, axes: &[Axis], key: &str, at: usize) -> AnyView {
    let name = |column: &str| format!("v-{key}-{column}");
    let there = e.known.as_ref().and_then(|k| k.variants.iter().find(|v| v.id.to_string() == key));
    let said = grid::options(&e.fields, axes, key);
    let cells: Vec<(AnyView, String)> = axes.iter().zip(&said).map(|(axis, said)| cell(e, axis, said, key)).collect();
    let texts: Vec<String> = cells.iter().map(|c| c.1.clone()).collect();
    let called = match (texts.is_empty(), there) {
        (false, _) => texts.join(", "),
        (true, Some(v)) => v.sku.clone(),
        (true, None) => format!("row {}", at + 1),
    };
    let cells = cells.into_iter().map(|c| c.0).collect_view();
    let code = e.currency.code();
    let stock = there.map_or("new".to_string(), |v| match v.reserved {
        0 => v.on_hand.to_string(),
        reserved => format!("{}, {reserved} promised", v.on_hand),
    });
    let mut states = choices(&[("sold", "Sold")]);
    match there {
        Some(v) if v.ordered => states.extend(choices(&[("archived", "Archived")])),
        Some(_) => states.extend(choices(&[("archived", "Archived"), ("gone", "Delete it")])),
        None => states.extend(choices(&[("none", "Not made"), ("archived", "Archived")])),
    }
    let wide = (axes.len() + 6).to_string();
    let open = e.faults.iter().any(|(field, _)| {
        MORE.iter().any(|column| *field == name(column)) || field.starts_with(&name("p-")) && !field.ends_with(code)
    });
    view! {
        <tr>
            {cells}
            <td>{e.input(name("sku"), format!("SKU of {called}")).bare().most(64).line()}</td>
            <td>{e.input(name(&format!("p-{code}")), format!("Price of {called}")).bare().mode("decimal").most(16).line()}</td>
            <td>{e.input(name(&format!("q-{code}")), format!("Price before of {called}")).bare().mode("decimal").most(16).line()}</td>
            <td class="n">{stock}</td>
            <td>{e.input(name("move"), format!("Correct the stock of {called} by")).bare().most(8).line()}</td>
            <td>{e.input(name("state"), format!("State of {called}")).bare().select(&states)}</td>
        </tr>
        <tr class="more">
            <td colspan=wide><details open=open><summary>{format!("More of {called}")}</summary>{more(e, key, &called)}</details></td>
        </tr>
    }
    .drawn()
}
const MORE: &[&str] = &["barcode", "weight", "backorder", "note", "cost", "unit", "unit_amount", "unit_base", "media"];

/// What a row says of an axis, and its text; a choice where the axis is new.
fn cell(e: &Editor, axis: &Axis, said: &str, key: &str) -> (AnyView, String) {
    let field = format!("v-{key}-o-{}", axis.key);
    let text = axis.text(said).unwrap_or_default().to_string();
    if axis.key.starts_with('n') || text.is_empty() {
        let mut all = axis.values.clone();
        if text.is_empty() {
            all.insert(0, (String::new(), "Choose".into()));
        }
        let select = e.input(field, format!("{} of row {key}", axis.name)).bare().select(&all);
        return (view! { <td>{select}</td> }.drawn(), text);
    }
    let (said, shown) = (said.to_string(), text.clone());
    (view! { <th scope="row">{shown}<input type="hidden" name=field value=said/></th> }.drawn(), text)
}

fn more(e: &Editor, key: &str, called: &str) -> impl IntoView + use<> {
    let name = |column: &str| format!("v-{key}-{column}");
    let code = e.currency.code();
    let others = e
        .currencies
        .iter()
        .filter(|other| *other != code)
        .map(|other| {
            view! {
                {e.input(name(&format!("p-{other}")), format!("Price {other}")).mode("decimal").most(16).line()}
                {e.input(name(&format!("q-{other}")), format!("Before, {other}")).mode("decimal").most(16).line()}
            }
        })
        .collect_view();
    let legend = format!("More of {called}");
    view! {
        <fieldset class="stack gap-3">
            <legend class="vh">{legend}</legend>
            <div class="grid gap-3">
                {e.input(name("barcode"), "Barcode").mode("numeric").most(20).line()}
                {e.input(name("weight"), "Weight, grams").mode("numeric").most(8).line()}
                {e.input(name("backorder"), "Made to order up to").hint("How many may be ordered when none is there; ‘any’ for no limit.").most(8).line()}
                {e.input(name("note"), "Note beside it").most(100).line()}
                {e.input(name("cost"), format!("What it costs us, {code}")).mode("decimal").most(16).line()}
                {e.input(name("media"), "Its own picture").select(&e.choosable(of(&e.fields, &name("media"))))}
                {e.input(name("unit"), "Unit of the base price").hint("g, ml, m. Empty: no base price.").most(10).line()}
                {e.input(name("unit_amount"), "Units in it").mode("numeric").most(12).line()}
                {e.input(name("unit_base"), "Base price per").mode("numeric").most(12).line()}
                {others}
            </div>
            <div class="row gap-4">
                {e.tick(name("tracked"), "It is counted")}
                {e.tick(name("ships"), "It is sent")}
            </div>
        </fieldset>
    }
}
