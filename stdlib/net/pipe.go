package net

import (
	"io"
	"os"
	"sync"
	"time"
)

// Pipe gives the two ends of a connection in memory. A write is done when the other
// end has read all of it.
func Pipe() (Conn, Conn) {
	a, b := newHalf(), newHalf()
	return &pipeEnd{in: a, out: b}, &pipeEnd{in: b, out: a}
}

// A half carries bytes in one direction. The writer lends its data; readers take from
// it and tell the writer how much.
type half struct {
	turn  chan struct{} // holds a token that the one writer takes
	data  chan []byte
	taken chan int

	readerGone, writerGone chan struct{}
	readOnce, writeOnce    sync.Once
	readLimit, writeLimit  limit
}

func newHalf() *half {
	h := &half{
		turn: make(chan struct{}, 1), data: make(chan []byte), taken: make(chan int),
		readerGone: make(chan struct{}), writerGone: make(chan struct{}),
	}
	h.turn <- struct{}{}
	return h
}

// A limit is a deadline: over() gives a channel that is closed when it has passed.
type limit struct {
	mu     sync.Mutex
	timer  *time.Timer
	passed chan struct{}
}

func (l *limit) over() chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.passed == nil {
		l.passed = make(chan struct{})
	}
	return l.passed
}

// set moves the deadline. Calls that wait already go by the new one too: the channel
// stays the same, unless it is closed.
func (l *limit) set(t time.Time) {
	c := l.over()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.timer != nil {
		l.timer.Stop()
		l.timer = nil
	}
	if closed(c) {
		c = make(chan struct{})
		l.passed = c
	}
	if t.IsZero() {
		return
	}
	wait := time.Until(t)
	if wait <= 0 {
		close(c)
		return
	}
	var timer *time.Timer
	timer = time.AfterFunc(wait, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.timer == timer { // not stopped just now
			close(c)
		}
	})
	l.timer = timer
}

func closed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

type pipeEnd struct{ in, out *half }

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }

func (p *pipeEnd) LocalAddr() Addr  { return pipeAddr{} }
func (p *pipeEnd) RemoteAddr() Addr { return pipeAddr{} }

func pipeError(op string, err error) error {
	if err == nil || err == io.EOF || err == io.ErrClosedPipe {
		return err
	}
	return &OpError{Op: op, Net: "pipe", Err: err}
}

func (p *pipeEnd) Read(b []byte) (int, error) {
	h := p.in
	late := h.readLimit.over()
	switch {
	case closed(h.readerGone):
		return 0, io.ErrClosedPipe
	case closed(h.writerGone):
		return 0, io.EOF
	case closed(late):
		return 0, pipeError("read", os.ErrDeadlineExceeded)
	}
	select {
	case data := <-h.data:
		n := copy(b, data)
		h.taken <- n
		return n, nil
	case <-h.readerGone:
		return 0, io.ErrClosedPipe
	case <-h.writerGone:
		return 0, io.EOF
	case <-late:
		return 0, pipeError("read", os.ErrDeadlineExceeded)
	}
}

func (p *pipeEnd) Write(b []byte) (n int, err error) {
	h := p.out
	late := h.writeLimit.over()
	gone := func() (bool, error) {
		switch {
		case closed(h.writerGone), closed(h.readerGone):
			return true, io.ErrClosedPipe
		case closed(late):
			return true, pipeError("write", os.ErrDeadlineExceeded)
		}
		return false, nil
	}
	if is, err := gone(); is {
		return 0, err
	}
	<-h.turn
	defer func() { h.turn <- struct{}{} }()
	for first := true; first || len(b) > 0; first = false {
		select {
		case h.data <- b:
			m := <-h.taken
			b = b[m:]
			n += m
		case <-h.writerGone:
			return n, io.ErrClosedPipe
		case <-h.readerGone:
			return n, io.ErrClosedPipe
		case <-late:
			return n, pipeError("write", os.ErrDeadlineExceeded)
		}
	}
	return n, nil
}

func (p *pipeEnd) Close() error {
	p.out.writeOnce.Do(func() { close(p.out.writerGone) })
	p.in.readOnce.Do(func() { close(p.in.readerGone) })
	return nil
}

func (p *pipeEnd) setDeadline(t time.Time, read, write bool) error {
	if closed(p.in.readerGone) || closed(p.in.writerGone) {
		return io.ErrClosedPipe
	}
	if read {
		p.in.readLimit.set(t)
	}
	if write {
		p.out.writeLimit.set(t)
	}
	return nil
}

func (p *pipeEnd) SetDeadline(t time.Time) error      { return p.setDeadline(t, true, true) }
func (p *pipeEnd) SetReadDeadline(t time.Time) error  { return p.setDeadline(t, true, false) }
func (p *pipeEnd) SetWriteDeadline(t time.Time) error { return p.setDeadline(t, false, true) }
