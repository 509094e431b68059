//go:build js && wasm

package pool

import (
	"kingman/wasm/dom"
)

// InBrowser returns a pool of Web Workers. It fills in Spawn and Now, and Size
// where that is 0; it ticks by itself while the pool is busy.
func InBrowser(w *dom.Window, config Config) *Pool {
	b := &browser{window: w, files: w.Embedded("files"), source: w.Embedded("workerSource")}
	// The single-file page carries the worker within itself.
	b.refused = b.source != ""
	config.Spawn, config.Now = b.spawn, w.Now
	if config.Size == 0 {
		// One core is left for the page itself.
		config.Size = min(max(w.Cores()-1, 1), 8)
	}
	b.pool = New(config)
	return b.pool
}

type browser struct {
	window *dom.Window
	pool   *Pool
	// files is the address of the folder with the worker's scripts.
	files string
	// source is the text of a worker's whole script, "" if it is a file.
	source string
	// refused says that workers from addresses cannot be had here, as in a
	// sandboxed frame.
	refused bool
	ticking bool
}

// tickEvery is how many milliseconds lie between two looks at the watchdog.
const tickEvery = 500

// watch ticks until the pool has nothing to do.
func (b *browser) watch() {
	if b.ticking {
		return
	}
	b.ticking = true
	b.window.After(tickEvery, func() {
		b.ticking = false
		b.pool.Tick()
		if b.pool.Busy() {
			b.watch()
		}
	})
}

// A wire is one [Conn]: a worker, or at first the attempt at one.
type wire struct {
	b      *browser
	number int
	worker *dom.Worker
	// spoken says that the program runs: what fails afterwards is not the way
	// in which the worker was started.
	spoken, fromText, closed bool
}

func (b *browser) spawn(number int) (Conn, error) {
	b.watch()
	l := &wire{b: b, number: number}
	if err := l.start(); err != nil {
		return nil, err
	}
	return l, nil
}

// start starts the worker from its address or, where such are refused, from
// its text.
func (l *wire) start() error {
	b := l.b
	heard := dom.Heard{
		Bytes: func(data []byte) {
			l.spoken = true
			b.pool.Receive(l.number, data)
		},
		Failed: l.failed,
	}
	var err error
	if !b.refused {
		if l.worker, err = b.window.NewWorker(b.files+"worker.js", heard); err != nil {
			b.refused = true
		}
	}
	if b.refused {
		l.fromText = true
		source := b.source
		if source == "" {
			source = `importScripts("` + b.files + `worker.js")`
		}
		if l.worker, err = b.window.NewWorkerFromSource(source, heard); err != nil {
			return err
		}
	}
	if err = l.worker.Boot(b.files); err != nil {
		l.worker.Terminate()
	}
	return err
}

// failed hears that the worker could not start or has ended. If it never spoke
// it is tried the other way first.
func (l *wire) failed(reason string) {
	if l.closed {
		return
	}
	if !l.spoken && !l.fromText {
		l.b.refused = true
		l.worker.Terminate()
		err := l.start()
		if err == nil {
			return
		}
		reason += "; " + err.Error()
	}
	l.b.pool.Crashed(l.number, reason)
}

// Send is [Conn.Send].
func (l *wire) Send(message []byte) error {
	l.b.watch()
	return l.worker.Post(message)
}

// Close is [Conn.Close].
func (l *wire) Close() {
	l.closed = true
	l.worker.Terminate()
}
