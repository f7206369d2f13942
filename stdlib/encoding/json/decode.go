// This file decodes: the walk over the tape.

package json

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"unsafe"
)

// Unmarshal decodes data, which must be one JSON value, into what v points to.
func Unmarshal(data []byte, v any) error {
	d := decoder{data: data}
	tape, at, fault := scan(data, 0, withTape|whole)
	if fault != noFault {
		return syntaxError(data, at, fault, 0)
	}
	d.tape = tape
	return d.into(v)
}

type decoder struct {
	data      []byte
	tape      []entry
	useNumber bool
	strict    bool     // unknown fields are errors
	saved     error    // the first one that let decoding go on
	way       []*field // from the root to the value in hand
}

func (d *decoder) into(v any) error {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Pointer || r.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	w := (*word)(unsafe.Pointer(&v))
	// The pointer itself may have methods.
	if _, err := d.general(planOf(r.Type()), unsafe.Pointer(&w.data), 0, false); err != nil {
		return d.located(err)
	}
	return d.saved
}

// located adds the way to where the error is.
func (d *decoder) located(err error) error {
	if e, ok := err.(*UnmarshalTypeError); ok && len(d.way) > 0 {
		e.Struct = d.way[len(d.way)-1].owner.Name()
		var names []string
		for _, f := range d.way {
			names = append(names, f.trail)
		}
		if e.Field != "" {
			names = append(names, e.Field)
		}
		e.Field = strings.Join(names, ".")
	}
	return err
}

func (d *decoder) save(err error) {
	if d.saved == nil {
		d.saved = d.located(err)
	}
}

func (d *decoder) mismatch(what string, t reflect.Type, offset int) {
	if d.saved == nil {
		d.save(&UnmarshalTypeError{Value: what, Type: t, Offset: int64(offset)})
	}
}

// Kinds of entries: the character that the value begins with, but for these.
const (
	plainString = 's' // its text is its contents
	number      = '0'
)

func (d *decoder) kind(i int) byte { return byte(d.tape[i].head) }
func (d *decoder) place(i int) int { return int(d.tape[i].head >> 8) }

// next is the index of the entry after the value at i, and end where its text ends.
func (d *decoder) next(i int) int {
	if k := d.kind(i); k == '{' || k == '[' {
		return int(d.tape[i].tail)
	}
	return i + 1
}

func (d *decoder) end(i int) int {
	if k := d.kind(i); k == '{' || k == '[' {
		return d.place(int(d.tape[i].tail)-1) + 1
	}
	return int(d.tape[i].tail)
}

func (d *decoder) text(i int) []byte { return d.data[d.place(i):d.end(i)] }

// view returns the contents of a string, which must not be kept.
func (d *decoder) view(i int) string {
	e := d.tape[i]
	if byte(e.head) == plainString {
		return view(d.data[e.head>>8+1 : e.tail-1])
	}
	s, _ := unquote(d.data[e.head>>8 : e.tail])
	return s
}

func (d *decoder) string(i int) string {
	e := d.tape[i]
	if byte(e.head) == plainString {
		return string(d.data[e.head>>8+1 : e.tail-1])
	}
	s, _ := unquote(d.data[e.head>>8 : e.tail])
	return s
}

// value decodes the value at tape index i into a variable at an address, and returns
// the index after it.
func (d *decoder) value(p *plan, at unsafe.Pointer, i int) (int, error) {
	if p.simple {
		return d.store(p, at, i)
	}
	return d.general(p, at, i, true)
}

// target is where a value goes: a variable, or a method.
type target struct {
	p    *plan
	at   unsafe.Pointer
	json Unmarshaler
	text encoding.TextUnmarshaler
}

