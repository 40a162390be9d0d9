//! Answers that arrive element by element.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use serde::de::DeserializeOwned;

use super::answers::decode_error;
use super::body::Body;
use super::engine::cancellable;
use super::error::Error;
use super::exchange::lost;
use super::json::{self, JsonError, Map, Value};
use super::reply::Reply;
use super::settings::Settings;

/// The elements of an answer, as they arrive. Dropping it ends the answer.
///
/// It ends after the first error.
#[must_use = "a stream does nothing until it is polled"]
pub struct Streaming<T> {
    items: BoxStream<'static, Result<T, Error>>,
    reply: Reply,
}

impl<T> Streaming<T> {
    pub(crate) fn new(items: BoxStream<'static, Result<T, Error>>, reply: Reply) -> Self {
        Self { items, reply }
    }

    /// The status and headers of the answer.
    #[must_use]
    pub const fn reply(&self) -> &Reply {
        &self.reply
    }
}

impl Streaming<Bytes> {
    /// All octets that are still to come.
    ///
    /// # Errors
    ///
    /// The answer breaks off.
    pub async fn read_all(mut self) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.freeze())
    }
}

impl<T> Stream for Streaming<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.items.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Streaming<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Streaming")
            .field("reply", &self.reply)
            .finish_non_exhaustive()
    }
}

/// What of an answer is one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// Each line is a JSON text.
    Lines,
    /// The data of each event is a JSON text.
    EventData,
    /// The data of each event is a text.
    EventText,
    /// Each event is an object, its data a text.
    Event,
    /// Each event is an object, its data what it holds as JSON.
    EventJson,
}

/// How an operation answers element by element: what to accept, and how to read it.
pub struct Items<T> {
    pub accept: &'static str,
    pub framing: Framing,
    pub read: fn(Value) -> Result<T, JsonError>,
}

/// Elements in a framing.
pub const fn items<T: DeserializeOwned>(accept: &'static str, framing: Framing) -> Items<T> {
    Items {
        accept,
        framing,
        read: json::from_value,
    }
}

/// The octets of an answer as they arrive, its failures as errors of the call.
pub fn octets(
    settings: Arc<Settings>,
    reply: &Reply,
    body: Body,
) -> BoxStream<'static, Result<Bytes, Error>> {
    let request = Arc::clone(&reply.request);
    let pieces = stream::try_unfold(body, move |mut body| {
        let (settings, request) = (Arc::clone(&settings), Arc::clone(&request));
        async move {
            let piece = cancellable(&settings, async { Ok(body.next().await) }).await?;
            match piece.transpose() {
                Ok(piece) => Ok(piece.map(|piece| (piece, body))),
                Err(failure) => Err(lost(failure, &request)),
            }
        }
    });
    pieces.boxed()
}

/// The elements of an answer as they arrive.
pub fn elements<T: Send + 'static>(
    octets: BoxStream<'static, Result<Bytes, Error>>,
    reply: &Reply,
    items: &Items<T>,
) -> BoxStream<'static, Result<T, Error>> {
    let state = Reading {
        octets,
        decoder: Decoder::new(items.framing),
        reply: reply.clone(),
        read: items.read,
        ended: false,
    };
    let found = stream::try_unfold(state, |mut state| async move {
        let next = state.next().await?;
        Ok(next.map(|element| (element, state)))
    });
    found.boxed()
}

struct Reading<T> {
    octets: BoxStream<'static, Result<Bytes, Error>>,
    decoder: Decoder,
    reply: Reply,
    read: fn(Value) -> Result<T, JsonError>,
    ended: bool,
}

