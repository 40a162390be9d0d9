package client

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
)

type color string

type thing struct {
	Name  string                  `json:"name"`
	Size  Optional[int64]         `json:"size,omitzero"`
	Note  Optional[string]        `json:"note,omitzero" api:"nullable"`
	Maybe Optional[string]        `json:"maybe" api:"nullable"`
	Kind  string                  `json:"kind" const:"\"thing\""`
	Tint  Optional[color]         `json:"tint,omitzero"`
	Odd   Optional[bool]          `json:"-" wire:"a,b,omitzero"`
	Inner Optional[thing]         `json:"inner,omitzero"`
	Tags  Optional[[]string]      `json:"tags,omitzero"`
	Extra Extras[json.RawMessage] `json:"-" api:"extra"`
}

func (t thing) MarshalJSON() ([]byte, error) { return encodeJSON(t) }

func (t *thing) UnmarshalJSON(data []byte) error { return decodeJSON(data, t) }

func TestWrittenJSON(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{"<&>\u2028\u2029 é 🐧", "\"<&>\u2028\u2029 é 🐧\""},
		{"\b\t\n\v\f\r\x00\x1f\x7f\"\\/", `"\b\t\n\u000b\f\r\u0000\u001f` + "\x7f" + `\"\\/"`},
		{int64(math.MinInt64), "-9223372036854775808"},
		{uint64(math.MaxUint64), "18446744073709551615"},
		{1.0, "1"},
		{math.Copysign(0, -1), "0"},
		{0.1, "0.1"},
		{1e21, "1e+21"},
		{123456789012345680000.0, "123456789012345680000"},
		{1e-7, "1e-7"},
		{0.000001, "0.000001"},
		{5e-324, "5e-324"},
		{json.Number("1.50e2"), "150"},
		{json.Number("-0.0"), "0"},
		{json.RawMessage(` { "b" : [ 1.0 , 2e3 ] , "a" : "\u0041" } `), `{"b":[1,2000],"a":"A"}`},
		{[]byte{0, 1, 255}, `"AAH/"`},
		{[]string(nil), "[]"},
		{map[string]any{"b": 1, "a": nil}, `{"a":null,"b":1}`},
		{time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), `"2026-01-02T03:04:05Z"`},
		{time.Date(2026, 1, 2, 3, 4, 5, 6000, time.FixedZone("", 3600)), `"2026-01-02T03:04:05.000006+01:00"`},
		{Date{2026, 1, 2}, `"2026-01-02"`},
		{object{{"z", 1}, {"y", Optional[int]{}}, {"x", Null[int]()}}, `{"z":1,"x":null}`},
		{object{{"z", optionalObject{{"y", Optional[int]{}}}}}, `{}`},
		{thing{Name: "n"}, `{"name":"n","maybe":null,"kind":"thing"}`},
		{
			thing{Name: "n", Note: Null[string](), Size: Null[int64](), Odd: Some(false), Extra: extras("z", "1", "y", "[ ]")},
			`{"name":"n","note":null,"maybe":null,"kind":"thing","a,b":false,"z":1,"y":[]}`,
		},
	} {
		text, err := encodeJSON(test.value)
		if err != nil || string(text) != test.want {
			t.Errorf("%v is %s (%v), not %s", test.value, text, err, test.want)
		}
	}
}

func TestWhatHasNoJSON(t *testing.T) {
	for _, value := range []any{math.NaN(), math.Inf(1), "\xff", make(chan int), pet{}, map[int]int{1: 1}} {
		if text, err := encodeJSON(value); err == nil {
			t.Errorf("%v is %s", value, text)
		}
	}
}

