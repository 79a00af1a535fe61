//! A long form of the back office: what is typed goes to the shop in the pauses, its answer stands where the form has a
//! place for it or below, and leaving with changes asks first.
use super::get;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::cell::Cell;
use std::time::Duration;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, FormData, Headers, HtmlFormElement, RequestInit, Response, UrlSearchParams};

/// How long somebody pauses before what they typed is sent, in milliseconds.
const PAUSE: u64 = 2_000;

thread_local! {
    static TYPED: Cell<u32> = const { Cell::new(0) };
    static PASSED: Cell<u32> = const { Cell::new(0) };
    static CHANGED: Cell<bool> = const { Cell::new(false) };
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Somebody types: it is sent when they pause.
pub fn typed(event: Event) {
    let Some(form) =
        event.target().and_then(|t| t.dyn_into::<Element>().ok()).and_then(|e| e.closest("form").ok().flatten())
    else {
        return;
    };
    let form: HtmlFormElement = form.unchecked_into();
    if form.has_attribute("data-warn") {
        CHANGED.set(true);
        if !WATCHED.replace(true) {
            watch();
        }
    }
    TYPED.set(TYPED.get() + 1);
    let pause = move || {
        PASSED.set(PASSED.get() + 1);
        if PASSED.get() == TYPED.get() {
            spawn_local(async move {
                let said =
                    keep(&form).await.unwrap_or("What you typed could not be kept just now. Save it yourself.".into());
                let own = form.query_selector("[data-said]").ok().flatten();
                let below =
                    || form.closest(".keeping").ok().flatten()?.query_selector(":scope > output").ok().flatten();
                if let Some(place) = own.or_else(below) {
                    place.set_text_content(Some(&said));
                }
            });
        }
    };
    set_timeout(pause, Duration::from_millis(PAUSE));
}
/// The form goes its way: nothing is lost by leaving.
pub fn sent() {
    CHANGED.set(false);
}

fn watch() {
    let handle = window_event_listener_untyped("beforeunload", |event| {
        if CHANGED.get() {
            event.prevent_default();
        }
    });
    std::mem::forget(handle);
}

async fn keep(form: &HtmlFormElement) -> Result<String, JsValue> {
    let data = FormData::new_with_form(form)?;
    let sent = UrlSearchParams::new_with_str_sequence_sequence(&data)?;
    sent.set("act", &form.get_attribute("data-keep").unwrap_or_default());
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&sent.into());
    let answer: Response =
        JsFuture::from(window().fetch_with_str_and_init(&form.get_attribute("action").unwrap_or_default(), &init))
            .await?
            .unchecked_into();
    if !answer.ok() {
        return Err(JsValue::NULL);
    }
    Ok(get(&JsFuture::from(answer.json()?).await?, "words").as_string().unwrap_or_default())
}
