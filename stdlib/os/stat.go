package os

import (
	"io/fs"
	"syscall"
	"time"
)

type (
	FileInfo = fs.FileInfo
	FileMode = fs.FileMode
	DirEntry = fs.DirEntry
)

const (
	ModePerm, ModeType = fs.ModePerm, fs.ModeType

	ModeDir, ModeSymlink, ModeNamedPipe, ModeSocket = fs.ModeDir, fs.ModeSymlink, fs.ModeNamedPipe, fs.ModeSocket
	ModeDevice, ModeCharDevice, ModeIrregular       = fs.ModeDevice, fs.ModeCharDevice, fs.ModeIrregular

	ModeSetuid, ModeSetgid, ModeSticky       = fs.ModeSetuid, fs.ModeSetgid, fs.ModeSticky
	ModeAppend, ModeExclusive, ModeTemporary = fs.ModeAppend, fs.ModeExclusive, fs.ModeTemporary
)

// fileStat is a FileInfo over the system's struct stat.
type fileStat struct {
	name string
	sys  syscall.Stat_t
}

func (f *fileStat) Name() string       { return f.name }
func (f *fileStat) Size() int64        { return f.sys.Size }
func (f *fileStat) Mode() FileMode     { return modeOf(f.sys.Mode) }
func (f *fileStat) ModTime() time.Time { return time.Unix(f.sys.Mtim.Unix()) }
func (f *fileStat) IsDir() bool        { return f.Mode().IsDir() }
func (f *fileStat) Sys() any           { return &f.sys }

// modeOf turns the system's mode into ours.
func modeOf(sys uint32) FileMode {
	m := FileMode(sys & 0777)
	switch sys & syscall.S_IFMT {
	case syscall.S_IFDIR:
		m |= ModeDir
	case syscall.S_IFLNK:
		m |= ModeSymlink
	case syscall.S_IFIFO:
		m |= ModeNamedPipe
	case syscall.S_IFSOCK:
		m |= ModeSocket
	case syscall.S_IFBLK:
		m |= ModeDevice
	case syscall.S_IFCHR:
		m |= ModeDevice | ModeCharDevice
	}
	for _, b := range specialBits {
		if sys&b.sys != 0 {
			m |= b.mode
		}
	}
	return m
}

var specialBits = [...]struct {
	sys  uint32
	mode FileMode
}{{syscall.S_ISUID, ModeSetuid}, {syscall.S_ISGID, ModeSetgid}, {syscall.S_ISVTX, ModeSticky}}

// sysMode turns permissions, with set-user, set-group and sticky bits, into the system's.
func sysMode(m FileMode) uint32 {
	sys := uint32(m.Perm())
	for _, b := range specialBits {
		if m&b.mode != 0 {
			sys |= b.sys
		}
	}
	return sys
}

// baseName gives a path's last element, as FileInfo.Name has it.
func baseName(name string) string {
	for len(name) > 1 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	for i := len(name) - 2; i >= 0; i-- {
		if name[i] == '/' {
			return name[i+1:]
		}
	}
	return name
}

func statAt(op, name string, call func(string, *syscall.Stat_t) error) (FileInfo, error) {
	f := &fileStat{name: baseName(name)}
	if err := call(name, &f.sys); err != nil {
		return nil, pathError(op, name, err)
	}
	return f, nil
}

// Stat describes a file, following links.
func Stat(name string) (FileInfo, error) { return statAt("stat", name, syscall.Stat) }

// Lstat describes a file; of a link it describes the link.
func Lstat(name string) (FileInfo, error) { return statAt("lstat", name, syscall.Lstat) }

// Stat describes the open file.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	s := &fileStat{name: baseName(f.name)}
	if err := f.use("stat", func(fd int) error { return syscall.Fstat(fd, &s.sys) }); err != nil {
		return nil, err
	}
	return s, nil
}

// SameFile tells whether both infos, of this package, describe the same file.
func SameFile(a, b FileInfo) bool {
	x, ok := a.(*fileStat)
	y, ok2 := b.(*fileStat)
	return ok && ok2 && x.sys.Dev == y.sys.Dev && x.sys.Ino == y.sys.Ino
}
