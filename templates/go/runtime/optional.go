//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"fmt"
	"reflect"
)

// Optional is a value that may be left out. Its zero value is absent: it is not
// sent, so that the server's own default applies. [Some] makes one that holds a
// value, [Null] one that is sent as null.
type Optional[T any] struct {
	value *T
	null  bool
}

// Some returns an Optional that holds value.
func Some[T any](value T) Optional[T] {
	return Optional[T]{value: &value}
}

// Null returns an Optional that is null. Only some fields may be null; their
// documentation says so.
func Null[T any]() Optional[T] {
	return Optional[T]{null: true}
}

// Get returns the value, and whether there is one.
func (o Optional[T]) Get() (T, bool) {
	if o.value == nil {
		var zero T
		return zero, false
	}
	return *o.value, true
}

// Or returns the value, or fallback where there is none.
func (o Optional[T]) Or(fallback T) T {
	if o.value == nil {
		return fallback
	}
	return *o.value
}

// IsZero reports whether o is absent: it holds no value and is not null. The
// option omitzero of struct tags asks it.
func (o Optional[T]) IsZero() bool {
	return o.value == nil && !o.null
}

// IsNull reports whether o is null.
func (o Optional[T]) IsNull() bool {
	return o.null
}

// String returns the value as text, for people: "<absent>" and "<null>" where
// there is none.
func (o Optional[T]) String() string {
	switch {
	case o.value != nil:
		return fmt.Sprint(*o.value)
	case o.null:
		return "<null>"
	default:
		return "<absent>"
	}
}

// MarshalJSON implements [json.Marshaler]. An absent value is written as null
// where nothing leaves it out.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	return encodeJSON(o)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	return decodeJSON(data, o)
}

// cell gives access to the value, as a pointer to the pointer to it, and to the mark of
// null. It is the one method that this package needs: an API has thousands of types, and
// each method is compiled for each of them.
func (o *Optional[T]) cell() (value any, null *bool) {
	return &o.value, &o.null
}

// optional is what all kinds of Optional have in common.
type optional interface {
	IsZero() bool
	IsNull() bool
}

type celled interface {
	cell() (value any, null *bool)
}

// heldIn is the value of an Optional, nil where there is none.
func heldIn(one optional) any {
	copied := reflect.New(reflect.TypeOf(one))
	copied.Elem().Set(reflect.ValueOf(one))
	value, _ := copied.Interface().(celled).cell()
	held := reflect.ValueOf(value).Elem()
	if held.IsNil() {
		return nil
	}
	return held.Elem().Interface()
}

// heldBy is the type of the value that a pointer or an Optional holds.
func heldBy(kind reflect.Type) reflect.Type {
	if kind.Kind() == reflect.Pointer {
		return kind.Elem()
	}
	value, _ := reflect.New(kind).Interface().(celled).cell()
	return reflect.TypeOf(value).Elem().Elem()
}

// fill gives an Optional the value that read makes; read gets what it is to be put into.
func fill(into celled, read func(held reflect.Value) error) error {
	value, null := into.cell()
	pointer := reflect.ValueOf(value).Elem()
	pointer.SetZero()
	*null = false
	held := reflect.New(pointer.Type().Elem())
	if err := read(held.Elem()); err != nil {
		return err
	}
	pointer.Set(held)
	return nil
}

// bindOptional reads a value that may be null.
func bindOptional(value jsonValue, into celled) error {
	held, null := into.cell()
	if value.isNull() {
		reflect.ValueOf(held).Elem().SetZero()
		*null = true
		return nil
	}
	return fill(into, func(held reflect.Value) error { return bindValue(value, held) })
}

// binder is a type that reads its own JSON.
type binder interface {
	bind(value jsonValue) error
}
