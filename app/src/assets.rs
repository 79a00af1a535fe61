//! The site's own files: style, script, fonts, icon; embedded, named by their content, served for ever.
use rust_embed::{Embed, EmbeddedFile};
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Embed)]
#[folder = "../target/site"]
struct Files;

static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let manifest = Files::get("manifest.json").map(|f| f.data.into_owned()).unwrap_or_default();
    serde_json::from_slice(&manifest).unwrap_or_default()
});

/// The address of a file by its plain name, `/assets/openkitchen-3f2a….css`; the plain name where the site is not built.
pub fn address(name: &str) -> String {
    format!("/assets/{}", NAMES.get(name).map_or(name, String::as_str))
}
/// The name of the browser's program without its ending: `openkitchen-3f2a…`.
pub fn program() -> &'static str {
    NAMES.get("openkitchen.js").and_then(|name| name.strip_suffix(".js")).unwrap_or("openkitchen")
}
/// An embedded file, as it is or packed (`.br`, `.gz` at the end of the name).
pub fn file(name: &str) -> Option<EmbeddedFile> {
    (name != "manifest.json").then(|| Files::get(name)).flatten()
}
