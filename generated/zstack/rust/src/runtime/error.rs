//! What can go wrong in a call.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;
use serde::de::DeserializeOwned;

use super::json::{self, JsonError, Value};
use super::reply::{Reply, RequestInfo};

/// What can go wrong. No error shows a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The client was not told something that the call needs: a base URL, or a credential.
    #[error("{0}")]
    Configuration(String),
    /// An argument that cannot be sent.
    #[error("{0}")]
    Argument(String),
    /// No answer, or only a part of one.
    #[error(transparent)]
    Transport(Box<TransportError>),
    /// The call, with all its retries, took more than its time.
    #[error(transparent)]
    Deadline(Box<DeadlineError>),
    /// The caller cancelled the call. A request that was sent is not taken back.
    #[error("the call was cancelled")]
    Cancelled,
    /// The status of the answer says that the call failed.
    #[error(transparent)]
    Status(Box<StatusError>),
    /// The answer is not what the API documents: content type, JSON, or shape.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// A job ended and failed.
    #[error(transparent)]
    JobFailed(Box<StatusError>),
    /// The server does not know a job, or not any more.
    #[error(transparent)]
    JobExpired(Box<StatusError>),
    /// The time is over. The job still runs at the server, and can be taken up again.
    #[error(transparent)]
    JobDeadline(Box<DeadlineError>),
}

/// A JSON text that a program itself wrote and that does not fit.
impl From<JsonError> for Error {
    fn from(error: JsonError) -> Self {
        Self::Argument(error.to_string())
    }
}

impl Error {
    /// The answer that is the error, where there was one.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Status(error) | Self::JobFailed(error) | Self::JobExpired(error) => {
                Some(&error.reply)
            }
            Self::Decode(error) => Some(&error.reply),
            _ => None,
        }
    }

    /// The status code of the answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.reply().map(|reply| reply.status)
    }

    /// What the API itself says of the error and its causes, outermost first.
    #[must_use]
    pub fn chain(&self) -> &[ErrorDetail] {
        match self {
            Self::Status(error) | Self::JobFailed(error) | Self::JobExpired(error) => &error.chain,
            _ => &[],
        }
    }

    /// The API's own error code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.chain().first()?.code.as_deref()
    }

    /// The id of the job that has no result, to take it up again with.
    ///
    /// Errors of a poll have it too: the job may still run.
    #[must_use]
    pub fn job_id(&self) -> Option<&str> {
        match self {
            Self::Status(error) | Self::JobFailed(error) | Self::JobExpired(error) => {
                error.job_id.as_deref()
            }
            Self::Decode(error) => error.job_id.as_deref(),
            Self::Transport(error) => error.job_id.as_deref(),
            Self::Deadline(error) | Self::JobDeadline(error) => error.job_id.as_deref(),
            Self::Configuration(_) | Self::Argument(_) | Self::Cancelled => None,
        }
    }

    /// The request that went wrong, where there was one.
    #[must_use]
    pub fn request(&self) -> Option<&RequestInfo> {
        match self {
            Self::Transport(error) => Some(&error.request),
            Self::Deadline(error) | Self::JobDeadline(error) => Some(&error.request),
            _ => self.reply().map(|reply| &*reply.request),
        }
    }

    /// The error of a poll, with the job that may still run.
    pub(crate) fn of_job(mut self, id: &str) -> Self {
        let job = Some(id.to_owned());
        match &mut self {
            Self::Status(error) | Self::JobFailed(error) | Self::JobExpired(error) => {
                error.job_id = job;
            }
            Self::Decode(error) => error.job_id = job,
            Self::Transport(error) => error.job_id = job,
            Self::Deadline(error) | Self::JobDeadline(error) => error.job_id = job,
            Self::Configuration(_) | Self::Argument(_) | Self::Cancelled => {}
        }
        self
    }
}

/// What the API itself says of one error, or of one error that caused another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The error code.
    pub code: Option<String>,
    /// The short description.
    pub message: Option<String>,
    /// The long description.
    pub details: Option<String>,
}

impl fmt::Display for ErrorDetail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.code, &self.message, &self.details];
        let said: Vec<&str> = parts
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        formatter.write_str(&said.join(": "))
    }
}

