// Executing templates: every kind of operand, function and control structure, and what is said of those that fail.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"reflect"
	"regexp"
	"strings"
	"text/template"
)

type In struct {
	A    int
	B    string
	un   int
	Next *In
	F    func(int) (string, error)
	G    func(...string) int
	M    map[string]int
}

func (i In) Val(a int, s ...string) string { return fmt.Sprint("Val", i.A, a, s) }
func (i *In) Ptr() int                     { return i.A + 1 }
func (i In) Err(b bool) (int, error) {
	if b {
		return 0, fmt.Errorf("bad 100%%: %w", fs.ErrExist)
	}
	return 7, nil
}
func (i In) Two() (int, int) { return 1, 2 }
func (i In) Pan() int        { panic("pan%d") }
func (i In) Add(a, b int8, u uint16, f float32, c complex64, s Str) string {
	return fmt.Sprint(a, b, u, f, c, s)
}
func (i In) Any(a any, v reflect.Value) string        { return fmt.Sprintf("%T %v", a, v.IsValid()) }
func (i In) Need(p *In, q In, e error, b bool) string { return fmt.Sprint(p == nil, q.A, e, b) }

type Str string

func (s Str) String() string { return "<" + string(s) + ">" }

type PS struct{ X int }

func (p *PS) String() string { return fmt.Sprint("PS", p.X) }

type Emb struct {
	*In
	Own int
}

type Data struct {
	I          In
	P, Nil     *In
	S          []int
	SS         [][]string
	M          map[string]any
	MI         map[int]string
	MF         map[float64]int
	E, AI, ANP any
	AN         any
	Er         error
	St         Str
	Ps         PS
	PPs        *PS
	Arr        [3]string
	Fn         func() string
	Ch, NilCh  chan int
	So         chan<- int
	NilM       map[string]int
	Seq        iter.Seq[int]
	Seq2       iter.Seq2[string, int]
	U8         uint8
	T          bool
	Cx         complex128
	Fl         float64
	Emb, NilE  Emb
	Bs         []byte
	Big        uint64
	Mst        map[Str]int
	KP         map[string]*In
	VV         reflect.Value
}

func data() *Data {
	c := make(chan int, 3)
	c <- 5
	c <- 6
	close(c)
	in := In{A: 3, B: "b<&>'\"", un: 2, M: map[string]int{"k": 1}, G: func(s ...string) int { return len(s) }}
	in.F = func(i int) (string, error) {
		if i > 5 {
			return "", errors.New("big")
		}
		return fmt.Sprint("f", i), nil
	}
	p := in
	p.Next = &in
	d := &Data{I: in, P: &p, S: []int{4, 5, 6}, SS: [][]string{{"a"}, {"b", "c"}}, MI: map[int]string{2: "two", 1: "one"}, MF: map[float64]int{2.5: 1, -1: 2}}
	d.M = map[string]any{"x": 1, "y": "why", "n": nil, "in": in, "fn": in.F, "z": map[string]any{"q": []int{1}}}
	d.E, d.AI, d.ANP, d.Er, d.St, d.PPs = p, &p, (*In)(nil), errors.New("err"), "st", &PS{3}
	d.Arr, d.Fn, d.Ch, d.So = [3]string{"p", "q", "r"}, func() string { return "fn" }, c, make(chan<- int)
	d.Seq = func(yield func(int) bool) {
		for i := 0; i < 4 && yield(i); i++ {
		}
	}
	d.Seq2 = func(yield func(string, int) bool) { _ = yield("a", 1) && yield("b", 2) }
	d.U8, d.T, d.Cx, d.Fl, d.Emb, d.Bs, d.Big = 200, true, 1+2i, 2.5, Emb{&p, 4}, []byte("bytes"), 1<<63
	d.Mst, d.KP, d.VV = map[Str]int{"a": 1}, map[string]*In{"a": nil, "b": &p}, reflect.ValueOf(3)
	return d
}

var functions = template.FuncMap{
	"yes": func() bool { return true }, "two": func() (int, error) { return 2, nil }, "add": func(a, b int) int { return a + b },
	"fail": func() (int, error) { return 0, fmt.Errorf("w %w", fs.ErrNotExist) }, "join": func(s ...string) string { return strings.Join(s, "+") },
	"ints": func(s []int) int { return len(s) }, "value": func(v reflect.Value) reflect.Value { return v }, "pan": func() int { panic(errors.New("oh")) },
	"none": func() any { return nil }, "some": func() any { return 5 }, "nilerr": func() error { return nil },
}

var address = regexp.MustCompile("0x[0-9a-f]{5,}")

func try(text string, d any, options ...string) {
	fmt.Printf("%s ", text)
	var b strings.Builder
	t, err := template.New("name").Funcs(functions).Option(options...).Parse(text)
	if err == nil {
		err = t.Execute(&b, d)
	}
	fmt.Printf("%q\n", address.ReplaceAllString(b.String(), "ADDRESS"))
	if err != nil {
		var e template.ExecError
		fmt.Println("\t", address.ReplaceAllString(err.Error(), "ADDRESS"), errors.As(err, &e), e.Name, errors.Is(err, fs.ErrExist), errors.Is(err, fs.ErrNotExist))
	}
}

