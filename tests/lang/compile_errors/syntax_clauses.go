package main
func main() {
	a, b := range x
	for a, b = range x, y {}
	for i := 0; i < 10 {}
	for ; ; ; {}
	for i := 0, j := 1; ; {}
	switch { case 1, : }
	switch x := y.(type), 1 {}
	var a, b = 
	return 1,
	var x [...]int = 1
	var c chan<- <-chan int
	var d <-chan<- int
	L: M:
}
