package syscall

import (
	"sync"
	"unsafe"
)

// Natives: each gives its result and an error number. Those that can block leave their processor meanwhile.
func sysOpenat(dir int, path string, flags int, mode uint32) (int, int)
func sysClose(fd int) int
func sysRead(fd int, p []byte) (int, int)
func sysWrite(fd int, p []byte) (int, int)
func sysPread(fd int, p []byte, off int64) (int, int)
func sysPwrite(fd int, p []byte, off int64) (int, int)
func sysSeek(fd int, off int64, whence int) (int64, int)
func sysFstatat(dir int, path string, st *Stat_t, flags int) int
func sysGetdents(fd int, p []byte) (int, int)
func sysPath1(call int, path string, arg int) int
func sysPath2(call int, from, to string) int
func sysFd(call, fd, a, b int) (int, int)
func sysReadlink(path string) (string, int)
func sysGetcwd() (string, int)
func sysPipe2(flags int) (r, w, errno int)
func sysUtimes(dir int, path string, asec, ansec, msec, mnsec int64, flags int) int
func sysGet(what int) int
func sysGetgroups() ([]int, int)
func sysKill(pid, sig int) int
func sysWait4(pid, options int) (wpid, status int, utime, stime int64, errno int)
func sysMmap(addr, length uintptr, prot, flags, fd int, offset int64) (uintptr, int)
func sysMemory(call int, addr, length uintptr, arg int) int
func sysGetrusage(who int) (utime, stime int64, maxrss int64, errno int)
func sysForkExec(path string, argv, env []string, dir string, files []int, setsid, setpgid bool) (pid, errno int)

// Numbers that sysPath1, sysPath2, sysFd and sysGet switch on; the natives have the same list.
const (
	callMkdir = iota
	callUnlink
	callRmdir
	callChdir
	callChmod
	callTruncate
	callAccess
	callRename
	callLink
	callSymlink
	callFsync
	callFtruncate
	callFchmod
	callFchdir
	callDup
	callFcntl
	callFchown
	getPid
	getPpid
	getUid
	getEuid
	getGid
	getEgid
	getPagesize
	callMkfifo
	callUmask
)

// Timespec is a time in seconds and nanoseconds.
type Timespec struct {
	Sec  int64
	Nsec int64
}

// Unix gives the two parts.
func (ts *Timespec) Unix() (sec, nsec int64) { return ts.Sec, ts.Nsec }

// Nano gives the time in nanoseconds.
func (ts *Timespec) Nano() int64 { return ts.Sec*1e9 + ts.Nsec }

// Timeval is a time in seconds and microseconds.
type Timeval struct {
	Sec  int64
	Usec int64
}

// Unix gives the time in seconds and nanoseconds.
func (tv *Timeval) Unix() (sec, nsec int64) { return tv.Sec, tv.Usec * 1000 }

// Nano gives the time in nanoseconds.
func (tv *Timeval) Nano() int64 { return tv.Sec*1e9 + tv.Usec*1000 }

// Stat_t is the system's struct stat.
type Stat_t struct {
	Dev, Ino, Nlink       uint64
	Mode, Uid, Gid        uint32
	X__pad0               int32
	Rdev                  uint64
	Size, Blksize, Blocks int64
	Atim, Mtim, Ctim      Timespec
	X__unused             [3]int64
}

// WaitStatus is how a child ended, as wait4 tells it.
type WaitStatus uint32

func (w WaitStatus) Exited() bool    { return w&0x7f == 0 }
func (w WaitStatus) Signaled() bool  { return w&0x7f != 0x7f && w&0x7f != 0 }
func (w WaitStatus) Stopped() bool   { return w&0xff == 0x7f }
func (w WaitStatus) Continued() bool { return w == 0xffff }
func (w WaitStatus) CoreDump() bool  { return w.Signaled() && w&0x80 != 0 }

// ExitStatus gives the exit status, -1 if the child did not exit.
func (w WaitStatus) ExitStatus() int {
	if !w.Exited() {
		return -1
	}
	return int(w>>8) & 0xff
}

