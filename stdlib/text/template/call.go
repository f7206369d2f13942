// This file calls functions and methods.

package template

import (
	"errors"
	"fmt"
	"reflect"
	"text/template/parse"
	"unicode"
)

// callable makes a value of a function that a program names. It panics where templates cannot call it.
func callable(name string, function any) reflect.Value {
	good := name != ""
	for i, c := range name {
		good = good && (c == '_' || unicode.IsLetter(c) || i > 0 && unicode.IsDigit(c))
	}
	if !good {
		panic(fmt.Errorf("function name %q is not a valid identifier", name))
	}
	v := reflect.ValueOf(function)
	if v.Kind() != reflect.Func {
		panic("value for " + name + " not a function")
	}
	if err := checkResults(name, v.Type()); err != nil {
		panic(err)
	}
	return v
}

// checkResults tells what is wrong with the results of a function.
func checkResults(name string, t reflect.Type) error {
	n := t.NumOut()
	if n == 2 && t.Out(1) != errorType {
		return fmt.Errorf("invalid function signature for %s: second return value should be error; is %s", name, t.Out(1))
	}
	if n != 1 && n != 2 {
		return fmt.Errorf("function %s has %d return values; should be 1 or 2", name, n)
	}
	return nil
}

// function calls the function that n names; what is the command, or n itself.
func (r *run) function(dot reflect.Value, n *parse.IdentifierNode, what parse.Node, in input) reflect.Value {
	r.here = n
	if f := r.tmpl.family; f != nil {
		f.guard.RLock()
		v := f.callee[n.Ident]
		f.guard.RUnlock()
		if v.IsValid() {
			return r.invoke(dot, v, false, what, n.Ident, in)
		}
	}
	v := builtins()[n.Ident]
	if !v.IsValid() {
		r.fail("%q is not a defined function", n.Ident)
	}
	return r.invoke(dot, v, true, what, n.Ident, in)
}

// invoke calls a function. Arguments are evaluated from the left; and, or stop as soon as they know.
func (r *run) invoke(dot, f reflect.Value, own bool, what parse.Node, name string, in input) reflect.Value {
	t := f.Type()
	given, want := len(in.nodes), t.NumIn()
	if in.piped {
		given++
	}
	if t.IsVariadic() {
		if given < want-1 {
			r.fail("wrong number of args for %s: want at least %d got %d", name, want-1, len(in.nodes))
		}
	} else if given != want {
		r.fail("wrong number of args for %s: want %d got %d", name, want, given)
	}
	if !own {
		if err := checkResults(name, t); err != nil {
			r.fail("%v", err)
		}
	} else if name == "and" || name == "or" {
		return r.logic(dot, name == "or", in)
	}
	args := make([]reflect.Value, given, given+1)
	for i, n := range in.nodes {
		args[i] = r.argument(dot, parameter(t, i), n)
	}
	if in.piped {
		args[given-1] = r.fit(in.last, parameter(t, given-1))
	}
	if own && name == "call" {
		callee := ""
		if len(in.nodes) > 0 {
			callee = in.nodes[0].String()
		} else if in.last.IsValid() {
			callee = in.last.String()
		} else {
			callee = "<invalid Value>"
		}
		args = append(args, reflect.Value{})
		copy(args[1:], args)
		args[0], f = reflect.ValueOf(callee), caller()
	}
	v, err := guarded(f, args)
	if err != nil {
		r.here = what
		r.fail("error calling %s: %w", name, err)
	}
	return unwrap(v)
}

// parameter returns the type of the i-th argument.
func parameter(t reflect.Type, i int) reflect.Type {
	if last := t.NumIn() - 1; t.IsVariadic() && i >= last {
		return t.In(last).Elem()
	}
	return t.In(i)
}

func (r *run) logic(dot reflect.Value, until bool, in input) (v reflect.Value) {
	for _, n := range in.nodes {
		v = unwrap(r.argument(dot, valueType, n))
		if yes, _ := isTrue(v); yes == until {
			return v
		}
	}
	if in.piped {
		v = unwrap(r.fit(in.last, valueType))
	}
	return v
}

// unwrap returns the value in a value whose type is reflect.Value.
func unwrap(v reflect.Value) reflect.Value {
	if v.Type() == valueType {
		return v.Interface().(reflect.Value)
	}
	return v
}

// guarded calls a function; its panic is an error.
func guarded(f reflect.Value, args []reflect.Value) (v reflect.Value, err error) {
	defer func() {
		if p := recover(); p != nil {
			var ok bool
			if err, ok = p.(error); !ok {
				err = fmt.Errorf("%v", p)
			}
		}
	}()
	out := f.Call(args)
	if len(out) == 2 && !out[1].IsNil() {
		err = out[1].Interface().(error)
	}
	return out[0], err
}

// callValue is the function call, which is given the text of its function too.
func callValue(name string, f reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	f = inside(f)
	if !f.IsValid() {
		return f, errors.New("call of nil")
	}
	t := f.Type()
	if t.Kind() != reflect.Func {
		return reflect.Value{}, fmt.Errorf("non-function %s of type %s", name, t)
	}
	if err := checkResults(name, t); err != nil {
		return reflect.Value{}, err
	}
	want := t.NumIn()
	if t.IsVariadic() && len(args) < want-1 {
		return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want at least %d", name, len(args), want-1)
	}
	if !t.IsVariadic() && len(args) != want {
		return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want %d", name, len(args), want)
	}
	given := make([]reflect.Value, len(args))
	for i, a := range args {
		v, err := convert(inside(a), parameter(t, i))
		if err != nil {
			return reflect.Value{}, fmt.Errorf("arg %d: %w", i, err)
		}
		given[i] = v
	}
	return guarded(f, given)
}

// convert makes a value one that can be assigned to a type: nothing becomes nil, and integers change their size.
func convert(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	switch {
	case !v.IsValid() && nillable(t):
		return reflect.Zero(t), nil
	case !v.IsValid():
		return v, fmt.Errorf("value is nil; should be of type %s", t)
	case v.Type().AssignableTo(t):
		return v, nil
	case isInteger(v.Kind()) && isInteger(t.Kind()) && v.CanConvert(t):
		return v.Convert(t), nil
	}
	return v, fmt.Errorf("value has type %s; should be %s", v.Type(), t)
}

func isInteger(k reflect.Kind) bool { return k >= reflect.Int && k <= reflect.Uintptr }
