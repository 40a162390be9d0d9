//! Arguments outside the body, in the styles of `OpenAPI` (3.1, section 4.8.12) and RFC 6570.
//!
//! Everything but the unreserved characters of RFC 3986 is percent-encoded as UTF-8, brackets and
//! the delimiters of `spaceDelimited` and `pipeDelimited` included. A list or an object without
//! members is not sent, null is the word `null`, and booleans are `true` and `false`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::error::Error;
use super::json::{Value, to_text, to_value};

/// A name and a value, both ready to be sent.
pub type Pair = (String, String);

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a query value may hold as it is when the API allows it: the reserved characters without the
/// delimiters of the query itself (`&`, `+`, `#`) and without brackets, which no query may hold.
const RESERVED: &AsciiSet = &UNRESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// How an argument of several parts is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// `text`, percent-encoded for any place in a URL.
pub fn quote(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// What takes the place of `{name}` in a path.
///
/// # Errors
///
/// The text would be another address: it is empty, "." or "..".
pub fn path<T: Serialize + ?Sized>(
    name: &str,
    value: &T,
    style: Style,
    explode: bool,
) -> Result<Pair, Error> {
    let text = path_text(&quote(name), &shape(name, value)?, style, explode);
    if matches!(text.as_str(), "" | "." | "..") {
        let message = format!("{name} must not be {text:?}: the path would lead elsewhere");
        return Err(Error::Argument(message));
    }
    Ok((name.to_owned(), text))
}

/// The pairs of a query for one argument.
///
/// # Errors
///
/// The value has no form in a query.
pub fn query<T: Serialize + ?Sized>(
    name: &str,
    value: &T,
    style: Style,
    explode: bool,
    allow_reserved: bool,
) -> Result<Vec<Pair>, Error> {
    let safe = if allow_reserved { RESERVED } else { UNRESERVED };
    let shape = shape(name, value)?;
    let name = quote(name);
    if style == Style::DeepObject {
        return Ok(deep(&name, &shape, safe));
    }
    if explode {
        return Ok(exploded(&name, &shape, safe));
    }
    let delimiter = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    let joined = flat(&shape, safe).join(delimiter);
    let sent = !joined.is_empty() || matches!(shape, Shape::Text(_));
    Ok(if sent {
        vec![(name, joined)]
    } else {
        Vec::new()
    })
}

/// A value as JSON text.
///
/// # Errors
///
/// The value has no JSON form.
pub fn json_text<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    to_text(value).map_err(|error| Error::Argument(format!("an argument cannot be sent: {error}")))
}

/// The cookies for one argument.
///
/// # Errors
///
/// The value has no form in a cookie.
pub fn cookie<T: Serialize + ?Sized>(
    name: &str,
    value: &T,
    explode: bool,
) -> Result<Vec<Pair>, Error> {
    query(name, value, Style::Form, explode, false)
}

/// The cookies for one argument, as they are.
///
/// # Errors
///
/// The value has characters that end a cookie, or that no header may have.
pub fn plain_cookie<T: Serialize + ?Sized>(
    name: &str,
    value: &T,
    explode: bool,
) -> Result<Vec<Pair>, Error> {
    let shape = shape(name, value)?;
    let pairs = match shape {
        Shape::List(items) if explode => items
            .into_iter()
            .map(|item| (name.to_owned(), item))
            .collect(),
        Shape::Members(members) if explode => members
            .iter()
            .map(|(key, value)| (key.clone(), scalar_text(value)))
            .collect(),
        shape => vec![(name.to_owned(), simple(&shape, false, ToOwned::to_owned))],
    };
    for (name, text) in &pairs {
        if text.contains([';', '\r', '\n']) {
            return Err(Error::Argument(format!("the cookie {name} cannot be sent")));
        }
    }
    Ok(pairs)
}

/// The header for one argument.
///
/// # Errors
///
/// The text has characters that no header may have.
pub fn header<T: Serialize + ?Sized>(name: &str, value: &T, explode: bool) -> Result<Pair, Error> {
    let text = simple(&shape(name, value)?, explode, ToOwned::to_owned);
    checked_header(name, &text)
}