// Signal gives the signal that ended the child, -1 if none did.
func (w WaitStatus) Signal() Signal {
	if !w.Signaled() {
		return -1
	}
	return Signal(w & 0x7f)
}

// StopSignal gives the signal that stopped the child, -1 if it is not stopped.
func (w WaitStatus) StopSignal() Signal {
	if !w.Stopped() {
		return -1
	}
	return Signal(w>>8) & 0xff
}

// Rusage is what a child used, as far as gvm records it.
type Rusage struct {
	Utime  Timeval
	Stime  Timeval
	Maxrss int64
}

// Open opens a file; close-on-exec is the caller's affair, by flag.
func Open(path string, mode int, perm uint32) (fd int, err error) {
	fd, e := sysOpenat(AT_FDCWD, path, mode|O_LARGEFILE, perm)
	return fd, fail(e)
}

// Openat opens a path below an open folder.
func Openat(dir int, path string, flags int, perm uint32) (fd int, err error) {
	fd, e := sysOpenat(dir, path, flags|O_LARGEFILE, perm)
	return fd, fail(e)
}

func Close(fd int) error { return fail(sysClose(fd)) }

func Read(fd int, p []byte) (n int, err error) {
	n, e := sysRead(fd, p)
	return n, fail(e)
}

func Write(fd int, p []byte) (n int, err error) {
	n, e := sysWrite(fd, p)
	return n, fail(e)
}

func Pread(fd int, p []byte, offset int64) (n int, err error) {
	n, e := sysPread(fd, p, offset)
	return n, fail(e)
}

func Pwrite(fd int, p []byte, offset int64) (n int, err error) {
	n, e := sysPwrite(fd, p, offset)
	return n, fail(e)
}

func Seek(fd int, offset int64, whence int) (off int64, err error) {
	off, e := sysSeek(fd, offset, whence)
	return off, fail(e)
}

func Stat(path string, st *Stat_t) error { return fail(sysFstatat(AT_FDCWD, path, st, 0)) }
func Lstat(path string, st *Stat_t) error {
	return fail(sysFstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW))
}

// Fstat asks about an open file.
func Fstat(fd int, st *Stat_t) error { return fail(sysFstatat(fd, "", st, atEmptyPath)) }

// Fstatat asks about a path below an open folder.
func Fstatat(dir int, path string, st *Stat_t, flags int) error {
	return fail(sysFstatat(dir, path, st, flags))
}

const atEmptyPath = 0x1000

// ReadDirent reads raw directory entries.
func ReadDirent(fd int, buf []byte) (n int, err error) {
	n, e := sysGetdents(fd, buf)
	return n, fail(e)
}

func Mkdir(path string, mode uint32) error { return fail(sysPath1(callMkdir, path, int(mode))) }
func Mkfifo(path string, mode uint32) error {
	return fail(sysPath1(callMkfifo, path, int(mode)))
}
func Unlink(path string) error             { return fail(sysPath1(callUnlink, path, 0)) }
func Rmdir(path string) error              { return fail(sysPath1(callRmdir, path, 0)) }
func Chdir(path string) error              { return fail(sysPath1(callChdir, path, 0)) }
func Chmod(path string, mode uint32) error { return fail(sysPath1(callChmod, path, int(mode))) }
func Truncate(path string, length int64) error {
	return fail(sysPath1(callTruncate, path, int(length)))
}
func Access(path string, mode uint32) error { return fail(sysPath1(callAccess, path, int(mode))) }
func Rename(from, to string) error          { return fail(sysPath2(callRename, from, to)) }
func Link(path, link string) error          { return fail(sysPath2(callLink, path, link)) }
func Symlink(path, link string) error       { return fail(sysPath2(callSymlink, path, link)) }

func onFd(call, fd, a, b int) error {
	_, e := sysFd(call, fd, a, b)
	return fail(e)
}

// Umask sets which permissions new files do not get, and returns what was set before.
func Umask(mask int) (oldmask int) {
	oldmask, _ = sysFd(callUmask, 0, mask, 0)
	return oldmask
}

