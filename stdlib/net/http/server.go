// This file has the server: a goroutine for each connection, which reads a request, calls the handler, and completes the
// answer, until one side wants no more.
//
// An answer is kept back until it is known whether it is short: then its length is said. A longer one goes out in
// chunks, or ends with the connection where the client does not know chunks.

package http

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrServerClosed is what Serve returns after Shutdown or Close.
var ErrServerClosed = errors.New("http: Server closed")

// DefaultMaxHeaderBytes is how big a request may be without its body, where a server does not say.
const DefaultMaxHeaderBytes = 1 << 20

// TrailerPrefix begins keys of an answer's header that become keys of its trailer.
const TrailerPrefix = "Trailer:"

type contextKey struct{ name string }

func (k *contextKey) String() string { return "net/http context value " + k.name }

var (
	ServerContextKey    = &contextKey{"http-server"} // a request's context has the *Server by it
	LocalAddrContextKey = &contextKey{"local-addr"}  // and the net.Addr of the server's side
)

// ConnState is what a connection is doing.
type ConnState int

const (
	StateNew, StateActive, StateIdle ConnState = 0, 1, 2 // before the first byte; at a request; between two
	StateHijacked, StateClosed       ConnState = 3, 4    // somebody else has it; it is no more
)

func (c ConnState) String() string {
	if c < 0 || c > StateClosed {
		return ""
	}
	return [...]string{"new", "active", "idle", "hijacked", "closed"}[c]
}

// Server has the settings of a server. The zero value is good.
type Server struct {
	Addr                         string  // to listen on; "" stands for ":http"
	Handler                      Handler // nil stands for DefaultServeMux
	DisableGeneralOptionsHandler bool    // OPTIONS * is for the handler to answer

	// How long it may take to read a request, its header, to write an answer, and until the next request; 0 for ever. For
	// those of header and next request, 0 stands for ReadTimeout.
	ReadTimeout, ReadHeaderTimeout, WriteTimeout, IdleTimeout time.Duration

	MaxHeaderBytes int // 0 stands for DefaultMaxHeaderBytes

	ConnState   func(net.Conn, ConnState)                             // is told what connections do
	ErrorLog    *log.Logger                                           // nil stands for package log's
	BaseContext func(net.Listener) context.Context                    // of all requests
	ConnContext func(ctx context.Context, c net.Conn) context.Context // of the requests of a connection

	mu         sync.Mutex
	listeners  map[net.Listener]bool
	conns      map[*conn]ConnState
	onShutdown []func()
	ending     atomic.Bool
	noReuse    atomic.Bool
}

// ListenAndServe listens on an address and serves.
func ListenAndServe(addr string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServe()
}

// Serve serves the connections of a listener.
func Serve(l net.Listener, handler Handler) error { return (&Server{Handler: handler}).Serve(l) }

// ListenAndServe listens on Addr and serves.
func (s *Server) ListenAndServe() error {
	if s.ending.Load() {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":http"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return s.Serve(l)
}

// Serve serves the connections of a listener until there is an error, which is never nil.
func (s *Server) Serve(l net.Listener) error {
	defer l.Close()
	s.mu.Lock()
	if s.ending.Load() {
		s.mu.Unlock()
		return ErrServerClosed
	}
	if s.listeners == nil {
		s.listeners, s.conns = map[net.Listener]bool{}, map[*conn]ConnState{}
	}
	s.listeners[l] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.listeners, l)
		s.mu.Unlock()
	}()
	base := context.Background()
	if s.BaseContext != nil {
		if base = s.BaseContext(l); base == nil {
			panic("BaseContext returned a nil context")
		}
	}
	base = context.WithValue(base, ServerContextKey, s)
	for wait := time.Duration(0); ; {
		c, err := l.Accept()
		if err == nil {
			wait = 0
			s.serveConn(base, c)
			continue
		}
		if s.ending.Load() {
			return ErrServerClosed
		}
		temporary, ok := err.(interface{ Temporary() bool })
		if !ok || !temporary.Temporary() {
			return err
		}
		wait = min(max(2*wait, 5*time.Millisecond), time.Second)
		s.logf("http: Accept error: %v; retrying in %v", err, wait)
		time.Sleep(wait)
	}
}

