//! Giving up a call from elsewhere.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::watch;

/// Ends calls that were given it, from any thread.
///
/// Calls stop waiting; a request that is under way is not taken back, and the server goes on with
/// what it has begun. Asynchronous calls can be cancelled by dropping their future as well.
#[derive(Debug, Clone)]
pub struct Cancellation(Arc<watch::Sender<bool>>);

impl Cancellation {
    /// One that was not set yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Ends the calls.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was set.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }

    /// The result of `future`, `None` if it was cancelled first.
    pub(crate) async fn unless_cancelled<F: Future>(&self, future: F) -> Option<F::Output> {
        let mut receiver = self.0.subscribe();
        let mut cancelled = pin!(async move { receiver.wait_for(|set| *set).await.is_ok() });
        let mut future = pin!(future);
        std::future::poll_fn(|context| {
            if cancelled.as_mut().poll(context) == Poll::Ready(true) {
                return Poll::Ready(None);
            }
            future.as_mut().poll(context).map(Some)
        })
        .await
    }
}

impl Default for Cancellation {
    fn default() -> Self {
        Self::new()
    }
}
