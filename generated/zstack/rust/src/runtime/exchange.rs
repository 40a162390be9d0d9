//! Sending a request until there is an answer worth having.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use url::Url;

use super::deadline::Deadline;
use super::engine::Engine;
use super::error::{DeadlineError, Error, TransportError, TransportFailure};
use super::operation::Operation;
use super::reply::{Reply, RequestInfo};
use super::requests::Request;
use super::retries::{backoff, is_transient, retry_after};
use super::settings::Settings;
use super::transport::Limits;

const MOST_REDIRECTS: u32 = 5;

/// The last answer, and whether an earlier attempt may have arrived too.
pub struct Exchange {
    pub reply: Reply,
    pub uncertain: bool,
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
    loop {
        let outcome = one_attempt(engine, settings, request, deadline).await;
        let (again, wanted, sent) = match &outcome {
            Ok(reply) if !is_transient(operation, reply) => {
                return Ok(Exchange {
                    reply: reply.clone(),
                    uncertain,
                });
            }
            Ok(reply) => (safe, retry_after(reply), true),
            Err(Error::Transport(error)) => {
                let sent = !error.failure.is_before_sending();
                (safe || !sent, None, sent)
            }
            Err(_) => (false, None, true),
        };
        let pause = wanted.unwrap_or_else(|| backoff(attempt, (settings.jitter)()));
        if !again || attempt >= settings.retries || !deadline.allows(pause) {
            return outcome.map(|reply| Exchange { reply, uncertain });
        }
        uncertain = uncertain || sent;
        attempt += 1;
        log_repeat(&request.info, &outcome, attempt, pause);
        tokio::time::sleep(pause).await;
    }
}

/// One attempt, which follows redirects to the same host.
async fn one_attempt(
    engine: &Engine,
    settings: &Settings,
    request: &Request,
    deadline: Deadline,
) -> Result<Reply, Error> {
    let mut request = request.clone();
    let mut hops = 0;
    loop {
        if deadline.passed() {
            return Err(too_late(&request.info));
        }
        let reply = send(engine, settings, &request, deadline).await?;
        match redirected(&request, &reply) {
            Some(moved) if hops < MOST_REDIRECTS => request = moved,
            _ => return Ok(reply),
        }
        hops += 1;
    }
}

async fn send(
    engine: &Engine,
    settings: &Settings,
    request: &Request,
    deadline: Deadline,
) -> Result<Reply, Error> {
    let info = &request.info;
    tracing::debug!(operation = info.operation, method = %info.method, url = %info.url, "request");
    let mut message = http::Request::builder()
        .method(&request.method)
        .uri(request.url.as_str());
    if let Some(headers) = message.headers_mut() {
        headers.clone_from(&request.headers);
    }
    let message = message
        .body(request.content.clone().unwrap_or_default())
        .map_err(|_| {
            Error::Configuration(format!("{}: no request can go to this URL", info.operation))
        })?;
    let limits = Limits::new(
        deadline.limit(settings.connect_timeout),
        deadline.limit(settings.read_timeout),
    );
    let sent = engine.transport.send(message, limits);
    let outcome = match deadline.remaining() {
        Some(remaining) => tokio::time::timeout(remaining, sent)
            .await
            .map_err(|_| too_late(info))?,
        None => sent.await,
    };
    let answer = outcome.map_err(|failure| {
        if deadline.passed() {
            return too_late(info);
        }
        lost(failure.kind, info, failure.source)
    })?;
    let (parts, content) = answer.into_parts();
    let (status, headers) = (parts.status, parts.headers);
    tracing::debug!(
        operation = info.operation,
        status = status.as_u16(),
        octets = content.len(),
        "answer"
    );
    Ok(Reply {
        status,
        headers,
        content,
        request: Arc::clone(info),
    })
}

fn lost(
    failure: TransportFailure,
    info: &Arc<RequestInfo>,
    source: Box<dyn std::error::Error + Send + Sync>,
) -> Error {
    let request = Arc::clone(info);
    Error::Transport(Box::new(TransportError {
        failure,
        request,
        job_id: None,
        source: Some(source),
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
    if !follows || request.signed_url {
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

fn log_repeat(info: &RequestInfo, outcome: &Result<Reply, Error>, attempt: u32, pause: Duration) {
    let what = match outcome {
        Ok(reply) => reply.reason(),
        Err(error) => error.to_string(),
    };
    tracing::info!(
        operation = info.operation,
        attempt = attempt + 1,
        ?pause,
        "again after: {what}"
    );
}
