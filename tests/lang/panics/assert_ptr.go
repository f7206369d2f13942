package main

func inner() {
	type T struct{}
	var x any = T{}
	_ = x.(*T)
}

func main() {
	println("start")
	inner()
}
