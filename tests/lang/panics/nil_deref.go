package main

func inner() {
	var p *struct{ x int }
	p.x = 1
}

func main() {
	println("start")
	inner()
}
