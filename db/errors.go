package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"claimgrade/appraisal"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// fail turns an error of SQLite or of the file system into one that a user can read and act on. what says which step
// failed, such as "The claims could not be read". Errors that are readable already pass unchanged.
func fail(what string, err error) error {
	if appraisal.CodeOf(err) != "" {
		return err
	}
	if code, reason := explain(err); code != "" {
		return &appraisal.Error{Code: code, Text: what + ": " + reason, Err: err}
	}
	return fmt.Errorf("%s: %w", what, err)
}

// explain returns the code of an error and a clause that says what is wrong and what to do; "" if it has none.
func explain(err error) (appraisal.Code, string) {
	var e *sqlite.Error
	var moved errMoved
	switch {
	case errors.As(err, &moved):
		return appraisal.CodeMoved, moved.Error()
	case errors.As(err, &e) && e.Code() == sqlite3.SQLITE_ERROR && strings.Contains(e.Error(), "malformed JSON"): // in a column that holds a list
		return explainSQLite(sqlite3.SQLITE_CORRUPT)
	case errors.As(err, &e):
		return explainSQLite(e.Code())
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return "", "" // the caller stopped it and knows
	case errors.Is(err, sql.ErrNoRows):
		return appraisal.CodeNotFound, "it is no longer in the library. Go back and reload."
	case errors.Is(err, fs.ErrExist):
		return appraisal.CodeConflict, "there is a file of that name already. Choose another name."
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return appraisal.CodeNotFound, "the file or its folder does not exist. Check the path."
	case errors.Is(err, syscall.EISDIR):
		return appraisal.CodeConflict, "there is a folder of that name. Choose another name."
	case errors.Is(err, syscall.ENAMETOOLONG):
		return appraisal.CodeInvalid, "the name is too long for this disk. Choose a shorter one."
	case errors.Is(err, syscall.ENOSPC):
		return appraisal.CodeFull, "the disk is full. Free some space and try again."
	case errors.Is(err, syscall.EIO):
		return appraisal.CodeDisk, diskFailed
	case slices.ContainsFunc(cutOff, func(e error) bool { return errors.Is(err, e) }):
		return appraisal.CodeDisk, "its folder on the network cannot be reached. Check the connection and try again."
	case errors.Is(err, syscall.EROFS):
		return appraisal.CodeReadOnly, "the disk is read-only. Choose another place."
	case errors.Is(err, fs.ErrPermission):
		return appraisal.CodeDenied, "you may not use this file or folder. Ask its owner for permission, or choose another place."
	}
	return "", ""
}

// diskFailed is all that SQLite tells of a disk that has failed, was pulled out, or has become read-only under an open file.
const diskFailed = "the disk reported a fault. Check that it is connected, sound and not write-protected, and try again."

func explainSQLite(extended int) (appraisal.Code, string) {
	switch extended {
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return appraisal.CodeConflict,
			"it refers to something that is not in the library, or something else still refers to it. Look again and repeat the step."
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID:
		return appraisal.CodeConflict, "the library holds it already. Look again and repeat the step."
	case sqlite3.SQLITE_CONSTRAINT_TRIGGER:
		return appraisal.CodeConflict, "it belongs to something else in the library. Look again and repeat the step."
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return appraisal.CodeMoved, fileReplaced.Error()
	case sqlite3.SQLITE_IOERR_SHMSIZE: // mostly the former; SQLite does not tell
		return appraisal.CodeFull, "the disk is full or reported a fault. Free some space, check that the disk is connected, and try again."
	case sqlite3.SQLITE_READONLY_ROLLBACK: // a journal lies beside the file, and taking back what it says would be writing
		return appraisal.CodeLocked, "somebody is writing to it at this moment, or was interrupted in the middle. Try again; if it stays so, open the library for writing once."
	case sqlite3.SQLITE_IOERR_NOMEM:
		return "", "" // no fault of the disk
	}
	switch extended & 0xff { // the primary code
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return appraisal.CodeLocked, "another program is using the library and has locked it. Close that program, or wait, and try again."
	case sqlite3.SQLITE_READONLY:
		return appraisal.CodeReadOnly, "the file or its folder is read-only. Save a copy elsewhere and open that."
	case sqlite3.SQLITE_IOERR:
		return appraisal.CodeDisk, diskFailed
	case sqlite3.SQLITE_FULL:
		return appraisal.CodeFull, "the disk is full. Free some space and try again."
	case sqlite3.SQLITE_CORRUPT:
		return appraisal.CodeCorrupt, "the library file is damaged. Open a backup of it."
	case sqlite3.SQLITE_NOTADB:
		return appraisal.CodeForeign, "the file is not a ClaimGrade library. Choose another file."
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return appraisal.CodeDenied, "the file or its folder cannot be used. Check that it exists and that you may write there."
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH:
		return appraisal.CodeInvalid, "a value is not one that the library can hold. Correct it and try again."
	case sqlite3.SQLITE_TOOBIG:
		return appraisal.CodeInvalid, "a text or a file is larger than a library keeps. Shorten the text, or open a backup."
	}
	return "", ""
}
