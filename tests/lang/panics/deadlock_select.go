package main

func inner() {
	select {}
}

func main() {
	println("start")
	inner()
}
