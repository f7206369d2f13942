package main

import "fmt"

type code int

func (c code) Error() string { return fmt.Sprintf("code %d", int(c)) }

func main() {
	defer func() {
		fmt.Println("cleanup")
	}()
	panic(code(7))
}
