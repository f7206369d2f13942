// This file is how a host that embeds the virtual machine calls Go functions. The first
// goroutine of such a VM initialises the packages, then serves the host's calls one
// after the other on the host's own thread.

package runtime

import "unsafe"

func hostMain() {
	mainStart()
	for {
		init := nextInit()
		if init == nil {
			break
		}
		init()
	}
	mainInitDone()
	LockOSThread()
	for {
		fn, memory, typ := hostNext()
		hostCall(fn, memory, typ)
	}
}

// hostCall makes one call and reports how it ended.
func hostCall(fn, memory, typ unsafe.Pointer) {
	returned := false
	defer func() {
		if returned {
			return
		}
		switch v := recover().(type) {
		case nil:
			hostGoexit()
		case error:
			hostPanicked(v.Error())
		case stringer:
			hostPanicked(v.String())
		default:
			hostPanickedWith(v)
		}
	}()
	callInMemory(fn, memory, typ)
	for i := 0; ; i++ {
		err, more := hostErrorResult(memory, i)
		if !more {
			break
		}
		if err != nil {
			hostErrorText(i, err.Error())
		}
	}
	hostReturned(memory)
	returned = true
}

// hostNext gives the thread back to the host until it calls: a func value, memory with
// the arguments, where the results go too, and the func type.
func hostNext() (fn, memory, typ unsafe.Pointer)

// callInMemory is reflect's call.
func callInMemory(fn, memory, typ unsafe.Pointer)

// hostErrorResult gives the i-th result if it is an error; more is false behind the last.
func hostErrorResult(memory unsafe.Pointer, i int) (err error, more bool)
func hostErrorText(i int, text string)
func hostReturned(memory unsafe.Pointer)
func hostPanicked(text string)
func hostPanickedWith(v any)
func hostGoexit()

// A hostError is an error that a host function returned.
type hostError string

func (e hostError) Error() string { return string(e) }