func (s *Server) serveConn(ctx context.Context, nc net.Conn) {
	if s.ConnContext != nil {
		if ctx = s.ConnContext(ctx, nc); ctx == nil {
			panic("ConnContext returned nil")
		}
	}
	c := &conn{server: s, Conn: nc}
	c.limited = limitedConn{Conn: nc}
	c.in, c.out = bufio.NewReader(&c.limited), bufio.NewWriter(nc)
	c.become(StateNew)
	go c.serve(context.WithValue(ctx, LocalAddrContextKey, nc.LocalAddr()))
}

func (s *Server) logf(format string, args ...any) {
	to := s.ErrorLog
	if to == nil {
		to = log.Default()
	}
	to.Printf(format, args...)
}

// RegisterOnShutdown has f called, in a goroutine, when Shutdown is.
func (s *Server) RegisterOnShutdown(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onShutdown = append(s.onShutdown, f)
}

// SetKeepAlivesEnabled says whether connections are used for more than one request.
func (s *Server) SetKeepAlivesEnabled(v bool) {
	s.noReuse.Store(!v)
	if !v {
		s.closeIdle()
	}
}

// closeListeners closes the listeners; the lock is held.
func (s *Server) closeListeners() (err error) {
	for l := range s.listeners {
		if bad := l.Close(); err == nil {
			err = bad
		}
	}
	return err
}

// Close closes all listeners and connections.
func (s *Server) Close() error {
	s.ending.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.closeListeners()
	for c := range s.conns {
		c.Conn.Close()
		delete(s.conns, c)
	}
	return err
}

// closeIdle closes the connections that are between requests, and reports whether there are no others.
func (s *Server) closeIdle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c, state := range s.conns {
		// One that is new for long will send nothing.
		if state == StateIdle || state == StateNew && time.Since(c.since) > 5*time.Second {
			c.Conn.Close()
			delete(s.conns, c)
		}
	}
	return len(s.conns) == 0
}

// Shutdown closes the listeners, and each connection once it is between requests. It waits for that until the context
// ends, whose error it returns then.
func (s *Server) Shutdown(ctx context.Context) error {
	s.ending.Store(true)
	s.mu.Lock()
	err := s.closeListeners()
	for _, f := range s.onShutdown {
		go f()
	}
	s.mu.Unlock()
	wait := time.Millisecond
	for !s.closeIdle() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
			wait = min(2*wait, 500*time.Millisecond)
		}
	}
	return err
}

// limitedConn limits how much is read while it is a header that is read.
type limitedConn struct {
	net.Conn
	left int64 // below 0: no limit
}

var errHeaderTooLarge = errors.New("http: request too large")

func (l *limitedConn) Read(p []byte) (int, error) {
	if l.left == 0 {
		return 0, errHeaderTooLarge
	}
	if l.left > 0 && int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.Conn.Read(p)
	if l.left > 0 {
		l.left -= int64(n)
	}
	return n, err
}

// conn is a connection of a server.
type conn struct {
	net.Conn
	server  *Server
	limited limitedConn
	in      *bufio.Reader
	out     *bufio.Writer
	since   time.Time
	taken   bool // hijacked
}

// become notes what the connection does.
func (c *conn) become(state ConnState) {
	s := c.server
	s.mu.Lock()
	if state == StateHijacked || state == StateClosed {
		delete(s.conns, c)
	} else {
		if state == StateNew {
			c.since = time.Now()
		}
		s.conns[c] = state
	}
	s.mu.Unlock()
	if s.ConnState != nil {
		s.ConnState(c.Conn, state)
	}
}

// within sets a deadline, or none where the time is not above 0.
func within(set func(time.Time) error, d time.Duration) {
	var t time.Time
	if d > 0 {
		t = time.Now().Add(d)
	}
	set(t)
}

