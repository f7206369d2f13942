// os.Root: what it opens, what it refuses, and the errors of every method.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var top string

func show(what string, err error) {
	var pe *fs.PathError
	var le *os.LinkError
	text := fmt.Sprint(err)
	switch {
	case errors.As(err, &pe):
		text = fmt.Sprintf("path error %q %q %v %v %v", pe.Op, pe.Path, pe.Err, errors.Is(err, fs.ErrExist), errors.Is(err, fs.ErrNotExist))
	case errors.As(err, &le):
		text = fmt.Sprintf("link error %q %q %q %v", le.Op, le.Old, le.New, le.Err)
	}
	fmt.Println(what, strings.ReplaceAll(text, top, "TOP"))
}

func try(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var err error
	top, err = os.MkdirTemp("", "root")
	try(err)
	defer os.RemoveAll(top)
	in := top + "/in/"
	try(os.MkdirAll(in+"a/b", 0o755))
	try(os.WriteFile(in+"f", []byte("hello"), 0o644))
	try(os.WriteFile(in+"a/b/g", []byte("deep"), 0o644))
	try(os.WriteFile(top+"/out", []byte("secret"), 0o644))
	for link, target := range map[string]string{"esc": "../out", "abs": top + "/out", "dirlink": "a/b", "a/flink": "../f", "loop": "loop",
		"up": "..", "dangling": "nowhere", "dotted": "a/../f", "slash": "dirlink/", "fslash": "f/"} {
		try(os.Symlink(target, in+link))
	}
	for i, target := 0, "f"; i < 12; i++ {
		link := fmt.Sprint("chain", i)
		try(os.Symlink(target, in+link))
		target = link
	}
	r, err := os.OpenRoot(top + "/in")
	try(err)
	fmt.Println(filepath.Base(r.Name()))
	for _, name := range []string{"f", "a/b/g", "a/../f", "../out", "a/../../out", "/f", "esc", "abs", "dirlink/g", "a/flink", "loop", "up",
		"up/in/f", "dangling", "dotted", "slash", "slash/g", "fslash", "f/", "f/x", "a/", "a/.", "./f", "", ".", "..", "a//b///g", "chain0", "chain7",
		"chain8", "chain11", "nope", "nope/x", "dirlink/../f", "a/b/../../f", "a/nope/../b/g", "f/../f", "f/."} {
		data, err := r.ReadFile(name)
		show("read "+name+" "+string(data), err)
		for _, stat := range []func(string) (os.FileInfo, error){r.Stat, r.Lstat} {
			if info, err := stat(name); err != nil {
				show("stat", err)
			} else {
				fmt.Println("stat", info.Name(), info.Mode().Type())
			}
		}
		target, err := r.Readlink(name)
		show("readlink "+strings.ReplaceAll(target, top, "TOP"), err)
	}
	opening(r)
	folders(r)
	moving(r)
	changing(r)
	asFS(r)
	show("close", r.Close())
	show("close again", r.Close())
	_, err = r.Open("f")
	show("open", err)
	show("mkdir", r.Mkdir("f", 0o777))
	show("rename", r.Rename("f", "g"))
	show("remove all", r.RemoveAll("f"))
}