/// The pair itself.
///
/// # Errors
///
/// The value has characters that no header may have.
pub fn checked_header(name: &str, value: &str) -> Result<Pair, Error> {
    if value
        .bytes()
        .all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
    {
        return Ok((name.to_owned(), value.to_owned()));
    }
    Err(Error::Argument(format!(
        "the header {name} has characters that cannot be sent"
    )))
}

/// The path `template` with each `{name}` replaced by its value.
pub fn expand(template: &str, values: &[Pair]) -> String {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, variable, after)) = variable(rest) {
        let value = values.iter().find(|(name, _)| name == variable);
        path += before;
        path += value.map_or("", |(_, text)| text);
        rest = after;
    }
    path + rest
}

/// What stands before the first `{variable}` of a template, its name, and what stands behind it.
pub fn variable(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn argument(name: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Argument(format!("{name} cannot be sent: {error}"))
}

/// An argument as text, as texts, or as named parts.
enum Shape {
    Text(String),
    List(Vec<String>),
    Members(Vec<(String, Value)>),
}

fn shape<T: Serialize + ?Sized>(name: &str, value: &T) -> Result<Shape, Error> {
    Ok(shape_of(
        to_value(value).map_err(|error| argument(name, &error))?,
    ))
}

fn shape_of(value: Value) -> Shape {
    match value {
        Value::Array(items) => Shape::List(items.iter().map(scalar_text).collect()),
        Value::Object(members) => Shape::Members(members.into_iter().collect()),
        scalar => Shape::Text(scalar_text(&scalar)),
    }
}

/// The text of one value outside JSON; what is no single value stays JSON.
fn scalar_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn encoded(text: &str, safe: &'static AsciiSet) -> String {
    utf8_percent_encode(text, safe).to_string()
}

/// All names and values of a shape, one after the other.
fn flat(shape: &Shape, safe: &'static AsciiSet) -> Vec<String> {
    match shape {
        Shape::Text(text) => vec![encoded(text, safe)],
        Shape::List(items) => items.iter().map(|item| encoded(item, safe)).collect(),
        Shape::Members(members) => members
            .iter()
            .flat_map(|(name, value)| [encoded(name, safe), encoded(&scalar_text(value), safe)])
            .collect(),
    }
}

fn exploded(name: &str, shape: &Shape, safe: &'static AsciiSet) -> Vec<Pair> {
    match shape {
        Shape::Text(text) => vec![(name.to_owned(), encoded(text, safe))],
        Shape::List(items) => items
            .iter()
            .map(|item| (name.to_owned(), encoded(item, safe)))
            .collect(),
        Shape::Members(members) => members
            .iter()
            .map(|(key, value)| (quote(key), encoded(&scalar_text(value), safe)))
            .collect(),
    }
}

/// `name[key]=value`; objects go deeper, the elements of a list repeat the name.
fn deep(name: &str, shape: &Shape, safe: &'static AsciiSet) -> Vec<Pair> {
    let Shape::Members(members) = shape else {
        return exploded(name, shape, safe);
    };
    members
        .iter()
        .flat_map(|(key, value)| {
            deep(
                &format!("{name}%5B{}%5D", quote(key)),
                &shape_of(value.clone()),
                safe,
            )
        })
        .collect()
}

fn simple(shape: &Shape, explode: bool, quote: fn(&str) -> String) -> String {
    let parts: Vec<String> = match shape {
        Shape::Text(text) => return quote(text),
        Shape::List(items) => items.iter().map(|item| quote(item)).collect(),
        Shape::Members(members) => {
            let separator = if explode { "=" } else { "," };
            members
                .iter()
                .map(|(name, value)| quote(name) + separator + &quote(&scalar_text(value)))
                .collect()
        }
    };
    parts.join(",")
}

fn path_text(name: &str, shape: &Shape, style: Style, explode: bool) -> String {
    match style {
        Style::Label if explode => {
            format!(".{}", simple(shape, true, quote).replace(',', "."))
        }
        Style::Label => format!(".{}", simple(shape, false, quote)),
        Style::Matrix if explode => exploded(name, shape, UNRESERVED)
            .iter()
            .map(|(key, value)| matrix(key, value))
            .collect(),
        Style::Matrix => matrix(name, &simple(shape, false, quote)),
        _ => simple(shape, explode, quote),
    }
}

fn matrix(name: &str, value: &str) -> String {
    if value.is_empty() {
        format!(";{name}")
    } else {
        format!(";{name}={value}")
    }
}
