package main

func main() {
	if x := 1 {
	}
	for x := 1 {
	}
	switch x := 1; {
	}
	if 1 {
	}
	for 1 {
	}
	for i := range 10, 20 {
	}
}
