//! Imports in the browser: a file is sent, its columns are told what they are, it is tried, and then taken, a turn of a job at
//! a time. What is done with its rows is `import::run`, the same as at the command line.
pub mod actions;
pub mod columns;
pub mod pages;
pub mod store;
pub mod work;

/// The most bytes of a file.
pub const MOST_BYTES: usize = 50 * 1024 * 1024;
/// How many remarks of a run are kept.
pub const MOST_REMARKS: usize = 20_000;

/// Where a run stands; the words of the table `import_state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its columns wait to be told what they are.
    Mapping,
    Trying,
    /// It was tried, and waits for somebody to say go.
    Tried,
    Running,
    Done,
    Cancelled,
    Failed,
}
impl State {
    const ALL: [(State, &'static str); 7] = [
        (State::Mapping, "mapping"),
        (State::Trying, "trying"),
        (State::Tried, "tried"),
        (State::Running, "running"),
        (State::Done, "done"),
        (State::Cancelled, "cancelled"),
        (State::Failed, "failed"),
    ];
    pub fn word(self) -> &'static str {
        State::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }
    pub fn of(word: &str) -> State {
        State::ALL.iter().find(|(_, w)| *w == word).map_or(State::Failed, |(state, _)| *state)
    }
    /// Whether a job is at work on it.
    pub fn at_work(self) -> bool {
        matches!(self, State::Trying | State::Running)
    }
    /// Whether nothing comes of it any more: the file is gone.
    pub fn over(self) -> bool {
        matches!(self, State::Done | State::Cancelled | State::Failed)
    }
    /// For a person: the words, and the badge that draws them.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            State::Mapping => ("Waits for you", "badge warn"),
            State::Trying => ("Being tried", "badge"),
            State::Tried => ("Tried, waits for you", "badge warn"),
            State::Running => ("Being imported", "badge"),
            State::Done => ("Imported", "badge ok"),
            State::Cancelled => ("Cancelled", "badge no"),
            State::Failed => ("Stopped by a fault", "badge no"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_read_as_it_is_written() {
        for (state, word) in State::ALL {
            assert_eq!((State::of(word), state.word()), (state, word));
            assert!(!(state.at_work() && state.over()));
        }
    }
}
