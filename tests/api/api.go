//go:build ignore

// This program compares the exported API of the library with that of an installed Go, which runs it (api.py does so).
//
// usage: go run api.go STDLIB GAPS [PACKAGE...]
//
// Which symbols there are say the lists in GOROOT/api, up to the language version the library is for; what they are say the
// sources of both. A symbol that is missing, or is something else, is printed and makes the program fail, unless it is in
// the file GAPS; so does one in that file that is there after all. A line of GAPS is a symbol and a reason; P.* stands for all
// that package P lacks, +S for a symbol that Go does not have.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

const version = 26 // of Go 1

var (
	fset  = token.NewFileSet()
	stock = importer.ForCompiler(fset, "source", nil)
)

// ours imports packages from the library's folder, and from Go what is not there.
type ours struct {
	root string
	done map[string]*types.Package
}

func (o *ours) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := o.done[path]; p != nil {
		return p, nil
	}
	names, _ := filepath.Glob(filepath.Join(o.root, path, "*.go"))
	if len(names) == 0 {
		p, err := stock.Import(path)
		o.done[path] = p
		return p, err
	}
	var files []*ast.File
	for _, name := range names {
		if match, _ := build.Default.MatchFile(filepath.Dir(name), filepath.Base(name)); !match || strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: o, IgnoreFuncBodies: true, Sizes: types.SizesFor("gc", "amd64"), Error: func(error) {}}
	p, err := conf.Check(path, fset, files, nil)
	if p == nil {
		return nil, err
	}
	o.done[path] = p
	return p, nil
}

// spell writes a type so that equal types of the two libraries are spelled alike: no names of parameters, type parameters
// by number, exported members only.
type spell struct {
	strings.Builder
	params map[*types.TypeParam]int
}

func (s *spell) list(t *types.Tuple, variadic bool) {
	s.WriteByte('(')
	for i := range t.Len() {
		if i > 0 {
			s.WriteString(", ")
		}
		at := t.At(i).Type()
		if variadic && i == t.Len()-1 {
			s.WriteString("...")
			if slice, ok := at.(*types.Slice); ok {
				at = slice.Elem()
			}
		}
		s.typ(at)
	}
	s.WriteByte(')')
}

func (s *spell) generic(list *types.TypeParamList) {
	for i := range list.Len() {
		s.params[list.At(i)] = len(s.params)
	}
	for i := range list.Len() {
		fmt.Fprintf(s, "[$%d ", s.params[list.At(i)])
		c := list.At(i).Constraint()
		if named, ok := types.Unalias(c).(*types.Named); ok && !named.Obj().Exported() {
			c = c.Underlying() // how it is called is nobody's business
		}
		s.typ(c)
		s.WriteByte(']')
	}
}

func (s *spell) signature(t *types.Signature) {
	s.generic(t.TypeParams())
	s.list(t.Params(), t.Variadic())
	s.list(t.Results(), false)
}

func (s *spell) typ(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		s.WriteString(types.Default(t).String())
	case *types.Named:
		if p := t.Obj().Pkg(); p != nil {
			s.WriteString(p.Path() + ".")
		}
		s.WriteString(t.Obj().Name())
		for i := range t.TypeArgs().Len() {
			s.WriteByte('[')
			s.typ(t.TypeArgs().At(i))
			s.WriteByte(']')
		}
	case *types.TypeParam:
		fmt.Fprintf(s, "$%d", s.params[t])
	case *types.Pointer:
		s.WriteByte('*')
		s.typ(t.Elem())
	case *types.Slice:
		s.WriteString("[]")
		s.typ(t.Elem())
	case *types.Array:
		fmt.Fprintf(s, "[%d]", t.Len())
		s.typ(t.Elem())
	case *types.Map:
		s.WriteString("map[")
		s.typ(t.Key())
		s.WriteByte(']')
		s.typ(t.Elem())
	case *types.Chan:
		s.WriteString([]string{"chan ", "chan<- ", "<-chan "}[t.Dir()])
		s.typ(t.Elem())
	case *types.Signature:
		s.WriteString("func")
		s.signature(t)
	case *types.Struct:
		s.WriteString("struct{")
		for f := range t.Fields() {
			if f.Exported() {
				s.WriteString(f.Name() + " ")
				s.typ(f.Type())
				s.WriteString("; ")
			}
		}
		s.WriteByte('}')
	case *types.Union:
		var terms []string
		for term := range t.Terms() {
			one := &spell{params: s.params}
			one.typ(term.Type())
			terms = append(terms, strings.Repeat("~", map[bool]int{true: 1}[term.Tilde()])+one.String())
		}
		sort.Strings(terms)
		s.WriteString(strings.Join(terms, "|"))
	case *types.Interface:
		s.WriteString("interface{")
		private := false
		for m := range t.Methods() {
			if !m.Exported() {
				private = true
				continue
			}
			s.WriteString(m.Name())
			s.signature(m.Signature())
			s.WriteString("; ")
		}
		if private {
			s.WriteString("unexported; ")
		}
		for e := range t.EmbeddedTypes() {
			if _, ok := e.Underlying().(*types.Interface); !ok {
				s.typ(e)
			}
		}
		s.WriteByte('}')
	}
}

func spelled(t types.Type) string {
	s := &spell{params: map[*types.TypeParam]int{}}
	s.typ(t)
	return s.String()
}

