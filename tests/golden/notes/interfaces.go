//gvm build -o /dev/null -gcflags=-m FILE

package main

type shape interface{ area() int }
type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type line struct{ length int }

func (l *line) area() int { return 0 }

var kept any

func isNil(x any) bool { return x == nil }

func number(x any) int {
	if n, ok := x.(int); ok {
		return n
	}
	return 0
}

func keep(x any) { kept = x }

func call(s shape) int { return s.area() }

func main() {
	println(isNil(3), number(4))
	keep(5)
	keep("text")
	println(call(square{2}), call(&line{3}))
}
