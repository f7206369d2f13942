// Signals on channels: to one listener, to several, ignored, reset, and as the end of a context.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func send(s syscall.Signal) { syscall.Kill(os.Getpid(), s) }

func expect(c chan os.Signal, want os.Signal) {
	select {
	case s := <-c:
		fmt.Println(s, s == want)
	case <-time.After(5 * time.Second):
		fmt.Println("nothing came")
	}
}

func nothing(c chan os.Signal) {
	select {
	case s := <-c:
		fmt.Println("unexpected", s)
	case <-time.After(20 * time.Millisecond):
		fmt.Println("nothing")
	}
}

func main() {
	c, d := make(chan os.Signal, 4), make(chan os.Signal, 4)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGHUP, os.Interrupt)
	signal.Notify(d, syscall.SIGHUP)
	for _, s := range []syscall.Signal{syscall.SIGUSR1, syscall.SIGINT, syscall.SIGHUP} {
		send(s)
		expect(c, s)
	}
	expect(d, syscall.SIGHUP)
	nothing(d)

	signal.Stop(c)
	send(syscall.SIGHUP)
	expect(d, syscall.SIGHUP)
	nothing(c)

	all := make(chan os.Signal, 100)
	signal.Notify(all)
	send(syscall.SIGWINCH)
	expect(all, syscall.SIGWINCH)
	signal.Reset()

	fmt.Println(signal.Ignored(syscall.SIGHUP))
	signal.Ignore(syscall.SIGHUP, syscall.SIGTERM)
	fmt.Println(signal.Ignored(syscall.SIGHUP), signal.Ignored(syscall.SIGINT))
	send(syscall.SIGHUP)
	send(syscall.SIGTERM)
	nothing(d)
	signal.Notify(d, syscall.SIGTERM)
	fmt.Println(signal.Ignored(syscall.SIGTERM))
	send(syscall.SIGTERM)
	expect(d, syscall.SIGTERM)

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR2)
	fmt.Println(ctx)
	send(syscall.SIGUSR2)
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx))
	stop()
	ctx, stop = signal.NotifyContext(ctx, syscall.SIGUSR2)
	<-ctx.Done()
	stop()
	defer func() { fmt.Println(recover()) }()
	signal.Notify(nil)
}
