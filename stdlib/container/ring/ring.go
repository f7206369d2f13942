// Package ring is circular lists.
package ring

// Ring is an element of a circular list, and stands for the list: there is no first
// and last. An empty ring is a nil *Ring; the zero value is a ring of one element.
type Ring struct {
	after, before *Ring

	// Value is what the element holds; the package does not touch it.
	Value any
}

// ready makes a zero Ring a ring of one.
func (r *Ring) ready() *Ring {
	if r.after == nil {
		r.after, r.before = r, r
	}
	return r
}

// New returns a ring of n elements.
func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	all := new(Ring).ready()
	for range n - 1 {
		all.before.Link(new(Ring))
	}
	return all
}

// Next returns the element behind r, which is not nil.
func (r *Ring) Next() *Ring { return r.ready().after }

// Prev returns the element before r, which is not nil.
func (r *Ring) Prev() *Ring { return r.ready().before }

// Move returns the element n places on, or back where n is negative.
func (r *Ring) Move(n int) *Ring {
	r.ready()
	for ; n > 0; n-- {
		r = r.after
	}
	for ; n < 0; n++ {
		r = r.before
	}
	return r
}

// Link joins r to s, so that r.Next() is s, and returns what r.Next() was. For two
// rings that makes one; within one ring it takes out what lies between r and s, and
// what it returns stands for that.
func (r *Ring) Link(s *Ring) *Ring {
	next := r.Next()
	if s == nil {
		return next
	}
	last := s.Prev()
	r.after, s.before = s, r
	next.before, last.after = last, next
	return next
}

// Unlink takes n elements out, from r.Next() on, and returns them as a ring.
func (r *Ring) Unlink(n int) *Ring {
	if n > 0 {
		return r.Link(r.Move(n + 1))
	}
	return nil
}

// Len counts the elements.
func (r *Ring) Len() int {
	n := 0
	r.Do(func(any) { n++ })
	return n
}

// Do calls f with the value of each element, from r on. f must not change *r.
func (r *Ring) Do(f func(any)) {
	if r == nil {
		return
	}
	at := r
	for {
		f(at.Value)
		if at = at.Next(); at == r {
			return
		}
	}
}
