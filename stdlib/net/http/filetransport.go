// This file answers requests of clients by files.

package http

import (
	"io"
	"io/fs"
)

// NewFileTransport makes a RoundTripper that answers by the files of a file system.
func NewFileTransport(fs FileSystem) RoundTripper { return fileTransport{FileServer(fs)} }

// NewFileTransportFS makes a RoundTripper that answers by the files of an fs.FS.
func NewFileTransportFS(fsys fs.FS) RoundTripper { return NewFileTransport(FS(fsys)) }

type fileTransport struct{ h Handler }

func (t fileTransport) RoundTrip(r *Request) (*Response, error) {
	in, out := io.Pipe()
	w := &piped{header: Header{}, out: out, ready: make(chan *Response, 1)}
	go func() {
		t.h.ServeHTTP(w, r)
		w.WriteHeader(StatusOK)
		out.Close()
	}()
	resp := <-w.ready
	resp.Body, resp.Request = in, r
	return resp, nil
}

// piped makes a Response of what a handler writes.
type piped struct {
	header Header
	out    *io.PipeWriter
	ready  chan *Response
	headed bool
}

func (w *piped) Header() Header { return w.header }

func (w *piped) WriteHeader(code int) {
	if w.headed {
		return
	}
	w.headed = true
	w.ready <- &Response{Status: statusLine(code), StatusCode: code, Proto: "HTTP/1.0", ProtoMajor: 1, Close: true, Header: w.header, ContentLength: -1}
}

func (w *piped) Write(p []byte) (int, error) {
	w.WriteHeader(StatusOK)
	return w.out.Write(p)
}
