// Connections over TCP: both ends, half closing, deadlines, closing while others wait, the errors' texts.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// mask hides port numbers.
func mask(err error) string {
	s := fmt.Sprint(err)
	for _, sep := range []string{"127.0.0.1:", "[::]:", "[::1]:"} {
		parts := strings.Split(s, sep)
		for i := 1; i < len(parts); i++ {
			parts[i] = "PORT" + strings.TrimLeft(parts[i], "0123456789")
		}
		s = strings.Join(parts, sep)
	}
	return s
}

func serve(ln net.Listener, handle func(net.Conn)) {
	for {
		c, err := ln.Accept()
		if err != nil {
			fmt.Println("accept:", mask(err), errors.Is(err, net.ErrClosed))
			return
		}
		go handle(c)
	}
}

func echo() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	var done sync.WaitGroup
	done.Go(func() {
		serve(ln, func(c net.Conn) {
			defer c.Close()
			r := bufio.NewReader(c)
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					return
				}
				io.WriteString(c, strings.ToUpper(line))
			}
		})
	})
	fmt.Printf("%T %s\n", ln.Addr(), ln.Addr().Network())
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			c, err := net.Dial("tcp", ln.Addr().String())
			if err != nil {
				fmt.Println(err)
				return
			}
			defer c.Close()
			r := bufio.NewReader(c)
			for k := range 50 {
				fmt.Fprintf(c, "client %d line %d\n", i, k)
				got, err := r.ReadString('\n')
				if want := fmt.Sprintf("CLIENT %d LINE %d\n", i, k); got != want || err != nil {
					fmt.Println("got", got, err)
				}
			}
		})
	}
	wg.Wait()
	ln.Close()
	done.Wait()
	fmt.Println(mask(ln.Close()))
}

// pair gives two connected ends.
func pair() (a, b *net.TCPConn) {
	ln, _ := net.Listen("tcp", "127.0.0.1:0")
	defer ln.Close()
	c := make(chan net.Conn)
	go func() {
		x, _ := ln.Accept()
		c <- x
	}()
	d, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		panic(err)
	}
	return d.(*net.TCPConn), (<-c).(*net.TCPConn)
}

func halfClose() {
	a, b := pair()
	go func() {
		io.WriteString(a, "to the end")
		a.CloseWrite()
	}()
	data, err := io.ReadAll(b)
	fmt.Println(string(data), err)
	io.WriteString(b, "and back")
	b.Close()
	data, err = io.ReadAll(a)
	fmt.Println(string(data), err)
	fmt.Println(a.Close(), mask(a.Close()))
	_, err = a.Read(make([]byte, 1))
	fmt.Println(mask(err), errors.Is(err, net.ErrClosed))
	_, err = a.Write([]byte("x"))
	fmt.Println(mask(err))
	fmt.Println(mask(a.SetDeadline(time.Now())))
}

func deadlines() {
	a, b := pair()
	defer a.Close()
	defer b.Close()
	a.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	_, err := a.Read(make([]byte, 1))
	var ne net.Error
	fmt.Println(mask(err), errors.As(err, &ne) && ne.Timeout(), errors.Is(err, os.ErrDeadlineExceeded))
	_, err = a.Read(make([]byte, 1))
	fmt.Println(mask(err))
	// A deadline that is moved while a read waits.
	a.SetReadDeadline(time.Time{})
	time.AfterFunc(10*time.Millisecond, func() { a.SetReadDeadline(time.Now()) })
	_, err = a.Read(make([]byte, 1))
	fmt.Println(mask(err))
	a.SetReadDeadline(time.Now().Add(time.Hour))
	b.Write([]byte("y"))
	buf := make([]byte, 4)
	n, err := a.Read(buf)
	fmt.Println(n, string(buf[:n]), err)
	// Nobody reads: the write fills the system's room and waits.
	b.SetWriteDeadline(time.Now().Add(20 * time.Millisecond))
	for {
		if _, err = b.Write(make([]byte, 1<<20)); err != nil {
			break
		}
	}
	fmt.Println(mask(err))
}

func closeWakes() {
	a, b := pair()
	defer b.Close()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			_, err := a.Read(make([]byte, 1))
			fmt.Println("reader:", mask(err))
		})
	}
	time.Sleep(10 * time.Millisecond)
	a.Close()
	wg.Wait()
}

func failures() {
	ln, _ := net.Listen("tcp", "127.0.0.1:0")
	addr := ln.Addr().String()
	_, err := net.Listen("tcp", addr)
	fmt.Println(mask(err), errors.Is(err, syscall.EADDRINUSE))
	ln.Close()
	_, err = net.Dial("tcp", addr)
	var op *net.OpError
	fmt.Println(mask(err), errors.As(err, &op) && op.Op == "dial", errors.Is(err, syscall.ECONNREFUSED))
	_, err = net.Dial("tcp", "no.such.host.invalid:80")
	var dns *net.DNSError
	fmt.Println(errors.As(err, &dns) && dns.Name == "no.such.host.invalid")
	for _, bad := range []string{"127.0.0.1", "127.0.0.1:port", "127.0.0.1:70000", "", "[::1", "a:b:c"} {
		_, err = net.Dial("tcp", bad)
		fmt.Println(err)
	}
	_, err = net.Dial("tcpp", addr)
	fmt.Println(err)
	_, err = net.Listen("udp", "127.0.0.1:0")
	fmt.Println(err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = new(net.Dialer).DialContext(ctx, "tcp", addr)
	fmt.Println(mask(err), errors.Is(err, context.Canceled))
}

func main() {
	echo()
	halfClose()
	deadlines()
	closeWakes()
	failures()
}
