//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"time"
)

// HeadersOf reads the headers of an answer into the struct that its operation has for
// them. A header that is not there, or does not fit its type, stays absent.
//
//	var response *Response
//	... WithResponseInto(&response) ...
//	headers := HeadersOf[...Headers](response)
func HeadersOf[T any](response *Response) T {
	var headers T
	if response == nil {
		return headers
	}
	record := reflect.ValueOf(&headers).Elem()
	if record.Kind() != reflect.Struct {
		return headers
	}
	for index := range record.NumField() {
		name := record.Type().Field(index).Tag.Get("header")
		values := response.Header[http.CanonicalHeaderKey(name)]
		if name == "" || len(values) == 0 {
			continue
		}
		readHeader(strings.Join(values, ", "), record.Field(index))
	}
	return headers
}

// readHeader gives a pointer or an Optional the value of a header, if it fits.
func readHeader(text string, into reflect.Value) {
	if into.Kind() == reflect.Pointer {
		if held := reflect.New(into.Type().Elem()); readText(text, held.Elem()) {
			into.Set(held)
		}
		return
	}
	if cell, ok := into.Addr().Interface().(celled); ok {
		_ = fill(cell, func(held reflect.Value) error {
			if !readText(text, held) {
				return errors.New("does not fit")
			}
			return nil
		})
	}
}

// readText reads a text in the style simple (OpenAPI 3.1, section 4.8.12.3), or in any
// form of JSON.
func readText(text string, into reflect.Value) bool {
	if moment, ok := into.Addr().Interface().(*time.Time); ok {
		return readMoment(text, moment)
	}
	for _, value := range readings(text, into.Type()) {
		if bindValue(value, into) == nil {
			return true
		}
		into.SetZero()
	}
	return false
}

// readMoment reads a time in the form of the API, or in that of HTTP.
func readMoment(text string, into *time.Time) bool {
	moment, err := ParseTimestamp(text, time.UTC)
	if err != nil {
		moment, err = http.ParseTime(text)
	}
	*into = moment
	return err == nil
}

// readings are what a text may mean, the likeliest first.
func readings(text string, kind reflect.Type) []jsonValue {
	plain := textValue(text)
	parsed, err := parseJSON([]byte(text))
	known := err == nil
	if kind.Kind() == reflect.Slice && kind.Elem().Kind() != reflect.Uint8 && (!known || parsed.kind != jsonArray) {
		return []jsonValue{listOfTexts(text, kind.Elem())}
	}
	if !known {
		return []jsonValue{plain}
	}
	if kind.Kind() == reflect.String || kind.Kind() == reflect.Interface {
		return []jsonValue{plain}
	}
	return []jsonValue{parsed, plain}
}

func listOfTexts(text string, item reflect.Type) jsonValue {
	list := jsonValue{kind: jsonArray}
	for one := range strings.SplitSeq(text, ",") {
		found := readings(strings.TrimSpace(one), item)
		list.items = append(list.items, found[0])
	}
	raw, _ := encodeJSON(list)
	list.raw = raw
	return list
}
