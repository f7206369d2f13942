// This file calls functions and methods, and makes functions. Arguments and results travel in slot memory: 8-byte words,
// scalars extended to a word, everything else as it lies in memory (vm/interp/dyncall.h).

package reflect

import "unsafe"

// call calls the func value fn, of func type ftyp, with the arguments in frame, and leaves the results there.
func call(fn, frame, ftyp unsafe.Pointer)

// slotStore writes the value of type t at src into slot memory; slotLoad reads one.
func slotStore(t *rtype, slot, src unsafe.Pointer)
func slotLoad(t *rtype, dst, slot unsafe.Pointer)

// funcStub returns what the closures of functions of type t begin with that are made here: code that calls target with the
// closure and the slot memory of the call.
func funcStub(t *rtype, target func(closure, frame unsafe.Pointer)) unsafe.Pointer

// slots walks through slot memory.
type slots struct{ next unsafe.Pointer }

func wordsOf(ts []*rtype) (n int) {
	for _, t := range ts {
		n += int(t.size+7) / 8
	}
	return n
}

// newSlots returns slot memory for one call of a function with these parameters and results, and extra words.
func newSlots(t *rtype, extra int) slots {
	words := make([]unsafe.Pointer, 1+max(extra+wordsOf(t.ins()), wordsOf(t.outs())))
	return slots{unsafe.Pointer(unsafe.SliceData(words))}
}

func (s *slots) pass(t *rtype) (slot unsafe.Pointer) {
	slot = s.next
	s.next = unsafe.Add(slot, (t.size+7)&^7)
	return slot
}

// put writes v, which is of type t.
func (s *slots) put(t *rtype, v Value) { slotStore(t, s.pass(t), v.address()) }

// take reads a value of each type.
func (s *slots) take(ts []*rtype) []Value {
	vs := make([]Value, len(ts))
	for i, t := range ts {
		p := alloc(t)
		slotLoad(t, p, s.pass(t))
		vs[i] = taken(t, p)
	}
	return vs
}

func wordType() *rtype { return typeIn(unsafe.Pointer(nil)) }

// ---- calling

// Call calls the function v with the arguments in and returns its results. The arguments for a variadic parameter are
// passed one by one.
func (v Value) Call(in []Value) []Value {
	v.callable("Call")
	t := v.typ
	if !t.is(isVariadic) {
		return v.enter(in, checkArgs("Call", t.ins(), in))
	}
	fixed := len(t.ins()) - 1
	if len(in) < fixed {
		panic("reflect: Call with too few input arguments")
	}
	rest := in[fixed:]
	for _, x := range rest {
		checkArg("Call", x)
	}
	types := checkArgs("Call", t.ins()[:fixed], in[:fixed])
	list := MakeSlice(t.ins()[fixed], len(rest), len(rest))
	for i, x := range rest {
		if !x.typ.AssignableTo(list.typ.elem) {
			panic("reflect: cannot use " + x.typ.String() + " as type " + list.typ.elem.String() + " in Call")
		}
		x.needPublic("Call")
		list.Index(i).Set(x)
	}
	return v.enter(append(in[:fixed:fixed], list), append(types[:fixed:fixed], list.typ))
}

// CallSlice calls the variadic function v with the arguments in, the last of which is the slice for the variadic parameter.
func (v Value) CallSlice(in []Value) []Value {
	v.callable("CallSlice")
	if !v.typ.is(isVariadic) {
		panic("reflect: CallSlice of non-variadic function")
	}
	return v.enter(in, checkArgs("CallSlice", v.typ.ins(), in))
}

// callable checks that v is a function that method m may call.
func (v Value) callable(m string) {
	v.need(1<<Func, m)
	v.needPublic(m)
	if v.pointer() == nil {
		panic("reflect.Value.Call: call of nil function")
	}
}

// checkArgs checks the arguments for parameters of these types, and returns the types.
func checkArgs(m string, types []*rtype, in []Value) []*rtype {
	if len(in) < len(types) {
		panic("reflect: " + m + " with too few input arguments")
	}
	if len(in) > len(types) {
		panic("reflect: " + m + " with too many input arguments")
	}
	for _, x := range in {
		checkArg(m, x)
	}
	for i, t := range types {
		if !in[i].typ.AssignableTo(t) {
			panic("reflect: " + m + " using " + in[i].typ.String() + " as type " + t.String())
		}
	}
	return types
}

func checkArg(m string, x Value) {
	if !x.IsValid() {
		panic("reflect: " + m + " using zero Value argument")
	}
}

