//gvm build -o /dev/null -gcflags=-m FILE

package main

func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func sum(n int) (s int) {
	for i := range upTo(n) {
		s += i
	}
	return
}

func collect(n int) (list []*int) {
	for i := range upTo(n) {
		list = append(list, &i)
	}
	return
}

func main() { println(sum(4), len(collect(3))) }
