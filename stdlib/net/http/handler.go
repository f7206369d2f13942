// This file has what handlers are, and some that are often needed.

package http

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"net"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Handler answers requests. When ServeHTTP returns the answer is complete, and request and writer must not be used any
// more.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// HandlerFunc is a function as a Handler.
type HandlerFunc func(ResponseWriter, *Request)

// ServeHTTP calls f.
func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// ResponseWriter takes an answer. The header may be changed until WriteHeader, which the first Write calls with 200.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// Flusher is a ResponseWriter that sends what was written so far.
type Flusher interface{ Flush() }

// Hijacker is a ResponseWriter that gives its connection away.
type Hijacker interface {
	Hijack() (net.Conn, *bufio.ReadWriter, error)
}

// CloseNotifier is a ResponseWriter that tells when the client has gone.
//
// Deprecated: the request's context does.
type CloseNotifier interface{ CloseNotify() <-chan bool }

// Pusher is a ResponseWriter of HTTP/2.
type Pusher interface {
	Push(target string, opts *PushOptions) error
}

// PushOptions are for Pusher.
type PushOptions struct {
	Method string
	Header Header
}

var (
	ErrBodyNotAllowed  = errors.New("http: request method or response status code does not allow body")
	ErrHijacked        = errors.New("http: connection has been hijacked")
	ErrContentLength   = errors.New("http: wrote more than the declared Content-Length")
	ErrWriteAfterFlush = errors.New("unused")
	ErrAbortHandler    = errors.New("net/http: abort Handler")
	ErrHandlerTimeout  = errors.New("http: Handler timeout")
)

// Error answers with a text and a number.
func Error(w ResponseWriter, error string, code int) {
	h := w.Header()
	delete(h, "Content-Length")
	h["X-Content-Type-Options"], h["Content-Type"] = []string{"nosniff"}, []string{"text/plain; charset=utf-8"}
	w.WriteHeader(code)
	fmt.Fprintln(w, error)
}

// NotFound answers that there is nothing.
func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }

// NotFoundHandler returns a handler that does.
func NotFoundHandler() Handler { return HandlerFunc(NotFound) }

// Redirect answers that a URL, which may be relative to the request's path, is to be asked for.
func Redirect(w ResponseWriter, r *Request, target string, code int) {
	if u, err := url.Parse(target); err == nil && u.Scheme == "" {
		from := r.URL.Path
		if from == "" {
			from = "/"
		}
		if target == "" || target[0] != '/' {
			target = from[:strings.LastIndexByte(from, '/')+1] + target
		}
		place, query, asked := strings.Cut(target, "?")
		slash := strings.HasSuffix(place, "/")
		if place = path.Clean(place); slash && !strings.HasSuffix(place, "/") {
			place += "/"
		}
		if target = place; asked {
			target += "?" + query
		}
	}
	h := w.Header()
	_, typed := h["Content-Type"]
	h.Set("Location", hexASCII(target))
	if !typed && (r.Method == MethodGet || r.Method == MethodHead) {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !typed && r.Method == MethodGet {
		fmt.Fprintln(w, `<a href="`+html.EscapeString(target)+`">`+StatusText(code)+"</a>.\n")
	}
}

// hexASCII escapes what is not ASCII.
func hexASCII(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02x", s[i])
		}
	}
	return b.String()
}

// RedirectHandler returns a handler that redirects each request.
func RedirectHandler(url string, code int) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) { Redirect(w, r, url, code) })
}

// StripPrefix takes a prefix from the path before it calls h; requests without it find nothing.
func StripPrefix(prefix string, h Handler) Handler {
	if prefix == "" {
		return h
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		p, ok := strings.CutPrefix(r.URL.Path, prefix)
		raw, ok2 := strings.CutPrefix(r.URL.RawPath, prefix)
		if !ok || r.URL.RawPath != "" && !ok2 {
			NotFound(w, r)
			return
		}
		u, c := *r.URL, *r
		u.Path, u.RawPath = p, raw
		c.URL = &u
		h.ServeHTTP(w, &c)
	})
}

// AllowQuerySemicolons turns semicolons in queries into ampersands.
func AllowQuerySemicolons(h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		if strings.Contains(r.URL.RawQuery, ";") {
			u, c := *r.URL, *r
			u.RawQuery = strings.ReplaceAll(u.RawQuery, ";", "&")
			c.URL = &u
			r = &c
		}
		h.ServeHTTP(w, r)
	})
}

// MaxBytesError is the error of a body that is too big.
type MaxBytesError struct{ Limit int64 }

func (e *MaxBytesError) Error() string { return "http: request body too large" }

// MaxBytesReader limits a request's body. When more is there the connection is closed after the answer.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	return &maxBytes{r, w, max(n, 0), max(n, 0), nil}
}

type maxBytes struct {
	io.ReadCloser
	w     ResponseWriter
	limit int64
	left  int64
	err   error
}

func (m *maxBytes) Read(p []byte) (int, error) {
	if m.err != nil || len(p) == 0 {
		return 0, m.err
	}
	if int64(len(p))-1 > m.left {
		p = p[:m.left+1] // one more tells whether there is more
	}
	n, err := m.ReadCloser.Read(p)
	if int64(n) <= m.left {
		m.left -= int64(n)
		m.err = err
		return n, err
	}
	n, m.left = int(m.left), 0
	m.err = &MaxBytesError{m.limit}
	if res, ok := m.w.(*response); ok {
		res.closeAfter = true
		if !res.headed {
			res.header.Set("Connection", "close")
		}
	}
	return n, m.err
}

