// This file has the transport: connections to servers, which are used again.
//
// A request takes an idle connection to its server, or makes one. It is written by a goroutine of its own where it has a
// body, so that an answer can come before all is sent. The answer is read by the caller; when its body has ended, the
// connection is idle again. The end of a request's context closes its connection.

package http

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// DefaultMaxIdleConnsPerHost is what Transport's MaxIdleConnsPerHost of 0 stands for.
const DefaultMaxIdleConnsPerHost = 2

// ErrSkipAltProtocol is what a RoundTripper of RegisterProtocol returns to leave a request to the transport.
var ErrSkipAltProtocol = errors.New("net/http: skip alternate protocol")

// Transport sends requests. It is to be used again and again, also by several goroutines at once.
type Transport struct {
	Proxy       func(*Request) (*url.URL, error)                                  // to ask instead of the server, or nil
	DialContext func(ctx context.Context, network, addr string) (net.Conn, error) // makes connections

	// Deprecated: DialContext does it.
	Dial func(network, addr string) (net.Conn, error)

	// DialTLSContext makes the connections for https, on which the rest of TLS is done already. Without it there is none.
	DialTLSContext func(ctx context.Context, network, addr string) (net.Conn, error)

	// Deprecated: DialTLSContext does it.
	DialTLS func(network, addr string) (net.Conn, error)

	TLSHandshakeTimeout time.Duration // is not used
	DisableKeepAlives   bool          // a connection is for one request
	DisableCompression  bool          // gzip is not asked for

	MaxIdleConns, MaxIdleConnsPerHost, MaxConnsPerHost int // 0: no limit; 2; no limit

	// How long a connection may be idle, an answer may take to begin, and the word to go on with a body; 0 for ever, and
	// for the last not to wait for it.
	IdleConnTimeout, ResponseHeaderTimeout, ExpectContinueTimeout time.Duration

	ProxyConnectHeader     Header // for CONNECT to a proxy
	MaxResponseHeaderBytes int64  // of an answer; 0 stands for 10 MB
	WriteBufferSize        int    // 0 stands for 4 KB
	ReadBufferSize         int
	ForceAttemptHTTP2      bool // is not used

	mu       sync.Mutex
	idle     map[string][]*clientConn
	idleAll  int
	counts   map[string]int
	freed    chan struct{} // closed when a connection goes
	byScheme map[string]RoundTripper
}

// DefaultTransport is what clients use that have none.
var DefaultTransport RoundTripper = &Transport{Proxy: ProxyFromEnvironment, MaxIdleConns: 100, IdleConnTimeout: 90 * time.Second, ExpectContinueTimeout: time.Second}

// Clone returns a transport with the same settings.
func (t *Transport) Clone() *Transport {
	return &Transport{Proxy: t.Proxy, DialContext: t.DialContext, Dial: t.Dial, DialTLSContext: t.DialTLSContext, DialTLS: t.DialTLS,
		TLSHandshakeTimeout: t.TLSHandshakeTimeout, DisableKeepAlives: t.DisableKeepAlives, DisableCompression: t.DisableCompression,
		MaxIdleConns: t.MaxIdleConns, MaxIdleConnsPerHost: t.MaxIdleConnsPerHost, MaxConnsPerHost: t.MaxConnsPerHost, IdleConnTimeout: t.IdleConnTimeout,
		ResponseHeaderTimeout: t.ResponseHeaderTimeout, ExpectContinueTimeout: t.ExpectContinueTimeout, ProxyConnectHeader: t.ProxyConnectHeader.Clone(),
		MaxResponseHeaderBytes: t.MaxResponseHeaderBytes, WriteBufferSize: t.WriteBufferSize, ReadBufferSize: t.ReadBufferSize,
		ForceAttemptHTTP2: t.ForceAttemptHTTP2, byScheme: maps.Clone(t.byScheme)}
}

// RegisterProtocol gives the requests of a scheme to another RoundTripper.
func (t *Transport) RegisterProtocol(scheme string, rt RoundTripper) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byScheme[scheme] != nil {
		panic("protocol " + scheme + " already registered")
	}
	if t.byScheme == nil {
		t.byScheme = map[string]RoundTripper{}
	}
	t.byScheme[scheme] = rt
}

// ProxyURL returns a function that is Transport's Proxy.
func ProxyURL(fixedURL *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixedURL, nil }
}

