//! Bodies that are sent.

use bytes::Bytes;
use serde::Serialize;

use super::error::Error;
use super::json::{JsonError, Value, to_bytes, to_value};
use super::parameters::{Style, query};

/// A body to be sent.
#[derive(Clone)]
pub struct Payload {
    pub media_type: String,
    pub content: Bytes,
}

/// The canonical JSON of a value.
///
/// # Errors
///
/// The value has no JSON form.
pub fn json<T: Serialize + ?Sized>(value: &T, media_type: &str) -> Result<Payload, Error> {
    let content = to_bytes(value).map_err(|error| refused(&error))?;
    Ok(Payload {
        media_type: media_type.to_owned(),
        content: content.into(),
    })
}

/// A text in UTF-8.
pub fn text(value: &str, media_type: &str) -> Payload {
    let charset = if media_type.starts_with("text/") {
        "; charset=utf-8"
    } else {
        ""
    };
    let content = Bytes::copy_from_slice(value.as_bytes());
    Payload {
        media_type: format!("{media_type}{charset}"),
        content,
    }
}

/// Octets as they are.
pub fn octets(value: &Bytes, media_type: &str) -> Payload {
    Payload {
        media_type: media_type.to_owned(),
        content: value.clone(),
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
    let mut pairs = Vec::new();
    for (name, member) in &members {
        for (key, text) in query(name, member, Style::Form, true, false)? {
            pairs.push(format!("{key}={text}"));
        }
    }
    Ok(Payload {
        media_type: media_type.to_owned(),
        content: pairs.join("&").into(),
    })
}

fn refused(error: &JsonError) -> Error {
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
        let content = self.text().map_err(|error| refused(&error))?;
        Ok(Payload {
            media_type: media_type.to_owned(),
            content: content.into(),
        })
    }

    /// The object as a form.
    ///
    /// # Errors
    ///
    /// A member has no form.
    pub fn form(self, media_type: &str) -> Result<Payload, Error> {
        let content = self.text().map_err(|error| refused(&error))?;
        let value = super::json::parse(&content).map_err(|error| refused(&error))?;
        form(&value, media_type)
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
