// This file is about maps and channels.

package reflect

import "unsafe"

// Natives (reflect_native.cc).

func mapLen(m unsafe.Pointer) int
func mapMake(t *rtype, n int) unsafe.Pointer
func mapAccess(t *rtype, m, key unsafe.Pointer) unsafe.Pointer
func mapAssign(t *rtype, m, key, elem unsafe.Pointer)
func mapDelete(t *rtype, m, key unsafe.Pointer)
func mapClear(t *rtype, m unsafe.Pointer)
func mapIterInit(t *rtype, m unsafe.Pointer, it *mapState)
func mapIterNext(it *mapState)
func chanLen(c unsafe.Pointer) int
func chanCap(c unsafe.Pointer) int
func chanMake(t *rtype, n int) unsafe.Pointer
func chanClose(c unsafe.Pointer)
func chanSend(c, elem unsafe.Pointer, block bool) bool
func chanRecv(c, elem unsafe.Pointer, block bool) (selected, received bool)
func chanSelect(cases unsafe.Pointer, nsends, nrecvs int, block bool) (chosen int, received bool)

// mapState is the runtime's MapIter.
type mapState struct {
	key, elem unsafe.Pointer
	ptrs      [4]unsafe.Pointer
	words     [6]uint64
}

// MakeMap creates a new map with the specified type.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize creates a new map with initial space for approximately n elements.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.common()
	return Value{t, mapMake(t, n), flag(Map)}
}

// address returns where the value of v lies; *word is used for a value in the word itself.
func (v Value) address(word *unsafe.Pointer) unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.ptr
	}
	*word = v.ptr
	return unsafe.Pointer(word)
}

// copyVal returns a Value of type t with a copy of what p points to.
func copyVal(t *rtype, f flag, p unsafe.Pointer) Value {
	if t.direct() {
		return Value{t, *(*unsafe.Pointer)(p), f | flag(t.kind)}
	}
	c := unsafe_New(t)
	typedmemmove(t, c, p)
	return Value{t, c, f | flagIndir | flag(t.kind)}
}

// MapIndex returns the value associated with key in the map v, or the zero Value.
func (v Value) MapIndex(key Value) Value {
	v.mustBe(Map, "reflect.Value.MapIndex")
	t := v.typ_
	key = key.assignTo("reflect.Value.MapIndex", t.key, nil)
	word := new(unsafe.Pointer)
	e := mapAccess(t, v.pointer(), key.address(word))
	if e == nil {
		return Value{}
	}
	return copyVal(t.elem, (v.flag | key.flag).ro(), e)
}

// MapKeys returns a slice containing all the keys present in the map, in unspecified order.
func (v Value) MapKeys() []Value {
	v.mustBe(Map, "reflect.Value.MapKeys")
	f := v.flag.ro()
	m := v.pointer()
	list := make([]Value, 0, mapLen(m))
	it := new(mapState)
	for mapIterInit(v.typ_, m, it); it.key != nil; mapIterNext(it) {
		list = append(list, copyVal(v.typ_.key, f, it.key))
	}
	return list
}

// SetMapIndex sets the element associated with key in the map v to elem; the zero Value deletes the key.
func (v Value) SetMapIndex(key, elem Value) {
	v.mustBe(Map, "reflect.Value.SetMapIndex")
	v.mustBeExported("reflect.Value.SetMapIndex")
	key.mustBeExported("reflect.Value.SetMapIndex")
	t := v.typ_
	key = key.assignTo("reflect.Value.SetMapIndex", t.key, nil)
	kw, ew := new(unsafe.Pointer), new(unsafe.Pointer)
	if elem.typ_ == nil {
		mapDelete(t, v.pointer(), key.address(kw))
		return
	}
	elem.mustBeExported("reflect.Value.SetMapIndex")
	elem = elem.assignTo("reflect.Value.SetMapIndex", t.elem, nil)
	mapAssign(t, v.pointer(), key.address(kw), elem.address(ew))
}

// A MapIter is an iterator for ranging over a map.
type MapIter struct {
	m       Value
	state   *mapState
	started bool
}

// MapRange returns a range iterator for a map.
func (v Value) MapRange() *MapIter {
	if v.kind() != Map {
		panic(&ValueError{"reflect.Value.MapRange", v.kind()})
	}
	return &MapIter{m: v}
}

// Next advances the map iterator and reports whether there is another entry.
func (iter *MapIter) Next() bool {
	if !iter.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if !iter.started {
		iter.started = true
		iter.state = new(mapState)
		mapIterInit(iter.m.typ_, iter.m.pointer(), iter.state)
	} else {
		if iter.state.key == nil {
			panic("MapIter.Next called on exhausted iterator")
		}
		mapIterNext(iter.state)
	}
	return iter.state.key != nil
}

func (iter *MapIter) at(method string) *mapState {
	if !iter.started {
		panic(method + " called before Next")
	}
	if iter.state.key == nil {
		panic(method + " called on exhausted iterator")
	}
	return iter.state
}

// Key returns the key of iter's current map entry.
func (iter *MapIter) Key() Value {
	s := iter.at("MapIter.Key")
	return copyVal(iter.m.typ_.key, iter.m.flag.ro(), s.key)
}

// Value returns the value of iter's current map entry.
func (iter *MapIter) Value() Value {
	s := iter.at("MapIter.Value")
	return copyVal(iter.m.typ_.elem, iter.m.flag.ro(), s.elem)
}

// Reset modifies iter to iterate over v; the zero Value makes it refer to no map.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.mustBe(Map, "reflect.MapIter.Reset")
	}
	iter.m = v
	iter.state = nil
	iter.started = false
}