func (c *conn) serve(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer func() {
		if p := recover(); p != nil && p != ErrAbortHandler {
			stack := make([]byte, 64<<10)
			stack = stack[:runtime.Stack(stack, false)]
			c.server.logf("http: panic serving %v: %v\n%s", c.RemoteAddr(), p, stack)
		}
		if !c.taken {
			c.out.Flush()
			c.Conn.Close()
			c.become(StateClosed)
		}
	}()
	for first := true; ; first = false {
		if !c.awaitRequest(first) {
			return
		}
		w, err := c.readRequest(ctx)
		if err != nil {
			c.refuse(err)
			return
		}
		w.serve()
		if c.taken {
			return
		}
		if !w.reusable() || c.server.noReuse.Load() || c.server.ending.Load() {
			w.linger()
			return
		}
		c.become(StateIdle)
	}
}

// awaitRequest waits for the first byte of a request.
func (c *conn) awaitRequest(first bool) bool {
	s := c.server
	idle := s.IdleTimeout
	if idle == 0 {
		idle = s.ReadTimeout
	}
	if first {
		if idle = s.ReadHeaderTimeout; idle == 0 {
			idle = s.ReadTimeout
		}
	}
	if idle > 0 || !first {
		within(c.SetReadDeadline, idle)
	}
	c.limited.left = -1
	if _, err := c.in.Peek(1); err != nil {
		return false
	}
	c.become(StateActive)
	return true
}

// readRequest reads a request without its body, and makes the writer of its answer.
func (c *conn) readRequest(ctx context.Context) (*response, error) {
	s := c.server
	head := s.ReadHeaderTimeout
	if head == 0 {
		head = s.ReadTimeout
	}
	if head > 0 {
		within(c.SetReadDeadline, head)
	}
	most := s.MaxHeaderBytes
	if most <= 0 {
		most = DefaultMaxHeaderBytes
	}
	c.limited.left = max(int64(most)+4096-int64(c.in.Buffered()), 0) // what the buffer may read ahead, and has
	r, err := readRequest(c.in)
	c.limited.left = -1
	if err != nil {
		return nil, err
	}
	if head > 0 || s.ReadTimeout > 0 {
		within(c.SetReadDeadline, s.ReadTimeout)
	}
	if s.WriteTimeout > 0 {
		within(c.SetWriteDeadline, s.WriteTimeout)
	}
	if r.ProtoMajor != 1 {
		return nil, refused{StatusHTTPVersionNotSupported, "unsupported protocol version"}
	}
	hosts, given := r.Header["Host"]
	switch {
	case r.ProtoAtLeast(1, 1) && !given && r.Method != MethodConnect:
		return nil, refused{StatusBadRequest, "missing required Host header"}
	case len(hosts) > 1:
		return nil, badMessage("too many Host headers")
	case len(hosts) == 1 && strings.ContainsAny(hosts[0], " \t/\\\"<>^`{|}"):
		return nil, refused{StatusBadRequest, "malformed Host header"}
	}
	delete(r.Header, "Host")
	for key, values := range r.Header {
		if !isToken(key) {
			return nil, refused{StatusBadRequest, "invalid header name"}
		}
		if slices.ContainsFunc(values, func(v string) bool { return !isValue(v) }) {
			return nil, refused{StatusBadRequest, "invalid header value"}
		}
	}
	r.RemoteAddr = c.RemoteAddr().String()
	w := &response{conn: c, request: r, header: Header{}, length: -1}
	w.ctx, w.cancel = context.WithCancel(ctx)
	r.ctx = w.ctx
	w.body, _ = r.Body.(*body)
	r.watch = func() { w.watching.Do(w.watchClient) }
	if r.Header.hasToken("Expect", "100-continue") && r.ProtoAtLeast(1, 1) && w.body != nil {
		w.body.begin = w.sayContinue
	}
	return w, nil
}

// refused is a request that is told why it is.
type refused struct {
	code int
	text string
}

func (e refused) Error() string { return e.text }

// refuse answers a request that could not be read.
func (c *conn) refuse(err error) {
	code, text := StatusBadRequest, ""
	body := ""
	var network *net.OpError
	var no refused
	switch {
	case errors.As(err, &no):
		code, text = no.code, ": "+no.text
	case errors.Is(err, errHeaderTooLarge):
		code = StatusRequestHeaderFieldsTooLarge
	case strings.HasPrefix(err.Error(), "unsupported transfer encoding"):
		code, body = StatusNotImplemented, "Unsupported transfer encoding"
	case err == io.EOF, err == io.ErrUnexpectedEOF, errors.As(err, &network):
		return
	}
	status := fmt.Sprintf("%d %s%s", code, StatusText(code), text)
	if body == "" {
		body = status
	}
	fmt.Fprintf(c.out, "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n%s", status, body)
	c.out.Flush()
	c.closeWrite()
}

