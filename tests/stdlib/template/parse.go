// Trees of templates, with positions, and what is said of texts that are none.
package main

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

var texts = []string{
	"", "plain\ntext", "{{.A.B.C}}", "{{$x = 1}}{{$x}}", "{{$x := 1}}{{$x = 2}}\n{{$x}}", "{{if 1}}a\n{{else with 1}}{{end}}",
	"{{if 1}}a{{else if 2}}b{{else}}c{{end}}", "{{with 1}}a{{else with $ }}b{{else}}c{{end}}", "{{if 1}}{{else if 2}}{{end}}{{end}}",
	"{{range .}}{{break}}{{continue}}{{else }}{{end}}", "{{range .}}{{else if 1}}{{end}}{{end}}", "{{range $a, $b := .}}{{$a}}{{end}}",
	"{{range $a, $b, $c := .}}{{end}}", "{{range $a, 1 := .}}{{end}}", "{{range $a = .}}{{end}}", "{{with $a, $b := 1}}{{end}}",
	"{{1 | print}}", "{{1 | 2}}", "{{.X 1 | 2}}", "{{printf \"a b\" 'x'}}", "{{printf \"a\n\n b\n", "{{\n\n", "{{\n\n\"", "{{\n`x", "{{'a",
	"a\n{{/* x */}}\n\n", "a\n{{- /* x */ -}}\n\n b", "a\n{{/* x\n\n", "{{/* a */ }}", "{{/*/* x */}}", "{{nil}}", "{{1 2}}", "{{(1).X.Y}}",
	"{{1.X}}", "{{true.X}}", "{{nil.X}}", "{{\"s\".X}}", "{{..X}}", "{{$.X.Y 1}}", "{{.X.Y.}}", "{{.", "{{$x.Y}}", "{{ 1 -}} \n x {{- 2}}",
	"{{-1}} {{- -1 -}} {{1-}}", "{{template \"x\"}}", "{{template `x` .A | len}}", "{{template .}}", "{{template \"\\q\"}}",
	"{{define \"a\"}}aa{{.}}{{end}}{{template \"a\" 1}}", "{{define a}}{{end}}", "{{define \"a\" }}", "{{define \"a\"}}{{else}}{{end}}",
	"{{define \"x\"}}1{{end}}{{define \"x\"}}2{{end}}", "{{define \"x\"}}1{{end}}{{define \"x\"}} {{/* no */}}{{end}}",
	"{{if 1}}{{define \"x\"}}{{end}}{{end}}", "{{block \"x\" .}}in{{end}}{{block \"y\" 1}}{{else}}{{end}}", "{{block x .}}{{end}}",
	"{{'a'}}{{'\\n'}}{{'\\x41'}}{{'é'}}", "{{'ab'}}", "{{''}}", "{{\"\\q\"}}", "{{0x1F}}{{0b101}}{{0o17}}{{017}}{{1_000}}", "{{0x}}", "{{08}}",
	"{{1+2i}}{{1i}}{{-1.5e3i}}{{1e+2+3e-1i}}", "{{1+2}}", "{{1e400}}", "{{99999999999999999999}}", "{{18446744073709551615}}", "{{1e19}}{{0x1p-2}}{{+.5}}{{1.0}}",
	"{{1k}}", "{{-}}", "{{+}}", "{{é}}", "{{len}}", "{{nope 1}}", "{{len (print 1 (len 2)).Foo | print}}", "{{(}}", "{{)}}", "{{()}}", "{{(1}}",
	"{{|}}", "{{1 | }}", "{{1 | print | }}", "{{a%}}", "{{%}}", "{{\x01}}", "{{☺}}", "{{:}}", "{{: =}}", "{{=}}", "{{,}}", "{{.a(.b)}}", "{{.a,.b}}",
	"{{end}", "{{if 1}}", "{{if 1}}{{else}}", "{{if 1}}{{else}}{{else}}{{end}}", "{{if}}x{{end}}", "{{if \n}}", "{{else 1}}", "{{end 1}}", "{{end}}",
	"{{else}}", "{{break}}", "{{range .}}{{break 1}}{{end}}", "{{continue}}", "{{$}}{{$é}}", "{{$x := 1}}{{define \"d\"}}{{$x}}{{end}}",
	"{{with $v := 1}}{{$v}}{{end}}{{$v}}", "{{true}}{{false}}{{truex}}", "{{$a, $b := 1}}", "{{}}", "{{ }}", "{{/**/}}", "}}", "{{{{}}}}",
}

var functions = map[string]any{"len": 1, "print": 1, "printf": 1}

// show writes the exported parts of nodes.
func show(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			b.WriteString(" nil")
			return
		}
		if v.Kind() == reflect.Pointer {
			fmt.Fprintf(b, " %s", v.Elem().Type().Name())
		}
		show(b, v.Elem())
	case reflect.Struct:
		b.WriteString("{")
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "NodeType" {
				if !f.Anonymous {
					b.WriteString(" " + f.Name + ":")
				}
				show(b, v.Field(i))
			}
		}
		b.WriteString("}")
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			fmt.Fprintf(b, "%q", v.Bytes())
			return
		}
		b.WriteString("[")
		for i := range v.Len() {
			show(b, v.Index(i))
		}
		b.WriteString("]")
	default:
		fmt.Fprintf(b, "%v", v.Interface())
	}
}

func try(text, left, right string, mode parse.Mode) {
	fmt.Printf("%q\n", text)
	set := map[string]*parse.Tree{}
	t := parse.New("na\"me")
	t.Mode = mode
	if _, err := t.Parse(text, left, right, set, functions); err != nil {
		fmt.Println("\terror:", err)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		tree := set[name]
		var b, c strings.Builder
		show(&b, reflect.ValueOf(tree.Root))
		show(&c, reflect.ValueOf(tree.Copy().Root))
		fmt.Printf("\t%q of %q:%s\n\t%q empty: %v, copy: %v\n", tree.Name, tree.ParseName, b.String(), tree.Root.String(),
			parse.IsEmptyTree(tree.Root), b.String() == c.String())
		for _, n := range tree.Root.Nodes {
			where, what := tree.ErrorContext(n)
			fmt.Printf("\t\ttype %d at %s: %s\n", n.Type(), where, what)
		}
	}
}

func main() {
	for _, text := range texts {
		try(text, "", "", 0)
	}
	for _, text := range []string{"{{/* c */ -}} x {{nope}}", "a{{- /* one */}}{{/* two */ -}}"} {
		try(text, "", "", parse.ParseComments|parse.SkipFuncCheck)
	}
	for _, text := range []string{"<<.X>> <<- 1 -| >>", "<<- .Y -|<</* c */|", "<<.X|len|", "<<1"} {
		try(text, "<<", "|", 0)
	}
	trees, err := parse.Parse("p", "{{break 1}}{{continue}}", "", "", nil, map[string]any{"break": 1, "continue": 2, "nil": nil})
	fmt.Println(trees["p"].Root, err)

	var chain parse.ChainNode
	for _, f := range []string{".X", "X", ".", ""} {
		func() {
			defer func() { fmt.Println(f, chain.Field, recover()) }()
			chain.Add(f)
		}()
	}
	id := parse.NewIdentifier("name").SetPos(7)
	fmt.Println(id, id.Position(), id.Type(), parse.IsEmptyTree(nil), (*parse.Tree)(nil).Copy() == nil)
}
