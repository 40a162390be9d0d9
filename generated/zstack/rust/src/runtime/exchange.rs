//! Sending a request until there is an answer worth having.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use url::Url;

use super::body::{Body, Octets};
use super::deadline::Deadline;
use super::engine::Engine;
use super::error::{DeadlineError, Error, TransportError};
use super::operation::Operation;
use super::reply::{Reply, RequestInfo};
use super::requests::Request;
use super::retries::{backoff, is_transient, retry_after};
use super::settings::Settings;
use super::transport::{Failure, Limits};

const MOST_REDIRECTS: u32 = 5;

/// The last answer, and whether an earlier attempt may have arrived too.
///
/// `body` is what is still to come of a success, where the request asks for a stream.
pub struct Exchange {
    pub reply: Reply,
    pub body: Option<Body>,
    pub uncertain: bool,
}

/// An answer, with the rest of its body where that is a stream.
struct Opened {
    reply: Reply,
    body: Option<Body>,
}

/// Sends a request until there is an answer worth having, by the rules in `retries`.
///
/// # Errors
///
/// There was no answer and the request cannot be sent again, or the time was over.
pub async fn exchange<T>(
    engine: &Engine,
    settings: &Settings,
    operation: &Operation<T>,
    request: &Request,
    deadline: Deadline,
    safe: bool,
) -> Result<Exchange, Error> {
    let mut uncertain = false;
    let mut attempt = 0;
    let repeatable = request.content.as_ref().is_none_or(Octets::is_whole);
    let mut request = request.clone();
    request.authorize(engine, settings, deadline, false).await?;
    let mut fresh = request.token.is_none() || !repeatable;
    loop {
        let outcome = one_attempt(engine, settings, &request, deadline).await;
        if !fresh && matches!(&outcome, Ok(opened) if opened.reply.status == 401) {
            fresh = true; // the token may have been revoked: one more try with another
            request.authorize(engine, settings, deadline, true).await?;
            continue;
        }
        let (again, wanted, sent) = match &outcome {
            Ok(Opened { reply, .. }) if !is_transient(operation, reply) => {
                return outcome.map(|opened| opened.with(uncertain));
            }
            Ok(Opened { reply, .. }) => (safe, retry_after(reply), true),
            Err(Error::Transport(error)) => {
                let sent = !error.failure.is_before_sending();
                (safe || !sent, None, sent)
            }
            Err(_) => (false, None, true),
        };
        let pause = wanted.unwrap_or_else(|| backoff(attempt, (settings.jitter)()));
        let again = again && repeatable;
        if !again || attempt >= settings.retries || !deadline.allows(pause) {
            return outcome.map(|opened| opened.with(uncertain));
        }
        uncertain = uncertain || sent;
        attempt += 1;
        log_repeat(&request.info, &outcome, attempt, pause);
        tokio::time::sleep(pause).await;
    }
}

/// Sends a request once.
///
/// # Errors
///
/// There was no answer in time.
pub async fn exchange_once(
    engine: &Engine,
    settings: &Settings,
    request: &Request,
    deadline: Deadline,
) -> Result<Reply, Error> {
    Ok(send(engine, settings, request, deadline).await?.reply)
}

impl Opened {
    fn with(self, uncertain: bool) -> Exchange {
        Exchange {
            reply: self.reply,
            body: self.body,
            uncertain,
        }
    }
}

/// One attempt, which follows redirects to the same host.
async fn one_attempt(
    engine: &Engine,
    settings: &Settings,
    request: &Request,
    deadline: Deadline,
) -> Result<Opened, Error> {
    let mut request = request.clone();
    let mut hops = 0;
    loop {
        if deadline.passed() {
            return Err(too_late(&request.info));
        }
        let opened = send(engine, settings, &request, deadline).await?;
        match redirected(&request, &opened.reply) {
            Some(moved) if hops < MOST_REDIRECTS => request = moved,
            _ => return Ok(opened),
        }
        hops += 1;
    }
}

