package assets

import "embed"

// Lang holds the texts of the window in other languages than English: files <package>.<language>.json under "lang",
// from the English text to the translated one. Package ui/tr reads them.
//
//go:embed lang/*.json
var Lang embed.FS
