package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"
)

var signals = table{
	"signal-quit":         signalQuit,
	"signal-quit-running": signalQuitRunning,
	"signal-int":          func() { signalReady(); time.Sleep(time.Minute) },
	"signal-term":         func() { signalReady(); time.Sleep(time.Minute) },
	"signal-hup":          func() { signalReady(); time.Sleep(time.Minute) },
	"signal-abrt":         func() { signalReady(); time.Sleep(time.Minute) },
	"signal-usr1":         func() { signalReady(); time.Sleep(time.Second) },
	"signal-pipe-stdout":  signalPipeStdout,
	"signal-pipe-other":   signalPipeOther,
}

// The runner waits for this line before it sends the signal.
func signalReady() {
	runtime.Gosched()
	fmt.Println("ready")
}

// rt: signal=QUIT frames
func signalQuit() {
	var mu sync.Mutex
	mu.Lock()
	go mu.Lock()
	go waitFor(nil)
	time.Sleep(20 * time.Millisecond)
	signalReady()
	time.Sleep(time.Minute)
}

// rt: signal=QUIT head=1
func signalQuitRunning() {
	signalReady()
	for n := 0; ; n++ {
		five = n
	}
}

// rt: case=signal-int signal=INT
// rt: case=signal-term signal=TERM
// rt: case=signal-hup signal=HUP
// rt: case=signal-abrt signal=ABRT head=2
// rt: case=signal-usr1 signal=USR1

// The runner closes its end of standard output: the write ends the program by SIGPIPE.
//
// rt: closestdout
func signalPipeStdout() {
	time.Sleep(50 * time.Millisecond)
	for range 3 {
		_, err := os.Stdout.WriteString("into nothing\n")
		println(err != nil)
	}
}

func signalPipeOther() {
	r, w, _ := os.Pipe()
	r.Close()
	_, err := w.WriteString("x")
	fmt.Println(err)
}
