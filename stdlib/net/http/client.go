// This file has the client: what is done with answers that redirect, and with cookies, above a transport.

package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
)

// RoundTripper sends a request and returns its answer, whatever it says. It closes the request's body, and changes
// nothing else of it.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// Client sends requests, and follows where answers redirect.
type Client struct {
	Transport     RoundTripper                             // nil stands for DefaultTransport
	CheckRedirect func(req *Request, via []*Request) error // is asked before a redirect is followed; nil allows 10
	Jar           CookieJar                                // keeps cookies, or nil
	Timeout       time.Duration                            // of a request with its redirects and body, or 0
}

// DefaultClient is what Get and the like use.
var DefaultClient = &Client{}

// ErrUseLastResponse is what CheckRedirect returns to get the answer that redirects.
var ErrUseLastResponse = errors.New("net/http: use last response")

// ErrSchemeMismatch is the error of an answer by HTTP to a request by HTTPS.
var ErrSchemeMismatch = errors.New("http: server gave HTTP response to HTTPS client")

// Get, Head, Post and PostForm send a request by DefaultClient.
func Get(url string) (resp *Response, err error)  { return DefaultClient.Get(url) }
func Head(url string) (resp *Response, err error) { return DefaultClient.Head(url) }

func Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	return DefaultClient.Post(url, contentType, body)
}

func PostForm(url string, data url.Values) (resp *Response, err error) {
	return DefaultClient.PostForm(url, data)
}

// Get sends a GET.
func (c *Client) Get(url string) (resp *Response, err error) { return c.send(MethodGet, url, "", nil) }

// Head sends a HEAD.
func (c *Client) Head(url string) (resp *Response, err error) {
	return c.send(MethodHead, url, "", nil)
}

// Post sends a POST.
func (c *Client) Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	return c.send(MethodPost, url, contentType, body)
}

