package main

type T struct{ a int }
func (t *T) pm() {}
func (t T) vm() {}
type I interface{ pm() }
func main() {
	var t T
	T{}.pm()
	T.pm(t)
	(*T).pm(t)
	T.vm(&t)
	t.foo()
	t.A = 1
	t.PM()
	var i I = t
	i = &t
	i.vm()
	i.Pm()
	(&i).pm()
	var pp **T
	pp.a = 1
	pp.pm()
	i.(T).pm()
	_ = i.(int)
	_ = t.(T)
	var e interface{} = 1
	e.foo
	e + 1
	_ = e == t
	_ = i == 5
	_ = i == t
}
