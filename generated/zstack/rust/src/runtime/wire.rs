//! The words in which the groups say what their calls look like.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::json::{JsonError, Map, Value, from_value, parse};
use super::reply::Reply;

pub(crate) use super::enumerations::open_enum;
pub use super::multipart::Multipart;
pub(crate) use super::operation::operation;
pub use super::operation::{
    Answer, Call, ErrorAnswer, ErrorShape, Idempotency, KeyForm, LongRunning, Media, Operation,
    Server, Statuses, error, errors, json, json_body, no_body, nothing, shaped_errors,
};
pub use super::paging::{Paging, Turn, list_of};
pub use super::parameters::Style;
pub use super::payload::{Form, Members};
pub(crate) use super::sending::{
    job_methods, octets_methods, page_methods, send_methods, stream_methods,
};
pub use super::streaming::{Framing, Items, items};
pub use super::unions::Shape;
pub(crate) use super::unions::union;

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

/// A header of an answer as a type: as text, as the JSON that it is, or as a list of such things;
/// `None` where it is not there or does not fit.
pub fn header<T: DeserializeOwned>(reply: &Reply, name: &str) -> Option<T> {
    let text = reply.header(name)?;
    let read = |text: &str| parse(text.as_bytes()).unwrap_or_else(|_| text.into());
    let parts = || text.split(',').map(str::trim);
    from_value(text.into())
        .or_else(|_| from_value(read(text)))
        .or_else(|_| from_value(parts().collect()))
        .or_else(|_| from_value(parts().map(read).collect()))
        .ok()
}

/// The members of a form as a type: names that are repeated are lists.
///
/// # Errors
///
/// They do not fit.
pub fn form_of<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonError> {
    let mut texts = Map::new();
    let mut values = Map::new();
    for (name, text) in url::form_urlencoded::parse(body) {
        let value = parse(text.as_bytes()).unwrap_or_else(|_| (*text).into());
        add(&mut texts, &name, (*text).into());
        add(&mut values, &name, value);
    }
    from_value(texts.into()).or_else(|_| from_value(values.into()))
}

fn add(members: &mut Map, name: &str, value: Value) {
    match members.get_mut(name) {
        Some(Value::Array(items)) => items.push(value),
        Some(other) => *other = Value::Array(vec![std::mem::take(other), value]),
        None => {
            members.insert(name.to_owned(), value);
        }
    }
}

/// The elements of a list, each as the type that the list has.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}
