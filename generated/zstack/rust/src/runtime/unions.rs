//! Values of one of several types: which one it is.

use serde::de::DeserializeOwned;

use super::json::{Value, from_value};

/// What tells the objects of one variant from those of another.
///
/// `tags` are the values of the discriminator that select it; `constants` are members with the
/// JSON texts that they may have.
#[derive(Debug)]
pub struct Variant {
    pub tags: &'static [&'static str],
    pub names: &'static [&'static str],
    pub required: &'static [&'static str],
    pub constants: &'static [(&'static str, &'static [&'static str])],
}

/// What was found out of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The discriminator says so: the value must fit.
    Tagged(usize),
    /// The members say so: a value that does not fit is kept as it is.
    Guessed(usize),
    /// It is of no variant that is known, or no object.
    Unknown,
}

/// The variant of an object: the one whose tag it has, or else the one that knows the most of its
/// members, has all its required ones there, and agrees with its constants, which count most.
pub fn choose(value: &Value, tag: &str, variants: &[Variant]) -> Choice {
    let Value::Object(members) = value else {
        return Choice::Unknown;
    };
    if !tag.is_empty()
        && let Some(found) = members.get(tag)
    {
        let tagged = found.as_str().and_then(|text| {
            variants
                .iter()
                .position(|variant| variant.tags.contains(&text))
        });
        return tagged.map_or(Choice::Unknown, Choice::Tagged);
    }
    let ranked = variants.iter().enumerate().filter_map(|(index, variant)| {
        let missing = variant
            .required
            .iter()
            .any(|name| !members.contains_key(*name));
        let contradicted = variant.constants.iter().any(|(name, allowed)| {
            members
                .get(*name)
                .is_some_and(|one| !allowed.contains(&one.to_string().as_str()))
        });
        if missing || contradicted {
            return None;
        }
        let agreed = variant
            .constants
            .iter()
            .filter(|(name, _)| members.contains_key(*name));
        let known = variant
            .names
            .iter()
            .filter(|name| members.contains_key(**name))
            .count();
        let rank = (
            usize::MAX - agreed.count(),
            members.len() - known,
            variant.names.len() - known,
        );
        Some((rank, index))
    });
    ranked
        .min()
        .map_or(Choice::Unknown, |(_, index)| Choice::Guessed(index))
}

/// The value as the type that its tag names.
///
/// # Errors
///
/// It does not fit.
pub fn must_fit<T: DeserializeOwned, E: serde::de::Error>(value: Value) -> Result<T, E> {
    from_value(value).map_err(E::custom)
}

/// The value as one type, `None` where it does not fit.
pub fn fit<T: DeserializeOwned>(value: &Value) -> Option<T> {
    from_value(value.clone()).ok()
}
