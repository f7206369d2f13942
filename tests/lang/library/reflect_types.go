// Every method of reflect.Type on types of every kind, how types stand to each other, and types made at run time.
package main

import (
	"fmt"
	"io"
	"os"
	"reflect"
	"sort"
	"strings"
	"unsafe"
)

type (
	num    int
	text   string
	octets []byte
	letter byte
	pair   struct {
		A int `json:"a"`
		b string
	}
	twin struct {
		A int
		b string
	}
	other      pair
	box[T any] struct{ Inside T }
	link       struct {
		Next *link
		*pair
		box[int]
	}
	fn     func(int, ...string) (error, bool)
	stream chan<- int
	shape  interface {
		Area() float64
		secret()
	}
	square float64
)

func (s square) Area() float64            { return float64(s * s) }
func (s square) secret()                  {}
func (s *square) Scale(by float64)        { *s *= square(by) }
func (p pair) Add(n int, more ...int) int { return p.A + n + len(more) }
func (p *pair) Error() string             { return p.b }
func (b box[T]) Get() T                   { return b.Inside }
func (f fn) Name() string                 { return "fn" }

var types = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[num](), reflect.TypeFor[uint8](), reflect.TypeFor[letter](),
	reflect.TypeFor[rune](), reflect.TypeFor[uintptr](), reflect.TypeFor[float32](), reflect.TypeFor[complex64](),
	reflect.TypeFor[string](), reflect.TypeFor[text](), reflect.TypeFor[[]byte](), reflect.TypeFor[octets](), reflect.TypeFor[[]letter](),
	reflect.TypeFor[[]rune](), reflect.TypeFor[[]int](), reflect.TypeFor[[2]int](), reflect.TypeFor[*[2]int](), reflect.TypeFor[[0]func()](),
	reflect.TypeFor[pair](), reflect.TypeFor[*pair](), reflect.TypeFor[twin](), reflect.TypeFor[*twin](), reflect.TypeFor[other](),
	reflect.TypeFor[struct{ A int }](), reflect.TypeFor[box[string]](), reflect.TypeFor[box[pair]](), reflect.TypeFor[link](), reflect.TypeFor[*link](),
	reflect.TypeFor[map[string]int](), reflect.TypeFor[map[pair][]num](), reflect.TypeFor[chan int](), reflect.TypeFor[<-chan int](),
	reflect.TypeFor[chan<- int](), reflect.TypeFor[stream](), reflect.TypeFor[func()](), reflect.TypeFor[fn](),
	reflect.TypeFor[func(int, ...string) (error, bool)](), reflect.TypeFor[func(func(int) bool)](), reflect.TypeFor[func(func(int, string) bool)](),
	reflect.TypeFor[any](), reflect.TypeFor[error](), reflect.TypeFor[shape](), reflect.TypeFor[io.Reader](), reflect.TypeFor[io.ReadCloser](),
	reflect.TypeFor[*os.File](), reflect.TypeFor[square](), reflect.TypeFor[*square](), reflect.TypeFor[unsafe.Pointer](),
	reflect.TypeFor[struct{}](), reflect.TypeFor[[3]struct {
		X, Y any
		_    int
	}](),
}

type question struct {
	name string
	ask  func(t reflect.Type) any
}

