// This file calls functions and methods, and makes functions. Arguments travel in slot memory: 8-byte words, scalars
// extended to a word, everything else as it lies in memory (vm/interp/dyncall.h).

package reflect

import "unsafe"

// call calls the func value fn, of func type ftyp, with its arguments in frame, and leaves the results there.
func call(fn, frame, ftyp unsafe.Pointer)

// slotStore writes the value of type t at src into slot memory; slotLoad reads one.
func slotStore(t *rtype, slot, src unsafe.Pointer)
func slotLoad(t *rtype, dst, slot unsafe.Pointer)

// funcStub returns the function at the head of a closure made here, of type t: it calls target, which is callReflect or
// callMethod.
func funcStub(t *rtype, target func(closure, frame unsafe.Pointer)) unsafe.Pointer

func slotsOf(t *rtype) uintptr { return (t.size + 7) / 8 }

// frameWords returns how many words the arguments and results of a func type need.
func (t *rtype) frameWords() int {
	var in, out uintptr
	for i := 0; i < int(t.numParam); i++ {
		in += slotsOf(t.in(i))
	}
	for i := 0; i < int(t.numResult); i++ {
		out += slotsOf(t.out(i))
	}
	return int(max(in, out))
}

func newFrame(words int) unsafe.Pointer {
	return unsafe.Pointer(unsafe.SliceData(make([]unsafe.Pointer, max(words, 1))))
}

// Call calls the function v with the input arguments in.
func (v Value) Call(in []Value) []Value {
	v.mustBe(Func, "reflect.Value.Call")
	v.mustBeExported("reflect.Value.Call")
	return v.call("Call", in)
}

// CallSlice calls the variadic function v, assigning the slice in[len(in)-1] to its final argument.
func (v Value) CallSlice(in []Value) []Value {
	v.mustBe(Func, "reflect.Value.CallSlice")
	v.mustBeExported("reflect.Value.CallSlice")
	return v.call("CallSlice", in)
}

func (v Value) call(op string, in []Value) []Value {
	t := v.typ_
	var fn, recv unsafe.Pointer
	isMethod := v.flag&flagMethod != 0
	if isMethod {
		t, fn, recv = methodReceiver(op, v)
	} else {
		fn = v.pointer()
	}
	if fn == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	variadic := t.tflag&tflagVariadic != 0
	n := int(t.numParam)
	if op == "CallSlice" {
		if !variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
		if len(in) < n {
			panic("reflect: CallSlice with too few input arguments")
		}
		if len(in) > n {
			panic("reflect: CallSlice with too many input arguments")
		}
	} else {
		if variadic {
			n--
		}
		if len(in) < n {
			panic("reflect: Call with too few input arguments")
		}
		if !variadic && len(in) > n {
			panic("reflect: Call with too many input arguments")
		}
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := 0; i < n; i++ {
		if xt, target := in[i].Type(), t.in(i); !xt.AssignableTo(toType(target)) {
			panic("reflect: " + op + " using " + xt.String() + " as type " + target.String())
		}
	}
	if op != "CallSlice" && variadic {
		m := len(in) - n
		slice := MakeSlice(toType(t.in(n)), m, m)
		elem := t.in(n).elem
		for i := 0; i < m; i++ {
			x := in[n+i]
			if xt := x.Type(); !xt.AssignableTo(toType(elem)) {
				panic("reflect: cannot use " + xt.String() + " as type " + elem.String() + " in " + op)
			}
			slice.Index(i).Set(x)
		}
		all := make([]Value, n+1)
		copy(all, in[:n])
		all[n] = slice
		in = all
	}
	if len(in) != int(t.numParam) {
		panic("reflect.Value.Call: wrong argument count")
	}

	ft := t
	words := t.frameWords()
	if isMethod {
		ft = withReceiver(typeOf(unsafe.Pointer(nil)), t)
		words = ft.frameWords()
	}
	frame := newFrame(words)
	at := uintptr(0)
	if isMethod {
		*(*unsafe.Pointer)(frame) = recv
		at = 8
	}
	for i, x := range in {
		x.mustBeExported("reflect.Value." + op)
		target := t.in(i)
		x = x.assignTo("reflect.Value.Call", target, nil)
		slotStore(target, add(frame, at), x.address(new(unsafe.Pointer)))
		at += slotsOf(target) * 8
	}
	call(fn, frame, unsafe.Pointer(ft))
	results := make([]Value, t.numResult)
	at = 0
	for i := range results {
		target := t.out(i)
		p := unsafe_New(target)
		slotLoad(target, p, add(frame, at))
		results[i] = received(target, p)
		at += slotsOf(target) * 8
	}
	return results
}

// methodReceiver returns the func type of the method value v, its code, and the word to pass as receiver.
func methodReceiver(op string, v Value) (t *rtype, fn, recv unsafe.Pointer) {
	i := int(v.flag) >> flagMethodShift
	if v.typ_.Kind() == Interface {
		if uint(i) >= uint(v.typ_.numIMethod) {
			panic("reflect: internal error: invalid method index")
		}
		m := v.typ_.imethodAt(i)
		if m.pkgPath != "" {
			panic("reflect: " + op + " of unexported method")
		}
		n := (*nonEmptyInterface)(v.ptr)
		if n.tab == nil {
			panic("reflect: " + op + " of method on nil interface value")
		}
		return m.typ, n.tab.fun[i], n.word
	}
	m := v.typ_.methodAt(i)
	if v.typ_.direct() {
		recv = v.pointer()
	} else {
		// The method may keep its receiver: it gets a copy of its own.
		recv = v.ptr
		if v.flag&flagAddr != 0 {
			recv = unsafe_New(v.typ_)
			typedmemmove(v.typ_, recv, v.ptr)
		}
	}
	return m.typ, m.ifn, recv
}

// NumMethod returns the number of methods in the value's method set.
func (v Value) NumMethod() int {
	if v.typ_ == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return v.typ_.NumMethod()
}

// Method returns a function value corresponding to v's i'th method.
func (v Value) Method(i int) Value {
	if v.typ_ == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.flag&flagMethod != 0 || uint(i) >= uint(v.typ_.NumMethod()) {
		panic("reflect: Method index out of range")
	}
	if v.typ_.Kind() == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	f := v.flag.ro() | v.flag&flagIndir | v.flag&flagAddr
	f |= flag(Func) | flag(i)<<flagMethodShift | flagMethod
	return Value{v.typ_, v.ptr, f}
}

// MethodByName returns a function value corresponding to the method of v with the given name.
func (v Value) MethodByName(name string) Value {
	if v.typ_ == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return Value{}
	}
	if v.typ_.Kind() == Interface {
		for i := 0; i < int(v.typ_.numIMethod); i++ {
			if m := v.typ_.imethodAt(i); m.name == name && m.pkgPath == "" {
				return v.Method(i)
			}
		}
		return Value{}
	}
	i := v.typ_.findMethod(name)
	if i < 0 {
		return Value{}
	}
	return v.Method(i)
}

