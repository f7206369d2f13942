package main

func main() {
	module()
	older()
}
