package main

import "fmt"

func main() {
	s := "héllo, 世界\xff!"
	for i, r := range s {
		fmt.Print(i, ":", string(r), "(", r, ") ")
	}
	fmt.Println(len(s))
	for i := 0; i < 4; i++ {
		fmt.Printf("%x ", s[i])
	}
	fmt.Println(s[7:10], s[:1]+s[3:5])
	fmt.Println("a" < "b", "a" < "ab", "ab" >= "ab", "Z" < "a", "" == s[:0], "x" != "y")
	t := ""
	for i := 0; i < 10; i++ {
		t += string(rune('a' + i))
	}
	fmt.Println(t)
	b := []byte(t)
	b[0] = 'X'
	fmt.Println(t, string(b), string(b) == t)
	switch t[1:3] {
	case "ab":
		fmt.Println("no")
	case "b" + "c":
		fmt.Println("bc")
	}
	a, c, d := "1", "2", "3"
	fmt.Println(a+c+d+a+c+d, a+"-"+c)
	for range "abc" {
		fmt.Print("*")
	}
	for i := range "äb" {
		fmt.Print(i)
	}
	fmt.Println()
	m := map[string]int{}
	for _, w := range []byte("mississippi") {
		m[string(w)]++
	}
	fmt.Println(m)
	bs := []byte("key")
	fmt.Println(m[string(bs)], string(bs) == "key", string(bs[1:]) > "a")
	raw := `a\n` + "b"
	fmt.Println(raw, len(raw))
	const k = "αβγ"
	fmt.Println(k[0], k[len(k)-1], []rune(k)[1], string([]rune(k)[1]))
	type MyS string
	ms := MyS("abc")
	fmt.Println(ms[1:], len(ms), ms+"d", string(ms)+"e")
}
