package client

import (
	"fmt"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Response is a whole answer, before anybody looked into it. [WithResponseInto] asks
// for the one of a call.
type Response struct {
	// StatusCode is the status.
	StatusCode int
	// Header has the headers.
	Header http.Header
	// Body is the body, with any content coding undone; nil for one that is read as it
	// arrives.
	Body []byte
	// Request is what was asked.
	Request RequestInfo

	live *liveBody
}

// Text returns the body as text: in ISO 8859-1 if the answer says so, else in UTF-8.
// What is no text in it becomes U+FFFD.
func (r *Response) Text() string {
	_, parameters, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch strings.ToLower(parameters["charset"]) {
	case "iso-8859-1", "latin1":
		runes := make([]rune, len(r.Body))
		for position, octet := range r.Body {
			runes[position] = rune(octet)
		}
		return string(runes)
	default:
		return validText(r.Body)
	}
}

// validText replaces each sequence of octets that is no UTF-8.
func validText(octets []byte) string {
	if utf8.Valid(octets) {
		return string(octets)
	}
	return strings.ToValidUTF8(string(octets), "\ufffd")
}

// mediaType returns the media type in lower case, without parameters.
func (r *Response) mediaType() string {
	return mediaTypeOf(r.Header)
}

func mediaTypeOf(header http.Header) string {
	kind, _, _ := strings.Cut(header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// reason returns the status and its standard phrase: "404 Not Found".
func (r *Response) reason() string {
	phrase := http.StatusText(r.StatusCode)
	return strings.TrimSpace(fmt.Sprintf("%d %s", r.StatusCode, phrase))
}
