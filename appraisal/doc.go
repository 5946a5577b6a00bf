// Package appraisal holds the words of critical appraisal as types: claims, trials, results, facts, links,
// appraisals and the dossier that gathers what bears on one claim. It validates them and says in a sentence what
// is wrong. It must not know files, databases, screens, networks or the time of day.
package appraisal
