// Clients of net/http: methods, redirects, cookies, bodies, limits of time, and what fails; files; forms; recorders.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing/fstest"
	"time"
)

var place = regexp.MustCompile(`127\.0\.0\.1:\d+`)

func show(v ...any) {
	fmt.Println(place.ReplaceAllString(strings.TrimSuffix(fmt.Sprintln(v...), "\n"), "ADDRESS"))
}

func answer(r *http.Response, err error) {
	if err != nil {
		var u *url.Error
		show("error:", err, errors.As(err, &u), u != nil && u.Timeout())
		return
	}
	b, err := io.ReadAll(r.Body)
	r.Body.Close()
	r.Header.Del("Date")
	if len(b) > 100 {
		b = append(b[:20:20], fmt.Sprint("...", len(b))...)
	}
	show(r.Status, r.Proto, r.Header, r.ContentLength, r.TransferEncoding, r.Close, r.Uncompressed, r.Trailer, r.Request.Method, r.Request.URL, fmt.Sprintf("%q", b), err)
}

type jar struct {
	mu   sync.Mutex
	list []*http.Cookie
}

func (j *jar) SetCookies(u *url.URL, list []*http.Cookie) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.list = append(j.list, list...)
}

func (j *jar) Cookies(u *url.URL) []*http.Cookie {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]*http.Cookie(nil), j.list...)
}

func mux() *http.ServeMux {
	m := http.NewServeMux()
	m.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		for _, k := range []string{"Content-Type", "User-Agent", "Referer", "Authorization", "Cookie", "Accept-Encoding", "X-Y"} {
			if v := r.Header[k]; v != nil {
				fmt.Fprintf(w, "%s=%s;", k, v)
			}
		}
		fmt.Fprintf(w, "%s %s %d %v %q %v", r.Method, r.RequestURI, r.ContentLength, r.TransferEncoding, b, r.Trailer)
	})
	m.HandleFunc("/hop/{n}", func(w http.ResponseWriter, r *http.Request) {
		n, code := 0, 302
		fmt.Sscanf(r.PathValue("n"), "%d-%d", &n, &code)
		http.SetCookie(w, &http.Cookie{Name: fmt.Sprint("c", n), Value: "v", Path: "/", MaxAge: 3, HttpOnly: true})
		if n == 0 {
			http.Redirect(w, r, "/echo?done", code)
		} else {
			http.Redirect(w, r, fmt.Sprintf("%d-%d", n-1, code), code)
		}
	})
	m.HandleFunc("/gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, strings.Repeat("packed ", 3), r.Header["Accept-Encoding"])
		z.Close()
	})
	m.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		for range 100 {
			w.Write(bytes.Repeat([]byte("0123456789"), 1000))
		}
	})
	m.HandleFunc("/trailer", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", "X-Sum")
		w.(http.Flusher).Flush()
		fmt.Fprint(w, "body")
		w.Header().Set("X-Sum", "4")
	})
	m.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
			gone <- r.Context().Err()
		case <-time.After(20 * time.Second):
		}
	})
	m.HandleFunc("/half", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		w.Write([]byte("half"))
	})
	m.HandleFunc("/abort", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	m.Handle("/files/", http.StripPrefix("/files", http.FileServerFS(files)))
	return m
}

var gone = make(chan error, 10)

var files = fstest.MapFS{"a.txt": {Data: []byte("0123456789"), ModTime: time.Unix(1e9, 0)}, "d/x y.html": {Data: []byte("<p>")}, "d/&": {Data: nil}, "i/index.html": {Data: []byte("<!doctype html>index")}, "raw": {Data: []byte("\x89PNG\r\n\x1a\n")}}

