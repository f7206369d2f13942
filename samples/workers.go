// A worker pool: jobs go in over one channel, results come back over another, in any order.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	id, n int
}

type result struct {
	job
	steps int
}

// collatz counts the steps that take n to 1.
func collatz(n int) (steps int) {
	for ; n != 1; steps++ {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
	}
	return
}

func main() {
	const workers, count = 4, 30
	jobs := make(chan job)
	results := make(chan result, count)

	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				results <- result{j, collatz(j.n)}
			}
		})
	}
	for i := range count {
		jobs <- job{id: i, n: i*7 + 1}
	}
	close(jobs)
	wg.Wait()
	close(results)

	byID := make([]result, count)
	for r := range results {
		byID[r.id] = r
	}
	for _, r := range byID {
		fmt.Printf("%3d takes %3d steps\n", r.n, r.steps)
	}
}
