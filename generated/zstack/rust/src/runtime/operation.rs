//! What an operation is, and one call of it: values only.

use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::Error;
use super::json::{JsonError, Value, from_bytes, from_value};
use super::multipart::Multipart;
use super::parameters::{self, Pair, Style};
use super::payload::{self, Form, Members, Payload};
use super::reply::Reply;
use super::upload::Upload;

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

/// An answer of JSON with one status.
pub const fn json<T: DeserializeOwned>(status: u16) -> Answer<T> {
    Answer {
        statuses: Statuses(status, status),
        media: Media::Json,
        read: json_body,
    }
}

/// An answer without a body, or with one that nobody described.
pub const fn nothing(status: u16) -> Answer<()> {
    Answer {
        statuses: Statuses(status, status),
        media: Media::Nothing,
        read: no_body,
    }
}

/// A body of JSON.
pub fn json_body<T: DeserializeOwned>(reply: &Reply) -> Result<T, JsonError> {
    from_bytes(&reply.content)
}

/// No body, or one that nobody described.
#[allow(clippy::unnecessary_wraps, reason = "all readers have one type")]
pub const fn no_body(_: &Reply) -> Result<(), JsonError> {
    Ok(())
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

/// A failure with one status, whose body is a `T`.
pub const fn error<T: DeserializeOwned>(status: u16) -> ErrorAnswer {
    errors::<T>(status, status)
}

/// Failures with the statuses from the first to the last, whose body is a `T`.
pub const fn errors<T: DeserializeOwned>(first: u16, last: u16) -> ErrorAnswer {
    ErrorAnswer {
        statuses: Statuses(first, last),
        fits: fits::<T>,
        shape: None,
    }
}

/// As `errors`, where the API says which part of the body is the error.
pub const fn shaped_errors<T: DeserializeOwned>(
    first: u16,
    last: u16,
    shape: &'static ErrorShape,
) -> ErrorAnswer {
    ErrorAnswer {
        statuses: Statuses(first, last),
        fits: fits::<T>,
        shape: Some(shape),
    }
}

fn fits<T: DeserializeOwned>(value: Value) -> bool {
    from_value::<T>(value).is_ok()
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

/// Where an operation is, if not where the others are: as it is described, and with the defaults of
/// its variables.
#[derive(Debug, Clone, Copy)]
pub struct Server {
    pub described: &'static str,
    pub url: &'static str,
}

/// All that the calls of an operation have in common.
///
/// `security` lists alternatives, each of which names the credentials that it needs together; no
/// alternative at all means that the operation needs none.
pub struct Operation<T: 'static> {
    pub id: &'static str,
    pub method: &'static Method,
    pub path: &'static str,
    pub server: Option<Server>,
    pub accept: &'static str,
    pub answers: &'static [Answer<T>],
    pub errors: &'static [ErrorAnswer],
    pub security: &'static [&'static [&'static str]],
    pub idempotency: Option<Idempotency>,
    pub long_running: Option<LongRunning<T>>,
}

impl<T> Operation<T> {
    /// What most operations have in common, for the constants to begin with.
    pub const PLAIN: Self = Self {
        id: "",
        method: &Method::GET,
        path: "/",
        server: None,
        accept: "*/*",
        answers: &[],
        errors: &[],
        security: &[],
        idempotency: None,
        long_running: None,
    };

    /// Whether doing it twice is the same as doing it once (RFC 9110, section 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        self.method.is_idempotent()
    }
}

/// Declares what the calls of an operation have in common; what is not said is as in `PLAIN`.
macro_rules! operation {
    (
        static $name:ident: $result:ty = {
            id: $id:literal,
            method: $method:ident,
            path: $path:literal,
            $($field:ident: $value:expr,)*
        }
    ) => {
        static $name: crate::runtime::operation::Operation<$result> =
            crate::runtime::operation::Operation {
                id: $id,
                method: &http::Method::$method,
                path: $path,
                $($field: $value,)*
                ..crate::runtime::operation::Operation::PLAIN
            };
    };
}

pub(crate) use operation;

/// One call: the operation and what its arguments became.
///
/// An argument that cannot be sent is kept as a failure, which sending the call brings to light.
pub struct Call<T: 'static> {
    pub operation: &'static Operation<T>,
    pub path: Vec<Pair>,
    pub query: Vec<Pair>,
    pub headers: Vec<Pair>,
    pub cookies: Vec<Pair>,
    pub body: Option<Payload>,
    /// What is accepted instead of the operation's own answers.
    pub accept: Option<&'static str>,
    /// The whole query, where it is one document.
    pub document: Option<String>,
    parts: Option<(Multipart, &'static str)>,
    failure: Option<Error>,
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
            accept: None,
            document: None,
            parts: None,
            failure: None,
        }
    }

    /// The call, if all its arguments can be sent.
    ///
    /// # Errors
    ///
    /// The first argument that cannot.
    pub fn ready(mut self, boundary: fn() -> String) -> Result<Self, Error> {
        if let Some((form, media_type)) = self.parts.take() {
            self.body = Some(form.payload(media_type, &boundary())?);
        }
        match self.failure.take() {
            Some(error) => Err(error),
            None => Ok(self),
        }
    }

    /// Takes an argument of the path.
    pub fn path<V: Serialize + ?Sized>(&mut self, name: &str, value: &V) {
        self.styled_path(name, value, Style::Simple, false);
    }

    /// Takes an argument of the path in a style of its own.
    pub fn styled_path<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        style: Style,
        explode: bool,
    ) {
        let pair = parameters::path(name, value, style, explode);
        let pair = self.kept(pair);
        self.path.extend(pair);
    }

    /// Takes an argument of the query.
    pub fn query<V: Serialize + ?Sized>(&mut self, name: &str, value: &V) {
        self.styled_query(name, value, Style::Form, true);
    }

    /// Takes an argument of the query that may be left out.
    #[allow(clippy::ref_option, reason = "it is called with a field of a call")]
    pub fn maybe_query<V: Serialize>(&mut self, name: &str, value: &Option<V>) {
        if let Some(value) = value {
            self.query(name, value);
        }
    }

    /// Takes an argument of the query in a style of its own.
    pub fn styled_query<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        style: Style,
        explode: bool,
    ) {
        let pairs = parameters::query(name, value, style, explode, false);
        let pairs = self.kept(pairs);
        self.query.extend(pairs.into_iter().flatten());
    }

    /// Takes an argument of the query that may hold reserved characters.
    pub fn reserved_query<V: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &V,
        style: Style,
        explode: bool,
    ) {
        let pairs = parameters::query(name, value, style, explode, true);
        let pairs = self.kept(pairs);
        self.query.extend(pairs.into_iter().flatten());
    }

    /// Takes an argument of the path that is a JSON text.
    pub fn json_path<V: Serialize + ?Sized>(&mut self, name: &str, value: &V) {
        if let Some(text) = self.kept(parameters::json_text(value)) {
            self.path(name, &text);
        }
    }

    /// Takes an argument of the query that is a JSON text.
    pub fn json_query<V: Serialize + ?Sized>(&mut self, name: &str, value: &V) {
        if let Some(text) = self.kept(parameters::json_text(value)) {
            self.query(name, &text);
        }
    }

    /// Takes a header that is a JSON text.
    pub fn json_header<V: Serialize + ?Sized>(&mut self, name: &str, value: &V) {
        if let Some(text) = self.kept(parameters::json_text(value)) {
            self.header(name, &text, false);
        }
    }

    /// Takes a cookie that is a JSON text.
    pub fn json_cookie<V: Serialize + ?Sized>(&mut self, name: &str, value: &V) {
        if let Some(text) = self.kept(parameters::json_text(value)) {
            self.cookie(name, &text, false);
        }
    }

    /// Takes a header.
    pub fn header<V: Serialize + ?Sized>(&mut self, name: &str, value: &V, explode: bool) {
        let pair = parameters::header(name, value, explode);
        let pair = self.kept(pair);
        self.headers.extend(pair);
    }

    /// Takes a cookie.
    pub fn cookie<V: Serialize + ?Sized>(&mut self, name: &str, value: &V, explode: bool) {
        let pairs = parameters::cookie(name, value, explode);
        let pairs = self.kept(pairs);
        self.cookies.extend(pairs.into_iter().flatten());
    }

    /// Takes a cookie as it is, without percent-encoding.
    pub fn plain_cookie<V: Serialize + ?Sized>(&mut self, name: &str, value: &V, explode: bool) {
        let pairs = parameters::plain_cookie(name, value, explode);
        let pairs = self.kept(pairs);
        self.cookies.extend(pairs.into_iter().flatten());
    }

    /// Takes a body of members, as JSON.
    pub fn members(&mut self, members: Members, media_type: &str) {
        self.body = self.kept(members.json(media_type));
    }

    /// Takes a JSON body.
    pub fn json<V: Serialize + ?Sized>(&mut self, value: &V, media_type: &str) {
        self.body = self.kept(payload::json(value, media_type));
    }

    /// Takes a form.
    pub fn form(&mut self, form: Form, media_type: &str) {
        self.body = self.kept(form.payload(media_type));
    }

    /// Takes a form whose members nobody described.
    pub fn any_form<V: Serialize + ?Sized>(&mut self, value: &V, media_type: &str) {
        self.body = self.kept(payload::form(value, media_type));
    }

    /// Takes a form of several parts, which sending gives its boundary.
    pub fn multipart(&mut self, form: Multipart, media_type: &'static str) {
        self.parts = Some((form, media_type));
    }

    /// Takes a text.
    pub fn text(&mut self, value: &str, media_type: &str) {
        self.body = Some(payload::text(value, media_type));
    }

    /// Takes octets.
    pub fn octets(&mut self, value: &Upload, media_type: &str) {
        self.body = Some(payload::octets(value, media_type));
    }

    /// Takes a form that is the whole query.
    pub fn querystring(&mut self, form: Form) {
        self.document = self.kept(form.query());
    }

    /// Takes a value that is the whole query, as JSON.
    pub fn json_querystring<V: Serialize + ?Sized>(&mut self, value: &V) {
        self.document = self.kept(parameters::json_text(value));
    }

    fn kept<V>(&mut self, outcome: Result<V, Error>) -> Option<V> {
        match outcome {
            Ok(value) => Some(value),
            Err(error) => {
                self.failure.get_or_insert(error);
                None
            }
        }
    }
}
