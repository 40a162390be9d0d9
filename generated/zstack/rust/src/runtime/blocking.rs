//! The same calls for threads that may block.

use std::fmt;
use std::future::Future;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use tokio::runtime::{Builder, Runtime};

use super::engine::Engine;
use super::error::Error;
use super::jobs;
use super::operation::{Call, Operation};
use super::options::CallOptions;
use super::paging::Paging;
use super::reply::{RawResponse, Reply};
use super::streaming::{self, Items};

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

    pub fn call<T>(&self, call: Call<T>, options: CallOptions) -> Result<RawResponse<T>, Error> {
        self.run(self.engine.call(call, options))
    }

    pub fn octets<T>(
        &self,
        call: Call<T>,
        options: CallOptions,
    ) -> Result<Streaming<Bytes>, Error> {
        let stream = self.run(self.engine.octets(call, options))?;
        Ok(Streaming::new(stream, self.clone()))
    }

    pub fn elements<T, I: Send + 'static>(
        &self,
        call: Call<T>,
        options: CallOptions,
        items: &Items<I>,
    ) -> Result<Streaming<I>, Error> {
        let stream = self.run(self.engine.elements(call, options, items))?;
        Ok(Streaming::new(stream, self.clone()))
    }

    pub fn pages<T: Send + Sync + 'static, I: Send + 'static>(
        &self,
        call: Call<T>,
        options: CallOptions,
        paging: &'static Paging<I>,
    ) -> Pages<I> {
        Pages {
            items: self.engine.pages(call, options, paging),
            engine: self.clone(),
        }
    }

    pub fn submit<T>(&self, call: Call<T>, options: CallOptions) -> Result<Job<T>, Error> {
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

/// The elements of an answer, as they arrive. Dropping it ends the answer.
///
/// It ends after the first error.
#[must_use = "an iterator does nothing until it is asked"]
pub struct Streaming<T> {
    stream: streaming::Streaming<T>,
    engine: BlockingEngine,
    rest: Bytes,
}

impl<T> Streaming<T> {
    const fn new(stream: streaming::Streaming<T>, engine: BlockingEngine) -> Self {
        Self {
            stream,
            engine,
            rest: Bytes::new(),
        }
    }

    /// The status and headers of the answer.
    #[must_use]
    pub const fn reply(&self) -> &Reply {
        self.stream.reply()
    }
}

impl<T> Iterator for Streaming<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { stream, engine, .. } = self;
        engine
            .run(async { stream.next().await.transpose() })
            .transpose()
    }
}

impl Read for Streaming<Bytes> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.next() {
                Some(Ok(piece)) => self.rest = piece,
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Ok(0),
            }
        }
        let length = into.len().min(self.rest.len());
        into[..length].copy_from_slice(&self.rest.split_to(length));
        Ok(length)
    }
}

impl<T> fmt::Debug for Streaming<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(formatter)
    }
}

/// The elements of all pages of a list, each page asked for when its elements are wanted.
#[must_use = "an iterator does nothing until it is asked"]
pub struct Pages<T> {
    items: BoxStream<'static, Result<T, Error>>,
    engine: BlockingEngine,
}

impl<T> Iterator for Pages<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { items, engine } = self;
        engine
            .run(async { items.next().await.transpose() })
            .transpose()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pages")
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
