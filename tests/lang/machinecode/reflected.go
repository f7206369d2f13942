// Functions that reflect makes at run time are called from machine code often enough to be compiled, and must not be.
package main

import (
	"fmt"
	"reflect"
	"sort"
)

func main() {
	x := make([]int64, 300)
	for i := range x {
		x[i] = int64(i) * 7919 % int64(len(x))
	}
	less := func(i, j int) bool { return x[i] < x[j] }
	made := reflect.MakeFunc(reflect.TypeOf(less), func(args []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(x[args[0].Int()] < x[args[1].Int()])}
	}).Interface().(func(i, j int) bool)
	sort.SliceStable(x, made)
	fmt.Println(sort.SliceIsSorted(x, less), x[:5], x[295:])
}
