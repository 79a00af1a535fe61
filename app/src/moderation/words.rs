//! Watched words: a post that has one waits for a host. They are matched as whole words, whatever their case and accents.
use crate::audit::{self, Act};
use crate::db::{Db, Reads, Result};
use crate::forum::text;
use crate::problem::Problem;
use crate::search::split;
use crate::values::Moment;
use crate::viewer::{Host, Merchant};
use sqlx::FromRow;
use unicode_segmentation::UnicodeSegmentation;

/// The most letters of a watched word, and the most of them.
pub const LONGEST: usize = 100;
const MOST: i64 = 500;

/// The words of a text in the form that is compared, one space before each and after the last. Writing that sets no spaces is
/// split as its language is.
pub fn key(text: &str) -> String {
    let mut all = String::from(" ");
    for word in split(text).iter().flat_map(|part| part.unicode_words()) {
        all.push_str(word);
        all.push(' ');
    }
    all
}
/// Whether one of these keys stands in a text, as it was written or as it is read.
pub fn stands(keys: &[String], text: &str) -> bool {
    if keys.is_empty() {
        return false;
    }
    let (written, read) = (key(text), key(&text::plain(text)));
    keys.iter().any(|k| k.trim() != "" && (written.contains(k) || read.contains(k)))
}

/// A watched word as it was typed.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Watched {
    pub id: i64,
    pub word: String,
}

/// The keys of all.
pub async fn keys(mut from: impl Reads) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = from.query("select word_key from watched_word").all().await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
/// All of them, for whoever keeps the list.
pub async fn all(db: &Db, _: &Merchant) -> Result<Vec<Watched>> {
    db.query("select id, word from watched_word order by word_key, id").all().await
}
/// Which of them stand in a text, so that a host sees why it waits.
pub async fn found(db: &Db, _: &Host) -> Result<Vec<(String, String)>> {
    db.query("select word, word_key from watched_word order by word_key").all().await
}

/// Watches these words, one a line; how many are new.
pub async fn add(db: &Db, by: &Merchant, lines: &str, from: &str, now: Moment) -> std::result::Result<usize, Problem> {
    let wrong = |words: String| Problem::Fields(vec![("words", words)]);
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.is_empty() {
        return Err(wrong("Write a word, or several on a line each.".into()));
    }
    for line in &lines {
        if line.chars().count() > LONGEST {
            return Err(wrong(format!("At most {LONGEST} letters in a line.")));
        }
        if key(line).trim().is_empty() {
            return Err(wrong(format!("‘{line}’ has no letter and no number in it.")));
        }
    }
    let mut tx = db.begin().await?;
    let mut new = vec![];
    for line in lines {
        let added = tx
            .query(
                "insert into watched_word (word, word_key, added_at) values ($1, $2, $3) on conflict (word_key) do nothing",
            )
            .bind(line.to_string())
            .bind(key(line))
            .bind(now)
            .run()
            .await?;
        if added == 1 {
            new.push(line);
        }
    }
    let (there,): (i64,) = tx.query("select count(*) from watched_word").one().await?;
    if there > MOST {
        return Err(wrong(format!("At most {MOST} words are watched. Take some away first.")));
    }
    if !new.is_empty() {
        let act = Act {
            actor: by.actor(),
            act: "words.watched",
            subject: ("shop", 1),
            before: "",
            after: &new.join(", "),
            from,
        };
        audit::append(&mut tx, act, now).await?;
    }
    tx.commit().await?;
    Ok(new.len())
}

/// Watches a word no more. False where it is gone already.
pub async fn forget(db: &Db, by: &Merchant, word: i64, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let gone: Option<(String,)> =
        tx.query("delete from watched_word where id = $1 returning word").bind(word).maybe().await?;
    let Some((word,)) = gone else { return Ok(false) };
    let act = Act { actor: by.actor(), act: "words.unwatched", subject: ("shop", 1), before: &word, after: "", from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| key(w)).collect()
    }

    #[test]
    fn whole_words_and_phrases_are_found_whatever_their_case_and_accents() {
        let watched = watch(&["Casino", "free money", "señal"]);
        for text in ["Come to my CASINO!", "casino", "It is FREE, money for all", "una SENAL", "see casino.example"] {
            assert!(stands(&watched, text), "{text}");
        }
        for text in ["occasionally", "casinos are another word", "money, free of charge", "free of money", ""] {
            assert!(!stands(&watched, text), "{text}");
        }
        assert!(!stands(&[], "casino"));
    }

    #[test]
    fn writing_without_spaces_is_searched_too() {
        assert!(stands(&watch(&["赌场"]), "欢迎来到赌场看看"));
        assert!(!stands(&watch(&["赌场"]), "欢迎来到商店"));
    }

    #[test]
    fn what_has_no_letters_matches_nothing() {
        assert_eq!(key("$$$").trim(), "");
        assert!(!stands(&watch(&["$$$"]), "it costs $$$"));
    }
}
