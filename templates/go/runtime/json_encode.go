//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// object is a JSON object whose members go out in this order. A member whose value is
// an absent [Optional] is left out.
type object []member

type member struct {
	name  string
	value any
}

// optionalObject is an object that is left out when none of its members is given.
type optionalObject object

// encodeJSON returns the canonical JSON of a value, the same bytes from a client in
// any language:
//
//   - UTF-8 without spaces; the members of an object in the order of the API's schema,
//     behind them those of no schema as they came; the entries of a map sorted
//   - strings escape what RFC 8259, section 7, says must be, and nothing else
//   - integers in all their digits, other numbers as in RFC 8785, section 3.2.2.3
func encodeJSON(value any) ([]byte, error) {
	return appendValue(nil, reflect.ValueOf(value))
}

func appendJSON(text []byte, value any) ([]byte, error) {
	return appendValue(text, reflect.ValueOf(value))
}

func appendValue(text []byte, value reflect.Value) ([]byte, error) {
	if !value.IsValid() {
		return append(text, "null"...), nil
	}
	if value.CanInterface() {
		if written, known, err := appendKnown(text, value.Interface()); known {
			return written, err
		}
	}
	switch value.Kind() {
	case reflect.Interface, reflect.Pointer:
		return appendValue(text, value.Elem())
	case reflect.Struct:
		return appendStruct(text, value)
	case reflect.Slice, reflect.Array:
		return appendList(text, value)
	case reflect.Map:
		return appendMap(text, value)
	default:
		return appendScalar(text, value)
	}
}

