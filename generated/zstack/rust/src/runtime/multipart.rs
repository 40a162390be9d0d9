//! Forms of several parts (RFC 7578), written as browsers do.

use bytes::Bytes;
use serde::Serialize;

use super::body::Octets;
use super::error::Error;
use super::json::{Value, to_text, to_value};
use super::payload::{Payload, refused};
use super::upload::{Upload, Uploads};

/// A form that is written part by part; what is not given, or null, is left out.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<Part>,
    failure: Option<Error>,
}

struct Part {
    disposition: String,
    media_type: String,
    headers: Vec<(String, String)>,
    octets: Octets,
}

impl Multipart {
    pub fn new() -> Self {
        Self::default()
    }

    /// A part of text; `media_type` is empty where the API names none.
    pub fn text<T: Serialize + ?Sized>(&mut self, name: &str, media_type: &str, value: &T) {
        if let Some(value) = self.value(value) {
            self.add_text(name, media_type, &value);
        }
    }

    /// A part of text for each item of a list.
    pub fn texts<T: Serialize + ?Sized>(&mut self, name: &str, media_type: &str, value: &T) {
        for item in self.items(value) {
            self.add_text(name, media_type, &item);
        }
    }

    /// A part of JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, name: &str, media_type: &str, value: &T) {
        if let Some(value) = self.value(value) {
            self.add_json(name, media_type, &value);
        }
    }

    /// A part of JSON for each item of a list.
    pub fn jsons<T: Serialize + ?Sized>(&mut self, name: &str, media_type: &str, value: &T) {
        for item in self.items(value) {
            self.add_json(name, media_type, &item);
        }
    }

    /// A part for each upload; `media_type` is the API's own, empty where it leaves that open.
    pub fn files<T: Uploads + ?Sized>(&mut self, name: &str, media_type: &str, value: &T) {
        for upload in value.each() {
            self.add_file(name, media_type, upload);
        }
    }

    /// Parts that the API does not document: objects and lists as JSON, other values as text.
    pub fn others<'v, T, M>(&mut self, members: M)
    where
        T: Serialize + 'v,
        M: IntoIterator<Item = (&'v String, &'v T)>,
    {
        for (name, value) in members {
            match self.value(value) {
                Some(value @ (Value::Object(_) | Value::Array(_))) => {
                    self.add_json(name, "application/json", &value);
                }
                Some(value) => self.add_text(name, "", &value),
                None => {}
            }
        }
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.failure.is_none()
    }

    /// The form as a body, its parts told apart by `boundary`.
    ///
    /// # Errors
    ///
    /// A part cannot be sent.
    pub fn payload(self, media_type: &str, boundary: &str) -> Result<Payload, Error> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        let mut written = Vec::new();
        for part in self.parts {
            let mut lines = vec![
                format!("--{boundary}"),
                format!("Content-Disposition: {}", part.disposition),
            ];
            if !part.media_type.is_empty() {
                lines.push(format!("Content-Type: {}", part.media_type));
            }
            let more = part.headers.iter();
            lines.extend(more.map(|(name, value)| format!("{name}: {value}")));
            let head = lines.join("\r\n") + "\r\n\r\n";
            written.push(Octets::Whole(head.into()));
            written.push(part.octets);
            written.push(Octets::Whole(Bytes::from_static(b"\r\n")));
        }
        written.push(Octets::Whole(format!("--{boundary}--\r\n").into()));
        Ok(Payload {
            media_type: format!("{media_type}; boundary={boundary}"),
            octets: Octets::joined(written),
        })
    }

    fn add_text(&mut self, name: &str, media_type: &str, value: &Value) {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        self.add(name, media_type, text);
    }

    fn add_json(&mut self, name: &str, media_type: &str, value: &Value) {
        match to_text(value) {
            Ok(text) => self.add(name, media_type, text),
            Err(error) => self.fail(refused(&error)),
        }
    }

    fn add(&mut self, name: &str, media_type: &str, text: String) {
        self.parts.push(Part {
            disposition: format!("form-data; name=\"{}\"", escaped(name)),
            media_type: media_type.to_owned(),
            headers: Vec::new(),
            octets: Octets::Whole(text.into()),
        });
    }

    fn add_file(&mut self, name: &str, media_type: &str, upload: &Upload) {
        let known = [upload.media_type.as_deref().unwrap_or_default(), media_type];
        let media_type = known.into_iter().find(|one| !one.is_empty());
        let file_name = upload.file_name.as_deref().unwrap_or(name);
        let lines = upload
            .headers
            .iter()
            .flat_map(|(name, value)| [name, value]);
        if lines
            .chain(&upload.media_type)
            .any(|text| text.contains(['\r', '\n']))
        {
            let message = format!("a header of the part {name} has a line end");
            return self.fail(Error::Argument(message));
        }
        self.parts.push(Part {
            disposition: format!(
                "form-data; name=\"{}\"; filename=\"{}\"",
                escaped(name),
                escaped(file_name)
            ),
            media_type: media_type.unwrap_or("application/octet-stream").to_owned(),
            headers: upload.headers.clone(),
            octets: upload.octets.clone(),
        });
    }

    /// The value as JSON, `None` where it is null or has no JSON form.
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

    fn items<T: Serialize + ?Sized>(&mut self, value: &T) -> Vec<Value> {
        match self.value(value) {
            Some(Value::Array(items)) => items,
            Some(item) => vec![item],
            None => Vec::new(),
        }
    }

    fn fail(&mut self, error: Error) {
        self.failure.get_or_insert(error);
    }
}

/// A name inside quotes, as the URL standard of browsers has it ("multipart/form-data encoding").
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