func main() {
	log.SetOutput(io.Discard)
	s := httptest.NewServer(mux())
	defer s.Close()
	c := s.Client()
	do := func(method, path string, body io.Reader, header ...string) {
		r, err := http.NewRequest(method, s.URL+path, body)
		if err != nil {
			show(err)
			return
		}
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		answer(c.Do(r))
	}
	answer(c.Get(s.URL + "/echo?q=1"))
	answer(c.Head(s.URL + "/echo"))
	answer(c.Post(s.URL+"/echo", "text/x", strings.NewReader("post")))
	answer(c.PostForm(s.URL+"/echo", url.Values{"a": {"1", "&"}}))
	answer(http.Get(s.URL + "/none"))
	do("PUT", "/echo", io.MultiReader(strings.NewReader("chunks "), strings.NewReader("here")))
	do("POST", "/echo", nil)
	do("DELETE", "/echo", http.NoBody, "User-Agent", "", "X-Y", "z")
	do("PATCH", "/echo", bytes.NewBuffer(bytes.Repeat([]byte("b"), 50)), "Expect", "100-continue")
	do("GET", "/gzip", nil)
	do("GET", "/big", nil)
	do("GET", "/trailer", nil)
	do("GET", "/half", nil)
	do("GET", "/abort", nil)
	do("GET", "/echo", nil, "a b", "c")
	do("GET", "/echo", nil, "X-Y", "c\n")
	do("B D", "/echo", nil)
	do("GET", "/%zz", nil)

	for _, n := range []string{"0-301", "2-302", "1-303", "1-307", "1-308", "12-302"} {
		do("GET", "/hop/"+n, nil, "Authorization", "secret")
		do("POST", "/hop/"+n, strings.NewReader("again"), "Content-Type", "t/t")
	}
	do("POST", "/hop/1-307", io.MultiReader(strings.NewReader("once")))
	c.Jar = &jar{}
	do("GET", "/hop/2-302", nil)
	c.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if len(via) == 2 {
			return http.ErrUseLastResponse
		}
		return nil
	}
	do("GET", "/hop/5-302", nil)
	c.CheckRedirect = func(r *http.Request, via []*http.Request) error { return errors.New("no " + r.URL.Path) }
	do("GET", "/hop/5-302", nil)
	c.CheckRedirect = nil
	u, _ := url.Parse(s.URL)
	u.User = url.UserPassword("me", "pass")
	answer(c.Get(u.String() + "/echo"))

	for _, target := range []string{"ftp://x/", "http:///x", "http://127.0.0.1:1/", "x", "", "http://[::1"} {
		r, err := c.Get(target)
		if err == nil {
			r.Body.Close()
		}
		show(target, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	r, _ := http.NewRequestWithContext(ctx, "GET", s.URL+"/slow", nil)
	answer(c.Do(r))
	show(<-gone)
	c.Timeout = 50 * time.Millisecond
	do("GET", "/slow", nil)
	show(<-gone)
	c.Timeout = 0

	// Connections are used again.
	var mu sync.Mutex
	dialed := 0
	c2 := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8, DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		mu.Lock()
		dialed++
		mu.Unlock()
		return new(net.Dialer).DialContext(ctx, network, addr)
	}}}
	for range 20 {
		r, err := c2.Get(s.URL + "/echo")
		if err != nil {
			show(err)
			continue
		}
		io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
	show("dialed", dialed)
	var wait sync.WaitGroup
	failed := 0
	for i := range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for j := range 20 {
				want := fmt.Sprint(i, "-", j)
				r, err := c2.Post(s.URL+"/echo", "t/t", strings.NewReader(want))
				if err == nil {
					var b []byte
					b, err = io.ReadAll(r.Body)
					r.Body.Close()
					if err == nil && !strings.Contains(string(b), fmt.Sprintf("%q", want)) {
						err = errors.New(string(b))
					}
				}
				if err != nil {
					mu.Lock()
					failed++
					mu.Unlock()
				}
			}
		}()
	}
	wait.Wait()
	show("failed", failed, dialed <= 9)
	c2.CloseIdleConnections()

	for _, path := range []string{"/a.txt", "/", "/d", "/d/", "/i/", "/i/index.html", "/a.txt/", "/none", "/raw", "/d/x%20y.html", "/../a.txt"} {
		do("GET", "/files"+path, nil)
	}
	for _, h := range [][]string{{"Range", "bytes=2-4"}, {"Range", "bytes=-3"}, {"Range", "bytes=7-"}, {"Range", "bytes=20-"}, {"Range", "bytes=x"}, {"Range", "lines=1"}, {"If-Modified-Since", time.Unix(1e9, 0).UTC().Format(http.TimeFormat)},
		{"If-Modified-Since", time.Unix(1e8, 0).UTC().Format(http.TimeFormat)}, {"If-Unmodified-Since", time.Unix(1e8, 0).UTC().Format(http.TimeFormat)}, {"If-None-Match", "*"}, {"If-Match", `"x"`},
		{"Range", "bytes=1-2", "If-Range", time.Unix(1e9, 0).UTC().Format(http.TimeFormat)}, {"Range", "bytes=1-2", "If-Range", `"tag"`}} {
		do("GET", "/files/a.txt", nil, h...)
	}
	t := &http.Transport{}
	t.RegisterProtocol("file", http.NewFileTransportFS(files))
	answer((&http.Client{Transport: t}).Get("file:///a.txt"))

	w := httptest.NewRecorder()
	mux().ServeHTTP(w, httptest.NewRequest("POST", "/echo?x", strings.NewReader("recorded")))
	show(w.Code, w.Body, w.Result().Header, w.Result().Status)
	for _, line := range []string{"a=b; Path=/x; Domain=.h; Max-Age=5; HttpOnly; Secure; SameSite=Lax; Expires=Mon, 02 Jan 2006 15:04:05 GMT; Odd=1", "a=\"q r\"; Max-Age=0; SameSite=x; Partitioned", "=b", "a", "", "a b=c", "a=\x01"} {
		k, err := http.ParseSetCookie(line)
		show(fmt.Sprintf("%q", line), k, err)
		if k != nil {
			show(k.Name, k.Value, k.Quoted, k.MaxAge, k.Unparsed, k.SameSite, k.Domain, k.Valid())
		}
	}
	list, err := http.ParseCookie("a=1; b=\"2\"; c=")
	show(list, err)
	for _, d := range []string{"", "text", "<html>", "  <!DOCTYPE HTML>", "<?xml", "%PDF-1", "\x00\x01", "GIF89a", "RIFFxxxxWEBPVP", "\xff\xd8\xff", "PK\x03\x04", "\xef\xbb\xbfx", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "\x1f\x8b\x08", "wOFF"} {
		fmt.Println(http.DetectContentType([]byte(d)))
	}
	show(http.StatusText(404), http.StatusText(999), http.CanonicalHeaderKey("content-TYPE"), fs.ErrNotExist)
	h := http.Header{"A": {"1", "2"}, "B": {"x\r\ny"}, "bad key": {"v"}}
	var b strings.Builder
	h.WriteSubset(&b, map[string]bool{"A": true})
	show(len(h.Clone()), fmt.Sprintf("%q", b.String()))
}
