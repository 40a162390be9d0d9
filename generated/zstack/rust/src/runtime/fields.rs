//! How serde reads fields that may be absent or null.

use serde::{Deserialize, Deserializer};

use super::nullable::Nullable;

/// A field that may be absent, and whose null is a value.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<Nullable<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let value = Option::<T>::deserialize(deserializer)?;
    Ok(Some(value.map_or(Nullable::Null, Nullable::Value)))
}

/// A field that may be null and not be absent.
pub fn required<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer)
}

/// A field that may be absent, and that holds any value, null too.
pub fn any<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
