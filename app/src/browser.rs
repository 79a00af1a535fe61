//! The few things islands ask of the browser.
mod answer;
pub mod keeping;
pub mod live;
pub mod upload;
mod web;

use crate::problem::Said;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DomParser, Element, Event, FormData, Headers, HtmlElement, HtmlFormElement, RequestInit, Response, SupportedType,
    UrlSearchParams,
};

/// Writes how many things the cart holds wherever the page says it; of an empty one it says nothing.
fn in_cart(n: i64) {
    let words = if n > 0 { n.to_string() } else { String::new() };
    for place in every("[data-in-cart]") {
        place.set_text_content(Some(&words));
    }
}

/// Runs `f` when the page is not fresh from the server: fetched ahead, gone back to, or kept by the browser meanwhile.
pub fn when_stale(f: impl Fn() + Clone + 'static) {
    if get(&document(), "prerendering").is_truthy() {
        let f = f.clone();
        let shown = wasm_bindgen::closure::Closure::<dyn Fn()>::new(f);
        document().add_event_listener_with_callback("prerenderingchange", shown.as_ref().unchecked_ref()).ok();
        shown.forget();
    } else if was_kept() {
        f();
    }
    let handle = window_event_listener_untyped("pageshow", move |event| {
        if get(&event, "persisted").is_truthy() {
            f();
        }
    });
    std::mem::forget(handle);
}
/// Whether the browser says that it had this page already.
fn was_kept() -> bool {
    let entry = navigation();
    get(&entry, "type") == "back_forward" || get(&entry, "deliveryType") == "navigational-prefetch"
}
/// How this page was come to (PerformanceNavigationTiming).
fn navigation() -> JsValue {
    let performance = get(&window(), "performance");
    let Ok(ask) = get(&performance, "getEntriesByType").dyn_into::<js_sys::Function>() else {
        return JsValue::UNDEFINED;
    };
    ask.call1(&performance, &"navigation".into()).map_or(JsValue::UNDEFINED, |entries| get(&entries, "0"))
}
fn get(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Asks the server how many things the cart holds.
pub fn count_again() {
    spawn_local(async {
        if let Ok((_, text)) = text_of("/fragments/cart-count", "text/plain").await
            && let Ok(n) = text.trim().parse()
        {
            in_cart(n);
        }
    });
}

async fn text_of(url: &str, accept: &str) -> Result<(String, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", accept)?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    let answer: Response = JsFuture::from(window().fetch_with_str_and_init(url, &init)).await?.unchecked_into();
    if !answer.ok() {
        return Err(JsValue::NULL);
    }
    let text = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
    Ok((answer.url(), text))
}

/// Sends a form as fetch does it. Where the network fails, the form goes its plain way.
pub fn send(event: SubmitEvent, said: RwSignal<Said>) {
    let Some(form) = event.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) else { return };
    // A button that reads (another choice shown) goes its own way.
    let reads = event.submitter().and_then(|b| b.get_attribute("formmethod")).is_some_and(|m| m == "get");
    if reads || !form.method().eq_ignore_ascii_case("post") {
        return;
    }
    event.prevent_default();
    said.set(Said::default());
    spawn_local(async move {
        match post(&form).await {
            Ok(answer) => {
                if let Some(n) = answer.cart {
                    in_cart(n);
                }
                if !answer.made.is_empty() {
                    live::mine(&answer.made);
                }
                mark(&form, &answer.faults);
                said.set(answer);
            }
            Err(_) => {
                live::drafts::sending(Some(form.clone().into()));
                form.submit().ok();
            }
        }
    });
}
async fn post(form: &HtmlFormElement) -> Result<Said, JsValue> {
    let data = FormData::new_with_form(form)?;
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&UrlSearchParams::new_with_str_sequence_sequence(&data)?.into());
    let address =
        form.get_attribute("action").filter(|a| !a.is_empty()).unwrap_or_else(|| location().href().unwrap_or_default());
    let answer: Response = JsFuture::from(window().fetch_with_str_and_init(&address, &init)).await?.unchecked_into();
    live::drafts::answered(form, answer.ok());
    answer::read(&JsFuture::from(answer.json()?).await?)
}
/// Writes each fault beside its field and goes to the first; the faults of the last time are gone.
fn mark(form: &HtmlFormElement, faults: &[(String, String)]) {
    for old in all_of(form, "[data-fault]") {
        old.remove();
    }
    for field in all_of(form, "[aria-invalid]") {
        field.remove_attribute("aria-invalid").ok();
        field.remove_attribute("aria-describedby").ok();
    }
    for (name, words) in faults.iter().rev() {
        let Ok(Some(field)) = form.query_selector(&format!("[name='{name}']")) else { continue };
        let id = format!("{name}-said");
        let Ok(beside) = document().create_element("span") else { continue };
        for (key, value) in [("class", "err"), ("id", id.as_str()), ("data-fault", "")] {
            beside.set_attribute(key, value).ok();
        }
        beside.set_text_content(Some(words));
        let place = field.closest(".qty").ok().flatten().unwrap_or_else(|| field.clone());
        place.insert_adjacent_element("beforebegin", &beside).ok();
        field.set_attribute("aria-invalid", "true").ok();
        field.set_attribute("aria-describedby", &id).ok();
        if let Some(field) = field.dyn_ref::<HtmlElement>() {
            field.focus().ok();
        }
    }
}
fn all_of(within: &Element, css: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(css) else { return vec![] };
    (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect()
}
fn every(css: &str) -> Vec<Element> {
    document().document_element().map_or(vec![], |root| all_of(&root, css))
}

/// Shows another choice of a product in place: the parts that differ, and the address.
pub fn choose(event: Event) {
    let Some(form) =
        event.target().and_then(|t| t.dyn_into::<Element>().ok()).and_then(|e| e.closest("form").ok().flatten())
    else {
        return;
    };
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    if !target.get_attribute("name").is_some_and(|n| n.starts_with("option")) {
        return;
    }
    let form: HtmlFormElement = form.unchecked_into();
    // Of two choices made in a hurry the last is shown, whichever answer comes first.
    thread_local!(static CHOICES: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    let mine = CHOICES.get() + 1;
    CHOICES.set(mine);
    spawn_local(async move {
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let Ok(query) = UrlSearchParams::new_with_str_sequence_sequence(&data) else { return };
        let path = location().pathname().unwrap_or_default();
        let Ok((url, html)) = text_of(&format!("{path}?{}", String::from(query.to_string())), "text/html").await else {
            return;
        };
        if CHOICES.get() != mine {
            return;
        }
        let Ok(parser) = DomParser::new() else { return };
        let Ok(fresh) = parser.parse_from_string(&html, SupportedType::TextHtml) else { return };
        let Ok(parts) = document().query_selector_all("[data-part]") else { return };
        for i in 0..parts.length() {
            let Some(old) = parts.item(i).and_then(|n| n.dyn_into::<Element>().ok()) else { continue };
            let name = old.get_attribute("data-part").unwrap_or_default();
            if let Ok(Some(new)) = fresh.query_selector(&format!("[data-part='{name}']")) {
                old.set_inner_html(&new.inner_html());
            }
        }
        if let Ok(history) = window().history() {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&url)).ok();
        }
        if let Some(id) = Some(target.id()).filter(|id| !id.is_empty())
            && let Some(again) = document().get_element_by_id(&id)
            && let Some(again) = again.dyn_ref::<HtmlElement>()
        {
            again.focus().ok();
        }
    });
}

