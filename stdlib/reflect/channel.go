// This file is about channels.

package reflect

import "unsafe"

// Natives (reflect_native.cc). Those that may wait park the goroutine.

func chanLen(c unsafe.Pointer) int
func chanCap(c unsafe.Pointer) int
func chanMake(t *rtype, n int) unsafe.Pointer
func chanClose(c unsafe.Pointer)
func chanSend(c, elem unsafe.Pointer, wait bool) bool
func chanRecv(c, elem unsafe.Pointer, wait bool) (selected, received bool)
func chanSelect(arms unsafe.Pointer, sends, receives int, wait bool) (chosen int, received bool)

// MakeChan returns a new channel of the channel type typ with room for buffer values.
func MakeChan(typ Type, buffer int) Value {
	switch {
	case typ.Kind() != Chan:
		panic("reflect.MakeChan of non-chan type")
	case buffer < 0:
		panic("reflect.MakeChan: negative buffer size")
	case typ.ChanDir() != BothDir:
		panic("reflect.MakeChan: unidirectional channel type")
	}
	t := typ.descriptor()
	return Value{t, chanMake(t, buffer), 0}
}

// channel returns the channel v for method m, which needs it to go in direction d.
func (v Value) channel(m string, d ChanDir, complain string) unsafe.Pointer {
	v.need(1<<Chan, m)
	v.needPublic(m)
	if ChanDir(v.typ.dir)&d == 0 {
		panic(complain)
	}
	return v.pointer()
}

// Close closes the channel v.
func (v Value) Close() {
	chanClose(v.channel("Close", SendDir, "reflect: close of receive-only channel"))
}

// Send sends x on the channel v.
func (v Value) Send(x Value) { v.send("Send", x, true) }

// TrySend sends x on the channel v if that takes no waiting, and reports whether it did.
func (v Value) TrySend(x Value) bool { return v.send("TrySend", x, false) }

func (v Value) send(m string, x Value, wait bool) bool {
	c := v.channel(m, SendDir, "reflect: send on recv-only channel")
	x.needPublic(m)
	return chanSend(c, x.as(v.typ.elem, "reflect.Value.Send").address(), wait)
}

// Recv receives a value from the channel v; ok is false for the zero values that a closed channel gives.
func (v Value) Recv() (x Value, ok bool) { return v.receive("Recv", true) }

// TryRecv receives a value from the channel v if that takes no waiting; x is the zero Value if it does.
func (v Value) TryRecv() (x Value, ok bool) { return v.receive("TryRecv", false) }

func (v Value) receive(m string, wait bool) (x Value, ok bool) {
	c := v.channel(m, RecvDir, "reflect: recv on send-only channel")
	place := alloc(v.typ.elem)
	selected, ok := chanRecv(c, place, wait)
	if selected {
		x = taken(v.typ.elem, place)
	}
	return x, ok
}

// taken returns the value of type t at p, memory that nobody else knows.
func taken(t *rtype, p unsafe.Pointer) Value {
	if t.is(isWord) {
		return Value{t, *(*unsafe.Pointer)(p), 0}
	}
	return at(t, p, 0)
}

// A SelectDir says what a case of Select does.
type SelectDir int

// What a case of Select does.
const (
	SelectSend, SelectRecv, SelectDefault SelectDir = 1, 2, 3
)

// A SelectCase is a case of Select. A sending or receiving one whose Chan is the zero Value is never chosen, like one with
// a nil channel; Send is for sending ones alone.
type SelectCase struct {
	Dir        SelectDir
	Chan, Send Value
}

// arm is what the runtime wants to know of a case: the channel, and where the value is or goes.
type arm struct{ channel, place unsafe.Pointer }

// Select waits until one of the cases can go on, as the statement does, and returns the number of the one that went; of a
// receiving one also what it received, and whether that was sent.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	// The runtime wants those that send before those that receive; who says which case an arm is of.
	arms, who := make([]arm, len(cases)), make([]int, len(cases))
	sends, receives := 0, len(cases)
	otherwise := -1
	for i, c := range cases {
		a := c.check(otherwise >= 0)
		switch {
		case c.Dir == SelectDefault:
			otherwise = i
		case a == arm{}:
		case c.Dir == SelectSend:
			arms[sends], who[sends] = a, i
			sends++
		default:
			receives--
			arms[receives], who[receives] = a, i
		}
	}
	copy(who[sends:], who[receives:])
	used := sends + copy(arms[sends:], arms[receives:])
	n, ok := chanSelect(unsafe.Pointer(unsafe.SliceData(arms)), sends, used-sends, otherwise < 0)
	switch {
	case n < 0:
		return otherwise, Value{}, false
	case n < sends:
		return who[n], Value{}, false
	}
	return who[n], taken(cases[who[n]].Chan.typ.elem, arms[n].place), ok
}

// check panics when the case is not as it should be, and returns its arm; an empty one for cases without a channel.
func (c *SelectCase) check(hasDefault bool) arm {
	complain := func(text string) { panic("reflect.Select: " + text) }
	switch c.Dir {
	case SelectDefault:
		if hasDefault {
			complain("multiple default cases")
		} else if c.Chan.IsValid() {
			complain("default case has Chan value")
		} else if c.Send.IsValid() {
			complain("default case has Send value")
		}
		return arm{}
	case SelectRecv:
		if c.Send.IsValid() {
			complain("RecvDir case has Send value")
		}
	case SelectSend:
	default:
		complain("invalid Dir")
	}
	if !c.Chan.IsValid() {
		return arm{}
	}
	if c.Dir == SelectRecv {
		ch := c.Chan.channel(outside, RecvDir, "reflect.Select: RecvDir case using send-only channel")
		return arm{ch, alloc(c.Chan.typ.elem)}
	}
	ch := c.Chan.channel(outside, SendDir, "reflect.Select: SendDir case using recv-only channel")
	if !c.Send.IsValid() {
		complain("SendDir case missing Send value")
	}
	c.Send.needPublic(outside)
	return arm{ch, c.Send.as(c.Chan.typ.elem, "reflect.Select").address()}
}
