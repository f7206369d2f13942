package m

// ForTest shows the external tests what is inside.
var ForTest = inside
