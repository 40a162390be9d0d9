//! An answer as it came.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// The request that an answer or an error belongs to, without its body and its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestInfo {
    /// The operation id in the description of the API.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: http::Method,
    /// The whole URL, with secrets masked.
    pub url: String,
}

impl fmt::Display for RequestInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {} {}",
            self.operation, self.method, self.url
        )
    }
}

/// A whole answer, before anybody looked into it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Reply {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, with any content coding undone.
    pub content: Bytes,
    /// What was asked.
    pub request: Arc<RequestInfo>,
}

impl Reply {
    /// The text of a header, `None` if it is not there or is no text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The media type in lower case, without parameters; empty where there is none.
    #[must_use]
    pub fn media_type(&self) -> String {
        let header = self.header("content-type").unwrap_or_default();
        header
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    }

    /// The body in the charset that the answer names, else UTF-8; it never fails.
    #[must_use]
    pub fn text(&self) -> String {
        let header = self.header("content-type").unwrap_or_default();
        let charset = header.split(';').skip(1).find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("charset")
                .then(|| value.trim().trim_matches('"'))
        });
        charset
            .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
            .map_or_else(
                || String::from_utf8_lossy(&self.content).into_owned(),
                |encoding| {
                    encoding
                        .decode_without_bom_handling(&self.content)
                        .0
                        .into_owned()
                },
            )
    }

    /// The status and its standard phrase: `404 Not Found`.
    pub(crate) fn reason(&self) -> String {
        let code = self.status.as_u16();
        self.status
            .canonical_reason()
            .map_or_else(|| code.to_string(), |phrase| format!("{code} {phrase}"))
    }
}

/// Headers and body may hold what is private; they are left out.
impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("status", &self.status)
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

/// The answer of a call with everything that it carried.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RawResponse<T> {
    /// What the call returns.
    pub value: T,
    /// The answer, of several requests the last one.
    pub reply: Reply,
}
