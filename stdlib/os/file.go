package os

import (
	"errors"
	"io"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// Flags of OpenFile: one of the first three, and any of the others.
const (
	O_RDONLY, O_WRONLY, O_RDWR int = syscall.O_RDONLY, syscall.O_WRONLY, syscall.O_RDWR

	O_CREATE, O_EXCL, O_TRUNC int = syscall.O_CREAT, syscall.O_EXCL, syscall.O_TRUNC
	O_APPEND, O_SYNC          int = syscall.O_APPEND, syscall.O_SYNC
)

// Seek's origins; io's constants of the same values are the newer names.
const SEEK_SET, SEEK_CUR, SEEK_END int = 0, 1, 2

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// IsPathSeparator tells whether c separates elements of paths.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// Standard input, output and error output.
var (
	Stdin  = NewFile(uintptr(syscall.Stdin), "/dev/stdin")
	Stdout = NewFile(uintptr(syscall.Stdout), "/dev/stdout")
	Stderr = NewFile(uintptr(syscall.Stderr), "/dev/stderr")
)

// A File is an open file. Its methods may be called by several goroutines at once.
type File struct {
	name       string
	appendMode bool

	mu      sync.Mutex
	fd      int
	users   int  // calls in progress; the descriptor is closed when the last is done
	closing bool // Close was called
	dir     *dirReader
	kept    bool // NewFile's: not closed when it becomes garbage
}

// NewFile gives a File for a descriptor; nil for one that cannot be.
func NewFile(fd uintptr, name string) *File {
	n := int(fd)
	if n < 0 {
		return nil
	}
	f := &File{name: name, fd: n}
	if n > 2 {
		runtime.SetFinalizer(f, (*File).Close)
	}
	return f
}

func opened(fd int, name string) *File {
	f := &File{name: name, fd: fd}
	runtime.SetFinalizer(f, (*File).Close)
	return f
}

// Name gives the name the file was opened by.
func (f *File) Name() string { return f.name }

// check finds nil and closed files.
func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	return nil
}

// use calls do with the descriptor, which stays open meanwhile; the error is wrapped.
func (f *File) use(op string, do func(fd int) error) error {
	fd, err := f.acquire(op)
	if err != nil {
		return err
	}
	err = do(fd)
	f.release()
	return wrap(op, f.name, err)
}

func (f *File) acquire(op string) (int, error) {
	if f == nil {
		return -1, ErrInvalid
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closing {
		return -1, pathError(op, f.name, ErrClosed)
	}
	f.users++
	return f.fd, nil
}

func (f *File) release() {
	f.mu.Lock()
	f.users--
	last := f.closing && f.users == 0
	f.mu.Unlock()
	if last {
		syscall.Close(f.fd)
	}
}

// Close closes the file. Calls in progress end first where they can.
func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	f.mu.Lock()
	if f.closing {
		f.mu.Unlock()
		return pathError("close", f.name, ErrClosed)
	}
	f.closing = true
	idle := f.users == 0
	f.mu.Unlock()
	runtime.SetFinalizer(f, nil)
	if idle {
		return wrap("close", f.name, syscall.Close(f.fd))
	}
	return nil
}

// Fd gives the descriptor, which stays the file's.
func (f *File) Fd() uintptr {
	if f == nil || f.closing {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create makes a file, or empties the one there is, and opens it for reading and writing.
func Create(name string) (*File, error) {
	return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// OpenFile opens a file by flags; a file it makes gets perm, less the umask.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, err := syscall.Open(name, flag|syscall.O_CLOEXEC, sysMode(perm))
	if err != nil {
		return nil, pathError("open", name, err)
	}
	f := opened(fd, name)
	f.appendMode = flag&O_APPEND != 0
	return f, nil
}

// The most that one call of the system moves.
const maxChunk = 1 << 30

// Read reads up to len(b) bytes; io.EOF at the end.
func (f *File) Read(b []byte) (n int, err error) {
	fd, err := f.acquire("read")
	if err != nil {
		return 0, err
	}
	if len(b) > maxChunk {
		b = b[:maxChunk]
	}
	n, err = syscall.Read(fd, b)
	f.release()
	if err != nil {
		return 0, pathError("read", f.name, err)
	}
	if n == 0 && len(b) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// ReadAt reads len(b) bytes at an offset; fewer only with an error, io.EOF at the end.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	fd, err := f.acquire("read")
	if err != nil {
		return 0, err
	}
	defer f.release()
	if off < 0 {
		return 0, pathError("readat", f.name, errors.New("negative offset"))
	}
	for len(b) > 0 {
		m, err := syscall.Pread(fd, b[:min(len(b), maxChunk)], off)
		if err != nil {
			return n, pathError("read", f.name, err)
		}
		if m == 0 {
			return n, io.EOF
		}
		n += m
		b = b[m:]
		off += int64(m)
	}
	return n, nil
}

// brokenPipe ends the program by SIGPIPE, as a write to a pipe of standard output or
// error that nobody reads does, unless package os/signal was told otherwise.
func brokenPipe()

// Write writes all of b, or fewer bytes and an error.
func (f *File) Write(b []byte) (n int, err error) {
	fd, err := f.acquire("write")
	if err != nil {
		return 0, err
	}
	for {
		m, err := syscall.Write(fd, b[n:min(len(b), n+maxChunk)])
		n += max(m, 0)
		if err != nil {
			f.release()
			if err == syscall.EPIPE && (fd == 1 || fd == 2) {
				brokenPipe()
			}
			return n, pathError("write", f.name, err)
		}
		if n >= len(b) {
			break
		}
		if m == 0 {
			f.release()
			return n, pathError("write", f.name, io.ErrUnexpectedEOF)
		}
	}
	f.release()
	return n, nil
}

var errWriteAtInAppendMode = errors.New("os: invalid use of WriteAt on file opened with O_APPEND")

// WriteAt writes all of b at an offset.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	fd, err := f.acquire("write")
	if err != nil {
		return 0, err
	}
	defer f.release()
	if f.appendMode {
		return 0, errWriteAtInAppendMode
	}
	if off < 0 {
		return 0, pathError("writeat", f.name, errors.New("negative offset"))
	}
	for len(b) > 0 {
		m, err := syscall.Pwrite(fd, b[:min(len(b), maxChunk)], off)
		if err != nil {
			return n, pathError("write", f.name, err)
		}
		n += m
		b = b[m:]
		off += int64(m)
	}
	return n, nil
}

// WriteString is Write for a string.
func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

// onlyWriter and onlyReader hide ReadFrom and WriteTo, so that io.Copy does the copying.
type onlyWriter struct{ f *File }

func (w onlyWriter) Write(b []byte) (int, error) { return w.f.Write(b) }

type onlyReader struct{ f *File }

func (r onlyReader) Read(b []byte) (int, error) { return r.f.Read(b) }

// ReadFrom writes what r has.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(onlyWriter{f}, r)
}

