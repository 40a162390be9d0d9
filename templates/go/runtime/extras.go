//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"iter"
	"slices"
)

// Extras are the members of an object that the API does not list, in the order in
// which they arrived or were set. They are sent behind the listed ones.
type Extras[T any] struct {
	members []extraMember[T]
}

type extraMember[T any] struct {
	name  string
	value T
}

// Get returns the value of a member, and whether there is one.
func (e Extras[T]) Get(name string) (T, bool) {
	if position := e.index(name); position >= 0 {
		return e.members[position].value, true
	}
	var zero T
	return zero, false
}

// Set adds a member, or replaces its value.
func (e *Extras[T]) Set(name string, value T) {
	if position := e.index(name); position >= 0 {
		e.members = slices.Clone(e.members)
		e.members[position].value = value
		return
	}
	e.members = append(slices.Clip(e.members), extraMember[T]{name, value})
}

// Delete takes a member away.
func (e *Extras[T]) Delete(name string) {
	e.members = slices.DeleteFunc(slices.Clone(e.members), func(one extraMember[T]) bool {
		return one.name == name
	})
}

// Len returns how many members there are.
func (e Extras[T]) Len() int {
	return len(e.members)
}

// All goes through names and values.
func (e Extras[T]) All() iter.Seq2[string, T] {
	return func(yield func(string, T) bool) {
		for _, one := range e.members {
			if !yield(one.name, one.value) {
				return
			}
		}
	}
}

func (e Extras[T]) index(name string) int {
	return slices.IndexFunc(e.members, func(one extraMember[T]) bool { return one.name == name })
}

func (e Extras[T]) each() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for _, one := range e.members {
			if !yield(one.name, one.value) {
				return
			}
		}
	}
}

// bindMembers reads members; of several with one name the last one counts.
func (e *Extras[T]) bindMembers(members []jsonMember) error {
	places := make(map[string]int, len(members))
	e.members = make([]extraMember[T], 0, len(members))
	for _, one := range members {
		value := new(T)
		if err := bindJSON(one.value, value); err != nil {
			return within(one.name, err)
		}
		if place, known := places[one.name]; known {
			e.members[place].value = *value
			continue
		}
		places[one.name] = len(e.members)
		e.members = append(e.members, extraMember[T]{one.name, *value})
	}
	return nil
}

// extraMembers is what all kinds of [Extras] have in common.
type extraMembers interface {
	each() iter.Seq2[string, any]
}

type extraBinder interface {
	bindMembers(members []jsonMember) error
}
