// sync: once functions, maps, pools, conditions, wait groups, and their panics.
package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func main() {
	n := 0
	once := sync.OnceFunc(func() { n++; panic("first") })
	for range 3 {
		try("once", once)
	}
	v := sync.OnceValue(func() int { n += 10; return n })
	a, b := sync.OnceValues(func() (int, error) { n += 100; return n, fmt.Errorf("e%d", n) })()
	fmt.Println(v(), v(), a, b, n)
	var o sync.Once
	try("do", func() { o.Do(func() { panic("in do") }) })
	o.Do(func() { fmt.Println("not again") })

	var m sync.Map
	m.Store("a", 1)
	fmt.Println(m.LoadOrStore("a", 2))
	fmt.Println(m.LoadOrStore("b", 2))
	fmt.Println(m.Swap("a", 3))
	fmt.Println(m.Swap("z", 9))
	fmt.Println(m.CompareAndSwap("a", 3, 4), m.CompareAndSwap("a", 3, 5), m.CompareAndDelete("z", 8), m.CompareAndDelete("z", 9))
	fmt.Println(m.LoadAndDelete("b"))
	fmt.Println(m.Load("b"))
	m.Delete("nothing")
	for i := range 5 {
		m.Store(i, i*i)
	}
	var keys []string
	m.Range(func(k, v any) bool { keys = append(keys, fmt.Sprint(k, "=", v)); return true })
	slices.Sort(keys)
	fmt.Println(keys)
	m.Clear()
	m.Range(func(k, v any) bool { fmt.Println("left", k); return true })
	try("uncomparable", func() { m.Store([]int{}, 1) })
	try("uncomparable value", func() { m.Store(1, []int{}); m.CompareAndSwap(1, []int{}, 2) })

	var wg sync.WaitGroup
	var sum atomic.Int64
	for i := range 10 {
		wg.Go(func() { sum.Add(int64(i)) })
	}
	wg.Wait()
	fmt.Println(sum.Load())
	try("negative", func() { wg.Add(-1) })

	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	rw.RLocker().Lock()
	rw.RLocker().Unlock()

	c := sync.NewCond(&mu)
	ready, done := 0, make(chan bool)
	for range 3 {
		go func() {
			mu.Lock()
			for ready == 0 {
				c.Wait()
			}
			ready--
			mu.Unlock()
			done <- true
		}()
	}
	for range 3 {
		mu.Lock()
		ready++
		c.Signal()
		mu.Unlock()
		<-done
	}
	fmt.Println(ready)
	p := sync.Pool{New: func() any { return "new" }}
	p.Put(nil)
	fmt.Println(p.Get())
	try("nil pool", func() { (*sync.Pool)(nil).Get() })
	try("nil pool", func() { (*sync.Pool)(nil).Put(1) })

	var av atomic.Value
	fmt.Println(av.Load(), av.CompareAndSwap(nil, 1), av.Load(), av.Swap(2), av.CompareAndSwap(2, 3))
	try("nil value", func() { av.Store(nil) })
	try("other type", func() { av.Store("s") })
	try("cas types", func() { av.CompareAndSwap(1, "s") })
	var ap atomic.Pointer[int]
	x := 5
	fmt.Println(ap.Load() == nil, ap.CompareAndSwap(nil, &x), *ap.Load(), *ap.Swap(nil))
	var u atomic.Uint32
	fmt.Println(u.Add(^uint32(0)), u.And(0xff), u.Or(0x100), u.Load(), atomic.AddInt32(new(int32), -3))
	var ab atomic.Bool
	fmt.Println(ab.Swap(true), ab.CompareAndSwap(true, false), ab.Load())
}
