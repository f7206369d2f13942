// Package list is a doubly linked list. To go through l:
//
//	for e := l.Front(); e != nil; e = e.Next() { ... e.Value ... }
package list

// Element is an element of a list.
type Element struct {
	before, after *Element // in a ring that goes through the list's own element
	list          *List

	// Value is what the element holds.
	Value any
}

// Next returns the element behind e, or nil.
func (e *Element) Next() *Element {
	if e.list == nil || e.after == &e.list.ends {
		return nil
	}
	return e.after
}

// Prev returns the element before e, or nil.
func (e *Element) Prev() *Element {
	if e.list == nil || e.before == &e.list.ends {
		return nil
	}
	return e.before
}

// List is a list. The zero value is empty and ready.
type List struct {
	ends  Element // its neighbours are the last and the first element
	count int
}

// New returns an empty list.
func New() *List { return new(List).Init() }

// Init makes l empty.
func (l *List) Init() *List {
	l.count = 0
	l.ends.before, l.ends.after = &l.ends, &l.ends
	return l
}

// Len returns the number of elements.
func (l *List) Len() int { return l.count }

// Front returns the first element, or nil.
func (l *List) Front() *Element {
	if l.count > 0 {
		return l.ends.after
	}
	return nil
}

// Back returns the last element, or nil.
func (l *List) Back() *Element {
	if l.count > 0 {
		return l.ends.before
	}
	return nil
}

// link puts e behind at.
func (l *List) link(e, at *Element) *Element {
	e.list = l
	e.before, e.after = at, at.after
	at.after.before = e
	at.after = e
	l.count++
	return e
}

// unlink takes e out.
func (l *List) unlink(e *Element) {
	e.before.after, e.after.before = e.after, e.before
	l.count--
}

// move puts e, which is in l, behind at.
func (l *List) move(e, at *Element) {
	if e != at {
		l.unlink(e)
		l.link(e, at)
	}
}

// first and last are where elements go; they also make a zero list ready.
func (l *List) first() *Element {
	if l.ends.after == nil {
		l.Init()
	}
	return &l.ends
}

func (l *List) last() *Element { return l.first().before }

// Remove takes e out of l, if it is in it, and returns its value.
func (l *List) Remove(e *Element) any {
	if e.list == l {
		l.unlink(e)
		e.before, e.after, e.list = nil, nil, nil
	}
	return e.Value
}

// PushFront puts v in front, and returns its element.
func (l *List) PushFront(v any) *Element { return l.link(&Element{Value: v}, l.first()) }

// PushBack puts v at the end, and returns its element.
func (l *List) PushBack(v any) *Element { return l.link(&Element{Value: v}, l.last()) }

// InsertBefore puts v before mark, and returns its element; nil where mark is not
// in l.
func (l *List) InsertBefore(v any, mark *Element) *Element {
	if l != mark.list {
		return nil
	}
	return l.link(&Element{Value: v}, mark.before)
}

// InsertAfter puts v behind mark, and returns its element; nil where mark is not in
// l.
func (l *List) InsertAfter(v any, mark *Element) *Element {
	if l != mark.list {
		return nil
	}
	return l.link(&Element{Value: v}, mark)
}

// MoveToFront moves e, if it is in l, to the front.
func (l *List) MoveToFront(e *Element) {
	if e.list == l && e != l.ends.after {
		l.move(e, &l.ends)
	}
}

// MoveToBack moves e, if it is in l, to the end.
func (l *List) MoveToBack(e *Element) {
	if e.list == l && e != l.ends.before {
		l.move(e, l.ends.before)
	}
}

// MoveBefore moves e before mark, if both are in l and not the same.
func (l *List) MoveBefore(e, mark *Element) {
	if e.list == l && mark.list == l && e != mark {
		l.move(e, mark.before)
	}
}

// MoveAfter moves e behind mark, if both are in l and not the same.
func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && mark.list == l {
		l.move(e, mark)
	}
}

// PushBackList puts copies of other's elements at the end; other may be l.
func (l *List) PushBackList(other *List) {
	at := other.Front()
	for range other.Len() {
		l.PushBack(at.Value)
		at = at.Next()
	}
}

// PushFrontList puts copies of other's elements in front; other may be l.
func (l *List) PushFrontList(other *List) {
	at := other.Back()
	for range other.Len() {
		l.PushFront(at.Value)
		at = at.Prev()
	}
}
