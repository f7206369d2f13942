// Package net is the network: connections over TCP, UDP and Unix sockets, listeners,
// addresses and names.
//
// A goroutine that reads, writes, accepts or connects waits in the runtime's poller,
// not in a thread. Closing a connection wakes those that wait on it.
package net

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

// A Listener accepts connections.
type Listener interface {
	Addr() Addr
	Close() error
	Accept() (Conn, error)
}

// An Addr is the end of a connection.
type Addr interface {
	String() string  // such as "192.0.2.1:25" or "[2001:db8::1]:80"
	Network() string // "tcp", "udp", ...
}

// An ender is what connections of both kinds have in common. A deadline is a time after
// which reads or writes fail; the zero time is none.
type ender interface {
	LocalAddr() Addr
	SetDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	Close() error
}

// A PacketConn carries packets to and from many ends.
type PacketConn interface {
	ender
	WriteTo(p []byte, addr Addr) (n int, err error)
	ReadFrom(p []byte) (n int, addr Addr, err error)
}

// A Conn is a connection that carries a stream of bytes. Several goroutines may use
// one at once.
type Conn interface {
	ender
	RemoteAddr() Addr
	Write(b []byte) (n int, err error)
	Read(b []byte) (n int, err error)
}

// An Error of this package says whether a deadline was its cause.
type Error interface {
	Temporary() bool // ill defined; most that are temporary are timeouts
	Timeout() bool
	error
}

type plainError string

func (e plainError) Error() string { return string(e) }

// ErrClosed is the error of calls on what has been closed.
var ErrClosed error = plainError("use of closed network connection")

// ErrWriteToConnected is the error of sending to an address over a connection.
var ErrWriteToConnected = errors.New("use of WriteTo with pre-connected connection")

var (
	errMissingAddress = errors.New("missing address")
	errNoSuitable     = errors.New("no suitable address found")
	errCanceled       = canceledError{}
)

type canceledError struct{}

func (canceledError) Error() string        { return "operation was canceled" }
func (canceledError) Is(target error) bool { return target == context.Canceled }

type timeoutError struct{}

func (timeoutError) Error() string        { return "i/o timeout" }
func (timeoutError) Timeout() bool        { return true }
func (timeoutError) Temporary() bool      { return true }
func (timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// ofContext gives this package's error for a context's.
func ofContext(err error) error {
	switch err {
	case context.Canceled:
		return errCanceled
	case context.DeadlineExceeded:
		return timeoutError{}
	}
	return err
}

// is tells whether an error, or what a system call's error wraps, answers yes.
func isTimeout(err error) bool {
	t, ok := innermost(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func isTemporary(err error) bool {
	t, ok := innermost(err).(interface{ Temporary() bool })
	return ok && t.Temporary()
}

func innermost(err error) error {
	if e, ok := err.(*os.SyscallError); ok {
		return e.Err
	}
	return err
}

// An OpError tells what was being done, on which network, between which ends.
type OpError struct {
	Err    error
	Op     string // "read", "dial", ...
	Net    string // "tcp", "udp6", ...
	Addr   Addr   // the other end, or the address of a listener
	Source Addr   // this end; may be nil
}

func (e *OpError) Error() string {
	if e == nil {
		return "<nil>"
	}
	what := make([]string, 1, 3)
	what[0] = e.Op
	if e.Net != "" {
		what = append(what, e.Net)
	}
	switch {
	case e.Source != nil && e.Addr != nil:
		what = append(what, e.Source.String()+"->"+e.Addr.String())
	case e.Source != nil:
		what = append(what, e.Source.String())
	case e.Addr != nil:
		what = append(what, e.Addr.String())
	}
	return strings.Join(what, " ") + ": " + e.Err.Error()
}

func (e *OpError) Unwrap() error { return e.Err }

func (e *OpError) Timeout() bool { return isTimeout(e.Err) }

func (e *OpError) Temporary() bool {
	// A peer that reset or a client that gave up are of no consequence to a listener.
	if e.Op == "accept" {
		n, ok := innermost(e.Err).(syscall.Errno)
		if ok && (n == syscall.ECONNRESET || n == syscall.ECONNABORTED) {
			return true
		}
	}
	return isTemporary(e.Err)
}

// An UnknownNetworkError is the name of a network that there is not; an
// InvalidAddrError tells what is wrong with an address.
type (
	UnknownNetworkError string
	InvalidAddrError    string
)

func (e UnknownNetworkError) Temporary() bool { return false }
func (e InvalidAddrError) Temporary() bool    { return false }
func (e UnknownNetworkError) Timeout() bool   { return false }
func (e InvalidAddrError) Timeout() bool      { return false }
func (e UnknownNetworkError) Error() string   { return "unknown network " + string(e) }
func (e InvalidAddrError) Error() string      { return string(e) }

// An AddrError is the error of an address that cannot be used.
type AddrError struct{ Err, Addr string }

func (e *AddrError) Temporary() bool { return false }
func (e *AddrError) Timeout() bool   { return false }

func (e *AddrError) Error() string {
	switch {
	case e == nil:
		return "<nil>"
	case e.Addr != "":
		return "address " + e.Addr + ": " + e.Err
	}
	return e.Err
}

// A ParseError is the error of text in the wrong form.
type ParseError struct {
	Type, Text string // what was expected ("IP address", "CIDR address"), and what there was
}

func (e *ParseError) Temporary() bool { return false }
func (e *ParseError) Timeout() bool   { return false }
func (e *ParseError) Error() string   { return "invalid " + e.Type + ": " + e.Text }

// A DNSError is the error of a name lookup.
type DNSError struct {
	Name, Server string // what was looked for, and who was asked, if that is known
	Err          string // what went wrong
	UnwrapErr    error

	IsNotFound, IsTimeout bool
	IsTemporary           bool // the same question may be answered later
}

func (e *DNSError) Error() string {
	if e == nil {
		return "<nil>"
	}
	asked := e.Name
	if e.Server != "" {
		asked += " on " + e.Server
	}
	return "lookup " + asked + ": " + e.Err
}

func (e *DNSError) Temporary() bool { return e.IsTemporary || e.IsTimeout }
func (e *DNSError) Timeout() bool   { return e.IsTimeout }
func (e *DNSError) Unwrap() error   { return e.UnwrapErr }

// A DNSConfigError is the error of the resolver's configuration.
type DNSConfigError struct{ Err error }

func (e *DNSConfigError) Error() string   { return "error reading DNS config: " + e.Err.Error() }
func (e *DNSConfigError) Temporary() bool { return false }
func (e *DNSConfigError) Timeout() bool   { return false }
func (e *DNSConfigError) Unwrap() error   { return e.Err }

// Buffers are pieces of data to be written one after the other.
type Buffers [][]byte

// WriteTo writes what is left; what has been written is taken off.
func (v *Buffers) WriteTo(w io.Writer) (n int64, err error) {
	for len(*v) > 0 {
		m, err := w.Write((*v)[0])
		n += int64(m)
		v.drop(m)
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// Read takes off what fits in p.
func (v *Buffers) Read(p []byte) (n int, err error) {
	for n < len(p) && len(*v) > 0 {
		m := copy(p[n:], (*v)[0])
		n += m
		v.drop(m)
	}
	if len(*v) == 0 {
		err = io.EOF
	}
	return n, err
}

// drop takes n bytes off the first piece, and pieces that are empty then.
func (v *Buffers) drop(n int) {
	(*v)[0] = (*v)[0][n:]
	for len(*v) > 0 && len((*v)[0]) == 0 {
		(*v)[0] = nil
		*v = (*v)[1:]
	}
}
