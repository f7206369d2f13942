// This file finds the fields of structs: their names, where they lie, and which of
// several with one name counts.

package json

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// field is a field as JSON sees it, perhaps one of an embedded struct.
type field struct {
	name      string
	label     string // "name":
	labelHTML string // the same with HTML's characters escaped
	trail     string // the fields' names on the way to it
	owner     reflect.Type
	plan      *plan
	offset    uintptr // from the struct, or from where the last of through points
	through   []hop   // pointers on the way to it

	tagged, quoted, omitEmpty, omitZero bool
}

// hop is a pointer to an embedded struct.
type hop struct {
	offset uintptr // from the struct, or from where the hop before it points
	elem   reflect.Type
	sealed bool // an unexported field holds the pointer, which cannot be set
}

type layout struct {
	fields []field
	byName map[string]int
	byFold map[string]int
}

// find returns the index of the field with that name, -1 where there is none. Members
// mostly come in the order of the fields, so that next is a good guess.
func (l *layout) find(name string, next int) int {
	if next < len(l.fields) && l.fields[next].name == name {
		return next
	}
	if i, ok := l.byName[name]; ok {
		return i
	}
	if i, ok := l.byFold[fold(name)]; ok {
		return i
	}
	return -1
}

// fold maps all spellings of a name that differ in case only to one.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			if 'a' <= r && r <= 'z' {
				r -= 'a' - 'A'
			}
			return r
		}
		// The least rune of the circle of those that fold together.
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, name)
}

// candidate is a field that competes for its name.
type candidate struct {
	field
	index []int // in the structs from the outermost
	t     reflect.Type
	twice bool // its struct is embedded more than once at its depth
}

// level is an embedded struct whose fields are to be gathered.
type level struct {
	t       reflect.Type
	index   []int
	trail   string
	offset  uintptr
	through []hop
	twice   bool
}

// gather goes through the embedded structs of t, those of one depth after those of
// the one before, and returns all fields.
func gather(t reflect.Type) (all []candidate) {
	levels := []level{{t: t}}
	seen := map[reflect.Type]bool{}
	for len(levels) > 0 {
		var deeper []level
		for _, l := range levels {
			if seen[l.t] {
				continue
			}
			seen[l.t] = true
			for i := range l.t.NumField() {
				c, down := l.look(i, t)
				if c != nil {
					all = append(all, *c)
				} else if down != nil {
					deeper = append(deeper, *down)
				}
			}
		}
		// A struct that this depth embeds more than once hides its own fields.
		times := map[reflect.Type]int{}
		for _, l := range deeper {
			times[l.t]++
		}
		for i := range deeper {
			deeper[i].twice = deeper[i].twice || times[deeper[i].t] > 1
		}
		levels = deeper
	}
	return all
}

// look returns field i as a candidate, or as an embedded struct to go into.
func (l *level) look(i int, root reflect.Type) (*candidate, *level) {
	f := l.t.Field(i)
	if f.Anonymous {
		t := f.Type
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if !f.IsExported() && t.Kind() != reflect.Struct {
			return nil, nil
		}
	} else if !f.IsExported() {
		return nil, nil
	}
	tag := f.Tag.Get("json")
	if tag == "-" {
		return nil, nil
	}
	name, options, _ := strings.Cut(tag, ",")
	if !nameOK(name) {
		name = ""
	}
	t := f.Type
	if t.Name() == "" && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	trail := l.trail + f.Name
	if name != "" {
		trail = l.trail + name
	}
	index := append(slices.Clip(l.index), i)
	if name != "" || !f.Anonymous || t.Kind() != reflect.Struct {
		c := &candidate{index: index, t: f.Type, twice: l.twice}
		c.owner = root
		c.tagged = name != ""
		c.name = name
		if name == "" {
			c.name = f.Name
		}
		c.trail, c.offset, c.through = trail, l.offset+f.Offset, l.through
		c.setOptions(options, t)
		return c, nil
	}
	down := &level{t: t, index: index, trail: trail + ".", offset: l.offset + f.Offset, through: l.through, twice: l.twice}
	if f.Type.Kind() == reflect.Pointer {
		down.through = append(slices.Clip(l.through), hop{down.offset, t, !f.IsExported()})
		down.offset = 0
	}
	return nil, down
}

// setOptions reads the options of a tag. Only booleans, numbers and strings can be
// quoted.
func (c *candidate) setOptions(options string, t reflect.Type) {
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "omitempty":
			c.omitEmpty = true
		case "omitzero":
			c.omitZero = true
		case "string":
			switch t.Kind() {
			case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64, reflect.Uintptr,
				reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
				reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
				c.quoted = true
			}
		}
	}
}

func nameOK(name string) bool {
	for _, r := range name {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return name != ""
}

// choose returns which of the fields with one name counts: the one that lies less
// deep than the others, or, of the least deep ones, the only one with a tag; -1 where
// that leaves more than one.
func choose(rivals []candidate) int {
	best, tie := -1, false
	for i, c := range rivals {
		if best < 0 {
			best, tie = i, c.twice
			continue
		}
		b := rivals[best]
		switch {
		case len(c.index) > len(b.index) || len(c.index) == len(b.index) && b.tagged && !c.tagged:
		case len(c.index) < len(b.index) || c.tagged && !b.tagged:
			best, tie = i, c.twice
		default:
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

func (b builder) layout(t reflect.Type) *layout {
	byName := map[string][]candidate{}
	for _, c := range gather(t) {
		byName[c.name] = append(byName[c.name], c)
	}
	var winners []candidate
	for _, rivals := range byName {
		if i := choose(rivals); i >= 0 {
			winners = append(winners, rivals[i])
		}
	}
	slices.SortFunc(winners, func(a, b candidate) int { return slices.Compare(a.index, b.index) })
	l := &layout{byName: map[string]int{}, byFold: map[string]int{}}
	for i, c := range winners {
		f := c.field
		f.plan = b.plan(c.t)
		f.label = string(appendQuoted(nil, f.name, false)) + ":"
		f.labelHTML = string(appendQuoted(nil, f.name, true)) + ":"
		l.fields = append(l.fields, f)
		l.byName[f.name] = i
		if _, taken := l.byFold[fold(f.name)]; !taken {
			l.byFold[fold(f.name)] = i
		}
	}
	return l
}

// in returns the field's address in the struct at an address; nil where a pointer on
// the way is nil.
func (f *field) in(at unsafe.Pointer) unsafe.Pointer {
	for _, h := range f.through {
		if at = *(*unsafe.Pointer)(unsafe.Add(at, h.offset)); at == nil {
			return nil
		}
	}
	return unsafe.Add(at, f.offset)
}
