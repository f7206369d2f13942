package os

import (
	"errors"
	"internal/testhook"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
)

func runtimeExit(code int)

// Exit ends the program at once; deferred calls are not run.
func Exit(code int) {
	if testhook.Exit != nil {
		testhook.Exit(code)
	}
	runtimeExit(code)
}

func Getpid() int      { return syscall.Getpid() }
func Getppid() int     { return syscall.Getppid() }
func Getuid() int      { return syscall.Getuid() }
func Geteuid() int     { return syscall.Geteuid() }
func Getgid() int      { return syscall.Getgid() }
func Getegid() int     { return syscall.Getegid() }
func Getpagesize() int { return syscall.Getpagesize() }
func Getgroups() ([]int, error) {
	g, err := syscall.Getgroups()
	return g, NewSyscallError("getgroups", err)
}

// Hostname gives the host's name as the kernel has it.
func Hostname() (name string, err error) {
	b, err := ReadFile("/proc/sys/kernel/hostname")
	if err != nil {
		return "", err
	}
	for len(b) > 0 && b[len(b)-1] == '\n' {
		b = b[:len(b)-1]
	}
	return string(b), nil
}

// Executable gives the path of the program that was started: of the machine that runs it.
func Executable() (string, error) { return Readlink("/proc/self/exe") }

// Signal is a signal; the system's are syscall.Signals.
type Signal interface {
	String() string
	Signal()
}

// Signals that every system has.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

var (
	// ErrProcessDone: the process has ended.
	ErrProcessDone = errors.New("os: process already finished")
	// ErrNoHandle: there is no handle for the process.
	ErrNoHandle = errors.New("process handle unavailable")
)

// Process is a process that was started or found.
type Process struct {
	Pid int

	mu       sync.Mutex
	done     bool // waited for
	released bool
}

// ProcAttr says how StartProcess starts a process.
type ProcAttr struct {
	Dir   string               // working folder; "": this one's
	Env   []string             // "K=V"; nil: this program's
	Files []*File              // its descriptors from 0; nil: closed
	Sys   *syscall.SysProcAttr // what only some systems have
}

// FindProcess gives the Process of a number, whether there is one or not.
func FindProcess(pid int) (*Process, error) { return &Process{Pid: pid}, nil }

// StartProcess starts a program; argv[0] is what it sees as its name.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	if attr.Dir != "" {
		if _, err := Stat(attr.Dir); err != nil {
			return nil, pathError("chdir", attr.Dir, cause(err))
		}
	}
	sys := &syscall.ProcAttr{Dir: attr.Dir, Env: attr.Env, Sys: attr.Sys}
	if sys.Env == nil {
		sys.Env = Environ()
	}
	for _, f := range attr.Files {
		sys.Files = append(sys.Files, f.Fd())
	}
	pid, _, err := syscall.StartProcess(name, argv, sys)
	runtime.KeepAlive(attr)
	if err != nil {
		return nil, pathError("fork/exec", name, err)
	}
	return &Process{Pid: pid}, nil
}

// Release gives up the Process; it is not waited for.
func (p *Process) Release() error {
	p.mu.Lock()
	p.released = true
	p.Pid = -1
	p.mu.Unlock()
	return nil
}

// Kill ends the process.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Signal sends a signal.
func (p *Process) Signal(sig Signal) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.released:
		return errors.New("os: process already released")
	case p.Pid == 0:
		return errors.New("os: process not initialized")
	case p.done:
		return ErrProcessDone
	}
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	err := syscall.Kill(p.Pid, s)
	if err == syscall.ESRCH {
		return ErrProcessDone
	}
	return err
}

// WithHandle would call f with the system's handle of the process.
func (p *Process) WithHandle(f func(handle uintptr)) error { return ErrNoHandle }

// Wait waits for the process to end. It must be a child.
func (p *Process) Wait() (*ProcessState, error) {
	p.mu.Lock()
	pid, bad := p.Pid, p.released || p.Pid == -1
	p.mu.Unlock()
	if bad {
		return nil, syscall.EINVAL
	}
	st := &ProcessState{pid: pid}
	if _, err := syscall.Wait4(pid, &st.status, 0, &st.usage); err != nil {
		return nil, NewSyscallError("wait", err)
	}
	p.mu.Lock()
	p.done = true
	p.mu.Unlock()
	return st, nil
}

// ProcessState is how a process ended.
type ProcessState struct {
	pid    int
	status syscall.WaitStatus
	usage  syscall.Rusage
}

func (p *ProcessState) Pid() int      { return p.pid }
func (p *ProcessState) Exited() bool  { return p.status.Exited() }
func (p *ProcessState) Success() bool { return p.ExitCode() == 0 }
func (p *ProcessState) Sys() any      { return p.status }
func (p *ProcessState) SysUsage() any { return &p.usage }

func (p *ProcessState) UserTime() time.Duration   { return time.Duration(p.usage.Utime.Nano()) }
func (p *ProcessState) SystemTime() time.Duration { return time.Duration(p.usage.Stime.Nano()) }

// ExitCode gives the exit status, -1 if a signal ended the process.
func (p *ProcessState) ExitCode() int {
	if p == nil {
		return -1
	}
	return p.status.ExitStatus()
}

func (p *ProcessState) String() string {
	if p == nil {
		return "<nil>"
	}
	s := ""
	switch w := p.status; {
	case w.Exited():
		s = "exit status " + strconv.Itoa(w.ExitStatus())
	case w.Signaled():
		s = "signal: " + w.Signal().String()
	case w.Stopped():
		s = "stop signal: " + w.StopSignal().String()
	case w.Continued():
		s = "continued"
	}
	if p.status.CoreDump() {
		s += " (core dumped)"
	}
	return s
}
