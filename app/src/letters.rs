//! What every mail of the shop is made of: a text and a page of HTML from one template each, in one frame. A merchant may put
//! other words over it (`Wording`); what it says of an order, and its links, stay.
use crate::site::Facts;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value, context};
use std::sync::LazyLock;

/// A mail, ready to be sent.
#[derive(Clone, Debug)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
    made: Made,
}
/// What a letter was made of, so that it can be made again in other words.
#[derive(Clone, Debug)]
struct Made {
    name: String,
    content: Value,
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
    let content = context! {
        subject => &subject, lang, shop => &facts.name, street => &facts.street, city => &facts.city,
        email => &facts.email, demo => facts.demo, ..content
    };
    Ok(drawn(Made { name: name.to_string(), content }, subject)?)
}
fn drawn(made: Made, subject: String) -> Result<Letter, minijinja::Error> {
    let name = &made.name;
    Ok(Letter {
        text: TEMPLATES.get_template(&format!("{name}.txt"))?.render(&made.content)?,
        html: TEMPLATES.get_template(&format!("{name}.html"))?.render(&made.content)?,
        subject,
        made,
    })
}

/// A merchant's own words for a kind of mail: three small templates. An empty one leaves what came with the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Wording {
    pub subject: String,
    pub opening: String,
    pub closing: String,
}
/// What is wrong with a wording: the field, and a sentence that names the line.
pub type Fault = (&'static str, String);

/// The most letters that one of them may have, and come to when it is filled.
const LONGEST: usize = 4_000;
const MOST: usize = 10_000;
/// What filling one may cost, in steps of the template engine; one that is as long as it may be and holds names alone needs fewer.
const FUEL: u64 = 20_000;

impl Letter {
    /// The same letter in these words; or every fault. The letter itself stays readable whatever they say.
    pub fn worded(&self, words: &Wording) -> Result<Letter, Vec<Fault>> {
        let mut faults = vec![];
        let mut filled = |field: &'static str, template: &str| {
            if template.trim().is_empty() {
                return None;
            }
            said(template, &self.made.content).map_err(|words| faults.push((field, words))).ok()
        };
        let subject = filled("subject", &words.subject).map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
        let (opening, closing) = (filled("opening", &words.opening), filled("closing", &words.closing));
        if !faults.is_empty() {
            return Err(faults);
        }
        let subject = subject.filter(|s| !s.is_empty()).unwrap_or_else(|| self.subject.clone());
        let mut content = context! { subject => &subject, ..self.made.content.clone() };
        for (name, text) in [("opening", opening), ("closing", closing)] {
            if let Some(text) = text {
                content = match name {
                    "opening" => context! { opening => text, ..content },
                    _ => context! { closing => text, ..content },
                };
            }
        }
        let made = Made { name: self.made.name.clone(), content };
        drawn(made, subject).map_err(|error| vec![("opening", error.to_string())])
    }
    /// What a wording may name, each with what it is in this letter: `number`, `10001`.
    pub fn variables(&self) -> Vec<(String, String)> {
        let Ok(names) = self.made.content.try_iter() else { return vec![] };
        let mut all: Vec<(String, String)> = names
            .filter_map(|name| {
                let value = self.made.content.get_item(&name).ok()?;
                let text = value.as_str()?.to_string();
                (!text.is_empty()).then(|| (name.to_string(), text))
            })
            .collect();
        all.sort();
        all
    }
}

/// A small template filled; or what is wrong with it, by its line. Nothing that is not there may be named, and nothing can be
/// called.
fn said(template: &str, content: &Value) -> Result<String, String> {
    if template.chars().count() > LONGEST {
        return Err(format!("At most {LONGEST} letters."));
    }
    names_alone(template, content)?;
    let mut env = Environment::empty();
    env.set_fuel(Some(FUEL));
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    let filled = env.render_str(template, content).map_err(|error| {
        let line = error.line().unwrap_or(1);
        match error.kind() {
            ErrorKind::UndefinedError => format!("Line {line}: it names something that this mail does not have."),
            ErrorKind::SyntaxError => {
                format!("Line {line}: it cannot be read: {}.", error.detail().unwrap_or("a bracket is missing"))
            }
            _ => format!("Line {line}: {}.", error.detail().unwrap_or("it cannot be filled")),
        }
    })?;
    if filled.chars().count() > MOST {
        return Err(format!("It comes to more than {MOST} letters."));
    }
    Ok(filled.trim().to_string())
}