impl<T> Reading<T> {
    async fn next(&mut self) -> Result<Option<T>, Error> {
        loop {
            if let Some(found) = self.decoder.found.pop_front() {
                let element = match found {
                    Ok(Some(value)) => (self.read)(value),
                    Ok(None) => return Ok(None),
                    Err(error) => Err(error),
                };
                let refused = |error| {
                    let message = "an element of the answer does not fit".to_owned();
                    decode_error(&self.reply, message, Some(error))
                };
                return element.map(Some).map_err(refused);
            }
            if self.ended {
                return Ok(None);
            }
            if let Some(piece) = self.octets.next().await.transpose()? {
                self.decoder.feed(&piece);
            } else {
                self.decoder.end();
                self.ended = true;
            }
        }
    }
}

/// Turns octets into elements; `None` among them is the end that the server announces.
struct Decoder {
    framing: Framing,
    line: Vec<u8>,
    after_cr: bool,
    begun: bool,
    event: Event,
    found: VecDeque<Result<Option<Value>, JsonError>>,
}

/// An event while its lines arrive (HTML, section 9.2.6).
#[derive(Default)]
struct Event {
    data: Option<String>,
    name: Option<String>,
    id: Option<String>,
    retry: Option<i64>,
}

impl Decoder {
    fn new(framing: Framing) -> Self {
        Self {
            framing,
            line: Vec::new(),
            after_cr: false,
            begun: false,
            event: Event::default(),
            found: VecDeque::new(),
        }
    }

    fn feed(&mut self, octets: &[u8]) {
        for &octet in octets {
            let after_cr = std::mem::take(&mut self.after_cr);
            match octet {
                b'\n' if after_cr => {}
                b'\n' => self.line_ended(),
                b'\r' if self.framing != Framing::Lines => {
                    self.after_cr = true;
                    self.line_ended();
                }
                other => self.line.push(other),
            }
        }
    }

    /// What has no line end is a whole element of lines, and no whole event.
    fn end(&mut self) {
        if self.framing == Framing::Lines {
            self.line_ended();
        }
    }

    fn line_ended(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if !std::mem::replace(&mut self.begun, true) && line.starts_with(b"\xEF\xBB\xBF") {
            line.drain(..3);
        }
        if self.framing == Framing::Lines {
            // A record separator (RFC 7464) may begin a line.
            let text = line.strip_prefix(b"\x1E").unwrap_or(&line).trim_ascii();
            if !text.is_empty() {
                self.found.push_back(json::parse(text).map(Some));
            }
            return;
        }
        let line = String::from_utf8_lossy(&line);
        if line.is_empty() {
            let event = std::mem::take(&mut self.event);
            self.found.extend(event.element(self.framing));
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        self.event
            .take(field, value.strip_prefix(' ').unwrap_or(value));
    }
}

impl Event {
    fn take(&mut self, field: &str, value: &str) {
        match field {
            "data" => {
                let before = self
                    .data
                    .take()
                    .map_or_else(String::new, |data| data + "\n");
                self.data = Some(before + value);
            }
            "event" => self.name = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" => self.retry = value.parse().ok().or(self.retry),
            _ => {}
        }
    }

    /// The element that the event is; nothing for one without data, as after a keep-alive.
    fn element(self, framing: Framing) -> Option<Result<Option<Value>, JsonError>> {
        let data = self.data?;
        if data == "[DONE]" {
            return Some(Ok(None));
        }
        let data = match framing {
            Framing::EventData => return Some(json::parse(data.as_bytes()).map(Some)),
            Framing::EventText => return Some(Ok(Some(data.into()))),
            Framing::EventJson => match json::parse(data.as_bytes()) {
                Ok(value) => value,
                Err(error) => return Some(Err(error)),
            },
            _ => Value::String(data),
        };
        let mut members = Map::new();
        members.insert("data".to_owned(), data);
        members.extend(self.name.map(|name| ("event".to_owned(), name.into())));
        members.extend(self.id.map(|id| ("id".to_owned(), id.into())));
        members.extend(self.retry.map(|retry| ("retry".to_owned(), retry.into())));
        Some(Ok(Some(Value::Object(members))))
    }
}
