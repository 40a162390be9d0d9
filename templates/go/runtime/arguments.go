//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
)

// arguments is what the parameters of one call became, ready to be sent. The first
// fault of an argument is kept in err.
type arguments struct {
	path    map[string]string
	query   []pair
	headers []pair
	cookies []pair
	body    *payload
	err     error
	// url is asked instead of the address of the operation, without credentials where
	// it is elsewhere.
	url       string
	elsewhere bool
}

// with is a copy whose query has other values for one parameter; none takes it out.
func (a *arguments) with(name string, values ...pair) *arguments {
	changed := *a
	changed.query = slices.DeleteFunc(slices.Clone(a.query), func(one pair) bool { return one.name == name })
	changed.query = append(changed.query, values...)
	return &changed
}

// pair is a name and a value, both ready to be sent. With bare, the value is the whole.
type pair struct {
	name, value string
	bare        bool
}

// style is how an argument outside the body is spelled (OpenAPI 3.1, section
// 4.8.12).
type style int

const (
	simpleStyle style = iota
	labelStyle
	matrixStyle
	formStyle
	spaceDelimitedStyle
	pipeDelimitedStyle
	deepObjectStyle
	cookieStyle
)

func (a *arguments) fail(name string, err error) {
	if err != nil && a.err == nil {
		a.err = &ArgumentError{Name: name, Err: err}
	}
}

// parsed is the argument as JSON; false where it is left out or does not fit.
func (a *arguments) parsed(name string, value any) (jsonValue, bool) {
	if isAbsent(value) {
		return jsonValue{}, false
	}
	text, err := encodeJSON(value)
	if err != nil {
		a.fail(name, err)
		return jsonValue{}, false
	}
	parsed, err := parseJSON(text)
	a.fail(name, err)
	return parsed, err == nil
}

// inPath gives the variable {name} of the path its value.
func (a *arguments) inPath(name string, value any, how style, explode bool) {
	parsed, given := a.parsed(name, value)
	text := ""
	if given {
		var err error
		text, err = pathText(quote(name, ""), parsed, how, explode)
		a.fail(name, err)
	}
	if text == "" || text == "." || text == ".." {
		a.fail(name, errors.New("must not be empty, \".\" or \"..\": the path would lead elsewhere"))
	}
	if a.path == nil {
		a.path = map[string]string{}
	}
	a.path[name] = text
}

// inQuery adds an argument to the query. With reserved, the characters that a query
// may hold are not encoded.
func (a *arguments) inQuery(name string, value any, how style, explode, reserved bool) {
	if parsed, given := a.parsed(name, value); given {
		pairs, err := queryPairs(name, parsed, how, explode, reserved)
		a.fail(name, err)
		a.query = append(a.query, pairs...)
	}
}

// inCookie adds a cookie. Those of cookieStyle are not encoded (OpenAPI 3.2, section
// 4.12.3).
func (a *arguments) inCookie(name string, value any, how style, explode bool) {
	parsed, given := a.parsed(name, value)
	if !given {
		return
	}
	pairs, err := queryPairs(name, parsed, formStyle, explode, false)
	a.fail(name, err)
	for _, one := range pairs {
		if how == cookieStyle {
			one.name, one.value = unquote(one.name), unquote(one.value)
			a.fail(name, checkCookie(one.name+"="+one.value))
		}
		a.cookies = append(a.cookies, one)
	}
}

// inHeader adds a header.
func (a *arguments) inHeader(name string, value any, explode bool) {
	if parsed, given := a.parsed(name, value); given {
		text, err := simpleText(parsed, explode, func(text string) string { return text })
		a.fail(name, err)
		a.fail(name, checkHeader(text))
		a.headers = append(a.headers, pair{name: name, value: text})
	}
}

