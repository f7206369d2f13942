// Package internal lets log/slog write by package log's standard logger.
package internal

// Write writes a line by the standard logger, for the caller at pc; package log sets it.
var Write func(pc uintptr, text []byte) error
