package main

const plain = "a name of one word is no constraint"
