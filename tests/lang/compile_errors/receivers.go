package main

func (t T) m() {}
func (t *T) m() {}
type T struct{ m int }
func (int) foo() {}
func (p *P) q() {}
type P *int
func (p P) z() {}
func (i I) zz() {}
type I interface{}
func (u Undefined) x() {}
func main() {}
