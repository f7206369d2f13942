// This file has requests.

package http

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/textproto"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Request is a request that a server has got, or that a client sends.
type Request struct {
	Method                 string // a client's "" stands for GET
	URL                    *url.URL
	Proto                  string // "HTTP/1.1"; clients always send that
	ProtoMajor, ProtoMinor int
	Header                 Header

	// Body is never nil for a server, which closes it itself. A client's transport closes it.
	Body             io.ReadCloser
	GetBody          func() (io.ReadCloser, error) // another reader of a client's body, or nil
	ContentLength    int64                         // -1 where it is not known; a client's 0 too, where there is a body
	TransferEncoding []string
	Host             string // what the Host header says; a client's "" stands for URL.Host
	Close            bool   // the connection is not to be used again

	// Form is of URL and body, PostForm of the body alone, once ParseForm was called.
	Form, PostForm url.Values

	Trailer    Header
	RemoteAddr string // who sent it to a server
	RequestURI string // as it was sent to a server

	// Deprecated: a context does it.
	Cancel <-chan struct{}

	Response *Response // the redirect that made a client send this
	Pattern  string    // of the ServeMux that it matched

	ctx    context.Context
	watch  func() // begins to look whether the client goes away
	values map[string]string
}

// ProtocolError is an error of the protocol.
//
// Deprecated: few of the package's errors are such.
type ProtocolError struct{ ErrorString string }

func (pe *ProtocolError) Error() string { return pe.ErrorString }

// Is reports whether err is errors.ErrUnsupported and pe ErrNotSupported.
func (pe *ProtocolError) Is(err error) bool {
	return pe == ErrNotSupported && err == errors.ErrUnsupported
}

func protocolError(text string) *ProtocolError { return &ProtocolError{text} }

var (
	ErrNotSupported, ErrHeaderTooLong = protocolError("feature not supported"), protocolError("header too long")
	ErrUnexpectedTrailer              = protocolError("trailer header without chunked transfer encoding")
	ErrMissingBoundary                = protocolError("no multipart boundary param in Content-Type")
	ErrNotMultipart                   = protocolError("request Content-Type isn't multipart/form-data")
	ErrShortBody                      = protocolError("entity body too short")
	ErrMissingContentLength           = protocolError("missing ContentLength in HEAD response")
	ErrMissingFile                    = errors.New("http: no such file")
)

// Context returns the request's context: a server's ends when the client goes away or the handler returns.
func (r *Request) Context() context.Context {
	if r.watch != nil {
		r.watch()
	}
	if r.ctx == nil {
		return context.Background()
	}
	return r.ctx
}

// WithContext returns a copy of r with another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	c := *r
	c.ctx, c.watch = ctx, nil
	return &c
}

// Clone returns a copy that shares nothing but the body with r, with another context.
func (r *Request) Clone(ctx context.Context) *Request {
	c := r.WithContext(ctx)
	if r.URL != nil {
		u := *r.URL
		c.URL = &u
	}
	c.Header, c.Trailer = r.Header.Clone(), r.Trailer.Clone()
	c.TransferEncoding = slices.Clone(r.TransferEncoding)
	c.Form, c.PostForm = url.Values(Header(r.Form).Clone()), url.Values(Header(r.PostForm).Clone())
	c.values = maps.Clone(r.values)
	return c
}

// ProtoAtLeast reports whether the protocol is of a version or a later one.
func (r *Request) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// UserAgent returns the User-Agent header.
func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }

// Referer returns the Referer header.
func (r *Request) Referer() string { return r.Header.Get("Referer") }

// PathValue returns what a wildcard of the pattern matched, or "".
func (r *Request) PathValue(name string) string { return r.values[name] }

// SetPathValue sets what PathValue returns.
func (r *Request) SetPathValue(name, value string) {
	if r.values == nil {
		r.values = map[string]string{}
	}
	r.values[name] = value
}

// Cookies returns the cookies, and CookiesNamed those of a name.
func (r *Request) Cookies() []*Cookie { return readCookies(r.Header, "") }

func (r *Request) CookiesNamed(name string) []*Cookie {
	if name == "" {
		return []*Cookie{}
	}
	return readCookies(r.Header, name)
}

