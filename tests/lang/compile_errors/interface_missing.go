package main

type I interface {
	A(int) string
	B()
	c()
}
type J interface {
	I
	A(int) string
}
type K interface {
	I
	A(string) string
}
type T1 struct{}
func (T1) A(int) string { return "" }
type T2 struct{}
func (*T2) A(int) string { return "" }
func (T2) B()            {}
func (T2) c()            {}
type T3 struct{}
func (T3) A(int) int { return 0 }
func (T3) B()        {}
func (T3) c()        {}
type T4 struct{ B func() }
func (T4) A(int) string { return "" }
type T5 struct{ T2 }
type T6 struct{ *T2 }
type T7 struct{ T1; T2 }
func main() {
	var _ I = T1{}
	var _ I = T2{}
	var _ I = &T2{}
	var _ I = T3{}
	var _ I = T4{}
	var _ I = T5{}
	var _ I = T6{}
	var _ I = T7{}
	var i I
	_ = i.(T1)
	_ = i.(T2)
	_ = i.(*T2)
	_ = i.(int)
	_ = i.(J)
	switch i.(type) {
	case T1, T3:
	case *T2:
	case string:
	}
	f(T1{}, 5)
	var _ map[string]I = map[string]I{"x": T1{}}
	var _ []I = []T2{}
	_ = []I{T2{}, &T2{}}
	g := func() I { return T3{} }
	_ = g
	i = nil
	i = 5
	i == T1{}
}
func f(x I, y interface{ Z() }) {}
