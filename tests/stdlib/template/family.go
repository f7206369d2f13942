// Families of templates: definitions, clones, functions, options, files, and the functions that escape.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"
	"text/template"
)

func run(t *template.Template, name string, data any) {
	var b strings.Builder
	var err error
	if name == "" {
		err = t.Execute(&b, data)
	} else {
		err = t.ExecuteTemplate(&b, name, data)
	}
	fmt.Printf("%q %v\n", b.String(), err)
}

func list(t *template.Template) {
	var names []string
	for _, one := range t.Templates() {
		names = append(names, one.Name())
	}
	slices.Sort(names)
	fmt.Println(names, len(t.DefinedTemplates()))
}

func try(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left < len(p) {
		return 0, errors.New("full")
	}
	f.left -= len(p)
	return len(p), nil
}

func main() {
	root := template.New("root")
	fmt.Println(root.Name(), root.Templates(), root.DefinedTemplates() == "", root.Lookup("x") == nil, root.Tree == nil)
	run(root, "", 1)
	run(root, "x", 1)
	template.Must(root.Parse(`{{define "a"}}A{{.}}{{end}}root {{template "a" .}}`))
	run(root, "", 1)
	run(root, "a", 2)
	list(root)
	fmt.Println(template.Must(template.New("only").Parse("x")).DefinedTemplates())

	// Templates are replaced, but not by empty ones.
	template.Must(root.Parse(`{{define "a"}}B{{.}}{{end}}  {{/* nothing */}}`))
	run(root, "", 3)
	template.Must(root.New("b").Parse("{{define `c`}}C{{end}}b"))
	list(root)
	t, err := root.Parse("{{if}}")
	fmt.Println(t, err)
	run(root, "", 4)

	// What is added to a clone is not added to the original.
	clone := template.Must(root.Clone())
	template.Must(clone.Parse(`{{define "a"}}clone{{end}}`))
	run(clone, "", 5)
	run(root, "", 5)
	fmt.Println(clone.Lookup("root") == clone, clone.Lookup("a") == root.Lookup("a"), clone.Name())
	list(clone)
	empty, err := template.New("empty").Clone()
	fmt.Println(empty.Name(), empty.Templates(), err)
	strict := template.Must(template.New("s").Option("missingkey=error").Parse("{{.x}}"))
	run(strict, "", map[string]int{})
	run(template.Must(strict.Clone()), "", map[string]int{})

	added, err := root.AddParseTree("added", root.Lookup("a").Tree)
	fmt.Println(added.Name(), err, root.Lookup("added") == added)
	run(root, "added", 6)
	added, err = root.AddParseTree("root", root.Lookup("c").Tree)
	fmt.Println(added == root, err)
	run(root, "", 7)

	// Delimiters, which new templates take over.
	d := template.New("d").Delims("<<", ">>")
	template.Must(d.New("e").Parse("{{.}}<<.>><<- 1 ->> x"))
	run(d, "e", 8)
	template.Must(d.Delims("", "").Parse("{{.}}<<"))
	run(d, "", 9)

	// Functions.
	f := template.New("f").Funcs(template.FuncMap{"up": strings.ToUpper, "print": func() string { return "mine" }, "break": func() string { return "broken" }})
	template.Must(f.Parse(`{{up "x"}}{{print}}{{break}}`))
	run(f, "", nil)
	f.Funcs(template.FuncMap{"up": strings.ToLower})
	run(f, "", nil)
	_, err = template.New("g").Parse("{{up 1}}")
	fmt.Println(err)
	for name, function := range map[string]any{"a-b": strings.ToUpper} {
		try(func() { template.New("x").Funcs(template.FuncMap{name: function}) })
	}
	try(func() { template.New("x").Funcs(template.FuncMap{"": strings.ToUpper}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"1a": strings.ToUpper}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"a": 1}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"a": nil}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"a": func() {}}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"a": func() (int, int) { return 1, 2 }}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"a": func() (int, int, error) { return 1, 2, nil }}) })
	try(func() { template.New("x").Option("") })
	try(func() { template.New("x").Option("missingkey=never") })
	try(func() { template.New("x").Option("a=b=c") })
	try(func() { template.New("x").Option("other") })
	try(func() { template.Must(nil, errors.New("must")) })

	// Errors of the writer are what Execute returns.
	for left := range 4 {
		err := template.Must(template.New("w").Parse("a{{.}}b")).Execute(&full{left}, 1)
		_, wrapped := err.(template.ExecError)
		fmt.Println(err, wrapped)
	}

	files()
	escapes()
}

func files() {
	dir, err := os.MkdirTemp("", "templates")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{"one.tmpl": "1{{template `two.tmpl` .}}", "two.tmpl": "2{{.}}", "bad.txt": "{{"} {
		os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
	}
	clean := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), dir, "DIR") }
	t, err := template.ParseFiles(filepath.Join(dir, "one.tmpl"), filepath.Join(dir, "two.tmpl"))
	fmt.Println(t.Name(), clean(err))
	run(t, "", "x")
	t, err = template.New("two.tmpl").ParseFiles(filepath.Join(dir, "two.tmpl"))
	run(t, "", "y")
	t, err = template.New("other").ParseFiles(filepath.Join(dir, "two.tmpl"))
	run(t, "", "y")
	_, err = template.ParseFiles()
	fmt.Println(clean(err))
	_, err = template.ParseFiles(filepath.Join(dir, "none"))
	fmt.Println(clean(err))
	_, err = template.ParseFiles(filepath.Join(dir, "bad.txt"))
	fmt.Println(clean(err))
	t, err = template.ParseGlob(filepath.Join(dir, "*.tmpl"))
	fmt.Println(t.Name(), clean(err))
	list(t)
	_, err = template.ParseGlob(filepath.Join(dir, "*.none"))
	fmt.Println(clean(err))
	_, err = template.New("x").ParseGlob("[")
	fmt.Println(clean(err))
	fsys := fstest.MapFS{"d/one.tmpl": {Data: []byte("1{{template `two.tmpl` .}}")}, "d/two.tmpl": {Data: []byte("2{{.}}")}}
	t, err = template.ParseFS(fsys, "d/*")
	fmt.Println(t.Name(), clean(err))
	run(t, "", "z")
	t, err = template.New("n").ParseFS(fsys, "d/two.tmpl", "d/o*")
	fmt.Println(t.Name(), clean(err))
	list(t)
	_, err = template.ParseFS(fsys, "e/*")
	fmt.Println(clean(err))
	_, err = template.ParseFS(fsys)
	fmt.Println(clean(err))
}

func escapes() {
	var all []byte
	for i := range 128 {
		all = append(all, byte(i))
	}
	all = append(all, "é\u2028\U0001F600\uFFFE\xff"...)
	var b strings.Builder
	template.HTMLEscape(&b, all)
	b.WriteString("\n")
	template.JSEscape(&b, all)
	fmt.Printf("%q\n", b.String())
	fmt.Printf("%q\n%q\n", template.HTMLEscapeString(string(all)), template.JSEscapeString(string(all)))
	fmt.Println(template.HTMLEscapeString("plain"), template.JSEscapeString("plain"))
	fmt.Println(template.HTMLEscaper(1, "<", nil, []int{1}), template.JSEscaper("'", errors.New("<")), template.URLQueryEscaper("a b", 1, &all == nil))
}
