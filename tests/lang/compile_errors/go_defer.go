package main

func main() {
	defer f
	go f
	defer f()
	defer int(3)
	go len("a")
	defer recover()
	defer panic(1)
	defer append(x, 1)
	go func() {}
	defer (f())
	defer new(int)
}
func f() {}
var x []int
