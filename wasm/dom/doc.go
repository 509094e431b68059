//go:build js && wasm

// Package dom is the only door between this program and JavaScript: nothing
// else in the repository imports safejs or syscall/js.
//
// # What it protects against
//
// A panic in a callback, a wait in a callback, or a JavaScript getter that
// throws each end a Go program in a browser for good: every later call answers
// "Go program has already exited". So every callback here recovers, and what
// it recovered from goes to the one reporter of [Window.OnCrash]; every
// property whose getter or setter may throw is reached through a call, which
// Go guards, instead of a plain read, which it does not.
//
// # Errors
//
// What a browser may refuse at its pleasure (history past its limit, storage
// in a sandbox, full screen, the clipboard) returns an error. What can only
// fail because the page and the code disagree (a misspelt selector, a method
// on an element that is not there) goes to the reporter too, as a *[Fault], and
// the call yields the zero value: one bad element costs one label, not the
// page.
//
// # Waiting
//
// Nothing here waits. A callback that waits on a channel stops the event loop
// that would have filled it. What takes time takes a function to call when it
// is done.
//
// There are no package-level variables, so that the package loads in a worker,
// which has no document.
package dom