/// Nothing but `{{ name }}` may stand in brackets. It is looked at before the template is read: what is no name is never run.
fn names_alone(template: &str, content: &Value) -> Result<(), String> {
    let mut rest = template;
    while let Some(at) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        let line = template[..template.len() - rest.len() + at].matches('\n').count() + 1;
        let Some(inside) = rest[at..].strip_prefix("{{") else {
            return Err(format!("Line {line}: only a name may stand in brackets, like {{{{ number }}}}."));
        };
        let Some((name, behind)) = inside.split_once("}}") else {
            return Err(format!("Line {line}: it cannot be read: a bracket is missing."));
        };
        let name = name.trim();
        let letter = |c: char| c.is_ascii_lowercase() || c == '_';
        if !name.starts_with(letter) || !name.chars().all(|c| letter(c) || c.is_ascii_digit()) {
            return Err(format!("Line {line}: only a name may stand in brackets, like {{{{ number }}}}."));
        }
        if content.get_attr(name).map_or(true, |value| value.is_undefined()) {
            return Err(format!("Line {line}: it names something that this mail does not have."));
        }
        rest = behind;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        let content = context! { opening => "Thank you.", number => "10001", name => "Noor <b>", total_label => "Total", total => "€1", link => "https://x" };
        let content = context! { subject => "Your order", shop => "Meelkade", street => "", city => "", email => "", lang => "en", ..content };
        drawn(Made { name: "order".into(), content }, "Your order".into()).unwrap()
    }
    fn worded(subject: &str, opening: &str, closing: &str) -> Result<Letter, Vec<Fault>> {
        letter().worded(&Wording { subject: subject.into(), opening: opening.into(), closing: closing.into() })
    }

    #[test]
    fn own_words_stand_in_text_and_html_and_escape_there() {
        let l = worded("Order {{ number }} at {{ shop }}", "Dear {{ name }},\n{{ opening }}", "Until soon <3").unwrap();
        assert_eq!(l.subject, "Order 10001 at Meelkade");
        assert!(l.text.contains("Dear Noor <b>,\nThank you.") && l.text.contains("Until soon <3"), "{}", l.text);
        assert!(
            l.html.contains("Dear Noor &lt;b&gt;,\nThank you.") && l.html.contains("Until soon &lt;3"),
            "{}",
            l.html
        );
        assert!(l.html.contains("<title>Order 10001 at Meelkade</title>"));
    }

    #[test]
    fn an_empty_wording_changes_nothing() {
        let (plain, same) = (letter(), worded("", " \n", "").unwrap());
        assert_eq!((plain.subject, plain.text, plain.html), (same.subject, same.text, same.html));
    }

    #[test]
    fn a_broken_template_is_refused_at_its_line() {
        let faults = worded("{{ number", "fine\n{{ nonsense }}", "{% for x in range(9) %}{% endfor %}").unwrap_err();
        assert_eq!(faults.iter().map(|(f, _)| *f).collect::<Vec<_>>(), ["subject", "opening", "closing"]);
        assert!(faults[0].1.starts_with("Line 1: it cannot be read"), "{faults:?}");
        assert_eq!(faults[1].1, "Line 2: it names something that this mail does not have.");
    }

    #[test]
    fn only_names_stand_in_brackets_and_nothing_is_run() {
        for (text, line) in [
            ("{% for x in range(9) %}{% endfor %}", 1),
            ("Dear,\n{# {{ number }} #}", 2),
            ("{{ number }}\n\n{{ number | upper }}", 3),
            ("{{ number * 9 }}", 1),
            ("{{ 'x' }}", 1),
            ("{{ number.x }}", 1),
            ("{{ number[0] }}", 1),
            ("{{ (number) }}", 1),
            ("{{ Number }}", 1),
            ("{{- number }}", 1),
            ("{{{ number }}}", 1),
            ("{{ }}", 1),
            ("{{ 9 }}", 1),
        ] {
            let faults = worded("", text, "").unwrap_err();
            let words = format!("Line {line}: only a name may stand in brackets, like {{{{ number }}}}.");
            assert_eq!(faults, [("opening", words)], "{text}");
        }
        let faults = worded("", "fine\n{{ range }}", "").unwrap_err();
        assert_eq!(faults[0].1, "Line 2: it names something that this mail does not have.");
        assert!(worded("", "{ {number} } {{number}}{{ total_label }} }} %}", "").is_ok());
    }

    #[test]
    fn a_wording_that_is_too_long_is_not_read_and_one_of_names_alone_is_never_too_dear() {
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(worded("", &long, "").unwrap_err(), [("opening", "At most 4000 letters.".to_string())]);
        let names = "{{total}}".repeat(LONGEST / "{{total}}".len());
        assert!(worded("", &names, "").is_ok(), "{:?}", worded("", &names, ""));
    }

    #[test]
    fn what_can_be_named_is_listed_with_what_it_is() {
        let all = letter().variables();
        assert!(all.contains(&("number".into(), "10001".into())), "{all:?}");
        assert!(all.iter().all(|(_, value)| !value.is_empty()));
    }
}
