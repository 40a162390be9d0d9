//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"reflect"
	"strings"
)

// formAsJSON is a form of names and values as JSON: of a name that comes more than once,
// the values as a list.
func formAsJSON(body []byte) jsonValue {
	found := jsonValue{kind: jsonObject}
	places := map[string]int{}
	for one := range strings.SplitSeq(string(body), "&") {
		name, value, _ := strings.Cut(one, "=")
		name, value = plainFormText(name), plainFormText(value)
		if one == "" {
			continue
		}
		place, known := places[name]
		if !known {
			places[name] = len(found.members)
			found.members = append(found.members, jsonMember{name, textValue(value)})
			continue
		}
		member := &found.members[place]
		if member.value.kind != jsonArray {
			member.value = jsonValue{kind: jsonArray, items: []jsonValue{member.value}}
		}
		member.value.items = append(member.value.items, textValue(value))
	}
	return found
}

func plainFormText(text string) string {
	return unquote(strings.ReplaceAll(text, "+", " "))
}

// decodePayload reads the body of a request that the API made: JSON, or a form.
func decodePayload[T any](body []byte, isForm bool) (*T, error) {
	value, err := parseJSON(body)
	if isForm && (err != nil || value.kind != jsonObject) {
		value, err = formAsJSON(body), nil
	}
	if err != nil {
		return nil, &PayloadError{err}
	}
	found := new(T)
	if isForm {
		value = likeRecord(value, reflect.TypeFor[T]())
	}
	if err := bindJSON(value, found); err != nil {
		return nil, &PayloadError{err}
	}
	return found, nil
}

// likeRecord gives the texts of a form the types of a record's fields.
func likeRecord(value jsonValue, kind reflect.Type) jsonValue {
	if kind.Kind() != reflect.Struct || kind.Implements(unionType) {
		return value
	}
	shape := shapeOf(kind)
	for position, one := range value.members {
		place, known := shape.names[one.name]
		if !known || one.value.kind != jsonString {
			continue
		}
		field := kind.Field(shape.fields[place].index).Type
		if _, ok := reflect.New(field).Interface().(celled); ok || field.Kind() == reflect.Pointer {
			field = heldBy(field)
		}
		for _, reading := range readings(one.value.text, field) {
			if bindValue(reading, reflect.New(field).Elem()) == nil {
				value.members[position].value = reading
				break
			}
		}
	}
	return value
}

// PayloadError is a request of the API that is not what it documents.
type PayloadError struct {
	// Err is the reason.
	Err error
}

// Error implements error.
func (e *PayloadError) Error() string {
	return "the payload does not fit the documented type: " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *PayloadError) Unwrap() error {
	return e.Err
}
