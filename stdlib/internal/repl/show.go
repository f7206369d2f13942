// This file shows values the way Go source would write them, over several lines where
// one is too long, with the static type behind.

package repl

import (
	"fmt"
	"io"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// staticType returns the type that the compiler gave value i of the input, and whether
// it is an interface.
func staticType(i int) (name string, iface bool)

// lineWidth is how wide a value may be before it is broken into lines, in bytes.
const lineWidth = 76

// maxElems is how many elements of one slice, array or map are shown, maxDepth how far
// values inside values are followed.
const (
	maxElems = 100
	maxDepth = 12
)

// Show prints each value on a line of its own (or several), with its type.
//
//go:noinline
func Show(values ...any) {
	for i, v := range values {
		static, iface := staticType(i)
		Fshow(os.Stdout, v, static, iface)
	}
}

// Fshow writes one value of the given static type to w.
func Fshow(w io.Writer, v any, static string, iface bool) {
	s := shower{seen: map[uintptr]bool{}}
	text := s.value(reflect.ValueOf(v), 0, true)
	io.WriteString(w, text.layout(0)+"  // "+static+remark(v, iface)+"\n")
}

// remark is what a value says of itself: an error's text, a Stringer's, and the dynamic
// type where the static one is an interface.
func remark(v any, iface bool) (note string) {
	defer func() {
		if recover() != nil {
			note = ""
		}
	}()
	if v == nil {
		return ""
	}
	if iface {
		note = " = " + typeName(reflect.TypeOf(v))
	}
	switch x := v.(type) {
	case error:
		note += ": " + x.Error()
	case fmt.Stringer:
		note += ": " + x.String()
	}
	if i := strings.IndexByte(note, '\n'); i >= 0 {
		note = note[:i] + " ..."
	}
	return note
}

// A node is a value's text: either text alone, or head{parts}.
type node struct {
	text  string
	head  string
	parts []node
	label string // "Field: " or "key: ", ahead of the text
	open  string
	close string
}

func (n *node) flat() string {
	if n.parts == nil && n.open == "" {
		return n.label + n.text
	}
	var b strings.Builder
	b.WriteString(n.label + n.head + n.open)
	for i := range n.parts {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(n.parts[i].flat())
	}
	b.WriteString(n.close)
	return b.String()
}

// layout is the text with line breaks where needed, for a column after indent tabs.
func (n *node) layout(indent int) string {
	flat := n.flat()
	if len(n.parts) == 0 || len(flat)+4*indent <= lineWidth {
		return flat
	}
	inner := "\n" + strings.Repeat("    ", indent+1)
	var b strings.Builder
	b.WriteString(n.label + n.head + n.open)
	short := true
	for i := range n.parts {
		short = short && len(n.parts[i].parts) == 0 && n.parts[i].label == "" && len(n.parts[i].text) <= 20
	}
	if short {
		// Many small elements: as many to a line as fit.
		width := lineWidth
		for i := range n.parts {
			t := n.parts[i].text + ","
			if width+len(t)+1 > lineWidth {
				b.WriteString(inner)
				width = 4 * (indent + 1)
			} else {
				b.WriteByte(' ')
				width++
			}
			b.WriteString(t)
			width += len(t)
		}
	} else {
		for i := range n.parts {
			b.WriteString(inner + n.parts[i].layout(indent+1) + ",")
		}
	}
	b.WriteString("\n" + strings.Repeat("    ", indent) + n.close)
	return b.String()
}

func leaf(text string) node { return node{text: text} }

type shower struct {
	seen map[uintptr]bool
}

func typeName(t reflect.Type) string { return strings.ReplaceAll(t.String(), "main.", "") }

// plain tells whether a literal of this type needs no conversion around it.
func plain(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[int](), reflect.TypeFor[string](), reflect.TypeFor[bool](), reflect.TypeFor[float64](), reflect.TypeFor[complex128](), reflect.TypeFor[rune](), reflect.TypeFor[byte]():
		return true
	}
	return t.PkgPath() == "" && t.Name() != ""
}

