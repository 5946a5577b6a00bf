// Package migrations holds the schema of a library as numbered SQL. The files that share a number are one step, run in
// the order of their names inside one transaction; the number is the schema version they lead to. A released step is
// never edited: a later step changes what it made.
package migrations

import "embed"

// Files holds the SQL of every step.
//
//go:embed *.sql
var Files embed.FS