func TestReadIntegers(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "-0": 0, "-0.0": 0, "1.0": 1, "1e3": 1000, "1.073741824E10": 10737418240, "9.0e18": 9000000000000000000,
		"9007199254740993.0": 9007199254740993, "9223372036854775807": math.MaxInt64, "-9223372036854775808.00": math.MinInt64,
		"12300e-2": 123,
	} {
		var number int64
		if err := decodeJSON([]byte(text), &number); err != nil || number != want {
			t.Errorf("%s is %d (%v), not %d", text, number, err, want)
		}
	}
	for _, text := range []string{
		"0.5", "1e-1", "9223372036854775808", "9007199254740993.5", "1e400", "1e999999999999", `"1"`, "true", "null", "",
		"1 1", "01", "NaN",
	} {
		var number int64
		if err := decodeJSON([]byte(text), &number); err == nil {
			t.Errorf("%q is %d", text, number)
		}
	}
}

func TestReadRecords(t *testing.T) {
	var found thing
	text := `{"name":"n","maybe":null,"kind":"other","note":null,"size":null,"tint":"new","a,b":true,` +
		`"inner":{"name":"i","maybe":"m","kind":"thing"},"tags":[],"NAME":1,"x":{"y":1.0}}`
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		t.Fatal(err)
	}
	inner, _ := found.Inner.Get()
	switch {
	case found.Name != "n", !found.Maybe.IsNull(), found.Kind != "other", !found.Note.IsNull(), !found.Size.IsZero():
		t.Error(found)
	case found.Tint.Or("") != "new", !found.Odd.Or(false), inner.Maybe.Or("") != "m", found.Tags.IsZero():
		t.Error(found)
	case rawExtra(found.Extra, "NAME") != "1", rawExtra(found.Extra, "x") != `{"y":1.0}`, found.Extra.Len() != 2:
		t.Error(found.Extra)
	}
}

func TestMisfitsSayWhere(t *testing.T) {
	for text, want := range map[string]string{
		`[]`:                        "a list is no object",
		`{"name":1}`:                "name: a number is no text",
		`{"name":"n","maybe":null}`: "kind: is missing",
		`{"name":"n","maybe":null,"kind":"k","tags":["a",1]}`:        "tags[1]: a number is no text",
		`{"name":"n","maybe":null,"kind":"k","inner":{"name":null}}`: "inner.name: null is no text",
		`{"name":"n","maybe":null,"kind":"k","size":0.5}`:            "size: 0.5 is no integer",
		"{\"name\":\"\xff\"}": "no UTF-8",
		`{"inner":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`: "exceeded max depth",
	} {
		var found thing
		if err := decodeJSON([]byte(text), &found); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, not %s", text, err, want)
		}
	}
}

type cat struct {
	Kind  Optional[string]        `json:"kind,omitzero" const:"\"cat\""`
	Lives int64                   `json:"lives"`
	Extra Extras[json.RawMessage] `json:"-" api:"extra"`
}

type dog struct {
	Kind  Optional[string]        `json:"kind,omitzero" const:"\"dog\""`
	Lives Optional[int64]         `json:"lives,omitzero"`
	Barks bool                    `json:"barks"`
	Extra Extras[json.RawMessage] `json:"-" api:"extra"`
}

type pet struct {
	Cat  Optional[cat]
	Dog  Optional[dog]
	Name Optional[string]
	All  Optional[[]pet]
	Raw  json.RawMessage
}

func (pet) shape() unionShape {
	return unionShape{}
}

type tagged struct {
	Cat Optional[cat]
	Dog Optional[dog]
	Raw json.RawMessage
}

func (tagged) shape() unionShape {
	return unionShape{"kind", map[string]int{"cat": 0, "dog": 1}}
}