// ProxyFromEnvironment returns the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY, or the same in small letters, say. For
// this machine there is none.
func ProxyFromEnvironment(req *Request) (*url.URL, error) {
	get := func(name string) string {
		if v := os.Getenv(name); v != "" {
			return v
		}
		return os.Getenv(strings.ToLower(name))
	}
	host := strings.ToLower(req.URL.Hostname())
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil, nil
	}
	for one := range strings.SplitSeq(get("NO_PROXY"), ",") {
		one = strings.ToLower(strings.TrimSpace(one))
		if one == "*" || one != "" && (host == one || strings.HasSuffix(host, "."+strings.TrimPrefix(one, "."))) {
			return nil, nil
		}
	}
	proxy := ""
	switch req.URL.Scheme {
	case "http":
		if proxy = get("HTTP_PROXY"); os.Getenv("REQUEST_METHOD") != "" && proxy != "" {
			return nil, errors.New("refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy")
		}
	case "https":
		proxy = get("HTTPS_PROXY")
	}
	if proxy == "" {
		return nil, nil
	}
	u, err := url.Parse(proxy)
	if err != nil || u.Scheme == "" || u.Host == "" {
		if v, bad := url.Parse("http://" + proxy); bad == nil {
			return v, nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("invalid proxy address %q: %v", proxy, err)
	}
	return u, nil
}

// clientConn is a connection to a server.
type clientConn struct {
	net.Conn
	t      *Transport
	key    string
	in     *bufio.Reader
	out    *bufio.Writer
	used   bool        // a request has been answered
	expiry *time.Timer // closes it when it is idle for too long
	gone   sync.Once
}

func (c *clientConn) Close() (err error) {
	c.gone.Do(func() {
		err = c.Conn.Close()
		t := c.t
		t.mu.Lock()
		defer t.mu.Unlock()
		t.counts[c.key]--
		if t.freed != nil {
			close(t.freed)
			t.freed = nil
		}
	})
	return err
}

// CloseIdleConnections closes the connections that nobody uses.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	all := t.idle
	t.idle, t.idleAll = nil, 0
	t.mu.Unlock()
	for _, list := range all {
		for _, c := range list {
			c.Close()
		}
	}
}

// CancelRequest does nothing any more.
//
// Deprecated: the request's context does it.
func (t *Transport) CancelRequest(req *Request) {}

// release makes a connection idle.
func (t *Transport) release(c *clientConn) {
	most := t.MaxIdleConnsPerHost
	if most == 0 {
		most = DefaultMaxIdleConnsPerHost
	}
	t.mu.Lock()
	if t.DisableKeepAlives || most < 0 || len(t.idle[c.key]) >= most || t.MaxIdleConns > 0 && t.idleAll >= t.MaxIdleConns {
		t.mu.Unlock()
		c.Close()
		return
	}
	if t.idle == nil {
		t.idle = map[string][]*clientConn{}
	}
	c.used = true
	t.idle[c.key] = append(t.idle[c.key], c)
	t.idleAll++
	if t.IdleConnTimeout > 0 {
		c.expiry = time.AfterFunc(t.IdleConnTimeout, func() {
			if t.takeOut(c) {
				c.Close()
			}
		})
	}
	if t.freed != nil {
		close(t.freed)
		t.freed = nil
	}
	t.mu.Unlock()
}

// takeOut takes a connection from the idle ones, and reports whether it was there.
func (t *Transport) takeOut(c *clientConn) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, other := range t.idle[c.key] {
		if other == c {
			list := t.idle[c.key]
			t.idle[c.key] = append(list[:i:i], list[i+1:]...)
			t.idleAll--
			return true
		}
	}
	return false
}

