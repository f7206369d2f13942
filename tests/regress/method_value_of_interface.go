// A method value of an interface, and a deferred interface call: the check for nil looks at the interface's first word,
// which is no pointer slot. Images with it were refused by the verifier.
package main

import "fmt"

type speaker interface{ speak(string) }

type dog struct{ name string }

func (d *dog) speak(s string) { fmt.Println(d.name, s) }

func bind(s speaker) (f func(string), err any) {
	defer func() { err = recover() }()
	return s.speak, nil
}

func later(s speaker) (err any) {
	defer func() { err = recover() }()
	defer s.speak("at the end")
	fmt.Println("in the middle")
	return nil
}

func main() {
	f, err := bind(&dog{"rex"})
	f("now")
	fmt.Println(err)
	_, err = bind(nil)
	fmt.Println(err)
	fmt.Println(later(&dog{"fido"}))
	fmt.Println(later(nil))
}
