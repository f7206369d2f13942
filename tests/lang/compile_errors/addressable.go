package main

type T struct{ x int; p *T; f func() }
func (t *T) M() {}
func v() T { return T{} }
func main() {
	v().x = 1
	v().M()
	(&v()).M()
	v().p.x = 1
	v().f()
	m := map[int]T{}
	m[0].x = 1
	m[0].M()
	m[0].p.x = 1
	&m[0]
	_ = &m[0].x
	_ = &v().x
	_ = &"a"
	_ = &5
	_ = &T{}.x
	_ = &[]int{1}[0]
	_ = &[1]int{1}[0]
	_ = &struct{ x int }{1}.x
	_ = [1]int{1}[:]
	_ = &main
	_ = &T
	_ = &nil
	_ = *T
	var pp **T
	pp.x = 1
	pp.M()
	(*pp).M()
	(**pp).M()
	*pp.x = 1
	var i interface{ M() } = &T{}
	i.x = 1
	(*i).M()
	var pi *interface{ M() }
	pi.M()
	(*pi).M()
	for v().x = range 3 {
	}
	v() = T{}
	v().x++
	"abc"[0]++
	s := "abc"
	s[0]++
	_ = &s[0]
	const c = 5
	_ = &c
	c++
}