// find follows pointers, which it makes where they are nil, to where a value goes.
// A null does not go beyond a pointer that can be set.
func find(p *plan, at unsafe.Pointer, null, settable bool) target {
	if p.kind != reflect.Pointer && p.named {
		if t := methodsOf(p, at, null); t.at == nil {
			return t
		}
	}
	for {
		if p.kind == reflect.Interface {
			v := p.value(at).Elem()
			if v.Kind() != reflect.Pointer || v.IsNil() || null && v.Type().Elem().Kind() != reflect.Pointer {
				break
			}
			// The pointer in the interface takes the interface's place.
			held := v.UnsafePointer()
			p, at, settable = planOf(v.Type()), unsafe.Pointer(&held), false
		}
		if p.kind != reflect.Pointer || null && settable {
			break
		}
		if *(*unsafe.Pointer)(at) == nil {
			*(*unsafe.Pointer)(at) = reflect.New(p.elem.t).UnsafePointer()
		}
		to := *(*unsafe.Pointer)(at)
		if p.elem.kind == reflect.Interface && p.elem.empty {
			// A pointer to an interface that holds the pointer itself leads nowhere.
			if w := (*word)(to); w.data == to && reflect.TypeOf(*(*any)(to)) == p.t {
				return target{p: p.elem, at: to}
			}
		}
		p, at, settable = p.elem, to, true
		if t := methodsOf(p, at, null); t.at == nil {
			return t
		}
	}
	return target{p: p, at: at}
}

// methodsOf returns the method that decodes what lies at an address. Where there is
// none, the target is the variable.
func methodsOf(p *plan, at unsafe.Pointer, null bool) target {
	switch {
	case p.reads == byJSON:
		return target{p: p, json: reflect.NewAt(p.t, at).Interface().(Unmarshaler)}
	case p.reads == byText && !null:
		return target{p: p, text: reflect.NewAt(p.t, at).Interface().(encoding.TextUnmarshaler)}
	}
	return target{p: p, at: at}
}

// general is value for types that may have methods, pointers and interfaces.
func (d *decoder) general(p *plan, at unsafe.Pointer, i int, settable bool) (int, error) {
	k := d.kind(i)
	t := find(p, at, k == 'n', settable)
	switch {
	case t.json != nil:
		return d.next(i), t.json.UnmarshalJSON(d.text(i))
	case t.text != nil:
		switch k {
		case '"', plainString:
			return i + 1, t.text.UnmarshalText([]byte(d.view(i)))
		case '{':
			d.mismatch("object", p.t, d.place(i)+1)
		case '[':
			d.mismatch("array", p.t, d.place(i)+1)
		default:
			d.mismatch(scalarName(k), p.t, d.end(i))
		}
		return d.next(i), nil
	}
	return d.store(t.p, t.at, i)
}

func scalarName(k byte) string {
	switch k {
	case 't', 'f':
		return "bool"
	case 'n':
		return "null"
	case '"', plainString:
		return "string"
	}
	return "number"
}

// store decodes into a variable whose methods and pointers do not matter any more.
func (d *decoder) store(p *plan, at unsafe.Pointer, i int) (int, error) {
	switch k := d.kind(i); k {
	case '{':
		switch p.kind {
		case reflect.Struct:
			return d.structure(p, at, i)
		case reflect.Map:
			return d.mapping(p, at, i)
		case reflect.Interface:
			if p.empty {
				x, next := d.any(i)
				*(*any)(at) = x
				return next, nil
			}
		}
		d.mismatch("object", p.t, d.place(i)+1)
		return d.next(i), nil
	case '[':
		switch p.kind {
		case reflect.Slice:
			return d.slice(p, at, i)
		case reflect.Array:
			return d.array(p, at, i)
		case reflect.Interface:
			if p.empty {
				x, next := d.any(i)
				*(*any)(at) = x
				return next, nil
			}
		}
		d.mismatch("array", p.t, d.place(i)+1)
		return d.next(i), nil
	default:
		e := d.tape[i]
		return i + 1, d.scalar(p, at, k, d.data[e.head>>8:e.tail], int(e.tail), false)
	}
}

