// print and println of nil values of every kind, also deferred and started by go.
package main

type method interface{ M() }

func main() {
	defer println("end")
	println(any(nil), method(nil), error(nil))
	println((map[int]int)(nil), (chan int)(nil), (func())(nil), (*int)(nil))
	println([]int(nil), "", 0, 0.0, false, 'a', 1i)
	var e error
	defer println(e, any(nil), []string(nil))
	print(e, "\n")
}
