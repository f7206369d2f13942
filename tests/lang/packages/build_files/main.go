package main

func main() { println(system, machine, tagged, both, plain) }
