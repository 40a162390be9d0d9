//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// recordShape is what the tags of a struct say of its JSON:
//
//   - `json:"name"` is a member that must be there, `json:"name,omitzero"` one that
//     may be left out, `wire:"name"` and `wire:"name,omitzero"` the same for names
//     that a json tag cannot hold; the option stands behind the last comma
//   - `api:"nullable"` is a member that may be null, `api:"extra"` the map of all
//     members that have no field
//   - `const:"..."` is the JSON of the only value of the member
type recordShape struct {
	fields []recordField
	names  map[string]int
	extra  int
}

type recordField struct {
	name     string
	index    int
	required bool
	nullable bool
	constant string
}

var recordShapes sync.Map // of reflect.Type to *recordShape

func shapeOf(kind reflect.Type) *recordShape {
	if known, ok := recordShapes.Load(kind); ok {
		return known.(*recordShape)
	}
	shape := &recordShape{names: map[string]int{}, extra: -1}
	for index := range kind.NumField() {
		tags := kind.Field(index).Tag
		if tags.Get("api") == "extra" {
			shape.extra = index
			continue
		}
		field, ok := fieldOf(tags)
		if !ok || !kind.Field(index).IsExported() {
			continue
		}
		field.index = index
		shape.names[field.name] = len(shape.fields)
		shape.fields = append(shape.fields, field)
	}
	recordShapes.Store(kind, shape)
	return shape
}

func fieldOf(tags reflect.StructTag) (recordField, bool) {
	tag, ok := tags.Lookup("wire")
	if !ok {
		tag = tags.Get("json")
		ok = tag != "" && tag != "-"
	}
	name, left := strings.CutSuffix(tag, ",omitzero")
	return recordField{
		name:     name,
		required: !left,
		nullable: tags.Get("api") == "nullable",
		constant: tags.Get("const"),
	}, ok
}

// unionShape says how the variants of a union are told apart: by the member tag,
// whose values are in types, with the index of the variant's field.
type unionShape struct {
	tag   string
	types map[string]int
}

// union is a struct whose fields are Optional, one a variant, with a last field Raw
// for a value that fits none of them.
type union interface {
	shape() unionShape
}

var (
	unionType      = reflect.TypeFor[union]()
	binderType     = reflect.TypeFor[binder]()
	celledType     = reflect.TypeFor[celled]()
	rawMessageType = reflect.TypeFor[json.RawMessage]()
)