// MaxBytesHandler limits the bodies that h gets.
func MaxBytesHandler(h Handler, n int64) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		c := *r
		c.Body = MaxBytesReader(w, r.Body, n)
		h.ServeHTTP(w, &c)
	})
}

// TimeoutHandler answers with 503 and a message where h takes longer than dt.
func TimeoutHandler(h Handler, dt time.Duration, msg string) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		ctx, cancel := context.WithTimeout(r.Context(), dt)
		defer cancel()
		late := &timed{header: Header{}}
		done, failed := make(chan struct{}), make(chan any, 1)
		go func() {
			defer func() {
				if p := recover(); p != nil {
					failed <- p
				}
			}()
			h.ServeHTTP(late, r.WithContext(ctx))
			close(done)
		}()
		select {
		case p := <-failed:
			panic(p)
		case <-done:
			late.mu.Lock()
			defer late.mu.Unlock()
			maps.Copy(w.Header(), late.header)
			if late.code == 0 {
				late.code = StatusOK
			}
			w.WriteHeader(late.code)
			w.Write(late.buf.Bytes())
		case <-ctx.Done():
			late.mu.Lock()
			defer late.mu.Unlock()
			late.err = ctx.Err()
			if late.err == context.DeadlineExceeded {
				late.err = ErrHandlerTimeout
				w.WriteHeader(StatusServiceUnavailable)
				if msg == "" {
					msg = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
				}
				io.WriteString(w, msg)
			} else {
				w.WriteHeader(StatusServiceUnavailable)
			}
		}
	})
}

// timed keeps an answer until it is known to be in time.
type timed struct {
	header Header
	mu     sync.Mutex
	buf    bytes.Buffer
	code   int
	err    error
}

func (t *timed) Header() Header { return t.header }

func (t *timed) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err != nil {
		return 0, t.err
	}
	if t.code == 0 {
		t.code = StatusOK
	}
	return t.buf.Write(p)
}

func (t *timed) WriteHeader(code int) {
	checkCode(code)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.code == 0 {
		t.code = code
	}
}

func checkCode(code int) {
	if code < 100 || code > 999 {
		panic("invalid WriteHeader code " + strconv.Itoa(code))
	}
}

// ResponseController does what a ResponseWriter, or one that it wraps, can do besides writing. What it cannot do is an
// error that is ErrNotSupported.
type ResponseController struct{ w ResponseWriter }

// NewResponseController makes a ResponseController. A writer that wraps another has a method Unwrap.
func NewResponseController(rw ResponseWriter) *ResponseController { return &ResponseController{rw} }

// ask calls try for the writer and those that it wraps, until it returns true.
func (c *ResponseController) ask(try func(any) bool) error {
	for w := c.w; ; {
		if try(w) {
			return nil
		}
		u, ok := w.(interface{ Unwrap() ResponseWriter })
		if !ok {
			return fmt.Errorf("%w", ErrNotSupported)
		}
		w = u.Unwrap()
	}
}

// Flush sends what was written so far.
func (c *ResponseController) Flush() (err error) {
	bad := c.ask(func(w any) bool {
		switch f := w.(type) {
		case interface{ FlushError() error }:
			err = f.FlushError()
		case Flusher:
			f.Flush()
		default:
			return false
		}
		return true
	})
	return errors.Join(bad, err)
}

// Hijack takes the connection over.
func (c *ResponseController) Hijack() (conn net.Conn, rw *bufio.ReadWriter, err error) {
	if bad := c.ask(func(w any) bool {
		h, ok := w.(Hijacker)
		if ok {
			conn, rw, err = h.Hijack()
		}
		return ok
	}); bad != nil {
		return nil, nil, bad
	}
	return conn, rw, err
}

func (c *ResponseController) deadline(call func(any) (error, bool)) (err error) {
	if bad := c.ask(func(w any) (ok bool) {
		err, ok = call(w)
		return ok
	}); bad != nil {
		return bad
	}
	return err
}

// SetReadDeadline sets until when the request, with its body, must be read.
func (c *ResponseController) SetReadDeadline(deadline time.Time) error {
	return c.deadline(func(w any) (error, bool) {
		if d, ok := w.(interface{ SetReadDeadline(time.Time) error }); ok {
			return d.SetReadDeadline(deadline), true
		}
		return nil, false
	})
}

// SetWriteDeadline sets until when the answer must be written.
func (c *ResponseController) SetWriteDeadline(deadline time.Time) error {
	return c.deadline(func(w any) (error, bool) {
		if d, ok := w.(interface{ SetWriteDeadline(time.Time) error }); ok {
			return d.SetWriteDeadline(deadline), true
		}
		return nil, false
	})
}

// EnableFullDuplex lets the handler read the request while it writes the answer.
func (c *ResponseController) EnableFullDuplex() error {
	return c.deadline(func(w any) (error, bool) {
		if d, ok := w.(interface{ EnableFullDuplex() error }); ok {
			return d.EnableFullDuplex(), true
		}
		return nil, false
	})
}
