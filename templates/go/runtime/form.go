//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// FileUpload is a file in a form.
//
// A Content that can seek, such as an [os.File] or a [bytes.Reader], is sent from where
// it stands, with its size, and a retry may send it again. Any other is read once, and
// the call is not repeated. This package closes none.
type FileUpload struct {
	// Name is what the file is called. Empty: as the part of the form.
	Name string
	// ContentType is the media type. Where it is empty, it is the one that the API
	// names, or application/octet-stream.
	ContentType string
	// Header has more headers of the part.
	Header http.Header
	// Content is what is sent.
	Content io.Reader
}

// MarshalJSON implements [json.Marshaler]: the content as text, or in base64 where it
// is none. It reads the content.
func (f FileUpload) MarshalJSON() ([]byte, error) {
	if f.Content == nil {
		return []byte(`""`), nil
	}
	content, err := io.ReadAll(f.Content)
	if err != nil {
		return nil, err
	}
	if utf8.Valid(content) {
		return encodeJSON(string(content))
	}
	return encodeJSON(base64.StdEncoding.EncodeToString(content))
}

func (f *FileUpload) bind(value jsonValue) error {
	if value.kind != jsonString {
		return value.isNo("text")
	}
	*f = FileUpload{Content: strings.NewReader(value.text)}
	return nil
}

// partCodec is how a member of a form is written.
type partCodec int

const (
	anyPart  partCodec = iota // as its value asks for
	textPart                  // one text
	jsonPart                  // a JSON text
)

// part says how a member of a form is written, where that does not follow from its
// value: a file is a file, an object is a JSON text, a list is repeated, and any other
// value is a text.
type part struct {
	name        string
	codec       partCodec
	contentType string
	// whole: a list is one value.
	whole bool
	// styled: style, explode and reserved say how the value is spelled.
	styled            bool
	style             style
	explode, reserved bool
}

// formEntry is a name and a value of a form, or a file.
type formEntry struct {
	name  string
	value jsonValue
	file  *FileUpload
	part  part
}

// multipartBody sets the body to the members of value, a part each (RFC 7578).
func (a *arguments) multipartBody(mediaType string, value any, parts ...part) {
	entries, given := a.formEntries(value, parts)
	if !given {
		return
	}
	a.setBody(newPayload(mediaType))
	a.body.isForm = true
	for _, one := range entries {
		a.addParts(one)
	}
}

// addParts adds the parts of one entry to the body. The delimiters between them are
// added once the boundary is known. A null is no part.
func (a *arguments) addParts(one formEntry) {
	switch {
	case one.file != nil:
		a.addFile(one.name, *one.file, one.part.contentType)
	case one.value.isNull():
	case one.part.styled:
		pairs, err := queryPairs(one.name, one.value, one.part.style, one.part.explode, false)
		a.fail(one.name, err)
		for _, each := range pairs {
			a.addPart(disposition(unquote(each.name)), one.part.contentType, nil, octetsPiece([]byte(unquote(each.value))))
		}
	default:
		text, kind, err := one.text()
		a.fail(one.name, err)
		a.addPart(disposition(one.name), kind, nil, octetsPiece([]byte(text)))
	}
}

func (a *arguments) addFile(name string, file FileUpload, contentType string) {
	if file.Content == nil {
		a.fail(name, errors.New("the file has no content"))
		return
	}
	kind := firstOf(file.ContentType, contentType, "application/octet-stream")
	a.fail(name, checkHeader(kind))
	for key, values := range file.Header {
		a.fail(name, checkHeader(key+strings.Join(values, "")))
	}
	head := disposition(name) + `; filename="` + escapeName(firstOf(file.Name, name)) + `"`
	a.addPart(head, kind, file.Header, readerPiece(file.Content))
}

func (a *arguments) addPart(disposition, contentType string, more http.Header, content *piece) {
	head := disposition + "\r\n"
	if contentType != "" {
		head += "Content-Type: " + contentType + "\r\n"
	}
	for _, name := range slices.Sorted(maps.Keys(more)) {
		head += name + ": " + strings.Join(more[name], ", ") + "\r\n"
	}
	body := a.body
	body.pieces = append(body.pieces, octetsPiece([]byte(head+"\r\n")), content)
}

// bounded is the payload with its boundary: two pieces, a head and a content, make a part.
func (p *payload) bounded(boundary string) *payload {
	bounded := &payload{mediaType: p.mediaType + "; boundary=" + boundary, gate: p.gate}
	for position, one := range p.pieces {
		if position%2 == 0 {
			bounded.pieces = append(bounded.pieces, octetsPiece([]byte("--"+boundary+"\r\n")))
		}
		bounded.pieces = append(bounded.pieces, one)
		if position%2 == 1 {
			bounded.pieces = append(bounded.pieces, octetsPiece([]byte("\r\n")))
		}
	}
	bounded.pieces = append(bounded.pieces, octetsPiece([]byte("--"+boundary+"--\r\n")))
	return bounded
}

// formBody sets the body to names and values.
func (a *arguments) formBody(mediaType string, value any, parts ...part) {
	if text, given := a.formText(value, parts); given {
		a.setBody(wholePayload(mediaType, []byte(text)))
	}
}

// formText is a form as one text (URL Standard, section 5, with %20 for a blank).
func (a *arguments) formText(value any, parts []part) (text string, given bool) {
	entries, given := a.formEntries(value, parts)
	var pairs []pair
	for _, one := range entries {
		pairs = append(pairs, a.formPairs(one)...)
	}
	return joinPairs(pairs, "&"), given
}

