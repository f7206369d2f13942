package main

import "io"

type R struct{}
func (r R) Read(p []byte) int { return 0 }
type W struct{}
func (w *W) Write(p []byte) (int, error) { return 0, nil }
type E struct{}
func (e E) error() string { return "" }
type X interface { M(int) string; N() }
type Y struct{}
func (Y) M(string) string { return "" }
func (Y) n() {}
func main() {
	var a io.Reader = R{}
	var b io.Writer = W{}
	var c error = E{}
	var d X = Y{}
	var e X = (*Y)(nil)
	var f io.ReadWriter = a
	var g interface{ foo() } = nil
	g = 5
	var h X = func() {}
	_ = a.(io.Writer)
	_ = a.(X)
	_ = a.(R)
	_ = a.(*W)
	_ = X(Y{})
	_ = error("a")
	var i *io.Reader = &a
	i.Read(nil)
	var j io.Reader = i
	_, _, _, _, _, _, _ = b, c, d, e, f, h, j
}
