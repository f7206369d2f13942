package name

const X = 1