func (a *arguments) formPairs(one formEntry) []pair {
	if one.part.styled {
		pairs, err := queryPairs(one.name, one.value, one.part.style, one.part.explode, one.part.reserved)
		a.fail(one.name, err)
		return pairs
	}
	text := ""
	var err error
	if one.file == nil {
		text, _, err = one.text()
	} else if one.file.Content != nil {
		var content []byte
		content, err = io.ReadAll(one.file.Content)
		text = string(content)
	}
	a.fail(one.name, err)
	return []pair{{name: quote(one.name, ""), value: quote(text, "")}}
}

// text is the value as one text, and the media type to be told.
func (e formEntry) text() (text, contentType string, err error) {
	isNested := e.value.kind == jsonObject || e.value.kind == jsonArray
	if e.part.codec == jsonPart || e.part.codec == anyPart && isNested {
		encoded, err := encodeJSON(e.value)
		return string(encoded), firstOf(e.part.contentType, "application/json"), err
	}
	if isNested {
		texts, err := flatTexts(e.value)
		return strings.Join(texts, ","), e.part.contentType, err
	}
	text, err = scalarText(e.value)
	return text, e.part.contentType, err
}

// formEntries takes a form apart: an object or a record, its members in their order.
func (a *arguments) formEntries(value any, parts []part) (entries []formEntry, given bool) {
	if isAbsent(value) {
		return nil, false
	}
	members, err := membersOf(value)
	a.fail("the body", err)
	known := map[string]part{}
	for _, one := range parts {
		known[one.name] = one
	}
	for _, one := range members {
		if isAbsent(one.value) {
			continue
		}
		found, err := entriesOf(one, known[one.name])
		a.fail(one.name, err)
		entries = append(entries, found...)
	}
	return entries, true
}

// entriesOf are the entries of one member: several where it is a list.
func entriesOf(one member, how part) ([]formEntry, error) {
	value := unwrapped(one.value)
	if choice := reflect.ValueOf(value); choice.IsValid() && choice.Type().Implements(unionType) {
		if held, given := variantOf(choice); given {
			value = held
		}
	}
	if file, ok := value.(FileUpload); ok {
		return []formEntry{{name: one.name, file: &file, part: how}}, nil
	}
	if octets, ok := value.([]byte); ok {
		value = base64.StdEncoding.EncodeToString(octets)
	}
	if list := reflect.ValueOf(value); list.Kind() == reflect.Slice && !how.whole && !how.styled {
		var entries []formEntry
		for position := range list.Len() {
			found, err := entriesOf(member{one.name, list.Index(position).Interface()}, how.ofItem())
			if err != nil {
				return nil, err
			}
			entries = append(entries, found...)
		}
		return entries, nil
	}
	text, err := encodeJSON(value)
	if err != nil {
		return nil, err
	}
	parsed, err := parseJSON(text)
	return []formEntry{{name: one.name, value: parsed, part: how}}, err
}

// unwrapped is what an Optional or a pointer holds.
func unwrapped(value any) any {
	if wrapped, ok := value.(optional); ok {
		return heldIn(wrapped)
	}
	if held := reflect.ValueOf(value); held.Kind() == reflect.Pointer && !held.IsNil() {
		return held.Elem().Interface()
	}
	return value
}

// ofItem is how an element of a list is written: one that is a list itself is one value.
func (p part) ofItem() part {
	p.whole = true
	return p
}

// membersOf are the members of an object or a record that are there, in their order.
func membersOf(value any) (object, error) {
	switch value := value.(type) {
	case object:
		return value, nil
	case optionalObject:
		return object(value), nil
	}
	value = unwrapped(value)
	record := reflect.ValueOf(value)
	if record.Kind() == reflect.Struct && !record.Type().Implements(unionType) && shapeOf(record.Type()).extra >= 0 {
		return membersOfRecord(record)
	}
	text, err := encodeJSON(value)
	if err != nil {
		return nil, err
	}
	parsed, err := parseJSON(text)
	if err == nil && parsed.kind != jsonObject {
		err = parsed.isNo("form of names and values")
	}
	var members object
	for _, one := range parsed.members {
		members = append(members, member{one.name, one.value})
	}
	return members, err
}

func membersOfRecord(record reflect.Value) (object, error) {
	shape := shapeOf(record.Type())
	var members object
	for _, field := range shape.fields {
		if held, given := field.of(record); given {
			members = append(members, member{field.name, held.Interface()})
		}
	}
	more := record.Field(shape.extra).Interface().(extraMembers)
	for name, value := range more.each() {
		if _, isField := shape.names[name]; !isField {
			members = append(members, member{name, value})
		}
	}
	return members, nil
}

// disposition is the header of a part (RFC 7578, section 4.2), its name as browsers
// write it.
func disposition(name string) string {
	return `Content-Disposition: form-data; name="` + escapeName(name) + `"`
}

var nameEscapes = strings.NewReplacer(`"`, "%22", "\r", "%0D", "\n", "%0A")

// escapeName makes a text harmless between quotes (HTML, "multipart form data").
func escapeName(name string) string {
	return nameEscapes.Replace(validText([]byte(name)))
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// newBoundary returns a random boundary for a form of several parts.
func newBoundary() string {
	return "form-" + rand.Text()
}
