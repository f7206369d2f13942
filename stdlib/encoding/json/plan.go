// This file makes the plans: what there is to know about a type before its values are
// encoded and decoded.

package json

import (
	"encoding"
	"reflect"
	"sync"
	"unsafe"
)

// Ways in which a type's methods encode or decode it.
const (
	noMethod = iota
	byJSON
	byText
)

type plan struct {
	t    reflect.Type
	kind reflect.Kind
	size uintptr
	elem *plan // of pointers, arrays, slices and maps
	key  *plan // of maps

	named  bool // it has a name, so that its pointer's methods count
	direct bool // an interface holds it in its data word
	simple bool // decoding need not look for methods or pointers
	empty  bool // an interface type without methods
	number bool // it is Number

	reads     byte // how a pointer to it decodes it
	writes    byte // how it encodes itself
	writesPtr byte // how a pointer to it encodes it
	keyText   bool // as a map's key, it decodes itself

	fields *layout // of structs
	zero   func(at unsafe.Pointer) bool
}

var (
	plans    sync.Map // of plans by type
	building sync.Mutex

	marshaler       = reflect.TypeFor[Marshaler]()
	unmarshaler     = reflect.TypeFor[Unmarshaler]()
	textMarshaler   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	numberType      = reflect.TypeFor[Number]()
	anyMap          = reflect.TypeFor[map[string]any]()
	stringMap       = reflect.TypeFor[map[string]string]()
	float64Type     = reflect.TypeFor[float64]()
)

// planOf returns the plan of a type. Plans point at each other, in circles too, so all
// that a type needs are made together before any of them is published.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	building.Lock()
	defer building.Unlock()
	b := builder{}
	p := b.plan(t)
	for t, p := range b {
		plans.Store(t, p)
	}
	return p
}

// builder holds the plans that are being made.
type builder map[reflect.Type]*plan

func method(t, json, text reflect.Type) byte {
	switch {
	case t.Implements(json):
		return byJSON
	case t.Implements(text):
		return byText
	}
	return noMethod
}

// word is an interface value's memory.
type word struct {
	t, data unsafe.Pointer
}

func (b builder) plan(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	if p, ok := b[t]; ok {
		return p
	}
	ptr := reflect.PointerTo(t)
	p := &plan{t: t, kind: t.Kind(), size: t.Size(), named: t.Name() != "", number: t == numberType}
	b[t] = p
	p.reads = method(ptr, unmarshaler, textUnmarshaler)
	p.writes = method(t, marshaler, textMarshaler)
	p.writesPtr = p.writes
	if p.kind != reflect.Pointer {
		p.writesPtr = method(ptr, marshaler, textMarshaler)
	}
	switch p.kind {
	case reflect.Interface:
		p.empty = t.NumMethod() == 0
	case reflect.Map:
		p.key = b.plan(t.Key())
		p.elem = b.plan(t.Elem())
		p.keyText = reflect.PointerTo(t.Key()).Implements(textUnmarshaler)
	case reflect.Pointer, reflect.Slice, reflect.Array:
		p.elem = b.plan(t.Elem())
	case reflect.Struct:
		p.fields = b.layout(t)
	}
	if p.kind != reflect.Interface {
		// Only what is held directly has the zero value's word in its interface.
		zero := reflect.Zero(t).Interface()
		p.direct = (*word)(unsafe.Pointer(&zero)).data == nil
		p.simple = p.kind != reflect.Pointer && (p.reads == noMethod || !p.named)
	}
	p.zero = zeroTest(p)
	return p
}

// value returns what lies at an address as a reflect.Value.
func (p *plan) value(at unsafe.Pointer) reflect.Value { return reflect.NewAt(p.t, at).Elem() }

// contents returns the plan and the address of what an interface value holds. The
// address is good as long as x is.
func contents(x *any) (*plan, unsafe.Pointer) {
	p := planOf(reflect.TypeOf(*x))
	w := (*word)(unsafe.Pointer(x))
	if p.direct {
		return p, unsafe.Pointer(&w.data)
	}
	return p, w.data
}

type zeroer interface{ IsZero() bool }

// zeroTest returns the test that omitzero makes.
func zeroTest(p *plan) func(at unsafe.Pointer) bool {
	z := reflect.TypeFor[zeroer]()
	switch {
	case p.t.Implements(z) && p.kind == reflect.Interface:
		return func(at unsafe.Pointer) bool {
			v := p.value(at)
			return v.IsNil() || v.Elem().Kind() == reflect.Pointer && v.Elem().IsNil() || v.Interface().(zeroer).IsZero()
		}
	case p.t.Implements(z) && p.kind == reflect.Pointer:
		return func(at unsafe.Pointer) bool {
			v := p.value(at)
			return v.IsNil() || v.Interface().(zeroer).IsZero()
		}
	case p.kind != reflect.Pointer && reflect.PointerTo(p.t).Implements(z):
		return func(at unsafe.Pointer) bool { return reflect.NewAt(p.t, at).Interface().(zeroer).IsZero() }
	}
	return func(at unsafe.Pointer) bool { return p.value(at).IsZero() }
}

// isEmpty is the test that omitempty makes.
func (p *plan) isEmpty(at unsafe.Pointer) bool {
	switch p.kind {
	case reflect.String, reflect.Slice:
		// The length is the second word of both.
		return *(*int)(unsafe.Add(at, unsafe.Sizeof(uintptr(0)))) == 0
	case reflect.Array:
		return p.t.Len() == 0
	case reflect.Map:
		return p.value(at).Len() == 0
	case reflect.Pointer, reflect.Interface:
		return *(*unsafe.Pointer)(at) == nil
	case reflect.Bool, reflect.Int8, reflect.Uint8:
		return *(*uint8)(at) == 0
	case reflect.Int16, reflect.Uint16:
		return *(*uint16)(at) == 0
	case reflect.Int32, reflect.Uint32:
		return *(*uint32)(at) == 0
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return *(*uint64)(at) == 0
	case reflect.Float32:
		return *(*float32)(at) == 0
	case reflect.Float64:
		return *(*float64)(at) == 0
	}
	return false
}