// features returns what a package exports: a text for each symbol, members of types among them.
func features(p *types.Package) map[string]string {
	all := map[string]string{}
	for _, name := range p.Scope().Names() {
		if !token.IsExported(name) {
			continue
		}
		switch o := p.Scope().Lookup(name).(type) {
		case *types.Const:
			all[name] = "const " + spelled(o.Type()) + " = " + o.Val().ExactString()
			if b, ok := o.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
				all[name] = "const " + b.String() + " = " + o.Val().ExactString()
			}
		case *types.Var:
			all[name] = "var " + spelled(o.Type())
		case *types.Func:
			all[name] = "func " + spelled(o.Type())
		case *types.TypeName:
			typeFeatures(all, name, o)
		}
	}
	return all
}

func typeFeatures(all map[string]string, name string, o *types.TypeName) {
	if o.IsAlias() {
		all[name] = "type = " + spelled(o.Type())
		return
	}
	named := o.Type().(*types.Named)
	s := &spell{params: map[*types.TypeParam]int{}}
	s.generic(named.TypeParams())
	switch u := named.Underlying().(type) {
	case *types.Struct:
		all[name] = "type " + s.String() + " struct"
		for f := range u.Fields() {
			if f.Exported() {
				embedded := ""
				if f.Embedded() {
					embedded = "embedded "
				}
				fs := &spell{params: s.params}
				fs.typ(f.Type())
				all[name+"."+f.Name()] = embedded + "field " + fs.String()
			}
		}
	default:
		s.typ(u)
		all[name] = "type " + s.String()
	}
	if types.IsInterface(named) {
		return
	}
	for _, recv := range []types.Type{named, types.NewPointer(named)} {
		set := types.NewMethodSet(recv)
		for i := range set.Len() {
			m := set.At(i).Obj().(*types.Func)
			// What an embedded exported type brings is its own business.
			if key := name + "." + m.Name(); m.Exported() && all[key] == "" {
				ms := &spell{params: map[*types.TypeParam]int{}}
				if list := m.Signature().RecvTypeParams(); list != nil {
					for i := range list.Len() {
						ms.params[list.At(i)] = i
					}
				}
				ms.signature(m.Signature())
				_, byPointer := recv.(*types.Pointer)
				all[key] = fmt.Sprint("method ", byPointer, " ", ms)
			}
		}
	}
}

var symbol = regexp.MustCompile(`^pkg (\S+)( \([^)]*\))?, (?:(?:func|var|const) (\w+)|method \(\*?(\w+)(?:\[[^\]]*\])?\) (\w+)|type (\w+)(?:\[[^ ]* [^\]]*\])?(?: struct, (?:embedded \S*|(\w+)))?)`)

// listed returns the symbols of the lists of API, by package.
func listed() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	names, _ := filepath.Glob(filepath.Join(runtime.GOROOT(), "api", "go1*.txt"))
	for _, name := range names {
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "go1."), ".txt"))
		if n > version {
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			fmt.Println(err)
			os.Exit(2)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			m := symbol.FindStringSubmatch(lines.Text())
			if m == nil || m[2] != "" && m[2] != " (linux-amd64)" {
				continue
			}
			if all[m[1]] == nil {
				all[m[1]] = map[string]bool{}
			}
			name := m[3] + m[6]
			if m[4] != "" {
				name = m[4] + "." + m[5]
			} else if m[7] != "" {
				name += "." + m[7]
			}
			all[m[1]][name] = true
		}
	}
	return all
}

func main() {
	root, gapsFile, paths := os.Args[1], os.Args[2], os.Args[3:]
	lists := listed()
	everything := len(paths) == 0
	if everything {
		for path := range lists {
			if files, _ := filepath.Glob(filepath.Join(root, path, "*.go")); len(files) > 0 {
				paths = append(paths, path)
			}
		}
		sort.Strings(paths)
	}
	gaps := map[string]bool{}
	text, _ := os.ReadFile(gapsFile)
	for line := range strings.Lines(string(text)) {
		if name, _, _ := strings.Cut(strings.TrimSpace(line), " "); name != "" && name[0] != '#' {
			gaps[name] = true
		}
	}
	lib := &ours{root, map[string]*types.Package{}}
	faults, symbols := 0, 0
	for _, path := range paths {
		theirs, err := stock.Import(path)
		if err != nil {
			fmt.Println(path+":", err)
			os.Exit(2)
		}
		mine, err := lib.Import(path)
		if err != nil {
			fmt.Println(path+":", err)
			faults++
			continue
		}
		want, got := features(theirs), features(mine)
		names := make([]string, 0, len(want))
		for name := range want {
			if lists[path][name] {
				names = append(names, name)
			}
		}
		sort.Strings(names)
		for _, name := range names {
			symbols++
			full := path + "." + name
			if gaps[full] || gaps[path+".*"] && got[name] == "" {
				if got[name] == want[name] {
					fmt.Println(full, "is listed as a gap, but is there")
					faults++
				}
				continue
			}
			if got[name] != want[name] {
				faults++
				if got[name] == "" {
					fmt.Println(full, "is missing:", want[name])
				} else {
					fmt.Printf("%s\n\tis     %s\n\tshould %s\n", full, got[name], want[name])
				}
			}
		}
		for name := range got {
			if want[name] == "" && !gaps[path+".*"] && !gaps["+"+path+"."+name] {
				fmt.Println(path+"."+name, "is not in Go:", got[name])
				faults++
			}
		}
	}
	fmt.Println(len(paths), "packages,", symbols, "symbols compared,", faults, "faults")
	if faults > 0 {
		os.Exit(1)
	}
}
