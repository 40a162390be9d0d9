//! A client's settings, from its builder and the environment.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;
use uuid::Uuid;

use super::cancellation::Cancellation;
use super::error::Error;
use super::operation::Operation;
use super::options::CallOptions;
use super::secret::{Credential, KeyPlace, Secret};
use super::tokens::{Grant, TokenSource};

/// One of the credentials that an API knows: its id there, what a caller is told to give, and the
/// credential, if there is one.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: &'static str,
    pub hint: String,
    pub credential: Option<Credential>,
}

/// A client's settings, complete.
#[derive(Clone)]
pub struct Settings {
    pub base_url: Url,
    pub servers: Vec<(String, String)>,
    pub user_agent: &'static str,
    pub credentials: Vec<Known>,
    pub headers: Vec<(String, String)>,
    pub timeout: Option<Duration>,
    pub connect_timeout: Option<Duration>,
    pub read_timeout: Option<Duration>,
    pub retries: u32,
    pub poll_interval: Option<Duration>,
    pub cancellation: Option<Cancellation>,
    pub new_key: fn() -> Uuid,
    pub boundary: fn() -> String,
    pub jitter: fn() -> f64,
}

impl Settings {
    /// The settings that a client has where nobody says anything.
    pub fn new(base_url: Url, user_agent: &'static str, credentials: Vec<Known>) -> Self {
        Self {
            base_url,
            servers: Vec::new(),
            user_agent,
            credentials,
            headers: Vec::new(),
            timeout: Some(Duration::from_secs(600)),
            connect_timeout: Some(Duration::from_secs(10)),
            read_timeout: Some(Duration::from_secs(60)),
            retries: 2,
            poll_interval: None,
            cancellation: None,
            new_key: Uuid::new_v4,
            boundary: || Uuid::new_v4().simple().to_string(),
            jitter: fastrand::f64,
        }
    }

    /// Every secret that a message must not show.
    pub fn secrets(&self) -> Vec<Secret> {
        self.credentials
            .iter()
            .filter_map(|known| known.credential.as_ref())
            .flat_map(Credential::secrets)
            .collect()
    }

    /// Where an operation is: at its own server, or at another that the caller names for it.
    ///
    /// # Errors
    ///
    /// Its URL is none.
    pub fn server_of<T>(&self, operation: &Operation<T>) -> Result<Url, Error> {
        let Some(server) = &operation.server else {
            return Ok(self.base_url.clone());
        };
        let mut named = self.servers.iter();
        let url = named
            .find(|(described, _)| described.trim_end_matches('/') == server.described)
            .map_or(server.url, |(_, url)| url);
        let base = format!("{}/", self.base_url.as_str().trim_end_matches('/'));
        let joined = Url::parse(&base).and_then(|base| base.join(url));
        joined.map_err(|error| {
            Error::Configuration(format!("{}: {url} is no server: {error}", operation.id))
        })
    }

    /// The path of the base URL, without a slash at its end.
    pub fn base_path(&self) -> &str {
        self.base_url.path().trim_end_matches('/')
    }

    /// These settings with those of one call on top.
    pub fn merged(&self, options: CallOptions) -> Self {
        let mut merged = self.clone();
        merged.timeout = options.timeout.unwrap_or(self.timeout);
        merged.read_timeout = options.read_timeout.unwrap_or(self.read_timeout);
        merged.retries = options.retries.unwrap_or(self.retries);
        merged.poll_interval = options.poll_interval.or(self.poll_interval);
        merged.headers.extend(options.headers);
        merged.cancellation = options.cancellation.or_else(|| self.cancellation.clone());
        merged
    }
}

/// Headers may hold secrets; they are left out.
impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Settings")
            .field("base_url", &self.base_url.as_str())
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("retries", &self.retries)
            .field("poll_interval", &self.poll_interval)
            .finish_non_exhaustive()
    }
}

