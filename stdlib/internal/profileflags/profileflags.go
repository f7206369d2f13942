// Package profileflags is linked into programs that `gvm run` starts with -cpuprofile
// and its kin: it writes the profiles when the program ends.
package profileflags

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"strconv"
)

// file gives the file of a flag, "" where the flag is not set.
func file(flag string) string

// setExitHook has the runtime call f instead of ending the program, once.
func setExitHook(f func(code int))

func fail(err error) {
	fmt.Fprintln(os.Stderr, "gvm:", err)
	os.Exit(2)
}

func init() {
	if rate := file("memprofilerate"); rate != "" {
		n, err := strconv.Atoi(rate)
		if err != nil {
			fail(err)
		}
		runtime.MemProfileRate = n
	}
	var outputs []func()
	if name := file("cpuprofile"); name != "" {
		f, err := os.Create(name)
		if err != nil {
			fail(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			fail(err)
		}
		outputs = append(outputs, func() {
			pprof.StopCPUProfile()
			f.Close()
		})
	}
	if name := file("trace"); name != "" {
		f, err := os.Create(name)
		if err != nil {
			fail(err)
		}
		if err := trace.Start(f); err != nil {
			fail(err)
		}
		outputs = append(outputs, func() {
			trace.Stop()
			f.Close()
		})
	}
	if file("blockprofile") != "" {
		runtime.SetBlockProfileRate(1)
	}
	if file("mutexprofile") != "" {
		runtime.SetMutexProfileFraction(1)
	}
	for _, p := range []struct{ flag, name string }{
		{"memprofile", "allocs"}, {"blockprofile", "block"}, {"mutexprofile", "mutex"}, {"goroutineprofile", "goroutine"},
	} {
		name := file(p.flag)
		if name == "" {
			continue
		}
		outputs = append(outputs, func() {
			f, err := os.Create(name)
			if err != nil {
				fail(err)
			}
			if p.flag == "memprofile" {
				runtime.GC() // what is not in use any more is to be seen as that
			}
			if err := pprof.Lookup(p.name).WriteTo(f, 0); err != nil {
				fail(err)
			}
			f.Close()
		})
	}
	setExitHook(func(code int) {
		for _, write := range outputs {
			write()
		}
		os.Exit(code)
	})
}
