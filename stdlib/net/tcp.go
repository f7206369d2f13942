package net

import (
	"context"
	"io"
	"net/netip"
	"os"
	"strconv"
	"syscall"
	"time"
)

// A TCPAddr is an end of a TCP connection.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string
}

func (a *TCPAddr) Network() string { return "tcp" }

func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return endText(a.IP, a.Zone, a.Port)
}

// endText gives "host:port", the host empty where there is no address.
func endText(ip IP, zone string, port int) string {
	return JoinHostPort(hostText(ip, zone), strconv.Itoa(port))
}

func hostText(ip IP, zone string) string {
	if len(ip) == 0 {
		return ""
	}
	if zone != "" {
		return ip.String() + "%" + zone
	}
	return ip.String()
}

// AddrPort gives the address as netip has it.
func (a *TCPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return portOf(a.IP, a.Zone, a.Port)
}

func portOf(ip IP, zone string, port int) netip.AddrPort {
	n, _ := netip.AddrFromSlice(ip)
	return netip.AddrPortFrom(n.WithZone(zone), uint16(port))
}

// TCPAddrFromAddrPort is AddrPort's other way.
func TCPAddrFromAddrPort(addr netip.AddrPort) *TCPAddr {
	return &TCPAddr{IP: addr.Addr().AsSlice(), Zone: addr.Addr().Zone(), Port: int(addr.Port())}
}

// ResolveTCPAddr gives the address of "host:port", looking up names.
func ResolveTCPAddr(network, address string) (*TCPAddr, error) {
	if network == "" {
		network = "tcp"
	}
	if base(network) != "tcp" {
		return nil, UnknownNetworkError(network)
	}
	ip, zone, port, err := resolveOne(context.Background(), network, address)
	if err != nil {
		return nil, err
	}
	return &TCPAddr{IP: ip, Port: port, Zone: zone}, nil
}

// A TCPConn is a connection over TCP.
type TCPConn struct{ conn }

// KeepAliveConfig says how probes find out whether the other end is still there.
type KeepAliveConfig struct {
	Enable   bool
	Idle     time.Duration // before the first probe; 0: 15 s; negative: the system's
	Interval time.Duration // between probes; the same
	Count    int           // of probes without an answer; 0: 9; negative: the system's
}

func newTCPConn(f *netFD, keep KeepAliveConfig) *TCPConn {
	c := &TCPConn{conn{f}}
	c.SetNoDelay(true)
	if keep.Enable {
		c.SetKeepAliveConfig(keep)
	}
	return c
}

// SetNoDelay has data sent at once; the default.
func (c *TCPConn) SetNoDelay(noDelay bool) error { return c.set(levelTCP, tcpNoDelay, number(noDelay)) }

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (c *TCPConn) SetKeepAlive(keepalive bool) error {
	return c.set(levelSocket, optKeepAlive, number(keepalive))
}

func (c *TCPConn) SetKeepAlivePeriod(d time.Duration) error {
	return c.set(levelTCP, tcpKeepIdle, seconds(d))
}

// seconds rounds up.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

func (c *TCPConn) SetKeepAliveConfig(config KeepAliveConfig) error {
	if err := c.SetKeepAlive(config.Enable); err != nil || !config.Enable {
		return err
	}
	for _, o := range []struct{ name, value, usual int }{
		{tcpKeepIdle, seconds(config.Idle), 15},
		{tcpKeepIntvl, seconds(config.Interval), 15},
		{tcpKeepCount, config.Count, 9},
	} {
		if o.value == 0 {
			o.value = o.usual
		}
		if o.value > 0 {
			if err := c.set(levelTCP, o.name, o.value); err != nil {
				return err
			}
		}
	}
	return nil
}

// SetLinger says how long Close waits for data that was not sent; 0 drops it, a
// negative number leaves that to the system.
func (c *TCPConn) SetLinger(sec int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	err := c.fd.with(func(fd int) error { return numbered("setsockopt", setLinger(fd, sec)) })
	return c.fd.wrap("set", err)
}