// SetIterKey assigns to v the key of iter's current map entry.
func (v Value) SetIterKey(iter *MapIter) {
	s := iter.at("reflect: Value.SetIterKey")
	v.mustBeAssignable("reflect.Value.SetIterKey")
	iter.m.mustBeExported("reflect.Value.SetIterKey")
	v.Set(copyVal(iter.m.typ_.key, iter.m.flag.ro(), s.key))
}

// SetIterValue assigns to v the value of iter's current map entry.
func (v Value) SetIterValue(iter *MapIter) {
	s := iter.at("reflect: Value.SetIterValue")
	v.mustBeAssignable("reflect.Value.SetIterValue")
	iter.m.mustBeExported("reflect.Value.SetIterValue")
	v.Set(copyVal(iter.m.typ_.elem, iter.m.flag.ro(), s.elem))
}

// MakeChan creates a new channel with the specified type and buffer size.
func MakeChan(typ Type, buffer int) Value {
	if typ.Kind() != Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	if buffer < 0 {
		panic("reflect.MakeChan: negative buffer size")
	}
	if typ.ChanDir() != BothDir {
		panic("reflect.MakeChan: unidirectional channel type")
	}
	t := typ.common()
	return Value{t, chanMake(t, buffer), flag(Chan)}
}

// Close closes the channel v.
func (v Value) Close() {
	v.mustBe(Chan, "reflect.Value.Close")
	v.mustBeExported("reflect.Value.Close")
	if ChanDir(v.typ_.dir)&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanClose(v.pointer())
}

// Send sends x on the channel v.
func (v Value) Send(x Value) {
	v.mustBe(Chan, "reflect.Value.Send")
	v.mustBeExported("reflect.Value.Send")
	v.send(x, true)
}

// TrySend attempts to send x on the channel v but will not block.
func (v Value) TrySend(x Value) bool {
	v.mustBe(Chan, "reflect.Value.TrySend")
	v.mustBeExported("reflect.Value.TrySend")
	return v.send(x, false)
}

func (v Value) send(x Value, block bool) bool {
	if ChanDir(v.typ_.dir)&SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustBeExported("reflect.Value.Send")
	x = x.assignTo("reflect.Value.Send", v.typ_.elem, nil)
	return chanSend(v.pointer(), x.address(new(unsafe.Pointer)), block)
}

// Recv receives and returns a value from the channel v.
func (v Value) Recv() (x Value, ok bool) {
	v.mustBe(Chan, "reflect.Value.Recv")
	v.mustBeExported("reflect.Value.Recv")
	return v.recv(true)
}

// TryRecv attempts to receive a value from the channel v but will not block.
func (v Value) TryRecv() (x Value, ok bool) {
	v.mustBe(Chan, "reflect.Value.TryRecv")
	v.mustBeExported("reflect.Value.TryRecv")
	return v.recv(false)
}

func (v Value) recv(block bool) (Value, bool) {
	if ChanDir(v.typ_.dir)&RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	t := v.typ_.elem
	p := unsafe_New(t)
	selected, ok := chanRecv(v.pointer(), p, block)
	if !selected {
		return Value{}, false
	}
	return received(t, p), ok
}

// received returns the value at p, which nobody else uses.
func received(t *rtype, p unsafe.Pointer) Value {
	if t.direct() {
		return Value{t, *(*unsafe.Pointer)(p), flag(t.kind)}
	}
	return Value{t, p, flagIndir | flag(t.kind)}
}

// A SelectDir describes the communication direction of a select case.
type SelectDir int

const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

// A SelectCase describes a single case in a select operation.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

type selectPair struct {
	c    unsafe.Pointer
	elem unsafe.Pointer
}

// Select executes a select operation described by the list of cases.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	// The runtime wants sends first; order says which case each pair stands for.
	pairs := make([]selectPair, len(cases))
	order := make([]int, len(cases))
	dflt := -1
	nsends, nrecvs := 0, 0
	for i, c := range cases {
		switch c.Dir {
		default:
			panic("reflect.Select: invalid Dir")
		case SelectDefault:
			if dflt >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			dflt = i
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
		case SelectSend:
			ch := c.Chan
			if !ch.IsValid() {
				break
			}
			ch.mustBe(Chan, "reflect.Select")
			ch.mustBeExported("reflect.Select")
			if ChanDir(ch.typ_.dir)&SendDir == 0 {
				panic("reflect.Select: SendDir case using recv-only channel")
			}
			if !c.Send.IsValid() {
				panic("reflect.Select: SendDir case missing Send value")
			}
			c.Send.mustBeExported("reflect.Select")
			v := c.Send.assignTo("reflect.Select", ch.typ_.elem, nil)
			pairs[nsends] = selectPair{ch.pointer(), v.address(new(unsafe.Pointer))}
			order[nsends] = i
			nsends++
		case SelectRecv:
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
		}
	}
	for i, c := range cases {
		if c.Dir != SelectRecv || !c.Chan.IsValid() {
			continue
		}
		ch := c.Chan
		ch.mustBe(Chan, "reflect.Select")
		ch.mustBeExported("reflect.Select")
		if ChanDir(ch.typ_.dir)&RecvDir == 0 {
			panic("reflect.Select: RecvDir case using send-only channel")
		}
		at := nsends + nrecvs
		pairs[at] = selectPair{ch.pointer(), unsafe_New(ch.typ_.elem)}
		order[at] = i
		nrecvs++
	}
	at, ok := chanSelect(unsafe.Pointer(unsafe.SliceData(pairs)), nsends, nrecvs, dflt < 0)
	if at < 0 {
		return dflt, Value{}, false
	}
	if at < nsends {
		return order[at], Value{}, false
	}
	t := cases[order[at]].Chan.typ_.elem
	return order[at], received(t, pairs[at].elem), ok
}
