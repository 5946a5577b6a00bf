//go:build !linux && !darwin && !freebsd

package db

// inUse cannot be asked here; but here a file that is open cannot be replaced either.
func inUse(string) (bool, error) { return false, nil }
