package net

import (
	"errors"
	"os"
	"syscall"
)

// fromFile makes a netFD of a copy of a file's descriptor.
func fromFile(file *os.File) (f *netFD, kind int, err error) {
	copied, err := syscall.Dup(int(file.Fd()))
	if err != nil {
		return nil, 0, os.NewSyscallError("dup", err)
	}
	kind, errno := getOption(copied, levelSocket, 3)
	var a rawAddr
	if errno == 0 {
		errno = nameOf(copied, false, &a)
	}
	if errno == 0 {
		errno = setNonblock(copied, true)
	}
	if errno != 0 {
		closeFd(copied)
		return nil, 0, fail("getsockopt", errno)
	}
	network := "tcp"
	switch {
	case a.family == familyUnix && kind == kindStream:
		network = "unix"
	case a.family == familyUnix && kind == kindDatagram:
		network = "unixgram"
	case a.family == familyUnix:
		network = "unixpacket"
	case kind == kindDatagram:
		network = "udp"
	}
	f, err = adopt(copied, network, a.family)
	if err == nil {
		f.names(copied)
	}
	return f, kind, err
}

func fileError(f *os.File, err error) error {
	return &OpError{Op: "file", Net: "file+net", Addr: fileAddr(f.Name()), Err: err}
}

type fileAddr string

func (fileAddr) Network() string  { return "file+net" }
func (f fileAddr) String() string { return string(f) }

// FileConn gives a connection for a copy of an open socket.
func FileConn(f *os.File) (c Conn, err error) {
	fd, _, err := fromFile(f)
	if err != nil {
		return nil, fileError(f, err)
	}
	switch base(fd.net) {
	case "tcp":
		return newTCPConn(fd, KeepAliveConfig{Enable: true}), nil
	case "udp":
		return &UDPConn{conn{fd}}, nil
	}
	return &UnixConn{conn{fd}}, nil
}

// FileListener gives a listener for a copy of a socket that listens.
func FileListener(f *os.File) (ln Listener, err error) {
	fd, kind, err := fromFile(f)
	if err == nil && kind == kindDatagram {
		fd.close()
		err = syscall.EINVAL
	}
	if err != nil {
		return nil, fileError(f, err)
	}
	if fd.net == "tcp" {
		return &TCPListener{listener{fd: fd}}, nil
	}
	return &UnixListener{listener: listener{fd: fd}}, nil
}

// FilePacketConn gives a packet connection for a copy of an open socket.
func FilePacketConn(f *os.File) (c PacketConn, err error) {
	fd, kind, err := fromFile(f)
	if err == nil && kind == kindStream {
		fd.close()
		err = errors.New("not a packet connection")
	}
	if err != nil {
		return nil, fileError(f, err)
	}
	if fd.net == "udp" {
		return &UDPConn{conn{fd}}, nil
	}
	return &UnixConn{conn{fd}}, nil
}
