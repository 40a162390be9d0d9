//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// decodeJSON reads a JSON text into what target points to.
//
// Numbers that are whole are integers, however they are written, and exact. Members
// that a struct does not know are kept. A null is absence where a member may be left
// out and may not be null. Nothing is converted: a text is no number.
func decodeJSON(data []byte, target any) error {
	value, err := parseJSON(data)
	if err != nil {
		return err
	}
	return bindJSON(value, target)
}

func bindJSON(value jsonValue, target any) error {
	return bindValue(value, reflect.ValueOf(target).Elem())
}

// misfit is a value that does not fit its type; path leads to it.
type misfit struct {
	path string
	err  error
}

func (m *misfit) Error() string {
	return m.path + ": " + m.err.Error()
}

func within(step string, err error) error {
	if err == nil {
		return nil
	}
	var inner *misfit
	if errors.As(err, &inner) {
		separator := "."
		if strings.HasPrefix(inner.path, "[") {
			separator = ""
		}
		return &misfit{step + separator + inner.path, inner.err}
	}
	return &misfit{step, err}
}

func bindValue(value jsonValue, into reflect.Value) error {
	kind := into.Type()
	switch {
	case kind == rawMessageType:
		into.SetBytes(bytes.Clone(value.raw))
		return nil
	case kind == reflect.TypeFor[time.Time]():
		return bindMoment(value, into)
	case kind.Implements(unionType):
		return bindUnion(value, into)
	case reflect.PointerTo(kind).Implements(celledType):
		return bindOptional(value, into.Addr().Interface().(celled))
	case reflect.PointerTo(kind).Implements(binderType):
		return into.Addr().Interface().(binder).bind(value)
	}
	switch kind.Kind() {
	case reflect.Pointer:
		return bindPointer(value, into)
	case reflect.Interface:
		into.SetZero()
		if plain := plainJSON(value); plain != nil {
			into.Set(reflect.ValueOf(plain))
		}
		return nil
	case reflect.Struct:
		return bindRecord(value, into)
	case reflect.Slice:
		return bindSlice(value, into)
	case reflect.Map:
		return bindMap(value, into)
	default:
		return bindScalar(value, into)
	}
}

func bindScalar(value jsonValue, into reflect.Value) error {
	switch into.Kind() {
	case reflect.String:
		if value.kind != jsonString {
			return value.isNo("text")
		}
		into.SetString(value.text)
	case reflect.Bool:
		if value.kind != jsonBool {
			return value.isNo("boolean")
		}
		into.SetBool(value.raw[0] == 't')
	case reflect.Int64, reflect.Uint64, reflect.Float64:
		if value.kind != jsonNumber {
			return value.isNo("number")
		}
		return bindNumber(string(value.raw), into)
	default:
		return errors.New("a " + into.Type().String() + " has no JSON form")
	}
	return nil
}

func bindNumber(text string, into reflect.Value) error {
	switch into.Kind() {
	case reflect.Int64:
		number, err := parseInteger(text)
		into.SetInt(number)
		return err
	case reflect.Uint64:
		number, err := parseUnsigned(text)
		into.SetUint(number)
		return err
	default:
		number, err := strconv.ParseFloat(text, 64)
		into.SetFloat(number)
		return err
	}
}

// bindPointer reads a record that may be null.
func bindPointer(value jsonValue, into reflect.Value) error {
	if value.isNull() {
		into.SetZero()
		return nil
	}
	held := reflect.New(into.Type().Elem())
	into.Set(held)
	return bindValue(value, held.Elem())
}

func bindRecord(value jsonValue, into reflect.Value) error {
	if value.kind != jsonObject {
		return value.isNo("object")
	}
	shape := shapeOf(into.Type())
	into.SetZero()
	seen := make([]bool, len(shape.fields))
	var extras []jsonMember
	for _, member := range value.members {
		position, known := shape.names[member.name]
		if !known {
			extras = append(extras, member)
			continue
		}
		field := shape.fields[position]
		seen[position] = true
		if member.value.isNull() && !field.required && !field.nullable {
			into.Field(field.index).SetZero()
			continue
		}
		held := into.Field(field.index)
		if member.value.isNull() && !field.nullable && held.Kind() == reflect.Pointer {
			return within(member.name, member.value.isNo("object"))
		}
		if err := bindValue(member.value, held); err != nil {
			return within(member.name, err)
		}
	}
	for position, field := range shape.fields {
		if field.required && !seen[position] {
			return within(field.name, errors.New("is missing"))
		}
	}
	if shape.extra < 0 || len(extras) == 0 {
		return nil
	}
	return into.Field(shape.extra).Addr().Interface().(extraBinder).bindMembers(extras)
}

func bindEntry(member jsonMember, entries reflect.Value) error {
	held := reflect.New(entries.Type().Elem()).Elem()
	if err := bindValue(member.value, held); err != nil {
		return err
	}
	name := reflect.ValueOf(member.name).Convert(entries.Type().Key())
	entries.SetMapIndex(name, held)
	return nil
}

func bindMap(value jsonValue, into reflect.Value) error {
	if value.kind != jsonObject {
		return value.isNo("object")
	}
	into.Set(reflect.MakeMapWithSize(into.Type(), len(value.members)))
	for _, member := range value.members {
		if err := bindEntry(member, into); err != nil {
			return within(member.name, err)
		}
	}
	return nil
}

func bindSlice(value jsonValue, into reflect.Value) error {
	if into.Type().Elem().Kind() == reflect.Uint8 {
		return bindOctets(value, into)
	}
	if value.kind != jsonArray {
		return value.isNo("list")
	}
	items := reflect.MakeSlice(into.Type(), len(value.items), len(value.items))
	for position, item := range value.items {
		if err := bindValue(item, items.Index(position)); err != nil {
			return within("["+strconv.Itoa(position)+"]", err)
		}
	}
	into.Set(items)
	return nil
}

// bindOctets reads base64 (RFC 4648, section 4 or 5), with or without padding.
func bindOctets(value jsonValue, into reflect.Value) error {
	if value.kind != jsonString {
		return value.isNo("text in base64")
	}
	standard := strings.NewReplacer("-", "+", "_", "/").Replace(value.text)
	octets, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(standard, "="))
	if err == nil {
		into.SetBytes(octets)
	}
	return err
}

func bindMoment(value jsonValue, into reflect.Value) error {
	if value.kind != jsonString {
		return value.isNo("time")
	}
	moment, err := ParseTimestamp(value.text, time.UTC)
	if err == nil {
		into.Set(reflect.ValueOf(moment))
	}
	return err
}

// plainJSON is a value as encoding/json has it, its numbers as [json.Number].
func plainJSON(value jsonValue) any {
	switch value.kind {
	case jsonBool:
		return value.raw[0] == 't'
	case jsonNumber:
		return json.Number(value.raw)
	case jsonString:
		return value.text
	case jsonArray:
		items := make([]any, len(value.items))
		for position, item := range value.items {
			items[position] = plainJSON(item)
		}
		return items
	case jsonObject:
		members := make(map[string]any, len(value.members))
		for _, member := range value.members {
			members[member.name] = plainJSON(member.value)
		}
		return members
	default:
		return nil
	}
}
