//gvm dump -ir FILE

package main

func exchange(in <-chan int, out chan<- int, done chan struct{}) {
	select {
	case x, ok := <-in:
		if ok {
			out <- x
		}
	case <-done:
		return
	}
	go func() { close(done) }()
}

func table(m map[string]int, k string) int {
	if v, ok := m[k]; ok {
		m[k] = v + 1
		return v
	}
	for key := range m {
		delete(m, key)
	}
	return 0
}

func main() {}
