//! What every mail of the shop is made of: a text and a page of HTML from one template each, in one frame.
use crate::site::Facts;
use minijinja::{AutoEscape, Environment, Value, context};
use std::sync::LazyLock;

/// A mail, ready to be sent.
#[derive(Clone, Debug)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
}

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|name| if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None });
    for (name, text) in [
        ("frame.html", include_str!("letters/frame.html")),
        ("order.html", include_str!("letters/order.html")),
        ("order.txt", include_str!("letters/order.txt")),
        ("account.html", include_str!("letters/account.html")),
        ("account.txt", include_str!("letters/account.txt")),
        ("forum.html", include_str!("letters/forum.html")),
        ("forum.txt", include_str!("letters/forum.txt")),
        ("draft.html", include_str!("letters/draft.html")),
        ("draft.txt", include_str!("letters/draft.txt")),
        ("return.html", include_str!("letters/return.html")),
        ("return.txt", include_str!("letters/return.txt")),
    ] {
        env.add_template(name, text).expect("BUG: a built-in template can be read");
    }
    env
});

/// Fills the two templates of this name; the shop's own facts are there under `shop`, `street`, `city`, `email`, `demo`.
pub fn fill(name: &str, facts: &Facts, lang: &str, subject: String, content: Value) -> anyhow::Result<Letter> {
    let context = context! {
        subject => &subject, lang, shop => &facts.name, street => &facts.street, city => &facts.city,
        email => &facts.email, demo => facts.demo, ..content
    };
    Ok(Letter {
        text: TEMPLATES.get_template(&format!("{name}.txt"))?.render(&context)?,
        html: TEMPLATES.get_template(&format!("{name}.html"))?.render(&context)?,
        subject,
    })
}
