package part

func Double(x int) int { return 2 * x }

func Half(x int) int { return x / 2 }
