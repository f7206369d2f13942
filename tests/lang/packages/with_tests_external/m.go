package m

func inside() int { return 1 }

// Double is what the tests are about.
func Double(n int) int { return 2 * n }
