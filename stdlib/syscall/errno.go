// Package syscall holds the system's numbers (errors, signals, flags) and thin functions over its calls. Programs are
// better served by os, time and net; what stands here is what those and portable programs need.
package syscall

import "internal/oserror"

// Errno is an error number of the system. Zero is no error.
type Errno uintptr

func errnoText(e int) string

// Error gives the system's description.
func (e Errno) Error() string {
	return errnoText(int(e))
}

// Is tells whether e is the kind of error that target, one of os's general errors, stands for.
func (e Errno) Is(target error) bool {
	switch e {
	case ENOENT:
		return target == oserror.ErrNotExist
	case EEXIST, ENOTEMPTY:
		return target == oserror.ErrExist
	case EPERM, EACCES:
		return target == oserror.ErrPermission
	case ENOSYS, ENOTSUP:
		return target == oserror.ErrUnsupported
	}
	return false
}

// Temporary tells whether trying again may help.
func (e Errno) Temporary() bool {
	switch e {
	case EINTR, EMFILE, ENFILE:
		return true
	}
	return e.Timeout()
}

// Timeout tells whether time ran out.
func (e Errno) Timeout() bool {
	return e == EAGAIN || e == EWOULDBLOCK || e == ETIMEDOUT
}

// fail turns a native's error number into an error: nil for zero.
func fail(errno int) error {
	if errno == 0 {
		return nil
	}
	return Errno(errno)
}

// Signal is a signal number. It fits os.Signal.
type Signal int

func signalText(s int) string

// Signal marks the type as an os.Signal.
func (s Signal) Signal() {}

// String gives the system's name of the signal.
func (s Signal) String() string { return signalText(int(s)) }

// Standard files of a process.
var (
	Stdin  = 0
	Stdout = 1
	Stderr = 2
)

const ImplementsGetwd = true
