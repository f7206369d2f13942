// Package iter names the function types that the range clause iterates over, and
// turns such a push iterator into a pair of functions that pull.
package iter

// Seq calls yield with one value after another until yield returns false or
// there are no more.
type Seq[V any] func(yield func(V) bool)

// Seq2 is a Seq of pairs, most often index or key and value.
type Seq2[K, V any] func(yield func(K, V) bool)
