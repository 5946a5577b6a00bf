package assets

import "embed"

// Starter is the starter library as JSON, under the folder "starter": articles.json and sources.json (documents), one
// file a trial under trials, one file an article with its claims and links under claims. Package db/starter describes
// the shape and reads it.
//
//go:embed starter/*.json starter/trials/*.json starter/claims/*.json
var Starter embed.FS
