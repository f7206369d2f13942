package main

import "fmt"

var x = "package"

func f() string { return x }

func main() {
	fmt.Println(x)
	x := x + "/main"
	{
		fmt.Println(x)
		x := 1
		x++
		fmt.Println(x)
		if x := x * 10; x > 15 {
			fmt.Println(x)
		} else if y := x + 1; y > 0 {
			fmt.Println(y, x)
		} else {
			fmt.Println(x, y)
		}
	}
	fmt.Println(x, f())
	a, err := 1, error(nil)
	b, err := 2, fmt.Errorf("e")
	fmt.Println(a, b, err)
	for x := 0; x < 2; x++ {
		x := x * 2
		fmt.Print(x, " ")
	}
	fmt.Println()
	switch x := any(x).(type) {
	case string:
		fmt.Println(len(x))
	}
	type T int
	{
		type T string
		fmt.Printf("%T ", T("s"))
	}
	fmt.Printf("%T\n", T(1))
	fmt := "shadowed"
	println := func(s string) string { return s }
	_ = println(fmt)
}
