//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// request is a request that is ready to be sent. Its url has no secrets; target is the
// path and query that goes over the wire where that differs.
type request struct {
	method string
	url    string
	target string
	header http.Header
	body   *payload
	info   RequestInfo
	signed *signature
	// live: which answers are read as they arrive.
	live func(status int, mediaType string) bool
}

var variable = regexp.MustCompile(`\{[^{}]*\}`)

// inAPath is what the path of a URL holds beside unreserved characters (RFC 3986,
// section 3.3).
const inAPath = "/%:@!$&'()*+,;="

// newRequest is the request of a call; refused is the signature that the server did not
// take.
func newRequest(ctx context.Context, s *settings, o *operation, given *arguments, refused *signature) (*request, error) {
	origin, prefix := s.origin(o)
	path := variable.ReplaceAllStringFunc(o.path, func(found string) string {
		return given.path[found[1:len(found)-1]]
	})
	at := address{origin, prefix + path, given.query}
	if given.url != "" {
		at = addressOf(given.url)
	}
	r, err := buildRequest(ctx, s, o, o.method, at, given, refused)
	if r != nil {
		r.live = o.live
	}
	return r, err
}

// pollRequest is the request for the state of a job at a path with any query.
func pollRequest(ctx context.Context, s *settings, o *operation, location string, refused *signature) (*request, error) {
	origin, _ := s.origin(o)
	return buildRequest(ctx, s, o, http.MethodGet, address{origin, location, nil}, &arguments{}, refused)
}

// address is where a request goes, its parts ready to be sent.
type address struct {
	origin, path string
	query        []pair
}

// addressOf takes a URL apart.
func addressOf(text string) address {
	text, query, _ := strings.Cut(text, "?")
	scheme, rest, _ := strings.Cut(text, "://")
	host, path, _ := strings.Cut(rest, "/")
	found := address{scheme + "://" + host, "/" + path, nil}
	for _, one := range strings.FieldsFunc(query, func(one rune) bool { return one == '&' }) {
		name, value, given := strings.Cut(one, "=")
		if given {
			found.query = append(found.query, pair{name: name, value: value})
		} else {
			found.query = append(found.query, pair{value: one, bare: true})
		}
	}
	return found
}

// urls are the whole URL, once as errors and logs may show it and once as it is sent.
func (a address) urls(secrets []pair) (shown, sent string) {
	plain := slices.DeleteFunc(slices.Clone(a.query), func(one pair) bool {
		return slices.ContainsFunc(secrets, func(secret pair) bool { return secret.name == one.name && !one.bare })
	})
	masked := slices.Clone(plain)
	for _, one := range secrets {
		masked = append(masked, pair{name: one.name, value: mask})
	}
	return a.origin + target(a.path, masked), a.origin + target(a.path, append(plain, secrets...))
}

func buildRequest(ctx context.Context, s *settings, o *operation, method string, at address, given *arguments, refused *signature) (*request, error) {
	signed := &signature{}
	if !given.elsewhere {
		var err error
		if signed, err = sign(ctx, s, o, refused); err != nil {
			return nil, err
		}
	}
	r := &request{method: method, header: http.Header{}, signed: signed}
	r.header.Set("Accept", o.accept())
	r.header.Set("Accept-Encoding", "gzip")
	r.header.Set("User-Agent", s.userAgent)
	if r.body = given.body; r.body != nil {
		if r.body.isForm {
			r.body = r.body.bounded(s.newBoundary())
		}
		r.header.Set("Content-Type", r.body.mediaType)
	}
	if !given.elsewhere {
		if err := r.addHeaders(s, o, given); err != nil {
			return nil, err
		}
	}
	r.url, r.target = at.urls(signed.query)
	if r.url == r.target {
		r.target = ""
	}
	r.info = RequestInfo{Operation: o.id, Method: method, URL: r.url, Header: masking(s, r.header, signed)}
	return r, nil
}

// addHeaders adds the headers of the call, of its credentials and of the caller.
func (r *request) addHeaders(s *settings, o *operation, given *arguments) error {
	for _, one := range given.headers {
		r.header.Set(one.name, one.value)
	}
	if cookies := slices.Concat(given.cookies, r.signed.cookies); len(cookies) > 0 {
		r.header.Set("Cookie", joinPairs(cookies, "; "))
	}
	for _, one := range r.signed.headers {
		r.header.Set(one.name, one.value)
	}
	for name, value := range s.header {
		if err := checkHeader(value); err != nil {
			return &ArgumentError{o.id, name, err}
		}
		r.header.Set(name, value)
	}
	return nil
}

