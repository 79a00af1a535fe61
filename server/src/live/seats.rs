//! How many may listen at once: each holds a connection open, and the shop needs some for everybody else.
use rustix::process::{Resource, getrlimit, setrlimit};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How many streams one network may hold on this node: an office behind one address, not a whole shop.
const OF_A_NETWORK: u32 = 500;
/// How many open files are kept for everything but streams.
const SPARED: u64 = 256;

/// The places of this node, and who has them.
pub(super) struct Seats {
    most: u64,
    taken: AtomicU64,
    networks: Mutex<HashMap<String, u32>>,
}
/// A place that is taken until this is dropped.
pub(super) struct Seat(Arc<Seats>, String);

/// Lets the program hold as many files open as the system allows it: many systems begin at 1,024.
pub fn raise_files() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum
        && let Err(cause) = setrlimit(Resource::Nofile, rustix::process::Rlimit { current: limit.maximum, ..limit })
    {
        tracing::warn!("the limit of open files stays as it is: {cause}");
    }
}

impl Seats {
    pub(super) fn new() -> Arc<Seats> {
        let files = getrlimit(Resource::Nofile).current.unwrap_or(1 << 20);
        Seats::of(files.saturating_sub(SPARED).max(files / 2))
    }
    fn of(most: u64) -> Arc<Seats> {
        Arc::new(Seats { most, taken: AtomicU64::new(0), networks: Mutex::default() })
    }
    /// A place for somebody of this network; an empty one stands for nobody in particular. None where all are taken.
    pub(super) fn take(self: &Arc<Seats>, network: &str) -> Option<Seat> {
        if !network.is_empty() {
            let mut networks = self.networks.lock().unwrap_or_else(PoisonError::into_inner);
            let mine = networks.entry(network.to_string()).or_default();
            if *mine >= OF_A_NETWORK {
                return None;
            }
            *mine += 1;
        }
        // From here on the seat gives back what it took.
        let seat = Seat(self.clone(), network.to_string());
        let before = self.taken.fetch_add(1, Ordering::Relaxed);
        metrics::gauge!("live_streams").increment(1.0);
        (before < self.most).then_some(seat)
    }
}
impl Drop for Seat {
    fn drop(&mut self) {
        let Seat(seats, network) = self;
        seats.taken.fetch_sub(1, Ordering::Relaxed);
        metrics::gauge!("live_streams").decrement(1.0);
        if network.is_empty() {
            return;
        }
        let mut networks = seats.networks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = networks.get_mut(network) {
            *mine -= 1;
            if *mine == 0 {
                networks.remove(network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_its_stream_has_ended() {
        let seats = Seats::of(2);
        let (one, two) = (seats.take(""), seats.take("192.0.2.1"));
        assert!(one.is_some() && two.is_some());
        assert!(seats.take("192.0.2.2").is_none(), "the node is full");
        drop(one);
        let three = seats.take("192.0.2.2");
        assert!(three.is_some());
        drop((two, three));
        assert!(seats.networks.lock().unwrap().is_empty());
        assert_eq!(seats.taken.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn one_network_does_not_take_every_place() {
        let seats = Seats::of(10_000);
        let held: Vec<Seat> = (0..OF_A_NETWORK).map(|_| seats.take("192.0.2.1").unwrap()).collect();
        assert!(seats.take("192.0.2.1").is_none());
        assert!(seats.take("192.0.2.2").is_some() && seats.take("").is_some());
        drop(held);
        assert!(seats.take("192.0.2.1").is_some());
    }
}
