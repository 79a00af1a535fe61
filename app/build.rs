//! The migrations and the site are embedded: a change in either builds the crate anew.
fn main() {
    let site = std::path::Path::new("../target/site");
    std::fs::create_dir_all(site).expect("BUG: target cannot be written");
    println!("cargo:rerun-if-changed=../migrations");
    println!("cargo:rerun-if-changed={}", site.display());
}
