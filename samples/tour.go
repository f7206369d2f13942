// A tour of gvm: a program that touches most of what a Go program is made of.
package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

// Shape is an interface: whatever has an area is one.
type Shape interface {
	Area() float64
}

type Rect struct{ W, H float64 }
type Circle struct{ R float64 }

func (r Rect) Area() float64   { return r.W * r.H }
func (c Circle) Area() float64 { return 3 * c.R * c.R }

// Map is generic: one instance is compiled for each pair of types it is used with.
func Map[T, U any](list []T, f func(T) U) []U {
	out := make([]U, 0, len(list))
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

var errEmpty = errors.New("no words")

func longest(words []string) (string, error) {
	if len(words) == 0 {
		return "", fmt.Errorf("longest: %w", errEmpty)
	}
	best := words[0]
	for _, w := range words[1:] {
		if len(w) > len(best) {
			best = w
		}
	}
	return best, nil
}

// countdown is an iterator for range-over-func.
func countdown(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for ; n > 0; n-- {
			if !yield(n) {
				return
			}
		}
	}
}

func safeDiv(a, b int) (q int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	return a / b, nil
}

func main() {
	fmt.Println("Hello from gvm,", len(os.Args), "argument(s)")

	shapes := []Shape{Rect{3, 4}, Circle{1}}
	for i, s := range shapes {
		fmt.Printf("shape %d: %T area %.1f\n", i, s, s.Area())
	}

	squares := Map([]int{1, 2, 3}, func(n int) string { return fmt.Sprint(n * n) })
	fmt.Println("squares:", strings.Join(squares, ", "))

	counts := map[string]int{}
	for _, w := range strings.Fields("the quick fox and the lazy dog and the cat") {
		counts[w]++
	}
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if counts[k] > 1 {
			fmt.Printf("%-4s %d\n", k, counts[k])
		}
	}

	if _, err := longest(nil); errors.Is(err, errEmpty) {
		fmt.Println("error:", err)
	}

	for n := range countdown(10) {
		if n < 8 {
			break
		}
		fmt.Print(n, " ")
	}
	fmt.Println("...")

	_, err := safeDiv(1, 0)
	fmt.Println(err)

	// Goroutines, a channel, a mutex and a timeout.
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	jobs := make(chan int)
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range jobs {
				mu.Lock()
				total += n
				mu.Unlock()
			}
		}()
	}
	for i := 1; i <= 100; i++ {
		jobs <- i
	}
	close(jobs)
	wg.Wait()
	fmt.Println("total:", total)

	select {
	case <-time.After(5 * time.Millisecond):
		fmt.Println("time is up")
	}
}
