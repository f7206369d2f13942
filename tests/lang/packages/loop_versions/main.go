package main

func main() {
	module()
	newer()
}