/// How a request got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportFailure {
    /// No connection was made: name, route, port, TLS or proxy. The request was not sent.
    Connect,
    /// No connection was made in time. The request was not sent.
    ConnectTimeout,
    /// The connection broke, or the answer was cut off. The request may have arrived.
    ConnectionLost,
    /// The server was silent for too long. The request may have arrived.
    ReadTimeout,
}

impl TransportFailure {
    /// Whether the request was not sent.
    #[must_use]
    pub const fn is_before_sending(self) -> bool {
        matches!(self, Self::Connect | Self::ConnectTimeout)
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Connect => "no connection",
            Self::ConnectTimeout => "no connection in time",
            Self::ConnectionLost => "the connection broke, or the answer was cut off",
            Self::ReadTimeout => "the server was silent for too long",
        }
    }
}

/// There is no answer, or only a part of one.
#[derive(Debug)]
#[non_exhaustive]
pub struct TransportError {
    /// How it failed.
    pub failure: TransportFailure,
    /// What was asked.
    pub request: Arc<RequestInfo>,
    /// The job that may still run, where a poll failed.
    pub job_id: Option<String>,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {}",
            self.request.operation,
            self.failure.text()
        )?;
        write_job(formatter, self.job_id.as_deref())
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The time is over.
#[derive(Debug)]
#[non_exhaustive]
pub struct DeadlineError {
    /// What was asked.
    pub request: Arc<RequestInfo>,
    /// The job that still runs, where there is one.
    pub job_id: Option<String>,
    /// The method that takes the job up again.
    pub(crate) resume: &'static str,
}

impl fmt::Display for DeadlineError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the time for the call is over",
            self.request.operation
        )?;
        match &self.job_id {
            Some(id) if !self.resume.is_empty() => {
                write!(
                    formatter,
                    ", and the job {id} still runs; {} takes it up again",
                    self.resume
                )
            }
            _ => Ok(()),
        }
    }
}

impl StdError for DeadlineError {}

/// The status of the answer says that the call failed.
#[non_exhaustive]
pub struct StatusError {
    /// The answer as it came.
    pub reply: Reply,
    /// The error and its causes, outermost first; empty where the body has none.
    pub chain: Vec<ErrorDetail>,
    /// The job that failed, has expired, or may still run.
    pub job_id: Option<String>,
    pub(crate) message: String,
}

impl StatusError {
    /// The API's own error code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.chain.first()?.code.as_deref()
    }

    /// The API's own short description.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.chain.first()?.message.as_deref()
    }

    /// The API's own long description.
    #[must_use]
    pub fn details(&self) -> Option<&str> {
        self.chain.first()?.details.as_deref()
    }

    /// What led to the error, the root cause last.
    #[must_use]
    pub fn causes(&self) -> &[ErrorDetail] {
        self.chain.get(1..).unwrap_or_default()
    }

    /// The body as a documented model, or as any other type.
    ///
    /// # Errors
    ///
    /// The body is no JSON, or does not fit.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, JsonError> {
        json::from_bytes(&self.reply.content)
    }

    /// The body as JSON, `None` where it is none.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        json::parse(&self.reply.content).ok()
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

/// A server may repeat what it was sent: only the message, in which secrets are masked, is shown.
impl fmt::Debug for StatusError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("StatusError")
            .field("message", &self.message)
            .field("reply", &self.reply)
            .field("job_id", &self.job_id)
            .finish_non_exhaustive()
    }
}

impl StdError for StatusError {}

/// The answer is not what the API documents.
#[derive(Debug)]
#[non_exhaustive]
pub struct DecodeError {
    /// The answer as it came.
    pub reply: Reply,
    /// The job that may still run, where a poll failed.
    pub job_id: Option<String>,
    pub(crate) message: String,
    pub(crate) source: Option<JsonError>,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {}",
            self.reply.request.operation, self.message
        )?;
        write_job(formatter, self.job_id.as_deref())
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

fn write_job(formatter: &mut fmt::Formatter<'_>, job: Option<&str>) -> fmt::Result {
    match job {
        Some(id) => write!(formatter, " (the job {id} may still run)"),
        None => Ok(()),
    }
}