// masking is the header as errors and logs may show it.
func masking(s *settings, header http.Header, signed *signature) http.Header {
	shown := header.Clone()
	hide := func(name string) {
		if shown.Get(name) != "" {
			shown.Set(name, mask)
		}
	}
	hide("Authorization")
	hide("Cookie")
	for _, one := range signed.headers {
		hide(one.name)
	}
	for name := range s.header {
		hide(name)
	}
	return shown
}

// signature is what credentials add to a request. Tokens are those among them that a
// source gave, by the credential.
type signature struct {
	headers, query, cookies []pair
	tokens                  map[string]string
}

// sign takes the first alternative whose credentials the client has.
func sign(ctx context.Context, s *settings, o *operation, refused *signature) (*signature, error) {
	if len(o.security) == 0 {
		return &signature{}, nil
	}
	var needed []string
	for _, names := range o.security {
		if missing := missingHints(s, names); len(missing) > 0 {
			needed = append(needed, strings.Join(missing, " and "))
			continue
		}
		return signWith(ctx, s, o, names, refused)
	}
	return nil, &ConfigurationError{o.id + " needs a credential: give " + strings.Join(needed, ", or ")}
}

func missingHints(s *settings, names []string) []string {
	var missing []string
	for _, name := range names {
		if _, known := s.credentials[name]; !known {
			missing = append(missing, s.hints[name])
		}
	}
	return missing
}

func signWith(ctx context.Context, s *settings, o *operation, names []string, refused *signature) (*signature, error) {
	signed := &signature{tokens: map[string]string{}}
	for _, name := range names {
		one := s.credentials[name]
		old := ""
		if refused != nil {
			old = refused.tokens[name]
		}
		value, err := one.next(ctx, old)
		if err != nil {
			return nil, &TokenError{o.id, name, err}
		}
		if one.tokens != nil {
			signed.tokens[name] = value
		}
		switch one.where {
		case inQuery:
			signed.query = append(signed.query, pair{name: one.name, value: quote(value, "")})
		case inCookie:
			signed.cookies = append(signed.cookies, pair{name: one.name, value: value})
		default:
			signed.headers = append(signed.headers, pair{name: one.name, value: one.prefix + value})
		}
	}
	return signed, nil
}

// withKey returns the idempotency key of a call, the caller's own or a new one that is
// added to the headers; "" for none.
func withKey(s *settings, o *operation, given *arguments) string {
	if o.key == nil {
		return ""
	}
	for _, one := range given.headers {
		if strings.EqualFold(one.name, o.key.header) {
			return one.value
		}
	}
	if value, set := s.header[http.CanonicalHeaderKey(o.key.header)]; set {
		return value
	}
	key := s.newKey()
	if o.key.form == uuidKey && len(key) == 32 {
		key = strings.Join([]string{key[:8], key[8:12], key[12:16], key[16:20], key[20:]}, "-")
	}
	given.headers = append(given.headers, pair{name: o.key.header, value: key})
	return key
}

// jobPath is the path and query of a job's location, below the path of the client's
// base URL. The scheme, host and port that a server names are its own idea and are not
// used.
func jobPath(s *settings, o *operation, location string) (string, error) {
	path, query, err := splitLocation(location)
	if err != nil {
		return "", err
	}
	_, prefix := s.origin(o)
	path = quote("/"+strings.TrimLeft(path, "/"), inAPath)
	if prefix != "" && path != prefix && !strings.HasPrefix(path, prefix+"/") {
		path = prefix + path
	}
	if query != "" {
		path += "?" + quote(query, inAPath+"?")
	}
	return path, nil
}

// splitLocation takes path and query out of a URL reference (RFC 3986, section 4.1).
func splitLocation(location string) (path, query string, err error) {
	rest, _, _ := strings.Cut(location, "#")
	if scheme, behind, ok := strings.Cut(rest, "://"); ok && !strings.ContainsAny(scheme, "/?") {
		rest = "//" + behind
	}
	if authority, ok := strings.CutPrefix(rest, "//"); ok {
		end := strings.IndexAny(authority, "/?")
		if end < 0 {
			end = len(authority)
		}
		if strings.Contains(authority[:end], "[") != strings.Contains(authority[:end], "]") {
			return "", "", errors.New("the location of the job is no URL")
		}
		rest = authority[end:]
	}
	path, query, _ = strings.Cut(rest, "?")
	return path, query, nil
}

func target(path string, query []pair) string {
	if len(query) == 0 {
		return path
	}
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	return path + mark + joinPairs(query, "&")
}

func joinPairs(pairs []pair, separator string) string {
	texts := make([]string, len(pairs))
	for position, one := range pairs {
		texts[position] = one.value
		if !one.bare {
			texts[position] = one.name + "=" + one.value
		}
	}
	return strings.Join(texts, separator)
}
