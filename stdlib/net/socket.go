package net

import (
	"io"
	"net/netip"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// ---- the native side: socket.h, net_native.cc

// A socket is the runtime's: a descriptor in the poller.
type socket struct{ _ byte }

// Errors besides the system's numbers.
const (
	sockClosed   = -1
	sockDeadline = -2
)

// rawAddr is an address of any family; the native side has the same layout.
type rawAddr struct {
	family int
	port   int
	scope  int
	ip     [16]byte
	path   string
}

func open(fd int) (s *socket, errno int)
func closeSocket(s *socket) (errno int)
func freeSocket(s *socket)
func newSocket(family, kind, protocol int) (fd, errno int)
func closeFd(fd int)
func read(s *socket, b []byte) (n, errno int)
func write(s *socket, b []byte, done int) (n, errno int)
func accept(s *socket) (fd, errno int)
func connected(s *socket) (n, errno int)
func receive(s *socket, b, oob []byte, from *rawAddr, got *[2]int) (n, errno int)
func send(s *socket, b, oob []byte, to *rawAddr) (n, errno int)
func bind(fd int, a *rawAddr) (errno int)
func listen(fd, backlog int) (errno int)
func connect(fd int, a *rawAddr) (errno int)
func nameOf(fd int, peer bool, a *rawAddr) (errno int)
func setOption(fd, level, name, value int) (errno int)
func getOption(fd, level, name int) (value, errno int)
func setLinger(fd, seconds int) (errno int)
func joinGroup(fd int, group *rawAddr, index int) (errno int)
func shutdown(s *socket, how int) (errno int)
func borrow(s *socket) (fd, errno int)
func giveBack(s *socket)
func dupSocket(s *socket) (fd, errno int)
func setNonblock(fd int, on bool) (errno int)
func setDeadline(s *socket, set bool, after int64, mode int) (errno int)

// Numbers of the system.
const (
	familyUnix = 1
	familyV4   = 2
	familyV6   = 10

	kindStream    = 1
	kindDatagram  = 2
	kindSeqpacket = 5

	levelSocket = 1
	levelTCP    = 6
	levelV6     = 41

	optReuseAddr = 2
	optBroadcast = 6
	optSendRoom  = 7
	optRecvRoom  = 8
	optKeepAlive = 9
	optV6Only    = 26
	tcpNoDelay   = 1
	tcpKeepIdle  = 4
	tcpKeepIntvl = 5
	tcpKeepCount = 6
)

// fail gives the error of a number.
func fail(call string, errno int) error {
	switch errno {
	case sockClosed:
		return ErrClosed
	case sockDeadline:
		return os.ErrDeadlineExceeded
	}
	return os.NewSyscallError(call, syscall.Errno(errno))
}

// ---- what all connections and listeners share

// A netFD is an open socket with its names.
type netFD struct {
	s             *socket
	net           string
	family        int
	local, remote Addr
}

// adopt makes a netFD of a descriptor, which it owns from now on.
func adopt(fd int, network string, family int) (*netFD, error) {
	s, errno := open(fd)
	if errno != 0 {
		closeFd(fd)
		return nil, fail("epoll_ctl", errno)
	}
	f := &netFD{s: s, net: network, family: family}
	runtime.SetFinalizer(f, func(f *netFD) { freeSocket(f.s) })
	return f, nil
}

// names asks the system for the socket's names.
func (f *netFD) names(fd int) {
	var a rawAddr
	if nameOf(fd, false, &a) == 0 {
		f.local = a.addr(f.net)
	}
	a = rawAddr{}
	if nameOf(fd, true, &a) == 0 {
		f.remote = a.addr(f.net)
	}
}

// wrap makes an OpError.
func (f *netFD) wrap(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &OpError{Op: op, Net: f.net, Source: f.local, Addr: f.remote, Err: err}
}

// listening is wrap for listeners, whose address is the one that counts.
func (f *netFD) listening(op string, err error) error {
	if err == nil {
		return nil
	}
	return &OpError{Op: op, Net: f.net, Addr: f.local, Err: err}
}

// with calls do with the descriptor, which stays open meanwhile.
func (f *netFD) with(do func(fd int) error) error {
	fd, errno := borrow(f.s)
	if errno != 0 {
		return fail("", errno)
	}
	err := do(fd)
	giveBack(f.s)
	return err
}

// option sets a socket option.
func (f *netFD) option(level, name, value int) error {
	return f.with(func(fd int) error { return numbered("setsockopt", setOption(fd, level, name, value)) })
}

// numbered gives nil for 0.
func numbered(call string, errno int) error {
	if errno == 0 {
		return nil
	}
	return fail(call, errno)
}

func (f *netFD) close() error {
	if errno := closeSocket(f.s); errno != 0 {
		return fail("close", errno)
	}
	return nil
}

func (f *netFD) deadline(t time.Time, mode int) error {
	return numbered("set deadline", setDeadline(f.s, !t.IsZero(), int64(time.Until(t)), mode))
}

// dup gives a copy of the descriptor as a file that blocks.
func (f *netFD) dup() (*os.File, error) {
	fd, errno := dupSocket(f.s)
	if errno != 0 {
		return nil, fail("dup", errno)
	}
	if errno := setNonblock(fd, false); errno != 0 {
		closeFd(fd)
		return nil, fail("setnonblock", errno)
	}
	name := f.net + ":"
	if f.local != nil {
		name += f.local.String()
	}
	name += "->"
	if f.remote != nil {
		name += f.remote.String()
	}
	return os.NewFile(uintptr(fd), name), nil
}

// conn is a connection of any network.
type conn struct{ fd *netFD }

func (c *conn) ok() bool { return c != nil && c.fd != nil }

func (c *conn) Read(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	f := c.fd
	n, errno := read(f.s, b)
	if errno != 0 {
		return 0, f.wrap("read", fail("read", errno))
	}
	if n == 0 && len(b) > 0 && f.stream() {
		return 0, io.EOF
	}
	return n, nil
}

func (f *netFD) stream() bool { return f.net[0] == 't' || f.net == "unix" || f.net == "unixpacket" }

func (c *conn) Write(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	f := c.fd
	for done := 0; ; {
		n, errno := write(f.s, b, done)
		if errno != 0 {
			return done, f.wrap("write", fail("write", errno))
		}
		if done += n; done >= len(b) || !f.stream() {
			return done, nil
		}
	}
}

func (c *conn) Close() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.fd.wrap("close", c.fd.close())
}

