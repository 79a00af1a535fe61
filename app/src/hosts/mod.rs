//! Hosts: people of the staff with a page of their own, hours at the counter, and notes from their workbench.
pub mod actions;
pub mod here;
pub mod hours;
pub mod pages;
pub mod roster;
pub mod said;
pub mod store;
pub mod structured;
pub mod verbs;

use crate::forum::text;

/// The most letters of what a host does here, of what they know about, and of their own words.
pub const TITLE: usize = 60;
pub const SPECIALITIES: usize = 200;
pub const WORDS: usize = 4_000;

/// The name somebody is called by.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// What a host's page says, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub title: String,
    pub words: String,
    pub specialities: String,
}
impl About {
    /// Made fit to be kept; or what is wrong, each at its field.
    pub fn checked(&self) -> Result<About, Vec<(&'static str, String)>> {
        let line = |typed: &str| text::clean(typed).split_whitespace().collect::<Vec<_>>().join(" ");
        let about = About {
            title: line(&self.title),
            words: text::clean(&self.words).trim().to_string(),
            specialities: line(&self.specialities),
        };
        let faults: Vec<(&'static str, String)> = [
            ("title", &about.title, TITLE),
            ("specialities", &about.specialities, SPECIALITIES),
            ("words", &about.words, WORDS),
        ]
        .into_iter()
        .filter(|(_, text, most)| text.chars().count() > *most)
        .map(|(field, _, most)| (field, format!("At most {most} letters.")))
        .collect();
        if faults.is_empty() { Ok(about) } else { Err(faults) }
    }
}

/// Each thing that a host knows about, out of the line in which they say it.
pub fn topics(specialities: &str) -> Vec<String> {
    specialities.split(',').map(|s| s.trim().to_string()).filter(|s| !s.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_called_by_their_first_name() {
        assert_eq!(first_name("Marit Hoekzema"), "Marit");
        assert_eq!(first_name("Jan-Willem"), "Jan-Willem");
        assert_eq!(first_name(""), "");
    }

    #[test]
    fn what_is_too_long_is_named_at_its_field() {
        let long = About { title: "x".repeat(61), words: "y".repeat(4_001), specialities: "steel".into() };
        let faults = long.checked().unwrap_err();
        assert_eq!(faults.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["title", "words"]);
        let good =
            About { title: "  smith,\n at the forge ".into(), words: " Ask me.\n".into(), specialities: "".into() };
        let kept = good.checked().unwrap();
        assert_eq!((kept.title.as_str(), kept.words.as_str()), ("smith, at the forge", "Ask me."));
    }

    #[test]
    fn what_somebody_knows_about_is_a_list() {
        assert_eq!(topics("steel, fire ,,rust"), ["steel", "fire", "rust"]);
        assert!(topics(" , ").is_empty());
    }
}