func appendScalar(text []byte, value reflect.Value) ([]byte, error) {
	switch value.Kind() {
	case reflect.String:
		return appendString(text, value.String())
	case reflect.Bool:
		return strconv.AppendBool(text, value.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(text, value.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.AppendUint(text, value.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		number, err := doubleText(value.Float())
		return append(text, number...), err
	default:
		return nil, errors.New("a " + value.Type().String() + " has no JSON form")
	}
}

// appendKnown writes the types that have a JSON form of their own.
func appendKnown(text []byte, value any) (written []byte, known bool, err error) {
	switch value := value.(type) {
	case object:
		written, err = appendObject(text, value)
	case optionalObject:
		written, err = appendObject(text, object(value))
	case optional:
		written, err = appendJSON(text, heldIn(value))
	case jsonValue:
		written, err = appendParsed(text, value)
	case json.RawMessage:
		written, err = appendRaw(text, value)
	case json.Number:
		written, err = appendRaw(text, []byte(value))
	case []byte:
		written, err = appendString(text, base64.StdEncoding.EncodeToString(value))
	case time.Time:
		written, err = appendString(text, momentText(value))
	default:
		return nil, false, nil
	}
	return written, true, err
}

func appendObject(text []byte, members object) ([]byte, error) {
	text = append(text, '{')
	first := true
	for _, one := range members {
		if isAbsent(one.value) {
			continue
		}
		var err error
		if text, err = appendMember(text, one.name, reflect.ValueOf(one.value), first); err != nil {
			return nil, err
		}
		first = false
	}
	return append(text, '}'), nil
}

func isAbsent(value any) bool {
	switch value := value.(type) {
	case optional:
		return value.IsZero()
	case optionalObject:
		return !slices.ContainsFunc(value, func(one member) bool { return !isAbsent(one.value) })
	default:
		held := reflect.ValueOf(value)
		return held.Kind() == reflect.Pointer && held.IsNil()
	}
}

// orNull is what a pointer points to; null, and not absent, where that is nothing.
func orNull[T any](value *T) any {
	if value == nil {
		return json.RawMessage("null")
	}
	return *value
}

func appendMember(text []byte, name string, value reflect.Value, first bool) ([]byte, error) {
	if !first {
		text = append(text, ',')
	}
	text, err := appendString(text, name)
	if err != nil {
		return nil, err
	}
	text, err = appendValue(append(text, ':'), value)
	return text, within(name, err)
}

// appendStruct writes a union, a record of the API, or any other struct that
// encoding/json could write.
func appendStruct(text []byte, value reflect.Value) ([]byte, error) {
	if value.Type().Implements(unionType) {
		return appendUnion(text, value)
	}
	shape := shapeOf(value.Type())
	if shape.extra < 0 {
		switch foreign := value.Interface().(type) {
		case json.Marshaler:
			raw, err := foreign.MarshalJSON()
			if err != nil {
				return nil, err
			}
			return appendRaw(text, raw)
		case encoding.TextMarshaler:
			plain, err := foreign.MarshalText()
			if err != nil {
				return nil, err
			}
			return appendString(text, string(plain))
		}
	}
	return appendRecord(text, shape, value)
}

func appendRecord(text []byte, shape *recordShape, value reflect.Value) ([]byte, error) {
	text = append(text, '{')
	first := true
	for _, field := range shape.fields {
		held, given := field.of(value)
		if !given {
			continue
		}
		var err error
		if text, err = appendMember(text, field.name, held, first); err != nil {
			return nil, err
		}
		first = false
	}
	if shape.extra >= 0 {
		more := value.Field(shape.extra).Interface().(extraMembers)
		for name, held := range more.each() {
			if _, isField := shape.names[name]; isField {
				continue
			}
			var err error
			if text, err = appendMember(text, name, reflect.ValueOf(held), first); err != nil {
				return nil, err
			}
			first = false
		}
	}
	return append(text, '}'), nil
}

// of returns the value of a field, and whether it is sent.
func (f recordField) of(record reflect.Value) (reflect.Value, bool) {
	held := record.Field(f.index)
	if f.constant != "" && held.IsZero() && f.required {
		return reflect.ValueOf(json.RawMessage(f.constant)), true
	}
	if f.required {
		return held, true
	}
	if one, ok := held.Interface().(optional); ok {
		return held, !one.IsZero() && (f.nullable || !one.IsNull())
	}
	return held, !held.IsZero()
}

func appendMap(text []byte, value reflect.Value) ([]byte, error) {
	if value.Type().Key().Kind() != reflect.String {
		return nil, errors.New("a " + value.Type().String() + " has no JSON form")
	}
	keys := value.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	text = append(text, '{')
	for position, key := range keys {
		var err error
		if text, err = appendMember(text, key.String(), value.MapIndex(key), position == 0); err != nil {
			return nil, err
		}
	}
	return append(text, '}'), nil
}

func appendUnion(text []byte, value reflect.Value) ([]byte, error) {
	if one, given := variantOf(value); given {
		return appendJSON(text, one)
	}
	raw := value.FieldByName("Raw").Bytes()
	if len(raw) == 0 {
		return nil, errors.New("no variant of " + value.Type().Name() + " is given")
	}
	return appendRaw(text, raw)
}

// variantOf is the variant of a union that is set.
func variantOf(value reflect.Value) (any, bool) {
	for position := range value.NumField() - 1 {
		one := value.Field(position)
		if one.IsZero() {
			continue
		}
		if one.Kind() == reflect.Pointer {
			return one.Elem().Interface(), true
		}
		return heldIn(one.Interface().(optional)), true
	}
	return nil, false
}

func appendList(text []byte, value reflect.Value) ([]byte, error) {
	text = append(text, '[')
	for position := range value.Len() {
		if position > 0 {
			text = append(text, ',')
		}
		var err error
		if text, err = appendValue(text, value.Index(position)); err != nil {
			return nil, within("["+strconv.Itoa(position)+"]", err)
		}
	}
	return append(text, ']'), nil
}

func appendRaw(text, raw []byte) ([]byte, error) {
	value, err := parseJSON(raw)
	if err != nil {
		return nil, err
	}
	return appendParsed(text, value)
}

func appendParsed(text []byte, value jsonValue) ([]byte, error) {
	switch value.kind {
	case jsonString:
		return appendString(text, value.text)
	case jsonNumber:
		number, err := numberText(string(value.raw))
		return append(text, number...), err
	case jsonArray:
		return appendList(text, reflect.ValueOf(value.items))
	case jsonObject:
		members := make(object, len(value.members))
		for position, one := range value.members {
			members[position] = member{one.name, one.value}
		}
		return appendObject(text, members)
	case jsonNull:
		return append(text, "null"...), nil
	default:
		return append(text, value.raw...), nil
	}
}

const shortEscapes = "btn\x00fr" // of U+0008 to U+000D

func appendString(text []byte, value string) ([]byte, error) {
	if !utf8.ValidString(value) {
		return nil, errors.New("a text is no UTF-8")
	}
	text = append(text, '"')
	start := 0
	for position := range len(value) {
		octet := value[position]
		if octet >= ' ' && octet != '"' && octet != '\\' {
			continue
		}
		text = append(text, value[start:position]...)
		start = position + 1
		switch {
		case octet == '"' || octet == '\\':
			text = append(text, '\\', octet)
		case octet >= '\b' && octet <= '\r' && octet != '\v':
			text = append(text, '\\', shortEscapes[octet-'\b'])
		default:
			text = append(text, `\u00`...)
			text = append(text, "0123456789abcdef"[octet>>4], "0123456789abcdef"[octet&15])
		}
	}
	text = append(text, value[start:]...)
	return append(text, '"'), nil
}
