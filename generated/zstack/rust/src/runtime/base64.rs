//! Octets in JSON.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Octets that JSON holds as a base64 text (RFC 4648, section 4).
///
/// Read leniently: the alphabet for URLs and missing padding are understood.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Base64(pub Bytes);

impl<T: Into<Bytes>> From<T> for Base64 {
    fn from(octets: T) -> Self {
        Self(octets.into())
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?
            .replace('+', "-")
            .replace('/', "_");
        let octets = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=').as_bytes());
        octets.map(Self::from).map_err(serde::de::Error::custom)
    }
}