// enter calls v with arguments that have been checked, one for each of the types.
func (v Value) enter(in []Value, types []*rtype) []Value {
	t, fn := v.typ, v.pointer()
	sig, extra := t, 0
	var b *boundMethod
	if v.flag&isBound != 0 {
		// Past the stub, straight to the method: the receiver goes before the arguments.
		b = (*boundMethod)(fn)
		sig, extra = b.sig, 1
	}
	frame := newSlots(t, extra)
	start := frame.next
	if b != nil {
		fn = b.code
		*(*unsafe.Pointer)(frame.pass(wordType())) = b.receiver()
	}
	for i, x := range in {
		x.needPublic("Call")
		frame.put(types[i], x.as(types[i], "reflect.Value.Call"))
	}
	call(fn, start, unsafe.Pointer(sig))
	results := slots{start}
	return results.take(t.outs())
}

// ---- methods of values

// boundMethod is the closure of a method with its receiver.
type boundMethod struct {
	stub unsafe.Pointer
	typ  *rtype         // as a function without receiver
	sig  *rtype         // as code has it: the receiver as a word before the parameters
	code unsafe.Pointer // takes the word of an interface as its receiver
	of   Value          // the receiver; when it is a variable, what it holds at the time of the call
}

func (b *boundMethod) receiver() unsafe.Pointer {
	switch {
	case b.of.Kind() == Interface:
		return (*methodParts)(b.of.word).word
	case b.of.typ.is(isWord):
		return b.of.pointer()
	case b.of.flag&isVariable == 0:
		return b.of.word
	}
	p := alloc(b.of.typ)
	move(b.of.typ, p, b.of.word)
	return p
}

// NumMethod returns how many methods Method can give.
func (v Value) NumMethod() int {
	v.needAny("NumMethod")
	return v.typ.NumMethod()
}

// Method returns method i of v's type as a function that has v as its receiver.
func (v Value) Method(i int) Value {
	v.needAny("Method")
	if i < 0 || i >= v.typ.NumMethod() {
		panic("reflect: Method index out of range")
	}
	b := &boundMethod{of: v}
	private := v.flag.inherited()
	if v.Kind() == Interface {
		if v.IsNil() {
			panic("reflect: Method on nil interface value")
		}
		m := v.typ.demands()[i]
		if m.pkgPath != "" {
			private = isPrivate
		}
		// The variable may come to hold something else; the method stays that of what it holds now.
		now := *(*methodParts)(v.word)
		b.of = at(v.typ, unsafe.Pointer(&now), 0)
		b.typ, b.code = m.typ, now.tab.fun[i]
	} else {
		m := v.typ.exported()[i]
		b.typ, b.code = m.typ, m.ifn
	}
	b.sig = wordType().asReceiverOf(b.typ)
	b.stub = funcStub(b.typ, runBound)
	return Value{b.typ, unsafe.Pointer(b), private | isBound}
}

// MethodByName returns the method of v with that name, as Method does; the zero Value when there is none.
func (v Value) MethodByName(name string) Value {
	v.needAny("MethodByName")
	if i, ok := v.typ.methodIndex(name); ok {
		return v.Method(i)
	}
	return Value{}
}

// runBound is what the stub of a boundMethod calls: it calls the method with the arguments one word further on.
func runBound(closure, frame unsafe.Pointer) {
	b := (*boundMethod)(closure)
	inner := newSlots(b.typ, 1)
	*(*unsafe.Pointer)(inner.next) = b.receiver()
	moveRun(wordType(), unsafe.Add(inner.next, 8), frame, wordsOf(b.typ.ins()))
	call(b.code, inner.next, unsafe.Pointer(b.sig))
	moveRun(wordType(), frame, inner.next, wordsOf(b.typ.outs()))
}

// ---- functions made at run time

// madeFunc is the closure of a function that MakeFunc made.
type madeFunc struct {
	stub unsafe.Pointer
	typ  *rtype
	body func([]Value) []Value
}

// MakeFunc returns a function of type typ whose calls call fn with the arguments as Values and return what it returns. The
// arguments of a variadic parameter come as one slice.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.descriptor()
	return Value{t, unsafe.Pointer(&madeFunc{funcStub(t, runMade), t, fn}), 0}
}

// runMade is what the stub of a madeFunc calls.
func runMade(closure, frame unsafe.Pointer) {
	m := (*madeFunc)(closure)
	args, results := slots{frame}, slots{frame}
	out := m.body(args.take(m.typ.ins()))
	types := m.typ.outs()
	if len(out) != len(types) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	for i, v := range out {
		if !v.IsValid() {
			panic("reflect: function created by MakeFunc using closure returned zero Value")
		}
		if v.flag&anyPrivate != 0 {
			panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
		}
		results.put(types[i], v.as(types[i], "reflect.MakeFunc"))
	}
}
