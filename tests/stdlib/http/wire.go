// A server of net/http, byte by byte: what it answers to requests, good and bad.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"time"
)

var date = regexp.MustCompile(`Date: [^\r]*GMT`)

func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s %s %s %q", r.Method, r.Host, r.URL, r.UserAgent())
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%d %q %v %v %v", r.ContentLength, b, err, r.TransferEncoding, r.Trailer)
	})
	mux.HandleFunc("/long", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("x", 3000)) })
	mux.HandleFunc("/flush", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "one")
		fmt.Println("flush", http.NewResponseController(w).Flush())
		io.WriteString(w, "two")
	})
	mux.HandleFunc("/length", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "3")
		n, err := io.WriteString(w, "abcd")
		fmt.Println(n, err)
		io.WriteString(w, "abc")
	})
	mux.HandleFunc("/few", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "5")
		io.WriteString(w, "ab")
	})
	mux.HandleFunc("/none", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNoContent)
		_, err := w.Write([]byte("x"))
		fmt.Println(err == http.ErrBodyNotAllowed)
	})
	mux.HandleFunc("/twice", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-B", "2")
		w.Header().Set("X-A", "1")
		w.Header()["x-odd"] = []string{"a\nb", "c"}
		w.WriteHeader(418)
		w.WriteHeader(200)
		w.Header().Set("X-Late", "1")
	})
	mux.HandleFunc("/trailer", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", "X-Sum, x-other")
		io.WriteString(w, "body")
		w.Header().Set("X-Sum", "4")
		w.Header().Set(http.TrailerPrefix+"X-More", "5")
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/early", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</x>")
		w.WriteHeader(http.StatusEarlyHints)
		io.WriteString(w, "ok")
	})
	mux.HandleFunc("/ignore", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Type", "a/b") })
	mux.HandleFunc("/close", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Connection", "close") })
	mux.HandleFunc("/limit", func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 3))
		var big *http.MaxBytesError
		fmt.Fprint(w, err, errors.As(err, &big))
	})
	mux.HandleFunc("/hijack", func(w http.ResponseWriter, r *http.Request) {
		c, rw, err := w.(http.Hijacker).Hijack()
		line, _ := rw.ReadString('\n')
		fmt.Fprintf(rw, "raw %v %q\n", err, line)
		rw.Flush()
		_, err = w.Write(nil)
		fmt.Println(err)
		c.Close()
	})
	mux.HandleFunc("/form", func(w http.ResponseWriter, r *http.Request) {
		err := r.ParseForm()
		fmt.Fprint(w, err, r.Form, r.PostForm, r.FormValue("a"), r.PostFormValue("a"))
	})
	mux.Handle("/redirect", http.RedirectHandler("other?x=é", http.StatusFound))
	mux.Handle("/slow", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), time.Millisecond, "too slow"))
	mux.Handle("/quick", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(201); io.WriteString(w, "q") }), time.Minute, ""))
	return mux
}

// exchange sends bytes, and shows what comes until the server closes or a last request is answered.
func exchange(addr, text string) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	fmt.Printf("%q\n", text)
	go io.WriteString(c, text)
	c.SetReadDeadline(time.Now().Add(20 * time.Second))
	b, err := io.ReadAll(c)
	s := date.ReplaceAllString(string(b), "Date: now")
	for _, line := range strings.SplitAfter(s, "\n") {
		if len(line) > 200 {
			line = line[:20] + fmt.Sprint(len(line)) + "\n"
		}
		fmt.Printf("\t%q\n", line)
	}
	if err != nil {
		fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	}
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	s := &http.Server{Handler: handler(), ErrorLog: log.New(io.Discard, "", 0), MaxHeaderBytes: 4000}
	done := make(chan error)
	go func() { done <- s.Serve(l) }()
	addr := l.Addr().String()
	const host, end = " HTTP/1.1\r\nHost: h\r\n", "Connection: close\r\n\r\n"
	for _, path := range []string{"/", "/?q=1", "/none/", "/flush", "/length", "/few", "/none", "/twice", "/trailer", "/panic", "/early", "/ignore", "/close", "/redirect", "/slow", "/quick", "//a/../long", "http://other/"} {
		for _, method := range []string{"GET", "HEAD"} {
			if method == "GET" || len(path) < 6 {
				exchange(addr, method+" "+path+host+end)
			}
		}
	}
	for _, text := range []string{
		"GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: x\r\n\r\nGET /none HTTP/1.1\r\nHost: b\r\n\r\nGET / HTTP/1.0\r\n\r\n",
		"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /long HTTP/1.0\r\n\r\n",
		"GET /long HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n",
		"POST /echo" + host + "Content-Length: 4\r\n" + end + "abcd",
		"POST /echo" + host + "Transfer-Encoding: chunked\r\nTrailer: X-T\r\n" + end + "3\r\nabc\r\n2;ext=1\r\nde\r\n0\r\nX-T: t\r\n\r\n",
		"POST /echo" + host + "Transfer-Encoding: chunked\r\n" + end + "z\r\n",
		"POST /echo" + host + "Expect: 100-continue\r\nContent-Length: 2\r\n" + end + "ab",
		"POST /ignore" + host + "Content-Length: 2\r\n\r\nabGET /" + host + end,
		"POST /limit" + host + "Content-Length: 5\r\n\r\nabcde",
		"POST /form?a=1&b=2" + host + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n" + end + "a=3&c=%zz",
		"POST /form?a=1" + host + "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\nContent-Length: 7\r\n" + end + "a=3&a=4",
		"GET /hijack" + host + "\r\nhello\n",
		"OPTIONS *" + host + end, "GET *" + host + end,
		"GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "bad\r\n\r\n", "GET /\r\n\r\n", "G@T / HTTP/1.1\r\n\r\n", "GET / HTTP/x\r\n\r\n",
		"GET / HTTP/2.0\r\nHost: h\r\n\r\n", "GET nowhere HTTP/1.1\r\nHost: h\r\n\r\n", "GET /" + host + "no colon\r\n\r\n", "GET /" + host + "a b: c\r\n\r\n", "GET /" + host + "Content-Length: x\r\n\r\n",
		"GET /" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", "GET /" + host + "Transfer-Encoding: gzip\r\n\r\n", "GET /" + host + "X: " + strings.Repeat("y", 10000) + "\r\n\r\n",
	} {
		exchange(addr, text)
	}
	fmt.Println(s.Close(), <-done == http.ErrServerClosed, s.ListenAndServe() == http.ErrServerClosed)
}
