package main

import "fmt"

func main() {
	defer func() { fmt.Println("recovered", recover()) }()
	m := map[float64]int{}
	for i := range 3 {
		m[float64(i)] = i
	}
	var nilm map[float64]int
	fmt.Println(nilm[1], len(m))
	delete(nilm, 2)
	nilm[3]++
}
