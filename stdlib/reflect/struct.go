// This file holds what is about struct types: fields, looking for names through embedded structs, and tags.

package reflect

import (
	"iter"
	"strconv"
)

// A StructTag is the tag string in a struct field: by convention, key:"value" pairs.
type StructTag string

// Get returns the value associated with key, or "".
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup returns the value associated with key, and whether it is there.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	s := string(tag)
	for s != "" {
		i := 0
		for i < len(s) && s[i] == ' ' {
			i++
		}
		s = s[i:]
		i = 0
		for i < len(s) && s[i] > ' ' && s[i] != ':' && s[i] != '"' && s[i] != 0x7f {
			i++
		}
		if i == 0 || i+1 >= len(s) || s[i] != ':' || s[i+1] != '"' {
			return "", false
		}
		name := s[:i]
		s = s[i+1:]
		end := 1
		for end < len(s) && s[end] != '"' {
			if s[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(s) {
			return "", false
		}
		quoted := s[:end+1]
		s = s[end+1:]
		if name == key {
			v, err := strconv.Unquote(quoted)
			if err != nil {
				return "", false
			}
			return v, true
		}
	}
	return "", false
}

func (t *rtype) Field(i int) (f StructField) {
	if t.Kind() != Struct {
		panic("reflect: Field of non-struct type " + t.String())
	}
	if i < 0 || i >= int(t.numField) {
		panic("reflect: Field index out of bounds")
	}
	p := t.fieldAt(i)
	f.Name = p.name
	f.PkgPath = p.pkgPath
	f.Type = toType(p.typ)
	f.Tag = StructTag(p.tag)
	f.Offset = p.offset
	f.Anonymous = p.embedded
	f.Index = []int{i}
	return
}

func (t *rtype) Fields() iter.Seq[StructField] {
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return func(yield func(StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

func (t *rtype) FieldByIndex(index []int) (f StructField) {
	if t.Kind() != Struct {
		panic("reflect: FieldByIndex of non-struct type " + t.String())
	}
	typ := t
	for i, x := range index {
		if i > 0 {
			if typ.Kind() == Pointer && typ.elem.Kind() == Struct {
				typ = typ.elem
			}
		}
		f = typ.Field(x)
		typ = f.Type.common()
	}
	return
}

func (t *rtype) FieldByName(name string) (f StructField, ok bool) {
	if t.Kind() != Struct {
		panic("reflect: FieldByName of non-struct type " + t.String())
	}
	embedded := false
	if name != "" {
		for i := 0; i < int(t.numField); i++ {
			p := t.fieldAt(i)
			if p.name == name {
				return t.Field(i), true
			}
			embedded = embedded || p.embedded
		}
	}
	if !embedded {
		return
	}
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

// fieldScan is a struct type met on the search for a field, and the way to it.
type fieldScan struct {
	typ   *rtype
	index []int
}

// FieldByNameFunc searches breadth first, as Go's selectors do: a field at one depth hides those below, and two at the
// same depth hide each other.
func (t *rtype) FieldByNameFunc(match func(string) bool) (result StructField, ok bool) {
	if t.Kind() != Struct {
		panic("reflect: FieldByNameFunc of non-struct type " + t.String())
	}
	level := []fieldScan{{typ: t}}
	// How often a type stands on the level at hand: more than once makes its fields ambiguous.
	times := map[*rtype]int{t: 1}
	visited := map[*rtype]bool{}
	for len(level) > 0 {
		var next []fieldScan
		nextTimes := map[*rtype]int{}
		for _, scan := range level {
			st := scan.typ
			if visited[st] {
				continue
			}
			visited[st] = true
			for i := 0; i < int(st.numField); i++ {
				p := st.fieldAt(i)
				var sub *rtype
				if p.embedded {
					sub = p.typ
					if sub.Kind() == Pointer {
						sub = sub.elem
					}
				}
				if match(p.name) {
					if times[st] > 1 || ok {
						return StructField{}, false
					}
					result = st.Field(i)
					result.Index = append(append([]int(nil), scan.index...), i)
					ok = true
					continue
				}
				if ok || sub == nil || sub.Kind() != Struct {
					continue
				}
				if nextTimes[sub] > 0 {
					nextTimes[sub] = 2
					continue
				}
				nextTimes[sub] = 1
				if times[st] > 1 {
					nextTimes[sub] = 2
				}
				next = append(next, fieldScan{sub, append(append([]int(nil), scan.index...), i)})
			}
		}
		if ok {
			return
		}
		level, times = next, nextTimes
	}
	return
}

// VisibleFields returns all the visible fields in t, promoted ones included, in source order.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	w := visibleWalk{byName: map[string]int{}, visiting: map[Type]bool{}}
	w.walk(t)
	// What was hidden or ambiguous has lost its name.
	j := 0
	for i := range w.fields {
		if f := &w.fields[i]; f.Name != "" {
			if i != j {
				w.fields[j] = *f
			}
			j++
		}
	}
	return w.fields[:j]
}

type visibleWalk struct {
	byName   map[string]int
	visiting map[Type]bool
	fields   []StructField
	index    []int
}

func (w *visibleWalk) walk(t Type) {
	if w.visiting[t] {
		return
	}
	w.visiting[t] = true
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		w.index = append(w.index, i)
		take := true
		if at, seen := w.byName[f.Name]; seen {
			old := &w.fields[at]
			if len(w.index) == len(old.Index) {
				old.Name = ""
				take = false
			} else if len(w.index) < len(old.Index) {
				old.Name = ""
			} else {
				take = false
			}
		}
		if take {
			f.Index = append([]int(nil), w.index...)
			w.byName[f.Name] = len(w.fields)
			w.fields = append(w.fields, f)
		}
		if f.Anonymous {
			if f.Type.Kind() == Pointer {
				f.Type = f.Type.Elem()
			}
			if f.Type.Kind() == Struct {
				w.walk(f.Type)
			}
		}
		w.index = w.index[:len(w.index)-1]
	}
	delete(w.visiting, t)
}
