package document

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfium_errors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// engine runs PDFium as WebAssembly: it reaches neither files nor the network, and what goes wrong in it ends there.
// Starting it takes seconds once and a moment later, since the compilation is kept on disk. There is one, which does
// one thing at a time.
type engine struct {
	mu       sync.Mutex
	pool     pdfium.Pool
	cache    wazero.CompilationCache
	instance pdfium.Pdfium
	age      int // counts instances: documents of an earlier one are gone
}

var pdfEngine engine

// mostMemory is what the engine may use, in pages of 64 kB: enough for the largest file that is read.
const mostMemory = 1 << 14

// Close ends the PDF engine, if it runs. A later use starts it again.
func Close() error {
	e := &pdfEngine
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.pool == nil {
		return nil
	}
	err := errors.Join(e.pool.Close(), e.cache.Close(context.Background()))
	e.pool, e.cache, e.instance = nil, nil, nil
	return err
}

// start makes sure that an instance runs. The lock is held.
func (e *engine) start() error {
	if e.pool == nil {
		e.cache = compilations()
		pool, err := webassembly.Init(webassembly.Config{
			MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
			FSConfig: wazero.NewFSConfig(), // no folder
			RuntimeConfig: wazero.NewRuntimeConfig().
				WithCompilationCache(e.cache).
				WithMemoryLimitPages(mostMemory),
			Stdout: io.Discard,
			Stderr: io.Discard,
		})
		if err != nil {
			return refuse("PDF files cannot be read on this computer: %v.", err)
		}
		e.pool = pool
	}
	if e.instance == nil {
		instance, err := e.pool.GetInstance(time.Minute)
		if err != nil {
			return refuse("PDF files cannot be read on this computer: %v.", err)
		}
		e.instance = instance
		e.age++
	}
	return nil
}

// compilations keeps compiled code in the user's cache, or in memory where that cannot be written.
func compilations() wazero.CompilationCache {
	if dir, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "claimgrade", "pdf")); err == nil {
			return cache
		}
	}
	return wazero.NewCompilationCache()
}

// do runs fn with the engine to itself; fn heeds ctx between its calls. A call that fails deep inside leaves an instance
// that cannot be trusted: it is thrown away.
func (e *engine) do(ctx context.Context, fn func(instance pdfium.Pdfium) error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.start(); err != nil {
		return err
	}
	err := fn(e.instance)
	if isFault(err) && e.instance != nil {
		_ = e.instance.Close() // whatever it says: it is gone
		e.instance = nil
	}
	return err
}

// isFault tells an engine that failed from a file that it could not read.
func isFault(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	for _, known := range []error{pdfium_errors.ErrFile, pdfium_errors.ErrFormat, pdfium_errors.ErrPassword,
		pdfium_errors.ErrSecurity, pdfium_errors.ErrPage, pdfium_errors.ErrUnknown, pdfium_errors.ErrSuccess} {
		if errors.Is(err, known) {
			return false
		}
	}
	return true
}
