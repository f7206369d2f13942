// This file walks over the trees of templates.

package template

import (
	"fmt"
	"internal/fmtsort"
	"io"
	"reflect"
	"strings"
	"text/template/parse"
)

// maxDepth is how many calls of templates may be inside one another. Where templates call themselves for ever, this
// message is better than that of an overflowing stack.
const maxDepth = 100000

// ExecError is the error of an execution that came to something it could not do. Errors of writing are not wrapped.
type ExecError struct {
	Name string // of the template
	Err  error
}

func (e ExecError) Error() string { return e.Err.Error() }

func (e ExecError) Unwrap() error { return e.Err }

// writeFailure is how an error of the writer leaves the walk.
type writeFailure struct{ err error }

// run is the execution of one template.
type run struct {
	tmpl  *Template
	to    io.Writer
	here  parse.Node // what an error is about
	vars  []variable // those that exist now, innermost last
	depth int        // of calls
}

type variable struct {
	name  string
	value reflect.Value
}

// after says how the walk goes on behind a node.
type after uint8

const (
	goOn after = iota
	breakLoop
	continueLoop
)

// Execute writes what the template makes of data. If that is a reflect.Value, its value is taken.
func (t *Template) Execute(wr io.Writer, data any) (err error) {
	value, ok := data.(reflect.Value)
	if !ok {
		value = reflect.ValueOf(data)
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case writeFailure:
			err = r.err
		case ExecError:
			err = r
		default:
			panic(r)
		}
	}()
	r := run{tmpl: t, to: wr, vars: []variable{{"$", value}}}
	if t.Tree == nil || t.Root == nil {
		r.fail("%q is an incomplete or empty template", t.Name())
	}
	r.walk(value, t.Root)
	return nil
}

// ExecuteTemplate executes the template of the family that has a name.
func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	if other := t.Lookup(name); other != nil {
		return other.Execute(wr, data)
	}
	return fmt.Errorf("template: no template %q associated with template %q", name, t.name)
}

// fail ends the execution. The arguments are for fmt.Errorf.
func (r *run) fail(format string, args ...any) {
	var where string
	if r.here == nil {
		where = fmt.Sprintf("template: %s: ", r.tmpl.Name())
	} else {
		location, what := r.tmpl.ErrorContext(r.here)
		where = fmt.Sprintf("template: %s: executing %q at <%s>: ", location, r.tmpl.Name(), what)
	}
	panic(ExecError{r.tmpl.Name(), fmt.Errorf(strings.ReplaceAll(where, "%", "%%")+format, args...)})
}

// find looks for a variable; the innermost of a name counts.
func (r *run) find(name string) *reflect.Value {
	for i := len(r.vars) - 1; i >= 0; i-- {
		if r.vars[i].name == name {
			return &r.vars[i].value
		}
	}
	r.fail("undefined variable: %s", name)
	return nil
}

func (r *run) walk(dot reflect.Value, n parse.Node) after {
	r.here = n
	switch n := n.(type) {
	case *parse.TextNode:
		if _, err := r.to.Write(n.Text); err != nil {
			panic(writeFailure{err})
		}
	case *parse.ActionNode:
		if v := r.pipeline(dot, n.Pipe); len(n.Pipe.Decl) == 0 {
			r.print(n, v)
		}
	case *parse.ListNode:
		for _, part := range n.Nodes {
			if how := r.walk(dot, part); how != goOn {
				return how
			}
		}
	case *parse.IfNode:
		return r.branch(dot, &n.BranchNode, false)
	case *parse.WithNode:
		return r.branch(dot, &n.BranchNode, true)
	case *parse.RangeNode:
		return r.loop(dot, n)
	case *parse.TemplateNode:
		r.call(dot, n)
	case *parse.BreakNode:
		return breakLoop
	case *parse.ContinueNode:
		return continueLoop
	case *parse.CommentNode:
	default:
		r.fail("unknown node: %s", n)
	}
	return goOn
}

// branch does an if or a with.
func (r *run) branch(dot reflect.Value, n *parse.BranchNode, with bool) (how after) {
	known := len(r.vars)
	v := r.pipeline(dot, n.Pipe)
	yes, ok := truth(inside(v))
	switch {
	case !ok:
		r.fail("if/with can't use %v", v)
	case yes && with:
		how = r.walk(v, n.List)
	case yes:
		how = r.walk(dot, n.List)
	case n.ElseList != nil:
		how = r.walk(dot, n.ElseList)
	}
	r.vars = r.vars[:known]
	return how
}

