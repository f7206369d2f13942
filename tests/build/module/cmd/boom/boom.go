// Panics in another package, for its traceback's file names.
package main

import "example.com/tools/v2/lib"

func main() { lib.Boom("now") }
