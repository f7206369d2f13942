// This file has servers on this machine.

package httptest

import (
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Server is a server that listens on a port of this machine.
type Server struct {
	URL      string // http://address:port
	Listener net.Listener
	Config   *http.Server // may be changed before Start

	mu     sync.Mutex
	conns  map[net.Conn]http.ConnState
	closed bool
	served chan struct{} // closed when Serve has returned
	client *http.Client
}

// NewServer starts a server.
func NewServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.Start()
	return s
}

// NewUnstartedServer makes a server that is to be started.
func NewUnstartedServer(handler http.Handler) *Server {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		if l, err = net.Listen("tcp6", "[::1]:0"); err != nil {
			panic(fmt.Sprintf("httptest: failed to listen on a port: %v", err))
		}
	}
	return &Server{Listener: l, Config: &http.Server{Handler: handler}}
}

// Start starts the server.
func (s *Server) Start() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.client = &http.Client{Transport: &http.Transport{}}
	s.URL = "http://" + s.Listener.Addr().String()
	s.conns, s.served = map[net.Conn]http.ConnState{}, make(chan struct{})
	told := s.Config.ConnState
	s.Config.ConnState = func(c net.Conn, state http.ConnState) {
		s.mu.Lock()
		if state == http.StateClosed || state == http.StateHijacked {
			delete(s.conns, c)
		} else {
			s.conns[c] = state
		}
		s.mu.Unlock()
		if told != nil {
			told(c, state)
		}
	}
	go func() {
		defer close(s.served)
		s.Config.Serve(s.Listener)
	}()
}

// Client returns a client for the server, whose connections Close closes.
func (s *Server) Client() *http.Client { return s.client }

// CloseClientConnections closes all connections.
func (s *Server) CloseClientConnections() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.Close()
	}
}

// Close stops the server when all requests are answered.
func (s *Server) Close() {
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	s.mu.Unlock()
	if !first {
		return
	}
	s.Listener.Close()
	s.Config.SetKeepAlivesEnabled(false)
	if s.client != nil {
		s.client.CloseIdleConnections()
	}
	if t, ok := http.DefaultTransport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
	if s.served == nil {
		return
	}
	<-s.served
	for waited := time.Duration(0); ; waited += 5 * time.Millisecond {
		s.mu.Lock()
		busy := 0
		for c, state := range s.conns {
			if state == http.StateActive || state == http.StateNew && waited < 100*time.Millisecond {
				busy++
			} else {
				c.Close()
			}
		}
		s.mu.Unlock()
		if busy == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}
