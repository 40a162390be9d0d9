//! Tokens of `OAuth` 2 (RFC 6749) that the client asks for itself.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use super::answers::{decode_error, failure};
use super::body::Octets;
use super::deadline::Deadline;
use super::engine::Engine;
use super::error::Error;
use super::exchange::exchange_once;
use super::json;
use super::parameters::quote;
use super::reply::{Reply, RequestInfo};
use super::requests::Request;
use super::secret::{Secret, basic};
use super::settings::Settings;
use super::transport::BoxFuture;

/// How long before its end a token is not used any more.
const MARGIN: Duration = Duration::from_secs(30);

/// What gives the token of a call: the token itself, which texts become by `into()`, or a way to
/// get one.
#[derive(Clone)]
#[non_exhaustive]
pub enum Grant {
    /// A token that is there.
    Token(Secret),
    /// Tokens for the client's own id and secret.
    Client(ClientCredentials),
    /// Tokens for one that outlives the others.
    Refresh(RefreshToken),
    /// Tokens of the caller's own making.
    Provider(Arc<dyn Provide>),
}

impl Grant {
    /// Tokens from a function, which is asked before each request: it keeps them as long as they
    /// are good.
    pub fn provider(provider: impl Provide + 'static) -> Self {
        Self::Provider(Arc::new(provider))
    }
}

impl From<Secret> for Grant {
    fn from(token: Secret) -> Self {
        Self::Token(token)
    }
}

impl From<&str> for Grant {
    fn from(token: &str) -> Self {
        Self::Token(token.into())
    }
}

impl From<String> for Grant {
    fn from(token: String) -> Self {
        Self::Token(token.into())
    }
}

impl From<ClientCredentials> for Grant {
    fn from(credentials: ClientCredentials) -> Self {
        Self::Client(credentials)
    }
}

impl From<RefreshToken> for Grant {
    fn from(token: RefreshToken) -> Self {
        Self::Refresh(token)
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token(token) => token.fmt(formatter),
            Self::Client(credentials) => credentials.fmt(formatter),
            Self::Refresh(token) => token.fmt(formatter),
            Self::Provider(_) => formatter.write_str("Provider"),
        }
    }
}

/// Tokens for the client's own id and secret (RFC 6749, section 4.4).
#[derive(Debug, Clone)]
#[must_use]
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    scopes: Option<String>,
    token_url: Option<String>,
}

impl ClientCredentials {
    /// The id and the secret of the client.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            scopes: None,
            token_url: None,
        }
    }

    /// What the tokens are good for, if not for all that the API names.
    pub fn scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes = scopes.into_iter().map(|scope| scope.as_ref().to_owned());
        self.scopes = Some(scopes.collect::<Vec<_>>().join(" "));
        self
    }

    /// Where tokens come from, if not from where the API says.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }
}

/// Tokens for one that outlives the others (RFC 6749, section 6).
#[derive(Debug, Clone)]
#[must_use]
pub struct RefreshToken {
    token: Secret,
    id: String,
    secret: Option<Secret>,
    token_url: Option<String>,
}

impl RefreshToken {
    /// The token that outlives the others.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            token: token.into(),
            id: String::new(),
            secret: None,
            token_url: None,
        }
    }

    /// The id of the client, where the server wants one.
    pub fn client(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The secret of the client, where it has one.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// Where tokens come from, if not from where the API says.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }
}

/// Gives a token.
pub trait Provide: Send + Sync {
    /// A token; a new one where the last was `refused`.
    fn token(&self) -> BoxFuture<'_, Result<Secret, Error>>;
}

impl<F, R> Provide for F
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<Secret, Error>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Secret, Error>> {
        Box::pin(self())
    }
}

/// Where tokens come from, and the last one that came.
pub struct TokenSource {
    grant: Grant,
    url: &'static str,
    scopes: &'static str,
    current: Mutex<Option<Token>>,
    given: std::sync::Mutex<Vec<Secret>>,
}

struct Token {
    secret: Secret,
    until: Option<Instant>,
    refresh: Option<Secret>,
}

impl TokenSource {
    /// A source with the token URL and the scopes of the API, empty for none.
    pub fn new(grant: Grant, url: &'static str, scopes: &'static str) -> Self {
        Self {
            grant,
            url,
            scopes,
            current: Mutex::new(None),
            given: std::sync::Mutex::default(),
        }
    }

    /// What no message may show.
    pub fn secrets(&self) -> Vec<Secret> {
        let mut found = self
            .given
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        match &self.grant {
            Grant::Token(token) => found.push(token.clone()),
            Grant::Client(client) => found.push(client.secret.clone()),
            Grant::Refresh(refresh) => {
                found.push(refresh.token.clone());
                found.extend(refresh.secret.clone());
            }
            Grant::Provider(_) => {}
        }
        found
    }

