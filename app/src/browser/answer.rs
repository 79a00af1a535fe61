//! What a form hears back, read by the browser's own JSON.
use super::get;
use crate::problem::Said;
use js_sys::Array;
use leptos::wasm_bindgen::JsValue;

/// Reads an answer; anything else than one is an error.
pub fn read(answer: &JsValue) -> Result<Said, JsValue> {
    Ok(Said {
        words: text(answer, "words").ok_or(JsValue::NULL)?,
        cart: get(answer, "cart").as_f64().map(|n| n as i64),
        next: pair(&get(answer, "next")),
        faults: Array::from(&get(answer, "faults")).iter().filter_map(|fault| pair(&fault)).collect(),
        made: text(answer, "made").unwrap_or_default(),
    })
}
fn text(of: &JsValue, name: &str) -> Option<String> {
    get(of, name).as_string()
}
fn pair(of: &JsValue) -> Option<(String, String)> {
    Some((text(of, "0")?, text(of, "1")?))
}