// asDocument writes an argument as a document of its own: JSON, or else a text.
func (a *arguments) asDocument(mediaType, name string, value any) (text string, given bool) {
	if isAbsent(value) {
		return "", false
	}
	encoded, err := encodeJSON(value)
	a.fail(name, err)
	if isJSON(mediaType) || err != nil {
		return string(encoded), err == nil
	}
	parsed, err := parseJSON(encoded)
	a.fail(name, err)
	text, err = scalarText(parsed)
	if err != nil {
		return string(encoded), true
	}
	return text, true
}

// documentInPath gives a variable of the path a document as its value.
func (a *arguments) documentInPath(mediaType, name string, value any) {
	text, _ := a.asDocument(mediaType, name, value)
	a.inPath(name, text, simpleStyle, false)
}

// documentInQuery adds a document to the query.
func (a *arguments) documentInQuery(mediaType, name string, value any) {
	if text, given := a.asDocument(mediaType, name, value); given {
		a.query = append(a.query, pair{name: quote(name, ""), value: quote(text, "")})
	}
}

// documentInHeader adds a header that is a document.
func (a *arguments) documentInHeader(mediaType, name string, value any) {
	if text, given := a.asDocument(mediaType, name, value); given {
		a.fail(name, checkHeader(text))
		a.headers = append(a.headers, pair{name: name, value: text})
	}
}

// documentInCookie adds a cookie that is a document.
func (a *arguments) documentInCookie(mediaType, name string, value any) {
	if text, given := a.asDocument(mediaType, name, value); given {
		a.cookies = append(a.cookies, pair{name: quote(name, ""), value: quote(text, "")})
	}
}

// wholeQuery makes the query of one document (OpenAPI 3.2, section 4.12.1): a form, or
// any other text.
func (a *arguments) wholeQuery(mediaType string, value any, parts ...part) {
	text, given := "", false
	if mediaType == "application/x-www-form-urlencoded" {
		text, given = a.formText(value, parts)
	} else if text, given = a.asDocument(mediaType, "the query", value); given {
		text = quote(text, "")
	}
	if given && text != "" {
		a.query = append(a.query, pair{value: text, bare: true})
	}
}

// setBody takes the body of a call, which has one.
func (a *arguments) setBody(body *payload) {
	if a.body != nil {
		a.fail("the body", errors.New("is given in more than one media type"))
	}
	a.body = body
}

// needBody refuses a call without a body.
func (a *arguments) needBody() {
	if a.body == nil {
		a.fail("the body", errors.New("must be given"))
	}
}

// jsonBody sets the body to the canonical JSON of a value.
func (a *arguments) jsonBody(mediaType string, value any) {
	if isAbsent(value) {
		return
	}
	content, err := encodeJSON(value)
	a.fail("the body", err)
	a.setBody(wholePayload(mediaType, content))
}

// textBody sets the body to a text in UTF-8.
func (a *arguments) textBody(mediaType string, value Optional[string]) {
	if text, given := value.Get(); given {
		if strings.HasPrefix(mediaType, "text/") && !strings.Contains(mediaType, "charset=") {
			mediaType += "; charset=utf-8"
		}
		a.setBody(wholePayload(mediaType, []byte(text)))
	}
}

// bytesBody sets the body to what a reader holds; nil is none.
func (a *arguments) bytesBody(mediaType string, content io.Reader) {
	if content != nil {
		a.setBody(newPayload(mediaType, readerPiece(content)))
	}
}

// checkHeader refuses characters that no header may have.
func checkHeader(value string) error {
	for position := range len(value) {
		if octet := value[position]; octet != '\t' && (octet < ' ' || octet > '~') {
			return errors.New("has characters that cannot be sent in a header")
		}
	}
	return nil
}

// checkCookie refuses characters that would end a cookie.
func checkCookie(text string) error {
	if err := checkHeader(text); err != nil {
		return err
	}
	if strings.Contains(text, ";") {
		return errors.New("has characters that cannot be sent in a cookie")
	}
	return nil
}

func unquote(text string) string {
	plain, err := url.PathUnescape(text)
	if err != nil {
		return text
	}
	return plain
}
