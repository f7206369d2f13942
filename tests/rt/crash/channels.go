package main

import (
	"reflect"
	"time"
)

var channels = table{
	"chan-close-nil":          func() { var c chan int; close(c) },
	"chan-close-closed":       chanCloseClosed,
	"chan-send-closed":        chanSendClosed,
	"chan-select-send-closed": chanSelectSendClosed,
	"chan-send-waits":         chanSendWaits,
	"chan-reflect-close":      func() { reflect.ValueOf((<-chan int)(make(chan int))).Close() },
	"chan-reflect-send":       func() { reflect.ValueOf((<-chan int)(make(chan int))).Send(reflect.ValueOf(1)) },
	"chan-close-in-defer":     chanCloseInDefer,
}

func chanCloseClosed() {
	c := make(chan int)
	close(c)
	close(c)
}

func chanSendClosed() {
	c := make(chan int, 1)
	close(c)
	c <- 1
}

func chanSelectSendClosed() {
	c := make(chan int, 1)
	close(c)
	select {
	case c <- 1:
	case <-time.After(time.Minute):
	}
}

// The sender is parked when the channel closes.
func chanSendWaits() {
	c := make(chan int)
	time.AfterFunc(5*time.Millisecond, func() { close(c) })
	c <- 1
}

func chanCloseInDefer() {
	c := make(chan int)
	defer close(c)
	close(c)
	panic("not reached")
}
