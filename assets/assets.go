// Package assets holds what is built into the program. It imports nothing but embed, so that every layer may use it.
package assets
