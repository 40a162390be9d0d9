//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"context"
	"encoding/base64"
	"net/http"
	"os"
	"strings"
)

const mask = "***"

// secret reveals a text. A function, because printers of whole values show no functions.
type secret func() string

func hidden(text string) secret {
	return func() string { return text }
}

// place says where a credential travels.
type place int

const (
	inAuthorization place = iota
	inHeader
	inQuery
	inCookie
)

// credential is a secret and the way that it is sent. In Authorization, prefix is the
// scheme with a blank behind it; elsewhere name is that of the header, the query
// parameter or the cookie.
type credential struct {
	where  place
	name   string
	prefix string
	value  secret
	tokens *tokenCache // where value is made again and again
}

// current is the secret that was used last.
func (c credential) current() string {
	if c.tokens != nil {
		return c.tokens.known()
	}
	return c.value()
}

// next is the secret to be sent now, which must not be the one that was refused.
func (c credential) next(ctx context.Context, refused string) (string, error) {
	if c.tokens != nil {
		return c.tokens.token(ctx, refused)
	}
	return c.value(), nil
}

// credentialSource tells where a client finds a credential that no option gives.
type credentialSource struct {
	id       string
	option   string
	variable string
	make     func(text string) credential
	// tokenURL and refreshURL are where the API says that tokens come from.
	tokenURL, refreshURL string
}

func newSource(id, option, variable string, makes func(text string) credential) credentialSource {
	return credentialSource{id: id, option: option, variable: variable, make: makes}
}

// tokensFrom says where the API's own tokens come from.
func (c credentialSource) tokensFrom(tokenURL, refreshURL string) credentialSource {
	c.tokenURL, c.refreshURL = tokenURL, refreshURL
	return c
}

// schemeCredential is sent behind a scheme in Authorization (RFC 9110, section 11.4).
func schemeCredential(scheme string) func(string) credential {
	return func(text string) credential {
		return credential{where: inAuthorization, name: "Authorization", prefix: scheme + " ", value: hidden(text)}
	}
}

// basicCredential is a user and a password with a colon between (RFC 7617).
func basicCredential(pair string) credential {
	if strings.HasPrefix(pair, ":") || pair == "" {
		return credential{}
	}
	encoded := base64.StdEncoding.EncodeToString([]byte(pair))
	return credential{where: inAuthorization, name: "Authorization", prefix: "Basic ", value: hidden(encoded)}
}

// keyCredential is a secret of its own in a header, a query parameter or a cookie.
func keyCredential(where place, name string) func(string) credential {
	return func(text string) credential {
		return credential{where: where, name: name, value: hidden(text)}
	}
}

// findCredentials takes what a client was given and, for the rest, what the environment
// has.
func (s *settings) findCredentials(sources []credentialSource, client *http.Client) (map[string]credential, error) {
	found := map[string]credential{}
	for _, source := range sources {
		if tokens := s.tokens[source.id]; tokens != nil {
			found[source.id] = source.fromTokens(s, tokens, client)
			continue
		}
		text, ok := s.given[source.id]
		if !ok {
			text = os.Getenv(source.variable)
		}
		made := source.make(text)
		if text == "" || made.value == nil {
			continue
		}
		if err := checkHeader(made.value()); err != nil || strings.Contains(made.value(), "\t") {
			return nil, &ConfigurationError{source.option + " has characters that cannot be sent"}
		}
		found[source.id] = made
	}
	return found, nil
}

// fromTokens is the credential whose secrets a source gives.
func (c credentialSource) fromTokens(s *settings, tokens TokenSource, client *http.Client) credential {
	if partial, ok := tokens.(incomplete); ok {
		tokens = partial.complete(s.resolved(c.tokenURL), s.resolved(c.refreshURL), client)
	}
	found := c.make("token")
	found.value, found.tokens = nil, newTokenCache(tokens)
	return found
}

// hint says how a client is given the credential.
func (c credentialSource) hint() string {
	return "the option " + c.option + " or the environment variable " + c.variable
}
