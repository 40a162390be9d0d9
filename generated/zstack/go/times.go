//lint:file-ignore U1000 An API may need less than all of it.

package zstack

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day of the calendar, without a time and a zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads a date in the form 2006-01-02.
func ParseDate(text string) (Date, error) {
	moment, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date", text)
	}
	return DateOf(moment), nil
}

// DateOf returns the day of a moment, in the moment's own zone.
func DateOf(moment time.Time) Date {
	year, month, day := moment.Date()
	return Date{Year: year, Month: month, Day: day}
}

// In returns the moment at which the day begins in a zone.
func (d Date) In(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// String returns the date in the form 2006-01-02.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText implements [encoding.TextMarshaler].
func (d Date) MarshalText() ([]byte, error) {
	return []byte(d.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

func (d *Date) bind(value jsonValue) error {
	if value.kind != jsonString {
		return value.isNo("date")
	}
	return d.UnmarshalText([]byte(value.text))
}

// The forms of times that servers use, from RFC 3339 to the local form of old Java.
var timeForms = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999Z0700",
	"2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999Z07:00",
	"2006-01-02 15:04:05.999999999",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"Jan 2, 2006 3:04:05 PM",
	"Jan 2, 2006, 3:04:05 PM",
}

// ParseTimestamp reads a time in ISO 8601, or in the form "Nov 14, 2017 10:20:57
// PM". Zone is the time zone of the server, for a text that names none; nil means
// UTC.
func ParseTimestamp(text string, zone *time.Location) (time.Time, error) {
	if zone == nil {
		zone = time.UTC
	}
	plain := strings.Join(strings.Fields(text), " ")
	for _, form := range timeForms {
		if moment, err := time.ParseInLocation(form, plain, zone); err == nil {
			return moment, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", text)
}

// momentText is ISO 8601 with microseconds where there are some: the form that the
// clients of this API have in common, whatever their language.
func momentText(moment time.Time) string {
	if moment.Nanosecond()/1000 == 0 {
		return moment.Format(time.RFC3339)
	}
	return moment.Format("2006-01-02T15:04:05.000000Z07:00")
}
