// This file declares what the package takes from the runtime, which knows the
// types behind interface values; package reflect itself rests on errors.

package errors

// hasEquality reports whether comparing err's dynamic type by == is allowed.
func hasEquality(err error) bool

// inspectTarget tells whether target can be As's second argument.
func inspectTarget(target any) int

// assignTarget sets the variable that target points to, to e, where e's dynamic
// type is the variable's own or implements it; it reports whether it did.
func assignTarget(e error, target any) bool