var questions = []question{
	{"String", func(t reflect.Type) any { return t.String() }},
	{"Name", func(t reflect.Type) any { return t.Name() + " of " + t.PkgPath() }},
	{"Kind", func(t reflect.Type) any { return t.Kind() }},
	{"Layout", func(t reflect.Type) any { return fmt.Sprint(t.Size(), t.Align(), t.FieldAlign()) }},
	{"Comparable", func(t reflect.Type) any { return t.Comparable() }},
	{"Elem", func(t reflect.Type) any { return t.Elem() }},
	{"Key", func(t reflect.Type) any { return t.Key() }},
	{"Len", func(t reflect.Type) any { return t.Len() }},
	{"Bits", func(t reflect.Type) any { return t.Bits() }},
	{"ChanDir", func(t reflect.Type) any { return t.ChanDir() }},
	{"IsVariadic", func(t reflect.Type) any { return t.IsVariadic() }},
	{"In", func(t reflect.Type) any { return fmt.Sprint(t.NumIn(), t.In(0)) }},
	{"In2", func(t reflect.Type) any { return t.In(2) }},
	{"Out", func(t reflect.Type) any { return fmt.Sprint(t.NumOut(), t.Out(0)) }},
	{"Ins", func(t reflect.Type) any {
		var all []string
		for p := range t.Ins() {
			all = append(all, p.String())
		}
		for r := range t.Outs() {
			all = append(all, "->", r.String())
		}
		return all
	}},
	{"NumField", func(t reflect.Type) any { return t.NumField() }},
	{"Field", func(t reflect.Type) any { return fmt.Sprintf("%+v", t.Field(0)) }},
	{"FieldLast", func(t reflect.Type) any { return fmt.Sprintf("%+v", t.Field(t.NumField())) }},
	{"FieldByName", func(t reflect.Type) any { f, ok := t.FieldByName("A"); return fmt.Sprint(f, ok) }},
	{"FieldByIndex", func(t reflect.Type) any { return t.FieldByIndex([]int{0}).Name }},
	{"FieldByNameFunc", func(t reflect.Type) any {
		f, ok := t.FieldByNameFunc(func(s string) bool { return strings.ToLower(s) == "b" })
		return fmt.Sprint(f.Name, f.Index, ok)
	}},
	{"Fields", func(t reflect.Type) any {
		var all []string
		for f := range t.Fields() {
			all = append(all, f.Name)
		}
		return all
	}},
	{"VisibleFields", func(t reflect.Type) any {
		var all []string
		for _, f := range reflect.VisibleFields(t) {
			all = append(all, fmt.Sprint(f.Name, f.Index))
		}
		return all
	}},
	{"Methods", func(t reflect.Type) any {
		if t == reflect.TypeFor[*os.File]() {
			return "many"
		}
		var all []string
		for m := range t.Methods() {
			all = append(all, fmt.Sprint(m.Name, m.Index, m.Type, m.PkgPath, m.IsExported(), m.Func.IsValid()))
		}
		return all
	}},
	{"Method0", func(t reflect.Type) any { return t.Method(0).Name }},
	{"MethodByName", func(t reflect.Type) any {
		for _, name := range []string{"Add", "Area", "Get", "Read", "secret", "Name"} {
			if m, ok := t.MethodByName(name); ok {
				return fmt.Sprint(m.Name, m.Type)
			}
		}
		return "none"
	}},
	{"CanSeq", func(t reflect.Type) any { return fmt.Sprint(t.CanSeq(), t.CanSeq2()) }},
	{"OverflowInt", func(t reflect.Type) any {
		return fmt.Sprint(t.OverflowInt(1<<62), t.OverflowInt(-1<<31), t.OverflowInt(-1<<31-1))
	}},
	{"OverflowUint", func(t reflect.Type) any {
		return fmt.Sprint(t.OverflowUint(255), t.OverflowUint(256), t.OverflowUint(1<<63))
	}},
	{"OverflowFloat", func(t reflect.Type) any { return t.OverflowFloat(1e39) }},
	{"OverflowComplex", func(t reflect.Type) any { return t.OverflowComplex(complex(0, -1e39)) }},
}

func try(f func() any) (text string) {
	defer func() {
		if e := recover(); e != nil {
			text = fmt.Sprint("panic: ", e)
		}
	}()
	return fmt.Sprint(f())
}

