// Package fs names the shapes of file systems. Paths are slash-separated, relative to the root, which is ".".
package fs

import (
	"internal/oserror"
	"time"
	"unicode/utf8"
)

// General errors; errors of file systems are of these kinds as errors.Is tells.
var (
	ErrInvalid    = oserror.ErrInvalid
	ErrPermission = oserror.ErrPermission
	ErrExist      = oserror.ErrExist
	ErrNotExist   = oserror.ErrNotExist
	ErrClosed     = oserror.ErrClosed
)

// FS is a file system. Open refuses names for which ValidPath is false, and gives errors as *PathError.
type FS interface {
	Open(name string) (File, error)
}

// File is an open file; folders are ReadDirFiles.
type File interface {
	Close() error
	Read([]byte) (int, error)
	Stat() (FileInfo, error)
}

// DirEntry is what a folder tells of one of its members.
type DirEntry interface {
	Info() (FileInfo, error) // may be looked up only now
	Type() FileMode          // the type bits of its mode
	IsDir() bool
	Name() string // the last element of its path
}

// ReadDirFile is an open folder. ReadDir gives up to n entries in the folder's order, io.EOF at the end; n <= 0: all,
// and no io.EOF.
type ReadDirFile interface {
	File
	ReadDir(n int) ([]DirEntry, error)
}

// FileInfo describes a file.
type FileInfo interface {
	IsDir() bool
	ModTime() time.Time
	Mode() FileMode
	Name() string
	Size() int64
	Sys() any
}

// FileMode is a file's type and permission bits, the same on all systems.
type FileMode uint32

const (
	ModeDir, ModeAppend, ModeExclusive, ModeTemporary  FileMode = 1 << 31, 1 << 30, 1 << 29, 1 << 28 // d a l T
	ModeSymlink, ModeDevice, ModeNamedPipe, ModeSocket FileMode = 1 << 27, 1 << 26, 1 << 25, 1 << 24 // L D p S
	ModeSetuid, ModeSetgid, ModeCharDevice, ModeSticky FileMode = 1 << 23, 1 << 22, 1 << 21, 1 << 20 // u g c t
	ModeIrregular                                      FileMode = 1 << 19                            // ?

	// ModeType holds the type bits; none is set for a regular file.
	ModeType = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular

	ModePerm FileMode = 0777
)

// String gives the type letters, then the permissions as ls prints them.
func (m FileMode) String() string {
	const types, perms = "dalTLDpSugct?", "rwxrwxrwx"
	var b [32]byte
	n := 0
	for i := range len(types) {
		if m>>(31-i)&1 != 0 {
			b[n] = types[i]
			n++
		}
	}
	if n == 0 {
		b[0] = '-'
		n = 1
	}
	for i := range len(perms) {
		b[n] = '-'
		if m>>(8-i)&1 != 0 {
			b[n] = perms[i]
		}
		n++
	}
	return string(b[:n])
}

func (m FileMode) IsDir() bool     { return m&ModeDir != 0 }
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }
func (m FileMode) Perm() FileMode  { return m & ModePerm }
func (m FileMode) Type() FileMode  { return m & ModeType }

// PathError is an error with the operation and path that met it.
type PathError struct {
	Op, Path string
	Err      error
}

func (e *PathError) Unwrap() error { return e.Err }
func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

// Timeout tells whether time ran out.
func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func badPath(op, name string, err error) error {
	return &PathError{Op: op, Path: name, Err: err}
}

// ValidPath tells whether Open may take the name: UTF-8, elements between single slashes, none empty, "." or "..", but
// for "." alone.
func ValidPath(name string) bool {
	if name == "." {
		return true
	}
	if !utf8.ValidString(name) {
		return false
	}
	start := 0
	for i := 0; i <= len(name); i++ {
		if i == len(name) || name[i] == '/' {
			switch name[start:i] {
			case "", ".", "..":
				return false
			}
			start = i + 1
		}
	}
	return true
}
