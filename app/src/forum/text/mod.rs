//! WIP: replaced by the branch `text`.
pub const RENDER_VERSION: i64 = 1;
pub const MOST: usize = 10_000;
#[derive(Clone, Debug)]
pub struct Named {
    pub person: i64,
    pub name: String,
}
pub struct Mention {
    pub name: String,
    pub handle: Option<String>,
}
pub fn clean(raw: &str) -> String {
    raw.trim().replace("\r\n", "\n")
}
pub fn with_tokens(body: &str, _: &[Named]) -> (String, Vec<i64>) {
    (body.to_string(), vec![])
}
pub fn with_names(stored: &str, _: impl Fn(i64) -> Option<String>) -> String {
    stored.to_string()
}
pub fn draw(body: &str) -> String {
    ammonia::clean_text(body)
}
pub async fn draw_off(body: String) -> String {
    draw(&body)
}
pub fn shown(html: &str, _: impl Fn(i64) -> Option<Mention>) -> String {
    html.to_string()
}
pub fn plain(body: &str) -> String {
    body.to_string()
}
pub fn excerpt(body: &str, most: usize) -> String {
    body.chars().take(most).collect()
}
pub fn links(_: &str) -> Vec<String> {
    vec![]
}
pub fn print(body: &str) -> Vec<u8> {
    crate::secret::hash(body)
}
pub fn overlap(_: &str, _: &str) -> u32 {
    0
}
