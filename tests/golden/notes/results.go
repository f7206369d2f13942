//gvm build -o /dev/null -gcflags=-m FILE

package main

type pair struct{ a, b *int }

func make2(x *int) pair         { return pair{x, nil} }
func split(p pair) (*int, *int) { return p.a, p.b }
func deref(p *pair) *int        { return p.a }
func deref2(p **pair) *int      { return (*p).a }
func slice(p [][]byte) []byte   { return p[0] }
func array(p *[4]*int) *int     { return p[1] }
func assert(x any) *int         { return x.(*int) }
func field(x any) int           { return *x.(pair).a }

func main() {
	n := 1
	a, b := split(make2(&n))
	p := &pair{a, b}
	println(*deref(p), *deref2(&p), len(slice([][]byte{nil})), array(&[4]*int{}) == nil, *assert(&n), field(pair{a, b}))
}
