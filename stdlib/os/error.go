// Package os is the system's files, processes and environment, in one form for all systems. Failures are errors, most
// of them *PathError with the call and the path that met them.
package os

import (
	"internal/oserror"
	"io/fs"
	"syscall"
)

// General errors; use errors.Is to tell an error's kind.
var (
	ErrInvalid          = fs.ErrInvalid
	ErrPermission       = fs.ErrPermission
	ErrExist            = fs.ErrExist
	ErrNotExist         = fs.ErrNotExist
	ErrClosed           = fs.ErrClosed
	ErrNoDeadline error = noDeadline{}
	// ErrDeadlineExceeded: a deadline passed before the operation was done.
	ErrDeadlineExceeded error = deadlineExceeded{}
)

type noDeadline struct{}

func (noDeadline) Error() string { return "file type does not support deadline" }

type deadlineExceeded struct{}

func (deadlineExceeded) Error() string   { return "i/o timeout" }
func (deadlineExceeded) Timeout() bool   { return true }
func (deadlineExceeded) Temporary() bool { return true }

// PathError is an error with the operation and path that met it.
type PathError = fs.PathError

func pathError(op, name string, err error) error {
	return &PathError{Op: op, Path: name, Err: err}
}

// wrap gives nil for nil, else a PathError.
func wrap(op, name string, err error) error {
	if err == nil {
		return nil
	}
	return pathError(op, name, err)
}

// LinkError is an error of link, symlink or rename, with both paths.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }
func (e *LinkError) Unwrap() error { return e.Err }

// SyscallError is an error of a system call that had no path.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }

// Timeout tells whether time ran out.
func (e *SyscallError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// NewSyscallError gives a SyscallError, or nil for a nil err.
func NewSyscallError(syscall string, err error) error {
	if err != nil {
		return &SyscallError{Syscall: syscall, Err: err}
	}
	return nil
}

// cause takes off the wrappings of this package.
func cause(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}

func isKind(err, kind error) bool {
	err = cause(err)
	if err == kind {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(kind)
}

// IsExist, IsNotExist and IsPermission look at errors of this package and of syscall only; errors.Is looks further.
func IsExist(err error) bool      { return isKind(err, oserror.ErrExist) }
func IsNotExist(err error) bool   { return isKind(err, oserror.ErrNotExist) }
func IsPermission(err error) bool { return isKind(err, oserror.ErrPermission) }

// IsTimeout tells whether the error says that time ran out.
func IsTimeout(err error) bool {
	t, ok := cause(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}
