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
	"syscall"
	"time"
)

// An Addr is the end of a connection.
type Addr interface {
	Network() string // "tcp", "udp", ...
	String() string  // such as "192.0.2.1:25" or "[2001:db8::1]:80"
}

// A Conn is a connection that carries a stream of bytes. Several goroutines may use
// one at once.
type Conn interface {
	Read(b []byte) (n int, err error)
	Write(b []byte) (n int, err error)
	Close() error
	LocalAddr() Addr
	RemoteAddr() Addr
	// A deadline is a time after which reads or writes fail; the zero time is none.
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A PacketConn carries packets to and from many ends.
type PacketConn interface {
	ReadFrom(p []byte) (n int, addr Addr, err error)
	WriteTo(p []byte, addr Addr) (n int, err error)
	Close() error
	LocalAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A Listener accepts connections.
type Listener interface {
	Accept() (Conn, error)
	Close() error
	Addr() Addr
}

// An Error of this package says whether a deadline was its cause.
type Error interface {
	error
	Timeout() bool
	Temporary() bool // ill defined; most that are temporary are timeouts
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
	Op     string // "read", "dial", ...
	Net    string // "tcp", "udp6", ...
	Source Addr   // this end; may be nil
	Addr   Addr   // the other end, or the address of a listener
	Err    error
}

func (e *OpError) Unwrap() error { return e.Err }

func (e *OpError) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := e.Op
	if e.Net != "" {
		s += " " + e.Net
	}
	if e.Source != nil {
		s += " " + e.Source.String()
	}
	if e.Addr != nil {
		if e.Source == nil {
			s += " " + e.Addr.String()
		} else {
			s += "->" + e.Addr.String()
		}
	}
	return s + ": " + e.Err.Error()
}

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

// A ParseError is the error of text in the wrong form.
type ParseError struct {
	Type string // what was expected: "IP address", "CIDR address"
	Text string
}

func (e *ParseError) Error() string   { return "invalid " + e.Type + ": " + e.Text }
func (e *ParseError) Timeout() bool   { return false }
func (e *ParseError) Temporary() bool { return false }

// An AddrError is the error of an address that cannot be used.
type AddrError struct {
	Err  string
	Addr string
}

func (e *AddrError) Error() string {
	if e == nil {
		return "<nil>"
	}
	if e.Addr == "" {
		return e.Err
	}
	return "address " + e.Addr + ": " + e.Err
}
func (e *AddrError) Timeout() bool   { return false }
func (e *AddrError) Temporary() bool { return false }

// An UnknownNetworkError is the name of a network that there is not.
type UnknownNetworkError string

func (e UnknownNetworkError) Error() string   { return "unknown network " + string(e) }
func (e UnknownNetworkError) Timeout() bool   { return false }
func (e UnknownNetworkError) Temporary() bool { return false }

// An InvalidAddrError tells what is wrong with an address.
type InvalidAddrError string

func (e InvalidAddrError) Error() string   { return string(e) }
func (e InvalidAddrError) Timeout() bool   { return false }
func (e InvalidAddrError) Temporary() bool { return false }

// A DNSConfigError is the error of the resolver's configuration.
type DNSConfigError struct{ Err error }

func (e *DNSConfigError) Unwrap() error   { return e.Err }
func (e *DNSConfigError) Error() string   { return "error reading DNS config: " + e.Err.Error() }
func (e *DNSConfigError) Timeout() bool   { return false }
func (e *DNSConfigError) Temporary() bool { return false }

// A DNSError is the error of a name lookup.
type DNSError struct {
	UnwrapErr   error
	Err         string // what went wrong
	Name        string // what was looked for
	Server      string // who was asked, if known
	IsTimeout   bool
	IsTemporary bool // the same question may be answered later
	IsNotFound  bool
}

func (e *DNSError) Unwrap() error { return e.UnwrapErr }

func (e *DNSError) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := "lookup " + e.Name
	if e.Server != "" {
		s += " on " + e.Server
	}
	return s + ": " + e.Err
}
func (e *DNSError) Timeout() bool   { return e.IsTimeout }
func (e *DNSError) Temporary() bool { return e.IsTimeout || e.IsTemporary }

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
