package main

type T struct{ x int }
func (t T) x() {}
func (t T) m() {}
func (t T) m() {}
func (T) String() int { return 1 }
func (t *T) p() {}
func (t **T) q() {}
func (t []T) r() {}
func (t struct{}) s() {}
func (t map[T]T) u() {}
func (t error) v() {}
func (t string) w() {}
func (t T) _() {}
func (_ T) y() {}
type E struct { T; U }
type U struct{ x int }
func (U) m() {}
func main() {
	var e E
	e.x
	e.m()
	e.T.m()
	_ = e.x
	E.m(e)
	T.p(T{})
	_ = T.nope
	_ = (*T).nope
	_ = (&T{}).nope
	var i interface{ p() } = T{}
	_ = i
}
