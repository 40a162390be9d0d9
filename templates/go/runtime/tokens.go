//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// TokenSource gets the access tokens of a client, which asks it when it has none, when
// the one that it has is about to expire, and once more when the server refuses one.
type TokenSource interface {
	Token(ctx context.Context) (Token, error)
}

// TokenFunc is a function as a [TokenSource].
type TokenFunc func(ctx context.Context) (Token, error)

// Token implements [TokenSource].
func (f TokenFunc) Token(ctx context.Context) (Token, error) {
	return f(ctx)
}

// Token is an access token.
type Token struct {
	// Access is what is sent.
	Access string
	// Expires is when it ends; zero where nobody knows.
	Expires time.Time
}

// ClientCredentials gets tokens for a program that acts for itself (RFC 6749, section
// 4.4).
type ClientCredentials struct {
	ClientID     string
	ClientSecret string
	// Scopes are asked for; none: those that the server grants by itself.
	Scopes []string
	// TokenURL is where tokens come from. Empty: the one that the API names.
	TokenURL string
	// HTTPClient sends the requests for tokens. Nil: the one of the client.
	HTTPClient *http.Client
}

// Token implements [TokenSource].
func (c *ClientCredentials) Token(ctx context.Context) (Token, error) {
	form := []pair{{name: "grant_type", value: "client_credentials"}}
	granted, err := requestToken(ctx, c.HTTPClient, c.TokenURL, c.ClientID, c.ClientSecret, c.Scopes, form)
	return granted.token(), err
}

func (c *ClientCredentials) complete(tokenURL, _ string, client *http.Client) TokenSource {
	completed := *c
	completed.TokenURL = firstOf(c.TokenURL, tokenURL)
	if c.HTTPClient == nil {
		completed.HTTPClient = client
	}
	return &completed
}

// RefreshToken gets tokens with a refresh token (RFC 6749, section 6), and keeps the
// new one where the server gives one.
type RefreshToken struct {
	Refresh string
	// ClientID and ClientSecret are those of the program; both may be empty.
	ClientID     string
	ClientSecret string
	// Scopes are asked for; none: the same as before.
	Scopes []string
	// TokenURL is where tokens come from. Empty: the one that the API names.
	TokenURL string
	// HTTPClient sends the requests for tokens. Nil: the one of the client.
	HTTPClient *http.Client
	// Renewed is told of a new refresh token, which replaces the old one.
	Renewed func(refresh string)

	lock   sync.Mutex
	newest string
}

// Token implements [TokenSource].
func (r *RefreshToken) Token(ctx context.Context) (Token, error) {
	r.lock.Lock()
	defer r.lock.Unlock()
	form := []pair{
		{name: "grant_type", value: "refresh_token"},
		{name: "refresh_token", value: quote(firstOf(r.newest, r.Refresh), "")},
	}
	granted, err := requestToken(ctx, r.HTTPClient, r.TokenURL, r.ClientID, r.ClientSecret, r.Scopes, form)
	if err == nil && granted.RefreshToken != "" {
		r.newest = granted.RefreshToken
		if r.Renewed != nil {
			r.Renewed(r.newest)
		}
	}
	return granted.token(), err
}

func (r *RefreshToken) complete(_, refreshURL string, client *http.Client) TokenSource {
	completed := &RefreshToken{
		Refresh: r.Refresh, ClientID: r.ClientID, ClientSecret: r.ClientSecret, Scopes: r.Scopes,
		TokenURL: firstOf(r.TokenURL, refreshURL), HTTPClient: r.HTTPClient, Renewed: r.Renewed,
	}
	if r.HTTPClient == nil {
		completed.HTTPClient = client
	}
	return completed
}

// incomplete is a source that takes from the API what it was not given.
type incomplete interface {
	complete(tokenURL, refreshURL string, client *http.Client) TokenSource
}

// grant is the answer of a token endpoint (RFC 6749, section 5.1).
type grant struct {
	AccessToken  string            `json:"access_token"`
	ExpiresIn    Optional[float64] `json:"expires_in,omitzero"`
	RefreshToken string            `json:"refresh_token,omitzero"`
}

func (g grant) token() Token {
	found := Token{Access: g.AccessToken}
	if seconds, given := g.ExpiresIn.Get(); given {
		found.Expires = time.Now().Add(time.Duration(seconds * float64(time.Second)))
	}
	return found
}

// requestToken asks a token endpoint. The program says who it is as RFC 6749, section
// 2.3.1, wants it: in Authorization, or with its id in the form where it has no secret.
func requestToken(ctx context.Context, client *http.Client, address, id, secret string, scopes []string, form []pair) (grant, error) {
	if len(scopes) > 0 {
		form = append(form, pair{name: "scope", value: quote(strings.Join(scopes, " "), "")})
	}
	if secret == "" && id != "" {
		form = append(form, pair{name: "client_id", value: quote(id, "")})
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(joinPairs(form, "&")))
	if err != nil || address == "" {
		return grant{}, errors.New("the URL for tokens is no URL")
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	if secret != "" {
		request.SetBasicAuth(quote(id, ""), quote(secret, ""))
	}
	if client == nil {
		client = http.DefaultClient
	}
	answer, err := client.Do(request)
	if err != nil {
		return grant{}, withoutURL(ctx, err)
	}
	defer func() { _ = answer.Body.Close() }()
	return readGrant(answer)
}

const longestGrant = 1 << 20

func readGrant(answer *http.Response) (grant, error) {
	content, err := io.ReadAll(io.LimitReader(answer.Body, longestGrant))
	if err != nil {
		return grant{}, err
	}
	if answer.StatusCode != http.StatusOK {
		// The answer may repeat a secret: only the code of the error is told.
		value, _ := parseJSON(content)
		code := value.at([]string{"error"}).text
		return grant{}, fmt.Errorf("the token endpoint answers %d %s", answer.StatusCode, code)
	}
	var found grant
	if err := decodeJSON(content, &found); err != nil {
		return grant{}, fmt.Errorf("the answer of the token endpoint: %w", err)
	}
	return found, nil
}

// expiryMargin is how long before its end a token is not used any more.
const expiryMargin = 30 * time.Second

// tokenCache keeps the token of a source. One goroutine at a time asks for a new one.
type tokenCache struct {
	source TokenSource
	turn   chan struct{} // holds one value: whoever takes it may ask

	lock    sync.Mutex
	current Token
}

func newTokenCache(source TokenSource) *tokenCache {
	cache := &tokenCache{source: source, turn: make(chan struct{}, 1)}
	cache.turn <- struct{}{}
	return cache
}

func (c *tokenCache) known() string {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.current.Access
}

func (c *tokenCache) fresh(refused string) (string, bool) {
	c.lock.Lock()
	defer c.lock.Unlock()
	ends := c.current.Expires
	usable := c.current.Access != "" && c.current.Access != refused &&
		(ends.IsZero() || time.Until(ends) > expiryMargin)
	return c.current.Access, usable
}

// token returns a token that is not refused, the one that is kept if it will do.
func (c *tokenCache) token(ctx context.Context, refused string) (string, error) {
	if known, usable := c.fresh(refused); usable {
		return known, nil
	}
	select {
	case <-c.turn:
		defer func() { c.turn <- struct{}{} }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if known, usable := c.fresh(refused); usable {
		return known, nil
	}
	found, err := c.source.Token(ctx)
	if err != nil {
		return "", err
	}
	if err := checkHeader(found.Access); err != nil || found.Access == "" {
		return "", errors.New("the token cannot be sent")
	}
	c.lock.Lock()
	defer c.lock.Unlock()
	c.current = found
	return found.Access, nil
}
