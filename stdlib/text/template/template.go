// Package template makes text of data by templates.
//
// Text is copied to the output; between {{ and }} stand actions, which print values and steer what is done. A template
// is parsed once (package parse has the trees) and may then be executed often, by several goroutines at once. Execution
// walks over the tree (exec.go), gets at data through reflection (eval.go, member.go), and calls functions (call.go), of
// which some are always there (funcs.go).
//
// Templates that call each other are of one family: they share a table of templates by name, and functions.
package template

import (
	"fmt"
	"maps"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
)

// Template is a parsed template, or one that is going to be. Its tree is for html/template.
type Template struct {
	name string
	*parse.Tree
	*family
	left, right string // the delimiters; empty ones are the default
}

// family is what templates have in common that belong together.
type family struct {
	templates struct {
		sync.RWMutex
		byName map[string]*Template
	}
	missing missingKey
	functions
}

// functions are those that a program has given names.
type functions struct {
	guard  sync.RWMutex
	asAny  FuncMap // for the parser
	callee map[string]reflect.Value
}

// missingKey says what a key is that a map does not have.
type missingKey uint8

const (
	missingIsInvalid missingKey = iota
	missingIsZero
	missingIsError
)

// FuncMap gives names to functions. A function has one result, or a second one of type error, which ends the execution
// if it is not nil.
type FuncMap map[string]any

// New makes a template with nothing in it yet.
func New(name string) *Template { return &Template{name: name} }

// Name returns the template's name.
func (t *Template) Name() string { return t.name }

// related returns the family of t, which is made when it is first asked for.
func (t *Template) related() *family {
	if t.family == nil {
		f := new(family)
		f.templates.byName = map[string]*Template{}
		f.asAny, f.callee = FuncMap{}, map[string]reflect.Value{}
		t.family = f
	}
	return t.family
}

// New makes a template of t's family, with t's delimiters.
func (t *Template) New(name string) *Template {
	return &Template{name: name, family: t.related(), left: t.left, right: t.right}
}

// Clone makes a copy of t and its family. What is then added to one is not added to the other.
func (t *Template) Clone() (*Template, error) {
	c := &Template{name: t.name, Tree: t.Tree, left: t.left, right: t.right}
	f := c.related()
	old := t.family
	if old == nil {
		return c, nil
	}
	old.templates.RLock()
	defer old.templates.RUnlock()
	f.missing = old.missing
	for name, other := range old.templates.byName {
		if name == t.name {
			f.templates.byName[name] = c
			continue
		}
		f.templates.byName[name] = &Template{name: other.name, Tree: other.Tree, family: f, left: other.left, right: other.right}
	}
	old.guard.RLock()
	defer old.guard.RUnlock()
	maps.Copy(f.asAny, old.asAny)
	maps.Copy(f.callee, old.callee)
	return c, nil
}

// Delims sets what begins and ends actions in texts that are parsed from now on, and returns t.
func (t *Template) Delims(left, right string) *Template {
	t.related()
	t.left, t.right = left, right
	return t
}

// Funcs adds functions, which the parser must know before it meets them, and returns t. It panics where something is
// not a function that templates can call, or its name none that they can say.
func (t *Template) Funcs(funcMap FuncMap) *Template {
	f := t.related()
	f.guard.Lock()
	defer f.guard.Unlock()
	for name, function := range funcMap {
		f.callee[name] = callable(name, function)
		f.asAny[name] = function
	}
	return t
}

// Option sets options: missingkey=default (or invalid), zero, or error. It returns t.
func (t *Template) Option(opt ...string) *Template {
	f := t.related()
	for _, o := range opt {
		switch o {
		case "":
			panic("empty option string")
		case "missingkey=default", "missingkey=invalid":
			f.missing = missingIsInvalid
		case "missingkey=zero":
			f.missing = missingIsZero
		case "missingkey=error":
			f.missing = missingIsError
		default:
			panic("unrecognized option: " + o)
		}
	}
	return t
}

// Lookup returns the template of the family that has a name, or nil.
func (t *Template) Lookup(name string) *Template {
	if t.family == nil {
		return nil
	}
	t.templates.RLock()
	defer t.templates.RUnlock()
	return t.templates.byName[name]
}

// Templates returns all templates of the family that are defined.
func (t *Template) Templates() []*Template {
	if t.family == nil {
		return nil
	}
	t.templates.RLock()
	defer t.templates.RUnlock()
	all := make([]*Template, 0, len(t.templates.byName))
	for _, one := range t.templates.byName {
		all = append(all, one)
	}
	return all
}

// DefinedTemplates names the defined templates, for messages.
func (t *Template) DefinedTemplates() string {
	var b strings.Builder
	for _, one := range t.Templates() {
		if one.Tree == nil || one.Root == nil {
			continue
		}
		if b.Len() == 0 {
			b.WriteString("; defined templates are: ")
		} else {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", one.name)
	}
	return b.String()
}

// AddParseTree makes a tree the definition of the template of the family that has a name, and returns that. An empty
// tree does not take the place of another.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	f := t.related()
	f.templates.Lock()
	defer f.templates.Unlock()
	to := t
	if name != t.name {
		to = t.New(name)
	}
	old := f.templates.byName[name]
	keep := old != nil && old.Tree != nil && parse.IsEmptyTree(tree.Root)
	if !keep {
		f.templates.byName[name] = to
	}
	if !keep || to.Tree == nil {
		to.Tree = tree
	}
	return to, nil
}

// Parse parses a text as the body of t. Definitions in it become templates of the family. It returns t.
func (t *Template) Parse(text string) (*Template, error) {
	f := t.related()
	f.guard.RLock()
	trees, err := parse.Parse(t.name, text, t.left, t.right, f.asAny, names())
	f.guard.RUnlock()
	for name, tree := range trees {
		if err == nil {
			_, err = t.AddParseTree(name, tree)
		}
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}
