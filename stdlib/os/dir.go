package os

import (
	"errors"
	"io"
	"io/fs"
	"slices"
	"syscall"
)

// dirReader holds raw entries of an open folder that have not been given out yet.
type dirReader struct {
	buf  []byte
	rest []byte
}

// rawEntry is one name of a folder, with its type where the system tells.
type rawEntry struct {
	name  string
	typ   FileMode
	known bool
}

// next gives the next entry but "." and ".."; io.EOF at the end.
func (d *dirReader) next(fd int) (rawEntry, error) {
	for {
		if len(d.rest) == 0 {
			if d.buf == nil {
				d.buf = make([]byte, 8192)
			}
			n, err := syscall.ReadDirent(fd, d.buf)
			if err != nil {
				return rawEntry{}, err
			}
			if n <= 0 {
				return rawEntry{}, io.EOF
			}
			d.rest = d.buf[:n]
		}
		// struct linux_dirent64: inode (8), offset (8), record length (2), type (1), name and a zero byte.
		length := int(d.rest[16]) | int(d.rest[17])<<8
		rec := d.rest[:length]
		d.rest = d.rest[length:]
		end := 19
		for end < len(rec) && rec[end] != 0 {
			end++
		}
		name := string(rec[19:end])
		if name == "." || name == ".." {
			continue
		}
		e := rawEntry{name: name, known: true}
		switch rec[18] {
		case syscall.DT_DIR:
			e.typ = ModeDir
		case syscall.DT_LNK:
			e.typ = ModeSymlink
		case syscall.DT_FIFO:
			e.typ = ModeNamedPipe
		case syscall.DT_SOCK:
			e.typ = ModeSocket
		case syscall.DT_BLK:
			e.typ = ModeDevice
		case syscall.DT_CHR:
			e.typ = ModeDevice | ModeCharDevice
		case syscall.DT_REG:
		default:
			e.known = false
		}
		return e, nil
	}
}

// readdir calls each for up to n entries (all for n <= 0).
func (f *File) readdir(n int, each func(rawEntry) error) (count int, err error) {
	fd, err := f.acquire("readdir")
	if err != nil {
		return 0, err
	}
	defer f.release()
	f.mu.Lock()
	if f.dir == nil {
		f.dir = &dirReader{}
	}
	d := f.dir
	f.mu.Unlock()
	for n <= 0 || count < n {
		e, err := d.next(fd)
		if err == io.EOF {
			break
		}
		if err != nil {
			return count, pathError("readdirent", f.name, err)
		}
		if err := each(e); err != nil {
			if IsNotExist(err) {
				continue // gone since the folder was read
			}
			return count, err
		}
		count++
	}
	if n > 0 && count == 0 {
		return 0, io.EOF
	}
	return count, nil
}

// Readdirnames gives names of the folder's members, in the folder's order; see ReadDir for n.
func (f *File) Readdirnames(n int) (names []string, err error) {
	names = []string{}
	_, err = f.readdir(n, func(e rawEntry) error {
		names = append(names, e.name)
		return nil
	})
	return names, err
}

// Readdir is ReadDir with the infos looked up.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	list := []FileInfo{}
	_, err := f.readdir(n, func(e rawEntry) error {
		info, err := Lstat(f.name + "/" + e.name)
		if err == nil {
			list = append(list, info)
		}
		return err
	})
	return list, err
}

// dirEntry is a DirEntry whose info is looked up when asked for.
type dirEntry struct {
	dir, name string
	typ       FileMode
	info      FileInfo
}

func (d *dirEntry) Name() string   { return d.name }
func (d *dirEntry) IsDir() bool    { return d.typ.IsDir() }
func (d *dirEntry) Type() FileMode { return d.typ }
func (d *dirEntry) String() string { return fs.FormatDirEntry(d) }

func (d *dirEntry) Info() (FileInfo, error) {
	if d.info != nil {
		return d.info, nil
	}
	return Lstat(d.dir + "/" + d.name)
}

// ReadDir gives up to n entries, io.EOF at the end; n <= 0: all that are left, without io.EOF.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	list := []DirEntry{}
	_, err := f.readdir(n, func(e rawEntry) error {
		d := &dirEntry{dir: f.name, name: e.name, typ: e.typ}
		if !e.known {
			info, err := Lstat(f.name + "/" + e.name)
			if err != nil {
				return err
			}
			d.typ, d.info = info.Mode().Type(), info
		}
		list = append(list, d)
		return nil
	})
	return list, err
}

// ReadDir lists a folder, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.sorted()
}

// sorted lists the open folder, sorted by name.
func (f *File) sorted() ([]DirEntry, error) {
	list, err := f.ReadDir(-1)
	slices.SortFunc(list, func(a, b DirEntry) int {
		if x, y := a.Name(), b.Name(); x < y {
			return -1
		} else if x > y {
			return 1
		}
		return 0
	})
	return list, err
}

// dirFS is DirFS's file system.
type dirFS string

// DirFS gives the file system below a folder. It is no wall: links may lead out of it.
func DirFS(dir string) fs.FS { return dirFS(dir) }

var errEmptyRoot = errors.New("os: DirFS with empty root")

func (dir dirFS) join(op, name string) (string, error) {
	if dir == "" {
		return "", pathError(op, name, errEmptyRoot)
	}
	if !fs.ValidPath(name) {
		return "", pathError(op, name, ErrInvalid)
	}
	for i := range len(name) {
		if name[i] == 0 {
			return "", pathError(op, name, ErrInvalid)
		}
	}
	if name == "." {
		return string(dir), nil
	}
	if dir[len(dir)-1] == '/' {
		return string(dir) + name, nil
	}
	return string(dir) + "/" + name, nil
}

// short makes the path of an error the file system's.
func short(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (dir dirFS) Open(name string) (fs.File, error) {
	full, err := dir.join("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, short(err, name)
	}
	return f, nil
}

func (dir dirFS) ReadFile(name string) ([]byte, error) {
	full, err := dir.join("readfile", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(full)
	return data, short(err, name)
}

func (dir dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := dir.join("readdir", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(full)
	return list, short(err, name)
}

func (dir dirFS) Stat(name string) (fs.FileInfo, error) {
	full, err := dir.join("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(full)
	return info, short(err, name)
}

func (dir dirFS) Lstat(name string) (fs.FileInfo, error) {
	full, err := dir.join("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(full)
	return info, short(err, name)
}

func (dir dirFS) ReadLink(name string) (string, error) {
	full, err := dir.join("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := Readlink(full)
	return target, short(err, name)
}

// CopyFS copies a file system into a folder, which it makes if need be. Files that are there are errors.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := dir
		if name != "." {
			to += "/" + name
		}
		switch d.Type() {
		case ModeDir:
			return MkdirAll(to, 0777)
		case ModeSymlink:
			target, err := fs.ReadLink(fsys, name)
			if err != nil {
				return err
			}
			return Symlink(target, to)
		case 0:
			return copyFile(to, fsys, name)
		}
		return pathError("CopyFS", name, ErrInvalid)
	})
}

func copyFile(to string, fsys fs.FS, name string) error {
	r, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	info, failed := r.Stat()
	if failed != nil {
		return failed
	}
	w, err := OpenFile(to, O_CREATE|O_EXCL|O_WRONLY, 0666|info.Mode()&0777)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		w.Close()
		return pathError("Copy", to, cause(err))
	}
	return w.Close()
}
