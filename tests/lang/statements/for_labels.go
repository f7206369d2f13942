package main

import "fmt"

func main() {
outer:
	for i := 0; i < 4; i++ {
		for j := 0; ; j++ {
			switch {
			case j == i:
				continue outer
			case i == 3:
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	i := 0
loop:
	if i < 5 {
		i += 2
		goto loop
	}
	fmt.Println(i)
	for i < 10 {
		i++
		if i == 8 {
			continue
		}
		if i%2 == 0 {
			goto end
		}
	}
end:
	fmt.Println(i)
sw:
	switch {
	default:
		for {
			break sw
		}
	}
	n := 0
	for {
		n++
		if n > 100 {
			break
		}
	}
	fmt.Println(n)
block:
	switch {
	case n > 5:
		if n > 6 {
			break block
		}
		fmt.Println("no")
	}
	var arr [5]int
	for i := range arr {
		arr[i] = i * i
	}
	for i, v := range arr {
		arr[4] = 100
		if i == 4 {
			fmt.Println(v)
		}
	}
	for i, v := range &arr {
		arr[4] = 200
		if i == 4 {
			fmt.Println(v)
		}
	}
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		s[i]++
	}
	fmt.Println(s)
	for range 3 {
		fmt.Print("x")
	}
	for i := range int8(3) {
		fmt.Printf("%T%d ", i, i)
	}
	var k int
	for k = range 5 {
	}
	fmt.Println(k)
	var p struct{ i int }
	for p.i = range []int{1, 2} {
	}
	fmt.Println(p)
	x := []int{5}
	for x[0] = 0; x[0] < 3; x[0]++ {
	}
	fmt.Println(x)
	for i, j := 0, 5; i < j; i, j = i+1, j-1 {
		fmt.Print(i, j, ";")
	}
	fmt.Println()
}
