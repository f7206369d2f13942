package lib

func F() { undefined1() }

func G() int { }