// PostForm sends a POST with a form.
func (c *Client) PostForm(url string, data url.Values) (resp *Response, err error) {
	return c.Post(url, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

func (c *Client) send(method, url, contentType string, body io.Reader) (*Response, error) {
	r, err := NewRequest(method, url, body)
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	return c.Do(r)
}

// CloseIdleConnections closes the connections of the transport that nobody uses.
func (c *Client) CloseIdleConnections() {
	if t, ok := c.transport().(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

func (c *Client) transport() RoundTripper {
	if c.Transport != nil {
		return c.Transport
	}
	return DefaultTransport
}

// failed makes the error of a request.
func failed(r *Request, u *url.URL, err error) error {
	op := "Get"
	if m := r.Method; m != "" {
		op = m[:1] + strings.ToLower(m[1:])
	}
	where := ""
	if u != nil {
		where = u.Redacted()
	}
	return &url.Error{Op: op, URL: where, Err: err}
}

// Do sends a request and returns its answer, whose body the caller is to close. The error is a *url.Error; where
// CheckRedirect made it, there is an answer too, without a body.
func (c *Client) Do(req *Request) (*Response, error) {
	if req.URL == nil {
		closeBody(req)
		return nil, failed(req, nil, errors.New("http: nil Request.URL"))
	}
	stop := func() bool { return false }
	ctx := req.Context()
	if c.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		stop = func() bool { cancel(); return true }
	}
	var via []*Request
	r := req
	for {
		resp, err := c.once(r.WithContext(ctx), r)
		if err != nil {
			late := c.Timeout > 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) && req.Context().Err() == nil
			stop()
			if late {
				err = timeoutError{err.Error() + " (Client.Timeout exceeded while awaiting headers)"}
			}
			return nil, failed(req, r.URL, err)
		}
		next, err := c.redirected(req, r, resp, via)
		if next == nil {
			if c.Timeout > 0 {
				resp.Body = &timedBody{resp.Body, ctx, stop}
			}
			if err != nil {
				resp.Body.Close()
				err = failed(req, r.URL, err)
			}
			return resp, err
		}
		via = append(via, r)
		if err := c.allowed(next, via); err != nil {
			if err == ErrUseLastResponse {
				if c.Timeout > 0 {
					resp.Body = &timedBody{resp.Body, ctx, stop}
				}
				return resp, nil
			}
			resp.Body.Close()
			stop()
			err = failed(req, nil, err)
			err.(*url.Error).URL = resp.Header.Get("Location")
			return resp, err
		}
		// The rest of a short body is read, so that the connection can be used again.
		io.CopyN(io.Discard, resp.Body, 2<<10)
		resp.Body.Close()
		r = next
	}
}

func (c *Client) allowed(next *Request, via []*Request) error {
	if c.CheckRedirect != nil {
		return c.CheckRedirect(next, via)
	}
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	return nil
}

// once sends one request. as is the request that the answer is said to be of.
func (c *Client) once(r, as *Request) (*Response, error) {
	if r.RequestURI != "" {
		closeBody(r)
		return nil, errors.New("http: Request.RequestURI can't be set in client requests")
	}
	r.Header = r.Header.Clone()
	if r.Header == nil {
		r.Header = Header{}
	}
	if c.Jar != nil {
		for _, cookie := range c.Jar.Cookies(r.URL) {
			r.AddCookie(cookie)
		}
	}
	if u := r.URL.User; u != nil && r.Header.Get("Authorization") == "" {
		password, _ := u.Password()
		r.Header.Set("Authorization", basicAuth(u.Username(), password))
	}
	resp, err := c.transport().RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp == nil {
		return nil, fmt.Errorf("http: RoundTripper implementation (%T) returned a nil *Response with a nil error", c.transport())
	}
	if resp.Body == nil {
		resp.Body = NoBody
	}
	resp.Request = as
	if c.Jar != nil {
		if list := resp.Cookies(); len(list) > 0 {
			c.Jar.SetCookies(r.URL, list)
		}
	}
	return resp, nil
}

// redirected returns the request that an answer redirects to, or nil.
func (c *Client) redirected(first, r *Request, resp *Response, via []*Request) (*Request, error) {
	method, keep := r.Method, false
	switch resp.StatusCode {
	case StatusMovedPermanently, StatusFound, StatusSeeOther:
		if method != MethodGet && method != MethodHead && method != "" {
			method = MethodGet
		}
	case StatusTemporaryRedirect, StatusPermanentRedirect:
		keep = true
		if first.GetBody == nil && first.Body != nil && first.Body != NoBody {
			return nil, nil // the body cannot be sent again
		}
	default:
		return nil, nil
	}
	target := resp.Header.Get("Location")
	if target == "" {
		return nil, nil
	}
	u, err := r.URL.Parse(target)
	if err != nil {
		return nil, fmt.Errorf("failed to parse Location header %q: %v", target, err)
	}
	next := &Request{Method: method, Response: resp, URL: u, Header: first.Header.Clone(), ctx: first.ctx, Cancel: first.Cancel, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	if next.Header == nil {
		next.Header = Header{}
	}
	if first.Host != "" && first.Host != first.URL.Host {
		if to, err := url.Parse(target); err == nil && !to.IsAbs() {
			next.Host = first.Host
		}
	}
	if keep && first.GetBody != nil {
		if next.Body, err = first.GetBody(); err != nil {
			return nil, err
		}
		next.GetBody, next.ContentLength = first.GetBody, first.ContentLength
	}
	if !keep {
		for _, key := range []string{"Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location"} {
			next.Header.Del(key)
		}
	}
	if !sameSite(first.URL, u) {
		for _, key := range []string{"Authorization", "Www-Authenticate", "Cookie", "Cookie2", "Proxy-Authorization", "Proxy-Authenticate"} {
			next.Header.Del(key)
		}
	}
	if from := *r.URL; next.Header.Get("Referer") == "" && !(from.Scheme == "https" && u.Scheme == "http") {
		from.User = nil
		next.Header.Set("Referer", from.String())
	}
	return next, nil
}

// sameSite reports whether secrets for one URL may be told to another: the same host, or one below it.
func sameSite(from, to *url.URL) bool {
	a, b := from.Hostname(), to.Hostname()
	return a == b || strings.HasSuffix(b, "."+a) && !strings.ContainsAny(b, ":%")
}

func closeBody(r *Request) {
	if r.Body != nil {
		r.Body.Close()
	}
}

// timeoutError is an error of time.
type timeoutError struct{ text string }

func (e timeoutError) Error() string     { return e.text }
func (e timeoutError) Timeout() bool     { return true }
func (e timeoutError) Temporary() bool   { return true }
func (e timeoutError) Is(err error) bool { return err == context.DeadlineExceeded }

// timedBody is a body that the client's Timeout is for too.
type timedBody struct {
	io.ReadCloser
	ctx  context.Context
	stop func() bool
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF && b.ctx.Err() == context.DeadlineExceeded {
		err = timeoutError{err.Error() + " (Client.Timeout or context cancellation while reading body)"}
	}
	return n, err
}

func (b *timedBody) Close() error {
	defer b.stop()
	return b.ReadCloser.Close()
}
