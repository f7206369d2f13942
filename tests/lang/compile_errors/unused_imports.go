package main

import "fmt"
import fm "fmt"
import . "strings"
import _ "os"
import "math/rand"
import r2 "math/rand"

func main() { _ = fmt.Sprint; r2.Int() }
