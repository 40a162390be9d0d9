//! The words in which the groups say what their calls look like.

use bytes::Bytes;

use super::json::{JsonError, from_bytes};
use super::reply::Reply;

pub use super::operation::{
    Answer, Call, ErrorAnswer, ErrorShape, Idempotency, KeyForm, LongRunning, Media, Operation,
    Statuses,
};
pub use super::parameters::Style;
pub use super::payload::Members;

/// A body of JSON.
pub fn json_body<T: serde::de::DeserializeOwned>(reply: &Reply) -> Result<T, JsonError> {
    from_bytes(&reply.content)
}

/// A body of text.
#[allow(clippy::unnecessary_wraps, reason = "all readers have one type")]
pub fn text_body(reply: &Reply) -> Result<String, JsonError> {
    Ok(reply.text())
}

/// A body of octets.
#[allow(clippy::unnecessary_wraps, reason = "all readers have one type")]
pub fn octets_body(reply: &Reply) -> Result<Bytes, JsonError> {
    Ok(reply.content.clone())
}

/// No body, or one that nobody described.
#[allow(clippy::unnecessary_wraps, reason = "all readers have one type")]
pub const fn no_body(_: &Reply) -> Result<(), JsonError> {
    Ok(())
}

/// The elements of a list, each as the type that the list has.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}
