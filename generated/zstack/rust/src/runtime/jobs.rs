//! Calls that are accepted at once and done later.

use std::fmt;
use std::time::Duration;

use percent_encoding::percent_decode_str;

use super::answers::{self, decode_error, describe, first_that_fits, status_error};
use super::deadline::Deadline;
use super::engine::{Engine, cancellable};
use super::error::{Error, StatusError};
use super::exchange::{Exchange, exchange};
use super::json;
use super::operation::{Call, LongRunning, Operation, any_of};
use super::options::CallOptions;
use super::parameters::{quote, variable};
use super::reply::{RawResponse, Reply};
use super::requests::{add_key, build, build_poll, job_path};
use super::retries::retry_after;
use super::settings::Settings;

/// A call that goes on at the server.
///
/// It can be polled, waited for, and taken up again from its id, in this process or another.
/// Dropping it changes nothing at the server.
pub struct Job<T: 'static> {
    engine: Engine,
    operation: &'static Operation<T>,
    started: Started<T>,
}

impl<T: Clone> Job<T> {
    /// Looks at the job once: the result, or `None` while it runs.
    ///
    /// # Errors
    ///
    /// The job failed or is not known (any more), or there was no answer that makes sense.
    pub async fn poll(&mut self) -> Result<Option<T>, Error> {
        if let State::Done(done) = &self.started.state {
            return Ok(Some(done.value.clone()));
        }
        let settings = &self.engine.settings;
        let deadline = Deadline::after(settings.timeout);
        let look = poll(
            &self.engine,
            settings,
            self.operation,
            &self.started,
            deadline,
        );
        let state = cancellable(settings, look).await?;
        let State::Done(done) = state else {
            return Ok(None);
        };
        let value = done.value.clone();
        self.started.state = State::Done(done);
        Ok(Some(value))
    }

    /// Waits for the job as long as the client's timeout says.
    ///
    /// # Errors
    ///
    /// The job failed or is not known (any more), the time is over and the job goes on, or there
    /// was no answer that makes sense.
    pub async fn wait(&mut self) -> Result<T, Error> {
        self.wait_with(CallOptions::new()).await
    }

    /// Waits for the job with settings of its own: timeout, poll interval, cancellation.
    ///
    /// # Errors
    ///
    /// As `wait`.
    pub async fn wait_with(&mut self, options: CallOptions) -> Result<T, Error> {
        let settings = self.engine.settings.merged(options);
        let deadline = Deadline::after(settings.timeout);
        let waiting = wait(
            &self.engine,
            &settings,
            self.operation,
            &mut self.started,
            deadline,
        );
        Ok(cancellable(&settings, waiting).await?.value)
    }
}

impl<T> Job<T> {
    pub(crate) const fn new(
        engine: Engine,
        operation: &'static Operation<T>,
        started: Started<T>,
    ) -> Self {
        Self {
            engine,
            operation,
            started,
        }
    }

    /// The id to take the job up again with.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.started.id
    }

    /// The path of the job at the server, with its query; empty for a job that was done at once.
    #[must_use]
    pub fn location(&self) -> &str {
        &self.started.location
    }
}

impl<T> fmt::Debug for Job<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Job")
            .field("operation", &self.operation.id)
            .field("id", &self.started.id)
            .finish_non_exhaustive()
    }
}

/// What is known of a job. A pause is what the server asks to wait.
#[derive(Clone)]
pub(crate) enum State<T> {
    Done(Box<RawResponse<T>>),
    Pending(Option<Duration>),
}

/// A job that the server knows: its id, its path with any query, and what is known of it.
#[derive(Clone)]
pub(crate) struct Started<T> {
    id: String,
    location: String,
    state: State<T>,
}

impl<T> Started<T> {
    fn done(id: String, value: T, reply: Reply) -> Self {
        let state = State::Done(Box::new(RawResponse { value, reply }));
        Self {
            id,
            location: String::new(),
            state,
        }
    }
}

/// Submits a job and waits for its result.
pub(crate) async fn run<T>(
    engine: &Engine,
    settings: &Settings,
    call: Call<T>,
) -> Result<RawResponse<T>, Error> {
    let deadline = Deadline::after(settings.timeout);
    let operation = call.operation;
    let mut started = submit(engine, settings, call, deadline).await?;
    loop {
        match started.state {
            State::Done(done) => return Ok(*done),
            State::Pending(_) => {
                started.state = waited(engine, settings, operation, &started, deadline).await?;
            }
        }
    }
}