    /// A token that is good for half a minute at least, and not the one that was refused. Of several
    /// calls that need a new one at the same time one asks for it.
    ///
    /// # Errors
    ///
    /// There is no token to be had.
    pub async fn token(
        &self,
        engine: &Engine,
        settings: &Settings,
        deadline: Deadline,
        refused: Option<&HeaderValue>,
    ) -> Result<Secret, Error> {
        let mut current = self.current.lock().await;
        if let Some(token) = &*current {
            let in_time = token.until.is_none_or(|until| Instant::now() < until);
            let header = format!("Bearer {}", token.secret.reveal());
            let good = refused.is_none_or(|refused| refused.as_bytes() != header.as_bytes());
            if in_time && good {
                return Ok(token.secret.clone());
            }
        }
        let refresh = current.as_ref().and_then(|token| token.refresh.clone());
        let token = self.ask(engine, settings, deadline, refresh).await?;
        let secret = token.secret.clone();
        let mut given = vec![secret.clone()];
        given.extend(token.refresh.clone());
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = given;
        *current = Some(token);
        Ok(secret)
    }

    async fn ask(
        &self,
        engine: &Engine,
        settings: &Settings,
        deadline: Deadline,
        refresh: Option<Secret>,
    ) -> Result<Token, Error> {
        let (form, client, url) = match &self.grant {
            Grant::Token(token) => return Ok(Token::unending(token.clone())),
            Grant::Provider(provider) => {
                let mut token = Token::unending(provider.token().await?);
                token.until = Some(Instant::now());
                return Ok(token);
            }
            Grant::Client(client) => {
                let scopes = client.scopes.as_deref().unwrap_or(self.scopes);
                let mut form = "grant_type=client_credentials".to_owned();
                if !scopes.is_empty() {
                    form.push_str("&scope=");
                    form.push_str(&quote(scopes));
                }
                (form, Some((&client.id, &client.secret)), &client.token_url)
            }
            Grant::Refresh(grant) => {
                let token = quote(refresh.as_ref().unwrap_or(&grant.token).reveal());
                let mut form = format!("grant_type=refresh_token&refresh_token={token}");
                if grant.secret.is_none() && !grant.id.is_empty() {
                    form.push_str("&client_id=");
                    form.push_str(&quote(&grant.id));
                }
                let client = grant.secret.as_ref().map(|secret| (&grant.id, secret));
                (form, client, &grant.token_url)
            }
        };
        let url = url.as_deref().unwrap_or(self.url);
        let request = request(settings, url, form, client)?;
        let reply = exchange_once(engine, settings, &request, deadline).await?;
        read(settings, &reply, refresh)
    }
}

impl Token {
    const fn unending(secret: Secret) -> Self {
        Self {
            secret,
            until: None,
            refresh: None,
        }
    }
}

fn request(
    settings: &Settings,
    url: &str,
    form: String,
    client: Option<(&String, &Secret)>,
) -> Result<Request, Error> {
    if url.is_empty() {
        let message = "the API does not say where tokens come from: give a token_url".to_owned();
        return Err(Error::Configuration(message));
    }
    let url = Url::parse(url)
        .or_else(|_| settings.base_url.join(url))
        .map_err(|error| Error::Configuration(format!("{url} gives no tokens: {error}")))?;
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    if let Some((id, secret)) = client {
        // RFC 6749, section 2.3.1: both are encoded as in a form first.
        let value = basic(&quote(id), &Secret::new(quote(secret.reveal())));
        let mut value = HeaderValue::from_str(&value)
            .map_err(|_| Error::Configuration("the client id cannot be sent".to_owned()))?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    let info = RequestInfo {
        operation: "token",
        method: Method::POST,
        url: url.to_string(),
    };
    Ok(Request {
        method: Method::POST,
        url,
        headers,
        content: Some(Octets::Whole(form.into())),
        signed_url: false,
        streams: false,
        token: None,
        info: Arc::new(info),
    })
}

fn read(settings: &Settings, reply: &Reply, refresh: Option<Secret>) -> Result<Token, Error> {
    if !reply.status.is_success() {
        let error = failure(settings, "no token", [], reply);
        return Err(Error::Status(Box::new(error)));
    }
    let refused = |source| decode_error(reply, "the answer is no token".to_owned(), source);
    let body = json::parse(&reply.content).map_err(|error| refused(Some(error)))?;
    let text = |name| {
        body.get(name)
            .and_then(json::Value::as_str)
            .map(Secret::new)
    };
    let secret = text("access_token").ok_or_else(|| refused(None))?;
    let lifetime = match body.get("expires_in") {
        Some(json::Value::Number(seconds)) => Some(seconds.as_f64()),
        Some(json::Value::String(seconds)) => seconds.parse().ok(),
        _ => None,
    };
    let lifetime = lifetime
        .filter(|seconds: &f64| seconds.is_finite())
        .map(|seconds| Duration::from_secs_f64(seconds.clamp(0.0, 1e9)));
    Ok(Token {
        secret,
        until: lifetime.map(|lifetime| Instant::now() + lifetime.saturating_sub(MARGIN)),
        refresh: text("refresh_token").or(refresh),
    })
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenSource")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
