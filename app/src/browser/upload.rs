//! Pictures that are sent from within a page: picked, dropped or pasted, each in a request of its own.
use super::{answer, get};
use js_sys::{Function, JSON, Promise, Reflect};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, FormData, HtmlFormElement};

#[wasm_bindgen]
extern "C" {
    /// Of the browser's ways to send, the only one that says how far it is.
    type XMLHttpRequest;
    #[wasm_bindgen(constructor)]
    fn new() -> XMLHttpRequest;
    #[wasm_bindgen(method)]
    fn open(this: &XMLHttpRequest, method: &str, address: &str);
    #[wasm_bindgen(method, js_name = setRequestHeader)]
    fn say(this: &XMLHttpRequest, name: &str, value: &str);
    #[wasm_bindgen(method)]
    fn send(this: &XMLHttpRequest, body: &FormData);
    #[wasm_bindgen(method, setter, js_name = onload)]
    fn on_load(this: &XMLHttpRequest, done: &Function);
    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn on_error(this: &XMLHttpRequest, failed: &Function);
}

/// Listens for the form that is sent, and for pictures that are dropped onto it or pasted anywhere; once a page.
pub fn listen() {
    for kind in ["submit", "dragover", "drop", "paste"] {
        std::mem::forget(window_event_listener_untyped(kind, hear));
    }
}
fn hear(event: Event) {
    let kind = event.type_();
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let inside = target.and_then(|t| t.closest(".sending").ok().flatten());
    let place = match kind.as_str() {
        "paste" => document().query_selector(".sending").ok().flatten(),
        _ => inside,
    };
    let Some(place) = place else { return };
    if kind == "submit" {
        return send(&event, place);
    }
    let carried = get(&get(&event, if kind == "paste" { "clipboardData" } else { "dataTransfer" }), "files");
    let any = get(&carried, "length").as_f64() > Some(0.0);
    if any || kind != "paste" {
        event.prevent_default();
    }
    let field = place.query_selector("[type=file]").ok().flatten();
    if let (true, true, Some(field)) = (any, kind != "dragover", field) {
        Reflect::set(&field, &"files".into(), &carried).ok();
        if let Some(form) = place.query_selector("form").ok().flatten() {
            form.unchecked_into::<HtmlFormElement>().request_submit().ok();
        }
    }
}

fn send(event: &Event, place: Element) {
    let part = |css: &str| place.query_selector(css).ok().flatten();
    let (Some(form), Some(field), Some(bar), Some(said)) =
        (part("form"), part("[type=file]"), part("progress"), part("output"))
    else {
        return;
    };
    let form: HtmlFormElement = form.unchecked_into();
    let files = get(&field, "files");
    let all = get(&files, "length").as_f64().unwrap_or(0.0) as u32;
    // An empty form goes its plain way, which says what is missing. What is on its way already is not sent twice.
    if all > 0 {
        event.prevent_default();
    }
    if all == 0 || !bar.has_attribute("hidden") {
        return;
    }
    bar.remove_attribute("hidden").ok();
    spawn_local(async move {
        let (mut kept, mut refused, mut next) = (0, String::new(), None);
        for n in 0..all {
            said.set_text_content(Some(&format!("Sending {} of {all}", n + 1)));
            match one(&form, &field, &get(&files, &n.to_string()), &bar).await {
                Ok((true, answer)) => {
                    kept += 1;
                    next = answer.next;
                }
                Ok((false, answer)) => refused = format!("{refused} {}", answer.words),
                Err(_) => refused += " One did not arrive: send it once more.",
            }
        }
        bar.set_attribute("hidden", "").ok();
        Reflect::set(&field, &"value".into(), &"".into()).ok();
        let then = form.get_attribute("data-then").filter(|_| all > 1).or(next.map(|(to, _)| to));
        match then {
            Some(to) if refused.is_empty() => drop(location().set_href(&to)),
            _ => said.set_text_content(Some(&format!("{kept} of {all} kept.{refused}"))),
        }
    });
}

/// Sends one file with the form's other fields; whether it was taken, and the answer.
async fn one(
    form: &HtmlFormElement,
    field: &Element,
    file: &JsValue,
    bar: &Element,
) -> Result<(bool, crate::problem::Said), JsValue> {
    let data = FormData::new_with_form(form)?;
    let name = field.get_attribute("name").unwrap_or_default();
    get(&data, "set").dyn_into::<Function>()?.call2(&data, &name.into(), file)?;
    let request = XMLHttpRequest::new();
    let bar = bar.clone();
    let far = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let part = |name| get(&event, name).as_f64().unwrap_or(0.0);
        let hundredths = (part("loaded") * 100.0 / part("total").max(1.0)) as u32;
        bar.set_attribute("value", &hundredths.to_string()).ok();
    });
    Reflect::set(&get(&request, "upload"), &"onprogress".into(), far.as_ref())?;
    request.open("POST", &form.get_attribute("action").unwrap_or_default());
    request.say("accept", "application/json");
    let done = Promise::new(&mut |done, failed| {
        request.on_load(&done);
        request.on_error(&failed);
        request.send(&data);
    });
    JsFuture::from(done).await?;
    let text = get(&request, "responseText").as_string().unwrap_or_default();
    let taken = get(&request, "status").as_f64() == Some(200.0);
    Ok((taken, answer::read(&JSON::parse(&text)?)?))
}
