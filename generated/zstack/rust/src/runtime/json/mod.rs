//! JSON without loss: values, reading them, and writing them in one canonical form.

mod canonical;
mod de;
mod finite;
mod number;
mod parse;
mod value;

pub use canonical::{to_bytes, to_text};
pub use number::Number;
pub use parse::parse;
pub use value::{Map, Value};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What is wrong with a JSON text, or with a value that has to become another type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct JsonError(pub(crate) String);

impl serde::de::Error for JsonError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Reads a JSON text as `T`.
///
/// # Errors
///
/// The text is no JSON, or it does not fit the type.
pub fn from_bytes<T: DeserializeOwned>(content: &[u8]) -> Result<T, JsonError> {
    from_value(parse(content)?)
}

/// Reads a JSON text as `T`.
///
/// # Errors
///
/// As `from_bytes`.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    from_bytes(text.as_bytes())
}

/// Reads a JSON value as `T`.
///
/// # Errors
///
/// The value does not fit the type.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, JsonError> {
    T::deserialize(value)
}

/// Any serializable value as a JSON value.
///
/// # Errors
///
/// The value has no JSON form: a map whose keys are no texts, or a number that is not finite.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, JsonError> {
    parse(&to_bytes(value)?)
}
