// This file reports statement coverage. The compiler counts: each block of statements of
// a covered package has a counter, and the test program registers them.

package testing

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"sync/atomic"
)

// Cover is the coverage of a program: by file, the counters and the blocks they count.
type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string // " in PACKAGES", or empty for the package under test
}

var covered Cover

// RegisterCover sets what coverage is reported of. Programs of gvm test call it.
func RegisterCover(c Cover) { covered = c }

// CoverBlock is a block of statements: where it is, and how many statements it has.
type CoverBlock struct {
	Line0 uint32
	Col0  uint16
	Line1 uint32
	Col1  uint16
	Stmts uint16
}

// tally counts statements: those that ran, and all.
func tally() (ran, all int64) {
	for file, blocks := range covered.Blocks {
		for i, block := range blocks {
			all += int64(block.Stmts)
			if atomic.LoadUint32(&covered.Counters[file][i]) > 0 {
				ran += int64(block.Stmts)
			}
		}
	}
	return
}

// Coverage returns the part of the covered statements that have run so far, 0 to 1.
func Coverage() float64 {
	ran, all := tally()
	if all == 0 {
		return 0
	}
	return float64(ran) / float64(all)
}

func reportCoverage() {
	if covered.Mode == "" {
		return
	}
	if settings.coverProfile != "" {
		if err := writeProfile(outputFile(settings.coverProfile)); err != nil {
			fmt.Fprintf(os.Stderr, "testing: %s\n", err)
			os.Exit(2)
		}
	}
	ran, all := tally()
	if all == 0 {
		fmt.Println("coverage: [no statements]")
		return
	}
	fmt.Printf("coverage: %.1f%% of statements%s\n", 100*float64(ran)/float64(all), covered.CoveredPackages)
}

// writeProfile writes a line for each block, in the format that Go's cover tool reads.
func writeProfile(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "mode: %s\n", covered.Mode)
	files := make([]string, 0, len(covered.Blocks))
	for file := range covered.Blocks {
		files = append(files, file)
	}
	slices.Sort(files)
	for _, file := range files {
		for i, b := range covered.Blocks[file] {
			n := atomic.LoadUint32(&covered.Counters[file][i])
			fmt.Fprintf(w, "%s:%d.%d,%d.%d %d %d\n", file, b.Line0, b.Col0, b.Line1, b.Col1, b.Stmts, n)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
