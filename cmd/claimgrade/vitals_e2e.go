//go:build e2e

package main

import (
	"bytes"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
)

// vitals are what the program keeps, as only it can tell.
type vitals struct {
	Heap       uint64 `json:"heap"`    // bytes in use after a collection of garbage
	Objects    uint64 `json:"objects"` // of the heap, then
	Goroutines int    `json:"goroutines"`
	Threads    int    `json:"threads"` // of the system, ever made: they are kept
	Status     string `json:"status"`  // what the system says of the process, after what is free was given back to it
	Sampled    string `json:"sampled"` // what the heap is made of: its profile, in the text form of runtime/pprof
	Stacks     string `json:"stacks"`  // what the goroutines wait for, likewise
}

// takeVitals collects garbage twice, since what a finalizer or a cleared pool lets go is only free the second time.
func takeVitals() *vitals {
	runtime.GC()
	debug.FreeOSMemory() // a collection, and what it frees goes back at once: what stays resident is kept by somebody
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	v := &vitals{Heap: m.HeapAlloc, Objects: m.HeapObjects, Goroutines: runtime.NumGoroutine(), Threads: pprof.Lookup("threadcreate").Count()}
	status, _ := os.ReadFile("/proc/self/status") // there are tests on Linux only
	v.Status = string(status)
	text := func(profile string) string {
		var b bytes.Buffer
		_ = pprof.Lookup(profile).WriteTo(&b, 1) // a buffer takes everything
		return b.String()
	}
	v.Sampled, v.Stacks = text("heap"), text("goroutine")
	return v
}
