package main

import "no/such/package"
