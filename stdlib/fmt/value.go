// This file formats operands: those of the basic types without reflection, those
// with methods by these, all others by their structure.

package fmt

import (
	"internal/fmtsort"
	"reflect"
)

func (p *pp) printArg(arg any, verb rune) {
	p.arg = arg
	p.value = reflect.Value{}
	switch {
	case arg == nil:
		if verb == 'v' || verb == 'T' {
			p.string("<nil>")
		} else {
			p.badVerb(verb)
		}
		return
	case verb == 'T':
		p.plain(reflect.TypeOf(arg).String(), 's')
		return
	case verb == 'p':
		p.pointer(reflect.ValueOf(arg), 'p')
		return
	}
	switch v := arg.(type) {
	case string:
		p.plain(v, verb)
	case int:
		p.signed(int64(v), verb)
	case bool:
		p.boolean(v, verb)
	case float64:
		p.float(v, 64, verb)
	case int32:
		p.signed(int64(v), verb)
	case int64:
		p.signed(v, verb)
	case uint8:
		p.unsigned(uint64(v), verb)
	case []byte:
		p.bytes(v, verb, "[]byte")
	case uint64:
		p.unsigned(v, verb)
	case uint:
		p.unsigned(uint64(v), verb)
	case uint32:
		p.unsigned(uint64(v), verb)
	case float32:
		p.float(float64(v), 32, verb)
	case int8:
		p.signed(int64(v), verb)
	case int16:
		p.signed(int64(v), verb)
	case uint16:
		p.unsigned(uint64(v), verb)
	case uintptr:
		p.unsigned(uint64(v), verb)
	case complex128:
		p.complex(v, 128, verb)
	case complex64:
		p.complex(complex128(v), 64, verb)
	case reflect.Value:
		if v.IsValid() && v.CanInterface() {
			p.arg = v.Interface()
			if p.byMethod(verb) {
				return
			}
		}
		p.printValue(v, verb, 0)
	default:
		if !p.byMethod(verb) {
			p.printValue(reflect.ValueOf(arg), verb, 0)
		}
	}
}

// byMethod lets the operand's own methods do it, and reports whether they did.
func (p *pp) byMethod(verb rune) (did bool) {
	if p.inError {
		return false
	}
	if verb == 'w' {
		if _, is := p.arg.(error); !is || !p.wrapping {
			p.badVerb(verb)
			return true
		}
		verb = 'v'
	}
	if f, is := p.arg.(Formatter); is {
		did = true // also when the method panics
		defer p.caught(p.arg, verb, "Format")
		f.Format(p, verb)
		return true
	}
	if p.sharpV {
		if g, is := p.arg.(GoStringer); is {
			did = true
			defer p.caught(p.arg, verb, "GoString")
			p.string(p.cut(g.GoString()))
		}
		return did
	}
	switch verb {
	case 'v', 's', 'q', 'x', 'X':
		switch v := p.arg.(type) {
		case error:
			did = true
			defer p.caught(p.arg, verb, "Error")
			p.plain(v.Error(), verb)
			return true
		case Stringer:
			did = true
			defer p.caught(p.arg, verb, "String")
			p.plain(v.String(), verb)
			return true
		}
	}
	return false
}

// caught is deferred around a call of the operand's method: it writes what the
// method panicked with, or <nil> where the operand is a nil pointer, which most
// likely is why.
func (p *pp) caught(arg any, verb rune, method string) {
	cause := recover()
	if cause == nil {
		return
	}
	if v := reflect.ValueOf(arg); v.Kind() == reflect.Pointer && v.IsNil() {
		p.str("<nil>")
		return
	}
	if p.inPanic {
		panic(cause) // printing the cause panicked too
	}
	kept := p.flags
	p.reset()
	p.complain(verb, "(PANIC=")
	p.str(method + " method: ")
	p.inPanic = true
	p.printArg(cause, 'v')
	p.inPanic = false
	p.byte(')')
	p.flags = kept
}

// between writes what stands before element i.
func (p *pp) between(i int) {
	if i == 0 {
		return
	}
	if p.sharpV {
		p.str(", ")
	} else {
		p.byte(' ')
	}
}