func main() {
	for _, q := range questions {
		fmt.Println("==", q.name)
		by := map[string][]string{}
		for _, t := range types {
			text := try(func() any { return q.ask(t) })
			text = strings.ReplaceAll(text, "type "+t.String(), "type T")
			by[text] = append(by[text], t.String())
		}
		texts := make([]string, 0, len(by))
		for text := range by {
			texts = append(texts, text)
		}
		sort.Strings(texts)
		for _, text := range texts {
			fmt.Printf("%s\n\t%s\n", text, strings.Join(by[text], "; "))
		}
	}
	fmt.Println("== between types: assignable, convertible, implements")
	for _, t := range types {
		for _, u := range types {
			if t == u {
				continue
			}
			a, c := t.AssignableTo(u), t.ConvertibleTo(u)
			i := u.Kind() == reflect.Interface && t.Implements(u)
			if a || c || i {
				fmt.Println(t, "to", u, a, c, i)
			}
		}
	}
	making()
	tags()
	embedding()
}

func making() {
	fmt.Println("== making types")
	it, st := reflect.TypeFor[int](), reflect.TypeFor[string]()
	same := func(got, want reflect.Type) { fmt.Println(got, got == want) }
	same(reflect.PointerTo(it), reflect.TypeFor[*int]())
	same(reflect.SliceOf(reflect.SliceOf(st)), reflect.TypeFor[[][]string]())
	same(reflect.ArrayOf(4, it), reflect.TypeFor[[4]int]())
	same(reflect.MapOf(st, it), reflect.TypeFor[map[string]int]())
	same(reflect.ChanOf(reflect.RecvDir, it), reflect.TypeFor[<-chan int]())
	same(reflect.ChanOf(reflect.BothDir, reflect.TypeFor[<-chan int]()), reflect.TypeFor[chan (<-chan int)]())
	same(reflect.FuncOf([]reflect.Type{it, reflect.SliceOf(st)}, []reflect.Type{it}, true), reflect.TypeFor[func(int, ...string) int]())
	same(reflect.StructOf([]reflect.StructField{{Name: "X", Type: it, Tag: `k:"v"`}, {Name: "Y", Type: st}}),
		reflect.TypeFor[struct {
			X int `k:"v"`
			Y string
		}]())
	huge := reflect.TypeFor[[1 << 16]byte]()
	for i, f := range []func() any{
		func() any { return reflect.ArrayOf(-1, it) },
		func() any { return reflect.ArrayOf(1<<62, it) },
		func() any { return reflect.ChanOf(0, it) },
		func() any { return reflect.ChanOf(4, it) },
		func() any { return reflect.ChanOf(reflect.BothDir, huge) },
		func() any { return reflect.MapOf(reflect.TypeFor[[]int](), it) },
		func() any { return reflect.FuncOf(nil, nil, true) },
		func() any { return reflect.FuncOf([]reflect.Type{it}, nil, true) },
		func() any { return reflect.FuncOf([]reflect.Type{nil}, nil, false) },
		func() any { return reflect.PointerTo(nil) },
		func() any { return reflect.New(nil) },
		func() any { return reflect.Zero(nil) },
		func() any { return reflect.NewAt(nil, nil) },
		func() any { return reflect.MakeSlice(it, 1, 1) },
		func() any { return reflect.MakeSlice(reflect.TypeFor[[]int](), -1, 1) },
		func() any { return reflect.MakeSlice(reflect.TypeFor[[]int](), 1, -1) },
		func() any { return reflect.MakeSlice(reflect.TypeFor[[]int](), 2, 1) },
		func() any { return reflect.MakeMap(it) },
		func() any { return reflect.MakeChan(it, 0) },
		func() any { return reflect.MakeChan(reflect.TypeFor[chan int](), -1) },
		func() any { return reflect.MakeChan(reflect.TypeFor[<-chan int](), 0) },
		func() any { return reflect.MakeFunc(it, nil) },
		func() any { return reflect.SliceAt(it, nil, -1) },
		func() any { return reflect.SliceAt(it, nil, 1) },
		func() any { return reflect.SliceAt(it, unsafe.Pointer(new(int)), 1<<62) },
		func() any { return reflect.VisibleFields(nil) },
		func() any { return reflect.VisibleFields(it) },
		func() any { return it.AssignableTo(nil) },
		func() any { return it.ConvertibleTo(nil) },
		func() any { return it.Implements(nil) },
		func() any { return it.Implements(it) },
		func() any { return reflect.TypeFor[error]().Method(-1).Name },
		func() any { return reflect.Kind(77) },
		func() any { return reflect.ChanDir(9) },
	} {
		fmt.Println(i, try(f))
	}
	field := func(fs ...reflect.StructField) { fmt.Println(try(func() any { return reflect.StructOf(fs) })) }
	field(reflect.StructField{Type: it})
	field(reflect.StructField{Name: "a b", Type: it})
	field(reflect.StructField{Name: "9x", Type: it})
	field(reflect.StructField{Name: "X"})
	field(reflect.StructField{Name: "x", Type: it})
	field(reflect.StructField{Name: "X", PkgPath: "p", Type: it})
	field(reflect.StructField{Name: "X", Type: it}, reflect.StructField{Name: "X", Type: st})
	field(reflect.StructField{Name: "y", PkgPath: "p", Type: it}, reflect.StructField{Name: "z", PkgPath: "q", Type: it})
	field(reflect.StructField{Name: "_", PkgPath: "p", Type: it}, reflect.StructField{Name: "_", PkgPath: "p", Type: it})
	field(reflect.StructField{Name: "P", Type: reflect.TypeFor[**int](), Anonymous: true})
	field(reflect.StructField{Name: "int", PkgPath: "p", Type: it, Anonymous: true})
	field(reflect.StructField{Name: "Twin", Type: reflect.TypeFor[twin](), Anonymous: true})
	field(reflect.StructField{Name: "Größe9", Type: it})
}

