//! What an operation is, and one call of it: values only.

use bytes::Bytes;
use http::Method;
use serde::Serialize;

use super::error::Error;
use super::json::{JsonError, Value};
use super::parameters::{self, Pair, Style};
use super::payload::{self, Members, Payload};
use super::reply::Reply;

/// The status codes from the first to the last, both included.
#[derive(Debug, Clone, Copy)]
pub struct Statuses(pub u16, pub u16);

impl Statuses {
    pub const fn contains(self, status: u16) -> bool {
        self.0 <= status && status <= self.1
    }

    /// How many codes there are; the narrowest range that fits an answer decides.
    pub const fn width(self) -> u16 {
        self.1 - self.0
    }
}

/// Whether one of the ranges has the status.
pub fn any_of(ranges: &[Statuses], status: u16) -> bool {
    ranges.iter().any(|range| range.contains(status))
}

/// What a body is, as far as choosing among several needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    Json,
    Text(&'static str),
    Bytes,
    Nothing,
}

impl Media {
    pub fn accepts(self, media_type: &str) -> bool {
        match self {
            Self::Json => {
                media_type.is_empty()
                    || media_type.ends_with("/json")
                    || media_type.ends_with("+json")
            }
            Self::Text(own) => {
                media_type.is_empty() || media_type.starts_with("text/") || media_type == own
            }
            Self::Bytes | Self::Nothing => true,
        }
    }
}

/// Reads the body of an answer.
pub type Read<T> = fn(&Reply) -> Result<T, JsonError>;

/// A documented answer that means success.
pub struct Answer<T> {
    pub statuses: Statuses,
    pub media: Media,
    pub read: Read<T>,
}

/// Where an error body keeps what a caller asks of it, in paths of member names.
///
/// `error` leads from the body to the error, the others from an error; `cause` leads to the error
/// that caused it. An empty path: there is no such part.
#[derive(Debug)]
pub struct ErrorShape {
    pub error: &'static [&'static str],
    pub code: &'static [&'static str],
    pub message: &'static [&'static str],
    pub details: &'static [&'static str],
    pub cause: &'static [&'static str],
}

/// A documented answer that means failure, and whose body has a form.
#[derive(Debug)]
pub struct ErrorAnswer {
    pub statuses: Statuses,
    pub fits: fn(Value) -> bool,
    pub shape: Option<&'static ErrorShape>,
}

/// How a key is made that makes a call safe to repeat.
#[derive(Debug, Clone, Copy)]
pub enum KeyForm {
    Uuid,
    Hex32,
}

/// A header that makes a call safe to repeat, because the server runs a key once.
///
/// `duplicate` is the status that refuses a key which the server knows, 0 where it gives the first
/// answer again.
#[derive(Debug)]
pub struct Idempotency {
    pub header: &'static str,
    pub form: KeyForm,
    pub duplicate: u16,
}

/// A call that is accepted at once and done later.
///
/// `location` is the path of member names to the job's address in the answer, or empty where it is
/// the header Location. `poll_path` is that address with the job's id as its one variable. Statuses
/// of an answer to a poll: `pending` it runs, `done` the body is the result, `failed` the body says
/// why, `expired` the server does not know the job.
pub struct LongRunning<T> {
    pub accepted: &'static [Statuses],
    pub location: &'static [&'static str],
    pub poll_path: &'static str,
    pub pending: &'static [Statuses],
    pub done: &'static [Statuses],
    pub failed: &'static [Statuses],
    pub expired: &'static [Statuses],
    pub interval: f64,
    pub result: Read<T>,
    pub failure: Option<ErrorAnswer>,
    pub key_is_id: bool,
    pub resume: &'static str,
}

/// All that the calls of an operation have in common.
///
/// `security` lists alternatives, each of which names the credentials that it needs together; no
/// alternative at all means that the operation needs none.
pub struct Operation<T: 'static> {
    pub id: &'static str,
    pub method: Method,
    pub path: &'static str,
    pub accept: &'static str,
    pub answers: &'static [Answer<T>],
    pub errors: &'static [ErrorAnswer],
    pub security: &'static [&'static [&'static str]],
    pub idempotency: Option<Idempotency>,
    pub long_running: Option<LongRunning<T>>,
}

impl<T> Operation<T> {
    /// Whether doing it twice is the same as doing it once (RFC 9110, section 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        self.method.is_idempotent()
    }
}

/// One call: the operation and what its arguments became.
pub struct Call<T: 'static> {
    pub operation: &'static Operation<T>,
    pub path: Vec<Pair>,
    pub query: Vec<Pair>,
    pub headers: Vec<Pair>,
    pub cookies: Vec<Pair>,
    pub body: Option<Payload>,
}

impl<T> Call<T> {
    /// A call without arguments.
    pub const fn new(operation: &'static Operation<T>) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            cookies: Vec::new(),
            body: None,
        }
    }

    /// Takes an argument of the path.
    pub fn add_path<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        style: Style,
        explode: bool,
    ) -> Result<(), Error> {
        self.path
            .push(parameters::path(name, value, style, explode)?);
        Ok(())
    }

    /// Takes an argument of the query.
    pub fn add_query<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        style: Style,
        explode: bool,
    ) -> Result<(), Error> {
        self.query
            .extend(parameters::query(name, value, style, explode, false)?);
        Ok(())
    }

    /// Takes an argument of the query that may hold reserved characters.
    pub fn add_reserved_query<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        style: Style,
        explode: bool,
    ) -> Result<(), Error> {
        self.query
            .extend(parameters::query(name, value, style, explode, true)?);
        Ok(())
    }

    /// Takes an argument of the query that is a JSON text.
    pub fn add_json_query<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
    ) -> Result<(), Error> {
        self.query.extend(parameters::json_query(name, value)?);
        Ok(())
    }

    /// Takes a header.
    pub fn add_header<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        explode: bool,
    ) -> Result<(), Error> {
        self.headers.push(parameters::header(name, value, explode)?);
        Ok(())
    }

    /// Takes a cookie.
    pub fn add_cookie<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        explode: bool,
    ) -> Result<(), Error> {
        self.cookies
            .extend(parameters::cookie(name, value, explode)?);
        Ok(())
    }

    /// Takes a body of members, as JSON.
    pub fn set_members(&mut self, members: Members, media_type: &str) -> Result<(), Error> {
        self.body = Some(members.json(media_type)?);
        Ok(())
    }

    /// Takes a body of members, as a form.
    pub fn set_form_members(&mut self, members: Members, media_type: &str) -> Result<(), Error> {
        self.body = Some(members.form(media_type)?);
        Ok(())
    }

    /// Takes a JSON body.
    pub fn set_json<V: Serialize + ?Sized>(
        &mut self,
        value: &V,
        media_type: &str,
    ) -> Result<(), Error> {
        self.body = Some(payload::json(value, media_type)?);
        Ok(())
    }

    /// Takes a form.
    pub fn set_form<V: Serialize + ?Sized>(
        &mut self,
        value: &V,
        media_type: &str,
    ) -> Result<(), Error> {
        self.body = Some(payload::form(value, media_type)?);
        Ok(())
    }

    /// Takes a text.
    pub fn set_text(&mut self, value: &str, media_type: &str) {
        self.body = Some(payload::text(value, media_type));
    }

    /// Takes octets.
    pub fn set_octets(&mut self, value: &Bytes, media_type: &str) {
        self.body = Some(payload::octets(value, media_type));
    }
}
