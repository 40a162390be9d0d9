//! Files and other octets that a caller sends.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::body::Octets;
use super::transport::Failure;

const PIECE: usize = 64 * 1024;

/// Octets to be sent: bytes, or a stream that is read while it is sent.
///
/// Bytes, texts and vectors become one by `into()`. In a form of several parts it may have a file
/// name and a media type. A call with a stream is not repeated, since its octets are gone.
#[derive(Clone)]
pub struct Upload {
    pub(crate) octets: Octets,
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Upload {
    /// Octets that are there.
    pub fn new(octets: impl Into<Bytes>) -> Self {
        Self::of(Octets::Whole(octets.into()))
    }

    /// Octets that come piece by piece. Clones share the stream, and only one of them is sent.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let pieces = stream.map(|piece| piece.map_err(|error| Failure::lost(error)));
        Self::of(Octets::once(pieces))
    }

    /// What a reader has, such as a file. It is read while the request is sent, in a thread that
    /// may block: with slow readers give a stream instead.
    pub fn reader(mut reader: impl Read + Send + 'static) -> Self {
        let pieces = std::iter::from_fn(move || {
            let mut piece = vec![0; PIECE];
            match reader.read(&mut piece) {
                Ok(0) => None,
                Ok(length) => {
                    piece.truncate(length);
                    Some(Ok(Bytes::from(piece)))
                }
                Err(error) => Some(Err(error)),
            }
        });
        Self::stream(futures_util::stream::iter(pieces))
    }

    /// The name of the file, for forms of several parts.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The media type, for forms of several parts, and for bodies whose media type is the caller's.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// A header of the part, for forms of several parts.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    const fn of(octets: Octets) -> Self {
        Self {
            octets,
            file_name: None,
            media_type: None,
            headers: Vec::new(),
        }
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(octets: T) -> Self {
        Self::new(octets)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Upload")
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

/// Streams are equal where they are one.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.octets, &other.octets) {
            (Octets::Whole(one), Octets::Whole(two)) => one == two,
            (Octets::Once(one), Octets::Once(two)) => Arc::ptr_eq(one, two),
            _ => false,
        };
        same && self.file_name == other.file_name && self.media_type == other.media_type
    }
}

/// As text, where a form has one part only and a file is nothing else.
impl Serialize for Upload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let refused = || serde::ser::Error::custom("octets that are no text cannot be sent here");
        match &self.octets {
            Octets::Whole(octets) => {
                serializer.serialize_str(std::str::from_utf8(octets).map_err(|_| refused())?)
            }
            Octets::Once(_) => Err(refused()),
        }
    }
}

impl<'de> Deserialize<'de> for Upload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// A member that holds uploads: one, none, or several.
pub trait Uploads {
    /// The uploads, in their order.
    fn each(&self) -> Vec<&Upload>;
}

impl Uploads for Upload {
    fn each(&self) -> Vec<&Upload> {
        vec![self]
    }
}

impl<T: Uploads> Uploads for Option<T> {
    fn each(&self) -> Vec<&Upload> {
        self.iter().flat_map(Uploads::each).collect()
    }
}

impl<T: Uploads> Uploads for super::nullable::Nullable<T> {
    fn each(&self) -> Vec<&Upload> {
        self.as_ref().into_iter().flat_map(Uploads::each).collect()
    }
}

impl<T: Uploads> Uploads for Vec<T> {
    fn each(&self) -> Vec<&Upload> {
        self.iter().flat_map(Uploads::each).collect()
    }
}
