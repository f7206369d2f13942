// This file is the seam to profiles and to package flag.

package testing

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func flagParsed() bool { return flag.Parsed() }
func flagParse()       { flag.Parse() }

// outputFile is where a file that a flag names is written.
func outputFile(name string) string {
	if settings.outputDir == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(settings.outputDir, name)
}

// A Profiler begins a kind of profile, and returns what ends it and writes the file.
// Packages that can make profiles register here.
type profiler func(file *os.File) (stop func(), err error)

var profilers = map[string]profiler{}

type profileSet []func()

// startProfiles begins the profiles that flags ask for.
func startProfiles() (set profileSet, ok bool) {
	for kind, file := range map[string]string{
		"cpu": settings.cpuProfile, "mem": settings.memProfile, "block": settings.blockProfile,
		"mutex": settings.mutexProfile, "trace": settings.trace,
	} {
		if file == "" {
			continue
		}
		begin := profilers[kind]
		if begin == nil {
			fmt.Fprintf(os.Stderr, "testing: this build of gvm has no %s profiles\n", kind)
			return nil, false
		}
		f, err := os.Create(outputFile(file))
		if err == nil {
			var stop func()
			if stop, err = begin(f); err == nil {
				set = append(set, func() { stop(); f.Close() })
				continue
			}
		}
		fmt.Fprintf(os.Stderr, "testing: %s\n", err)
		return nil, false
	}
	return set, true
}

func (set profileSet) stop() {
	for _, end := range set {
		end()
	}
}
