package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "neg"
	case n == 0:
		return "zero"
	case n < 10:
		return "digit"
	}
	return "big"
}

func day(s string) int {
	switch s {
	case "mon", "monday":
		return 1
	case "tue":
		return 2
	case "wed":
		return 3
	case "thu", "thursday":
		return 4
	case "fri":
		return 5
	default:
		return -1
	}
}

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int8:
		return fmt.Sprintf("int-ish %v", v)
	case string:
		return "string " + v
	case []int:
		return fmt.Sprint("slice ", len(v))
	case func() int:
		return fmt.Sprint("func ", v())
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer"
	case *int:
		return "ptr"
	case map[string]int, chan int:
		return fmt.Sprintf("%T", v)
	case struct{ X int }:
		return fmt.Sprint("struct ", v.X)
	}
	return "other"
}

func main() {
	for _, n := range []int{-5, 0, 7, 99} {
		fmt.Print(classify(n), " ")
	}
	fmt.Println()
	for _, s := range []string{"mon", "monday", "thursday", "fri", "x", ""} {
		fmt.Print(day(s), " ")
	}
	fmt.Println()
	n := 3
	for _, x := range []any{nil, 1, int8(2), "s", []int{1, 2}, func() int { return 9 }, fmt.Errorf("e"), &n, map[string]int{}, make(chan int), struct{ X int }{4}, 1.5} {
		fmt.Println(kind(x))
	}
	switch n {
	case 3:
		fmt.Print("three ")
		fallthrough
	case 4:
		fmt.Print("four ")
		if n == 3 {
			break
		}
		fmt.Print("not reached")
	case 5:
		fmt.Print("five")
	}
	fmt.Println()
	switch x := n * 2; x {
	default:
		fmt.Println("default first", x)
	case 1:
	}
	switch f := func() bool { return true }; f() {
	case false:
		fmt.Println("f")
	case true:
		fmt.Println("t")
	}
	count := [12]int{}
	for i := 0; i < 100; i++ {
		switch i % 13 {
		case 0, 1, 2:
			count[0]++
		case 3:
			count[1]++
		case 4:
			count[2]++
		case 5:
			count[3]++
		case 6:
			count[4]++
		case 7:
			count[5]++
		case 8, 9, 10, 11:
			count[6]++
		}
	}
	fmt.Println(count)
	switch any(n) {
	case "3":
		fmt.Println("string")
	case 3:
		fmt.Println("int 3")
	}
	switch {
	}
	switch n := 5; {
	case n > 4:
		fmt.Println(n)
	}
}
