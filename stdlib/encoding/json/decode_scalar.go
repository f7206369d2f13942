// This file decodes strings, numbers, booleans and null, maps, and values of no type.

package json

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strconv"
	"unsafe"
)

// misquoted is the error for the contents of a quoted field that do not fit it.
func misquoted(text []byte, p *plan) error {
	return fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal %q into %v", text, p.t)
}

// inner decodes what a quoted field's string holds, which nothing has checked yet.
func (d *decoder) inner(p *plan, at unsafe.Pointer, s string, end int) error {
	text := []byte(s)
	if len(text) == 0 {
		d.save(misquoted(text, p))
		return nil
	}
	k := text[0]
	t := find(p, at, k == 'n', true)
	switch {
	case t.json != nil:
		return t.json.UnmarshalJSON(text)
	case t.text != nil:
		if k == '"' {
			contents, ok := unquote(text)
			if !ok {
				return misquoted(text, p)
			}
			return t.text.UnmarshalText([]byte(contents))
		}
		d.mismatch(scalarName(k), p.t, end)
		return nil
	}
	p, at = t.p, t.at
	switch k {
	case 'n', 't', 'f':
		if s != "null" && s != "true" && s != "false" {
			d.save(misquoted(text, p))
			return nil
		}
	case '"':
		if _, ok := unquote(text); !ok {
			return misquoted(text, p)
		}
	default:
		if k != '-' && (k < '0' || k > '9') {
			return misquoted(text, p)
		}
		k = number
	}
	return d.scalar(p, at, k, text, end, true)
}

// scalar decodes a value that is neither array nor object. end is the offset after
// it, for errors; quoted says that a string held it.
func (d *decoder) scalar(p *plan, at unsafe.Pointer, k byte, text []byte, end int, quoted bool) error {
	switch k {
	case 'n':
		switch p.kind {
		case reflect.Pointer, reflect.Map:
			*(*unsafe.Pointer)(at) = nil
		case reflect.Interface:
			*(*[2]unsafe.Pointer)(at) = [2]unsafe.Pointer{}
		case reflect.Slice:
			*(*header)(at) = header{}
		}
		return nil
	case 't', 'f':
		switch {
		case p.kind == reflect.Bool:
			*(*bool)(at) = k == 't'
		case p.kind == reflect.Interface && p.empty:
			*(*any)(at) = k == 't'
		case quoted:
			d.save(misquoted(text, p))
		default:
			d.mismatch("bool", p.t, end)
		}
		return nil
	case plainString:
		return d.stringInto(p, at, string(text[1:len(text)-1]), text, end)
	case '"':
		s, _ := unquote(text)
		return d.stringInto(p, at, s, text, end)
	}
	return d.number(p, at, text, end, quoted)
}

func (d *decoder) stringInto(p *plan, at unsafe.Pointer, s string, text []byte, end int) error {
	switch p.kind {
	case reflect.String:
		if p.number && !isNumber(s) {
			return fmt.Errorf("json: invalid number literal, trying to unmarshal %q into Number", text)
		}
		*(*string)(at) = s
		return nil
	case reflect.Slice:
		if p.elem.kind == reflect.Uint8 {
			b, err := base64.StdEncoding.DecodeString(s)
			if err != nil {
				d.save(err)
				return nil
			}
			*(*[]byte)(at) = b
			return nil
		}
	case reflect.Interface:
		if p.empty {
			*(*any)(at) = s
			return nil
		}
	}
	d.mismatch("string", p.t, end)
	return nil
}

