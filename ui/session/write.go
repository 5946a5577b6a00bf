package session

import "context"

// Write runs a job that writes to the library by itself, such as an import, once everything before it is stored, and then
// tells whoever shows the library. The job must leave nothing behind when it fails. Errors that done does not take are shown.
func (s *Session) Write(job func(context.Context) error, done func(error)) { s.queue("", job, done) }