// Cookie returns the first cookie of a name, or ErrNoCookie.
func (r *Request) Cookie(name string) (*Cookie, error) {
	if list := r.CookiesNamed(name); len(list) > 0 {
		return list[0], nil
	}
	return nil, ErrNoCookie
}

// AddCookie adds a cookie to the Cookie header.
func (r *Request) AddCookie(c *Cookie) {
	s := c.written()
	if old := r.Header.Get("Cookie"); old != "" {
		s = old + "; " + s
	}
	r.Header.Set("Cookie", s)
}

// BasicAuth returns the name and password in the Authorization header.
func (r *Request) BasicAuth() (username, password string, ok bool) {
	const scheme = "Basic "
	auth := r.Header.Get("Authorization")
	if len(auth) < len(scheme) || !strings.EqualFold(auth[:len(scheme)], scheme) {
		return "", "", false
	}
	plain, err := base64.StdEncoding.DecodeString(auth[len(scheme):])
	if err != nil {
		return "", "", false
	}
	if username, password, ok = strings.Cut(string(plain), ":"); !ok {
		return "", "", false
	}
	return username, password, true
}

// SetBasicAuth sets the Authorization header to a name and password.
func (r *Request) SetBasicAuth(username, password string) {
	r.Header.Set("Authorization", basicAuth(username, password))
}

func basicAuth(username, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(username+":"+password))
}

// ParseHTTPVersion reads HTTP/1.1 and the like.
func ParseHTTPVersion(vers string) (major, minor int, ok bool) {
	if len(vers) != len("HTTP/1.1") || !strings.HasPrefix(vers, "HTTP/") || vers[6] != '.' {
		return 0, 0, false
	}
	a, b := vers[5]-'0', vers[7]-'0'
	if a > 9 || b > 9 {
		return 0, 0, false
	}
	return int(a), int(b), true
}

// NewRequest makes a client's request with the background context.
func NewRequest(method, url string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url, body)
}

// NewRequestWithContext makes a client's request. Of a bytes.Buffer, bytes.Reader or strings.Reader the length is known,
// and the body can be sent again.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = MethodGet
	}
	if !isToken(method) {
		return nil, fmt.Errorf("net/http: invalid method %q", method)
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	if host, ok := strings.CutSuffix(u.Host, ":"); ok {
		u.Host = host
	}
	r := &Request{ctx: ctx, Method: method, URL: u, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: Header{}, Host: u.Host}
	if body == nil {
		return r, nil
	}
	closer, ok := body.(io.ReadCloser)
	if !ok {
		closer = io.NopCloser(body)
	}
	r.Body = closer
	switch b := body.(type) {
	case *bytes.Buffer:
		data := b.Bytes()
		r.again(int64(len(data)), func() io.Reader { return bytes.NewReader(data) })
	case *bytes.Reader:
		c := *b
		r.again(int64(b.Len()), func() io.Reader { d := c; return &d })
	case *strings.Reader:
		c := *b
		r.again(int64(b.Len()), func() io.Reader { d := c; return &d })
	}
	return r, nil
}

// again notes that the body has a length, and can be read from the beginning.
func (r *Request) again(length int64, from func() io.Reader) {
	r.ContentLength = length
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(from()), nil }
	if length == 0 {
		r.Body = NoBody
		r.GetBody = func() (io.ReadCloser, error) { return NoBody, nil }
	}
}

// ReadRequest reads a request as a server gets it.
func ReadRequest(b *bufio.Reader) (*Request, error) {
	r, err := readRequest(b)
	if err == nil {
		delete(r.Header, "Host")
	}
	return r, err
}

