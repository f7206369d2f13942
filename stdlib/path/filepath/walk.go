// This file walks trees of files.

package filepath

import (
	"io/fs"
	"os"
	"slices"
)

// SkipDir, returned by a function that visits, skips the folder; SkipAll ends the
// walk without an error.
var (
	SkipDir error = fs.SkipDir
	SkipAll error = fs.SkipAll
)

// WalkFunc is called for each file or folder. err says what went wrong with it, and
// info may be nil then; what it returns ends the walk, but for SkipDir and SkipAll.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// ended turns the answer of a whole walk into its error.
func ended(err error) error {
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

// WalkDir visits root and all below it, in lexical order, without following symbolic
// links.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		return ended(fn(root, nil, err))
	}
	return ended(walkDir(root, fs.FileInfoToDirEntry(info), fn))
}

func walkDir(path string, entry fs.DirEntry, fn fs.WalkDirFunc) error {
	err := fn(path, entry, nil)
	if err != nil || !entry.IsDir() {
		if err == SkipDir && entry.IsDir() {
			err = nil
		}
		return err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		if err = fn(path, entry, err); err != nil {
			if err == SkipDir {
				err = nil
			}
			return err
		}
	}
	for _, e := range entries {
		err = walkDir(Join(path, e.Name()), e, fn)
		if err == SkipDir {
			break
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Walk is WalkDir that asks for each file's information first.
func Walk(root string, fn WalkFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		return ended(fn(root, nil, err))
	}
	return ended(walk(root, info, fn))
}

func walk(path string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(path, info, nil)
	}
	names, err := names(path)
	if answer := fn(path, info, err); err != nil || answer != nil {
		// Where the folder cannot be read, the function has been told.
		return answer
	}
	for _, name := range names {
		file := Join(path, name)
		info, err := os.Lstat(file)
		if err != nil {
			err = fn(file, info, err)
		} else {
			err = walk(file, info, fn)
			if err == SkipDir && info.IsDir() {
				err = nil
			}
		}
		if err == SkipDir && info == nil {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func names(folder string) ([]string, error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	all, err := f.Readdirnames(-1)
	f.Close()
	slices.Sort(all)
	return all, err
}