func TestUnions(t *testing.T) {
	for text, want := range map[string]func(p pet) bool{
		`{"lives":9}`:                           func(p pet) bool { return !p.Cat.IsZero() },
		`{"barks":true}`:                        func(p pet) bool { return !p.Dog.IsZero() },
		`{"lives":9,"barks":true}`:              func(p pet) bool { return !p.Dog.IsZero() },
		`{"lives":9,"barks":1}`:                 func(p pet) bool { return !p.Cat.IsZero() },
		`"Tom"`:                                 func(p pet) bool { return p.Name.Or("") == "Tom" },
		`["Tom",{"lives":1}]`:                   func(p pet) bool { return len(p.All.Or(nil)) == 2 },
		`{"lives":9,"barks":true,"kind":"cat"}`: func(p pet) bool { return !p.Cat.IsZero() },
		`{"wings":2}`:                           func(p pet) bool { return string(p.Raw) == `{"wings":2}` },
		`17`:                                    func(p pet) bool { return string(p.Raw) == `17` },
		`null`:                                  func(p pet) bool { return string(p.Raw) == `null` },
	} {
		var found pet
		if err := decodeJSON([]byte(text), &found); err != nil || !want(found) {
			t.Errorf("%s is %+v (%v)", text, found, err)
			continue
		}
		written, err := encodeJSON(found)
		var again pet
		if err != nil || decodeJSON(written, &again) != nil || !want(again) {
			t.Errorf("%s is written %s (%v)", text, written, err)
		}
	}
}

func TestADiscriminatorDecides(t *testing.T) {
	var found tagged
	if err := decodeJSON([]byte(`{"kind":"dog","barks":true,"lives":1}`), &found); err != nil || found.Dog.IsZero() {
		t.Error(found, err)
	}
	if err := decodeJSON([]byte(`{"kind":"dog"}`), &found); err == nil {
		t.Error("a dog that does not bark is a misfit, no cat")
	}
	if err := decodeJSON([]byte(`{"kind":"fox","lives":1}`), &found); err != nil || found.Raw == nil {
		t.Error("a new kind is kept as it is", found, err)
	}
}

func TestOptional(t *testing.T) {
	var absent Optional[int64]
	if _, ok := absent.Get(); ok || !absent.IsZero() || absent.Or(7) != 7 || absent.String() != "<absent>" {
		t.Error(absent)
	}
	if null := Null[int64](); null.IsZero() || !null.IsNull() || null.Or(7) != 7 || null.String() != "<null>" {
		t.Error(null)
	}
	if some := Some[int64](0); some.IsZero() || some.IsNull() || some.Or(7) != 0 || some.String() != "0" {
		t.Error(some)
	}
}

func TestTimes(t *testing.T) {
	want := time.Date(2017, 11, 14, 22, 20, 57, 0, time.UTC)
	for _, text := range []string{
		"Nov 14, 2017 10:20:57 PM", "Nov 14, 2017, 10:20:57 PM", "Nov 14, 2017 10:20:57\u202fPM", "2017-11-14T22:20:57Z",
		"2017-11-14 22:20:57", "2017-11-15T06:20:57+08:00", "2017-11-15T06:20:57+0800",
	} {
		if moment, err := ParseTimestamp(text, nil); err != nil || !moment.Equal(want) {
			t.Errorf("%s is %v (%v)", text, moment, err)
		}
	}
	if _, err := ParseTimestamp("yesterday", nil); err == nil {
		t.Error("yesterday is no time")
	}
	day, err := ParseDate("2026-02-28")
	if err != nil || day.String() != "2026-02-28" || !day.In(time.UTC).Equal(time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC)) {
		t.Error(day, err)
	}
	if _, err := ParseDate("2026-02-30"); err == nil {
		t.Error("February has no 30th")
	}
}

func extras(texts ...string) Extras[json.RawMessage] {
	var found Extras[json.RawMessage]
	for position := 0; position < len(texts); position += 2 {
		found.Set(texts[position], json.RawMessage(texts[position+1]))
	}
	return found
}

func rawExtra(from Extras[json.RawMessage], name string) string {
	raw, _ := from.Get(name)
	return string(raw)
}

func TestExtras(t *testing.T) {
	found := extras("b", "1", "a", "2")
	copied := found
	copied.Set("b", json.RawMessage("3"))
	copied.Delete("a")
	if rawExtra(found, "b") != "1" || found.Len() != 2 || rawExtra(copied, "b") != "3" || copied.Len() != 1 {
		t.Error(found, copied)
	}
	var order []string
	for name := range found.All() {
		order = append(order, name)
		if name == "a" {
			break
		}
	}
	if strings.Join(order, "") != "ba" {
		t.Error(order)
	}
}
