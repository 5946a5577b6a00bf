//go:build e2e

package main

// #include <malloc.h>
import "C"

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
	InC        uint64 `json:"inC"`     // bytes in use by libraries in C, of which most are pictures for the screen
	Goroutines int    `json:"goroutines"`
	Threads    int    `json:"threads"` // of the system, ever made: they are kept
	Status     string `json:"status"`  // what the system says of the process, after what is free was given back to it
	Sampled    []byte `json:"sampled"` // what the heap is made of: its profile, as runtime/pprof writes it for its tool
	Stacks     string `json:"stacks"`  // what the goroutines wait for, likewise
}

// takeVitals collects garbage twice, since what a finalizer or a cleared pool lets go is only free the second time.
func takeVitals() *vitals {
	runtime.GC()
	debug.FreeOSMemory() // a collection, and what it frees goes back at once: what stays resident is kept by somebody
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	v := &vitals{Heap: m.HeapAlloc, Objects: m.HeapObjects, Goroutines: runtime.NumGoroutine(), Threads: pprof.Lookup("threadcreate").Count()}
	v.InC = uint64(C.mallinfo2().uordblks)
	C.malloc_trim(0)                              // as above
	status, _ := os.ReadFile("/proc/self/status") // there are tests on Linux only
	v.Status = string(status)
	// Not the heap as text, which after a thousand actions is a hundred megabytes, and would be most of what is measured.
	var heap, goroutines bytes.Buffer
	_ = pprof.Lookup("heap").WriteTo(&heap, 0) // a buffer takes everything
	_ = pprof.Lookup("goroutine").WriteTo(&goroutines, 1)
	v.Sampled, v.Stacks = heap.Bytes(), goroutines.String()
	return v
}
