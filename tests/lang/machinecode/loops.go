// Loops that run long enough to be entered in the middle: nests, several exits, labels, loops after loops.
package main

import "fmt"

func nest(n int) (sum int) {
	for i := 0; i < 3; i++ {
		for j := 0; j < n; j++ {
			for k := 0; k < 50; k++ {
				if k == j%50 {
					continue
				}
				sum += i ^ j&k
			}
			sum -= j
		}
		sum = sum*3 + i
	}
	return sum
}

func labels(n int) (a, b, c int) {
outer:
	for i := 0; ; i++ {
		for j := i; ; j++ {
			switch {
			case j%7 == 0:
				a++
			case j%11 == 3:
				b++
				continue outer
			case i > n:
				break outer
			case j > i+20:
				c++
				continue outer
			}
		}
	}
	return
}

func after(n int) string {
	s := make([]int, n)
	for i := range s {
		s[i] = i * i % 1009
	}
	total := 0
	for _, v := range s {
		total += v
	}
	f := 1.0
	for i := 0; i < n; i++ {
		f = f*0.999 + float64(s[i])/3
	}
	return fmt.Sprint(total, int64(f))
}

func main() {
	fmt.Println(nest(20000))
	fmt.Println(labels(200000))
	fmt.Println(after(300000))
}
