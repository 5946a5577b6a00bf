// Package widgets holds the reusable parts of the window: cards, symbols, lists, tables, fields. They know nothing of
// claims or trials: callers pass words, levels and tones, and get told what the user intends through callbacks.
//
// Three rules hold for all of them. Every interactive part takes the focus, shows it with a ring, and works from the
// keyboard; keys it has no use for go on to the canvas (see Bubble), so that Esc and Enter reach the dialog or screen
// around it. A disabled part says why in its tooltip. Text that wraps takes its height from its width, so put parts
// into the stacks of this package, which ask for the height after they have given the width.
package widgets
