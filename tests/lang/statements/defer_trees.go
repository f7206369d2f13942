// Defer, panic and recover in trees of calls; nested panics, re-panics, Goexit, modified results, runtime errors.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
)

var trace []string

func log(f string, a ...any) { trace = append(trace, fmt.Sprintf(f, a...)) }
func flush(name string) {
	fmt.Println(name+":", strings.Join(trace, ", "))
	trace = nil
}

func tree(depth, fail int) (n int) {
	log("in%d", depth)
	defer func() {
		n += depth
		log("out%d=%d", depth, n)
	}()
	defer func() {
		if r := recover(); r != nil {
			log("rec%d:%v", depth, r)
			if depth > fail-1 {
				panic(fmt.Sprint(r, "+", depth))
			}
			n = 100
		}
	}()
	if depth == 3 {
		panic("leaf")
	}
	return tree(depth+1, fail) * 2
}

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprintf("myErr %d", e.code) }

func guarded(f func()) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("runtime: %w", x)
		case error:
			err = fmt.Errorf("error: %w", x)
		default:
			err = fmt.Errorf("value: %v", x)
		}
	}()
	f()
	return
}

func order() {
	for i := 0; i < 3; i++ {
		defer log("loop%d", i)
	}
	x := 1
	defer log("x=%d", x)
	x = 2
	defer func() { log("x now %d", x) }()
	func() {
		defer log("inner")
	}()
	log("body")
}

func recoverNotDirect() (got any) {
	defer func() {
		got = recover()
	}()
	defer func() {
		func() {
			log("nested recover %v", recover())
		}()
	}()
	panic("P")
}

func replace() (r any) {
	defer func() { r = recover() }()
	defer func() { panic("second") }()
	panic("first")
}

func twice() (rs []any) {
	defer func() { rs = append(rs, recover()) }()
	func() {
		defer func() { rs = append(rs, recover()) }()
		panic(1)
	}()
	panic(2)
}

type closer struct{ name string }

func (c closer) Close()          { log("close %s", c.name) }
func (c *closer) PClose(n int)   { log("pclose %s %d", c.name, n) }

func methods() {
	c := closer{"a"}
	defer c.Close()
	defer c.PClose(1)
	f := c.Close
	c.name = "b"
	defer f()
	var i interface{ Close() } = c
	defer i.Close()
	c.name = "z"
}

func goexit() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer log("after goexit %v", recover())
		defer func() { log("recover in goexit: %v", recover()) }()
		func() {
			defer log("inner")
			runtime.Goexit()
		}()
		log("never")
	}()
	wg.Wait()
}

func nilFuncDefer() (e any) {
	defer func() { e = recover() }()
	var f func()
	defer f()
	log("before nil defer")
	return
}

func condDefer(n int) {
	if n > 1 {
		defer log("n>1")
	}
	if n > 2 {
		defer log("n>2")
		return
	}
	defer log("always")
}

func results() (a int, b string, c []int) {
	defer func() {
		a++
		b += "d"
		c = append(c, a)
		recover()
	}()
	a, b, c = 1, "b", []int{7}
	var m map[string]int
	m["x"] = 1
	return 5, "no", nil
}

func main() {
	for fail := 0; fail < 4; fail++ {
		func() {
			defer func() {
				if r := recover(); r != nil {
					log("main:%v", r)
				}
			}()
			log("= %d", tree(0, fail))
		}()
		flush(fmt.Sprint("tree", fail))
	}
	var nilMap map[string]int
	var nilPtr *myErr
	var arr []int
	var iface any = "str"
	idx := 5
	for i, f := range []func(){
		func() { nilMap["a"]++ },
		func() { nilPtr.code = 1 },
		func() { arr[idx] = 1 },
		func() { _ = iface.(int) },
		func() { _ = iface.(error) },
		func() { panic(&myErr{3}) },
		func() { panic(errors.New("plain")) },
		func() { panic(fmt.Sprintf("%d", idx)) },
		func() { idx -= 5; fmt.Print(1 / idx) },
		func() { _ = arr[1:idx] },
		func() { _ = make([]int, idx-1) },
		func() { close((chan int)(nil)) },
		func() { panic(nil) },
		func() { _ = [3]int(arr) },
		func() {},
	} {
		err := guarded(f)
		var me *myErr
		var re runtime.Error
		fmt.Println(i, err, errors.As(err, &me), errors.As(err, &re))
	}
	order()
	flush("order")
	fmt.Println(recoverNotDirect())
	flush("direct")
	fmt.Println(replace(), twice())
	methods()
	flush("methods")
	goexit()
	flush("goexit")
	fmt.Println(nilFuncDefer())
	flush("nilfunc")
	for i := range 4 {
		condDefer(i)
		flush(fmt.Sprint("cond", i))
	}
	fmt.Println(results())
	defer fmt.Println("not printed")
	os.Exit(func() int { defer flush("exit"); log("x"); return 3 }())
}
