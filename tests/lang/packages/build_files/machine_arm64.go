package main

const machine = "arm64"
