package main

const machine = "amd64"
