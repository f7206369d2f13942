// Packets over UDP, Unix sockets of all kinds, connections in memory, files of sockets.
package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func udp() {
	a, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(err)
	defer a.Close()
	b, err := net.Dial("udp", a.LocalAddr().String())
	check(err)
	defer b.Close()
	fmt.Fprint(b, "ping")
	buf := make([]byte, 100)
	n, from, err := a.ReadFrom(buf)
	fmt.Println(string(buf[:n]), from.String() == b.LocalAddr().String(), err)
	a.WriteTo([]byte("pong"), from)
	n, err = b.Read(buf)
	fmt.Println(string(buf[:n]), err)
	_, err = b.(*net.UDPConn).WriteTo([]byte("x"), a.LocalAddr())
	fmt.Println(errors.Is(err, net.ErrWriteToConnected))
	n, err = b.Write(nil)
	fmt.Println(n, err)
	n, ap, err := a.(*net.UDPConn).ReadFromUDPAddrPort(buf)
	fmt.Println(n, ap.Addr(), err)
	a.SetReadDeadline(time.Now().Add(time.Millisecond))
	_, _, err = a.ReadFrom(buf)
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	u := a.(*net.UDPConn)
	u.SetReadDeadline(time.Time{})
	n, _, err = u.WriteMsgUDP([]byte("self"), nil, u.LocalAddr().(*net.UDPAddr))
	fmt.Println(n, err)
	n, oobn, flags, from2, err := u.ReadMsgUDP(buf[:2], make([]byte, 50))
	fmt.Println(n, oobn, flags != 0, from2.Port == u.LocalAddr().(*net.UDPAddr).Port, err)
}

func unix(dir string) {
	path := filepath.Join(dir, "s")
	ln, err := net.Listen("unix", path)
	check(err)
	go func() {
		c, err := ln.Accept()
		check(err)
		io.Copy(c, c)
		c.Close()
	}()
	c, err := net.Dial("unix", path)
	check(err)
	fmt.Println(c.LocalAddr().Network(), c.LocalAddr().String(), c.RemoteAddr().String() == path)
	fmt.Fprint(c, "over unix")
	c.(*net.UnixConn).CloseWrite()
	data, err := io.ReadAll(c)
	fmt.Println(string(data), err)
	c.Close()
	ln.Close()
	_, err = os.Stat(path)
	fmt.Println(os.IsNotExist(err))
	_, err = net.Dial("unix", path)
	fmt.Println(errors.Is(err, os.ErrNotExist))

	g1, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "g1"), Net: "unixgram"})
	check(err)
	g2, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "g2"), Net: "unixgram"})
	check(err)
	g1.WriteTo([]byte("datagram"), g2.LocalAddr())
	buf := make([]byte, 50)
	n, from, err := g2.ReadFrom(buf)
	fmt.Println(string(buf[:n]), filepath.Base(from.String()), err)
	g1.Close()
	g2.Close()
}

func pipe() {
	a, b := net.Pipe()
	go func() {
		a.Write([]byte("hello, pipe"))
		a.Close()
	}()
	buf := make([]byte, 5)
	for {
		n, err := b.Read(buf)
		fmt.Printf("%q %v\n", buf[:n], err)
		if err != nil {
			break
		}
	}
	_, err := b.Write([]byte("x"))
	fmt.Println(err)
	c, _ := net.Pipe()
	c.SetReadDeadline(time.Now().Add(time.Millisecond))
	_, err = c.Read(buf)
	fmt.Println(err, c.LocalAddr())
}

func files() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	f, err := ln.(*net.TCPListener).File()
	check(err)
	ln2, err := net.FileListener(f)
	check(err)
	fmt.Println(ln2.Addr().String() == ln.Addr().String())
	ln.Close()
	f.Close()
	go net.Dial("tcp", ln2.Addr().String())
	c, err := ln2.Accept()
	check(err)
	cf, err := c.(*net.TCPConn).File()
	check(err)
	c2, err := net.FileConn(cf)
	fmt.Println(c2.RemoteAddr().String() == c.RemoteAddr().String(), err)
	raw, err := c.(*net.TCPConn).SyscallConn()
	check(err)
	fmt.Println(raw.Control(func(fd uintptr) { fmt.Println(fd > 2) }))
}

func names() {
	ips, err := net.LookupHost("127.0.0.1")
	fmt.Println(ips, err)
	ips, err = net.LookupHost("localhost")
	fmt.Println(len(ips) > 0, err)
	a, err := net.ResolveTCPAddr("tcp", "10.1.2.3:http")
	fmt.Println(a, err)
	u, err := net.ResolveUDPAddr("udp6", "[fe80::1]:53")
	fmt.Println(u, err)
	_, err = net.ResolveTCPAddr("tcp4", "[::1]:80")
	fmt.Println(err)
	p, err := net.LookupPort("tcp", "https")
	fmt.Println(p, err)
	_, err = net.LookupPort("tcp", "nosuchservice")
	fmt.Println(err)
	ifs, err := net.Interfaces()
	lo := false
	for _, i := range ifs {
		lo = lo || i.Flags&net.FlagLoopback != 0
	}
	fmt.Println(lo, err)
	fmt.Println(net.TCPAddrFromAddrPort(netip.MustParseAddrPort("1.2.3.4:5")), (&net.TCPAddr{Port: 80}).String())
}

func main() {
	dir, err := os.MkdirTemp("", "net")
	check(err)
	defer os.RemoveAll(dir)
	udp()
	unix(dir)
	pipe()
	files()
	names()
}