func tags() {
	fmt.Println("== tags")
	for _, s := range []string{`a:"b"`, `a:"b" c:"d"`, `  a:"b"`, `a:"b"c:"d"`, `a b:"c"`, `a:b`, `a:"\"q\n"`, `a:"x`, `:"x"`, `a :"x"`,
		`é:"1"`, `a:"\z" c:"ok"`, "\x7fa:\"c\"", `a:"1" a:"2"`, "a:\"b\"\tc:\"d\"", "a:\"b\n\" c:\"d\"", `a`, `a:`, `a:"`, `a:"\`, ``} {
		tag := reflect.StructTag(s)
		for _, key := range []string{"a", "b", "c", "é", ""} {
			if v, ok := tag.Lookup(key); ok {
				fmt.Printf("%q %q %q %q\n", s, key, v, tag.Get(key))
			}
		}
	}
}

type (
	base struct{ X, Y, Z int }
	left struct {
		base
		X int
	}
	right struct {
		base
		W int
	}
	both struct {
		left
		*right
		Y int
		_ int
		_ string
	}
	loopA struct {
		*loopB
		A int
	}
	loopB struct {
		*loopA
		B int
	}
	many1 struct{ base }
	many2 struct{ base }
	many3 struct {
		many1
		many2
	}
	deep struct {
		many3
		lower
	}
	lower  struct{ lowest }
	lowest struct{ Z, Q int }
)

func embedding() {
	fmt.Println("== embedding")
	for _, t := range []reflect.Type{reflect.TypeFor[both](), reflect.TypeFor[loopA](), reflect.TypeFor[deep]()} {
		for _, name := range []string{"X", "Y", "Z", "W", "A", "B", "Q", "base", "loopA", "_", "lowest"} {
			f, ok := t.FieldByName(name)
			fmt.Println(t, name, f.Index, ok)
		}
		for _, f := range reflect.VisibleFields(t) {
			fmt.Println(f.Name, f.Index, f.Anonymous)
		}
	}
}
