// Loop counters wrap at the ends of their range; a test on the counter inside the loop sees it.
package main

import "math"

func up(from, step int64) (n int) {
	for i := from; i <= math.MaxInt64; i += step {
		if i < 0 {
			return
		}
		n++
	}
	return -1
}

func byOne(from int64) (n int) {
	for i := from; i <= math.MaxInt64; i++ {
		if i < 0 {
			return
		}
		n++
	}
	return -1
}

func down(from int64) (n int) {
	for i := from; i >= math.MinInt64; i-- {
		if i > 0 {
			return
		}
		n++
	}
	return -1
}

func indexed(s []int, i int) (n int) {
	for ; i >= len(s) || i < 0; i++ {
		if i < 0 {
			return n
		}
		n++
	}
	return -1
}

func main() {
	println(byOne(math.MaxInt64), byOne(math.MaxInt64-3), up(math.MaxInt64-4, 2), up(math.MaxInt64, 1))
	println(down(math.MinInt64), down(math.MinInt64+2))
	println(indexed(make([]int, 3), math.MaxInt-1))
}