// closeWrite ends the answer, and gives the client time to read it.
func (c *conn) closeWrite() {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
		c.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
		io.CopyN(io.Discard, c.Conn, 256<<10)
	}
}

// short is how long an answer may be that is kept back until it is complete.
const short = 2048

// response is the writer of an answer.
type response struct {
	conn    *conn
	request *Request
	body    *body
	header  Header
	ctx     context.Context
	cancel  func()

	mu         sync.Mutex // of what goes out: the handler, and 100 Continue
	headed     bool       // WriteHeader was called
	code       int
	sent       bool   // the header is out
	final      Header // as it was when WriteHeader was called
	held       []byte // what is kept back
	length     int64  // that the header says, or -1
	written    int64
	chunked    bool
	closeAfter bool
	ended      bool
	continued  bool

	watching sync.Once
	stop     chan struct{} // closed when the watch is over
}

// sayContinue tells the client that its body is welcome.
func (w *response) sayContinue() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.headed && !w.continued {
		w.continued = true
		w.conn.out.WriteString("HTTP/1.1 100 Continue\r\n\r\n")
		w.conn.out.Flush()
	}
}

// watchClient looks whether the client goes away, which ends the context. It can only while nobody reads.
func (w *response) watchClient() {
	if w.ended || w.conn.taken || w.body != nil && w.body.err == nil {
		return
	}
	w.stop = make(chan struct{})
	go func() {
		defer close(w.stop)
		if _, err := w.conn.in.Peek(1); err != nil {
			var timeout net.Error
			if !errors.As(err, &timeout) || !timeout.Timeout() {
				w.cancel()
			}
		}
	}()
}

// unwatch ends the watch.
func (w *response) unwatch() {
	w.watching.Do(func() {})
	if w.stop != nil {
		w.conn.SetReadDeadline(time.Unix(1, 0))
		<-w.stop
		w.stop = nil
		w.conn.SetReadDeadline(time.Time{})
	}
}

func (w *response) serve() {
	h := w.conn.server.Handler
	if h == nil {
		h = DefaultServeMux
	}
	if r := w.request; r.RequestURI == "*" && r.Method == MethodOptions && !w.conn.server.DisableGeneralOptionsHandler {
		h = HandlerFunc(func(w ResponseWriter, r *Request) {
			w.Header().Set("Content-Length", "0")
			if r.ContentLength != 0 {
				io.Copy(io.Discard, MaxBytesReader(w, r.Body, 4<<10))
			}
		})
	}
	defer w.cancel()
	defer w.unwatch()
	h.ServeHTTP(w, w.request)
	if !w.conn.taken {
		w.unwatch()
		w.end()
	}
}

// Header returns the header of the answer; after the last Write, of its trailer.
func (w *response) Header() Header { return w.header }

// WriteHeader sets the number of the answer, or sends one of those below 200 before it.
func (w *response) WriteHeader(code int) {
	checkCode(code)
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.conn.taken:
		w.conn.server.logf("http: response.WriteHeader on hijacked connection from %s", caller())
		return
	case w.headed:
		w.conn.server.logf("http: superfluous response.WriteHeader call from %s", caller())
		return
	case code < 200 && code != StatusSwitchingProtocols:
		w.continued = w.continued || code == StatusContinue
		fmt.Fprintf(w.conn.out, "HTTP/1.1 %03d %s\r\n", code, StatusText(code))
		w.header.WriteSubset(w.conn.out, map[string]bool{"Content-Length": true, "Transfer-Encoding": true})
		w.conn.out.WriteString("\r\n")
		w.conn.out.Flush()
		return
	}
	w.setHead(code)
}