func Fsync(fd int) error                   { return onFd(callFsync, fd, 0, 0) }
func Ftruncate(fd int, length int64) error { return onFd(callFtruncate, fd, int(length), 0) }
func Fchmod(fd int, mode uint32) error     { return onFd(callFchmod, fd, int(mode), 0) }
func Fchdir(fd int) error                  { return onFd(callFchdir, fd, 0, 0) }
func Fchown(fd int, uid, gid int) error    { return onFd(callFchown, fd, uid, gid) }

// Chown and Lchown change a path's owner; Lchown a symbolic link's own.
func Chown(path string, uid, gid int) error { return fail(sysChown(path, uid, gid, 0)) }
func Lchown(path string, uid, gid int) error {
	return fail(sysChown(path, uid, gid, AT_SYMLINK_NOFOLLOW))
}

func sysChown(path string, uid, gid, flags int) int

// Dup copies a file descriptor.
func Dup(fd int) (nfd int, err error) {
	nfd, e := sysFd(callDup, fd, 0, 0)
	return nfd, fail(e)
}

// SetNonblock sets or clears a descriptor's non-blocking mode.
func SetNonblock(fd int, on bool) error {
	flags, e := sysFd(callFcntl, fd, F_GETFL, 0)
	if e != 0 {
		return Errno(e)
	}
	want := flags &^ O_NONBLOCK
	if on {
		want |= O_NONBLOCK
	}
	if want == flags {
		return nil
	}
	return onFd(callFcntl, fd, F_SETFL, want)
}

// CloseOnExec keeps a descriptor from children.
func CloseOnExec(fd int) { sysFd(callFcntl, fd, F_SETFD, FD_CLOEXEC) }

const FD_CLOEXEC = 1

// Readlink puts a symbolic link's target into buf.
func Readlink(path string, buf []byte) (n int, err error) {
	s, e := sysReadlink(path)
	return copy(buf, s), fail(e)
}

// Getcwd puts the working folder into buf, with a closing zero byte, and gives its length with it.
func Getcwd(buf []byte) (n int, err error) {
	s, e := sysGetcwd()
	if e != 0 {
		return 0, Errno(e)
	}
	if len(s)+1 > len(buf) {
		return 0, ERANGE
	}
	n = copy(buf, s)
	buf[n] = 0
	return n + 1, nil
}

// Getwd gives the working folder.
func Getwd() (string, error) {
	s, e := sysGetcwd()
	return s, fail(e)
}

// LinkTarget gives a symbolic link's target, whole.
func linkTarget(path string) (string, error) {
	s, e := sysReadlink(path)
	return s, fail(e)
}

func Pipe(p []int) error { return Pipe2(p, 0) }

// Pipe2 makes a pipe: p[0] reads what p[1] writes.
func Pipe2(p []int, flags int) error {
	if len(p) != 2 {
		return EINVAL
	}
	r, w, e := sysPipe2(flags)
	if e == 0 {
		p[0], p[1] = r, w
	}
	return fail(e)
}

// UtimesNano sets a path's times: ts[0] of access, ts[1] of change.
func UtimesNano(path string, ts []Timespec) error {
	if len(ts) != 2 {
		return EINVAL
	}
	return fail(sysUtimes(AT_FDCWD, path, ts[0].Sec, ts[0].Nsec, ts[1].Sec, ts[1].Nsec, 0))
}

func Getpid() int      { return sysGet(getPid) }
func Getppid() int     { return sysGet(getPpid) }
func Getuid() int      { return sysGet(getUid) }
func Geteuid() int     { return sysGet(getEuid) }
func Getgid() int      { return sysGet(getGid) }
func Getegid() int     { return sysGet(getEgid) }
func Getpagesize() int { return sysGet(getPagesize) }

func Getgroups() ([]int, error) {
	g, e := sysGetgroups()
	return g, fail(e)
}

func Kill(pid int, sig Signal) error { return fail(sysKill(pid, int(sig))) }

