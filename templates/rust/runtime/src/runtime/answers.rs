//! Answers to values, or to the error that says what is wrong with them.

use super::error::{DecodeError, Error, ErrorDetail, StatusError};
use super::json::{self, JsonError, Value};
use super::operation::{Answer, ErrorAnswer, ErrorShape, Operation};
use super::reply::Reply;
use super::secret::scrub;
use super::settings::Settings;

const LONGEST_TEXT: usize = 500;

/// The value of an answer.
///
/// # Errors
///
/// The answer means failure, or it means success and is not what the API documents.
pub fn result<T>(settings: &Settings, operation: &Operation<T>, reply: &Reply) -> Result<T, Error> {
    let status = reply.status.as_u16();
    let fitting = || {
        operation
            .answers
            .iter()
            .filter(|answer| answer.statuses.contains(status))
    };
    let Some(width) = fitting().map(|answer| answer.statuses.width()).min() else {
        if reply.status.is_success() {
            let message = format!("the API documents no answer {}", reply.reason());
            return Err(decode_error(reply, message, None));
        }
        return Err(Error::Status(Box::new(status_error(
            settings, operation, reply,
        ))));
    };
    let narrowest: Vec<&Answer<T>> = fitting()
        .filter(|answer| answer.statuses.width() == width)
        .collect();
    let media_type = reply.media_type();
    let accepting: Vec<&Answer<T>> = narrowest
        .iter()
        .copied()
        .filter(|answer| answer.media.accepts(&media_type))
        .collect();
    let candidates = if accepting.is_empty() {
        narrowest
    } else {
        accepting
    };
    first_that_fits(candidates.into_iter().map(|answer| answer.read), reply)
}

/// The body of an answer, read by the first of the readers that it fits.
///
/// # Errors
///
/// It fits none.
pub fn first_that_fits<T>(
    readers: impl IntoIterator<Item = fn(&Reply) -> Result<T, JsonError>>,
    reply: &Reply,
) -> Result<T, Error> {
    let mut failure = None;
    for read in readers {
        match read(reply) {
            Ok(value) => return Ok(value),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    let message = format!("the body of the answer {} does not fit", reply.reason());
    Err(decode_error(reply, message, failure))
}

/// The error for an answer that is not what the API documents.
pub fn decode_error(reply: &Reply, message: String, source: Option<JsonError>) -> Error {
    let reply = reply.clone();
    Error::Decode(Box::new(DecodeError {
        reply,
        job_id: None,
        message,
        source,
    }))
}

/// The error for an answer that means failure.
pub fn status_error<T>(
    settings: &Settings,
    operation: &Operation<T>,
    reply: &Reply,
) -> StatusError {
    failure(settings, operation.id, operation.errors, reply)
}

/// The error for an answer that means failure, with the causes that `documented` shapes find in it.
pub fn failure<'e>(
    settings: &Settings,
    prefix: &str,
    documented: impl IntoIterator<Item = &'e ErrorAnswer>,
    reply: &Reply,
) -> StatusError {
    let chain = error_body(documented, reply);
    let message = format!("{prefix}: {}", describe(settings, reply, &chain));
    StatusError {
        reply: reply.clone(),
        chain,
        job_id: None,
        message,
    }
}

/// The error in the body of a failure and its causes, if it fits what the API documents.
fn error_body<'e>(
    documented: impl IntoIterator<Item = &'e ErrorAnswer>,
    reply: &Reply,
) -> Vec<ErrorDetail> {
    let Ok(value) = json::parse(&reply.content) else {
        return Vec::new();
    };
    let status = reply.status.as_u16();
    documented
        .into_iter()
        .filter(|answer| answer.statuses.contains(status))
        .min_by_key(|answer| answer.statuses.width())
        .and_then(|answer| answer.shape)
        .map(|shape| error_chain(&value, shape))
        .unwrap_or_default()
}

/// Whether a failure comes from the API itself and not from something in front of it.
///
/// It does when it is JSON, whatever its content type, and has the documented error in it, or fits
/// the documented type where the API does not say which part is the error.
pub fn is_own_error<T>(operation: &Operation<T>, reply: &Reply) -> bool {
    let Ok(value) = json::parse(&reply.content) else {
        return false;
    };
    let of_jobs = operation
        .long_running
        .as_ref()
        .and_then(|job| job.failure.as_ref());
    operation
        .errors
        .iter()
        .chain(of_jobs)
        .filter(|answer| answer.statuses.contains(reply.status.as_u16()))
        .any(|answer| match answer.shape {
            Some(shape) => !error_chain(&value, shape).is_empty(),
            None => (answer.fits)(value.clone()),
        })
}

/// A failure in one line: the status, and what the API says of it.
pub fn describe(settings: &Settings, reply: &Reply, chain: &[ErrorDetail]) -> String {
    let mut said = chain
        .first()
        .map_or_else(|| reply.text().trim().to_owned(), ToString::to_string);
    if let Some((end, _)) = said.char_indices().nth(LONGEST_TEXT) {
        said.truncate(end);
        said += "...";
    }
    let separator = if said.is_empty() { "" } else { ": " };
    let root = match chain {
        [_, .., root] => format!(" (root cause: {root})"),
        _ => String::new(),
    };
    scrub(
        format!("{}{separator}{said}{root}", reply.reason()),
        &settings.secrets(),
    )
}

/// The error in a body and its causes, outermost first; none where the body has no error.
fn error_chain(body: &Value, shape: &ErrorShape) -> Vec<ErrorDetail> {
    let mut chain = Vec::new();
    let mut error = body.at(shape.error);
    while let Some(found @ Value::Object(_)) = error {
        chain.push(ErrorDetail {
            code: text(found, shape.code),
            message: text(found, shape.message),
            details: text(found, shape.details),
        });
        error = if shape.cause.is_empty() {
            None
        } else {
            found.at(shape.cause)
        };
    }
    chain
}

fn text(error: &Value, path: &[&str]) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    match error.at(path)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
