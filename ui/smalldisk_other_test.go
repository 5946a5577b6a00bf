//go:build !linux

package ui

import "testing"

func smallDisk(t *testing.T) string {
	t.Skip("a small disk can be made on Linux only")
	return ""
}

func fillDisk(*testing.T, string) {}
func freeDisk(*testing.T, string) {}