// Wait4 waits for a child.
func Wait4(pid int, status *WaitStatus, options int, usage *Rusage) (wpid int, err error) {
	wpid, st, ut, sy, e := sysWait4(pid, options)
	if e == 0 {
		if status != nil {
			*status = WaitStatus(st)
		}
		if usage != nil {
			usage.Utime = Timeval{ut / 1e6, ut % 1e6}
			usage.Stime = Timeval{sy / 1e6, sy % 1e6}
		}
	}
	return wpid, fail(e)
}

// SysProcAttr is what may be asked of a new process.
type SysProcAttr struct {
	Setsid  bool // begin a session
	Setpgid bool // begin a process group
}

// ProcAttr says how a process is started.
type ProcAttr struct {
	Dir   string    // working folder
	Env   []string  // "K=V"; nil: this process's
	Files []uintptr // its descriptors from 0
	Sys   *SysProcAttr
}

// ForkExec starts a program and gives its process number.
func ForkExec(argv0 string, argv []string, attr *ProcAttr) (pid int, err error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	env := attr.Env
	if env == nil {
		env = Environ()
	}
	files := make([]int, len(attr.Files))
	for i, f := range attr.Files {
		files[i] = int(f)
	}
	var setsid, setpgid bool
	if attr.Sys != nil {
		setsid, setpgid = attr.Sys.Setsid, attr.Sys.Setpgid
	}
	pid, e := sysForkExec(argv0, argv, env, attr.Dir, files, setsid, setpgid)
	return pid, fail(e)
}

// StartProcess is ForkExec with the handle that other systems have.
func StartProcess(argv0 string, argv []string, attr *ProcAttr) (pid int, handle uintptr, err error) {
	pid, err = ForkExec(argv0, argv, attr)
	return pid, 0, err
}

// BytePtrFromString gives a zero-terminated copy of s; a zero byte inside is an error.
func BytePtrFromString(s string) (*byte, error) {
	b, err := ByteSliceFromString(s)
	if err != nil {
		return nil, err
	}
	return &b[0], nil
}

// ByteSliceFromString is BytePtrFromString as a slice, the zero byte included.
func ByteSliceFromString(s string) ([]byte, error) {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return nil, EINVAL
		}
	}
	b := make([]byte, len(s)+1)
	copy(b, s)
	return b, nil
}

const (
	memoryUnmap = iota
	memoryProtect
)

// mapped holds the lengths of Mmap's regions by their first byte.
var mapped struct {
	sync.Mutex
	length map[*byte]int
}

// Mmap maps a file, or with MAP_ANON fresh memory.
func Mmap(fd int, offset int64, length int, prot int, flags int) (data []byte, err error) {
	if length <= 0 {
		return nil, EINVAL
	}
	addr, e := sysMmap(0, uintptr(length), prot, flags, fd, offset)
	if e != 0 {
		return nil, Errno(e)
	}
	p := *(**byte)(unsafe.Pointer(&addr))
	mapped.Lock()
	if mapped.length == nil {
		mapped.length = map[*byte]int{}
	}
	mapped.length[p] = length
	mapped.Unlock()
	return unsafe.Slice(p, length), nil
}

// Munmap ends a mapping that Mmap made; b is the slice it gave.
func Munmap(b []byte) error {
	p := unsafe.SliceData(b)
	mapped.Lock()
	defer mapped.Unlock()
	if n, ok := mapped.length[p]; !ok || n != len(b) {
		return EINVAL
	}
	delete(mapped.length, p)
	return fail(sysMemory(memoryUnmap, uintptr(unsafe.Pointer(p)), uintptr(len(b)), 0))
}

// Mprotect sets what may be done with mapped memory.
func Mprotect(b []byte, prot int) error {
	return fail(sysMemory(memoryProtect, uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), prot))
}

const (
	RUSAGE_SELF     = 0
	RUSAGE_CHILDREN = -1
	RUSAGE_THREAD   = 1
)

// Getrusage tells what the process, or its children, used.
func Getrusage(who int, usage *Rusage) error {
	ut, st, rss, e := sysGetrusage(who)
	if e == 0 {
		usage.Utime = Timeval{ut / 1e6, ut % 1e6}
		usage.Stime = Timeval{st / 1e6, st % 1e6}
		usage.Maxrss = rss
	}
	return fail(e)
}