/// The base URL: the one given, else that of the environment, else the API's own server.
///
/// # Errors
///
/// There is none, or it is not the URL of a server.
pub fn base_url(
    given: Option<String>,
    variable: &str,
    default: Option<&str>,
) -> Result<Url, Error> {
    let found = given
        .or_else(|| environment(variable))
        .or_else(|| default.map(str::to_owned));
    let text = found.ok_or_else(|| {
        Error::Configuration(format!(
            "where is the server? Give base_url or set {variable}"
        ))
    })?;
    let refused = |what: &str| Error::Configuration(format!("base_url {what}"));
    let url = Url::parse(&text).map_err(|_| refused("is no URL"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(refused("must begin with http:// or https:// and a host"));
    }
    let personal = !url.username().is_empty() || url.password().is_some();
    if personal || url.query().is_some() || url.fragment().is_some() {
        return Err(refused("must have no user, no query and no fragment"));
    }
    Ok(url)
}

/// The URL of a server with the values of its variables.
pub fn filled(url: &str, variables: &[(&str, Option<&str>, &str)]) -> String {
    variables
        .iter()
        .fold(url.to_owned(), |url, (name, given, default)| {
            url.replace(&format!("{{{name}}}"), given.unwrap_or(default))
        })
}

impl Known {
    /// A secret behind a scheme in Authorization.
    ///
    /// # Errors
    ///
    /// It has characters that cannot be sent.
    pub fn scheme(
        id: &'static str,
        given: Option<Secret>,
        argument: &str,
        variable: &str,
        scheme: &'static str,
    ) -> Result<Self, Error> {
        let secret = secret(given, argument, variable)?;
        let credential = secret.map(|secret| Credential::Scheme { scheme, secret });
        Ok(Self::of(id, argument, variable, credential))
    }

    /// A bearer token, or what gives one; `url` and `scopes` are the API's own, empty for none.
    ///
    /// # Errors
    ///
    /// It has characters that cannot be sent.
    pub fn token(
        id: &'static str,
        given: Option<Grant>,
        argument: &str,
        variable: &str,
        url: &'static str,
        scopes: &'static str,
    ) -> Result<Self, Error> {
        let grant = match given {
            Some(Grant::Token(token)) => secret(Some(token), argument, variable)?.map(Grant::Token),
            Some(grant) => Some(grant),
            None => secret(None, argument, variable)?.map(Grant::Token),
        };
        let credential = grant.map(|grant| match grant {
            Grant::Token(secret) => Credential::Scheme {
                scheme: "Bearer",
                secret,
            },
            grant => Credential::Token(Arc::new(TokenSource::new(grant, url, scopes))),
        });
        Ok(Self::of(id, argument, variable, credential))
    }

    /// A secret of its own, in a header, a query parameter or a cookie.
    ///
    /// # Errors
    ///
    /// It has characters that cannot be sent.
    pub fn key(
        id: &'static str,
        given: Option<Secret>,
        argument: &str,
        variable: &str,
        place: KeyPlace,
        name: &'static str,
    ) -> Result<Self, Error> {
        let secret = secret(given, argument, variable)?;
        let credential = secret.map(|secret| Credential::Key {
            place,
            name,
            secret,
        });
        Ok(Self::of(id, argument, variable, credential))
    }

    /// A user and a password; the environment variable has them with a colon between.
    ///
    /// # Errors
    ///
    /// None today: it is as the others are.
    #[allow(clippy::unnecessary_wraps, reason = "it is as the others are")]
    pub fn basic(
        id: &'static str,
        given: Option<(String, Secret)>,
        argument: &str,
        variable: &str,
    ) -> Result<Self, Error> {
        let pair = given.or_else(|| {
            let text = environment(variable)?;
            let (user, password) = text.split_once(':').unwrap_or((&text, ""));
            Some((user.to_owned(), Secret::new(password)))
        });
        let credential = pair.map(|(user, secret)| Credential::Basic { user, secret });
        Ok(Self::of(id, argument, variable, credential))
    }

    fn of(
        id: &'static str,
        argument: &str,
        variable: &str,
        credential: Option<Credential>,
    ) -> Self {
        let hint = format!("give {argument}, or set {variable}");
        Self {
            id,
            hint,
            credential,
        }
    }
}

/// A secret: the one given, else that of the environment.
fn secret(given: Option<Secret>, argument: &str, variable: &str) -> Result<Option<Secret>, Error> {
    let Some(secret) = given.or_else(|| environment(variable).map(Secret::new)) else {
        return Ok(None);
    };
    if secret
        .reveal()
        .bytes()
        .any(|byte| !(b' '..=b'~').contains(&byte))
    {
        let message = format!("{argument} has characters that cannot be sent");
        return Err(Error::Configuration(message));
    }
    Ok(Some(secret).filter(|secret| !secret.reveal().is_empty()))
}

fn environment(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|text| !text.is_empty())
}
