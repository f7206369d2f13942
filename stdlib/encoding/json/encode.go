// This file encodes: the walk over a value.

package json

import (
	"cmp"
	"encoding"
	"encoding/base64"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"unsafe"
)

// Marshal encodes v.
func Marshal(v any) ([]byte, error) {
	e := encoder{html: true}
	if err := e.any(v); err != nil {
		return nil, err
	}
	return slices.Clip(e.buf), nil
}

// MarshalIndent is Marshal with each element and member on a line of its own, as
// Indent lays them out.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return indented(b, prefix, indent)
}

// circleDepth is how deep pointers, maps and slices may lie within each other before
// the encoder suspects that they go in a circle, and looks.
const circleDepth = 1000

type encoder struct {
	buf   []byte
	html  bool // HTML's characters are escaped
	depth int
	seen  map[any]struct{} // what the value in hand lies in, below circleDepth
}

// appendQuoted appends s as a JSON string.
func appendQuoted(buf []byte, s string, html bool) []byte {
	for room := len(s) + 10; ; room = 6*len(s) + 10 {
		buf = slices.Grow(buf, room)
		if n := quote(buf[len(buf):cap(buf)], s, html); n >= 0 {
			return buf[:len(buf)+n]
		}
	}
}

func (e *encoder) string(s string) { e.buf = appendQuoted(e.buf, s, e.html) }
func (e *encoder) raw(s string)    { e.buf = append(e.buf, s...) }

// any encodes the value in an interface.
func (e *encoder) any(v any) error {
	switch x := v.(type) {
	case nil:
		e.raw("null")
		return nil
	case string:
		e.string(x)
		return nil
	case float64:
		return e.float(x, 64, false)
	}
	p, at := contents(&v)
	return e.value(p, at, false, false)
}

// value encodes what lies at an address. addressable says that it is a variable, so
// that the methods of its pointer count; quoted that it goes into a string.
func (e *encoder) value(p *plan, at unsafe.Pointer, addressable, quoted bool) error {
	how := p.writes
	if addressable {
		how = p.writesPtr
	}
	if how != noMethod {
		return e.byMethod(p, at, how, addressable)
	}
	switch p.kind {
	case reflect.Bool:
		return e.plain(strconv.FormatBool(*(*bool)(at)), quoted)
	case reflect.Int, reflect.Int64:
		return e.int(*(*int64)(at), quoted)
	case reflect.Int8:
		return e.int(int64(*(*int8)(at)), quoted)
	case reflect.Int16:
		return e.int(int64(*(*int16)(at)), quoted)
	case reflect.Int32:
		return e.int(int64(*(*int32)(at)), quoted)
	case reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return e.plain(strconv.FormatUint(*(*uint64)(at), 10), quoted)
	case reflect.Uint8:
		return e.int(int64(*(*uint8)(at)), quoted)
	case reflect.Uint16:
		return e.int(int64(*(*uint16)(at)), quoted)
	case reflect.Uint32:
		return e.int(int64(*(*uint32)(at)), quoted)
	case reflect.Float32:
		return e.float(float64(*(*float32)(at)), 32, quoted)
	case reflect.Float64:
		return e.float(*(*float64)(at), 64, quoted)
	case reflect.String:
		return e.text(p, *(*string)(at), quoted)
	case reflect.Struct:
		return e.structure(p, at, addressable)
	case reflect.Slice:
		return e.slice(p, at)
	case reflect.Array:
		return e.elements(p.elem, at, p.t.Len(), addressable)
	case reflect.Map:
		return e.mapping(p, at)
	case reflect.Pointer:
		return e.pointer(p, at, quoted)
	case reflect.Interface:
		return e.held(p, at, quoted)
	}
	return &UnsupportedTypeError{p.t}
}

func (e *encoder) plain(s string, quoted bool) error {
	if quoted {
		s = `"` + s + `"`
	}
	e.raw(s)
	return nil
}

func (e *encoder) int(i int64, quoted bool) error {
	if quoted {
		return e.plain(strconv.FormatInt(i, 10), true)
	}
	e.buf = strconv.AppendInt(e.buf, i, 10)
	return nil
}

