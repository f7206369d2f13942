//gvm disasm FILE main.dense main.sparse

// Close values make a jump table, far ones a search.

package main

func dense(x int) int {
	switch x {
	case 1:
		return 10
	case 2, 3:
		return 20
	case 5:
		return 30
	case 6:
		return 40
	}
	return 0
}

func sparse(x int) int {
	switch x {
	case 1:
		return 10
	case 100:
		return 20
	case 1000:
		return 30
	case 10000:
		return 40
	case 1000000:
		return 50
	case -7:
		return 60
	}
	return 0
}

func main() { println(dense(3), sparse(1000)) }