// caller tells who called into the package.
func caller() string {
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if !more || !strings.HasPrefix(f.Function, "net/http.") {
			return fmt.Sprintf("%s (%s:%d)", f.Function, f.File[strings.LastIndexByte(f.File, '/')+1:], f.Line)
		}
	}
}

func (w *response) setHead(code int) {
	w.headed, w.code = true, code
	w.final = w.header.Clone()
	if l := w.final.one("Content-Length"); l != "" {
		if n, err := strconv.ParseInt(l, 10, 64); err == nil && n >= 0 {
			w.length = n
		} else {
			w.conn.server.logf("http: invalid Content-Length of %q", l)
			delete(w.final, "Content-Length")
		}
	}
}

// Write writes a part of the body.
func (w *response) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn.taken {
		return 0, ErrHijacked
	}
	if !w.headed {
		w.setHead(StatusOK)
	}
	if len(p) == 0 {
		return 0, nil
	}
	if !hasBody(w.code) {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(len(p))
	if w.length >= 0 && w.written > w.length {
		return 0, ErrContentLength
	}
	if !w.sent {
		if len(w.held)+len(p) <= short {
			w.held = append(w.held, p...)
			return len(p), nil
		}
		w.sendHead(false, p)
		if err := w.put(w.held); err != nil {
			return 0, err
		}
		w.held = nil
	}
	if err := w.put(p); err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteString is Write of a string.
func (w *response) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// put writes a part of the body behind the header.
func (w *response) put(p []byte) (err error) {
	switch {
	case w.request.Method == MethodHead || len(p) == 0:
	case w.chunked:
		_, err = chunkWriter{w.conn.out}.Write(p)
	default:
		_, err = w.conn.out.Write(p)
	}
	return err
}

// answerHead are the headers that are not written from the header as it is.
var answerHead = map[string]bool{"Transfer-Encoding": true, "Date": true, "Content-Type": true}

// sendHead writes the header. whole tells that the body is what is held and nothing more; next is what comes behind that.
func (w *response) sendHead(whole bool, next []byte) {
	w.sent = true
	r, h, out := w.request, w.final, w.conn.out
	head, allowed := r.Method == MethodHead, hasBody(w.code)
	if whole && w.length < 0 && allowed && (!head || len(w.held) > 0) && h["Transfer-Encoding"] == nil {
		w.length = int64(len(w.held))
	}
	if r.Close || h.hasToken("Connection", "close") || w.conn.server.noReuse.Load() || w.conn.server.ending.Load() {
		w.closeAfter = true
	}
	if w.body != nil && !w.closeAfter && !w.body.drain(256<<10) {
		w.closeAfter = true // what is left of the request is in the way
	}
	if w.length < 0 && allowed && !head {
		if r.ProtoAtLeast(1, 1) && h.one("Transfer-Encoding") != "identity" {
			w.chunked = true
		} else {
			w.closeAfter = true
		}
	}
	version := "HTTP/1.1"
	if !r.ProtoAtLeast(1, 1) {
		version = "HTTP/1.0"
	}
	text := StatusText(w.code)
	if text == "" {
		text = "status code " + strconv.Itoa(w.code)
	}
	fmt.Fprintf(out, "%s %03d %s\r\n", version, w.code, text)
	if w.length < 0 || w.chunked || !allowed {
		delete(h, "Content-Length")
	}
	exclude := answerHead
	if hasTrailerKeys(h) {
		exclude = maps.Clone(answerHead)
		for k := range h {
			if strings.HasPrefix(k, TrailerPrefix) {
				exclude[k] = true
			}
		}
	}
	sniffed := append(w.held[:len(w.held):len(w.held)], next[:min(len(next), 512)]...)
	kind := ""
	if types, ok := h["Content-Type"]; ok {
		Header{"Content-Type": types}.Write(out)
	} else if h.one("Content-Encoding") == "" && h.one("Transfer-Encoding") == "" && allowed && len(sniffed) > 0 {
		kind = DetectContentType(sniffed)
	}
	h.WriteSubset(out, exclude)
	w.restOfHead(h, kind)
}

func hasTrailerKeys(h Header) bool {
	for k := range h {
		if strings.HasPrefix(k, TrailerPrefix) {
			return true
		}
	}
	return false
}

// restOfHead writes the headers that the server adds, and the empty line.
func (w *response) restOfHead(h Header, contentType string) {
	out := w.conn.out
	if dates, ok := h["Date"]; ok {
		Header{"Date": dates}.Write(out)
	} else {
		out.WriteString("Date: " + time.Now().UTC().Format(TimeFormat) + "\r\n")
	}
	if w.length >= 0 && !w.chunked && w.code >= 200 && w.code != StatusNoContent && h["Content-Length"] == nil {
		out.WriteString("Content-Length: " + strconv.FormatInt(w.length, 10) + "\r\n")
	}
	if contentType != "" {
		out.WriteString("Content-Type: " + contentType + "\r\n")
	}
	switch {
	case h["Connection"] != nil || w.code == StatusSwitchingProtocols:
	case w.closeAfter && w.request.ProtoAtLeast(1, 1):
		out.WriteString("Connection: close\r\n")
	case !w.closeAfter && !w.request.ProtoAtLeast(1, 1):
		out.WriteString("Connection: keep-alive\r\n")
	}
	if w.chunked {
		out.WriteString("Transfer-Encoding: chunked\r\n")
	}
	out.WriteString("\r\n")
}

// trailer returns what stands behind the last chunk.
func (w *response) trailer() Header {
	t := Header{}
	for _, list := range w.final["Trailer"] {
		for key := range strings.SplitSeq(list, ",") {
			key = CanonicalHeaderKey(strings.TrimSpace(key))
			if v := w.header[key]; len(v) > 0 {
				t[key] = v
			}
		}
	}
	for k, v := range w.header {
		if key, ok := strings.CutPrefix(k, TrailerPrefix); ok {
			t[CanonicalHeaderKey(key)] = v
		}
	}
	return t
}

// end completes the answer.
func (w *response) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = true
	if !w.headed {
		w.setHead(StatusOK)
	}
	if !w.sent {
		w.sendHead(len(w.trailer()) == 0, nil)
		w.put(w.held)
	}
	if w.length > w.written && w.request.Method != MethodHead && hasBody(w.code) {
		w.closeAfter = true // the client waits for more
	}
	if w.chunked {
		chunkWriter{w.conn.out}.end(w.trailer())
	}
	w.conn.out.Flush()
	if w.body != nil && !w.closeAfter && !w.body.drain(256<<10) {
		w.closeAfter = true
	}
}