// call does a template action.
func (r *run) call(dot reflect.Value, n *parse.TemplateNode) {
	callee := r.tmpl.Lookup(n.Name)
	if callee == nil {
		r.fail("template %q not defined", n.Name)
	}
	if r.depth == maxDepth {
		r.fail("exceeded maximum template depth (%v)", maxDepth)
	}
	dot = r.pipeline(dot, n.Pipe)
	inner := run{tmpl: callee, to: r.to, vars: []variable{{"$", dot}}, depth: r.depth + 1}
	inner.walk(dot, callee.Root)
}

// loop does a range.
func (r *run) loop(dot reflect.Value, n *parse.RangeNode) after {
	known := len(r.vars)
	over, _ := indirect(r.pipeline(dot, n.Pipe))
	l := looping{run: r, node: n, kept: len(r.vars)}
	l.over(over)
	var how after
	if !l.any && n.ElseList != nil {
		how = r.walk(dot, n.ElseList)
	}
	r.vars = r.vars[:known]
	return how
}

// looping is a range that goes on.
type looping struct {
	*run
	node *parse.RangeNode
	kept int  // how many variables there are around each pass
	any  bool // whether there was a pass
}

// over makes a pass for each element of a value, if it has any.
func (l *looping) over(v reflect.Value) {
	two := len(l.node.Pipe.Decl) > 1
	switch v.Kind() {
	case reflect.Invalid: // such as a nil map
		return
	case reflect.Array, reflect.Slice:
		for i, n := 0, v.Len(); i < n && l.pass(reflect.ValueOf(i), v.Index(i)); i++ {
		}
		return
	case reflect.Map:
		for _, e := range fmtsort.Sort(v) {
			if !l.pass(e.Key, e.Value) {
				break
			}
		}
		return
	case reflect.Chan:
		l.receive(v)
		return
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if two {
			l.fail("can't use %v to iterate over more than one variable", v)
		}
		v.Seq()(l.value)
		return
	case reflect.Func:
		if v.Type().CanSeq() {
			if two {
				l.fail("can't use %v iterate over more than one variable", v)
			}
			v.Seq()(l.value)
			return
		}
		if v.Type().CanSeq2() {
			v.Seq2()(func(a, b reflect.Value) bool {
				if two {
					return l.pass(a, b)
				}
				return l.value(a)
			})
			return
		}
	}
	l.fail("range can't iterate over %v", v)
}

func (l *looping) receive(from reflect.Value) {
	if from.IsNil() {
		return
	}
	if from.Type().ChanDir() == reflect.SendDir {
		l.fail("range over send-only channel %v", from)
	}
	for i := 0; ; i++ {
		v, ok := from.Recv()
		if !ok || !l.pass(reflect.ValueOf(i), v) {
			return
		}
	}
}

// value makes a pass with a value that has no index.
func (l *looping) value(v reflect.Value) bool { return l.pass(reflect.Value{}, v) }

// pass makes a pass with an element, and reports whether there may be more.
func (l *looping) pass(index, element reflect.Value) bool {
	l.any = true
	pipe := l.node.Pipe
	for i, v := range pipe.Decl {
		value := element
		if i == 0 && len(pipe.Decl) > 1 {
			value = index
		}
		if pipe.IsAssign {
			*l.find(v.Ident[0]) = value
		} else {
			l.vars[l.kept-len(pipe.Decl)+i].value = value // the pipeline has declared it
		}
	}
	how := l.walk(element, l.node.List)
	l.vars = l.vars[:l.kept]
	return how != breakLoop
}

// IsTrue tells whether a value counts as true, and whether it can count as anything.
func IsTrue(val any) (truth, ok bool) { return isTrue(reflect.ValueOf(val)) }

func isTrue(v reflect.Value) (yes, ok bool) { return truth(inside(v)) }

// truth is isTrue of a value that is no interface with something in it.
func truth(v reflect.Value) (yes, ok bool) {
	switch v.Kind() {
	case reflect.Invalid:
		return false, true
	case reflect.Bool:
		return v.Bool(), true
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0, true
	case reflect.Struct:
		return true, true
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.UnsafePointer, reflect.Interface:
		return !v.IsNil(), true
	case reflect.Complex64, reflect.Complex128:
		return v.Complex() != 0, true
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0, true
	}
	if v.CanInt() {
		return v.Int() != 0, true
	}
	return v.CanUint() && v.Uint() != 0, v.CanUint()
}
