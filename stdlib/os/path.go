package os

import (
	"errors"
	"syscall"
	"time"
)

// Mkdir makes a folder.
func Mkdir(name string, perm FileMode) error {
	return wrap("mkdir", name, syscall.Mkdir(name, sysMode(perm)))
}

// MkdirAll makes a folder and those above it that are missing; one that is there is fine.
func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return pathError("mkdir", path, syscall.ENOTDIR)
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	if end > 1 {
		if err := MkdirAll(path[:end-1], perm); err != nil {
			return err
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		// Somebody else may have made it, or the path ends in ".".
		if info, e := Lstat(path); e == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

// Remove removes a file or an empty folder.
func Remove(name string) error {
	err := syscall.Unlink(name)
	if err == nil {
		return nil
	}
	dirErr := syscall.Rmdir(name)
	if dirErr == nil {
		return nil
	}
	// Of the two errors the telling one: rmdir's says ENOTDIR for a file.
	if dirErr != syscall.ENOTDIR {
		err = dirErr
	}
	return pathError("remove", name, err)
}

// RemoveAll removes a path and all below it; nothing there is fine. It goes on after errors and gives the first.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if last := baseName(path); last == "." || (len(path) > 1 && path[len(path)-1] == '.' && path[len(path)-2] == '/') {
		return pathError("RemoveAll", path, syscall.EINVAL)
	}
	err := Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	info, statErr := Lstat(path)
	if statErr != nil {
		if IsNotExist(statErr) {
			return nil
		}
		return statErr
	}
	if !info.IsDir() {
		return err
	}
	var first error
	members, readErr := readNames(path)
	if readErr != nil && !IsNotExist(readErr) {
		first = readErr
	}
	for _, m := range members {
		if e := RemoveAll(path + "/" + m); e != nil && first == nil {
			first = e
		}
	}
	err = Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	if first != nil {
		return first
	}
	return err
}

func readNames(dir string) ([]string, error) {
	f, err := Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}

// Rename moves a file, over one that is there; over a folder it is an error.
func Rename(oldpath, newpath string) error {
	if info, err := Lstat(newpath); err == nil && info.IsDir() {
		// A folder may take another name of itself, as on file systems that fold case.
		if old, err := Lstat(oldpath); err != nil {
			return &LinkError{"rename", oldpath, newpath, cause(err)}
		} else if newpath == oldpath || !SameFile(old, info) {
			return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
		}
	}
	return linkError("rename", oldpath, newpath, syscall.Rename(oldpath, newpath))
}

func linkError(op, old, new string, err error) error {
	if err == nil {
		return nil
	}
	return &LinkError{op, old, new, err}
}

// Link makes newname another name of the file oldname.
func Link(oldname, newname string) error {
	return linkError("link", oldname, newname, syscall.Link(oldname, newname))
}

// Symlink makes newname a symbolic link to oldname.
func Symlink(oldname, newname string) error {
	return linkError("symlink", oldname, newname, syscall.Symlink(oldname, newname))
}

// Readlink gives a symbolic link's target.
func Readlink(name string) (string, error) {
	for size := 128; ; size *= 2 {
		b := make([]byte, size)
		n, err := syscall.Readlink(name, b)
		if err != nil {
			return "", pathError("readlink", name, err)
		}
		if n < size {
			return string(b[:n]), nil
		}
	}
}

// Truncate sets a file's size.
func Truncate(name string, size int64) error {
	return wrap("truncate", name, syscall.Truncate(name, size))
}

// Chmod sets permissions, of a link's target.
func Chmod(name string, mode FileMode) error {
	return wrap("chmod", name, syscall.Chmod(name, sysMode(mode)))
}

// Chown sets the owner, of a link's target; Lchown of the link.
func Chown(name string, uid, gid int) error {
	return wrap("chown", name, syscall.Chown(name, uid, gid))
}
func Lchown(name string, uid, gid int) error {
	return wrap("lchown", name, syscall.Lchown(name, uid, gid))
}

// Chtimes sets the times of access and change; a zero Time leaves one as it is.
func Chtimes(name string, atime, mtime time.Time) error {
	ts := []syscall.Timespec{timespec(atime), timespec(mtime)}
	return wrap("chtimes", name, syscall.UtimesNano(name, ts))
}

func timespec(t time.Time) syscall.Timespec {
	if t.IsZero() {
		return syscall.Timespec{Nsec: 1<<30 - 2} // UTIME_OMIT
	}
	return syscall.Timespec{Sec: t.Unix(), Nsec: int64(t.Nanosecond())}
}

// Chdir sets the working folder.
func Chdir(dir string) error { return wrap("chdir", dir, syscall.Chdir(dir)) }

// Getwd gives the working folder: $PWD where that is right, since it may have been reached by links.
func Getwd() (dir string, err error) {
	if pwd := Getenv("PWD"); len(pwd) > 0 && pwd[0] == '/' {
		if a, err := Stat(pwd); err == nil {
			if b, err := Stat("."); err == nil && SameFile(a, b) {
				return pwd, nil
			}
		}
	}
	dir, err = syscall.Getwd()
	return dir, NewSyscallError("getwd", err)
}

// TempDir gives the folder of temporary files.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// userDir gives $variable, or a folder in $HOME.
func userDir(variable, below string) (string, error) {
	if dir := Getenv(variable); dir != "" {
		if dir[0] != '/' {
			return "", errors.New("path in $" + variable + " is relative")
		}
		return dir, nil
	}
	home := Getenv("HOME")
	if home == "" {
		return "", errors.New("neither $" + variable + " nor $HOME are defined")
	}
	return home + below, nil
}

// UserCacheDir gives the folder for a user's cached data.
func UserCacheDir() (string, error) { return userDir("XDG_CACHE_HOME", "/.cache") }

// UserConfigDir gives the folder for a user's settings.
func UserConfigDir() (string, error) { return userDir("XDG_CONFIG_HOME", "/.config") }

// UserHomeDir gives $HOME.
func UserHomeDir() (string, error) {
	if home := Getenv("HOME"); home != "" {
		return home, nil
	}
	return "", errors.New("$HOME is not defined")
}
