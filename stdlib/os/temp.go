package os

import (
	"errors"
	"strconv"
)

// runtimeRandom gives a random number, from the VM's seed.
func runtimeRandom() uint32

var errSeparatorInPattern = errors.New("pattern contains path separator")

// tempName calls try with names made of the pattern, the last '*' replaced by a random number (or one appended), until
// the name is new.
func tempName(op, dir, pattern string, try func(name string) error) error {
	if dir == "" {
		dir = TempDir()
	}
	star := -1
	for i := range len(pattern) {
		switch pattern[i] {
		case '/':
			return pathError(op, pattern, errSeparatorInPattern)
		case '*':
			star = i
		}
	}
	before, after := pattern, ""
	if star >= 0 {
		before, after = pattern[:star], pattern[star+1:]
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	for attempt := 1; ; attempt++ {
		err := try(dir + before + strconv.Itoa(int(runtimeRandom())) + after)
		if !IsExist(err) {
			return err
		}
		if attempt >= 10000 {
			return pathError(op, dir+before+"*"+after, ErrExist)
		}
	}
}

// CreateTemp makes a new file in dir ("": TempDir) and opens it.
func CreateTemp(dir, pattern string) (f *File, err error) {
	err = tempName("createtemp", dir, pattern, func(name string) (err error) {
		f, err = OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		return err
	})
	return f, err
}

// MkdirTemp makes a new folder in dir ("": TempDir).
func MkdirTemp(dir, pattern string) (made string, err error) {
	err = tempName("mkdirtemp", dir, pattern, func(name string) error {
		err := Mkdir(name, 0700)
		if err == nil {
			made = name
		} else if IsNotExist(err) {
			if _, e := Stat(dir); dir != "" && IsNotExist(e) {
				return e
			}
		}
		return err
	})
	return made, err
}
