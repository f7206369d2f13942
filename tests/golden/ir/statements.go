//gvm dump -ir FILE

package main

func loop(list []int) (sum int) {
	for i, x := range list {
		if i == 3 {
			continue
		}
		sum += x
	}
	return
}

func choose(x any) int {
	switch v := x.(type) {
	case int:
		return v
	case string:
		return len(v)
	}
	return -1
}

func deferred() (err error) {
	defer func() { recover() }()
	panic("x")
}

func main() {}