// get returns a connection: an idle one, or a new one.
func (t *Transport) get(ctx context.Context, key, scheme, addr string, fresh bool) (*clientConn, error) {
	for {
		t.mu.Lock()
		if list := t.idle[key]; len(list) > 0 && !fresh {
			c := list[len(list)-1]
			t.idle[key] = list[:len(list)-1]
			t.idleAll--
			t.mu.Unlock()
			if c.expiry != nil {
				c.expiry.Stop()
			}
			return c, nil
		}
		if t.MaxConnsPerHost <= 0 || t.counts[key] < t.MaxConnsPerHost {
			if t.counts == nil {
				t.counts = map[string]int{}
			}
			t.counts[key]++
			t.mu.Unlock()
			break
		}
		if t.freed == nil {
			t.freed = make(chan struct{})
		}
		freed := t.freed
		t.mu.Unlock()
		select {
		case <-freed:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	nc, err := t.dial(ctx, scheme, addr)
	if err != nil {
		t.mu.Lock()
		t.counts[key]--
		t.mu.Unlock()
		return nil, err
	}
	return &clientConn{Conn: nc, t: t, key: key, in: bufio.NewReaderSize(nc, max(t.ReadBufferSize, 4096)), out: bufio.NewWriterSize(nc, max(t.WriteBufferSize, 4096))}, nil
}

func (t *Transport) dial(ctx context.Context, scheme, addr string) (net.Conn, error) {
	switch {
	case scheme == "https" && t.DialTLSContext != nil:
		return t.DialTLSContext(ctx, "tcp", addr)
	case scheme == "https" && t.DialTLS != nil:
		return t.DialTLS("tcp", addr)
	case scheme == "https":
		return nil, errors.New("net/http: https needs a Transport with DialTLSContext, for there is no crypto/tls")
	case t.DialContext != nil:
		return t.DialContext(ctx, "tcp", addr)
	case t.Dial != nil:
		return t.Dial("tcp", addr)
	}
	return (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext(ctx, "tcp", addr)
}

// address returns where a URL's server listens.
func address(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// check tells what is wrong with a request.
func check(r *Request) error {
	switch {
	case r.URL == nil:
		return errors.New("http: nil Request.URL")
	case r.Header == nil:
		return errors.New("http: nil Request.Header")
	case r.URL.Scheme != "http" && r.URL.Scheme != "https":
		return fmt.Errorf("unsupported protocol scheme %q", r.URL.Scheme)
	case r.Method != "" && !isToken(r.Method):
		return fmt.Errorf("net/http: invalid method %q", r.Method)
	case r.URL.Host == "":
		return errors.New("http: no Host in request URL")
	}
	for key, values := range r.Header {
		if !isToken(key) {
			return fmt.Errorf("net/http: invalid header field name %q", key)
		}
		for _, v := range values {
			if !isValue(v) {
				return fmt.Errorf("net/http: invalid header field value for %q", key)
			}
		}
	}
	return nil
}

// RoundTrip sends a request and returns its answer. On a connection that turns out to be closed it is sent once more, by
// another, where nothing can have come of it or doing it twice is like doing it once.
func (t *Transport) RoundTrip(r *Request) (*Response, error) {
	if r.URL != nil {
		t.mu.Lock()
		other := t.byScheme[r.URL.Scheme]
		t.mu.Unlock()
		if other != nil {
			if resp, err := other.RoundTrip(r); err != ErrSkipAltProtocol {
				return resp, err
			}
		}
	}
	if err := check(r); err != nil {
		closeBody(r)
		return nil, err
	}
	var proxy *url.URL
	if t.Proxy != nil {
		var err error
		if proxy, err = t.Proxy(r); err != nil {
			closeBody(r)
			return nil, err
		}
	}
	scheme, addr := r.URL.Scheme, address(r.URL)
	key := scheme + "|" + addr
	if proxy != nil {
		if scheme == "https" {
			closeBody(r)
			return nil, errors.New("net/http: https by a proxy is not supported")
		}
		scheme, addr = "http", address(proxy)
		key = "proxy|" + addr
	}
	ctx := r.Context()
	if r.Cancel != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(ctx)
		stop := r.Cancel
		go func() {
			select {
			case <-stop:
				cancel()
			case <-ctx.Done():
			}
		}()
	}
	for again := false; ; again = true {
		if err := ctx.Err(); err != nil {
			closeBody(r)
			return nil, err
		}
		c, err := t.get(ctx, key, scheme, addr, again)
		if err != nil {
			closeBody(r)
			return nil, err
		}
		resp, retry, err := t.exchange(ctx, c, r, proxy)
		if err == nil {
			return resp, nil
		}
		if !retry || again || ctx.Err() != nil {
			if ctx.Err() != nil {
				err = ctx.Err()
			}
			return nil, err
		}
		if r.Body != nil && r.Body != NoBody {
			if r.GetBody == nil {
				return nil, err
			}
			c := *r
			if c.Body, err = r.GetBody(); err != nil {
				return nil, err
			}
			r = &c
		}
	}
}

func idempotent(r *Request) bool {
	switch r.Method {
	case "", MethodGet, MethodHead, MethodOptions, MethodTrace:
		return true
	}
	_, a := r.Header["Idempotency-Key"]
	_, b := r.Header["X-Idempotency-Key"]
	return a || b
}

// exchange sends a request on a connection and reads the answer. retry tells whether another connection may do better.
func (t *Transport) exchange(ctx context.Context, c *clientConn, r *Request, proxy *url.URL) (resp *Response, retry bool, err error) {
	unwatch := context.AfterFunc(ctx, func() { c.Close() })
	more := Header{}
	unpack := !t.DisableCompression && r.Method != MethodHead && r.Header.one("Accept-Encoding") == "" && r.Header.one("Range") == ""
	if unpack {
		more.Set("Accept-Encoding", "gzip")
	}
	if proxy != nil && proxy.User != nil {
		password, _ := proxy.User.Password()
		more.Set("Proxy-Authorization", basicAuth(proxy.User.Username(), password))
	}
	if t.DisableKeepAlives && !r.Header.hasToken("Connection", "close") && !r.Close {
		more.Set("Connection", "close")
	}
	sent := make(chan error, 1)
	send := func() {
		err := r.write(c.out, proxy != nil, more)
		closeBody(r)
		sent <- err
	}
	if r.Body == nil || r.Body == NoBody {
		send()
	} else {
		go send()
	}
	fail := func(err error) (*Response, bool, error) {
		unwatch()
		c.Close()
		select {
		case bad := <-sent:
			var network net.Error
			if bad != nil && !errors.As(bad, &network) {
				err = bad // of the body, say
			}
		default:
		}
		return nil, false, err
	}
	if t.ResponseHeaderTimeout > 0 {
		within(c.SetReadDeadline, t.ResponseHeaderTimeout)
	}
	if _, err := c.in.Peek(1); err != nil {
		resp, _, err := fail(err)
		if err == io.EOF && c.used {
			err = errors.New("http: server closed idle connection")
		}
		var timeout net.Error
		if errors.As(err, &timeout) && timeout.Timeout() && t.ResponseHeaderTimeout > 0 {
			err = timeoutError{"net/http: timeout awaiting response headers"}
		}
		return resp, c.used && idempotent(r), err
	}
	for {
		if resp, err = ReadResponse(c.in, r); err != nil {
			return fail(fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err))
		}
		if resp.StatusCode >= 200 || resp.StatusCode == StatusSwitchingProtocols {
			break
		}
	}
	if t.ResponseHeaderTimeout > 0 {
		c.SetReadDeadline(time.Time{})
	}
	free := func(clean bool) {
		if !unwatch() {
			clean = false // it is being closed
		}
		select {
		case bad := <-sent:
			clean = clean && bad == nil
		default:
			clean = false // the request is still going out
		}
		if clean && !resp.Close && !r.Close {
			t.release(c)
		} else {
			c.Close()
		}
	}
	b, ok := resp.Body.(*body)
	switch {
	case resp.StatusCode == StatusSwitchingProtocols:
		unwatch()
		resp.Body = &switched{c, c.in}
		return resp, false, nil
	case !ok:
		free(true)
		return resp, false, nil
	}
	b.ended = free
	resp.Body = &ctxBody{b, ctx}
	if unpack && strings.EqualFold(resp.Header.one("Content-Encoding"), "gzip") {
		resp.Body = &unpacked{ReadCloser: resp.Body}
		delete(resp.Header, "Content-Encoding")
		delete(resp.Header, "Content-Length")
		resp.ContentLength, resp.Uncompressed = -1, true
	}
	return resp, false, nil
}

// ctxBody is a body whose error is that of the context, where that has ended.
type ctxBody struct {
	*body
	ctx context.Context
}

func (b *ctxBody) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	if err != nil && err != io.EOF && b.ctx.Err() != nil {
		err = b.ctx.Err()
	}
	return n, err
}

// unpacked is a body that gzip has packed.
type unpacked struct {
	io.ReadCloser
	z   *gzip.Reader
	err error
}

func (u *unpacked) Read(p []byte) (n int, err error) {
	if u.err != nil {
		return 0, u.err
	}
	if u.z == nil {
		if u.z, u.err = gzip.NewReader(u.ReadCloser); u.err != nil {
			return 0, u.err
		}
	}
	return u.z.Read(p)
}

// switched is a connection that speaks another protocol now.
type switched struct {
	*clientConn
	in *bufio.Reader
}

func (s *switched) Read(p []byte) (int, error) { return s.in.Read(p) }
