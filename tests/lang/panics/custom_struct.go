package main

func inner() {
	panic(struct {
		A int
		B string
	}{1, "x"})
}

func main() {
	println("start")
	inner()
}
