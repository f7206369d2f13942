// Embedding in depth: promoted fields and methods through pointers and interfaces, shadowing, method values and expressions.
package main

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

type Base struct {
	ID   int
	tags []string
}

func (b Base) Name() string          { return fmt.Sprintf("base%d", b.ID) }
func (b *Base) SetID(n int)          { b.ID = n }
func (b *Base) Tag(s ...string) *Base { b.tags = append(b.tags, s...); return b }
func (b Base) Describe() string      { return b.Name() + ":" + strings.Join(b.tags, "/") }

type Mid struct {
	*Base
	extra float64
}

func (m Mid) Name() string { return "mid(" + m.Base.Name() + ")" }

type Other struct{ Name2 string }

func (o Other) Ping() string  { return "ping " + o.Name2 }
func (o *Other) Pong() string { o.Name2 += "!"; return "pong " + o.Name2 }

type Top struct {
	Mid
	Other
	io.Writer
	fmt.Stringer
	ID string
	fn func(int) int
}

type Namer interface{ Name() string }
type Setter interface {
	Namer
	SetID(int)
}
type Deep struct{ L1 }
type L1 struct{ *L2 }
type L2 struct{ L3 }
type L3 struct{ v int }

func (l *L3) Inc() int { l.v++; return l.v }
func (l L3) Get() int  { return l.v }

type upper struct{ w *strings.Builder }

func (u upper) Write(p []byte) (int, error) { return u.w.WriteString(strings.ToUpper(string(p))) }

type str string

func (s str) String() string { return "str:" + string(s) }

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type reversed struct{ sort.Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

type F func(int) int

func (f F) Apply(n int) int { return f(n) }
func (f F) Then(g F) F      { return func(n int) int { return g(f(n)) } }

type G[T any] struct{ val T }

func (g G[T]) Get() T   { return g.val }
func (g *G[T]) Set(v T) { g.val = v }

type H struct {
	G[int]
	*G2
}
type G2 = G[string]

type counter interface{ Inc() int }

func use(c counter) int { return c.Inc() + c.Inc() }

func main() {
	b := &Base{ID: 1}
	var sb strings.Builder
	t := Top{Mid: Mid{b, 2.5}, Other: Other{"o"}, Writer: upper{&sb}, Stringer: str("s"), ID: "top"}
	t.SetID(7)
	t.Tag("x").Tag("y", "z")
	fmt.Println(t.Name(), t.Mid.ID, t.ID, t.Base.ID, b.ID, t.Describe(), t.extra)
	fmt.Println(t.Ping(), t.Pong(), t.Ping(), t.String())
	fmt.Fprintf(t, "hello %d", 5)
	fmt.Println(sb.String())
	var n Namer = t
	var s Setter = &t
	s.SetID(9)
	fmt.Println(n.Name(), s.Name())
	if _, ok := n.(Setter); ok {
		fmt.Println("value has promoted pointer method")
	}
	_, ok := any(t).(interface{ Pong() string })
	_, ok2 := any(&t).(interface{ Pong() string })
	fmt.Println(ok, ok2)

	f := t.Name
	g := t.Describe
	h := (*Base).SetID
	k := Base.Name
	p := Top.Ping
	q := (*Top).Pong
	w := Namer.Name
	b.ID = 100
	h(b, 50)
	fmt.Println(f(), g(), k(*b), p(t), q(&t), w(t.Mid))

	d := Deep{L1{&L2{L3{5}}}}
	fmt.Println(use(d), use(&d), d.Get(), d.v, Deep.Get(d), (*Deep).Inc(&d))
	inc := d.Inc
	d.L2 = &L2{}
	fmt.Println(inc(), d.Inc(), d.L1.L2.L3.v)

	words := []string{"ccc", "a", "bb", "dddd"}
	sort.Sort(reversed{byLen(words)})
	fmt.Println(words)
	sort.Sort(byLen(words))
	fmt.Println(words)

	dbl := F(func(n int) int { return n * 2 })
	fmt.Println(dbl.Then(dbl).Then(func(n int) int { return n + 1 }).Apply(5), F.Apply(dbl, 4))
	t.fn = dbl.Apply
	fmt.Println(t.fn(21))

	hh := H{G[int]{3}, &G2{"g2"}}
	hh.G.Set(4)
	hh.G2.Set("g3")
	fmt.Println(hh.G.Get(), hh.G2.Get(), G[int].Get(hh.G))
	set := hh.G.Set
	set(8)
	fmt.Println(hh.G.val)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var m Mid
		m.SetID(1)
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var e struct{ fmt.Stringer }
		_ = e.String()
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var np *Top
		var nn Namer = np
		fmt.Println(nn != nil)
		nn.Name()
	}()
	anon := struct {
		Namer
		int
		*strings.Reader
	}{t, 5, strings.NewReader("reader")}
	buf := make([]byte, 4)
	c, err := anon.Read(buf)
	fmt.Println(anon.Name(), anon.int, c, err, string(buf[:c]), anon.Len())
	fmt.Printf("%+v %v\n", d.L3, struct{ L3 }{L3{2}})
	type local struct{ Base }
	ll := local{Base{3, nil}}
	ll.SetID(33)
	var nm interface{ Name() string } = ll
	fmt.Println(nm.Name(), ll.ID, nm.(local).Describe())
}
