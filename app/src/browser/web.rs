//! What the browser offers and the house's list of web-sys does not name.
use super::get;
use js_sys::{Function, Promise};
use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type Storage;
    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn item(this: &Storage, key: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setItem)]
    fn set_item(this: &Storage, key: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeItem)]
    fn remove_item(this: &Storage, key: &str) -> Result<(), JsValue>;

    /// Speaks to the other tabs of this shop.
    pub type BroadcastChannel;
    #[wasm_bindgen(constructor, catch)]
    pub fn new(name: &str) -> Result<BroadcastChannel, JsValue>;
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    pub fn post(this: &BroadcastChannel, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    pub fn set_hear(this: &BroadcastChannel, hear: &Function);
    #[wasm_bindgen(method)]
    pub fn close(this: &BroadcastChannel);

    /// Locks that one tab holds at a time.
    pub type Locks;
    #[wasm_bindgen(method)]
    pub fn request(this: &Locks, name: &str, options: &JsValue, granted: &Function) -> Promise;

    pub type AbortController;
    #[wasm_bindgen(constructor)]
    pub fn new() -> AbortController;
    #[wasm_bindgen(method, getter)]
    pub fn signal(this: &AbortController) -> JsValue;
    #[wasm_bindgen(method)]
    pub fn abort(this: &AbortController);

    #[wasm_bindgen(js_name = matchMedia)]
    fn match_media(query: &str) -> JsValue;
}

/// Whether whoever looks wants nothing to move.
pub fn wants_stillness() -> bool {
    get(&match_media("(prefers-reduced-motion: reduce)"), "matches").is_truthy()
}

/// The locks, where this page may use them: over https, and on this machine.
pub fn locks() -> Option<Locks> {
    let locks = get(&get(&window(), "navigator"), "locks");
    locks.is_object().then(|| locks.unchecked_into())
}

/// Where a text is kept.
#[derive(Clone, Copy)]
pub enum Kept {
    /// By the browser, for every tab.
    Browser,
    /// By this tab.
    Tab,
}
impl Kept {
    fn storage(self) -> Storage {
        let name = if let Kept::Browser = self { "localStorage" } else { "sessionStorage" };
        get(&window(), name).unchecked_into()
    }
    pub fn text(self, key: &str) -> Option<String> {
        self.storage().item(key).ok().flatten()
    }
    /// Keeps a text; false where the browser keeps nothing.
    pub fn keep(self, key: &str, text: &str) -> bool {
        self.storage().set_item(key, text).is_ok()
    }
    pub fn forget(self, key: &str) {
        self.storage().remove_item(key).ok();
    }
}
