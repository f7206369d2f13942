// context: cancellation through trees, causes, deadlines, values, AfterFunc, WithoutCancel, and how contexts print.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key string

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Err(), bg.Done() == nil, context.Cause(bg))
	a, cancelA := context.WithCancel(bg)
	b := context.WithValue(a, key("k"), 5)
	c, cancelC := context.WithCancelCause(b)
	d, cancelD := context.WithTimeout(c, time.Hour)
	w := context.WithoutCancel(d)
	fmt.Println(a, b, c, c.Err(), context.WithoutCancel(c))
	fmt.Println(d.Value(key("k")), w.Value(key("k")), d.Value("k"), d.Value(nil))
	ran := make(chan string, 3)
	stop := context.AfterFunc(c, func() { ran <- "after c" })
	stop2 := context.AfterFunc(d, func() { ran <- "never" })
	fmt.Println(stop2(), stop2())
	cancelC(errors.New("my cause"))
	fmt.Println(<-ran, stop(), a.Err(), c.Err(), d.Err(), w.Err(), context.Cause(a), context.Cause(c), context.Cause(d), context.Cause(w))
	cancelC(errors.New("another"))
	fmt.Println(context.Cause(c))
	cancelD()
	cancelA()
	<-d.Done()
	fmt.Println(a.Err(), context.Cause(a), context.Cause(c))
	e, cancelE := context.WithCancelCause(bg)
	cancelE(nil)
	fmt.Println(e.Err(), context.Cause(e))
	f, cancelF := context.WithDeadlineCause(bg, time.Now().Add(-time.Second), errors.New("late"))
	fmt.Println(f.Err(), context.Cause(f))
	cancelF()
	g, cancelG := context.WithTimeoutCause(bg, time.Millisecond, errors.New("slow"))
	<-g.Done()
	fmt.Println(g.Err(), context.Cause(g), errors.Is(g.Err(), context.DeadlineExceeded))
	cancelG()
	var t interface{ Timeout() bool }
	fmt.Println(errors.As(context.DeadlineExceeded, &t) && t.Timeout(), errors.As(context.Canceled, &t), context.DeadlineExceeded, context.Canceled)
	h, cancelH := context.WithDeadline(f, time.Now().Add(time.Hour))
	dl, ok := h.Deadline()
	fmt.Println(time.Until(dl) < 0, ok, h.Err())
	cancelH()
	_, ok = w.Deadline()
	fmt.Println(ok, w.Done() == nil)
	for _, f := range []func(){
		func() { context.WithCancel(nil) }, func() { context.WithValue(bg, nil, 1) }, func() { context.WithValue(bg, []int{}, 1) }, func() { context.WithValue(nil, 1, 1) }, func() { context.WithoutCancel(nil) }, func() { context.WithDeadline(nil, time.Time{}) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	fmt.Println(context.WithValue(bg, key("x"), "text"), context.WithValue(bg, 1, 2), context.WithValue(bg, key("s"), bg))
}
