package db

import "claimgrade/appraisal"

// Content is a set of entities to add to a library in one action: the starter library or an import. UIDs are given;
// entities refer to one another by them.
type Content struct {
	Files      []File // that documents point to
	Documents  []appraisal.Document
	Trials     []appraisal.Trial // with their arms, results and facts
	Claims     []appraisal.Claim
	Links      []appraisal.Link
	Reviewers  []appraisal.Reviewer
	Appraisals []appraisal.Appraisal
	Reports    []appraisal.Report

	Progress func(done, total int) // how many rows of how many have been written; may be nil
}
