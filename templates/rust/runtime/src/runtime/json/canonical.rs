//! JSON in one form, the same bytes from a client in any language.
//!
//! UTF-8, no space between tokens, the members of an object in the order of the API's schema and
//! members of no schema last; strings escape only what RFC 8259 (section 7) says must be, integers
//! have all their digits, other numbers are written as RFC 8785 (section 3.2.2.3) says.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

use super::{JsonError, finite};

/// The canonical JSON of a value.
///
/// # Errors
///
/// The value has no JSON form: a map whose keys are no texts, or a number that is not finite.
pub fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, JsonError> {
    finite::check(value)?;
    let mut written = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut written, Canonical);
    value
        .serialize(&mut serializer)
        .map_err(|error| JsonError(error.to_string()))?;
    Ok(written)
}

/// The canonical JSON of a value, as text.
///
/// # Errors
///
/// As `to_bytes`.
pub fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    String::from_utf8(to_bytes(value)?).map_err(|error| JsonError(error.to_string()))
}

struct Canonical;

impl Formatter for Canonical {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(double_text(value).as_bytes())
    }

    fn write_f32<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        self.write_f64(writer, f64::from(value))
    }
}

/// `Number.prototype.toString` of ECMAScript, which RFC 8785 prescribes.
pub(crate) fn double_text(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{number:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let body = match exponent + 1 {
        point if length <= point && point <= 21 => digits + &zeros(point - length),
        point if 0 < point && point <= 21 => {
            let (before, after) = digits.split_at(usize::try_from(point).unwrap_or_default());
            format!("{before}.{after}")
        }
        point if -6 < point && point <= 0 => format!("0.{}{digits}", zeros(-point)),
        _ => format!("{mantissa}e{exponent:+}"),
    };
    format!("{sign}{body}")
}

fn zeros(count: i32) -> String {
    "0".repeat(usize::try_from(count).unwrap_or_default())
}
