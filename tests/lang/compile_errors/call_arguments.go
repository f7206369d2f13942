package main

import "fmt"

func f(a int, b string) (int, error) { return 0, nil }
func v(a ...int) {}
func none() {}
func main() {
	f()
	f(1)
	f(1, "a", 2)
	f("a", 1)
	f(f(1, "a"))
	v(1, "a")
	v([]int{}...)
	v(1, []int{}...)
	v([]string{}...)
	f([]int{}...)
	x := none()
	var y int = f(1, "a")
	a, b, c := f(1, "a")
	none(1)
	fmt.Println(none())
	fmt.Printl("a")
	fmt.println("a")
	fmt
	fmt.Println
	_ = fmt
	v(f(1, "a"))
	1()
	"a"(1)
	(func(int))(nil)()
	f(1, "a").x
	int()
	int(1, 2)
	string()
	none().x()
}