/// Submits a job.
pub(crate) async fn submit<T>(
    engine: &Engine,
    settings: &Settings,
    mut call: Call<T>,
    deadline: Deadline,
) -> Result<Started<T>, Error> {
    let operation = call.operation;
    let job = long_running(operation)?;
    let key = add_key(settings, &mut call);
    let request = build(settings, &call)?;
    let safe = !key.is_empty() || operation.is_idempotent();
    let done = exchange(engine, settings, operation, &request, deadline, safe).await?;
    let status = done.reply.status.as_u16();
    if any_of(job.accepted, status) {
        return accepted(settings, job, &done.reply, key);
    }
    if is_own_duplicate(operation, job, &done) {
        return first_attempt(engine, settings, operation, &done.reply, key, deadline).await;
    }
    let value = if any_of(job.done, status) {
        first_that_fits([job.result], &done.reply)?
    } else {
        answers::result(settings, operation, &done.reply)?
    };
    Ok(Started::done(key, value, done.reply))
}

/// A job that was submitted earlier. Nothing is asked of the server.
pub(crate) fn resumed<T>(
    settings: &Settings,
    operation: &Operation<T>,
    id: String,
) -> Result<Started<T>, Error> {
    let job = long_running(operation)?;
    let quoted = quote(&id);
    if matches!(quoted.as_str(), "" | "." | "..") {
        return Err(Error::Argument(format!("{id:?} is no id of a job")));
    }
    let path = match variable(job.poll_path) {
        Some((before, _, after)) => format!("{before}{quoted}{after}"),
        None => job.poll_path.to_owned(),
    };
    let location = job_path(settings, &path).unwrap_or(path);
    Ok(Started {
        id,
        location,
        state: State::Pending(Some(Duration::ZERO)),
    })
}

/// Whether a key was refused because an earlier attempt of the same call had arrived.
fn is_own_duplicate<T>(operation: &Operation<T>, job: &LongRunning<T>, done: &Exchange) -> bool {
    let duplicate = operation
        .idempotency
        .as_ref()
        .map_or(0, |idempotency| idempotency.duplicate);
    done.uncertain && job.key_is_id && done.reply.status.as_u16() == duplicate
}

/// The job of the attempt that arrived, which goes by the key; the refusal if there is none.
async fn first_attempt<T>(
    engine: &Engine,
    settings: &Settings,
    operation: &Operation<T>,
    refusal: &Reply,
    key: String,
    deadline: Deadline,
) -> Result<Started<T>, Error> {
    let mut started = resumed(settings, operation, key)?;
    match poll(engine, settings, operation, &started, deadline).await {
        Ok(state) => {
            started.state = state;
            Ok(started)
        }
        Err(Error::JobExpired(_)) => Err(Error::Status(Box::new(status_error(
            settings, operation, refusal,
        )))),
        Err(error) => Err(error),
    }
}

fn accepted<T>(
    settings: &Settings,
    job: &LongRunning<T>,
    reply: &Reply,
    key: String,
) -> Result<Started<T>, Error> {
    let location = location(job, reply)?;
    let Some(path) = job_path(settings, &location) else {
        return Err(decode_error(
            reply,
            "the location of the job is no URL".to_owned(),
            None,
        ));
    };
    let state = State::Pending(retry_after(reply));
    Ok(Started {
        id: job_id(job, &path, key),
        location: path,
        state,
    })
}

fn location<T>(job: &LongRunning<T>, reply: &Reply) -> Result<String, Error> {
    let (found, failure) = if job.location.is_empty() {
        (reply.header("location").map(str::to_owned), None)
    } else {
        match json::parse(&reply.content) {
            Ok(value) => (
                value
                    .at(job.location)
                    .and_then(|found| found.as_str())
                    .map(str::to_owned),
                None,
            ),
            Err(error) => (None, Some(error)),
        }
    };
    found
        .filter(|location| !location.is_empty())
        .ok_or_else(|| {
            let place = match job.location {
                [] => "the header Location".to_owned(),
                path => path.join("."),
            };
            let message = format!(
                "the answer {} does not name the job in {place}",
                reply.reason()
            );
            decode_error(reply, message, failure)
        })
}

