package main

import "./rel"

func main() {}
