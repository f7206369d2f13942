// This file lends tests the environment, the working folder, and folders for files.

package testing

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Setenv is os.Setenv for the time of the benchmark or fuzz target.
func (n *node) Setenv(key, value string) {
	before, was := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		n.Fatalf("cannot set environment variable: %v", err)
	}
	n.Cleanup(func() {
		if was {
			os.Setenv(key, before)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir is os.Chdir for the time of the benchmark or fuzz target, and sets PWD.
func (n *node) Chdir(dir string) {
	home, err := os.Open(".")
	if err != nil {
		n.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		n.Fatal(err)
	}
	n.Cleanup(func() {
		err := home.Chdir()
		home.Close()
		if err != nil {
			// What runs after this would run in a folder it does not expect.
			panic("testing.Chdir: " + err.Error())
		}
	})
	if !filepath.IsAbs(dir) {
		if dir, err = os.Getwd(); err != nil {
			n.Fatal(err)
		}
	}
	n.Setenv("PWD", dir)
}

// A folderSet is where a test keeps its files.
type folderSet struct {
	mu        sync.Mutex
	temp      string // TempDir's folders are in it
	count     int
	artifacts string
}

// TempDir returns a new folder, which is removed when the test is over.
func (n *node) TempDir() string {
	n.folders.mu.Lock()
	defer n.folders.mu.Unlock()
	if n.folders.temp == "" {
		n.Helper()
		root, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), fileWord(n.name)+"*")
		if err != nil {
			n.Fatalf("TempDir: %v", err)
		}
		n.folders.temp = root
		n.Cleanup(func() {
			// A cleanup that runs after this one gets a new folder.
			n.folders.mu.Lock()
			n.folders.temp = ""
			n.folders.mu.Unlock()
			if err := removeAll(root); err != nil {
				n.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
		})
	}
	n.folders.count++
	dir := fmt.Sprintf("%s/%03d", n.folders.temp, n.folders.count)
	if err := os.Mkdir(dir, 0o777); err != nil {
		n.Fatalf("TempDir: %v", err)
	}
	return dir
}

// fileWord makes a test's name part of a file's.
func fileWord(name string) string {
	short := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r > 0x7F && r < 0xFFFD,
			strings.ContainsRune("-_.,=+@%^", r):
			return r
		}
		return -1
	}, name)
	return short[:min(len(short), 64)]
}

// removeAll removes a folder whose files a child process may still be leaving.
func removeAll(dir string) error {
	for pause := time.Millisecond; ; pause *= 2 {
		err := os.RemoveAll(dir)
		busy := errors.Is(err, syscall.ENOTEMPTY) || errors.Is(err, syscall.EBUSY)
		if err == nil || !busy || pause > time.Second {
			return err
		}
		time.Sleep(pause)
	}
}

// ArtifactDir returns a folder for files that are of interest after the test. With the
// flag -test.artifacts it stays, below the output folder; else it is removed.
func (n *node) ArtifactDir() string {
	n.folders.mu.Lock()
	dir := n.folders.artifacts
	n.folders.mu.Unlock()
	if dir != "" {
		return dir
	}
	if !settings.artifacts {
		dir = n.TempDir()
	} else {
		parent := filepath.Join(settings.outputDir, "_artifacts", fileWord(n.run.importPath), fileWord(strings.ReplaceAll(n.name, "/", "__")))
		if err := os.MkdirAll(parent, 0o777); err != nil {
			n.Fatalf("ArtifactDir: %v", err)
		}
		made, err := os.MkdirTemp(parent, "")
		if err != nil {
			n.Fatalf("ArtifactDir: %v", err)
		}
		if dir, err = filepath.Abs(made); err != nil {
			dir = made
		}
		if n.run.verbose {
			n.run.screen.note("ARTIFACTS", n.name, " "+dir)
		}
	}
	n.folders.mu.Lock()
	n.folders.artifacts = dir
	n.folders.mu.Unlock()
	return dir
}

// AllocsPerRun returns how many allocations a call of f makes on average, in whole
// numbers. It calls f once to warm up and then runs times, with one processor.
func AllocsPerRun(runs int, f func()) (avg float64) {
	if running.someAbreast() {
		panic("testing: AllocsPerRun called during parallel test")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	return float64((after.Mallocs - before.Mallocs) / uint64(runs))
}
