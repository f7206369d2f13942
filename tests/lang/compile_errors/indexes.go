package main

func main() {
	var a []int
	var s string
	var m map[string]int
	var p *[3]int
	var arr [3]int
	_ = a["x"]
	_ = a[1.5]
	_ = a[-1]
	_ = a[1:0]
	_ = a[2:1:0]
	_ = s[1:2:3]
	_ = m[1]
	_ = m[1:2]
	_ = p[5]
	_ = arr[3]
	_ = arr[1:4]
	_ = [3]int{}[:]
	_ = "abc"[5]
	_ = "abc"[2:1]
	_ = 5[0]
	_ = main[0]
	_ = a[:1:]
	_ = a[::2]
	_ = a[1<<70]
	_ = a[1.0]
	_ = a['a']
	_ = arr[int8(5)]
}
