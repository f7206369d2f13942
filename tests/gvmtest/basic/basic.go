// Package basic has something to test: a stack of numbers.
package basic

import "errors"

// ErrEmpty is what Pop gives when there is nothing.
var ErrEmpty = errors.New("empty stack")

type Stack struct{ list []int }

func (s *Stack) Push(v int) { s.list = append(s.list, v) }

func (s *Stack) Pop() (int, error) {
	if len(s.list) == 0 {
		return 0, ErrEmpty
	}
	v := s.list[len(s.list)-1]
	s.list = s.list[:len(s.list)-1]
	return v, nil
}

func (s *Stack) depth() int { return len(s.list) }
