package main

import "time"

func worker(id int) {
	if id == 1 {
		var s []int
		_ = s[id]
	}
}

func main() {
	go worker(1)
	time.Sleep(time.Second)
	println("not reached")
}
