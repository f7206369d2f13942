package main

func f(a int b int) {}
func g(a, b int, c) {}
func h(a int, ...) {}
func i(a ...) {}
func j() (a int, b) {}
func k() int, string {}
func l() (int string) {}
func m(x int = 5) {}
func [T any] n() {}
func o[T]() {}
func p[T any,]() {}
func q[T any U any]() {}
func r[]() {}
func (a, b T) s() {}
func () t() {}
func main() {}