func (c *conn) LocalAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.fd.local
}

func (c *conn) RemoteAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.fd.remote
}

func (c *conn) setDeadline(t time.Time, mode int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if err := c.fd.deadline(t, mode); err != nil {
		return &OpError{Op: "set", Net: c.fd.net, Addr: c.fd.local, Err: err}
	}
	return nil
}

func (c *conn) SetDeadline(t time.Time) error      { return c.setDeadline(t, 'b') }
func (c *conn) SetReadDeadline(t time.Time) error  { return c.setDeadline(t, 'r') }
func (c *conn) SetWriteDeadline(t time.Time) error { return c.setDeadline(t, 'w') }

func (c *conn) set(level, name, value int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if err := c.fd.option(level, name, value); err != nil {
		return &OpError{Op: "set", Net: c.fd.net, Source: c.fd.local, Addr: c.fd.remote, Err: err}
	}
	return nil
}

// SetReadBuffer and SetWriteBuffer set the room that the system has for data.
func (c *conn) SetReadBuffer(bytes int) error  { return c.set(levelSocket, optRecvRoom, bytes) }
func (c *conn) SetWriteBuffer(bytes int) error { return c.set(levelSocket, optSendRoom, bytes) }

// File gives a copy of the connection as a file.
func (c *conn) File() (*os.File, error) {
	if !c.ok() {
		return nil, syscall.EINVAL
	}
	file, err := c.fd.dup()
	if err != nil {
		return nil, c.fd.wrap("file", err)
	}
	return file, nil
}

// SyscallConn lends the descriptor.
func (c *conn) SyscallConn() (syscall.RawConn, error) {
	if !c.ok() {
		return nil, syscall.EINVAL
	}
	return rawConn{c.fd}, nil
}

// rawConn lends a descriptor for calls of the caller's own.
type rawConn struct{ fd *netFD }

func (r rawConn) Control(f func(fd uintptr)) error {
	err := r.fd.with(func(fd int) error { f(uintptr(fd)); return nil })
	return r.fd.wrap("raw-control", err)
}

func (r rawConn) repeat(op string, f func(fd uintptr) bool) error {
	err := r.fd.with(func(fd int) error {
		for wait := time.Microsecond; !f(uintptr(fd)); wait = min(2*wait, time.Millisecond) {
			time.Sleep(wait)
		}
		return nil
	})
	return r.fd.wrap(op, err)
}

func (r rawConn) Read(f func(fd uintptr) bool) error  { return r.repeat("raw-read", f) }
func (r rawConn) Write(f func(fd uintptr) bool) error { return r.repeat("raw-write", f) }

// ---- addresses to and from the system's form

// raw gives the address for a socket of a family.
func raw(family int, ip IP, port int, zone string) (*rawAddr, error) {
	a := &rawAddr{family: family, port: port}
	v4 := ip.To4()
	switch {
	case family == familyV4:
		if len(ip) == 0 {
			return a, nil
		}
		if v4 == nil {
			return nil, &AddrError{Err: "non-IPv4 address", Addr: ip.String()}
		}
		copy(a.ip[:], v4)
	case len(ip) == 0 || v4 != nil && v4.Equal(IPv4zero):
		// any address, which for IPv6 has IPv4's too
	default:
		v6 := ip.To16()
		if v6 == nil {
			return nil, &AddrError{Err: "non-IPv6 address", Addr: ip.String()}
		}
		copy(a.ip[:], v6)
		a.scope = zoneIndex(zone)
	}
	return a, nil
}

// addr gives the address as the network's type.
func (a *rawAddr) addr(network string) Addr {
	if a.family == familyUnix {
		return &UnixAddr{Name: a.path, Net: network}
	}
	ip, zone := a.host()
	if len(ip) == 0 {
		return nil
	}
	if network[0] == 'u' {
		return &UDPAddr{IP: ip, Port: a.port, Zone: zone}
	}
	return &TCPAddr{IP: ip, Port: a.port, Zone: zone}
}

func (a *rawAddr) host() (IP, string) {
	switch a.family {
	case familyV4:
		return append(IP(nil), a.ip[:4]...), ""
	case familyV6:
		return append(IP(nil), a.ip[:]...), zoneName(a.scope)
	}
	return nil, ""
}

func (a *rawAddr) addrPort() netip.AddrPort {
	var ip netip.Addr
	switch a.family {
	case familyV4:
		ip = netip.AddrFrom4([4]byte(a.ip[:4]))
	case familyV6:
		ip = netip.AddrFrom16(a.ip).WithZone(zoneName(a.scope))
	}
	return netip.AddrPortFrom(ip, uint16(a.port))
}

func zoneIndex(zone string) int {
	if zone == "" {
		return 0
	}
	if n := interfaceIndex(zone); n != 0 {
		return n
	}
	n, _ := strconv.Atoi(zone)
	return n
}

func zoneName(index int) string {
	if index == 0 {
		return ""
	}
	if ifi, err := InterfaceByIndex(index); err == nil {
		return ifi.Name
	}
	return strconv.Itoa(index)
}
