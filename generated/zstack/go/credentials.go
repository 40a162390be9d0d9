//lint:file-ignore U1000 An API may need less than all of it.

package zstack

import (
	"encoding/base64"
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
}

// credentialSource tells where a client finds a credential that no option gives.
type credentialSource struct {
	id       string
	option   string
	variable string
	make     func(text string) credential
}

// schemeCredential is sent behind a scheme in Authorization (RFC 9110, section 11.4).
func schemeCredential(scheme string) func(string) credential {
	return func(text string) credential {
		return credential{inAuthorization, "Authorization", scheme + " ", hidden(text)}
	}
}

// basicCredential is a user and a password with a colon between (RFC 7617).
func basicCredential(pair string) credential {
	if strings.HasPrefix(pair, ":") || pair == "" {
		return credential{}
	}
	encoded := base64.StdEncoding.EncodeToString([]byte(pair))
	return credential{inAuthorization, "Authorization", "Basic ", hidden(encoded)}
}

// keyCredential is a secret of its own in a header, a query parameter or a cookie.
func keyCredential(where place, name string) func(string) credential {
	return func(text string) credential {
		return credential{where, name, "", hidden(text)}
	}
}

// findCredentials takes what a client was given and, for the rest, what the environment
// has.
func findCredentials(sources []credentialSource, given map[string]string) (map[string]credential, error) {
	found := map[string]credential{}
	for _, source := range sources {
		text, ok := given[source.id]
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

// hint says how a client is given the credential.
func (c credentialSource) hint() string {
	return "the option " + c.option + " or the environment variable " + c.variable
}
