// Package textproto reads and writes what the text protocols of the internet have in common: lines, answers that begin
// with a number, headers, and texts that end in a line with a period.
package textproto

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
)

// Error is an answer whose number says that something failed.
type Error struct {
	Code int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%03d %q", e.Code, e.Msg) }

// ProtocolError is an answer that is not well formed.
type ProtocolError string

func (p ProtocolError) Error() string { return string(p) }

// Conn is a connection to read from and write to. Its Pipeline keeps the order of several users.
type Conn struct {
	Reader
	Writer
	Pipeline
	conn io.ReadWriteCloser
}

// NewConn makes a Conn.
func NewConn(conn io.ReadWriteCloser) *Conn {
	c := &Conn{conn: conn}
	c.Reader.R, c.Writer.W = bufio.NewReader(conn), bufio.NewWriter(conn)
	return c
}

// Dial connects to an address.
func Dial(network, addr string) (*Conn, error) {
	conn, err := net.Dial(network, addr)
	if err != nil {
		return nil, err
	}
	return NewConn(conn), nil
}

// Close closes the connection.
func (c *Conn) Close() error { return c.conn.Close() }

// Cmd sends a line when it is its turn. The answer is to be read between StartResponse and EndResponse.
func (c *Conn) Cmd(format string, args ...any) (id uint, err error) {
	id = c.Next()
	c.StartRequest(id)
	defer c.EndRequest(id)
	if err = c.PrintfLine(format, args...); err != nil {
		id = 0
	}
	return id, err
}

// Pipeline keeps requests and their answers in the order of the numbers that Next gives.
type Pipeline struct {
	mu                sync.Mutex
	next              uint
	requests, answers turns
}

// turns lets one after the other go.
type turns struct {
	mu      sync.Mutex
	now     uint
	waiting map[uint]chan struct{}
}

func (t *turns) start(id uint) {
	t.mu.Lock()
	if t.now == id {
		t.mu.Unlock()
		return
	}
	if t.waiting == nil {
		t.waiting = map[uint]chan struct{}{}
	}
	turn := make(chan struct{})
	t.waiting[id] = turn
	t.mu.Unlock()
	<-turn
}

func (t *turns) end(id uint) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now != id {
		panic("out of sync")
	}
	t.now++
	if turn, ok := t.waiting[t.now]; ok {
		delete(t.waiting, t.now)
		close(turn)
	}
}

// Next returns the number of a request.
func (p *Pipeline) Next() uint {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next++
	return p.next - 1
}

// StartRequest waits until it is a request's turn to be sent, and EndRequest lets the next one go.
func (p *Pipeline) StartRequest(id uint) { p.requests.start(id) }
func (p *Pipeline) EndRequest(id uint)   { p.requests.end(id) }

// StartResponse waits until it is an answer's turn to be read, and EndResponse lets the next one go.
func (p *Pipeline) StartResponse(id uint) { p.answers.start(id) }
func (p *Pipeline) EndResponse(id uint)   { p.answers.end(id) }

const blanks = " \t\r\n"

// TrimString returns s without white space at its ends.
func TrimString(s string) string { return strings.Trim(s, blanks) }

// TrimBytes returns b without white space at its ends.
func TrimBytes(b []byte) []byte {
	for len(b) > 0 && strings.IndexByte(blanks, b[0]) >= 0 {
		b = b[1:]
	}
	for len(b) > 0 && strings.IndexByte(blanks, b[len(b)-1]) >= 0 {
		b = b[:len(b)-1]
	}
	return b
}
