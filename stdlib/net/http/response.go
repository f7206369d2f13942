// This file has answers as clients get them.

package http

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
)

// Response is an answer.
type Response struct {
	Status                 string // "200 OK"
	StatusCode             int
	Proto                  string
	ProtoMajor, ProtoMinor int
	Header                 Header
	Body                   io.ReadCloser // never nil; the client is to close it
	ContentLength          int64         // -1 where it is not known
	TransferEncoding       []string
	Close, Uncompressed    bool // the connection is not used again; the transport has unpacked the body
	Trailer                Header
	Request                *Request
}

// ErrNoLocation is the error of Location where there is none.
var ErrNoLocation = errors.New("http: no Location header in response")

// Cookies returns the cookies that are set.
func (r *Response) Cookies() (list []*Cookie) {
	list = []*Cookie{}
	for _, line := range r.Header["Set-Cookie"] {
		if c, err := ParseSetCookie(line); err == nil {
			list = append(list, c)
		}
	}
	return list
}

// Location returns the Location header as a URL, relative to that of the request.
func (r *Response) Location() (*url.URL, error) {
	l := r.Header.Get("Location")
	if l == "" {
		return nil, ErrNoLocation
	}
	if r.Request != nil && r.Request.URL != nil {
		return r.Request.URL.Parse(l)
	}
	return url.Parse(l)
}

// ProtoAtLeast reports whether the protocol is of a version or a later one.
func (r *Response) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// hasBody reports whether an answer with a number may have a body.
func hasBody(code int) bool {
	return code >= 200 && code != StatusNoContent && code != StatusNotModified
}

// ReadResponse reads the answer to a request, which is a GET where req is nil.
func ReadResponse(from *bufio.Reader, req *Request) (*Response, error) {
	lines := textproto.NewReader(from)
	first, err := lines.ReadLine()
	if err != nil {
		return nil, unexpected(err)
	}
	r := &Response{Request: req}
	proto, status, ok := strings.Cut(first, " ")
	if !ok {
		return nil, badMessage(fmt.Sprintf("malformed HTTP response %q", first))
	}
	r.Proto, r.Status = proto, strings.TrimLeft(status, " ")
	code, _, _ := strings.Cut(r.Status, " ")
	if r.StatusCode, err = strconv.Atoi(code); len(code) != 3 || err != nil || r.StatusCode < 0 {
		return nil, badMessage(fmt.Sprintf("malformed HTTP status code %q", code))
	}
	if r.ProtoMajor, r.ProtoMinor, ok = ParseHTTPVersion(proto); !ok {
		return nil, badMessage(fmt.Sprintf("malformed HTTP version %q", proto))
	}
	h, err := lines.ReadMIMEHeader()
	if err != nil {
		return nil, unexpected(err)
	}
	r.Header = Header(h)
	f, err := frame(r.Header)
	if err != nil {
		return nil, err
	}
	r.Close = r.Header.hasToken("Connection", "close") || !r.ProtoAtLeast(1, 1) && !r.Header.hasToken("Connection", "keep-alive")
	r.Trailer, r.ContentLength = f.trailers, f.length
	head := req != nil && req.Method == MethodHead
	switch {
	case head || !hasBody(r.StatusCode):
		if !head {
			r.ContentLength = 0
		}
		r.Body = NoBody
		return r, nil
	case f.chunked:
		r.ContentLength, r.TransferEncoding = -1, []string{"chunked"}
	case f.length < 0:
		r.Close = true // the end of the connection is that of the body
	}
	if f.length == 0 && !f.chunked {
		r.Body = NoBody
	} else {
		r.Body = newBody(from, f, &r.Trailer)
	}
	return r, nil
}

var responseHead = map[string]bool{"Content-Length": true, "Transfer-Encoding": true, "Trailer": true}

// Write writes the answer as a server sends it.
func (r *Response) Write(w io.Writer) error {
	text := r.Status
	if text == "" {
		if text = StatusText(r.StatusCode); text == "" {
			text = "status code " + strconv.Itoa(r.StatusCode)
		}
	} else {
		text = strings.TrimPrefix(text, strconv.Itoa(r.StatusCode)+" ")
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "HTTP/%d.%d %03d %s\r\n", r.ProtoMajor, r.ProtoMinor, r.StatusCode, text)
	head := r.Request != nil && r.Request.Method == MethodHead
	o := outgoing{body: r.Body, length: r.ContentLength, trailer: r.Trailer, close: r.Close}
	switch {
	case r.Body == nil || r.Body == NoBody || !hasBody(r.StatusCode):
		o.body = nil
		if !head {
			o.length = 0
		}
		o.say0 = hasBody(r.StatusCode)
	case r.ContentLength < 0 && len(r.TransferEncoding) == 0, r.ContentLength == 0:
		if o.length = -1; !r.ProtoAtLeast(1, 1) || len(r.TransferEncoding) == 0 {
			o.close = true
			o.length = 0
			if !r.Header.hasToken("Connection", "close") {
				b.WriteString("Connection: close\r\n")
			}
			r.Header.WriteSubset(b, responseHead)
			b.WriteString("\r\n")
			io.Copy(b, r.Body)
			return b.Flush()
		}
	}
	o.describe(b, r.Header)
	r.Header.WriteSubset(b, responseHead)
	b.WriteString("\r\n")
	if !head {
		if err := o.send(b); err != nil {
			return err
		}
	}
	return b.Flush()
}
