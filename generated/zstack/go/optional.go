//lint:file-ignore U1000 An API may need less than all of it.

package zstack

import "fmt"

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

func (o Optional[T]) held() any {
	if o.value == nil {
		return nil
	}
	return *o.value
}

func (o *Optional[T]) bind(value jsonValue) error {
	*o = Optional[T]{}
	if value.isNull() {
		o.null = true
		return nil
	}
	held := new(T)
	if err := bindJSON(value, held); err != nil {
		return err
	}
	o.value = held
	return nil
}

// optional is what all kinds of Optional have in common.
type optional interface {
	IsZero() bool
	IsNull() bool
	held() any
}

// binder is a type that reads its own JSON.
type binder interface {
	bind(value jsonValue) error
}