func opening(r *os.Root) {
	f, err := r.Create("new")
	show("create", err)
	fmt.Println(strings.TrimPrefix(f.Name(), top))
	f.Close()
	f, err = r.OpenFile("a/new2", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	show("exclusive", err)
	f.Close()
	for _, name := range []string{"a/new2", "dangling", "a/new3", "esc", "loop/x"} {
		_, err = r.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		show("exclusive "+name, err)
		_, err = r.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o600)
		show("create "+name, err)
	}
	_, err = r.OpenFile("x", os.O_CREATE, 0o600|os.ModeSetuid)
	show("mode", err)
	show("write", r.WriteFile("wf", []byte("x"), 0o644))
	show("write", r.WriteFile("../wf", []byte("x"), 0o644))
	show("write", r.WriteFile("a", []byte("x"), 0o644))
	sub, err := r.OpenRoot("a")
	show("sub", err)
	fmt.Println(strings.TrimPrefix(sub.Name(), top))
	for _, name := range []string{"../f", "flink", "b/g"} {
		_, err = sub.Open(name)
		show("in sub "+name, err)
	}
	for _, name := range []string{"f", "nope", "esc", "dirlink"} {
		_, err = r.OpenRoot(name)
		show("sub "+name, err)
	}
	_, err = os.OpenRoot(top + "/nope")
	show("root", err)
	_, err = os.OpenRoot(top + "/out")
	show("root", err)
	_, err = os.OpenInRoot(top+"/in", "f")
	show("open in root", err)
	_, err = os.OpenInRoot(top+"/in", "../out")
	show("open in root", err)
}

func folders(r *os.Root) {
	for _, name := range []string{"m", "m", "x/y", "../y", "m2/", ".", ""} {
		show("mkdir "+name, r.Mkdir(name, 0o755))
	}
	show("mkdir mode", r.Mkdir("m3", 0o755|os.ModeDir))
	for _, name := range []string{"p/q/r", "p/q/r", "f/q/r", "../q/r", "dirlink/z", "f", "esc", "up/zz", "a/../n/o", "a/b/g/h"} {
		show("mkdir all "+name, r.MkdirAll(name, 0o755))
	}
	show("mkdir all mode", r.MkdirAll("mm", 0o755|os.ModeDir))
	for _, name := range []string{"nope", "a", "../out", "dangling", ".", "new", "m2/", "f/", "a/..", "f/x"} {
		show("remove "+name, r.Remove(name))
	}
	for _, name := range []string{"p", "nope", "../out", "loop", "up/x", "f/x", "nope/x", ""} {
		show("remove all "+name, r.RemoveAll(name))
	}
}

func moving(r *os.Root) {
	for _, pair := range [][2]string{{"m", "m9"}, {"nope", "x"}, {"f", "../x"}, {"../out", "x"}, {"f", "a"}, {"m9", "f"}} {
		show(fmt.Sprint("rename ", pair), r.Rename(pair[0], pair[1]))
	}
	for _, pair := range [][2]string{{"f", "hard"}, {"f", "hard"}, {"../out", "h2"}, {"esc", "h3"}, {"nope", "h4"}} {
		show(fmt.Sprint("link ", pair), r.Link(pair[0], pair[1]))
	}
	for _, pair := range [][2]string{{"../anything", "sl"}, {"x", "sl"}, {"x", "../sl"}} {
		show(fmt.Sprint("symlink ", pair), r.Symlink(pair[0], pair[1]))
	}
}

func changing(r *os.Root) {
	at := time.Unix(1e9, 5000)
	for _, name := range []string{"f", "nope", "esc", "../out", "a/flink"} {
		show("chmod "+name, r.Chmod(name, 0o640))
		show("chown "+name, r.Chown(name, -1, -1))
		show("lchown "+name, r.Lchown(name, -1, -1))
		show("chtimes "+name, r.Chtimes(name, at, at))
	}
	info, err := r.Stat("f")
	try(err)
	fmt.Println(info.Mode(), info.ModTime().UTC())
}

func asFS(r *os.Root) {
	fsys := r.FS()
	fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		fmt.Println(path, err)
		return nil
	})
	for _, name := range []string{"../out", "/out", "a/", "nope", "esc", "a"} {
		_, err := fs.ReadFile(fsys, name)
		show("readfile "+name, err)
		_, err = fs.Stat(fsys, name)
		show("stat "+name, err)
		_, err = fs.Lstat(fsys, name)
		show("lstat "+name, err)
		_, err = fs.ReadDir(fsys, name)
		show("readdir "+name, err)
		_, err = fs.ReadLink(fsys, name)
		show("readlink "+name, err)
		_, err = fsys.Open(name)
		show("open "+name, err)
	}
}
