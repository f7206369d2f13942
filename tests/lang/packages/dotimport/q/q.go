package q

type T struct{ N int }

func (t T) Get() int { return t.N }

const Big = 1 << 40

var V = T{3}

func F() string { return "q.F" }
