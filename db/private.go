package db

// note names the columns of an entity's note.
type note struct{ text, private string }

// notes are the notes that can be private.
var notes = map[Entity]note{
	EntityBrief:    {"note", "private"},
	EntityDocument: {"note", "note_private"},
	EntityTrial:    {"notes", "notes_private"},
}
