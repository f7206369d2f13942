// This file holds what is about struct types: their fields, fields that are promoted from embedded structs, and tags.

package reflect

import (
	"iter"
	"slices"
	"strconv"
)

// A StructTag is what stands behind a field in a struct type. Most tags are key:"value" pairs with spaces between them.
type StructTag string

// Get returns the value of key, and "" for a key that is not there.
func (tag StructTag) Get(key string) string {
	value, _ := tag.Lookup(key)
	return value
}

// Lookup returns the value of key, and whether there is one. A tag that is not made of pairs ends where it stops being so.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	for rest := string(tag); ; {
		for rest != "" && rest[0] == ' ' {
			rest = rest[1:]
		}
		n := 0
		for n < len(rest) && inKey(rest[n]) {
			n++
		}
		if n == 0 || n == len(rest) || rest[n] != ':' {
			return "", false
		}
		name := rest[:n]
		rest = rest[n+1:]
		if n = quotedLen(rest); n == 0 {
			return "", false
		}
		if name == key {
			value, err := strconv.Unquote(rest[:n])
			return value, err == nil
		}
		rest = rest[n:]
	}
}

func inKey(c byte) bool { return c > ' ' && c != '"' && c != ':' && c != 0x7f }

// quotedLen returns the length of the quoted string that s begins with; 0 when there is none.
func quotedLen(s string) int {
	if s == "" || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		if s[i] == '"' {
			return i + 1
		}
		if s[i] == '\\' {
			i++
		}
	}
	return 0
}

// A StructField describes a field of a struct type.
type StructField struct {
	Name, PkgPath string // PkgPath is empty for exported names
	Type          Type
	Tag           StructTag
	Offset        uintptr // in bytes, from the beginning of the struct that has the field
	Index         []int   // for FieldByIndex
	Anonymous     bool    // embedded
}

// IsExported reports whether other packages see the field.
func (f StructField) IsExported() bool { return len(f.PkgPath) == 0 }

func (t *rtype) NumField() int {
	t.need(1<<Struct, "NumField", "struct")
	return len(t.members())
}

func (t *rtype) Field(i int) StructField {
	t.need(1<<Struct, "Field", "struct")
	if i < 0 || i >= len(t.members()) {
		panic("reflect: Field index out of bounds")
	}
	return t.describe(i, []int{i})
}

// describe returns field i of t with an index of the caller's.
func (t *rtype) describe(i int, index []int) StructField {
	f := &t.members()[i]
	return StructField{f.name, f.pkgPath, f.typ, StructTag(f.tag), f.offset, index, f.embedded}
}

func (t *rtype) Fields() iter.Seq[StructField] {
	t.need(1<<Struct, "Fields", "struct")
	return list(len(t.members()), t.Field)
}

func (t *rtype) FieldByIndex(index []int) StructField {
	t.need(1<<Struct, "FieldByIndex", "struct")
	f := StructField{Type: t}
	for depth, i := range index {
		in := f.Type.descriptor()
		if depth > 0 {
			in = in.structBelow()
		}
		f = in.Field(i)
	}
	return f
}

// structBelow returns the struct type that t points to; t itself when it is no such pointer.
func (t *rtype) structBelow() *rtype {
	if t.kind() == Pointer && t.elem.kind() == Struct {
		return t.elem
	}
	return t
}

// ---- promotion

// hop is a struct type that another embeds, and the way to it.
type hop struct {
	typ   *rtype
	from  *hop // nil at the top
	field int  // in from
	twice bool // the type stands more than once at this depth, so that nothing in it can be selected
}

// index returns the way to field i of h's struct.
func (h *hop) index(i int) []int {
	way := []int{i}
	for ; h.from != nil; h = h.from {
		way = append(way, h.field)
	}
	slices.Reverse(way)
	return way
}

// depths iterates over the struct types in t by how deep they are embedded: t alone first, then what t embeds, and so on.
// A type comes once, at its least depth: deeper down its fields are hidden by themselves.
func (t *rtype) depths(yield func([]*hop) bool) {
	seen := map[*rtype]bool{t: true}
	for level := []*hop{{typ: t}}; len(level) > 0 && yield(level); {
		below := map[*rtype]*hop{}
		var next []*hop
		for _, h := range level {
			for i, f := range h.typ.members() {
				s := f.typ.structBelow()
				if !f.embedded || s.kind() != Struct || seen[s] {
					continue
				}
				if again := below[s]; again != nil {
					again.twice = true
					continue
				}
				below[s] = &hop{s, h, i, h.twice}
				next = append(next, below[s])
			}
		}
		for _, h := range next {
			seen[h.typ] = true
		}
		level = next
	}
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.need(1<<Struct, "FieldByName", "struct")
	for i := range t.members() {
		if t.members()[i].name == name {
			return t.Field(i), true
		}
	}
	return t.search(func(s string) bool { return s == name })
}

func (t *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	t.need(1<<Struct, "FieldByNameFunc", "struct")
	return t.search(match)
}

// search finds the one field with a matching name at the least depth that has any.
func (t *rtype) search(match func(string) bool) (found StructField, ok bool) {
	for level := range t.depths {
		hits := 0
		for _, h := range level {
			for i := range h.typ.members() {
				if !match(h.typ.members()[i].name) {
					continue
				}
				hits++
				if h.twice {
					hits++
				}
				if hits == 1 {
					found = h.typ.describe(i, h.index(i))
				}
			}
		}
		if hits == 1 {
			return found, true
		}
		if hits > 1 {
			break
		}
	}
	return StructField{}, false
}

// VisibleFields returns every field that a selector on a value of the struct type t can name, embedded structs among them.
// A promoted field comes after the field that it is promoted from and before what follows that.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	var all []StructField
	taken := map[string]bool{}
	for level := range t.descriptor().depths {
		// A name counts at its least depth, where it must be alone.
		times := map[string]int{}
		var here []StructField
		for _, h := range level {
			for i, f := range h.typ.members() {
				if taken[f.name] {
					continue
				}
				times[f.name]++
				if h.twice {
					times[f.name]++
				}
				here = append(here, h.typ.describe(i, h.index(i)))
			}
		}
		for _, f := range here {
			taken[f.Name] = true
			if times[f.Name] == 1 {
				all = append(all, f)
			}
		}
	}
	slices.SortFunc(all, func(a, b StructField) int { return slices.Compare(a.Index, b.Index) })
	return all
}