// slice decodes an array into a slice, whose memory it uses where that suffices.
func (d *decoder) slice(p *plan, at unsafe.Pointer, i int) (int, error) {
	end := int(d.tape[i].tail)
	n := int(d.tape[end-1].tail)
	h := (*header)(at)
	was, all := h.len, n
	if n == 0 {
		*h = header{reflect.MakeSlice(p.t, 0, 0).UnsafePointer(), 0, 0}
		return end, nil
	}
	if h.cap < n {
		fresh := reflect.MakeSlice(p.t, n, n)
		if h.cap > 0 {
			h.len = h.cap
			reflect.Copy(fresh, p.value(at))
		}
		*h = header{fresh.UnsafePointer(), n, n}
	}
	h.len = n
	elem, size := p.elem, p.elem.size
	to := h.data
	var err error
	i++
	for ; n > 0; n-- {
		if i, err = d.value(elem, to, i); err != nil {
			// The elements that were not reached are not there, unless they were before.
			h.len = max(was, all-n+1)
			return end, err
		}
		// Beyond the last element no pointer is made.
		if n > 1 {
			to = unsafe.Add(to, size)
		}
	}
	return end, nil
}

type header struct {
	data     unsafe.Pointer
	len, cap int
}

// array decodes an array. What does not fit is dropped, what is not there is zero.
func (d *decoder) array(p *plan, at unsafe.Pointer, i int) (int, error) {
	end := int(d.tape[i].tail)
	n := int(d.tape[end-1].tail)
	size := p.t.Len()
	var err error
	i++
	for k := range min(n, size) {
		if i, err = d.value(p.elem, unsafe.Add(at, uintptr(k)*p.elem.size), i); err != nil {
			return end, err
		}
	}
	for k := n; k < size; k++ {
		p.elem.value(unsafe.Add(at, uintptr(k)*p.elem.size)).SetZero()
	}
	return end, nil
}

func (d *decoder) structure(p *plan, at unsafe.Pointer, i int) (int, error) {
	end := int(d.tape[i].tail)
	l := p.fields
	guess, depth := 0, len(d.way)
	var err error
	for i++; i < end-1; {
		key := d.view(i)
		k := l.find(key, guess)
		if k < 0 {
			if d.strict {
				d.save(fmt.Errorf("json: unknown field %q", key))
			}
			i = d.next(i + 1)
			continue
		}
		guess = k + 1
		f := &l.fields[k]
		d.way = append(d.way, f)
		to := unsafe.Add(at, f.offset)
		if f.through != nil {
			to = d.make(f, at)
		}
		switch {
		case to == nil:
			i = d.next(i + 1)
		case f.quoted:
			i, err = d.quoted(f.plan, to, i+1)
		default:
			i, err = d.value(f.plan, to, i+1)
		}
		if err != nil {
			return end, err
		}
		d.way = d.way[:depth]
	}
	return end, nil
}

// make returns the field's address in the struct at an address. It makes the embedded
// structs on the way that are not there; nil is returned where it may not.
func (d *decoder) make(f *field, at unsafe.Pointer) unsafe.Pointer {
	for _, h := range f.through {
		slot := (*unsafe.Pointer)(unsafe.Add(at, h.offset))
		if *slot == nil {
			if h.sealed {
				d.save(fmt.Errorf("json: cannot set embedded pointer to unexported struct: %v", h.elem))
				return nil
			}
			*slot = reflect.New(h.elem).UnsafePointer()
		}
		at = *slot
	}
	return unsafe.Add(at, f.offset)
}

// quoted decodes the value of a field with the option "string".
func (d *decoder) quoted(p *plan, at unsafe.Pointer, i int) (int, error) {
	switch d.kind(i) {
	case 'n':
		return d.value(p, at, i)
	case '"', plainString:
		return i + 1, d.inner(p, at, d.string(i), d.end(i))
	case number:
		d.anyNumber(d.text(i), d.end(i)) // a number that no float64 holds is the first mistake
	}
	d.save(fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal unquoted value into %v", p.t))
	return d.next(i), nil
}
