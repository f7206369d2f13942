package main

const c = 10

var v = 3

const d = v

func main() {
	c = 20
	var i8 int8 = 200
	var u uint = -1
	x := 1 << 100
	_ = 1 / 0
	_ = "a" + 1
	_ = []int{1}[5]
	_ = [2]int{1, 2, 3}
	_ = "abc"[10]
	var f float32 = 1e100
	_ = 5 % 2.0
	_ = !1
	_ = -"a"
	const big = 1 << 64
	println(big)
	_, _, _, _ = i8, u, x, f
}
