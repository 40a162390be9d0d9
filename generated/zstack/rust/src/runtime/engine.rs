//! Runs calls for a client.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;

use super::answers::{result, status_error};
use super::body::Body;
use super::deadline::Deadline;
use super::error::Error;
use super::exchange::exchange;
use super::jobs::{self, Job};
use super::operation::{Call, Operation};
use super::options::CallOptions;
use super::paging::{self, Paging};
use super::reply::{RawResponse, Reply};
use super::requests::{add_key, build};
use super::settings::Settings;
use super::streaming::{self, Items, Streaming};
use super::transport::Transport;

/// A client's settings and its transport. Clones share both.
#[derive(Clone)]
pub struct Engine {
    pub settings: Arc<Settings>,
    pub transport: Arc<dyn Transport>,
}

impl Engine {
    pub fn new(settings: Settings, transport: Arc<dyn Transport>) -> Self {
        Self {
            settings: Arc::new(settings),
            transport,
        }
    }

    /// Makes a call, and waits for its job where it makes one.
    pub async fn call<T>(
        &self,
        call: Call<T>,
        options: CallOptions,
    ) -> Result<RawResponse<T>, Error> {
        let settings = self.settings.merged(options);
        let call = call.ready(settings.boundary)?;
        cancellable(&settings, async {
            if call.operation.long_running.is_some() {
                return jobs::run(self, &settings, call).await;
            }
            self.answered_at_once(&settings, call).await
        })
        .await
    }

    /// Makes a call whose answer is read while it arrives.
    pub async fn octets<T>(
        &self,
        call: Call<T>,
        options: CallOptions,
    ) -> Result<Streaming<Bytes>, Error> {
        let settings = Arc::new(self.settings.merged(options));
        let (reply, body) = self.opened(&settings, call).await?;
        let octets = streaming::octets(settings, &reply, body);
        Ok(Streaming::new(octets, reply))
    }

    /// Makes a call whose answer arrives element by element.
    pub async fn elements<T, I: Send + 'static>(
        &self,
        mut call: Call<T>,
        options: CallOptions,
        items: &Items<I>,
    ) -> Result<Streaming<I>, Error> {
        let settings = Arc::new(self.settings.merged(options));
        call.accept = Some(items.accept);
        let (reply, body) = self.opened(&settings, call).await?;
        let octets = streaming::octets(settings, &reply, body);
        Ok(Streaming::new(
            streaming::elements(octets, &reply, items),
            reply,
        ))
    }

    /// The elements of all pages of a list. Nothing is sent before the first is wanted.
    pub fn pages<T: Send + Sync + 'static, I: Send + 'static>(
        &self,
        call: Call<T>,
        options: CallOptions,
        paging: &'static Paging<I>,
    ) -> BoxStream<'static, Result<I, Error>> {
        let settings = self.settings.merged(options);
        let call = call.ready(settings.boundary);
        paging::walk(self.with(settings), call, paging)
    }

    async fn opened<T>(&self, settings: &Settings, call: Call<T>) -> Result<(Reply, Body), Error> {
        let mut call = call.ready(settings.boundary)?;
        cancellable(settings, async {
            let deadline = Deadline::after(settings.timeout);
            let key = add_key(settings, &mut call);
            let mut request = build(settings, &call)?;
            request.streams = true;
            let safe = !key.is_empty() || call.operation.is_idempotent();
            let done = exchange(self, settings, call.operation, &request, deadline, safe).await?;
            match done.body {
                Some(body) => Ok((done.reply, body)),
                None => Err(Error::Status(Box::new(status_error(
                    settings,
                    call.operation,
                    &done.reply,
                )))),
            }
        })
        .await
    }

    /// Submits a job.
    pub async fn submit<T>(&self, call: Call<T>, options: CallOptions) -> Result<Job<T>, Error> {
        let settings = self.settings.merged(options);
        let call = call.ready(settings.boundary)?;
        let operation = call.operation;
        let deadline = Deadline::after(settings.timeout);
        let started = cancellable(&settings, jobs::submit(self, &settings, call, deadline)).await?;
        Ok(Job::new(self.with(settings), operation, started))
    }

    /// A job that was submitted earlier. Nothing is asked of the server.
    pub fn resume<T>(
        &self,
        operation: &'static Operation<T>,
        id: impl Into<String>,
    ) -> Result<Job<T>, Error> {
        let started = jobs::resumed(&self.settings, operation, id.into())?;
        Ok(Job::new(self.clone(), operation, started))
    }

    pub(crate) fn with(&self, settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
            transport: Arc::clone(&self.transport),
        }
    }

    async fn answered_at_once<T>(
        &self,
        settings: &Settings,
        mut call: Call<T>,
    ) -> Result<RawResponse<T>, Error> {
        let deadline = Deadline::after(settings.timeout);
        let key = add_key(settings, &mut call);
        let request = build(settings, &call)?;
        let safe = !key.is_empty() || call.operation.is_idempotent();
        let done = exchange(self, settings, call.operation, &request, deadline, safe).await?;
        let value = result(settings, call.operation, &done.reply)?;
        Ok(RawResponse {
            value,
            reply: done.reply,
        })
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(formatter)
    }
}

/// The result of `flow`, unless the caller cancels it first.
///
/// `flow` is put on the heap before anything is awaited: the futures of all calls are made of what
/// this gives, and are moved and held by callers, for whom they should be small.
pub(crate) fn cancellable<T>(
    settings: &Settings,
    flow: impl Future<Output = Result<T, Error>>,
) -> impl Future<Output = Result<T, Error>> {
    let flow = Box::pin(flow);
    async move {
        match &settings.cancellation {
            Some(cancellation) => cancellation
                .unless_cancelled(flow)
                .await
                .unwrap_or(Err(Error::Cancelled)),
            None => flow.await,
        }
    }
}
