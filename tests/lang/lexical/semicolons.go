package main

import "fmt"

type (
	a struct{ x int; y, z string }
	b interface{ M(); N(int) (string, error) }
)

func f() (x int) { x = 1; return }

func g(a int, b ...string,
) int {
	return a + len(b)
}

func main() {
	for i := 0; i < 2; i++ { fmt.Print(i) }; fmt.Println()
	if x := f(); x > 0 { fmt.Println("one line") } else { fmt.Println("no") }
	v := []int{
		1,
		2, // trailing comma
	}
	fmt.Println(v, g(1,
		"x",
		"y",
	))
	switch { case true: fmt.Println("t"); default: fmt.Println("d") }
	func() { fmt.Println("called") }()
	/* a comment
	   over lines ends the statement */ fmt.Println("after comment")
	var _ b
	fmt.Println(a{1, "2", "3"})
	{ ; ; }
	x := 3; x++
	fmt.Println(x) }
