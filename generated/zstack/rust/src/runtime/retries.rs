//! When a request is sent again, and after how long.
//!
//! | what happened | sent again |
//! |---|---|
//! | no connection was made | always: nothing was sent |
//! | the connection broke, or the answer was cut off | if the request is safe to repeat |
//! | the server was silent for the read timeout | if the request is safe to repeat |
//! | 408, 429, 502, 504 | if the request is safe to repeat |
//! | 503 without an error body of the API's own | if the request is safe to repeat |
//! | anything else | never |
//!
//! Safe are the idempotent methods (RFC 9110, section 9.2.2), and every call with an idempotency
//! key. The pause is what Retry-After says, else random between 0 and 0.5, 1, 2, 4, 8, 8, ...
//! seconds.

use std::time::{Duration, SystemTime};

use super::answers::is_own_error;
use super::operation::Operation;
use super::reply::Reply;

const FIRST_PAUSE: f64 = 0.5;
const LONGEST_PAUSE: f64 = 8.0;

/// Whether another attempt may fare better than this answer.
pub fn is_transient<T>(operation: &Operation<T>, reply: &Reply) -> bool {
    match reply.status.as_u16() {
        408 | 429 | 502 | 504 => true,
        503 => !is_own_error(operation, reply),
        _ => false,
    }
}

/// The pause after the failed attempt `attempt`, counted from 0.
pub fn backoff(attempt: u32, jitter: f64) -> Duration {
    let longest = LONGEST_PAUSE.min(FIRST_PAUSE * 2_f64.powi(i32::try_from(attempt).unwrap_or(16)));
    Duration::try_from_secs_f64(longest * jitter).unwrap_or_default()
}

/// What the server asks to wait (RFC 9110, section 10.2.3), `None` where it does not.
///
/// A date counts from the answer's own Date, so that the clocks of server and client need not
/// agree.
pub fn retry_after(reply: &Reply) -> Option<Duration> {
    let value = reply.header("retry-after")?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let wanted = httpdate::parse_http_date(value).ok()?;
    let now = reply
        .header("date")
        .and_then(|date| httpdate::parse_http_date(date).ok());
    Some(
        wanted
            .duration_since(now.unwrap_or_else(SystemTime::now))
            .unwrap_or_default(),
    )
}