var operands = strings.Split(`.I.A|.P.A|.Nil|.S|.SS|.M.x|.M.y|.M.n|.M.nope|.M.z.q|.M.x.y|.MI|.MF|.Er|.St|.Ps|.PPs|.Arr|.Fn|.Ch|.So|.NilM|.NilM.x|.Seq|.U8|.T|.Cx|.Fl|.Emb.A|`+
	`.Emb.Own|.NilE.A|.NilE.Own|.AI.A|.AN|.AN.x|.Bs|.ANP|.ANP.A|.Big|.Mst|.Mst.a|.KP.a.A|.KP.b.A|.VV|1|-1|2.5|'a'|true|nil|"s"|1i|0x10|1e3|9223372036854775808|`+
	`300|.I.B|.I.un|.P.Ptr|.I.Ptr|.P.Next.A|.Nil.A|.Nil.Ptr|.P.Next.Next.A|.I.Val 1|.I.Val 1 "s" "t"|.I.Val|.I.Val "x"|.I.Err true|.I.Err false|.I.Two|.I.Pan|`+
	`.I.Add 1 2 3 4 5i "s"|.I.Add 1 2 3 4.5 5i .St|.I.Add 1.5 2 3 4 5 6|.I.Add 1 2 -3 4 5 6|.I.Add 1 2 3 4 5 6|.I.Add 1 2 3 4 5i 6|.I.Add 1 2 3 "x" 5i 6|`+
	`.I.Any 1 2|.I.Any .S .S|.I.Any . nil|.I.Any nil 1|.I.Any "s" true|.I.Need .P .P .Er true|.I.Need nil .I nil true|.I.Need .I .I .M true|.I.Need .Nil .Nil nil true|`+
	`.I.Need .AI .AI .Er 1|.I.Need .I .I .Er .T|.I.Need 1 2 3 4|.Emb.Ptr|.NilE.Ptr|.nope|.I.nope|.S.x|.I.F|.I.A 1|.M.x 1|.M.fn|yes|two|yes 1|fail|join|join 1|join "a" "b"|`+
	`ints .S|ints .SS|ints|value 3|value .S|pan|none|some|nilerr|.E.A|.E.Val 2|(.I).A|(.P).Ptr|(none).X|(some).X|(index .M "in").A|(nil).X|(.I.Val 1).X|$.I.A|$|$.I.Val 3|nil.X|`+
	`.I.A 1 2|$ 1|(.I) 1|.Nil.nope|.AI.nope`, "|")

var calls = strings.Split(`print|print 1 2 "a" "b" nil|printf "%v-%q" 1 "x"|println .S|len|len .S|len .St|len 3|len nil|len .AN|len .ANP|len .Ch|len "é"|len .PPs|index .S 1|index .S 3|index .S 4|`+
	`index .S -1|index .S "a"|index .S 1.5|index .S nil|index .SS 1 0|index .M "x"|index .M "q"|index .M "z" "q" 0|index .M 1|index .MI 1|index .MI 1.5|index .MI .U8|index .MF 2.5|index nil 1|`+
	`index .Nil 1|index .I 1|index "abc" 1|index .Mst "a"|index .Mst .St|index .S|index 1|index .S .VV|slice .S|slice .S 1|slice .S 1 2|slice .S 1 2 3|slice .S 1 2 3 4|slice .S 2 1|slice .S 1 4|`+
	`slice "abc" 1 2|slice "abc" 1 2 3|slice .Arr|slice .Arr 1 2|slice .I|slice nil|slice .Nil|slice .AN|slice .S "a"|slice .S nil|slice .S .M.x|slice .S 1 3 2|slice .PPs|not|not 1|not 0 1|not nil|and|and 1|`+
	`and 1 0 fail|and 1 2 3|or 0 ""|or 0 fail|or|or 1 fail|and nil 1|or nil nil|call|call .Fn|call .Fn 1|call .I.F 1|call .I.F 9|call .I.F "a"|call .I.F nil|call .I.F .U8|call .I.G|call .I.G "a" "b"|`+
	`call .I.G 1|call .M.fn 2|call nil|call .S|call 1|call .M.nope|call print|html .I.B 1|html "a\x00b"|js .I.B|js "\n\t=\\é\u2028<"|js 1 2 "x"|urlquery "a b/é" 1|html .Nil|html .PPs .St|js .Er|`+
	`eq 1 1|eq 1 2 1|eq 1|eq|eq 1 "a"|eq 1 1.0|eq 1.5 1.5|eq .U8 200|eq -1 .Big|eq .Big -1|eq true .T|eq 1i 1i|eq nil nil|eq 1 nil|eq .Nil nil|eq .P .P|eq .P .Nil|eq .S .S|eq .S nil|eq .I .Ps|`+
	`eq .Ps .Ps|eq .AN nil|eq .M .NilM|eq .NilM .NilM|eq .Fn .Fn|eq .P .S|eq .St "st"|eq "st" .St|ne 1 2|ne 1 1|ne 1|ne .S .S|lt 1 2|lt 2 1|lt "a" "b"|lt 1.5 2.5|lt -1 .Big|lt .Big -1|lt .U8 300|`+
	`lt true .T|lt 1i 2i|lt 1 "a"|lt nil 1|lt .S .S|le 1 1|le 2 1|le 1 "a"|gt 2 1|gt 1 1|gt .S 1|ge 1 1|ge 1 2|ge "b" "a"|ge nil nil|add 1|add 1 2|1 2|3 \| add 4|"x" \| printf "%s-%s" "y" \| len|`+
	`.S \| len|.I.A \| .I.Val|.I.Err true \| print|none \| print|some \| add 1|"a" \| .I.B|.Fn \| call|1 \| and 2|0 \| or 0|nil \| print|.I.F \| call 1|.P \| print`, "|")

