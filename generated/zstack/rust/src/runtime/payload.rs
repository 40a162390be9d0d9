//! Bodies that are sent.

use bytes::Bytes;
use serde::Serialize;

use super::body::Octets;
use super::error::Error;
use super::json::{JsonError, Value, to_bytes, to_text, to_value};
use super::parameters::{Pair, Style, query};
use super::upload::Upload;

/// A body to be sent.
#[derive(Clone)]
pub struct Payload {
    pub media_type: String,
    pub octets: Octets,
}

impl Payload {
    fn whole(media_type: &str, octets: impl Into<Bytes>) -> Self {
        Self {
            media_type: media_type.to_owned(),
            octets: Octets::Whole(octets.into()),
        }
    }
}

/// The canonical JSON of a value.
///
/// # Errors
///
/// The value has no JSON form.
pub fn json<T: Serialize + ?Sized>(value: &T, media_type: &str) -> Result<Payload, Error> {
    let text = to_bytes(value).map_err(|error| refused(&error))?;
    Ok(Payload::whole(media_type, text))
}

/// A text in UTF-8.
pub fn text(value: &str, media_type: &str) -> Payload {
    let charset = if media_type.starts_with("text/") {
        "; charset=utf-8"
    } else {
        ""
    };
    let media_type = format!("{media_type}{charset}");
    Payload::whole(&media_type, value.to_owned())
}

/// Octets as they are. Where the API allows a range of media types, the caller's own is sent.
pub fn octets(value: &Upload, media_type: &str) -> Payload {
    let own = value.media_type.as_deref();
    let open = media_type.contains('*');
    let fallback = if open {
        "application/octet-stream"
    } else {
        media_type
    };
    Payload {
        media_type: own.filter(|_| open).unwrap_or(fallback).to_owned(),
        octets: value.octets.clone(),
    }
}

/// Members as `application/x-www-form-urlencoded`, lists as repeated names.
///
/// # Errors
///
/// The value has no members.
pub fn form<T: Serialize + ?Sized>(value: &T, media_type: &str) -> Result<Payload, Error> {
    let Value::Object(members) = to_value(value).map_err(|error| refused(&error))? else {
        return Err(Error::Argument("a form needs names and values".to_owned()));
    };
    let mut form = Form::new();
    form.others(&members);
    form.payload(media_type)
}

/// A form that is written member by member; what is not given, or null, is left out.
#[derive(Default)]
pub struct Form {
    pairs: Vec<Pair>,
    failure: Option<Error>,
}

impl Form {
    pub fn new() -> Self {
        Self::default()
    }

    /// A member in a style: `form` with `explode` repeats the name for each item of a list.
    pub fn text<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.styled(name, value, Style::Form, true);
    }

    /// A member in a style of its own.
    pub fn styled<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
        explode: bool,
    ) {
        self.add(name, value, style, explode, false);
    }

    /// A member that may hold reserved characters.
    pub fn reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
        explode: bool,
    ) {
        self.add(name, value, style, explode, true);
    }

    /// A member that is a JSON text.
    pub fn json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(value) = self.value(value) {
            self.add_json(name, &value);
        }
    }

    /// A member that is a JSON text, once for each item of a list.
    pub fn jsons<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        match self.value(value) {
            Some(Value::Array(items)) => {
                for item in &items {
                    self.add_json(name, item);
                }
            }
            Some(value) => self.add_json(name, &value),
            None => {}
        }
    }

    /// Members that the API does not document: objects as JSON, lists as repeated names.
    pub fn others<'v, T, M>(&mut self, members: M)
    where
        T: Serialize + 'v,
        M: IntoIterator<Item = (&'v String, &'v T)>,
    {
        for (name, value) in members {
            match self.value(value) {
                Some(value @ Value::Object(_)) => self.add_json(name, &value),
                Some(value) => self.text(name, &value),
                None => {}
            }
        }
    }

    /// All members of a value.
    pub fn whole<T: Serialize + ?Sized>(&mut self, value: &T) {
        match self.value(value) {
            Some(Value::Object(members)) => self.others(&members),
            Some(_) => self.fail(Error::Argument("a form needs names and values".to_owned())),
            None => {}
        }
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.failure.is_none()
    }

    /// The form as a body.
    ///
    /// # Errors
    ///
    /// A member cannot be sent.
    pub fn payload(self, media_type: &str) -> Result<Payload, Error> {
        Ok(Payload::whole(media_type, self.query()?))
    }

    /// The form as it stands in a query.
    ///
    /// # Errors
    ///
    /// A member cannot be sent.
    pub fn query(self) -> Result<String, Error> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        let pairs: Vec<String> = self
            .pairs
            .into_iter()
            .map(|(name, text)| format!("{name}={text}"))
            .collect();
        Ok(pairs.join("&"))
    }

    fn add<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
        explode: bool,
        allow_reserved: bool,
    ) {
        let Some(value) = self.value(value) else {
            return;
        };
        match query(name, &value, style, explode, allow_reserved) {
            Ok(pairs) => self.pairs.extend(pairs),
            Err(error) => self.fail(error),
        }
    }

    fn add_json(&mut self, name: &str, value: &Value) {
        match to_text(value) {
            Ok(text) => self.text(name, &text),
            Err(error) => self.fail(refused(&error)),
        }
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Option<Value> {
        match to_value(value) {
            Ok(Value::Null) => None,
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(refused(&error));
                None
            }
        }
    }

    fn fail(&mut self, error: Error) {
        self.failure.get_or_insert(error);
    }
}

pub fn refused(error: &JsonError) -> Error {
    Error::Argument(format!("the body cannot be sent: {error}"))
}

/// An object that is written member by member; what is not given is left out.
#[derive(Default)]
pub struct Members {
    written: Vec<(&'static str, Vec<u8>)>,
    failure: Option<JsonError>,
}

impl Members {
    pub fn new() -> Self {
        Self::default()
    }

    /// A member that is always there.
    pub fn put<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        match to_bytes(value) {
            Ok(text) => self.written.push((name, text)),
            Err(error) => self.failure = Some(error),
        }
    }

    /// A member that may be left out.
    #[allow(
        clippy::ref_option,
        reason = "the calls of this are generated, and read better so"
    )]
    pub fn maybe<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// An object that is always there.
    pub fn object(&mut self, name: &'static str, members: Self) {
        match members.text() {
            Ok(text) => self.written.push((name, text)),
            Err(error) => self.failure = Some(error),
        }
    }

    /// An object that is left out where it has no members.
    pub fn object_unless_empty(&mut self, name: &'static str, members: Self) {
        if !members.is_empty() {
            self.object(name, members);
        }
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.failure.is_none()
    }

    /// The object as a JSON body.
    ///
    /// # Errors
    ///
    /// A member has no JSON form.
    pub fn json(self, media_type: &str) -> Result<Payload, Error> {
        let text = self.text().map_err(|error| refused(&error))?;
        Ok(Payload::whole(media_type, text))
    }

    fn text(self) -> Result<Vec<u8>, JsonError> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        let mut text = vec![b'{'];
        for (index, (name, value)) in self.written.iter().enumerate() {
            if index > 0 {
                text.push(b',');
            }
            text.extend(to_bytes(name)?);
            text.push(b':');
            text.extend(value);
        }
        text.push(b'}');
        Ok(text)
    }
}
