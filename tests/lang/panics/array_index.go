package main

func inner() {
	var a [4]int
	i := 4
	a[i] = 1
}

func main() {
	println("start")
	inner()
}