func main() {
	d := data()
	for _, o := range operands {
		try("{{"+o+"}}", d)
	}
	for _, c := range strings.Split(strings.ReplaceAll(strings.Join(calls, "\x00"), "\\\x00", "|"), "\x00") {
		try("{{"+c+"}}", d)
	}
	for _, o := range []string{".S", ".M", ".MI", ".MF", ".Arr", ".Ch", ".NilCh", ".So", ".NilM", ".Nil", ".AN", ".Seq", ".Seq2", "3", "0", ".U8", ".T", `"str"`, ".I", ".P", ".AI", ".Fn", ".SS", "nil", "$.S", "2.5", "-1", ".Big"} {
		if o == ".U8" || o == ".Big" {
			o = "slice .S 1"
		}
		for _, v := range []string{"", "$e := ", "$i, $e := ", "$x = ", "$x, $y = "} {
			body := "<{{.}}{{$x}}{{$y}}>"
			if strings.Contains(v, "e") {
				body = "<{{$e}}>"
			}
			if strings.Contains(v, "i") {
				body = "<{{$i}}{{$e}}>"
			}
			try("{{$x := 0}}{{$y := 0}}{{range "+v+o+"}}"+body+"{{else}}none{{end}}{{$x}}{{$y}}", data())
		}
		try("{{if "+o+"}}yes{{else}}no{{end}}", d)
		try("{{with "+o+"}}{{.}}{{else}}no{{end}}", d)
	}
	for _, text := range []string{"{{range .S}}{{.}}{{if eq . 5}}{{break}}{{end}},{{end}}", "{{range .S}}{{if eq . 5}}{{continue}}{{end}}{{.}},{{end}}",
		"{{range .S}}{{range $.SS}}{{break}}{{end}}{{.}}{{end}}", "{{range .Seq}}{{with .}}{{break}}{{end}}{{.}}{{end}}", "{{range .Ch}}{{.}}{{break}}{{end}}",
		"{{range $i, $v := .Seq}}{{end}}", "{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}", "{{$q = 1}}",
		"{{with $v := .I}}{{$v.A}}{{.A}}{{$.S}}{{end}}", "{{with .Nil}}a{{else with .S}}{{.}}{{else}}c{{end}}", "{{if 0}}a{{else if 1}}b{{else}}c{{end}}",
		"{{define \"t\"}}({{.}}{{$}}){{end}}{{template \"t\"}}{{template \"t\" 1}}{{template \"t\" .S}}", "{{template \"none\"}}",
		"{{define \"t\"}}{{template \"t\" .}}{{end}}{{template \"t\" 1}}", "{{block \"b\" .I}}{{.A}}{{end}}", "a\n\n  {{- 1 -}}  \n b", "{{/* c */}}x", "{{define \"t\"}}{{.X}}{{end}}\n\n{{template \"t\" .S}}",
		"a\nb {{.I.A}} {{index .S 9}}", "{{printf \"%d\" .nope}}", "{{.I.Val (add 1 (two)) (join \"a\" (printf \"%d\" 1))}}", "{{range $i, $e := .S}}{{$i = 7}}{{$i}}{{$e}}{{end}}", ""} {
		try(text, d)
	}
	for _, o := range []string{"default", "invalid", "zero", "error"} {
		for _, text := range []string{"{{.x}}", "{{.n}}", "{{.x.y}}", "{{.M.a}}", "{{.M.a.b}}", "{{index .M \"a\"}}"} {
			try(text, map[string]any{"n": 1, "M": map[string]int{}}, "missingkey="+o)
			try(text, nil, "missingkey="+o)
		}
	}
	try("{{.}}", reflect.ValueOf(3))
	try("{{.A}}", reflect.ValueOf(&d.I))
	for _, v := range []any{nil, 0, 1, "", "a", d.S, d.Nil, d.P, d.I, d.Fn, 0i, d.So, d.VV, reflect.ValueOf(0)} {
		yes, ok := template.IsTrue(v)
		fmt.Println(yes, ok)
	}
}
