//! What people looked for in vain. A page that reads writes nothing: the words wait in memory and are written once a minute.
use super::{asked, store};
use crate::db::{Db, Result};
use crate::values::Moment;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many different searches are remembered between two writings.
const MOST: usize = 1_000;

/// The searches since the last writing that found nothing, and how often each.
#[derive(Clone, Default)]
pub struct Missed(Arc<Mutex<HashMap<String, i64>>>);
impl Missed {
    /// Remembers a search; what may be an address or a number of somebody is not remembered.
    pub fn remember(&self, typed: &str) {
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        let words = asked(typed).join(" ");
        if typed.contains('@') || digits > 6 || words.is_empty() || words.len() > 80 {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST || kept.contains_key(&words) {
            *kept.entry(words).or_default() += 1;
        }
    }
    /// Writes what was remembered.
    pub async fn write(&self, db: &Db, now: Moment) -> Result<()> {
        let kept = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for (words, times) in kept {
            store::missed::add(db, words, times, now).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_personal_is_not_remembered() {
        let missed = Missed::default();
        for typed in ["Raclette", "raclette!", "anna@example.org", "0612345678", "  ", "waffle iron"] {
            missed.remember(typed);
        }
        let kept = missed.0.lock().unwrap();
        assert_eq!((kept.len(), kept["raclette"], kept["waffle iron"]), (2, 2, 1));
    }
}