// ---- functions made at run time

// madeFunc is the closure object of a function that MakeFunc made; the stub finds its parts through it.
type madeFunc struct {
	stub unsafe.Pointer
	typ  *rtype
	fn   func([]Value) []Value
}

// MakeFunc returns a new function of the given Type that wraps the function fn.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.common()
	m := &madeFunc{stub: funcStub(t, callReflect), typ: t, fn: fn}
	return Value{t, unsafe.Pointer(m), flag(Func)}
}

// callReflect is what the stub of a madeFunc calls.
func callReflect(closure, frame unsafe.Pointer) {
	m := (*madeFunc)(closure)
	t := m.typ
	args := make([]Value, t.numParam)
	at := uintptr(0)
	for i := range args {
		at = takeArg(&args[i], t.in(i), frame, at)
	}
	putResults(t, m.fn(args), frame)
}

func takeArg(v *Value, t *rtype, frame unsafe.Pointer, at uintptr) uintptr {
	p := unsafe_New(t)
	slotLoad(t, p, add(frame, at))
	*v = received(t, p)
	return at + slotsOf(t)*8
}

func putResults(t *rtype, out []Value, frame unsafe.Pointer) {
	if len(out) != int(t.numResult) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	at := uintptr(0)
	for i, v := range out {
		target := t.out(i)
		if v.typ_ == nil {
			panic("reflect: function created by MakeFunc using closure returned zero Value")
		}
		if v.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
		}
		v = v.assignTo("reflect.MakeFunc", target, nil)
		slotStore(target, add(frame, at), v.address(new(unsafe.Pointer)))
		at += slotsOf(target) * 8
	}
}

// boundMethod is the closure object of a method value.
type boundMethod struct {
	stub unsafe.Pointer
	typ  *rtype
	fn   unsafe.Pointer
	recv unsafe.Pointer
}

// makeMethodValue turns the method value v into an ordinary func value.
func makeMethodValue(op string, v Value) Value {
	if v.flag&flagMethod == 0 {
		panic("reflect: internal error: invalid use of makeMethodValue")
	}
	t, fn, recv := methodReceiver(op, v)
	if !v.typ_.direct() && v.typ_.Kind() != Interface && recv == v.ptr {
		c := unsafe_New(v.typ_)
		typedmemmove(v.typ_, c, recv)
		recv = c
	}
	m := &boundMethod{stub: funcStub(t, callMethod), typ: t, fn: fn, recv: recv}
	return Value{t, unsafe.Pointer(m), v.flag.ro() | flag(Func)}
}

// callMethod is what the stub of a boundMethod calls: the arguments move up by one word, for the receiver.
func callMethod(closure, frame unsafe.Pointer) {
	m := (*boundMethod)(closure)
	t := m.typ
	ft := withReceiver(typeOf(unsafe.Pointer(nil)), t)
	inner := newFrame(ft.frameWords())
	*(*unsafe.Pointer)(inner) = m.recv
	var in, out uintptr
	for i := 0; i < int(t.numParam); i++ {
		in += slotsOf(t.in(i))
	}
	for i := 0; i < int(t.numResult); i++ {
		out += slotsOf(t.out(i))
	}
	word := typeOf(unsafe.Pointer(nil))
	typedslicemove(word, add(inner, 8), frame, int(in))
	call(m.fn, inner, unsafe.Pointer(ft))
	typedslicemove(word, frame, inner, int(out))
}

// methodValuePC returns a code pointer that stands for all method values.
func methodValuePC() uintptr {
	return uintptr(funcStub(typeOf(func() {}), callMethod))
}
