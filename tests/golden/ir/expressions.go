//gvm dump -ir FILE

package main

func arithmetic(a, b int, u uint8) int { return (a+b)*3 - a/b<<2 + int(u) }

func logic(a, b bool) bool { return a && !b || b && !a }

func text(s string, i int) string {
	if s[i] == 'x' {
		return s[1:i] + "y"
	}
	return s
}

func memory(p *[4]int, s []int) int {
	p[1] = s[2]
	s[0]++
	return len(s) + cap(s)
}

func main() {}
