// Package oserror holds the error values that os, io/fs and syscall share, below all of them.
package oserror

import "errors"

// Whether a file is there, and open.
var (
	ErrNotExist = errors.New("file does not exist")
	ErrExist    = errors.New("file already exists")
	ErrClosed   = errors.New("file already closed")
)

// Whether the call makes sense, and may be done.
var (
	ErrUnsupported = errors.ErrUnsupported
	ErrPermission  = errors.New("permission denied")
	ErrInvalid     = errors.New("invalid argument")
)