/// Steps a number field beside the pressed button, and says that it changed.
pub fn step(event: Event) {
    let Some(button) =
        event.target().and_then(|t| t.dyn_into::<Element>().ok()).and_then(|e| e.closest("[data-step]").ok().flatten())
    else {
        return;
    };
    let by: i64 = button.get_attribute("data-step").and_then(|s| s.parse().ok()).unwrap_or(0);
    let Ok(Some(field)) = button.parent_element().map_or(Ok(None), |box_| box_.query_selector("input")) else { return };
    let field: web_sys::HtmlInputElement = field.unchecked_into();
    let least: i64 = field.min().parse().unwrap_or(1);
    let now: i64 = field.value().parse().unwrap_or(least);
    field.set_value(&(now + by).max(least).to_string());
    if let Ok(changed) = Event::new("change") {
        let form = field.form();
        field.dispatch_event(&changed).ok();
        if let Some(form) = form.filter(|f| f.has_attribute("data-autosend")) {
            form.request_submit().ok();
        }
    }
}

/// Sends the form of a field that changed, where the form asks for it; `wide` asks for it on wide screens alone.
pub fn autosend(event: Event) {
    let form = event
        .target()
        .and_then(|t| t.dyn_into::<Element>().ok())
        .and_then(|e| e.closest("form[data-autosend]").ok().flatten());
    if let Some(form) = form {
        let width = window().inner_width().ok().and_then(|w| w.as_f64()).unwrap_or(0.0);
        if form.get_attribute("data-autosend").is_some_and(|when| when == "wide") && width < 960.0 {
            return;
        }
        form.unchecked_into::<HtmlFormElement>().request_submit().ok();
    }
}

