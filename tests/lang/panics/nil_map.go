package main

func inner() {
	var m map[string]int
	m["a"] = 1
}

func main() {
	println("start")
	inner()
}
