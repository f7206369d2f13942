//gvm build -o /dev/null -gcflags=-m FILE

package main

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
	"sync"
)

func builder(list []string) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s)
		b.WriteByte(' ')
	}
	return b.String()
}

func buffer(p []byte) int {
	var b bytes.Buffer
	b.Write(p)
	return b.Len()
}

func order(list []int) {
	sort.Slice(list, func(i, j int) bool { return list[i] < list[j] })
	sort.Ints(list)
}

func locked(n int) int {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	return n
}

func numbers(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

func main() {
	order([]int{2, 1})
	println(builder([]string{"a", "b"}), buffer([]byte("abc")), locked(1), numbers("12"), strings.ToUpper("x"))
}
