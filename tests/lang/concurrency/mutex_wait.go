package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var mu sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	var n int64
	total := 0
	m := map[int]int{}
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 100 {
				mu.Lock()
				total++
				mu.Unlock()
				atomic.AddInt64(&n, 2)
				if j%10 == 0 {
					rw.Lock()
					m[i]++
					rw.Unlock()
				} else {
					rw.RLock()
					_ = m[i]
					rw.RUnlock()
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(total, n, len(m), m[7])
	var once sync.Once
	for range 5 {
		once.Do(func() { fmt.Println("once") })
	}
	v := sync.OnceValue(func() int { fmt.Println("computing"); return 42 })
	fmt.Println(v(), v())
	cond := sync.NewCond(&mu)
	ready := 0
	for range 3 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			ready++
			cond.Broadcast()
			for ready < 3 {
				cond.Wait()
			}
		})
	}
	wg.Wait()
	fmt.Println(ready)
	var sm sync.Map
	sm.Store("a", 1)
	act, loaded := sm.LoadOrStore("a", 2)
	fmt.Println(act, loaded)
	sm.Range(func(k, v any) bool { fmt.Println(k, v); return true })
	pool := sync.Pool{New: func() any { return new(int) }}
	p := pool.Get().(*int)
	*p = 5
	pool.Put(p)
	fmt.Println(*p)
	var cnt atomic.Int32
	var ptr atomic.Pointer[string]
	s := "hello"
	ptr.Store(&s)
	fmt.Println(cnt.Add(3), cnt.CompareAndSwap(3, 9), cnt.Load(), *ptr.Load())
	var av atomic.Value
	av.Store([]int{1})
	fmt.Println(av.Load())
	fmt.Println(mu.TryLock(), mu.TryLock())
}
