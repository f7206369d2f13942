// An LRU cache: a map into a doubly linked list, generic in key and value.
package main

import "fmt"

type entry[K comparable, V any] struct {
	key        K
	value      V
	prev, next *entry[K, V]
}

// LRU keeps the capacity most recently used entries. The list is a ring through head.
type LRU[K comparable, V any] struct {
	capacity int
	entries  map[K]*entry[K, V]
	head     entry[K, V]
}

func New[K comparable, V any](capacity int) *LRU[K, V] {
	c := &LRU[K, V]{capacity: capacity, entries: make(map[K]*entry[K, V], capacity)}
	c.head.prev, c.head.next = &c.head, &c.head
	return c
}

func (c *LRU[K, V]) unlink(e *entry[K, V]) {
	e.prev.next, e.next.prev = e.next, e.prev
}

func (c *LRU[K, V]) pushFront(e *entry[K, V]) {
	e.prev, e.next = &c.head, c.head.next
	e.prev.next, e.next.prev = e, e
}

func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	e, ok := c.entries[key]
	if !ok {
		return value, false
	}
	c.unlink(e)
	c.pushFront(e)
	return e.value, true
}

func (c *LRU[K, V]) Put(key K, value V) {
	if e, ok := c.entries[key]; ok {
		e.value = value
		c.unlink(e)
		c.pushFront(e)
		return
	}
	if len(c.entries) == c.capacity {
		oldest := c.head.prev
		c.unlink(oldest)
		delete(c.entries, oldest.key)
	}
	e := &entry[K, V]{key: key, value: value}
	c.entries[key] = e
	c.pushFront(e)
}

func (c *LRU[K, V]) Keys() (keys []K) {
	for e := c.head.next; e != &c.head; e = e.next {
		keys = append(keys, e.key)
	}
	return
}

func main() {
	cache := New[string, int](3)
	for i, k := range []string{"a", "b", "c"} {
		cache.Put(k, i)
	}
	cache.Get("a")
	cache.Put("d", 3)
	fmt.Println(cache.Keys())
	if _, ok := cache.Get("b"); !ok {
		fmt.Println("b has gone")
	}

	// Fibonacci with a cache that is large enough is linear.
	memo := New[int, int](100)
	var fib func(n int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		if v, ok := memo.Get(n); ok {
			return v
		}
		v := fib(n-1) + fib(n-2)
		memo.Put(n, v)
		return v
	}
	fmt.Println(fib(80))
}
