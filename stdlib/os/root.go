// This file is Root: a folder whose paths lead nowhere else. A path is walked name by name, each folder on the way opened
// in the one before and links taken apart here, so that there is never a path for the system to be led astray by. What
// comes of a walk is a folder and a name in it that is no link, or one that is not to be followed; the calls of
// internal/dirfd that then act on it follow no links themselves.

package os

import (
	"errors"
	"internal/dirfd"
	"io/fs"
	"syscall"
	"time"
)

// A Root is an open folder. Its methods take paths below it and refuse those that lead out of it, by ".." or by links; links
// within it are followed. It keeps what it has when the folder is moved. It is no wall against mounts or device files.
type Root struct {
	dir *File
}

// The most links on the way of one path.
const maxLinks = 8

var (
	errEscapes   = errors.New("path escapes from parent")
	errEmptyPath = errors.New("empty path")
	errFileMode  = errors.New("unsupported file mode")
)

// OpenRoot opens a folder as a Root. The name may lead anywhere.
func OpenRoot(name string) (*Root, error) {
	fd, err := syscall.Open(name, syscall.O_DIRECTORY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, pathError("open", name, err)
	}
	return &Root{opened(fd, name)}, nil
}

// OpenInRoot opens the file name in the folder dir, as a Root of that folder would.
func OpenInRoot(dir, name string) (f *File, err error) {
	r, err := OpenRoot(dir)
	if err == nil {
		f, err = r.Open(name)
		r.Close()
	}
	return f, err
}

// Name gives the name the Root was opened by.
func (r *Root) Name() string { return r.dir.name }

// Close closes the folder. The Root's methods fail from then on; files opened through it are not affected.
func (r *Root) Close() error {
	if err := r.dir.Close(); err != nil && !errors.Is(err, ErrClosed) {
		return err
	}
	return nil
}

// ---- walking

// rootWalk is a walk in progress.
type rootWalk struct {
	folders []int    // open ones from the Root's own to the one at hand
	todo    []string // names still to go
	own     int      // how many of todo, from the end, are the path's own, not a link's
	links   int
	folder  bool // the path ends in a slash or a dot: what it leads to must be a folder
	make    bool // folders that are missing on the way are made
	perm    uint32
}

func (w *rootWalk) here() int { return w.folders[len(w.folders)-1] }

// elements takes a path apart; folder tells whether it can only be a folder's.
func elements(path string) (names []string, folder bool) {
	for path != "" {
		n := 0
		for n < len(path) && path[n] != '/' {
			n++
		}
		name := path[:n]
		if folder = name == "" || name == "." || n < len(path); name != "" && name != "." {
			names = append(names, name)
		}
		path = path[min(n+1, len(path)):]
	}
	return names, folder
}

// in walks the path and calls do with the folder it leads to and the name in it: "." when that is the folder itself. With
// follow the name is no link.
func (r *Root) in(path string, follow bool, do func(dir int, name string) error) error {
	w := rootWalk{}
	return r.walk(&w, path, follow, do)
}

func (r *Root) walk(w *rootWalk, path string, follow bool, do func(dir int, name string) error) error {
	if path == "" {
		return errEmptyPath
	}
	if path[0] == '/' {
		return errEscapes
	}
	fd, err := r.dir.acquire("")
	if err != nil {
		return cause(err)
	}
	w.folders = append(w.folders, fd)
	defer func() {
		for _, fd := range w.folders[1:] {
			syscall.Close(fd)
		}
		r.dir.release()
	}()
	w.todo, w.folder = elements(path)
	w.own = len(w.todo)
	for {
		if len(w.todo) == 0 {
			return do(w.here(), ".")
		}
		name := w.todo[0]
		w.todo = w.todo[1:]
		last := len(w.todo) == 0
		if name == ".." {
			if err := w.up(); err != nil {
				return err
			}
			continue
		}
		if !last {
			if err := w.down(name); err != nil {
				return err
			}
			continue
		}
		if follow || w.folder {
			if followed, err := w.link(name); err != nil {
				return err
			} else if followed {
				continue
			}
		}
		if w.folder {
			var st syscall.Stat_t
			if dirfd.Lstat(w.here(), name, &st) == nil && st.Mode&syscall.S_IFMT != syscall.S_IFDIR {
				return syscall.ENOTDIR
			}
		}
		return do(w.here(), name)
	}
}

// up goes to the folder above.
func (w *rootWalk) up() error {
	if len(w.folders) == 1 {
		return errEscapes
	}
	syscall.Close(w.here())
	w.folders = w.folders[:len(w.folders)-1]
	return nil
}

// down goes into the folder name, or into what the link of that name says.
func (w *rootWalk) down(name string) error {
	const how = syscall.O_RDONLY | syscall.O_DIRECTORY
	fd, err := dirfd.Open(w.here(), name, how, 0)
	if w.make && err == syscall.ENOENT {
		if err = dirfd.Mkdir(w.here(), name, w.perm); err == nil || err == syscall.EEXIST {
			fd, err = dirfd.Open(w.here(), name, how, 0)
		}
	}
	if err == nil {
		w.folders = append(w.folders, fd)
		return nil
	}
	if err == syscall.ENOTDIR || err == syscall.ELOOP {
		if followed, linkErr := w.link(name); followed || linkErr != nil {
			return linkErr
		}
	}
	return err
}