// printValue formats a value by its structure; parts of it (depth > 0) may have
// methods. %T and %p do not get here.
func (p *pp) printValue(v reflect.Value, verb rune, depth int) {
	if depth > 0 && v.IsValid() && v.CanInterface() {
		p.arg = v.Interface()
		if p.byMethod(verb) {
			return
		}
	}
	p.arg, p.value = nil, v
	switch v.Kind() {
	case reflect.Invalid:
		switch {
		case depth == 0:
			p.str("<invalid reflect.Value>")
		case verb == 'v':
			p.str("<nil>")
		default:
			p.badVerb(verb)
		}
	case reflect.Bool:
		p.boolean(v.Bool(), verb)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.signed(v.Int(), verb)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		p.unsigned(v.Uint(), verb)
	case reflect.Float32:
		p.float(v.Float(), 32, verb)
	case reflect.Float64:
		p.float(v.Float(), 64, verb)
	case reflect.Complex64:
		p.complex(v.Complex(), 64, verb)
	case reflect.Complex128:
		p.complex(v.Complex(), 128, verb)
	case reflect.String:
		p.plain(v.String(), verb)
	case reflect.Struct:
		p.structure(v, verb, depth)
	case reflect.Map:
		p.mapping(v, verb, depth)
	case reflect.Slice, reflect.Array:
		p.list(v, verb, depth)
	case reflect.Interface:
		inner := v.Elem()
		if inner.IsValid() {
			p.printValue(inner, verb, depth+1)
		} else if p.sharpV {
			p.str(v.Type().String())
			p.str("(nil)")
		} else {
			p.str("<nil>")
		}
	case reflect.Pointer:
		if depth == 0 && !v.IsNil() {
			// Further down, & would lead round in circles.
			switch to := v.Elem(); to.Kind() {
			case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
				p.byte('&')
				p.printValue(to, verb, depth+1)
				return
			}
		}
		p.pointer(v, verb)
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		p.pointer(v, verb)
	default:
		p.str("?" + v.Type().String() + "?")
	}
}

func (p *pp) structure(v reflect.Value, verb rune, depth int) {
	t := v.Type()
	if p.sharpV {
		p.str(t.String())
	}
	p.byte('{')
	for i := range v.NumField() {
		p.between(i)
		if p.plusV || p.sharpV {
			if name := t.Field(i).Name; name != "" {
				p.str(name)
				p.byte(':')
			}
		}
		field := v.Field(i)
		if field.Kind() == reflect.Interface && !field.IsNil() {
			field = field.Elem()
		}
		p.printValue(field, verb, depth+1)
	}
	p.byte('}')
}

func (p *pp) mapping(v reflect.Value, verb rune, depth int) {
	end := byte(']')
	if p.sharpV {
		p.str(v.Type().String())
		if v.IsNil() {
			p.str("(nil)")
			return
		}
		p.byte('{')
		end = '}'
	} else {
		p.str("map[")
	}
	for i, entry := range fmtsort.Sort(v) {
		p.between(i)
		p.printValue(entry.Key, verb, depth+1)
		p.byte(':')
		p.printValue(entry.Value, verb, depth+1)
	}
	p.byte(end)
}

func (p *pp) list(v reflect.Value, verb rune, depth int) {
	t := v.Type()
	n := v.Len()
	switch verb {
	case 's', 'q', 'x', 'X':
		if t.Elem().Kind() != reflect.Uint8 {
			break
		}
		var b []byte
		if v.Kind() == reflect.Slice || v.CanAddr() {
			b = v.Bytes()
		} else {
			b = make([]byte, n)
			for i := range b {
				b[i] = byte(v.Index(i).Uint())
			}
		}
		p.bytes(b, verb, t.String())
		return
	}
	open, end := byte('['), byte(']')
	if p.sharpV {
		p.str(t.String())
		if v.Kind() == reflect.Slice && v.IsNil() {
			p.str("(nil)")
			return
		}
		open, end = '{', '}'
	}
	p.byte(open)
	for i := range n {
		p.between(i)
		p.printValue(v.Index(i), verb, depth+1)
	}
	p.byte(end)
}

func (p *pp) pointer(v reflect.Value, verb rune) {
	switch v.Kind() {
	case reflect.Pointer, reflect.UnsafePointer, reflect.Chan, reflect.Func, reflect.Map, reflect.Slice:
	default:
		p.badVerb(verb)
		return
	}
	address := uint64(uintptr(v.UnsafePointer()))
	switch verb {
	case 'p':
		p.hex(address, !p.sharp)
	case 'b', 'o', 'd', 'x', 'X':
		p.unsigned(address, verb)
	case 'v':
		switch {
		case p.sharpV:
			p.str("(" + v.Type().String() + ")(")
			if address == 0 {
				p.str("nil")
			} else {
				p.hex(address, true)
			}
			p.byte(')')
		case address == 0:
			p.string("<nil>")
		default:
			p.hex(address, !p.sharp)
		}
	default:
		p.badVerb(verb)
	}
}
