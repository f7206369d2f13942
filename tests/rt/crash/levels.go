package main

import (
	"runtime"
	"runtime/debug"
)

var levels = table{
	"level-none":         levelPanic,
	"level-0":            levelPanic,
	"level-single":       levelPanic,
	"level-1":            levelPanic,
	"level-all":          levelPanic,
	"level-bad":          levelPanic,
	"level-system":       levelPanic,
	"level-2":            levelPanic,
	"level-crash":        levelPanic,
	"level-fatal-none":   func() { select {} },
	"level-fatal-single": levelFatal,
	"level-set-all":      func() { debug.SetTraceback("all"); levelPanic() },
	"level-set-none":     func() { debug.SetTraceback("none"); levelPanic() },
	"level-ancestors":    levelAncestors,
}

// rt: case=level-none env=GOTRACEBACK=none
// rt: case=level-0 env=GOTRACEBACK=0
// rt: case=level-single env=GOTRACEBACK=single
// rt: case=level-1 env=GOTRACEBACK=1
// rt: case=level-all env=GOTRACEBACK=all
// rt: case=level-bad env=GOTRACEBACK=bad
// rt: case=level-system env=GOTRACEBACK=system user
// rt: case=level-2 env=GOTRACEBACK=2 user
// rt: case=level-crash env=GOTRACEBACK=crash user
// rt: case=level-fatal-none env=GOTRACEBACK=none
// rt: case=level-fatal-single env=GOTRACEBACK=single

func levelPanic() {
	c := make(chan int)
	go waitFor(c)
	for range 10 {
		runtime.Gosched()
	}
	panic("level")
}

func levelFatal() {
	go waitFor(nil)
	runtime.Gosched()
	select {}
}

func grandchild() { panic("from a grandchild") }

func child() {
	go grandchild()
	select {}
}

// rt: env=GODEBUG=tracebackancestors=5
func levelAncestors() {
	go child()
	select {}
}
