//lint:file-ignore U1000 An API may need less than all of it.

package zstack

import (
	"errors"
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
}

// pair is a name and a value, both ready to be sent.
type pair struct {
	name, value string
}

// payload is a body to be sent.
type payload struct {
	mediaType string
	content   []byte
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

// inCookie adds a cookie.
func (a *arguments) inCookie(name string, value any, explode bool) {
	if parsed, given := a.parsed(name, value); given {
		pairs, err := queryPairs(name, parsed, formStyle, explode, false)
		a.fail(name, err)
		a.cookies = append(a.cookies, pairs...)
	}
}

// inHeader adds a header.
func (a *arguments) inHeader(name string, value any, explode bool) {
	if parsed, given := a.parsed(name, value); given {
		text, err := simpleText(parsed, explode, func(text string) string { return text })
		a.fail(name, err)
		a.fail(name, checkHeader(text))
		a.headers = append(a.headers, pair{name, text})
	}
}

// jsonInQuery adds an argument to the query as a JSON text.
func (a *arguments) jsonInQuery(name string, value any) {
	if isAbsent(value) {
		return
	}
	text, err := encodeJSON(value)
	a.fail(name, err)
	a.query = append(a.query, pair{quote(name, ""), quote(string(text), "")})
}

// jsonBody sets the body to the canonical JSON of a value.
func (a *arguments) jsonBody(mediaType string, value any) {
	if isAbsent(value) {
		return
	}
	content, err := encodeJSON(value)
	a.fail("the body", err)
	a.body = &payload{mediaType, content}
}

// formBody sets the body to names and values, lists as repeated names.
func (a *arguments) formBody(mediaType string, value any) {
	parsed, given := a.parsed("the body", value)
	if !given {
		return
	}
	if parsed.kind != jsonObject {
		a.fail("the body", parsed.isNo("form of names and values"))
		return
	}
	var fields []string
	for _, field := range parsed.members {
		pairs, err := queryPairs(field.name, field.value, formStyle, true, false)
		a.fail(field.name, err)
		for _, one := range pairs {
			fields = append(fields, one.name+"="+one.value)
		}
	}
	a.body = &payload{mediaType, []byte(strings.Join(fields, "&"))}
}

// textBody sets the body to a text in UTF-8.
func (a *arguments) textBody(mediaType string, value Optional[string]) {
	if text, given := value.Get(); given {
		if strings.HasPrefix(mediaType, "text/") {
			mediaType += "; charset=utf-8"
		}
		a.body = &payload{mediaType, []byte(text)}
	}
}

// bytesBody sets the body to octets as they are.
func (a *arguments) bytesBody(mediaType string, value Optional[[]byte]) {
	if octets, given := value.Get(); given {
		a.body = &payload{mediaType, octets}
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
