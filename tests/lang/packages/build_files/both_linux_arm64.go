package main

const both = "other"