// link puts the names of a link's target before those to go; false when name is no link.
func (w *rootWalk) link(name string) (bool, error) {
	target, err := dirfd.Readlink(w.here(), name)
	if err != nil {
		return false, nil
	}
	if w.links++; w.links > maxLinks {
		return false, syscall.ELOOP
	}
	if target == "" || target[0] == '/' {
		return false, errEscapes
	}
	names, folder := elements(target)
	if len(w.todo) == 0 {
		w.folder = w.folder || folder
	}
	w.todo = append(names, w.todo...)
	return true, nil
}

// ---- what can be done below a Root

// path is in, with the errors of a method that is known as op.
func (r *Root) path(op, name string, follow bool, do func(dir int, last string) error) error {
	if err := r.in(name, follow, do); err != nil {
		return pathError(op, name, err)
	}
	return nil
}

func (r *Root) below(name string) string { return r.dir.name + "/" + name }

// Open opens a file for reading.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }

// Create makes a file, or empties the one there is, and opens it for reading and writing.
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// OpenFile opens a file by flags; perm holds permissions alone.
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if perm&^ModePerm != 0 {
		return nil, pathError("openat", name, errFileMode)
	}
	var f *File
	follow := flag&(O_CREATE|O_EXCL) != O_CREATE|O_EXCL
	err := r.path("openat", name, follow, func(dir int, last string) error {
		fd, err := dirfd.Open(dir, last, flag, uint32(perm))
		if err == nil {
			f = opened(fd, r.below(name))
			f.appendMode = flag&O_APPEND != 0
		}
		return err
	})
	return f, err
}

// OpenRoot opens a folder as a Root of its own.
func (r *Root) OpenRoot(name string) (*Root, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.IsDir() {
		f.Close()
		return nil, pathError("open", f.name, syscall.ENOTDIR)
	}
	return &Root{f}, nil
}

// ReadFile gives a file's contents.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.readAll()
}

// WriteFile makes a file of these contents; one it makes gets perm.
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	f, err := r.OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func (r *Root) stat(name string, follow bool) (FileInfo, error) {
	info := &fileStat{name: baseName(name)}
	err := r.path("statat", name, follow, func(dir int, last string) error { return dirfd.Lstat(dir, last, &info.sys) })
	if err != nil {
		return nil, err
	}
	return info, nil
}

// Stat describes a file, following links.
func (r *Root) Stat(name string) (FileInfo, error) { return r.stat(name, true) }

// Lstat describes a file; of a link it describes the link.
func (r *Root) Lstat(name string) (FileInfo, error) { return r.stat(name, false) }

// Readlink gives what a link says, which may lead anywhere.
func (r *Root) Readlink(name string) (target string, err error) {
	err = r.path("readlinkat", name, false, func(dir int, last string) (err error) {
		if last == "." {
			return syscall.EINVAL
		}
		target, err = dirfd.Readlink(dir, last)
		return err
	})
	return target, err
}

// Mkdir makes a folder; perm holds permissions alone.
func (r *Root) Mkdir(name string, perm FileMode) error {
	if perm&^ModePerm != 0 {
		return pathError("mkdirat", name, errFileMode)
	}
	return r.path("mkdirat", name, false, func(dir int, last string) error { return dirfd.Mkdir(dir, last, uint32(perm)) })
}

// MkdirAll makes a folder and those above it that are missing.
func (r *Root) MkdirAll(name string, perm FileMode) error {
	if perm&^ModePerm != 0 {
		return pathError("mkdirat", name, errFileMode)
	}
	w := rootWalk{make: true, perm: uint32(perm)}
	err := r.walk(&w, name, false, func(dir int, last string) error { return dirfd.Mkdir(dir, last, w.perm) })
	switch err {
	case nil:
		return nil
	case syscall.EEXIST:
		info, statErr := r.Stat(name)
		if statErr != nil {
			err = statErr
		} else if info.IsDir() {
			return nil
		}
	case syscall.ENOTDIR:
		if done := w.own - len(w.todo); done > 0 && done < w.own {
			// Something on the way is no folder: the error is about that.
			names, _ := elements(name)
			way := names[0]
			for _, n := range names[1:done] {
				way += "/" + n
			}
			return &PathError{Op: "openat", Path: way, Err: err}
		}
	}
	return &PathError{Op: "mkdirat", Path: name, Err: err}
}

// Remove removes a file or an empty folder.
func (r *Root) Remove(name string) error {
	return r.path("removeat", name, false, remove)
}

func remove(dir int, name string) error {
	err := dirfd.Unlink(dir, name)
	if err == nil || err == syscall.ENOENT {
		return err
	}
	if asFolder := dirfd.Rmdir(dir, name); asFolder != syscall.ENOTDIR {
		err = asFolder
	}
	return err
}