/// The variable part of a location; the key, or the last segment, where it looks different.
fn job_id<T>(job: &LongRunning<T>, location: &str, key: String) -> String {
    let path = location.split('?').next().unwrap_or_default();
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    if let Some((before, _, after)) = variable(job.poll_path)
        && let Some(rest) = path.strip_suffix(after)
        && let Some((front, id)) = rest.rsplit_once('/')
        && !id.is_empty()
        && format!("{front}/").ends_with(before)
    {
        return decoded(id);
    }
    if job.key_is_id && !key.is_empty() {
        return key;
    }
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Looks at a job once.
async fn poll<T>(
    engine: &Engine,
    settings: &Settings,
    operation: &Operation<T>,
    started: &Started<T>,
    deadline: Deadline,
) -> Result<State<T>, Error> {
    let job = long_running(operation)?;
    let request = build_poll(settings, operation, &started.location)?;
    let done = exchange(engine, settings, operation, &request, deadline, true).await?;
    let reply = done.reply;
    let status = reply.status.as_u16();
    if any_of(job.pending, status) {
        return Ok(State::Pending(retry_after(&reply)));
    }
    if any_of(job.done, status) {
        let value = first_that_fits([job.result], &reply)?;
        return Ok(State::Done(Box::new(RawResponse { value, reply })));
    }
    Err(no_result(settings, operation, job, &started.id, &reply))
}

fn no_result<T>(
    settings: &Settings,
    operation: &Operation<T>,
    job: &LongRunning<T>,
    id: &str,
    reply: &Reply,
) -> Error {
    let status = reply.status.as_u16();
    let prefix = format!("{}: the job {id}", operation.id);
    let job_id = Some(id.to_owned());
    if any_of(job.expired, status) {
        let said = describe(settings, reply, &[]);
        let message = format!("{prefix} is not known to the server: {said}");
        let (reply, chain) = (reply.clone(), Vec::new());
        return Error::JobExpired(Box::new(StatusError {
            reply,
            chain,
            job_id,
            message,
        }));
    }
    if any_of(job.failed, status) {
        let prefix = format!("{prefix} failed");
        let error = match &job.failure {
            Some(documented) => answers::failure(settings, &prefix, [documented], reply),
            None => answers::failure(settings, &prefix, operation.errors, reply),
        };
        return Error::JobFailed(Box::new(StatusError { job_id, ..error }));
    }
    Error::Status(Box::new(status_error(settings, operation, reply)))
}

/// Looks at a job until it is done, and keeps the result, because a server forgets jobs.
async fn wait<T: Clone>(
    engine: &Engine,
    settings: &Settings,
    operation: &Operation<T>,
    started: &mut Started<T>,
    deadline: Deadline,
) -> Result<RawResponse<T>, Error> {
    loop {
        if let State::Done(done) = &started.state {
            return Ok((**done).clone());
        }
        started.state = waited(engine, settings, operation, started, deadline).await?;
    }
}

/// Waits as long as one should, and looks at the job.
async fn waited<T>(
    engine: &Engine,
    settings: &Settings,
    operation: &Operation<T>,
    started: &Started<T>,
    deadline: Deadline,
) -> Result<State<T>, Error> {
    let job = long_running(operation)?;
    let usual = settings
        .poll_interval
        .unwrap_or_else(|| Duration::try_from_secs_f64(job.interval).unwrap_or_default());
    let pause = match started.state {
        State::Pending(Some(wanted)) => wanted,
        _ => usual,
    };
    let pause = deadline.limit(Some(pause)).unwrap_or(pause);
    tokio::time::sleep(pause).await;
    poll(engine, settings, operation, started, deadline)
        .await
        .map_err(|error| match error {
            Error::Deadline(mut late) => {
                late.job_id = Some(started.id.clone());
                late.resume = job.resume;
                Error::JobDeadline(late)
            }
            error => error.of_job(&started.id),
        })
}

fn long_running<T>(operation: &Operation<T>) -> Result<&LongRunning<T>, Error> {
    let missing = || Error::Argument(format!("{} makes no job", operation.id));
    operation.long_running.as_ref().ok_or_else(missing)
}
