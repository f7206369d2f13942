// A tokenizer and an evaluator of arithmetic expressions, by recursive descent; one expression a line.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"unicode"
)

type kind int

const (
	end kind = iota
	number
	name
	symbol
)

type token struct {
	kind kind
	text string
	num  float64
}

func tokenize(s string) (list []token, err error) {
	for i := 0; i < len(s); {
		c := rune(s[i])
		j := i
		switch {
		case unicode.IsSpace(c):
			i++
			continue
		case unicode.IsDigit(c) || c == '.':
			for j < len(s) && (unicode.IsDigit(rune(s[j])) || s[j] == '.') {
				j++
			}
			n, err := strconv.ParseFloat(s[i:j], 64)
			if err != nil {
				return nil, err
			}
			list = append(list, token{number, s[i:j], n})
		case unicode.IsLetter(c):
			for j < len(s) && unicode.IsLetter(rune(s[j])) {
				j++
			}
			list = append(list, token{kind: name, text: s[i:j]})
		case strings.ContainsRune("+-*/^()", c):
			j++
			list = append(list, token{kind: symbol, text: s[i:j]})
		default:
			return nil, fmt.Errorf("column %d: unexpected %q", i+1, c)
		}
		i = j
	}
	return append(list, token{}), nil
}

type parser struct {
	tokens []token
	pos    int
}

type syntaxError struct{ at token }

func (e syntaxError) Error() string {
	if e.at.kind == end {
		return "unexpected end"
	}
	return fmt.Sprintf("unexpected %q", e.at.text)
}

func (p *parser) take(text string) bool {
	if t := p.tokens[p.pos]; t.kind == symbol && t.text == text {
		p.pos++
		return true
	}
	return false
}

var precedence = []string{"+-", "*/"}

func (p *parser) binary(level int) float64 {
	if level == len(precedence) {
		return p.power()
	}
	x := p.binary(level + 1)
	for {
		t := p.tokens[p.pos]
		if t.kind != symbol || !strings.Contains(precedence[level], t.text) {
			return x
		}
		p.pos++
		y := p.binary(level + 1)
		switch t.text {
		case "+":
			x += y
		case "-":
			x -= y
		case "*":
			x *= y
		case "/":
			x /= y
		}
	}
}

func (p *parser) power() float64 {
	if p.take("-") {
		return -p.power()
	}
	x := p.primary()
	if p.take("^") {
		return math.Pow(x, p.power())
	}
	return x
}

var functions = map[string]func(float64) float64{
	"sqrt": math.Sqrt,
	"abs":  math.Abs,
	"half": func(x float64) float64 { return x / 2 },
}

func (p *parser) primary() float64 {
	t := p.tokens[p.pos]
	switch {
	case t.kind == number:
		p.pos++
		return t.num
	case t.kind == name:
		p.pos++
		if f, ok := functions[t.text]; ok {
			return f(p.primary())
		}
		panic(syntaxError{t})
	case p.take("("):
		x := p.binary(0)
		if p.take(")") {
			return x
		}
	}
	panic(syntaxError{p.tokens[p.pos]})
}

func eval(s string) (x float64, err error) {
	tokens, err := tokenize(s)
	if err != nil {
		return 0, err
	}
	defer func() {
		if e, ok := recover().(syntaxError); ok {
			err = e
		}
	}()
	p := &parser{tokens: tokens}
	x = p.binary(0)
	if t := p.tokens[p.pos]; t.kind != end {
		return 0, syntaxError{t}
	}
	return x, nil
}

const examples = `1 + 2 * 3
(1 + 2) * 3
2 ^ 3 ^ 2
-2 ^ 2
sqrt(16) + half 3
1 / 0
1 + * 2
(1
2 $ 3`

func main() {
	in := bufio.NewScanner(strings.NewReader(examples))
	if len(os.Args) > 1 && os.Args[1] == "-" {
		in = bufio.NewScanner(os.Stdin)
	}
	for in.Scan() {
		if x, err := eval(in.Text()); err != nil {
			fmt.Printf("%-18s error: %v\n", in.Text(), err)
		} else {
			fmt.Printf("%-18s = %g\n", in.Text(), x)
		}
	}
}
