package main

func f(a int, a string) {}
func g() (a int, a string) { return }
func h(a int) (a int) { return }
func (r *int) i(r int) {}
func j(a, b) {}
func k(a int, b) {}
func l(...int, a int) {}
func m(a ...int, b ...int) {}
func main() { x := 1; x := 2; a, b := 1; _ = x }
