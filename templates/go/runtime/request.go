//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"errors"
	"net/http"
	"regexp"
	"strings"
)

// request is a request that is ready to be sent. Its url has no secrets; target is the
// path and query that goes over the wire where that differs.
type request struct {
	method string
	url    string
	target string
	header http.Header
	body   []byte
	info   RequestInfo
}

var variable = regexp.MustCompile(`\{[^{}]*\}`)

// inAPath is what the path of a URL holds beside unreserved characters (RFC 3986,
// section 3.3).
const inAPath = "/%:@!$&'()*+,;="

// newRequest is the request of a call.
func newRequest(s *settings, o *operation, given *arguments) (*request, error) {
	_, prefix := s.origin()
	path := variable.ReplaceAllStringFunc(o.path, func(found string) string {
		return given.path[found[1:len(found)-1]]
	})
	return buildRequest(s, o, o.method, prefix+path, given)
}

// pollRequest is the request for the state of a job at a path with any query.
func pollRequest(s *settings, o *operation, location string) (*request, error) {
	return buildRequest(s, o, http.MethodGet, location, &arguments{})
}

func buildRequest(s *settings, o *operation, method, path string, given *arguments) (*request, error) {
	signed, err := sign(s, o)
	if err != nil {
		return nil, err
	}
	header := http.Header{}
	header.Set("Accept", o.accept())
	header.Set("Accept-Encoding", "gzip")
	header.Set("User-Agent", s.userAgent)
	r := &request{method: method, header: header}
	if given.body != nil {
		header.Set("Content-Type", given.body.mediaType)
		r.body = given.body.content
	}
	for _, one := range given.headers {
		header.Set(one.name, one.value)
	}
	if cookies := append(given.cookies, signed.cookies...); len(cookies) > 0 {
		header.Set("Cookie", joinPairs(cookies, "; "))
	}
	for _, one := range signed.headers {
		header.Set(one.name, one.value)
	}
	for name, value := range s.header {
		if err := checkHeader(value); err != nil {
			return nil, &ArgumentError{o.id, name, err}
		}
		header.Set(name, value)
	}
	origin, _ := s.origin()
	masked := given.query[:len(given.query):len(given.query)]
	for _, one := range signed.query {
		masked = append(masked, pair{one.name, mask})
	}
	r.url = origin + target(path, masked)
	if len(signed.query) > 0 {
		r.target = origin + target(path, append(given.query, signed.query...))
	}
	r.info = RequestInfo{Operation: o.id, Method: method, URL: r.url, Header: masking(s, header, signed)}
	return r, nil
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

// signature is what credentials add to a request.
type signature struct {
	headers, query, cookies []pair
}

// sign takes the first alternative whose credentials the client has.
func sign(s *settings, o *operation) (*signature, error) {
	if len(o.security) == 0 {
		return &signature{}, nil
	}
	var needed []string
	for _, names := range o.security {
		signed, missing := signWith(s, names)
		if len(missing) == 0 {
			return signed, nil
		}
		needed = append(needed, strings.Join(missing, " and "))
	}
	return nil, &ConfigurationError{o.id + " needs a credential: give " + strings.Join(needed, ", or ")}
}

func signWith(s *settings, names []string) (signed *signature, missing []string) {
	signed = &signature{}
	for _, name := range names {
		one, known := s.credentials[name]
		if !known {
			missing = append(missing, s.hints[name])
			continue
		}
		value := one.value()
		switch one.where {
		case inQuery:
			signed.query = append(signed.query, pair{one.name, quote(value, "")})
		case inCookie:
			signed.cookies = append(signed.cookies, pair{one.name, value})
		default:
			signed.headers = append(signed.headers, pair{one.name, one.prefix + value})
		}
	}
	return signed, missing
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
	given.headers = append(given.headers, pair{o.key.header, key})
	return key
}

// jobPath is the path and query of a job's location, below the path of the client's
// base URL. The scheme, host and port that a server names are its own idea and are not
// used.
func jobPath(s *settings, location string) (string, error) {
	path, query, err := splitLocation(location)
	if err != nil {
		return "", err
	}
	_, prefix := s.origin()
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
		texts[position] = one.name + "=" + one.value
	}
	return strings.Join(texts, separator)
}
