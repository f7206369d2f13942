// This file evaluates pipelines: commands, and arguments as values of the types that functions want.

package template

import (
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
)

var (
	errorType    = reflect.TypeFor[error]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	valueType    = reflect.TypeFor[reflect.Value]()
)

// input is what a function or method is given: the arguments of its command, and what came through the pipeline.
type input struct {
	nodes []parse.Node
	last  reflect.Value
	piped bool // whether there is last
}

func (in input) some() bool { return len(in.nodes) > 0 || in.piped }

// indirect follows pointers and interfaces to a value, or to the first of them that is nil.
func indirect(v reflect.Value) (at reflect.Value, isNil bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, true
		}
		v = v.Elem()
	}
	return v, false
}

// inside returns what is in an interface; other values as they are.
func inside(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

func nillable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	}
	return t == valueType
}

// pipeline evaluates a pipeline and sets its variables. Where there is none, nothing is its value.
func (r *run) pipeline(dot reflect.Value, n *parse.PipeNode) (v reflect.Value) {
	if n == nil {
		return
	}
	r.here = n
	for i, c := range n.Cmds {
		v = r.command(dot, c, v, i > 0)
		if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
			v = v.Elem()
		}
	}
	for _, d := range n.Decl {
		if n.IsAssign {
			*r.find(d.Ident[0]) = v
		} else {
			r.vars = append(r.vars, variable{d.Ident[0], v})
		}
	}
	return v
}

// command evaluates a command; last is what came through the pipeline, if piped.
func (r *run) command(dot reflect.Value, c *parse.CommandNode, last reflect.Value, piped bool) reflect.Value {
	in := input{c.Args[1:], last, piped}
	first := c.Args[0]
	switch n := first.(type) {
	case *parse.FieldNode:
		r.here = n
		return r.members(dot, dot, n, n.Ident, in)
	case *parse.ChainNode:
		return r.chain(dot, n, in)
	case *parse.VariableNode:
		return r.variable(dot, n, in)
	case *parse.IdentifierNode:
		return r.function(dot, n, c, in)
	case *parse.PipeNode:
		r.mustBeAlone(n, in)
		return r.pipeline(dot, n)
	}
	r.here = first
	r.mustBeAlone(first, in)
	switch n := first.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	case *parse.NumberNode:
		return r.constant(n)
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		r.fail("nil is not a command")
	}
	r.fail("can't evaluate command %q", first)
	return reflect.Value{}
}

func (r *run) mustBeAlone(n parse.Node, in input) {
	if in.some() {
		r.fail("can't give argument to non-function %s", n)
	}
}

// chain evaluates fields of a term.
func (r *run) chain(dot reflect.Value, n *parse.ChainNode, in input) reflect.Value {
	r.here = n
	if len(n.Field) == 0 {
		r.fail("internal error: no fields in evalChainNode")
	}
	if n.Node.Type() == parse.NodeNil {
		r.fail("indirection through explicit nil in %s", n)
	}
	return r.members(dot, r.argument(dot, nil, n.Node), n, n.Field, in)
}

// variable evaluates a variable, or fields of one.
func (r *run) variable(dot reflect.Value, n *parse.VariableNode, in input) reflect.Value {
	r.here = n
	v := *r.find(n.Ident[0])
	if len(n.Ident) > 1 {
		return r.members(dot, v, n, n.Ident[1:], in)
	}
	r.mustBeAlone(n, in)
	return v
}

// constant evaluates a number that may be of any type.
func (r *run) constant(n *parse.NumberNode) reflect.Value {
	r.here = n
	hex := strings.HasPrefix(strings.ToLower(n.Text), "0x") && len(n.Text) > 2 && !strings.ContainsAny(n.Text, "pP")
	switch {
	case n.IsComplex:
		return reflect.ValueOf(n.Complex128)
	case n.IsFloat && !hex && n.Text[0] != '\'' && strings.ContainsAny(n.Text, ".eEpP"):
		return reflect.ValueOf(n.Float64)
	case n.IsInt:
		return reflect.ValueOf(int(n.Int64))
	case n.IsUint:
		r.fail("%s overflows int", n.Text)
	}
	return reflect.Value{}
}