func (c *conn) shut(how int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.fd.wrap("close", numbered("shutdown", shutdown(c.fd.s, how)))
}

// CloseRead and CloseWrite close one direction.
func (c *TCPConn) CloseRead() error  { return c.shut(0) }
func (c *TCPConn) CloseWrite() error { return c.shut(1) }

// MultipathTCP tells whether several paths are in use: never.
func (c *TCPConn) MultipathTCP() (bool, error) { return false, nil }

type onlyWriter struct{ io.Writer }
type onlyReader struct{ io.Reader }

// ReadFrom writes what r has to the connection.
func (c *TCPConn) ReadFrom(r io.Reader) (int64, error) { return io.Copy(onlyWriter{c}, r) }

// WriteTo writes what comes over the connection to w.
func (c *TCPConn) WriteTo(w io.Writer) (int64, error) { return io.Copy(w, onlyReader{c}) }

// A listener is a socket that accepts connections.
type listener struct {
	fd   *netFD
	keep KeepAliveConfig
}

func (l *listener) ok() bool { return l != nil && l.fd != nil }

func (l *listener) accept() (*netFD, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	fd, errno := accept(l.fd.s)
	if errno != 0 {
		return nil, l.fd.listening("accept", fail("accept4", errno))
	}
	f, err := adopt(fd, l.fd.net, l.fd.family)
	if err != nil {
		return nil, l.fd.listening("accept", err)
	}
	f.names(fd)
	return f, nil
}

// Close closes the listener; those that wait in Accept get an error.
func (l *listener) Close() error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.fd.listening("close", l.fd.close())
}

func (l *listener) Addr() Addr { return l.fd.local }

// SetDeadline sets when Accept fails.
func (l *listener) SetDeadline(t time.Time) error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.fd.listening("set", l.fd.deadline(t, 'b'))
}

// File gives a copy of the listener as a file.
func (l *listener) File() (*os.File, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	f, err := l.fd.dup()
	return f, l.fd.listening("file", err)
}

func (l *listener) SyscallConn() (syscall.RawConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return rawConn{l.fd}, nil
}

// A TCPListener accepts TCP connections.
type TCPListener struct{ listener }

// AcceptTCP waits for a connection.
func (l *TCPListener) AcceptTCP() (*TCPConn, error) {
	if l == nil {
		return nil, syscall.EINVAL
	}
	f, err := l.accept()
	if err != nil {
		return nil, err
	}
	return newTCPConn(f, l.keep), nil
}

// Accept waits for a connection.
func (l *TCPListener) Accept() (Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// DialTCP connects; laddr may be nil.
func DialTCP(network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	if base(network) != "tcp" {
		return nil, &OpError{Op: "dial", Net: network, Source: addrOf(laddr), Addr: addrOf(raddr), Err: UnknownNetworkError(network)}
	}
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Source: addrOf(laddr), Err: errMissingAddress}
	}
	c, err := (&Dialer{LocalAddr: addrOf(laddr)}).to(context.Background(), network, raddr)
	if err != nil {
		return nil, err
	}
	return c.(*TCPConn), nil
}

// addrOf gives a nil Addr for a nil pointer.
func addrOf[T any, P interface {
	*T
	Addr
}](a P) Addr {
	if a == nil {
		return nil
	}
	return a
}

// ListenTCP listens; a nil laddr or one without a port means any.
func ListenTCP(network string, laddr *TCPAddr) (*TCPListener, error) {
	if base(network) != "tcp" {
		return nil, &OpError{Op: "listen", Net: network, Addr: addrOf(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &TCPAddr{}
	}
	l, err := (&ListenConfig{}).on(context.Background(), network, laddr)
	if err != nil {
		return nil, err
	}
	return l.(*TCPListener), nil
}
