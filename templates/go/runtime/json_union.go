//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"bytes"
	"reflect"
	"slices"
	"time"
)

// bindUnion finds the variant of a value. The discriminator decides where there is
// one. Else an object is of the record that knows most of its members, has all its
// required ones and agrees with its constants; any other value is of the first
// variant that it fits. What fits none is kept as it is.
func bindUnion(value jsonValue, into reflect.Value) error {
	into.SetZero()
	shape := into.Interface().(union).shape()
	if value.kind == jsonObject {
		tag := value.at([]string{shape.tag})
		if position, known := shape.types[tag.text]; known && tag.kind == jsonString {
			return bindValue(value, into.Field(position))
		}
	}
	if value.isNull() {
		into.FieldByName("Raw").SetBytes(bytes.Clone(value.raw))
		return nil
	}
	for _, position := range candidates(value, shape, into.Type()) {
		if bindValue(value, into.Field(position)) == nil {
			return nil
		}
		into.Field(position).SetZero()
	}
	into.FieldByName("Raw").SetBytes(bytes.Clone(value.raw))
	return nil
}

// candidates are the fields of the variants that a value may be of, best first.
func candidates(value jsonValue, shape unionShape, kind reflect.Type) []int {
	var records, others []int
	ranks := map[int][]int{}
	for position := range kind.NumField() - 1 {
		held := heldBy(kind.Field(position).Type)
		if !isRecord(held) {
			others = append(others, position)
		} else if rank := rankOf(value, shapeOf(held)); rank != nil {
			ranks[position] = rank
			records = append(records, position)
		}
	}
	tagged := shape.tag != "" && !value.at([]string{shape.tag}).isNull()
	if value.kind != jsonObject || tagged {
		return others
	}
	slices.SortStableFunc(records, func(a, b int) int {
		return slices.Compare(ranks[a], ranks[b])
	})
	return append(records, others...)
}

// rankOf tells how badly an object fits a record: the less the better, nil for not at
// all.
func rankOf(value jsonValue, shape *recordShape) []int {
	known, agreed := 0, 0
	for _, field := range shape.fields {
		found, given := value.member(field.name)
		switch {
		case !given && field.required:
			return nil
		case !given:
			continue
		case field.constant != "" && field.constant != string(found.raw):
			return nil
		case field.constant != "":
			agreed++
		}
		known++
	}
	return []int{-agreed, len(value.members) - known, len(shape.fields) - known}
}

func (v jsonValue) member(name string) (jsonValue, bool) {
	for _, member := range slices.Backward(v.members) {
		if member.name == name {
			return member.value, true
		}
	}
	return jsonValue{}, false
}

// isRecord reports whether a type is a struct of the API with members of its own.
func isRecord(kind reflect.Type) bool {
	pointer := reflect.PointerTo(kind)
	return kind.Kind() == reflect.Struct && kind != reflect.TypeFor[time.Time]() && !kind.Implements(unionType) &&
		!pointer.Implements(binderType) && !pointer.Implements(celledType)
}