// RemoveAll removes a file or a folder with all that is in it; nothing there is fine. It goes on after errors and gives the
// first.
func (r *Root) RemoveAll(name string) error {
	if last := baseName(name); last == "." || last == ".." {
		return pathError("RemoveAll", name, syscall.EINVAL)
	}
	for len(name) > 1 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	err := r.path("RemoveAll", name, false, removeTree)
	if errors.Is(err, ErrNotExist) {
		return nil
	}
	return err
}

func removeTree(dir int, name string) error {
	err := remove(dir, name)
	if err != syscall.ENOTEMPTY && err != syscall.EEXIST {
		return err
	}
	fd, err := dirfd.Open(dir, name, syscall.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	f := opened(fd, name)
	defer f.Close()
	members, first := f.Readdirnames(-1)
	for _, m := range members {
		if err := removeTree(fd, m); err != nil && err != syscall.ENOENT && first == nil {
			first = err
		}
	}
	if err := remove(dir, name); first == nil {
		first = err
	}
	return cause(first)
}

// pair walks to two names and calls do with both.
func (r *Root) pair(op, from, to string, do func(dir int, name string, toDir int, toName string) error) error {
	err := r.in(from, false, func(dir int, name string) error {
		return r.in(to, false, func(toDir int, toName string) error { return do(dir, name, toDir, toName) })
	})
	return linkError(op, from, to, err)
}

// Rename moves a file, over one that is there; over a folder it is an error.
func (r *Root) Rename(oldname, newname string) error {
	return r.pair("renameat", oldname, newname, func(dir int, name string, toDir int, toName string) error {
		var old, there syscall.Stat_t
		if err := dirfd.Lstat(dir, name, &old); err != nil {
			return err
		}
		isFolder := dirfd.Lstat(toDir, toName, &there) == nil && there.Mode&syscall.S_IFMT == syscall.S_IFDIR
		if isFolder && (there.Ino != old.Ino || there.Dev != old.Dev) {
			return syscall.EEXIST
		}
		return dirfd.Rename(dir, name, toDir, toName)
	})
}

// Link gives a file another name; a link becomes two links.
func (r *Root) Link(oldname, newname string) error {
	return r.pair("linkat", oldname, newname, dirfd.Link)
}

// Symlink makes newname a link that says oldname, which may lead anywhere: methods of a Root do not follow it out.
func (r *Root) Symlink(oldname, newname string) error {
	err := r.in(newname, false, func(dir int, name string) error { return dirfd.Symlink(oldname, dir, name) })
	return linkError("symlinkat", oldname, newname, err)
}

// Chmod changes a file's permissions.
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.path("chmodat", name, true, func(dir int, last string) error { return dirfd.Chmod(dir, last, sysMode(mode)) })
}

// Chown changes a file's owner and group; -1 leaves one as it is.
func (r *Root) Chown(name string, uid, gid int) error {
	return r.path("chownat", name, true, func(dir int, last string) error { return dirfd.Chown(dir, last, uid, gid) })
}

// Lchown is Chown; of a link it changes the link.
func (r *Root) Lchown(name string, uid, gid int) error {
	return r.path("lchownat", name, false, func(dir int, last string) error { return dirfd.Chown(dir, last, uid, gid) })
}

// Chtimes changes the times of a file's last access and modification; the zero Time leaves one as it is.
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	a, m := timespec(atime), timespec(mtime)
	return r.path("chtimesat", name, true, func(dir int, last string) error { return dirfd.Chtimes(dir, last, a, m) })
}

// ---- as a file system

// FS gives the files below the Root as a file system. It works as long as the Root is open.
func (r *Root) FS() fs.FS { return (*rootFS)(r) }

type rootFS Root

// rootCall calls do for a path of the file system, unless it is none.
func rootCall[T any](r *rootFS, op, name string, do func(*Root, string) (T, error)) (T, error) {
	if !fs.ValidPath(name) {
		var none T
		return none, &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return do((*Root)(r), name)
}

func (r *rootFS) Open(name string) (fs.File, error) {
	f, err := rootCall(r, "open", name, (*Root).Open)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (r *rootFS) ReadDir(name string) ([]DirEntry, error) {
	return rootCall(r, "readdir", name, func(r *Root, name string) ([]DirEntry, error) {
		f, err := r.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return f.sorted()
	})
}

func (r *rootFS) ReadFile(name string) ([]byte, error) {
	return rootCall(r, "readfile", name, (*Root).ReadFile)
}
func (r *rootFS) Stat(name string) (FileInfo, error) { return rootCall(r, "stat", name, (*Root).Stat) }
func (r *rootFS) Lstat(name string) (FileInfo, error) {
	return rootCall(r, "lstat", name, (*Root).Lstat)
}
func (r *rootFS) ReadLink(name string) (string, error) {
	return rootCall(r, "readlink", name, (*Root).Readlink)
}