async fn send(
    engine: &Engine,
    settings: &Settings,
    request: &Request,
    deadline: Deadline,
) -> Result<Opened, Error> {
    let info = &request.info;
    tracing::debug!(operation = info.operation, method = %info.method, url = %info.url, "request");
    let mut message = http::Request::builder()
        .method(&request.method)
        .uri(request.url.as_str());
    if let Some(headers) = message.headers_mut() {
        headers.clone_from(&request.headers);
    }
    let body = request.content.as_ref().map(Octets::body);
    let message = message
        .body(body.unwrap_or_else(|| Bytes::new().into()))
        .map_err(|_| {
            Error::Configuration(format!("{}: no request can go to this URL", info.operation))
        })?;
    let limits = Limits::new(
        deadline.limit(settings.connect_timeout),
        deadline.limit(settings.read_timeout),
    );
    let answered = async {
        let (parts, body) = engine.transport.send(message, limits).await?.into_parts();
        if request.streams && parts.status.is_success() {
            return Ok((parts, Bytes::new(), Some(body)));
        }
        Ok((parts, body.collect().await?, None))
    };
    let outcome = match deadline.remaining() {
        Some(remaining) => tokio::time::timeout(remaining, answered)
            .await
            .map_err(|_| too_late(info))?,
        None => answered.await,
    };
    let (parts, content, body) = outcome.map_err(|failure| {
        if deadline.passed() {
            return too_late(info);
        }
        lost(failure, info)
    })?;
    let (status, headers) = (parts.status, parts.headers);
    tracing::debug!(
        operation = info.operation,
        status = status.as_u16(),
        octets = content.len(),
        "answer"
    );
    let request = Arc::clone(info);
    let reply = Reply {
        status,
        headers,
        content,
        request,
    };
    Ok(Opened { reply, body })
}

/// The error for an answer that does not come, or not to its end.
pub fn lost(failure: Failure, info: &Arc<RequestInfo>) -> Error {
    Error::Transport(Box::new(TransportError {
        failure: failure.kind,
        request: Arc::clone(info),
        job_id: None,
        source: Some(failure.source),
    }))
}

/// The request that a redirect asks for, `None` where it is not to be followed.
///
/// Only the same scheme, host and port get the credentials, and only requests that stay what they
/// are (RFC 9110, section 15.4): GET and HEAD, and others after 307 and 308.
fn redirected(request: &Request, reply: &Reply) -> Option<Request> {
    let follows = match reply.status.as_u16() {
        307 | 308 => true,
        301..=303 => matches!(request.method, Method::GET | Method::HEAD),
        _ => false,
    };
    let gone = request
        .content
        .as_ref()
        .is_some_and(|octets| !octets.is_whole());
    if !follows || request.signed_url || gone {
        return None;
    }
    let location = reply
        .header("location")
        .filter(|location| !location.is_empty())?;
    let mut url: Url = request.url.join(location).ok()?;
    url.set_fragment(None);
    let personal = !url.username().is_empty() || url.password().is_some();
    if personal || url.origin() != request.url.origin() {
        return None;
    }
    let info = RequestInfo {
        url: url.to_string(),
        ..(*request.info).clone()
    };
    Some(Request {
        url,
        info: Arc::new(info),
        ..request.clone()
    })
}

fn too_late(info: &Arc<RequestInfo>) -> Error {
    let request = Arc::clone(info);
    Error::Deadline(Box::new(DeadlineError {
        request,
        job_id: None,
        resume: "",
    }))
}

fn log_repeat(info: &RequestInfo, outcome: &Result<Opened, Error>, attempt: u32, pause: Duration) {
    let what = match outcome {
        Ok(opened) => opened.reply.reason(),
        Err(error) => error.to_string(),
    };
    tracing::info!(
        operation = info.operation,
        attempt = attempt + 1,
        ?pause,
        "again after: {what}"
    );
}
