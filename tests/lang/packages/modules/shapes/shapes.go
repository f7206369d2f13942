package shapes

import "example.org/modules/internal/deep"

type Shape interface {
	Area() int
	hidden()
}

type Square struct{ Side, unused int }

func (s Square) Area() int { return s.Side * s.Side }
func (s Square) hidden()   {}
func (s Square) String() string {
	return "square"
}

var Default = New(deep.Trace("shapes var")).Area()

func New(n int) Shape { return Square{Side: n} }

func init() { deep.Trace("shapes init") }
