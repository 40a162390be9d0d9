//! How long a call may take.

use std::time::Duration;

use tokio::time::Instant;

/// A moment of a monotonic clock, `None` for never.
#[derive(Debug, Clone, Copy)]
pub struct Deadline(Option<Instant>);

impl Deadline {
    /// The moment `limit` from now.
    pub fn after(limit: Option<Duration>) -> Self {
        Self(limit.and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// The time until the moment, zero when it has passed, `None` for no limit.
    pub fn remaining(self) -> Option<Duration> {
        self.0
            .map(|moment| moment.saturating_duration_since(Instant::now()))
    }

    /// Whether the moment has come.
    pub fn passed(self) -> bool {
        self.remaining() == Some(Duration::ZERO)
    }

    /// Whether a pause would end before the moment.
    pub fn allows(self, pause: Duration) -> bool {
        self.remaining().is_none_or(|remaining| pause < remaining)
    }

    /// The shorter of `limit` and what remains.
    pub fn limit(self, limit: Option<Duration>) -> Option<Duration> {
        match (limit, self.remaining()) {
            (Some(limit), Some(remaining)) => Some(limit.min(remaining)),
            (limit, remaining) => limit.or(remaining),
        }
    }
}
