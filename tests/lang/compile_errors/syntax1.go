package main

func main() {
	x := [3]int{1, 2
	}
	if x == 1 {
	fmt.Println("a"
}
