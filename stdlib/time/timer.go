// This file holds timers and sleeping.

package time

import "unsafe"

// A timerData is the runtime's timer; its layout is that of runtime/timer/timer.h.
type timerData struct {
	lock   uint64
	state  uint64
	when   int64
	period int64
	f      uintptr
	arg    unsafe.Pointer
	arg2   unsafe.Pointer
	seq    uint64
	heap   uintptr
	busy   uint64
	send   uint64
}

// Sleep pauses the current goroutine for at least d.
func Sleep(d Duration)

// startChan and startFunc start a timer that sends the time on a channel, or calls a
// function in a goroutine of its own. reset and stop tell whether it was active.
func startChan(t *timerData, after, period int64, c chan Time, loc *Location)
func startFunc(t *timerData, after int64, f func())
func reset(t *timerData, after, period int64) bool
func stop(t *timerData) bool

// A Timer is one event in the future. A receive from C gives the time when it fired.
// After Stop or Reset no value of before is received.
type Timer struct {
	C <-chan Time
	t timerData
}

// NewTimer returns a Timer that fires after at least d.
func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c}
	startChan(&t.t, int64(d), 0, c, Local)
	return t
}

// AfterFunc calls f in its own goroutine after at least d. The Timer's C is nil.
func AfterFunc(d Duration, f func()) *Timer {
	t := new(Timer)
	startFunc(&t.t, int64(d), f)
	return t
}

// Stop keeps the Timer from firing, and tells whether it did so.
func (t *Timer) Stop() bool {
	if t.t.f == 0 {
		panic("time: Stop called on uninitialized Timer")
	}
	return stop(&t.t)
}

// Reset makes the Timer fire after at least d, and tells whether it was active.
func (t *Timer) Reset(d Duration) bool {
	if t.t.f == 0 {
		panic("time: Reset called on uninitialized Timer")
	}
	return reset(&t.t, int64(d), 0)
}

// After returns the channel of a new Timer.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// A Ticker sends the time on C again and again; ticks that nobody receives in time
// are dropped.
type Ticker struct {
	C <-chan Time
	t timerData
}

// NewTicker returns a Ticker with period d > 0.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c}
	startChan(&t.t, int64(d), int64(d), c, Local)
	return t
}

// Stop ends the ticks. It does not close the channel.
func (t *Ticker) Stop() {
	if t.t.f != 0 {
		stop(&t.t)
	}
}

// Reset ends the ticks and begins again with period d > 0.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.t.f == 0 {
		panic("time: Reset called on uninitialized Ticker")
	}
	reset(&t.t, int64(d), int64(d))
}

// Tick returns the channel of a new Ticker; nil for d <= 0.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
