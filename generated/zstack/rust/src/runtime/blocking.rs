//! The same calls for threads that may block.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

use super::engine::Engine;
use super::error::Error;
use super::jobs;
use super::operation::{Call, Operation};
use super::options::CallOptions;
use super::reply::RawResponse;

/// An engine, and the runtime that its futures run on. Clones share both.
#[derive(Clone)]
pub struct BlockingEngine {
    engine: Engine,
    runtime: Arc<Background>,
}

/// A runtime that may be dropped anywhere, in asynchronous code too.
struct Background(Option<Runtime>);

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl BlockingEngine {
    pub fn new(engine: Engine) -> Result<Self, Error> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        let runtime = runtime.map_err(|error| {
            Error::Configuration(format!("no thread can be started for the client: {error}"))
        })?;
        Ok(Self {
            engine,
            runtime: Arc::new(Background(Some(runtime))),
        })
    }

    pub fn call<T>(
        &self,
        call: Result<Call<T>, Error>,
        options: CallOptions,
    ) -> Result<RawResponse<T>, Error> {
        self.run(self.engine.call(call, options))
    }

    pub fn submit<T>(
        &self,
        call: Result<Call<T>, Error>,
        options: CallOptions,
    ) -> Result<Job<T>, Error> {
        let job = self.run(self.engine.submit(call, options))?;
        Ok(Job {
            job,
            engine: self.clone(),
        })
    }

    pub fn resume<T>(
        &self,
        operation: &'static Operation<T>,
        id: impl Into<String>,
    ) -> Result<Job<T>, Error> {
        Ok(Job {
            job: self.engine.resume(operation, id)?,
            engine: self.clone(),
        })
    }

    fn run<T>(&self, flow: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        match &self.runtime.0 {
            Some(runtime) => runtime.block_on(flow),
            None => Err(Error::Cancelled),
        }
    }
}

impl fmt::Debug for BlockingEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.engine.fmt(formatter)
    }
}

/// A call that goes on at the server.
///
/// It can be polled, waited for, and taken up again from its id, in this process or another.
/// Dropping it changes nothing at the server.
pub struct Job<T: 'static> {
    job: jobs::Job<T>,
    engine: BlockingEngine,
}

impl<T: Clone> Job<T> {
    /// Looks at the job once: the result, or `None` while it runs.
    ///
    /// # Errors
    ///
    /// The job failed or is not known (any more), or there was no answer that makes sense.
    pub fn poll(&mut self) -> Result<Option<T>, Error> {
        self.engine.run(self.job.poll())
    }

    /// Waits for the job as long as the client's timeout says.
    ///
    /// # Errors
    ///
    /// The job failed or is not known (any more), the time is over and the job goes on, or there
    /// was no answer that makes sense.
    pub fn wait(&mut self) -> Result<T, Error> {
        self.engine.run(self.job.wait())
    }

    /// Waits for the job with settings of its own: timeout, poll interval, cancellation.
    ///
    /// # Errors
    ///
    /// As `wait`.
    pub fn wait_with(&mut self, options: CallOptions) -> Result<T, Error> {
        self.engine.run(self.job.wait_with(options))
    }
}

impl<T> Job<T> {
    /// The id to take the job up again with.
    #[must_use]
    pub fn id(&self) -> &str {
        self.job.id()
    }

    /// The path of the job at the server, with its query; empty for a job that was done at once.
    #[must_use]
    pub fn location(&self) -> &str {
        self.job.location()
    }
}

impl<T> fmt::Debug for Job<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.job.fmt(formatter)
    }
}
