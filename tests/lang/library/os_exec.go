package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

func main() {
	out, err := exec.Command("echo", "hi", "there").Output()
	fmt.Printf("%q %v\n", out, err)
	out, err = exec.Command("sh", "-c", "echo out; echo err >&2; exit 3").CombinedOutput()
	fmt.Printf("%q %v\n", out, err)
	_, err = exec.Command("sh", "-c", "echo err >&2; exit 3").Output()
	fmt.Printf("%s %T\n", err.(*exec.ExitError).Stderr, err)
	_, err = exec.Command("nosuchprog").Output()
	fmt.Println(err)
	c := exec.Command("cat")
	c.Stdin = strings.NewReader("input text")
	var b bytes.Buffer
	c.Stdout = &b
	fmt.Println(c.Run(), b.String(), c)
	c = exec.Command("cat")
	w, _ := c.StdinPipe()
	r, _ := c.StdoutPipe()
	c.Start()
	io.WriteString(w, "piped")
	w.Close()
	all, _ := io.ReadAll(r)
	fmt.Println(string(all), c.Wait())
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	fmt.Println(exec.CommandContext(ctx, "sleep", "5").Run())
	c = exec.Command("pwd")
	c.Dir = "/"
	c.Env = append(os.Environ(), "A=1")
	out, err = c.Output()
	fmt.Printf("%s %v\n", out, err)
}