/// The box of suggestions that belongs to a field or to one of its links.
fn box_of(event: &Event, part: &str) -> Option<Element> {
    let here: Element = event.target()?.dyn_into().ok()?;
    here.closest(".suggesting").ok()??.query_selector(part).ok()?
}

/// Asks for suggestions once the typing pauses; of two answers the last question's is shown.
pub fn suggest(event: Event) {
    thread_local!(static ASKED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    let Some(field) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
    let (Some(found), Some(said)) = (box_of(&event, "[data-found]"), box_of(&event, "[data-found-said]")) else {
        return;
    };
    let mine = ASKED.get() + 1;
    ASKED.set(mine);
    let ask = move || {
        if ASKED.get() != mine {
            return;
        }
        spawn_local(async move {
            let typed = String::from(js_sys::encode_uri_component(&field.value()));
            let html = match text_of(&format!("/fragments/search?q={typed}"), "text/html").await {
                Ok((_, html)) => html,
                Err(_) => return,
            };
            if ASKED.get() != mine {
                return;
            }
            found.set_inner_html(&html);
            show(&found, !html.is_empty());
            let n = found.query_selector_all("a").map_or(0, |all| all.length());
            said.set_text_content(Some(&if n == 0 {
                String::new()
            } else {
                format!("{n} suggestions, arrow down to reach them")
            }));
        });
    };
    set_timeout(ask, std::time::Duration::from_millis(150));
}
fn show(found: &Element, shown: bool) {
    found.toggle_attribute_with_force("hidden", !shown).ok();
}

/// The arrow keys among the suggestions; Escape puts them away.
pub fn steer(event: &Event) {
    let key = get(event, "key").as_string().unwrap_or_default();
    let Some(found) = box_of(event, "[data-found]") else { return };
    let Some(field) = box_of(event, "input[type='search']") else { return };
    if found.has_attribute("hidden") {
        return;
    }
    let mut stops = vec![field.clone()];
    if let Ok(links) = found.query_selector_all("a") {
        stops.extend((0..links.length()).filter_map(|i| links.item(i)?.dyn_into().ok()));
    }
    let at = document().active_element().and_then(|now| stops.iter().position(|s| *s == now)).unwrap_or(0);
    let to = match key.as_str() {
        "ArrowDown" => (at + 1) % stops.len(),
        "ArrowUp" => (at + stops.len() - 1) % stops.len(),
        "Escape" => {
            show(&found, false);
            0
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(stop) = stops[to].dyn_ref::<HtmlElement>() {
        stop.focus().ok();
    }
}

/// Puts suggestions away when the focus leaves them and their field.
pub fn leave(event: &Event) {
    let Some(found) = box_of(event, "[data-found]") else { return };
    let to = get(event, "relatedTarget").dyn_into::<Element>().ok();
    if !to.is_some_and(|to| to.closest(".suggesting").is_ok_and(|inside| inside.is_some())) {
        show(&found, false);
    }
}