// reusable reports whether another request may come.
func (w *response) reusable() bool { return !w.closeAfter }

// linger closes the answer while the client may still be sending.
func (w *response) linger() {
	if w.body != nil && w.body.err != io.EOF {
		w.conn.closeWrite()
	}
}

// Flush sends what was written so far.
func (w *response) Flush() { w.FlushError() }

// FlushError is Flush that tells what went wrong.
func (w *response) FlushError() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.headed {
		w.setHead(StatusOK)
	}
	if !w.sent {
		w.sendHead(false, nil)
		w.put(w.held)
		w.held = nil
	}
	return w.conn.out.Flush()
}

// Hijack gives the connection away.
func (w *response) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	w.unwatch()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn.taken {
		return nil, nil, ErrHijacked
	}
	if w.headed {
		w.conn.out.Flush()
	}
	w.conn.taken = true
	w.conn.SetDeadline(time.Time{})
	w.conn.become(StateHijacked)
	return w.conn.Conn, bufio.NewReadWriter(w.conn.in, w.conn.out), nil
}

// CloseNotify tells when the client has gone.
func (w *response) CloseNotify() <-chan bool {
	gone := make(chan bool, 1)
	w.watching.Do(w.watchClient)
	context.AfterFunc(w.ctx, func() { gone <- true })
	return gone
}

// SetReadDeadline and SetWriteDeadline are for ResponseController.
func (w *response) SetReadDeadline(t time.Time) error  { return w.conn.SetReadDeadline(t) }
func (w *response) SetWriteDeadline(t time.Time) error { return w.conn.SetWriteDeadline(t) }

// EnableFullDuplex is for ResponseController; reading and writing are never in each other's way.
func (w *response) EnableFullDuplex() error { return nil }
