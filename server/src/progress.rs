//! How far a long command is, on standard error: a line that is written anew on a terminal, else a line each tenth.
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(100);

/// A bar that fills.
pub struct Bar {
    what: &'static str,
    since: Instant,
    told: Option<Instant>,
    tenth: usize,
    terminal: bool,
}
impl Bar {
    pub fn new(what: &'static str) -> Bar {
        let terminal = std::io::stderr().is_terminal();
        Bar { what, since: Instant::now(), told: None, tenth: 0, terminal }
    }

    /// So many of so many are done.
    pub fn at(&mut self, done: usize, of: usize) {
        let tenth = done * 10 / of.max(1);
        let due = match self.terminal {
            true => done == of || self.told.is_none_or(|t| t.elapsed() >= EVERY),
            // What takes no time is not worth a line.
            false => tenth > self.tenth && self.since.elapsed() > Duration::from_secs(1),
        };
        if !due {
            return;
        }
        (self.told, self.tenth) = (Some(Instant::now()), tenth);
        let line = line(self.what, done, of, self.since.elapsed());
        let mut err = std::io::stderr().lock();
        // Whoever closed standard error does not want to know.
        match self.terminal {
            true => write!(err, "\r\x1b[K{} {line}", drawn(done, of)).and_then(|()| err.flush()).ok(),
            false => writeln!(err, "{line}").ok(),
        };
    }
}
impl Drop for Bar {
    /// Clears the line.
    fn drop(&mut self) {
        if self.terminal && self.told.is_some() {
            write!(std::io::stderr(), "\r\x1b[K").ok();
        }
    }
}

/// `4000 of 10000 products, 500 a second, 12 s to go`.
fn line(what: &str, done: usize, of: usize, since: Duration) -> String {
    let seconds = since.as_secs_f64().max(0.001);
    let speed = done as f64 / seconds;
    let left = of.saturating_sub(done) as f64 / speed.max(0.001);
    let ready = if done < of { format!("{left:.0} s to go") } else { format!("{seconds:.1} s") };
    format!("{done} of {of} {what}, {speed:.0} a second, {ready}")
}

fn drawn(done: usize, of: usize) -> String {
    const WIDTH: usize = 24;
    let full = (done * WIDTH / of.max(1)).min(WIDTH);
    format!("[{}{}]", "#".repeat(full), ".".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_how_fast_and_how_long() {
        let told = line("products", 4_000, 10_000, Duration::from_secs(8));
        assert_eq!(told, "4000 of 10000 products, 500 a second, 12 s to go");
        assert_eq!(line("products", 20, 20, Duration::from_secs(2)), "20 of 20 products, 10 a second, 2.0 s");
        assert_eq!(line("products", 0, 0, Duration::ZERO), "0 of 0 products, 0 a second, 0.0 s");
    }

    #[test]
    fn a_bar_is_never_wider_than_itself() {
        assert_eq!(drawn(0, 0).len(), 26);
        assert_eq!(drawn(9, 3), format!("[{}]", "#".repeat(24)));
    }
}