// float writes numbers as JavaScript does: with an exponent only below 1e-6 and from
// 1e21 on.
func (e *encoder) float(f float64, bits int, quoted bool) error {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		v := reflect.ValueOf(f)
		if bits == 32 {
			v = reflect.ValueOf(float32(f))
		}
		return &UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, bits)}
	}
	format, size := byte('f'), math.Abs(f)
	least, most := 1e-6, 1e21
	if bits == 32 {
		least, most = float64(float32(least)), float64(float32(most))
	}
	if size != 0 && (size < least || size >= most) {
		format = 'e'
	}
	if quoted {
		e.raw(`"`)
	}
	e.buf = strconv.AppendFloat(e.buf, f, format, -1, bits)
	if n := len(e.buf); format == 'e' && e.buf[n-4] == 'e' && e.buf[n-3] == '-' && e.buf[n-2] == '0' {
		// One digit suffices for a small exponent.
		e.buf[n-2] = e.buf[n-1]
		e.buf = e.buf[:n-1]
	}
	if quoted {
		e.raw(`"`)
	}
	return nil
}

func (e *encoder) text(p *plan, s string, quoted bool) error {
	if p.number {
		if s == "" {
			s = "0"
		}
		if !isNumber(s) {
			return fmt.Errorf("json: invalid number literal %q", s)
		}
		return e.plain(s, quoted)
	}
	if quoted {
		s = string(appendQuoted(nil, s, e.html))
		// What the inner quoting escaped must not be escaped for HTML again: there is
		// nothing left to escape.
	}
	e.string(s)
	return nil
}

// byMethod encodes a value whose type does it itself.
func (e *encoder) byMethod(p *plan, at unsafe.Pointer, how byte, addressable bool) error {
	nilable := p.kind == reflect.Pointer || p.kind == reflect.Interface
	if nilable && *(*unsafe.Pointer)(at) == nil {
		e.raw("null")
		return nil
	}
	x := any(nil)
	if addressable && p.kind != reflect.Pointer && p.kind != reflect.Interface {
		x = reflect.NewAt(p.t, at).Interface()
	} else {
		x = p.value(at).Interface()
	}
	if how == byText {
		text, err := x.(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return &MarshalerError{p.t, err, "MarshalText"}
		}
		e.string(view(text))
		return nil
	}
	out, err := x.(Marshaler).MarshalJSON()
	if err == nil {
		err = check(out)
	}
	if err != nil {
		return &MarshalerError{p.t, err, "MarshalJSON"}
	}
	e.buf = append(e.buf, compact(out, e.html)...)
	return nil
}

// enter goes down into what a key stands for. leave must follow.
func (e *encoder) enter(p *plan, at unsafe.Pointer, key any) error {
	if e.depth++; e.depth <= circleDepth {
		return nil
	}
	if _, ok := e.seen[key]; ok {
		return &UnsupportedValueError{p.value(at), fmt.Sprintf("encountered a cycle via %s", p.t)}
	}
	if e.seen == nil {
		e.seen = map[any]struct{}{}
	}
	e.seen[key] = struct{}{}
	return nil
}

func (e *encoder) leave(key any) {
	if e.depth > circleDepth {
		delete(e.seen, key)
	}
	e.depth--
}

func (e *encoder) pointer(p *plan, at unsafe.Pointer, quoted bool) error {
	to := *(*unsafe.Pointer)(at)
	if to == nil {
		e.raw("null")
		return nil
	}
	if err := e.enter(p, at, to); err != nil {
		return err
	}
	err := e.value(p.elem, to, true, quoted)
	e.leave(to)
	return err
}

// held encodes what a variable of interface type holds.
func (e *encoder) held(p *plan, at unsafe.Pointer, quoted bool) error {
	if *(*unsafe.Pointer)(at) == nil {
		e.raw("null")
		return nil
	}
	var x any
	if p.empty {
		x = *(*any)(at)
	} else {
		x = p.value(at).Elem().Interface()
	}
	if !quoted {
		return e.any(x)
	}
	inner, to := contents(&x)
	return e.value(inner, to, false, quoted)
}

// span is a slice as a key of what was seen.
type span struct {
	at unsafe.Pointer
	n  int
}

