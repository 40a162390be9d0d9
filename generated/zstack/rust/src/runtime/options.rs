//! What a caller may set for one call.

use std::fmt;
use std::time::Duration;

use super::cancellation::Cancellation;

/// Something that a caller may set, to nothing too.
#[derive(Debug, Clone, Copy, Default)]
pub enum Setting<T> {
    #[default]
    Unset,
    Set(T),
}

impl<T> Setting<T> {
    /// What was set, else something else.
    pub fn unwrap_or(self, otherwise: T) -> T {
        match self {
            Self::Unset => otherwise,
            Self::Set(value) => value,
        }
    }
}

/// Settings of one call. What is not set is as the client has it.
#[derive(Clone, Default)]
#[must_use]
pub struct CallOptions {
    pub(crate) timeout: Setting<Option<Duration>>,
    pub(crate) read_timeout: Setting<Option<Duration>>,
    pub(crate) retries: Option<u32>,
    pub(crate) poll_interval: Option<Duration>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) cancellation: Option<Cancellation>,
}

impl CallOptions {
    /// Nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The time that the whole call may take, with its retries and the waiting for a job; `None`
    /// for no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = Setting::Set(limit.into());
        self
    }

    /// The time that the server may be silent; `None` for no limit.
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.read_timeout = Setting::Set(limit.into());
        self
    }

    /// How many times a request is repeated, if it is safe to repeat.
    pub const fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// The pause between two looks at a job, unless the server asks for another.
    pub const fn poll_interval(mut self, interval: Duration) -> Self {
        self.poll_interval = Some(interval);
        self
    }

    /// A header to add to the requests of the call, or to replace.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// What ends the call from elsewhere.
    pub fn cancellation(mut self, cancellation: Cancellation) -> Self {
        self.cancellation = Some(cancellation);
        self
    }
}

/// The values of headers may be secrets; they are left out.
impl fmt::Debug for CallOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("read_timeout", &self.read_timeout)
            .field("retries", &self.retries)
            .field("poll_interval", &self.poll_interval)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}
