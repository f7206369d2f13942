// Package trace records what the running program does over time: its goroutines and
// what they wait for, system calls, collections, and what the program says about itself
// (tasks, regions, log messages). `go tool trace` and `gvm trace view` show a trace.
//
// The runtime hands out a trace in generations, each readable by itself. Everybody who
// wants one, Start's writer and a flight recorder, is a consumer and gets all that end
// while it is attached.
package trace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// header gives what a trace file begins with.
func header() []byte

// cut ends the generation in progress and gives its bytes, none if there was none. With
// more, the next one begins.
func cut(more bool) []byte

// pending gives the size of the generation in progress, about.
func pending() int

func taskBegin(id, parent uint64, name string)
func taskEnd(id uint64)
func region(task uint64, name string, begin bool)
func logEvent(task uint64, category, message string)

const (
	lookEvery    = 100 * time.Millisecond
	cutEvery     = time.Second
	cutAtPending = 16 << 20
)

type consumer interface {
	take(generation []byte)
}

// recording is the state of all tracing; on says, without a lock, whether there is any.
var recording struct {
	mu        sync.Mutex
	consumers []consumer
	cutAt     time.Time
	quit      chan struct{}
	on        atomic.Bool
}

// turn ends a generation and gives it to everybody; recording.mu is held.
func turn(more bool) {
	generation := cut(more)
	recording.cutAt = time.Now()
	if len(generation) == 0 {
		return
	}
	for _, c := range recording.consumers {
		c.take(generation)
	}
}

func attach(c consumer) {
	recording.mu.Lock()
	defer recording.mu.Unlock()
	turn(true) // c starts with a generation of its own
	recording.consumers = append(recording.consumers, c)
	if len(recording.consumers) == 1 {
		recording.on.Store(true)
		recording.quit = make(chan struct{})
		go turnRegularly(recording.quit)
	}
}

func detach(c consumer) {
	recording.mu.Lock()
	defer recording.mu.Unlock()
	last := len(recording.consumers) == 1
	if last {
		recording.on.Store(false)
		close(recording.quit)
	}
	turn(!last)
	for i, other := range recording.consumers {
		if other == c {
			recording.consumers = append(recording.consumers[:i:i], recording.consumers[i+1:]...)
			break
		}
	}
}

func turnRegularly(quit chan struct{}) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-quit:
			return
		case <-ticker.C:
		}
		recording.mu.Lock()
		if recording.quit == quit && recording.on.Load() &&
			(time.Since(recording.cutAt) >= cutEvery || pending() >= cutAtPending) {
			turn(true)
		}
		recording.mu.Unlock()
	}
}

// ---- a whole trace ----

// output writes a trace as it goes; a failed write ends that silently, as there is
// nobody to tell.
type output struct {
	w      io.Writer
	failed bool
}

func (o *output) take(generation []byte) {
	if !o.failed {
		_, err := o.w.Write(generation)
		o.failed = err != nil
	}
}

var started struct {
	mu  sync.Mutex
	out *output
}

// Start begins a trace, which is written to w until Stop. It fails if there is one.
func Start(w io.Writer) error {
	started.mu.Lock()
	defer started.mu.Unlock()
	if started.out != nil {
		return errors.New("execution tracer already enabled")
	}
	started.out = &output{w: w}
	started.out.take(header())
	attach(started.out)
	return nil
}

// Stop ends the trace in progress, if any. When it returns, all is written.
func Stop() {
	started.mu.Lock()
	defer started.mu.Unlock()
	if started.out == nil {
		return
	}
	detach(started.out)
	started.out = nil
}

// IsEnabled reports whether anybody traces at this moment.
func IsEnabled() bool { return recording.on.Load() }

// ---- what the program says about itself ----

type taskKey struct{}

// A Task is an operation of the program that several goroutines may have a part in.
type Task struct {
	id    uint64
	ended atomic.Bool
}

var lastTask atomic.Uint64

func taskOf(ctx context.Context) uint64 {
	if t, ok := ctx.Value(taskKey{}).(*Task); ok {
		return t.id
	}
	return 0
}

// NewTask begins a task, part of the one that pctx carries, and gives a context that
// carries the new one.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	task = &Task{id: lastTask.Add(1)}
	taskBegin(task.id, taskOf(pctx), taskType)
	return context.WithValue(pctx, taskKey{}, task), task
}

// End ends the task. Only the first call counts.
func (t *Task) End() {
	if !t.ended.Swap(true) {
		taskEnd(t.id)
	}
}

// Log records a message of some category, for the task that ctx carries.
func Log(ctx context.Context, category, message string) {
	if IsEnabled() {
		logEvent(taskOf(ctx), category, message)
	}
}

// Logf is Log with a message that is formatted if somebody traces.
func Logf(ctx context.Context, category, format string, args ...any) {
	if IsEnabled() {
		logEvent(taskOf(ctx), category, fmt.Sprintf(format, args...))
	}
}

// A Region is a stretch of one goroutine's time. Regions of a goroutine nest.
type Region struct {
	task uint64
	name string
}

var unrecorded Region

// StartRegion begins a region; its End belongs in the same goroutine.
func StartRegion(ctx context.Context, regionType string) *Region {
	if !IsEnabled() {
		return &unrecorded
	}
	r := &Region{task: taskOf(ctx), name: regionType}
	region(r.task, r.name, true)
	return r
}

// End ends the region.
func (r *Region) End() {
	if r != &unrecorded {
		region(r.task, r.name, false)
	}
}

// WithRegion calls fn within a region.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	defer StartRegion(ctx, regionType).End()
	fn()
}
