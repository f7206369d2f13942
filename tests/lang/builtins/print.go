package main

type T int

func main() {
	println("text", 1, -5, uint8(200), true, false, 'x', T(3))
	println(1.5, -0.001, 1e100, float32(0.1), 0.0)
	println(1+2i, complex64(3))
	print("a", "b", 1, 2, "\n")
	println()
	println(int64(-1<<63), uint64(1<<64-1), nil == any(nil))
	var zero float64
	println(1/zero, -1/zero, zero/zero)
	defer println("deferred", 7)
	println("x" + "y", len("abc"))
}
