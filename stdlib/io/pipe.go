// This file is the synchronous pipe: a Write hands its bytes to the Reads on the
// other end and waits until all are taken. Writers queue on a lock; the one that
// has it offers its bytes on a channel, and each read answers with a count. The
// channel done, closed once, wakes everyone when either end closes.

package io

import (
	"errors"
	"sync"
)

// ErrClosedPipe is the error of a pipe used after its end was closed.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

type pipe struct {
	turn  sync.Mutex  // held by the writer whose bytes are offered
	offer chan []byte // the bytes not yet taken
	taken chan int

	done     chan struct{} // closed with the first end
	guard    sync.Mutex    // of the fields below
	closed   bool
	readErr  error // what readers are told: the writing end is closed
	writeErr error // what writers are told: the reading end is closed
}

// close records err, for the readers or the writers, unless one is there.
func (p *pipe) close(slot *error, err error) {
	p.guard.Lock()
	defer p.guard.Unlock()
	if *slot == nil {
		*slot = err
	}
	if !p.closed {
		p.closed = true
		close(p.done)
	}
}

// failure is the error for an end of the pipe: the other end's, where only that
// is closed.
func (p *pipe) failure(other, own *error) error {
	p.guard.Lock()
	defer p.guard.Unlock()
	if *own == nil && *other != nil {
		return *other
	}
	return ErrClosedPipe
}

func (p *pipe) isDone() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// A PipeReader is the reading end of a pipe.
type PipeReader struct{ pipe }

// A PipeWriter is the writing end of a pipe.
type PipeWriter struct{ r PipeReader }

// Pipe makes a pipe without a buffer. Its ends may be used by several goroutines
// at once.
func Pipe() (*PipeReader, *PipeWriter) {
	w := &PipeWriter{PipeReader{pipe{
		offer: make(chan []byte),
		taken: make(chan int),
		done:  make(chan struct{}),
	}}}
	return &w.r, w
}

// Read waits for a writer's bytes. After the writing end is closed it returns that
// end's error, which is EOF where none was given.
func (r *PipeReader) Read(data []byte) (n int, err error) {
	p := &r.pipe
	if !p.isDone() {
		select {
		case <-p.done:
		case bytes := <-p.offer:
			n = copy(data, bytes)
			p.taken <- n
			return n, nil
		}
	}
	return 0, p.failure(&p.readErr, &p.writeErr)
}

// Close makes writes fail with ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError makes writes fail with err. The first error stays, and it always
// returns nil.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.pipe.close(&r.pipe.writeErr, err)
	return nil
}

// Write waits until readers have taken all of data, or the reading end is closed:
// it returns that end's error, which is ErrClosedPipe where none was given.
func (w *PipeWriter) Write(data []byte) (n int, err error) {
	p := &w.r.pipe
	if p.isDone() {
		return 0, p.failure(&p.writeErr, &p.readErr)
	}
	p.turn.Lock()
	defer p.turn.Unlock()
	for first := true; first || len(data) > 0; first = false {
		select {
		case <-p.done:
			return n, p.failure(&p.writeErr, &p.readErr)
		case p.offer <- data:
			took := <-p.taken
			data = data[took:]
			n += took
		}
	}
	return n, nil
}

// Close makes reads return no bytes and EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError makes reads return no bytes and err. The first error stays, and
// it always returns nil.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.pipe.close(&w.r.pipe.readErr, err)
	return nil
}
