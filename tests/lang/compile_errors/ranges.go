package main

func main() {
	for i := range "abc" { _ = i }
	for i, j := range 10 { _, _ = i, j }
	for i, j, k := range []int{} {}
	for i := range 1.5 {}
	for i := range f {}
	for i := range struct{}{} {}
	var x string
	for x = range []int{} {}
	for x := range func(yield func(int)) {} {}
	for x, y := range func(yield func(int) bool) {} {}
	for i := range nil {}
	var p *[]int
	for range p {}
	for i := range f() {}
}
func f() {}
