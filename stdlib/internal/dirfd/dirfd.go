// Package dirfd has the calls of the system that take a name in an open folder. None of them follows a link.
package dirfd

import "syscall"

// Natives (dirfd_native.cc): they give an error number, and switch on the number of the call.

func atName(call, dir int, name string, a, b int) int
func atNames(call, dir int, name string, toDir int, toName string) int
func atLink(dir int, name string) (target string, errno int)
func atTimes(dir int, name string, asec, ansec, msec, mnsec int64) int

const (
	mkdir = iota
	unlink
	rmdir
	chmod
	chown
	rename
	link
	symlink
)

func fail(errno int) error {
	if errno == 0 {
		return nil
	}
	return syscall.Errno(errno)
}

// Mkdir makes a folder.
func Mkdir(dir int, name string, mode uint32) error {
	return fail(atName(mkdir, dir, name, int(mode), 0))
}

// Unlink removes what is no folder.
func Unlink(dir int, name string) error { return fail(atName(unlink, dir, name, 0, 0)) }

// Rmdir removes an empty folder.
func Rmdir(dir int, name string) error { return fail(atName(rmdir, dir, name, 0, 0)) }

// Chmod changes permissions.
func Chmod(dir int, name string, mode uint32) error {
	return fail(atName(chmod, dir, name, int(mode), 0))
}

// Chown changes the owner and the group.
func Chown(dir int, name string, uid, gid int) error { return fail(atName(chown, dir, name, uid, gid)) }

// Chtimes changes the times of the last access and modification.
func Chtimes(dir int, name string, access, modification syscall.Timespec) error {
	return fail(atTimes(dir, name, access.Sec, access.Nsec, modification.Sec, modification.Nsec))
}

// Rename moves a file.
func Rename(dir int, name string, toDir int, toName string) error {
	return fail(atNames(rename, dir, name, toDir, toName))
}

// Link gives a file another name.
func Link(dir int, name string, toDir int, toName string) error {
	return fail(atNames(link, dir, name, toDir, toName))
}

// Symlink makes a link to target, whatever that is.
func Symlink(target string, dir int, name string) error {
	return fail(atNames(symlink, 0, target, dir, name))
}

// Readlink gives the target of a link; EINVAL when it is none.
func Readlink(dir int, name string) (string, error) {
	target, errno := atLink(dir, name)
	return target, fail(errno)
}

// Lstat describes a file.
func Lstat(dir int, name string, st *syscall.Stat_t) error {
	return syscall.Fstatat(dir, name, st, syscall.AT_SYMLINK_NOFOLLOW)
}

// Open opens a file.
func Open(dir int, name string, flags int, perm uint32) (fd int, err error) {
	return syscall.Openat(dir, name, flags|syscall.O_CLOEXEC|syscall.O_NOFOLLOW, perm)
}
