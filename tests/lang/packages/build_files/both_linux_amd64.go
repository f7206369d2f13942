package main

const both = "both"
