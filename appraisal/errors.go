package appraisal

import (
	"errors"
	"fmt"
)

// Code classifies an error so that a screen or script can react to it without reading its words.
type Code string

// The codes of errors that a user can act on.
const (
	CodeInvalid  Code = "invalid"
	CodeNotFound Code = "not-found"
	CodeConflict Code = "conflict"
	CodeLocked   Code = "locked"
	CodeReadOnly Code = "read-only"
	CodeDenied   Code = "denied" // no permission to read the file
	CodeFull     Code = "full"
	CodeDisk     Code = "disk"  // it reported a fault
	CodeMoved    Code = "moved" // the library's file is no longer where it was opened
	CodeCorrupt  Code = "corrupt"
	CodeNewer    Code = "newer"
	CodeForeign  Code = "not-a-library"
)

// Error is an error a user can read: Text says what is wrong, where, and what to do.
type Error struct {
	Code  Code
	Field string // the field concerned, if any
	Text  string
	Err   error // the cause, if any
}

func (e *Error) Error() string { return e.Text }
func (e *Error) Unwrap() error { return e.Err }

// About is the field concerned, for forms that know no more of an error than that.
func (e *Error) About() string { return e.Field }

// Invalid returns an error of CodeInvalid about a field.
func Invalid(field, text string) error { return &Error{Code: CodeInvalid, Field: field, Text: text} }

// Invalidf is Invalid with a format.
func Invalidf(field, format string, args ...any) error {
	return Invalid(field, fmt.Sprintf(format, args...))
}

// CodeOf returns the code of err, or "" if it carries none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