// value makes the node of v. top: the outermost value, whose type stands behind it.
func (s *shower) value(v reflect.Value, depth int, top bool) node {
	if !v.IsValid() {
		return leaf("nil")
	}
	if depth > maxDepth {
		return leaf("...")
	}
	t := v.Type()
	wrap := func(text string) node {
		if top || plain(t) {
			return leaf(text)
		}
		return leaf(typeName(t) + "(" + text + ")")
	}
	switch v.Kind() {
	case reflect.Bool:
		return wrap(strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int64:
		return wrap(strconv.FormatInt(v.Int(), 10))
	case reflect.Int32:
		text := strconv.FormatInt(v.Int(), 10)
		if top && v.Int() >= ' ' && v.Int() < 0x110000 && strconv.IsPrint(rune(v.Int())) {
			text += " " + strconv.QuoteRune(rune(v.Int()))
		}
		return wrap(text)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return wrap(strconv.FormatUint(v.Uint(), 10))
	case reflect.Uintptr:
		return wrap("0x" + strconv.FormatUint(v.Uint(), 16))
	case reflect.Float32:
		return wrap(strconv.FormatFloat(v.Float(), 'g', -1, 32))
	case reflect.Float64:
		return wrap(strconv.FormatFloat(v.Float(), 'g', -1, 64))
	case reflect.Complex64:
		return wrap(strconv.FormatComplex(v.Complex(), 'g', -1, 64))
	case reflect.Complex128:
		return wrap(strconv.FormatComplex(v.Complex(), 'g', -1, 128))
	case reflect.String:
		return wrap(strconv.Quote(v.String()))
	case reflect.Interface:
		if v.IsNil() {
			return leaf("nil")
		}
		return s.value(v.Elem(), depth, false)
	case reflect.Pointer:
		if v.IsNil() {
			return leaf("nil")
		}
		switch v.Elem().Kind() {
		case reflect.Struct, reflect.Array, reflect.Slice, reflect.Map:
			if s.seen[v.Pointer()] || depth > 4 {
				break
			}
			s.seen[v.Pointer()] = true
			n := s.value(v.Elem(), depth+1, false)
			delete(s.seen, v.Pointer())
			n.head = "&" + n.head
			if n.open == "" {
				n.text = "&" + n.text
			}
			return n
		}
		return leaf(fmt.Sprintf("(%s)(%#x)", typeName(t), v.Pointer()))
	case reflect.Slice, reflect.Array:
		return s.elements(v, depth)
	case reflect.Map:
		return s.mapping(v, depth)
	case reflect.Struct:
		n := node{head: typeName(t), open: "{", close: "}", parts: []node{}}
		for i := range t.NumField() {
			p := s.value(v.Field(i), depth+1, false)
			p.label = t.Field(i).Name + ": "
			n.parts = append(n.parts, p)
		}
		return n
	case reflect.Func:
		if v.IsNil() {
			return leaf("nil")
		}
		return leaf(fmt.Sprintf("(%s)(%#x)", typeName(t), v.Pointer()))
	case reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			return leaf("nil")
		}
		return leaf(fmt.Sprintf("(%s)(%#x)", typeName(t), v.Pointer()))
	}
	return leaf("?")
}

func (s *shower) elements(v reflect.Value, depth int) node {
	t := v.Type()
	if v.Kind() == reflect.Slice && v.IsNil() {
		return leaf(typeName(t) + "(nil)")
	}
	n := node{head: typeName(t), open: "{", close: "}", parts: []node{}}
	for i := range min(v.Len(), maxElems) {
		n.parts = append(n.parts, s.element(v.Index(i), depth))
	}
	if more := v.Len() - maxElems; more > 0 {
		n.parts = append(n.parts, leaf("... "+strconv.Itoa(more)+" more"))
	}
	return n
}

// element is a value whose type the literal around it tells.
func (s *shower) element(v reflect.Value, depth int) node {
	n := s.value(v, depth+1, v.Kind() != reflect.Interface && v.Kind() != reflect.Int32)
	if v.Kind() == reflect.Struct {
		n.head = ""
	}
	return n
}

func (s *shower) mapping(v reflect.Value, depth int) node {
	t := v.Type()
	if v.IsNil() {
		return leaf(typeName(t) + "(nil)")
	}
	n := node{head: typeName(t), open: "{", close: "}", parts: []node{}}
	type entry struct {
		key  string
		sort reflect.Value
		val  reflect.Value
	}
	var list []entry
	for it := v.MapRange(); it.Next(); {
		k := s.element(it.Key(), depth)
		list = append(list, entry{k.flat(), it.Key(), it.Value()})
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i].sort, list[j].sort
		switch {
		case a.CanInt() && b.CanInt():
			return a.Int() < b.Int()
		case a.CanUint() && b.CanUint():
			return a.Uint() < b.Uint()
		case a.CanFloat() && b.CanFloat():
			return a.Float() < b.Float()
		}
		return list[i].key < list[j].key
	})
	for i, e := range list {
		if i == maxElems {
			n.parts = append(n.parts, leaf("... "+strconv.Itoa(len(list)-i)+" more"))
			break
		}
		p := s.element(e.val, depth)
		p.label = e.key + ": "
		n.parts = append(n.parts, p)
	}
	return n
}
