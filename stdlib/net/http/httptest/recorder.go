// Package httptest has what tests of handlers and of clients need: requests as servers get them, writers that keep an
// answer, and servers on this machine.
package httptest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// DefaultRemoteAddr is where requests of NewRequest are from.
const DefaultRemoteAddr = "1.2.3.4"

// NewRequest makes a request as a server gets it. It panics where it cannot.
func NewRequest(method, target string, body io.Reader) *http.Request {
	return NewRequestWithContext(context.Background(), method, target, body)
}

// NewRequestWithContext is NewRequest with a context.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) *http.Request {
	if method == "" {
		method = "GET"
	}
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.0\r\n\r\n")))
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	r = r.WithContext(ctx)
	r.Proto, r.ProtoMinor, r.Close = "HTTP/1.1", 1, false
	switch b := body.(type) {
	case nil:
	case *bytes.Buffer:
		r.ContentLength = int64(b.Len())
	case *bytes.Reader:
		r.ContentLength = int64(b.Len())
	case *strings.Reader:
		r.ContentLength = int64(b.Len())
	default:
		r.ContentLength = -1
		if body == http.NoBody {
			r.ContentLength = 0
		}
	}
	if body != nil {
		closer, ok := body.(io.ReadCloser)
		if !ok {
			closer = io.NopCloser(body)
		}
		r.Body = closer
	}
	if r.RemoteAddr = "192.0.2.1:1234"; r.Host == "" {
		r.Host = "example.com"
	}
	return r
}

// ResponseRecorder is a ResponseWriter that keeps the answer.
type ResponseRecorder struct {
	Code      int           // 200 until WriteHeader is called
	HeaderMap http.Header   // Deprecated: Result has what was sent.
	Body      *bytes.Buffer // or nil, to keep nothing
	Flushed   bool

	sent   http.Header // the header when WriteHeader was called
	headed bool
	result *http.Response
}

// NewRecorder makes a ResponseRecorder.
func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{Code: 200, HeaderMap: http.Header{}, Body: new(bytes.Buffer)}
}

// Header returns the header.
func (rw *ResponseRecorder) Header() http.Header {
	if rw.HeaderMap == nil {
		rw.HeaderMap = http.Header{}
	}
	return rw.HeaderMap
}

// WriteHeader keeps the number of the answer, and the header as it is.
func (rw *ResponseRecorder) WriteHeader(code int) {
	if rw.headed {
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	rw.Code, rw.headed = code, true
	rw.sent = rw.Header().Clone()
}

// begin is WriteHeader by the first Write.
func (rw *ResponseRecorder) begin(data []byte) {
	if rw.headed {
		return
	}
	h := rw.Header()
	if _, typed := h["Content-Type"]; !typed && h.Get("Transfer-Encoding") == "" {
		h.Set("Content-Type", http.DetectContentType(data))
	}
	rw.WriteHeader(200)
}

// Write keeps a part of the body.
func (rw *ResponseRecorder) Write(buf []byte) (int, error) {
	rw.begin(buf)
	if rw.Body != nil {
		rw.Body.Write(buf)
	}
	return len(buf), nil
}

// WriteString keeps a part of the body.
func (rw *ResponseRecorder) WriteString(str string) (int, error) { return rw.Write([]byte(str)) }

// Flush notes that it was called.
func (rw *ResponseRecorder) Flush() {
	rw.Flushed = true
	if !rw.headed {
		rw.WriteHeader(200)
	}
}

// Result returns the answer as a client would get it. It is made once, when the handler has returned.
func (rw *ResponseRecorder) Result() *http.Response {
	if rw.result != nil {
		return rw.result
	}
	if rw.sent == nil {
		rw.sent = rw.Header().Clone()
	}
	code := rw.Code
	if code == 0 {
		code = 200
	}
	r := &http.Response{StatusCode: code, Status: fmt.Sprintf("%03d %s", code, http.StatusText(code)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: rw.sent}
	r.Body = http.NoBody
	if rw.Body != nil {
		r.Body = io.NopCloser(bytes.NewReader(rw.Body.Bytes()))
	}
	r.ContentLength = -1
	if n, err := strconv.ParseUint(textproto.TrimString(r.Header.Get("Content-Length")), 10, 63); err == nil {
		r.ContentLength = int64(n)
	}
	trailer := func(key string, values []string) {
		if r.Trailer == nil {
			r.Trailer = http.Header{}
		}
		r.Trailer[key] = append(r.Trailer[key], values...)
	}
	for _, list := range rw.sent["Trailer"] {
		for key := range strings.SplitSeq(list, ",") {
			if key = http.CanonicalHeaderKey(textproto.TrimString(key)); len(rw.HeaderMap[key]) > 0 {
				trailer(key, rw.HeaderMap[key])
			}
		}
	}
	for key, values := range rw.HeaderMap {
		if name, ok := strings.CutPrefix(key, http.TrailerPrefix); ok {
			trailer(name, values)
		}
	}
	rw.result = r
	return r
}