// argument evaluates a node as a value of a type; of any type, where that is nil.
func (r *run) argument(dot reflect.Value, t reflect.Type, n parse.Node) reflect.Value {
	r.here = n
	if v, ok := r.computed(dot, n); ok {
		return r.fit(v, t)
	}
	if _, ok := n.(*parse.NilNode); ok {
		if !nillable(t) {
			r.fail("cannot assign nil to %s", t)
		}
		return reflect.Zero(t)
	}
	want := ""
	number, isNumber := n.(*parse.NumberNode)
	switch k := t.Kind(); {
	case k == reflect.Bool:
		want = "bool"
		if b, ok := n.(*parse.BoolNode); ok {
			return filled(t, func(v reflect.Value) { v.SetBool(b.True) })
		}
	case k == reflect.String:
		want = "string"
		if s, ok := n.(*parse.StringNode); ok {
			return filled(t, func(v reflect.Value) { v.SetString(s.Text) })
		}
	case k >= reflect.Int && k <= reflect.Int64:
		want = "integer"
		if isNumber && number.IsInt {
			return filled(t, func(v reflect.Value) { v.SetInt(number.Int64) })
		}
	case k >= reflect.Uint && k <= reflect.Uintptr:
		want = "unsigned integer"
		if isNumber && number.IsUint {
			return filled(t, func(v reflect.Value) { v.SetUint(number.Uint64) })
		}
	case k == reflect.Float32 || k == reflect.Float64:
		want = "float"
		if isNumber && number.IsFloat {
			return filled(t, func(v reflect.Value) { v.SetFloat(number.Float64) })
		}
	case k == reflect.Complex64 || k == reflect.Complex128:
		want = "complex"
		if isNumber && number.IsComplex {
			return filled(t, func(v reflect.Value) { v.SetComplex(number.Complex128) })
		}
	case k == reflect.Interface && t.NumMethod() == 0:
		return r.untyped(n)
	case t == valueType:
		return reflect.ValueOf(r.untyped(n))
	}
	if want != "" {
		r.fail("expected %s; found %s", want, n)
	}
	r.fail("can't handle %s for arg of type %s", n, t)
	return reflect.Value{}
}

// filled makes a value of a type.
func filled(t reflect.Type, set func(reflect.Value)) reflect.Value {
	v := reflect.New(t).Elem()
	set(v)
	return v
}

// computed evaluates a node that is not a constant.
func (r *run) computed(dot reflect.Value, n parse.Node) (reflect.Value, bool) {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot, true
	case *parse.FieldNode:
		return r.members(dot, dot, n, n.Ident, input{}), true
	case *parse.VariableNode:
		return r.variable(dot, n, input{}), true
	case *parse.PipeNode:
		return r.pipeline(dot, n), true
	case *parse.IdentifierNode:
		return r.function(dot, n, n, input{}), true
	case *parse.ChainNode:
		return r.chain(dot, n, input{}), true
	}
	return reflect.Value{}, false
}

// untyped evaluates a constant as a value of its own type.
func (r *run) untyped(n parse.Node) reflect.Value {
	switch n := n.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.NumberNode:
		return r.constant(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	r.fail("can't handle assignment of %s to empty interface argument", n)
	return reflect.Value{}
}

// fit makes a value one that can be assigned to a type, by following a pointer or taking an address where that helps.
func (r *run) fit(v reflect.Value, t reflect.Type) reflect.Value {
	if !v.IsValid() {
		if t == nil {
			return v
		}
		if !nillable(t) {
			r.fail("invalid value; expected %s", t)
		}
		return reflect.Zero(t)
	}
	if t == nil {
		return v
	}
	if t == valueType && v.Type() != t {
		return reflect.ValueOf(v)
	}
	if v.Type().AssignableTo(t) {
		return v
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
		if v.Type().AssignableTo(t) {
			return v
		}
	}
	if v.Kind() == reflect.Pointer && v.Type().Elem().AssignableTo(t) {
		if v.IsNil() {
			r.fail("dereference of nil pointer of type %s", t)
		}
		return v.Elem()
	}
	if !v.CanAddr() || !reflect.PointerTo(v.Type()).AssignableTo(t) {
		r.fail("wrong type for value; expected %s; got %s", t, v.Type())
	}
	return v.Addr()
}

// print writes a value as fmt.Print does.
func (r *run) print(n parse.Node, v reflect.Value) {
	r.here = n
	what, ok := printable(v)
	if !ok {
		r.fail("can't print %s of type %s", n, v.Type())
	}
	if _, err := fmt.Fprint(r.to, what); err != nil {
		panic(writeFailure{err})
	}
}

// printable returns what is printed for a value: that behind a pointer, unless methods say how to print it.
func printable(v reflect.Value) (any, bool) {
	if v.Kind() == reflect.Pointer {
		v, _ = indirect(v)
	}
	if !v.IsValid() {
		return "<no value>", true
	}
	t := v.Type()
	if t.Implements(errorType) || t.Implements(stringerType) {
		return v.Interface(), true
	}
	if p := reflect.PointerTo(t); v.CanAddr() && (p.Implements(errorType) || p.Implements(stringerType)) {
		return v.Addr().Interface(), true
	}
	if k := v.Kind(); k == reflect.Chan || k == reflect.Func {
		return nil, false
	}
	return v.Interface(), true
}