// WriteTo writes the rest of the file to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, onlyReader{f})
}

// Seek sets the offset of the next Read or Write.
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	err = f.use("seek", func(fd int) (err error) {
		ret, err = syscall.Seek(fd, offset, whence)
		return err
	})
	if err != nil {
		return 0, err
	}
	f.mu.Lock()
	f.dir = nil
	f.mu.Unlock()
	return ret, nil
}

// Sync has the system write the file to its medium.
func (f *File) Sync() error { return f.use("sync", syscall.Fsync) }

// Truncate sets the file's size.
func (f *File) Truncate(size int64) error {
	return f.use("truncate", func(fd int) error { return syscall.Ftruncate(fd, size) })
}

// Chmod sets permissions.
func (f *File) Chmod(mode FileMode) error {
	return f.use("chmod", func(fd int) error { return syscall.Fchmod(fd, sysMode(mode)) })
}

// Chown sets the owner.
func (f *File) Chown(uid, gid int) error {
	return f.use("chown", func(fd int) error { return syscall.Fchown(fd, uid, gid) })
}

// Chdir makes the open folder the working folder.
func (f *File) Chdir() error { return f.use("chdir", syscall.Fchdir) }

// SetDeadline and its two halves: files here know no deadlines.
func (f *File) SetDeadline(t time.Time) error      { return f.noDeadline() }
func (f *File) SetReadDeadline(t time.Time) error  { return f.noDeadline() }
func (f *File) SetWriteDeadline(t time.Time) error { return f.noDeadline() }

func (f *File) noDeadline() error {
	if err := f.use("set deadline", func(int) error { return nil }); err != nil {
		return err
	}
	return ErrNoDeadline
}

// rawFile is a File's syscall.RawConn.
type rawFile struct{ f *File }

func (r rawFile) Control(do func(uintptr)) error {
	return r.f.use("raw-control", func(fd int) error { do(uintptr(fd)); return nil })
}

func (r rawFile) again(op string, do func(uintptr) bool) error {
	return r.f.use(op, func(fd int) error {
		for !do(uintptr(fd)) {
			runtime.Gosched()
		}
		return nil
	})
}

func (r rawFile) Read(do func(uintptr) bool) error  { return r.again("raw-read", do) }
func (r rawFile) Write(do func(uintptr) bool) error { return r.again("raw-write", do) }

// SyscallConn lends the descriptor.
func (f *File) SyscallConn() (syscall.RawConn, error) {
	if err := f.check("SyscallConn"); err != nil {
		return nil, err
	}
	return rawFile{f}, nil
}

// Pipe gives the two ends of a pipe: what is written to w is read from r.
func Pipe() (r *File, w *File, err error) {
	var p [2]int
	if err := syscall.Pipe2(p[:], syscall.O_CLOEXEC); err != nil {
		return nil, nil, NewSyscallError("pipe2", err)
	}
	return opened(p[0], "|0"), opened(p[1], "|1"), nil
}

// ReadFile gives a file's contents.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.readAll()
}

func (f *File) readAll() ([]byte, error) {
	room := 512
	if info, err := f.Stat(); err == nil && info.Size() < 1<<40 {
		room = max(room, int(info.Size())+1) // one more, to see the end without growing
	}
	data := make([]byte, 0, room)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return data, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// WriteFile makes a file of these contents; one it makes gets perm.
func WriteFile(name string, data []byte, perm FileMode) error {
	const how = O_CREATE | O_TRUNC | O_WRONLY
	f, failed := OpenFile(name, how, perm)
	if failed == nil {
		_, failed = f.Write(data)
		if e := f.Close(); failed == nil {
			failed = e
		}
	}
	return failed
}
