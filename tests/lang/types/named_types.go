package main

import "fmt"

type Temp float64
type Temps []Temp
type Grid [2][2]int
type Alias = map[string]Temps
type Handler func(string) error
type Set[T comparable] = map[T]struct{}

func (t Temp) F() Temp         { return t*9/5 + 32 }
func (ts Temps) Max() (m Temp) {
	for i, t := range ts {
		if i == 0 || t > m {
			m = t
		}
	}
	return
}
func (ts *Temps) Add(t ...Temp) { *ts = append(*ts, t...) }
func (g *Grid) Set(i, j, v int)  { g[i][j] = v }
func (g Grid) Trace() int        { return g[0][0] + g[1][1] }
func (h Handler) Serve(s string) error { return h(s) }

func main() {
	var ts Temps
	ts.Add(20, 25.5, 18)
	fmt.Println(ts.Max().F(), len(ts), ts[1:].Max())
	var g Grid
	g.Set(0, 0, 3)
	g.Set(1, 1, 4)
	fmt.Println(g.Trace(), g)
	a := Alias{"x": ts}
	var m map[string]Temps = a
	fmt.Printf("%T %v\n", m, m)
	fmt.Println(Handler(func(s string) error { return fmt.Errorf("bad %s", s) }).Serve("q"))
	s := Set[int]{1: {}, 2: {}}
	fmt.Printf("%T %d\n", s, len(s))
	type local struct{ Temp }
	fmt.Println(local{100}.F(), local{5}.Temp)
	var x interface{ F() Temp } = Temp(1)
	fmt.Printf("%T %v %v\n", x, x, x.F())
	fmt.Println([]Temp(ts)[0], Temps([]Temp{9}).Max())
}
