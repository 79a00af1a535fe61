//! What moves in the queue: keys that press the buttons that stand there.
use leptos::prelude::*;

/// J and K go from post to post; A, R and X press what the post has for them, U undoes the last act, ? shows the keys.
#[island]
pub fn Keys(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    keys::listen();
    view! { <div>{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod keys {
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement};

    pub fn listen() {
        std::mem::forget(window_event_listener(leptos::ev::keydown, |event| {
            let typing = event
                .target()
                .and_then(|t| t.dyn_into::<Element>().ok())
                .is_some_and(|e| e.closest("input:not([type=checkbox]), select, textarea").is_ok_and(|c| c.is_some()));
            if typing || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
                return;
            }
            let done = match event.key().to_lowercase().as_str() {
                "j" => step(1),
                "k" => step(-1),
                key @ ("a" | "r" | "x") => here().and_then(|item| press(&item, key)),
                "u" => document().document_element().and_then(|page| press(&page, "u")),
                "?" => document().query_selector("[data-help] summary").ok().flatten().and_then(|s| click(&s)),
                _ => None,
            };
            if done.is_some() {
                event.prevent_default();
            }
        }));
    }

    /// The post that has the focus, or something in it.
    fn here() -> Option<Element> {
        document().active_element()?.closest("[data-item]").ok()?
    }
    fn step(by: i32) -> Option<()> {
        let items = document().query_selector_all("[data-item]").ok()?;
        let all = (0..items.length()).filter_map(|i| items.item(i)?.dyn_into::<HtmlElement>().ok()).collect::<Vec<_>>();
        let at = here().and_then(|now| all.iter().position(|item| **item == now));
        let to = at.map_or(0, |at| (at as i32 + by).clamp(0, all.len() as i32 - 1));
        all.get(to as usize)?.focus().ok()
    }
    fn press(within: &Element, key: &str) -> Option<()> {
        click(&within.query_selector(&format!("[data-key='{key}']")).ok()??)
    }
    fn click(what: &Element) -> Option<()> {
        let what = what.dyn_ref::<HtmlElement>()?;
        // A box keeps the place in the list; anything else is gone on with.
        if what.tag_name() != "INPUT" {
            what.focus().ok()?;
        }
        what.click();
        Some(())
    }
}
