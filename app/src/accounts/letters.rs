//! The mails about an account, a kind each. None says whether somebody else has one.
use crate::letters::{Letter, fill};
use crate::site::Facts;
use minijinja::context;

/// The mail of this kind; `link` is the one it carries, where it carries one.
pub fn letter(kind: &str, facts: &Facts, lang: &str, public_url: &str, link: Option<String>) -> anyhow::Result<Letter> {
    let shop = &facts.name;
    const NOT_YOU: &str = "If it was not you, nothing has to be done.";
    const QUARTER: &str = "The link works once, within a quarter of an hour.";
    const HOUR: &str = "The link works once, within an hour.";
    const DAY: &str = "The link works once, within a day.";
    let (subject, opening, button, lasts, closing) = match kind {
        "account.confirm" => (
            format!("Open your account at {shop}"),
            format!("Somebody, you we hope, signs up at {shop} with this address. Press the button and it is yours."),
            "Open the account",
            DAY,
            NOT_YOU.to_string(),
        ),
        "account.standing" => (
            format!("You have an account at {shop}"),
            format!(
                "Somebody, you we hope, wanted to sign up at {shop} with this address. It has an account already: this link signs you in."
            ),
            "Sign in",
            QUARTER,
            NOT_YOU.to_string(),
        ),
        "account.link" => (
            format!("Sign in at {shop}"),
            format!("You asked for a link that signs you in at {shop}."),
            "Sign in",
            QUARTER,
            NOT_YOU.to_string(),
        ),
        "account.unknown" => (
            format!("Your address at {shop}"),
            format!(
                "Somebody, you we hope, asked for a link to an account at {shop}. There is none with this address yet. This link opens one."
            ),
            "Open an account",
            DAY,
            format!("Perhaps you ordered with another address. {NOT_YOU}"),
        ),
        "account.reset" => (
            format!("A new password at {shop}"),
            format!("You asked for a new password at {shop}. The old one works until you have chosen a new one."),
            "Choose a new password",
            HOUR,
            NOT_YOU.to_string(),
        ),
        "account.email" => (
            format!("Your new address at {shop}"),
            format!("You want to use this address at {shop} from now on. Open the link where you are signed in."),
            "Use this address",
            HOUR,
            NOT_YOU.to_string(),
        ),
        "account.email_taken" => (
            format!("Your address at {shop}"),
            format!(
                "Somebody, you we hope, wanted to use this address for an account at {shop}. It has one already. This link signs you in there."
            ),
            "Sign in",
            QUARTER,
            NOT_YOU.to_string(),
        ),
        "account.email_changed" => (
            format!("Your address at {shop} has changed"),
            format!("Your account at {shop} has another address from now on. This one opens it no more."),
            "",
            "",
            "If it was not you, answer this mail at once.".into(),
        ),
        "account.password_changed" => (
            format!("Your password at {shop} has changed"),
            format!("Your account at {shop} has a new password, and is signed out everywhere else."),
            "",
            "",
            format!("If it was not you: {public_url}/sign-in/forgotten sets another one. Or answer this mail."),
        ),
        "staff.invited" => (
            format!("Come and work at {shop}"),
            format!("You are invited to the staff of {shop}. The link asks for your name and a password of your own."),
            "Accept",
            "The link works once, within a week.",
            "If you do not know what this is about, nothing has to be done.".into(),
        ),
        other => anyhow::bail!("there is no mail of the kind {other}"),
    };
    fill("account", facts, lang, subject, context! { opening, button, lasts, closing, link })
}
