// Counts the words of a text: of the file named as argument, or of a built-in paragraph.
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
	"unicode"
)

const text = `Call me Ishmael. Some years ago - never mind how long precisely - having little or no money in my purse,
and nothing particular to interest me on shore, I thought I would sail about a little and see the watery part of the
world. It is a way I have of driving off the spleen, and regulating the circulation. Whenever I find myself growing grim
about the mouth; whenever it is a damp, drizzly November in my soul; whenever I find myself involuntarily pausing before
coffin warehouses, and bringing up the rear of every funeral I meet; and especially whenever my hypos get such an upper
hand of me, that it requires a strong moral principle to prevent me from deliberately stepping into the street, and
methodically knocking people's hats off - then, I account it high time to get to sea as soon as I can.`

func main() {
	in := bufio.NewScanner(strings.NewReader(text))
	if len(os.Args) > 1 {
		f, err := os.Open(os.Args[1])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		defer f.Close()
		in = bufio.NewScanner(f)
	}

	counts := make(map[string]int)
	lines, total := 0, 0
	for in.Scan() {
		lines++
		for _, w := range strings.FieldsFunc(in.Text(), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
			counts[strings.ToLower(w)]++
			total++
		}
	}

	words := make([]string, 0, len(counts))
	for w := range counts {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool {
		a, b := words[i], words[j]
		if counts[a] != counts[b] {
			return counts[a] > counts[b]
		}
		return a < b
	})
	fmt.Printf("%d lines, %d words, %d different\n", lines, total, len(words))
	for _, w := range words[:min(10, len(words))] {
		fmt.Printf("%4d %s\n", counts[w], w)
	}
}
