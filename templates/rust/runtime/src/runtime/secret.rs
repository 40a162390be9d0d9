//! Values that must not be seen, and the credentials that hold them.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;

use super::tokens::TokenSource;

pub(crate) const MASK: &str = "***";

/// A text that no log, error or `Debug` shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Secret({MASK})")
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

/// Where a key of its own travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    Header,
    Query,
    Cookie,
}

/// What proves who asks.
#[derive(Debug, Clone)]
pub enum Credential {
    /// Behind a scheme in Authorization (RFC 9110, section 11.4).
    Scheme {
        scheme: &'static str,
        secret: Secret,
    },
    /// A user and a password (RFC 7617).
    Basic { user: String, secret: Secret },
    /// A secret of its own.
    Key {
        place: KeyPlace,
        name: &'static str,
        secret: Secret,
    },
    /// A bearer token (RFC 6750) that is asked for when it is needed.
    Token(Arc<TokenSource>),
}

impl Credential {
    /// What no message may show.
    pub fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::Scheme { secret, .. } | Self::Basic { secret, .. } | Self::Key { secret, .. } => {
                vec![secret.clone()]
            }
            Self::Token(source) => source.secrets(),
        }
    }
}

/// The value of the header Authorization for a user and a password.
pub fn basic(user: &str, secret: &Secret) -> String {
    let pair = format!("{user}:{}", secret.reveal());
    format!(
        "Basic {}",
        base64::engine::general_purpose::STANDARD.encode(pair)
    )
}

/// `text` with every secret masked: a server may repeat what it was sent.
pub fn scrub<'s>(text: String, secrets: impl IntoIterator<Item = &'s Secret>) -> String {
    secrets
        .into_iter()
        .filter(|secret| !secret.0.is_empty())
        .fold(text, |text, secret| {
            if text.contains(&secret.0) {
                text.replace(&secret.0, MASK)
            } else {
                text
            }
        })
}
