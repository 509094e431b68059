//go:build js && wasm

package worker

import (
	"errors"

	"kingman/core/argument"
	"kingman/wasm/dom"
	"kingman/wasm/protocol"
)

// Run is the worker's role in a program with those models. It says hello, answers requests, and returns only
// if there is no browser to speak to.
func Run(models argument.Models) error {
	w, err := dom.Open()
	if err != nil {
		return err
	}
	w.OnCrash(func(err error) {
		w.Log("kingman worker:", err.Error())
		// A request is then without its answer: the page had better replace
		// this worker than wait for the watchdog.
		var panicked *dom.Panic
		if errors.As(err, &panicked) {
			_ = w.PostWords(err.Error())
		}
	})
	server := &Server{
		Plan:      PlanOf(models),
		Now:       w.Now,
		Memory:    func() uint64 { return uint64(w.MemoryBytes()) },
		Misbehave: misbehave,
	}
	w.OnBytes(func(raw []byte) {
		if err := w.PostBytes(server.Handle(raw)); err != nil {
			_ = w.PostWords(err.Error())
		}
	})
	if err := w.PostBytes(protocol.Greeting().Encode()); err != nil {
		return err
	}
	select {}
}

// misbehave does for real what a worker may do by accident, so that a browser
// test can watch the page survive it.
func misbehave(fault string) {
	switch fault {
	case protocol.FaultPanic:
		// Outside of any recover, this ends the program.
		go panic("a fault was asked for")
		select {}
	case protocol.FaultHang:
		//lint:ignore SA5002 this is the fault
		for {
		}
	case protocol.FaultGrow:
		grown := make([]byte, 512<<20)
		for i := 0; i < len(grown); i += 4096 {
			grown[i] = 1
		}
	}
}