// readRequest is ReadRequest that leaves the Host header in.
func readRequest(b *bufio.Reader) (*Request, error) {
	lines := textproto.NewReader(b)
	first, err := lines.ReadLine()
	if err != nil {
		return nil, err
	}
	r := new(Request)
	method, rest, ok1 := strings.Cut(first, " ")
	uri, proto, ok2 := strings.Cut(rest, " ")
	if !ok1 || !ok2 {
		return nil, badMessage(fmt.Sprintf("malformed HTTP request %q", first))
	}
	r.Method, r.RequestURI, r.Proto = method, uri, proto
	if !isToken(method) {
		return nil, badMessage(fmt.Sprintf("invalid method %q", method))
	}
	var ok bool
	if r.ProtoMajor, r.ProtoMinor, ok = ParseHTTPVersion(proto); !ok {
		return nil, badMessage(fmt.Sprintf("malformed HTTP version %q", proto))
	}
	authority := method == MethodConnect && !strings.HasPrefix(uri, "/")
	if authority {
		uri = "http://" + uri
	}
	if r.URL, err = url.ParseRequestURI(uri); err != nil {
		return nil, err
	}
	if authority {
		r.URL.Scheme = ""
	}
	h, err := lines.ReadMIMEHeader()
	if err != nil {
		return nil, unexpected(err)
	}
	r.Header = Header(h)
	if r.Host = r.URL.Host; r.Host == "" {
		r.Host = r.Header.one("Host")
	}
	f, err := frame(r.Header)
	if err != nil {
		return nil, err
	}
	r.Close = r.Header.hasToken("Connection", "close") || !r.ProtoAtLeast(1, 1) && !r.Header.hasToken("Connection", "keep-alive")
	r.Trailer = f.trailers
	r.ContentLength = max(f.length, 0)
	if f.chunked {
		r.ContentLength, r.TransferEncoding = -1, []string{"chunked"}
	}
	if r.ContentLength == 0 {
		r.Body = NoBody
	} else {
		r.Body = newBody(b, f, &r.Trailer)
	}
	return r, nil
}

// mostForm is how big a form in a body may be where no MaxBytesReader says otherwise.
const mostForm = 10 << 20

// ParseForm reads the query into Form, and a form in the body of a POST, PUT or PATCH into PostForm and Form.
func (r *Request) ParseForm() (err error) {
	if r.PostForm == nil {
		if r.Method == MethodPost || r.Method == MethodPut || r.Method == MethodPatch {
			r.PostForm, err = r.formInBody()
		}
		if r.PostForm == nil {
			r.PostForm = url.Values{}
		}
	}
	if r.Form == nil {
		r.Form = url.Values(Header(r.PostForm).Clone())
		if r.URL != nil {
			query, bad := url.ParseQuery(r.URL.RawQuery)
			if err == nil {
				err = bad
			}
			for k, v := range query {
				r.Form[k] = append(r.Form[k], v...)
			}
		}
	}
	return err
}

func (r *Request) formInBody() (url.Values, error) {
	if r.Body == nil {
		return nil, nil
	}
	kind := r.Header.Get("Content-Type")
	if kind == "" {
		return nil, nil
	}
	kind, _, err := mime.ParseMediaType(kind)
	if kind != "application/x-www-form-urlencoded" {
		return nil, err
	}
	in := io.Reader(r.Body)
	if _, limited := in.(*maxBytes); !limited {
		in = io.LimitReader(in, mostForm+1)
	}
	b, bad := io.ReadAll(in)
	switch {
	case bad != nil:
		return nil, bad
	case len(b) > mostForm:
		return nil, errors.New("http: POST too large")
	}
	v, bad := url.ParseQuery(string(b))
	if err == nil {
		err = bad
	}
	return v, err
}

// FormValue returns the first value of a key, of the body before the query.
func (r *Request) FormValue(key string) string {
	if r.Form == nil {
		r.ParseForm()
	}
	return r.Form.Get(key)
}

// PostFormValue returns the first value of a key in the body.
func (r *Request) PostFormValue(key string) string {
	if r.PostForm == nil {
		r.ParseForm()
	}
	return r.PostForm.Get(key)
}

const defaultAgent = "Go-http-client/1.1"

// Write writes the request as a client sends it.
func (r *Request) Write(w io.Writer) error { return r.write(w, false, nil) }

// WriteProxy writes the request as a client sends it to a proxy.
func (r *Request) WriteProxy(w io.Writer) error { return r.write(w, true, nil) }