func (e *encoder) slice(p *plan, at unsafe.Pointer) error {
	h := (*header)(at)
	if h.data == nil {
		e.raw("null")
		return nil
	}
	if p.elem.kind == reflect.Uint8 && p.elem.writesPtr == noMethod {
		b := *(*[]byte)(at)
		e.raw(`"`)
		e.buf = base64.StdEncoding.AppendEncode(e.buf, b)
		e.raw(`"`)
		return nil
	}
	key := span{h.data, h.len}
	if err := e.enter(p, at, key); err != nil {
		return err
	}
	err := e.elements(p.elem, h.data, h.len, true)
	e.leave(key)
	return err
}

func (e *encoder) elements(elem *plan, at unsafe.Pointer, n int, addressable bool) error {
	e.buf = append(e.buf, '[')
	for i := range n {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.value(elem, unsafe.Add(at, uintptr(i)*elem.size), addressable, false); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

func (e *encoder) structure(p *plan, at unsafe.Pointer, addressable bool) error {
	before := byte('{')
	for i := range p.fields.fields {
		f := &p.fields.fields[i]
		to := unsafe.Add(at, f.offset)
		variable := addressable
		if f.through != nil {
			if to = f.in(at); to == nil {
				continue
			}
			variable = true
		}
		if f.omitEmpty && f.plan.isEmpty(to) || f.omitZero && f.plan.zero(to) {
			continue
		}
		e.buf = append(e.buf, before)
		before = ','
		if e.html {
			e.raw(f.labelHTML)
		} else {
			e.raw(f.label)
		}
		if err := e.value(f.plan, to, variable, f.quoted); err != nil {
			return err
		}
	}
	if before == '{' {
		e.buf = append(e.buf, '{')
	}
	e.buf = append(e.buf, '}')
	return nil
}

// member is an entry of a map, ready to be sorted.
type member struct {
	key string
	at  unsafe.Pointer
}

func (e *encoder) mapping(p *plan, at unsafe.Pointer) error {
	m := *(*unsafe.Pointer)(at)
	switch p.key.kind {
	case reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
	default:
		if !p.key.t.Implements(textMarshaler) {
			return &UnsupportedTypeError{p.t}
		}
	}
	if m == nil {
		e.raw("null")
		return nil
	}
	if err := e.enter(p, at, m); err != nil {
		return err
	}
	var members []member
	var err error
	switch p.t {
	case anyMap:
		for key, elem := range *(*map[string]any)(at) {
			members = append(members, member{key, unsafe.Pointer(&elem)})
		}
	case stringMap:
		for key, elem := range *(*map[string]string)(at) {
			members = append(members, member{key, unsafe.Pointer(&elem)})
		}
	default:
		members, err = e.members(p, p.value(at))
	}
	if err != nil {
		return err
	}
	slices.SortFunc(members, func(a, b member) int { return cmp.Compare(a.key, b.key) })
	before := byte('{')
	for _, m := range members {
		e.buf = append(e.buf, before)
		before = ','
		e.string(m.key)
		e.buf = append(e.buf, ':')
		if err := e.value(p.elem, m.at, false, false); err != nil {
			return err
		}
	}
	if before == '{' {
		e.buf = append(e.buf, '{')
	}
	e.buf = append(e.buf, '}')
	e.leave(m)
	return nil
}

// members returns the entries of any map. Their values are copies in one array.
func (e *encoder) members(p *plan, m reflect.Value) ([]member, error) {
	n := m.Len()
	elems := reflect.MakeSlice(reflect.SliceOf(p.elem.t), n, n)
	members := make([]member, 0, n)
	for iter := m.MapRange(); iter.Next() && len(members) < n; {
		key, err := keyText(iter.Key())
		if err != nil {
			return nil, fmt.Errorf("json: encoding error for type %q: %q", p.t.String(), err.Error())
		}
		elem := elems.Index(len(members))
		elem.SetIterValue(iter)
		members = append(members, member{key, elem.Addr().UnsafePointer()})
	}
	return members, nil
}

// keyText returns a map's key as a member's name.
func keyText(k reflect.Value) (string, error) {
	if k.Kind() == reflect.String {
		return k.String(), nil
	}
	if m, ok := k.Interface().(encoding.TextMarshaler); ok {
		if k.Kind() == reflect.Pointer && k.IsNil() {
			return "", nil
		}
		text, err := m.MarshalText()
		return string(text), err
	}
	if k.CanInt() {
		return strconv.FormatInt(k.Int(), 10), nil
	}
	return strconv.FormatUint(k.Uint(), 10), nil
}
