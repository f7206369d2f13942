package fs

import (
	"errors"
	"io"
	"path"
	"slices"
)

// Interfaces of file systems that can do more than open files; the functions of the same names use them where they
// are, and Open elsewhere.
type (
	// ReadFileFS reads whole files.
	ReadFileFS interface {
		FS
		ReadFile(name string) ([]byte, error)
	}
	// StatFS describes files.
	StatFS interface {
		FS
		Stat(name string) (FileInfo, error)
	}
	// ReadDirFS lists folders, sorted by name.
	ReadDirFS interface {
		FS
		ReadDir(name string) ([]DirEntry, error)
	}
	// GlobFS finds names by pattern.
	GlobFS interface {
		FS
		Glob(pattern string) ([]string, error)
	}
	// SubFS gives file systems of its folders.
	SubFS interface {
		FS
		Sub(dir string) (FS, error)
	}
	// ReadLinkFS knows symbolic links.
	ReadLinkFS interface {
		FS
		ReadLink(name string) (string, error)
		Lstat(name string) (FileInfo, error)
	}
)

// ReadFile reads a whole file.
func ReadFile(fsys FS, name string) ([]byte, error) {
	if f, ok := fsys.(ReadFileFS); ok {
		return f.ReadFile(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	room := 512
	if info, err := f.Stat(); err == nil && int64(int(info.Size())) == info.Size() {
		room = max(room, int(info.Size())+1)
	}
	data := make([]byte, 0, room)
	for {
		if len(data) == cap(data) {
			data = slices.Grow(data, 1)
		}
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return data, err
		}
	}
}

// Stat describes a file.
func Stat(fsys FS, name string) (FileInfo, error) {
	if f, ok := fsys.(StatFS); ok {
		return f.Stat(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Stat()
}

// ReadDir lists a folder, sorted by name.
func ReadDir(fsys FS, name string) ([]DirEntry, error) {
	if f, ok := fsys.(ReadDirFS); ok {
		return f.ReadDir(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dir, ok := f.(ReadDirFile)
	if !ok {
		return nil, badPath("readdir", name, errors.New("not implemented"))
	}
	list, err := dir.ReadDir(-1)
	slices.SortFunc(list, func(a, b DirEntry) int {
		x, y := a.Name(), b.Name()
		if x < y {
			return -1
		} else if x > y {
			return 1
		}
		return 0
	})
	return list, err
}

// ReadLink gives the target of a symbolic link.
func ReadLink(fsys FS, name string) (string, error) {
	if f, ok := fsys.(ReadLinkFS); ok {
		return f.ReadLink(name)
	}
	return "", badPath("readlink", name, ErrInvalid)
}

// Lstat describes a file and does not follow a link; like Stat where the file system knows no links.
func Lstat(fsys FS, name string) (FileInfo, error) {
	if f, ok := fsys.(ReadLinkFS); ok {
		return f.Lstat(name)
	}
	return Stat(fsys, name)
}

// infoEntry is a DirEntry made of a FileInfo.
type infoEntry struct{ info FileInfo }

func (e infoEntry) Name() string            { return e.info.Name() }
func (e infoEntry) IsDir() bool             { return e.info.IsDir() }
func (e infoEntry) Type() FileMode          { return e.info.Mode().Type() }
func (e infoEntry) Info() (FileInfo, error) { return e.info, nil }
func (e infoEntry) String() string          { return FormatDirEntry(e) }

// FileInfoToDirEntry gives an entry with the info's data; nil for nil.
func FileInfoToDirEntry(info FileInfo) DirEntry {
	if info == nil {
		return nil
	}
	return infoEntry{info}
}

// SkipDir and SkipAll, returned by a WalkDirFunc, leave out a folder (or the rest of one), or all that is left.
var (
	SkipDir = errors.New("skip this directory")
	SkipAll = errors.New("skip everything and stop the walk")
)

// WalkDirFunc is called for each file and folder. err is what kept the root from being described (d is nil then), or a
// folder from being read.
type WalkDirFunc func(path string, d DirEntry, err error) error

// WalkDir calls fn for root and all below it, a folder's members in order of name. Links are not followed.
func WalkDir(fsys FS, root string, fn WalkDirFunc) error {
	var err error
	if info, statErr := Stat(fsys, root); statErr != nil {
		err = fn(root, nil, statErr)
	} else {
		err = walk(fsys, root, FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	if err := fn(name, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			return nil
		}
		return err
	}
	members, err := ReadDir(fsys, name)
	if err != nil {
		if err = fn(name, d, err); err == SkipDir {
			return nil
		} else if err != nil {
			return err
		}
	}
	for _, m := range members {
		if err := walk(fsys, path.Join(name, m.Name()), m, fn); err == SkipDir {
			return nil // of a file: the rest of this folder is left out
		} else if err != nil {
			return err
		}
	}
	return nil
}

// Glob gives the names that match the pattern, which is path.Match's. Errors of reading folders are passed over.
func Glob(fsys FS, pattern string) ([]string, error) {
	if f, ok := fsys.(GlobFS); ok {
		return f.Glob(pattern)
	}
	slashes := 0
	for _, c := range []byte(pattern) {
		if c == '/' {
			slashes++
		}
	}
	if slashes > maxGlobDepth {
		return nil, path.ErrBadPattern
	}
	return glob(fsys, pattern)
}

// Patterns with more elements than this are refused, to bound the depth of the search.
const maxGlobDepth = 10000

func glob(fsys FS, pattern string) ([]string, error) {
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if !isPattern(pattern) {
		if _, err := Stat(fsys, pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, last := path.Split(pattern)
	if dir == "" {
		dir = "."
	} else {
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if isPattern(dir) {
		if dir == pattern {
			return nil, path.ErrBadPattern
		}
		var err error
		if dirs, err = glob(fsys, dir); err != nil {
			return nil, err
		}
	}
	var found []string
	for _, d := range dirs {
		members, err := ReadDir(fsys, d)
		if err != nil {
			continue
		}
		for _, m := range members {
			ok, err := path.Match(last, m.Name())
			if err != nil {
				return found, err
			}
			if ok {
				found = append(found, path.Join(d, m.Name()))
			}
		}
	}
	return found, nil
}

func isPattern(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '*', '?', '[', '\\':
			return true
		}
	}
	return false
}