// write writes a request, and headers more.
func (r *Request) write(w io.Writer, proxy bool, more Header) error {
	if r.URL == nil {
		return errors.New("http: Request.Write on Request with no Host or URL set")
	}
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	if host == "" {
		return errors.New("http: Request.Write on Request with no Host or URL set")
	}
	if i := strings.IndexAny(host, "/ "); i >= 0 {
		host = host[:i]
	}
	uri := r.URL.RequestURI()
	switch {
	case proxy && r.URL.Scheme != "" && r.URL.Opaque == "":
		uri = r.URL.Scheme + "://" + host + uri
	case r.Method == MethodConnect && r.URL.Path == "":
		if uri = host; r.URL.Opaque != "" {
			uri = r.URL.Opaque
		}
	}
	if strings.ContainsFunc(uri, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return errors.New("net/http: can't write control character in Request.URL")
	}
	method := r.Method
	if method == "" {
		method = MethodGet
	}
	b, ok := w.(*bufio.Writer)
	if !ok {
		b = bufio.NewWriter(w)
	}
	fmt.Fprintf(b, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, uri, host)
	agent := defaultAgent
	if v, ok := r.Header["User-Agent"]; ok {
		agent = ""
		if len(v) > 0 {
			agent = lineEnds.Replace(v[0])
		}
	}
	if agent != "" {
		fmt.Fprintf(b, "User-Agent: %s\r\n", agent)
	}
	out := outgoing{body: r.Body, length: r.ContentLength, trailer: r.Trailer, close: r.Close}
	out.request(r)
	out.describe(b, r.Header)
	r.Header.WriteSubset(b, requestHead)
	more.Write(b)
	b.WriteString("\r\n")
	if err := b.Flush(); err != nil {
		return err
	}
	if err := out.send(b); err != nil {
		return err
	}
	return b.Flush()
}

// requestHead are the headers that are not written from Request.Header.
var requestHead = map[string]bool{"Host": true, "User-Agent": true, "Content-Length": true, "Transfer-Encoding": true, "Trailer": true}

// outgoing is a body that goes out.
type outgoing struct {
	body    io.Reader
	length  int64 // -1 for chunks
	say0    bool  // a length of 0 is to be said
	trailer Header
	close   bool
}

// request finds out how the body of a request goes out.
func (o *outgoing) request(r *Request) {
	if r.Body == nil || r.Body == NoBody {
		o.body, o.length = nil, 0
		o.say0 = r.Method == MethodPost || r.Method == MethodPut || r.Method == MethodPatch
		return
	}
	if r.ContentLength == 0 || r.ContentLength < 0 || slices.Contains(r.TransferEncoding, "chunked") {
		o.length = -1
		// A body that turns out to be empty is none.
		if r.ContentLength == 0 {
			first := make([]byte, 1)
			n, err := io.ReadFull(r.Body, first)
			if n == 0 && err == io.EOF {
				o.body, o.length, o.say0 = nil, 0, true
				return
			}
			o.body = io.MultiReader(bytes.NewReader(first[:n]), r.Body)
		}
	}
}

// describe writes the headers that say how the body lies.
func (o *outgoing) describe(w *bufio.Writer, h Header) {
	if o.close && !h.hasToken("Connection", "close") {
		w.WriteString("Connection: close\r\n")
	}
	switch {
	case o.length > 0 || o.length == 0 && o.say0:
		w.WriteString("Content-Length: " + strconv.FormatInt(o.length, 10) + "\r\n")
	case o.length < 0:
		w.WriteString("Transfer-Encoding: chunked\r\n")
		if len(o.trailer) > 0 {
			w.WriteString("Trailer: " + strings.Join(slices.Sorted(maps.Keys(o.trailer)), ",") + "\r\n")
		}
	}
}

// send writes the body, and closes it.
func (o *outgoing) send(w *bufio.Writer) (err error) {
	if o.body == nil {
		return nil
	}
	if o.length < 0 {
		c := chunkWriter{w}
		p := make([]byte, 32<<10)
		for err == nil {
			var n int
			if n, err = o.body.Read(p); n > 0 {
				if _, bad := c.Write(p[:n]); bad != nil {
					return bad
				}
				w.Flush()
			}
		}
		if err == io.EOF {
			err = c.end(o.trailer)
		}
	} else {
		var n int64
		n, err = io.Copy(w, io.LimitReader(o.body, o.length))
		if err == nil && n < o.length {
			err = fmt.Errorf("http: ContentLength=%d with Body length %d", o.length, n)
		} else if extra, _ := io.ReadFull(o.body, make([]byte, 1)); err == nil && extra > 0 {
			err = fmt.Errorf("http: ContentLength=%d with Body length %d", o.length, n+int64(extra))
		}
	}
	return err
}
