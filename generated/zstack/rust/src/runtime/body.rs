//! What requests and answers carry: octets, whole or piece by piece.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::StreamExt;

use super::transport::Failure;

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, Failure>> + Send>>;

/// The octets of a request or an answer, as a stream of pieces.
pub struct Body(Inner);

enum Inner {
    Whole(Option<Bytes>),
    Pieces(Pieces),
}

impl Body {
    /// Octets that are not all there yet.
    pub fn pieces(stream: impl Stream<Item = Result<Bytes, Failure>> + Send + 'static) -> Self {
        Self(Inner::Pieces(Box::pin(stream)))
    }

    /// The octets, `None` where they are not all there yet.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Whole(octets) => Some(octets.as_deref().unwrap_or_default()),
            Inner::Pieces(_) => None,
        }
    }

    /// The octets, or the body itself where they are not all there yet.
    pub(crate) fn into_whole(self) -> Result<Bytes, Self> {
        match self.0 {
            Inner::Whole(octets) => Ok(octets.unwrap_or_default()),
            pieces @ Inner::Pieces(_) => Err(Self(pieces)),
        }
    }

    /// All octets.
    ///
    /// # Errors
    ///
    /// They do not all arrive.
    pub async fn collect(mut self) -> Result<Bytes, Failure> {
        if let Inner::Whole(octets) = &mut self.0 {
            return Ok(octets.take().unwrap_or_default());
        }
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.freeze())
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(octets: T) -> Self {
        Self(Inner::Whole(Some(octets.into())))
    }
}

impl Stream for Body {
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Inner::Whole(octets) => {
                let rest = octets.take().filter(|octets| !octets.is_empty());
                Poll::Ready(rest.map(Ok))
            }
            Inner::Pieces(pieces) => pieces.as_mut().poll_next(context),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(octets) => write!(formatter, "Body({} octets)", octets.len()),
            None => formatter.write_str("Body(pieces)"),
        }
    }
}

/// Octets to be sent: those that are all there can be sent again, a stream only once.
#[derive(Clone)]
pub enum Octets {
    Whole(Bytes),
    Once(Arc<Mutex<Option<Pieces>>>),
}

impl Octets {
    pub fn once(stream: impl Stream<Item = Result<Bytes, Failure>> + Send + 'static) -> Self {
        Self::Once(Arc::new(Mutex::new(Some(Box::pin(stream)))))
    }

    /// Whether they can be sent more than once.
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole(_))
    }

    /// The octets for one request; a stream that was sent before gives a failure.
    pub fn body(&self) -> Body {
        match self {
            Self::Whole(octets) => octets.clone().into(),
            Self::Once(stream) => {
                let taken = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                taken.map_or_else(
                    || {
                        let failure = Failure::lost("the stream was sent already");
                        Body::pieces(futures_util::stream::iter([Err(failure)]))
                    },
                    |pieces| Body(Inner::Pieces(pieces)),
                )
            }
        }
    }

    /// Several in a row.
    pub fn joined(parts: Vec<Self>) -> Self {
        if parts.iter().all(Self::is_whole) {
            let mut all = BytesMut::new();
            for part in &parts {
                if let Self::Whole(octets) = part {
                    all.extend_from_slice(octets);
                }
            }
            return Self::Whole(all.freeze());
        }
        let bodies = parts.into_iter().map(|part| part.body());
        Self::once(futures_util::stream::iter(bodies).flatten())
    }
}