func (d *decoder) number(p *plan, at unsafe.Pointer, text []byte, end int, quoted bool) error {
	s := view(text)
	fits := true
	switch p.kind {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(s, 10, int(p.size)*8)
		if fits = err == nil; fits {
			storeInt(at, p.size, uint64(n))
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n, err := strconv.ParseUint(s, 10, int(p.size)*8)
		if fits = err == nil; fits {
			storeInt(at, p.size, n)
		}
	case reflect.Float32:
		f, err := strconv.ParseFloat(s, 32)
		if fits = err == nil; fits {
			*(*float32)(at) = float32(f)
		}
	case reflect.Float64:
		f, err := strconv.ParseFloat(s, 64)
		if fits = err == nil; fits {
			*(*float64)(at) = f
		}
	case reflect.Interface:
		switch x := d.anyNumber(text, end); {
		case x == nil:
		case !p.empty:
			d.mismatch("number", p.t, end)
		default:
			*(*any)(at) = x
		}
	default:
		switch {
		case p.number:
			*(*string)(at) = string(text)
		case quoted:
			return misquoted(text, p)
		default:
			d.mismatch("number", p.t, end)
		}
	}
	if !fits {
		d.mismatch("number "+string(text), p.t, end)
	}
	return nil
}

func storeInt(at unsafe.Pointer, size uintptr, n uint64) {
	switch size {
	case 1:
		*(*uint8)(at) = uint8(n)
	case 2:
		*(*uint16)(at) = uint16(n)
	case 4:
		*(*uint32)(at) = uint32(n)
	default:
		*(*uint64)(at) = n
	}
}

// anyNumber returns a number as an interface holds it, nil where it does not fit.
func (d *decoder) anyNumber(text []byte, end int) any {
	if d.useNumber {
		return Number(text)
	}
	f, err := strconv.ParseFloat(view(text), 64)
	if err != nil {
		d.mismatch("number "+string(text), float64Type, end+1) // Go counts one more here
		return nil
	}
	return f
}

// any returns the value at i as an interface holds it, and the index after it.
func (d *decoder) any(i int) (any, int) {
	e := d.tape[i]
	switch byte(e.head) {
	case '{':
		return d.anyObject(i)
	case '[':
		end := int(e.tail)
		list := make([]any, d.tape[end-1].tail)
		i++
		for k := range list {
			list[k], i = d.any(i)
		}
		return list, end
	case '"', plainString:
		return d.string(i), i + 1
	case 't':
		return true, i + 1
	case 'f':
		return false, i + 1
	case 'n':
		return nil, i + 1
	}
	return d.anyNumber(d.data[e.head>>8:e.tail], int(e.tail)), i + 1
}

func (d *decoder) anyObject(i int) (any, int) {
	end := int(d.tape[i].tail)
	m := make(map[string]any, d.tape[end-1].tail)
	for i++; i < end-1; {
		key := d.string(i)
		m[key], i = d.any(i + 1)
	}
	return m, end
}

// mapping decodes an object into a map, which keeps what it has under other keys.
func (d *decoder) mapping(p *plan, at unsafe.Pointer, i int) (int, error) {
	end := int(d.tape[i].tail)
	if p.t == anyMap {
		m := (*map[string]any)(at)
		if *m == nil {
			*m = make(map[string]any, d.tape[end-1].tail)
		}
		for i++; i < end-1; {
			key := d.string(i)
			(*m)[key], i = d.any(i + 1)
		}
		return end, nil
	}
	switch p.key.kind {
	case reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
	default:
		if !p.keyText {
			d.mismatch("object", p.t, d.place(i)+1)
			return end, nil
		}
	}
	m := p.value(at)
	if m.IsNil() {
		m.Set(reflect.MakeMapWithSize(p.t, int(d.tape[end-1].tail)))
	}
	key, elem := reflect.New(p.key.t), reflect.New(p.elem.t)
	var err error
	for i++; i < end-1; {
		at := i
		elem.Elem().SetZero()
		if i, err = d.value(p.elem, elem.UnsafePointer(), i+1); err != nil {
			return end, err
		}
		key.Elem().SetZero()
		ok, err := d.mapKey(p, key, at)
		if err != nil {
			return end, err
		}
		if ok {
			m.SetMapIndex(key.Elem(), elem.Elem())
		}
	}
	return end, nil
}

// mapKey decodes a key; ok is false where it does not fit.
func (d *decoder) mapKey(p *plan, key reflect.Value, i int) (ok bool, err error) {
	at := key.UnsafePointer()
	if p.keyText {
		_, err := d.general(p.key, at, i, true)
		return err == nil, err
	}
	switch s := d.view(i); p.key.kind {
	case reflect.String:
		*(*string)(at) = d.string(i)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(s, 10, int(p.key.size)*8)
		if err != nil {
			d.mismatch("number "+string([]byte(s)), p.key.t, d.place(i)+1)
			return false, nil
		}
		storeInt(at, p.key.size, uint64(n))
	default:
		n, err := strconv.ParseUint(s, 10, int(p.key.size)*8)
		if err != nil {
			d.mismatch("number "+string([]byte(s)), p.key.t, d.place(i)+1)
			return false, nil
		}
		storeInt(at, p.key.size, n)
	}
	return true, nil
}
